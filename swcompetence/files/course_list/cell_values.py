"""Turns the text of a cell into a value: running text, credits, a title, compulsory or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from swcompetence.phrasing import single_spaced

_MOST_CREDITS = 60
"""One full year; a larger number is a study time or a year."""
_UNIT = r"(?:studiepunten|studiepunt|stp|sp|ects(?:[ -](?:credits|punten))?|ec|credits?)"
_CREDITS = re.compile(
    rf"(?:{_UNIT}\.?\s*:?\s*)?(?P<number>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*(?:{_UNIT})?\.?",
    re.IGNORECASE,
)
_TITLE_CREDITS = re.compile(
    rf"\s*[(\[]\s*(?P<number>\d{{1,2}}(?:[.,]\d{{1,2}})?)\s*{_UNIT}\.?\s*[)\]]", re.IGNORECASE
)
_TITLE_CODE = re.compile(r"\s*\((?P<code>[A-Z]-[A-Z]{2,8}-[A-Z0-9-]{3,12})\)")
_CACHE = 20_000
_CODE = re.compile(r"[A-Z]{1,4} ?\d{2,7}[A-Za-z]?|(?=\S*\d)[\w./-]{1,20}|[A-Z]{2,6}")
_MOST_CODES = 0.8
"""Share of codes above which a column does not hold titles: a few courses are called ‘ICT’."""
_LONGEST_MARK = 20
_LONGEST_CREDITS = 60
_PARENTHESIS = re.compile(r"[(\[]")
_MARK = re.compile(r"[xXvV✓✔☑☒✗•·°*.,/\\–—?-]{1,3}|n\.?v\.?t\.?|/+", re.IGNORECASE)
_YES = {"ja", "j", "yes", "y", "x", "✓", "✔", "☑", "waar", "true", "1"}
_NO = {"nee", "neen", "n", "no", "onwaar", "false", "0", "-"}
_COMPULSORY = re.compile(
    r"v|vp|vo|p|verpl\b.*|verplicht.*|plicht.*|compulsory.*|mandatory.*|required|gemeenschappelijk.*"
)
_ELECTIVE = re.compile(
    r"k|kv|ko|keuze.*|niet[ -]verplicht.*|verplichte? keuze.*|optione.*|optional.*|elective.*"
    r"|facultatie.*|vrije? keuze.*"
)


@dataclass(frozen=True, slots=True)
class TitleCell:
    """A title, apart from what was written behind it in parentheses."""

    title: str
    credits: float | None = None
    code: str = ""


@lru_cache(maxsize=_CACHE)
def credits_of(text: str) -> float | None:
    """Read a number of credits, or give None.

    >>> credits_of("4,5"), credits_of("6 studiepunten"), credits_of("2024-05-04")
    (4.5, 6.0, None)
    """
    if len(text) > _LONGEST_CREDITS:
        return None
    match = _CREDITS.fullmatch(single_spaced(text).strip("() "))
    if not match:
        return None
    number = float(match["number"].replace(",", "."))
    return number if number <= _MOST_CREDITS else None


@lru_cache(maxsize=_CACHE)
def title_cell(text: str) -> TitleCell:
    """Take credits and code out of a title that carries them in parentheses.

    >>> title_cell("Sociaal recht (6 studiepunten)")
    TitleCell(title='Sociaal recht', credits=6.0, code='')
    """
    line = single_spaced(text)
    if not _PARENTHESIS.search(line):
        return TitleCell(line)
    points = _TITLE_CREDITS.search(line)
    if points:
        line = line[: points.start()] + line[points.end() :]
    code = _TITLE_CODE.search(line)
    if code:
        line = line[: code.start()] + line[code.end() :]
    return TitleCell(
        line.strip(),
        float(points["number"].replace(",", ".")) if points else None,
        code["code"] if code else "",
    )


def compulsory_of(text: str, *, yes_means: bool) -> bool | None:
    """Read whether a course is compulsory; `yes_means` is what a plain yes says in this column.

    >>> compulsory_of("keuze", yes_means=True), compulsory_of("ja", yes_means=False)
    (False, False)
    """
    word = single_spaced(text).casefold().strip(" .:")
    if _ELECTIVE.fullmatch(word):
        return False
    if _COMPULSORY.fullmatch(word):
        return True
    if word in _YES:
        return yes_means
    return not yes_means if word in _NO else None


def are_codes(texts: Sequence[str]) -> bool:
    """Say whether most texts of a column are codes and no titles.

    >>> are_codes(["SW101", "SW 102", "B-KUL-S0A1"]), are_codes(["Stage 1", "Recht", "Ethiek"])
    (True, False)
    """
    codes = sum(bool(_CODE.fullmatch(text)) for text in texts)
    return codes > 0 and codes >= _MOST_CODES * len(texts)


def is_mark(text: str) -> bool:
    """Say whether a cell for running text holds only a cross, a dash or `n.v.t.`."""
    return len(text) <= _LONGEST_MARK and bool(_MARK.fullmatch(single_spaced(text)))

"""Turns the text of a cell into a value: a title, credits, a mark, a heading, compulsory or not."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from swcompetence.phrasing import single_spaced

MOST_CREDITS = 60
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
_LEVEL = r"(?:[IVB]|introductie|verdieping|beheersing)"
_MATRIX_MARK = re.compile(
    rf"[xX+*✓✔☑☒✗●•■]{{1,3}}|{_LEVEL}(?:\s*[/,+&-]\s*{_LEVEL})*|[IVB] \(\w+\)"
    r"|\d(?:[.,]\d{1,2})?|[-–—.]|n\.?v\.?t\.?|ja|j|neen?|n|waar|onwaar",
    re.IGNORECASE,
)
_MOST_MARKS = 0.5
"""Least share of the cells of a column that are marks where the column is one of a matrix."""
_LEAST_MARKED = 2
_LEAST_WORDED, _MOST_WORDS = 5, 8
_YES = {"ja", "j", "yes", "y", "x", "✓", "✔", "☑", "waar", "true", "1"}
_NO = {"nee", "neen", "n", "no", "onwaar", "false", "0", "-"}
_COMPULSORY = re.compile(
    r"v|vp|vo|p|verpl\b.*|verplicht.*|plicht.*|compulsory.*|mandatory.*|required|gemeenschappelijk.*"
)
_ELECTIVE = re.compile(
    r"k|kv|ko|keuze.*|niet[ -]verplicht.*|verplichte? keuze.*|optione.*|optional.*|elective.*"
    r"|facultatie.*|vrije? keuze.*"
)

_NUMBER = r"(?:[1-6]|i{1,3}|iv|v)"
_ORDINAL = (
    r"(?:eerste|tweede|derde|vierde|vijfde|[1-6] ?(?:ste|e|de)|first|second|third|fourth"
    r"|1st|2nd|3rd|4th)"
)
_STAGE = (
    r"(?:fase|opleidingsfase|trajectschijf|modeltrajectschijf|modeltraject|deeltraject|schijf|jaar"
    r"|leerjaar|studiejaar|opleidingsjaar|programmajaar|bachelorjaar|jaar bachelor|programme stage"
    r"|phase|year|bachelor)"
)
_TERM = r"(?:semester|sem\.?|periode|academieperiode|trimester|blok|kwartaal|term)"
_PHASE = re.compile(
    rf"\b(?:{_STAGE} {_NUMBER}|{_ORDINAL} {_STAGE}|ba ?[1-3]|[1-3] ?ba)\b", re.IGNORECASE
)
_SEMESTER = re.compile(rf"\b(?:{_TERM} {_NUMBER}|{_ORDINAL} {_TERM})(?!\w)", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?:\d+(?:[.,]\d+)? ?(?:studiepunten|sp|ects|credits)|van de opleiding|bachelor|graduaat"
    r"|in het sociaal werk|sociaal werk|opleiding|opleidingsonderdelen|van het|modeltraject)\b",
    re.IGNORECASE,
)
_TRACK = re.compile(
    r"(?:afstudeerrichting|keuzetraject|keuzerichting|specialisatie|differentiatie|major|minor"
    r"|leerroute|studierichting)\b[ :–-]*(?P<name>\S.*)",
    re.IGNORECASE,
)
_COMPULSORY_PART = re.compile(
    r"(?:verplichte?|gemeenschappelijke?|compulsory|mandatory)"
    r"(?: (?:opleidingsonderdelen|olods?|opo'?s|vakken|gedeelte|deel|stam|courses|gehele?))?",
    re.IGNORECASE,
)
_ELECTIVE_PART = re.compile(
    r"(?:keuze-?(?:opleidingsonderdelen|olods?|opo'?s|vakken|gedeelte|deel|modules|aanbod|lijst)?"
    r"|(?:electives?|optional)(?: courses)?)(?: \(.*\))?",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:(?:sub|eind)-?)?totaa?l\b.*|algemeen totaal\b.*|(?:aantal|som|som van de) studiepunten.*"
    r"|sum\b.*|som\b|(?:sub)?totals?\b.*",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_HEADING = 100
"""Characters of a heading; what is longer is running text."""


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
    return number if number <= MOST_CREDITS else None


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


def mark_columns(texts: Mapping[int, Sequence[str]], known: Container[str] = ()) -> tuple[int, ...]:
    """Give the columns of a matrix course x competence among some columns, by what they hold.

    Crosses, levels, small numbers and signs that are `known` from a legend; five columns or more
    with the same few short words as well, what is short and stands among others, and what is empty
    and stands among or beside others.

    >>> mark_columns({3: ["X"], 4: [], 5: ["X", "V"], 6: ["Recht en ethiek"]})
    (3, 4, 5)
    """
    short = {
        column: values
        for column, values in texts.items()
        if values and all(len(value) <= _LONGEST_MARK for value in values)
    }
    marked = {
        column
        for column, values in short.items()
        if sum(value in known or is_matrix_mark(value) for value in values)
        >= _MOST_MARKS * len(values)
    }
    rest = short.keys() - marked
    words = {value.casefold() for column in rest for value in short[column]}
    if len(rest) >= _LEAST_WORDED and len(words) <= _MOST_WORDS:
        marked |= rest
    if not marked:
        return ()
    first, last = min(marked), max(marked)
    while first - 1 in texts and not texts[first - 1]:
        first -= 1
    while last + 1 in texts and not texts[last + 1]:
        last += 1
    columns = tuple(
        column
        for column, values in texts.items()
        if column in marked or (first <= column <= last and (column in short or not values))
    )
    return columns if len(columns) >= _LEAST_MARKED else ()


def is_matrix_mark(text: str) -> bool:
    """Say whether a cell of a matrix holds a cross, a level, a small number, or says no.

    >>> [is_matrix_mark(text) for text in ("X", "I/V", "2", "0,5", "beheersing", "-", "Recht")]
    [True, True, True, True, True, True, False]
    """
    return len(text) <= _LONGEST_MARK and bool(_MATRIX_MARK.fullmatch(single_spaced(text)))


def is_mark(text: str) -> bool:
    """Say whether a cell for running text holds only a cross, a dash or `n.v.t.`."""
    return len(text) <= _LONGEST_MARK and bool(_MARK.fullmatch(single_spaced(text)))


@dataclass(frozen=True, slots=True)
class Section:
    """What a heading says about the rows below it."""

    phase: str | None = None
    semester: str | None = None
    track: str | None = None
    compulsory: bool | None = None


def is_total(text: str) -> bool:
    """Say whether a text announces a sum."""
    return bool(_TOTAL.fullmatch(single_spaced(text)))


def section_of(text: str) -> Section | None:
    """Read a text that stands alone in a row as a heading, or give None.

    >>> section_of("Fase 1 - semester 2")
    Section(phase='Fase 1', semester='semester 2', track=None, compulsory=None)
    """
    line = single_spaced(text).strip(" :-–—*")
    if not line or len(line) > _LONGEST_HEADING:
        return None
    phase, semester = _PHASE.search(line), _SEMESTER.search(line)
    if phase or semester:
        rest = _PHASE.sub(" ", _SEMESTER.sub(" ", line))
        if re.search(r"\w", _BETWEEN.sub(" ", rest)):
            return None
        return Section(phase and phase[0], semester and semester[0])
    if track := _TRACK.fullmatch(line):
        return Section(track=track["name"])
    if _COMPULSORY_PART.fullmatch(line):
        return Section(compulsory=True)
    return Section(compulsory=False) if _ELECTIVE_PART.fullmatch(line) else None

"""What people type in a decision cell, understood or not at all: never a guess.

Every reader gives the value, `None` for an empty cell, and raises `ValueError` with a Dutch hint
for anything else. `side_value` is for cells beside a decision, which never take it away.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from rapidfuzz import fuzz, process

from swcompetence.errors import did_you_mean
from swcompetence.model import Issue, ItemRef, Place, Tie, Verdict
from swcompetence.model.issue import warning
from swcompetence.model.mapping import LEVELS, OCMW
from swcompetence.phrasing import single_spaced
from swcompetence.review.sheet import NO, VERDICT_WORDS, YES
from swcompetence.text import fold

T = TypeVar("T")

_YES = frozenset("ja j yes y x ok oke okay 1 waar true ✓ ✔ ☑ ☒".split())
_NO = frozenset("nee neen n no 0 onwaar false".split())
_VERDICTS = {
    Verdict.ACCEPT: _YES | {"a", "akkoord", "accept", "bevestigd"},
    Verdict.TOUCHED: frozenset({"terloops", "touched", "t"}),
    Verdict.REJECT: _NO | {"nietakkoord", "reject", "verworpen"},
    Verdict.UNSURE: frozenset({"twijfel", "unsure", "?"}),
}
_SEPARATORS = re.compile(r"[\s.,;!_-]+")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ][\d:.]*)?")
_DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d\d)?(\d\d)(?: [\d:.]+)?")
_NAMED = re.compile(r"(\d{1,2})[-. ]{1,2}([a-z]{3,9})[-. ]{1,2}(\d\d)?(\d\d)")
_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
_SHORT_MARCH = "mrt"
"""The one short name of a month that is not how the whole name begins."""
_FIRST_OF_1900S = 69
"""Years of two digits: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068 (as in POSIX)."""
_NEAR = 72
"""Least likeness of whole names for 'did you mean'."""
_PARTLY = 80
"""Least likeness of parts of names, asked only where no whole name is near."""


def suggestion(text: str, words: Iterable[str]) -> str:
    """Give ` Bedoelde u ‘…’?` with the nearest words, or nothing.

    >>> suggestion("akord", ["akkoord", "niet akkoord"])
    ' Bedoelde u ‘akkoord’?'
    """
    choices = {word: fold(word) for word in words}
    near = process.extract(fold(text), choices, scorer=fuzz.ratio, limit=2, score_cutoff=_NEAR)
    if not near:
        near = process.extract(fold(text), choices, limit=2, score_cutoff=_PARTLY)
    return did_you_mean([word for _, _, word in near])


def read_verdict(text: str) -> Verdict | None:
    """Read *Besluit*; a dash or a dot is no answer, and no empty cell either.

    >>> read_verdict("Akkoord "), read_verdict("x"), read_verdict("Neen")
    (<Verdict.ACCEPT: 'accept'>, <Verdict.ACCEPT: 'accept'>, <Verdict.REJECT: 'reject'>)
    """
    if not single_spaced(text):
        return None
    bare = _bare(text)
    for verdict, words in _VERDICTS.items():
        if bare in words:
            return verdict
    choices = tuple(VERDICT_WORDS.values())
    raise ValueError(f"Kies {_or(choices)}.{suggestion(text, choices)}")


def read_yes(text: str) -> bool | None:
    """Read a cell that takes ja or nee."""
    bare = _bare(text)
    if not bare:
        return None
    if bare in _YES | _NO:
        return bare in _YES
    raise ValueError(f"Kies {_or((YES, NO))}.")


def read_tie(text: str, item: ItemRef) -> Tie | None:
    """Read *OCMW-context*: whether the fiche places a theme in OCMW practice."""
    is_tied = read_yes(text)
    if is_tied is not None and item.framework != OCMW:
        raise ValueError(f"Die kolom telt enkel bij thema's van {OCMW}.")
    return None if is_tied is None else Tie.EXPLICIT if is_tied else Tie.GENERAL


def read_level(text: str, levels: dict[str, str] = LEVELS) -> str | None:
    """Read *Niveau*: a letter, its word, or both as `V (verdieping)`.

    >>> read_level("verdieping"), read_level(" b ")
    ('V', 'B')
    """
    bare = _bare(text)
    if not bare:
        return None
    for letter, word in levels.items():
        if bare in {_bare(letter), _bare(word), _bare(f"{letter} ({word})")}:
            return letter
    named = _or(tuple(f"{letter} ({word})" for letter, word in levels.items()))
    raise ValueError(f"Kies {named}.{suggestion(text, levels.values())}")


def read_date(text: str) -> dt.date | None:
    """Read *Datum*: a spreadsheet date or a text with the day first.

    >>> read_date("3/11/26") == read_date("03-11-2026") == read_date("2026-11-03")
    True
    """
    line = single_spaced(text).casefold()
    if not line:
        return None
    try:
        return dt.date(*_year_month_day(line))
    except ValueError:
        hint = "Schrijf een bestaande datum als dag/maand/jaar, bijvoorbeeld 03/11/2026."
        raise ValueError(hint) from None


def _year_month_day(line: str) -> tuple[int, int, int]:
    if iso := _ISO.fullmatch(line):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if dutch := _DUTCH.fullmatch(line):
        return _year(dutch[3], dutch[4]), int(dutch[2]), int(dutch[1])
    if named := _NAMED.fullmatch(line):
        name = "maart" if named[2] == _SHORT_MARCH else named[2]
        # The name of the month or how it begins, as *nov* or *sept*; no month is a ValueError.
        month = [month.startswith(name) for month in _MONTHS].index(True) + 1
        return _year(named[3], named[4]), month, int(named[1])
    raise ValueError(line)


def _year(century: str | None, digits: str) -> int:
    return int((century or ("19" if int(digits) >= _FIRST_OF_1900S else "20")) + digits)


def side_value(
    text: str, read: Callable[[str], T | None], place: Place, column: str, *, kept: str
) -> tuple[T | None, tuple[Issue, ...]]:
    """Read a cell beside a decision: what is not understood is told, and the decision stands.

    What is `kept` stands all the same, named as a sentence about it begins: *Het besluit*.
    """
    try:
        return read(text), ()
    except ValueError as hint:
        message = (
            f"{place}: ‘{text}’ is niet begrepen in de kolom {column}. {hint} {kept} is overgenomen"
            " zonder deze cel."
        )
        return None, (warning("review-value-unknown", message, place),)


def _bare(text: str) -> str:
    return _SEPARATORS.sub("", fold(text)).replace("(", "").replace(")", "")


def _or(words: tuple[str, ...]) -> str:
    quoted = [f"‘{word}’" for word in words]
    return " of ".join(part for part in (", ".join(quoted[:-1]), quoted[-1]) if part)

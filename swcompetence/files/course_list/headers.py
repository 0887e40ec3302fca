"""Recognises the header of a column, whatever its spelling."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from swcompetence.files.course_list.header_names import (
    STRONG_NAMES,
    TEXT_COLUMNS,
    WEAK_NAMES,
    Column,
)

_NEAR = 88
"""Least rapidfuzz ratio for a guess: one slip in a word of eight letters."""
_SHORTEST_GUESS = 6
LONGEST_HEADER = 80
_HYPHENATED = re.compile(r"(?<=\w)[-\u2010]\s*[\r\n]+\s*(?=[a-z])")
_OTHER_SIGN = re.compile(r"[^a-z0-9]+")
_PARENTHESES = re.compile(r"[(\[][^)\]]*[)\]]?")
_OTHER_LANGUAGE = re.compile(r"\b((?i:engels|english|frans|duits)|ENG?|FR)\b")
_OF_COURSE = re.compile(
    r" (van|in|per|of) (het |de |dit |the |elk )?"
    r"(opleidingsonderdeel|olod|opo|vak|cursus|module|onderwijseenheid|course|course unit)$"
)
_COUNT = re.compile(r"^(aantal|totaal aantal|number of|lijst van|lijst|overzicht) ")
_NUMBERED = re.compile(r" \d{1,2}$")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a header text means."""

    column: Column
    name: str
    """The name in the alias table that it answered to."""
    rank: int = 0
    """0 for a name that means one thing, -1 for one in a profile; a lower rank goes first."""
    is_guess: bool = False


def normalise(text: str) -> str:
    r"""Bring a header to lower-case words without accents, punctuation or line breaks.

    >>> normalise("Studie-\npunten\xa0:"), normalise("Coördinator(en)")
    ('studiepunten', 'coordinator en')
    """
    text = _HYPHENATED.sub("", text.replace("\u00ad", ""))
    text = text.replace("'s", "s").replace("\u2019s", "s")
    letters = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _OTHER_SIGN.sub(" ", plain.casefold()).strip()


def _key(words: str) -> str:
    return words.replace(" ", "")


def _table() -> dict[str, Recognised]:
    table: dict[str, Recognised] = {}
    for rank, names_by_column in enumerate((STRONG_NAMES, WEAK_NAMES)):
        for column, names in names_by_column.items():
            for name in names.split(","):
                known = table.setdefault(
                    _key(normalise(name)), Recognised(column, " ".join(name.split()), rank)
                )
                if known.column is not column:
                    raise ValueError(f"header name {name.strip()!r} stands for two columns")
    return table


_TABLE = _table()
_GUESSABLE = [key for key in _TABLE if len(key) >= _SHORTEST_GUESS]


@lru_cache(maxsize=4096)
def recognise(text: str) -> Recognised | None:
    """Say what a header means, or None.

    >>> recognise("STUDIEPUNTEN (SP):").column
    <Column.CREDITS: 'credits'>
    >>> recognise("Leerresultaat 3").column
    <Column.OUTCOMES: 'outcomes'>
    """
    if not text.strip() or len(text) > LONGEST_HEADER:
        return None
    found = _look_up(text)
    if found:
        return found
    # Two languages or two words for the same thing: "Naam / Titel". They must agree.
    parts = [part for part in re.split(r"[/|\n]", _PARENTHESES.sub(" ", text)) if part.strip()]
    meanings = [meaning for part in parts if (meaning := _look_up(part))]
    return meanings[0] if len({meaning.column for meaning in meanings}) == 1 else None


def _look_up(text: str) -> Recognised | None:
    found = _TABLE.get(_key(normalise(text)))
    if found:
        return found
    bare = normalise(_PARENTHESES.sub(" ", text)) or normalise(text)
    for words in (bare, _COUNT.sub("", bare), _OF_COURSE.sub("", _COUNT.sub("", bare))):
        found = _TABLE.get(_key(words)) or _numbered(words)
        if found:
            in_other_language = _OTHER_LANGUAGE.search(" ".join(_PARENTHESES.findall(text)))
            return replace(found, rank=found.rank + 2) if in_other_language else found
    return None


def _numbered(words: str) -> Recognised | None:
    """Look up `Leerresultaat 2`; `Fase 2` is no header but the phase of the rows below it."""
    found = _TABLE.get(_key(_NUMBERED.sub("", words)))
    return found if found and found.column in TEXT_COLUMNS else None


@lru_cache(maxsize=4096)
def guess(text: str) -> Recognised | None:
    """Say what a header most likely means when it is close to a known name, or None.

    >>> guess("Opleidingsonderdel").column
    <Column.TITLE: 'title'>
    """
    known = recognise(text)
    if known:
        return known
    key = _key(normalise(_PARENTHESES.sub(" ", text)))
    if not _SHORTEST_GUESS <= len(key) <= LONGEST_HEADER:
        return None
    best = process.extractOne(key, _GUESSABLE, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return replace(_TABLE[best[0]], is_guess=True) if best else None

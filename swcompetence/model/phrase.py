"""The small language of indicators, readable for a practitioner.

| written | matches |
|---|---|
| `huisbezoek afleggen` | these words in this order, each in any inflection |
| `leefloon*` | every word that begins so: leefloonaanvraag, leeflonen |
| `*recht` | every word that ends so: huurrecht |
| `(gezin|koppel) begeleiden` | one of the alternatives; an alternative may hold several words |
| `(dringende)? steun` | the word in brackets may be absent |
| `brug ... slaan` | at most three other words in between |
| `schulden + afbetaling` | a pair: both phrases in one segment, in any order |
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from swcompetence.errors import PhraseError

GAP = 3
"""Words that `...` may span."""
PAIR_SIGN = " + "
_TOKEN = re.compile(
    r"\((?P<group>[^()]*)\)(?P<optional>\?)?|(?P<gap>\.\.\.|…)"
    r"|(?P<word>(?:(?!\.\.\.|…)[^\s()|?])+)"
)
_WORD = re.compile(r"\*?[^\W_]+(?:['’][^\W_]+)*\*?")
_SIGN = re.compile(r"[()|?…]|\.\.\.")
_MISPLACED_STAR = re.compile(r"\*\w+\*|\w\*\w")
_MAX_VARIANTS = 64
_GAP_MARK: tuple[str, ...] = ("...",)


class Slot(NamedTuple):
    """One word of a phrase: how many words may come before it, and what it may be."""

    gap: int
    words: tuple[str, ...]
    """The alternatives, each a word with a leading or trailing `*` for compounds."""


Variant = tuple[Slot, ...]
"""One way to say a phrase."""
_Words = tuple[str, ...]
_Alternative = tuple[_Words, ...]


def split_pair(phrase: str) -> tuple[str, ...]:
    """Split a pair into its two phrases; a phrase without `+` stays alone.

    >>> split_pair("schulden + afbetaling")
    ('schulden', 'afbetaling')
    """
    return tuple([part.strip() for part in phrase.split(PAIR_SIGN)])


@lru_cache(maxsize=20_000)  # read when an edition is loaded, and again when it is compiled
def parse_phrase(phrase: str) -> tuple[Variant, ...]:
    """Spell a phrase (without `+`) out into its variants.

    Raises:
        PhraseError: the phrase is empty, unbalanced, has a star inside a word, or has more than
            64 variants.

    >>> parse_phrase("brug ... (slaan|bouwen)")
    ((Slot(gap=0, words=('brug',)), Slot(gap=3, words=('slaan', 'bouwen'))),)
    >>> len(parse_phrase("(eigen)? (kracht|sociaal netwerk) versterken"))
    4
    """
    if _MISPLACED_STAR.search(phrase):
        raise PhraseError(phrase, "een ‘*’ staat voor een woord of erachter, niet allebei")
    if not _SIGN.search(phrase) and (words := _WORD.findall(phrase)):  # as most are
        return (tuple([Slot(0, (word,)) for word in words]),)
    places = list(_places(phrase))
    if math.prod(len(place) for place in places) > _MAX_VARIANTS:
        raise PhraseError(phrase, f"meer dan {_MAX_VARIANTS} varianten; splits ze op")
    variants = (_variant(choice) for choice in product(*places))
    worded = tuple(dict.fromkeys(variant for variant in variants if variant))
    if not worded:
        raise PhraseError(phrase, "er staat geen woord in")
    return worded


def _places(phrase: str) -> Iterator[tuple[_Alternative, ...]]:
    """Cut a phrase into places, each with its alternatives."""
    position = 0
    for token in _TOKEN.finditer(phrase):
        if phrase[position : token.start()].strip():
            break
        position = token.end()
        if token["gap"]:
            yield ((_GAP_MARK,),)
        elif token["group"] is None:
            yield (tuple((word,) for word in _WORD.findall(token["word"])),)
        else:
            yield _group(phrase, token["group"], optional=bool(token["optional"]))
    if phrase[position:].strip():
        raise PhraseError(phrase, f"onverwacht teken bij ‘{phrase[position:].strip()}’")


def _group(phrase: str, group: str, *, optional: bool) -> tuple[_Alternative, ...]:
    choices = [tuple(_WORD.findall(choice)) for choice in group.split("|")]
    if not all(choices):
        raise PhraseError(phrase, "een leeg alternatief tussen haakjes")
    if "..." in group or "…" in group:
        raise PhraseError(phrase, "‘...’ kan niet tussen haakjes staan")
    single = tuple(choice[0] for choice in choices if len(choice) == 1)
    alternatives: list[_Alternative] = [(single,)] if single else []
    alternatives += [tuple((word,) for word in choice) for choice in choices if len(choice) > 1]
    return (*alternatives, ()) if optional else tuple(alternatives)


def _variant(choice: tuple[_Alternative, ...]) -> Variant:
    slots: list[Slot] = []
    gap = 0
    for words in (words for alternative in choice for words in alternative):
        if words is _GAP_MARK:
            gap = GAP
        else:
            slots.append(Slot(gap if slots else 0, words))
            gap = 0
    return tuple(slots)

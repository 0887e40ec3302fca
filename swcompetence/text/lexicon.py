"""Which Dutch words exist, and what a word that does not exist was meant to be.

The stems of the OpenTaal word list (see LEXICON-LICENSE.txt), packed; unpacked on first use.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

from swcompetence.text.stem import stem
from swcompetence.text.words import fold

LEAST_LETTERS = 7
"""Shorter words are not in the lexicon, and are never repaired."""
_LEAST_SIMILARITY = 0.87
"""One wrong letter in eight, two in sixteen; swapped neighbours count as one."""
_ROUNDING = 1e-6


@lru_cache(maxsize=1)
def _stems() -> bytes:
    """Give the sorted stems, each between line ends."""
    return lzma.decompress((files("swcompetence.text") / "lexicon.xz").read_bytes())


def is_known_word(word: str) -> bool:
    """Say whether a word of seven letters or more, in any inflection, is in the lexicon.

    >>> is_known_word("begeleidingen"), is_known_word("begeledingen")
    (True, False)
    """
    sought = stem(word).encode("ascii", "replace")
    blob = _stems()
    low, high = 0, len(blob) - 1
    while low < high:
        middle = (low + high) // 2
        start = blob.rfind(b"\n", 0, middle + 1) + 1
        entry = blob[start : blob.find(b"\n", start)]
        if entry == sought:
            return True
        if entry < sought:
            low = start + len(entry) + 1
        else:
            high = start - 1
    return False


def repair(word: str, candidates: Sequence[str]) -> str | None:
    """Give the candidate that a mistyped word must mean; None where the word exists.

    Args:
        word: a word of a text.
        candidates: folded long words of the terms.

    >>> repair("schuldbemidelling", ["schuldbemiddeling", "schuldeiser"])
    'schuldbemiddeling'
    >>> repair("begeleiding", ["bekleding"]) is None
    True
    """
    folded = fold(word)
    if len(folded) < LEAST_LETTERS or not folded.isalpha() or is_known_word(folded):
        return None
    nearest = process.extractOne(
        folded,
        list(_within_reach(folded, candidates)),
        scorer=OSA.normalized_similarity,
        score_cutoff=_LEAST_SIMILARITY,
    )
    return nearest[0] if nearest and nearest[0][0] == folded[0] else None


def _within_reach(word: str, candidates: Sequence[str]) -> Iterator[str]:
    """Leave out what is too far off by its length or letters alone: comparing costs far more.

    One wrong letter changes the length by one at most, and which letters there are by two.
    """
    letters, size = set(word), len(word)
    least, most = size * _LEAST_SIMILARITY - _ROUNDING, size / _LEAST_SIMILARITY + _ROUNDING
    other_letters = 2 * (most - size)
    for candidate in candidates:
        is_as_long = least <= len(candidate) <= most
        if is_as_long and len(letters.symmetric_difference(candidate)) <= other_letters:
            yield candidate

"""Which Dutch words exist, and what a word that does not exist was meant to be.

The stems of the OpenTaal word list (see LEXICON-LICENSE.txt), packed; unpacked on first use.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

from swcompetence.text.words import fold, stem

LEAST_LETTERS = 7
"""Shorter words are not in the lexicon, and are never repaired."""
_LEAST_SIMILARITY = 0.87
"""One wrong letter in eight, two in sixteen; swapped neighbours count as one."""


@lru_cache(maxsize=1)
def _stems() -> bytes:
    """Give the sorted stems, each between line ends."""
    return zlib.decompress((files("swcompetence.text") / "lexicon.zlib").read_bytes())


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


class Spellings:
    """Words as they are spelled, among which a mistyped one is looked for.

    >>> spellings = Spellings(["schuldbemiddeling", "schuldeiser", "bekleding"])
    >>> spellings.meant("schuldbemidelling"), spellings.meant("begeleiding")
    ('schuldbemiddeling', None)
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Take folded words, such as the long ones of terms."""
        self._words = tuple(words)
        self._alike: dict[tuple[str, int], list[str]] = {}
        """By first letter and length, of which no more than a few are near to a word."""
        for word in self._words:
            self._alike.setdefault((word[:1], len(word)), []).append(word)

    def meant(self, word: str) -> str | None:
        """Give the word that a mistyped one must mean; None where it exists itself."""
        folded = fold(word)
        if len(folded) < LEAST_LETTERS or not folded.isalpha():
            return None
        alike = [
            known
            for size in range(
                math.floor(len(folded) * _LEAST_SIMILARITY),
                math.ceil(len(folded) / _LEAST_SIMILARITY) + 1,
            )
            for known in self._alike.get((folded[0], size), ())
        ]
        # most words are near to none of these, and need no look at the lexicon or at all words
        if not _nearest(folded, alike) or is_known_word(folded):
            return None
        nearest = _nearest(folded, self._words)
        return nearest if nearest and nearest[0] == folded[0] else None


def _nearest(folded: str, words: Sequence[str]) -> str | None:
    nearest = process.extractOne(
        folded, words, scorer=OSA.normalized_similarity, score_cutoff=_LEAST_SIMILARITY
    )
    return nearest[0] if nearest else None

"""Repair typing errors: only in words that do not exist, only towards long words of the terms."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from swcompetence.text import fold
from swcompetence.text.lexicon import LEAST_LETTERS, is_known_word

_LEAST_SIMILARITY = 0.87
"""One wrong letter in eight, two in sixteen; swapped neighbours count as one."""


def repair(word: str, candidates: Sequence[str]) -> str | None:
    """Give the candidate that a mistyped word must mean, or None.

    Args:
        word: a word of a text.
        candidates: folded words of the terms.

    >>> repair("schuldbemidelling", ["schuldbemiddeling", "schuldeiser"])
    'schuldbemiddeling'
    >>> repair("begeleiding", ["bekleding"]) is None
    True
    """
    folded = fold(word)
    if len(folded) < LEAST_LETTERS or not folded.isalpha() or is_known_word(folded):
        return None
    found = process.extractOne(
        folded,
        candidates,
        scorer=OSA.normalized_similarity,
        score_cutoff=_LEAST_SIMILARITY,
    )
    return found[0] if found and found[0][0] == folded[0] else None

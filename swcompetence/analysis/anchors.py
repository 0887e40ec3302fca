"""Anchors: where a text names the OCMW or local government in the words of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from swcompetence.model import Framework
from swcompetence.model.indicator import Indicator
from swcompetence.model.mapping import TieContext
from swcompetence.model.phrase import Slot, parse_phrase, split_pair
from swcompetence.text import Word, fold, split_segments, split_words, stem

_NEAR = 5
"""Words on either side in which `not_near` of an anchor counts, as in the matcher."""


def context_named(texts: Iterable[str], framework: Framework) -> TieContext | None:
    """Say whether any of some texts names the OCMW, or else local government."""
    segments = [split_words(segment.text) for text in texts for segment in split_segments(text)]
    anchors = {
        TieContext.OCMW: framework.anchors.ocmw,
        TieContext.LOCAL_GOVERNMENT: framework.anchors.local_government,
    }
    for context, indicators in anchors.items():
        if any(_names(words, anchor) for words in segments for anchor in indicators):
            return context
    return None


def _names(words: Sequence[Word], anchor: Indicator) -> bool:
    return all(
        any(
            (last := _end(words, place, variant, anchor)) is not None
            and not _is_near(words, place, last, anchor)
            for variant in parse_phrase(phrase)
            for place in range(len(words))
        )
        for phrase in split_pair(anchor.phrase)
    )


def _end(words: Sequence[Word], place: int, slots: Sequence[Slot], anchor: Indicator) -> int | None:
    """Give the place of the last word of a wording that begins at a place; None: it does not."""
    last = place - 1
    for number, slot in enumerate(slots):
        reach = 1 if number == 0 else slot.gap + 1
        ahead = range(last + 1, min(last + 1 + reach, len(words)))
        hit = next((p for p in ahead if any(_is(words[p], w, anchor) for w in slot.words)), None)
        if hit is None:
            return None
        last = hit
    return last


def _is(word: Word, wording: str, anchor: Indicator) -> bool:
    if anchor.case_sensitive:
        return word.text == wording
    folded = fold(word.text)
    if wording.endswith("*"):
        return folded.startswith(fold(wording[:-1]))
    if wording.startswith("*"):
        return folded.endswith(fold(wording[1:]))
    return stem(word.text) == stem(wording)


def _is_near(words: Sequence[Word], first: int, last: int, anchor: Indicator) -> bool:
    around = (*words[max(0, first - _NEAR) : first], *words[last + 1 : last + 1 + _NEAR])
    stems = {stem(word) for word in anchor.not_near}
    return any(stem(word.text) in stems for word in around)

"""Placements: what their sheets name, outside the share and its base."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from pydantic import Field

from swcompetence.analysis.text_credits import ProgrammeText
from swcompetence.model import TEXT_FIELDS, Course, Framework, Model
from swcompetence.model.indicator import Indicator
from swcompetence.model.mapping import TieContext
from swcompetence.model.phrase import Slot, parse_phrase, split_pair
from swcompetence.text import Word, fold, split_segments, split_words, stem

_NEAR = 5
"""Words on either side in which `not_near` of an anchor counts, as in the matcher."""


class PlacementCourse(Model):
    """A placement (stage, praktijk, werkplekleren ...)."""

    course: str
    """Course id."""
    credits: float = Field(ge=0)
    """ECTS credits; 0 where the list does not say."""
    context: TieContext | None
    """What its sheet names: the OCMW, else local government, else nothing of the two."""


class Placements(Model):
    """The placements of a programme: outside the share and outside its base."""

    credits: float = Field(ge=0)
    """Sum of their ECTS credits, variants once."""
    courses: tuple[PlacementCourse, ...]
    """In list order, variants left out."""

    @property
    def naming(self) -> int:
        """Number of sheets that name the OCMW or local government."""
        return sum(course.context is not None for course in self.courses)


def placements(programme: ProgrammeText, framework: Framework) -> Placements:
    """Say of every placement whether its sheet names what the edition calls an anchor."""
    chosen = frozenset(programme.load.placements)
    courses = tuple(
        PlacementCourse(
            course=course.id, credits=course.credits or 0, context=context_named(course, framework)
        )
        for course in programme.mapping.courses
        if course.id in chosen
    )
    return Placements(credits=fsum(course.credits for course in courses), courses=courses)


def context_named(course: Course, framework: Framework) -> TieContext | None:
    """Say whether any field of a sheet names the OCMW, or else local government."""
    segments = [
        split_words(segment.text)
        for field in TEXT_FIELDS
        for segment in split_segments(course.fields.get(field, ""))
    ]
    anchors = {
        TieContext.OCMW: framework.anchors.ocmw,
        TieContext.LOCAL_GOVERNMENT: framework.anchors.local_government,
    }
    texts = {word.text for words in segments for word in words}
    for context, indicators in anchors.items():
        if any(_is_named(segments, texts, anchor) for anchor in indicators):
            return context
    return None


def _is_named(segments: Sequence[Sequence[Word]], texts: set[str], anchor: Indicator) -> bool:
    """Say whether one of the segments, whose words are `texts`, names an anchor."""
    phrases = [
        [(variant, _answering(texts, variant[0], anchor)) for variant in parse_phrase(phrase)]
        for phrase in split_pair(anchor.phrase)
    ]
    # Most anchors begin with a word that stands nowhere in the course.
    return all(any(first for _, first in variants) for variants in phrases) and any(
        all(
            any(
                words[place].text in first
                and (last := _end(words, place, variant, anchor)) is not None
                and not _is_near(words, place, last, anchor)
                for variant, first in variants
                for place in range(len(words))
            )
            for variants in phrases
        )
        for words in segments
    )


def _answering(texts: set[str], slot: Slot, anchor: Indicator) -> set[str]:
    return {text for text in texts if any(_is(text, w, anchor) for w in slot.words)}


def _end(words: Sequence[Word], place: int, slots: Sequence[Slot], anchor: Indicator) -> int | None:
    """Give the place of the last word of a wording that begins at a place; None: it does not."""
    last = place - 1
    for number, slot in enumerate(slots):
        reach = 1 if number == 0 else slot.gap + 1
        ahead = range(last + 1, min(last + 1 + reach, len(words)))
        hit = next(
            (p for p in ahead if any(_is(words[p].text, w, anchor) for w in slot.words)), None
        )
        if hit is None:
            return None
        last = hit
    return last


def _is(text: str, wording: str, anchor: Indicator) -> bool:
    if anchor.case_sensitive:
        return text == wording
    folded = fold(text)
    if wording.endswith("*"):
        return folded.startswith(fold(wording[:-1]))
    if wording.startswith("*"):
        return folded.endswith(fold(wording[1:]))
    return stem(text) == stem(wording)


def _is_near(words: Sequence[Word], first: int, last: int, anchor: Indicator) -> bool:
    around = (*words[max(0, first - _NEAR) : first], *words[last + 1 : last + 1 + _NEAR])
    stems = {stem(word) for word in anchor.not_near}
    return any(stem(word.text) in stems for word in around)

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

"""What an item without indicators is known by: the telling words of its label and definition.

A framework that a college brings along seldom has indicators. Each word of its items counts for
how telling it is: less where many course sheets say it, shared where several items of the framework
do. Together with how near the whole sheet comes to the item that makes a confidence, fitted by
`tests/calibration/fit_learned.py` on labelled sheets with the indicators taken away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from typing import NamedTuple

from swcompetence.matching.items.content import CourseWord, content_of, item_texts
from swcompetence.matching.items.course_words import tellingness
from swcompetence.matching.reading import ReadSegment
from swcompetence.matching.wordings.terms import ItemPart
from swcompetence.model import Evidence, EvidenceKind, Framework, Item, ItemRef
from swcompetence.model.mapping import OWN_WORDS
from swcompetence.text import fold, split_words

LEARNED_FEATURES = ("words", "name", "together", "near", "ahead")
"""The numbers that the confidence is computed from, in this order."""

_LEAST_LETTERS = 4
_SATURATION = 1.5
"""Repeats of a word in a course add less and less."""
_MOST_ITEMS = 100
"""A word of more items than these tells none of them from the others."""
_TAUGHT = 1.0
"""Weight from which a segment says what is taught."""
_PLAIN = 0.5
_FAR_AHEAD = 0.2
"""Among few items the nearest easily lies far ahead, and no more than this says anything."""
_MOST_JUDGED = 200
"""Of thousands of items the nearest are judged."""
_MOST_SHOWN = 6


class _ItemWord(NamedTuple):
    """A word of an item, and how much it tells of it."""

    place: int
    text: str
    part: ItemPart
    weight: float
    """How telling it is, divided by the number of items that have it, 0..1."""
    share: float
    """Which part of all that the label tells it is, 0..1."""


class _Met(NamedTuple):
    """A word of the item that stands in the course."""

    said: _ItemWord
    by_course: CourseWord
    gain: float


@dataclass(slots=True)
class OwnWords:
    """What a course says of one item in the item's own words."""

    words: float = 0.0
    """Sum over the telling words of the item."""
    name: float = 0.0
    """The most telling word of its label."""
    together: float = 0.0
    """The largest part of what its label tells that stands in one taught segment, 0..1."""
    near: float = 0.0
    """How near the whole sheet comes to the item, see `nearness.Ranking`."""
    ahead: float = 0.0
    """How far it lies before the next item; below zero, how far behind the nearest."""
    met: list[_Met] = field(default_factory=list)

    @property
    def features(self) -> tuple[float, ...]:
        """Give the numbers of `LEARNED_FEATURES`, scaled as the confidence wants them."""
        return self.words, self.name, self.together, self.near, 10 * self.ahead

    @property
    def is_plain(self) -> bool:
        """Say whether a word of its name, or two others, stand elsewhere than in practical matter.

        Of a short text one word makes much, and among few items it is soon the nearest.
        """
        plain = [met.said for met in self.met if met.by_course.amount >= _PLAIN]
        return len(plain) > 1 or any(said.part == "label" for said in plain)

    @property
    def ranked(self) -> list[_Met]:
        """Give the words that are shown, the most telling first."""
        return sorted(self.met, key=lambda met: (-met.gain, met.by_course.word.start))[:_MOST_SHOWN]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Give these words as they stand in the course."""
        return tuple(
            Evidence(
                field=segment.field,
                text=word.text,
                start=word.start,
                end=word.end,
                item_part=said.part,
                term=said.text,
                kind=(
                    EvidenceKind.EXACT if fold(said.text) == fold(word.text) else EvidenceKind.STEM
                ),
                weight=round(said.weight * segment.weight, 3),
                taken_from=OWN_WORDS,
            )
            for said, (word, segment, _), _ in self.ranked
        )


def _has_own_indicators(framework: Framework, item: Item) -> bool:
    return any(
        indicator.lent_from is None
        for part in (item, *framework.descendants(item.id))
        for indicator in part.indicators
    )


class LearnedWords:
    """The telling words of the items of one framework, by stem."""

    def __init__(self, framework: Framework) -> None:
        self._refs = [framework.item_ref(item) for item in framework.mapping_items]
        self._words: dict[str, list[_ItemWord]] = {}
        for place, item in enumerate(framework.mapping_items):
            if _has_own_indicators(framework, item):
                continue
            words: dict[str, tuple[str, ItemPart]] = {}
            for part, text in item_texts(framework, item):
                for root, word in content_of(split_words(text)):
                    is_long = len(word.text) >= _LEAST_LETTERS or word.text.isupper()
                    if is_long and tellingness(word.text):
                        words.setdefault(root, (word.text, part))
            named = sum(tellingness(text) for text, part in words.values() if part == "label")
            for root, (text, part) in words.items():
                weight = tellingness(text)
                share = weight / named if part == "label" else 0.0
                entry = _ItemWord(place, text, part, weight, share)
                self._words.setdefault(root, []).append(entry)
        self._words = {
            root: [said._replace(weight=said.weight / len(items)) for said in items]
            for root, items in self._words.items()
            if len(items) <= _MOST_ITEMS
        }

    def __len__(self) -> int:
        """Count the words of all items; one that two items have counts twice."""
        return sum(map(len, self._words.values()))

    def read(
        self,
        words: Mapping[str, CourseWord],
        segments: Sequence[ReadSegment],
        near: Mapping[ItemRef, float],
    ) -> dict[ItemRef, OwnWords]:
        """Give what a course says of each item of which it says a telling word.

        Args:
            words: the content words of the course by stem.
            segments: the course as it was read.
            near: how near it comes to each item of the framework.
        """
        values = [near[ref] for ref in self._refs]
        nearest, next_nearest = (2 * nlargest(2, values))[:2]
        judged = frozenset(nlargest(_MOST_JUDGED, range(len(values)), key=values.__getitem__))
        own: dict[int, OwnWords] = {}
        for root in sorted(self._words.keys() & words.keys()):
            amount = words[root].amount
            for said in self._words[root]:
                if said.place not in judged:
                    continue
                gain = said.weight * amount / (amount + _SATURATION)
                item = own.setdefault(said.place, OwnWords())
                item.words += gain
                item.met.append(_Met(said, words[root], gain))
                if said.share:
                    item.name = max(item.name, gain)
        for segment in segments:
            if segment.weight >= _TAUGHT:
                self._read_together(segment, own)
        for place, item in own.items():
            item.near = values[place]
            ahead = item.near - (next_nearest if item.near == nearest else nearest)
            item.ahead = min(ahead, _FAR_AHEAD)
        return {self._refs[place]: own[place] for place in sorted(own)}

    def _read_together(self, segment: ReadSegment, own: Mapping[int, OwnWords]) -> None:
        """Note which part of each label stands in one segment."""
        named: dict[int, float] = {}
        for root in {root: None for root, _ in content_of(segment.words)}:
            for said in self._words.get(root, ()):
                if said.share:
                    named[said.place] = named.get(said.place, 0.0) + said.share
        for place, share in named.items():
            if place in own:
                own[place].together = max(own[place].together, share)

"""How near a course comes to the items of a framework by words alone.

It orders candidates and never proposes, since a relative score crowns a winner even on sheets
that are about nothing of ours. Weights come from the items alone, so a course scores the same
alone and in any list. Two measures: where items have indicators their words are compared by stem;
where labels and definitions are all there is, by runs of letters, so that derivations and the
parts of compounds meet (its numbers were chosen with `tests/calibration/rank_goals.py`; the order
is not sensitive to them).
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from rapidfuzz.distance import Prefix

from swcompetence.matching.content import CourseWord, content_of, item_texts
from swcompetence.matching.reading import ReadSegment
from swcompetence.matching.terms import ItemPart
from swcompetence.model import Framework, Item, ItemRef
from swcompetence.text import Word, split_words

_LABEL_WEIGHT = 1.5
_STEM_SATURATION = 1.5
"""Repeats of a word in a course add less and less (the k1 of BM25)."""
_LEAST_PART = 6
"""Letters of a stem from which it shows as the first or last part of another one; with five,
`schaken` would show `schakeling`."""
_LEAST_ROOT = 6
"""Letters that words of one family begin with; `onderwijs` and `onderzoek` share five."""

_RUN_SIZES = (3, 4, 5)
_ITEM_LENGTH_POWER = 0.8
"""At 1 (the cosine) one word lifts a short item too much."""
_WORD_LENGTH_POWER = 0.5
"""At 0 a long, rare word counts for many short ones."""
_RUN_SATURATION = 3.0
_MOST_KNOWN = 4_000_000
"""Values of words that stay known, so that memory stays flat however long a list is."""
_MOST_ITEMS = 500
"""A run of letters in the words of more items than these tells nothing; no shipped edition has so
many, and one of thousands stays within reach."""

_ItemWords = dict[str, tuple[str, ItemPart]]
_Values = tuple["array[int]", "array[float]"]
"""Places of items, and the value of each."""


class SharedWord(NamedTuple):
    """A word of the item that also stands in the course."""

    word: Word
    segment: ReadSegment
    term: str
    part: ItemPart


class Profiles:
    """The content words of each item of a framework, each with how telling it is within it."""

    def __init__(self, framework: Framework) -> None:
        self._refs = [framework.item_ref(item) for item in framework.mapping_items]
        worded = [_item_words(framework, item) for item in framework.mapping_items]
        self._words = dict(zip(self._refs, worded, strict=True))
        spread = Counter(root for words in worded for root in words)
        self._weights = {
            ref: _weigh_words(words, spread, len(worded)) for ref, words in self._words.items()
        }
        # what the shared weight is measured against: more for an item of many words
        self._scales = [3 * math.sqrt(sum(self._weights[ref].values())) for ref in self._refs]
        self._places: dict[str, list[tuple[int, float]]] = {}
        """Stem -> the place and the weight in each profile that has it."""
        for place, ref in enumerate(self._refs):
            for root, weight in self._weights[ref].items():
                self._places.setdefault(root, []).append((place, weight))

    def nearness(self, course: Mapping[str, CourseWord]) -> dict[ItemRef, float]:
        """Give how near the course comes to each item's words, 0..1; no probability."""
        gains = [0.0] * len(self._refs)
        for root in sorted(self._places.keys() & course.keys()):
            amount = course[root].amount
            share = amount + _STEM_SATURATION
            for place, weight in self._places[root]:
                gains[place] += weight * amount / share
        return {
            ref: gain / (scale + gain) if gain else 0.0
            for ref, gain, scale in zip(self._refs, gains, self._scales, strict=True)
        }

    def shared_words(self, ref: ItemRef, course: Mapping[str, CourseWord]) -> list[SharedWord]:
        """Give the words of a course that show the item, see `_shared_words`."""
        return _shared_words(self._words[ref], self._weights[ref], course)


def _weigh_words(words: _ItemWords, spread: Mapping[str, int], items: int) -> dict[str, float]:
    return {
        root: math.log(1 + items / spread[root]) * (_LABEL_WEIGHT if part == "label" else 1.0)
        for root, (_, part) in words.items()
    }


def _shared_words(
    words: _ItemWords, weights: Mapping[str, float], course: Mapping[str, CourseWord]
) -> list[SharedWord]:
    """Give the words of a course that show an item, the most telling first.

    Where it says none of the item's words, those that are kin to one: a compound and its first
    or last part, and words of one family (`onderzoeker`, `onderzoekend`).
    """
    kin = {root: root for root in words.keys() & course.keys()}
    ranked = sorted(kin, key=lambda root: (-weights[root], root))
    if not kin:
        pairs = ((root, kin_root) for root in course for kin_root in words)
        letters = {pair: common for pair in pairs if (common := _common_letters(*pair))}
        for root, kin_root in sorted(letters, key=lambda pair: (-letters[pair], *pair)):
            kin.setdefault(root, kin_root)
        ranked = list(kin)
    return [
        SharedWord(course[root].word, course[root].segment, *words[kin[root]]) for root in ranked
    ]


def _item_words(framework: Framework, item: Item) -> _ItemWords:
    """Give, per stem, the word as the item has it and the part of the item it stands in."""
    words: _ItemWords = {}
    for part, text in item_texts(framework, item):
        for root, word in content_of(split_words(text)):
            words.setdefault(root, (word.text, part))
    return words


def _common_letters(stem_a: str, stem_b: str) -> int:
    """Count the letters that make two stems kin, 0 where they are none."""
    short, long = sorted((stem_a, stem_b), key=len)
    if len(short) >= _LEAST_PART and (long.startswith(short) or long.endswith(short)):
        return len(short)
    shared = int(Prefix.similarity(stem_a, stem_b))
    return shared if shared >= _LEAST_ROOT and 2 * shared > len(long) else 0


class Ranking:
    """The items of one framework, indexed by the runs of letters in their words."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._items = {framework.item_ref(item): item for item in framework.mapping_items}
        self._spread: Counter[str] = Counter()
        """In how many items a stem stands."""
        runs: Counter[str] = Counter()
        for item in self._items.values():
            self._spread.update(_item_words(framework, item).keys())
            runs.update(set(_item_runs(framework, item)))
        self._rarity = {
            run: 1 + math.log((1 + len(self._items)) / (1 + n))
            for run, n in runs.items()
            if n <= _MOST_ITEMS
        }
        self._postings: dict[str, _Values] = {run: _no_values() for run in self._rarity}
        for place, item in enumerate(self._items.values()):
            weights = {
                run: self._rarity[run] if n == 1 else (1 + math.log(n)) * self._rarity[run]
                for run, n in Counter(_item_runs(framework, item)).items()
                if run in self._rarity
            }
            length = math.sqrt(sum([w**2 for w in weights.values()])) ** _ITEM_LENGTH_POWER
            for run, weight in weights.items():
                places, values = self._postings[run]
                places.append(place)
                values.append(self._rarity[run] * weight / length)
        self._known: dict[str, _Values] = {}
        self._size = 0

    def shared_words(self, ref: ItemRef, course: Mapping[str, CourseWord]) -> list[SharedWord]:
        """Give the words of a course that show the item, see `_shared_words`."""
        words = _item_words(self._framework, self._items[ref])
        return _shared_words(words, _weigh_words(words, self._spread, len(self._items)), course)

    def nearness(self, course: Mapping[str, CourseWord]) -> dict[ItemRef, float]:
        """Give how near the course comes to each item, 0 up to 1; no probability."""
        gains = [0.0] * len(self._items)
        said = 0.0
        for root, word in course.items():
            amount = word.amount * (1 + _RUN_SATURATION) / (word.amount + _RUN_SATURATION)
            said += amount
            for place, value in zip(*self._values(root), strict=True):
                gains[place] += amount * value
        return {
            ref: gain / (gain + math.sqrt(said)) if gain else 0.0
            for ref, gain in zip(self._items, gains, strict=True)
        }

    def _values(self, root: str) -> _Values:
        """Give what a word says of each item. Worked out once per word."""
        known = self._known.get(root)
        if known is None:
            if self._size >= _MOST_KNOWN:
                self._known.clear()
                self._size = 0
            known = self._known[root] = self._weigh([r for r in _runs(root) if r in self._rarity])
            self._size += len(known[0])
        return known

    def _weigh(self, runs: Sequence[str]) -> _Values:
        length = math.sqrt(sum([self._rarity[run] ** 2 for run in runs])) ** _WORD_LENGTH_POWER
        values: dict[int, float] = {}
        for run in runs:
            for place, weight in zip(*self._postings[run], strict=True):
                values[place] = values.get(place, 0.0) + weight
        return array("i", values), array("d", [value / length for value in values.values()])


def _no_values() -> _Values:
    return array("i"), array("d")


def _item_runs(framework: Framework, item: Item) -> Iterator[str]:
    """Give the runs of an item's texts and of the labels that it stands under, repeats included."""
    texts = [text for _, text in item_texts(framework, item)]
    above = item.parent
    while above is not None:
        parent = framework.item(above)
        texts.append(parent.label)
        above = parent.parent
    words = split_words("\n".join(texts))
    return chain.from_iterable([_runs(root) for root, _ in content_of(words)])


@lru_cache(maxsize=100_000)
def _runs(root: str) -> tuple[str, ...]:
    """Give the runs of letters in a stem; a blank marks its beginning and its end."""
    text = f" {root} "
    return tuple(
        text[start : start + size] for size in _RUN_SIZES for start in range(len(text) - size + 1)
    )

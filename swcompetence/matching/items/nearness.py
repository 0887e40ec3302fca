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
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from rapidfuzz.distance import Prefix

from swcompetence.matching.items.content import CourseWord, content_of, item_texts
from swcompetence.matching.reading import ReadSegment
from swcompetence.matching.wordings.terms import ItemPart
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
    """The items of one framework, indexed by the runs of letters in their words.

    What a run says of each item is worked out when a course has it: thousands of items have
    millions of runs, but few words.
    """

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._items = {framework.item_ref(item): item for item in framework.mapping_items}
        self._spread: Counter[str] = Counter()
        """In how many items a stem stands."""
        self._runs: dict[str, int] = {}
        """The number of each run."""
        numbers: dict[str, int] = {}
        runs_of: list[array[int]] = []
        """The runs of each stem."""
        self._items_with: list[array[int]] = []
        """By the number of a stem: the items that say it, once for each time that they do."""
        said: list[list[int]] = []
        items_with_run: Counter[int] = Counter()
        for place, item in enumerate(self._items.values()):
            roots = list(_roots(text for _, text in item_texts(framework, item)))
            self._spread.update(set(roots))
            roots += _roots(_labels_above(framework, item))
            for root in roots:
                if root not in numbers:
                    numbers[root] = len(numbers)
                    new = [self._runs.setdefault(run, len(self._runs)) for run in _runs(root)]
                    runs_of.append(array("i", new))
                    self._items_with.append(array("i"))
                self._items_with[numbers[root]].append(place)
            said.append([numbers[root] for root in roots])
            items_with_run.update(set().union(*[runs_of[number] for number in said[-1]]))
        self._rarity = array("d", bytes(8 * len(self._runs)))
        """Of each run; 0 for one that tells nothing."""
        for run, items in items_with_run.items():
            if items <= _MOST_ITEMS:
                self._rarity[run] = 1 + math.log((1 + len(self._items)) / (1 + items))
        self._lengths = array(
            "d", [self._length([runs_of[number] for number in stems]) for stems in said]
        )
        self._stems_with: dict[int, array[int]] = {}
        """By the number of a run: the stems that have it."""
        for number, runs in enumerate(runs_of):
            for run in runs:
                if self._rarity[run]:
                    self._stems_with.setdefault(run, array("i")).append(number)
        self._postings: dict[int, _Values] = {}
        self._known: dict[str, _Values] = {}
        self._size = 0

    def _length(self, runs: Sequence[array[int]]) -> float:
        rarity = self._rarity
        weights = [
            rarity[run] if n == 1 else (1 + math.log(n)) * rarity[run]
            for run, n in Counter(chain.from_iterable(runs)).items()
            if rarity[run]
        ]
        return float(math.sqrt(sum([w**2 for w in weights])) ** _ITEM_LENGTH_POWER)

    def _posting(self, run: int) -> _Values:
        """Give the items that have a run, and what it says of each. Worked out once per run."""
        posting = self._postings.get(run)
        if posting is None:
            rarity, lengths = self._rarity[run], self._lengths
            times = Counter(
                chain.from_iterable([self._items_with[stem] for stem in self._stems_with[run]])
            )
            values = [
                rarity * (rarity if n == 1 else (1 + math.log(n)) * rarity) / lengths[place]
                for place, n in times.items()
            ]
            posting = self._postings[run] = array("i", times), array("d", values)
        return posting

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
        length = math.sqrt(said)
        return {
            ref: gain / (gain + length) if gain else 0.0
            for ref, gain in zip(self._items, gains, strict=True)
        }

    def _values(self, root: str) -> _Values:
        """Give what a word says of each item. Worked out once per word."""
        known = self._known.get(root)
        if known is None:
            if self._size >= _MOST_KNOWN:
                self._known.clear()
                self._size = 0
            runs = [self._runs[run] for run in _runs(root) if run in self._runs]
            known = self._known[root] = self._weigh([run for run in runs if self._rarity[run]])
            self._size += len(known[0])
        return known

    def _weigh(self, runs: Sequence[int]) -> _Values:
        length = math.sqrt(sum([self._rarity[run] ** 2 for run in runs])) ** _WORD_LENGTH_POWER
        values: defaultdict[int, float] = defaultdict(float)
        for run in runs:
            for place, weight in zip(*self._posting(run), strict=True):
                values[place] += weight
        return array("i", values), array("d", [value / length for value in values.values()])


def _labels_above(framework: Framework, item: Item) -> Iterator[str]:
    above = item.parent
    while above is not None:
        parent = framework.item(above)
        yield parent.label
        above = parent.parent


def _roots(texts: Iterable[str]) -> Iterator[str]:
    """Give the stems of the telling words of texts, repeats included."""
    for text in texts:
        for root, _ in content_of(split_words(text)):
            yield root


@lru_cache(maxsize=100_000)
def _runs(root: str) -> tuple[str, ...]:
    """Give the runs of letters in a stem; a blank marks its beginning and its end."""
    text = f" {root} "
    return tuple(
        text[start : start + size] for size in _RUN_SIZES for start in range(len(text) - size + 1)
    )

"""Order the items of a framework without indicators by how near a course comes to their texts.

It orders candidates and never proposes, since a relative score crowns a winner even on sheets
that are about nothing of ours. Weights come from the items alone, so a course ranks the same
alone and in any list.

Words are compared by the runs of letters in their stems (character n-grams), weighted by tf-idf
over the items, so that derivations and the parts of compounds meet. The numbers were chosen with
`tests/calibration/rank_goals.py`; the order is not sensitive to them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import Prefix

from swcompetence.matching.similarity import CourseWord, Profile, SharedWord, content_of
from swcompetence.model import Framework, Item, ItemRef
from swcompetence.text import split_words

_SIZES = (3, 4, 5)
"""Letters in a run."""
_LENGTH = 0.8
"""Power of an item's length: at 1 (the cosine) one word lifts a short item too much."""
_WORD_LENGTH = 0.5
"""Power of a word's length: at 0 a long, rare word counts for many short ones."""
_SATURATION = 3.0
"""Repeats of a word in a course add less and less (the k1 of BM25)."""
_LEAST_PART = 6
"""Letters of a stem from which it shows as the first or last part of another one; with five,
`schaken` would show `schakeling`."""
_LEAST_ROOT = 6
"""Letters that words of one family begin with; `onderwijs` and `onderzoek` share five."""

_MOST_KNOWN = 20_000
"""Words that a ranking remembers, so that memory stays flat however long a list is."""

_Values = tuple[tuple[int, float], ...]
"""Places of items, each with a value."""


class Ranking:
    """The items of one framework, indexed by the runs of letters in their words."""

    def __init__(self, framework: Framework) -> None:
        items = framework.mapping_items
        self._refs = [framework.item_ref(item) for item in items]
        counted = [_count_runs(framework, item) for item in items]
        self._rarity, self._postings = _index(counted)
        self._known: dict[str, _Values] = {}

    def nearness(self, course: Mapping[str, CourseWord]) -> dict[ItemRef, float]:
        """Give how near the course comes to each item, 0 up to 1; no probability."""
        gains = [0.0] * len(self._refs)
        said = 0.0
        for root, word in course.items():
            amount = word.amount * (1 + _SATURATION) / (word.amount + _SATURATION)
            said += amount
            for place, value in self._values(root):
                gains[place] += amount * value
        return {
            ref: gain / (gain + math.sqrt(said)) if gain else 0.0
            for ref, gain in zip(self._refs, gains, strict=True)
        }

    def _values(self, root: str) -> _Values:
        """Give what a word says of each item. Worked out once per word."""
        found = self._known.get(root)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[root] = self._weigh([r for r in _runs(root) if r in self._rarity])
        return found

    def _weigh(self, runs: Sequence[str]) -> _Values:
        length = math.sqrt(sum([self._rarity[run] ** 2 for run in runs])) ** _WORD_LENGTH
        values = [0.0] * len(self._refs)
        for run in runs:
            for place, weight in self._postings[run]:
                values[place] += weight
        return tuple([(place, value / length) for place, value in enumerate(values) if value])


def _index(
    counted: Sequence[Mapping[str, int]],
) -> tuple[dict[str, float], dict[str, list[tuple[int, float]]]]:
    """Give the rarity of each run, 1 or more, and its weight in each item that has it."""
    spread = Counter(run for counts in counted for run in counts)
    rarity = {run: 1 + math.log((1 + len(counted)) / (1 + n)) for run, n in spread.items()}
    postings: dict[str, list[tuple[int, float]]] = {run: [] for run in spread}
    for place, counts in enumerate(counted):
        weights = {run: (1 + math.log(n)) * rarity[run] for run, n in counts.items()}
        length = math.sqrt(sum(weight**2 for weight in weights.values())) ** _LENGTH
        for run, weight in weights.items():
            postings[run].append((place, rarity[run] * weight / length))
    return rarity, postings


def _count_runs(framework: Framework, item: Item) -> Counter[str]:
    words = split_words(" \n".join(_texts(framework, item)))
    return Counter(run for root, _ in content_of(words) for run in _runs(root))


def _texts(framework: Framework, item: Item) -> Iterator[str]:
    """Give the texts of an item and of what lies below it, and the labels it stands under."""
    yield from (item.label, *item.alt_labels, item.definition or "")
    for child in framework.descendants(item.id):
        if child.deprecated is None:
            yield f"{child.label} {child.definition or ''}"
    above = item.parent
    while above is not None:
        parent = framework.item(above)
        yield parent.label
        above = parent.parent


@lru_cache(maxsize=100_000)
def _runs(root: str) -> tuple[str, ...]:
    """Give the runs of letters in a stem; a blank marks its beginning and its end."""
    text = f" {root} "
    return tuple(
        text[start : start + size] for size in _SIZES for start in range(len(text) - size + 1)
    )


def related_words(profile: Profile, course: Mapping[str, CourseWord]) -> list[SharedWord]:
    """Give the words of a course that are kin to a word of the item, most letters first.

    Kin are a compound and its first or last part, and words of one family (`onderzoeker`,
    `onderzoekend`).
    """
    found = [
        (-letters, root, own)
        for root in course
        for own in profile.words
        if (letters := _common(root, own))
    ]
    best: dict[str, SharedWord] = {}
    for _, root, own in sorted(found):
        word = course[root]
        best.setdefault(root, SharedWord(word.word, word.segment, *profile.words[own]))
    return list(best.values())


def _common(one: str, two: str) -> int:
    """Count the letters that make two stems kin, 0 where they are none."""
    short, long = sorted((one, two), key=len)
    if len(short) >= _LEAST_PART and (long.startswith(short) or long.endswith(short)):
        return len(short)
    shared = int(Prefix.similarity(one, two))
    return shared if shared >= _LEAST_ROOT and 2 * shared > len(long) else 0

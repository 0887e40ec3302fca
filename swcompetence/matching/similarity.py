"""Lexical nearness of a course to an item's own words, to rank where no term was found.

It orders candidates and never proposes, since a relative score crowns a winner even on sheets
that are about nothing of ours. Weights come from the items alone, so a
course scores the same alone and in any list.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from swcompetence.matching.reading import ReadSegment
from swcompetence.matching.terms import ItemPart
from swcompetence.model import Framework, Item, ItemRef
from swcompetence.text import Word, split_words, stem

_STOP_WORDS = """
aan als bij dat de den der deze die dit door een eigen en er haar hebben het hij hoe hun in is
je kan kunnen maken met mensen naar niet of om onder ook op over samen sociaal sociale te tot
tussen uit uw van vanuit verschillende via voor waar wat werk werken werker worden wordt zich
zij zijn zoals student studenten doet doen gaat geven gebruik gebruiken nieuwe andere alle al
binnen buiten houden nemen komen
"""
_STOP_STEMS = frozenset(stem(word) for word in _STOP_WORDS.split())
_LEAST_LETTERS = 3
_TITLE_AMOUNT = 3.0
_SATURATION = 1.5
"""Repeats of a word add less and less (the k1 of BM25)."""


class SharedWord(NamedTuple):
    """A word of the item that also stands in the course."""

    word: Word
    segment: ReadSegment
    term: str
    part: ItemPart


class CourseWord(NamedTuple):
    """A content word of a course: where it first stands, and how much it is said."""

    word: Word
    segment: ReadSegment
    amount: float


@dataclass(frozen=True)
class Profile:
    """The content words of one item, each with how telling it is within its framework."""

    weights: dict[str, float]
    words: dict[str, tuple[str, ItemPart]] = field(default_factory=dict)
    """Stem -> the word as the item has it, and the part of the item it stands in."""

    @property
    def scale(self) -> float:
        """What the shared weight is measured against: more for an item of many words."""
        return 3 * math.sqrt(sum(self.weights.values()))


def build_profiles(framework: Framework) -> tuple[Profile, ...]:
    """Build a profile for each mapping item of a framework."""
    worded = [_item_words(framework, item) for item in framework.mapping_items]
    spread = Counter(root for words in worded for root in words)
    count = len(worded)
    return tuple(
        Profile(
            weights={
                root: math.log(1 + count / spread[root]) * (1.5 if part == "label" else 1.0)
                for root, (_, part) in words.items()
            },
            words=words,
        )
        for words in worded
    )


def _item_words(framework: Framework, item: Item) -> dict[str, tuple[str, ItemPart]]:
    found: dict[str, tuple[str, ItemPart]] = {}
    below = framework.descendants(item.id)
    texts: list[tuple[ItemPart, str]] = [
        *(("label", label) for label in (item.label, *item.alt_labels)),
        ("definition", item.definition or ""),
        *(("indicator", indicator.phrase) for indicator in item.indicators),
        *(("child", f"{child.label} {child.definition or ''}") for child in below),
    ]
    for part, text in texts:
        for root, word in content_of(split_words(text)):
            found.setdefault(root, (word.text, part))
    return found


def content_of(words: Iterable[Word]) -> Iterator[tuple[str, Word]]:
    """Give the words that tell something, each with its stem."""
    for word in words:
        root = _content_root(word.text)
        if root is not None:
            yield root, word


@lru_cache(maxsize=100_000)
def _content_root(word: str) -> str | None:
    """Give the stem of a word that tells something, None for any other."""
    if len(word) < _LEAST_LETTERS or word.isdigit():
        return None
    root = stem(word)
    return None if root in _STOP_STEMS else root


def content_words(segments: Sequence[ReadSegment]) -> dict[str, CourseWord]:
    """Give the content words of a course by stem; a title word counts three times."""
    found: dict[str, CourseWord] = {}
    for segment in segments:
        if segment.weight:
            amount = _TITLE_AMOUNT if segment.is_title else segment.weight
            for root, word in content_of(segment.words):
                known = found.get(root)
                found[root] = (
                    known._replace(amount=known.amount + amount)
                    if known
                    else CourseWord(word, segment, amount)
                )
    return found


def shared_words(profile: Profile, course: dict[str, CourseWord]) -> list[SharedWord]:
    """Give the words of the course that the item has too, the most telling first."""
    roots = sorted(
        profile.weights.keys() & course.keys(), key=lambda root: (-profile.weights[root], root)
    )
    return [
        SharedWord(course[root].word, course[root].segment, *profile.words[root]) for root in roots
    ]


class ProfileIndex:
    """The profiles of many items by word, so that a course is compared with all of them at once."""

    def __init__(self, profiles: Mapping[ItemRef, Profile]) -> None:
        self._refs = list(profiles)
        self._scales = [profile.scale for profile in profiles.values()]
        self._weights: dict[str, list[tuple[int, float]]] = {}
        """Stem -> the place and the weight in each profile that has it."""
        for place, profile in enumerate(profiles.values()):
            for root, weight in profile.weights.items():
                self._weights.setdefault(root, []).append((place, weight))

    def nearness(self, course: Mapping[str, CourseWord]) -> dict[ItemRef, float]:
        """Give how near the course comes to each item's words, 0..1; no probability."""
        gains = [0.0] * len(self._refs)
        for root in sorted(self._weights.keys() & course.keys()):
            amount = course[root].amount
            for place, weight in self._weights[root]:
                gains[place] += weight * amount / (amount + _SATURATION)
        return {
            ref: gain / (scale + gain) if gain else 0.0
            for ref, gain, scale in zip(self._refs, gains, self._scales, strict=True)
        }

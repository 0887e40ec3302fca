"""The words that tell something: of an item, whatever part of it they stand in, and of a course."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from swcompetence.matching.reading import ReadSegment
from swcompetence.matching.wordings.terms import ItemPart
from swcompetence.model import Framework, Item
from swcompetence.text import Word, stem

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
"""A title has a handful of words for all that the course is about."""


class CourseWord(NamedTuple):
    """A content word of a course: where it first stands, and how much it is said."""

    word: Word
    segment: ReadSegment
    amount: float


def item_texts(framework: Framework, item: Item) -> Iterator[tuple[ItemPart, str]]:
    """Give the texts of an item and of what lies below it, from the most to the least its own."""
    for label in (item.label, *item.alt_labels):
        yield "label", label
    yield "definition", item.definition or ""
    for indicator in item.indicators:
        if indicator.lent_from is None:
            yield "indicator", indicator.phrase
    for child in framework.descendants(item.id):
        if child.deprecated is None:
            yield "child", f"{child.label}\n{child.definition or ''}"


def content_of(words: Iterable[Word]) -> Iterator[tuple[str, Word]]:
    """Give the words that tell something, each with its stem."""
    for word in words:
        root = _content_root(word.text)
        if root is not None:
            yield root, word


@lru_cache(maxsize=100_000)
def _content_root(word: str) -> str | None:
    if len(word) < _LEAST_LETTERS or word.isdigit():
        return None
    root = stem(word)
    return None if root in _STOP_STEMS else root


def content_words(segments: Sequence[ReadSegment]) -> dict[str, CourseWord]:
    """Give the content words of a course by stem; a title word counts three times."""
    first: dict[str, tuple[Word, ReadSegment]] = {}
    amounts: dict[str, float] = {}
    for segment in segments:
        if segment.weight:
            amount = _TITLE_AMOUNT if segment.is_title else segment.weight
            for word in segment.words:
                root = _content_root(word.text)
                if root is not None:
                    first.setdefault(root, (word, segment))
                    amounts[root] = amounts.get(root, 0) + amount
    return {root: CourseWord(*first[root], amount) for root, amount in amounts.items()}

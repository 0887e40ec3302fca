"""Terms for items that nobody gave indicators, such as a college's own learning outcomes.

Two telling words of one sentence of the item, met in one segment of a course, count as a term; at
least one of the two is said by no other item of the framework. Measured on labelled sheets with
the indicators of `competentiekader` taken away, such proposals were right about two times in three
and found almost one link in four: a start for a reviewer, no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from swcompetence.matching.content import content_of, item_texts
from swcompetence.matching.terms import ItemPart
from swcompetence.model import Framework, Item
from swcompetence.text import split_segments, split_words

_REACH = 5
"""Content words that the two may lie apart in the item's own sentence."""
_LEAST_LETTERS = 4

_Sentence = tuple[ItemPart, list[tuple[str, str]]]
"""The telling words of a sentence, stem and word, and the part of the item it stands in."""


class DerivedPair(NamedTuple):
    """Two words of an item that say more together than apart."""

    part: ItemPart
    first: str
    second: str


def is_bare(framework: Framework) -> bool:
    """Say whether no item has indicators, so that labels and definitions are all there is."""
    return not any(item.indicators for item in framework.items)


def derived_pairs(framework: Framework) -> Iterator[tuple[DerivedPair, ...]]:
    """Give, for one mapping item after the other, the pairs that tell it from the other items."""
    sentences = [_sentences(framework, item) for item in framework.mapping_items]
    spread = Counter(
        root
        for item_sentences in sentences
        for root in {root for _, words in item_sentences for root, _ in words}
    )
    for item_sentences in sentences:
        pairs: dict[frozenset[str], DerivedPair] = {}
        for part, words in reversed(item_sentences):
            for place in range(len(words) - 1, -1, -1):
                root_a, word_a = words[place]
                for root_b, word_b in reversed(words[place + 1 : place + 1 + _REACH]):
                    is_telling = spread[root_a] == 1 or spread[root_b] == 1
                    if is_telling and root_a != root_b:
                        pairs[frozenset((root_a, root_b))] = DerivedPair(part, word_a, word_b)
        yield tuple(pairs.values())


def _sentences(framework: Framework, item: Item) -> list[_Sentence]:
    return [
        (
            part,
            [
                (root, word.text)
                for root, word in content_of(split_words(segment.text))
                if len(word.text) >= _LEAST_LETTERS
            ],
        )
        for part, text in item_texts(framework, item)
        for segment in split_segments(text)
    ]

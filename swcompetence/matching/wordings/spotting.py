"""Find the terms of a vocabulary in one segment of text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from swcompetence.matching.wordings.terms import KINDS, Anchored, Atom, KnownWord, Phrase, Rank
from swcompetence.matching.wordings.vocabulary import Vocabulary, rank_of
from swcompetence.model import EvidenceKind
from swcompetence.text import Word, stem

_PAIR_REACH = 25
"""Words that the two phrases of a pair may lie apart, in a segment that runs on."""
_NEAR = 5
"""Words on either side in which `not_near` counts."""
_WordAtoms = Sequence[dict[Atom, Rank]]


class Hit(NamedTuple):
    """A term found in a segment; word places count from the segment's first word."""

    term: int
    first: int
    last: int
    kind: EvidenceKind
    other: tuple[int, int] | None = None
    """For a pair: first and last word of the second phrase."""

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """The first and last word of the phrase, or of both phrases of a pair."""
        return ((self.first, self.last), *([self.other] if self.other else ()))


class _Span(NamedTuple):
    first: int
    last: int
    rank: Rank


def spot(vocabulary: Vocabulary, words: Sequence[Word], *, title: bool = False) -> list[Hit]:
    """Find every term in the words of one segment.

    Args:
        vocabulary: the compiled terms.
        words: the words of the segment, in order.
        title: whether the segment is a course title; terms for titles count only there.
    """
    known, look_up = vocabulary.known, vocabulary.known_word
    known_words = [known.get(word.text) or look_up(word.text) for word in words]
    present = set[Atom]().union(
        *[known_word.atoms for known_word in known_words if known_word.atoms]
    )
    if not present:
        return []
    atoms = [known_word.atoms for known_word in known_words]
    hits = []
    for number, halves in _spans(known_words, atoms, present).items():
        term = vocabulary.terms[number]
        if title or not term.title_only:
            hits += _hits(number, halves, pair=term.is_pair)
    items = {hit.term: vocabulary.terms[hit.term] for hit in hits}
    silent = _silenced(known_words, atoms, {term.item for term in items.values()})
    return [
        hit
        for hit in hits
        if not _is_silent(hit, silent.get(items[hit.term].item, ()))
        and not _is_near(hit, items[hit.term].not_near, words)
    ]


def _spans(
    known_words: Sequence[KnownWord], atoms: _WordAtoms, present: set[Atom]
) -> dict[int, dict[int, list[_Span]]]:
    """Give, by term and half, where its phrases stand; the term that is met first comes first."""
    spans: dict[int, dict[int, list[_Span]]] = {}
    for place, known_word in enumerate(known_words):
        if not known_word.starts:
            continue
        starts = known_word.alone if known_word.needs.isdisjoint(present) else known_word.starts
        for phrase in starts:
            needs, also, _, _, owner, half = phrase
            if needs and needs.isdisjoint(present):
                continue
            if also and also.isdisjoint(present):
                continue
            match = _match(phrase, atoms, place)
            if match:
                spans.setdefault(owner, {}).setdefault(half, []).append(match)
    return spans


def _match(phrase: Anchored, atoms: _WordAtoms, anchor: int) -> _Span | None:
    """Match a phrase whose anchor stands at a place, to both sides; the nearest words win."""
    steps = phrase.steps
    if len(steps) == 1:
        return _Span(anchor, anchor, rank_of(steps[0].atoms, atoms[anchor]))
    before = _before(steps[: phrase.anchor + 1], atoms, anchor)
    if before is None:
        return None
    after = _after(steps[phrase.anchor + 1 :], atoms, anchor)
    if after is None:
        return None
    places = (*before, anchor, *after)
    worst = max(
        [rank_of(step.atoms, atoms[place]) for step, place in zip(steps, places, strict=True)]
    )
    return _Span(places[0], places[-1], worst)


def _after(steps: Phrase, atoms: _WordAtoms, position: int) -> tuple[int, ...] | None:
    """Give the nearest places after a position where all steps stand in order."""
    if not steps:
        return ()
    for place in range(position + 1, min(position + steps[0].gap + 2, len(atoms))):
        if not steps[0].atoms.isdisjoint(atoms[place]):
            rest = _after(steps[1:], atoms, place)
            if rest is not None:
                return (place, *rest)
    return None


def _before(steps: Phrase, atoms: _WordAtoms, position: int) -> tuple[int, ...] | None:
    """Give the nearest places where all steps but the last stand, the last one at a position."""
    if len(steps) == 1:
        return ()
    for place in range(position - 1, max(position - steps[-1].gap - 1, 0) - 1, -1):
        if not steps[-2].atoms.isdisjoint(atoms[place]):
            rest = _before(steps[:-1], atoms, place)
            if rest is not None:
                return (*rest, place)
    return None


def _hits(term: int, halves: dict[int, list[_Span]], *, pair: bool) -> list[Hit]:
    if not pair:
        return [Hit(term, span.first, span.last, KINDS[span.rank]) for span in halves.get(0, ())]
    for left, right in product(halves.get(0, ()), halves.get(1, ())):
        apart = max(right.first - left.last, left.first - right.last)
        if 0 < apart <= _PAIR_REACH:
            kind = KINDS[max(left.rank, right.rank)]
            return [Hit(term, left.first, left.last, kind, (right.first, right.last))]
    return []


def _silenced(
    known_words: Sequence[KnownWord], atoms: _WordAtoms, items: set[int]
) -> dict[int, list[_Span]]:
    """Give, per item that was found, the spans of words that have another sense there."""
    spans: dict[int, list[_Span]] = {}
    for place, known_word in enumerate(known_words) if items else ():
        for phrase in known_word.counters:
            if phrase.owner in items and (match := _match(phrase, atoms, place)):
                spans.setdefault(phrase.owner, []).append(match)
    return spans


def _is_silent(hit: Hit, spans: Sequence[_Span]) -> bool:
    return any(
        span.first <= last and first <= span.last for span in spans for first, last in hit.places
    )


def _is_near(hit: Hit, not_near: Sequence[str], words: Sequence[Word]) -> bool:
    return bool(not_near) and any(
        stem(word.text) in not_near
        for first, last in hit.places
        for word in (*words[max(0, first - _NEAR) : first], *words[last + 1 : last + 1 + _NEAR])
    )

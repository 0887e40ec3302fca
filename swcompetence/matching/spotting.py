"""Find the terms of a vocabulary in one segment of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import product
from typing import NamedTuple

from swcompetence.matching.terms import KINDS, Anchored, Atom, Entry, Phrase, Rank
from swcompetence.matching.vocabulary import Pairs, Vocabulary, rank_of
from swcompetence.model import EvidenceKind
from swcompetence.text import Word, stem

_PAIR_REACH = 25
"""Words that the two phrases of a pair may lie apart, in a segment that runs on."""
_NEAR = 5
"""Words on either side in which `not_near` counts."""
_WordAtoms = Sequence[dict[Atom, Rank]]
_Order = tuple[int, int, int]
"""Where a term is met first: the place of a word, which of its atoms, the number of the term."""


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
    known, entry_of = vocabulary.known, vocabulary.entry
    entries = [known.get(word.text) or entry_of(word.text) for word in words]
    present = set[Atom]().union(*[entry.atoms for entry in entries if entry.atoms])
    if not present:
        return []
    atoms = [entry.atoms for entry in entries]
    spans, order = _spans(entries, atoms, present)
    hits = []
    for number, halves in spans.items():
        term = vocabulary.term(number)
        if title or not term.title_only:
            hits += _hits(number, halves, pair=term.is_pair)
    if vocabulary.pairs.by_atom:
        for key, hit in _derived(vocabulary.pairs, atoms, present):
            order[hit.term] = key
            hits.append(hit)
        hits.sort(key=lambda hit: order[hit.term])
    items = {hit.term: vocabulary.term(hit.term) for hit in hits}
    silent = _silenced(entries, atoms, {term.item for term in items.values()})
    return [
        hit
        for hit in hits
        if not _is_silent(hit, silent.get(items[hit.term].item, ()))
        and not _is_near(hit, items[hit.term].not_near, words)
    ]


def _spans(
    entries: Sequence[Entry], atoms: _WordAtoms, present: AbstractSet[Atom]
) -> tuple[dict[int, dict[int, list[_Span]]], dict[int, _Order]]:
    """Give, by term and half, where its phrases stand; and what orders the terms."""
    spans: dict[int, dict[int, list[_Span]]] = {}
    order: dict[int, _Order] = {}
    for place, entry in enumerate(entries):
        if not entry.starts:
            continue
        starts = entry.alone if entry.needs.isdisjoint(present) else entry.starts
        for needs, phrase, rank, nth in starts:
            if needs and needs.isdisjoint(present):
                continue
            match = _match(phrase, atoms, place, rank)
            if match:
                owner = phrase.owner
                spans.setdefault(owner, {}).setdefault(phrase.half, []).append(match)
                order.setdefault(owner, (place, nth, owner))
    return spans, order


def _derived(
    pairs: Pairs, atoms: _WordAtoms, present: AbstractSet[Atom]
) -> Iterator[tuple[_Order, Hit]]:
    """Find the derived pairs, each with what orders it among the other terms."""
    found = {
        pair
        for atom in present & pairs.by_atom.keys()
        for pair in pairs.by_atom[atom]
        if present.issuperset(pairs.atoms_of(pair))
    }
    for pair in found:
        halves = pairs.atoms_of(pair)
        left, right = (
            [_Span(place, place, ranks[atom]) for place, ranks in enumerate(atoms) if atom in ranks]
            for atom in halves
        )
        number = pairs.numbers[pair]
        for hit in _hits(number, {0: left, 1: right}, pair=True):
            first = min(left[0].first, right[0].first)
            nth = next(n for n, atom in enumerate(atoms[first]) if atom in halves)
            yield (first, nth, number), hit


def _match(phrase: Anchored, atoms: _WordAtoms, anchor: int, rank: Rank | None) -> _Span | None:
    """Match a phrase whose anchor stands at a place, to both sides; the nearest words win."""
    if rank is not None:
        return _Span(anchor, anchor, rank)
    steps = phrase.steps
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
    entries: Sequence[Entry], atoms: _WordAtoms, items: set[int]
) -> dict[int, list[_Span]]:
    """Give, per item that was found, the spans of words that have another sense there."""
    spans: dict[int, list[_Span]] = {}
    for place, entry in enumerate(entries) if items else ():
        for _, phrase, rank, _ in entry.counters:
            if phrase.owner in items and (match := _match(phrase, atoms, place, rank)):
                spans.setdefault(phrase.owner, []).append(match)
    return spans


def _is_silent(hit: Hit, spans: Sequence[_Span]) -> bool:
    return any(
        span.first <= last and first <= span.last for span in spans for first, last in hit.places
    )


def _is_near(hit: Hit, not_near: frozenset[str], words: Sequence[Word]) -> bool:
    return bool(not_near) and any(
        stem(word.text) in not_near
        for first, last in hit.places
        for word in (*words[max(0, first - _NEAR) : first], *words[last + 1 : last + 1 + _NEAR])
    )

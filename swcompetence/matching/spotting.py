"""Find the terms of a vocabulary in one segment of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from swcompetence.matching.vocabulary import Anchored, Atom, Entry, Vocabulary
from swcompetence.model import EvidenceKind
from swcompetence.text import Word, stem

__all__ = ["Hit", "spot"]

_PAIR_REACH = 25
"""Words that the two phrases of a pair may lie apart, in a segment that runs on."""
_NEAR = 5
"""Words on either side in which `not_near` counts."""
_KINDS = (EvidenceKind.EXACT, EvidenceKind.STEM, EvidenceKind.COMPOUND, EvidenceKind.FUZZY)
"""From the most to the least literal."""
_RANK = {kind: rank for rank, kind in enumerate(_KINDS)}
_WordAtoms = Sequence[dict[Atom, EvidenceKind]]


class Hit(NamedTuple):
    """A term found in a segment; word places count from the segment's first word."""

    term: int
    first: int
    last: int
    kind: EvidenceKind
    other: tuple[int, int] | None = None
    """For a pair: first and last word of the second phrase."""


class _Found(NamedTuple):
    first: int
    last: int
    kind: EvidenceKind


def spot(vocabulary: Vocabulary, words: Sequence[Word], *, title: bool = False) -> list[Hit]:
    """Find every term in the words of one segment.

    Args:
        vocabulary: the compiled terms.
        words: the words of the segment, in order.
        title: whether the segment is a course title; terms for titles count only there.
    """
    entries = [vocabulary.entry(word.text) for word in words]
    atoms = [entry.atoms for entry in entries]
    found: dict[int, dict[int, list[_Found]]] = {}
    for place, entry in enumerate(entries):
        for phrase in entry.phrases:
            if title or not vocabulary.terms[phrase.owner].title_only:
                match = _match(phrase, atoms, place)
                if match:
                    found.setdefault(phrase.owner, {}).setdefault(phrase.half, []).append(match)
    silent = _silenced(entries, atoms)
    stems = [stem(word.text) for word in words]
    return [
        hit
        for term, halves in found.items()
        for hit in _hits(term, halves, pair=vocabulary.terms[term].is_pair)
        if not _is_silent(hit, silent.get(vocabulary.terms[term].item, ()))
        and not _is_near(hit, vocabulary.terms[term].not_near, stems)
    ]


def _match(phrase: Anchored, atoms: _WordAtoms, anchor: int) -> _Found | None:
    """Match a phrase whose anchor stands at a place, to both sides; the nearest words win."""
    steps = phrase.steps
    places = [anchor]
    position = anchor
    for step in steps[phrase.anchor + 1 :]:
        for place in range(position + 1, min(position + step.gap + 2, len(atoms))):
            if not step.atoms.isdisjoint(atoms[place]):
                places.append(place)
                position = place
                break
        else:
            return None
    position = anchor
    for number in range(phrase.anchor - 1, -1, -1):
        least = max(position - steps[number + 1].gap - 1, 0)
        for place in range(position - 1, least - 1, -1):
            if not steps[number].atoms.isdisjoint(atoms[place]):
                places.insert(0, place)
                position = place
                break
        else:
            return None
    worst = max(
        (
            min(_RANK[atoms[place][atom]] for atom in step.atoms & atoms[place].keys())
            for step, place in zip(steps, places, strict=True)
        )
    )
    return _Found(places[0], places[-1], _KINDS[worst])


def _hits(term: int, halves: dict[int, list[_Found]], *, pair: bool) -> list[Hit]:
    if not pair:
        return [Hit(term, f.first, f.last, f.kind) for f in halves.get(0, ())]
    for one in halves.get(0, ()):
        for two in halves.get(1, ()):
            apart = max(two.first - one.last, one.first - two.last)
            if 0 < apart <= _PAIR_REACH:
                kind = _KINDS[max(_RANK[one.kind], _RANK[two.kind])]
                return [Hit(term, one.first, one.last, kind, (two.first, two.last))]
    return []


def _silenced(entries: Sequence[Entry], atoms: _WordAtoms) -> dict[int, list[_Found]]:
    """Give, per item, the spans of words that have another sense there."""
    spans: dict[int, list[_Found]] = {}
    for place, entry in enumerate(entries):
        for phrase in entry.counters:
            match = _match(phrase, atoms, place)
            if match:
                spans.setdefault(phrase.owner, []).append(match)
    return spans


def _is_silent(hit: Hit, spans: Sequence[_Found]) -> bool:
    own = [(hit.first, hit.last), *([hit.other] if hit.other else [])]
    return any(span.first <= b and a <= span.last for span in spans for a, b in own)


def _is_near(hit: Hit, not_near: frozenset[str], stems: Sequence[str]) -> bool:
    before = stems[max(0, hit.first - _NEAR) : hit.first]
    after = stems[hit.last + 1 : hit.last + 1 + _NEAR]
    return not (not_near.isdisjoint(before) and not_near.isdisjoint(after))

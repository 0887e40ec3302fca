"""Find the terms of a vocabulary in one segment of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from swcompetence.matching.vocabulary import Atom, Phrase, Vocabulary
from swcompetence.model import EvidenceKind
from swcompetence.text import Word, stem

__all__ = ["Hit", "spot"]

_NEAR = 5
"""Words on either side in which `not_near` counts."""
_RANK = {
    EvidenceKind.EXACT: 0,
    EvidenceKind.STEM: 1,
    EvidenceKind.COMPOUND: 2,
    EvidenceKind.FUZZY: 3,
}
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
    atoms = [vocabulary.atoms_of(word.text) for word in words]
    found: dict[int, dict[int, list[_Found]]] = {}
    for first, own in enumerate(atoms):
        for atom in own:
            for phrase, place in vocabulary.openings.get(atom, ()):
                if vocabulary.terms[place.term].title_only and not title:
                    continue
                match = _match(phrase, atoms, first)
                if match:
                    found.setdefault(place.term, {}).setdefault(place.half, []).append(match)
    silent = _silenced(vocabulary, atoms)
    stems = [stem(word.text) for word in words]
    return [
        hit
        for term, halves in found.items()
        for hit in _hits(term, halves, pair=vocabulary.is_pair[term])
        if not _is_silent(hit, silent.get(vocabulary.terms[term].item, ()))
        and not _is_near(hit, vocabulary.terms[term].not_near, stems)
    ]


def _match(phrase: Phrase, atoms: _WordAtoms, first: int) -> _Found | None:
    """Match a phrase whose first word stands at `first`; the nearest words win."""
    worst = min(
        (atoms[first][a] for a in phrase[0].atoms & atoms[first].keys()), key=_RANK.__getitem__
    )
    position = first
    for step in phrase[1:]:
        stop = min(position + step.gap + 2, len(atoms))
        for place in range(position + 1, stop):
            common = step.atoms & atoms[place].keys()
            if common:
                best = min((atoms[place][atom] for atom in common), key=_RANK.__getitem__)
                worst = max(worst, best, key=_RANK.__getitem__)
                position = place
                break
        else:
            return None
    return _Found(first, position, worst)


def _hits(term: int, halves: dict[int, list[_Found]], *, pair: bool) -> list[Hit]:
    if not pair:
        return [Hit(term, f.first, f.last, f.kind) for f in halves.get(0, ())]
    for one in halves.get(0, ()):
        for two in halves.get(1, ()):
            if one.last < two.first or two.last < one.first:
                kind = max(one.kind, two.kind, key=_RANK.__getitem__)
                return [Hit(term, one.first, one.last, kind, (two.first, two.last))]
    return []


def _silenced(vocabulary: Vocabulary, atoms: _WordAtoms) -> dict[int, list[tuple[int, int]]]:
    """Give, per item, the spans of words that have another sense there."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for first, own in enumerate(atoms):
        for atom in own:
            for phrase, item in vocabulary.counter_openings.get(atom, ()):
                match = _match(phrase, atoms, first)
                if match:
                    spans.setdefault(item, []).append((match.first, match.last))
    return spans


def _is_silent(hit: Hit, spans: Sequence[tuple[int, int]]) -> bool:
    own = [(hit.first, hit.last), *([hit.other] if hit.other else [])]
    return any(first <= b and a <= last for first, last in spans for a, b in own)


def _is_near(hit: Hit, not_near: frozenset[str], stems: Sequence[str]) -> bool:
    before = stems[max(0, hit.first - _NEAR) : hit.first]
    after = stems[hit.last + 1 : hit.last + 1 + _NEAR]
    return not (not_near.isdisjoint(before) and not_near.isdisjoint(after))

"""The indicators of one or more frameworks, ready for spotting.

An *atom* is one comparison on one word: its stem, its beginning (`leefloon*`), its end
(`*recht`) or its exact letters (`LAC`). A word is looked up once and keeps its atoms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from swcompetence.matching.wordings.terms import (
    KINDS,
    Anchored,
    Atom,
    KnownWord,
    Rank,
    Term,
)
from swcompetence.model import ItemRef, TieContext
from swcompetence.text import fold, stem
from swcompetence.text.lexicon import Spellings

LONG_WORD = 8
"""A plain word of this many letters also matches as the first or last part of a compound."""
_SHORTEST_PART = 2
_MOST_KNOWN = 100_000
"""Words that stay known; a longer list of courses begins anew, so that memory stays flat."""
_EXACT, _STEM, _COMPOUND, _FUZZY = range(len(KINDS))


@dataclass
class Vocabulary:
    """All terms of some frameworks, indexed by the atoms of their rarest word."""

    items: list[ItemRef] = field(default_factory=list)
    contexts: list[tuple[str, TieContext]] = field(default_factory=list)
    """Framework ids, and what their anchors place a theme in."""
    terms: list[Term] = field(default_factory=list)
    phrases: dict[Atom, list[Anchored]] = field(default_factory=dict)
    """The phrases of all terms, by each atom of their anchor."""
    counters: dict[Atom, list[Anchored]] = field(default_factory=dict)
    """The phrases of `not_in`, with the item that they silence."""
    stems: dict[str, Atom] = field(default_factory=dict)
    folded: dict[Atom, str] = field(default_factory=dict)
    beginnings: dict[str, Atom] = field(default_factory=dict)
    endings: dict[str, Atom] = field(default_factory=dict)
    exact: dict[str, Atom] = field(default_factory=dict)
    parts: dict[str, list[Atom]] = field(default_factory=dict)
    """Long plain words -> their stem atoms, for compounds."""
    known: dict[str, KnownWord] = field(default_factory=dict)
    """The words that were looked up."""

    def known_word(self, word: str) -> KnownWord:
        """Give what the vocabulary knows of a word of a text. Worked out once per word."""
        entry = self.known.get(word)
        if entry is None:
            if len(self.known) >= _MOST_KNOWN:
                self.known.clear()
            atoms = dict(self._look_up(word)) or dict(self._mistyped(word))
            entry = self.known[word] = self._known_word(atoms) if atoms else _UNKNOWN
        return entry

    def _known_word(self, atoms: dict[Atom, Rank]) -> KnownWord:
        starts = _starts(self.phrases, atoms)
        return KnownWord(
            atoms,
            starts,
            alone=tuple([start for start in starts if not start.needs]),
            needs=_NO_ATOMS.union(*[start.needs for start in starts]),
            counters=_starts(self.counters, atoms),
        )

    def _look_up(self, word: str) -> Iterator[tuple[Atom, Rank]]:
        folded = fold(word)
        by_start, by_end = self._open_sizes
        sizes = by_start.get(folded[:_SHORTEST_PART], _NO_SIZES)
        for size in sorted(sizes | by_end.get(folded[-_SHORTEST_PART:], _NO_SIZES)):
            if size > len(folded):
                break
            rank = _EXACT if size == len(folded) else _COMPOUND
            if (atom := self.beginnings.get(folded[:size])) is not None:
                yield atom, rank
            if (atom := self.endings.get(folded[-size:])) is not None:
                yield atom, rank
        for part in _compound_parts(folded):
            for atom in self.parts.get(part, ()):
                yield atom, _COMPOUND
        if (atom := self.stems.get(stem(word))) is not None:
            yield atom, _EXACT if self.folded[atom] == folded else _STEM
        if (atom := self.exact.get(word)) is not None:
            yield atom, _EXACT

    @cached_property
    def _open_sizes(self) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
        """How long the open beginnings are by their first letters, and the ends by their last."""
        by_start: dict[str, set[int]] = {}
        by_end: dict[str, set[int]] = {}
        for beginning in self.beginnings:
            if len(beginning) >= _SHORTEST_PART:
                by_start.setdefault(beginning[:_SHORTEST_PART], set()).add(len(beginning))
        for ending in self.endings:
            if len(ending) >= _SHORTEST_PART:
                by_end.setdefault(ending[-_SHORTEST_PART:], set()).add(len(ending))
        return by_start, by_end

    def _mistyped(self, word: str) -> Iterator[tuple[Atom, Rank]]:
        meant = self._spellings.meant(word)
        for atom in self.parts.get(meant, ()) if meant else ():
            yield atom, _FUZZY

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self.parts)


_UNKNOWN = KnownWord({})
_NO_ATOMS: frozenset[Atom] = frozenset()
_NO_SIZES: frozenset[int] = frozenset()


def _starts(phrases: dict[Atom, list[Anchored]], atoms: dict[Atom, Rank]) -> tuple[Anchored, ...]:
    """Give the phrases that the atoms of one word anchor, each once."""
    anchored = [phrase for atom in atoms for phrase in phrases.get(atom, ())]
    if len(atoms) > 1:
        return tuple({id(phrase): phrase for phrase in anchored}.values())
    return tuple(anchored)


def rank_of(asked: frozenset[Atom], atoms: dict[Atom, Rank]) -> Rank:
    """Say how literally a word answers to the best of some atoms, of which it has one at least."""
    if len(asked) == 1:
        (atom,) = asked
        return atoms[atom]
    return min([atoms[atom] for atom in asked & atoms.keys()])


def _compound_parts(folded: str) -> Iterator[str]:
    """Give the long beginnings and ends of a word that may be parts of a compound."""
    for size in range(LONG_WORD, len(folded) - 2):
        yield folded[:size]
        yield folded[-size:]

"""What the vocabulary is made of: terms, their phrases word by word, and what starts them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from swcompetence.model import EvidenceKind

ItemPart = Literal["indicator", "label", "definition", "child"]
KINDS = (EvidenceKind.EXACT, EvidenceKind.STEM, EvidenceKind.COMPOUND, EvidenceKind.FUZZY)
"""From the most to the least literal."""

Atom = int
Rank = int
"""Place in `KINDS`: how literally a word answers to an atom."""


class PhraseWord(NamedTuple):
    """One word of a phrase: how many words may come before it, and what may stand there."""

    gap: int
    atoms: frozenset[Atom]


Phrase = tuple[PhraseWord, ...]


class Term(NamedTuple):
    """One indicator of one item, or a label used as one; or an anchor of a framework."""

    item: int
    """Place of the item in `Vocabulary.items`; below zero one of `Vocabulary.contexts`, backwards
    from -1."""
    text: str
    part: ItemPart
    strong: bool
    is_pair: bool = False
    title_only: bool = False
    not_near: tuple[str, ...] = ()
    """Stems that give the term another sense within five words."""
    is_own: bool = False
    """What it names belongs to the OCMW by its nature."""
    lent_from: str | None = None
    """As `Indicator.lent_from`."""


class Anchored(NamedTuple):
    """A phrase with the step that is tried first, the one whose words are rarest.

    What must stand in the segment as well is cheap to know before the phrase is tried.
    """

    needs: frozenset[Atom]
    """One of these must: the anchors of the other half of a pair, else the next rarest step; empty
    for a phrase that is found with one word alone."""
    also: frozenset[Atom]
    """And one of these: the next rarest step of half a pair; empty for most."""
    steps: Phrase
    anchor: int
    owner: int
    """The term, or for a counter phrase the item."""
    half: int
    """Which half of a pair; 0 for all others."""


class KnownWord(NamedTuple):
    """What the vocabulary knows of one word of a text."""

    atoms: dict[Atom, Rank]
    starts: tuple[Anchored, ...] = ()
    """The phrases that this word may anchor."""
    alone: tuple[Anchored, ...] = ()
    """Those of them that need nothing else."""
    needs: frozenset[Atom] = frozenset()
    """What the others need: where none of it stands in a segment, none of them does."""
    counters: tuple[Anchored, ...] = ()

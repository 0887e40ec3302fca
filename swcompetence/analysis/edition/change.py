"""The words of a comparison of two editions: what was added, removed, moved, reworded ..."""

from __future__ import annotations

from typing import Literal

from swcompetence.model import Change, Deprecation, FrameworkRef, LegalFact, Model, Provenance

_IDENTITY_FACTS = frozenset({"levels", "mapping_level"})
_CORRECTABLE_FACTS = frozenset({"purpose"})
"""Facts that a result rests on too, but that a revision may correct."""


class EditionName(Model):
    """An edition as a diff names it."""

    ref: FrameworkRef
    revision: int
    title: str
    identity_digest: str
    vocabulary_digest: str


class FactChange(Model):
    """A fact about the edition as a whole, in text."""

    name: str
    """Field name of the edition, for example `valid_until`."""
    old: str | None
    new: str | None


class _Named(Model):
    """An item by id, with its label in the newest edition that has it."""

    id: str
    label: str


class AddedItem(_Named):
    """An item that only the new edition has."""

    level: str
    parent: str | None


class RemovedItem(_Named):
    """An item that only the old edition has."""

    level: str
    why: str | None = None
    """From its deprecation; None when it was removed without having been deprecated."""
    replaced_by: tuple[str, ...] = ()


class MovedItem(_Named):
    """An item with another parent or level."""

    old_parent: str | None
    new_parent: str | None
    old_level: str
    new_level: str


class TextChange(Model):
    """One text of an item before and after; None where it does not stand."""

    part: Literal["label", "alt_labels", "definition", "note", "own", "kerntaak", "related"]
    old: str | None
    new: str | None


class RewordedItem(_Named):
    """An item with another label, definition, alternative label or note."""

    texts: tuple[TextChange, ...]


class RemarkedItem(_Named):
    """An item with another own mark, other grounds as core task, or other related items."""

    marks: tuple[TextChange, ...]


class ResourcedItem(_Named):
    """An item that rests on other sources, another provenance or other legal facts."""

    old_provenance: Provenance
    new_provenance: Provenance
    sources_added: tuple[str, ...] = ()
    """Source id, with the locator where there is one."""
    sources_removed: tuple[str, ...] = ()
    facts_added: tuple[LegalFact, ...] = ()
    """A legal fact with another provenance, source or note counts as removed and added."""
    facts_removed: tuple[LegalFact, ...] = ()


class SourceChange(Model):
    """A source of the edition that was added, removed or described differently."""

    id: str
    old: str | None
    new: str | None


class VocabularyChange(_Named):
    """An item, or a group of anchors, whose indicators or counter phrases differ."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """Phrases that stand in both, with another kind, strength, place or note."""
    not_in_added: tuple[str, ...] = ()
    not_in_removed: tuple[str, ...] = ()


class DeprecatedItem(_Named):
    """An item whose deprecation differs; None where it is (or was) in use."""

    old: Deprecation | None
    new: Deprecation | None


class EditionDiff(Model):
    """Two editions side by side; equal editions give an empty diff."""

    old: EditionName
    new: EditionName
    facts: tuple[FactChange, ...] = ()
    changes: tuple[Change, ...] = ()
    """Changelog lines that only the new edition has."""
    added: tuple[AddedItem, ...] = ()
    removed: tuple[RemovedItem, ...] = ()
    moved: tuple[MovedItem, ...] = ()
    is_reordered: bool = False
    """The items that both have, and that did not move, stand in another order."""
    reworded: tuple[RewordedItem, ...] = ()
    deprecated: tuple[DeprecatedItem, ...] = ()
    resourced: tuple[ResourcedItem, ...] = ()
    remarked: tuple[RemarkedItem, ...] = ()
    sources: tuple[SourceChange, ...] = ()
    vocabulary: tuple[VocabularyChange, ...] = ()
    anchors: tuple[VocabularyChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing differs but perhaps version, revision and changelog."""
        return not (self.facts or self.changes_identity or self.is_correction)

    @property
    def changes_identity(self) -> bool:
        """Say whether ids, labels or tree differ (digest A), which asks for a new version."""
        tree = self.added or self.removed or self.moved or self.is_reordered or self.deprecated
        labels = any(text.part == "label" for item in self.reworded for text in item.texts)
        facts = any(fact.name in _IDENTITY_FACTS for fact in self.facts)
        return bool(tree or labels or facts)

    @property
    def is_correction(self) -> bool:
        """Say whether the same items rest on other words (digest B): a new revision is enough."""
        texts = self.reworded or self.resourced or self.remarked or self.sources
        facts = any(fact.name in _CORRECTABLE_FACTS for fact in self.facts)
        words = self.vocabulary or self.anchors
        return bool(texts or facts or words) and not self.changes_identity

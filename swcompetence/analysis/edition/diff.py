"""What changed between two editions: every difference that moves a digest is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, TypeVar

from swcompetence.model import (
    Change,
    Deprecation,
    Framework,
    FrameworkRef,
    Indicator,
    Item,
    LegalFact,
    Model,
    Provenance,
    Source,
)

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


_ItemPart = Literal["label", "alt_labels", "definition", "note", "own", "kerntaak", "related"]


class TextChange(Model):
    """One text of an item before and after; None where it does not stand."""

    part: _ItemPart
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


T = TypeVar("T")
_FACTS = (
    "title about publisher status completeness missing valid_from valid_until last_checked_on"
    " licence levels mapping_level purpose"
).split()

_ANCHOR_GROUPS = {"ocmw": "OCMW", "local_government": "lokaal bestuur"}
"""Field of `Anchors` -> its Dutch name."""


def diff_editions(old: Framework, new: Framework) -> EditionDiff:
    """Compare two editions item by item, by id, in the order of the new edition."""
    both = [(old.item(item.id), item) for item in new.items if old.has_item(item.id)]
    moved = {b.id for a, b in both if (a.parent, a.level) != (b.parent, b.level)}
    stayed = {b.id: b for _, b in both if b.id not in moved}
    return EditionDiff(
        old=EditionName.model_validate(old, from_attributes=True),
        new=EditionName.model_validate(new, from_attributes=True),
        facts=tuple(_facts(old, new)),
        changes=tuple(change for change in new.changelog if change not in old.changelog),
        added=tuple(
            AddedItem.model_validate(item, from_attributes=True)
            for item in new.items
            if not old.has_item(item.id)
        ),
        removed=tuple(_removed(i) for i in old.items if not new.has_item(i.id)),
        moved=tuple(_moved(a, b) for a, b in both if b.id in moved),
        is_reordered=[a.id for a in old.items if a.id in stayed] != list(stayed),
        reworded=tuple(
            RewordedItem(id=b.id, label=b.label, texts=texts)
            for a, b in both
            if (texts := tuple(_changes(a, b, _TEXTS)))
        ),
        deprecated=tuple(
            DeprecatedItem(id=b.id, label=b.label, old=a.deprecated, new=b.deprecated)
            for a, b in both
            if a.deprecated != b.deprecated
        ),
        resourced=tuple(_resourced(a, b) for a, b in both if _grounds(a) != _grounds(b)),
        remarked=tuple(
            RemarkedItem(id=b.id, label=b.label, marks=marks)
            for a, b in both
            if (marks := tuple(_changes(a, b, _MARKS)))
        ),
        sources=tuple(_sources(old.sources, new.sources)),
        vocabulary=tuple(
            _vocabulary(a, b)
            for a, b in both
            if (a.indicators, a.not_in) != (b.indicators, b.not_in)
        ),
        anchors=tuple(
            _wordings(group, label, before, after)
            for group, label in _ANCHOR_GROUPS.items()
            if (before := getattr(old.anchors, group)) != (after := getattr(new.anchors, group))
        ),
    )


def _facts(old: Framework, new: Framework) -> Iterator[FactChange]:
    for name in _FACTS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield FactChange(name=name, old=_fact_text(before), new=_fact_text(after))


def _fact_text(value: object) -> str | None:
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, Model):
        return " ".join(str(part) for part in value.model_dump().values() if part)
    return None if value is None else str(value)


def _removed(item: Item) -> RemovedItem:
    gone = item.deprecated
    return RemovedItem(
        id=item.id,
        label=item.label,
        level=item.level,
        why=gone.why if gone else None,
        replaced_by=gone.replaced_by if gone else (),
    )


def _moved(old: Item, new: Item) -> MovedItem:
    return MovedItem(
        id=new.id,
        label=new.label,
        old_parent=old.parent,
        new_parent=new.parent,
        old_level=old.level,
        new_level=new.level,
    )


def _core_task(item: Item) -> str | None:
    task = item.kerntaak
    if task is None:
        return None
    uses = "; ".join(_joined(use.source, use.locator) for use in task.sources)
    return f"{uses} ({task.note})" if task.note else uses


_Parts = Mapping[_ItemPart, Callable[[Item], str | None]]
"""Parts of an item, and how each reads."""
_TEXTS: _Parts = {
    "label": lambda item: item.label,
    "alt_labels": lambda item: "; ".join(item.alt_labels) or None,
    "definition": lambda item: item.definition,
    "note": lambda item: item.note,
}
_MARKS: _Parts = {
    "own": lambda item: "ja" if item.own else "nee",
    "kerntaak": _core_task,
    "related": lambda item: ", ".join(item.related) or None,
}


def _changes(old: Item, new: Item, parts: _Parts) -> Iterator[TextChange]:
    for part, text_of in parts.items():
        if getattr(old, part) != getattr(new, part):
            yield TextChange(part=part, old=text_of(old), new=text_of(new))


def _grounds(item: Item) -> tuple[object, ...]:
    return (item.provenance, item.sources, item.legal_basis)


def _resourced(old: Item, new: Item) -> ResourcedItem:
    uses = [tuple(_joined(u.source, u.locator) for u in i.sources) for i in (old, new)]
    return ResourcedItem(
        id=new.id,
        label=new.label,
        old_provenance=old.provenance,
        new_provenance=new.provenance,
        sources_added=_only(uses[1], uses[0]),
        sources_removed=_only(uses[0], uses[1]),
        facts_added=_only(new.legal_basis, old.legal_basis),
        facts_removed=_only(old.legal_basis, new.legal_basis),
    )


def _sources(old: Sequence[Source], new: Sequence[Source]) -> Iterator[SourceChange]:
    before, after = ({source.id: source for source in sources} for sources in (old, new))
    for source_id in dict.fromkeys((*before, *after)):
        was, now = before.get(source_id), after.get(source_id)
        if was != now:
            yield SourceChange(id=source_id, old=_source_text(was), new=_source_text(now))


def _source_text(source: Source | None) -> str | None:
    if source is None:
        return None
    accessed = source.accessed.isoformat() if source.accessed else None
    return _joined(source.title, source.url, source.locator, accessed, source.note)


def _vocabulary(old: Item, new: Item) -> VocabularyChange:
    counters = {
        "not_in_added": _only(new.not_in, old.not_in),
        "not_in_removed": _only(old.not_in, new.not_in),
    }
    return _wordings(new.id, new.label, old.indicators, new.indicators).model_copy(update=counters)


def _wordings(
    name: str, label: str, old: Sequence[Indicator], new: Sequence[Indicator]
) -> VocabularyChange:
    before, after = _by_phrase(old), _by_phrase(new)
    return VocabularyChange(
        id=name,
        label=label,
        added=_only(tuple(after), tuple(before)),
        removed=_only(tuple(before), tuple(after)),
        changed=tuple(p for p in after if p in before and before[p] != after[p]),
    )


def _by_phrase(indicators: Sequence[Indicator]) -> dict[str, tuple[Indicator, ...]]:
    phrases = dict.fromkeys(indicator.phrase for indicator in indicators)
    return {p: tuple(i for i in indicators if i.phrase == p) for p in phrases}


def _only(these: Sequence[T], those: Sequence[T]) -> tuple[T, ...]:
    return tuple(this for this in these if this not in those)


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)

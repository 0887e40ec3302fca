"""What changed between two editions: every difference that moves a digest is named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
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

    part: Literal["label", "alt_labels", "definition", "note"]
    old: str | None
    new: str | None


class RewordedItem(_Named):
    """An item with another label, definition, alternative label or note."""

    texts: tuple[TextChange, ...]


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
    """An item whose indicators or counter phrases differ."""

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
    """The items (or the sources) that both have, and that did not move, stand in another order."""
    reworded: tuple[RewordedItem, ...] = ()
    deprecated: tuple[DeprecatedItem, ...] = ()
    resourced: tuple[ResourcedItem, ...] = ()
    sources: tuple[SourceChange, ...] = ()
    vocabulary: tuple[VocabularyChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing differs but perhaps version, revision and changelog."""
        return not (self.facts or self.vocabulary or self.changes_identity)

    @property
    def changes_identity(self) -> bool:
        """Say whether the new edition *says* something else, which asks for a new version."""
        tree = self.added or self.removed or self.moved or self.is_reordered
        texts = self.reworded or self.deprecated or self.resourced or self.sources
        facts = any(fact.name in _IDENTITY_FACTS for fact in self.facts)
        return bool(tree or texts or facts)

    @property
    def is_vocabulary_only(self) -> bool:
        """Say whether only the matcher's wordings differ, for which a new revision is enough."""
        return bool(self.vocabulary) and not self.changes_identity


T = TypeVar("T")
_FACTS = (
    "title about publisher status completeness missing valid_from valid_until last_checked_on"
    " licence levels mapping_level purpose"
).split()


def diff_editions(old: Framework, new: Framework) -> EditionDiff:
    """Compare two editions item by item, by id, in the order of the new edition."""
    both = [(old.item(item.id), item) for item in new.items if old.has_item(item.id)]
    moved = {b.id for a, b in both if (a.parent, a.level) != (b.parent, b.level)}
    return EditionDiff(
        old=_name(old),
        new=_name(new),
        facts=tuple(_facts(old, new)),
        changes=tuple(change for change in new.changelog if change not in old.changelog),
        added=tuple(
            AddedItem(id=i.id, label=i.label, level=i.level, parent=i.parent)
            for i in new.items
            if not old.has_item(i.id)
        ),
        removed=tuple(_removed(i) for i in old.items if not new.has_item(i.id)),
        moved=tuple(
            MovedItem(
                id=b.id,
                label=b.label,
                old_parent=a.parent,
                new_parent=b.parent,
                old_level=a.level,
                new_level=b.level,
            )
            for a, b in both
            if b.id in moved
        ),
        is_reordered=_is_reordered(old.items, new.items, but=moved)
        or _is_reordered(old.sources, new.sources),
        reworded=tuple(
            RewordedItem(id=b.id, label=b.label, texts=texts)
            for a, b in both
            if (texts := tuple(_texts(a, b)))
        ),
        deprecated=tuple(
            DeprecatedItem(id=b.id, label=b.label, old=a.deprecated, new=b.deprecated)
            for a, b in both
            if a.deprecated != b.deprecated
        ),
        resourced=tuple(_resourced(a, b) for a, b in both if _grounds(a) != _grounds(b)),
        sources=tuple(_sources(old.sources, new.sources)),
        vocabulary=tuple(
            _vocabulary(a, b)
            for a, b in both
            if (a.indicators, a.not_in) != (b.indicators, b.not_in)
        ),
    )


def _name(edition: Framework) -> EditionName:
    return EditionName(
        ref=edition.ref,
        revision=edition.revision,
        title=edition.title,
        identity_digest=edition.identity_digest,
        vocabulary_digest=edition.vocabulary_digest,
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


def _is_reordered(
    old: Sequence[Item | Source], new: Sequence[Item | Source], *, but: Collection[str] = ()
) -> bool:
    before, after = (
        [entry.id for entry in entries if entry.id not in but] for entries in (old, new)
    )
    return [i for i in before if i in after] != [i for i in after if i in before]


def _texts(old: Item, new: Item) -> Iterator[TextChange]:
    if old.label != new.label:
        yield TextChange(part="label", old=old.label, new=new.label)
    if old.alt_labels != new.alt_labels:
        before, after = ("; ".join(i.alt_labels) or None for i in (old, new))
        yield TextChange(part="alt_labels", old=before, new=after)
    if old.definition != new.definition:
        yield TextChange(part="definition", old=old.definition, new=new.definition)
    if old.note != new.note:
        yield TextChange(part="note", old=old.note, new=new.note)


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
    before, after = (_by_phrase(item.indicators) for item in (old, new))
    return VocabularyChange(
        id=new.id,
        label=new.label,
        added=_only(tuple(after), tuple(before)),
        removed=_only(tuple(before), tuple(after)),
        changed=tuple(p for p in after if p in before and before[p] != after[p]),
        not_in_added=_only(new.not_in, old.not_in),
        not_in_removed=_only(old.not_in, new.not_in),
    )


def _by_phrase(indicators: Sequence[Indicator]) -> dict[str, tuple[Indicator, ...]]:
    phrases = dict.fromkeys(indicator.phrase for indicator in indicators)
    return {p: tuple(i for i in indicators if i.phrase == p) for p in phrases}


def _only(these: Sequence[T], those: Sequence[T]) -> tuple[T, ...]:
    return tuple(this for this in these if this not in those)


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)

"""What changed between two editions: every difference that moves a digest is named."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from swcompetence.model import Framework, FrameworkRef, Item, Model


class DiffSection(StrEnum):
    """What a difference is about, the weightiest first; the values are public JSON."""

    CHANGELOG = "changelog"
    """A line of the changelog that only the new edition has."""
    ADDED = "added"
    """An item that only the new edition has."""
    REMOVED = "removed"
    """An item that only the old edition has."""
    DEPRECATED = "deprecated"
    """An item that went out of use, or came back."""
    MOVED = "moved"
    """An item with another parent or level."""
    ORDER = "order"
    """The items that both have, and that did not move, stand in another order."""
    WORDING = "wording"
    MARKS = "marks"
    GROUNDS = "grounds"
    """What an item rests on."""
    SOURCES = "sources"
    """Of the edition."""
    VOCABULARY = "vocabulary"
    ANCHORS = "anchors"
    FACTS = "facts"
    """About the edition as a whole."""


ITEM_SECTIONS = {
    part: section
    for section, parts in (
        (DiffSection.DEPRECATED, ("deprecated",)),
        (DiffSection.MOVED, ("level", "parent")),
        (DiffSection.WORDING, ("label", "alt_labels", "definition", "note")),
        (DiffSection.MARKS, ("own", "kerntaak", "related")),
        (DiffSection.GROUNDS, ("provenance", "sources", "legal_basis")),
        (DiffSection.VOCABULARY, ("indicators", "not_in")),
    )
    for part in parts
}
"""Field of an item -> what its difference is about."""
_FACTS = (
    "title about publisher status completeness missing valid_from valid_until last_checked_on"
    " licence levels mapping_level purpose"
).split()
EDITION_SECTIONS = {
    "sources": DiffSection.SOURCES,
    "anchors": DiffSection.ANCHORS,
    **dict.fromkeys(_FACTS, DiffSection.FACTS),
}
"""Field of an edition -> what its difference is about."""
_IDENTITY = frozenset(
    {
        *(DiffSection.ADDED, DiffSection.REMOVED, DiffSection.DEPRECATED, DiffSection.MOVED),
        *(DiffSection.ORDER, "label", "levels", "mapping_level"),
    }
)
"""Sections and parts that are about ids, labels or tree (digest A)."""
_NO_RESULT = frozenset({DiffSection.CHANGELOG, DiffSection.FACTS})
"""Sections on which no result rests, a correctable fact aside."""
_CORRECTABLE_FACT = "purpose"


class EditionName(Model):
    """An edition as a diff names it."""

    ref: FrameworkRef
    revision: int
    title: str
    identity_digest: str
    vocabulary_digest: str


class Difference(Model):
    """One thing that differs."""

    section: DiffSection
    id: str = ""
    """The item; empty for a difference of the edition itself."""
    label: str = ""
    """Of the item, in the newest edition that has it."""
    part: str
    """Field of the item or edition, such as `definition` or `deprecated.why`."""
    old: str | None = None
    """None where only the new edition has it. Of several values each has a row, unless only their
    order differs; then all stand in one row, with `; ` between them."""
    new: str | None = None
    """None where only the old edition has it."""


class EditionDiff(Model):
    """Two editions side by side; equal editions give an empty diff."""

    old: EditionName
    new: EditionName
    differences: tuple[Difference, ...]
    """By section; within it in the order of the new edition."""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing differs but perhaps version, revision and changelog."""
        return all(row.section is DiffSection.CHANGELOG for row in self.differences)

    @property
    def changes_identity(self) -> bool:
        """Say whether ids, labels or tree differ (digest A), which asks for a new version."""
        return any({row.section, row.part} & _IDENTITY for row in self.differences)

    @property
    def is_correction(self) -> bool:
        """Say whether the same items rest on other words (digest B): a new revision is enough."""
        return not self.changes_identity and any(
            row.section not in _NO_RESULT or row.part == _CORRECTABLE_FACT
            for row in self.differences
        )


def diff_editions(old: Framework, new: Framework) -> EditionDiff:
    """Compare two editions item by item, by id, in the order of the new edition."""
    order = list(DiffSection)
    rows = sorted(_differences(old, new), key=lambda row: order.index(row.section))
    return EditionDiff(
        old=EditionName.model_validate(old, from_attributes=True),
        new=EditionName.model_validate(new, from_attributes=True),
        differences=tuple(rows),
    )


def _differences(old: Framework, new: Framework) -> Iterator[Difference]:
    for change in new.changelog:
        if change not in old.changelog:
            text = f"{change.date}: {change.note}"
            yield Difference(section=DiffSection.CHANGELOG, part="changelog", new=text)
    yield from _item_differences(old, new)
    for part, section in EDITION_SECTIONS.items():
        values = [getattr(edition, part) for edition in (old, new)]
        if part == "sources":  # whose order means nothing
            values = [tuple(sorted(sources, key=lambda source: source.id)) for sources in values]
        yield from _changes(section, None, part, *values)


def _item_differences(old: Framework, new: Framework) -> Iterator[Difference]:
    stayed = []
    for item in new.items:
        before = old.item(item.id) if old.has_item(item.id) else None
        if before is None:
            for part in ("level", "parent"):
                yield from _changes(DiffSection.ADDED, item, part, None, getattr(item, part))
            continue
        for part, section in ITEM_SECTIONS.items():
            yield from _changes(section, item, part, getattr(before, part), getattr(item, part))
        if (before.parent, before.level) == (item.parent, item.level):
            stayed.append(item.id)
    for item in old.items:
        if not new.has_item(item.id):
            for part in ("level", "parent", "deprecated"):
                yield from _changes(DiffSection.REMOVED, item, part, getattr(item, part), None)
    order = tuple(item.id for item in old.items if item.id in stayed)
    yield from _changes(DiffSection.ORDER, None, "items", order, tuple(stayed))


def _changes(
    section: DiffSection, item: Item | None, part: str, old: object, new: object
) -> Iterator[Difference]:
    """Compare two values: field by field, or element by element, where they have any."""
    old, new = (None if value == () else value for value in (old, new))
    if old == new:
        return
    for value in (old, new):
        if isinstance(value, Model):
            for field in type(value).model_fields:
                before, after = getattr(old, field, None), getattr(new, field, None)
                yield from _changes(section, item, f"{part}.{field}", before, after)
            return
    pairs = [(old, new)]
    if isinstance(old, tuple) or isinstance(new, tuple):
        before, after = _by_key(old), _by_key(new)
        pairs = [
            (before.get(key), after.get(key))
            for key in dict.fromkeys((*before, *after))
            if before.get(key) != after.get(key)
        ] or pairs  # the same elements, in another order
    name = {"id": item.id, "label": item.label} if item else {}
    for was, now in pairs:
        yield Difference(section=section, part=part, old=_text(was), new=_text(now), **name)


def _by_key(elements: object) -> dict[object, tuple[object, ...]]:
    """Group elements by what stays the same where the rest of them changes."""
    groups: dict[object, tuple[object, ...]] = {}
    for element in elements if isinstance(elements, tuple) else ():
        key = getattr(element, "phrase", None) or getattr(element, "id", element)
        groups[key] = (*groups.get(key, ()), element)
    return groups


def _text(value: object) -> str | None:
    """Give a value as text; of a field that is on, or that holds several, the name too."""
    if isinstance(value, Model):
        pieces: list[object] = []
        for name, fact in value.model_dump(mode="json", exclude_defaults=True).items():
            pieces += [name, *fact] if isinstance(fact, list) else [name if fact is True else fact]
        return ", ".join(map(str, pieces))
    if isinstance(value, tuple):
        return "; ".join(map(str, map(_text, value)))
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return None if value is None else str(value)

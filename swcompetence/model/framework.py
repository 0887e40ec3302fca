"""A competency framework: one published edition, its tree of items, its sources and vocabulary."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from swcompetence.errors import DuplicateFrameworkError, UnknownItemError
from swcompetence.model.base import NOTHING_FITS, FrameworkRef, ItemRef, Model, Row, facts, row_of
from swcompetence.model.indicator import BUILT, Indicator
from swcompetence.model.phrase import parse_phrase
from swcompetence.model.sourcing import (
    SLUG,
    Change,
    LegalFact,
    Licence,
    Provenance,
    Source,
    SourceUse,
)

OWN_MARK = "+eigen"
"""Ends the version of an edition that somebody copied to correct it."""


class EditionStatus(StrEnum):
    """Where an edition stands in its life."""

    DRAFT = "draft"
    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Completeness(StrEnum):
    """Whether an edition holds the whole framework."""

    COMPLETE = "complete"
    PARTIAL = "partial"


class Purpose(StrEnum):
    """What a programme is measured for."""

    COVER = "cover"
    """A programme is read for every item; one that is not found is a question to its board."""
    COMPARE = "compare"
    """The items are alternatives to compare, such as work fields; a missing one is no gap."""


_NEVER_VALID = {EditionStatus.DRAFT: ", ontwerp", EditionStatus.WITHDRAWN: ", ingetrokken"}


class Deprecation(Model):
    """Why an item is no longer used, and what took its place."""

    since: str
    why: str
    replaced_by: tuple[str, ...] = ()


class CoreTask(Model):
    """What says that an item is a core task (kerntaak) of the social service."""

    sources: tuple[SourceUse, ...] = Field(min_length=1)
    """The law, job texts or measurement that say so."""
    note: str | None = None


class Anchors(Model):
    """Wordings that place a sheet's theme in a practice; false friends stand in `not_near`."""

    ocmw: tuple[Indicator, ...] = ()
    """The sheet speaks of the OCMW: its services, its Sociaal Huis, its social service."""
    local_government: tuple[Indicator, ...] = ()
    """The sheet speaks of the municipality or local government, without the OCMW."""


class Item(Model):
    """One item of a framework: a competence, theme, cluster, bouwsteen or gedragsindicator."""

    id: str = Field(pattern=SLUG)
    parent: str | None = None
    level: str
    """One of the edition's `levels`."""
    label: str
    alt_labels: tuple[str, ...] = ()
    definition: str | None = None
    provenance: Provenance
    sources: tuple[SourceUse, ...] = ()
    legal_basis: tuple[LegalFact, ...] = ()
    note: str | None = None
    indicators: tuple[Indicator, ...] = ()
    not_in: tuple[str, ...] = ()
    """Phrases in which the item's words have another sense; a match inside them is ignored."""
    own: bool = False
    """The item belongs to the OCMW by its nature: whoever teaches it, teaches OCMW practice.

    It holds for everything below the item; a part may be own where the whole is not.
    """
    kerntaak: CoreTask | None = None
    """The item is a core task of the social service; None where no source that was read says so."""
    related: tuple[str, ...] = ()
    """Ids of items whose courses are a fair place for this one too; each names the other."""
    deprecated: Deprecation | None = None

    @field_validator("not_in")
    @classmethod
    def _readable(cls, phrases: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        for phrase in phrases if info.context != BUILT else ():
            parse_phrase(phrase)
        return phrases


_IDENTITY = {"id", "parent", "level", "label", "deprecated"}
"""What an item is; everything else about it may be corrected."""


class Framework(Model):
    """One published edition of a framework."""

    schema_version: Literal[1] = 1
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    version: str = Field(pattern=r"^[^\s:@]+$")
    """The publisher's edition."""
    revision: int = Field(ge=1)
    """Our transcription of that edition."""
    title: str
    about: str
    """What it is, where it comes from and what it is not."""
    publisher: str
    status: EditionStatus
    completeness: Completeness = Completeness.COMPLETE
    missing: str | None = None
    """For a partial edition: what is missing and why."""
    valid_from: dt.date
    valid_until: dt.date | None = None
    last_checked_on: dt.date
    licence: Licence
    levels: tuple[str, ...] = Field(min_length=1)
    """Level names from top to bottom."""
    mapping_level: str
    """The level that courses are linked to; deeper items lend it their evidence."""
    purpose: Purpose = Purpose.COVER
    sources: tuple[Source, ...]
    changelog: tuple[Change, ...] = Field(min_length=1)
    anchors: Anchors = Anchors()
    """With which a sheet places a theme in OCMW practice or in local government."""
    items: tuple[Item, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        problems = [
            *_tree_problems(self.items, self.levels, self.mapping_level),
            *_source_problems(self.items, self.sources),
        ]
        if (self.completeness is Completeness.PARTIAL) != (self.missing is not None):
            problems.append("‘missing’ hoort bij een onvolledige editie, en alleen daar")
        if self.valid_until is not None and self.valid_until < self.valid_from:
            problems.append("valid_until ligt voor valid_from")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def ref(self) -> FrameworkRef:
        """The full reference, `id@version`."""
        return FrameworkRef(f"{self.id}@{self.version}")

    @cached_property
    def _items_by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def _children_by_id(self) -> dict[str | None, tuple[Item, ...]]:
        children: dict[str | None, list[Item]] = {}
        for item in self.items:
            children.setdefault(item.parent, []).append(item)
        return {parent: tuple(items) for parent, items in children.items()}

    def item(self, item_id: str) -> Item:
        """Give the item with this id.

        Raises:
            UnknownItemError: there is none; names the nearest ids.
        """
        try:
            return self._items_by_id[item_id]
        except KeyError:
            near = [known for known in self._items_by_id if item_id.casefold() in known]
            raise UnknownItemError(self.ref, item_id, near[:3]) from None

    def has_item(self, item_id: str) -> bool:
        """Say whether the edition has this item."""
        return item_id in self._items_by_id

    def children(self, item_id: str | None) -> tuple[Item, ...]:
        """Give the items directly below an item; `None` gives the top of the tree."""
        return self._children_by_id.get(item_id, ())

    def descendants(self, item_id: str) -> tuple[Item, ...]:
        """Give all items below an item, parents first."""
        below: list[Item] = []
        waiting = [*reversed(self.children(item_id))]
        while waiting:
            below.append(item := waiting.pop())
            waiting += reversed(self.children(item.id))
        return tuple(below)

    @cached_property
    def mapping_items(self) -> tuple[Item, ...]:
        """The items that courses are linked to, in the order of the file."""
        return tuple(
            i for i in self.items if i.level == self.mapping_level and i.deprecated is None
        )

    @cached_property
    def is_bare(self) -> bool:
        """Whether items are known by their own words: none has indicators, or some are only lent.

        In a framework with lent indicators, an item that got one of its own is known by indicators.
        """
        indicators = [indicator for item in self.items for indicator in item.indicators]
        return not indicators or any(indicator.lent_from for indicator in indicators)

    def group(self, item: Item) -> Item | None:
        """Give the top item that an item stands under (its cluster), None for a top item."""
        top = item
        while top.parent is not None:
            top = self.item(top.parent)
        return None if top is item else top

    def item_ref(self, item: Item) -> ItemRef:
        """Give the reference of an item, `framework:item`."""
        return ItemRef.of(self.id, item.id)

    def to_rows(self) -> list[Row]:
        """Give a flat row for each item."""
        return [
            row_of(
                framework=self.id,
                **facts(self, "version revision"),
                item=self.item_ref(item),
                parent=item.parent and self.item_ref(self.item(item.parent)),
                level=item.level,
                is_mapping_level=item.level == self.mapping_level,
                **facts(item, "label alt_labels definition note provenance"),
                sources=[use.source for use in item.sources],
                indicators=[indicator.phrase for indicator in item.indicators],
                own=item.own,
                kerntaak=item.kerntaak is not None,
                deprecated_since=item.deprecated and item.deprecated.since,
            )
            for item in self.items
        ]

    @cached_property
    def identity_digest(self) -> str:
        """Digest A, over ids, labels and tree: another one is another version."""
        return _digest(
            {
                "id": self.id,
                "version": self.version,
                "levels": self.levels,
                "mapping_level": self.mapping_level,
                **self.model_dump(mode="json", include={"items": {"__all__": _IDENTITY}}),
            }
        )

    @cached_property
    def vocabulary_digest(self) -> str:
        """Digest B, over everything else that a result rests on: it may be corrected."""
        return _digest(
            {
                "purpose": self.purpose,
                "anchors": self.anchors.model_dump(mode="json"),
                "sources": sorted(source.model_dump_json() for source in self.sources),
                **self.model_dump(
                    mode="json",
                    include={"items"},
                    exclude={"items": {"__all__": _IDENTITY - {"id"}}},
                ),
            }
        )


def choose_edition(editions: Iterable[Framework], *, on: dt.date | None = None) -> Framework | None:
    """Give the newest edition that is current, or that is valid on a day; None if none is."""
    fitting = (
        edition
        for edition in editions
        if (edition.status is EditionStatus.CURRENT if on is None else is_valid(edition, on))
    )
    return max(
        fitting,
        key=lambda edition: (
            edition.valid_from,
            edition.status is EditionStatus.CURRENT,
            edition.version,
        ),
        default=None,
    )


def is_valid(edition: Framework, day: dt.date) -> bool:
    """Say whether an edition is valid on a day; a draft or a withdrawn edition never is."""
    ends = edition.valid_until or dt.date.max
    return edition.status not in _NEVER_VALID and edition.valid_from <= day <= ends


def dated(edition: Framework) -> str:
    """Name an edition with the days between which it is valid, in Dutch."""
    until = f" tot en met {edition.valid_until}" if edition.valid_until else ""
    state = _NEVER_VALID.get(edition.status, "")
    return f"{edition.ref} (vanaf {edition.valid_from}{until}{state})"


def successors(edition: Framework, item: str) -> tuple[str, ...]:
    """Follow `replaced_by` until items that courses are linked to, each once; none: no successor.

    Args:
        edition: the newer edition, which knows what became of retired items.
        item: the id of an item of this edition or an older one.
    """
    linked = {mapped.id for mapped in edition.mapping_items}
    heirs: dict[str, None] = {}
    waiting = [item]
    for name in waiting:
        if name in heirs or not edition.has_item(name):
            continue
        heirs[name] = None
        gone = edition.item(name).deprecated
        waiting += gone.replaced_by if gone else ()
    return tuple(name for name in heirs if name in linked)


def refuse_doubles(frameworks: Iterable[Framework]) -> None:
    """Refuse two editions of one framework side by side: their links would be one.

    Raises:
        DuplicateFrameworkError: names both editions.
    """
    refs: dict[str, str] = {}
    for edition in frameworks:
        if edition.id in refs:
            raise DuplicateFrameworkError(edition.id, [refs[edition.id], edition.ref])
        refs[edition.id] = edition.ref


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _tree_problems(
    items: tuple[Item, ...], levels: tuple[str, ...], mapping_level: str
) -> list[str]:
    problems: list[str] = []
    by_id: dict[str, Item] = {}
    if mapping_level not in levels:
        problems.append(f"mapping_level ‘{mapping_level}’ is geen van de niveaus {list(levels)}")
    for item in items:
        if item.id == NOTHING_FITS:
            problems.append(f"item-id ‘{item.id}’ is voorbehouden voor ‘niets past’")
        if item.id in by_id:
            problems.append(f"item-id ‘{item.id}’ komt twee keer voor")
        if item.level not in levels:
            problems.append(f"{item.id}: niveau ‘{item.level}’ is geen van {list(levels)}")
        parent = by_id.get(item.parent) if item.parent else None
        if item.parent and parent is None:
            problems.append(f"{item.id}: ouder ‘{item.parent}’ ontbreekt of staat verderop")
        known = parent is not None and {parent.level, item.level} <= set(levels)
        if parent and known and levels.index(parent.level) >= levels.index(item.level):
            problems.append(f"{item.id}: staat niet dieper dan zijn ouder {parent.id}")
        by_id[item.id] = item
    for item in items:
        gone = item.deprecated.replaced_by if item.deprecated else ()
        problems += [f"{item.id}: replaced_by ‘{n}’ bestaat niet" for n in gone if n not in by_id]
        strays = (name for name in item.related if name not in by_id)
        problems += [f"{item.id}: related ‘{name}’ bestaat niet" for name in strays]
        if item.id in item.related:
            problems.append(f"{item.id}: related noemt het item zelf")
    return problems


def _source_problems(items: tuple[Item, ...], sources: tuple[Source, ...]) -> list[str]:
    ids = Counter(source.id for source in sources)
    problems = [f"bron-id ‘{i}’ komt twee keer voor" for i, n in sorted(ids.items()) if n > 1]
    for item in items:
        used = [use.source for use in item.sources]
        used += [use.source for use in (item.kerntaak.sources if item.kerntaak else ())]
        used += [fact.source for fact in item.legal_basis if fact.source]
        problems += [f"{item.id}: bron ‘{u}’ staat niet in sources" for u in used if u not in ids]
        if item.provenance is not Provenance.UNVERIFIED and not item.sources:
            problems.append(f"{item.id}: zonder bron kan provenance alleen ‘unverified’ zijn")
        problems += [
            f"{item.id}: wettelijk feit zonder bron moet ‘unverified’ zijn"
            for fact in item.legal_basis
            if fact.source is None and fact.provenance is not Provenance.UNVERIFIED
        ]
    return problems

"""Judges a CASE 1.1 package as we write it: by its schema, and whether its parts fit together.

CASE is Competencies and Academic Standards Exchange, https://www.1edtech.org/standards/case. The
rules are those of the JSON binding of the CASE 1.1 service (final release, 24 January 2025), which
refuses unknown keys and nulls, and of the types behind it (NormalizedString: one line). It does not
look at links; we do: two parts never share an identifier, a link to a part of the package names it
by its own URI, and the tree stays inside the package without a circle. This judges what we write;
what others write is read more loosely (`received`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, JsonValue, model_validator

from swcompetence.exchange.case.terms import ASSOCIATION_TYPES, CHILD, case_name, circle
from swcompetence.model import Model

_TYPE = rf"^({'|'.join(ASSOCIATION_TYPES)}|ext:[A-Za-z0-9._-]+)$"
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def _date(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(f"‘{text}’ is geen datum van de vorm 2026-11-22")
    dt.date.fromisoformat(text)
    return text


def _moment(text: str) -> str:
    if not _MOMENT.fullmatch(text):
        raise ValueError(f"‘{text}’ is geen tijdstip van de vorm 2026-11-22T00:00:00Z")
    dt.datetime.fromisoformat(text[:19])
    return text


def _uri(text: str) -> str:
    if not _URI.fullmatch(text):
        raise ValueError(f"‘{text}’ is geen volledige URI")
    return text


def _line(text: str) -> str:
    if re.search(r"[\t\r\n]", text):
        raise ValueError("hier past maar één regel")
    return text


Date = Annotated[str, AfterValidator(_date)]
Moment = Annotated[str, AfterValidator(_moment)]
"""A date and time with a time zone."""
Uri = Annotated[str, AfterValidator(_uri)]
"""A full URI; it need not lead to a page."""
Line = Annotated[str, AfterValidator(_line)]
"""NormalizedString of CASE."""
Uuid = Annotated[
    str, Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
]
"""Lower case with the variant of RFC 4122; CASE 1.0 allowed capitals."""


class CasePart(Model):
    """A part of a package: unknown keys and nulls are refused, numbers are no texts."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        alias_generator=case_name,
        protected_namespaces=(),
    )

    @model_validator(mode="after")
    def _without_nulls(self) -> Self:
        empty = sorted(name for name in self.model_fields_set if getattr(self, name) is None)
        if empty:
            keys = ", ".join(case_name(name) for name in empty)
            raise ValueError(f"null mag niet in CASE 1.1; laat deze sleutels weg: {keys}")
        return self


class CaseLink(CasePart):
    """A link to another part, by its UUID."""

    title: Line
    identifier: Uuid
    uri: Uri


class GenLink(CasePart):
    """An end of an association; outside CASE its identifier need not be a UUID."""

    title: Line
    identifier: str
    uri: Uri
    target_type: Line | None = Field(default=None, pattern=r"^(CASE|ext:[A-Za-z0-9._-]+)$")


class Identified(CasePart):
    """What every part has that can be linked to."""

    identifier: Uuid
    uri: Uri
    last_change_date_time: Moment
    extensions: dict[str, JsonValue] | None = None


class CaseLicence(Identified):
    """A CFLicense."""

    title: Line
    license_text: str
    description: str | None = None


class ItemType(Identified):
    """A CFItemType; CASE 1.0 did not ask for a description."""

    title: Line
    description: str
    hierarchy_code: Line
    type_code: Line | None = None


class AssociationGrouping(Identified):
    """A CFAssociationGrouping."""

    title: Line
    description: str | None = None


class Definitions(CasePart):
    """CFDefinitions."""

    cf_licenses: tuple[CaseLicence, ...] | None = None
    cf_item_types: tuple[ItemType, ...] | None = None
    cf_association_groupings: tuple[AssociationGrouping, ...] | None = None

    @property
    def parts(self) -> tuple[Identified, ...]:
        """All definitions, whatever their kind."""
        return (
            *(self.cf_licenses or ()),
            *(self.cf_item_types or ()),
            *(self.cf_association_groupings or ()),
        )


class Document(Identified):
    """A CFDocument: one edition of a framework."""

    case_version: Literal["1.1"] | None = None
    creator: Line
    title: Line
    publisher: Line | None = None
    description: str | None = None
    language: str | None = None
    version: Line | None = None
    adoption_status: Line | None = None
    """CASE leaves the words free; OpenSALT knows Private Draft, Draft, Adopted and Deprecated."""
    status_start_date: Date | None = None
    status_end_date: Date | None = None
    license_uri: CaseLink | None = None
    notes: str | None = None


class CaseItem(Identified):
    """A CFItem."""

    full_statement: str
    cf_item_type: Line | None = None
    human_coding_scheme: Line | None = None
    abbreviated_statement: Line | None = None
    concept_keywords: tuple[Line, ...] | None = None
    notes: str | None = None
    language: str | None = None
    cf_item_type_uri: CaseLink | None = None
    license_uri: CaseLink | None = None
    status_start_date: Date | None = None
    status_end_date: Date | None = None


class Association(Identified):
    """A CFAssociation; read it as origin - type - destination."""

    association_type: str = Field(pattern=_TYPE)
    sequence_number: int | None = Field(default=None, ge=-(2**31), lt=2**31)
    origin_node_uri: GenLink
    destination_node_uri: GenLink
    cf_association_grouping_uri: CaseLink | None = None
    notes: str | None = None


class Package(CasePart):
    """A CFPackage: a document with its items, associations and definitions."""

    cf_document: Document
    cf_items: tuple[CaseItem, ...] = ()
    cf_associations: tuple[Association, ...] = ()
    cf_definitions: Definitions = Definitions()

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        count = Counter(part.identifier for part in self.parts)
        problems = [
            *(f"identifier {name} komt {n} keer voor" for name, n in count.items() if n > 1),
            *_bent_links(self),
            *_loose_ends(self),
            *circle(
                (link.origin_node_uri.identifier, link.destination_node_uri.identifier)
                for link in self.cf_associations
                if link.association_type == CHILD
            ),
        ]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def parts(self) -> tuple[Identified, ...]:
        """Everything in the package that has an identifier."""
        return (self.cf_document, *self.cf_items, *self.cf_associations, *self.cf_definitions.parts)


def _bent_links(package: Package) -> Iterator[str]:
    """Find links that name a part of the package by another URI than its own."""
    uris = {part.identifier: part.uri for part in package.parts}
    for where, link in _links(package):
        if uris.get(link.identifier, link.uri) != link.uri:
            yield f"{where}: {link.uri} is niet de uri van {link.identifier}"


def _links(package: Package) -> Iterator[tuple[str, CaseLink | GenLink]]:
    for item in package.cf_items:
        for link in (item.cf_item_type_uri, item.license_uri):
            if link is not None:
                yield f"item {item.identifier}", link
    for association in package.cf_associations:
        for end in (association.origin_node_uri, association.destination_node_uri):
            yield f"associatie {association.identifier}", end
    if package.cf_document.license_uri is not None:
        yield "CFDocument", package.cf_document.license_uri


def _loose_ends(package: Package) -> Iterator[str]:
    """Find ends of associations that ought to be in the package and are not.

    The tree has both ends in the package. Another end may lead to another package, but not to a
    part of this document that does not exist.
    """
    items = {item.identifier for item in package.cf_items}
    inside = items | {package.cf_document.identifier}
    for association in package.cf_associations:
        where = f"associatie {association.identifier}"
        origin, destination = association.origin_node_uri, association.destination_node_uri
        is_tree = association.association_type == CHILD
        if is_tree and origin.identifier not in items:
            yield f"{where}: kind {origin.identifier} ontbreekt"
        if is_tree and destination.identifier not in inside:
            yield f"{where}: ouder {destination.identifier} ontbreekt"
        for end in () if is_tree else (origin, destination):
            is_ours = end.uri.startswith(f"{package.cf_document.uri}/")
            if is_ours and end.identifier not in inside:
                yield f"{where}: {end.uri} ontbreekt"

"""A CASE 1.1 package: what its schema asks, and that its parts fit together.

The published schema does not look at links; we do: two parts never share an identifier, a link to
a part of the package names it by its own URI, and the tree stays inside the package without a
circle. The same model judges what we write and what we read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Literal, Self

from pydantic import Field, JsonValue, model_validator

from swcompetence.exchange.case.base import (
    CasePart,
    Date,
    GenLink,
    Identified,
    Line,
    Link,
    Uri,
)
from swcompetence.exchange.case.definitions import Definitions, Rubric

CHILD = "isChildOf"
REPLACED = "replacedBy"
ASSOCIATION_TYPES = (
    CHILD, "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", REPLACED,
    "exemplar", "hasSkillLevel", "isTranslationOf",
)  # fmt: skip
"""The words of CASE 1.1; 1.0 has no `isTranslationOf` and no `ext:` types of one's own."""
_TYPE = rf"^({'|'.join(ASSOCIATION_TYPES)}|ext:[A-Za-z0-9._-]+)$"


class Document(Identified):
    """A CFDocument: one edition of a framework."""

    framework_type: Line | None = None
    case_version: Literal["1.1"] | None = None
    creator: Line
    title: Line
    official_source_url: Uri | None = None
    publisher: Line | None = None
    description: str | None = None
    subject: tuple[Line, ...] | None = None
    subject_uri: tuple[Link, ...] | None = None
    language: str | None = None
    version: Line | None = None
    adoption_status: Line | None = None
    """CASE leaves the words free; OpenSALT knows Private Draft, Draft, Adopted and Deprecated."""
    status_start_date: Date | None = None
    status_end_date: Date | None = None
    license_uri: Link | None = None
    notes: str | None = None


class Item(Identified):
    """A CFItem."""

    full_statement: str
    alternative_label: Line | None = None
    cf_item_type: Line | None = None
    human_coding_scheme: Line | None = None
    list_enumeration: Line | None = None
    abbreviated_statement: Line | None = None
    concept_keywords: tuple[Line, ...] | None = None
    concept_keywords_uri: Link | None = None
    notes: str | None = None
    subject: tuple[Line, ...] | None = None
    subject_uri: tuple[Link, ...] | None = None
    language: str | None = None
    education_level: tuple[Line, ...] | None = None
    cf_item_type_uri: Link | None = None
    license_uri: Link | None = None
    status_start_date: Date | None = None
    status_end_date: Date | None = None


class Association(Identified):
    """A CFAssociation; read it as origin - type - destination."""

    association_type: str = Field(pattern=_TYPE)
    sequence_number: int | None = Field(default=None, ge=-(2**31), lt=2**31)
    origin_node_uri: GenLink
    destination_node_uri: GenLink
    cf_association_grouping_uri: Link | None = None
    notes: str | None = None


class Package(CasePart):
    """A CFPackage: a document with its items, associations and definitions."""

    cf_document: Document
    cf_items: tuple[Item, ...] = ()
    cf_associations: tuple[Association, ...] = ()
    cf_definitions: Definitions = Definitions()
    cf_rubrics: tuple[Rubric, ...] = ()
    extensions: dict[str, JsonValue] | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        problems = [
            *_doubles(self.parts),
            *_bent_links(self),
            *_loose_ends(self),
            *_circle(self.cf_associations),
        ]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def parts(self) -> tuple[Identified, ...]:
        """Everything in the package that has an identifier, except rubrics."""
        return (
            self.cf_document,
            *self.cf_items,
            *self.cf_associations,
            *self.cf_definitions.parts,
        )


def _doubles(parts: tuple[Identified, ...]) -> Iterator[str]:
    count = Counter(part.identifier for part in parts)
    yield from (f"identifier {one} komt {n} keer voor" for one, n in count.items() if n > 1)


def _bent_links(package: Package) -> Iterator[str]:
    """Find links that name a part of the package by another URI than its own."""
    own = {part.identifier: part.uri for part in package.parts}
    for where, link in _links(package):
        if own.get(link.identifier, link.uri) != link.uri:
            yield f"{where}: {link.uri} is niet de uri van {link.identifier}"


def _links(package: Package) -> Iterator[tuple[str, Link | GenLink]]:
    for item in package.cf_items:
        for link in (item.cf_item_type_uri, item.license_uri, item.concept_keywords_uri):
            if link is not None:
                yield f"item {item.identifier}", link
    for one in package.cf_associations:
        for end in (one.origin_node_uri, one.destination_node_uri):
            yield f"associatie {one.identifier}", end
    if package.cf_document.license_uri is not None:
        yield "CFDocument", package.cf_document.license_uri


def _loose_ends(package: Package) -> Iterator[str]:
    """Find ends of associations that ought to be in the package and are not.

    The tree has both ends in the package. Another end may lead to another package, but not to a
    part of this document that does not exist.
    """
    items = {item.identifier for item in package.cf_items}
    inside = items | {package.cf_document.identifier}
    for one in package.cf_associations:
        origin, destination = one.origin_node_uri, one.destination_node_uri
        is_tree = one.association_type == CHILD
        if is_tree and origin.identifier not in items:
            yield f"associatie {one.identifier}: kind {origin.identifier} ontbreekt"
        if is_tree and destination.identifier not in inside:
            yield f"associatie {one.identifier}: ouder {destination.identifier} ontbreekt"
        for end in () if is_tree else (origin, destination):
            is_ours = end.uri.startswith(f"{package.cf_document.uri}/")
            if is_ours and end.identifier not in inside:
                yield f"associatie {one.identifier}: {end.uri} ontbreekt"


def _circle(associations: tuple[Association, ...]) -> Iterator[str]:
    tree: TopologicalSorter[str] = TopologicalSorter()
    for one in associations:
        if one.association_type == CHILD:
            tree.add(one.origin_node_uri.identifier, one.destination_node_uri.identifier)
    try:
        tree.prepare()
    except CycleError as error:
        yield f"de boom loopt in een kring: {' > '.join(error.args[1])}"

"""A CASE package as any registry serves it: what an edition is made of, and no more.

Writing is strict, reading is not. Parts belong together by their identifiers alone,
since a registry gives every part an address of its own. What an edition has no place for is only
counted, whatever it holds; a text may be a number, stand over two lines or be the only one of a
list, a moment may lack its zone. Only what leaves no meaning is refused.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from contextlib import suppress
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, ConfigDict, model_validator

from swcompetence.exchange.case.terms import (
    ASSOCIATION_TYPES,
    CHILD,
    EXTENSION,
    REPLACED,
    Json,
    case_name,
    circle,
)
from swcompetence.exchange.exported import legible
from swcompetence.model import Model

_TYPE_BY_LETTERS = {name.casefold(): name for name in ASSOCIATION_TYPES}
_LINE_BREAK = re.compile(r"\s*[\t\r\n]\s*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_OF_THE_REGISTRY = frozenset({
    "identifier", "uri", "lastChangeDateTime", "caseVersion", "CFDocumentURI", "CFPackageURI",
    "CFItemTypeURI", "extensions",
})  # fmt: skip
"""Keys that say where a part stands in a registry, for which an edition has no use, and the one
whose content is counted apart."""
_READ_DEFINITIONS = frozenset({"CFLicenses", "CFItemTypes", "CFAssociationGroupings"})
_DAYS = frozenset({"statusStartDate", "statusEndDate"})


def _as_text(value: object) -> object:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else value


def _as_line(value: object) -> object:
    text = _as_text(value)
    return _LINE_BREAK.sub(" ", text) if isinstance(text, str) else text


def _as_key(value: object) -> object:
    text = _as_text(value)
    return text.strip().lower() if isinstance(text, str) else text


def _as_lines(value: object) -> object:
    values = value if isinstance(value, list) else [value]
    return [line for line in values if not isinstance(line, str) or line.split()]


def _as_number(value: object) -> object:
    try:
        return int(value) if isinstance(value, str | int | float) else None
    except (ValueError, OverflowError):
        return None


def _as_day(value: object) -> dt.date | None:
    day = _DAY.match(value.strip()) if isinstance(value, str) else None
    with suppress(ValueError):
        return dt.date.fromisoformat(day[0]) if day else None
    return None


def _as_extensions(value: object) -> object:
    return value if isinstance(value, dict) else {}


Text = Annotated[str, BeforeValidator(_as_text)]
Line = Annotated[str, BeforeValidator(_as_line)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(_as_lines)]
Key = Annotated[str, BeforeValidator(_as_key)]
"""An identifier, in small letters; CASE asks for a UUID, and any text joins as well."""
Day = Annotated[dt.date | None, BeforeValidator(_as_day)]
"""The day of a date or a moment; None where it cannot be read."""


class Part(Model):
    """Something with an identifier; what is null or empty is not there."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="ignore", alias_generator=case_name)

    identifier: Key
    extensions: Annotated[Json, BeforeValidator(_as_extensions)] = {}

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: Any) -> Any:
        return _filled(data) if isinstance(data, dict) else data

    @property
    def ours(self) -> Json:
        """What stands under our own key; nothing where another program wrote the part."""
        ours = self.extensions.get(EXTENSION)
        return dict(ours) if isinstance(ours, dict) else {}


class Licence(Part):
    """A CFLicense, or the link to one."""

    title: Line = ""
    license_text: Text = ""
    description: Text | None = None


class Document(Part):
    """A CFDocument: one edition of a framework."""

    identifier: Key = ""
    uri: Line | None = None
    creator: Line | None = None
    title: Line | None = None
    official_source_url: Line | None = None
    publisher: Line | None = None
    description: Text | None = None
    language: Line | None = None
    version: Line | None = None
    adoption_status: Line | None = None
    status_start_date: Day = None
    status_end_date: Day = None
    last_change_date_time: Day = None
    license_uri: Licence | None = None
    notes: Text | None = None


class CaseItem(Part):
    """A CFItem."""

    full_statement: Text
    cf_item_type: Line | None = None
    human_coding_scheme: Line | None = None
    abbreviated_statement: Line | None = None
    concept_keywords: Lines = ()
    notes: Text | None = None
    status_end_date: Day = None


class Association(Part):
    """A CFAssociation of the tree, or one that names a successor: origin - type - destination."""

    identifier: Key = ""
    association_type: str
    sequence_number: Annotated[int | None, BeforeValidator(_as_number)] = None
    origin_node_uri: Part
    destination_node_uri: Part

    @property
    def origin(self) -> str:
        """The identifier of what it says something of."""
        return self.origin_node_uri.identifier

    @property
    def destination(self) -> str:
        """The identifier of what it leads to."""
        return self.destination_node_uri.identifier


class Received(Model):
    """A package."""

    model_config: ClassVar[ConfigDict] = ConfigDict(alias_generator=case_name)

    cf_document: Document
    cf_items: tuple[CaseItem, ...]
    cf_associations: tuple[Association, ...] = ()
    cf_licenses: tuple[Licence, ...] = ()
    item_types: tuple[str, ...] = ()
    """Titles of the CFItemTypes, in the order of the file."""
    blank: int = 0
    """Number of the items without any text, which are left out."""
    left: dict[str, int] = {}
    """Key of what an edition has no place for -> how often it says something."""
    left_associations: dict[str, int] = {}
    """Type -> number of the associations that are no part of a framework."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        count = Counter(part.identifier for part in (self.cf_document, *self.cf_items))
        problems = [
            *(f"identifier {name} komt {n} keer voor" for name, n in count.items() if n > 1),
            *circle(
                (link.origin, link.destination)
                for link in self.cf_associations
                if link.association_type == CHILD
            ),
        ]
        if problems:
            raise ValueError("; ".join(problems))
        return self


def received(data: Json) -> Received:
    """Read a package from its JSON; `CFDocument` is at its top.

    Raises:
        pydantic.ValidationError: an item without text or identifier, two with the same identifier,
            or a tree that runs in a circle; names everything that is wrong.
    """
    data = _filled(legible(data))
    definitions = data.get("CFDefinitions")
    defined = _filled(definitions) if isinstance(definitions, dict) else {}
    associations, others = _associations(data.get("CFAssociations", []))
    listed = data.get("CFItems")
    items = [_item(part) for part in listed] if isinstance(listed, list) else []
    return Received.model_validate(
        {
            "CFDocument": data["CFDocument"],
            "CFItems": [item for item in items if not _is_blank(item)],
            "blank": sum(map(_is_blank, items)),
            "CFAssociations": associations,
            "CFLicenses": _parts(defined.get("CFLicenses")),
            "itemTypes": [
                _as_line(kind["title"])
                for kind in map(_filled, _parts(defined.get("CFItemTypes")))
                if isinstance(kind.get("title"), str)
            ],
            "left": _left(data, defined),
            "leftAssociations": others,
        }
    )


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing."""
    return {
        key: value
        for key, value in data.items()
        if value not in (None, [], {}) and not (isinstance(value, str) and not value.split())
    }


def _item(part: Any) -> Any:
    """Take the type from the link to it, and the short form or the code for the statement."""
    if not isinstance(part, dict):
        return part
    link = part.get("CFItemTypeURI")
    short = _filled({key: part.get(key) for key in ("abbreviatedStatement", "humanCodingScheme")})
    elsewhere = {
        "CFItemType": link.get("title") if isinstance(link, dict) else None,
        "fullStatement": next(iter(short.values()), None),
    }
    return _filled(elsewhere) | _filled(part)


def _is_blank(item: Any) -> bool:
    return isinstance(item, dict) and "fullStatement" not in item


def _parts(value: object) -> list[dict[str, Any]]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _associations(value: Any) -> tuple[Any, Counter[str]]:
    """Give those that a framework is made of, with their type as CASE spells it; count the rest."""
    if not isinstance(value, list):
        return value, Counter()
    used: list[Any] = []
    others: Counter[str] = Counter()
    for link in value:
        said = link.get("associationType") if isinstance(link, dict) else None
        kind = str(said or "zonder type")
        kind = _TYPE_BY_LETTERS.get("".join(filter(str.isalpha, kind)).casefold(), kind)
        if kind in {CHILD, REPLACED}:
            used.append({**link, "associationType": kind})
        else:
            others[kind] += 1
    return used, others


def _left(data: dict[str, Any], defined: dict[str, Any]) -> Counter[str]:
    """Count the keys that say something and are not read."""
    document, items = [data["CFDocument"]], _parts(data.get("CFItems"))
    count = Counter(
        f"{section}{key}"
        for section, parts, keys in (
            ("", [data], _keys(Received) | {"CFDefinitions", "CFRubrics"}),
            ("CFDocument.", document, _keys(Document)),
            ("CFItems.", items, _keys(CaseItem) | {"language"}),
            ("CFDefinitions.", [defined], _READ_DEFINITIONS),
        )
        for part in parts
        for key, value in _filled(part).items()
        if (key not in keys and key not in _OF_THE_REGISTRY)
        or (key in _DAYS and _as_day(value) is None)
    )
    extended = (part.get("extensions") for part in (data, defined, *document, *items))
    count.update(
        f"extensions.{key}"
        for extensions in extended
        for key in (extensions if isinstance(extensions, dict) else ())
        if key != EXTENSION
    )
    rubrics = data.get("CFRubrics")
    return count + Counter(CFRubrics=len(rubrics) if isinstance(rubrics, list) else 0)


def _keys(kind: type[Model]) -> frozenset[str]:
    return frozenset(str(field.alias) for field in kind.model_fields.values())

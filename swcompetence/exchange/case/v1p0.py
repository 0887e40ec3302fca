"""CASE 1.0 and 1.1: one package written in the older form, and an older one read as the newer.

1.0 has no extensions, no notes at an association and no association types of one's own; it lets
identifiers have capitals, texts stand for lists, dates have hours, and any key be null.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any, Literal
from uuid import NAMESPACE_URL, uuid5

from swcompetence.exchange.case.package import (
    ASSOCIATION_TYPES,
    LONGEST_LABEL,
    Association,
    CaseItem,
    CasePart,
    Definitions,
    Document,
    Package,
    normalized_string,
)
from swcompetence.exchange.exported import left_out, times_each
from swcompetence.model import Issue, Place
from swcompetence.model.issue import info

CaseVersion = Literal["1.0", "1.1"]

_NOT_IN_1_0 = {
    "CFDocument": {"caseVersion", "frameworkType"},
    "CFItems": {"subject", "subjectURI"},
    "CFAssociations": {"notes"},
}
_UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_LISTS = {"subject", "educationLevel", "conceptKeywords", "subjectURI"}
_DAYS = {"statusStartDate", "statusEndDate"}
_SEVERAL_LINES = {"fullStatement", "description", "notes", "licenseText", "uri", "identifier"}
_LINE_BREAK = re.compile(r"\s*[\t\r\n]\s*")
_LOOSE_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<hour>\d\d:\d\d:\d\d(?:\.\d+)?))?"
    r" ?(?P<zone>Z|[+-]\d\d:?\d\d)?"
)
_WHOLE = re.compile(r"-?\d{1,9}")
_TYPE_BY_LETTERS = {name.casefold(): name for name in ASSOCIATION_TYPES}
_NAMED = {"identifier", "uri"}
_BACK_LINKS = frozenset({"CFDocumentURI", "CFPackageURI"})
"""Links from a part to its whole, which say nothing inside a package."""


def as_1_0(data: dict[str, Any]) -> tuple[dict[str, Any], list[Issue]]:
    """Write a 1.1 package as 1.0; association types of our own become `isRelatedTo`."""
    weaker: Counter[str] = Counter()
    older = _without_extensions(data)
    for section, keys in _NOT_IN_1_0.items():
        parts = older[section] if isinstance(older[section], list) else [older[section]]
        for part in parts:
            for key in keys & part.keys():
                del part[key]
    for item in older["CFItems"]:
        # Without our extension a reader shortens a long name, unless it is given as the short form.
        if len(item["fullStatement"]) > LONGEST_LABEL:
            item.setdefault("abbreviatedStatement", normalized_string(item["fullStatement"]))
    for link in older["CFAssociations"]:
        link["destinationNodeURI"].pop("targetType", None)
        if link["associationType"].startswith("ext:"):
            weaker[link["associationType"].removeprefix("ext:")] += 1
            link["associationType"] = "isRelatedTo"
    explained = sum("notes" in link for link in data["CFAssociations"])
    losses = [
        left_out(f"CASE 1.0 kent geen {kind}: {count} koppelingen staan er als isRelatedTo")
        for kind, count in sorted(weaker.items())
    ]
    if explained:
        losses.append(
            left_out(f"CASE 1.0 heeft bij {explained} koppelingen geen plaats voor het waarom")
        )
    return older, losses


def _without_extensions(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_extensions(v) for k, v in value.items() if k != "extensions"}
    return [_without_extensions(part) for part in value] if isinstance(value, list) else value


def as_1_1(data: dict[str, Any]) -> tuple[dict[str, Any], list[Issue]]:
    """Read a package of 1.0 (or one that names no version) as 1.1.

    What is mended: nulls and unknown keys are left out, capitals in identifiers lowered, single
    texts put in a list, hours cut off dates, a missing description of an item type left empty.
    Told besides: the mends of `_MENDS`, another URI in a link, and a document without an author,
    which gets its publisher. What is wrong after that is for the model to say.
    """
    dropped: Counter[str] = Counter()
    mends: Counter[str] = Counter()
    data = _mended_values("", data, mends)
    document = data["CFDocument"]
    if not document.get("creator"):
        mends["document zonder opsteller (creator)"] += 1
        document["creator"] = document.get("publisher") or "onbekend"
    definitions = data.get("CFDefinitions")
    sections = (*data.values(), *(definitions.values() if isinstance(definitions, dict) else ()))
    parts = [part for section in sections if isinstance(section, list) for part in section]
    uris = {
        str(part["identifier"]): part["uri"]
        for part in (document, *parts)
        if isinstance(part, dict) and part.keys() >= _NAMED
    }
    data = _with_uris(data, uris, mends)
    newer: dict[str, Any] = {}
    kinds: dict[str, type[CasePart]] = {
        "CFDocument": Document,
        "CFItems": CaseItem,
        "CFAssociations": Association,
        "CFDefinitions": Definitions,
    }
    for section, value in data.items():
        kind = kinds.get(section)
        if section not in _keys(Package):
            dropped[section] += 1
        elif section == "CFDefinitions":
            newer[section] = _definitions(value, dropped)
        elif kind is not None and isinstance(value, list):
            newer[section] = [_part(part, kind, section, dropped) for part in value]
        else:
            newer[section] = _part(value, kind, section, dropped) if kind else value
    issues = []
    if dropped := +dropped:
        issues.append(left_out(f"Niet overgenomen, want onbekend in CASE: {times_each(dropped)}"))
    if mends:
        text = f"Tegen de regels van CASE, bij het lezen hersteld: {times_each(mends)}."
        issues.append(info("case-mended", text, Place()))
    return newer, issues


def _mended_values(key: str, value: Any, mends: Counter[str]) -> Any:
    """Mend every value that breaks a rule and can mean one thing only, and leave out nulls."""
    if isinstance(value, dict):
        return {
            k: v if k == "extensions" else _mended_values(k, v, mends)
            for k, v in value.items()
            if v is not None
        }
    if isinstance(value, list):
        return [_mended_values("", part, mends) for part in value]
    if not isinstance(value, str):
        return value
    for kind, mend in _MENDS.items():
        if (better := mend(key, value)) != value:
            mends[kind] += 1
            return better
    if key == "identifier" and _UUID.fullmatch(value):
        return value.lower()
    day = value[:10] if key in _DAYS else value
    return [day] if key in _LISTS else day


def _with_zone(key: str, text: str) -> str:
    """Give a moment with a zone: UTC where none is named, midnight where no hour is."""
    moment = _LOOSE_MOMENT.fullmatch(text) if key == "lastChangeDateTime" else None
    if not moment:
        return text
    zone = moment["zone"] or "Z"
    zone = zone if zone == "Z" or ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return f"{moment['day']}T{moment['hour'] or '00:00:00'}{zone}"


def _as_number(key: str, text: str) -> str | int:
    return int(text) if key == "sequenceNumber" and _WHOLE.fullmatch(text) else text


def _as_uuid(key: str, text: str) -> str:
    """Give the shape of a UUID the variant of RFC 4122, the same one each time."""
    is_odd = key == "identifier" and _UUID.fullmatch(text) and text[19].lower() not in "89ab"
    return str(uuid5(NAMESPACE_URL, text.lower())) if is_odd else text


def _as_known_type(key: str, text: str) -> str:
    name = "".join(filter(str.isalpha, text)).casefold()
    return _TYPE_BY_LETTERS.get(name, text) if key == "associationType" else text


def _on_one_line(key: str, text: str) -> str:
    return text if key in _SEVERAL_LINES else _LINE_BREAK.sub(" ", text)


_MENDS: dict[str, Callable[[str, str], str | int]] = {
    "tijdstip zonder tijdzone": _with_zone,
    "volgnummer als tekst": _as_number,
    "identifier zonder variant van RFC 4122": _as_uuid,
    "associatie in een andere schrijfwijze": _as_known_type,
    "regeleinde waar één regel past": _on_one_line,
}
"""What registries write against the rules -> how it is read."""


def _with_uris(value: Any, uris: dict[str, str], mends: Counter[str]) -> Any:
    """Let every link name a part by the URI of that part; its identifier says which it is."""
    if isinstance(value, list):
        return [_with_uris(part, uris, mends) for part in value]
    if not isinstance(value, dict):
        return value
    uri = uris.get(str(value.get("identifier")))
    links = {
        k: v if k in _BACK_LINKS or k == "extensions" else _with_uris(v, uris, mends)
        for k, v in value.items()
    }
    if uri and value.get("uri") not in (uri, None):
        mends["verwijzing met een andere URI"] += 1
        links["uri"] = uri
    return links


def _definitions(value: Any, dropped: Counter[str]) -> Any:
    """Read the definitions; 1.0 also allows an empty list here."""
    if value == []:
        return {}
    if not isinstance(value, dict):
        return value
    known = _part(value, Definitions, "CFDefinitions", dropped)
    kinds = known.get("CFItemTypes")
    for kind in kinds if isinstance(kinds, list) else ():
        if isinstance(kind, dict):
            kind.setdefault("description", "")
    return known


def _part(value: Any, kind: type[CasePart], section: str, dropped: Counter[str]) -> Any:
    if not isinstance(value, dict):
        return value
    known = _keys(kind)
    dropped.update(f"{section}.{key}" for key in value.keys() - known - _BACK_LINKS)
    return {key: part for key, part in value.items() if key in known}


def _keys(kind: type[CasePart]) -> set[str]:
    return {str(field.alias) for field in kind.model_fields.values()}

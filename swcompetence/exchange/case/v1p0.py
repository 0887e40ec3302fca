"""CASE 1.0 and 1.1: one package written in the older form, and an older one read as the newer.

1.0 has no extensions, no notes at an association and no association types of one's own; it lets
identifiers have capitals, texts stand for lists, dates have hours, and any key be null.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Literal

from swcompetence.exchange.case.package import (
    Association,
    CaseItem,
    CasePart,
    Definitions,
    Document,
    Package,
)
from swcompetence.exchange.case.places import LONGEST_LABEL, normalized_string
from swcompetence.exchange.exported import left_out, times_each
from swcompetence.model import Issue

CaseVersion = Literal["1.0", "1.1"]

_NOT_IN_1_0 = {
    "CFDocument": {"caseVersion", "frameworkType"},
    "CFItems": {"subject", "subjectURI"},
    "CFAssociations": {"notes"},
}
_UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_LISTS = {"subject", "educationLevel", "conceptKeywords", "subjectURI"}
_DAYS = {"statusStartDate", "statusEndDate"}
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
    What is wrong after that is for the model to say.
    """
    dropped: Counter[str] = Counter()
    newer: dict[str, Any] = {}
    kinds: dict[str, type[CasePart]] = {
        "CFDocument": Document,
        "CFItems": CaseItem,
        "CFAssociations": Association,
        "CFDefinitions": Definitions,
    }
    for section, value in data.items():
        kind = kinds.get(section)
        if value is None or section not in _keys(Package):
            dropped[section] += value is not None
        elif section == "CFDefinitions":
            newer[section] = _definitions(value, dropped)
        elif kind is not None and isinstance(value, list):
            newer[section] = [_part(part, kind, section, dropped) for part in value]
        else:
            newer[section] = _part(value, kind, section, dropped) if kind else value
    dropped = +dropped
    issues = [left_out(f"Niet overgenomen, want onbekend in CASE: {times_each(dropped)}")]
    return newer, issues if dropped else []


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
    unknown = [key for key in value if key not in known and value[key] is not None]
    dropped.update(f"{section}.{key}" for key in unknown if key not in _BACK_LINKS)
    return {k: _mended(k, v) for k, v in value.items() if k in known and v is not None}


def _mended(key: str, value: Any) -> Any:
    if isinstance(value, str):
        if key == "identifier" and _UUID.fullmatch(value):
            return value.lower()
        if key in _DAYS:
            return value[:10]
        return [value] if key in _LISTS else value
    if isinstance(value, dict) and key != "extensions":
        return {k: _mended(k, v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_mended("", part) for part in value]
    return value


def _keys(kind: type[CasePart]) -> set[str]:
    return {str(field.alias) for field in kind.model_fields.values()}

"""A package written in the older form, CASE 1.0.

It has no extensions, no notes at an association and no association types of one's own.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

from swcompetence.exchange.case.terms import LONGEST_LABEL, normalized_string
from swcompetence.exchange.exported import left_out
from swcompetence.model import Issue

CaseVersion = Literal["1.0", "1.1"]

_NOT_IN_1_0 = {
    "CFDocument": {"caseVersion", "frameworkType"},
    "CFItems": {"subject", "subjectURI"},
    "CFAssociations": {"notes"},
}


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

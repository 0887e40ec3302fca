"""The items of a CASE package as items of an edition."""

from __future__ import annotations

from typing import Any, NamedTuple

from swcompetence.exchange.case.model import REPLACED, Item, Package
from swcompetence.exchange.case.places import (
    LONGEST_LABEL,
    NATIVE_ITEM_FACTS,
    SOURCE,
    Json,
    own_extension,
)
from swcompetence.exchange.case.tree import Tree, item_ids


class FoundItems(NamedTuple):
    """The data of the items, and the ids of those for which something was decided."""

    items: list[dict[str, Any]]
    without_code: tuple[str, ...]
    double_code: tuple[str, ...]
    shortened: tuple[str, ...]
    """Their statement is long and has no short form; the label is its beginning."""
    named_by_keywords: tuple[str, ...]
    """Items of other programs whose keywords became other names."""


def items_of(package: Package, tree: Tree, levels: dict[str, str], own: Json) -> FoundItems:
    """Give the items, parents first.

    Args:
        package: the package.
        tree: its tree.
        levels: the level of every item.
        own: what our own extension says of the edition.
    """
    ids, without, doubled = item_ids(package.cf_items)
    gone = _deprecated(package, ids)
    items: list[dict[str, Any]] = []
    for item in tree.items:
        ours = {k: v for k, v in own_extension(item).items() if k not in NATIVE_ITEM_FACTS}
        parent = tree.parents.get(item.identifier)
        label, definition = _texts(item, is_ours=bool(ours))
        items.append(
            {
                **_origin(is_sourced="sources" not in own),
                **ours,
                "id": ids[item.identifier],
                "parent": ids[parent] if parent else None,
                "level": levels[item.identifier],
                "label": label,
                "definition": definition,
                "alt_labels": item.concept_keywords or (),
                "note": item.notes,
                "deprecated": gone.get(item.identifier),
            }
        )
    foreign = [item for item in tree.items if not own_extension(item)]
    return FoundItems(
        items,
        without,
        doubled,
        tuple(ids[one.identifier] for one in foreign if _is_shortened(one)),
        tuple(ids[one.identifier] for one in foreign if one.concept_keywords),
    )


def _origin(*, is_sourced: bool) -> Json:
    """Say where an item comes from that does not say so itself: from the package."""
    if is_sourced:
        return {"provenance": "verified", "sources": [SOURCE]}
    return {"provenance": "unverified"}


def _texts(item: Item, *, is_ours: bool) -> tuple[str, str | None]:
    is_long = len(item.full_statement) > LONGEST_LABEL
    if not is_ours and is_long and item.abbreviated_statement == item.full_statement:
        return item.full_statement, None  # said twice so that it is not shortened, see `as_1_0`
    if item.abbreviated_statement is not None:
        return item.abbreviated_statement, item.full_statement
    if not is_ours and _is_shortened(item):
        words = item.full_statement[:LONGEST_LABEL].rpartition(" ")[0]
        return f"{words or item.full_statement[:LONGEST_LABEL]} …", item.full_statement
    return item.full_statement, None


def _is_shortened(item: Item) -> bool:
    return item.abbreviated_statement is None and len(item.full_statement) > LONGEST_LABEL


def _deprecated(package: Package, ids: dict[str, str]) -> dict[str, Json]:
    """Give what is known of items out of use: our own words, a successor, or an end date."""
    successors: dict[str, list[tuple[float, str]]] = {}
    for one in package.cf_associations:
        new = ids.get(one.destination_node_uri.identifier)
        if one.association_type == REPLACED and new is not None:
            place = float("inf") if one.sequence_number is None else one.sequence_number
            successors.setdefault(one.origin_node_uri.identifier, []).append((place, new))
    document = package.cf_document
    version = document.version or document.last_change_date_time[:4]
    gone: dict[str, Json] = {}
    for item in package.cf_items:
        found = sorted(successors.get(item.identifier, ()), key=lambda pair: pair[0])
        told = own_extension(item).get("deprecated")
        day = item.status_end_date
        has_ended = day is not None and day <= document.last_change_date_time[:10]
        if not isinstance(told, dict) and (found or has_ended):
            why = f"vervallen op {day}" if has_ended else "vervangen"
            told = {"since": version, "why": f"Volgens het CASE-pakket {why}."}
        if isinstance(told, dict):
            gone[item.identifier] = {**told, "replaced_by": [new for _, new in found]}
    return gone

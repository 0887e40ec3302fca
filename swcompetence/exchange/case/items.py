"""The tree of a CASE package as an edition needs it: one parent each, an order, short ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

from swcompetence.exchange.case.package import CHILD, REPLACED, Association, Item, Package
from swcompetence.exchange.case.places import (
    LONGEST_LABEL,
    NATIVE_ITEM_FACTS,
    SOURCE,
    Json,
    own_extension,
)
from swcompetence.exchange.draft_items import slug_of
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.model import NOTHING_FITS, Issue, Place
from swcompetence.model.sourcing import SLUG

_WORDS_IN_ID = 6
_LONGEST_ID = 60


class Tree(NamedTuple):
    """The items in the order of the edition, parents first."""

    items: tuple[Item, ...]
    parents: dict[str, str]
    """Identifier of an item -> that of its parent; a top item is not in it."""
    more_parents: tuple[str, ...]
    """Items with more than one parent: an edition keeps the first."""


def tree_of(package: Package) -> Tree:
    """Read the tree from the associations.

    The order of the file is kept where it agrees with the tree and its sequence numbers.
    """
    branches = [one for one in package.cf_associations if one.association_type == CHILD]
    of_child: dict[str, Association] = {}
    more: dict[str, None] = {}
    for one in branches:
        if of_child.setdefault(one.origin_node_uri.identifier, one) is not one:
            more[one.origin_node_uri.identifier] = None
    items = {item.identifier for item in package.cf_items}
    parents = {
        child: one.destination_node_uri.identifier
        for child, one in of_child.items()
        if one.destination_node_uri.identifier in items
    }
    numbers = {child: one.sequence_number for child, one in of_child.items()}
    kept = _in_order(package.cf_items, parents, numbers)
    return Tree(kept, parents, tuple(more))


def _in_order(
    items: Sequence[Item], parents: dict[str, str], numbers: dict[str, int | None]
) -> tuple[Item, ...]:
    place = {item.identifier: at for at, item in enumerate(items)}
    below: dict[str | None, list[Item]] = {}
    for item in items:
        below.setdefault(parents.get(item.identifier), []).append(item)
    is_agreed = all(place[parent] < place[child] for child, parent in parents.items())
    for siblings in below.values():
        told = [n for one in siblings if (n := numbers.get(one.identifier)) is not None]
        if told != sorted(told):
            is_agreed = False
            siblings.sort(
                key=lambda one: (_number(numbers.get(one.identifier)), place[one.identifier])
            )
    return tuple(items) if is_agreed else tuple(_depth_first(below))


def _number(number: int | None) -> float:
    return float("inf") if number is None else number


def _depth_first(below: dict[str | None, list[Item]]) -> Iterator[Item]:
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        item = waiting.pop()
        yield item
        waiting += reversed(below.get(item.identifier, []))


def item_ids(items: Sequence[Item]) -> tuple[dict[str, str], tuple[str, ...], tuple[str, ...]]:
    """Give every item a short id: its code where that has the form of an id, else made from it.

    Returns:
        Identifier -> id; the ids of items without a code; those of items whose code was taken.
    """
    codes = {item.identifier: item.human_coding_scheme or "" for item in items}
    first: dict[str, str] = {}
    for identifier, code in codes.items():
        if re.fullmatch(SLUG, code) and code != NOTHING_FITS:
            first.setdefault(code, identifier)
    taken = {*first, NOTHING_FITS}
    ids: dict[str, str] = {}
    for item in items:
        code = codes[item.identifier]
        if first.get(code) == item.identifier:
            ids[item.identifier] = code
            continue
        text = " ".join((item.abbreviated_statement or item.full_statement).split()[:_WORDS_IN_ID])
        wanted = slug_of(code) or slug_of(text)[:_LONGEST_ID].strip("._-") or item.identifier[:8]
        ids[item.identifier] = _free(wanted, taken)
        taken.add(ids[item.identifier])
    without = tuple(ids[one] for one, code in codes.items() if not slug_of(code))
    doubled = tuple(
        ids[one] for one, code in codes.items() if slug_of(code) and ids[one] != slug_of(code)
    )
    return ids, without, doubled


def _free(wanted: str, taken: set[str]) -> str:
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def levels_of(
    package: Package, tree: Tree, own: Json, mapping_depth: int | None, where: Place
) -> tuple[Json, dict[str, str], list[Issue]]:
    """Give the levels and the mapping level, the level of every item, and what was guessed.

    Args:
        package: the package.
        tree: its tree.
        own: what our own extension says of the edition.
        mapping_depth: the level that courses are linked to as the caller wishes it, 1 at the top;
            beyond the last level it means the last.
        where: the file.
    """
    issues: list[Issue] = []
    named = _levels_by_type(package, tree)
    if named is None:
        named = _levels_by_depth(tree)
        issues.append(
            warning(
                "level-from-depth",
                "De soorten items (CFItemType) geven geen niveaus van boven naar onder; de niveaus"
                " volgen de diepte in de boom. Geef ze in het kader een naam.",
                where,
            )
        )
    names, of_items = named
    untyped = [item for item in tree.items if not item.cf_item_type]
    if untyped and len(untyped) < len(tree.items):
        text = f"Items zonder soort (CFItemType) staan een niveau onder hun ouder: {len(untyped)}."
        issues.append(info("level-from-parent", text, where))
    if mapping_depth is not None:
        chosen: object = names[min(mapping_depth, len(names)) - 1]
    elif own.get("mapping_level") in names:
        chosen = own["mapping_level"]
    else:
        count = Counter(of_items.values())
        chosen = max(names, key=lambda name: (count[name], names.index(name)))
        issues.append(
            warning(
                "mapping-level-guessed",
                f"Opleidingsonderdelen worden gekoppeld aan het niveau ‘{chosen}’, dat de meeste"
                " items telt. Geef een ander niveau op als dat niet klopt.",
                where,
            )
        )
    return {"levels": names, "mapping_level": chosen}, of_items, issues


def _levels_by_depth(tree: Tree) -> tuple[tuple[str, ...], dict[str, str]]:
    depths: dict[str, int] = {}
    for item in tree.items:
        parent = tree.parents.get(item.identifier)
        depths[item.identifier] = depths[parent] + 1 if parent else 1
    names = tuple(f"niveau {number}" for number in range(1, max(depths.values()) + 1))
    return names, {one: f"niveau {depth}" for one, depth in depths.items()}


def _levels_by_type(package: Package, tree: Tree) -> tuple[tuple[str, ...], dict[str, str]] | None:
    """Give the level names from top to bottom and the level of every item, from the item types.

    None where the types do not say it: no order of them puts every item deeper than its parent, or
    an item without a type fits nowhere below its parent.
    """
    defined = [one.title for one in package.cf_definitions.cf_item_types or ()]
    types = {item.identifier: item.cf_item_type for item in tree.items if item.cf_item_type}
    used = dict.fromkeys(types.values())
    pairs = dict.fromkeys(
        (types[above], types[below])
        for below, above in tree.parents.items()
        if above in types and below in types
    )
    places = {name: place for place, name in reversed(list(enumerate(defined)))}
    names: Sequence[str] = defined
    if not used.keys() <= places.keys() or any(places[a] >= places[b] for a, b in pairs):
        names = _sorted_levels(list(used), list(pairs))
    filled = _with_untyped(types, tree, names)
    return (tuple(names), filled) if filled else None


def _sorted_levels(names: list[str], pairs: list[tuple[str, str]]) -> list[str]:
    """Put names in an order in which the first of each pair comes first; empty if there is none."""
    sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(names, ()))
    for above, below in pairs:
        sorter.add(below, above)
    try:
        return list(sorter.static_order())
    except CycleError:
        return []


def _with_untyped(types: dict[str, str], tree: Tree, names: Sequence[str]) -> dict[str, str]:
    """Put items without a type at the level below their parent; empty if that does not fit."""
    places = {name: place for place, name in reversed(list(enumerate(names)))}
    filled: dict[str, str] = {}
    for item in tree.items:
        parent = tree.parents.get(item.identifier)
        above = places[filled[parent]] if parent else -1
        name = types.get(item.identifier) or next(iter(names[above + 1 : above + 2]), None)
        if name is None or places.get(name, -1) <= above:
            return {}
        filled[item.identifier] = name
    return filled


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

"""The items of a CASE package as an edition needs them: one parent each, an order, ids, levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

from swcompetence.exchange.case.package import CHILD, REPLACED, Association, CaseItem, Package
from swcompetence.exchange.case.places import (
    LONGEST_LABEL,
    NATIVE_ITEM_FACTS,
    SOURCE,
    Json,
    own_extension,
)
from swcompetence.exchange.draft_items import free_id, parents_first, short_slug_of, slug_of
from swcompetence.exchange.new_edition import chosen_mapping_level
from swcompetence.model import NOTHING_FITS, Issue, Place
from swcompetence.model.issue import info, warning
from swcompetence.model.sourcing import SLUG


class Tree(NamedTuple):
    """The items in the order of the edition, parents first."""

    items: tuple[CaseItem, ...]
    parents: dict[str, str]
    """Identifier of an item -> that of its parent; a top item is not in it."""
    more_parents: tuple[str, ...]
    """Items with more than one parent: an edition keeps the first."""


def tree_of(package: Package) -> Tree:
    """Read the tree from the associations.

    The order of the file is kept where it agrees with the tree and its sequence numbers.
    """
    branches = [link for link in package.cf_associations if link.association_type == CHILD]
    branch_of: dict[str, Association] = {}
    more: dict[str, None] = {}
    for branch in branches:
        if branch_of.setdefault(branch.origin_node_uri.identifier, branch) is not branch:
            more[branch.origin_node_uri.identifier] = None
    items = {item.identifier: item for item in package.cf_items}
    parents = {
        child: branch.destination_node_uri.identifier
        for child, branch in branch_of.items()
        if branch.destination_node_uri.identifier in items
    }
    numbers = {child: branch.sequence_number for child, branch in branch_of.items()}
    order = _in_order(list(items), parents, numbers)
    return Tree(tuple(items[name] for name in order), parents, tuple(more))


def _in_order(
    names: Sequence[str], parents: dict[str, str], numbers: dict[str, int | None]
) -> Sequence[str]:
    place = {name: at for at, name in enumerate(names)}
    below: dict[str | None, list[str]] = {}
    for name in names:
        below.setdefault(parents.get(name), []).append(name)
    is_agreed = all(place[parent] < place[child] for child, parent in parents.items())
    for siblings in below.values():
        given = [number for name in siblings if (number := numbers.get(name)) is not None]
        if given != sorted(given):
            is_agreed = False
            siblings.sort(key=lambda name: (_at(numbers.get(name)), place[name]))
    return names if is_agreed else list(parents_first(below))


def _at(number: int | None) -> float:
    """Give the place that a sequence number stands for; without one it is the last."""
    return float("inf") if number is None else number


def _item_ids(items: Sequence[CaseItem]) -> tuple[dict[str, str], tuple[str, ...], tuple[str, ...]]:
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
        text = item.abbreviated_statement or item.full_statement
        wanted = slug_of(code) or short_slug_of(text) or item.identifier[:8]
        ids[item.identifier] = free_id(wanted, taken)
        taken.add(ids[item.identifier])
    slugs = {identifier: slug_of(code) for identifier, code in codes.items()}
    without = tuple(ids[identifier] for identifier, slug in slugs.items() if not slug)
    doubled = tuple(ids[name] for name, slug in slugs.items() if slug and ids[name] != slug)
    return ids, without, doubled


def case_levels(
    package: Package, tree: Tree, ours: Json, mapping_depth: int | None, where: Place
) -> tuple[Json, dict[str, str], list[Issue]]:
    """Give the levels and the mapping level, the level of every item, and what was guessed.

    The mapping level is that of the caller, else what our own extension says.
    """
    issues: list[Issue] = []
    named = _levels_by_type(package, tree)
    if named is None:
        named = _levels_by_depth(tree)
        text = (
            "De soorten items (CFItemType) geven geen niveaus van boven naar onder; de niveaus"
            " volgen de diepte in de boom. Geef ze in het kader een naam."
        )
        issues.append(warning("level-from-depth", text, where))
    names, of_items = named
    untyped = [item for item in tree.items if not item.cf_item_type]
    if untyped and len(untyped) < len(tree.items):
        text = f"Items zonder soort (CFItemType) staan een niveau onder hun ouder: {len(untyped)}."
        issues.append(info("level-from-parent", text, where))
    mapping_level, guesses = chosen_mapping_level(
        names, of_items.values(), ours.get("mapping_level"), mapping_depth, where
    )
    return {"levels": names, "mapping_level": mapping_level}, of_items, [*issues, *guesses]


def _levels_by_depth(tree: Tree) -> tuple[tuple[str, ...], dict[str, str]]:
    depths: dict[str | None, int] = {None: 0}
    for item in tree.items:
        depths[item.identifier] = depths[tree.parents.get(item.identifier)] + 1
    names = tuple(f"niveau {number}" for number in range(1, max(depths.values()) + 1))
    return names, {item.identifier: names[depths[item.identifier] - 1] for item in tree.items}


def _levels_by_type(package: Package, tree: Tree) -> tuple[tuple[str, ...], dict[str, str]] | None:
    """Give the level names from top to bottom and the level of every item, from the item types.

    None where the types do not say it: no order of them puts every item deeper than its parent, or
    an item without a type fits nowhere below its parent.
    """
    names: Sequence[str] = [kind.title for kind in package.cf_definitions.cf_item_types or ()]
    types = {item.identifier: item.cf_item_type for item in tree.items if item.cf_item_type}
    used = dict.fromkeys(types.values())
    steps = dict.fromkeys(
        (types[above], types[below])
        for below, above in tree.parents.items()
        if above in types and below in types
    )
    places = {name: place for place, name in reversed(list(enumerate(names)))}
    if not used.keys() <= places.keys() or any(places[a] >= places[b] for a, b in steps):
        sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(used, ()))
        for above, below in steps:
            sorter.add(below, above)
        try:
            names = list(sorter.static_order())
        except CycleError:
            names = []
    filled = _with_untyped(types, tree, names)
    return (tuple(names), filled) if filled else None


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


class ReadItems(NamedTuple):
    """The data of the items, and the ids of those for which something was decided."""

    items: list[dict[str, Any]]
    without_code: tuple[str, ...]
    double_code: tuple[str, ...]
    shortened: tuple[str, ...]
    """Their statement is long and has no short form; the label is its beginning."""
    named_by_keywords: tuple[str, ...]
    """Items of other programs whose keywords became other names."""


def case_items(package: Package, tree: Tree, levels: dict[str, str], of_edition: Json) -> ReadItems:
    """Give the items, parents first."""
    ids, without, doubled = _item_ids(package.cf_items)
    gone = _deprecated(package, ids)
    # An item that does not say where it comes from, comes from the package.
    origin: Json = {"provenance": "unverified"}
    if "sources" not in of_edition:
        origin = {"provenance": "verified", "sources": [SOURCE]}
    items: list[dict[str, Any]] = []
    for item in tree.items:
        extension = own_extension(item).items()
        ours = {fact: value for fact, value in extension if fact not in NATIVE_ITEM_FACTS}
        parent = tree.parents.get(item.identifier)
        label, definition = _texts(item, is_ours=bool(ours))
        items.append(
            {
                **origin,
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
    return ReadItems(
        items,
        without,
        doubled,
        tuple(
            ids[item.identifier]
            for item in foreign
            if item.abbreviated_statement is None and len(item.full_statement) > LONGEST_LABEL
        ),
        tuple(ids[item.identifier] for item in foreign if item.concept_keywords),
    )


def _texts(item: CaseItem, *, is_ours: bool) -> tuple[str, str | None]:
    is_long = len(item.full_statement) > LONGEST_LABEL
    if not is_ours and is_long and item.abbreviated_statement == item.full_statement:
        return item.full_statement, None  # said twice so that it is not shortened, see `as_1_0`
    if item.abbreviated_statement is not None:
        return item.abbreviated_statement, item.full_statement
    if not is_ours and is_long:
        words = item.full_statement[:LONGEST_LABEL].rpartition(" ")[0]
        return f"{words or item.full_statement[:LONGEST_LABEL]} …", item.full_statement
    return item.full_statement, None


def _deprecated(package: Package, ids: dict[str, str]) -> dict[str, Json]:
    """Give what is known of items out of use: our own words, a successor, or an end date."""
    numbered: dict[str, list[tuple[float, str]]] = {}
    for link in package.cf_associations:
        new = ids.get(link.destination_node_uri.identifier)
        if link.association_type == REPLACED and new is not None:
            successors = numbered.setdefault(link.origin_node_uri.identifier, [])
            successors.append((_at(link.sequence_number), new))
    document = package.cf_document
    version = document.version or document.last_change_date_time[:4]
    gone: dict[str, Json] = {}
    for item in package.cf_items:
        successors = sorted(numbered.get(item.identifier, ()), key=lambda pair: pair[0])
        words = own_extension(item).get("deprecated")
        day = item.status_end_date
        has_ended = day is not None and day <= document.last_change_date_time[:10]
        if not isinstance(words, dict) and (successors or has_ended):
            why = f"vervallen op {day}" if has_ended else "vervangen"
            words = {"since": version, "why": f"Volgens het CASE-pakket {why}."}
        if isinstance(words, dict):
            gone[item.identifier] = {**words, "replaced_by": [new for _, new in successors]}
    return gone

"""The tree of a CASE package: its items in order, and the level of each."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from swcompetence.exchange.case.received import Association, CaseItem, Received
from swcompetence.exchange.case.terms import CHILD, Json
from swcompetence.exchange.draft_items import parents_first
from swcompetence.exchange.new_edition import chosen_mapping_level, levels_by_depth, said_levels
from swcompetence.model import Issue, Place
from swcompetence.model.issue import info, warning


class Tree(NamedTuple):
    """The items in the order of the edition, parents first."""

    items: tuple[CaseItem, ...]
    parents: dict[str, str | None]
    """Identifier of every item, in their order -> that of its parent; None for a top item."""
    more_parents: tuple[str, ...]
    """Items with more than one parent: an edition keeps the first."""
    lost: tuple[str, ...]
    """Items whose parent is not in the package: they come at the top."""


def tree_of(package: Received) -> Tree:
    """Read the tree from the associations.

    The order of the file is kept where it agrees with the tree and its sequence numbers.
    """
    items = {item.identifier: item for item in package.cf_items}
    branches = [
        link
        for link in package.cf_associations
        if link.association_type == CHILD and link.origin_node_uri.identifier in items
    ]
    branch_of: dict[str, Association] = {}
    more: dict[str, None] = {}
    for branch in branches:
        if branch_of.setdefault(branch.origin_node_uri.identifier, branch) is not branch:
            more[branch.origin_node_uri.identifier] = None
    parents = {
        child: branch.destination_node_uri.identifier
        for child, branch in branch_of.items()
        if branch.destination_node_uri.identifier in items
    }
    numbers = {child: branch.sequence_number for child, branch in branch_of.items()}
    order = _in_order(list(items), parents, numbers)
    above = {name: parents.get(name) for name in order}
    inside = {*items, package.cf_document.identifier}
    lost = [
        child
        for child, branch in branch_of.items()
        if branch.destination_node_uri.identifier not in inside
    ]
    return Tree(tuple(items[name] for name in order), above, tuple(more), tuple(lost))


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
            siblings.sort(key=lambda name: (place_of(numbers.get(name)), place[name]))
    return names if is_agreed else list(parents_first(below))


def place_of(number: int | None) -> float:
    """Give the place that a sequence number stands for; without one it is the last."""
    return float("inf") if number is None else number


def case_levels(
    package: Received, tree: Tree, ours: Json, mapping_depth: int | None, where: Place
) -> tuple[Json, dict[str, str], list[Issue]]:
    """Give the levels and the mapping level, the level of every item, and what was guessed.

    The mapping level is that of the caller, else what our own extension says.
    """
    issues: list[Issue] = []
    named = _levels_by_type(package, tree)
    if named is None:
        named = levels_by_depth(tree.parents)
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


def _levels_by_type(package: Received, tree: Tree) -> tuple[list[str], dict[str, str]] | None:
    """Give the level names from top to bottom and the level of every item, from the item types.

    None where the types do not say it: no order of them puts every item deeper than its parent, or
    an item without a type fits nowhere below its parent.
    """
    names: Sequence[str] = package.item_types
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
    filled = said_levels(tree.parents, types, names)
    return (list(names), filled) if filled else None

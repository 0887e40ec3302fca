"""The levels of an edition from a CASE package: from the item types, else from the depth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter

from swcompetence.exchange.case.model import Package
from swcompetence.exchange.case.places import Json
from swcompetence.exchange.case.tree import Tree
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.model import Issue, Place


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
    named = _named(package, tree)
    if named is None:
        named = _by_depth(tree)
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


def _by_depth(tree: Tree) -> tuple[tuple[str, ...], dict[str, str]]:
    depths: dict[str, int] = {}
    for item in tree.items:
        parent = tree.parents.get(item.identifier)
        depths[item.identifier] = depths[parent] + 1 if parent else 1
    names = tuple(f"niveau {number}" for number in range(1, max(depths.values()) + 1))
    return names, {one: f"niveau {depth}" for one, depth in depths.items()}


def _named(package: Package, tree: Tree) -> tuple[tuple[str, ...], dict[str, str]] | None:
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
        names = _sorted(list(used), list(pairs))
    filled = _filled(types, tree, names)
    return (tuple(names), filled) if filled else None


def _sorted(names: list[str], pairs: list[tuple[str, str]]) -> list[str]:
    """Put names in an order in which the first of each pair comes first; empty if there is none."""
    sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(names, ()))
    for above, below in pairs:
        sorter.add(below, above)
    try:
        return list(sorter.static_order())
    except CycleError:
        return []


def _filled(types: dict[str, str], tree: Tree, names: Sequence[str]) -> dict[str, str]:
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

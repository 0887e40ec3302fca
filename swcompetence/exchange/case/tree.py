"""The tree of a CASE package as an edition needs it: one parent each, an order, short ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from swcompetence.exchange.case.model import CHILD, Association, Item, Package
from swcompetence.exchange.lists.draft_items import slug_of
from swcompetence.model import NOTHING_FITS
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

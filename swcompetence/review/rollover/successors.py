"""Which items of an edition stand for an item that was decided on in an older edition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from swcompetence.model import NOTHING_FITS, Framework, ItemRef, Mapping
from swcompetence.model.succession import living_items


class Succession(NamedTuple):
    """Where the decisions on an item go."""

    items: tuple[ItemRef, ...]
    """Empty where the item has no place any more."""
    note: str = ""
    """What changed, or why there is no place; empty where the item is simply the same."""


class Successors:
    """Follows items of an old mapping into the editions of a new one."""

    def __init__(self, old: Mapping, new: Mapping, frameworks: Sequence[Framework]) -> None:
        self._editions = {framework.id: framework for framework in frameworks}
        self._new = {used.ref.id: used.ref for used in new.frameworks}
        self._old = {used.ref.id: used.ref for used in old.frameworks}

    def of(self, item: ItemRef) -> Succession:
        """Give the items that take the place of an item."""
        name, known = item.framework, ItemRef.of(item.framework, item.item)
        if name not in self._new:
            return Succession((), f"het kader {name} is nu niet gebruikt")
        if known.item == NOTHING_FITS:
            # What fits nowhere in one edition may fit in the next.
            is_same = self._old.get(name) == self._new[name]
            return Succession((known,), "" if is_same else f"nieuwe editie {self._new[name]}")
        edition = self._editions.get(name)
        if edition is None:
            return Succession((known,))
        found = living_items(edition, known.item)
        if not found:
            return Succession((), f"het item bestaat niet meer in {edition.ref}")
        if found == (known.item,):
            return Succession((known,))
        heirs = ", ".join(found)
        note = f"het item {known.item} is in {edition.ref} vervangen door {heirs}"
        return Succession(tuple(ItemRef.of(name, one) for one in found), note)

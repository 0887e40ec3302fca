"""Which items of an edition stand for an item that an older edition had."""

from __future__ import annotations

from swcompetence.model.framework import Framework


def living_items(edition: Framework, item: str) -> tuple[str, ...]:
    """Follow `replaced_by` until items that courses are linked to, each once; none: no successor.

    Args:
        edition: the newer edition, which knows what became of retired items.
        item: the id of an item of this edition or an older one.
    """
    linked = {one.id for one in edition.mapping_items}
    found: list[str] = []
    seen: set[str] = set()
    waiting = [item]
    while waiting:
        one = waiting.pop(0)
        if one in seen or not edition.has_item(one):
            continue
        seen.add(one)
        gone = edition.item(one).deprecated
        if one in linked:
            found.append(one)
        waiting += gone.replaced_by if gone else ()
    return tuple(found)

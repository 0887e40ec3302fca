"""The items of an edition that a learning platform should offer: the retired ones stay behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from swcompetence.exchange.exported import left_out
from swcompetence.model import Framework, Issue, Item


def living_items(framework: Framework) -> tuple[Item, ...]:
    """Give the items that are in use, and retired ones with something in use below them.

    Where nothing is in use any more, the edition itself is what somebody wants to keep: all items.
    """
    living: set[str] = set()
    for item in reversed(framework.items):
        if item.deprecated is None or item.id in living:
            living.add(item.id)
            if item.parent:
                living.add(item.parent)
    return tuple(item for item in framework.items if item.id in living or not living)


def retired_loss(framework: Framework, kept: Sequence[Item], format_name: str) -> Iterator[Issue]:
    """Name the items that were left out because they are retired."""
    ids = {item.id for item in kept}
    gone = [item.id for item in framework.items if item.id not in ids]
    if gone:
        yield left_out(f"Vervallen items gaan niet mee naar {format_name}", gone)

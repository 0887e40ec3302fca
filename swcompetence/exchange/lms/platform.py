"""What a learning platform is offered of an edition: the items in use, in a CSV, and the losses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from swcompetence.exchange.csv_text import csv_bytes, guarded
from swcompetence.exchange.exported import left_out_items, losses_of
from swcompetence.model import Framework, Issue, Item
from swcompetence.model.mapping import LEVELS
from swcompetence.phrasing import visible

SCALE = tuple(LEVELS.values())
"""I, V and B; the last value counts as proficient."""


def items_in_use(framework: Framework) -> tuple[Item, ...]:
    """Give the items that are in use, and retired ones with something in use below them.

    Where nothing is in use any more, the edition itself is what somebody wants to keep: all items.
    """
    used: set[str] = set()
    for item in reversed(framework.items):
        if item.deprecated is None or item.id in used:
            used.add(item.id)
            if item.parent:
                used.add(item.parent)
    return tuple(item for item in framework.items if item.id in used or not used)


def platform_csv(rows: Iterable[Sequence[str]], *, quote_all: bool = False) -> bytes:
    """Write the rows, without signs that a platform or spreadsheet does not read."""
    return csv_bytes([[visible(cell) for cell in row] for row in rows], quote_all=quote_all)


def platform_losses(
    framework: Framework, items: Sequence[Item], platform: str, keeps: Collection[str]
) -> Iterator[Issue]:
    """Account for the facts that a platform has no place for, and for the retired items."""
    yield from losses_of([framework.model_copy(update={"items": tuple(items)})], platform, keeps)
    ids = {item.id for item in items}
    gone = [item.id for item in framework.items if item.id not in ids]
    yield from left_out_items(f"Vervallen items gaan niet mee naar {platform}", gone)


def formula_loss(items: Sequence[Item], platform: str, name: str) -> Iterator[Issue]:
    """Tell of names that got an apostrophe so that no spreadsheet takes them for a formula."""
    yield from left_out_items(
        f"Een rekenblad leest =, +, - of @ vooraan als formule; in {platform} staat er een apostrof"
        f" voor de {name}",
        [item.id for item in items if guarded(item.label) != item.label],
    )

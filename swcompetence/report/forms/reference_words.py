"""The Dutch words of a reference: its kind, its shares and what it does not measure."""

from __future__ import annotations

from typing import NamedTuple

from swcompetence.model import Framework, Item, Reference
from swcompetence.report.findings.wording import decimal


class ReferenceTable(NamedTuple):
    """A reference for people to read."""

    rows: tuple[tuple[str, str, str, str], ...]
    """Label, share, low and high of every item with a share, the largest first."""
    zero: tuple[str, ...]
    """Labels of items that were measured and have no share."""
    not_measured: tuple[str, ...]
    """Labels of items that it says nothing about."""


def share_words(share: float | None) -> str:
    """Write a share as a percentage with one decimal; nothing for None.

    >>> share_words(0.1557)
    '15,6 %'
    """
    return "" if share is None else f"{decimal(share * 100)} %"


def reference_table(reference: Reference, framework: Framework) -> ReferenceTable:
    """Lay out a reference in the items of an edition."""
    items = {framework.item_ref(item): item for item in framework.mapping_items}
    weighed = [one for one in reference.weights if one.share > 0 and one.item in items]
    weighed.sort(key=lambda one: -one.share)
    told = {one.item for one in weighed}
    rest: list[Item] = [item for ref, item in items.items() if ref not in told]
    unmeasured = [one for one in rest if not reference.measures(framework.item_ref(one))]
    return ReferenceTable(
        rows=tuple(
            (
                items[one.item].label,
                share_words(one.share),
                share_words(one.low),
                share_words(one.high),
            )
            for one in weighed
        ),
        zero=tuple(one.label for one in rest if one not in unmeasured),
        not_measured=tuple(one.label for one in unmeasured),
    )

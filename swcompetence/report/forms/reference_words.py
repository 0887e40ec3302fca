"""The Dutch words of a reference: its kind, its shares and what it does not measure."""

from __future__ import annotations

from typing import NamedTuple

from swcompetence.model import Framework, Reference
from swcompetence.phrasing import decimal


class ReferenceTable(NamedTuple):
    """A reference for people to read."""

    rows: tuple[tuple[str, str, str, str], ...]
    """Label, share, low and high of every item with a share, the largest first."""
    zero: tuple[str, ...]
    """Labels of items that were measured and have no share."""
    not_measured: tuple[str, ...]
    """Labels of items that it says nothing about."""


def _share_words(share: float | None) -> str:
    """Write a share as a percentage with one decimal; nothing for None.

    >>> _share_words(0.1557)
    '15,6 %'
    """
    return "" if share is None else f"{decimal(share * 100)} %"


def reference_table(reference: Reference, framework: Framework) -> ReferenceTable:
    """Lay out a reference in the items of an edition."""
    items = {framework.item_ref(item): item for item in framework.mapping_items}
    weighed = [weight for weight in reference.weights if weight.share > 0 and weight.item in items]
    weighed.sort(key=lambda weight: -weight.share)
    shown = {weight.item for weight in weighed}
    rest = {ref: item.label for ref, item in items.items() if ref not in shown}
    return ReferenceTable(
        rows=tuple(
            (
                items[weight.item].label,
                _share_words(weight.share),
                _share_words(weight.low),
                _share_words(weight.high),
            )
            for weight in weighed
        ),
        zero=tuple(label for ref, label in rest.items() if reference.measures(ref)),
        not_measured=tuple(label for ref, label in rest.items() if not reference.measures(ref)),
    )

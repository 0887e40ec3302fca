"""Representation: whether an item gets the part of the OCMW content that a reference gives it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum
from typing import NamedTuple

from pydantic import Field

from swcompetence.analysis.finding import Finding, FrameworkFindings, ItemFinding
from swcompetence.analysis.text_credits import CreditRange
from swcompetence.errors import ReferenceMismatchError
from swcompetence.model import FrameworkRef, ItemRef, Model, Reference


class RepresentationLine(Model):
    """One item, or one cluster; without a verdict, for a large part of little remains little."""

    item: ItemRef | None
    """None for a cluster."""
    label: str
    group: str | None
    """Label of the cluster of an item; None for a cluster."""
    finding: Finding
    """Of a cluster the strongest finding among its items."""
    credits: CreditRange
    """ECTS credits by text in explicit context and of which the tie is not known; all credits of a
    framework without ties."""
    share: float | None = Field(default=None, ge=0, le=1)
    """Expected credits over those of all items that the reference measures; None: none there."""
    reference_share: float | None = Field(default=None, ge=0)
    """None where the reference does not measure it."""
    reference_low: float | None = None
    """Ends of the reference's spread; None for a cluster and where there is none."""
    reference_high: float | None = None
    index: float | None = Field(default=None, ge=0)
    """`share` / `reference_share`; 1 is in proportion. Always beside the credits."""


class Representation(Model):
    """The items and clusters of one framework against a reference."""

    framework: FrameworkRef
    title: str
    credits: CreditRange
    """Sum over the items (ECTS)."""
    items: tuple[RepresentationLine, ...]
    """In the order of the edition."""
    clusters: tuple[RepresentationLine, ...]
    """In the order of the edition; empty where the framework has none."""


def representation(findings: FrameworkFindings, reference: Reference) -> Representation:
    """Compare the items and clusters of a framework with a reference in the items of its edition.

    Raises:
        ReferenceMismatchError: the reference is about another framework.
    """
    if reference.framework.id != findings.id:
        raise ReferenceMismatchError(reference.title, reference.framework, findings.ref)
    base = _ects(item for item in findings.items if reference.measures(item.item)).expected
    yardstick = _Yardstick(reference, base)
    return Representation(
        framework=findings.ref,
        title=findings.title,
        credits=_ects(findings.items),
        items=tuple(yardstick.item_line(item) for item in findings.items),
        clusters=tuple(
            yardstick.line([item for item in findings.items if item.group == group], group)
            for group in findings.groups
        ),
    )


def _ects(items: Iterable[ItemFinding]) -> CreditRange:
    # The general foundation is no part of what a reference divides: the work of an OCMW.
    return CreditRange.total(part for item in items for part in (item.explicit, item.undetermined))


class _Yardstick(NamedTuple):
    """What all lines are held against."""

    reference: Reference
    base: float
    """Expected credits of all items that the reference measures."""

    def item_line(self, item: ItemFinding) -> RepresentationLine:
        weight = next((w for w in self.reference.weights if w.item == item.item), None)
        return self.line([item], item.label).model_copy(
            update={
                "item": item.item,
                "group": item.group,
                "reference_low": weight.low if weight else None,
                "reference_high": weight.high if weight else None,
            }
        )

    def line(self, items: Sequence[ItemFinding], label: str) -> RepresentationLine:
        measured = [item for item in items if self.reference.measures(item.item)]
        due = fsum(self.reference.share(item.item) for item in measured) if measured else None
        expected = _ects(measured).expected
        share = min(1.0, expected / self.base) if measured and self.base else None
        return RepresentationLine(
            item=None,
            label=label,
            group=None,
            finding=min((item.finding for item in items), key=list(Finding).index),
            credits=_ects(items),
            share=share,
            reference_share=due,
            # How many times its part an item gets, so 1 is in proportion.
            index=share / due if share is not None and due else None,
        )

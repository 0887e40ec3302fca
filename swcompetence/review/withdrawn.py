"""Decisions that were taken back: a workbook showed them filled in, and returns without them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Mapping as AnyMapping

from swcompetence.model import Issue, ItemRef, Mapping, Place
from swcompetence.model.issue import warning
from swcompetence.phrasing import counted, first_few
from swcompetence.review.merge import ReviewedLink, shown_decision
from swcompetence.review.sheet import VERDICT_WORDS

_MOST_NAMED = 8

LinkKey = tuple[str, ItemRef]
"""Course id and item."""


def withdrawals(
    issued: Mapping, emptied: AnyMapping[LinkKey, Place], present: Collection[LinkKey] | None
) -> Iterator[ReviewedLink]:
    """Give the decisions in view that one file takes back.

    Args:
        issued: the mapping as it was when the file was made.
        emptied: the links whose rows are all empty now, with the cell of one of them.
        present: every link that has a row; None where rows that lack say nothing, as in a copy of
            some rows.
    """
    for link in issued.links:
        key = (link.course, link.item)
        shown = shown_decision(link)
        is_gone = present is not None and key not in present
        if shown and (key in emptied or is_gone):
            yield ReviewedLink(
                course=link.course,
                item=link.item,
                decision=shown.model_copy(update={"withdrawn": True}),
                place=emptied.get(key, Place()),
            )


def withdrawn_issue(withdrawn: Collection[ReviewedLink], place: Place) -> Issue:
    """Tell in one warning which decisions of a file no longer count."""
    named = []
    for row in withdrawn:
        verdict, reviewer = VERDICT_WORDS[row.decision.verdict], row.decision.reviewer
        said = f"was {verdict} van {reviewer}" if reviewer else f"was {verdict}, zonder naam"
        where = row.place.cell or ("besluit" if row.place.file else "rij weg")
        named.append(f"{where} ({row.course} en {row.item}: {said})")
    count = counted(
        len(withdrawn), "besluit is leeggemaakt en geldt", "besluiten zijn leeggemaakt en gelden"
    )
    return warning(
        "review-decision-withdrawn",
        f"{count} niet meer: {first_few(named, _MOST_NAMED, ' en nog {n} andere')}. Die koppelingen"
        " staan weer open. Was dat niet de bedoeling, vul het besluit dan opnieuw in.",
        place,
    )

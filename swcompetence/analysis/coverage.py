"""Coverage: which courses and credits stand behind each item of a framework.

Two figures stand side by side and are never added up: *bevestigd* (a reviewer confirmed the
link) and *voorgesteld* (the tool proposes it and nobody decided yet).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from swcompetence.model import (
    NOTHING_FITS,
    EvidenceKind,
    Framework,
    ItemRef,
    Link,
    LinkOrigin,
    Mapping,
    Model,
    Purpose,
    Status,
)

__all__ = [
    "CREDITS_RULE",
    "MENTION_RULE",
    "MENTION_WEIGHT",
    "Finding",
    "FrameworkCoverage",
    "ItemCoverage",
    "coverage",
    "is_confirmed",
    "is_open_proposal",
]

CREDITS_RULE = (
    "Som van de volle studiepunten van de opleidingsonderdelen met de koppeling; een"
    " opleidingsonderdeel telt bij elk item dat het raakt, dus de som over items zegt niets."
)

MENTION_WEIGHT = 0.5
"""Least weight of the evidence that makes a mention, see `MENTION_RULE`."""
MENTION_RULE = (
    "Een duidelijke term van het kaderitem staat in de titel of in wat de fiche als leerstof"
    " beschrijft, te weinig om een koppeling voor te stellen (gewicht van het bewijs minstens"
    f" {str(MENTION_WEIGHT).replace('.', ',')}). Zwakke termen, gelijkenis, evaluatie, literatuur"
    " en werkvormen volstaan niet; een verworpen koppeling telt niet mee."
)


class Finding(StrEnum):
    """What the sheets say of an item."""

    CONFIRMED = "bevestigd"
    PROPOSED = "enkel voorgesteld"
    MENTIONED = "terloops vermeld"
    NOT_FOUND = "niet aangetroffen"


class ItemCoverage(Model):
    """The courses and credits behind one item."""

    item: ItemRef
    label: str
    group: str | None
    """Label of the cluster that the item stands under."""
    confirmed: tuple[str, ...]
    """Ids of the courses with a confirmed link."""
    proposed: tuple[str, ...]
    """Ids of the courses with an open proposal."""
    possible: tuple[str, ...]
    """Ids of the courses where a term of the item was found, too weak to propose."""
    mentioned: tuple[str, ...]
    """Those of `possible` where a clear term of the item stands, see `MENTION_RULE`."""
    confirmed_credits: float
    """ECTS credits of the confirmed courses, see `CREDITS_RULE`."""
    proposed_credits: float
    """ECTS credits of the courses with only an open proposal."""

    @property
    def finding(self) -> Finding:
        """Sum the item up in one word; 'niet aangetroffen' means: in the sheets."""
        if self.confirmed:
            return Finding.CONFIRMED
        if self.proposed:
            return Finding.PROPOSED
        return Finding.MENTIONED if self.mentioned else Finding.NOT_FOUND


class FrameworkCoverage(Model):
    """The coverage of every item of one framework, in the order of the edition."""

    ref: str
    title: str
    purpose: Purpose = Purpose.COVER
    items: tuple[ItemCoverage, ...]

    def count(self, finding: Finding) -> int:
        """Count the items with a finding."""
        return sum(item.finding is finding for item in self.items)


def is_confirmed(link: Link) -> bool:
    """Say whether reviewers confirmed the link; 'nothing fits' is no link."""
    return link.status is Status.CONFIRMED and link.item.item != NOTHING_FITS


def is_open_proposal(link: Link) -> bool:
    """Say whether the link is proposed, or added by a reviewer, and not yet settled."""
    named = link.proposed or link.origin is LinkOrigin.REVIEWER
    return (
        named
        and link.item.item != NOTHING_FITS
        and link.status not in {Status.CONFIRMED, Status.REJECTED}
    )


def _is_hint(link: Link) -> bool:
    """Say whether a term was found or somebody judged; shared words alone are no sign."""
    found = any(piece.kind is not EvidenceKind.SIMILARITY for piece in link.evidence)
    return (found or bool(link.decisions)) and link.status is not Status.REJECTED


def _is_mention(link: Link) -> bool:
    """Say whether a clear term stands in the sheet, see `MENTION_RULE`."""
    return any(
        piece.kind is not EvidenceKind.SIMILARITY and piece.weight >= MENTION_WEIGHT
        for piece in link.evidence
    )


def coverage(mapping: Mapping, frameworks: Sequence[Framework]) -> tuple[FrameworkCoverage, ...]:
    """Count courses and credits per item, for one or more frameworks."""
    ects = {course.id: course.credits or 0 for course in mapping.courses}
    order = {course: place for place, course in enumerate(ects)}
    links: dict[ItemRef, list[Link]] = {}
    for link in sorted(mapping.links, key=lambda link: order[link.course]):
        links.setdefault(link.item, []).append(link)

    def total(courses: Iterable[str]) -> float:
        return sum(ects[course] for course in courses)

    def of_item(ref: ItemRef, label: str, group: str | None) -> ItemCoverage:
        own = links.get(ref, [])
        confirmed = tuple(link.course for link in own if is_confirmed(link))
        proposed = tuple(link.course for link in own if is_open_proposal(link))
        hints = [
            link for link in own if link.course not in {*confirmed, *proposed} and _is_hint(link)
        ]
        return ItemCoverage(
            item=ref,
            label=label,
            group=group,
            confirmed=confirmed,
            proposed=proposed,
            possible=tuple(link.course for link in hints),
            mentioned=tuple(link.course for link in hints if _is_mention(link)),
            confirmed_credits=total(confirmed),
            proposed_credits=total(proposed),
        )

    result = []
    for framework in frameworks:
        items = []
        for item in framework.mapping_items:
            group = framework.group(item)
            ref = framework.item_ref(item)
            items.append(of_item(ref, item.label, group.label if group else None))
        result.append(
            FrameworkCoverage(
                ref=framework.ref,
                title=framework.title,
                purpose=framework.purpose,
                items=tuple(items),
            )
        )
    return tuple(result)

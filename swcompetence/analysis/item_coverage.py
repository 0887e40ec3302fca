"""What the sheets show of an item and of a framework: courses, credits, places, levels."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from swcompetence.analysis.course_facts import Places
from swcompetence.analysis.link_standing import Assessed
from swcompetence.analysis.presence import Presence
from swcompetence.analysis.text_share import CourseTextShare
from swcompetence.model import ItemRef, Model, Purpose

CREDITS_RULE = (
    "Som van de volle studiepunten van de opleidingsonderdelen met de koppeling; een"
    " opleidingsonderdeel telt bij elk item dat het raakt, dus de som over items zegt niets."
)
TEXT_CREDITS_RULE = (
    "Studiepunten naar tekst: het tekstaandeel van het kaderitem in elk opleidingsonderdeel maal de"
    " studiepunten die meetellen (een keuzeopleidingsonderdeel naar zijn gewicht), opgeteld. De som"
    " over de items van een kader is nooit groter dan de studiepunten die het kader raakt."
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
    possible_credits: float = Field(default=0, ge=0)
    """ECTS credits of the courses in `possible`."""
    text_credits: Presence = Presence()
    """ECTS credits by text share, see `TEXT_CREDITS_RULE`."""
    places: Places = Places()
    """Where the confirmed and proposed courses stand in the programme."""
    levels: dict[str, tuple[str, ...]] = {}
    """Course id -> levels that reviewers gave; only confirmed courses with a level."""
    assessed: dict[str, Assessed] = {}
    """Course id -> whether it is assessed there; every confirmed and proposed course."""

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
    courses: tuple[CourseTextShare, ...] = ()
    """Every course of the list, in its order, with its text shares."""

    @property
    def id(self) -> str:
        """Framework id, without the version."""
        return self.ref.partition("@")[0]

    @property
    def text_credits(self) -> Presence:
        """ECTS credits that go to the framework; a segment counts once, for its strongest link."""
        return Presence.total(course.presence for course in self.courses)

    def count(self, finding: Finding) -> int:
        """Count the items with a finding."""
        return sum(item.finding is finding for item in self.items)

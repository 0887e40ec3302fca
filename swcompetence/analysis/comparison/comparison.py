"""A comparison of lists as a value: years of one programme, programmes of several colleges.

Every figure is about course sheets; a list that is longer, or described in more words, has more
chances to show an item. What differs between the lists is therefore named in `cautions`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from swcompetence.analysis.base import BaseRule
from swcompetence.analysis.finding import Finding
from swcompetence.analysis.text_credits import CreditRange
from swcompetence.model import FrameworkRef, ItemRef, Model, Purpose
from swcompetence.model.base import Written
from swcompetence.model.mapping import Tie

COMPARISON_SCHEMA: Literal["swcompetence/comparison@2"] = "swcompetence/comparison@2"


class ComparedList(Model):
    """One list of courses, with what makes it comparable or not."""

    name: str
    """What the list is called in this comparison, unique."""
    curriculum: str
    college: str | None
    programme: str | None
    academic_year: str | None
    platform: str | None
    """Name of the regional platform of the college; None where it is on none that is known."""
    courses: int = Field(ge=0)
    only_title: int = Field(ge=0)
    """Courses of which nothing but the title could be read."""
    credits: float = Field(ge=0)
    """Sum of the credits in the list (ECTS)."""
    words: int = Field(ge=0)
    """Words in the texts of the courses, titles aside: who writes more, shows more."""
    base_credits: float = Field(ge=0)
    """ECTS credits of the base: what a student can take, placements aside."""
    base_rule: BaseRule
    nominal_credits: float | None
    """Size of the programme (ECTS)."""
    tracks: tuple[str, ...]
    """In the list's own words, in its order."""
    frameworks: tuple[FrameworkRef, ...]
    asked: int = Field(ge=0)
    """Links that ask for a decision."""
    decided: int = Field(ge=0)

    @property
    def reviewed(self) -> float:
        """Decided over asked; 0 where nothing is asked."""
        return self.decided / self.asked if self.asked else 0.0

    @property
    def words_per_credit(self) -> float | None:
        """Words per ECTS credit of the list; None where no credits are known."""
        return self.words / self.credits if self.credits else None


class ItemState(Model):
    """What one list shows of one item; courses by id, in list order."""

    finding: Finding | None
    """None where the list cannot say: mapped onto something else, and no bridge leads here."""
    tie: Tie | None = None
    """Of an OCMW theme, the best tie of the items with that finding."""
    confirmed: tuple[str, ...] = ()
    """Confirmed as a subject or as touched."""
    proposed: tuple[str, ...] = ()
    """With only an open proposal of either."""
    traces: tuple[str, ...] = ()
    """With only a weak trace."""
    via: tuple[ItemRef, ...] = ()
    """The items of another edition or framework that this stands on; empty where it is the same."""


class PlatformCount(Model):
    """How many programmes of a platform have an item as a subject: the newest list of each."""

    confirmed: int = Field(ge=0)
    proposed: int = Field(ge=0)
    """Programmes where it is only proposed as a subject."""
    comparable: int = Field(ge=0)
    """Programmes that can say anything about the item."""


class ItemRow(Model):
    """One item through all lists."""

    item: ItemRef
    label: str
    group: str | None
    states: tuple[ItemState, ...]
    """In the order of the lists."""
    platforms: tuple[PlatformCount | None, ...] = ()
    """In the order of `Comparison.platforms`; None for a platform with too few colleges."""


class FrameworkComparison(Model):
    """The items of one framework, in the newest edition that a list uses."""

    ref: FrameworkRef
    title: str
    purpose: Purpose
    items: tuple[ItemRow, ...]

    def count(self, place: int, finding: Finding | None) -> int:
        """Count the items with a finding in one list (by its place); None: cannot say."""
        return sum(row.states[place].finding is finding for row in self.items)


class BridgedPair(Model):
    """An item and what stands for it elsewhere."""

    old: ItemRef
    new: ItemRef
    how: str
    """In Dutch: replaced, exact, close, broader, narrower."""


class Bridge(Model):
    """How a list that uses another edition or framework was read."""

    place: int = Field(ge=0)
    """Place of the list, from 0."""
    source: FrameworkRef
    target: FrameworkRef
    counted: tuple[BridgedPair, ...]
    """Items that were replaced, and exact or close matches."""
    approximate: tuple[BridgedPair, ...]
    """Broader, narrower or related matches: named, never counted."""
    unbridged: tuple[ItemRef, ...]
    """Items of the source that nothing in the target stands for."""
    unasked: tuple[ItemRef, ...]
    """Items of the target that nothing in the source stands for."""


class Cause(StrEnum):
    """Why a link came or went, as far as the lists can tell."""

    NEW_COURSE = "nieuw in de lijst"
    GONE_COURSE = "niet meer in de lijst"
    OTHER_TEXT = "tekst gewijzigd"
    SAME_TEXT = "zelfde tekst; besluit, kader of programma verschilt"


class LinkChange(Model):
    """A link that one list has and the other has not."""

    item: ItemRef
    label: str
    course: str
    """Course id, in the new list for a gained link, in the old one for a lost link."""
    code: str
    title: str
    is_confirmed: bool
    """False for an open proposal."""
    cause: Cause


class ItemChange(Model):
    """An item whose finding is another one in the next list."""

    item: ItemRef
    label: str
    old: Finding
    new: Finding


class ContextAdded(Model):
    """A sheet that now places a theme in OCMW practice or local government by a word alone."""

    item: ItemRef
    label: str
    course: str
    """Course id in the new list."""
    code: str
    title: str
    words: tuple[str, ...]
    """The words that were added, as they stand."""


class NamedCourse(Model):
    """A course by its names."""

    id: str
    code: str
    title: str
    credits: float | None
    """ECTS credits; None where the list does not say."""


class Step(Model):
    """From one list of a programme to the next one."""

    old: int = Field(ge=0)
    """Place of the list, from 0."""
    new: int = Field(ge=0)
    same_courses: int = Field(ge=0)
    """Courses with identical texts."""
    changed_courses: int = Field(ge=0)
    """Courses recognised by title and text, which is a guess."""
    new_courses: tuple[NamedCourse, ...]
    gone_courses: tuple[NamedCourse, ...]
    kept_links: int = Field(ge=0)
    gained: tuple[LinkChange, ...]
    lost: tuple[LinkChange, ...]
    items: tuple[ItemChange, ...]
    context_added: tuple[ContextAdded, ...] = ()


class ListContent(Model):
    """OCMW content of one list, in ECTS credits by text."""

    base_credits: float = Field(ge=0)
    explicit: CreditRange
    general: CreditRange
    undetermined: CreditRange


class NotComparable(StrEnum):
    """Why no OCMW content is set side by side; the values are public JSON."""

    FRAMEWORK = "framework"
    """Not every list is mapped onto OCMW practice."""
    EDITION = "edition"
    """Not all of them onto the same edition and vocabulary."""
    BASE = "base"
    """The bases rest on different rules, or on lists that are larger than the programme."""
    REVIEW = "review"
    """They are not reviewed to the same extent."""


class PlatformLine(Model):
    """A regional platform and the lists that count for it."""

    name: str | None
    """None for colleges that are on no platform that is known."""
    lists: tuple[int, ...]
    """Places of the newest list of each programme."""
    priorities: tuple[str, ...] = ()
    """What the chair of the platform wanted to work on."""


class Caution(Model):
    """Something that differs between the lists and that explains figures away."""

    kind: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    text: str
    """In Dutch."""


class Comparison(Written):
    """Lists side by side."""

    schema_: Literal["swcompetence/comparison@2"] = Field(default=COMPARISON_SCHEMA, alias="schema")
    lists: tuple[ComparedList, ...]
    frameworks: tuple[FrameworkComparison, ...]
    content: tuple[ListContent, ...]
    """Per list; empty where `not_comparable` says why."""
    not_comparable: tuple[NotComparable, ...]
    steps: tuple[Step, ...]
    platforms: tuple[PlatformLine, ...]
    bridges: tuple[Bridge, ...]
    cautions: tuple[Caution, ...]

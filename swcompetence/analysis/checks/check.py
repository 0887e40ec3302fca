"""What a board check is: a rule, its weight, what it found and what it could not judge."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from swcompetence.model import GapKey, ItemRef, Model


class Weight(StrEnum):
    """How much a board should care."""

    HIGH = "hoog"
    MIDDLE = "midden"
    LOW = "laag"


class Outcome(StrEnum):
    """What a check came to; only `NOTHING` says that all is well."""

    FOUND = "gevonden"
    NOTHING = "niets gevonden"
    PARTLY = "niets gevonden, een deel niet te beoordelen"
    NOT_JUDGED = "niet te beoordelen"


class CheckLimits(Model):
    """The thresholds of the checks: agreements, none of them a norm."""

    many_items_share: float = Field(default=0.25, gt=0, le=1)
    """A course is linked to many items from more than this share of a framework on, 0..1."""
    many_items_least: int = Field(default=8, ge=1)
    """And from this number of items on."""
    top_level_least: int = Field(default=3, ge=1)
    """Confirmed links that a course must have before 'all at the highest level' is a question."""
    unstated_is_compulsory: bool = False
    """Take a course as compulsory where the list does not say; False leaves it undetermined."""


class CheckRow(Model):
    """One row that a check points at."""

    framework: str | None = None
    """Framework title, None for a row about a course in all frameworks."""
    framework_id: str | None = None
    item: ItemRef | None = None
    """None for a row about a course."""
    course: str | None = None
    """Course id, for a row about a course; None for a row about an item."""
    label: str
    """Label of the item, or title of the course."""
    group: str | None = None
    courses: tuple[str, ...] = ()
    """Course ids that the remark is about."""
    confirmed: int = Field(default=0, ge=0)
    """Number of confirmed links of the item or course that the row is about."""
    proposed: int = Field(default=0, ge=0)
    """Number of open proposals, never added to `confirmed`."""
    remark: str


class Check(Model):
    """A rule applied to the whole programme."""

    code: str
    title: str
    rule: str
    """Exactly what is counted, with the thresholds; Dutch."""
    weight: Weight
    rows: tuple[CheckRow, ...]
    """What the rule found."""
    judged: int = Field(ge=0)
    """Number of items or courses that the rule could be applied to, those of `rows` included."""
    not_judged: tuple[CheckRow, ...] = ()
    """Items or courses that the rule is about and that lack a fact; the remark says which."""
    reason: str | None = None
    """Why nothing at all could be judged; None where something could."""

    @property
    def outcome(self) -> Outcome:
        """Say what the check came to."""
        if self.rows:
            return Outcome.FOUND
        if not self.judged:
            return Outcome.NOT_JUDGED
        return Outcome.PARTLY if self.not_judged else Outcome.NOTHING

    @property
    def in_words(self) -> str:
        """Say it in a few Dutch words, for a cell."""
        if self.outcome is Outcome.NOT_JUDGED:
            return f"{Outcome.NOT_JUDGED}: {self.reason}"
        found = f"{len(self.rows)} {Outcome.FOUND}" if self.rows else Outcome.NOTHING.value
        if not self.not_judged:
            return found
        total = self.judged + len(self.not_judged)
        return f"{found}; {len(self.not_judged)} van {total} {Outcome.NOT_JUDGED}"

    def key(self, row: CheckRow) -> GapKey:
        """Give the stable key of a row of this check, for what a board notes about it."""
        is_of_item = row.item is not None
        return GapKey(
            check=self.code,
            item=row.item,
            framework=None if is_of_item else row.framework_id,
            course=row.course,
        )

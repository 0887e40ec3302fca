"""What a programme board notes in a gap workbook, and the sheets and columns it does so in.

Notes stand beside the figures: a statement that something is taught never counts as coverage.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from swcompetence.model.base import ItemRef, Model, Written

STATEMENTS_SHEET = "Wel onderwezen"
GAPS_SHEET = "Hiaten"
_SEPARATOR = "|"


SHOWN_COLUMNS = (
    "Gewicht", "Uitkomst", "Cluster", "Opleidingsonderdelen", "Vaststelling", "Aanknopingspunt",
    "Fiche toont nu",
)  # fmt: skip
"""Other headers of the two sheets: a report writes them and nobody fills them in."""


class StatementColumn(StrEnum):
    """The headers of the sheet *Wel onderwezen*, in their order."""

    FRAMEWORK = "Kader"
    ITEM = "Kaderitem"
    COURSE = "Opleidingsonderdeel"
    REMARK = "Toelichting"
    WHO = "Wie"
    DATE = "Datum"
    KEY = "sleutel"
    """Hidden: `BoardStatement.key`; empty in a row that a person added."""


class ActionColumn(StrEnum):
    """The headers of the sheet *Hiaten* that its reader knows."""

    CHECK = "Controle"
    FRAMEWORK = "Kader"
    ITEM = "Verwijzing"
    """The id of the item within its framework."""
    LABEL = "Kaderitem of opleidingsonderdeel"
    """The title of what the row is about."""
    OWNER = "Eigenaar"
    STATUS = "Status"
    REMARK = "Opmerking"
    """The board's own remark; what a check has to say needs another header."""
    KEY = "sleutel"
    """Hidden: the `GapKey` as text."""


class ActionStatus(StrEnum):
    """What a board does with a gap; the words of the dropdown."""

    OPEN = "open"
    """Nothing said yet."""
    TAKEN_UP = "opgenomen"
    DONE = "afgehandeld"
    NO_ACTION = "geen actie nodig"


class GapKey(Model):
    """Which row of which check: stable as long as item ids and course ids are."""

    check: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    """Code of the check."""
    item: ItemRef | None = None
    framework: str | None = Field(default=None, pattern=r"^[^|:]+$")
    """Framework id, for a row about a course within one framework."""
    course: str | None = None
    """Course id."""

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if self.item is None and not self.course:
            raise ValueError("a gap is about an item or about a course")
        if self.item is not None and self.framework is not None:
            raise ValueError("an item names its framework itself")
        return self

    def __str__(self) -> str:
        """Give the text for a hidden cell.

        >>> str(GapKey(check="zonder-koppeling", course="SW1"))
        'zonder-koppeling||SW1'
        """
        return _SEPARATOR.join((self.check, self.item or self.framework or "", self.course or ""))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text of a hidden cell.

        Raises:
            ValueError: it is no such text.

        >>> GapKey.parse("niet-aangetroffen|ocmw-praktijk:schuldhulp|").item
        'ocmw-praktijk:schuldhulp'
        """
        parts = text.strip().split(_SEPARATOR, 2)
        if len(parts) != len(("check", "subject", "course")):
            raise ValueError(f"‘{text}’ is geen sleutel van een hiaat")
        check, subject, course = parts
        is_item = ":" in subject
        return cls(
            check=check,
            item=ItemRef(subject) if is_item else None,
            framework=subject if subject and not is_item else None,
            course=course or None,
        )


class BoardStatement(Model):
    """'Wel onderwezen, staat niet in de fiche', said by a board; never counted as coverage."""

    item: ItemRef
    course: str
    """Course id."""
    remark: str | None = None
    who: str | None = None
    date: dt.date | None = None

    @property
    def key(self) -> str:
        """Give the text for the hidden cell."""
        return f"{self.item}{_SEPARATOR}{self.course}"


class BoardAction(Model):
    """What a board does with one row of the sheet *Hiaten*."""

    gap: GapKey
    owner: str | None = None
    status: ActionStatus = ActionStatus.OPEN
    remark: str | None = None


class BoardNotes(Written):
    """Everything that a programme board noted. Public JSON format."""

    schema_: Literal["swcompetence/board@1"] = Field(default="swcompetence/board@1", alias="schema")
    statements: tuple[BoardStatement, ...] = ()
    actions: tuple[BoardAction, ...] = ()
    """More than one for a gap only where board members contradict each other."""

    def about(self, item: ItemRef) -> tuple[BoardStatement, ...]:
        """Give the statements about an item."""
        return tuple(statement for statement in self.statements if statement.item == item)

    def actions_on(self, gap: GapKey) -> tuple[BoardAction, ...]:
        """Give what is noted of a gap: nothing, one action, or several that contradict."""
        return tuple(action for action in self.actions if action.gap == gap)

"""A reference: how much of a practice each item of a framework takes up, according to somebody.

No official norm exists for the weight of themes in local social work; a reference is a yardstick
that is always named beside the figures that it is used for.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import cached_property
from math import isclose
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from swcompetence.model.base import FrameworkRef, ItemRef, Model, Written
from swcompetence.model.issue import Issue
from swcompetence.model.sourcing import SLUG

_ROUNDED = 0.01
"""How far the shares of a file may add up to something else than 1."""
_SLIP = 1e-5
"""Difference between numbers that rounding alone may make."""


class ReferenceKind(StrEnum):
    """What the weights rest on."""

    EQUAL = "equal"
    """Every item weighs the same; an agreement, no finding."""
    RESPONDENTS = "respondents"
    """People of the practice gave points to the items."""
    TEXTS = "texts"
    """Vacancies or job descriptions, read by the same matcher as the course sheets."""
    CURRICULA = "curricula"
    """Other programmes."""
    TIME_USE = "time-use"
    """A measurement of working time."""


class ReferenceWeight(Model):
    """The weight of one item."""

    item: ItemRef
    share: float = Field(ge=0, le=1)
    """Share of the whole, 0..1; the shares of a reference add up to 1."""
    low: float | None = Field(default=None, ge=0, le=1)
    """Lower end of the spread; the reference's `about` says of what. None where there is none.

    Of respondents and curricula the lowest share that one of them gives; of texts the lower end
    of a 90 % interval; of a measured domain that covers several items 0.
    """
    high: float | None = Field(default=None, ge=0, le=1)
    """Upper end of the spread."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        low = self.share if self.low is None else self.low
        high = self.share if self.high is None else self.high
        if not low - _SLIP <= self.share <= high + _SLIP:
            raise ValueError(f"{self.item}: share hoort tussen low en high te liggen")
        return self


class Reference(Written):
    """A yardstick for the items of one edition."""

    schema_: Literal["swcompetence/reference@1"] = Field(
        default="swcompetence/reference@1", alias="schema"
    )
    title: str = Field(min_length=1)
    """Dutch name, to stand beside every figure that uses it."""
    kind: ReferenceKind
    about: str
    """In Dutch: what it rests on and what it cannot say."""
    framework: FrameworkRef
    sources: tuple[str, ...] = ()
    """Respondents (without personal names), file names or publications."""
    weights: tuple[ReferenceWeight, ...] = Field(min_length=1)
    """One for every item that weighs; an item that is named nowhere has share 0."""
    not_measured: tuple[ItemRef, ...] = ()
    """Items that it says nothing about: their share is unknown, which is not the same as 0."""
    issues: tuple[Issue, ...] = ()
    """What was noticed while it was made or read."""

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if len(self._shares) != len(self.weights):
            raise ValueError("een item staat twee keer in de referentie")
        both = sorted(self._unmeasured & set(self._shares))
        if both:
            raise ValueError(f"{both[0]} heeft een gewicht en staat ook in not_measured")
        total = sum(weight.share for weight in self.weights)
        if not isclose(total, 1, abs_tol=_ROUNDED):
            raise ValueError(f"de gewichten tellen op tot {total:.3f}, niet tot 1")
        return self

    @cached_property
    def _shares(self) -> dict[ItemRef, float]:
        return {weight.item: weight.share for weight in self.weights}

    @cached_property
    def _unmeasured(self) -> frozenset[ItemRef]:
        return frozenset(self.not_measured)

    def share(self, item: ItemRef) -> float:
        """Give the share of an item, 0 where the reference does not name or measure it."""
        return self._shares.get(item, 0.0)

    def measures(self, item: ItemRef) -> bool:
        """Say whether the reference can speak about an item; its share may then still be 0."""
        return item not in self._unmeasured


class ReferenceForm(Model):
    """One form as a respondent filled it in."""

    schema_: Literal["swcompetence/reference-form@1"] = Field(
        default="swcompetence/reference-form@1", alias="schema"
    )
    framework: FrameworkRef
    organisation: str | None = None
    """The OCMW or Sociaal Huis."""
    role: str | None = None
    """What the respondent does there; no name."""
    date: dt.date | None = None
    remark: str | None = None
    points: dict[
        Annotated[str, Field(pattern=SLUG)],
        Annotated[float, Field(ge=0, allow_inf_nan=False)] | None,
    ]
    """Item id -> points; None where the respondent left the item open, which counts as 0.

    An item that is not here was not asked, or its answer cannot be read: it is not measured.
    """

    @property
    def respondent(self) -> str:
        """Who answered, in the words of the form, without a personal name."""
        where = self.organisation or "OCMW niet ingevuld"
        return ", ".join(part for part in (where, self.role) if part)

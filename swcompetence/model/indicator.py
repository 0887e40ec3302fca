"""An indicator: a wording that shows that a text is about an item."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from swcompetence.model.base import Model
from swcompetence.model.phrase import PAIR_SIGN, parse_phrase, split_pair

BUILT = "built"
"""Said to the validator: a build of ours wrote this, after all of it was read."""


class IndicatorKind(StrEnum):
    """What sort of wording an indicator is."""

    TERM = "term"
    ABBREVIATION = "abbreviation"
    SYNONYM = "synonym"
    PAIR = "pair"


class Strength(StrEnum):
    """Whether an indicator is enough alone."""

    STRONG = "strong"
    """Enough alone."""
    WEAK = "weak"
    """Counts only beside another indicator of the same item."""


class Indicator(Model):
    """A wording that shows that a text is about an item.

    In YAML a plain string stands for a strong term anywhere in the text.
    """

    phrase: str
    """See `swcompetence.model.phrase` for the little language."""
    kind: IndicatorKind = IndicatorKind.TERM
    strength: Strength = Strength.STRONG
    where: Literal["anywhere", "title"] = "anywhere"
    case_sensitive: bool = False
    """For abbreviations such as LAC or LOI, which are ordinary words in lower case."""
    not_near: tuple[str, ...] = ()
    """Words that, within five words, give the phrase another sense."""
    shared: bool = False
    """Others than the OCMW use it as well: of an item that is own, it is no sign of the OCMW."""
    note: str | None = None
    """Why it stands here, where that is not plain."""
    lent_from: str | None = Field(default=None, exclude_if=lambda ref: ref is None)
    """The item `framework@version:item` that a program took it from, None for the edition's own.

    Whoever makes it their own takes this away.
    """

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, data: object) -> object:
        if isinstance(data, str):
            data = {"phrase": data}
        if isinstance(data, dict):
            phrase = data.get("phrase")
            if isinstance(phrase, str) and PAIR_SIGN in phrase:
                data = {"kind": "pair", **data}
            if data.get("kind") == "abbreviation":
                data = {"case_sensitive": True, **data}
        return data

    @field_validator("phrase")
    @classmethod
    def _readable(cls, phrase: str, info: ValidationInfo) -> str:
        if info.context != BUILT:
            for part in split_pair(phrase):
                parse_phrase(part)
        return phrase

    @model_validator(mode="after")
    def _pairs_have_two(self) -> Self:
        parts = len(split_pair(self.phrase))
        if (parts == 2) != (self.kind is IndicatorKind.PAIR):  # noqa: PLR2004 - a pair is two
            raise ValueError("een ‘pair’ heeft precies twee woordgroepen met ‘ + ’ ertussen")
        return self

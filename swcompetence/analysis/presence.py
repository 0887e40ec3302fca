"""How much of something there is: confirmed, proposed and possible, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum
from typing import Self

from pydantic import Field

from swcompetence.model import Model

PRESENCE_RULE = (
    "Laag = wat bevestigd is. Verwacht = bevestigd + elk open voorstel maal zijn zekerheid. Hoog ="
    " bevestigd + alle open voorstellen + alle zwakkere aanwijzingen, telkens voluit, voor zover"
    " de zin niet al een bevestigde koppeling of open voorstel draagt. Een koppeling"
    " die een lesgever toevoegde en die nog niet beslist is, heeft geen zekerheid en telt enkel in"
    " hoog."
)


class Presence(Model):
    """Shares of a course (0..1) or ECTS credits, as the holder says. The parts never overlap."""

    confirmed: float = Field(default=0, ge=0)
    """Of confirmed links."""
    proposed: float = Field(default=0, ge=0)
    """Of open proposals, each times its confidence."""
    proposed_full: float = Field(default=0, ge=0)
    """Of open proposals in full."""
    possible: float = Field(default=0, ge=0)
    """Of listed hints with a term in the taught text, in full."""

    @property
    def low(self) -> float:
        """Only what reviewers confirmed."""
        return self.confirmed

    @property
    def expected(self) -> float:
        """What is confirmed, and what is proposed times its confidence."""
        return self.confirmed + self.proposed

    @property
    def high(self) -> float:
        """All that is confirmed, proposed or hinted at."""
        return self.confirmed + self.proposed_full + self.possible

    def times(self, factor: float) -> Self:
        """Give every part times a factor, for example the credits of a course."""
        return type(self)(
            confirmed=self.confirmed * factor,
            proposed=self.proposed * factor,
            proposed_full=self.proposed_full * factor,
            possible=self.possible * factor,
        )

    @classmethod
    def total(cls, parts: Iterable[Presence]) -> Self:
        """Add up; the order makes no difference."""
        every = tuple(parts)
        return cls(
            confirmed=fsum(one.confirmed for one in every),
            proposed=fsum(one.proposed for one in every),
            proposed_full=fsum(one.proposed_full for one in every),
            possible=fsum(one.possible for one in every),
        )

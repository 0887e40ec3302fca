"""The frozen parameters of the matcher: numbers with a version, never computed at run time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from swcompetence.model import Band

BAND_FLOORS: tuple[tuple[Band, float], ...] = (
    (Band.HIGH, 0.70),
    (Band.MIDDLE, 0.40),
    (Band.LOW, 0.0),
)
"""Least confidence of each band, from high to low."""


_SUREST_MENTION = 0.69
MOST_CERTAIN = 0.99
"""No reading of words is surer than this."""


class Cut(NamedTuple):
    """What every item of a framework starts with: how often sheets are about one."""

    mention: float
    """In log odds."""
    confidence: float
    """In log odds."""
    unnamed: float
    """The chance that a sheet touches on an item which it comes near without any term."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What turns signals into two chances, and a confidence into a proposal."""

    version: str
    weights: tuple[float, ...]
    """One for each of `signals.FEATURES`, in units of log odds of the confidence."""
    flatness: float
    """What the same sum counts for the mention; a touched item shows less than a taught one."""
    cuts: Mapping[str, Cut]
    """Per framework whose links were labelled; others get no band."""
    other: Cut
    """For a framework without labelled sheets."""
    core: float
    """Least confidence from which a subject is the better bet than a mention in passing."""
    mention_with_term: float
    """Least mention of a proposal for which a strong term stands in the taught text."""
    mention_alone: float
    """Least mention of a proposal that only weak terms carry."""
    listed: int
    """How many unproposed links are listed per course and framework."""

    def cut(self, framework: str) -> Cut:
        """Give what every item of a framework starts with."""
        return self.cuts.get(framework, self.other)

    def chances(self, framework: str, features: Sequence[float]) -> tuple[float, float]:
        """Give the chances that a sheet teaches an item as a subject and that it touches on it.

        The first goes up to `MOST_CERTAIN`, and cases on which readers doubt are left out of it;
        the second is no less than the first.
        """
        cut = self.cut(framework)
        weighted = sum([w * f for w, f in zip(self.weights, features, strict=True)])
        confidence = _logistic(cut.confidence + weighted)
        return confidence, max(_logistic(cut.mention + self.flatness * weighted), confidence)

    def is_proposed(self, mention: float, *, has_strong_term: bool) -> bool:
        """Say whether a reviewer should decide: it is likely enough that the sheet speaks of it."""
        return mention >= (self.mention_with_term if has_strong_term else self.mention_alone)

    def band(self, framework: str, confidence: float, mention: float) -> Band:
        """Give the band of what a link says: a subject by confidence, else by mention.

        What is no subject is never surer than the middle: of such proposals, right at least as a
        mention were 57 to 71 % in every band of the mention. A framework without labelled sheets
        has no band.
        """
        if framework not in self.cuts:
            return Band.NOT_MEASURED
        chance = confidence if confidence >= self.core else min(mention, _SUREST_MENTION)
        return next(band for band, floor in BAND_FLOORS if chance >= floor)


def _logistic(log_odds: float) -> float:
    return min(1 / (1 + math.exp(-log_odds)), MOST_CERTAIN)


PARAMETERS = Parameters(
    version="2026.11-5",
    weights=(0.92, 1.37, 2.06, 0.98, 0.82, 0.80, 0.92, 3.22),
    flatness=0.65,
    cuts={
        "krachtlijnen": Cut(-4.46, -8.05, 0.01),
        "competentiekader": Cut(-2.57, -5.68, 0.10),
        "ocmw-praktijk": Cut(-3.77, -6.91, 0.01),
    },
    other=Cut(-3.14, -6.32, 0.04),
    core=0.50,
    mention_with_term=0.15,
    mention_alone=0.50,
    listed=5,
)
"""Fitted by tests/calibration/fit_parameters.py on the labelled sheets of four programmes and a set
of written ones; docs/commissie.md gives the precision that was measured for each band."""

LEARNED = Parameters(
    version=PARAMETERS.version,
    weights=(1.62, 1.48, 3.43, 3.60, 0.78),
    flatness=0.75,
    cuts={},
    other=Cut(-2.64, -4.26, PARAMETERS.other.unnamed),
    core=PARAMETERS.core,
    mention_with_term=PARAMETERS.mention_with_term,
    mention_alone=PARAMETERS.mention_alone,
    listed=PARAMETERS.listed,
)
"""For items without indicators, one weight for each of `learned.LEARNED_FEATURES`.

Fitted by tests/calibration/fit_learned.py. The cut is that of learning outcomes, for those are what
colleges bring along: of a list of rarer themes it is too sure.
"""

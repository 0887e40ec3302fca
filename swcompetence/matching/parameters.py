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


MOST_CERTAIN = 0.99
"""No reading of words is surer than this."""


class Cut(NamedTuple):
    """The log odds that every item of a framework starts with: how often sheets are about one."""

    mention: float
    confidence: float


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
    threshold: float
    """Least confidence of a proposal."""
    listed: int
    """How many unproposed links are listed per course and framework."""

    def cut(self, framework: str) -> Cut:
        """Give what every item of a framework starts with."""
        return self.cuts.get(framework, self.other)

    def confidence(self, framework: str, features: Sequence[float]) -> float:
        """Give the chance that a sheet teaches an item as a subject, up to `MOST_CERTAIN`.

        Cases on which readers doubt are left out of it; for the sheets that at least touch on the
        item, see `mention`.
        """
        return _logistic(self.cut(framework).confidence + self._sum(features))

    def mention(self, framework: str, features: Sequence[float]) -> float:
        """Give the chance that a sheet at least touches on an item, no less than `confidence`."""
        touched = _logistic(self.cut(framework).mention + self.flatness * self._sum(features))
        return max(touched, self.confidence(framework, features))

    def _sum(self, features: Sequence[float]) -> float:
        return sum(w * f for w, f in zip(self.weights, features, strict=True))

    def band(self, framework: str, confidence: float) -> Band:
        """Give the band of a confidence; a framework without labelled sheets has none."""
        if framework not in self.cuts:
            return Band.NOT_MEASURED
        return next(band for band, floor in BAND_FLOORS if confidence >= floor)


def _logistic(log_odds: float) -> float:
    return min(1 / (1 + math.exp(-log_odds)), MOST_CERTAIN)


PARAMETERS = Parameters(
    version="2026.11-3",
    weights=(0.91, 1.34, 2.06, 1.01, 0.82, 0.80, 0.93, 3.25),
    flatness=0.65,
    cuts={
        "krachtlijnen": Cut(-4.47, -8.08),
        "competentiekader": Cut(-2.57, -5.70),
        "ocmw-praktijk": Cut(-3.78, -6.89),
    },
    other=Cut(-3.14, -6.33),
    threshold=0.40,
    listed=5,
)
"""Fitted by tests/calibration/fit_parameters.py on the labelled sheets of four programmes and a set
of written ones; docs/commissie.md gives the precision that was measured for each band."""

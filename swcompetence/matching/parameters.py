"""The frozen parameters of the matcher: numbers with a version, never computed at run time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from swcompetence.model import Band

BAND_FLOORS: tuple[tuple[Band, float], ...] = (
    (Band.HIGH, 0.70),
    (Band.MIDDLE, 0.40),
    (Band.LOW, 0.0),
)
"""Least confidence of each band, from high to low."""


MOST_CERTAIN = 0.99
"""No reading of words is surer than this."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What turns signals into a confidence, and a confidence into a proposal."""

    version: str
    intercept: float
    weights: tuple[float, ...]
    """One for each of `signals.FEATURES`."""
    threshold: float
    """Least confidence of a proposal."""
    listed: int
    """How many unproposed links are listed per course and framework."""
    measured: frozenset[str]
    """Frameworks whose links were labelled; others get no band."""

    def confidence(self, features: Sequence[float]) -> float:
        """Give the logistic of the weighted features, 0 to `MOST_CERTAIN`."""
        z = self.intercept + sum(w * f for w, f in zip(self.weights, features, strict=True))
        return min(1 / (1 + math.exp(-z)), MOST_CERTAIN)

    def proposes(self, features: Sequence[float], has_evidence: bool) -> bool:  # noqa: FBT001 - a fact
        """Say whether a link is proposed: absolute evidence, and a confidence at the threshold."""
        return has_evidence and self.confidence(features) >= self.threshold

    def band(self, framework: str, confidence: float) -> Band:
        """Give the band of a confidence; a framework without labelled sheets has none."""
        if framework not in self.measured:
            return Band.NOT_MEASURED
        return next(band for band, floor in BAND_FLOORS if confidence >= floor)


PARAMETERS = Parameters(
    version="2026.11-2",
    intercept=-5.33,
    weights=(0.26, 0.81, 0.99, 1.89, 1.03, 0.51, 1.04, 2.92),
    threshold=0.40,
    listed=5,
    measured=frozenset({"krachtlijnen", "competentiekader", "ocmw-praktijk"}),
)
"""Fitted by tests/calibration/fit_parameters.py on 138 labelled sheets of two colleges and a set of
written ones; the README gives the precision that was measured for each band."""

"""The frozen parameters of the matcher: numbers with a version, never computed at run time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["PARAMETERS", "Parameters"]


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

    def confidence(self, features: Sequence[float]) -> float:
        """Give the logistic of the weighted features, 0..1."""
        z = self.intercept + sum(w * f for w, f in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-z))


PARAMETERS = Parameters(
    version="2026.11-1",
    intercept=-2.9,
    weights=(0.85, 2.28, 1.29, 1.35, 0.79, 0.98),
    threshold=0.42,
    listed=5,
)

"""Agreement beyond chance between two readers, and how far it can be trusted."""

from __future__ import annotations

import math
from collections.abc import Mapping as AnyMapping

from pydantic import Field

from swcompetence.model import Model

_Z_95 = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution."""
_NOISE = 1e-12


class Kappa(Model):
    """Cohen's kappa: 1 is full agreement, 0 what chance alone would give."""

    value: float = Field(ge=-1, le=1)
    standard_error: float = Field(ge=0)
    low: float | None = Field(default=None, ge=-1, le=1)
    """Lower end of the 95 % interval, an approximation that fits large numbers.

    None where these cases hold no spread to estimate it from: both always said the same, or one of
    them always said one thing.
    """
    high: float | None = Field(default=None, ge=-1, le=1)


def observed_agreement(counts: AnyMapping[tuple[str, str], int]) -> float | None:
    """Give the share of cases on which both say the same; None without cases.

    >>> observed_agreement({("ja", "ja"): 3, ("ja", "nee"): 1})
    0.75
    """
    total = sum(counts.values())
    same = sum(number for (one, other), number in counts.items() if one == other)
    return same / total if total else None


def cohen_kappa(counts: AnyMapping[tuple[str, str], int]) -> Kappa | None:
    """Compute Cohen's kappa of a table of counts, with its 95 % interval.

    With p(i, j) the share of cases that the first reader puts in i and the second in j, and
    p(i, .), p(., j) the totals of each, po = sum p(i, i) and pe = sum p(i, .) p(., i):
    kappa = (po - pe) / (1 - pe). Cohen, J. (1960). A coefficient of agreement for nominal scales.
    Educational and Psychological Measurement 20(1), 37-46.

    The interval is kappa +/- 1.96 standard errors, cut off at -1 and 1. The standard error is that
    of Fleiss, J. L., Cohen, J., & Everitt, B. S. (1969). Large sample standard errors of kappa and
    weighted kappa. Psychological Bulletin 72(5), 323-327.

    Args:
        counts: (what the first says, what the second says) -> number of cases.

    Returns:
        None without cases, and where both put every case in one and the same category: chance
        alone would then give full agreement, and there is nothing to correct for.

    >>> kappa = cohen_kappa({("ja", "ja"): 20, ("ja", "x"): 5, ("x", "ja"): 10, ("x", "x"): 15})
    >>> kappa.value, round(kappa.low, 2), round(kappa.high, 2)
    (0.4, 0.15, 0.65)
    """
    total = sum(counts.values())
    names = sorted({name for pair, number in counts.items() if number for name in pair})
    if len(names) <= 1:
        return None
    shares = {pair: number / total for pair, number in counts.items() if number}
    first = {name: sum(p for (i, _), p in shares.items() if i == name) for name in names}
    second = {name: sum(p for (_, j), p in shares.items() if j == name) for name in names}
    by_chance = sum(first[name] * second[name] for name in names)
    observed = sum(p for (i, j), p in shares.items() if i == j)
    value = (observed - by_chance) / (1 - by_chance)
    # The terms of Fleiss, Cohen and Everitt, in their order: agreeing, differing, the last one.
    spread = sum(
        p * ((1 - by_chance) - (first[i] + second[i]) * (1 - observed)) ** 2
        if i == j
        else p * (1 - observed) ** 2 * (second[i] + first[j]) ** 2
        for (i, j), p in shares.items()
    )
    spread -= (observed * by_chance - 2 * by_chance + observed) ** 2
    if spread <= _NOISE:
        return Kappa(value=_bounded(value), standard_error=0)
    error = math.sqrt(spread / total) / (1 - by_chance) ** 2
    return Kappa(
        value=_bounded(value),
        standard_error=error,
        low=_bounded(value - _Z_95 * error),
        high=_bounded(value + _Z_95 * error),
    )


def _bounded(number: float) -> float:
    """Keep a number in range and without the noise of floating point."""
    return round(max(-1.0, min(1.0, number)), 12)

"""Which checks must find nothing, and whether they did."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process

from swcompetence.analysis.checks.check import Check, Outcome, Weight
from swcompetence.analysis.checks.checks import CHECK_RULES
from swcompetence.errors import UnknownCheckError

ALL_CHECKS = "alles"
"""Stands for every check."""
_NEAR = 60


class Verdict(NamedTuple):
    """What the watched checks came to."""

    failed: tuple[Check, ...]
    """Those that found something."""
    undecided: tuple[Check, ...]
    """Those that found nothing and could not judge all: they do not fail, nor do they pass."""


def watched_checks(words: Iterable[str]) -> frozenset[str]:
    """Give the codes of the checks that words stand for.

    Args:
        words: codes of checks, `alles`, or weights (`hoog`, `midden`, `laag`).

    Raises:
        UnknownCheckError: a word is none of these; says which codes exist.
    """
    by_code = {rule.code: {rule.code} for rule in CHECK_RULES}
    by_weight = {
        weight.value: {rule.code for rule in CHECK_RULES if rule.weight is weight}
        for weight in Weight
    }
    meant = {ALL_CHECKS: set(by_code), **by_weight, **by_code}
    found: set[str] = set()
    for word in words:
        name = word.strip().casefold()
        if name not in meant:
            near = process.extract(
                name, list(meant), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=2
            )
            raise UnknownCheckError(word, list(by_code), [one for one, _, _ in near])
        found |= meant[name]
    return frozenset(found)


def verdict(checks: Iterable[Check], watched: Collection[str]) -> Verdict:
    """Say which of the watched checks found something, and which could not judge everything."""
    mine = [check for check in checks if check.code in watched]
    open_ends = {Outcome.NOT_JUDGED, Outcome.PARTLY}
    return Verdict(
        failed=tuple(check for check in mine if check.outcome is Outcome.FOUND),
        undecided=tuple(check for check in mine if check.outcome in open_ends),
    )

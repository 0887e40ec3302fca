"""How far two reviews of the same proposals agree, beyond chance, and where they differ."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Sequence
from collections.abc import Mapping as AnyMapping

from pydantic import Field

from swcompetence.errors import NothingSharedError
from swcompetence.model import Decision, ItemRef, Mapping, Model, Status, Verdict
from swcompetence.model.mapping import LEVELS, deciding, in_force, reviewer_key
from swcompetence.review.merge import is_same
from swcompetence.review.sheet import shown_codes

_Z_95 = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution."""
_NOISE = 1e-12
"""A spread below this is what floating point leaves of zero."""
NO_LEVEL = "geen"
"""Stands in a tally of levels for a decision that names none."""


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


class Tally(Model):
    """How often the first said one thing and the second another."""

    first: str
    second: str
    count: int = Field(ge=1)


class AgreementFigures(Model):
    """The agreement on the links that both decided, in one framework or in all."""

    framework: str | None
    """None for all frameworks together."""
    both: int = Field(ge=0)
    """Links that both decided; *twijfel* counts as a decision of its own."""
    same: int = Field(ge=0)
    raw: float | None
    """Same over both; None without links."""
    kappa: Kappa | None
    """None without links, or where both always said one and the same thing."""
    verdicts: tuple[Tally, ...]
    levels: tuple[Tally, ...]
    """Over the links that both accepted."""


class DecisionPair(Model):
    """What each of two reviews says of a course and an item."""

    course: str
    """Course id."""
    code: str
    title: str
    item: ItemRef
    first: Decision
    second: Decision

    @property
    def is_same(self) -> bool:
        """Say whether the verdicts are the same; levels may still differ."""
        return self.first.verdict is self.second.verdict

    @property
    def both_accept(self) -> bool:
        """Say whether both find that the item is taught in the course."""
        return self.is_same and self.first.verdict is Verdict.ACCEPT

    @property
    def differs_in_level(self) -> bool:
        """Say whether both accept and one sees it go further."""
        return self.both_accept and self.first.level != self.second.level


class Agreement(Model):
    """Two reviews side by side."""

    total: AgreementFigures
    frameworks: tuple[AgreementFigures, ...]
    differences: tuple[DecisionPair, ...]
    """Other verdicts first, then other levels; in list order."""
    only_first: int = Field(ge=0)
    """Links that only the first decided."""
    only_second: int = Field(ge=0)
    undecided: int = Field(ge=0)
    """Links left out since the decisions inside one review contradict each other."""
    taken_over: int = Field(ge=0)
    """Links on which both files hold the very same decision of one named person.

    Those may have been copied rather than made twice, and then they flatter the agreement.
    """
    readers_in_both: tuple[str, ...] = ()
    """Readers who decided on a compared link in both files: they are compared with themselves."""


def compare_reviews(first: Mapping, second: Mapping) -> Agreement:
    """Compare two reviews link by link, over the links that both decided.

    A link is a course and an item, so the second review may be of another run; a course counts
    only where both read the same text. Where a review holds several decisions on a link, the one
    that is final counts, else what all of them say.

    Raises:
        NothingSharedError: the reviews share no course with the same text.
    """
    texts = {course.id: course.text_hash for course in second.courses}
    shared = {c.id: c for c in first.courses if texts.get(c.id) == c.text_hash}
    if not shared:
        raise NothingSharedError
    here, there = _decided(first, shared), _decided(second, shared)
    both = here.keys() & there.keys()
    codes = shown_codes(first)
    order = {course: place for place, course in enumerate(shared)}
    pairs = []
    in_both: dict[str, str] = {}
    for course, item in sorted(both, key=lambda key: (order[key[0]], key[1])):
        said, answered = _counting(here[course, item]), _counting(there[course, item])
        if said and answered:
            about = {"course": course, "code": codes[course], "title": shared[course].title}
            pairs.append(DecisionPair(**about, item=item, first=said, second=answered))
            readers, others = (_readers(of[course, item]) for of in (here, there))
            in_both |= {key: readers[key] for key in readers.keys() & others.keys()}
    used = dict.fromkeys(edition.ref.id for edition in (*first.frameworks, *second.frameworks))
    by_framework = {name: [p for p in pairs if p.item.framework == name] for name in used}
    return Agreement(
        total=_figures(None, pairs),
        frameworks=tuple(_figures(name, group) for name, group in by_framework.items() if group),
        differences=(
            *(pair for pair in pairs if not pair.is_same),
            *(pair for pair in pairs if pair.differs_in_level),
        ),
        only_first=len(here.keys() - there.keys()),
        only_second=len(there.keys() - here.keys()),
        undecided=len(both) - len(pairs),
        taken_over=sum(
            bool(reviewer_key(pair.first.reviewer)) and is_same(pair.first, pair.second)
            for pair in pairs
        ),
        readers_in_both=tuple(sorted(in_both.values())),
    )


def _readers(decisions: Sequence[Decision]) -> dict[str, str]:
    """Give who decides on a link, as names are compared and as they are written."""
    named = [decision.reviewer for decision in deciding(decisions) if decision.reviewer]
    return {reviewer_key(name) or name: name for name in named}


def _decided(
    mapping: Mapping, courses: Container[str]
) -> dict[tuple[str, ItemRef], tuple[Decision, ...]]:
    """Give what people decided, by link; a decision on another text than today's is none."""
    return {
        (link.course, link.item): by_people
        for link in mapping.links
        if link.course in courses and link.status is not Status.STALE
        if in_force(by_people := tuple(d for d in link.decisions if d.is_by_person))
    }


def _counting(decisions: Sequence[Decision]) -> Decision | None:
    """Give the decision that counts in one review; None where its reviewers contradict."""
    *_, last = counting = deciding(decisions)
    return last if len({decision.verdict for decision in counting}) == 1 else None


def _figures(framework: str | None, pairs: Sequence[DecisionPair]) -> AgreementFigures:
    verdicts = Counter((p.first.verdict.value, p.second.verdict.value) for p in pairs)
    levels = Counter(
        (p.first.level or NO_LEVEL, p.second.level or NO_LEVEL) for p in pairs if p.both_accept
    )
    same = sum(pair.is_same for pair in pairs)
    of_college = sorted({level for pair in levels for level in pair} - {*LEVELS, NO_LEVEL})
    return AgreementFigures(
        framework=framework,
        both=len(pairs),
        same=same,
        raw=same / len(pairs) if pairs else None,
        kappa=cohen_kappa(verdicts),
        verdicts=_tallies(verdicts, [verdict.value for verdict in Verdict]),
        levels=_tallies(levels, [*LEVELS, *of_college, NO_LEVEL]),
    )


def _tallies(counts: Counter[tuple[str, str]], order: Sequence[str]) -> tuple[Tally, ...]:
    ordered = sorted(counts.items(), key=lambda entry: [*map(order.index, entry[0])])
    return tuple(Tally(first=a, second=b, count=count) for (a, b), count in ordered)

"""How far two reviews of the same proposals agree, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence

from pydantic import Field

from swcompetence.errors import NothingSharedError
from swcompetence.model import Decision, ItemRef, Mapping, Model, Status, Verdict
from swcompetence.model.standing import deciding, reviewer_key
from swcompetence.review.columns import LEVELS, shown_codes
from swcompetence.review.kappa import Kappa, cohen_kappa, observed_agreement
from swcompetence.review.reviewed import is_same

NO_LEVEL = "geen"
"""Stands in a tally of levels for a decision that names none."""


class Tally(Model):
    """How often the first said one thing and the second another."""

    first: str
    second: str
    count: int = Field(ge=1)


class Figures(Model):
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


class Pair(Model):
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
    def differs_in_level(self) -> bool:
        """Say whether both accept and one sees it go further."""
        both_accept = self.is_same and self.first.verdict is Verdict.ACCEPT
        return both_accept and self.first.level != self.second.level


class Agreement(Model):
    """Two reviews side by side."""

    total: Figures
    frameworks: tuple[Figures, ...]
    differences: tuple[Pair, ...]
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
    one, other = _decided(first, shared), _decided(second, shared)
    both = one.keys() & other.keys()
    codes = shown_codes(first)
    order = {course: place for place, course in enumerate(shared)}
    pairs = [
        Pair(course=c, code=codes[c], title=shared[c].title, item=item, first=said, second=answered)
        for c, item in sorted(both, key=lambda key: (order[key[0]], key[1]))
        if (said := _counting(one[c, item])) and (answered := _counting(other[c, item]))
    ]
    used = dict.fromkeys(ref.ref.id for ref in (*first.frameworks, *second.frameworks))
    parts = ((name, [p for p in pairs if p.item.framework == name]) for name in used)
    return Agreement(
        total=_figures(None, pairs),
        frameworks=tuple(_figures(name, own) for name, own in parts if own),
        differences=(
            *(pair for pair in pairs if not pair.is_same),
            *(pair for pair in pairs if pair.differs_in_level),
        ),
        only_first=len(one.keys() - other.keys()),
        only_second=len(other.keys() - one.keys()),
        undecided=len(both) - len(pairs),
        taken_over=sum(_is_taken_over(pair) for pair in pairs),
    )


def _decided(
    mapping: Mapping, courses: Container[str]
) -> dict[tuple[str, ItemRef], tuple[Decision, ...]]:
    """Give the decisions by link; a decision on another text than today's is none."""
    return {
        (link.course, link.item): link.decisions
        for link in mapping.links
        if link.course in courses and link.decisions and link.status is not Status.STALE
    }


def _counting(decisions: Sequence[Decision]) -> Decision | None:
    """Give the decision that counts in one review; None where its reviewers contradict."""
    counting = deciding(decisions)
    return counting[-1] if len({decision.verdict for decision in counting}) == 1 else None


def _is_taken_over(pair: Pair) -> bool:
    return reviewer_key(pair.first.reviewer) is not None and is_same(pair.first, pair.second)


def _figures(framework: str | None, pairs: Sequence[Pair]) -> Figures:
    verdicts = Counter((p.first.verdict.value, p.second.verdict.value) for p in pairs)
    levels = Counter(
        (p.first.level or NO_LEVEL, p.second.level or NO_LEVEL)
        for p in pairs
        if p.is_same and p.first.verdict is Verdict.ACCEPT
    )
    return Figures(
        framework=framework,
        both=len(pairs),
        same=sum(pair.is_same for pair in pairs),
        raw=observed_agreement(verdicts),
        kappa=cohen_kappa(verdicts),
        verdicts=_tallies(verdicts, [verdict.value for verdict in Verdict]),
        levels=_tallies(levels, [*LEVELS, *_own_levels(levels), NO_LEVEL]),
    )


def _own_levels(levels: Iterable[tuple[str, str]]) -> list[str]:
    """Give the levels in a college's own words."""
    return sorted({level for pair in levels for level in pair} - {*LEVELS, NO_LEVEL})


def _tallies(counts: Counter[tuple[str, str]], order: Sequence[str]) -> tuple[Tally, ...]:
    place = {name: number for number, name in enumerate(order)}
    return tuple(
        Tally(first=one, second=other, count=counts[one, other])
        for one, other in sorted(counts, key=lambda pair: (place[pair[0]], place[pair[1]]))
    )

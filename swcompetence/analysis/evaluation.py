"""Measure a mapping against labels: precision, recall, ranking, calibration, with intervals.

Strict scoring: a clear label is wanted, an absent one is not, an arguable one is left out.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from pydantic import Field

from swcompetence.model import Gold, GoldLevel, ItemRef, Link, Mapping, Model, Status

_BINS = 10
_RANKS = (1, 3, 5)
_SAMPLES = 400
_TAIL = 0.025


class Interval(Model):
    """A 95 % interval from resampling courses (percentile bootstrap; Efron 1979)."""

    low: float
    high: float


class Figures(Model):
    """What a mapping is worth on some labels. Shares are 0..1; None where nothing can be said."""

    name: str
    wanted: int
    """Clear labels."""
    true_positives: int
    false_positives: int
    false_negatives: int
    precision: float | None
    recall: float | None
    f1: float | None
    f1_interval: Interval | None
    recall_at: dict[int, float] = Field(default={})
    """Share of the wanted items among the first k listed per course."""
    mrr: float | None
    """Mean reciprocal rank of the first wanted item, over courses that want one."""
    calibration_error: float | None
    """Expected calibration error of the listed links over ten equal bins (Naeini e.a. 2015)."""


class Evaluation(Model):
    """Figures over all, per framework and per item."""

    courses: int
    missing: tuple[str, ...]
    """Labelled courses that the mapping does not have."""
    overall: Figures
    frameworks: tuple[Figures, ...]
    items: tuple[Figures, ...]


class _Sheet(NamedTuple):
    """One labelled course: its links and its labels, arguable ones apart."""

    links: tuple[Link, ...]
    wanted: frozenset[ItemRef]
    arguable: frozenset[ItemRef]

    def only(self, keep: Callable[[ItemRef], bool]) -> _Sheet:
        return _Sheet(
            tuple(link for link in self.links if keep(link.item)),
            frozenset(item for item in self.wanted if keep(item)),
            self.arguable,
        )

    @property
    def counts(self) -> tuple[int, int, int]:
        proposed = {link.item for link in self.links if link.proposed}
        hits = len(proposed & self.wanted)
        wrong = len(proposed - self.wanted - self.arguable)
        return hits, wrong, len(self.wanted) - hits

    @property
    def ranked(self) -> list[ItemRef]:
        ordered = sorted(self.links, key=lambda link: (-link.confidence, link.item))
        return [link.item for link in ordered if link.item not in self.arguable]


def evaluate(mapping: Mapping, gold: Gold, *, seed: int = 1) -> Evaluation:
    """Measure the proposals and the listed links of a mapping.

    Only the mapping's own frameworks are measured; a labelled course is found by id, else by code.
    """
    links: dict[str, list[Link]] = defaultdict(list)
    for link in mapping.links:
        links[link.course].append(link)
    ids = {course.code: course.id for course in mapping.courses}
    ids |= {course.id: course.id for course in mapping.courses}
    used = [used.ref.id for used in mapping.frameworks]
    sheets = [
        _Sheet(
            tuple(links[ids[course]]),
            frozenset(
                i for i, lv in labels.items() if lv == GoldLevel.CLEAR and i.framework in used
            ),
            frozenset(item for item, level in labels.items() if level == GoldLevel.ARGUABLE),
        )
        for course, labels in sorted(gold.courses.items())
        if course in ids
    ]
    items = sorted({item for sheet in sheets for item in (*sheet.wanted, *_proposed(sheet))})
    return Evaluation(
        courses=len(sheets),
        missing=tuple(sorted(course for course in gold.courses if course not in ids)),
        overall=_figures("alle", sheets, seed),
        frameworks=tuple(
            _figures(name, [s.only(lambda i, n=name: i.framework == n) for s in sheets], seed)  # type: ignore[misc]  # a default argument binds the name now
            for name in used
        ),
        items=tuple(
            _figures(str(one), [s.only(lambda i, n=one: i == n) for s in sheets], None)  # type: ignore[misc]  # idem
            for one in items
        ),
    )


def gold_of_review(mapping: Mapping) -> Gold:
    """Take the decisions in a reviewed mapping as labels; only courses with a decision count."""
    courses: dict[str, dict[ItemRef, GoldLevel]] = {}
    for link in mapping.links:
        if link.decisions:
            labels = courses.setdefault(link.course, {})
            if link.status is Status.CONFIRMED:
                labels[link.item] = GoldLevel.CLEAR
            elif link.status is not Status.REJECTED:
                labels[link.item] = GoldLevel.ARGUABLE
    for link in mapping.links:
        if link.course in courses and link.proposed and not link.decisions:
            courses[link.course][link.item] = GoldLevel.ARGUABLE
    return Gold(courses=courses)


def _at(labels: dict[ItemRef, GoldLevel], wanted: GoldLevel) -> Iterable[ItemRef]:
    return (item for item, level in labels.items() if level == wanted)


def _proposed(sheet: _Sheet) -> Iterable[ItemRef]:
    return (link.item for link in sheet.links if link.proposed)


def _figures(name: str, sheets: Sequence[_Sheet], seed: int | None) -> Figures:
    hits, wrong, missed = _sums(sheet.counts for sheet in sheets)
    ranked = [(sheet.ranked, sheet.wanted) for sheet in sheets if sheet.wanted]
    wanted = hits + missed
    return Figures(
        name=name,
        wanted=wanted,
        true_positives=hits,
        false_positives=wrong,
        false_negatives=missed,
        precision=_share(hits, hits + wrong),
        recall=_share(hits, wanted),
        f1=_f1(hits, wrong, missed),
        f1_interval=_bootstrap([sheet.counts for sheet in sheets], seed) if seed else None,
        recall_at={
            k: sum(len(goal & set(order[:k])) for order, goal in ranked) / wanted for k in _RANKS
        }
        if wanted
        else {},
        mrr=sum(_reciprocal(*pair) for pair in ranked) / len(ranked) if ranked else None,
        calibration_error=_calibration_error(sheets),
    )


def _sums(counts: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    columns = list(zip(*counts, strict=True)) or [(), (), ()]
    return sum(columns[0]), sum(columns[1]), sum(columns[2])


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _f1(hits: int, wrong: int, missed: int) -> float | None:
    return _share(2 * hits, 2 * hits + wrong + missed)


def _bootstrap(counts: Sequence[tuple[int, int, int]], seed: int) -> Interval | None:
    if not counts:
        return None
    generator = random.Random(seed)  # noqa: S311 - resampling, not secrets
    drawn = (_f1(*_sums(generator.choices(counts, k=len(counts)))) for _ in range(_SAMPLES))
    values = sorted(value for value in drawn if value is not None)
    if not values:
        return None
    cut = int(len(values) * _TAIL)
    return Interval(low=values[cut], high=values[-1 - cut])


def _reciprocal(order: Sequence[ItemRef], wanted: frozenset[ItemRef]) -> float:
    return next((1 / rank for rank, item in enumerate(order, 1) if item in wanted), 0.0)


def _calibration_error(sheets: Sequence[_Sheet]) -> float | None:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for sheet in sheets:
        for link in sheet.links:
            if link.item not in sheet.arguable:
                place = min(_BINS - 1, int(link.confidence * _BINS))
                bins[place].append((link.confidence, link.item in sheet.wanted))
    count = sum(len(members) for members in bins.values())
    if not count:
        return None
    gaps = (abs(sum(c for c, _ in m) - sum(hit for _, hit in m)) for m in bins.values())
    return sum(gaps) / count

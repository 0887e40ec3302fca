"""Fit the matcher's parameters on labelled course sheets and print what parameters.py should hold.

    python tests/calibration/fit_parameters.py SHEETS.xlsx LABELS.jsonl [SHEETS LABELS ...]

A label line is `{"id": course code, "labels": {"framework:item": 2 | 1}}`: 2 = clearly taught,
1 = touched on or arguable, absent = not taught. The labelled sheets are not part of this project.
Two chances are fitted together, on one weighted sum of the signals: that an item is taught (2
against absent) and that it is at least touched on (1 or 2 against absent). The printed precision
of each band is measured on programmes that the fit never saw: sheets of one programme repeat each
other, so they stay together.
"""

from __future__ import annotations

import dataclasses
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.matching.matcher import EvidenceMatcher
from swcompetence.matching.parameters import BAND_FLOORS, PARAMETERS, Cut, Parameters
from swcompetence.model import Curriculum, Framework, ItemRef
from swcompetence.registry import get_framework
from swcompetence.text import pasted_text

PENALTY = 1.0
"""Half of it times the squared weights, and the squared distance of each framework's cut from the
common one, joins the loss."""
CLEAR = 2
ARGUABLE = 1

Labels = dict[str, dict[str, int]]
Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


class Programme(NamedTuple):
    """The course list of one programme with its labels, by course code."""

    name: str
    curriculum: Curriculum
    labels: Labels


class Row(NamedTuple):
    """One course and one item that its text speaks of, or that it is labelled with."""

    programme: str
    framework: str
    features: tuple[float, ...] | None
    """None for a label that no signal reaches."""
    is_plain: bool
    level: int
    is_near: bool = False
    """Whether the item is listed for its nearness alone."""


class Quality(NamedTuple):
    """What proposals are worth: clear labels are wanted, arguable ones count neither way."""

    precision: float
    recall: float
    f1: float

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


def measured_frameworks() -> list[Framework]:
    """Give the editions that the labels are about."""
    return [get_framework(name) for name in sorted(PARAMETERS.cuts)]


def read_programmes(arguments: Sequence[str]) -> list[Programme]:
    """Read pairs of a course list and its labels."""
    programmes = []
    for sheets, labels_file in zip(arguments[::2], arguments[1::2], strict=True):
        lines = Path(labels_file).read_text(encoding="utf-8").splitlines()
        labels = {line["id"]: line["labels"] for line in map(json.loads, filter(None, lines))}
        path = Path(sheets)
        programmes.append(Programme(path.stem, read_course_list(path)[0], labels))
    return programmes


def read_rows(programmes: Sequence[Programme], frameworks: Sequence[Framework]) -> list[Row]:
    """Give a row for each course and item with a signal or a label."""
    matcher = EvidenceMatcher(frameworks)
    rows: list[Row] = []
    for programme in programmes:
        pasted = pasted_text(programme.curriculum)
        for course in programme.curriculum.courses:
            gold = programme.labels.get(course.code, {})
            signals = matcher.read(course, pasted).signals
            for item, facts in signals.items():
                level = gold.get(item, 0)
                rows.append(
                    Row(programme.name, item.framework, facts.features, facts.is_plain, level)
                )
            near = {c.item for c in matcher.candidates(course, pasted)} - signals.keys()
            for name in {*near, *(ItemRef(label) for label in gold)} - signals.keys():
                level = gold.get(name, 0)
                rows.append(
                    Row(
                        programme.name,
                        name.framework,
                        None,
                        is_plain=False,
                        level=level,
                        is_near=name in near,
                    )
                )
    return rows


def fit(rows: Sequence[Row]) -> Parameters:
    """Fit weights, flatness and cuts; the rest stays as in the parameters in use."""
    reached = [row for row in rows if row.features is not None]
    names = sorted(PARAMETERS.cuts)
    x = np.array([row.features for row in reached], dtype=float)
    level = np.array([row.level for row in reached])
    place = np.array([names.index(row.framework) for row in reached])
    target = np.stack([level > 0, level == CLEAR]).astype(float)
    counts = np.stack([np.ones(len(reached)), level != ARGUABLE]).astype(float)
    size, editions = x.shape[1], len(names)

    def loss(theta: Numbers) -> tuple[float, Numbers]:
        weights, steepness = theta[:size], math.exp(theta[size])
        common, own = theta[size + 1 : size + 3], theta[size + 3 :].reshape(2, editions)
        total = x @ weights
        z = np.stack([total, steepness * total]) + common[:, None] + own[:, place]
        error = (1 / (1 + np.exp(-z)) - target) * counts
        value = (counts * (np.logaddexp(0, z) - target * z)).sum()
        value += PENALTY / 2 * ((weights**2).sum() + (own**2).sum())
        slope = [
            x.T @ (error[0] + steepness * error[1]) + PENALTY * weights,
            [steepness * (error[1] * total).sum()],
            error.sum(axis=1),
            *(np.bincount(place, error[k], editions) + PENALTY * own[k] for k in (0, 1)),
        ]
        return float(value), np.concatenate(slope)

    start = np.zeros(size + 3 + 2 * editions)
    theta = minimize(loss, start, jac=True, method="L-BFGS-B").x
    steepness = math.exp(theta[size])
    common, own = theta[size + 1 : size + 3], theta[size + 3 :].reshape(2, editions)
    cuts = common + own.T
    return dataclasses.replace(
        PARAMETERS,
        weights=tuple(round(float(steepness * weight), 2) for weight in theta[:size]),
        flatness=round(1 / steepness, 2),
        cuts={
            name: _cut(cut, [row for row in rows if row.framework == name])
            for name, cut in zip(names, cuts, strict=True)
        },
        other=_cut(cuts[place].mean(axis=0), rows),
    )


def _cut(pair: Numbers, rows: Sequence[Row]) -> Cut:
    mention, confidence = pair.round(2).tolist()
    near = [row.level > 0 for row in rows if row.is_near]
    return Cut(mention, confidence, round(sum(near) / max(len(near), 1), 2))


def leave_one_out(rows: Sequence[Row]) -> list[tuple[float, Row]]:
    """Give each row the confidence of parameters that never saw its programme; 0 if unreached."""
    judged = []
    for name in sorted({row.programme for row in rows}):
        parameters = fit([row for row in rows if row.programme != name])
        judged += [
            (parameters.chances(row.framework, row.features)[0] if row.features else 0.0, row)
            for row in rows
            if row.programme == name
        ]
    return judged


def quality(judged: Sequence[tuple[float, Row]], threshold: float) -> Quality:
    """Measure the proposals at a threshold."""
    proposed = [
        row.level == CLEAR
        for confidence, row in judged
        if confidence >= threshold and row.is_plain and row.level != ARGUABLE
    ]
    wanted = sum(row.level == CLEAR for _, row in judged)
    precision, recall = sum(proposed) / len(proposed), sum(proposed) / wanted
    return Quality(precision, recall, 2 * precision * recall / (precision + recall))


def wilson(hits: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Give Wilson's 95 % interval of a share (Wilson 1927)."""
    share, spread = hits / n, z * z / n
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return middle - half, middle + half


def main() -> None:
    """Print the fitted numbers and what they are worth."""
    rows = read_rows(read_programmes(sys.argv[1:]), measured_frameworks())
    print(fit(rows))  # noqa: T201
    judged = leave_one_out(rows)
    for threshold in (0.30, 0.35, 0.40, 0.45, 0.50):
        print(f"threshold {threshold:.2f}: {quality(judged, threshold)}")  # noqa: T201
    ceiling = 1.01
    for band, floor in BAND_FLOORS:
        hits = [
            row.level == CLEAR
            for confidence, row in judged
            if floor <= confidence < ceiling and row.features and row.level != ARGUABLE
        ]
        low, high = wilson(sum(hits), len(hits))
        print(f"{band}: precision {sum(hits) / len(hits):.2f}, n {len(hits)}, {low:.2f}-{high:.2f}")  # noqa: T201
        ceiling = floor


if __name__ == "__main__":
    main()

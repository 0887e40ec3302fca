"""Fit the matcher's parameters on labelled course sheets and print what parameters.py should hold.

    python tests/calibration/fit_parameters.py SHEETS.xlsx LABELS.jsonl [SHEETS LABELS ...]

A label line is `{"id": course code, "labels": {"framework:item": 2 | 1}}`: 2 = clearly taught,
1 = arguable and left out, absent = not taught. The labelled sheets are not part of this project.
The printed precision of each band comes from cross-validation over sheets, never from the sheets
that a model was fitted on.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.matching.matcher import EvidenceMatcher
from swcompetence.matching.parameters import BAND_FLOORS, PARAMETERS
from swcompetence.model import Framework
from swcompetence.registry import get_framework

PENALTY = 1.0
"""Weight decay: half of it times the squared weights joins the loss; the intercept is free."""
FOLDS = 5
REPEATS = 4
CLEAR = 2
ARGUABLE = 1


class Row(NamedTuple):
    """One course and one item that its text speaks of."""

    sheet: str
    item: str
    features: tuple[float, ...]
    has_evidence: bool
    level: int


class Quality(NamedTuple):
    """What the proposals at a threshold are worth."""

    precision: float
    recall: float
    f1: float

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


def measured_frameworks() -> list[Framework]:
    """Give the editions that the labels are about."""
    return [get_framework(one) for one in sorted(PARAMETERS.measured)]


def label_files(arguments: Sequence[str]) -> list[tuple[Path, Path]]:
    """Pair the sheets with their labels."""
    paths = [Path(argument) for argument in arguments]
    return list(zip(paths[::2], paths[1::2], strict=True))


def read_rows(
    pairs: Sequence[tuple[Path, Path]], frameworks: Sequence[Framework]
) -> tuple[list[Row], int]:
    """Give a row for each course and item with a signal, and the labels that no signal reaches."""
    matcher = EvidenceMatcher(frameworks)
    rows: list[Row] = []
    missed = 0
    for sheets, labels_file in pairs:
        lines = labels_file.read_text(encoding="utf-8").splitlines()
        labels = {one["id"]: one["labels"] for one in map(json.loads, filter(None, lines))}
        for course in read_course_list(sheets)[0].courses:
            gold: dict[str, int] = labels.get(course.code, {})
            signals = matcher.signals(course)
            for item, found in signals.items():
                level = gold.get(item, 0)
                rows.append(
                    Row(course.code, item, found.features, found.has_absolute_evidence, level)
                )
            missed += sum(level == CLEAR and item not in signals for item, level in gold.items())
    return rows, missed


def fit(rows: Sequence[Row], steps: int = 25) -> list[float]:
    """Fit a logistic by Newton steps; gives the intercept and a weight for each feature."""
    data = [
        ((1.0, *row.features), float(row.level == CLEAR)) for row in rows if row.level != ARGUABLE
    ]
    size = len(data[0][0])
    weights = [0.0] * size
    for _ in range(steps):
        gradient = [0.0] + [PENALTY * w for w in weights[1:]]
        hessian = [[PENALTY * (i == j > 0) for j in range(size)] for i in range(size)]
        for x, y in data:
            p = chance(weights, x[1:])
            for i in range(size):
                gradient[i] += (p - y) * x[i]
                for j in range(size):
                    hessian[i][j] += p * (1 - p) * x[i] * x[j]
        weights = [w - d for w, d in zip(weights, solve(hessian, gradient), strict=True)]
    return weights


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a small linear system by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(len(rows)):
            if k != i:
                factor = rows[k][i] / rows[i][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def chance(weights: Sequence[float], features: Sequence[float]) -> float:
    """Give the logistic of the weighted features."""
    z = weights[0] + sum(w * f for w, f in zip(weights[1:], features, strict=True))
    return 1 / (1 + math.exp(-z))


def cross_validate(rows: Sequence[Row]) -> list[float]:
    """Give each row the mean chance from models that never saw its sheet."""
    sheets = sorted({row.sheet for row in rows})
    sums = [0.0] * len(rows)
    for repeat in range(REPEATS):
        order = sheets[:]
        random.Random(repeat).shuffle(order)  # noqa: S311 - folds, not secrets
        fold = {sheet: place % FOLDS for place, sheet in enumerate(order)}
        for held in range(FOLDS):
            weights = fit([row for row in rows if fold[row.sheet] != held], steps=8)
            for place, row in enumerate(rows):
                if fold[row.sheet] == held:
                    sums[place] += chance(weights, row.features) / REPEATS
    return sums


def cross_validated(rows: Sequence[Row]) -> list[tuple[float, Row]]:
    """Give each clear row with its cross-validated chance."""
    return [
        (p, row) for p, row in zip(cross_validate(rows), rows, strict=True) if row.level != ARGUABLE
    ]


def quality(judged: Sequence[tuple[float, Row]], missed: int, threshold: float) -> Quality:
    """Measure the proposals at a threshold; arguable labels count neither way."""
    proposed = [row.level == CLEAR for p, row in judged if p >= threshold and row.has_evidence]
    wanted = missed + sum(row.level == CLEAR for _, row in judged)
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
    rows, missed = read_rows(label_files(sys.argv[1:]), measured_frameworks())
    weights = fit(rows)
    print(f"intercept={weights[0]:.2f}, weights={tuple(round(w, 2) for w in weights[1:])}")  # noqa: T201
    judged = cross_validated(rows)
    for threshold in (0.36, 0.38, 0.40, 0.42, 0.44, 0.46, 0.48, 0.50):
        print(f"threshold {threshold:.2f}: {quality(judged, missed, threshold)}")  # noqa: T201
    ceiling = 1.01
    for band, floor in BAND_FLOORS:
        hits = [row.level == CLEAR for p, row in judged if floor <= p < ceiling]
        low, high = wilson(sum(hits), len(hits))
        print(f"{band}: precision {sum(hits) / len(hits):.2f}, n {len(hits)}, {low:.2f}-{high:.2f}")  # noqa: T201
        ceiling = floor


if __name__ == "__main__":
    main()

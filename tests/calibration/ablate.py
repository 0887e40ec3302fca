"""Take one ingredient of the matcher away at a time, fit again and print what is lost.

    python tests/calibration/ablate.py SHEETS.xlsx LABELS.jsonl [SHEETS LABELS ...]

Every line is cross-validated over sheets, as in fit_parameters.py, at the shipped threshold.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from fit_parameters import (
    Row,
    cross_validated,
    label_files,
    measured_frameworks,
    quality,
    read_rows,
)

from swcompetence.matching.parameters import PARAMETERS
from swcompetence.matching.signals import FEATURES
from swcompetence.model import Framework, Indicator, IndicatorKind, Strength

Files = Sequence[tuple[Path, Path]]


def without(framework: Framework, is_dropped: Callable[[Indicator], bool]) -> Framework:
    """Give an edition without some of its indicators."""
    items = [
        one.model_copy(update={"indicators": tuple(i for i in one.indicators if not is_dropped(i))})
        for one in framework.items
    ]
    return framework.model_copy(update={"items": tuple(items)})


def without_other_senses(framework: Framework) -> Framework:
    """Give an edition that knows no phrase in which its words have another sense."""
    items = [
        one.model_copy(
            update={
                "not_in": (),
                "indicators": tuple(i.model_copy(update={"not_near": ()}) for i in one.indicators),
            }
        )
        for one in framework.items
    ]
    return framework.model_copy(update={"items": tuple(items)})


def variants(frameworks: Sequence[Framework]) -> Iterator[tuple[str, list[Framework]]]:
    """Give the editions with one kind of knowledge taken away."""
    dropped: dict[str, Callable[[Indicator], bool]] = {
        "all indicators": lambda _: True,
        "weak terms": lambda i: i.strength is Strength.WEAK,
        "pairs": lambda i: i.kind is IndicatorKind.PAIR,
        "terms for titles": lambda i: i.where == "title",
        "beginnings and ends (*)": lambda i: "*" in i.phrase,
    }
    for name, is_dropped in dropped.items():
        yield name, [without(one, is_dropped) for one in frameworks]
    yield "other senses", [without_other_senses(one) for one in frameworks]


def show(name: str, rows: Sequence[Row], missed: int) -> None:
    """Print the quality of one variant."""
    print(f"{name:28} {quality(cross_validated(rows), missed, PARAMETERS.threshold)}")  # noqa: T201


def main() -> None:
    """Print a line for the whole matcher and one for each ingredient that is left out."""
    files: Files = label_files(sys.argv[1:])
    frameworks = measured_frameworks()
    rows, missed = read_rows(files, frameworks)
    show("everything", rows, missed)
    for place, feature in enumerate(FEATURES):
        kept = [
            row._replace(features=(*row.features[:place], *row.features[place + 1 :]))
            for row in rows
        ]
        show(f"no signal {feature!r}", kept, missed)
    for name, variant in variants(frameworks):
        show(f"no {name}", *read_rows(files, variant))


if __name__ == "__main__":
    main()

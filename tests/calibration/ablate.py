"""Take one ingredient of the matcher away at a time, fit again and print what is lost.

    python tests/calibration/ablate.py SHEETS.xlsx LABELS.jsonl [SHEETS LABELS ...]

Every line is measured on programmes that the fit never saw, at the shipped threshold.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

from fit_parameters import (
    Row,
    leave_one_out,
    measured_frameworks,
    quality,
    read_programmes,
    read_rows,
)

from swcompetence.matching.parameters import PARAMETERS
from swcompetence.matching.signals import FEATURES
from swcompetence.model import Framework, Indicator, IndicatorKind, Strength


def without(framework: Framework, is_dropped: Callable[[Indicator], bool]) -> Framework:
    """Give an edition without some of its indicators."""
    items = [
        item.model_copy(
            update={"indicators": tuple(i for i in item.indicators if not is_dropped(i))}
        )
        for item in framework.items
    ]
    return framework.model_copy(update={"items": tuple(items)})


def without_other_senses(framework: Framework) -> Framework:
    """Give an edition that knows no phrase in which its words have another sense."""
    items = [
        item.model_copy(
            update={
                "not_in": (),
                "indicators": tuple(i.model_copy(update={"not_near": ()}) for i in item.indicators),
            }
        )
        for item in framework.items
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
        yield name, [without(edition, is_dropped) for edition in frameworks]
    yield "other senses", [without_other_senses(edition) for edition in frameworks]


def show(name: str, rows: Sequence[Row]) -> None:
    """Print the quality of one variant."""
    print(f"{name:28} {quality(leave_one_out(rows), PARAMETERS.core)}")  # noqa: T201


def main() -> None:
    """Print a line for the whole matcher and one for each ingredient that is left out."""
    programmes = read_programmes(sys.argv[1:])
    frameworks = measured_frameworks()
    rows = read_rows(programmes, frameworks)
    show("everything", rows)
    for place, feature in enumerate(FEATURES):
        silenced = [
            row._replace(features=(*row.features[:place], 0.0, *row.features[place + 1 :]))
            if row.features
            else row
            for row in rows
        ]
        show(f"no signal {feature!r}", silenced)
    for name, variant in variants(frameworks):
        show(f"no {name}", read_rows(programmes, variant))


if __name__ == "__main__":
    main()

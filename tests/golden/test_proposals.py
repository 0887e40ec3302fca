"""Every proposal for the shipped lists; `pytest tests/golden --renew-golden` writes them anew."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from swcompetence import propose
from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.registry import default_frameworks

HERE = Path(__file__).parent
HEAD = ("course", "item", "treatment", "tie", "band", "confidence", "mention")


class Proposal(NamedTuple):
    treatment: str
    tie: str
    """What an explicit tie places the theme in; else `general`, or nothing outside OCMW themes."""
    band: str
    confidence: str
    mention: str


Proposals = dict[tuple[str, str], Proposal]


def proposals_of(path: Path) -> Proposals:
    curriculum, _ = read_course_list(path)
    return {
        (link.course, str(link.item)): Proposal(
            treatment=link.treatment,
            tie=link.tie_context or link.tie or "",
            band=str(link.band),
            confidence=f"{link.confidence:.2f}",
            mention=f"{link.mention:.2f}",
        )
        for link in propose(curriculum, default_frameworks()).links
        if link.proposed
    }


def write_golden(path: Path, proposals: Proposals) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows([*key, *proposals[key]] for key in sorted(proposals))


def read_golden(path: Path) -> Proposals:
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file, delimiter="\t")
    assert tuple(head) == HEAD
    return {(course, item): Proposal(*facts) for course, item, *facts in rows}


def difference(golden: Proposals, today: Proposals) -> list[str]:
    """One line for each proposal that came, went or changed."""
    lines = []
    for course, item in sorted(golden.keys() | today.keys()):
        before, after = golden.get((course, item)), today.get((course, item))
        if before != after:
            change = "came" if before is None else "went" if after is None else "changed"
            facts = " -> ".join(" ".join(facts) if facts else "-" for facts in (before, after))
            lines.append(f"{change:8} {course:12} {item:44} {facts}")
    return lines


@pytest.mark.parametrize(
    "name", ["bachelor-sociaal-werk-scheldezoom", "graduaat-maatschappelijk-werk-denderkant"]
)
def test_the_proposals_are_the_golden_ones(
    name: str, checkout: Path, request: pytest.FixtureRequest
) -> None:
    golden = HERE / f"{name}.tsv"
    today = proposals_of(checkout / "curricula" / f"{name}.xlsx")
    if request.config.getoption("--renew-golden"):
        write_golden(golden, today)

    lines = difference(read_golden(golden), today)

    assert not lines, "\n".join(["the proposals changed (--renew-golden accepts it):", *lines])


def test_a_difference_reads_as_a_table() -> None:
    sure = Proposal("core", "ocmw", "hoog", "0.91", "0.95")
    weak = Proposal("touched", "", "midden", "0.25", "0.45")
    golden = {("A1", "kader:a"): sure, ("A1", "kader:b"): sure, ("B1", "kader:a"): weak}
    today = {("A1", "kader:a"): sure, ("A1", "kader:b"): weak, ("C1", "kader:a"): weak}

    lines = difference(golden, today)

    assert [line.split() for line in lines] == [
        "changed A1 kader:b core ocmw hoog 0.91 0.95 -> touched midden 0.25 0.45".split(),
        "went B1 kader:a touched midden 0.25 0.45 -> -".split(),
        "came C1 kader:a - -> touched midden 0.25 0.45".split(),
    ]

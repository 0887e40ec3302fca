"""The section *Matrix*: every item against every course, a letter and a colour a cell."""

from __future__ import annotations

from swcompetence.report.findings.gap_report import FrameworkLines, GapReport, State
from swcompetence.report.findings.wording import LETTERS
from swcompetence.report.page.block import (
    Chapter,
    Facts,
    Line,
    Matrix,
    MatrixRow,
    Prose,
    Stretch,
    Subsection,
)
from swcompetence.report.page.chart import STATE_TONES
from swcompetence.report.page.names import PageNames

_LEGEND = {
    State.CONFIRMED: "bevestigd door een lesgever",
    State.PROPOSED: "voorgesteld, nog niet bevestigd",
    State.MENTIONED: "terloops vermeld: een duidelijke term, te weinig voor een voorstel",
    State.POSSIBLE: "mogelijk: enkel zwakke woorden; telt enkel mee in hoog",
}


def matrix_section(report: GapReport, names: PageNames) -> Chapter:
    """Tell per item and course what is known."""
    legend = tuple(
        ("", (Line((Stretch(words),), lead=LETTERS[state], tone=STATE_TONES[state]),))
        for state, words in _LEGEND.items()
    )
    return Chapter(
        anchor="matrix",
        title="Matrix",
        intro=(
            Prose(("Eén letter per kaderitem en opleidingsonderdeel. Leeg: geen aanwijzing.",)),
            Facts(legend),
        ),
        parts=tuple(
            Subsection(framework.title, (_matrix(report, framework, names),))
            for framework in report.frameworks
        ),
    )


def _matrix(report: GapReport, framework: FrameworkLines, names: PageNames) -> Matrix:
    rows = [
        MatrixRow(
            group=line.coverage.group or "",
            label=line.coverage.label,
            anchor=names.anchor(line.coverage.item),
            counts=(
                len(line.coverage.confirmed),
                len(line.coverage.proposed),
                len(line.coverage.mentioned),
            ),
            cells=tuple(
                (LETTERS[state], STATE_TONES[state])
                for state in (line.state(course.id) for course in report.courses)
            ),
        )
        for line in framework.items
    ]
    return Matrix(
        caption=f"{framework.title}: kaderitems tegenover opleidingsonderdelen",
        courses=tuple((course.code, course.title) for course in report.courses),
        has_groups=any(row.group for row in rows),
        rows=tuple(rows),
        totals=tuple(
            (
                f"aantal {LETTERS[state]} ({state})",
                tuple(
                    sum(line.state(course.id) is state for line in framework.items)
                    for course in report.courses
                ),
            )
            for state in (State.CONFIRMED, State.PROPOSED)
        ),
    )

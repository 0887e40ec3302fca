"""The section *Matrix*: every item against every course, a letter and a colour a cell."""

from __future__ import annotations

from swcompetence.report.findings.gap_report import GapReport, State
from swcompetence.report.findings.wording import LETTERS
from swcompetence.report.page.block import Chapter, Facts, Matrix, MatrixRow, Prose, Subsection
from swcompetence.report.page.chart import STATE_TONES
from swcompetence.report.page.names import PageNames, text_line

_LEGEND = {
    State.CONFIRMED: "bevestigd door een lesgever",
    State.PROPOSED: "voorgesteld, nog niet bevestigd",
    State.MENTIONED: "terloops vermeld: een duidelijke term, te weinig voor een voorstel",
    State.POSSIBLE: "mogelijk: enkel zwakke woorden; telt enkel mee in hoog",
}


def matrix_section(report: GapReport, names: PageNames) -> Chapter:
    """Tell per item and course what is known."""
    legend = tuple(
        ("", (text_line(words, lead=LETTERS[state], tone=STATE_TONES[state]),))
        for state, words in _LEGEND.items()
    )
    courses = tuple((course.code, course.title) for course in report.courses)
    parts = []
    for framework in report.frameworks:
        states = [[line.state(course.id) for course in report.courses] for line in framework.items]
        rows = tuple(
            MatrixRow(
                group=line.coverage.group or "",
                label=line.coverage.label,
                anchor=names.anchor(line.coverage.item),
                counts=tuple(line.counts.values()),
                cells=tuple((LETTERS[state], STATE_TONES[state]) for state in of_line),
            )
            for line, of_line in zip(framework.items, states, strict=True)
        )
        totals = tuple(
            (
                f"aantal {LETTERS[state]} ({state})",
                tuple(sum(line[n] is state for line in states) for n in range(len(courses))),
            )
            for state in (State.CONFIRMED, State.PROPOSED)
        )
        caption = f"{framework.title}: kaderitems tegenover opleidingsonderdelen"
        matrix = Matrix(caption, courses, any(row.group for row in rows), rows, totals)
        parts.append(Subsection(framework.title, (matrix,)))
    return Chapter(
        anchor="matrix",
        title="Matrix",
        intro=(
            Prose(("Eén letter per kaderitem en opleidingsonderdeel. Leeg: geen aanwijzing.",)),
            Facts(legend),
        ),
        parts=tuple(parts),
    )

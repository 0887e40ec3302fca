"""The chapter *Matrix*: every item against every course, OCMW practice first."""

from __future__ import annotations

from collections import Counter

from swcompetence.analysis.finding import Finding, FrameworkFindings
from swcompetence.phrasing import shortened
from swcompetence.report.document.block import (
    Chapter,
    ColumnRole,
    Prose,
    ReportCell,
    ReportColumn,
    ReportTable,
    Row,
    Subsection,
    cells,
)
from swcompetence.report.document.cells import FINDING_TONES, SHOWN_FINDINGS, tie_cell
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import FINDING_WORDS, LETTERS

_LEGEND = "; ".join(f"{letter} = {FINDING_WORDS[finding]}" for finding, letter in LETTERS.items())
_INTRO = (
    f"{_LEGEND}; leeg = geen vermelding. De bevinding volgt de sterkste letter van de rij. Wie hier"
    " een letter wijzigt, ziet tellingen veranderen, niet de zinnen op andere bladen."
)
_TITLE = 60
_CREDITS = "studiepunten"


def _finding_formula() -> str:
    """Give the finding of a row out of its letters, see `wording.FINDING_WORDS`."""
    words = f'"{FINDING_WORDS[Finding.NO_TRACE]}"'
    for finding, letter in reversed(LETTERS.items()):
        words = f'IF(COUNTIF({{marks}},"{letter}")>0,"{FINDING_WORDS[finding]}",{words})'
    return words


_COLUMNS = (
    ReportColumn("Kader", ColumnRole.CHOICE, 16),
    ReportColumn("Cluster", ColumnRole.CHOICE, 18),
    ReportColumn("Kaderitem", ColumnRole.ABOUT, 38),
    ReportColumn("Bevinding", ColumnRole.CHOICE, 21, formula=_finding_formula()),
    ReportColumn("Verband", ColumnRole.CHOICE, 19),
    *(
        ReportColumn(
            LETTERS[f], ColumnRole.COUNT, 4.5, formula=f'COUNTIF({{marks}},"{LETTERS[f]}")'
        )
        for f in SHOWN_FINDINGS
    ),
)


def matrix_chapter(report: GapReport) -> Chapter:
    """Tell per item and course what is known."""
    marks = {f: ReportCell(LETTERS.get(f), tone=FINDING_TONES[f]) for f in FINDING_WORDS}
    rows = [
        (framework, item, {found.course: marks[found.finding] for found in item.courses})
        for framework in report.ocmw_first
        for item in framework.items
    ]
    columns = (
        ReportColumn(
            shortened(course.name, _TITLE),
            ColumnRole.MARK,
            3.6,
            above=(ReportCell(course.credits),),
            url=course.url or "",
        )
        for course in report.courses
    )
    table = ReportTable(
        "Matrix",
        "Kaderitems tegenover opleidingsonderdelen",
        (*_COLUMNS, *columns),
        tuple(
            cells(
                framework.ref.id,
                item.group,
                ReportCell(item.label, item=item.item),
                ReportCell(FINDING_WORDS[item.finding], tone=FINDING_TONES[item.finding]),
                tie_cell(item),
                *(len(item.of(finding)) for finding in SHOWN_FINDINGS),
                *(by_course.get(course.id) for course in report.courses),
            )
            for framework, item, by_course in rows
        ),
        empty="Geen kaderitems.",
        group_by=1,
        totals=tuple(_total(report, framework) for framework in report.ocmw_first),
        above=(_CREDITS,),
    )
    return Chapter(
        "matrix",
        "Matrix",
        "Matrix: kaderitems en opleidingsonderdelen",
        (Subsection("", (Prose((_INTRO,), "note"), table)),),
        is_wide=True,
        frozen=3,
    )


def _total(report: GapReport, framework: FrameworkFindings) -> Row:
    """Count per course the items of one framework that are a subject, confirmed or not."""
    parts = (
        f'COUNTIFS({{Matrix.Kader}},"{framework.ref.id}",{{column}},"{LETTERS[finding]}")'
        for finding in SHOWN_FINDINGS[:2]
    )
    formula = "+".join(parts)
    numbers = Counter(
        found.course
        for item in framework.items
        for found in item.courses
        if found.finding in SHOWN_FINDINGS[:2]
    )
    blank = [ReportCell()] * (len(_COLUMNS) - 1)
    label = ReportCell(f"{framework.title}: aantal B of V")
    return (
        label,
        *blank,
        *(ReportCell(numbers[course.id], formula=formula) for course in report.courses),
    )

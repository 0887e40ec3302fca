"""The chapter *Samenvatting*: the answer in a sentence, one picture, and where to begin."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from swcompetence.analysis.finding import Finding
from swcompetence.analysis.ocmw import FirstGap, OcmwPractice
from swcompetence.model import CourseField
from swcompetence.model.mapping import OCMW, Tie
from swcompetence.phrasing import counted, shortened
from swcompetence.report.document.account import unread_words
from swcompetence.report.document.block import (
    Block,
    Chapter,
    Chart,
    ColumnRole,
    Prose,
    ReportCell,
    ReportColumn,
    ReportTable,
    Row,
    Subsection,
    cells,
    line,
)
from swcompetence.report.document.cells import FINDING_TONES, SHOWN_FINDINGS, quote_line, rule_prose
from swcompetence.report.document.practice import clusters_table
from swcompetence.report.findings.gap_report import GapReport, distinct_title
from swcompetence.report.findings.wording import ABOUT_SHEETS, FINDING_WORDS, NO_NORM

CHART_TITLE = "OCMW-thema's per cluster, naar bevinding"
_GAPS = "Om mee te beginnen"
_QUOTE, _TITLE, _LABEL = 42, 34, 60
"""Characters on the first page."""
_IN_TITLE = "in de titel"
_REJECTED_HERE = ReportCell("daar afgewezen")
_GAP_COLUMNS = (
    # A link is cut off where it does not fit on one line.
    ReportColumn("Thema", ColumnRole.ABOUT, 56),
    ReportColumn("Bevinding", ColumnRole.CHOICE, 24),
    ReportColumn("Dichtst bij", ColumnRole.TEXT, 26),
    ReportColumn("Waarom", ColumnRole.QUOTE, 40),
    ReportColumn("Vraag", ColumnRole.TEXT, 30),
)
_QUESTIONS = {
    Finding.NO_TRACE: "Waar hoort dit?",
    Finding.WEAK_TRACE: "Gaat dit hierover?",
    Finding.REJECTED: "Afgewezen: is dat bewust?",
    Finding.TOUCHED: "Volstaat een vermelding?",
}
_WHERE_IN_OCMW = "Waar passen studenten dit toe in een OCMW?"


def summary_chapter(report: GapReport) -> Chapter:
    """Tell the state of play on one page."""
    chart = chart_of(report)
    picture = (Prose((ABOUT_SHEETS,)), chart) if chart else ()
    parts = [Subsection("", (Prose((report.answer,), "lead"), *picture))]
    if report.practice:
        parts.append(Subsection(_GAPS, tuple(_first_gaps(report, report.practice))))
    parts.append(Subsection("", (Prose(tuple(_standing(report)), "list"),)))
    return Chapter(
        "samenvatting", "Samenvatting", "OCMW-praktijk in de fiches", tuple(parts), is_one_page=True
    )


def chart_of(report: GapReport) -> Chart | None:
    """Give the picture: the themes of every cluster by finding; None without OCMW practice."""
    themes = report.framework(OCMW)
    if themes is None or not themes.items:
        return None
    table = clusters_table(themes)
    series = enumerate(FINDING_WORDS, len(table.columns) - len(FINDING_WORDS))
    return Chart(
        CHART_TITLE, table, 0, tuple((place, FINDING_TONES[finding]) for place, finding in series)
    )


def _first_gaps(report: GapReport, practice: OcmwPractice) -> Iterator[Block]:
    yield ReportTable(
        "EersteThemas",
        _GAPS,
        _GAP_COLUMNS,
        tuple(_gap(report, gap) for gap in practice.first_gaps),
        empty="Geen: elk thema is onderwerp in de context van OCMW of lokaal bestuur.",
        is_listed=False,
    )
    yield rule_prose(report, "thema's om mee te beginnen")


def _gap(report: GapReport, gap: FirstGap) -> Row:
    is_general = gap.tie is Tie.GENERAL and gap.finding in SHOWN_FINDINGS
    finding = FINDING_WORDS[gap.finding] + (", zonder OCMW-verband" if is_general else "")
    nearest, quote = _nearest(report, gap)
    return cells(
        ReportCell(shortened(gap.label, _LABEL), item=gap.item),
        ReportCell(finding, tone=FINDING_TONES[gap.finding]),
        shortened(nearest, _TITLE),
        quote,
        _WHERE_IN_OCMW if is_general else _QUESTIONS.get(gap.finding, _WHERE_IN_OCMW),
    )


def _nearest(report: GapReport, gap: FirstGap) -> tuple[str, ReportCell]:
    """Name the course to begin with and say why: where it was rejected, or what its sheet says."""
    item, point = report.item(gap.item), gap.starting_point
    for course in item.courses if item else ():
        if gap.finding is course.finding is Finding.REJECTED:
            return distinct_title(report.course(course.course), report.courses), _REJECTED_HERE
    if not point:
        return "geen fiche", ReportCell()
    is_title = point.field is CourseField.TITLE
    words = line(_IN_TITLE) if is_title else quote_line(point.quote, [point.term], limit=_QUOTE)
    kin = [line(f"verwant thema: {shortened(point.related, _TITLE)}")] if point.related else []
    nearest = distinct_title(report.course(point.course), report.courses)
    return nearest, ReportCell(lines=(*kin, words))


def _standing(report: GapReport) -> Iterator[str]:
    """Say how far the review is, what could not be read, and what this is not."""
    review = report.review
    said = []
    if judged := review.accepted + review.rejected:
        share = floor(100 * review.accepted / judged)
        said.append(f"aanvaardden {share} % van de voorstellen die ze beoordeelden")
    if review.added:
        said.append(f"voegden {counted(review.added, 'koppeling', 'koppelingen')} toe")
    if said:
        yield f"Lesgevers {' en '.join(said)}."
    elif review.progress.by_matrix:
        yield "Niet nagekeken door lesgevers: enkel de matrix van de opleiding telt als besluit."
    else:
        yield "Niet nagekeken door de opleiding."
    if unread := unread_words(report):
        yield unread
    yield NO_NORM
    yield "Dit beoordeelt fiches, geen lesgevers."

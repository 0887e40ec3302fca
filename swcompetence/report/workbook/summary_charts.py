"""The charts on the sheet *Samenvatting*: clusters beside the reference, findings per framework."""

from __future__ import annotations

from xlsxwriter.workbook import Workbook

from swcompetence.analysis.reference.representation import Representation
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.practice import FIELDS
from swcompetence.report.findings.wording import FINDING_WORDS, shortened
from swcompetence.report.page.numbers import credits_words, fine_percent
from swcompetence.report.sheets.charts import (
    FINDING_SERIES,
    SHARE_SERIES,
    ChartKind,
    ChartWords,
    Spot,
    insert_bars,
)
from swcompetence.report.sheets.sheet import Area, Sheet
from swcompetence.report.workbook.ocmw import CLUSTER_COLUMN, REFERENCE_COLUMN, SHARE_COLUMN

_RIGHT = 8
_LEGEND = 45
_HEIGHTS = (275, 195)
"""Pixels that the two charts need at least."""
_SHARE_CHART = "Waarover gaat de OCMW-inhoud ({ects} stp. verwacht)? Deel per cluster"
_FINDING_CHART = "Wat de fiches tonen van elk kader (aantal items)"


def insert_summary_charts(
    workbook: Workbook,
    sheet: Sheet,
    report: GapReport,
    areas: tuple[Area | None, Area],
    top: int,
) -> None:
    """Put two charts one above the other, to the right of the tables.

    Args:
        workbook: that the sheet belongs to.
        sheet: the sheet *Samenvatting*, written as far as the end of its tables.
        report: what is told.
        areas: the clusters with their share, None without them; and the counts of findings.
        top: the row that the charts start on.
    """
    clusters, frameworks = areas
    high, low = _HEIGHTS
    while sheet.height(top, sheet.row) < high + low:
        sheet.row += 1
    width = sheet.pixels(_RIGHT) - 4
    spare = sheet.height(top, sheet.row) - high - low
    # Each chart hangs from a row, so the lower one starts at the first that is free.
    middle = top
    while sheet.height(top, middle) < high + spare // 2:
        middle += 1
    if clusters is not None and report.practice is not None:
        insert_bars(
            workbook,
            sheet,
            _share_kind(report.practice.representation),
            (clusters, (CLUSTER_COLUMN, SHARE_COLUMN, REFERENCE_COLUMN)),
            _share_words(report.practice.representation),
            Spot(top, _RIGHT, width, sheet.height(top, middle) - 6),
        )
    if report.frameworks:
        insert_bars(
            workbook,
            sheet,
            FINDING_SERIES,
            (frameworks, (0, 2, 3, 4, 5)),
            ChartWords(_FINDING_CHART, _findings_told(report)),
            Spot(middle, _RIGHT, width, sheet.height(middle, sheet.row) - 4),
        )


def _share_kind(compared: Representation) -> ChartKind:
    """Name the reference in the legend."""
    own, wanted = SHARE_SERIES.series
    name = f"referentie: {shortened(compared.reference_title, _LEGEND)}"
    return SHARE_SERIES._replace(series=(own, wanted._replace(name=name)))


def _share_words(compared: Representation) -> ChartWords:
    """Name the credits as well: a large part of little remains little."""
    lines = "; ".join(
        f"{one.label}: {fine_percent(one.share)} in de fiches, {fine_percent(one.reference_share)}"
        " in de referentie"
        for one in compared.clusters
    )
    return ChartWords(
        _SHARE_CHART.format(ects=credits_words(compared.credits.expected)),
        f"Referentie ‘{compared.reference_title}’. {lines}.",
    )


def _findings_told(report: GapReport) -> str:
    frameworks = "; ".join(
        f"{one.title}: "
        + ", ".join(f"{one.count(finding)} {words}" for finding, words in FINDING_WORDS.items())
        for one in report.frameworks
        if one.id != FIELDS
    )
    return f"{frameworks}."

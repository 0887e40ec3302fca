"""The narrowest path in a sheet: per item and track whether every student meets it."""

from __future__ import annotations

from collections.abc import Iterator

from swcompetence.analysis.checks.narrowest_path import Meeting, NarrowestPath, PathItem, TrackPath
from swcompetence.model import FrameworkRef, ItemRef
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import decimal
from swcompetence.report.sheets.sheet import Cell, Column, Sheet
from swcompetence.report.sheets.style import Look

MEETING_LOOKS = {
    Meeting.SURE: Look.CONFIRMED,
    Meeting.IF_CONFIRMED: Look.PROPOSED,
    Meeting.UNDETERMINED: Look.UNJUDGED,
    Meeting.MISSABLE: Look.NOT_FOUND,
    Meeting.ABSENT: Look.SETTLED,
}
"""Colour of a cell by the words it begins with."""
NO_COMPULSORY = "De lijst zegt nergens welke opleidingsonderdelen verplicht zijn."
_COLUMNS = (
    Column("Kader", Look.CELL_STRONG),
    Column("Traject"),
    *(Column(met.value, Look.COUNT) for met in Meeting),
)
_LINE = 190
_MOST_COURSES = 4
_WHOLE = "hele opleiding"


def path_titles(report: GapReport) -> tuple[str, ...]:
    """Give the heading of the column of each track."""
    tracks = [path.track for path in report.paths[0].paths] if report.paths else []
    return tuple(f"Smalste traject: {track}" if track else "Smalste traject" for track in tracks)


def says_no_compulsory(report: GapReport) -> bool:
    """Say whether the list says of no course at all that it is compulsory or elective."""
    return any(
        len(path.unstated) == path.total and not path.is_unstated_compulsory
        for path in report.paths
    )


def path_cells(report: GapReport) -> dict[ItemRef, list[Cell]]:
    """Say per item and track whether every student meets it, and by which courses not."""
    cells: dict[ItemRef, list[Cell]] = {}
    is_short = says_no_compulsory(report)
    for framework in report.paths:
        for path in framework.paths:
            for item in path.items:
                cells.setdefault(item.item, []).append(
                    item.meeting.value if is_short else _words(report, item)
                )
    return cells


def _words(report: GapReport, item: PathItem) -> str:
    about = {
        Meeting.MISSABLE: ("enkel in", item.avoidable),
        Meeting.UNDETERMINED: ("verplicht of keuze niet vermeld:", item.unstated),
    }
    words, courses = about.get(item.meeting, ("", ()))
    if not courses:
        return item.meeting.value
    told = [report.course(course) for course in courses[:_MOST_COURSES]]
    codes = ", ".join(course.code or course.title for course in told)
    rest = len(courses) - _MOST_COURSES
    return f"{item.meeting}\n{words} {codes}{f' en nog {rest}' if rest > 0 else ''}"


def write_paths(sheet: Sheet, report: GapReport) -> None:
    """Write how many items of each framework a student of each track meets, and which not."""
    sheet.heading("Smalste traject: wat kan een student missen?")
    rows = [_row(framework, path) for framework in report.paths for path in framework.paths]
    sheet.grid(_COLUMNS, rows)
    sheet.row += 1
    for sentence in _sentences(report):
        sheet.lines(sentence, _LINE)
    for rule in dict.fromkeys(framework.rule for framework in report.paths):
        sheet.lines(f"Regel: {rule}", _LINE, Look.NOTE)


def _row(framework: NarrowestPath, path: TrackPath) -> list[Cell]:
    return [
        FrameworkRef(framework.framework).id,
        path.track or _WHOLE,
        *(len(path.of(met)) for met in Meeting),
    ]


def _sentences(report: GapReport) -> Iterator[str]:
    if report.paths:
        for path in report.paths[0].paths:
            yield (
                f"•  Elke student van {path.track or 'de opleiding'} volgt {len(path.courses)}"
                f" opleidingsonderdelen ({decimal(path.credits)} studiepunten) waarvan de lijst"
                " zegt dat ze verplicht zijn."
            )
    for framework in report.paths:
        for path in framework.paths:
            labels = [item.label for item in path.of(Meeting.MISSABLE)]
            if labels:
                where = f" in {path.track}" if path.track else ""
                yield f"•  {framework.title}, te missen{where}: {'; '.join(labels)}."

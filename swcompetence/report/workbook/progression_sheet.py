"""The sheet *Leerlijn*: every item through the phases, and whether every student meets it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from swcompetence.analysis.checks.narrowest_path import Meeting, PathItem
from swcompetence.analysis.checks.progression import ItemProgression, Progression
from swcompetence.cells import inert
from swcompetence.model import FrameworkRef, ItemRef
from swcompetence.phrasing import first_few
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import WHOLE_PATH, decimal, shortened
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.sheet import HEAD_ROWS, Cell, Sheet, SheetColumn
from swcompetence.report.sheets.style import Look
from swcompetence.report.workbook.evidence import named_level

_MEETING_LOOKS: dict[str, Look] = {
    Meeting.SURE: Look.CONFIRMED,
    Meeting.IF_CONFIRMED: Look.PROPOSED,
    Meeting.UNDETERMINED: Look.UNJUDGED,
    Meeting.MISSABLE: Look.NOT_FOUND,
    Meeting.ABSENT: Look.SETTLED,
}
"""Colour of a cell by the words it begins with."""
_NO_COMPULSORY = "De lijst zegt nergens welke opleidingsonderdelen verplicht zijn."
_COLUMNS = (
    SheetColumn("Kader", Look.CELL_STRONG),
    SheetColumn("Traject"),
    *(SheetColumn(met.value, Look.COUNT) for met in Meeting),
)
_PATH_LINE = 190
_MOST_COURSES = 4
_NAMES = (17, 30)
_PHASE_WIDTH, _ORDER_WIDTH, _PATH_WIDTH = 36, 27, 30
_LEAST_COLUMNS = 7
_HEADER_LENGTH = 60
_HEADER_ROW = HEAD_ROWS + 2
_LINE = 200
_ORDER_CHECK = "volgorde-doorbroken"
_BROKEN, _UNCLEAR, _KEPT = "doorbroken", "niet te beoordelen", "in orde"
_INTRO = (
    "In welke fase komt een kaderitem terug, en op welk niveau (I introductie, V verdieping, B"
    " beheersing)? Niveaus geven lesgevers bij bevestigde koppelingen; een voorstel heeft er geen."
    " Volgorde is leeg bij minder dan twee bevestigde koppelingen. ‘Smalste traject’ zegt of elke"
    " student het item tegenkomt. De regels staan onder de lijst."
)
_NO_FRAMEWORK = "Er is geen kader dat de opleiding hoort te dekken."


def _says_no_compulsory(report: GapReport) -> bool:
    """Say whether the list says of no course at all that it is compulsory or elective."""
    return any(
        len(path.unstated) == path.total and not path.is_unstated_compulsory
        for path in report.paths
    )


def _path_cells(report: GapReport) -> dict[ItemRef, list[Cell]]:
    """Say per item and track whether every student meets it, and by which courses not."""
    cells: dict[ItemRef, list[Cell]] = {}
    is_short = _says_no_compulsory(report)
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
    codes = first_few(_codes(report, courses), _MOST_COURSES, " en nog {n}")
    return f"{item.meeting}\n{words} {codes}"


def _write_paths(sheet: Sheet, report: GapReport) -> None:
    sheet.heading("Smalste traject: wat kan een student missen?")
    rows: list[list[Cell]] = [
        [
            FrameworkRef(framework.framework).id,
            path.track or WHOLE_PATH,
            *(len(path.of(met)) for met in Meeting),
        ]
        for framework in report.paths
        for path in framework.paths
    ]
    sheet.grid(_COLUMNS, rows)
    sheet.row += 1
    for path in report.paths[0].paths if report.paths else ():
        sheet.lines(
            f"•  Elke student van {path.track or 'de opleiding'} volgt {len(path.courses)}"
            f" opleidingsonderdelen ({decimal(path.credits)} studiepunten) waarvan de lijst"
            " zegt dat ze verplicht zijn.",
            _PATH_LINE,
        )
    for framework in report.paths:
        for path in framework.paths:
            labels = "; ".join(item.label for item in path.of(Meeting.MISSABLE))
            where = f" in {path.track}" if path.track else ""
            if labels:
                sheet.lines(f"•  {framework.title}, te missen{where}: {labels}.", _PATH_LINE)
    for rule in dict.fromkeys(framework.rule for framework in report.paths):
        sheet.lines(f"Regel: {rule}", _PATH_LINE, Look.NOTE)


def write_progression(book: Book, report: GapReport) -> None:
    """Add the sheet, as wide as the programme has phases and tracks."""
    phases = report.progressions[0].phases if report.progressions else ()
    paths = report.paths[0].paths if report.paths else ()
    tracks = [f"Smalste traject: {p.track}" if p.track else "Smalste traject" for p in paths]
    widths = (
        *_NAMES,
        *[_PHASE_WIDTH] * len(phases),
        _ORDER_WIDTH,
        *[_PATH_WIDTH] * max(len(tracks), _LEAST_COLUMNS - len(_NAMES) - len(phases) - 1),
    )
    sheet = book.sheet("Leerlijn", widths)
    sheet.title("Leerlijn: van fase tot fase, en wat een student kan missen")
    sheet.notes(_INTRO, _LINE, until=0)
    if _says_no_compulsory(report):
        sheet.lines(_NO_COMPULSORY, _LINE, Look.NOTE)
    header = sheet.row = max(sheet.row, _HEADER_ROW)
    headers = _unique(["Kader", "Kaderitem", *map(_phase_title, phases), "Volgorde", *tracks])
    looks = [Look.CELL_MINOR, Look.CELL_STRONG, *[Look.CELL] * (len(headers) - len(_NAMES))]
    columns = [SheetColumn(name, look) for name, look in zip(headers, looks, strict=True)]
    orders, meetings = _order(report), _path_cells(report)
    rows: list[list[Cell]] = [
        [
            *(FrameworkRef(progression.framework).id, item.label),
            *("\n".join(_cell(report, progression, item, p)) for p in progression.phases),
            *(orders[item.item], *meetings[item.item]),
        ]
        for progression in report.progressions
        for item in progression.items
    ]
    area = sheet.table("Leerlijn", columns, rows, "Elk kaderitem per fase, met niveau en traject")
    order, last = len(_NAMES) + len(phases), len(columns) - 1
    sheet.tint_starts(area, order, {_BROKEN: Look.NOT_FOUND, _UNCLEAR: Look.UNJUDGED})
    if last > order:
        sheet.tint_starts(area, order + 1, _MEETING_LOOKS, last=last)
    sheet.row += 1
    _write_paths(sheet, report)
    if not report.progressions:
        sheet.lines(_NO_FRAMEWORK, _LINE)
    for rule in dict.fromkeys(progression.rule for progression in report.progressions):
        sheet.lines(f"Regel van de leerlijn: {rule}", _LINE, Look.NOTE)
    for check in (check for check in report.checks if check.code == _ORDER_CHECK):
        sheet.lines(f"Volgorde: {check.in_words}. Regel: {check.rule}", _LINE, Look.NOTE)
    sheet.finish_table(header, len(_NAMES))


def _phase_title(phase: str | None) -> str:
    if phase is None:
        return "Fase onbekend"
    return f"Fase {phase}" if phase.isdigit() else phase


def _unique(names: Sequence[str]) -> list[str]:
    """Make headers that a spreadsheet table takes: short, on one line, each another word."""
    headers: dict[str, str] = {}
    for name in names:
        short = shortened(inert(name), _HEADER_LENGTH)
        number, free = 1, short
        while free.casefold() in headers:
            number += 1
            free = f"{short} ({number})"
        headers[free.casefold()] = free
    return list(headers.values())


def _cell(
    report: GapReport, progression: Progression, item: ItemProgression, phase: str | None
) -> Iterator[str]:
    """Name the courses of one phase, one level a line; proposals last."""
    for level in progression.levels:
        if confirmed := item.cell(phase, level).confirmed:
            name = "niveau niet ingevuld" if level is None else named_level(level)
            yield f"{name}: {', '.join(_codes(report, confirmed))}"
    if proposed := item.cell(phase, None).proposed:
        yield f"voorgesteld: {', '.join(_codes(report, proposed))}"


def _codes(report: GapReport, courses: Sequence[str]) -> list[str]:
    return [report.course(course).code or report.course(course).title for course in courses]


def _order(report: GapReport) -> dict[ItemRef, str]:
    confirmed = {line.coverage.item: len(line.coverage.confirmed) for line in report.items}
    order = {item: _KEPT if number > 1 else "" for item, number in confirmed.items()}
    for check in report.checks:
        if check.code == _ORDER_CHECK:
            order |= {row.item: f"{_UNCLEAR}\n{row.remark}" for row in check.not_judged if row.item}
            order |= {row.item: f"{_BROKEN}\n{row.remark}" for row in check.rows if row.item}
    return order

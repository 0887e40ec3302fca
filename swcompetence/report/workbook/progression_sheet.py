"""The sheet *Leerlijn*: every item through the phases, and whether every student meets it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook

from swcompetence.analysis.checks.progression import ItemProgression, Progression
from swcompetence.cells import inert
from swcompetence.model import FrameworkRef, ItemRef
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import shortened
from swcompetence.report.sheets.sheet import HEAD_ROWS, Area, Cell, Column, Head, Sheet
from swcompetence.report.sheets.style import Look, Style
from swcompetence.report.workbook.link_words import named_level
from swcompetence.report.workbook.path_table import (
    MEETING_LOOKS,
    NO_COMPULSORY,
    path_cells,
    path_titles,
    says_no_compulsory,
    write_paths,
)

PROGRESSION = "Leerlijn"
_NAMES = (17, 30)
_PHASE_WIDTH, _ORDER_WIDTH, _PATH_WIDTH = 36, 27, 30
_LEAST_COLUMNS = 7
_HEADER_LENGTH = 60
_HEADER_ROW = HEAD_ROWS + 2
_LINE = 200
_ORDER_CHECK = "volgorde-doorbroken"
_BROKEN, _UNCLEAR, _KEPT = (
    "doorbroken",
    "niet te beoordelen",
    "in orde",
)
_ORDER_LOOKS = {_BROKEN: Look.NOT_FOUND, _UNCLEAR: Look.UNJUDGED}
_INTRO = (
    "In welke fase komt een kaderitem terug, en op welk niveau (I introductie, V verdieping, B"
    " beheersing)? Niveaus geven lesgevers bij bevestigde koppelingen; een voorstel heeft er geen."
    " Volgorde is leeg bij minder dan twee bevestigde koppelingen. ‘Smalste traject’ zegt of elke"
    " student het item tegenkomt. De regels staan onder de lijst."
)
_NO_FRAMEWORK = "Er is geen kader dat de opleiding hoort te dekken."


def progression_sheet(workbook: Workbook, style: Style, head: Head, report: GapReport) -> Sheet:
    """Make the sheet, as wide as the programme has phases and tracks."""
    widths = [
        *_NAMES,
        *[_PHASE_WIDTH] * len(_phases(report)),
        _ORDER_WIDTH,
        *[_PATH_WIDTH] * len(path_titles(report)),
    ]
    widths += [_PATH_WIDTH] * (_LEAST_COLUMNS - len(widths))
    return Sheet(workbook, style, PROGRESSION, head, widths)


def write_progression(sheet: Sheet, report: GapReport) -> None:
    """Fill the sheet."""
    sheet.title("Leerlijn: van fase tot fase, en wat een student kan missen")
    sheet.row = HEAD_ROWS - 1
    sheet.lines(_INTRO, _LINE, Look.NOTE)
    if says_no_compulsory(report):
        sheet.lines(NO_COMPULSORY, _LINE, Look.NOTE)
    header = sheet.row = max(sheet.row, _HEADER_ROW)
    phases = _phases(report)
    looks = [Look.CELL_MINOR, Look.CELL_STRONG]
    headers = [
        "Kader",
        "Kaderitem",
        *map(_phase_title, phases),
        "Volgorde",
        *path_titles(report),
    ]
    looks += [Look.CELL] * (len(headers) - len(looks))
    columns = [Column(name, look) for name, look in zip(_unique(headers), looks, strict=True)]
    rows = list(_rows(report))
    area = sheet.table("Leerlijn", columns, rows, "Elk kaderitem per fase, met niveau en traject")
    _tint(sheet, area, len(_NAMES) + len(phases), len(columns) - 1)
    sheet.row += 1
    write_paths(sheet, report)
    _write_rules(sheet, report)
    sheet.freeze(header + 1, len(_NAMES))
    sheet.finish(repeat=(header, header))


def _phases(report: GapReport) -> tuple[str | None, ...]:
    """Give the phases, which are the same for every framework."""
    return report.progressions[0].phases if report.progressions else ()


def _phase_title(phase: str | None) -> str:
    if phase is None:
        return "Fase onbekend"
    return f"Fase {phase}" if phase.isdigit() else phase


def _unique(names: Sequence[str]) -> list[str]:
    """Make headers that a spreadsheet table takes: short, on one line, each another word."""
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        short = shortened(inert(name), _HEADER_LENGTH)
        number, free = 1, short
        while free.casefold() in taken:
            number += 1
            free = f"{short} ({number})"
        taken.add(free.casefold())
        found.append(free)
    return found


def _rows(report: GapReport) -> Iterator[list[Cell]]:
    order, paths = _order(report), path_cells(report)
    for progression in report.progressions:
        for item in progression.items:
            yield [
                FrameworkRef(progression.framework).id,
                item.label,
                *("\n".join(_cell(report, progression, item, p)) for p in progression.phases),
                order[item.item],
                *paths[item.item],
            ]


def _cell(
    report: GapReport, progression: Progression, item: ItemProgression, phase: str | None
) -> Iterator[str]:
    """Name the courses of one phase, one level a line; proposals last."""
    for level in progression.levels:
        if confirmed := item.cell(phase, level).confirmed:
            name = "niveau niet ingevuld" if level is None else named_level(level)
            yield f"{name}: {_codes(report, confirmed)}"
    if proposed := item.cell(phase, None).proposed:
        yield f"voorgesteld: {_codes(report, proposed)}"


def _codes(report: GapReport, courses: Sequence[str]) -> str:
    return ", ".join(
        report.course(course).code or report.course(course).title for course in courses
    )


def _order(report: GapReport) -> dict[ItemRef, str]:
    """Say of every item whether its levels come in order."""
    confirmed = {line.coverage.item: len(line.coverage.confirmed) for line in report.items}
    found = {item: _KEPT if number > 1 else "" for item, number in confirmed.items()}
    for check in report.checks:
        if check.code == _ORDER_CHECK:
            found |= {row.item: f"{_UNCLEAR}\n{row.remark}" for row in check.not_judged if row.item}
            found |= {row.item: f"{_BROKEN}\n{row.remark}" for row in check.rows if row.item}
    return found


def _tint(sheet: Sheet, area: Area, order: int, last: int) -> None:
    """Colour a cell by the words it begins with."""
    looks: list[tuple[tuple[int, int], str, Look]] = [
        ((order, order), word, look) for word, look in _ORDER_LOOKS.items()
    ]
    if last > order:
        looks += [((order + 1, last), met.value, look) for met, look in MEETING_LOOKS.items()]
    for (first_column, last_column), word, look in looks:
        corner: str = xl_rowcol_to_cell(area.first_row, first_column)
        cells = (area.first_row, first_column, area.last_row, last_column)
        sheet.tint(cells, f'LEFT({corner},{len(word)})="{word}"', look)


def _write_rules(sheet: Sheet, report: GapReport) -> None:
    if not report.progressions:
        sheet.lines(_NO_FRAMEWORK, _LINE)
    rules = [progression.rule for progression in report.progressions]
    orders = [check for check in report.checks if check.code == _ORDER_CHECK]
    for rule in dict.fromkeys(rules):
        sheet.lines(f"Regel van de leerlijn: {rule}", _LINE, Look.NOTE)
    for check in orders:
        sheet.lines(f"Volgorde: {check.in_words}. Regel: {check.rule}", _LINE, Look.NOTE)

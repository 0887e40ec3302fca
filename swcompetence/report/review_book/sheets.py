"""The sheets around *Koppelingen*: courses with their progress, items, and what was read."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from swcompetence.model import NOTHING_FITS, Framework, Mapping
from swcompetence.report.findings.wording import SEVERITY_WORDS, counted, decimal
from swcompetence.report.review_book.rows import (
    NOTHING_FITS_LABEL,
    POSSIBLE,
    CourseProgress,
)
from swcompetence.report.sheets.sheet import HEAD_ROWS, Area, Cell, Column, Formula, Sheet
from swcompetence.report.sheets.style import Look
from swcompetence.review.sheet import ReviewColumn as Asked

COURSES, COURSE_WIDTHS = "Opleidingsonderdelen", (14, 60, 16, 14, 14, 12, 12, 18)
ITEMS, ITEM_WIDTHS = "Kaders", (20, 26, 40, 80, 34)
READ, READ_WIDTHS = "Ingelezen", (22, 80, 24, 12, 34, 24)
_COURSE_COLUMNS = (
    Column("Code", Look.CELL_STRONG),
    Column("Opleidingsonderdeel"),
    Column("Fase"),
    Column("Studiepunten", Look.CREDITS),
    Column("Na te kijken", Look.COUNT),
    Column("Beslist", Look.COUNT),
    Column("Open", Look.COUNT),
    Column("Stand"),
)
_ASKED, _DECIDED, _OPEN, _STAND = 4, 5, 6, 7
_ITEM_COLUMNS = (
    Column("Kader", Look.CELL_MINOR),
    Column("Kaderitem", Look.CELL_MINOR),
    Column("Naam", Look.CELL_STRONG),
    Column("Definitie"),
    Column("Cluster", Look.CELL_MINOR),
)
_ISSUE_COLUMNS = (
    Column("Ernst", Look.CELL_STRONG),
    Column("Melding"),
    Column("Blad"),
    Column("Cel"),
    Column("Bestand", Look.CELL_MINOR),
    Column("Soort", Look.CELL_MINOR),
)
_PLACE = {column: place for place, column in enumerate(Asked)}
_WILD = str.maketrans({"*": "~*", "?": "~?", "~": "~~", '"': '""'})


def write_courses(sheet: Sheet, courses: Sequence[CourseProgress], links: Area) -> None:
    """Fill *Opleidingsonderdelen*: the counts are formulas over *Koppelingen*."""
    sheet.title("Opleidingsonderdelen: hoe ver staan we?")
    sheet.put(
        HEAD_ROWS - 1,
        0,
        "De cijfers rekenen mee met wat u op het blad Koppelingen kiest. Beslist = akkoord of niet"
        " akkoord; twijfel blijft open.",
        Look.NOTE,
    )
    top = HEAD_ROWS + 1
    last = top + max(1, len(courses))
    for column in range(len(COURSE_WIDTHS)):
        sheet.put(HEAD_ROWS, column, None, Look.TOTAL_LABEL)
    sheet.put(HEAD_ROWS, 0, "Totaal", Look.TOTAL_LABEL)
    totals = {
        _ASKED: sum(one.asked for one in courses),
        _DECIDED: sum(one.decided for one in courses),
    }
    totals[_OPEN] = totals[_ASKED] - totals[_DECIDED]
    for column, value in totals.items():
        cells = f"{_cell(top + 1, column)}:{_cell(last, column)}"
        sheet.put(HEAD_ROWS, column, Formula(f"SUM({cells})", value), Look.TOTAL)
    sheet.row = top
    rows = [_course(one, row, links) for row, one in enumerate(courses, top + 1)]
    area = sheet.table("Voortgang", _COURSE_COLUMNS, rows, "Voortgang per opleidingsonderdeel")
    stand = f"${_cell(area.first_row, _STAND)}"
    stands = (area.first_row, _STAND, area.last_row, _STAND)
    sheet.tint(stands, f'{stand}="klaar"', Look.CONFIRMED)
    sheet.tint(stands, f'{stand}="bezig"', Look.PROPOSED)
    sheet.freeze(top + 1, 2)
    sheet.finish(repeat=(HEAD_ROWS, top))


def progress_formula(courses: Sequence[CourseProgress]) -> Formula:
    """Say in words how far the whole review stands, over the totals of *Opleidingsonderdelen*."""
    asked = sum(one.asked for one in courses)
    decided = sum(one.decided for one in courses)
    cells = [f"{COURSES}!{_cell(HEAD_ROWS, column)}" for column in (_DECIDED, _ASKED)]
    return Formula(f'"Beslist: "&{cells[0]}&" van "&{cells[1]}', f"Beslist: {decided} van {asked}")


def _course(one: CourseProgress, row: int, links: Area) -> list[Cell]:
    asked, decided, is_open = (_cell(row, column) for column in (_ASKED, _DECIDED, _OPEN))
    left = one.asked - one.decided
    stand = (
        f'IF({asked}=0,"geen voorstellen",IF({is_open}=0,"klaar",'
        f'IF({decided}=0,"nog te doen","bezig")))'
    )
    said = "bezig" if one.decided else "nog te doen"
    if not left:
        said = "klaar" if one.asked else "geen voorstellen"
    return [
        one.code,
        one.course.title,
        one.course.phase,
        one.course.credits,
        Formula(_asked_formula(one, row, links), one.asked),
        Formula(_decided_formula(one, row, links), one.decided),
        Formula(f"{asked}-{decided}", left),
        Formula(stand, said),
    ]


def _own(one: CourseProgress, row: int, links: Area) -> str:
    """Give range and criterion that pick the rows of a course; a code may hold wildcards."""
    is_wild = any(char in one.code for char in "*?~")
    wanted = f'"={one.code.translate(_WILD)}"' if is_wild else f'"="&${_cell(row, 0)}'
    return f"{links.column(_PLACE[Asked.CODE])},{wanted}"


def _asked_formula(one: CourseProgress, row: int, links: Area) -> str:
    own = _own(one, row, links)
    status = links.column(_PLACE[Asked.STATUS])
    verdict = links.column(_PLACE[Asked.VERDICT])
    return (
        f'COUNTIFS({own},{status},"<>{POSSIBLE}")'
        f'+COUNTIFS({own},{status},"{POSSIBLE}",{verdict},"<>")'
    )


def _decided_formula(one: CourseProgress, row: int, links: Area) -> str:
    """Count akkoord, niet akkoord, and added rows, which mean akkoord without saying so.

    The asterisks allow for a space that somebody typed after the word.
    """
    own = _own(one, row, links)
    known = links.column(_PLACE[Asked.ID])
    item = links.column(_PLACE[Asked.ITEM])
    verdict = links.column(_PLACE[Asked.VERDICT])
    return (
        f'COUNTIFS({own},{verdict},"akkoord*")+COUNTIFS({own},{verdict},"niet akkoord*")'
        f'+COUNTIFS({own},{known},"=",{item},"<>",{verdict},"=")'
    )


def _cell(row: int, column: int) -> str:
    address: str = xl_rowcol_to_cell(row, column)
    return address


def write_items(sheet: Sheet, frameworks: Sequence[Framework]) -> None:
    """Fill *Kaders*: every item that a course can be linked to."""
    sheet.title("Kaders: waaraan gekoppeld wordt")
    sheet.put(HEAD_ROWS - 1, 0, " · ".join(f"{f.id}: {f.title}" for f in frameworks), Look.NOTE)
    rows: list[list[Cell]] = []
    for framework in frameworks:
        for item in framework.mapping_items:
            group = framework.group(item)
            label = group.label if group else None
            rows.append([framework.id, item.id, item.label, item.definition, label])
        nothing = (
            f"Kies dit item als niets uit ‘{framework.title}’ bij het opleidingsonderdeel past."
        )
        rows.append([framework.id, NOTHING_FITS, NOTHING_FITS_LABEL, nothing, None])
    sheet.table("Kaderitems", _ITEM_COLUMNS, rows, "Items van de kaders")
    sheet.freeze(HEAD_ROWS + 1, 3)
    sheet.finish(repeat=(HEAD_ROWS, HEAD_ROWS))


def write_read(sheet: Sheet, mapping: Mapping) -> None:
    """Fill *Ingelezen*: what was read and what went less smoothly."""
    sheet.title("Ingelezen: wat er uit uw lijst gelezen is")
    for curriculum in mapping.curricula:
        source = curriculum.source.file if curriculum.source else "niet opgegeven"
        courses = counted(len(curriculum.courses), "opleidingsonderdeel", "opleidingsonderdelen")
        for question, answer in (
            ("Bestand", source),
            ("Gelezen", f"{courses}, {decimal(curriculum.total_credits)} studiepunten"),
        ):
            sheet.put(sheet.row, 0, question, Look.QUESTION_LINE)
            sheet.put(sheet.row, 1, answer, Look.PROSE)
            sheet.row += 1
    sheet.row += 1
    sheet.heading(f"Meldingen ({len(mapping.issues)})")
    rows: list[list[Cell]] = [
        [
            SEVERITY_WORDS[issue.severity],
            issue.message,
            issue.where.sheet,
            issue.where.cell,
            issue.where.file,
            issue.code,
        ]
        for issue in mapping.issues
    ]
    if rows:
        sheet.table("Meldingen", _ISSUE_COLUMNS, rows, "Meldingen bij het inlezen")
    else:
        sheet.put(sheet.row, 0, "Geen meldingen: alles is gelezen zoals verwacht.", Look.PROSE)
    sheet.freeze(HEAD_ROWS - 1)
    sheet.finish(repeat=(0, HEAD_ROWS - 1))

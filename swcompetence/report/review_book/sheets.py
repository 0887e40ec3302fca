"""The sheets around *Koppelingen*: courses with their progress, items, and what was read."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.model import NOTHING_FITS, Framework, ItemRef, Mapping, Verdict
from swcompetence.phrasing import counted, decimal, shortened
from swcompetence.report.findings.wording import NO_ISSUES, SEVERITY_WORDS
from swcompetence.report.review_book.links import ShownItem
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.sheet import HEAD_ROWS, Area, Cell, Formula, SheetColumn, address
from swcompetence.report.sheets.style import Look
from swcompetence.review.rows import CourseProgress
from swcompetence.review.sheet import (
    NOTHING_FITS_LABEL,
    POSSIBLE,
    SHORT_WORDS,
    VERDICT_WORDS,
    ReviewColumn,
)

_COURSES = "Opleidingsonderdelen"
_ITEMS, _LABEL = "Kaders", 2
_ISSUE_COLUMNS = (
    SheetColumn("Ernst", Look.CELL_STRONG),
    *(SheetColumn(header) for header in ("Melding", "Blad", "Cel")),
    *(SheetColumn(header, Look.CELL_MINOR) for header in ("Bestand", "Soort")),
)
_COURSE_COLUMNS = (
    SheetColumn("Code", Look.CELL_STRONG),
    SheetColumn("Opleidingsonderdeel"),
    SheetColumn("Fase"),
    SheetColumn("Studiepunten", Look.CREDITS),
    SheetColumn("Na te kijken", Look.COUNT),
    SheetColumn("Beslist", Look.COUNT),
    SheetColumn("Open", Look.COUNT),
    SheetColumn("Stand"),
)
_LONGEST_NAME, _LONGEST_CODE = 120, 100
"""What fits in a text of a formula, and in a criterion of COUNTIFS with room for its signs."""
_ASKED, _DECIDED, _OPEN, _STAND = 4, 5, 6, 7
_ITEM_COLUMNS = (
    SheetColumn("Kader", Look.CELL_MINOR),
    SheetColumn("Kaderitem", Look.CELL_MINOR),
    SheetColumn("Naam", Look.CELL_STRONG),
    SheetColumn("Definitie"),
    SheetColumn("Cluster", Look.CELL_MINOR),
)
_PLACE = {column: place for place, column in enumerate(ReviewColumn)}
_ALSO_TYPED = {Verdict.ACCEPT: ("ja",), Verdict.TOUCHED: (), Verdict.REJECT: ("nee",)}


def write_courses(book: Book, courses: Sequence[CourseProgress], links: Area) -> None:
    """Add *Opleidingsonderdelen*: the counts are formulas over *Koppelingen*."""
    widths = (14, 60, 16, 14, 14, 12, 12, 18)
    sheet = book.sheet(_COURSES, widths)
    sheet.title("Opleidingsonderdelen: hoe ver staan we?")
    sheet.put(
        HEAD_ROWS - 1,
        0,
        "De cijfers rekenen mee met wat u op het blad Koppelingen kiest. Beslist = akkoord,"
        " terloops of niet akkoord; twijfel blijft open.",
        Look.NOTE,
    )
    top = HEAD_ROWS + 1
    last = top + max(1, len(courses))
    for column in range(len(widths)):
        sheet.put(HEAD_ROWS, column, None, Look.TOTAL_LABEL)
    sheet.put(HEAD_ROWS, 0, "Totaal", Look.TOTAL_LABEL)
    asked = sum(course.asked for course in courses)
    decided = sum(course.decided for course in courses)
    for column, value in ((_ASKED, asked), (_DECIDED, decided), (_OPEN, asked - decided)):
        cells = f"{address(top + 1, column)}:{address(last, column)}"
        sheet.put(HEAD_ROWS, column, Formula(f"SUM({cells})", value), Look.TOTAL)
    sheet.row = top
    rows = [_course(course, row, links) for row, course in enumerate(courses, top + 1)]
    area = sheet.table("Voortgang", _COURSE_COLUMNS, rows, "Voortgang per opleidingsonderdeel")
    sheet.tint_words(area, _STAND, {"klaar": Look.CONFIRMED, "bezig": Look.PROPOSED})
    sheet.freeze(top + 1, 2)
    sheet.finish(repeat=(HEAD_ROWS, top))


def progress_formula(courses: Sequence[CourseProgress]) -> Formula:
    """Say in words how far the whole review stands, over the totals of *Opleidingsonderdelen*."""
    asked = sum(course.asked for course in courses)
    decided = sum(course.decided for course in courses)
    cells = [f"{_COURSES}!{address(HEAD_ROWS, column)}" for column in (_DECIDED, _ASKED)]
    return Formula(f'"Beslist: "&{cells[0]}&" van "&{cells[1]}', f"Beslist: {decided} van {asked}")


def _course(progress: CourseProgress, row: int, links: Area) -> list[Cell]:
    asked, decided, is_open = (address(row, column) for column in (_ASKED, _DECIDED, _OPEN))
    left = progress.asked - progress.decided
    with_course = shortened(progress.with_course, _LONGEST_NAME).replace('"', '""')
    nothing = f"staat bij {with_course}" if with_course else "geen voorstellen"
    formula = (
        f'IF({asked}=0,"{nothing}",IF({is_open}=0,"klaar",IF({decided}=0,"nog te doen","bezig")))'
    )
    stand = "bezig" if progress.decided else "nog te doen"
    if not left:
        stand = "klaar" if progress.asked else nothing.replace('""', '"')
    known, code, label, status, verdict = (
        links.column(_PLACE[column])
        for column in (
            *(ReviewColumn.ID, ReviewColumn.CODE, ReviewColumn.LABEL),
            *(ReviewColumn.STATUS, ReviewColumn.VERDICT),
        )
    )
    # The asterisks allow for a space that somebody typed after the word.
    settled = ",".join(
        f'"{word}"'
        for choice in (Verdict.ACCEPT, Verdict.TOUCHED, Verdict.REJECT)
        for word in (f"{VERDICT_WORDS[choice]}*", SHORT_WORDS[choice], *_ALSO_TYPED[choice])
    )
    same = f"${address(row, 0)}"
    for sign in "~*?":
        if sign in progress.code:  # a wildcard
            same = f'SUBSTITUTE({same},"{sign}","~{sign}")'
    same, is_long = f'"="&{same}', len(progress.code) > _LONGEST_CODE
    rows = f"{code},{same}"
    return [
        progress.code,
        progress.course.title,
        progress.course.phase,
        progress.course.credits,
        progress.asked
        if is_long
        else Formula(
            f'COUNTIFS({rows},{status},"<>{POSSIBLE}")'
            f'+COUNTIFS({rows},{status},"{POSSIBLE}",{verdict},"<>")',
            progress.asked,
        ),
        # An added row means akkoord without saying so.
        progress.decided
        if is_long
        else Formula(
            f"SUM(COUNTIFS({rows},{verdict},{{{settled}}}))"
            f'+COUNTIFS({rows},{known},"=",{label},"<>",{verdict},"=")',
            progress.decided,
        ),
        Formula(f"{asked}-{decided}", left),
        Formula(formula, stand),
    ]


def shown_items(frameworks: Sequence[Framework]) -> dict[ItemRef, ShownItem]:
    """Give every item that a course can be linked to, with its row on the sheet *Kaders*."""
    items: dict[ItemRef, ShownItem] = {}
    row = HEAD_ROWS + 1
    for framework in frameworks:
        for item in framework.mapping_items:
            link = f"internal:'{_ITEMS}'!{address(row, _LABEL)}"
            items[framework.item_ref(item)] = ShownItem(item.label, item.definition or "", link)
            row += 1
        row += 1  # that nothing fits
    return items


def write_items(book: Book, frameworks: Sequence[Framework]) -> None:
    """Add *Kaders*: every item that a course can be linked to."""
    sheet = book.sheet(_ITEMS, (20, 26, 40, 80, 34))
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
    sheet.finish_table(HEAD_ROWS, 3)


def write_read_lists(book: Book, mapping: Mapping) -> None:
    """Add *Ingelezen*: what was read and what went less smoothly."""
    sheet = book.sheet("Ingelezen", (22, 80, 24, 12, 34, 24))
    sheet.title("Ingelezen: wat er uit uw lijst gelezen is")
    for curriculum in mapping.curricula:
        courses = counted(len(curriculum.courses), "opleidingsonderdeel", "opleidingsonderdelen")
        for name, text in (
            ("Bestand", curriculum.source.file if curriculum.source else "niet opgegeven"),
            ("Gelezen", f"{courses}, {decimal(curriculum.total_credits)} studiepunten"),
        ):
            sheet.put(sheet.row, 0, name, Look.QUESTION_LINE)
            sheet.put(sheet.row, 1, text, Look.PROSE)
            sheet.row += 1
    sheet.row += 1
    sheet.heading(f"Meldingen ({len(mapping.issues)})")
    rows: list[list[Cell]] = [
        [
            *(SEVERITY_WORDS[issue.severity], issue.message),
            *(issue.where.sheet, issue.where.cell, issue.where.file, issue.code),
        ]
        for issue in mapping.issues
    ]
    if rows:
        sheet.table("Meldingen", _ISSUE_COLUMNS, rows, "Meldingen bij het inlezen")
    else:
        sheet.put(sheet.row, 0, NO_ISSUES, Look.PROSE)
        sheet.row += 1
    sheet.finish_text()

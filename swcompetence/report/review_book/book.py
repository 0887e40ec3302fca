"""Render the workbook in which lecturers decide: the same mapping gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence

from xlsxwriter.workbook import Workbook

from swcompetence.analysis import review_progress
from swcompetence.cells import inert
from swcompetence.model import Framework, Mapping
from swcompetence.report.findings.wording import date_words
from swcompetence.report.review_book.guide import README, README_WIDTHS, Guide, write_readme
from swcompetence.report.review_book.links import LINK_WIDTHS, LINKS, Lists, links_area, write_links
from swcompetence.report.review_book.rows import (
    LinkRow,
    blind_rows,
    course_progress,
    link_rows,
    programme_title,
)
from swcompetence.report.review_book.sheets import (
    COURSE_WIDTHS,
    COURSES,
    ITEM_WIDTHS,
    ITEMS,
    READ,
    READ_WIDTHS,
    progress_formula,
    write_courses,
    write_items,
    write_read,
)
from swcompetence.report.sheets.archive import finished_archive, new_workbook
from swcompetence.report.sheets.sheet import HEAD_ROWS, Head, Sheet
from swcompetence.report.sheets.style import Style
from swcompetence.review import LEVELS, MAPPING_SHEET, mapping_cells

_NO_DATE = dt.date(2000, 1, 1)
_LINKS_PART = "xl/worksheets/sheet2.xml"
"""Where XlsxWriter puts *Koppelingen*, the second sheet."""
_DATA_ROW = re.compile(rb'<row r="(\d+)"[^>]*>')
_EMPTY_RESULT = re.compile(rb'(<c r="[A-Z]+\d+" s="\d+")(><f>[^<]*</f><v></v></c>)')
_TASK = (
    "Voorstellen komen van een programma. Kies in de gele kolom Besluit: akkoord, niet akkoord of"
    " twijfel."
)


def render_review_book(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    *,
    levels: dict[str, str] = LEVELS,
    blind_seed: int | None = None,
    items_of: str | None = None,
) -> bytes:
    """Write the review workbook (.xlsx) of a mapping.

    Args:
        mapping: before or after earlier rounds; decisions stand filled in, except where somebody
            has to decide again.
        frameworks: the editions that the links point into.
        levels: letter and word of each level that *Niveau* offers.
        blind_seed: hide what the program thinks, and earlier decisions, and put the rows in the
            order that belongs to this number; None shows everything in list order.
        items_of: title of the edition whose items stand where courses do; None for courses.
    """
    content = io.BytesIO()
    with new_workbook(content) as workbook:
        workbook.set_properties(_properties(mapping))
        rows = link_rows(mapping, frameworks)
        is_blind = blind_seed is not None
        guide = Guide(levels, is_blind=is_blind, part=mapping.part, items_of=items_of)
        if blind_seed is not None:
            rows = blind_rows(rows, blind_seed)
        _write_sheets(workbook, mapping, frameworks, rows, guide)
    return finished_archive(content.getvalue(), _finished_part)


def _write_sheets(
    workbook: Workbook,
    mapping: Mapping,
    frameworks: Sequence[Framework],
    rows: Sequence[LinkRow],
    guide: Guide,
) -> None:
    style = Style(workbook)
    progress = review_progress(mapping)
    head = Head(
        programme=programme_title(mapping),
        banner=_TASK,
        is_done=not guide.is_blind and 0 < progress.asked == progress.decided,
        date=date_words(mapping.date),
    )
    courses = course_progress(mapping, rows)
    lists = Lists(mapping, frameworks, guide.levels)
    write_readme(Sheet(workbook, style, README, head, README_WIDTHS), guide)
    links = Sheet(workbook, style, LINKS, head, LINK_WIDTHS)
    write_links(workbook, links, rows, lists, progress_formula(courses))
    write_courses(Sheet(workbook, style, COURSES, head, COURSE_WIDTHS), courses, links_area(rows))
    write_items(Sheet(workbook, style, ITEMS, head, ITEM_WIDTHS), frameworks)
    write_read(Sheet(workbook, style, READ, head, READ_WIDTHS), mapping)
    lists.write(workbook)
    _write_mapping(workbook, mapping)


def _write_mapping(workbook: Workbook, mapping: Mapping) -> None:
    """Write the mapping itself, so that the file stands on its own."""
    worksheet = workbook.add_worksheet(MAPPING_SHEET)
    for row, text in enumerate(mapping_cells(mapping)):
        worksheet.write_string(row, 0, text)
    worksheet.very_hidden()


def _properties(mapping: Mapping) -> dict[str, str | dt.datetime]:
    day = mapping.date or _NO_DATE
    return {
        "title": inert(f"Nakijkbestand {programme_title(mapping)}")[:255],
        "subject": "Koppelingen tussen opleidingsonderdelen en kaders, na te kijken",
        "author": f"{mapping.tool.name} {mapping.tool.version}",
        "created": dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC),
    }


def _finished_part(name: str, part: bytes) -> bytes:
    """Let row heights follow a sort, and say that an empty result is one.

    XlsxWriter marks every height as chosen by a person, and Excel then keeps it whatever the text.
    It leaves out that the result of a formula is an empty text, which reads as no result at all.
    """
    if name != _LINKS_PART:
        return part
    part = _DATA_ROW.sub(_with_free_height, part)
    return _EMPTY_RESULT.sub(rb'\1 t="str"\2', part)


def _with_free_height(row: re.Match[bytes]) -> bytes:
    is_data = int(row[1]) > HEAD_ROWS + 1
    return row[0].replace(b' customHeight="1"', b"") if is_data else row[0]

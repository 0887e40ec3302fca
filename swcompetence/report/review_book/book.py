"""Render the workbook in which lecturers decide: the same mapping gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from swcompetence.analysis.link_standing import review_progress
from swcompetence.model import Framework, Mapping
from swcompetence.model.mapping import LEVELS
from swcompetence.report.findings.wording import date_words
from swcompetence.report.review_book.guide import Guide, write_readme
from swcompetence.report.review_book.links import Lists, links_area, write_links
from swcompetence.report.review_book.sheets import (
    progress_formula,
    shown_items,
    write_courses,
    write_items,
    write_read_lists,
)
from swcompetence.report.sheets.book import Book, Imprint, workbook_bytes
from swcompetence.report.sheets.sheet import HEAD_ROWS, Head
from swcompetence.review.carriers import mapping_cells
from swcompetence.review.rows import (
    blind_rows,
    link_rows,
    programme_title,
    progress_by_course,
)
from swcompetence.review.sheet import MAPPING_SHEET

_LINKS_PART = "xl/worksheets/sheet2.xml"
"""Where XlsxWriter puts *Koppelingen*, the second sheet."""
_DATA_ROW = re.compile(rb'<row r="(\d+)"[^>]*>')
_EMPTY_RESULT = re.compile(rb'(<c r="[A-Z]+\d+" s="\d+")(><f>[^<]*</f><v></v></c>)')
_TASK = (
    "Voorstellen komen van een computerprogramma. Kies in de gele kolom Besluit: akkoord (a),"
    " terloops (t), niet akkoord (n) of twijfel (?)."
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
    rows = link_rows(mapping, frameworks)
    if items_of is not None:
        rows = tuple(row._replace(is_course=False) for row in rows)
    is_blind = blind_seed is not None
    if blind_seed is not None:
        rows = blind_rows(rows, blind_seed)
    progress = review_progress(mapping)
    title = programme_title(mapping)
    imprint = Imprint(
        f"Nakijkbestand {title}",
        "Koppelingen tussen opleidingsonderdelen en kaders, na te kijken",
        f"{mapping.tool.name} {mapping.tool.version}",
        mapping.date,
    )
    head = Head(
        programme=title,
        banner=_TASK,
        is_done=not is_blind and 0 < progress.asked == progress.decided,
        date=date_words(mapping.date),
    )
    is_bare = any(edition.is_bare for edition in frameworks)
    guide = Guide(levels, is_blind, is_bare, mapping.part, items_of)

    def write(book: Book) -> None:
        courses = progress_by_course(mapping, rows)
        lists = Lists(mapping, frameworks, levels)
        write_readme(book, guide)
        write_links(book, rows, lists, progress_formula(courses), shown_items(frameworks))
        write_courses(book, courses, links_area(rows))
        write_items(book, frameworks)
        write_read_lists(book, mapping)
        lists.write(book.workbook)
        # The mapping itself, so that the file stands on its own.
        worksheet = book.workbook.add_worksheet(MAPPING_SHEET)
        for row, text in enumerate(mapping_cells(mapping)):
            worksheet.write_string(row, 0, text)
        worksheet.very_hidden()

    return workbook_bytes(imprint, head, write, _finished_part)


def _finished_part(name: str, part: bytes) -> bytes:
    """Let row heights follow a sort, and say that an empty result is one.

    XlsxWriter marks every height as chosen by a person, and Excel then keeps it whatever the text.
    It leaves out that the result of a formula is an empty text, which reads as no result at all.
    """
    if name != _LINKS_PART:
        return part

    def with_free_height(row: re.Match[bytes]) -> bytes:
        is_data = int(row[1]) > HEAD_ROWS + 1
        return row[0].replace(b' customHeight="1"', b"") if is_data else row[0]

    return _EMPTY_RESULT.sub(rb'\1 t="str"\2', _DATA_ROW.sub(with_free_height, part))

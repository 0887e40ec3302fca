"""The sheet *Koppelingen*: one row a decision, with the cells in which a lecturer decides.

Up to *Besluit* and *OCMW-context* it fits a laptop of 1366 pixels; ids, keys and columns that hold
nothing are hidden.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from swcompetence.cells import inert, web_address
from swcompetence.model import Framework, ItemRef, Verdict
from swcompetence.model import Mapping as LinkMapping
from swcompetence.model.mapping import LEVELS
from swcompetence.phrasing import shortened
from swcompetence.report.sheets.book import Book, ChoiceLists
from swcompetence.report.sheets.sheet import HEAD_ROWS, Area, Formula, Sheet, address
from swcompetence.report.sheets.style import FONT, Colour, Look
from swcompetence.review.evidence import Fragment
from swcompetence.review.rows import LinkRow
from swcompetence.review.sheet import (
    LEVEL_CONFLICT,
    LINK_STATUS_WORDS,
    LINKS_SHEET,
    NO,
    NOTHING_FITS_LABEL,
    POSSIBLE,
    PROPOSED,
    SHORT_WORDS,
    TIE_WORDS,
    VERDICT_WORDS,
    YES,
    shown_codes,
)
from swcompetence.review.sheet import ReviewColumn as Column

_NOT_FOUND = "niet gevonden"
_SPARE_ROWS = 60
_WIDTH = {
    Column.ID: 10, Column.CODE: 9, Column.COURSE: 20, Column.ALSO: 12, Column.FRAMEWORK: 14,
    Column.LABEL: 22, Column.EVIDENCE: 53, Column.ESTIMATE: 13, Column.CONFIDENCE: 10,
    Column.STATUS: 10, Column.CHANGED: 24, Column.VERDICT: 13, Column.KEY: 10, Column.TIE: 11,
    Column.LEVEL: 8, Column.ASSESSED: 12, Column.REVIEWER: 16, Column.DATE: 12, Column.NOTE: 30,
    Column.LAST_KEY: 10, Column.FINAL: 10, Column.ITEM: 20,
}  # fmt: skip
_PLACE = {column: place for place, column in enumerate(Column)}
_KEYS = (Column.ID, Column.KEY, Column.LAST_KEY)
_DECIDED = tuple(
    column for column in tuple(Column)[_PLACE[Column.VERDICT] : -1] if column not in _KEYS
)
_LISTS = {
    Column.VERDICT: "verdict", Column.TIE: "yes", Column.LEVEL: "level", Column.ASSESSED: "yes",
    Column.FINAL: "yes", Column.CODE: "code", Column.FRAMEWORK: "framework", Column.LABEL: "label",
}  # fmt: skip
_NAMING = (Column.CODE, Column.FRAMEWORK, Column.LABEL)
"""The cells in which a lecturer names a link that was missed."""
_MINOR = (Column.FRAMEWORK, Column.ITEM, Column.CONFIDENCE, Column.ALSO, Column.ESTIMATE)
_LOOKS = {
    **dict.fromkeys((Column.CODE, Column.LABEL), Look.CELL_STRONG),
    **dict.fromkeys((*_MINOR, Column.CHANGED), Look.CELL_MINOR),
}
_VERDICT_LOOKS = {
    Verdict.ACCEPT: Look.CONFIRMED,
    Verdict.TOUCHED: Look.PROPOSED,
    Verdict.REJECT: Look.NOT_FOUND,
    Verdict.UNSURE: Look.SETTLED,
}
_STATUS_LOOKS = {
    PROPOSED: Look.PROPOSED,
    POSSIBLE: Look.POSSIBLE,
    LEVEL_CONFLICT: Look.NOT_FOUND,
    **{word: Look.NOT_FOUND for word in LINK_STATUS_WORDS.values() if word != "verworpen"},
    "bevestigd": Look.CONFIRMED,
}
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
"""What Excel shows beside a cell: characters of a title, and of a message."""
_LONGEST_ADDRESS = 2079
_LINE_HEIGHT = 12.75
_MOST_LINES = 10
_ZOOM = 85
_FROZEN = 3


class ShownItem(NamedTuple):
    """An item as the sheet *Kaders* shows it."""

    label: str
    definition: str
    link: str
    """To its row there."""


class Lists(ChoiceLists):
    """The choices of the dropdowns, and names to look codes up in."""

    def __init__(
        self, mapping: LinkMapping, frameworks: Sequence[Framework], levels: dict[str, str] = LEVELS
    ) -> None:
        codes = shown_codes(mapping)
        labels = (item.label for framework in frameworks for item in framework.mapping_items)
        super().__init__(
            {
                "verdict": list(VERDICT_WORDS.values()),
                "level": list(levels),
                "yes": [YES, NO],
                "code": [codes[course.id] for course in mapping.courses],
                "title": [course.title for course in mapping.courses],
                "label": [*dict.fromkeys(labels), NOTHING_FITS_LABEL],
                "framework": [framework.id for framework in frameworks],
            }
        )

    def title_formula(self, code: str) -> str:
        """Give the formula that names the course of a code cell."""
        title = f'INDEX({self.cells("title")},MATCH({code}&"",{self.cells("code")},0))'
        return f'IF({code}="","",IFERROR({title},"code {_NOT_FOUND}"))'


def links_area(rows: Sequence[LinkRow]) -> Area:
    """Say where the rows stand, spare ones included, for formulas on other sheets."""
    return Area(LINKS_SHEET, HEAD_ROWS + 1, HEAD_ROWS + len(rows) + _SPARE_ROWS)


def write_links(
    book: Book,
    rows: Sequence[LinkRow],
    lists: Lists,
    progress: Formula,
    items: Mapping[ItemRef, ShownItem],
) -> None:
    """Add the sheet; `progress` says how far the whole review stands."""
    sheet = book.sheet(LINKS_SHEET, [_WIDTH[column] for column in Column])
    sheet.title("Koppelingen: kijk na en beslis", first=_PLACE[Column.CODE])
    sheet.put(HEAD_ROWS - 1, _PLACE[Column.CODE], progress, Look.QUESTION_LINE)
    area = links_area(rows)
    formats = _Formats(book)
    header = sheet.style[Look.HEADER]
    sheet.worksheet.set_row(HEAD_ROWS, 32)
    table = {
        "name": LINKS_SHEET,
        "description": "Koppelingen tussen opleidingsonderdelen en kaderitems, na te kijken",
        "style": None,
        "columns": [{"header": column.value, "header_format": header} for column in Column],
    }
    sheet.worksheet.add_table(HEAD_ROWS, 0, area.last_row, len(Column) - 1, table)
    for number, row in enumerate(rows, area.first_row):
        _write_row(sheet, number, row, formats, items.get(row.link.item))
    first_spare = area.first_row + len(rows)
    for number in range(first_spare, area.last_row + 1):
        _write_spare(sheet, number, lists)
    sheet.worksheet.write_url(
        HEAD_ROWS - 1,
        _PLACE[Column.EVIDENCE],
        f"internal:'{LINKS_SHEET}'!{address(first_spare, _PLACE[Column.CODE])}",
        formats.jump,
        "Ontbreekt er een koppeling? Ga naar de lege rijen onderaan.",
    )
    _add_choices(sheet, area, first_spare, lists)
    _add_definitions(sheet, area, rows, lists, items)
    _tint(sheet, area)
    for column in _hidden_columns(rows):
        sheet.hide(_PLACE[column])
    sheet.worksheet.set_zoom(_ZOOM)
    sheet.finish_table(HEAD_ROWS, _FROZEN, paper="A3")


def _tint(sheet: Sheet, area: Area) -> None:
    """Colour what words say already; a line stands where another course begins."""
    for verdict, look in _VERDICT_LOOKS.items():
        words = dict.fromkeys((VERDICT_WORDS[verdict], SHORT_WORDS[verdict]), look)
        sheet.tint_words(area, _PLACE[Column.VERDICT], words)
    sheet.tint_words(area, _PLACE[Column.STATUS], _STATUS_LOOKS)
    code, above = (
        address(row, _PLACE[Column.CODE], is_fixed=True)
        for row in (area.first_row, area.first_row - 1)
    )
    whole = area.cells(0, len(Column) - 1)
    sheet.tint(whole, f'AND({code}<>{above},{code}<>"")', Look.GROUP_START)


def _hidden_columns(rows: Sequence[LinkRow]) -> Iterator[Column]:
    """Give the columns that only a program reads, and those that hold nothing in this workbook."""
    yield from (*_KEYS, Column.ITEM)
    for column, filled in (
        (Column.ALSO, (row.also for row in rows)),
        (Column.CHANGED, (row.changed for row in rows)),
        (Column.FINAL, (row.is_to_settle for row in rows)),
        (Column.ESTIMATE, (row.estimate for row in rows)),
        (Column.TIE, (row.is_tied for row in rows)),
    ):
        if not any(filled):
            yield column


class _Formats:
    """The few formats that only this sheet needs."""

    def __init__(self, book: Book) -> None:
        add = book.workbook.add_format
        base = {"font_name": FONT, "font_size": 10, "font_color": Colour.INK}
        cell = {**base, "border": 1, "border_color": Colour.LINE, "valign": "top"}
        small = {"font_size": 8, "font_color": Colour.GREY}
        link = {"font_color": Colour.BLUE, "underline": 1}
        day = {**cell, "num_format": "dd/mm/yyyy", "align": "left", "indent": 1}
        self.key = add({**cell, **small})
        self.linked = {
            Column.COURSE: add({**cell, **link, "text_wrap": True}),
            Column.FRAMEWORK: add({**cell, **small, **link}),
        }
        self.date = add({**day, "bg_color": Colour.CREAM})
        self.quiet_date = add(day)
        self.jump = add({**base, **link})
        self.plain = add(base)
        self.marked = add({**base, "bold": True, "font_color": Colour.BLUE})
        self.wrapped = book.style[Look.CELL]


def _write_row(
    sheet: Sheet, number: int, row: LinkRow, formats: _Formats, item: ShownItem | None
) -> None:
    """Write one link in a row that is as high as its longest text."""
    texts = {
        Column.CODE: row.code,
        Column.COURSE: row.course.title,
        Column.ALSO: "\n".join(row.also.values()),
        Column.FRAMEWORK: row.link.item.framework,
        Column.ITEM: row.link.item.item,
        Column.LABEL: row.label,
        Column.ESTIMATE: row.estimate,
        Column.CONFIDENCE: row.confidence,
        Column.STATUS: row.status,
        Column.CHANGED: row.changed,
    }
    worksheet = sheet.worksheet
    for key in _KEYS:
        worksheet.write_string(number, _PLACE[key], row.link.id, formats.key)
    # In a short cell, since LibreOffice never breaks the line of a link.
    url = web_address(row.course.url)
    urls = {
        Column.COURSE: url if len(url) <= _LONGEST_ADDRESS else "",
        Column.FRAMEWORK: item.link if item else "",
    }
    for column, text in texts.items():
        form = sheet.style[_LOOKS.get(column, Look.CELL)]
        if text and urls.get(column):
            place = (number, _PLACE[column])
            worksheet.write_url(*place, urls[column], formats.linked[column], inert(text))
        elif text:
            worksheet.write_string(number, _PLACE[column], inert(text), form)
        else:
            worksheet.write_blank(number, _PLACE[column], None, form)
    evidence = _write_evidence(sheet, number, row.evidence, formats)
    note = row.decision.note if row.decision else None
    texts |= {Column.EVIDENCE: evidence, Column.NOTE: note or ""}
    lines = max(
        sheet.style.lines(text, _LOOKS.get(column, Look.CELL), _WIDTH[column])
        for column, text in texts.items()
    )
    worksheet.set_row(number, min(lines, _MOST_LINES) * _LINE_HEIGHT + 4)
    _write_decision(sheet, number, row, formats)


def _write_decision(sheet: Sheet, number: int, row: LinkRow, formats: _Formats) -> None:
    """Write the cells to decide in; yellow where an answer is asked for."""
    worksheet, decision = sheet.worksheet, row.decision
    is_asked = row.status != POSSIBLE
    form = sheet.style[Look.INPUT if is_asked else Look.CELL]
    day_form = formats.date if is_asked else formats.quiet_date
    for column in _DECIDED:
        is_open = column is not Column.TIE or row.is_tied
        worksheet.write_blank(number, _PLACE[column], None, form if is_open else formats.wrapped)
    worksheet.write_blank(number, _PLACE[Column.DATE], None, day_form)
    if decision is None:
        return
    answers = {
        Column.VERDICT: VERDICT_WORDS[decision.verdict],
        Column.TIE: TIE_WORDS[decision.tie] if decision.tie else None,
        Column.LEVEL: decision.level,
        Column.ASSESSED: None if decision.assessed is None else YES if decision.assessed else NO,
        Column.REVIEWER: decision.reviewer,
        Column.NOTE: decision.note,
        Column.FINAL: YES if decision.final else None,
    }
    for column, text in answers.items():
        if text:
            worksheet.write_string(number, _PLACE[column], inert(text), form)
    if decision.date:
        day = dt.datetime.combine(decision.date, dt.time())
        worksheet.write_datetime(number, _PLACE[Column.DATE], day, day_form)


def _write_evidence(
    sheet: Sheet, number: int, evidence: Sequence[Fragment], formats: _Formats
) -> str:
    """Write the sentences with the words that count between »« and in bold; give their text."""
    column = _PLACE[Column.EVIDENCE]
    shown = [Fragment(f"»{f.text}«", is_marked=True) if f.is_marked else f for f in evidence]
    parts: list[Any] = []  # formats and texts in turn, as XlsxWriter takes them
    for fragment in shown:
        if fragment.text:
            parts += [formats.marked if fragment.is_marked else formats.plain, inert(fragment.text)]
    text = inert("".join(fragment.text for fragment in shown))
    if not text:
        sheet.worksheet.write_blank(number, column, None, formats.wrapped)
    elif len(parts) > 2:  # noqa: PLR2004 - a rich text has at least two pieces
        sheet.worksheet.write_rich_string(number, column, *parts, formats.wrapped)
    else:
        sheet.worksheet.write_string(number, column, text, formats.wrapped)
    return text


def _write_spare(sheet: Sheet, number: int, lists: Lists) -> None:
    """Write an empty row; once the code is there, a formula names its course."""
    for column in Column:
        is_input = column in {*_DECIDED, *_NAMING}
        form = sheet.style[Look.INPUT if is_input else _LOOKS.get(column, Look.CELL)]
        sheet.worksheet.write_blank(number, _PLACE[column], None, form)
    title = lists.title_formula(address(number, _PLACE[Column.CODE], is_fixed=True))
    form = sheet.style[_LOOKS.get(Column.COURSE, Look.CELL)]
    sheet.worksheet.write_formula(number, _PLACE[Column.COURSE], f"={title}", form, "")


def _add_choices(sheet: Sheet, area: Area, first_spare: int, lists: Lists) -> None:
    """Add the dropdowns; anything may be typed, since the reader asks ‘did you mean’."""
    spare = area._replace(first_row=first_spare)
    for column, name in _LISTS.items():
        rows = spare if column in {*_NAMING, Column.VERDICT} else area
        sheet.offer(rows, _PLACE[column], f"={lists.cells(name)}", show_error=False)


def _add_definitions(
    sheet: Sheet,
    area: Area,
    rows: Sequence[LinkRow],
    lists: Lists,
    items: Mapping[ItemRef, ShownItem],
) -> None:
    """Show beside each cell to decide in what the item of its row is."""
    places: dict[ItemRef, list[int]] = {}
    for number, row in enumerate(rows, area.first_row):
        places.setdefault(row.link.item, []).append(number)
    column = _PLACE[Column.VERDICT]
    for ref, numbers in places.items():
        item = items.get(ref)
        rule = {
            "validate": "list",
            "source": f"={lists.cells('verdict')}",
            "show_error": False,
            "other_cells": [[number, column, number, column] for number in numbers],
        }
        if item and item.definition:
            rule["input_title"] = shortened(inert(item.label), _LONGEST_TITLE)
            rule["input_message"] = shortened(inert(item.definition), _LONGEST_MESSAGE)
        sheet.worksheet.data_validation(numbers[0], column, numbers[0], column, rule)

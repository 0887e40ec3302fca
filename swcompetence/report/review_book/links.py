"""The sheet *Koppelingen*: one row a link, with the cells in which a lecturer decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from swcompetence.cells import inert
from swcompetence.model import NOTHING_FITS, Framework, Mapping
from swcompetence.report.review_book.evidence import Fragment
from swcompetence.report.review_book.rows import (
    NOTHING_FITS_LABEL,
    POSSIBLE,
    PROPOSED,
    STATUS_WORDS,
    LinkRow,
)
from swcompetence.report.sheet_names import LINKS
from swcompetence.report.sheets.book import Book, ChoiceLists
from swcompetence.report.sheets.sheet import HEAD_ROWS, Area, Formula, Sheet, address
from swcompetence.report.sheets.style import FONT, Colour, Look
from swcompetence.review.sheet import LEVELS, NO, VERDICT_WORDS, YES, shown_codes
from swcompetence.review.sheet import ReviewColumn as Column

_NOT_FOUND = "niet gevonden"
_SPARE_ROWS = 60
_WIDTH = {
    Column.ID: 10, Column.CODE: 9, Column.COURSE: 22, Column.FRAMEWORK: 13, Column.ITEM: 15,
    Column.LABEL: 24, Column.CONFIDENCE: 11, Column.EVIDENCE: 58, Column.STATUS: 11,
    Column.CHANGED: 30, Column.VERDICT: 14, Column.LEVEL: 8, Column.ASSESSED: 12,
    Column.REVIEWER: 16, Column.DATE: 12, Column.NOTE: 30, Column.FINAL: 10,
}  # fmt: skip
_PLACE = {column: place for place, column in enumerate(Column)}
_DECIDED = tuple(Column)[_PLACE[Column.VERDICT] :]
_DECISION_LISTS = {
    Column.VERDICT: "verdict",
    Column.LEVEL: "level",
    Column.ASSESSED: "yes",
    Column.FINAL: "yes",
}
_NAMING_LISTS = {Column.CODE: "code", Column.FRAMEWORK: "framework", Column.ITEM: "ref"}
"""The lists behind the cells in which a lecturer names a link that was missed."""
_LOOKS = {
    Column.CODE: Look.CELL_STRONG,
    Column.FRAMEWORK: Look.CELL_MINOR,
    Column.ITEM: Look.CELL_MINOR,
    Column.LABEL: Look.CELL_STRONG,
    Column.CONFIDENCE: Look.CELL_MINOR,
    Column.CHANGED: Look.CELL_MINOR,
}
_VERDICT_LOOKS = {
    "akkoord": Look.CONFIRMED,
    "niet akkoord": Look.NOT_FOUND,
    "twijfel": Look.SETTLED,
}
_STATUS_LOOKS = {
    PROPOSED: Look.PROPOSED,
    POSSIBLE: Look.POSSIBLE,
    **{word: Look.NOT_FOUND for word in STATUS_WORDS.values() if word != "verworpen"},
    "bevestigd": Look.CONFIRMED,
}
_LINE_HEIGHT = 12.75
_MOST_LINES = 10
_ZOOM = 85
_FROZEN = 3


class Lists(ChoiceLists):
    """The choices of the dropdowns, and names to look codes up in."""

    def __init__(
        self, mapping: Mapping, frameworks: Sequence[Framework], levels: dict[str, str] = LEVELS
    ) -> None:
        codes = shown_codes(mapping)
        items = [
            (framework.id, name, label)
            for framework in frameworks
            for name, label in (
                *((item.id, item.label) for item in framework.mapping_items),
                (NOTHING_FITS, NOTHING_FITS_LABEL),
            )
        ]
        super().__init__(
            {
                "verdict": list(VERDICT_WORDS.values()),
                "level": list(levels),
                "yes": [YES, NO],
                "code": [codes[course.id] for course in mapping.courses],
                "title": [course.title for course in mapping.courses],
                "ref": [f"{framework}:{name}" for framework, name, _ in items],
                "item": [name for _, name, _ in items],
                "label": [label for _, _, label in items],
                "framework": [framework.id for framework in frameworks],
            }
        )

    def title_formula(self, code: str) -> str:
        """Give the formula that names the course of a code cell."""
        title = f'INDEX({self.cells("title")},MATCH({code}&"",{self.cells("code")},0))'
        return f'IF({code}="","",IFERROR({title},"code {_NOT_FOUND}"))'

    def label_formula(self, framework: str, item: str) -> str:
        """Give the formula that names the item of a framework cell and an item cell."""
        tries = (
            (f'{item}&""', "ref"),
            (f'{framework}&":"&{item}', "ref"),
            (f'{item}&""', "item"),
            (f'{item}&""', "label"),
        )
        formula = f'"item {_NOT_FOUND}"'
        for key, name in reversed(tries):
            place = f"MATCH({key},{self.cells(name)},0)"
            formula = f"IFERROR(INDEX({self.cells('label')},{place}),{formula})"
        return f'IF({item}="","",{formula})'


def links_area(rows: Sequence[LinkRow]) -> Area:
    """Say where the rows stand, spare ones included, for formulas on other sheets."""
    return Area(LINKS, HEAD_ROWS + 1, HEAD_ROWS + len(rows) + _SPARE_ROWS)


def write_links(book: Book, rows: Sequence[LinkRow], lists: Lists, progress: Formula) -> None:
    """Add the sheet; `progress` says how far the whole review stands."""
    sheet = book.sheet(LINKS, [_WIDTH[column] for column in Column])
    sheet.title("Koppelingen: kijk na en beslis")
    sheet.put(HEAD_ROWS - 1, 0, progress, Look.QUESTION_LINE)
    area = links_area(rows)
    formats = _Formats(book)
    header = sheet.style[Look.HEADER]
    sheet.worksheet.set_row(HEAD_ROWS, 32)
    table = {
        "name": LINKS,
        "description": "Koppelingen tussen opleidingsonderdelen en kaderitems, na te kijken",
        "style": None,
        "columns": [{"header": column.value, "header_format": header} for column in Column],
    }
    sheet.worksheet.add_table(HEAD_ROWS, 0, area.last_row, len(Column) - 1, table)
    for number, row in enumerate(rows, area.first_row):
        _write_row(sheet, number, row, formats)
    first_spare = area.first_row + len(rows)
    for number in range(first_spare, area.last_row + 1):
        _write_spare(sheet, number, lists)
    sheet.worksheet.write_url(
        HEAD_ROWS - 1,
        _PLACE[Column.EVIDENCE],
        f"internal:'{LINKS}'!{address(first_spare, _PLACE[Column.CODE])}",
        formats.jump,
        "Ontbreekt er een koppeling? Ga naar de lege rijen onderaan.",
    )
    _add_choices(sheet, area, first_spare, lists)
    # Colours say what words say already; a line stands where another course begins.
    sheet.tint_words(area, _PLACE[Column.VERDICT], _VERDICT_LOOKS)
    sheet.tint_words(area, _PLACE[Column.STATUS], _STATUS_LOOKS)
    code, above = (
        address(row, _PLACE[Column.CODE], is_fixed=True)
        for row in (area.first_row, area.first_row - 1)
    )
    whole = area.cells(0, len(Column) - 1)
    sheet.tint(whole, f'AND({code}<>{above},{code}<>"")', Look.GROUP_START)
    sheet.worksheet.set_zoom(_ZOOM)
    sheet.finish_table(HEAD_ROWS, _FROZEN, paper="A3")


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
        self.date = add({**day, "bg_color": Colour.CREAM})
        self.quiet_date = add(day)
        self.jump = add({**base, **link})
        self.plain = add(base)
        self.marked = add({**base, "bold": True, "font_color": Colour.BLUE})
        self.wrapped = book.style[Look.CELL]


def _write_row(sheet: Sheet, number: int, row: LinkRow, formats: _Formats) -> None:
    """Write one link in a row that is as high as its longest text."""
    texts = {
        Column.CODE: row.code,
        Column.COURSE: row.course.title,
        Column.FRAMEWORK: row.link.item.framework,
        Column.ITEM: row.link.item.item,
        Column.LABEL: row.label,
        Column.CONFIDENCE: row.confidence,
        Column.STATUS: row.status,
        Column.CHANGED: row.changed,
    }
    worksheet = sheet.worksheet
    worksheet.write_string(number, _PLACE[Column.ID], row.link.id, formats.key)
    for column, text in texts.items():
        form = sheet.style[_LOOKS.get(column, Look.CELL)]
        if text:
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
        worksheet.write_blank(number, _PLACE[column], None, form)
    worksheet.write_blank(number, _PLACE[Column.DATE], None, day_form)
    if decision is None:
        return
    answers = {
        Column.VERDICT: VERDICT_WORDS[decision.verdict],
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
    """Write an empty row; once code and item are there, formulas name what they stand for."""
    for column in Column:
        is_input = column in {*_DECIDED, *_NAMING_LISTS}
        form = sheet.style[Look.INPUT if is_input else _LOOKS.get(column, Look.CELL)]
        sheet.worksheet.write_blank(number, _PLACE[column], None, form)
    code, framework, item = (
        address(number, _PLACE[column], is_fixed=True) for column in _NAMING_LISTS
    )
    for column, formula in (
        (Column.COURSE, lists.title_formula(code)),
        (Column.LABEL, lists.label_formula(framework, item)),
    ):
        form = sheet.style[_LOOKS.get(column, Look.CELL)]
        sheet.worksheet.write_formula(number, _PLACE[column], f"={formula}", form, "")


def _add_choices(sheet: Sheet, area: Area, first_spare: int, lists: Lists) -> None:
    """Add the dropdowns; a name may also be typed, since the reader asks ‘did you mean’."""
    for column, name in _DECISION_LISTS.items():
        sheet.offer(
            area,
            _PLACE[column],
            f"={lists.cells(name)}",
            error_type="warning",
            error_title=column.value,
            error_message="Dit staat niet in de keuzelijst en wordt misschien niet begrepen.",
        )
    spare = area._replace(first_row=first_spare)
    for column, name in _NAMING_LISTS.items():
        sheet.offer(spare, _PLACE[column], f"={lists.cells(name)}", show_error=False)

"""What helps a lecturer in *Koppelingen*: dropdowns, and colours beside the words."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell

from swcompetence.report.review_book.lists import Lists
from swcompetence.report.review_book.rows import POSSIBLE, PROPOSED, STATUS_WORDS
from swcompetence.report.sheets.sheet import Area, Sheet
from swcompetence.report.sheets.style import Look
from swcompetence.review.sheet import ReviewColumn as Column

_PLACE = {column: place for place, column in enumerate(Column)}
_STATUS_LOOKS = tuple(
    (word, Look.CONFIRMED if word == "bevestigd" else Look.NOT_FOUND)
    for word in STATUS_WORDS.values()
    if word != "verworpen"
)


def add_choices(sheet: Sheet, area: Area, first_spare: int, lists: Lists) -> None:
    """Add the dropdowns; a name may also be typed, since the reader asks ‘did you mean’."""
    for column, source in lists.decision_choices.items():
        rule = {
            "validate": "list",
            "source": f"={source}",
            "error_type": "warning",
            "error_title": column.value,
            "error_message": "Dit staat niet in de keuzelijst en wordt misschien niet begrepen.",
        }
        place = _PLACE[column]
        sheet.worksheet.data_validation(area.first_row, place, area.last_row, place, rule)
    for column, source in lists.naming_choices.items():
        place = _PLACE[column]
        free = {"validate": "list", "source": f"={source}", "show_error": False}
        sheet.worksheet.data_validation(first_spare, place, area.last_row, place, free)


def tint_words(sheet: Sheet, area: Area) -> None:
    """Colour what words say already, and draw a line where another course begins."""

    def cell(column: Column, row: int = area.first_row) -> str:
        address: str = xl_rowcol_to_cell(row, _PLACE[column], col_abs=True)
        return address

    def column_area(column: Column) -> tuple[int, int, int, int]:
        return (area.first_row, _PLACE[column], area.last_row, _PLACE[column])

    for column, word, look in (
        (Column.VERDICT, "akkoord", Look.CONFIRMED),
        (Column.VERDICT, "niet akkoord", Look.NOT_FOUND),
        (Column.VERDICT, "twijfel", Look.SETTLED),
        (Column.STATUS, PROPOSED, Look.PROPOSED),
        (Column.STATUS, POSSIBLE, Look.POSSIBLE),
        *((Column.STATUS, word, look) for word, look in _STATUS_LOOKS),
    ):
        sheet.tint(column_area(column), f'{cell(column)}="{word}"', look)
    is_other = f"{cell(Column.CODE)}<>{cell(Column.CODE, area.first_row - 1)}"
    whole = (area.first_row, 0, area.last_row, len(Column) - 1)
    sheet.tint(whole, f'AND({is_other},{cell(Column.CODE)}<>"")', Look.GROUP_START)

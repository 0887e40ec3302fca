"""An empty list to fill in: one sheet with the columns and two examples, one that explains."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import NamedTuple

from swcompetence.report.sheets.archive import new_workbook
from swcompetence.report.sheets.sheet import HEAD_ROWS, Head, Sheet
from swcompetence.report.sheets.style import Style

EXPLANATION = "Uitleg"
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_HEAD = Head(
    programme="Lege lijst van swcompetence",
    banner="De twee voorbeeldrijen zijn verzonnen. Wis ze voor u begint.",
    is_done=False,
    date="",
)


class ListColumn(NamedTuple):
    """A column of the list."""

    name: str
    width: float
    about: str
    """What belongs in it; Dutch."""


class EmptyList(NamedTuple):
    """What an empty list is made of."""

    title: str
    """Title of the file; Dutch."""
    sheet: str
    """Name of the sheet to fill in."""
    columns: Sequence[ListColumn]
    steps: Sequence[tuple[str, str]]
    """Questions and answers on the sheet that explains."""


def render_empty_list(parts: EmptyList, write: Callable[[Sheet], None]) -> bytes:
    """Write the workbook (.xlsx): the same bytes every time.

    Args:
        parts: titles, columns and explanation.
        write: fills the sheet that is to be filled in; its header belongs on row 1, where every
            other program looks for it.
    """
    content = io.BytesIO()
    with new_workbook(content) as workbook:
        workbook.set_properties(
            {"title": parts.title, "author": "swcompetence", "created": _CREATED}
        )
        style = Style(workbook)
        widths = [column.width for column in parts.columns]
        filled = Sheet(workbook, style, parts.sheet, _HEAD, widths)
        filled.row = 0
        write(filled)
        _write_explanation(Sheet(workbook, style, EXPLANATION, _HEAD, (30, 100)), parts)
    return content.getvalue()


def _write_explanation(sheet: Sheet, parts: EmptyList) -> None:
    sheet.title("Zo vult u de lijst in")
    sheet.row = HEAD_ROWS
    for question, answer in parts.steps:
        sheet.pair(question, answer)
    sheet.row += 1
    sheet.heading("De kolommen")
    for column in parts.columns:
        # A bare name of a column would make this sheet look like a list.
        sheet.pair(f"In ‘{column.name}’ hoort:", column.about)
    sheet.finish(repeat=(0, 2))

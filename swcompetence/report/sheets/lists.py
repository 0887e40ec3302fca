"""The hidden sheet *Lijsten*: the choices of dropdowns, and names to look codes up in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook

from swcompetence.cells import inert

_LISTS = "Lijsten"


class ChoiceLists:
    """The lists of one workbook, each by its name, and the references to them.

    The sheet has no headers, so that it is never taken for one with links or notes.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._lists = lists

    def write(self, workbook: Workbook) -> None:
        """Write the sheet, hidden."""
        worksheet = workbook.add_worksheet(_LISTS)
        for column, texts in enumerate(self._lists.values()):
            for row, text in enumerate(texts):
                worksheet.write_string(row, column, inert(text))
        worksheet.hide()

    def cells(self, name: str) -> str:
        """Give the reference of a list; an empty one keeps a cell."""
        column = list(self._lists).index(name)
        cells: str = xl_range_abs(0, column, max(len(self._lists[name]), 1) - 1, column)
        return f"{_LISTS}!{cells}"

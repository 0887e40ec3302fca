"""The hidden sheet *Lijsten*: the choices of the dropdowns in which a board notes.

It has no headers, so that it is never taken for a sheet with notes.
"""

from __future__ import annotations

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook

from swcompetence.cells import inert
from swcompetence.model import ActionStatus
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.names import ToldNames

LISTS = "Lijsten"
_STATUS, _FRAMEWORK, _COURSE, _OWNER, _ITEM = range(5)


class BoardLists:
    """The lists of one workbook and the references to them."""

    def __init__(self, report: GapReport) -> None:
        names = ToldNames(report)
        items = [
            (names.framework(f.id), i) for f in report.frameworks for i in names.items_of(f.id)
        ]
        self._columns: dict[int, list[str]] = {
            _STATUS: list(ActionStatus),
            _FRAMEWORK: [names.framework(framework.id) for framework in report.frameworks],
            _COURSE: [names.course(course.id) for course in report.courses],
            _OWNER: [framework for framework, _ in items],
            _ITEM: [item for _, item in items],
        }

    def write(self, workbook: Workbook) -> None:
        """Write the sheet, hidden."""
        worksheet = workbook.add_worksheet(LISTS)
        for column, texts in self._columns.items():
            for row, text in enumerate(texts):
                worksheet.write_string(row, column, inert(text))
        worksheet.hide()

    def _range(self, column: int) -> str:
        last = max(len(self._columns[column]), 1) - 1
        cells: str = xl_range_abs(0, column, last, column)
        return f"{LISTS}!{cells}"

    @property
    def statuses(self) -> str:
        """The words of *Status*."""
        return self._range(_STATUS)

    @property
    def frameworks(self) -> str:
        """The frameworks of the report."""
        return self._range(_FRAMEWORK)

    @property
    def courses(self) -> str:
        """The courses of the report."""
        return self._range(_COURSE)

    def items(self, framework: str) -> str:
        """Give the items of the framework that a cell names, of all frameworks if it is empty."""
        owners, top = self._range(_OWNER), f"{LISTS}!{xl_range_abs(0, _ITEM, 0, _ITEM)}"
        own = f"OFFSET({top},MATCH({framework},{owners},0)-1,0,COUNTIF({owners},{framework}),1)"
        return f'IF({framework}="",{self._range(_ITEM)},{own})'

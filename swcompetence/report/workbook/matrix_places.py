"""Where everything stands on the sheet *Matrix*, so that other sheets can count on it."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs

from swcompetence.report.findings.gap_report import GapReport, State

MATRIX = "Matrix"
LETTERS = {
    State.CONFIRMED: "B",
    State.PROPOSED: "V",
    State.MENTIONED: "T",
    State.POSSIBLE: "·",
    State.NONE: "",
}


@dataclass(frozen=True)
class MatrixPlaces:
    """Rows and columns of the matrix, counted from 0; a programme without courses keeps one."""

    report: GapReport

    framework_column = 0
    group_column = 1
    label_column = 2
    confirmed_column = 3
    proposed_column = 4
    mentioned_column = 5
    confirmed_credits_column = 6
    proposed_credits_column = 7
    first_course = 8
    legend_row = 3
    codes_row = 4
    credits_row = 5
    header_row = 6
    first_row = 7

    @property
    def last_course(self) -> int:
        """The column of the last course."""
        return self.first_course + max(1, len(self.report.courses)) - 1

    @property
    def key_column(self) -> int:
        """The column with the item reference, by which other sheets find a row."""
        return self.last_course + 1

    @property
    def last_row(self) -> int:
        """The row of the last item."""
        return self.first_row + max(1, len(self.report.items)) - 1

    def total_row(self, framework: str, state: State) -> int:
        """The row that counts the letters of one framework, per course."""
        place = [f.id for f in self.report.frameworks].index(framework)
        return self.last_row + 2 + 2 * place + (state is State.PROPOSED)

    def column(self, column: int) -> str:
        """Reference to the items of one column, from another sheet."""
        cells: str = xl_range_abs(self.first_row, column, self.last_row, column)
        return f"{MATRIX}!{cells}"

    def course_row(self, row: int) -> str:
        """Reference to the courses of one row, from another sheet."""
        cells: str = xl_range_abs(row, self.first_course, row, self.last_course)
        return f"{MATRIX}!{cells}"

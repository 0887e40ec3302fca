"""A college's own count of where its students do their placement: year, sector, students."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.model import Issue, Table, TableRow
from swcompetence.model.college import FEWEST_SHOWN, PlacementCount, PlacementTable
from swcompetence.model.issue import Place, warning
from swcompetence.phrasing import single_spaced
from swcompetence.text import fold

PLACEMENT_CODES: dict[str, str] = {
    "placement-column-not-read": "Een kolom van een stagetabel is niet gelezen.",
    "placement-count-unreadable": "Een aantal studenten in een stagetabel is geen getal.",
}
"""Issues of reading a table of placements: code -> what it means."""
_YEAR, _SECTOR, _STUDENTS = "jaar", "sector", "studenten"
_HEADERS = {
    _YEAR: {"jaar", "academiejaar", "schooljaar", "year"},
    _SECTOR: {"sector", "werkveld", "stagesector", "domein", "soort stageplaats"},
    _STUDENTS: {"studenten", "aantal", "aantal studenten", "students", "n"},
}
_FEW = re.compile(
    r"(?:<|minder dan|onder|fewer than) ?(?:[1-5]|één|twee|drie|vier|vijf)", re.IGNORECASE
)
"""How a college writes a count that it hides itself; ‘<10’ may stand for six, which is no such."""


def read_placement_table(path: Path) -> tuple[PlacementTable, tuple[Issue, ...]]:
    """Read the columns year, sector and number of students; any other column stays unread.

    Counts below `FEWEST_SHOWN` are not kept: they could point at a person.

    Returns:
        The table, and what was left unread.

    Raises:
        InputFileError: the file cannot be read, or has no such columns.
    """
    tables, _ = read_workbook(path)
    for table in tables:
        for number, row in enumerate(table.rows):
            columns = _columns(row)
            if len(columns) == len(_HEADERS):
                issues = [*_unread(table, row, columns)]
                counts = tuple(_counts(table, table.rows[number + 1 :], columns, issues))
                return PlacementTable(file=path.name, counts=counts), tuple(issues)
    raise InputFileError(
        path,
        "Hierin staat geen tabel met de kolommen jaar, sector en studenten.",
        "Zet die drie namen boven de kolommen; namen van studenten of stageplaatsen horen er niet"
        " in.",
    )


def _columns(row: TableRow) -> dict[str, int]:
    names = [single_spaced(fold(value)) for value in row.values]
    return {
        column: names.index(name)
        for column, known in _HEADERS.items()
        for name in names
        if name in known
    }


def _unread(table: Table, header: TableRow, columns: Mapping[str, int]) -> Iterator[Issue]:
    for place, name in enumerate(header.values):
        if name.strip() and place not in columns.values():
            yield warning(
                "placement-column-not-read",
                f"De kolom ‘{single_spaced(name)}’ is niet gelezen; een stagetabel heeft enkel"
                " jaar, sector en studenten.",
                Place(file=table.file, sheet=table.sheet),
                header.address(place),
            )


def _counts(
    table: Table, rows: tuple[TableRow, ...], columns: Mapping[str, int], issues: list[Issue]
) -> Iterator[PlacementCount]:
    for row in rows:
        cells = {
            name: single_spaced(row.values[place]) if place < len(row.values) else ""
            for name, place in columns.items()
        }
        if not cells[_SECTOR] and not cells[_STUDENTS]:
            continue
        if _FEW.fullmatch(cells[_STUDENTS]):  # a college that hides small numbers itself
            yield PlacementCount(year=cells[_YEAR], sector=cells[_SECTOR], students=None)
            continue
        if not cells[_STUDENTS].isdecimal():
            issues.append(
                warning(
                    "placement-count-unreadable",
                    f"‘{cells[_STUDENTS]}’ is geen aantal studenten; deze rij telt niet mee. Vul"
                    " een geheel getal in.",
                    Place(file=table.file, sheet=table.sheet),
                    row.address(columns[_STUDENTS]),
                )
            )
            continue
        students = int(cells[_STUDENTS])
        yield PlacementCount(
            year=cells[_YEAR],
            sector=cells[_SECTOR],
            students=students if students >= FEWEST_SHOWN or not students else None,
        )

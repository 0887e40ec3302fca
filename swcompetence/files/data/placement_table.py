"""A college's own count of where its students do their placement: year, sector, students."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.model import Issue, TableRow
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
                where = Place(file=table.file, sheet=table.sheet)
                issues = [
                    warning(
                        "placement-column-not-read",
                        f"De kolom ‘{single_spaced(name)}’ is niet gelezen; een stagetabel heeft"
                        " enkel jaar, sector en studenten.",
                        where,
                        row.address(place),
                    )
                    for place, name in enumerate(row.values)
                    if name.strip() and place not in columns.values()
                ]
                counts = tuple(_counts(table.rows[number + 1 :], columns, where, issues))
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


def _counts(
    rows: Sequence[TableRow], columns: Mapping[str, int], where: Place, issues: list[Issue]
) -> Iterator[PlacementCount]:
    for row in rows:
        cells = {name: single_spaced(row.values[place]) for name, place in columns.items()}
        year, sector, written = cells[_YEAR], cells[_SECTOR], cells[_STUDENTS]
        if not (sector or written):
            continue
        is_few = _FEW.fullmatch(written) is not None  # a college that hides small numbers itself
        if not is_few and not written.isdecimal():
            message = (
                f"‘{written}’ is geen aantal studenten; deze rij telt niet mee. Vul een geheel"
                " getal in."
            )
            cell = row.address(columns[_STUDENTS])
            issues.append(warning("placement-count-unreadable", message, where, cell))
            continue
        count = None if is_few else int(written)
        is_shown = count == 0 or (count is not None and count >= FEWEST_SHOWN)
        yield PlacementCount(year=year, sector=sector, students=count if is_shown else None)

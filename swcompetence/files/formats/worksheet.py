"""A sheet as every file format gives it, and the checks that hold for every format."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import product
from pathlib import Path

from swcompetence.cells import CELL_LIMIT
from swcompetence.errors import InputFileError
from swcompetence.files.formats.read_limits import ReadLimits, over_limit
from swcompetence.model import Issue, Place, Table, TableRow, column_letters
from swcompetence.model.issue import info, warning
from swcompetence.phrasing import first_few, visible

CellPlace = tuple[int, int]
"""Row, from 1, and column, from 0."""
TextMap = dict[CellPlace, str]
"""Text of a cell by its place."""
Area = tuple[int, int, int, int]
"""First row, first column, last row and last column of a merged cell."""
_SHOWN = 10
BREAKS = re.compile(r"[\x0b\x0c]")
"""Signs that spreadsheets use for a line break."""


def value_text(value: object) -> str:
    """Write a value as text, a number without needless decimals.

    >>> value_text(4.0), value_text(0.1 + 0.2), value_text(True), value_text(date(2024, 9, 1))
    ('4', '0.3', 'waar', '2024-09-01')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "waar" if value else "onwaar"
    if isinstance(value, int | float):
        is_whole = math.isfinite(value) and float(value).is_integer()
        return str(int(value)) if is_whole else format(value, ".15g")
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return str(value.date()) if is_day else value.isoformat(" ", timespec="minutes")
    return value.isoformat() if isinstance(value, date | time) else str(value)


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A table, and the cells of it that repeat a merged cell above."""

    table: Table
    copied_down: frozenset[str] = frozenset()
    """Addresses of cells that hold the text of a merged cell that starts in a row above."""
    valueless: frozenset[str] = frozenset()
    """Addresses of formulas without a stored value: they only seem to be empty."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Address of a cell -> the page that it leads to."""


def _filled(texts: TextMap, merged: Iterable[Area]) -> tuple[TextMap, frozenset[str]]:
    full = dict(texts)
    copied: set[str] = set()
    end = max((row for row, _ in texts), default=0)
    side = max((column for _, column in texts), default=-1)
    for top, left, bottom, right in merged:
        if (text := texts.get((top, left))) is not None:
            rows, columns = range(top, min(bottom, end) + 1), range(left, min(right, side) + 1)
            full |= dict.fromkeys(product(rows, columns), text)
            copied.update(map(address_of, product(rows[1:], columns)))
    return full, frozenset(copied)


def _check_size(texts: TextMap, merged: Iterable[Area], path: Path, limits: ReadLimits) -> None:
    """Refuse a sheet that has too many rows or cells once it is laid out."""
    rows = max((row for row, _ in texts), default=0)
    width = max((column for _, column in texts), default=-1) + 1
    if rows > limits.rows:
        reason = f"een blad heeft te veel rijen: er staat iets op rij {rows}"
        advice = "Verwijder losse tekst ver onder de lijst, of bewaar enkel de lijst in een nieuwe"
        raise over_limit(path, limits, "rijen", reason, f"{advice} werkmap.")
    covered = sum(
        (min(bottom, rows) - top + 1) * (min(right, width - 1) - left + 1)
        for top, left, bottom, right in merged
        if top <= rows and left < width
    )
    if max(rows * width, covered) > limits.cells:
        raise too_many_cells(path, limits)


def too_many_cells(path: Path, limits: ReadLimits) -> Exception:
    """Build the error for a sheet with more cells than a list can have."""
    return over_limit(
        path,
        limits,
        "cellen",
        "een blad heeft te veel cellen voor een lijst van opleidingsonderdelen",
        "Bewaar enkel de lijst in een nieuwe werkmap, zonder losse tekst ver onder of naast de"
        " lijst en zonder samengevoegde volledige kolommen.",
    )


def damaged(path: Path, advice: str) -> InputFileError:
    """Build the error for a workbook that its library cannot make sense of."""
    reason = "deze werkmap kan niet gelezen worden; ze lijkt beschadigd."
    return InputFileError(path, reason, advice)


def _rows_of(cells: TextMap) -> tuple[TableRow, ...]:
    """Lay cells out as rows of equal width, up to the last text.

    >>> [row.values for row in _rows_of({(1, 1): "a", (3, 0): "b"})]
    [('', 'a'), ('', ''), ('b', '')]
    """
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in cells.items():
        if text.strip():
            by_row.setdefault(row, {})[column] = text
    width = max((max(row) + 1 for row in by_row.values()), default=0)
    blank, none = ("",) * width, dict[int, str]()
    return tuple(
        TableRow(number, tuple(map(by_row.get(number, none).get, range(width), blank)))
        for number in range(1, max(by_row, default=0) + 1)
    )


def spans(numbers: Iterable[int]) -> str:
    """Name row numbers as a person does.

    >>> spans([3, 4, 5, 9])
    '3-5, 9'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in runs)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """What stands in a sheet, before anything is laid out."""

    name: str
    texts: TextMap
    merged: Sequence[Area] = ()
    visibility: str = "visible"
    errors: dict[CellPlace, str] = field(default_factory=dict)
    """Formula errors such as `#DIV/0!`, which are no text."""
    untold: str = ""
    """What the format does not say, in Dutch; empty where it says everything."""
    hidden: frozenset[int] = frozenset()
    """Hidden rows, blank ones too."""
    hidden_columns: Sequence[int] = ()
    struck: frozenset[CellPlace] = frozenset()
    """Struck-out cells."""
    valueless: frozenset[str] = frozenset()
    """Addresses of formulas without a stored value."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Address of a cell -> what it leads to."""
    issues: Sequence[Issue] = ()
    """What the reader noticed."""


def address_of(place: CellPlace) -> str:
    """Give the address of a cell.

    >>> address_of((7, 1))
    'B7'
    """
    return f"{column_letters(place[1])}{place[0]}"


def finish(raw: RawSheet, path: Path, limits: ReadLimits) -> tuple[Worksheet, list[Issue]]:
    """Check a sheet, clean its texts and lay it out.

    Raises:
        InputFileError: it has too many rows or cells.
    """
    near = {place: text for place, text in raw.texts.items() if place[1] < limits.columns}
    texts = {
        place: clean
        for place, text in near.items()
        if (clean := visible(text, may_be_misread=True)).strip()
    }
    _check_size(texts, raw.merged, path, limits)
    where = Place(file=path.name, sheet=raw.name)
    issues = [
        *raw.issues,
        *_text_issues(raw, near, texts, limits.columns, where),
        *_layout_issues(raw, where),
    ]
    full, copied = _filled(texts, raw.merged)
    table = Table(path.name, raw.name, _rows_of(full), raw.visibility)
    return Worksheet(table, copied, raw.valueless, raw.links), issues


def _text_issues(
    raw: RawSheet, near: TextMap, texts: TextMap, columns: int, where: Place
) -> Iterator[Issue]:
    if far := sorted(raw.texts.keys() - near.keys()):
        first = address_of(far[0])
        yield warning(
            "cells-far-right",
            f"Cellen voorbij kolom {column_letters(columns - 1)} zijn niet gelezen (vanaf"
            f" {first}). Staat daar iets van de lijst, verplaats het dan naar links of verhoog de"
            f" grens: --limit kolommen={max(column for _, column in far) + 1}",
            where,
            first,
        )
    if raw.errors:
        named, first = _named(raw.errors)
        yield warning(
            "formula-error",
            f"Formules die een fout geven ({', '.join(sorted(set(raw.errors.values())))}) zijn als"
            f" leeg gelezen: {named}. Herstel ze in Excel en bewaar het bestand.",
            where,
            first,
        )
    if full := [place for place, text in near.items() if len(text) == CELL_LIMIT]:
        named, first = _named(full)
        yield warning(
            "cell-full",
            f"Cellen met het grootste aantal tekens dat Excel toelaat: {named}. Het einde van de"
            " tekst kan ontbreken; kijk hem na in de bron.",
            where,
            first,
        )
    if replaced := [place for place, text in texts.items() if text != near[place]]:
        named, first = _named(replaced)
        yield info(
            "control-characters",
            f"Onleesbare stuurtekens zijn vervangen door ‘\ufffd’ in: {named}.",
            where,
            first,
        )
    if raw.untold and texts:
        yield info(
            "layout-unknown",
            f"Dit bestandsformaat zegt niet {raw.untold}. Let daar zelf op, of lees de lijst"
            " als .xlsx in.",
            where,
        )


def _layout_issues(raw: RawSheet, where: Place) -> Iterator[Issue]:
    if hidden := raw.hidden & {row for row, _ in raw.texts}:
        yield warning(
            "hidden-rows",
            f"Verborgen rijen zijn meegelezen: {spans(hidden)}. Kijk na of ze erbij horen.",
            where,
            min(hidden),
        )
    if raw.hidden_columns:
        letters = [column_letters(column) for column in raw.hidden_columns]
        message = f"Verborgen kolommen zijn meegelezen: {', '.join(letters)}."
        yield info("hidden-columns", message, where, f"{letters[0]}1")
    plain = {row for row, _ in raw.texts.keys() - raw.struck}
    if rows := {row for row, _ in raw.struck} - plain:
        yield warning(
            "struck-out-rows",
            f"Doorgestreepte rijen zijn meegelezen: {spans(rows)}. Geldt wat er staat niet meer,"
            " maak die cellen dan leeg.",
            where,
            min(rows),
        )
    if partly := [address_of(place) for place in sorted(raw.struck) if place[0] in plain]:
        yield warning(
            "struck-out-cells",
            f"Doorgestreepte cellen zijn meegelezen: {', '.join(partly)}. Geldt de tekst niet"
            " meer, maak die cellen dan leeg.",
            where,
            partly[0],
        )


def _named(places: Iterable[CellPlace]) -> tuple[str, str]:
    """Give the first addresses as a list, and the first one alone."""
    addresses = [address_of(place) for place in sorted(places)]
    more = f" … (aantal: {len(addresses)})"
    return first_few(addresses, _SHOWN, more), addresses[0]

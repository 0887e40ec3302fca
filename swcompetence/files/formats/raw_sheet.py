"""A sheet as a format reader finds it, and the checks that hold for every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from swcompetence.cells import CELL_LIMIT
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.files.formats.read_limits import ReadLimits
from swcompetence.files.formats.worksheet import Area, TextMap, Worksheet, check_size, readable
from swcompetence.model import Issue, Place, column_letters

CellPlace = tuple[int, int]
"""Row, from 1, and column, from 0."""
_SHOWN = 10


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
    where = Place(file=path.name, sheet=raw.name)
    near = {place: text for place, text in raw.texts.items() if place[1] < limits.columns}
    texts = {place: clean for place, text in near.items() if (clean := readable(text)).strip()}
    check_size(texts, raw.merged, path, limits)
    issues = [
        *_far_right(raw.texts.keys() - near.keys(), limits.columns, where),
        *_error_issues(raw.errors, where),
        *_full_issues(near, where),
        *_control_issues(near, texts, where),
    ]
    if raw.untold and texts:
        issues.append(
            info(
                "layout-unknown",
                f"Dit bestandsformaat zegt niet {raw.untold}. Let daar zelf op, of lees de lijst"
                " als .xlsx in.",
                where,
            )
        )
    sheet = Worksheet.filled((path.name, raw.name), texts, raw.merged, raw.visibility)
    return sheet, issues


def _named(places: Iterable[CellPlace]) -> tuple[str, str]:
    """Give the first addresses as a list, and the first one alone."""
    addresses = [address_of(place) for place in sorted(places)]
    more = f" … (aantal: {len(addresses)})" if len(addresses) > _SHOWN else ""
    return ", ".join(addresses[:_SHOWN]) + more, addresses[0]


def _far_right(far: Iterable[CellPlace], columns: int, where: Place) -> Iterator[Issue]:
    places = sorted(far)
    if places:
        first = address_of(places[0])
        yield warning(
            "cells-far-right",
            f"Cellen voorbij kolom {column_letters(columns - 1)} zijn niet gelezen (vanaf"
            f" {first}). Staat daar iets van de lijst, verplaats het dan naar links of verhoog de"
            f" grens: --limit kolommen={max(column for _, column in places) + 1}",
            where.model_copy(update={"cell": first}),
        )


def _error_issues(errors: dict[CellPlace, str], where: Place) -> Iterator[Issue]:
    if errors:
        named, first = _named(errors)
        kinds = ", ".join(sorted(set(errors.values())))
        yield warning(
            "formula-error",
            f"Formules die een fout geven ({kinds}) zijn als leeg gelezen: {named}. Herstel ze in"
            " Excel en bewaar het bestand.",
            where.model_copy(update={"cell": first}),
        )


def _full_issues(texts: TextMap, where: Place) -> Iterator[Issue]:
    full = [place for place, text in texts.items() if len(text) == CELL_LIMIT]
    if full:
        named, first = _named(full)
        yield warning(
            "cell-full",
            f"Cellen met het grootste aantal tekens dat Excel toelaat: {named}. Het einde van de"
            " tekst kan ontbreken; kijk hem na in de bron.",
            where.model_copy(update={"cell": first}),
        )


def _control_issues(before: TextMap, after: TextMap, where: Place) -> Iterator[Issue]:
    odd = [place for place, text in after.items() if text != before[place]]
    if odd:
        named, first = _named(odd)
        yield info(
            "control-characters",
            f"Onleesbare stuurtekens zijn vervangen door ‘\ufffd’ in: {named}.",
            where.model_copy(update={"cell": first}),
        )

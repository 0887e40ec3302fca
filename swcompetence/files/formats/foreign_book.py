"""Reads .xls, .xlsb and .ods through python-calamine, which runs in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from swcompetence.errors import InputFileError
from swcompetence.files.course_list.issue_codes import warning
from swcompetence.files.formats.cell_text import BREAKS, plain_text
from swcompetence.files.formats.ods_parts import OdsSheet, ods_sheets
from swcompetence.files.formats.raw_sheet import RawSheet, finish
from swcompetence.files.formats.read_limits import ReadLimits, over_limit
from swcompetence.files.formats.worksheet import Area, Worksheet, spans
from swcompetence.model import Issue, Place

_Book = tuple[tuple[Worksheet, ...], tuple[Issue, ...]]
_PROGRAM = Path(__file__).with_name("calamine_process.py")
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_SAVE_AGAIN = "Open ze in Excel of LibreOffice, laat ze herstellen en bewaar ze als .xlsx."
_MERGED = "welke cellen samengevoegd zijn"
_HIDDEN = "welke rijen verborgen of doorgestreept zijn"
_STRUCK = "welke rijen doorgestreept zijn"
_ZEROS = "en toont voorloopnullen van codes niet"


def read_xls(content: bytes, path: Path, limits: ReadLimits) -> _Book:
    """Read an .xls.

    Raises:
        InputFileError: it is damaged, locked or too large.
    """
    return _read(content, path, limits, f"{_HIDDEN} {_ZEROS}")


def read_xlsb(content: bytes, path: Path, limits: ReadLimits) -> _Book:
    """Read an .xlsb.

    Raises:
        InputFileError: it is damaged, locked or too large.
    """
    return _read(content, path, limits, f"{_HIDDEN}, {_MERGED} {_ZEROS}")


def read_ods(content: bytes, path: Path, limits: ReadLimits) -> _Book:
    """Read an .ods; merged cells and hidden rows come from its XML.

    Raises:
        InputFileError: it is damaged, locked or too large.
    """
    layout = ods_sheets(content, path, limits)
    return _read(content, path, limits, f"{_STRUCK} {_ZEROS}", layout)


def _read(
    content: bytes,
    path: Path,
    limits: ReadLimits,
    untold: str,
    layout: Sequence[OdsSheet] = (),
) -> _Book:
    sheets: list[Worksheet] = []
    issues: list[Issue] = []
    layout_by_name = {one.name: one for one in layout}
    for given in _answer(content, path, limits):
        known = layout_by_name.get(given["name"])
        merged = known.merged if known else [_area(one) for one in given["merged"]]
        raw = RawSheet(
            name=given["name"],
            texts={
                (row + 1, column): BREAKS.sub("\n", plain_text(value))
                for row, column, value in given["cells"]
            },
            merged=merged,
            visibility=given["visibility"],
            untold=untold,
        )
        worksheet, found = finish(raw, path, limits)
        sheets.append(worksheet)
        issues += found
        if known:
            issues += _hidden(raw, known, path)
    return tuple(sheets), tuple(issues)


def _area(merged: Any) -> Area:  # Any: JSON
    (top, left), (bottom, right) = merged
    return top + 1, left, bottom + 1, right


def _hidden(raw: RawSheet, known: OdsSheet, path: Path) -> list[Issue]:
    used = {row for row, _ in raw.texts}
    rows = [row for row in used if any(first <= row <= last for first, last in known.hidden)]
    if not rows:
        return []
    where = Place(file=path.name, sheet=raw.name, cell=str(min(rows)))
    message = (
        f"Verborgen rijen zijn meegelezen: {spans(rows)}. Verwijder ze uit het bestand als ze niet"
        " bij de lijst horen."
    )
    return [warning("hidden-rows", message, where)]


def _answer(content: bytes, path: Path, limits: ReadLimits) -> Any:  # Any: JSON
    """Run the program on the content and give its sheets."""
    numbers = (limits.memory_mb, limits.rows, limits.cells, limits.unpacked_mb * 1e6)
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            [sys.executable, "-P", str(_PROGRAM), *(str(int(number)) for number in numbers)],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
            creationflags=_NO_WINDOW,
        )
        answer = json.loads(done.stdout) if done.returncode == 0 else {}
    except subprocess.TimeoutExpired as error:
        reason = "het lezen van de werkmap duurt te lang"
        raise over_limit(path, limits, "seconden", reason) from error
    except (OSError, ValueError) as error:
        raise _damaged(path) from error
    if "limit" in answer:
        raise over_limit(path, limits, answer["limit"], "de werkmap is te groot om veilig te lezen")
    if "sheets" not in answer:
        raise _damaged(path)
    return answer["sheets"]


def _damaged(path: Path) -> InputFileError:
    return InputFileError(
        path, "deze werkmap kan niet gelezen worden; ze lijkt beschadigd.", _SAVE_AGAIN
    )

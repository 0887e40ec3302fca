"""What the user sees: results on stdout, talk on stderr, progress only on a terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from swcompetence.cli.targets import check_target
from swcompetence.model import Issue, Severity
from swcompetence.phrasing import visible

if TYPE_CHECKING:
    from swcompetence.report.document.block import ReportTable
    from swcompetence.workflow.desk import Step

_MARKS = {Severity.ERROR: "FOUT", Severity.WARNING: "LET OP", Severity.INFO: "info"}
_MOST_SHOWN = 12
OUTPUT_NAME = "standaarduitvoer"
"""Stem of the file that stands for standard output, which nobody gets to see as a file."""
INPUT_NAME = "standaardinvoer"
"""Stem of the file that stands for standard input, alike."""


class _Screen:
    """Where results go, and what is left out of all text."""

    results_are_talk = False
    folder = ""


_SCREEN = _Screen()


def hide_folder(folder: str) -> None:
    """Name the files in a folder by their name alone: it is gone when the command ends."""
    _SCREEN.folder = f"{folder}{os.sep}"


@contextmanager
def results_as_talk() -> Iterator[None]:
    """Keep standard output for a file."""
    _SCREEN.results_are_talk = True
    try:
        yield
    finally:
        _SCREEN.results_are_talk = False


def shown(text: str) -> str:
    """Give a text as a screen may show it; in a command, any file stands for a stream."""
    if _SCREEN.folder:
        name = rf"(?:{re.escape(_SCREEN.folder)})?({OUTPUT_NAME}|{INPUT_NAME})(?:\.\w+)+"
        text = re.sub(name, r"\1", re.sub(f'"{name}"', "BESTAND", text))
        text = text.replace(_SCREEN.folder, "")
    return visible(text)


def result(text: str) -> None:
    """Print a result; that it is on standard output, is seen there."""
    if _SCREEN.results_are_talk and shown(text) == OUTPUT_NAME:
        return
    print(shown(text), file=sys.stderr if _SCREEN.results_are_talk else sys.stdout)


def say(text: str) -> None:
    """Print talk."""
    print(shown(text), file=sys.stderr)


def write(path: Path, content: bytes | Iterable[bytes], *, force: bool) -> None:
    """Write a file, and say where the one that it replaced is kept, if it is."""
    from swcompetence.workflow.safekeeping import put_in_place

    check_target(path, force=force)
    if copy := put_in_place(path, content, force=force):
        say(f"Het vorige bestand bevatte beslissingen of notities en staat nog in {copy}.")


def write_all(files: Mapping[Path, bytes | Iterable[bytes]], *, force: bool) -> None:
    """Write files, once all of them may be written."""
    for path in files:
        check_target(path, force=force)
    for path, content in files.items():
        write(path, content, force=force)


def say_issues(issues: Iterable[Issue], *, where_all: str) -> None:
    """Print warnings and errors, the first dozen, and count the rest."""
    serious = [issue for issue in issues if issue.severity is not Severity.INFO]
    say_all(serious[:_MOST_SHOWN])
    if len(serious) > _MOST_SHOWN:
        say(f"  ... en {len(serious) - _MOST_SHOWN} andere; alle meldingen staan {where_all}.")


def say_all(issues: Iterable[Issue]) -> None:
    """Print every issue, also those that only inform."""
    for issue in issues:
        place = str(issue.where)
        is_named = not place or issue.message.startswith(f"{place}: ")
        say(f"  {_MARKS[issue.severity]}: {issue.message}" + ("" if is_named else f" [{place}]"))


def say_of_file(text: str) -> None:
    """Print talk about the file that was written, where it is one and not standard output."""
    if not _SCREEN.results_are_talk:
        say(text)


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a plain table as a result; columns as wide as their widest cell."""
    lines = [tuple(headers), *(tuple(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headers))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        result("  ".join(cells).rstrip())


def show(tables: Iterable[ReportTable], notes: Iterable[str]) -> None:
    """Print tables under their titles, then notes."""
    from swcompetence.report.document.cells import cell_words

    for report_table in tables:
        result(f"{report_table.title}\n")
        columns = report_table.columns
        rows = [
            [
                cell_words(cell, column.role).replace("\n", "; ")
                for column, cell in zip(columns, row, strict=True)
            ]
            for row in report_table.rows
        ]
        if rows:
            table([column.label for column in columns], rows)
        result("" if rows else f"{report_table.empty}\n")
    for note in notes:
        result(note)


def show_or_write(text: str, out: Path | None, *, force: bool) -> None:
    """Print a text as a result, or write it where a file is asked for."""
    if out is None:
        result(text.rstrip("\n"))
        return
    write(out, text.encode(), force=force)
    result(str(out))


@contextmanager
def steps() -> Iterator[Step]:
    """Show on stderr what is being done, how far it is and for how long; nothing on a pipe."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    count = TextColumn("{task.fields[count]}")
    columns = ("{task.description}", BarColumn(), count, TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, count="")

        def step(name: str, total: int | None = None) -> None:
            is_next = bar.tasks[task].description == name
            done = bar.tasks[task].completed + 1 if is_next else int(total is not None)
            words = f"{done:.0f} van {total}" if total else ""
            bar.update(task, description=name, completed=done, total=total, count=words)

        yield step

"""`swcompetence report`: from a mapping to a gap report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from swcompetence.cli.console import result, say, say_copy, say_issues
from swcompetence.cli.options import DateOption, ForceOption, FrameworkOption, day

__all__ = ["report_command"]


def report_command(
    mapping: Annotated[
        Path,
        typer.Argument(
            metavar="KOPPELINGEN", help="Het werkboek (of de JSON) die ‘swcompetence map’ schreef."
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="BESTAND",
            help="Waarheen (.xlsx). Standaard naast het werkboek: NAAM-hiaten.xlsx.",
        ),
    ] = None,
    framework: FrameworkOption = None,
    date: DateOption = None,
    force: ForceOption = False,
) -> None:
    """Maak het hiatenrapport: wat is bevestigd, enkel voorgesteld of niet aangetroffen."""
    from swcompetence.analysis import review_progress
    from swcompetence.errors import InputFileError
    from swcompetence.workflow import (
        beside,
        frameworks_of,
        open_mapping,
        put_in_place,
        refuse_existing,
        render_reports,
    )

    target = out or beside(mapping, "hiaten")
    if target.suffix.lower() != ".xlsx":
        raise InputFileError(
            target, "Het hiatenrapport is een Excel-werkboek.", "Gebruik een naam op .xlsx."
        )
    opened, issues = open_mapping(mapping)
    reports = render_reports(opened, frameworks_of(opened, framework or []), date=day(date))
    targets = {
        name: target if len(reports) == 1 else target.with_stem(f"{target.stem}-{name}")
        for name in reports
    }
    for path in targets.values():
        refuse_existing(path, force=force)
    for name, path in targets.items():
        say_copy(put_in_place(path, reports[name], force=force))
    say_issues(issues, where_all="op het blad Ingelezen")
    progress = review_progress(opened)
    say(f"{progress.decided} van {progress.asked} voorstellen nagekeken ({progress.share:.0%}).")
    for path in targets.values():
        result(str(path))

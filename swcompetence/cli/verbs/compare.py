"""`swcompetence compare`: years of one programme, or programmes of several colleges."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from swcompetence.cli.console import result, say, say_issues, show, write
from swcompetence.cli.options import DateOption, ForceOption, FrameworkOption, day, out_option
from swcompetence.cli.targets import Target, check_target


def compare_command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="KOPPELINGEN",
            help="Twee of meer werkboeken (of JSON) die ‘swcompetence map’ schreef, oudste eerst.",
        ),
    ],
    *,
    out: Annotated[
        Path | None,
        out_option(
            "Waarheen: .xlsx, .html, of .json voor programma's."
            " Standaard naast het eerste bestand: NAAM-vergelijking.xlsx."
        ),
        Target(".xlsx", ".html", ".json", is_beside=True),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Toon alles als JSON, en schrijf enkel wat -o vraagt.")
    ] = False,
    platforms: Annotated[
        Path | None,
        typer.Option(
            "--platforms",
            metavar="PAD",
            help="Een eigen indeling van hogescholen in regionale platforms (YAML).",
        ),
    ] = None,
    framework: FrameworkOption = None,
    date: DateOption = None,
    force: ForceOption = False,
) -> None:
    """Vergelijk academiejaren of hogescholen: wat kwam erbij, wat viel weg, wat verschilt."""
    from swcompetence.report.document.comparison import comparison_notes, overview_tables
    from swcompetence.workflow.comparing import compare_lists, render_as
    from swcompetence.workflow.safekeeping import beside

    target = out or (None if as_json else beside(files[0], "vergelijking"))
    if target:
        check_target(target, force=force)
    comparison, issues = compare_lists(files, frameworks=framework or [], platforms=platforms)
    if target:
        write(target, render_as(comparison, target, date=day(date)), force=force)
    say_issues(issues, where_all="in de bestanden zelf")
    if as_json:
        result(comparison.to_json().rstrip("\n"))
        return
    cautions = (f"Let op: {caution.text}" for caution in comparison.cautions)
    show(overview_tables(comparison), (*cautions, *comparison_notes(comparison)))
    say("Elk kaderitem en elke koppeling die erbij kwam of wegviel, staat in het bestand:")
    result(str(target))

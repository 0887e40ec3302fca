"""`swcompetence compare`: years of one programme, or programmes of several colleges."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from swcompetence.cli.console import result, say, say_issues, show, write
from swcompetence.cli.options import DATE, FORCE, FRAMEWORKS, argument, day, option
from swcompetence.cli.targets import check_target, target_option


def compare_command(
    files: list[Path] = argument(
        "KOPPELINGEN",
        "Twee of meer werkboeken (of JSON) die ‘swcompetence map’ schreef, oudste eerst.",
    ),
    *,
    out: Path | None = target_option(
        ".xlsx",
        ".html",
        ".json",
        about="Waarheen: .xlsx, .html, of .json voor programma's."
        " Standaard naast het eerste bestand: NAAM-vergelijking.xlsx.",
        is_beside=True,
    ),
    as_json: bool = option("--json", "Toon alles als JSON, en schrijf enkel wat -o vraagt.", False),
    platforms: Path | None = option(
        "--platforms PAD", "Een eigen indeling van hogescholen in regionale platforms (YAML)."
    ),
    framework: list[str] | None = FRAMEWORKS,
    date: dt.datetime | None = DATE,
    force: bool = FORCE,
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

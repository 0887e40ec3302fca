"""`swcompetence route`: what a choice of courses covers, and what would complete it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import typer

from swcompetence.cli.console import result, say_issues, say_of_file, show, write
from swcompetence.cli.options import AS_JSON, DATE, FORCE, FRAMEWORKS, argument, day, option
from swcompetence.cli.targets import check_target, target_option


def route_command(
    course_list: Path = argument(
        "LIJST", "De cursuslijst, of het werkboek (of de JSON) met koppelingen."
    ),
    *,
    courses: Path | None = option(
        "--courses CODES.txt",
        "Tekstbestand met op elke regel de code van een opleidingsonderdeel in de route.",
    ),
    course: list[str] | None = option("--course CODE", "Eén code in de route. Herhaalbaar."),
    framework: list[str] | None = FRAMEWORKS,
    count: str = option(
        "--count bevestigd|voorgesteld",
        "Wat als gedekt telt: enkel wat bevestigd is, of (standaard) ook wat voorgesteld is.",
        "voorgesteld",
        show_default=False,
    ),
    out: Path | None = target_option(
        ".xlsx",
        ".html",
        ".json",
        about="Schrijf alles ook naar een werkboek (.xlsx), een webpagina (.html), of .json voor"
        " programma's.",
    ),
    as_json: bool = AS_JSON,
    date: dt.datetime | None = DATE,
    force: bool = FORCE,
) -> None:
    """Toon wat een individueel traject dekt en mist, met de kleinste aanvulling uit de lijst."""
    from swcompetence.analysis.route import Counted
    from swcompetence.report.document.route import route_notes, route_tables
    from swcompetence.workflow.routing import find_route, render_route_as, wanted_codes

    if count not in set(Counted):
        raise typer.BadParameter(f"‘{count}’: kies bevestigd of voorgesteld.", param_hint="--count")
    if out:
        check_target(out, force=force)
    codes = wanted_codes(courses, course or [])
    judged, issues = find_route(
        course_list, codes, frameworks=framework or [], counted=Counted(count)
    )
    if out:
        write(out, render_route_as(judged, out, date=day(date)), force=force)
    say_issues(issues, where_all="in het bestand zelf; ‘swcompetence inspect LIJST’ toont ze")
    if as_json:
        result(judged.to_json().rstrip("\n"))
        return
    show(route_tables(judged), route_notes(judged))
    if out:
        say_of_file(f"Ook bewaard in {out}")

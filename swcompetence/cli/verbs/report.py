"""`swcompetence report`: from a mapping to a gap report."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from swcompetence.cli.console import result, say, say_issues, steps, write
from swcompetence.cli.options import DATE, FORCE, FRAMEWORKS, argument, day, option
from swcompetence.cli.targets import target_option

if TYPE_CHECKING:
    from swcompetence.workflow.reporting import MadeReport


def report_command(
    mappings: list[Path] = argument(
        "KOPPELINGEN",
        "Het werkboek (of de JSON) dat ‘swcompetence map’ schreef; bij meer lijsten geeft"
        " u er van elke lijst één.",
    ),
    *,
    out: list[Path] | None = target_option(
        ".xlsx",
        ".html",
        ".json",
        ".svg",
        about="Waarheen: .xlsx (werkboek), .html (webpagina), .json (voor programma's) of .svg (de"
        " figuur). Herhaalbaar. Standaard naast de koppelingen: NAAM-hiaten.xlsx.",
        is_beside=True,
        is_list=True,
    ),
    reference: str | None = option(
        "--reference REFERENTIE",
        "Waarnaast de OCMW-praktijk gelegd wordt: een naam, een bestand of een map met"
        " ingevulde formulieren. Zonder wegen de eerste hiaten naar de tijdsbesteding van"
        " 2013-14.",
    ),
    compare: list[Path] | None = option(
        "--compare EERDER", "Leg er vroegere koppelingen naast, oudste eerst. Herhaalbaar."
    ),
    board: list[Path] | None = option(
        "--board RAPPORT",
        "Neem over wat de opleidingscommissie in een vroeger rapport noteerde (.xlsx of"
        " .json). Herhaalbaar.",
    ),
    track: str | None = option(
        "--traject TRAJECT",
        "Reken over een modeltraject: een werkblad of .csv met de codes, of de naam van een"
        " traject uit de lijst.",
    ),
    placements: Path | None = option(
        "--stages BESTAND",
        "Toon waar studenten stage lopen: een werkblad of .csv met jaar, sector en studenten,"
        " zonder namen. Het staat naast de fiches en telt niet mee.",
    ),
    full: bool = option("--full", "Zet het bewijs ook in het werkboek, in extra bladen.", False),
    fail_on: list[str] | None = option(
        "--fail-on CONTROLE",
        "Geef afsluitcode 1 als deze controle iets vindt: een code zoals niet-aangetroffen,"
        " een gewicht (hoog, midden, laag) of alles. Herhaalbaar.",
    ),
    framework: list[str] | None = FRAMEWORKS,
    date: dt.datetime | None = DATE,
    force: bool = FORCE,
) -> None:
    """Maak het hiatenrapport: wat de fiches tonen van OCMW-praktijk en van de andere kaders.

    Eén ladder: onderwerp, bevestigd (door een lesgever); vermoedelijk onderwerp (de software stelt
    het voor); terloops vermeld; onzekere aanwijzing; voorstel afgewezen; geen vermelding gevonden.
    Dat zegt iets over de fiches, niet over wat er buiten aan bod komt.
    """
    from swcompetence.workflow.desk import report_lines
    from swcompetence.workflow.reporting import ReportWishes, make_reports, watched_checks

    watched = watched_checks(fail_on or [])
    wishes = ReportWishes(
        frameworks=framework or [],
        reference=reference,
        compare=compare or [],
        board=board or [],
        track=track,
        placements=placements,
        is_full=full,
    )
    with steps() as step:
        reports = make_reports(
            mappings, out or [], wishes, date=day(date), force=force, progress=step
        )
        for output in reports:
            for path, content in output.files.items():
                write(path, content, force=force)
    is_alone = len(reports) == 1
    for output in reports:
        say_issues(output.issues, where_all="in de bestanden zelf en op het blad Ingelezen")
        for line in report_lines(output, is_alone=is_alone):
            say(line)
    for path in (path for output in reports for path in output.files):
        result(str(path))
    if [output for output in reports if _fails(output, watched, is_alone=is_alone)]:
        raise typer.Exit(1)


def _fails(output: MadeReport, watched: frozenset[str], *, is_alone: bool) -> bool:
    """Say what the watched checks came to."""
    from swcompetence.workflow.reporting import watch

    outcome = watch(output.report.checks, watched)
    about = "" if is_alone else f"{output.report.programme.title}: "
    undecided = "Niet (volledig) te beoordelen, en dus geen reden voor afsluitcode 1:"
    failed = "Afsluitcode 1, want deze controles vonden iets:"
    for head, checks in ((undecided, outcome.undecided), (failed, outcome.failed)):
        if checks:
            say(f"{about}{head}")
        for check in checks:
            say(f"  {check.code}: {check.in_words}")
    return bool(outcome.failed)

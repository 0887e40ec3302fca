"""`swcompetence map`: from course lists to proposed links."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from swcompetence.cli.console import course_progress, result, say, say_issues
from swcompetence.cli.options import DateOption, ForceOption, FrameworkOption, day

__all__ = ["map_command"]


def map_command(
    lists: Annotated[
        list[Path], typer.Argument(metavar="LIJST", help="Excel-lijst met opleidingsonderdelen.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="BESTAND",
            help="Waarheen: .xlsx om na te kijken, .json voor programma's."
            " Standaard naast de lijst: NAAM-koppelingen.xlsx.",
        ),
    ] = None,
    framework: FrameworkOption = None,
    programme_credits: Annotated[
        float | None,
        typer.Option(
            "--programme-credits",
            metavar="SP",
            min=1,
            help="Nominale omvang van de opleiding in studiepunten (180, 120, 60).",
        ),
    ] = None,
    date: DateOption = None,
    force: ForceOption = False,
) -> None:
    """Koppel de opleidingsonderdelen van een lijst aan kaders, met bewijs bij elke koppeling."""
    from swcompetence.cells import write_whole
    from swcompetence.errors import TargetExistsError
    from swcompetence.registry import resolve_frameworks
    from swcompetence.workflow import beside, map_lists, render_mapping

    target = out or beside(lists[0], "koppelingen")
    if target.exists() and not force:
        raise TargetExistsError(target)
    frameworks = resolve_frameworks(framework or [])
    with course_progress() as progress:
        mapping = map_lists(
            lists,
            frameworks,
            date=day(date),
            programme_credits=programme_credits,
            progress=progress,
        )
    write_whole(target, render_mapping(mapping, frameworks, target), force=force)
    say_issues(mapping.issues, where_all="op het blad Ingelezen")
    proposed = sum(link.proposed for link in mapping.links)
    say(
        f"{len(mapping.courses)} opleidingsonderdelen gelezen, {proposed} koppelingen voorgesteld"
        f" met {len(frameworks)} kaders."
    )
    if target.suffix.lower() == ".xlsx":
        say("Kijk de voorstellen na op het blad Koppelingen. Maak daarna het rapport met:")
        say(f'  swcompetence report "{target}"')
    result(str(target))

"""`swcompetence review`: from what lecturers gave back to one mapping."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from swcompetence.cli.console import result, say, say_issues, write
from swcompetence.cli.options import ForceOption, FrameworkOption, out_option
from swcompetence.cli.targets import Target, check_target

if TYPE_CHECKING:
    from swcompetence.workflow.reviewing import Review


_MOST_SHOWN = 10
_MASKED_NAME = "koppelingen-pseudoniem.xlsx"


def review_command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="BESTAND", help="Nakijkbestanden van één lijst, zoals lesgevers ze teruggaven."
        ),
    ],
    *,
    out: Annotated[
        Path | None,
        out_option(
            "Waarheen: .xlsx of .html om verder na te kijken, .json voor programma's."
            " Standaard naast het eerste bestand: NAAM-samengevoegd.xlsx.",
            metavar="DOEL",
        ),
        Target(".xlsx", ".html", ".json", ".sssom.tsv", is_beside=True),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--mapping",
            metavar="ORIGINEEL",
            help="Het oorspronkelijke bestand, als enkel het blad Koppelingen terugkwam.",
        ),
    ] = None,
    pseudoniem: Annotated[
        bool,
        typer.Option(
            "--pseudoniem",
            help="Vervang namen van lesgevers door een vast pseudoniem in alles wat geschreven"
            f" wordt. Standaardnaam: {_MASKED_NAME}.",
        ),
    ] = False,
    zout: Annotated[
        str,
        typer.Option(
            "--zout",
            metavar="TEKST",
            help="Geheime tekst die pseudoniemen moeilijk te raden maakt.",
        ),
    ] = "",
    framework: FrameworkOption = None,
    force: ForceOption = False,
) -> None:
    """Breng de besluiten van lesgevers samen en toon waar ze overeenkomen en verschillen."""
    from swcompetence.workflow.mapping import render_mapping
    from swcompetence.workflow.reviewing import bring_together
    from swcompetence.workflow.safekeeping import beside

    is_masked = pseudoniem or bool(zout)
    named = beside(files[0], "samengevoegd")
    target = out or (named.with_name(_MASKED_NAME) if is_masked else named)
    check_target(target, force=force)
    review = bring_together(
        files, original=mapping, frameworks=framework or [], salt=zout if is_masked else None
    )
    write(target, render_mapping(review.mapping, review.frameworks, target), force=force)
    say_issues(review.issues, where_all="op het blad Ingelezen")
    _say_summary(review)
    result(str(target))


def _say_summary(review: Review) -> None:
    from swcompetence.review.sheet import VERDICT_WORDS
    from swcompetence.workflow.desk import review_line, untouched_line

    summary, titles = review.summary, {c.id: f"{c.code} {c.title}" for c in review.mapping.courses}
    conflicts, on_level = (
        [
            f"{titles[link.course]} – {link.item}: "
            + "; ".join(
                f"{d.reviewer or 'zonder naam'} {VERDICT_WORDS[d.verdict]}" for d in link.decisions
            )
            for link in links
        ]
        for links in (summary.conflicts, summary.on_level)
    )
    say(review_line(review))
    if conflicts:
        say("Tegenspraak, tot één rij in de kolom Definitief ‘ja’ zegt:")
        _say_first(conflicts)
    if on_level:
        say("Bevestigd, maar onderwerp of terloops? Ook daar beslist één rij met Definitief ‘ja’:")
        _say_first(on_level)
    if untouched := untouched_line(review):
        say(untouched)
        _say_first([titles[course.id] for course in review.untouched])


def _say_first(lines: Sequence[str]) -> None:
    for line in lines[:_MOST_SHOWN]:
        say(f"  {line}")
    if len(lines) > _MOST_SHOWN:
        say(f"  ... en {len(lines) - _MOST_SHOWN} andere, in het bestand zelf.")

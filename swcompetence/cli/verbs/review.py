"""`swcompetence review`: from what lecturers gave back to one mapping."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from swcompetence.cli.console import result, say, say_issues, say_of_file, show, write
from swcompetence.cli.options import AS_JSON, FORCE, FRAMEWORKS, argument, day, option
from swcompetence.cli.targets import check_target, target_option

if TYPE_CHECKING:
    from swcompetence.workflow.reviewing import Review


_MOST_SHOWN = 10
_MASKED_NAME = "koppelingen-pseudoniem.xlsx"


def review_command(
    files: list[Path] = argument(
        "BESTAND", "Nakijkbestanden van één lijst, zoals lesgevers ze teruggaven."
    ),
    *,
    out: Path | None = target_option(
        ".xlsx",
        ".html",
        ".json",
        ".sssom.tsv",
        about="Waarheen: .xlsx of .html om verder na te kijken, .json voor programma's."
        " Standaard naast het eerste bestand: NAAM-samengevoegd.xlsx.",
        words="-o --out DOEL",
        is_beside=True,
    ),
    mapping: Path | None = option(
        "--mapping ORIGINEEL",
        "Het oorspronkelijke bestand, als enkel het blad Koppelingen terugkwam.",
    ),
    pseudoniem: bool = option(
        "--pseudoniem",
        "Vervang namen van lesgevers door een vast pseudoniem in alles wat geschreven"
        f" wordt. Standaardnaam: {_MASKED_NAME}.",
        False,
    ),
    zout: str = option(
        "--zout TEKST", "Geheime tekst die pseudoniemen moeilijk te raden maakt.", ""
    ),
    framework: list[str] | None = FRAMEWORKS,
    force: bool = FORCE,
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
        files,
        original=mapping,
        frameworks=framework or [],
        salt=zout if is_masked else None,
        today=day(None),
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


def agreement_command(
    first: Path = argument("A", "Nagekeken werkboek (of JSON) van de ene lezer."),
    second: Path = argument("B", "Hetzelfde van de andere lezer."),
    *,
    out: Path | None = target_option(".csv", about="Schrijf alles ook naar een CSV voor Excel."),
    as_json: bool = AS_JSON,
    force: bool = FORCE,
) -> None:
    """Meet hoe goed twee lezers het eens zijn, en toon waar niet."""
    from swcompetence.report.document.agreement import (
        agreement_csv,
        agreement_notes,
        agreement_tables,
    )
    from swcompetence.workflow.reviewing import compare_files

    if out:
        check_target(out, force=force)
    agreement, names, issues = compare_files(first, second, today=day(None))
    if out:
        write(out, agreement_csv(agreement, names).encode(), force=force)
    say_issues(issues, where_all="in de bestanden zelf")
    if as_json:
        result(agreement.model_dump_json(indent=1))
        return
    show(agreement_tables(agreement, names), agreement_notes(agreement, names))
    if out:
        say_of_file(f"Ook bewaard in {out}")

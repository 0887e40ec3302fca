"""`swcompetence align`: how the items of two frameworks relate, drafted and then reviewed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import typer

from swcompetence.cli.console import result, say, say_issues, write
from swcompetence.cli.options import DATE, FORCE, YAML, argument, day, edition_named, option
from swcompetence.cli.targets import check_ending, check_target, target_option

_BOTH = 2


def align_command(
    editions: list[str] | None = argument(
        "KADER KADER",
        "Waarvan en waarnaar: id, id@versie of pad naar een YAML-bestand.",
        None,
        show_default=False,
    ),
    *,
    out: Path | None = target_option(
        ".xlsx",
        *YAML,
        about="Waarheen: .xlsx om na te kijken, .yaml als crosswalk."
        " Standaard VAN--NAAR.yaml in deze map.",
    ),
    review: Path | None = option(
        "--review WERKBOEK", "Maak de crosswalk van dit nagekeken werkboek; enkel wat bevestigd is."
    ),
    date: dt.datetime | None = DATE,
    force: bool = FORCE,
) -> None:
    """Stel voor hoe de items van twee kaders zich tot elkaar verhouden.

    Een programma vergelijkt woorden; wat het schrijft, is een concept tot iemand het nakijkt.
    """
    if review is not None:
        _from_review(review, editions or [], out, date=day(date), force=force)
    elif len(editions or []) == _BOTH:
        _draft(editions or [], out, date=day(date), force=force)
    else:
        raise typer.BadParameter(
            "Geef twee kaders, bijvoorbeeld: swcompetence align eigen-kader.yaml dlr-sw"
        )


def _draft(editions: list[str], out: Path | None, *, date: dt.date, force: bool) -> None:
    from swcompetence.matching.items.alignment import draft_alignments
    from swcompetence.workflow.correcting import render_alignments

    subject, target = map(edition_named, editions)
    path = out or Path(f"{subject.id}--{target.id}.yaml")
    check_target(path, force=force)
    mapping = draft_alignments(subject, target, date=date)
    write(path, render_alignments(mapping, subject, target, path, date=date), force=force)
    proposed = [link for link in mapping.links if link.proposed]
    touched = len({link.course for link in proposed})
    say(
        f"{len(proposed)} koppelingen voorgesteld voor {touched} van de {len(mapping.courses)}"
        f" items van {subject.ref}."
    )
    if path.suffix.lower() == ".xlsx":
        say("Kijk ze na op het blad Koppelingen en kies in Niveau hoe de items zich verhouden.")
        say("Maak daarna de crosswalk met:")
        words = " ".join(f'"{name}"' for name in editions)
        say(f'  swcompetence align {words} --review "{path}"')
    else:
        say("Dit is een concept (status: draft). Laat het nakijken: kies met -o een naam op .xlsx.")
    has_words = [any(item.indicators for item in f.items) for f in (subject, target)]
    if has_words == [True, False]:  # then the other direction finds more
        say(
            f"{target.ref} heeft geen indicatoren. In de andere richting, van {target.ref} naar"
            f" {subject.ref}, vindt het programma meer."
        )
    result(str(path))


def _from_review(
    review: Path, editions: list[str], out: Path | None, *, date: dt.date, force: bool
) -> None:
    from swcompetence.files.data.edition_text import edition_text
    from swcompetence.matching.items.alignment import reviewed_crosswalk, waiting
    from swcompetence.workflow.correcting import read_alignments

    read = read_alignments(review, editions)
    path = out or Path(f"{read.subject.id}--{read.target.id}.yaml")
    check_ending(path, *YAML)
    check_target(path, force=force)
    crosswalk = reviewed_crosswalk(read.mapping, read.subject, read.target, date=date)
    write(path, edition_text(crosswalk).encode(), force=force)
    say_issues(read.issues, where_all="in het werkboek zelf na te gaan")
    say(f"{len(crosswalk.alignments)} bevestigde koppelingen geschreven.")
    if left := len(waiting(read.mapping)):
        say(f"{left} voorstellen wachten nog op een besluit; zolang heet de crosswalk ‘draft’.")
    result(str(path))

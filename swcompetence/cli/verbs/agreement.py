"""`swcompetence agreement`: how far two lecturers agree."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from swcompetence.cli.console import result, say, say_copy, say_issues, table
from swcompetence.cli.options import ForceOption


def agreement_command(
    first: Annotated[
        Path, typer.Argument(metavar="A", help="Nagekeken werkboek (of JSON) van de ene lezer.")
    ],
    second: Annotated[Path, typer.Argument(metavar="B", help="Hetzelfde van de andere lezer.")],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="BESTAND", help="Schrijf alles ook naar een CSV voor Excel."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Toon alles als JSON, voor programma's.")
    ] = False,
    force: ForceOption = False,
) -> None:
    """Meet hoe goed twee lezers het eens zijn, en toon waar niet."""
    from swcompetence.report.comparison.agreement_tables import (
        agreement_csv,
        agreement_notes,
        agreement_tables,
    )
    from swcompetence.workflow.reviewing import compare_files
    from swcompetence.workflow.safekeeping import put_in_place, refuse_existing

    if out:
        refuse_existing(out, force=force, sources=(first, second))
    agreement, names, issues = compare_files(first, second)
    if out:
        say_copy(put_in_place(out, agreement_csv(agreement, names).encode(), force=force))
    say_issues(issues, where_all="in de bestanden zelf")
    if as_json:
        result(agreement.model_dump_json(indent=1))
        return
    for one in agreement_tables(agreement, names):
        result(f"{one.title}\n")
        table(one.headers, one.rows)
        result("" if one.rows else "geen\n")
    for note in agreement_notes(agreement, names):
        result(note)
    if out:
        say(f"Ook bewaard in {out}")

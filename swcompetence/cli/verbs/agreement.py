"""`swcompetence agreement`: how far two lecturers agree."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from swcompetence.cli.console import result, say_issues, say_of_file, show, write
from swcompetence.cli.options import ForceOption, JsonOption, out_option
from swcompetence.cli.targets import Target, check_target


def agreement_command(
    first: Annotated[
        Path, typer.Argument(metavar="A", help="Nagekeken werkboek (of JSON) van de ene lezer.")
    ],
    second: Annotated[Path, typer.Argument(metavar="B", help="Hetzelfde van de andere lezer.")],
    *,
    out: Annotated[
        Path | None, out_option("Schrijf alles ook naar een CSV voor Excel."), Target(".csv")
    ] = None,
    as_json: JsonOption = False,
    force: ForceOption = False,
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
    agreement, names, issues = compare_files(first, second)
    if out:
        write(out, agreement_csv(agreement, names).encode(), force=force)
    say_issues(issues, where_all="in de bestanden zelf")
    if as_json:
        result(agreement.model_dump_json(indent=1))
        return
    show(agreement_tables(agreement, names), agreement_notes(agreement, names))
    if out:
        say_of_file(f"Ook bewaard in {out}")

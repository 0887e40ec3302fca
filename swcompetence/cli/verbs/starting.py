"""`swcompetence demo` and `template`: for whoever begins."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from swcompetence.cli.console import result, say, write
from swcompetence.cli.options import DATE, FORCE, argument, day
from swcompetence.cli.targets import target_option


def demo_command(
    folder: Path = argument("MAP", "Waarheen de bestanden gaan.", Path("swcompetence-demo")),
    date: dt.datetime | None = DATE,
    force: bool = FORCE,
) -> None:
    """Doe alles één keer voor op een meegeleverde, verzonnen opleiding."""
    from swcompetence.workflow.desk import run_demo

    files = run_demo(folder, date=day(date), force=force)
    say("Klaar. Vier bestanden, in de volgorde waarin ze gemaakt zijn:")
    result(f"{files.course_list}   de cursuslijst (verzonnen hogeschool)")
    result(f"{files.review_book}   de voorgestelde koppelingen, om na te kijken")
    result(f"{files.report}   het hiatenrapport, om in te werken")
    result(f"{files.page}   hetzelfde rapport als webpagina, om te tonen of door te sturen")
    say("Open eerst de webpagina, of het hiatenrapport in Excel of LibreOffice (Samenvatting).")


def template_command(
    out: Path = target_option(".xlsx", about="Waarheen (.xlsx).", default=Path("leeg.xlsx")),
    force: bool = FORCE,
) -> None:
    """Maak een lege lijst met de juiste kolommen, keuzelijsten en twee verzonnen voorbeelden."""
    from swcompetence.report.forms.empty_list import render_course_template

    write(out, render_course_template(), force=force)
    say("Wis de twee voorbeeldrijen, vul uw opleidingsonderdelen in en lees de lijst met:")
    say(f'  swcompetence map "{out}"')
    result(str(out))

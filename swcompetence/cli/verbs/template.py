"""`swcompetence template`: an empty list to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from swcompetence.cli.console import result, say
from swcompetence.cli.options import ForceOption, out_option, require_suffix


def template_command(
    out: Annotated[Path, out_option("Waarheen (.xlsx).")] = Path("leeg.xlsx"),
    force: ForceOption = False,
) -> None:
    """Maak een lege lijst met de juiste kolommen, keuzelijsten en twee verzonnen voorbeelden."""
    from swcompetence.report.forms.empty_list import render_course_template
    from swcompetence.workflow.safekeeping import put_in_place

    require_suffix(out, (".xlsx",), "De lege lijst is een Excel-werkboek.")
    put_in_place(out, render_course_template(), force=force)
    say("Wis de twee voorbeeldrijen, vul uw opleidingsonderdelen in en lees de lijst met:")
    say(f'  swcompetence map "{out}"')
    result(str(out))

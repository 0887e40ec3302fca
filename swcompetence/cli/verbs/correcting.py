"""`swcompetence frameworks copy | sheet | apply`: a practitioner corrects a framework."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from swcompetence.cli.console import result, say, say_all, write
from swcompetence.cli.options import DateOption, EditionArgument, ForceOption, day, out_option
from swcompetence.cli.targets import Target, check_target

_WRONG = 2
_MOST_SHOWN = 20
YamlOption = Annotated[Path, out_option("Waarheen: een naam op .yaml."), Target(".yaml")]


def copy_command(
    ref: EditionArgument, out: YamlOption, date: DateOption = None, force: ForceOption = False
) -> None:
    """Maak een eigen kopie van een kader als YAML.

    De ids blijven en de versie eindigt op ‘+eigen’, zodat besluiten van lesgevers blijven gelden.
    """
    from swcompetence.registry import resolve_frameworks
    from swcompetence.workflow.correcting import copy_edition, own_edition_text

    edition = copy_edition(resolve_frameworks([ref])[0], on=day(date))
    write(out, own_edition_text(edition).encode(), force=force)
    say(f"{edition.ref}, revisie {edition.revision}. Kijk na wat u wijzigt met:")
    say(f'  swcompetence frameworks validate "{out}" --try LIJST')
    result(str(out))


def sheet_command(
    ref: EditionArgument,
    out: Annotated[Path, out_option("Waarheen: een naam op .xlsx."), Target(".xlsx")] = Path(
        "correctieblad.xlsx"
    ),
    force: ForceOption = False,
) -> None:
    """Maak een Excel-blad om een kader te verbeteren.

    Voor iemand uit de praktijk: één rij per woordgroep, met een gele kolom Correctie.
    """
    from swcompetence.registry import resolve_frameworks
    from swcompetence.report.forms.correction_book import render_correction_book

    write(out, render_correction_book(resolve_frameworks([ref])[0]), force=force)
    say("Bezorg het aan wie de praktijk kent; het blad Uitleg zegt hoe. Daarna:")
    say(f'  swcompetence frameworks apply "{out}" -o eigen.yaml')
    result(str(out))


def apply_command(
    sheet: Annotated[
        Path, typer.Argument(metavar="BLAD", help="Het ingevulde correctieblad (.xlsx).")
    ],
    out: YamlOption,
    framework: Annotated[
        str | None,
        typer.Option(
            "--framework",
            metavar="KADER",
            help="Het kader waarvan het blad gemaakt is, als het niet meegeleverd is.",
        ),
    ] = None,
    date: DateOption = None,
    force: ForceOption = False,
) -> None:
    """Maak van een correctieblad een eigen kader.

    Is er iets niet in orde, dan komt elke fout met blad en cel en wordt niets geschreven.
    """
    from swcompetence.phrasing import counted
    from swcompetence.workflow.correcting import apply_corrections, own_edition_text

    check_target(out, force=force)
    edition, corrections, issues = apply_corrections(sheet, framework=framework, on=day(date))
    say_all(issues)
    if edition is None:
        say("Er is niets geschreven. Verbeter het blad en probeer opnieuw.")
        raise typer.Exit(_WRONG)
    say(f"{counted(len(corrections), 'correctie', 'correcties')} in {edition.ref}:")
    for correction in corrections[:_MOST_SHOWN]:
        change = " → ".join(f"‘{text}’" for text in correction[2:] if text)
        say(f"  {correction.item}, {correction.kind}: {change}")
    if len(corrections) > _MOST_SHOWN:
        say(
            f"  ... en {len(corrections) - _MOST_SHOWN} andere, zie ‘swcompetence frameworks diff’."
        )
    write(out, own_edition_text(edition).encode(), force=force)
    say(f'Gebruik het met --framework "{out}". Alle verschillen met de meegeleverde editie:')
    say(f'  swcompetence frameworks diff {edition.id} "{out}"')
    result(str(out))

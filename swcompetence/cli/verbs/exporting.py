"""`swcompetence export` and `swcompetence schema`: for other systems and their makers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from swcompetence.cli.console import result, say, show_or_write, table, write
from swcompetence.cli.options import ForceOption, FrameworkOption, listed_formats, out_option
from swcompetence.cli.targets import Target, check_target
from swcompetence.exchange.formats import EXPORT_FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from swcompetence.workflow.exporting import ExportedFile


EXPORT_EPILOG = listed_formats("Formaten:", EXPORT_FORMATS)


def _ending(values: Mapping[str, Any]) -> str:
    """Give the ending of the format that is asked for."""
    from swcompetence.workflow.exporting import ENDINGS

    return Path(f"x{ENDINGS.get(values['to'], '.json')}").suffix


def export_command(
    source: Annotated[
        str,
        typer.Argument(
            metavar="BRON",
            help="Een kader (id, id@versie of pad), een crosswalk (.yaml), of koppelingen: het"
            " werkboek of de JSON van ‘map’ of ‘review’.",
        ),
    ],
    *,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAAT", help="Welk formaat; de lijst staat hieronder.")
    ],
    out: Annotated[
        Path | None,
        out_option("Waarheen. Standaard naast het bestand, en bij een kader in deze map."),
        Target(
            *(".json", ".jsonld", ".jsonl", ".csv", ".ttl", ".tsv"),
            is_beside=True,
            named_by=_ending,
        ),
    ] = None,
    locale: Annotated[
        Literal["nl", "invariant"],
        typer.Option(
            "--locale",
            metavar="nl|invariant",
            help="Bij csv: voor Excel in het Nederlands, of voor programma's (komma tussen de"
            " cellen, punt in getallen).",
        ),
    ] = "nl",
    case_version: Annotated[
        Literal["1.0", "1.1"],
        typer.Option("--case-version", metavar="1.0|1.1", help="Bij case: welke versie."),
    ] = "1.1",
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="URI",
            help="Begin van de namen op het web, zoals https://competenties.hogeschool.example/.",
        ),
    ] = None,
    crosswalk: Annotated[
        list[Path] | None,
        typer.Option(
            "--crosswalk",
            metavar="PAD",
            help="Bij een kader: neem ook deze crosswalk mee (case, skos, sssom). Herhaalbaar.",
        ),
    ] = None,
    with_proposals: Annotated[
        bool,
        typer.Option(
            "--with-proposals",
            help="Bij koppelingen naar ooapi of sssom: ook voorstellen die niemand verwierp.",
        ),
    ] = False,
    framework: FrameworkOption = None,
    force: ForceOption = False,
) -> None:
    """Schrijf een kader of koppelingen in het formaat van een ander systeem.

    Wat dat formaat niet kan bewaren, wordt gezegd.
    """
    from swcompetence.exchange.names import BASE
    from swcompetence.exchange.ooapi import LinkChoice
    from swcompetence.files.data.data_files import read_crosswalk
    from swcompetence.workflow.exporting import ExportChoices, export_as, open_source

    choices = ExportChoices(
        base=base or BASE,
        case_version=case_version,
        crosswalks=tuple(read_crosswalk(path) for path in crosswalk or []),
        links=LinkChoice.PROPOSED if with_proposals else LinkChoice.CONFIRMED,
        locale=locale,
    )
    files = export_as(open_source(source, framework or []), to, choices)
    _write(_placed(files, out), force=force)


def _placed(files: Sequence[ExportedFile], out: Path | None) -> list[ExportedFile]:
    """Put the files where the user wants; several take the wanted name and their own."""
    if out is None:
        return list(files)
    Target(files[0].path.suffix).check(out)
    if len(files) == 1:
        return [files[0]._replace(path=out)]
    return [file._replace(path=out.with_name(f"{out.stem}-{file.path.name}")) for file in files]


def _write(files: Sequence[ExportedFile], *, force: bool) -> None:
    for file in files:
        check_target(file.path, force=force)
    for file in files:
        write(file.path, file.exported.content, force=force)
    _say_losses(files)
    for file in files:
        result(str(file.path))


def _say_losses(files: Sequence[ExportedFile]) -> None:
    """Say once what the files lose, under the names of those that do."""
    losing: dict[str, list[str]] = {}
    for file in files:
        for loss in file.exported.losses:
            losing.setdefault(loss.message, []).append(file.path.name)
    for names in dict.fromkeys(map(tuple, losing.values())):
        say(f"Niet of anders bewaard in {' en '.join(names)}:")
        for message, losers in losing.items():
            if tuple(losers) == names:
                say(f"  {message}")


def schema_command(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAAM", help="Welk schema; zonder naam volgt de lijst.", show_default=False
        ),
    ] = None,
    out: Annotated[
        Path | None, out_option("Waarheen (.json); standaard op het scherm."), Target(".json")
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="URI",
            help="Waar u het schema op het web zet; dat adres komt in ‘$id’.",
        ),
    ] = None,
    force: ForceOption = False,
) -> None:
    """Geef het JSON Schema van een formaat dat swcompetence leest of schrijft."""
    from swcompetence.workflow.exporting import SCHEMAS, json_schema

    if name is None:
        table(("NAAM", "WAARVAN"), SCHEMAS.items())
    else:
        show_or_write(json_schema(name, base), out, force=force)

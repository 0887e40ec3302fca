"""`swcompetence export` and `swcompetence schema`: for other systems and their makers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from swcompetence.cli.console import result, say, say_copy, say_losses
from swcompetence.cli.options import ForceOption, FrameworkOption, listed_formats
from swcompetence.exchange.formats import EXPORT_FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from swcompetence.workflow.exporting import ExportedFile


EXPORT_EPILOG = listed_formats("Formaten:", EXPORT_FORMATS)


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
        str,
        typer.Option(
            "--to",
            metavar="FORMAAT",
            help="Welk formaat; de lijst staat hieronder.",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="BESTAND",
            help="Waarheen. Standaard naast het bestand, en bij een kader in deze map.",
        ),
    ] = None,
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
            help="Bij koppelingen naar ooapi: ook voorstellen die niemand verwierp.",
        ),
    ] = False,
    framework: FrameworkOption = None,
    force: ForceOption = False,
) -> None:
    """Schrijf een kader of koppelingen in het formaat van een ander systeem.

    Wat dat formaat niet kan bewaren, wordt gezegd.
    """
    from swcompetence.exchange.names import BASE
    from swcompetence.exchange.ooapi.writing import LinkChoice
    from swcompetence.files.data.data_files import read_crosswalk
    from swcompetence.workflow.exporting import ExportChoices, export_as, open_source

    choices = ExportChoices(
        base=base or BASE,
        case_version=case_version,
        crosswalks=tuple(read_crosswalk(path) for path in crosswalk or []),
        links=LinkChoice.PROPOSED if with_proposals else LinkChoice.CONFIRMED,
    )
    files = export_as(open_source(source, framework or []), to, choices)
    _write(_placed(files, out), source, force=force)


def _placed(files: Sequence[ExportedFile], out: Path | None) -> list[ExportedFile]:
    """Put the files where the user wants; several take the wanted name and their own."""
    if out is None:
        return list(files)
    if len(files) == 1:
        return [files[0]._replace(path=out)]
    return [one._replace(path=out.with_name(f"{out.stem}-{one.path.name}")) for one in files]


def _write(files: Sequence[ExportedFile], source: str, *, force: bool) -> None:
    from swcompetence.workflow.safekeeping import put_in_place, refuse_existing

    for one in files:
        refuse_existing(one.path, force=force, sources=[Path(source)])
    for one in files:
        say_copy(put_in_place(one.path, one.exported.content, force=force))
        if one.exported.losses:
            say(f"Wat {one.path.name} niet of anders bewaart:")
            say_losses(one.exported.losses)
    for one in files:
        result(str(one.path))


def schema_command(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAAM", help="Welk schema; zonder naam volgt de lijst.", show_default=False
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="BESTAND", help="Waarheen; standaard op het scherm."),
    ] = None,
    force: ForceOption = False,
) -> None:
    """Geef het JSON Schema van een formaat dat swcompetence leest of schrijft."""
    from swcompetence.cells import write_whole
    from swcompetence.cli.console import table
    from swcompetence.workflow.schemas import SCHEMAS, json_schema

    if name is None:
        table(("NAAM", "WAARVAN"), SCHEMAS.items())
        return
    text = json_schema(name)
    if out is None:
        result(text.rstrip("\n"))
        return
    write_whole(out, text.encode(), force=force)
    result(str(out))

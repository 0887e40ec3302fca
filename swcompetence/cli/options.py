"""Options that several commands share, and what their values stand for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from swcompetence.files.course_list.column_profile import ColumnProfile
    from swcompetence.model import Framework

YAML = (".yaml", ".yml")


def out_option(help_text: str, metavar: str = "BESTAND") -> Any:
    """Give the option for the file to write."""
    return typer.Option("-o", "--out", metavar=metavar, help=help_text)


ForceOption = Annotated[bool, typer.Option("--force", help="Vervang een bestand dat al bestaat.")]
EditionArgument = Annotated[
    str,
    typer.Argument(
        metavar="KADER", help="Id, id@versie of pad naar een YAML-bestand, zoals ocmw-praktijk."
    ),
]
FrameworkOption = Annotated[
    list[str] | None,
    typer.Option(
        "--framework",
        metavar="KADER",
        help="Kader: id, id@versie of pad naar een YAML-bestand. Herhaalbaar.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Toon alles als JSON, voor programma's.")]
DateOption = Annotated[
    dt.datetime | None,
    typer.Option(
        "--date",
        formats=["%Y-%m-%d"],
        metavar="JJJJ-MM-DD",
        help="Datum op de stukken; standaard vandaag. Zelfde datum, zelfde bestand.",
    ),
]
ProfileOption = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="PROFIEL",
        help="Lees de kolommen zo: een kolomprofiel (.yaml) of de naam van een meegeleverd.",
    ),
]
MatrixOption = Annotated[
    Path | None,
    typer.Option(
        "--matrix",
        metavar="BESTAND",
        help="Lees ook de eigen matrix van de opleiding: opleidingsonderdelen x competenties, met"
        " X, I/V/B, 1-3 of studiepunten. Een matrix in de lijst zelf wordt vanzelf gelezen.",
    ),
]
LimitOption = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="NAAM=WAARDE",
        help="Laat een grotere lijst toe, bijvoorbeeld rijen=400000. Herhaalbaar.",
    ),
]
BlindOption = Annotated[
    bool,
    typer.Option(
        "--blind",
        help="Verberg in het werkboek de zekerheid en wat voorgesteld is, en schud de rijen.",
    ),
]
SeedOption = Annotated[
    int,
    typer.Option(
        "--seed", metavar="GETAL", help="Bij --blind: zelfde getal, zelfde volgorde. Standaard 1."
    ),
]
SplitOption = Annotated[
    str | None,
    typer.Option(
        "--split-by",
        metavar="traject|fase|CSV",
        help="Eén werkboek per traject, per fase of per lezer (CSV met de kolommen code;naam).",
    ),
]


def listed_formats(title: str, formats: dict[str, str]) -> str:
    r"""Write formats below a help screen, one a line; `\b` keeps the lines as they are."""
    widest = max(map(len, formats))
    lines = (f"  {name.ljust(widest)}  {about}" for name, about in formats.items())
    return "\n".join(["\b", title, *lines])


def edition_named(name: str) -> Framework:
    """Give the edition that a reference or a path stands for."""
    from swcompetence.registry import resolve_frameworks

    return resolve_frameworks([name])[0]


def profile_named(name: str | None) -> ColumnProfile | None:
    """Give the column profile that a path or a name stands for, if any is given."""
    from swcompetence.files.course_list.column_profile import find_profile

    return find_profile(name) if name else None


def day(given: dt.datetime | None) -> dt.date:
    """Give the day to write: the given one, else today."""
    return given.date() if given else dt.datetime.now().astimezone().date()

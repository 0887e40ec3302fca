"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

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


def day(given: dt.datetime | None) -> dt.date:
    """Give the day to write: the given one, else today."""
    return given.date() if given else dt.datetime.now().astimezone().date()

"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

__all__ = ["DateOption", "ForceOption", "FrameworkOption", "day"]

ForceOption = Annotated[bool, typer.Option("--force", help="Vervang een bestand dat al bestaat.")]
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


def day(given: dt.datetime | None) -> dt.date:
    """Give the day to write: the given one, else today."""
    return given.date() if given else dt.datetime.now().astimezone().date()

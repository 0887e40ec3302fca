"""Options of verbs: how one is written, those that several share, and what values stand for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from swcompetence.files.course_list.column_profile import ColumnProfile
    from swcompetence.model import Framework

YAML = (".yaml", ".yml")


def option(words: str, about: str, default: Any = None, **more: Any) -> Any:
    """Give an option as typer reads it from a signature.

    Args:
        words: its names and, unless it is a flag, what stands for its value: `-o --out BESTAND`.
        about: what the help screen says of it, in Dutch.
        default: the value where the user gives none; `...` where one is needed.
        more: further arguments of `typer.Option`.
    """
    names = [word for word in words.split() if word.startswith("-")]
    metavar = " ".join(word for word in words.split() if not word.startswith("-")) or None
    return typer.Option(default, *names, metavar=metavar, help=about, **more)


def argument(metavar: str, about: str, default: Any = ..., **more: Any) -> Any:
    """Give an argument as typer reads it from a signature; without a default it is needed."""
    return typer.Argument(default, metavar=metavar, help=about, **more)


FORCE: Any = option("--force", "Vervang een bestand dat al bestaat.", False)
EDITION: Any = argument("KADER", "Id, id@versie of pad naar een YAML-bestand, zoals ocmw-praktijk.")
FRAMEWORKS: Any = option(
    "--framework KADER", "Kader: id, id@versie of pad naar een YAML-bestand. Herhaalbaar."
)
AS_JSON: Any = option("--json", "Toon alles als JSON, voor programma's.", False)
DATE: Any = option(
    "--date JJJJ-MM-DD",
    "Datum op de stukken; standaard vandaag. Zelfde datum, zelfde bestand.",
    formats=["%Y-%m-%d"],
)
PROFILE: Any = option(
    "--profile PROFIEL",
    "Lees de kolommen zo: een kolomprofiel (.yaml) of de naam van een meegeleverd.",
)
MATRIX: Any = option(
    "--matrix BESTAND",
    "Lees ook de eigen matrix van de opleiding: opleidingsonderdelen x competenties, met"
    " X, I/V/B, 1-3 of studiepunten. Een matrix in de lijst zelf wordt vanzelf gelezen.",
)
LIMIT: Any = option(
    "--limit NAAM=WAARDE", "Laat een grotere lijst toe, bijvoorbeeld rijen=400000. Herhaalbaar."
)


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

"""Reads the project's own files: editions, crosswalks, colleges and mappings."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import ValidationError

from swcompetence.errors import InputFileError
from swcompetence.files.data.yaml_file import read_model, yaml_entries
from swcompetence.model import Crosswalk, Framework, Mapping
from swcompetence.model.college import Platforms

PLATFORMS_FILE = "platforms.yaml"
"""Its name beside the editions; it is no edition itself."""
_ADVICE = "Geef een bestand dat ‘swcompetence map’ gemaakt heeft."


def shipped(folder: str) -> Traversable:
    """Give a data folder of this package, installed or in a checkout."""
    inside = files("swcompetence") / folder
    return inside if inside.is_dir() else Path(__file__).resolve().parents[3] / folder


def read_framework(path: str | Path | Traversable) -> Framework:
    """Read one edition from its YAML file.

    Raises:
        InputFileError: the file cannot be read.
        EditionError: the file has mistakes; names all of them with their line.

    >>> read_framework(Path("bestaat-niet.yaml"))  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    swcompetence.errors.InputFileError: ...
    """
    return read_model(Path(path) if isinstance(path, str) else path, Framework)


def read_crosswalk(path: Path | Traversable) -> Crosswalk:
    """Read one crosswalk, with the errors of `read_framework`."""
    return read_model(path, Crosswalk)


def read_crosswalks(folder: Traversable) -> tuple[Crosswalk, ...]:
    """Read every crosswalk in a folder, by file name; a folder that is not there holds none."""
    return tuple(map(read_crosswalk, yaml_entries(folder)))


def read_platforms(path: Path | Traversable) -> Platforms:
    """Read colleges and platforms, with the errors of `read_framework`."""
    return read_model(path, Platforms)


@lru_cache(maxsize=1)
def shipped_platforms() -> Platforms:
    """Give the colleges and platforms that travel with this package."""
    return read_platforms(shipped("frameworks") / PLATFORMS_FILE)


def read_mapping(path: Path) -> Mapping:
    """Read a mapping from JSON.

    Raises:
        InputFileError: the file is missing, is no JSON or is no mapping; names the first mistake.
    """
    try:
        return Mapping.from_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputFileError(path, "Dit bestand kan niet gelezen worden.", _ADVICE) from error
    except UnicodeDecodeError as error:
        raise InputFileError(path, f"Dit is geen geldige JSON ({error}).", _ADVICE) from error
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            trouble = f"Dit is geen geldige JSON ({first['ctx']['error']})."
        else:
            where = ".".join(str(step) for step in first["loc"]) or "het bestand"
            trouble = f"Dit is geen koppelingsbestand: {where}: {first['msg']}."
        raise InputFileError(path, trouble, _ADVICE) from error

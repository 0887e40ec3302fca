"""Reads the project's own files: editions, crosswalks, colleges and mappings."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import ValidationError

from swcompetence.errors import InputFileError
from swcompetence.files.data.yaml_file import (
    built_path,
    is_built,
    parse_model,
    problem_in,
    read_model,
    yaml_entries,
    yaml_text,
)
from swcompetence.model import Crosswalk, Framework, Mapping, Model
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

    >>> read_framework("bestaat-niet.yaml")  # doctest: +IGNORE_EXCEPTION_DETAIL
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


def build_shipped(root: Path) -> dict[Path, Model]:
    """Write the JSON from which `read_model` loads shipped files; those of older texts go.

    Returns:
        Each JSON file with the value of its YAML file.
    """
    kinds: dict[str, type[Model]] = {root.name: Platforms, "crosswalks": Crosswalk}
    built: dict[Path, Model] = {}
    for source in sorted(root.rglob("*.yaml")):
        if source.parent.name != "references":  # read seldom, and of two kinds
            text = yaml_text(source)
            kind = kinds.get(source.parent.name, Framework)
            built[built_path(source, text)] = parse_model(text, kind, str(source))
    for old in root.rglob("*.json"):
        if old not in built and is_built(old):
            old.unlink()
    for path, value in built.items():
        path.write_text(value.model_dump_json(exclude_unset=True), "utf-8")
    return built


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
        raise InputFileError(path, "Dit is geen tekst in UTF-8.", _ADVICE) from error
    except ValidationError as error:
        trouble = f"Dit is geen koppelingsbestand: {problem_in(error.errors()[0], Mapping)}."
        raise InputFileError(path, trouble, _ADVICE) from error

"""Read crosswalk files."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.files.yaml_file import parse_model
from swcompetence.model import Crosswalk

__all__ = ["read_crosswalk", "read_crosswalks"]


def read_crosswalk(path: Path | Traversable) -> Crosswalk:
    """Read one crosswalk.

    Raises:
        InputFileError: the file cannot be read.
        EditionError: the file has mistakes; names all of them with their line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(
            str(path),
            f"Dit bestand kan niet gelezen worden ({type(error).__name__}).",
            "Geef het pad naar een YAML-bestand in UTF-8.",
        ) from error
    return parse_model(text, Crosswalk, str(path))


def read_crosswalks(folder: Traversable) -> tuple[Crosswalk, ...]:
    """Read every crosswalk in a folder, by file name; a folder that is not there holds none."""
    if not folder.is_dir():
        return ()
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return tuple(read_crosswalk(entry) for entry in entries if entry.name.endswith(".yaml"))

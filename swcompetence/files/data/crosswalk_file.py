"""Read crosswalk files."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from swcompetence.files.data.yaml_file import read_model
from swcompetence.model import Crosswalk


def read_crosswalk(path: Path | Traversable) -> Crosswalk:
    """Read one crosswalk.

    Raises:
        InputFileError: the file cannot be read.
        EditionError: the file has mistakes; names all of them with their line.
    """
    return read_model(path, Crosswalk)


def read_crosswalks(folder: Traversable) -> tuple[Crosswalk, ...]:
    """Read every crosswalk in a folder, by file name; a folder that is not there holds none."""
    if not folder.is_dir():
        return ()
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return tuple(read_crosswalk(entry) for entry in entries if entry.name.endswith(".yaml"))

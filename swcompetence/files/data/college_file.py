"""Read the file with colleges and regional platforms."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from swcompetence.files.data.yaml_file import read_model
from swcompetence.model.college import Platforms

PLATFORMS_FILE = "platforms.yaml"
"""Its name beside the editions; it is no edition itself."""


def read_platforms(path: Path | Traversable) -> Platforms:
    """Read colleges and platforms.

    Raises:
        InputFileError: the file cannot be read.
        EditionError: the file has mistakes; names all of them with their line.
    """
    return read_model(path, Platforms)

"""Read edition files."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from swcompetence.files.data.yaml_file import read_model
from swcompetence.model import Framework


def read_framework(path: Path | Traversable) -> Framework:
    """Read one edition.

    Raises:
        InputFileError: the file cannot be read.
        EditionError: the file has mistakes; names all of them with their line.

    >>> read_framework(Path("bestaat-niet.yaml"))  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    swcompetence.errors.InputFileError: ...
    """
    return read_model(path, Framework)

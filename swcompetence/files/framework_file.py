"""Read edition files."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.files.yaml_file import parse_model
from swcompetence.model import Framework

__all__ = ["read_framework"]


def read_framework(path: Path | Traversable) -> Framework:
    """Read one edition.

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
    return parse_model(text, Framework, str(path))

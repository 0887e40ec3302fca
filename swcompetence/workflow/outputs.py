"""What is written for whom: a mapping as JSON or as a review workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.model import Framework, Mapping
from swcompetence.report.review_book import render_review_book

__all__ = ["beside", "render_mapping"]


def render_mapping(mapping: Mapping, frameworks: Sequence[Framework], target: Path) -> bytes:
    """Render a mapping in the format that the name of the target asks for.

    Raises:
        InputFileError: the name asks for a format that does not exist.
    """
    match target.suffix.lower():
        case ".json":
            return mapping.to_json().encode()
        case ".xlsx":
            return render_review_book(mapping, frameworks)
        case suffix:
            raise InputFileError(
                target,
                f"Het formaat ‘{suffix or 'zonder extensie'}’ kan hier niet geschreven worden.",
                "Gebruik een naam op .xlsx (werkboek om na te kijken) of .json (voor programma's).",
            )


def beside(source: Path, what: str) -> Path:
    """Give the default target for a file: the same folder, the same name and what it holds.

    >>> beside(Path("lijsten/bachelor.xlsx"), "koppelingen").name
    'bachelor-koppelingen.xlsx'
    """
    stem = source.stem.removesuffix("-koppelingen")
    return source.with_name(f"{stem}-{what}.xlsx")

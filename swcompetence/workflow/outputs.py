"""What is written for whom: a mapping as JSON, as a review workbook or as a ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.exchange.sssom.ledger import ledger_tsv
from swcompetence.model import Framework, Mapping
from swcompetence.report.review_book.book import render_review_book

_LEDGER = ".sssom.tsv"


def render_mapping(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    target: Path,
    *,
    blind_seed: int | None = None,
) -> bytes:
    """Render a mapping in the format that the name of the target asks for.

    Args:
        mapping: the mapping.
        frameworks: the editions that its links point into.
        target: a name that ends in .xlsx, .json or .sssom.tsv.
        blind_seed: make the workbook a blind one, in the order of this number.

    Raises:
        InputFileError: the name asks for a format that does not exist, or that hides nothing.
    """
    if blind_seed is not None and target.suffix.lower() != ".xlsx":
        raise InputFileError(
            target, "Blind nakijken kan enkel in een werkboek.", "Gebruik een naam op .xlsx."
        )
    if target.name.lower().endswith(_LEDGER):
        return ledger_tsv(mapping, frameworks).encode()
    match target.suffix.lower():
        case ".json":
            return mapping.to_json().encode()
        case ".xlsx":
            return render_review_book(mapping, frameworks, blind_seed=blind_seed)
        case suffix:
            raise InputFileError(
                target,
                f"Het formaat ‘{suffix or 'zonder extensie'}’ kan hier niet geschreven worden.",
                "Gebruik een naam op .xlsx (werkboek om na te kijken), .json (voor programma's) of"
                " .sssom.tsv (lijst van besluiten).",
            )


def workbook_or_json(
    target: Path, what: str, *, workbook: Callable[[], bytes], json: Callable[[], str]
) -> bytes:
    """Render a value in the format that the name of the target asks for.

    Args:
        target: a name that ends in .xlsx or .json.
        what: what it is, to begin a Dutch sentence with.
        workbook: renders the value as a workbook.
        json: writes it as JSON.

    Raises:
        InputFileError: the name asks for a format that does not exist.
    """
    match target.suffix.lower():
        case ".xlsx":
            return workbook()
        case ".json":
            return json().encode()
        case _:
            raise InputFileError(
                target, f"{what} is een werkboek of JSON.", "Gebruik een naam op .xlsx of .json."
            )


def beside(source: Path, what: str) -> Path:
    """Give the default target for a file: the same folder, the same name and what it holds.

    >>> beside(Path("lijsten/bachelor.xlsx"), "koppelingen").name
    'bachelor-koppelingen.xlsx'
    """
    stem = source.stem.removesuffix("-samengevoegd").removesuffix("-koppelingen")
    return source.with_name(f"{stem}-{what}.xlsx")

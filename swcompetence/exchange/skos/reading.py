"""Reads a SKOS concept scheme, in Turtle or JSON-LD, of our own or of another program."""

from __future__ import annotations

from typing import Literal

from swcompetence.errors import InputFileError, MissingLibraryError
from swcompetence.exchange.exported import Imported
from swcompetence.exchange.new_edition import EditionFacts, edition_of

SkosForm = Literal["turtle", "json-ld"]
"""How a SKOS file is written."""


def read_skos(
    content: bytes, name: str, facts: EditionFacts, *, form: SkosForm = "turtle"
) -> Imported:
    """Read the edition that a concept scheme holds.

    Where our own terms and those of SKOS speak about the same fact, SKOS wins: a concept that was
    renamed or moved in another program stays so.

    Of several schemes the one with the most concepts is read. The facts are what the caller knows
    better.

    Raises:
        MissingLibraryError: rdflib is not installed.
        InputFileError: the file cannot be read, holds no concept, or says not who made it.
        EditionError: what our own terms say does not make an edition; names what is wrong.
    """
    try:
        from swcompetence.exchange.skos.edition import edition_parts  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingLibraryError("SKOS lezen", "rdflib", "rdf") from error
    try:
        data, issues = edition_parts(content, name, facts, form)
    except InputFileError:
        raise
    except (ValueError, RecursionError) as error:
        reason = "Een lijst of waarde in het bestand loopt rond."
        raise InputFileError(name, reason, "Herstel het bestand.") from error
    return Imported(edition_of(data, name), issues)

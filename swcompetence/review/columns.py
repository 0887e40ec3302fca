"""The review sheet's columns and the words that may stand in them; writer and reader share it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from swcompetence.model import Course, Mapping, Verdict
from swcompetence.text import fold


class Column(StrEnum):
    """The headers of the sheet *Koppelingen*, in their order."""

    ID = "Koppeling-id"
    CODE = "Code"
    COURSE = "Opleidingsonderdeel"
    FRAMEWORK = "Kader"
    ITEM = "Kaderitem"
    LABEL = "Naam"
    CONFIDENCE = "Zekerheid"
    EVIDENCE = "Bewijs"
    STATUS = "Status"
    CHANGED = "Gewijzigd"
    VERDICT = "Besluit"
    LEVEL = "Niveau"
    ASSESSED = "Geëvalueerd"
    REVIEWER = "Nagekeken door"
    DATE = "Datum"
    NOTE = "Opmerking"
    FINAL = "Definitief"


VERDICT_WORDS: dict[Verdict, str] = {
    Verdict.ACCEPT: "akkoord",
    Verdict.REJECT: "niet akkoord",
    Verdict.UNSURE: "twijfel",
}
"""What a lecturer chooses in *Besluit*."""
LEVELS: dict[str, str] = {"I": "introductie", "V": "verdieping", "B": "beheersing"}
"""What a lecturer chooses in *Niveau*, and what it stands for; a college may use its own."""
YES, NO = "ja", "nee"


def squeezed(text: str) -> str:
    r"""Give a text on one line, without white space around it.

    >>> squeezed(" Akkoord\u00a0\n ")
    'Akkoord'
    """
    return " ".join(text.split())


def _name(text: str) -> str:
    """Give the letters and digits of a header, without case and accents."""
    return "".join(char for char in fold(text) if char.isalnum())


_COLUMN_BY_NAME = {_name(column): column for column in Column}


def header_columns(cells: Sequence[str]) -> dict[Column, int] | None:
    """Recognise the header row of a review sheet, wherever its columns went.

    Returns:
        Column -> place in the row, None where these cells are no such header.

    >>> header_columns(["Kaderitem", "eigen kolom", "BESLUIT ", "Code"])[Column.VERDICT]
    2
    """
    found: dict[Column, int] = {}
    for place, cell in enumerate(cells):
        column = _COLUMN_BY_NAME.get(_name(cell))
        if column is not None:
            found.setdefault(column, place)
    names_links = Column.ID in found or {Column.CODE, Column.ITEM} <= found.keys()
    return found if Column.VERDICT in found and names_links else None


def shown_codes(mapping: Mapping) -> dict[str, str]:
    """Give, per course id, what stands in *Code*: the code, or the id where codes repeat."""
    codes = [course.code for course in mapping.courses]
    return {course.id: _shown(course, codes) for course in mapping.courses}


def _shown(course: Course, codes: Sequence[str]) -> str:
    is_telling = bool(course.code.strip()) and codes.count(course.code) == 1
    return course.code if is_telling else course.id

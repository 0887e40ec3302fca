"""The columns of a college's list of learning outcomes: how they are named and found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz, process

from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.header_names import LONGEST_HEADER, Column, guess, normalise
from swcompetence.model import Table, TableRow, column_letters


class OutcomeColumn(StrEnum):
    """What a column of such a list holds."""

    FRAMEWORK = "framework"
    VERSION = "version"
    CODE = "code"
    PARENT = "parent"
    """A code of the same list, or the name of a group."""
    LEVEL = "level"
    MAPPED = "mapped"
    LABEL = "label"
    TEXT = "text"
    """The outcome itself where no label is given, else what explains the label."""
    DEFINITION = "definition"
    ALT_LABELS = "alt_labels"
    NOTE = "note"
    SHOWN = "shown"
    """What our own table shows and nobody reads back."""


_NAMES: dict[OutcomeColumn, str] = {
    OutcomeColumn.FRAMEWORK: "kader",
    OutcomeColumn.VERSION: "versie",
    OutcomeColumn.CODE: """
        code, id, nr, nummer, volgnummer, olr-code, code olr, olr nr, olr-nummer, nr olr, dlr-code,
        code leerresultaat, nummer leerresultaat, leerresultaatcode, leerresultaat nr,
        leerresultaatnummer, competentiecode, code competentie, afkorting, referentie, ref,
        kaderitem""",
    OutcomeColumn.PARENT: """
        ouder, groep, groepering, cluster, domein, categorie, rubriek, thema, pijler, leerlijn, rol,
        deel, onderdeel van, hoort bij, bovenliggend, kerncompetentie, competentiegebied, parent""",
    OutcomeColumn.LEVEL: "niveau, beheersingsniveau, level",
    OutcomeColumn.MAPPED: "koppelniveau",
    OutcomeColumn.LABEL: """
        label, titel, naam, korte omschrijving, korte titel, opleidingsspecifiek leerresultaat,
        domeinspecifiek leerresultaat, shortname, short name""",
    OutcomeColumn.TEXT: """
        omschrijving, beschrijving, formulering, volledige tekst, tekst, omschrijving leerresultaat,
        omschrijving olr, tekst leerresultaat, lange omschrijving, description""",
    OutcomeColumn.DEFINITION: """
        definitie, toelichting, uitleg, verduidelijking, inhoud, trefwoorden, kernwoorden""",
    OutcomeColumn.ALT_LABELS: "andere benamingen, synoniemen, andere namen",
    OutcomeColumn.NOTE: "opmerking, opmerkingen, nota, commentaar",
    OutcomeColumn.SHOWN: "herkomst, bronnen, vervallen",
}
_BY_NAME = {
    normalise(name).replace(" ", ""): column
    for column, names in _NAMES.items()
    for name in names.split(",")
}
"""Beside these, every name of a course list for outcomes is one here."""
_OF_PROFILE = {
    Column.CODE: OutcomeColumn.CODE,
    Column.TITLE: OutcomeColumn.LABEL,
    Column.OUTCOMES: OutcomeColumn.TEXT,
    Column.CONTENT: OutcomeColumn.DEFINITION,
    Column.TRACK: OutcomeColumn.PARENT,
    Column.PHASE: OutcomeColumn.LEVEL,
}
"""Field of a column profile -> what it is in a list of outcomes."""
_PARENTHESES = re.compile(r"[(\[][^)\]]*[)\]]?")
_OF_OUTCOME = re.compile(
    r" (van|per|bij) (het |de |dit |een |elk )?"
    r"(opleidingsspecifieke? )?(leerresultaat|leerresultaten|olr|olrs|competenties?|leeruitkomst)$"
)
_NEAR = 88
"""Least rapidfuzz ratio for a slip of the pen, as in course lists."""
_SHORTEST_GUESS = 6
_FIRST_ROWS = 30
_TEXTS = frozenset({OutcomeColumn.LABEL, OutcomeColumn.TEXT, OutcomeColumn.DEFINITION})
_LONGEST_CODE = 12


class OutcomeHeader(NamedTuple):
    """The header row and what its columns hold."""

    row: int
    """Place of the row in the table, from 0."""
    places: dict[OutcomeColumn, int]
    """Column -> place in the row, from 0; the first of each kind."""
    doubles: tuple[str, ...]
    """Headers of further columns of the same kind."""
    unknown: tuple[str, ...]
    """Headers that mean nothing here."""

    @property
    def is_own(self) -> bool:
        """Say whether `framework_csv` wrote the table."""
        return {OutcomeColumn.FRAMEWORK, OutcomeColumn.VERSION} <= self.places.keys()


def find_outcome_header(table: Table, profile: ColumnProfile | None = None) -> OutcomeHeader | None:
    """Find the header of a list of outcomes: the row among the first 30 with most known names."""
    best: OutcomeHeader | None = None
    for place, row in enumerate(table.rows[:_FIRST_ROWS]):
        if profile and profile.header_row not in (None, row.number):
            continue
        header = _read(place, row, profile.columns if profile else {})
        if header.places.keys() & (_TEXTS | {OutcomeColumn.PARENT}) and (
            best is None or len(header.places) > len(best.places)
        ):
            best = header
    return best and _with_roles(best, table.rows[best.row + 1 :])


def _read(place: int, row: TableRow, fields: Mapping[str, Column]) -> OutcomeHeader:
    given = {normalise(name): field for name, field in fields.items()}
    places: dict[OutcomeColumn, int] = {}
    doubles: list[str] = []
    unknown: list[str] = []
    for number, cell in enumerate(row.values):
        field = given.get(normalise(cell)) or fields.get(column_letters(number))
        column = _OF_PROFILE.get(field, OutcomeColumn.SHOWN) if field else _column(cell)
        if column is None:
            unknown += [cell.strip()] if cell.strip() else []
        elif column in places and column is not OutcomeColumn.SHOWN:
            doubles.append(cell.strip())
        else:
            places[column] = number
    return OutcomeHeader(place, places, tuple(doubles), tuple(unknown))


def _column(cell: str) -> OutcomeColumn | None:
    if not cell.strip() or len(cell) > LONGEST_HEADER:
        return None
    bare = normalise(_PARENTHESES.sub(" ", cell)) or normalise(cell)
    keys = [words.replace(" ", "") for words in (bare, _OF_OUTCOME.sub("", bare))]
    known = next((_BY_NAME[key] for key in keys if key in _BY_NAME), None)
    if known is not None:
        return known
    if (meaning := guess(cell)) and meaning.column is Column.OUTCOMES:
        return OutcomeColumn.LABEL
    if len(keys[0]) < _SHORTEST_GUESS:
        return None
    near = process.extractOne(keys[0], _BY_NAME.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return _BY_NAME[near[0]] if near else None


def _with_roles(header: OutcomeHeader, rows: Sequence[TableRow]) -> OutcomeHeader:
    """Settle which text is the outcome and which explains it.

    *Leerresultaat* is the code where it holds `OLR 1` and the text stands beside it.
    """
    places = dict(header.places)
    label = places.get(OutcomeColumn.LABEL)
    has_other = places.keys() & (_TEXTS - {OutcomeColumn.LABEL})
    if label is not None and has_other and OutcomeColumn.CODE not in places:
        cells = [row.values[label].strip() for row in rows if row.values[label].strip()]
        if cells and all(len(c) <= _LONGEST_CODE and any(map(str.isdigit, c)) for c in cells):
            places[OutcomeColumn.CODE] = places.pop(OutcomeColumn.LABEL)
    parent = places.get(OutcomeColumn.PARENT)
    if parent is not None and not places.keys() & {OutcomeColumn.LABEL, OutcomeColumn.TEXT}:
        # `Kerncompetentie` groups outcomes, unless every row has one of its own.
        cells = [row.values[parent].strip() for row in rows if not row.is_blank]
        if len(set(cells) - {""}) == len(cells):
            places[OutcomeColumn.LABEL] = places.pop(OutcomeColumn.PARENT)
    for spare in (OutcomeColumn.TEXT, OutcomeColumn.DEFINITION):
        if OutcomeColumn.LABEL not in places and spare in places:
            places[OutcomeColumn.LABEL] = places.pop(spare)
    return header._replace(places=places)

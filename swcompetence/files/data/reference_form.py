"""Reads the Excel form in which a respondent gave points to the items of an edition."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf, isfinite
from typing import NamedTuple

from swcompetence.files.course_list.header_names import normalise
from swcompetence.model import (
    Framework,
    FrameworkRef,
    Issue,
    Place,
    ReferenceForm,
    Table,
    TableRow,
)
from swcompetence.model.issue import info, warning
from swcompetence.model.sourcing import SLUG
from swcompetence.phrasing import first_few, single_spaced

MOST_POINTS = 10
"""Points that the form asks for at most; more is read as it stands, points are a ratio scale."""
NOT_KNOWN = "?"
"""What a respondent writes who does not know: the item is then not measured."""
FORM_LABELS = {
    "framework": "Kader",
    "organisation": "OCMW of Sociaal Huis",
    "role": "Functie",
    "date": "Datum",
    "remark": "Opmerking bij het geheel",
}
"""Field of the form -> what stands before its cell."""
FORM_CODES = {
    "reference-form-blank": "Een aantal thema's bleef leeg en telt als 0.",
    "reference-form-copied": "Hetzelfde ingevulde formulier is twee keer gegeven.",
    "reference-form-date": "De datum van een formulier is niet leesbaar.",
    "reference-form-empty": "Een formulier geeft geen enkel thema punten.",
    "reference-form-high": "Een thema kreeg meer punten dan het formulier vraagt.",
    "reference-form-negative": "Een thema kreeg minder dan 0 punten.",
    "reference-form-not-a-number": "Bij een thema staat geen getal.",
    "reference-form-not-known": "Bij een aantal thema's staat een vraagteken: niet gemeten.",
    "reference-form-repeated-item": "Een thema staat twee keer in een formulier.",
    "reference-form-unknown-item": "Een rij met punten hoort bij geen thema van het kader.",
}
"""Code -> what it means, in one Dutch sentence."""
_LONGEST = 300
_SHOWN = 6
_POINTS, _CODE, _ITEM = ("punten",), ("code", "id", "thema id", "item"), ("thema", "kaderitem")
_TOTAL = re.compile(r"(?i)\s*(som|totaal|gemiddelde)\b")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)")
_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ].*)?|(\d\d?)[-/. ](\d\d?)[-/. ](\d{4})")
_REF = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*@[^\s:@()]+")


class _Columns(NamedTuple):
    """Where the form has what, columns from 0."""

    row: int
    points: int
    code: int | None
    item: int | None


def read_reference_form(
    tables: Sequence[Table], framework: Framework
) -> tuple[ReferenceForm | None, tuple[Issue, ...]]:
    """Read a form from the sheets of a workbook; `framework` is the edition it is likely for.

    Rows are recognised by the code of the item, else by its label; the order of rows and columns
    is free. What is wrong with a cell is told with its address, and its item is then not measured.
    None where no sheet has a column with points beside a column with items.
    """
    for table in tables:
        if columns := _columns(table):
            reading = _Reading(tables, table, framework)
            for row in table.rows:
                if row.number > columns.row and not row.is_blank:
                    reading.read(row, columns)
            return reading.form(), tuple(reading.issues)
    return None, ()


def _columns(table: Table) -> _Columns | None:
    for row in table.rows:
        names = [normalise(value) for value in row.values]
        points, code, item = (_place(names, words) for words in (_POINTS, _CODE, _ITEM))
        if points is not None and (code is not None or item is not None):
            return _Columns(row.number, points, code, item)
    return None


def _place(names: Sequence[str], words: Sequence[str]) -> int | None:
    """Give the first column whose header is one of these words, or begins with one."""
    starts = tuple(f"{word} " for word in words)
    exact = (place for place, name in enumerate(names) if name in words)
    begins = (place for place, name in enumerate(names) if name.startswith(starts))
    return next(exact, next(begins, None))


class _Reading:
    """What is read so far of a form, and what is wrong with it."""

    def __init__(self, tables: Sequence[Table], table: Table, framework: Framework) -> None:
        self.issues: list[Issue] = []
        self._table = table
        self._titles = {item.id: item.label for item in framework.mapping_items}
        self._labels = {normalise(label): item for item, label in self._titles.items()}
        self._facts = self._facts_in(tables)
        # The edition that the form was made for; without one, the edition at hand.
        named = _REF.search(str(self._facts.pop("framework", "")))
        self._ref = FrameworkRef(named[0]) if named else framework.ref
        self._are_known = self._ref == framework.ref
        self._points: dict[str, float | None] = {}
        self._blank: list[str] = []
        self._not_known: list[str] = []
        self._read: set[str] = set()

    def form(self) -> ReferenceForm:
        """Give the form as it was read, and tell what was left open."""
        # A form that is open for the most part deserves a second look.
        blank, total = len(self._blank), len(self._read)
        where = Place(file=self._table.file, sheet=self._table.sheet)
        if blank:
            message = (
                f"{blank} van de {total} thema's {'bleef' if blank == 1 else 'bleven'} leeg en"
                f" {'telt' if blank == 1 else 'tellen'} als 0: {self._listed(self._blank)}."
            )
            tell = warning if blank * 2 > total else info
            self.issues.append(tell("reference-form-blank", message, where))
        if self._not_known:
            message = f"Met ‘{NOT_KNOWN}’ ingevuld, dus niet gemeten:"
            message += f" {self._listed(self._not_known)}."
            self.issues.append(info("reference-form-not-known", message, where))
        facts = {**self._facts, "framework": self._ref, "points": self._points}
        return ReferenceForm.model_validate(facts)

    def _listed(self, items: Sequence[str]) -> str:
        return first_few([f"‘{self._title(item)}’" for item in items], _SHOWN, " en nog {n}")

    def _title(self, item: str) -> str:
        return self._titles.get(item, item)

    def _doubt(self, code: str, message: str, where: Place) -> None:
        self.issues.append(warning(code, message, where))

    def read(self, row: TableRow, columns: _Columns) -> None:
        """Read a row below the header: an item and its points."""
        item = self._item(row, columns)
        raw = row.values[columns.points].strip()
        cell = row.address(columns.points)
        where = Place(file=self._table.file, sheet=self._table.sheet, cell=cell)
        if item is None or (self._are_known and item not in self._titles):
            first = next((value.strip() for value in row.values if value.strip()), "")
            if _NUMBER.fullmatch(raw) and not any(map(_TOTAL.match, row.values)):
                self._doubt(
                    "reference-form-unknown-item",
                    f"De punten op rij {row.number} (‘{first[:60]}’) horen bij geen thema van het"
                    " kader en tellen niet mee. Zet de code van het thema terug.",
                    where,
                )
        elif item in self._read:
            message = f"‘{self._title(item)}’ staat twee keer in het formulier; enkel de eerste rij"
            self._doubt("reference-form-repeated-item", f"{message} telt.", where)
        else:
            self._read.add(item)
            if not raw:
                self._points[item] = None
                self._blank.append(item)
            elif raw == NOT_KNOWN:
                self._not_known.append(item)
            elif (points := self._number(raw, self._title(item), where)) is not None:
                self._points[item] = points

    def _item(self, row: TableRow, columns: _Columns) -> str | None:
        """Give the item of a row by its code, else by its label."""
        code = row.values[columns.code].strip() if columns.code is not None else ""
        if re.fullmatch(SLUG, code):
            return code
        label = row.values[columns.item] if columns.item is not None else ""
        return self._labels.get(normalise(label))

    def _number(self, raw: str, title: str, where: Place) -> float | None:
        again = f"Geef een getal van 0 tot {MOST_POINTS}. Dit thema telt nu niet mee als gemeten."
        points = float(raw.replace(",", ".")) if _NUMBER.fullmatch(raw) else inf
        if not isfinite(points):
            message = f"Bij ‘{title}’ staat ‘{raw[:40]}’; dat is geen getal. {again}"
            self._doubt("reference-form-not-a-number", message, where)
            return None
        if points < 0:
            message = f"Bij ‘{title}’ staat {raw}, minder dan 0. {again}"
            self._doubt("reference-form-negative", message, where)
            return None
        if points > MOST_POINTS:
            message = (
                f"Bij ‘{title}’ staat {raw}, meer dan {MOST_POINTS}. Het is gelezen zoals het er"
                " staat: enkel de verhouding tussen de punten telt."
            )
            self.issues.append(info("reference-form-high", message, where))
        return points

    def _facts_in(self, tables: Iterable[Table]) -> dict[str, object]:
        """Read what stands beside the labels of the form: the first cell to the right with text."""
        names = {normalise(label): name for name, label in FORM_LABELS.items()}
        facts: dict[str, object] = {}
        for table, row in ((sheet, row) for sheet in tables for row in sheet.rows):
            filled = [(n, value.strip()) for n, value in enumerate(row.values) if value.strip()]
            for (_, label), (column, value) in pairwise(filled):
                name = names.get(normalise(label))
                if name and name not in facts:
                    facts[name] = single_spaced(value)[:_LONGEST]
                    if name == "date":
                        where = Place(file=table.file, sheet=table.sheet, cell=row.address(column))
                        facts[name] = self._day(value, where)
        return facts

    def _day(self, value: str, where: Place) -> dt.date | None:
        date = _DAY.fullmatch(value)
        try:
            if date:
                year, month, day = date[1] or date[6], date[2] or date[5], date[3] or date[4]
                return dt.date(int(year), int(month), int(day))
        except ValueError:
            pass
        message = f"De datum ‘{value[:40]}’ is niet leesbaar en blijft weg. Schrijf ze als"
        self._doubt("reference-form-date", f"{message} 22-11-2026.", where)
        return None

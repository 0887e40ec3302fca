"""Reads the Excel form in which a respondent gave points to the items of an edition."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite

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


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the form has what, columns from 0."""

    row: int
    points: int
    code: int | None
    item: int | None


@dataclass(slots=True)
class _Answers:
    """What is read so far."""

    titles: dict[str, str]
    """Item id -> what people call it."""
    points: dict[str, float | None] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    not_known: list[str] = field(default_factory=list)
    read: set[str] = field(default_factory=set)

    def title(self, item: str) -> str:
        return self.titles.get(item, item)

    def doubt(self, code: str, message: str, where: Place) -> None:
        self.issues.append(warning(code, message, where))

    def tell(self, code: str, message: str, where: Place) -> None:
        self.issues.append(info(code, message, where))


def read_reference_form(
    tables: Sequence[Table], framework: Framework
) -> tuple[ReferenceForm | None, tuple[Issue, ...]]:
    """Read a form from the sheets of a workbook; `framework` is the edition it is likely for.

    Rows are recognised by the code of the item, else by its label; the order of rows and columns
    is free. What is wrong with a cell is told with its address, and its item is then not measured.
    None where no sheet has a column with points beside a column with items.
    """
    for table in tables:
        columns = _columns(table)
        if columns:
            return _read(tables, table, columns, framework)
    return None, ()


def _columns(table: Table) -> _Columns | None:
    for row in table.rows:
        names = [normalise(value) for value in row.values]
        points = _place(names, _POINTS)
        code, item = _place(names, _CODE), _place(names, _ITEM)
        if points is not None and (code is not None or item is not None):
            return _Columns(row.number, points, code, item)
    return None


def _place(names: Sequence[str], words: Sequence[str]) -> int | None:
    """Give the first column whose header is one of these words, or begins with one."""
    starts = tuple(f"{word} " for word in words)
    exact = (place for place, name in enumerate(names) if name in words)
    begins = (place for place, name in enumerate(names) if name.startswith(starts))
    return next(exact, next(begins, None))


def _read(
    tables: Sequence[Table], table: Table, columns: _Columns, framework: Framework
) -> tuple[ReferenceForm, tuple[Issue, ...]]:
    answers = _Answers({item.id: item.label for item in framework.mapping_items})
    facts = _facts(tables, answers)
    # The edition that the form was made for; without one, the edition at hand.
    named = _REF.search(str(facts.pop("framework", "")))
    ref = FrameworkRef(named[0]) if named else framework.ref
    labels = {normalise(item.label): item.id for item in framework.mapping_items}
    known = {item.id for item in framework.mapping_items} if ref == framework.ref else None
    for row in table.rows:
        if row.number > columns.row and not row.is_blank:
            _read_row(row, table, columns, answers, (labels, known))
    # A form that is open for the most part deserves a second look.
    where = Place(file=table.file, sheet=table.sheet)
    blank, total = len(answers.blank), len(answers.read)
    if blank:
        note = answers.doubt if blank * 2 > total else answers.tell
        note(
            "reference-form-blank",
            f"{blank} van de {total} thema's {'bleef' if blank == 1 else 'bleven'} leeg en"
            f" {'telt' if blank == 1 else 'tellen'} als 0: {_listed(answers, answers.blank)}.",
            where,
        )
    if answers.not_known:
        answers.tell(
            "reference-form-not-known",
            f"Met ‘{NOT_KNOWN}’ ingevuld, dus niet gemeten: {_listed(answers, answers.not_known)}.",
            where,
        )
    form = ReferenceForm.model_validate({**facts, "framework": ref, "points": answers.points})
    return form, tuple(answers.issues)


def _listed(answers: _Answers, items: Sequence[str]) -> str:
    return first_few([f"‘{answers.title(item)}’" for item in items], _SHOWN, " en nog {n}")


def _read_row(
    row: TableRow,
    table: Table,
    columns: _Columns,
    answers: _Answers,
    names: tuple[dict[str, str], set[str] | None],
) -> None:
    item = _item(row, columns, names[0])
    raw = row.values[columns.points].strip()
    where = Place(file=table.file, sheet=table.sheet, cell=row.address(columns.points))
    is_known = item is not None and (names[1] is None or item in names[1])
    if item is None or not is_known:
        first = next((value.strip() for value in row.values if value.strip()), "")
        if _NUMBER.fullmatch(raw) and not any(map(_TOTAL.match, row.values)):
            answers.doubt(
                "reference-form-unknown-item",
                f"De punten op rij {row.number} (‘{first[:60]}’) horen bij geen thema van het kader"
                " en tellen niet mee. Zet de code van het thema terug.",
                where,
            )
    elif item in answers.read:
        answers.doubt(
            "reference-form-repeated-item",
            f"‘{answers.title(item)}’ staat twee keer in het formulier; enkel de eerste rij telt.",
            where,
        )
    else:
        answers.read.add(item)
        if not raw:
            answers.points[item] = None
            answers.blank.append(item)
        elif raw == NOT_KNOWN:
            answers.not_known.append(item)
        elif (points := _points(raw, item, where, answers)) is not None:
            answers.points[item] = points


def _item(row: TableRow, columns: _Columns, labels: dict[str, str]) -> str | None:
    """Give the item of a row by its code, else by its label."""
    code = row.values[columns.code].strip() if columns.code is not None else ""
    if re.fullmatch(SLUG, code):
        return code
    label = row.values[columns.item] if columns.item is not None else ""
    return labels.get(normalise(label))


def _points(raw: str, item: str, where: Place, answers: _Answers) -> float | None:
    again = f"Geef een getal van 0 tot {MOST_POINTS}. Dit thema telt nu niet mee als gemeten."
    title = answers.title(item)
    if not _NUMBER.fullmatch(raw) or not isfinite(float(raw.replace(",", "."))):
        answers.doubt(
            "reference-form-not-a-number",
            f"Bij ‘{title}’ staat ‘{raw[:40]}’; dat is geen getal. {again}",
            where,
        )
        return None
    points = float(raw.replace(",", "."))
    if points < 0:
        answers.doubt(
            "reference-form-negative", f"Bij ‘{title}’ staat {raw}, minder dan 0. {again}", where
        )
        return None
    if points > MOST_POINTS:
        answers.tell(
            "reference-form-high",
            f"Bij ‘{title}’ staat {raw}, meer dan {MOST_POINTS}. Het is gelezen zoals het er staat:"
            " enkel de verhouding tussen de punten telt.",
            where,
        )
    return points


def _facts(tables: Iterable[Table], answers: _Answers) -> dict[str, object]:
    """Read what stands beside the labels of the form: the first cell to the right with text."""
    names = {normalise(label): name for name, label in FORM_LABELS.items()}
    facts: dict[str, object] = {}
    for table in tables:
        for row in table.rows:
            filled = [(n, value.strip()) for n, value in enumerate(row.values) if value.strip()]
            for (_, label), (column, value) in pairwise(filled):
                name = names.get(normalise(label))
                if name and name not in facts:
                    facts[name] = single_spaced(value)[:_LONGEST]
                    if name == "date":
                        where = Place(file=table.file, sheet=table.sheet, cell=row.address(column))
                        facts[name] = _day(value, where, answers)
    return facts


def _day(value: str, where: Place, answers: _Answers) -> dt.date | None:
    date = _DAY.fullmatch(value)
    try:
        if date:
            year, month, day = date[1] or date[6], date[2] or date[5], date[3] or date[4]
            return dt.date(int(year), int(month), int(day))
    except ValueError:
        pass
    answers.doubt(
        "reference-form-date",
        f"De datum ‘{value[:40]}’ is niet leesbaar en blijft weg. Schrijf ze als 22-11-2026.",
        where,
    )
    return None

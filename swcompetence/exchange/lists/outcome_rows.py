"""The rows of a list of learning outcomes as items, with groups made of names and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from swcompetence.exchange.lists.csv_text import unguarded
from swcompetence.exchange.lists.draft_items import DraftItem, slug_of
from swcompetence.exchange.lists.outcome_columns import OutcomeColumn, OutcomeHeader
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.model import Issue, Place, Table, TableRow

_LONGEST_LABEL = 120
_WORDS_IN_CODE = 4
_SENTENCE_ENDS = (". ", "; ", ": ")
_DIGITS = re.compile(r"\d+")
_YES = frozenset({"ja", "yes", "x", "1"})


class OutcomeRows(NamedTuple):
    """What stands in a list."""

    drafts: tuple[DraftItem, ...]
    framework: str
    version: str
    issues: tuple[Issue, ...]


def read_rows(table: Table, header: OutcomeHeader) -> OutcomeRows:
    """Read every row below the header; a row without text is named and skipped."""
    reader = _Reader(table, header)
    rows = [row for row in table.rows[header.row + 1 :] if not row.is_blank]
    for row in rows:
        reader.read(row)
    issues = [*reader.issues, *reader.account(len(rows))]
    own = rows[0] if rows and header.is_own else None
    return OutcomeRows(
        tuple(reader.drafts),
        reader.cell(own, OutcomeColumn.FRAMEWORK) if own else "",
        reader.cell(own, OutcomeColumn.VERSION) if own else "",
        tuple(issues),
    )


class _Reader:
    """Reads row after row; a heading holds for the rows below it."""

    def __init__(self, table: Table, header: OutcomeHeader) -> None:
        self.drafts: list[DraftItem] = []
        self.issues: list[Issue] = []
        self._table = table
        self._header = header
        self._heading = ""
        self._groups: dict[str, str] = {}
        self._shortened: list[Place] = []
        rows = table.rows[header.row + 1 :]
        self._codes = {slug_of(self.cell(row, OutcomeColumn.CODE)) for row in rows} - {""}
        self._shapes = {
            _shape(self.cell(row, OutcomeColumn.CODE))
            for row in rows
            if len({value for value in row.values if value.strip()}) > 1
        }

    def cell(self, row: TableRow, column: OutcomeColumn) -> str:
        place = self._header.places.get(column)
        text = row.values[place] if place is not None else ""
        return unguarded(text) if self._header.is_own else text.strip()

    def read(self, row: TableRow) -> None:
        where = Place(file=self._table.file, sheet=self._table.sheet, cell=str(row.number))
        heading = self._heading_of(row)
        if heading:
            self._heading = self._group(heading, where)
            what = f"‘{heading}’ geldt als groep voor de rijen eronder."
            self.issues.append(info("group-heading", what, where))
            return
        label, definition = self._texts(row, where)
        if not label:
            what = (
                f"Rij {row.number} heeft geen leerresultaat en is overgeslagen; vul de tekst aan."
            )
            self.issues.append(warning("label-missing", what, where))
            return
        mapped = self.cell(row, OutcomeColumn.MAPPED)
        parent = self._parent(row, where)
        self.drafts.append(
            DraftItem(
                label=label,
                where=where,
                code=self.cell(row, OutcomeColumn.CODE),
                parent=parent,
                definition=definition,
                level=self.cell(row, OutcomeColumn.LEVEL),
                alt_labels=tuple(
                    filter(None, self.cell(row, OutcomeColumn.ALT_LABELS).split("\n"))
                ),
                note=self.cell(row, OutcomeColumn.NOTE) or None,
                is_mapped=mapped.casefold() in _YES if mapped else None,
            )
        )

    def account(self, seen: int) -> Iterator[Issue]:
        """Say how many rows became what, and what was shortened."""
        where = Place(file=self._table.file, sheet=self._table.sheet)
        groups = sum(draft.is_group for draft in self.drafts)
        items = len(self.drafts) - groups
        skipped = sum(issue.code == "label-missing" for issue in self.issues)
        yield info(
            "rows-read",
            f"Rijen onder de kop: {seen}; ingelezen items: {items}, groepen: {groups},"
            f" overgeslagen rijen: {skipped}.",
            where,
        )
        if self._shortened:
            yield info(
                "label-shortened",
                f"Leerresultaten van meer dan {_LONGEST_LABEL} tekens: {len(self._shortened)}. De"
                " volledige tekst staat in de definitie; het label is het begin ervan.",
                self._shortened[0],
            )

    def _heading_of(self, row: TableRow) -> str:
        """Give the heading that a row is: one text in the code column, or merged over the row."""
        if OutcomeColumn.CODE not in self._header.places or self._header.is_own:
            return ""
        texts = {value.strip() for value in row.values if value.strip()}
        code = self.cell(row, OutcomeColumn.CODE)
        is_heading = texts == {code} and " " in code and _shape(code) not in self._shapes
        return code if is_heading else ""

    def _parent(self, row: TableRow, where: Place) -> str:
        named = self.cell(row, OutcomeColumn.PARENT)
        if not named:
            return self._heading
        is_code = self._header.is_own or slug_of(named) in self._codes
        return named if is_code else self._group(named, where)

    def _group(self, name: str, where: Place) -> str:
        """Give the code of a group, which is made when it is first named."""
        key = " ".join(name.split()).casefold()
        if key not in self._groups:
            words = name.split()
            code = " ".join(["groep", *words[:_WORDS_IN_CODE]])
            code += f" {len(self._groups)}" if code in self._groups.values() else ""
            self._groups[key] = code
            label = " ".join(words)
            self.drafts.append(DraftItem(label=label, where=where, code=code, is_group=True))
        return self._groups[key]

    def _texts(self, row: TableRow, where: Place) -> tuple[str, str | None]:
        label = self.cell(row, OutcomeColumn.LABEL)
        about = (self.cell(row, OutcomeColumn.TEXT), self.cell(row, OutcomeColumn.DEFINITION))
        definition = "\n".join(filter(None, about))
        if self._header.is_own:
            return label, definition or None
        if not label:
            label, definition = definition, ""
        line = " ".join(label.split())
        if len(line) <= _LONGEST_LABEL:
            return line, definition or None
        self._shortened.append(where)
        return _beginning(line), f"{label}\n{definition}".strip()


def _shape(code: str) -> str:
    """Give what codes have in common: `OLR 3` is shaped as `OLR 1`, `Domein 2` is not."""
    return _DIGITS.sub("#", code.casefold())


def _beginning(line: str) -> str:
    """Give the first sentence of a text, or its first words where that is long too."""
    ends = [place for sign in _SENTENCE_ENDS if (place := line.find(sign)) > 0]
    if ends and min(ends) <= _LONGEST_LABEL:
        return line[: min(ends)]
    end = line.rfind(" ", 0, _LONGEST_LABEL)
    return line[: end if end > 0 else _LONGEST_LABEL] + "…"

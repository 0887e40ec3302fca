"""Reads a college's own learning outcomes (OLR) from a list: Excel, CSV, or our own table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from swcompetence.errors import InputFileError
from swcompetence.exchange.csv_text import unguarded
from swcompetence.exchange.draft_items import DraftItem, PlacedItem, placed, slug_of
from swcompetence.exchange.exported import Imported
from swcompetence.exchange.lists.outcome_columns import OutcomeColumn, OutcomeHeader, find_header
from swcompetence.exchange.new_edition import (
    EditionFacts,
    Levels,
    new_edition,
    with_file_facts,
)
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.files.formats.sheets import read_sheets
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import Issue, Place, Table, TableRow

_GROUP, _OUTCOME, _PART = "groep", "leerresultaat", "deelresultaat"
_ADVICE = (
    "Zet boven de lijst een kop met minstens ‘Leerresultaat’, en liefst ook ‘Code’ en ‘Groep’, of"
    " vertrek van de lege lijst."
)


def read_outcomes(content: bytes, name: str, facts: EditionFacts) -> Imported:
    """Read a list with one outcome a row: *Code*, *Leerresultaat*, and if need be *Groep*.

    Args:
        content: the file, in any format that course lists have.
        name: name of the file; it becomes the source of the edition.
        facts: what the list does not say; given facts win over those in the file.

    Raises:
        InputFileError: the file cannot be read, has no header that is known, or no outcome.
    """
    worksheets, told_file = read_sheets(content, Path(name))
    sheet, header = _choose(worksheets, name)
    rows = read_rows(sheet.table, header)
    if all(draft.is_group for draft in rows.drafts):
        raise InputFileError(name, "Onder de kop staat geen enkel leerresultaat.", _ADVICE)
    items, told_tree = placed(rows.drafts)
    above = _above(sheet, header)
    facts, told_facts = with_file_facts(
        facts.model_copy(update={"title": facts.title or next(iter(above), None)}),
        name,
        framework=rows.framework,
        version=rows.version,
        hints=(*above, sheet.table.sheet),
    )
    items, levels, told_levels = _levels(items, facts, name)
    issues = (
        *(issue for issue in told_file if issue.code != "layout-unknown"),
        *_unused(worksheets, sheet, header),
        *rows.issues,
        *told_tree,
        *told_facts,
        *told_levels,
    )
    return Imported(new_edition(items, levels, facts, name), issues)


def _choose(worksheets: Sequence[Worksheet], name: str) -> tuple[Worksheet, OutcomeHeader]:
    """Take the sheet whose header knows most columns; a hidden sheet only where it is the only."""
    found = [(sheet, header) for sheet in worksheets if (header := find_header(sheet.table))]
    if not found:
        raise InputFileError(name, "Er is geen lijst van leerresultaten in gevonden.", _ADVICE)
    return max(found, key=lambda one: (one[0].table.visibility == "visible", len(one[1].places)))


def _above(sheet: Worksheet, header: OutcomeHeader) -> list[str]:
    """Give the texts above the header; the first is the title of the list."""
    rows = sheet.table.rows[: header.row]
    return list(dict.fromkeys(" ".join(v.split()) for row in rows for v in row.values if v.strip()))


def _unused(worksheets: Sequence[Worksheet], used: Worksheet, header: OutcomeHeader) -> list[Issue]:
    file = used.table.file
    issues = [
        info(
            "sheet-not-used",
            "Dit blad is niet gelezen; één blad met leerresultaten is genoeg.",
            Place(file=file, sheet=sheet.table.sheet),
        )
        for sheet in worksheets
        if sheet is not used and sheet.table.rows
    ]
    where = Place(file=file, sheet=used.table.sheet, cell=str(used.table.rows[header.row].number))
    for code, headers, what in (
        ("column-not-used", header.doubles, "herhalen een gegeven dat er al is"),
        ("column-unknown", header.unknown, "passen nergens in een kader"),
    ):
        if headers:
            named = ", ".join(f"‘{one}’" for one in headers)
            issues.append(info(code, f"Deze kolommen {what} en zijn niet gelezen: {named}.", where))
    return issues


def _levels(
    items: tuple[PlacedItem, ...], facts: EditionFacts, file: str
) -> tuple[tuple[PlacedItem, ...], Levels, list[Issue]]:
    """Take the levels of the list where they follow the tree, else make them of the depth."""
    named = _named_levels(items)
    if named:
        levels, issues = _with_mapping(items, named, facts, file)
        return items, levels, issues
    noted = tuple(map(_with_note, items))
    issues = [
        info(
            "level-as-note",
            "De kolom met niveaus wijst geen plaats in de boom aan; het niveau staat als"
            " opmerking bij elk leerresultaat.",
            Place(file=file),
        )
    ] * (noted != items)
    return noted, _levels_by_depth(items, facts), issues


def _named_levels(items: Sequence[PlacedItem]) -> tuple[str, ...]:
    """Give the level names from top to bottom; nothing where they do not follow the tree."""
    drafts = {item.id: item.draft for item in items}
    says = any(draft.is_mapped is not None for draft in drafts.values())
    is_flat = not any(item.parent for item in items)
    levels = dict.fromkeys(draft.level for draft in drafts.values())
    if "" in levels or (is_flat and len(levels) > 1 and not says):
        return ()
    steps = {(drafts[i.parent].level, i.draft.level) for i in items if i.parent}
    order: list[str] = []
    waiting = list(levels)
    while waiting:
        free = [one for one in waiting if not any((above, one) in steps for above in waiting)]
        if not free:
            return ()
        order.append(free[0])
        waiting.remove(free[0])
    return tuple(order)


def _with_mapping(
    items: Sequence[PlacedItem], names: tuple[str, ...], facts: EditionFacts, file: str
) -> tuple[Levels, list[Issue]]:
    of_items = tuple(item.draft.level for item in items)
    said = [item.draft.level for item in items if item.draft.is_mapped]
    issues: list[Issue] = []
    if facts.mapping_depth is not None and facts.mapping_depth <= len(names):
        mapped = names[facts.mapping_depth - 1]
    elif said:
        mapped = said[0]
    else:
        counts = Counter(of_items)
        mapped = max(names, key=lambda one: counts[one])
        if len(names) > 1:
            what = (
                f"Opleidingsonderdelen worden gekoppeld aan ‘{mapped}’: daar staan de meeste items."
            )
            issues = [info("mapping-level-guessed", what, Place(file=file))]
    return Levels(names=names, mapping_level=mapped, of_items=of_items), issues


def _with_note(item: PlacedItem) -> PlacedItem:
    draft = item.draft
    if not draft.level:
        return item
    notes = (f"Niveau volgens de lijst: {draft.level}.", draft.note)
    note = "\n".join(part for part in notes if part)
    return item._replace(draft=draft.model_copy(update={"note": note}))


def _levels_by_depth(items: Sequence[PlacedItem], facts: EditionFacts) -> Levels:
    """Call groups groups, what stands under them outcomes, and deeper items parts of those."""
    depths: dict[str | None, int] = {None: 0}
    for item in items:
        depths[item.id] = 0 if item.draft.is_group else depths[item.parent] + 1
    deepest = max(depths.values())
    parts = [_PART if n == 1 else f"{_PART} {n}" for n in range(1, deepest)]
    outcomes = [_OUTCOME, *parts]
    has_groups = any(item.draft.is_group for item in items)
    names = [_GROUP, *outcomes] if has_groups else outcomes
    wanted = facts.mapping_depth
    return Levels(
        names=tuple(names),
        mapping_level=names[wanted - 1] if wanted and wanted <= len(names) else outcomes[0],
        of_items=tuple(
            outcomes[depths[item.id] - 1] if depths[item.id] else _GROUP for item in items
        ),
    )


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

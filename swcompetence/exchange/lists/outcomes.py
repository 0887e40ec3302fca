"""Reads a college's own learning outcomes (OLR) from a list: Excel, CSV, or our own table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from swcompetence.errors import InputFileError
from swcompetence.exchange.csv_text import unguarded
from swcompetence.exchange.exported import Imported, legible
from swcompetence.exchange.new_edition import (
    DraftItem,
    EditionFacts,
    Levels,
    PlacedItem,
    chosen_mapping_level,
    new_edition,
    placed,
    slug_of,
    with_file_facts,
)
from swcompetence.files.course_list.cell_values import are_codes
from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.course_list import read_curriculum
from swcompetence.files.course_list.header_names import LONGEST_HEADER, Column, guess, normalise
from swcompetence.files.course_list.matrix import code_and_label, read_matrices
from swcompetence.files.formats.sheets import read_sheets
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import Curriculum, Issue, Place, SourceFile, Table, TableRow, column_letters
from swcompetence.model.issue import info, warning
from swcompetence.phrasing import first_few, single_spaced
from swcompetence.text.cleaning import cleaned


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
_GROUP, _OUTCOME, _PART = "groep", "leerresultaat", "deelresultaat"
_LONGEST_LABEL = 120
_WORDS_IN_CODE = 4
_SENTENCE_ENDS = (". ", "; ", ": ")
_DIGITS = re.compile(r"\d+")
_YES = frozenset({"ja", "yes", "x", "1"})
_ADVICE = (
    "Zet boven de lijst een kop met minstens ‘Leerresultaat’, en liefst ook ‘Code’ en ‘Groep’, of"
    " vertrek van de lege lijst."
)


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


def read_outcomes(
    content: bytes, name: str, facts: EditionFacts, *, profile: ColumnProfile | None = None
) -> Imported:
    """Read a list with one outcome a row: *Code*, *Leerresultaat*, and if need be *Groep*.

    The file may have any format that course lists have. Given facts win over those in the file,
    and what a profile says of a column over its name.

    Raises:
        InputFileError: the file cannot be read, has no header that is known, no outcome, or its
            longest texts would not be read.
    """
    worksheets, file_issues = read_sheets(content, Path(name))
    if profile:
        worksheets = tuple(s for s in worksheets if profile.takes_sheet(s.table.sheet))
    headers = [(sheet, find_outcome_header(sheet.table, profile)) for sheet in worksheets]
    known = [(sheet, header) for sheet, header in headers if header]
    if not known:
        seen = "; ".join(filter(None, (_seen(sheet.table, 0) for sheet in worksheets)))
        reason = f"Er is geen lijst van leerresultaten in gevonden. Gezien: {seen or 'niets'}."
        raise InputFileError(name, reason, _ADVICE)
    # The sheet whose header knows most columns; a hidden sheet only where there is no other.
    sheet, header = max(
        known, key=lambda pair: (pair[0].table.visibility == "visible", len(pair[1].places))
    )
    _refuse_unread(sheet.table, header, name, profile)
    reader = _Reader(sheet.table, header)
    reader.read()
    if all(draft.is_group for draft in reader.drafts):
        seen = _seen(sheet.table, header.row)
        reason = f"Onder de kop staat geen enkel leerresultaat. Gezien: {seen}."
        raise InputFileError(name, reason, _ADVICE)
    cells = (cell for row in sheet.table.rows[: header.row] for cell in row.values)
    above = list(dict.fromkeys(single_spaced(cell) for cell in cells if cell.strip()))
    return _imported(
        reader.drafts,
        # The first text above the header is the title of the list.
        facts.model_copy(update={"title": facts.title or next(iter(above), None)}),
        name,
        (*file_issues, *_unused(worksheets, sheet, header), *reader.issues),
        framework=reader.fact(OutcomeColumn.FRAMEWORK),
        version=reader.fact(OutcomeColumn.VERSION),
        hints=(*above, sheet.table.sheet),
    )


def _imported(
    drafts: Sequence[DraftItem], facts: EditionFacts, name: str, noted: Sequence[Issue], **said: Any
) -> Imported:
    """Make the edition of what was read; `said` is what the file says of itself."""
    items, tree_issues = placed(drafts)
    facts, fact_issues = with_file_facts(facts, name, **said)
    items, levels, level_issues = _levels(items, facts, name)
    kept = (issue for issue in noted if issue.code != "layout-unknown")
    issues = (*kept, *tree_issues, *fact_issues, *level_issues)
    return Imported(new_edition(items, levels, facts, name), issues)


def read_matrix(
    content: bytes, name: str, facts: EditionFacts, curriculum: Curriculum | None = None
) -> Imported:
    """Make an edition of the competences of a college's own matrix.

    Args:
        content: the file with the matrix.
        name: its name.
        facts: what the caller knows.
        curriculum: the courses that the matrix is about; None where it names them as a list does.

    Raises:
        InputFileError: the file cannot be read, or holds no matrix about these courses.
    """
    worksheets, file_issues = read_sheets(content, Path(name))
    if curriculum is None:
        curriculum, _ = read_curriculum(worksheets, SourceFile(file=name, sha256=""))
    matrices = read_matrices(worksheets, curriculum)
    columns = {column.name: (matrix, column) for matrix in matrices for column in matrix.columns}
    if not columns:
        raise InputFileError(
            name,
            "er is geen matrix in gevonden van opleidingsonderdelen x competenties.",
            "Geef met --list de cursuslijst waarvan de matrix de codes of titels noemt.",
        )
    drafts: dict[str, DraftItem] = {}
    for matrix, column in columns.values():
        where = matrix.where.model_copy(update={"cell": column.cell or None})
        group = f"groep {column.group}" if column.group and column.texts else ""
        if group:
            draft = DraftItem(label=column.group, where=where, code=group, is_group=True)
            drafts.setdefault(group, draft)
        first, *more = column.texts or (column.group or column.name,)
        # A code above its label, or before it in one cell.
        code, label = (first, more.pop(0)) if more and are_codes([first]) else code_and_label(first)
        drafts[column.name] = DraftItem(
            label=label, where=where, code=code, parent=group, definition="\n".join(more) or None
        )
    hints = (matrices[0].where.sheet or "",)
    return _imported(tuple(drafts.values()), facts, name, file_issues, hints=hints)


def _seen(table: Table, start: int) -> str:
    """Say what stands in the first row from a place on that holds something."""
    for row in table.rows[start:]:
        cells = [f"‘{single_spaced(value)[:30]}’" for value in row.values if value.strip()]
        if cells:
            return f"blad ‘{table.sheet}’, rij {row.number}: {first_few(cells, 8)}"
    return ""


def _refuse_unread(
    table: Table, header: OutcomeHeader, name: str, profile: ColumnProfile | None
) -> None:
    """Refuse a list whose longest texts would be left out, unless a profile says so."""
    if header.is_own or profile:
        return
    below = table.rows[header.row + 1 :]
    head = table.rows[header.row]
    sizes = [sum(len(row.values[i].strip()) for row in below) for i in range(len(head.values))]
    largest = max(range(len(sizes)), key=sizes.__getitem__, default=0)
    if (
        not below
        or largest in header.places.values()
        or " " not in "".join(row.values[largest].strip() for row in below)
    ):
        return
    title = single_spaced(head.values[largest]) or head.address(largest)
    raise InputFileError(
        name,
        f"De langste teksten staan in de kolom ‘{title}’ ({head.address(largest)}), en die wordt"
        f" niet herkend. Gezien: {_seen(table, header.row)}.",
        "Noem ze ‘Leerresultaat’ of ‘Toelichting’, of zeg met --profile wat ze bevat (outcomes,"
        " content of ignore).",
    )


def _unused(worksheets: Sequence[Worksheet], used: Worksheet, header: OutcomeHeader) -> list[Issue]:
    file = used.table.file
    text = "Dit blad is niet gelezen; één blad met leerresultaten is genoeg."
    issues = [
        info("sheet-not-used", text, Place(file=file, sheet=sheet.table.sheet))
        for sheet in worksheets
        if sheet is not used and sheet.table.rows
    ]
    where = Place(file=file, sheet=used.table.sheet, cell=str(used.table.rows[header.row].number))
    for code, headers, what in (
        ("column-not-used", header.doubles, "herhalen een gegeven dat er al is"),
        ("column-unknown", header.unknown, "passen nergens in een kader"),
    ):
        if headers:
            named = ", ".join(f"‘{text}’" for text in headers)
            issues.append(info(code, f"Deze kolommen {what} en zijn niet gelezen: {named}.", where))
    return issues


def _levels(
    items: tuple[PlacedItem, ...], facts: EditionFacts, file: str
) -> tuple[tuple[PlacedItem, ...], Levels, list[Issue]]:
    """Take the levels of the list where they follow the tree, else make them of the depth."""
    names = _named_levels(items)
    if names:
        of_items = tuple(item.draft.level for item in items)
        marked = next((item.draft.level for item in items if item.draft.is_mapped), None)
        depth, where = facts.mapping_depth, Place(file=file)
        mapped, guesses = chosen_mapping_level(names, of_items, marked, depth, where)
        return items, Levels(names=names, mapping_level=mapped, of_items=of_items), guesses
    noted = tuple(map(_with_note, items))
    levels = _levels_by_depth(items, facts)
    if noted == items:
        return items, levels, []
    text = (
        "De kolom met niveaus wijst geen plaats in de boom aan; het niveau staat als opmerking"
        " bij elk leerresultaat."
    )
    return noted, levels, [info("level-as-note", text, Place(file=file))]


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
        free = (level for level in waiting if not any((above, level) in steps for above in waiting))
        top = next(free, None)
        if top is None:
            return ()
        order.append(top)
        waiting.remove(top)
    return tuple(order)


def _with_note(item: PlacedItem) -> PlacedItem:
    draft = item.draft
    if not draft.level:
        return item
    note = "\n".join(filter(None, (f"Niveau volgens de lijst: {draft.level}.", draft.note)))
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
    depth = facts.mapping_depth
    return Levels(
        names=tuple(names),
        mapping_level=names[depth - 1] if depth and depth <= len(names) else outcomes[0],
        of_items=tuple(
            outcomes[depths[item.id] - 1] if depths[item.id] else _GROUP for item in items
        ),
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
        self._rows = [row for row in table.rows[header.row + 1 :] if not row.is_blank]
        self._codes = {slug_of(self._cell(row, OutcomeColumn.CODE)) for row in self._rows} - {""}
        self._shapes = {
            _shape(self._cell(row, OutcomeColumn.CODE))
            for row in self._rows
            if len({value for value in row.values if value.strip()}) > 1
        }

    def fact(self, column: OutcomeColumn) -> str:
        """Give what the first row of our own table says of the edition."""
        return self._cell(self._rows[0], column) if self._rows and self._header.is_own else ""

    def read(self) -> None:
        """Read every row below the header; a row without text is named and skipped."""
        for row in self._rows:
            self._read_row(row)
        self.issues += self._account()

    def _cell(self, row: TableRow, column: OutcomeColumn) -> str:
        place = self._header.places.get(column)
        text = row.values[place] if place is not None else ""
        return legible(unguarded(text)) if self._header.is_own else cleaned(text)

    def _read_row(self, row: TableRow) -> None:
        where = Place(file=self._table.file, sheet=self._table.sheet, cell=str(row.number))
        heading = self._heading_of(row)
        if heading:
            self._heading = self._group(heading, where)
            text = f"‘{heading}’ geldt als groep voor de rijen eronder."
            self.issues.append(info("group-heading", text, where))
            return
        label, definition = self._texts(row, where)
        if not label:
            text = "heeft geen leerresultaat en is overgeslagen; vul de tekst aan."
            self.issues.append(warning("label-missing", f"Rij {row.number} {text}", where))
            return
        mapped, named = self._cell(row, OutcomeColumn.MAPPED), self._cell(row, OutcomeColumn.PARENT)
        parent = named or self._heading
        if named and not (self._header.is_own or slug_of(named) in self._codes):
            parent = self._group(named, where)
        draft = DraftItem(
            label=label,
            where=where,
            code=self._cell(row, OutcomeColumn.CODE),
            parent=parent,
            definition=definition,
            level=self._cell(row, OutcomeColumn.LEVEL),
            alt_labels=tuple(filter(None, self._cell(row, OutcomeColumn.ALT_LABELS).split("\n"))),
            note=self._cell(row, OutcomeColumn.NOTE) or None,
            is_mapped=mapped.casefold() in _YES if mapped else None,
        )
        self.drafts.append(draft)

    def _account(self) -> Iterator[Issue]:
        """Say how many rows became what, and what was shortened."""
        groups = sum(draft.is_group for draft in self.drafts)
        skipped = sum(issue.code == "label-missing" for issue in self.issues)
        text = (
            f"Rijen onder de kop: {len(self._rows)}; ingelezen items: {len(self.drafts) - groups},"
            f" groepen: {groups}, overgeslagen rijen: {skipped}."
        )
        yield info("rows-read", text, Place(file=self._table.file, sheet=self._table.sheet))
        if self._shortened:
            text = (
                f"Leerresultaten van meer dan {_LONGEST_LABEL} tekens: {len(self._shortened)}. De"
                " volledige tekst staat in de definitie; het label is het begin ervan."
            )
            yield info("label-shortened", text, self._shortened[0])

    def _heading_of(self, row: TableRow) -> str:
        """Give the heading that a row is: one text in the code column, or merged over the row."""
        if OutcomeColumn.CODE not in self._header.places or self._header.is_own:
            return ""
        texts = {value.strip() for value in row.values if value.strip()}
        code = self._cell(row, OutcomeColumn.CODE)
        is_heading = texts == {code} and " " in code and _shape(code) not in self._shapes
        return code if is_heading else ""

    def _group(self, name: str, where: Place) -> str:
        """Give the code of a group, which is made when it is first named."""
        label = single_spaced(name)
        key = label.casefold()
        if key not in self._groups:
            code = " ".join(["groep", *label.split(" ")[:_WORDS_IN_CODE]])
            code += f" {len(self._groups)}" if code in self._groups.values() else ""
            self._groups[key] = code
            self.drafts.append(DraftItem(label=label, where=where, code=code, is_group=True))
        return self._groups[key]

    def _texts(self, row: TableRow, where: Place) -> tuple[str, str | None]:
        label = self._cell(row, OutcomeColumn.LABEL)
        about = (self._cell(row, OutcomeColumn.TEXT), self._cell(row, OutcomeColumn.DEFINITION))
        definition = "\n".join(filter(None, about))
        if self._header.is_own:
            return label, definition or None
        if not label:
            label, definition = definition, ""
        line = single_spaced(label)
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

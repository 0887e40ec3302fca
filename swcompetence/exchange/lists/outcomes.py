"""Reads a college's own learning outcomes (OLR) from a list: Excel, CSV, or our own table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.exchange.exported import Imported
from swcompetence.exchange.lists.draft_items import PlacedItem, placed
from swcompetence.exchange.lists.new_edition import (
    EditionFacts,
    Levels,
    new_edition,
    with_file_facts,
)
from swcompetence.exchange.lists.outcome_columns import OutcomeHeader, find_header
from swcompetence.exchange.lists.outcome_rows import read_rows
from swcompetence.files.course_list.issue_codes import info
from swcompetence.files.formats.sheets import read_sheets
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import Issue, Place

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

"""Reads a competency framework that Moodle exported, or that `moodle_csv` wrote."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from swcompetence.errors import InputFileError
from swcompetence.exchange.csv_text import unguarded
from swcompetence.exchange.draft_items import DraftItem, PlacedItem, placed
from swcompetence.exchange.exported import SHOWN, Imported, legible
from swcompetence.exchange.lms.moodle import MOODLE_COLUMNS
from swcompetence.exchange.new_edition import (
    EditionFacts,
    Levels,
    chosen_mapping_level,
    new_edition,
    with_file_facts,
)
from swcompetence.files.formats.sheets import read_sheets
from swcompetence.model import Issue, Place
from swcompetence.model.issue import info, warning
from swcompetence.phrasing import first_few, single_spaced
from swcompetence.text.markup import text_of

_PLAIN_FORMATS = frozenset({"2", "4"})
"""Plain text and Markdown, which are read as they stand; everything else is HTML."""
_OWN_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|nbsp|#92|#0?39);")
_FULL_NAME = re.compile(r"\s*<p><strong>(.*?)</strong></p>", re.DOTALL)
_DUTCH = {
    "behaviour": "gedrag",
    "competency": "competentie",
    "concept": "begrip",
    "domain": "domein",
    "indicator": "indicator",
    "level": "niveau",
    "outcome": "leerresultaat",
    "practice": "praktijk",
    "proficiency": "bekwaamheid",
    "skill": "vaardigheid",
    "value": "waarde",
}
"""Moodle's words for a depth of the tree."""
_MAPPED = frozenset({"competency", "outcome"})
_ADVICE = "Geef het CSV-bestand dat Moodle maakt bij het exporteren van een competentiekader."


class _Row(NamedTuple):
    """A row below the header."""

    parent: str
    id_number: str
    name: str
    description: str
    description_format: str
    scale: str
    scale_configuration: str
    rule: str
    rule_outcome: str
    rule_configuration: str
    related: str
    exported_id: str
    is_framework: str
    taxonomy: str
    number: int

    def place(self, file: str) -> Place:
        return Place(file=file, cell=str(self.number))


def read_moodle_csv(content: bytes, name: str, facts: EditionFacts) -> Imported:
    """Read the framework; more tolerant than Moodle, which leaves rows out without a word.

    A spreadsheet program may have saved the file again. Given facts win over those in the file.

    Raises:
        InputFileError: the file holds no table, not fourteen columns, no framework or no item.
    """
    rows, issues = _rows(content, name)
    heads = [row for row in rows if row.is_framework not in {"", "0"}]
    if not heads:
        raise InputFileError(name, "Er staat geen rij voor het kader zelf in.", _ADVICE)
    head = heads[-1]
    framework_id, _, version = head.id_number.partition("@")
    drafts, nameless = _drafts([row for row in rows if row not in heads], framework_id, name)
    if not drafts:
        raise InputFileError(name, "Er staat geen enkele competentie in.", _ADVICE)
    items, tree_issues = placed(drafts)
    title, about = _name_and_text(head)
    facts = facts.model_copy(update={"title": facts.title or title, "about": facts.about or about})
    facts, fact_issues = with_file_facts(facts, name, framework=framework_id, version=version)
    levels, level_issues = _levels(items, head.taxonomy.split(","), facts, name)
    issues += [*nameless, *tree_issues, *fact_issues, *level_issues]
    issues += _unused(rows, heads, name)
    return Imported(new_edition(items, levels, facts, name), tuple(issues))


def _rows(content: bytes, name: str) -> tuple[list[_Row], list[Issue]]:
    sheets, issues = read_sheets(content, Path(name))
    table = next((sheet.table.rows for sheet in sheets if sheet.table.rows), ())
    filled = [row for row in table if not row.is_blank]
    width = len(filled[0].values) if filled else 0
    if width != len(MOODLE_COLUMNS):
        raise InputFileError(
            name, f"Een kader van Moodle heeft 14 kolommen; hier staan er {width}.", _ADVICE
        )
    rows = [
        _Row(**dict(zip(_Row._fields, row.values, strict=False)), number=row.number)
        for row in filled[1:]
    ]
    return rows, [issue for issue in issues if issue.code != "layout-unknown"]


def _drafts(
    rows: Sequence[_Row], framework_id: str, file: str
) -> tuple[list[DraftItem], list[Issue]]:
    drafts: list[DraftItem] = []
    issues: list[Issue] = []
    prefix = f"{framework_id}:"
    for row in rows:
        name, about = _name_and_text(row)
        if not name:
            text = f"Rij {row.number} heeft geen naam en is overgeslagen; vul ze aan."
            issues.append(warning("label-missing", text, row.place(file)))
            continue
        drafts.append(
            DraftItem(
                code=row.id_number.removeprefix(prefix),
                parent=row.parent.removeprefix(prefix),
                label=name,
                definition=about,
                where=row.place(file),
            )
        )
    return drafts, issues


def _name_and_text(row: _Row) -> tuple[str, str | None]:
    """Give the full name, which may lead the description, and the rest of the description."""
    name = legible(unguarded(_OWN_ENTITY.sub(lambda sign: html.unescape(sign[0]), row.name)))
    if row.description_format in _PLAIN_FORMATS:
        return name, row.description.strip() or None
    source = row.description
    lead = _FULL_NAME.match(source)
    full = text_of(lead[1]) if lead else ""
    if lead and single_spaced(full).startswith(name.removesuffix("…")):
        name, source = full, source[lead.end() :]
    return name, text_of(source) or None


def _levels(
    items: Sequence[PlacedItem], taxonomy: Sequence[str], facts: EditionFacts, file: str
) -> tuple[Levels, list[Issue]]:
    """Make one level of every depth, named by its taxonomy."""
    deepest = max(item.depth for item in items)
    given = [*taxonomy, *[""] * deepest]
    words = [word or "competency" for word in given[:deepest]]
    names: list[str] = []
    for word in words:
        dutch = _DUTCH.get(word.strip(), "niveau")
        times = sum(name.split(" ")[0] == dutch for name in names)
        names.append(f"{dutch} {times + 1}" if times else dutch)
    of_items = tuple(names[item.depth - 1] for item in items)
    mapped = [name for name, word in zip(names, words, strict=True) if word in _MAPPED]
    said = mapped[0] if len(mapped) == 1 else None
    level, issues = chosen_mapping_level(
        names, of_items, said, facts.mapping_depth, Place(file=file)
    )
    return Levels(names=tuple(names), mapping_level=level, of_items=of_items), issues


def _unused(rows: Sequence[_Row], heads: Sequence[_Row], file: str) -> Iterator[Issue]:
    """Name what Moodle keeps and an edition does not."""
    if len(heads) > 1:
        text = f"Er staan {len(heads)} kaders in het bestand; zoals in Moodle geldt het laatste."
        yield warning("not-in-edition", text, heads[-1].place(file))
    for what, full in (
        ("een schaal", [row for row in rows if row.scale]),
        ("een afrondingsregel", [row for row in rows if row.rule]),
        ("verwante competenties", [row for row in rows if row.related]),
    ):
        if full:
            named = first_few([str(row.number) for row in full], SHOWN)
            text = f"Een kader heeft geen plaats voor {what} (rij {named}); niet ingelezen."
            yield info("not-in-edition", text, full[0].place(file))

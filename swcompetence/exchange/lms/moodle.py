"""The competency frameworks of Moodle, written and read: the CSV of its tool `tool_lpimportcsv`.

The rules are those of `admin/tool/lpimportcsv` and `lib/csvlib.class.php` in Moodle's source:
fourteen columns by position, one framework row, parents named by idnumber. Moodle says nothing when
it leaves a row out, so the file avoids everything that it would drop: idnumbers hold the framework
id (PHP takes `1.1` and `1.10` for the same number, and `0` for nothing), no backslash stands before
a quotation mark, no name is longer than a hundred signs.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.exchange.csv_text import guarded, unguarded
from swcompetence.exchange.exported import SHOWN, Exported, Imported, left_out_items, legible
from swcompetence.exchange.lms.platform import (
    SCALE,
    formula_loss,
    items_in_use,
    platform_csv,
    platform_losses,
)
from swcompetence.exchange.new_edition import (
    DraftItem,
    EditionFacts,
    Levels,
    PlacedItem,
    chosen_mapping_level,
    new_edition,
    placed,
    with_file_facts,
)
from swcompetence.files.formats.sheets import read_sheets
from swcompetence.model import Framework, Issue, Item, Place
from swcompetence.model.issue import info, warning
from swcompetence.phrasing import first_few, single_spaced
from swcompetence.text.markup import html_of, text_of

MOODLE_COLUMNS = (
    "Parent ID number", "ID number", "Short name", "Description", "Description format",
    "Scale values", "Scale configuration", "Rule type (optional)", "Rule outcome (optional)",
    "Rule config (optional)", "Cross-referenced competency ID numbers", "Exported ID (optional)",
    "Is framework", "Taxonomy",
)  # fmt: skip
"""The header; Moodle reads by position and takes any wording."""
MOODLE_KEEPS = frozenset(
    {"id", "version", "title", "about", "item.id", "item.parent", "item.label", "item.definition"}
)
"""What a Moodle file holds, as `losses_of` takes it; retired items are left out as a whole."""
_LONGEST_NAME = 100
"""Signs of an idnumber and of a short name; Moodle cuts off the rest."""
_HTML = "1"
_MAY_BE_ENTITY = re.compile(r"&(?=[a-zA-Z0-9#]{1,8};)")
_EMPTY = "0"
"""What PHP takes for an empty name, so that Moodle would leave out the item and all below it."""
_DIGEST = 10
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
_NUMBER = "row"
_Row = dict[str, str]
"""A row below the header: its cells by `MOODLE_COLUMNS`, and its number."""


def moodle_csv(framework: Framework) -> Exported:
    """Write an edition as a file for Moodle: site administration, competencies, import framework.

    Retired items are left out.
    """
    items = items_in_use(framework)
    rows = [
        MOODLE_COLUMNS,
        _framework_row(framework, items),
        *(_item_row(framework, item) for item in items),
    ]
    return Exported(platform_csv(rows, quote_all=True), tuple(_losses(framework, items)))


def _framework_row(framework: Framework, items: Sequence[Item]) -> tuple[str, ...]:
    # Which value is the default and which is proficient; Moodle fills in its own scale id.
    steps = [
        {"id": number, "scaledefault": int(number == 1), "proficient": int(number == len(SCALE))}
        for number in range(1, len(SCALE) + 1)
    ]
    return (
        "",
        _id_number(str(framework.ref)),
        _short_name(framework.title),
        _description(framework.title, framework.about),
        _HTML,
        ",".join(SCALE),
        json.dumps([{"scaleid": "1"}, *steps], separators=(",", ":")),
        *([""] * 5),
        "1",
        ",".join(_taxonomy(framework, items)),
    )


def _item_row(framework: Framework, item: Item) -> tuple[str, ...]:
    return (
        _id_number(f"{framework.id}:{item.parent}") if item.parent else "",
        _id_number(f"{framework.id}:{item.id}"),
        _short_name(item.label) or item.id,
        _description(item.label, item.definition),
        _HTML,
        *("", "", "", "", "null", "", "", "", ""),
    )


def _id_number(reference: str) -> str:
    """Give an idnumber that Moodle does not cut, so that it stays unique."""
    if len(reference) <= _LONGEST_NAME:
        return reference
    digest = hashlib.sha256(reference.encode()).hexdigest()[:_DIGEST]
    return f"{reference[: _LONGEST_NAME - _DIGEST - 1]}~{digest}"


def _short_name(text: str) -> str:
    """Write a name without tags, in one line, cut at a word where it is too long."""
    plain = guarded(single_spaced(text))
    name = _escaped(plain)
    words = plain.split(" ")
    while len(name) > _LONGEST_NAME and len(words) > 1:
        words.pop()
        name = _escaped(" ".join(words)) + "…"
    while len(name) > _LONGEST_NAME:
        words[0] = words[0][:-1]
        name = _escaped(words[0]) + "…"
    return name if name != _EMPTY else f"{name}…"


def _escaped(text: str) -> str:
    """Write `<` so that Moodle strips nothing, and a backslash so that PHP escapes nothing."""
    safe = _MAY_BE_ENTITY.sub("&amp;", text)
    return safe.replace("<", "&lt;").replace("\\", "&#92;")


def _is_whole(text: str) -> bool:
    is_line = text == single_spaced(text)
    return is_line and len(_escaped(guarded(text))) <= _LONGEST_NAME and text != _EMPTY


def _description(name: str, text: str | None) -> str:
    """Give the description, led by the full name in bold where the short name is not whole."""
    about = html_of(text) if text else ""
    if _is_whole(name):
        return about
    return html_of(name).replace("<p>", "<p><strong>").replace("</p>", "</strong></p>") + about


def _taxonomy(framework: Framework, items: Sequence[Item]) -> Iterator[str]:
    """Name every depth of the tree by the role that most of its items have."""
    mapped = framework.levels.index(framework.mapping_level)
    roles: dict[int, Counter[str]] = {}
    depths: dict[str | None, int] = {None: 0}
    for item in items:
        depths[item.id] = depths[item.parent] + 1
        place = framework.levels.index(item.level)
        role = "competency" if place == mapped else "domain" if place < mapped else "indicator"
        roles.setdefault(depths[item.id], Counter())[role] += 1
    yield from (count.most_common(1)[0][0] for count in roles.values())


def _losses(framework: Framework, items: Sequence[Item]) -> Iterator[Issue]:
    yield from platform_losses(framework, items, "Moodle", MOODLE_KEEPS)
    yield from left_out_items(
        f"Moodle toont van een naam hoogstens {_LONGEST_NAME} tekens op één regel; de volledige"
        " naam staat vet vooraan in de omschrijving",
        [item.id for item in items if not _is_whole(item.label)],
    )
    yield from formula_loss(items, "Moodle", "naam")
    long = [item.id for item in items if len(f"{framework.id}:{item.id}") > _LONGEST_NAME]
    yield from left_out_items("Moodle neemt geen idnummer van meer dan 100 tekens; ingekort", long)


def read_moodle_csv(content: bytes, name: str, facts: EditionFacts) -> Imported:
    """Read the framework; more tolerant than Moodle, which leaves rows out without a word.

    A spreadsheet program may have saved the file again. Given facts win over those in the file.

    Raises:
        InputFileError: the file holds no table, not fourteen columns, no framework or no item.
    """
    rows, issues = _rows(content, name)
    heads = [row for row in rows if row["Is framework"] not in {"", "0"}]
    if not heads:
        raise InputFileError(name, "Er staat geen rij voor het kader zelf in.", _ADVICE)
    head = heads[-1]
    framework_id, _, version = head["ID number"].partition("@")
    drafts, nameless = _drafts([row for row in rows if row not in heads], framework_id, name)
    if not drafts:
        raise InputFileError(name, "Er staat geen enkele competentie in.", _ADVICE)
    items, tree_issues = placed(drafts)
    title, about = _name_and_text(head)
    facts = facts.model_copy(update={"title": facts.title or title, "about": facts.about or about})
    facts, fact_issues = with_file_facts(facts, name, framework=framework_id, version=version)
    levels, level_issues = _levels(items, head["Taxonomy"].split(","), facts, name)
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
        {**dict(zip(MOODLE_COLUMNS, row.values, strict=True)), _NUMBER: str(row.number)}
        for row in filled[1:]
    ]
    return rows, [issue for issue in issues if issue.code != "layout-unknown"]


def _place(row: _Row, file: str) -> Place:
    return Place(file=file, cell=row[_NUMBER])


def _drafts(
    rows: Sequence[_Row], framework_id: str, file: str
) -> tuple[list[DraftItem], list[Issue]]:
    drafts: list[DraftItem] = []
    issues: list[Issue] = []
    prefix = f"{framework_id}:"
    for row in rows:
        name, about = _name_and_text(row)
        if not name:
            text = f"Rij {row[_NUMBER]} heeft geen naam en is overgeslagen; vul ze aan."
            issues.append(warning("label-missing", text, _place(row, file)))
            continue
        drafts.append(
            DraftItem(
                code=row["ID number"].removeprefix(prefix),
                parent=row["Parent ID number"].removeprefix(prefix),
                label=name,
                definition=about,
                where=_place(row, file),
            )
        )
    return drafts, issues


def _name_and_text(row: _Row) -> tuple[str, str | None]:
    """Give the full name, which may lead the description, and the rest of the description."""
    name = legible(
        unguarded(_OWN_ENTITY.sub(lambda sign: html.unescape(sign[0]), row["Short name"]))
    )
    if row["Description format"] in _PLAIN_FORMATS:
        return name, row["Description"].strip() or None
    source = row["Description"]
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
        yield warning("not-in-edition", text, _place(heads[-1], file))
    for what, full in (
        ("een schaal", [row for row in rows if row["Scale values"]]),
        ("een afrondingsregel", [row for row in rows if row["Rule type (optional)"]]),
        (
            "verwante competenties",
            [row for row in rows if row["Cross-referenced competency ID numbers"]],
        ),
    ):
        if full:
            named = first_few([row[_NUMBER] for row in full], SHOWN)
            text = f"Een kader heeft geen plaats voor {what} (rij {named}); niet ingelezen."
            yield info("not-in-edition", text, _place(full[0], file))

"""The competency frameworks of Moodle, as the CSV of its admin tool `tool_lpimportcsv`.

The rules are those of `admin/tool/lpimportcsv` and `lib/csvlib.class.php` in Moodle's source:
fourteen columns by position, one framework row, parents named by idnumber. Moodle says nothing when
it leaves a row out, so the file avoids everything that it would drop: idnumbers hold the framework
id (PHP takes `1.1` and `1.10` for the same number, and `0` for nothing), no backslash stands before
a quotation mark, no name is longer than a hundred signs.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from swcompetence.exchange.csv_text import guarded
from swcompetence.exchange.exported import Exported, left_out_items
from swcompetence.exchange.lms.platform import (
    SCALE,
    formula_loss,
    items_in_use,
    platform_csv,
    platform_losses,
)
from swcompetence.model import Framework, Issue, Item
from swcompetence.phrasing import single_spaced
from swcompetence.text.markup import html_of

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

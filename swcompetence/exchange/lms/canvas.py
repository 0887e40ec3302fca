"""The outcomes of Canvas, as the CSV of its outcomes import.

The rules are those of `lib/outcomes/csv_importer.rb` and `lib/outcomes/import.rb` of Canvas: named
columns with `ratings` last, groups before what stands in them, one parent for a group,
`vendor_guid` without white space or colon, and truly empty cells where a row has no ratings.
"""

from __future__ import annotations

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

CANVAS_COLUMNS = (
    "vendor_guid", "object_type", "title", "description", "parent_guids", "calculation_method",
    "mastery_points", "workflow_state",
)  # fmt: skip
"""The columns before `ratings`; Canvas reads them by name."""
_KEEPS = frozenset({
    "id", "title", "about", "item.id", "item.parent", "item.label", "item.definition",
})  # fmt: skip
"""What a Canvas file holds, as `losses_of` takes it; what happens to the tree is told apart."""
_LONGEST_TITLE = 255
_METHOD = "highest"
"""A student's outcome is the best rating so far; needs no further number."""
_RATINGS = tuple(
    cell
    for points, name in reversed(list(enumerate(SCALE, start=1)))
    for cell in (str(points), name)
)
"""Points and name of every rating, highest first; whole points read alike anywhere."""


def canvas_csv(framework: Framework) -> Exported:
    """Write an edition as a file for Canvas: outcomes, import.

    The framework and everything above the mapping level become groups, the items that courses are
    linked to become outcomes, and what stands below those is listed in their description. Retired
    items are left out. The highest rating is mastery.
    """
    items = items_in_use(framework)
    homes = _homes(framework, items)
    rows = (
        (*CANVAS_COLUMNS, "ratings", *[""] * (len(_RATINGS) - 1)),
        _group_row(framework.id, framework.title, html_of(framework.about), ""),
        *_item_rows(framework, items, homes),
    )
    return Exported(platform_csv(rows), tuple(_losses(framework, items, homes)))


def _item_rows(
    framework: Framework, items: Sequence[Item], homes: dict[str, str]
) -> Iterator[Sequence[str]]:
    for item in items:
        if homes[item.id] != item.id:
            continue
        # Items are named the same in every edition, so that a new import updates them.
        guid, title = f"{framework.id}/{item.id}", item.label.strip() or item.id
        parent = f"{framework.id}/{item.parent}" if item.parent else framework.id
        below = [part for part in items if homes[part.id] == item.id and part is not item]
        about = _description(framework, item, below)
        if _is_above(framework, item):
            yield _group_row(guid, title, about, parent)
        else:
            facts = (_METHOD, str(len(SCALE)), "active", *_RATINGS)
            yield (guid, "outcome", _title(title), about, parent, *facts)


def _group_row(guid: str, title: str, about: str, parent: str) -> Sequence[str]:
    empty = [""] * len(_RATINGS)
    return (guid, "group", _title(title), about, parent, "", "", "active", *empty)


def _is_above(framework: Framework, item: Item) -> bool:
    levels = framework.levels
    return levels.index(item.level) < levels.index(framework.mapping_level)


def _homes(framework: Framework, items: Sequence[Item]) -> dict[str, str]:
    """Give the row in which every item stands: its own, or that of the outcome above it."""
    homes: dict[str, str] = {}
    groups = {item.id for item in items if _is_above(framework, item)}
    for item in items:
        is_inside = item.parent is not None and item.parent not in groups
        homes[item.id] = homes[item.parent] if item.parent and is_inside else item.id
    return homes


def _title(text: str) -> str:
    plain = guarded(single_spaced(_escaped(text)))
    return plain if len(plain) <= _LONGEST_TITLE else plain[: _LONGEST_TITLE - 1] + "…"


def _is_whole(text: str) -> bool:
    return text == single_spaced(text) and len(guarded(_escaped(text))) <= _LONGEST_TITLE


def _escaped(text: str) -> str:
    """Give a title in which no sign begins a tag: Canvas may show it as HTML."""
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _description(framework: Framework, item: Item, below: Sequence[Item]) -> str:
    parts = [] if _is_whole(item.label) else [html_of(item.label)]
    parts += [html_of(item.definition)] if item.definition else []
    if below:
        lines = (f"{i.label}: {i.definition}" if i.definition else i.label for i in below)
        inside = "".join(
            f"<li>{html_of(line).removeprefix('<p>').removesuffix('</p>')}</li>" for line in lines
        )
        names = sorted({part.level for part in below}, key=framework.levels.index)
        parts.append(f"{html_of(', '.join(names).capitalize() + ':')}<ul>{inside}</ul>")
    return "".join(parts)


def _losses(framework: Framework, items: Sequence[Item], homes: dict[str, str]) -> Iterator[Issue]:
    yield from platform_losses(framework, items, "Canvas", _KEEPS)
    yield from left_out_items(
        f"Canvas zet niets onder een leerresultaat; wat dieper ligt dan ‘{framework.mapping_level}’"
        " staat als lijst in de omschrijving",
        [item.id for item in items if homes[item.id] != item.id],
    )
    yield from left_out_items(
        f"Canvas neemt titels van één regel en {_LONGEST_TITLE} tekens; de volledige naam staat"
        " vooraan in de omschrijving",
        [item.id for item in items if not _is_whole(item.label)],
    )
    yield from formula_loss(items, "Canvas", "titel")

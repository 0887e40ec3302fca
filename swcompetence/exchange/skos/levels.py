"""The levels of an edition from a SKOS file: our own terms say them, SKOS itself does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from swcompetence.exchange.lists.new_edition import Levels
from swcompetence.exchange.skos.items import FoundItems
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.model import Issue, Place


def levels_of(
    found: FoundItems, own: dict[str, Any], mapping_depth: int | None, where: Place
) -> tuple[Levels, list[Issue]]:
    """Give the levels, and what was guessed.

    Args:
        found: the items.
        own: what our own terms say of the edition.
        mapping_depth: the level that courses are linked to as the caller wishes it, 1 at the top;
            beyond the last level it means the last.
        where: the file.
    """
    issues: list[Issue] = []
    told = own.get("levels")
    names = [str(one) for one in told] if isinstance(told, list) else []
    of_items = _said(found, names)
    if of_items is None:
        names = [f"niveau {n}" for n in range(1, max(one.depth for one in found.placed) + 1)]
        of_items = [names[one.depth - 1] for one in found.placed]
        text = "SKOS kent geen niveaus; ze volgen de diepte in de boom. Geef ze in het kader namen."
        issues.append(info("level-from-depth", text, where))
    chosen = own.get("mapping_level")
    if mapping_depth is not None:
        chosen = names[min(mapping_depth, len(names)) - 1]
    elif chosen not in names:
        count = Counter(of_items)
        chosen = max(names, key=lambda name: (count[name], names.index(name)))
        text = (
            f"Opleidingsonderdelen worden gekoppeld aan het niveau ‘{chosen}’, dat de meeste items"
            " telt. Geef een ander niveau op als dat niet klopt."
        )
        issues.append(warning("mapping-level-guessed", text, where))
    return Levels(names=tuple(names), mapping_level=chosen, of_items=tuple(of_items)), issues


def _said(found: FoundItems, names: Sequence[str]) -> list[str] | None:
    """Give the level of every item; one that was added without a level is below its parent.

    None where there are no names, or an item fits nowhere below its parent.
    """
    levels: dict[str, str] = {}
    for one, own in zip(found.placed, found.own, strict=True):
        above = names.index(levels[one.parent]) if one.parent is not None else -1
        fitting = names[above + 1 :]
        level = own.get("level", next(iter(fitting), None))
        if level not in fitting:
            return None
        levels[one.id] = str(level)
    return list(levels.values())

"""The parts of an edition as a SKOS file gives them, brought together."""

from __future__ import annotations

from typing import Any

from swcompetence.exchange.lists.draft_items import PlacedItem
from swcompetence.exchange.lists.new_edition import EditionFacts
from swcompetence.exchange.skos.account import account
from swcompetence.exchange.skos.facts import facts_of, version_of
from swcompetence.exchange.skos.graph import graph_of
from swcompetence.exchange.skos.items import items_of
from swcompetence.exchange.skos.levels import levels_of
from swcompetence.exchange.skos.texts import Texts
from swcompetence.exchange.skos.tree import Tree, tree_of
from swcompetence.model import Issue, Place


def edition_parts(
    content: bytes, name: str, facts: EditionFacts | None, form: str, scheme: str | None
) -> tuple[dict[str, Any], tuple[Issue, ...]]:
    """Give the data of an edition and the account of reading it; see `read_skos`."""
    graph = graph_of(content, form, name)
    tree = tree_of(graph, scheme, name)
    where = Place(file=name)
    texts = Texts(graph)
    version, guessed = version_of(graph, tree, facts, where)
    told, guessed_facts = facts_of(graph, tree, texts, facts, where)
    found = items_of(graph, tree, texts, version, name)
    depth = facts.mapping_depth if facts else None
    levels, guessed_levels = levels_of(found, told, depth, where)
    data = {
        **told,
        "version": version,
        "levels": levels.names,
        "mapping_level": levels.mapping_level,
        "items": [
            _item(one, own, level, tree)
            for one, own, level in zip(found.placed, found.own, levels.of_items, strict=True)
        ],
    }
    issues = (*guessed, *guessed_facts, *found.issues, *guessed_levels)
    return data, (*issues, *account(graph, tree, texts, where))


def _item(one: PlacedItem, own: dict[str, Any], level: str, tree: Tree) -> dict[str, Any]:
    return {
        "provenance": "verified" if tree.terms is None else "unverified",
        **own,
        "id": one.id,
        "parent": one.parent,
        "level": level,
        "label": one.draft.label,
        "definition": one.draft.definition,
        "alt_labels": one.draft.alt_labels,
        "note": one.draft.note,
    }

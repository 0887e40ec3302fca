"""The concepts of a scheme as the items of an edition, with their levels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from rdflib import Graph, Literal
from rdflib.namespace import DCTERMS, OWL, RDFS, SKOS
from rdflib.term import Node

from swcompetence.exchange.draft_items import DraftItem, PlacedItem, placed, slug_of
from swcompetence.exchange.exported import SHOWN, first_ids
from swcompetence.exchange.new_edition import Levels, chosen_mapping_level
from swcompetence.exchange.skos.graph import data_of, last_part, own_values
from swcompetence.exchange.skos.scheme import Scheme, Texts, listed_first
from swcompetence.model import Issue, Place
from swcompetence.model.issue import info, warning
from swcompetence.phrasing import single_spaced

SOURCE = "skos"
"""Source id of a file from elsewhere, which is itself the source of its items."""
_NOTES = (SKOS.scopeNote, SKOS.note, SKOS.editorialNote, SKOS.example)


class ConceptItems(NamedTuple):
    """The items in order, parents first, and what was decided on the way."""

    placed: tuple[PlacedItem, ...]
    extras: tuple[dict[str, Any], ...]
    """What our own terms say of each, and its sources and end of use; in the same order."""
    issues: tuple[Issue, ...]


def scheme_items(scheme: Scheme, version: str, file: str) -> ConceptItems:
    """Give the items; those out of use that do not say since when are so since this version."""
    codes, issues = _codes(scheme, file)
    drafts: list[DraftItem] = []
    for concept in scheme.concepts:
        draft, doubts = _draft(scheme, concept, codes, file)
        drafts += [draft] if draft else []
        issues += doubts
    items, tree_issues = placed(drafts)
    ids = {str(item.draft.where.cell): item.id for item in items}
    nodes = {str(concept): concept for concept in scheme.concepts}
    extras = tuple(_extras(scheme, nodes[name], ids, version) for name in ids)
    issues += tree_issues
    several = [last_part(node) for node in scheme.concepts if len(scheme.parents[node]) > 1]
    if several:
        text = (
            "Een kader is een boom. Items met meer dan één ruimer begrip houden het eerste:"
            f" {first_ids(several)}."
        )
        issues.append(info("not-in-edition", text, Place(file=file)))
    return ConceptItems(items, extras, tuple(issues))


def is_deprecated(graph: Graph, node: Node) -> bool:
    """Say whether a concept or scheme is marked as out of use."""
    marks = (mark for mark in graph.objects(node, OWL.deprecated) if isinstance(mark, Literal))
    return any(mark.toPython() is True for mark in marks)


def source_id(graph: Graph, node: Node) -> str:
    """Give the id of a source in our own files."""
    return str(graph.value(node, DCTERMS.identifier) or last_part(node))


def _codes(scheme: Scheme, file: str) -> tuple[dict[Node, str], list[Issue]]:
    """Give every concept a code of its own: its notation, else the last part of its URI."""
    notations = {
        concept: sorted(map(str, scheme.graph.objects(concept, SKOS.notation)))
        for concept in scheme.concepts
    }
    times = Counter(slug_of(some[0]) for some in notations.values() if some)
    names = Counter(slug_of(last_part(concept)) for concept in scheme.concepts)
    codes: dict[Node, str] = {}
    doubled: list[str] = []
    for concept, some in notations.items():
        if some and slug_of(some[0]) and times[slug_of(some[0])] == 1:
            codes[concept] = some[0]
        else:
            doubled += some[:1]
            name = last_part(concept)
            codes[concept] = name if names[slug_of(name)] == 1 else str(concept)
    if not doubled:
        return codes, []
    text = (
        f"Codes (skos:notation) die niet elk van een ander item zijn: {', '.join(doubled[:SHOWN])}"
        f" ({len(doubled)}). Deze items kregen een id uit hun URI."
    )
    return codes, [warning("code-duplicate", text, Place(file=file))]


def _draft(
    scheme: Scheme, concept: Node, codes: dict[Node, str], file: str
) -> tuple[DraftItem | None, list[Issue]]:
    texts = scheme.texts
    where = Place(file=file, cell=str(concept))
    labels = texts.of_first(concept, [SKOS.prefLabel, RDFS.label])
    if scheme.terms is None:
        labels = [single_spaced(label) for label in labels if label.split()]
    if not labels:
        text = f"Het begrip {concept} heeft geen naam (skos:prefLabel) en is overgeslagen."
        return None, [warning("label-missing", text, where)]
    issues: list[Issue] = []
    if len(labels) > 1:
        text = f"Het begrip {concept} heeft {len(labels)} namen in één taal; ‘{labels[0]}’ geldt."
        issues.append(warning("label-duplicate", text, where))
    notes, definitions = texts.of(concept, _NOTES), texts.of(concept, [SKOS.definition])
    above = scheme.parents[concept]
    draft = DraftItem(
        label=labels[0],
        where=where,
        code=codes[concept],
        note="\n\n".join(notes) if notes else None,
        definition="\n\n".join(definitions) if definitions else None,
        parent=codes[above[0]] if above else "",
        alt_labels=_other_names(scheme, concept, labels),
    )
    return draft, issues


def _other_names(scheme: Scheme, concept: Node, labels: Sequence[str]) -> tuple[str, ...]:
    """Give the other names in the order of our own list, which may repeat the name itself."""
    names = [*scheme.texts.of(concept, [SKOS.altLabel]), *labels[1:]]
    listed = map(str, scheme.own_list(concept, "altLabels"))
    first = [name for name in listed if name in {*names, labels[0]}]
    return (*first, *(name for name in names if name not in first))


def _extras(scheme: Scheme, concept: Node, ids: dict[str, str], version: str) -> dict[str, Any]:
    graph = scheme.graph
    extras = own_values(graph, concept, scheme.terms)
    since = str(extras.pop("deprecated_since", version))
    for field in ("alt_labels", "replaced_by"):
        extras.pop(field, None)
    extras["sources"] = _sources(scheme, concept)
    successors = sorted(map(str, graph.objects(concept, DCTERMS.isReplacedBy)))
    if successors or is_deprecated(graph, concept):
        listed = [str(node) for node in scheme.own_list(concept, "replacedBy")]
        why = Texts(graph).of(concept, [SKOS.historyNote])
        extras["deprecated"] = {
            "since": since,
            "why": "\n\n".join(why) if why else "Volgens het SKOS-bestand niet meer in gebruik.",
            "replaced_by": [ids[uri] for uri in listed_first(listed, successors) if uri in ids],
        }
    return extras


def _sources(scheme: Scheme, concept: Node) -> list[Any]:
    """Give the sources; foreign ones are told by the file as a whole."""
    graph, terms = scheme.graph, scheme.terms
    if terms is None:
        return [{"source": SOURCE, "locator": str(concept)}]
    sources = sorted(source_id(graph, node) for node in graph.objects(concept, DCTERMS.source))
    listed = data_of(graph, graph.value(concept, terms["sources"]) or Literal(""), terms)
    uses = listed if isinstance(listed, list) else []
    names = [use.get("source") if isinstance(use, dict) else use for use in uses]
    first = [use for use, name in zip(uses, names, strict=True) if name in sources]
    return [*first, *(source for source in sources if source not in names)]


def scheme_levels(
    items: ConceptItems, of_edition: dict[str, Any], mapping_depth: int | None, where: Place
) -> tuple[Levels, list[Issue]]:
    """Give the levels, and what was guessed: our own terms say them, SKOS itself does not."""
    issues: list[Issue] = []
    listed = of_edition.get("levels")
    names = [str(name) for name in listed] if isinstance(listed, list) else []
    of_items = _said_levels(items, names)
    if of_items is None:
        names = [f"niveau {n}" for n in range(1, max(item.depth for item in items.placed) + 1)]
        of_items = [names[item.depth - 1] for item in items.placed]
        text = "SKOS kent geen niveaus; ze volgen de diepte in de boom. Geef ze in het kader namen."
        issues.append(info("level-from-depth", text, where))
    chosen, guesses = chosen_mapping_level(
        names, of_items, of_edition.get("mapping_level"), mapping_depth, where
    )
    levels = Levels(names=tuple(names), mapping_level=chosen, of_items=tuple(of_items))
    return levels, [*issues, *guesses]


def _said_levels(items: ConceptItems, names: Sequence[str]) -> list[str] | None:
    """Give the level of every item; one that was added without a level is below its parent.

    None where there are no names, or an item fits nowhere below its parent.
    """
    levels: dict[str, str] = {}
    for item, extras in zip(items.placed, items.extras, strict=True):
        above = names.index(levels[item.parent]) if item.parent is not None else -1
        fitting = names[above + 1 :]
        level = extras.get("level", next(iter(fitting), None))
        if level not in fitting:
            return None
        levels[item.id] = str(level)
    return list(levels.values())

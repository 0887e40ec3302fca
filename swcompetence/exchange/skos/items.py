"""The concepts of an RDF graph as the items of an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rdflib import Graph, Literal
from rdflib.namespace import DCTERMS, OWL, RDFS, SKOS, Namespace
from rdflib.term import Node

from swcompetence.exchange.lists.draft_items import DraftItem, PlacedItem, placed, slug_of
from swcompetence.exchange.skos.graph import data_of, last_part, list_of, own_values
from swcompetence.exchange.skos.texts import Texts
from swcompetence.exchange.skos.tree import Tree
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.model import Issue, Place

SOURCE = "skos"
"""Source id of a file from elsewhere, which is itself the source of its items."""
_NOTES = (SKOS.scopeNote, SKOS.note, SKOS.editorialNote, SKOS.example)


class FoundItems(NamedTuple):
    """The items in order, parents first, and what was decided on the way."""

    placed: tuple[PlacedItem, ...]
    own: tuple[dict[str, Any], ...]
    """What our own terms say of each, and its sources and end of use; in the same order."""
    issues: tuple[Issue, ...]


def items_of(graph: Graph, tree: Tree, texts: Texts, version: str, file: str) -> FoundItems:
    """Give the items.

    Args:
        graph: the graph.
        tree: the scheme and its concepts.
        texts: reads the texts.
        version: of the edition, for items that are out of use without saying since when.
        file: name of the file.
    """
    codes, issues = _codes(graph, tree, file)
    drafts: list[DraftItem] = []
    for one in tree.concepts:
        draft, told = _draft(graph, tree, texts, one, codes, file)
        drafts += [draft] if draft else []
        issues += told
    found, told_tree = placed(drafts)
    ids = {str(one.draft.where.cell): one.id for one in found}
    nodes = {str(one): one for one in tree.concepts}
    own = tuple(_own(graph, tree, nodes[str(one.draft.where.cell)], ids, version) for one in found)
    issues += [*told_tree, *_more_parents(tree, file)]
    return FoundItems(found, own, tuple(issues))


def is_deprecated(graph: Graph, node: Node) -> bool:
    """Say whether a concept or scheme is marked as out of use."""
    return any(
        one.toPython() is True
        for one in graph.objects(node, OWL.deprecated)
        if isinstance(one, Literal)
    )


def source_id(graph: Graph, node: Node) -> str:
    """Give the id of a source in our own files."""
    return str(graph.value(node, DCTERMS.identifier) or last_part(node))


def _codes(graph: Graph, tree: Tree, file: str) -> tuple[dict[Node, str], list[Issue]]:
    """Give every concept a code of its own: its notation, else the last part of its URI."""
    notations = {one: sorted(map(str, graph.objects(one, SKOS.notation))) for one in tree.concepts}
    times = Counter(slug_of(some[0]) for some in notations.values() if some)
    names = Counter(slug_of(last_part(one)) for one in tree.concepts)
    codes: dict[Node, str] = {}
    doubled: list[str] = []
    for one, some in notations.items():
        if some and slug_of(some[0]) and times[slug_of(some[0])] == 1:
            codes[one] = some[0]
        else:
            doubled += some[:1]
            name = last_part(one)
            codes[one] = name if names[slug_of(name)] == 1 else str(one)
    if not doubled:
        return codes, []
    text = (
        f"Codes (skos:notation) die niet elk van een ander item zijn: {', '.join(doubled[:5])}"
        f" ({len(doubled)}). Deze items kregen een id uit hun URI."
    )
    return codes, [warning("code-duplicate", text, Place(file=file))]


def _draft(
    graph: Graph, tree: Tree, texts: Texts, concept: Node, codes: dict[Node, str], file: str
) -> tuple[DraftItem | None, list[Issue]]:
    where = Place(file=file, cell=str(concept))
    labels = texts.of(concept, [SKOS.prefLabel]) or texts.of(concept, [RDFS.label])
    if tree.terms is None:
        labels = [" ".join(one.split()) for one in labels if one.split()]
    if not labels:
        text = f"Het begrip {concept} heeft geen naam (skos:prefLabel) en is overgeslagen."
        return None, [warning("label-missing", text, where)]
    issues: list[Issue] = []
    if len(labels) > 1:
        text = f"Het begrip {concept} heeft {len(labels)} namen in één taal; ‘{labels[0]}’ geldt."
        issues.append(warning("label-duplicate", text, where))
    notes = texts.of(concept, _NOTES)
    definitions = texts.of(concept, [SKOS.definition])
    above = tree.parents[concept]
    draft = DraftItem(
        label=labels[0],
        where=where,
        code=codes[concept],
        parent=codes[above[0]] if above else "",
        definition="\n\n".join(definitions) if definitions else None,
        alt_labels=_names(graph, tree.terms, concept, texts, labels),
        note="\n\n".join(notes) if notes else None,
    )
    return draft, issues


def _names(
    graph: Graph, terms: Namespace | None, concept: Node, texts: Texts, labels: Sequence[str]
) -> tuple[str, ...]:
    """Give the other names in the order of our own list, which may repeat the name itself."""
    said = [*texts.of(concept, [SKOS.altLabel]), *labels[1:]]
    listed = _listed(graph, terms, concept, "altLabels")
    known = {*said, labels[0]}
    first = [str(one) for one in listed if str(one) in known]
    return (*first, *(one for one in said if one not in first))


def _listed(graph: Graph, terms: Namespace | None, node: Node, term: str) -> list[Node]:
    return list_of(graph, graph.value(node, terms[term])) if terms is not None else []


def _own(
    graph: Graph, tree: Tree, concept: Node, ids: dict[str, str], version: str
) -> dict[str, Any]:
    own = own_values(graph, concept, tree.terms)
    since = str(own.pop("deprecated_since", version))
    for field in ("alt_labels", "replaced_by"):
        own.pop(field, None)
    own["sources"] = _sources(graph, tree, concept)
    said = sorted(map(str, graph.objects(concept, DCTERMS.isReplacedBy)))
    if said or is_deprecated(graph, concept):
        listed = [str(one) for one in _listed(graph, tree.terms, concept, "replacedBy")]
        first = [one for one in listed if one in said]
        why = Texts(graph).of(concept, [SKOS.historyNote])
        own["deprecated"] = {
            "since": since,
            "why": "\n\n".join(why) if why else "Volgens het SKOS-bestand niet meer in gebruik.",
            "replaced_by": [
                ids[one]
                for one in (*first, *(one for one in said if one not in first))
                if one in ids
            ],
        }
    return own


def _sources(graph: Graph, tree: Tree, concept: Node) -> list[Any]:
    """Give the sources; foreign ones are told by the file as a whole."""
    if tree.terms is None:
        return [{"source": SOURCE, "locator": str(concept)}]
    said = sorted(source_id(graph, one) for one in graph.objects(concept, DCTERMS.source))
    listed = data_of(graph, graph.value(concept, tree.terms["sources"]) or Literal(""), tree.terms)
    uses = listed if isinstance(listed, list) else []
    names = [one.get("source") if isinstance(one, dict) else one for one in uses]
    first = [use for use, name in zip(uses, names, strict=True) if name in said]
    return [*first, *(one for one in said if one not in names)]


def _more_parents(tree: Tree, file: str) -> Iterator[Issue]:
    several = [last_part(one) for one in tree.concepts if len(tree.parents[one]) > 1]
    if several:
        more = " …" if len(several) > 5 else ""  # noqa: PLR2004 - as many as are named
        text = (
            "Een kader is een boom. Items met meer dan één ruimer begrip houden het eerste:"
            f" {', '.join(several[:5])}{more} ({len(several)})."
        )
        yield info("not-in-edition", text, Place(file=file))

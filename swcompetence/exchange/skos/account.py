"""The account of a SKOS file that was read: what has no place in an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rdflib import Graph, URIRef
from rdflib.namespace import DC, DCTERMS, OWL, RDF, RDFS, SKOS, Namespace
from rdflib.term import Node

from swcompetence.exchange.skos.graph import last_part
from swcompetence.exchange.skos.terms import DUTCH, MAPPING_TERMS, NAMESPACES
from swcompetence.exchange.skos.texts import Texts
from swcompetence.exchange.skos.tree import Tree
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.model import Issue, Place

_CC = Namespace(NAMESPACES["cc"])
_USED_OF_BOTH = frozenset({
    RDF.type, SKOS.prefLabel, SKOS.definition, OWL.deprecated, RDFS.label,
})  # fmt: skip
_USED_OF_CONCEPT = _USED_OF_BOTH | {
    SKOS.inScheme, SKOS.topConceptOf, SKOS.broader, SKOS.narrower, SKOS.notation, SKOS.altLabel,
    SKOS.scopeNote, SKOS.note, SKOS.editorialNote, SKOS.example, SKOS.historyNote,
    DCTERMS.isReplacedBy,
}  # fmt: skip
_USED_OF_SCHEME = _USED_OF_BOTH | {
    SKOS.hasTopConcept, OWL.versionInfo, DCTERMS.identifier, DCTERMS.title, DCTERMS.description,
    DCTERMS.issued, DCTERMS.created, DCTERMS.modified, DCTERMS.license, DC.publisher,
    DCTERMS.publisher, DCTERMS.creator, DC.creator, _CC.attributionName,
}  # fmt: skip
_MATCHES = {URIRef(f"{NAMESPACES['skos']}{one}") for one in MAPPING_TERMS.values()}


def account(graph: Graph, tree: Tree, texts: Texts, where: Place) -> Iterator[Issue]:
    """Tell of everything that an edition does not keep, each kind once with its number."""
    for text in _without_place(graph, tree, texts):
        yield info("not-in-edition", text, where)
    others = Counter({one: number for one, number in texts.read.items() if one not in {DUTCH, ""}})
    if others:
        text = (
            f"Niet alle teksten zijn er in het Nederlands; gelezen in een andere taal:"
            f" {_counted(others)}. Items worden in Nederlandse teksten gezocht."
        )
        yield warning("language-other", text, where)


def _without_place(graph: Graph, tree: Tree, texts: Texts) -> Iterator[str]:
    if tree.other_schemes:
        named = ", ".join(map(str, tree.other_schemes))
        yield f"Het bestand bevat nog andere schema's, die niet ingelezen zijn: {named}."
    matches: Counter[str] = Counter()
    unused: Counter[str] = Counter()
    for node in (*tree.concepts, *([] if tree.scheme is None else [tree.scheme])):
        used = _USED_OF_SCHEME if node == tree.scheme else _USED_OF_CONCEPT
        for predicate in graph.predicates(node):
            if predicate in _MATCHES:
                matches[last_part(predicate)] += 1
            elif predicate not in used and not _is_ours(predicate, tree):
                unused[last_part(predicate)] += 1
    if matches:
        yield (
            f"Verbanden met een ander kader horen in een koppelingenbestand: {_counted(matches)}."
        )
    if unused:
        yield f"Gegevens zonder plaats in een kader: {_counted(unused)}."
    if texts.passed_over:
        yield f"Teksten in andere talen zijn niet ingelezen: {_counted(texts.passed_over)}."
    if tree.terms is None:
        yield (
            "De URI's staan als vindplaats bij de bron van elk item; een uitvoer geeft de items"
            " eigen URI's."
        )


def _is_ours(predicate: Node, tree: Tree) -> bool:
    """Say whether only our own files say this so that we read it."""
    if tree.terms is None:
        return False
    return str(predicate).startswith(tree.terms) or predicate == DCTERMS.source


def _counted(count: Counter[str]) -> str:
    return ", ".join(f"{key or 'zonder taal'} ({number}x)" for key, number in sorted(count.items()))

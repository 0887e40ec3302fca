"""Which concepts of an RDF graph form the framework, and how they stand below each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS, Namespace
from rdflib.term import Node

from swcompetence.errors import InputFileError
from swcompetence.exchange.names import framework_uri
from swcompetence.exchange.skos.graph import last_part, list_of

_OWN_MARK = "terms/mappingLevel"
"""How the predicate ends that tells one of our own schemes from others."""


class Tree(NamedTuple):
    """The concepts of one scheme."""

    scheme: Node | None
    """None where the graph names no scheme."""
    terms: Namespace | None
    """Under which our own terms stand; None where another program made the scheme."""
    concepts: tuple[Node, ...]
    """In the order of the edition where we wrote it, else in the order of code and URI."""
    parents: Mapping[Node, tuple[Node, ...]]
    """The broader concepts inside the scheme; more than one where it is no tree."""
    other_schemes: tuple[Node, ...]


def tree_of(graph: Graph, wanted: str | None, name: str) -> Tree:
    """Find the scheme and its concepts.

    Args:
        graph: the graph.
        wanted: URI of the scheme; None takes the one with the most concepts.
        name: name of the file, for the messages.

    Raises:
        InputFileError: there is no concept, or the wanted scheme is not there.
    """
    concepts = {one for one in graph.subjects(RDF.type, SKOS.Concept) if isinstance(one, URIRef)}
    members = _members(graph, concepts)
    if wanted is not None and URIRef(wanted) not in members:
        known = ", ".join(sorted(map(str, members))) or "geen"
        raise InputFileError(name, f"Er is geen schema {wanted}.", f"Beschikbaar: {known}.")
    schemes = sorted(members, key=lambda one: (-len(members[one]), str(one)))
    scheme = URIRef(wanted) if wanted is not None else next(iter(schemes), None)
    found = members[scheme] if scheme is not None and len(schemes) > 1 else concepts
    if not found:
        raise InputFileError(
            name, "Er staat geen enkel skos:Concept in.", "Geef een SKOS-bestand met begrippen."
        )
    terms = _own_terms(graph, scheme)
    return Tree(
        scheme,
        terms,
        _ordered(graph, found, scheme, terms),
        {one: _broader(graph, one, found) for one in found},
        tuple(one for one in schemes if one != scheme),
    )


def natural(text: str) -> list[tuple[int, int, str]]:
    """Give the key by which 1.10 comes after 1.9.

    >>> sorted(["1.10", "1.9", "a"], key=natural)
    ['1.9', '1.10', 'a']
    """
    parts = re.split(r"([0-9]+)", text)
    return [(0, int(one), "") if one.isdecimal() else (1, 0, one) for one in parts if one]


def _members(graph: Graph, concepts: set[URIRef]) -> dict[Node, set[URIRef]]:
    members: dict[Node, set[URIRef]] = {
        one: set() for one in graph.subjects(RDF.type, SKOS.ConceptScheme)
    }
    pairs = [
        *((scheme, one) for one, scheme in graph.subject_objects(SKOS.inScheme)),
        *((scheme, one) for one, scheme in graph.subject_objects(SKOS.topConceptOf)),
        *graph.subject_objects(SKOS.hasTopConcept),
    ]
    for scheme, one in pairs:
        if one in concepts:
            members.setdefault(scheme, set()).add(URIRef(str(one)))
    return members


def _own_terms(graph: Graph, scheme: Node | None) -> Namespace | None:
    """Find our own terms: a scheme that says them and has the name that an export would give it."""
    for predicate in graph.predicates(scheme) if scheme is not None else ():
        base = str(predicate).removesuffix(_OWN_MARK)
        named = {str(one) for one in graph.objects(scheme, DCTERMS.identifier)}
        if base != str(predicate) and str(scheme) in {framework_uri(one, base) for one in named}:
            return Namespace(f"{base}terms/")
    return None


def _ordered(
    graph: Graph, found: Iterable[URIRef], scheme: Node | None, terms: Namespace | None
) -> tuple[Node, ...]:
    told = list_of(graph, graph.value(scheme, terms["items"])) if terms is not None else []
    places = {one: place for place, one in reversed(list(enumerate(told)))}

    def key(one: URIRef) -> tuple[int, list[tuple[int, int, str]], str]:
        codes = sorted(map(str, graph.objects(one, SKOS.notation)))
        code = codes[0] if codes and terms is None else last_part(one)
        by_name = [] if terms is not None else natural(code)
        return places.get(one, len(places)), by_name, str(one)

    return tuple(sorted(found, key=key))


def _broader(graph: Graph, concept: URIRef, found: set[URIRef]) -> tuple[Node, ...]:
    above = {*graph.objects(concept, SKOS.broader), *graph.subjects(SKOS.narrower, concept)}
    return tuple(sorted((one for one in above if one in found), key=lambda one: natural(str(one))))

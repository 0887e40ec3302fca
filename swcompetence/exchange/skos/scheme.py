"""The concept scheme of an RDF graph: which concepts are in it, their tree, and its texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS, Namespace
from rdflib.term import Node

from swcompetence.errors import InputFileError
from swcompetence.exchange.names import framework_uri
from swcompetence.exchange.skos.graph import last_part, list_of
from swcompetence.exchange.skos.terms import DUTCH

V = TypeVar("V")

_OWN_MARK = "terms/mappingLevel"
"""How the predicate ends that tells one of our own schemes from others."""
_LANGUAGES = (DUTCH, "", "en")
"""From the most to the least wanted; a text without a language may well be Dutch."""


class Texts:
    """Reads texts, Dutch first, and keeps count of the languages that were read and passed over."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.read: Counter[str] = Counter()
        """Texts that were read, by language; empty for a text without one."""
        self.passed_over: Counter[str] = Counter()
        """Texts in another language than the one that was read."""

    def of(self, node: Node, predicates: Iterable[URIRef]) -> list[str]:
        """Give the texts in the most wanted language that is there, in alphabetical order."""
        by_language: dict[str, set[str]] = {}
        for predicate in predicates:
            for value in self._graph.objects(node, predicate):
                for text in self._literals(value):
                    language = (text.language or "").lower().partition("-")[0]
                    by_language.setdefault(language, set()).add(str(text))
        if not by_language:
            return []
        # The most wanted language first, the others in alphabetical order.
        chosen = next((language for language in _LANGUAGES if language in by_language), None)
        chosen = min(by_language) if chosen is None else chosen
        self.read[chosen] += 1
        for language, texts in by_language.items():
            if language != chosen:
                self.passed_over[language] += len(texts)
        return sorted(by_language[chosen])

    def of_first(self, node: Node | None, predicates: Sequence[URIRef]) -> list[str]:
        """Give the texts of the first of these predicates that has any."""
        if node is None:
            return []
        return next(filter(None, (self.of(node, [predicate]) for predicate in predicates)), [])

    def _literals(self, value: Node) -> list[Literal]:
        """Give a text, or the texts of a note that is a thing of its own (`rdf:value`)."""
        values = [value] if isinstance(value, Literal) else self._graph.objects(value, RDF.value)
        return [text for text in values if isinstance(text, Literal)]


class Scheme(NamedTuple):
    """The concepts of one scheme, in its graph."""

    graph: Graph
    texts: Texts
    node: Node | None
    """None where the graph names no scheme."""
    terms: Namespace | None
    """Under which our own terms stand; None where another program made the scheme."""
    concepts: tuple[Node, ...]
    """In the order of the edition where we wrote it, else in the order of code and URI."""
    parents: Mapping[Node, tuple[Node, ...]]
    """The broader concepts inside the scheme; more than one where it is no tree."""
    other_schemes: tuple[Node, ...]

    def own_list(self, node: Node, term: str) -> list[Node]:
        """Give a list that one of our own terms holds."""
        if self.terms is None:
            return []
        return list_of(self.graph, self.graph.value(node, self.terms[term]))


def scheme_of(graph: Graph, name: str) -> Scheme:
    """Find the scheme with the most concepts.

    Raises:
        InputFileError: there is no concept.
    """
    concepts = {node for node in graph.subjects(RDF.type, SKOS.Concept) if isinstance(node, URIRef)}
    members = _members(graph, concepts)
    schemes = sorted(members, key=lambda scheme: (-len(members[scheme]), str(scheme)))
    scheme = next(iter(schemes), None)
    inside = members[scheme] if scheme is not None and len(schemes) > 1 else concepts
    if not inside:
        raise InputFileError(
            name, "Er staat geen enkel skos:Concept in.", "Geef een SKOS-bestand met begrippen."
        )
    terms = _own_terms(graph, scheme)
    return Scheme(
        graph,
        Texts(graph),
        scheme,
        terms,
        _ordered(graph, inside, scheme, terms),
        {concept: _broader(graph, concept, inside) for concept in inside},
        tuple(schemes[1:]),
    )


def listed_first(listed: Sequence[V], values: Sequence[V]) -> list[V]:
    """Put values in the order of a list, and those that are not in it last."""
    first = [value for value in listed if value in values]
    return [*first, *(value for value in values if value not in first)]


def _members(graph: Graph, concepts: set[URIRef]) -> dict[Node, set[URIRef]]:
    members: dict[Node, set[URIRef]] = {
        scheme: set() for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme)
    }
    pairs = [
        *((scheme, concept) for concept, scheme in graph.subject_objects(SKOS.inScheme)),
        *((scheme, concept) for concept, scheme in graph.subject_objects(SKOS.topConceptOf)),
        *graph.subject_objects(SKOS.hasTopConcept),
    ]
    for scheme, concept in pairs:
        if concept in concepts:
            members.setdefault(scheme, set()).add(URIRef(str(concept)))
    return members


def _own_terms(graph: Graph, scheme: Node | None) -> Namespace | None:
    """Find our own terms: a scheme that says them and has the name that an export would give it."""
    for predicate in graph.predicates(scheme) if scheme is not None else ():
        base = str(predicate).removesuffix(_OWN_MARK)
        ids = {str(name) for name in graph.objects(scheme, DCTERMS.identifier)}
        if base != str(predicate) and str(scheme) in {framework_uri(name, base) for name in ids}:
            return Namespace(f"{base}terms/")
    return None


def _ordered(
    graph: Graph, concepts: Iterable[URIRef], scheme: Node | None, terms: Namespace | None
) -> tuple[Node, ...]:
    listed = list_of(graph, graph.value(scheme, terms["items"])) if terms is not None else []
    places = {node: place for place, node in reversed(list(enumerate(listed)))}

    def key(concept: URIRef) -> tuple[int, list[tuple[int, int, str]], str]:
        codes = sorted(map(str, graph.objects(concept, SKOS.notation)))
        by_code = [] if terms is not None else _natural(codes[0] if codes else last_part(concept))
        return places.get(concept, len(places)), by_code, str(concept)

    return tuple(sorted(concepts, key=key))


def _natural(text: str) -> list[tuple[int, int, str]]:
    """Give the key by which 1.10 comes after 1.9.

    >>> sorted(["1.10", "1.9", "a"], key=_natural)
    ['1.9', '1.10', 'a']
    """
    parts = re.split(r"([0-9]+)", text)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]


def _broader(graph: Graph, concept: URIRef, inside: set[URIRef]) -> tuple[Node, ...]:
    above = {*graph.objects(concept, SKOS.broader), *graph.subjects(SKOS.narrower, concept)}
    return tuple(sorted((node for node in above if node in inside), key=lambda n: _natural(str(n))))

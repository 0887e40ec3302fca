"""RDF graphs: text in, text out, the scheme that stands in one. Needs rdflib (extra `rdf`)."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple, TypeVar
from urllib.parse import quote, unquote

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS, Namespace
from rdflib.term import Node

from swcompetence.errors import InputFileError
from swcompetence.exchange.exported import legible
from swcompetence.exchange.names import framework_uri
from swcompetence.exchange.skos.terms import DUTCH, field_of

_ADVICE = "Geef een SKOS-bestand in Turtle (.ttl) of JSON-LD (.jsonld)."
V = TypeVar("V")
_OWN_MARK = "terms/mappingLevel"
"""How the predicate ends that tells one of our own schemes from others."""
_LANGUAGES = (DUTCH, "", "en")
"""From the most to the least wanted; a text without a language may well be Dutch."""


def turtle_of(jsonld: str, prefixes: Mapping[str, str]) -> bytes:
    """Write the statements of a JSON-LD document as Turtle, in an order that is always the same."""
    graph = Graph(bind_namespaces="none")
    graph.parse(data=jsonld, format="json-ld")
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace, override=True, replace=True)
    return graph.serialize(format="turtle", encoding="utf-8")


def graph_of(content: bytes, form: str, name: str) -> Graph:
    """Read a graph in the form `turtle` or `json-ld`.

    Raises:
        InputFileError: the file cannot be read, or wants something from the web.
    """
    try:
        text = content.decode("utf-8-sig")
        if form == "json-ld":
            _refuse_web_contexts(json.loads(text), name)
        graph = Graph(bind_namespaces="none")
        graph.parse(data=text, format=form, publicID=f"file:///{quote(PurePath(name).stem)}")
    except InputFileError:
        raise
    except Exception as error:  # its parsers raise whatever comes
        reason = f"Dit is geen leesbaar bestand in {form}."
        raise InputFileError(name, reason, _ADVICE) from error
    return graph


def make_legible(graph: Graph) -> None:
    """Take away the signs that nobody sees, and the texts in which nothing is left."""
    for subject, predicate, value in list(graph):
        if not isinstance(value, Literal) or legible(str(value)) == str(value) != "":
            continue
        graph.remove((subject, predicate, value))
        if text := legible(str(value)):
            better = Literal(text, lang=value.language, datatype=value.datatype)
            graph.add((subject, predicate, better))


def _refuse_web_contexts(document: object, name: str) -> None:
    """Refuse contexts by address: reading a file fetches nothing from the web."""
    waiting = [document]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            given = part.get("@context")
            contexts = given if isinstance(given, list) else [given]
            if "@import" in part or any(isinstance(context, str) for context in contexts):
                raise InputFileError(
                    name,
                    "De @context staat op het web, en een bestand lezen haalt daar niets op.",
                    "Zet de @context in het bestand zelf, of geef Turtle.",
                )
            waiting += part.values()


def _own_list(graph: Graph, node: Node | None, term: str, terms: Namespace | None) -> list[Node]:
    """Give a list that one of our own terms holds; nothing for what is no list.

    Raises:
        ValueError: the list runs in a circle.
    """
    listed = graph.value(node, terms[term]) if terms is not None else None
    return [] if listed is None else list(graph.items(listed))


def _own_values(graph: Graph, node: Node, terms: Namespace) -> dict[str, object]:
    values: dict[str, object] = {}
    for predicate, value in graph.predicate_objects(node):
        if predicate.startswith(terms):  # type: ignore[attr-defined]  # predicates are URIs
            values[field_of(str(predicate).removeprefix(terms))] = data_of(graph, value, terms)
    return values


def data_of(graph: Graph, node: Node, terms: Namespace) -> object:
    """Give a value of one of our own terms as the plain data that an edition file holds."""
    if isinstance(node, Literal):
        value = node.toPython()
        return value if isinstance(value, bool | int | dt.date) else str(node)
    if node == RDF.nil or (node, RDF.first, None) in graph:
        return [data_of(graph, part, terms) for part in graph.items(node)]
    if isinstance(node, BNode):
        return _own_values(graph, node, terms)
    name = graph.value(node, DCTERMS.identifier)
    return last_part(node) if name is None else str(name)


def last_part(node: Node | str) -> str:
    """Give the last part of a URI.

    >>> last_part("https://voorbeeld.example/kader#thema")
    'thema'
    """
    return unquote(str(node).rstrip("/#").replace("#", "/").rpartition("/")[2])


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
        return _own_list(self.graph, node, term, self.terms)

    def ours(self, node: Node | None) -> dict[str, object]:
        """Give what our own terms say about a node, by field."""
        if self.terms is None or node is None:
            return {}
        return _own_values(self.graph, node, self.terms)

    def said(self, node: Node | None, predicates: Iterable[URIRef]) -> list[Node]:
        """Give what these predicates say of a node, in their order."""
        if node is None:
            return []
        return [v for p in predicates for v in sorted(self.graph.objects(node, p), key=str)]

    def first(self, node: Node | None, predicates: Iterable[URIRef]) -> str | None:
        """Give the first text or name that one of these predicates gives, in their order."""
        return next(map(str, self.said(node, predicates)), None)


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
    concepts_in_order = _ordered(graph, inside, scheme, terms)
    parents: dict[Node, tuple[Node, ...]] = {c: _broader(graph, c, inside) for c in inside}
    rest = tuple(schemes[1:])
    return Scheme(graph, Texts(graph), scheme, terms, concepts_in_order, parents, rest)


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
    listed = list(enumerate(_own_list(graph, scheme, "items", terms)))
    places = {node: place for place, node in reversed(listed)}

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

"""RDF graphs: text in, text out, and the values that stand in them. Needs rdflib (extra `rdf`)."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from urllib.parse import quote, unquote

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, Namespace
from rdflib.term import Node

from swcompetence.errors import InputFileError
from swcompetence.exchange.skos.terms import DUTCH, field_of

_ADVICE = "Geef een SKOS-bestand in Turtle (.ttl) of JSON-LD (.jsonld)."


def turtle_of(jsonld: str, prefixes: Mapping[str, str]) -> bytes:
    """Write the statements of a JSON-LD document as Turtle, in an order that is always the same."""
    graph = Graph(bind_namespaces="none")
    graph.parse(data=jsonld, format="json-ld")
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace, override=True, replace=True)
    return graph.serialize(format="turtle", encoding="utf-8")


def graph_of(content: bytes, form: str, name: str) -> Graph:
    """Read a graph.

    Args:
        content: the file.
        form: `turtle` or `json-ld`.
        name: name of the file, for the message.

    Raises:
        InputFileError: the file cannot be read, or wants something from the web.
    """
    try:
        text = content.decode("utf-8-sig")
        if form == "json-ld":
            _refuse_web_contexts(json.loads(text), name)
        graph = Graph(bind_namespaces="none")
        return graph.parse(data=text, format=form, publicID=f"file:///{quote(PurePath(name).stem)}")
    except InputFileError:
        raise
    except Exception as error:  # its parsers raise whatever comes
        reason = f"Dit is geen leesbaar bestand in {form} ({type(error).__name__})."
        raise InputFileError(name, reason, _ADVICE) from error


def _refuse_web_contexts(document: object, name: str) -> None:
    """Refuse contexts by address: reading a file fetches nothing from the web."""
    waiting = [document]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            given = one.get("@context")
            contexts = given if isinstance(given, list) else [given]
            if "@import" in one or any(isinstance(context, str) for context in contexts):
                raise InputFileError(
                    name,
                    "De @context staat op het web, en een bestand lezen haalt daar niets op.",
                    "Zet de @context in het bestand zelf, of geef Turtle.",
                )
            waiting += one.values()


def list_of(graph: Graph, node: Node | None) -> list[Node]:
    """Give the values of an RDF list in their order; nothing for what is no list.

    Raises:
        ValueError: the list runs in a circle.
    """
    return [] if node is None else list(graph.items(node))


def own_values(graph: Graph, node: Node, terms: Namespace | None) -> dict[str, object]:
    """Give what our own terms say about a node, by field."""
    if terms is None:
        return {}
    found: dict[str, object] = {}
    for predicate, value in graph.predicate_objects(node):
        if predicate.startswith(terms):  # type: ignore[attr-defined]  # predicates are URIs
            found[field_of(str(predicate).removeprefix(terms))] = data_of(graph, value, terms)
    return found


def data_of(graph: Graph, node: Node, terms: Namespace) -> object:
    """Give a value of one of our own terms as the plain data that an edition file holds."""
    if isinstance(node, Literal):
        value = node.toPython()
        return value if isinstance(value, bool | int | dt.date) else str(node)
    if node == RDF.nil or (node, RDF.first, None) in graph:
        return [data_of(graph, one, terms) for one in list_of(graph, node)]
    if isinstance(node, BNode):
        return own_values(graph, node, terms)
    name = graph.value(node, DCTERMS.identifier)
    return last_part(node) if name is None else str(name)


def last_part(node: Node | str) -> str:
    """Give the last part of a URI.

    >>> last_part("https://voorbeeld.example/kader#thema")
    'thema'
    """
    return unquote(str(node).rstrip("/#").replace("#", "/").rpartition("/")[2])


_ORDER = (DUTCH, "", "en")
"""Languages from the most to the least wanted; a text without one may well be Dutch."""


class Texts:
    """Reads texts and keeps count of the languages that were read and passed over."""

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
            for one in self._graph.objects(node, predicate):
                for text in self._literals(one):
                    language = (text.language or "").lower().partition("-")[0]
                    by_language.setdefault(language, set()).add(str(text))
        if not by_language:
            return []
        chosen = min(by_language, key=_rank)
        self.read[chosen] += 1
        for language, texts in by_language.items():
            if language != chosen:
                self.passed_over[language] += len(texts)
        return sorted(by_language[chosen])

    def _literals(self, value: Node) -> list[Literal]:
        """Give a text, or the texts of a note that is a thing of its own (`rdf:value`)."""
        if isinstance(value, Literal):
            return [value]
        return [one for one in self._graph.objects(value, RDF.value) if isinstance(one, Literal)]


def _rank(language: str) -> tuple[int, str]:
    return (_ORDER.index(language) if language in _ORDER else len(_ORDER), language)

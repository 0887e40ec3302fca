"""RDF graphs: text in, text out, and the values that stand in them. Needs rdflib (extra `rdf`)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import PurePath
from urllib.parse import quote, unquote

from rdflib import BNode, Graph, Literal
from rdflib.namespace import DCTERMS, RDF, Namespace
from rdflib.term import Node

from swcompetence.errors import InputFileError
from swcompetence.exchange.exported import legible
from swcompetence.exchange.skos.terms import field_of

_ADVICE = "Geef een SKOS-bestand in Turtle (.ttl) of JSON-LD (.jsonld)."


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
        reason = f"Dit is geen leesbaar bestand in {form} ({type(error).__name__})."
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
        return [data_of(graph, part, terms) for part in list_of(graph, node)]
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

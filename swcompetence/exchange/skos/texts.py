"""Texts in an RDF graph, which may be there in several languages: Dutch first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from swcompetence.exchange.skos.terms import DUTCH

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

"""The vocabularies in which we say an edition as SKOS, and which term stands for which fact.

What SKOS and Dublin Core have a term for is said with it. For the rest, RDF lets everyone add terms
of their own, which other programs pass over; ours are named after the fields of the model.
"""

from __future__ import annotations

import re
from typing import Any

from swcompetence.exchange.names import term_uri
from swcompetence.model import Predicate

Json = dict[str, Any]

DUTCH = "nl"
NAMESPACES = {
    "cc": "http://creativecommons.org/ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
NATIVE_FACTS = frozenset({
    "schema_version", "id", "version", "title", "about", "publisher", "valid_from", "licence",
    "sources", "items",
})  # fmt: skip
"""Facts of an edition that have a term of SKOS, Dublin Core, OWL or Creative Commons."""
NATIVE_ITEM_FACTS = frozenset({
    "id", "parent", "label", "alt_labels", "definition", "note", "sources", "deprecated",
})  # fmt: skip
"""Facts of an item that have a term of SKOS, Dublin Core or OWL."""
MAPPING_TERMS = {predicate: predicate.value.partition(":")[2] for predicate in Predicate}
"""The mapping relations, as our JSON-LD calls them."""
_TEXTS = ("prefLabel", "altLabel", "definition", "scopeNote", "historyNote")
_LINKS = (
    "inScheme", "topConceptOf", "hasTopConcept", "broader", "narrower", *MAPPING_TERMS.values(),
)  # fmt: skip
_CAPITAL = re.compile(r"[A-Z]")
_SMALL = re.compile(r"_([a-z])")


def own_key(field: str) -> str:
    """Give our own term for a field of a model.

    >>> own_key("mapping_level")
    'swc:mappingLevel'
    """
    return "swc:" + _SMALL.sub(lambda letter: letter[1].upper(), field)


def field_of(term: str) -> str:
    """Give the field that one of our own terms stands for.

    >>> field_of("mappingLevel")
    'mapping_level'
    """
    return _CAPITAL.sub(lambda letter: f"_{letter[0].lower()}", term)


def context(base: str) -> Json:
    """Give the `@context` of our JSON-LD: which key is which term, and the sort of its value."""
    link = {"@type": "@id"}
    return {
        **NAMESPACES,
        "swc": term_uri("", base),
        **{term: {"@id": f"skos:{term}", "@language": DUTCH} for term in _TEXTS},
        **{term: {"@id": f"skos:{term}", **link} for term in _LINKS},
        "notation": "skos:notation",
        "title": {"@id": "dct:title", "@language": DUTCH},
        "description": {"@id": "dct:description", "@language": DUTCH},
        "identifier": "dct:identifier",
        "publisher": "dc:publisher",
        "version": "owl:versionInfo",
        "issued": {"@id": "dct:issued", "@type": "xsd:date"},
        "modified": {"@id": "dct:modified", "@type": "xsd:date"},
        "license": {"@id": "dct:license", **link},
        "attribution": "cc:attributionName",
        "source": {"@id": "dct:source", **link},
        "deprecated": "owl:deprecated",
        "isReplacedBy": {"@id": "dct:isReplacedBy", **link},
        "seeAlso": "rdfs:seeAlso",
    }

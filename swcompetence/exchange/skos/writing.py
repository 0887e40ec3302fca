"""An edition as a SKOS concept scheme, in Turtle or JSON-LD, for vocabulary services and the web.

A concept keeps its URI from one edition to the next; the scheme says which edition it is
(`owl:versionInfo`, `dct:issued`). A file describes one edition: keep two editions in two graphs.
Indicators, provenance, levels and legal facts have no term in SKOS. RDF is open to terms of others,
so they travel with ours (`swc:`): a whole edition comes back, and other programs pass them over.

RDF knows no order and SKOS no double names. Where an edition says more than the terms of SKOS and
Dublin Core can, an own list stands beside them: it gives order and detail to what they say, and
never says anything that they do not.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from swcompetence.errors import MissingLibraryError
from swcompetence.exchange.exported import (
    Exported,
    about_another_edition,
    facts_beside,
    facts_without_term,
    json_bytes,
    left_out,
)
from swcompetence.exchange.names import (
    BASE,
    checked_base,
    edition_part_uri,
    framework_uri,
    item_uri,
    licence_url,
)
from swcompetence.exchange.skos.terms import (
    MAPPING_TERMS,
    NAMESPACES,
    NATIVE_FACTS,
    NATIVE_ITEM_FACTS,
    Json,
    context,
    own_key,
)
from swcompetence.model import Crosswalk, Framework, Issue, Item, Source
from swcompetence.model.issue import info

_IRI = re.compile(r"https?://(?!.*/\.\.?(?:/|$))[^\x00-\x20<>\"{}|\\^`\x7f-\xa0]+")
"""An address that every reader takes for the same one."""
_SOURCE_FACTS = frozenset({"id", "title", "url"})
"""Facts of a source that have a term of Dublin Core or RDF Schema."""


def skos_jsonld(
    framework: Framework, crosswalks: Sequence[Crosswalk] = (), *, base: str = BASE
) -> Exported:
    """Write an edition as SKOS in JSON-LD 1.1; the same edition gives the same bytes.

    Crosswalks become mapping relations; of another subject edition they are left out with an issue.

    Raises:
        NotABaseError: `base` is no beginning of URIs.
        UnknownItemError: a crosswalk names an item that the edition does not have.
    """
    document = _Writer(framework, checked_base(base)).document(crosswalks)
    return Exported(json_bytes(document), tuple(_losses(framework, crosswalks)))


def skos_turtle(
    framework: Framework, crosswalks: Sequence[Crosswalk] = (), *, base: str = BASE
) -> Exported:
    """Write an edition as SKOS in Turtle: the same statements as `skos_jsonld`.

    Raises:
        MissingLibraryError: rdflib is not installed.
        NotABaseError: `base` is no beginning of URIs.
        UnknownItemError: a crosswalk names an item that the edition does not have.
    """
    try:
        from swcompetence.exchange.skos.graph import turtle_of  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingLibraryError("SKOS in Turtle", "rdflib", "rdf") from error
    document = _Writer(framework, checked_base(base)).document(crosswalks)
    prefixes = {
        **NAMESPACES,
        "swc": document["@context"]["swc"],
        "item": f"{framework_uri(framework, base)}/",
    }
    content = turtle_of(json.dumps(document), prefixes)
    return Exported(content, tuple(_losses(framework, crosswalks)))


def _losses(framework: Framework, crosswalks: Sequence[Crosswalk]) -> Iterator[Issue]:
    facts = facts_beside(framework, NATIVE_FACTS, NATIVE_ITEM_FACTS)
    yield info(
        "skos-own-terms",
        f"SKOS heeft geen term voor: {facts}. Dit staat er met eigen termen (swc:):"
        " swcompetence leest het terug, een ander programma slaat het over.",
    )
    for walk in crosswalks:
        if walk.subject == framework.ref:
            yield left_out(
                f"SKOS bewaart van de koppelingen ‘{walk.title}’ niet waarop ze steunen, wie ze"
                " maakte en onder welke licentie; een SSSOM-bestand wel"
            )
        else:
            yield about_another_edition(walk, framework)


class _Writer:
    """The nodes of the document of one edition."""

    def __init__(self, framework: Framework, base: str) -> None:
        self._framework = framework
        self._base = base
        self._scheme = framework_uri(framework, base)

    def document(self, crosswalks: Sequence[Crosswalk]) -> Json:
        """Give the scheme, its concepts in the order of the edition, and its sources."""
        matches = self._matches(crosswalks)
        return {
            "@context": context(self._base),
            "@graph": [
                self._edition(),
                *(self._concept(item, matches) for item in self._framework.items),
                *(self._source(source) for source in self._framework.sources),
            ],
        }

    def _edition(self) -> Json:
        framework = self._framework
        sources = [self._source_uri(source.id) for source in framework.sources]
        top = framework.children(None)
        return _without_blanks(
            {
                "@id": self._scheme,
                "@type": "skos:ConceptScheme",
                "identifier": framework.id,
                "version": framework.version,
                "title": framework.title,
                "prefLabel": framework.title,
                "description": framework.about,
                "publisher": framework.publisher,
                "issued": framework.valid_from.isoformat(),
                "modified": max(change.date for change in framework.changelog).isoformat(),
                "license": licence_url(framework.licence.id),
                "attribution": framework.licence.attribution,
                **self._own(framework, NATIVE_FACTS),
                "source": sources,
                **_in_order("sources", sources, _link),
                "hasTopConcept": [self._item_uri(item.id) for item in top],
                **_in_order("items", [self._item_uri(item.id) for item in framework.items], _link),
            }
        )

    def _concept(self, item: Item, matches: Mapping[str, Mapping[str, list[str]]]) -> Json:
        names = [name for name in dict.fromkeys(item.alt_labels) if name != item.label]
        return _without_blanks(
            {
                "@id": self._item_uri(item.id),
                "@type": "skos:Concept",
                "inScheme": self._scheme,
                "topConceptOf": None if item.parent else self._scheme,
                "notation": item.id,
                "prefLabel": item.label,
                "altLabel": names,
                **_in_order("alt_labels", item.alt_labels, str, kept=names),
                "definition": item.definition,
                "scopeNote": item.note,
                "broader": self._item_uri(item.parent) if item.parent else None,
                "narrower": [
                    self._item_uri(child.id) for child in self._framework.children(item.id)
                ],
                **self._own(item, NATIVE_ITEM_FACTS),
                **self._used_sources(item),
                **self._deprecation(item),
                **matches.get(item.id, {}),
            }
        )

    def _used_sources(self, item: Item) -> Json:
        uris = [self._source_uri(use.source) for use in item.sources]
        uses = [
            _link(uri)
            if use.locator is None
            else {own_key("source"): _link(uri), own_key("locator"): use.locator}
            for use, uri in zip(item.sources, uris, strict=True)
        ]
        is_located = any(use.locator is not None for use in item.sources)
        listed = is_located or uris != sorted(set(uris))
        return {
            "source": list(dict.fromkeys(uris)),
            **({own_key("sources"): {"@list": uses}} if listed else {}),
        }

    def _deprecation(self, item: Item) -> Json:
        if item.deprecated is None:
            return {}
        successors = [self._item_uri(successor) for successor in item.deprecated.replaced_by]
        return {
            "deprecated": True,
            "historyNote": item.deprecated.why,
            own_key("deprecated_since"): item.deprecated.since,
            "isReplacedBy": list(dict.fromkeys(successors)),
            **_in_order("replaced_by", successors, _link),
        }

    def _source(self, source: Source) -> Json:
        address: Json = {}
        if source.url is not None:
            is_iri = _IRI.fullmatch(source.url)
            literal = {"@type": "xsd:anyURI", "@value": source.url}
            address = {"seeAlso": _link(source.url) if is_iri else literal}
        return {
            "@id": self._source_uri(source.id),
            "@type": "dct:BibliographicResource",
            "identifier": source.id,
            "title": source.title,
            **address,
            **self._own(source, _SOURCE_FACTS),
        }

    def _matches(self, crosswalks: Sequence[Crosswalk]) -> dict[str, dict[str, list[str]]]:
        """Give the items of other frameworks by item and by mapping relation."""
        matches: dict[str, dict[str, list[str]]] = {}
        for walk in crosswalks:
            for alignment in walk.alignments if walk.subject == self._framework.ref else ():
                item = self._framework.item(alignment.subject).id
                by_relation = matches.setdefault(item, {})
                uris = by_relation.setdefault(MAPPING_TERMS[alignment.predicate], [])
                uris.append(item_uri(walk.object.id, alignment.object, self._base))
        return matches

    def _own(self, value: Framework | Item | Source, native: frozenset[str]) -> Json:
        """Say with our own terms what the vocabularies of others have no term for."""
        return self._own_values(facts_without_term(value, native))

    def _own_values(self, data: Mapping[str, object]) -> Json:
        return {
            own_key(field): _link(self._source_uri(str(value)))
            if field == "source"
            else self._own_value(value)
            for field, value in data.items()
        }

    def _own_value(self, value: object) -> object:
        if isinstance(value, dict):
            return self._own_values(value)
        if isinstance(value, list):
            return {"@list": [self._own_value(part) for part in value]}
        if isinstance(value, dt.date):
            return {"@type": "xsd:date", "@value": value.isoformat()}
        return value

    def _item_uri(self, item: str) -> str:
        return item_uri(self._framework, item, self._base)

    def _source_uri(self, source: str) -> str:
        return edition_part_uri(self._framework, "source", source, base=self._base)


def _in_order(
    field: str,
    values: Sequence[str],
    written: Callable[[str], object],
    *,
    kept: Collection[str] | None = None,
) -> Json:
    """Give our own list for values whose order or doubles would be lost; else nothing.

    The term of SKOS or Dublin Core says those that are `kept`, all of them by default.
    """
    if list(values) == sorted(set(values if kept is None else kept)):
        return {}
    return {own_key(field): {"@list": [written(value) for value in values]}}


def _without_blanks(node: Json) -> Json:
    return {key: value for key, value in node.items() if value is not None and value != []}


def _link(uri: str) -> Json:
    return {"@id": uri}

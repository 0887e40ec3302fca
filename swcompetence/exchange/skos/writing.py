"""An edition as a SKOS concept scheme, in Turtle or JSON-LD, for vocabulary services and the web.

A concept keeps its URI from one edition to the next; the scheme says which edition it is
(`owl:versionInfo`, `dct:issued`). A file describes one edition: keep two editions in two graphs.
Indicators, provenance, levels and legal facts have no term in SKOS. RDF is open to terms of others,
so they travel with ours (`swc:`): a whole edition comes back, and other programs pass them over.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from swcompetence.errors import MissingLibraryError
from swcompetence.exchange.exported import FRAMEWORK_FACTS, ITEM_FACTS, Exported, left_out
from swcompetence.exchange.licences import licence_url
from swcompetence.exchange.names import (
    BASE,
    checked_base,
    edition_part_uri,
    framework_uri,
    item_uri,
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
from swcompetence.files.data.edition_text import edition_data
from swcompetence.model import Crosswalk, Framework, Issue, Item, Severity, Source


def skos_jsonld(
    framework: Framework, crosswalks: Sequence[Crosswalk] = (), *, base: str = BASE
) -> Exported:
    """Write an edition as SKOS in JSON-LD 1.1; the same edition gives the same bytes.

    Args:
        framework: the edition.
        crosswalks: what relates its items to other editions, as mapping relations; those of another
            subject edition are left out with an issue.
        base: beginning of the URIs.

    Raises:
        NotABaseError: `base` is no beginning of URIs.
        UnknownItemError: a crosswalk names an item that the edition does not have.
    """
    document, losses = _document(framework, crosswalks, base)
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return Exported(f"{text}\n".encode(), losses)


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
    document, losses = _document(framework, crosswalks, base)
    prefixes = {
        **NAMESPACES,
        "swc": document["@context"]["swc"],
        "item": f"{framework_uri(framework, base)}/",
    }
    return Exported(turtle_of(json.dumps(document), prefixes), losses)


def _document(
    framework: Framework, crosswalks: Sequence[Crosswalk], base: str
) -> tuple[Json, tuple[Issue, ...]]:
    own = [one for one in crosswalks if one.subject == framework.ref]
    document = skos_document(framework, own, checked_base(base))
    return document, tuple(_losses(framework, crosswalks, own))


def _losses(
    framework: Framework, crosswalks: Sequence[Crosswalk], own: Sequence[Crosswalk]
) -> Iterator[Issue]:
    of_items = {fact for item in framework.items for fact in edition_data(item)}
    said = edition_data(framework)
    facts = [
        *(dutch for fact, dutch in FRAMEWORK_FACTS.items() if fact in said.keys() - NATIVE_FACTS),
        *(
            f"{dutch} (items)"
            for fact, dutch in ITEM_FACTS.items()
            if fact in of_items - NATIVE_ITEM_FACTS
        ),
    ]
    yield Issue(
        code="skos-own-terms",
        severity=Severity.INFO,
        message=(
            f"SKOS heeft geen term voor: {', '.join(facts)}. Dit staat er met eigen termen (swc:):"
            " swcompetence leest het terug, een ander programma slaat het over."
        ),
    )
    for one in crosswalks:
        if one in own:
            yield left_out(
                f"SKOS bewaart van de koppelingen ‘{one.title}’ niet waarop ze steunen, wie ze"
                " maakte en onder welke licentie; een SSSOM-bestand wel"
            )
        else:
            yield left_out(
                f"De koppelingen ‘{one.title}’ gaan over {one.subject}, niet over {framework.ref}"
            )


_IRI = re.compile(r"https?://(?!.*/\.\.?(?:/|$))[^\x00-\x20<>\"{}|\\^`\x7f-\xa0]+")
"""An address that every reader takes for the same one."""
_SOURCE_FACTS = frozenset({"id", "title", "url"})
"""Facts of a source that have a term of Dublin Core or RDF Schema."""


def skos_document(framework: Framework, crosswalks: Sequence[Crosswalk], base: str) -> Json:
    """Give the whole document: the scheme, its concepts in the order of the edition, its sources.

    Args:
        framework: the edition.
        crosswalks: from this edition to others.
        base: beginning of the URIs.
    """
    matches = _matches(framework, crosswalks, base)
    return {
        "@context": context(base),
        "@graph": [
            _scheme(framework, base),
            *(_concept(framework, item, matches, base) for item in framework.items),
            *(_source(framework, source, base) for source in framework.sources),
        ],
    }


def _scheme(framework: Framework, base: str) -> Json:
    sources = [_source_uri(framework, one.id, base) for one in framework.sources]
    items = [item_uri(framework, one, base) for one in framework.items]
    told: Json = {
        "@id": framework_uri(framework, base),
        "@type": "skos:ConceptScheme",
        "identifier": framework.id,
        "version": framework.version,
        "title": framework.title,
        "description": framework.about,
        "publisher": framework.publisher,
        "issued": framework.valid_from.isoformat(),
        "modified": max(one.date for one in framework.changelog).isoformat(),
        "license": licence_url(framework.licence.id),
        "attribution": framework.licence.attribution,
        **_own(framework, NATIVE_FACTS, framework, base),
        "source": sources,
        **_in_order("sources", sources, _link),
        "hasTopConcept": [item_uri(framework, one, base) for one in framework.children(None)],
        **_in_order("items", items, _link),
    }
    return _without_blanks(told)


def _concept(
    framework: Framework, item: Item, matches: Mapping[str, Mapping[str, list[str]]], base: str
) -> Json:
    scheme = framework_uri(framework, base)
    parent = item_uri(framework, item.parent, base) if item.parent else None
    names = [one for one in dict.fromkeys(item.alt_labels) if one != item.label]
    told: Json = {
        "@id": item_uri(framework, item, base),
        "@type": "skos:Concept",
        "inScheme": scheme,
        "topConceptOf": None if parent else scheme,
        "notation": item.id,
        "prefLabel": item.label,
        "altLabel": names,
        **_in_order("alt_labels", item.alt_labels, str, kept=names),
        "definition": item.definition,
        "scopeNote": item.note,
        "broader": parent,
        "narrower": [item_uri(framework, one, base) for one in framework.children(item.id)],
        **_own(item, NATIVE_ITEM_FACTS, framework, base),
        **_used_sources(framework, item, base),
        **_deprecation(framework, item, base),
        **matches.get(item.id, {}),
    }
    return _without_blanks(told)


def _used_sources(framework: Framework, item: Item, base: str) -> Json:
    uris = [_source_uri(framework, one.source, base) for one in item.sources]
    located = any(one.locator is not None for one in item.sources)
    uses = [
        _link(uri)
        if one.locator is None
        else {own_key("source"): _link(uri), own_key("locator"): one.locator}
        for one, uri in zip(item.sources, uris, strict=True)
    ]
    listed = located or uris != sorted(set(uris))
    return {
        "source": list(dict.fromkeys(uris)),
        **({own_key("sources"): {"@list": uses}} if listed else {}),
    }


def _deprecation(framework: Framework, item: Item, base: str) -> Json:
    if item.deprecated is None:
        return {}
    successors = [item_uri(framework, one, base) for one in item.deprecated.replaced_by]
    return {
        "deprecated": True,
        "historyNote": item.deprecated.why,
        own_key("deprecated_since"): item.deprecated.since,
        "isReplacedBy": list(dict.fromkeys(successors)),
        **_in_order("replaced_by", successors, _link),
    }


def _source(framework: Framework, source: Source, base: str) -> Json:
    url = source.url
    told: Json = {
        "@id": _source_uri(framework, source.id, base),
        "@type": "dct:BibliographicResource",
        "identifier": source.id,
        "title": source.title,
        **({"seeAlso": _address(url)} if url is not None else {}),
        **_own(source, _SOURCE_FACTS, framework, base),
    }
    return told


def _address(url: str) -> Json:
    return _link(url) if _IRI.fullmatch(url) else {"@type": "xsd:anyURI", "@value": url}


def _matches(
    framework: Framework, crosswalks: Iterable[Crosswalk], base: str
) -> dict[str, dict[str, list[str]]]:
    """Give the items of other frameworks by item and by mapping relation."""
    found: dict[str, dict[str, list[str]]] = {}
    for crosswalk in crosswalks:
        for one in crosswalk.alignments:
            by_relation = found.setdefault(framework.item(one.subject).id, {})
            others = by_relation.setdefault(MAPPING_TERMS[one.predicate], [])
            others.append(item_uri(crosswalk.object.id, one.object, base))
    return found


def _own(
    value: Framework | Item | Source, native: frozenset[str], framework: Framework, base: str
) -> Json:
    """Say with our own terms what the vocabularies of others have no term for."""

    def source_uri(source: str) -> str:
        return _source_uri(framework, source, base)

    data = edition_data(value)
    return dict(_own_values({k: v for k, v in data.items() if k not in native}, source_uri))


def _own_values(
    data: Mapping[str, object], source_uri: Callable[[str], str]
) -> Iterator[tuple[str, object]]:
    for field, value in data.items():
        if field == "source":
            yield own_key(field), _link(source_uri(str(value)))
        else:
            yield own_key(field), _own_value(value, source_uri)


def _own_value(value: object, source_uri: Callable[[str], str]) -> object:
    if isinstance(value, dict):
        return dict(_own_values(value, source_uri))
    if isinstance(value, list):
        return {"@list": [_own_value(one, source_uri) for one in value]}
    if isinstance(value, dt.date):
        return {"@type": "xsd:date", "@value": value.isoformat()}
    return value


def _in_order(
    field: str,
    values: Sequence[str],
    said: Callable[[str], object],
    *,
    kept: Collection[str] | None = None,
) -> Json:
    """Give the own list for values whose order or doubles would be lost; else nothing.

    Args:
        field: what the values are.
        values: in their order.
        said: how one of them is written.
        kept: those that the term of SKOS or Dublin Core says; None says all.
    """
    if list(values) == sorted(set(values if kept is None else kept)):
        return {}
    return {own_key(field): {"@list": [said(one) for one in values]}}


def _without_blanks(told: Json) -> Json:
    return {key: value for key, value in told.items() if value is not None and value != []}


def _link(uri: str) -> Json:
    return {"@id": uri}


def _source_uri(framework: Framework, source: str, base: str) -> str:
    return edition_part_uri(framework, "source", source, base=base)

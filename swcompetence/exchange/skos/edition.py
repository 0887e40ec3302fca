"""The parts of an edition as a SKOS file gives them, brought together."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

from rdflib import Graph, URIRef
from rdflib.namespace import DC, DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, Namespace
from rdflib.term import Node

from swcompetence.errors import InputFileError
from swcompetence.exchange.draft_items import PlacedItem, slug_of
from swcompetence.exchange.licences import UNKNOWN_LICENCE, licence_id
from swcompetence.exchange.new_edition import EditionFacts
from swcompetence.exchange.skos.concepts import (
    SOURCE,
    Tree,
    is_deprecated,
    items_of,
    levels_of,
    source_id,
    tree_of,
)
from swcompetence.exchange.skos.graph import Texts, graph_of, last_part, list_of, own_values
from swcompetence.exchange.skos.terms import DUTCH, MAPPING_TERMS, NAMESPACES
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.model import Issue, Place


def edition_parts(
    content: bytes, name: str, facts: EditionFacts | None, form: str, scheme: str | None
) -> tuple[dict[str, Any], tuple[Issue, ...]]:
    """Give the data of an edition and the account of reading it; see `read_skos`."""
    graph = graph_of(content, form, name)
    tree = tree_of(graph, scheme, name)
    where = Place(file=name)
    texts = Texts(graph)
    version, guessed = version_of(graph, tree, facts, where)
    told, guessed_facts = facts_of(graph, tree, texts, facts, where)
    found = items_of(graph, tree, texts, version, name)
    depth = facts.mapping_depth if facts else None
    levels, guessed_levels = levels_of(found, told, depth, where)
    data = {
        **told,
        "version": version,
        "levels": levels.names,
        "mapping_level": levels.mapping_level,
        "items": [
            _item(one, own, level, tree)
            for one, own, level in zip(found.placed, found.own, levels.of_items, strict=True)
        ],
    }
    issues = (*guessed, *guessed_facts, *found.issues, *guessed_levels)
    return data, (*issues, *account(graph, tree, texts, where))


def _item(one: PlacedItem, own: dict[str, Any], level: str, tree: Tree) -> dict[str, Any]:
    return {
        "provenance": "verified" if tree.terms is None else "unverified",
        **own,
        "id": one.id,
        "parent": one.parent,
        "level": level,
        "label": one.draft.label,
        "definition": one.draft.definition,
        "alt_labels": one.draft.alt_labels,
        "note": one.draft.note,
    }


_CC = Namespace(NAMESPACES["cc"])
_MAKERS = (DC.publisher, DCTERMS.publisher, DCTERMS.creator, DC.creator, DCTERMS.rightsHolder)
_NAMES_OF_MAKERS = (FOAF.name, SKOS.prefLabel, RDFS.label, DCTERMS.title)
_DAYS = (DCTERMS.issued, DCTERMS.created, DCTERMS.date, DC.date, DCTERMS.modified)
_TITLES = (DCTERMS.title, SKOS.prefLabel, RDFS.label, DC.title)
_ABOUTS = (DCTERMS.description, SKOS.definition, DC.description, RDFS.comment)
_NOT_IN_VERSION = re.compile(r"[\s:@]+")
_NOT_IN_ID = re.compile(r"[._-]+")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?!\d))?)?(?!\d)")


def version_of(
    graph: Graph, tree: Tree, facts: EditionFacts | None, where: Place
) -> tuple[str, list[Issue]]:
    """Give the version, which follows from the year where nobody says it."""
    said = (facts.version if facts else None) or _first(graph, tree.scheme, [OWL.versionInfo]) or ""
    version = _NOT_IN_VERSION.sub("-", said.strip())
    if version:
        return version, []
    day = _day(graph, tree.scheme) or (facts.read_on if facts else None)
    version = f"{day.year}" if day else "1"
    text = f"Het bestand noemt geen versie; het kader kreeg versie {version}. Geef ze zelf mee."
    return version, [info("version-guessed", text, where)]


def facts_of(
    graph: Graph, tree: Tree, texts: Texts, facts: EditionFacts | None, where: Place
) -> tuple[dict[str, Any], list[Issue]]:
    """Give the facts of the edition without its version and items, and what was guessed.

    Args:
        graph: the graph.
        tree: its scheme.
        texts: reads the texts.
        facts: what the caller knows better; it wins.
        where: the file.

    Raises:
        InputFileError: neither the file nor the caller says who made the scheme, and when.
    """
    scheme = tree.scheme
    publisher = (facts.publisher if facts else None) or _maker(graph, texts, scheme)
    day = _day(graph, scheme)
    read_on = facts.read_on if facts else day
    if publisher is None or read_on is None:
        what = "wie de uitgever is" if publisher is None else "van wanneer het is"
        raise InputFileError(str(where), f"Het bestand zegt niet {what}.", "Geef dat zelf mee.")
    titles = _texts_of(texts, scheme, _TITLES)
    title = titles[0] if titles else publisher
    abouts = _texts_of(texts, scheme, _ABOUTS)
    licence, issues = _licence(graph, texts, scheme, publisher, where)
    first = {"revision": 1, "date": read_on, "note": f"Ingelezen uit het SKOS-bestand {where}."}
    found: dict[str, Any] = {
        "revision": 1,
        "status": "superseded" if scheme and is_deprecated(graph, scheme) else "current",
        "last_checked_on": read_on,
        "changelog": [first],
        **_own(graph, tree),
        "id": _framework_id(graph, tree, where),
        "title": title,
        "about": "\n\n".join(abouts) if abouts else title,
        "publisher": publisher,
        "valid_from": day or read_on,
        "licence": licence,
        "sources": _sources(graph, tree, title, read_on, where),
    }
    if facts is not None:
        found |= facts.model_dump(
            exclude_none=True, exclude={"read_on", "mapping_depth", "version"}
        )
    return found, issues


def _own(graph: Graph, tree: Tree) -> dict[str, Any]:
    if tree.scheme is None:
        return {}
    own = own_values(graph, tree.scheme, tree.terms)
    return {key: value for key, value in own.items() if key not in {"items", "sources"}}


def _first(graph: Graph, node: Node | None, predicates: Iterable[URIRef]) -> str | None:
    """Give the first text or name that one of these predicates gives, in their order."""
    for predicate in predicates if node is not None else ():
        for one in sorted(map(str, graph.objects(node, predicate))):
            return one
    return None


def _texts_of(texts: Texts, node: Node | None, predicates: Sequence[URIRef]) -> list[str]:
    """Give the texts of the first of these predicates that has any."""
    for predicate in predicates if node is not None else ():
        found = texts.of(node, [predicate])  # type: ignore[arg-type]  # None gives no predicates
        if found:
            return found
    return []


def _maker(graph: Graph, texts: Texts, scheme: Node | None) -> str | None:
    found = _texts_of(texts, scheme, _MAKERS)
    if found:
        return found[0]
    for predicate in _MAKERS if scheme is not None else ():
        for one in sorted(graph.objects(scheme, predicate), key=str):
            named = _texts_of(texts, one, _NAMES_OF_MAKERS)
            return named[0] if named else str(one)
    return None


def _day(graph: Graph, scheme: Node | None) -> dt.date | None:
    """Give the first day that the scheme says; of a year or a month its first day."""
    for predicate in _DAYS if scheme is not None else ():
        for one in sorted(map(str, graph.objects(scheme, predicate))):
            found = _DAY.match(one)
            if found:
                try:
                    return dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
                except ValueError:
                    continue
    return None


def _framework_id(graph: Graph, tree: Tree, where: Place) -> str:
    said = _first(graph, tree.scheme, [DCTERMS.identifier])
    if tree.terms is not None and said is not None:
        return said
    named = last_part(tree.scheme) if isinstance(tree.scheme, URIRef) else ""
    stem = PurePath(where.file or "").stem
    slugs = (_NOT_IN_ID.sub("-", slug_of(one)) for one in (named, said or "", stem))
    return next((one for one in slugs if one), "kader")


def _licence(
    graph: Graph, texts: Texts, scheme: Node | None, publisher: str, where: Place
) -> tuple[dict[str, str], list[Issue]]:
    url = _first(graph, scheme, [DCTERMS.license, _CC.license, DCTERMS.rights, DC.rights])
    named = _texts_of(texts, scheme, [_CC.attributionName])
    attribution = named[0] if named else publisher
    if url is not None:
        return {"id": licence_id(url), "attribution": attribution}, []
    text = "Het bestand noemt geen licentie. Vraag de uitgever wat mag voor u het kader verspreidt."
    unknown = {"id": UNKNOWN_LICENCE, "attribution": attribution}
    return unknown, [warning("licence-missing", text, where)]


def _sources(
    graph: Graph, tree: Tree, title: str, read_on: dt.date, where: Place
) -> list[dict[str, Any]]:
    if tree.terms is None or tree.scheme is None:
        url = str(tree.scheme) if isinstance(tree.scheme, URIRef) else None
        file = {"id": SOURCE, "title": f"{title} (SKOS)", "locator": where.file, "url": url}
        return [{**file, "accessed": read_on}]
    said = sorted(graph.objects(tree.scheme, DCTERMS.source), key=str)
    listed = list_of(graph, graph.value(tree.scheme, tree.terms["sources"]))
    first = [one for one in listed if one in said]
    return [
        {
            "id": source_id(graph, one),
            "title": _first(graph, one, [DCTERMS.title]) or source_id(graph, one),
            "url": _first(graph, one, [RDFS.seeAlso]),
            **own_values(graph, one, tree.terms),
        }
        for one in (*first, *(one for one in said if one not in first))
    ]


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
            f" {_counted_keys(others)}. Items worden in Nederlandse teksten gezocht."
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
        kinds = _counted_keys(matches)
        yield f"Verbanden met een ander kader horen in een koppelingenbestand: {kinds}."
    if unused:
        yield f"Gegevens zonder plaats in een kader: {_counted_keys(unused)}."
    if texts.passed_over:
        yield f"Teksten in andere talen zijn niet ingelezen: {_counted_keys(texts.passed_over)}."
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


def _counted_keys(count: Counter[str]) -> str:
    return ", ".join(f"{key or 'zonder taal'} ({number}x)" for key, number in sorted(count.items()))

"""What a SKOS file gives as an edition: its facts, its items, and the account of the rest."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import PurePath
from typing import Any, NamedTuple

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DC, DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, Namespace
from rdflib.term import Node

from swcompetence.errors import InputFileError
from swcompetence.exchange.exported import SHOWN, first_ids, times_each
from swcompetence.exchange.names import licence_id
from swcompetence.exchange.new_edition import (
    DraftItem,
    EditionFacts,
    Levels,
    PlacedItem,
    chosen_mapping_level,
    edition_id,
    file_source,
    levels_by_depth,
    placed,
    said_levels,
    slug_of,
    unknown_licence,
    version_or_year,
)
from swcompetence.exchange.skos.graph import (
    Scheme,
    Texts,
    data_of,
    graph_of,
    last_part,
    listed_first,
    make_legible,
    own_values,
    scheme_of,
)
from swcompetence.exchange.skos.terms import DUTCH, MAPPING_TERMS, NAMESPACES
from swcompetence.model import Issue, Place
from swcompetence.model.issue import info, warning
from swcompetence.phrasing import single_spaced

SOURCE = "skos"
"""Source id of a file from elsewhere, which is itself the source of its items."""
_NOTES = (SKOS.scopeNote, SKOS.note, SKOS.editorialNote, SKOS.example)


class ConceptItems(NamedTuple):
    """The items in order, parents first, and what was decided on the way."""

    placed: tuple[PlacedItem, ...]
    extras: tuple[dict[str, Any], ...]
    """What our own terms say of each, and its sources and end of use; in the same order."""
    issues: tuple[Issue, ...]


def scheme_items(scheme: Scheme, version: str, file: str) -> ConceptItems:
    """Give the items; those out of use that do not say since when are so since this version.

    Raises:
        InputFileError: no concept has a name.
    """
    codes, issues = _codes(scheme, file)
    drafts: list[DraftItem] = []
    for concept in scheme.concepts:
        draft, doubts = _draft(scheme, concept, codes, file)
        drafts += [draft] if draft else []
        issues += doubts
    if not drafts:
        reason = "Geen enkel skos:Concept heeft een naam (skos:prefLabel)."
        raise InputFileError(file, reason, "Geef een SKOS-bestand met namen van begrippen.")
    items, tree_issues = placed(drafts)
    ids = {str(item.draft.where.cell): item.id for item in items}
    nodes = {str(concept): concept for concept in scheme.concepts}
    extras = tuple(_extras(scheme, nodes[name], ids, version) for name in ids)
    issues += tree_issues
    several = [last_part(node) for node in scheme.concepts if len(scheme.parents[node]) > 1]
    if several:
        text = (
            "Een kader is een boom. Items met meer dan één ruimer begrip houden het eerste:"
            f" {first_ids(several)}."
        )
        issues.append(info("not-in-edition", text, Place(file=file)))
    return ConceptItems(items, extras, tuple(issues))


def is_deprecated(graph: Graph, node: Node) -> bool:
    """Say whether a concept or scheme is marked as out of use."""
    marks = (mark for mark in graph.objects(node, OWL.deprecated) if isinstance(mark, Literal))
    return any(mark.toPython() is True for mark in marks)


def source_id(graph: Graph, node: Node) -> str:
    """Give the id of a source in our own files."""
    return str(graph.value(node, DCTERMS.identifier) or last_part(node))


def _codes(scheme: Scheme, file: str) -> tuple[dict[Node, str], list[Issue]]:
    """Give every concept a code of its own: its notation, else the last part of its URI."""
    notations = {
        concept: sorted(map(str, scheme.graph.objects(concept, SKOS.notation)))
        for concept in scheme.concepts
    }
    times = Counter(slug_of(some[0]) for some in notations.values() if some)
    names = Counter(slug_of(last_part(concept)) for concept in scheme.concepts)
    codes: dict[Node, str] = {}
    doubled: list[str] = []
    for concept, some in notations.items():
        if some and slug_of(some[0]) and times[slug_of(some[0])] == 1:
            codes[concept] = some[0]
        else:
            doubled += some[:1]
            name = last_part(concept)
            codes[concept] = name if names[slug_of(name)] == 1 else str(concept)
    if not doubled:
        return codes, []
    text = (
        f"Codes (skos:notation) die niet elk van een ander item zijn: {', '.join(doubled[:SHOWN])}"
        f" ({len(doubled)}). Deze items kregen een id uit hun URI."
    )
    return codes, [warning("code-duplicate", text, Place(file=file))]


def _draft(
    scheme: Scheme, concept: Node, codes: dict[Node, str], file: str
) -> tuple[DraftItem | None, list[Issue]]:
    texts = scheme.texts
    where = Place(file=file, cell=str(concept))
    labels = texts.of_first(concept, [SKOS.prefLabel, RDFS.label])
    if scheme.terms is None:
        labels = [single_spaced(label) for label in labels if label.split()]
    if not labels:
        text = f"Het begrip {concept} heeft geen naam (skos:prefLabel) en is overgeslagen."
        return None, [warning("label-missing", text, where)]
    issues: list[Issue] = []
    if len(labels) > 1:
        text = f"Het begrip {concept} heeft {len(labels)} namen in één taal; ‘{labels[0]}’ geldt."
        issues.append(warning("label-duplicate", text, where))
    notes, definitions = texts.of(concept, _NOTES), texts.of(concept, [SKOS.definition])
    above = scheme.parents[concept]
    draft = DraftItem(
        label=labels[0],
        where=where,
        code=codes[concept],
        note="\n\n".join(notes) if notes else None,
        definition="\n\n".join(definitions) if definitions else None,
        parent=codes[above[0]] if above else "",
        alt_labels=_other_names(scheme, concept, labels),
    )
    return draft, issues


def _other_names(scheme: Scheme, concept: Node, labels: Sequence[str]) -> tuple[str, ...]:
    """Give the other names in the order of our own list, which may repeat the name itself."""
    names = [*scheme.texts.of(concept, [SKOS.altLabel]), *labels[1:]]
    listed = map(str, scheme.own_list(concept, "altLabels"))
    first = [name for name in listed if name in {*names, labels[0]}]
    return (*first, *(name for name in names if name not in first))


def _extras(scheme: Scheme, concept: Node, ids: dict[str, str], version: str) -> dict[str, Any]:
    graph = scheme.graph
    extras = own_values(graph, concept, scheme.terms)
    since = str(extras.pop("deprecated_since", version))
    for field in ("alt_labels", "replaced_by"):
        extras.pop(field, None)
    extras["sources"] = _used_sources(scheme, concept)
    successors = sorted(map(str, graph.objects(concept, DCTERMS.isReplacedBy)))
    if successors or is_deprecated(graph, concept):
        listed = [str(node) for node in scheme.own_list(concept, "replacedBy")]
        why = Texts(graph).of(concept, [SKOS.historyNote])
        extras["deprecated"] = {
            "since": since,
            "why": "\n\n".join(why) if why else "Volgens het SKOS-bestand niet meer in gebruik.",
            "replaced_by": [ids[uri] for uri in listed_first(listed, successors) if uri in ids],
        }
    return extras


def _used_sources(scheme: Scheme, concept: Node) -> list[Any]:
    """Give the sources; foreign ones are told by the file as a whole."""
    graph, terms = scheme.graph, scheme.terms
    if terms is None:
        return [{"source": SOURCE, "locator": str(concept)}]
    sources = sorted(source_id(graph, node) for node in graph.objects(concept, DCTERMS.source))
    listed = data_of(graph, graph.value(concept, terms["sources"]) or Literal(""), terms)
    uses = listed if isinstance(listed, list) else []
    names = [use.get("source") if isinstance(use, dict) else use for use in uses]
    first = [use for use, name in zip(uses, names, strict=True) if name in sources]
    return [*first, *(source for source in sources if source not in names)]


def scheme_levels(
    items: ConceptItems, of_edition: dict[str, Any], mapping_depth: int | None, where: Place
) -> tuple[Levels, list[Issue]]:
    """Give the levels, and what was guessed: our own terms say them, SKOS itself does not."""
    issues: list[Issue] = []
    listed = of_edition.get("levels")
    names = [str(name) for name in listed] if isinstance(listed, list) else []
    parents = {item.id: item.parent for item in items.placed}
    pairs = zip(parents, items.extras, strict=True)
    said = {name: str(extras["level"]) for name, extras in pairs if "level" in extras}
    levels = said_levels(parents, said, names)
    if levels is None:
        names, levels = levels_by_depth(parents)
        text = "SKOS kent geen niveaus; ze volgen de diepte in de boom. Geef ze in het kader namen."
        issues.append(info("level-from-depth", text, where))
    chosen, guesses = chosen_mapping_level(
        names, levels.values(), of_edition.get("mapping_level"), mapping_depth, where
    )
    of_items = tuple(levels.values())
    made = Levels(names=tuple(names), mapping_level=chosen, of_items=of_items)
    return made, [*issues, *guesses]


_CC = Namespace(NAMESPACES["cc"])
_MAKERS = (DC.publisher, DCTERMS.publisher, DCTERMS.creator, DC.creator, DCTERMS.rightsHolder)
_NAMES_OF_MAKERS = (FOAF.name, SKOS.prefLabel, RDFS.label, DCTERMS.title)
_DAYS = (DCTERMS.issued, DCTERMS.created, DCTERMS.date, DC.date, DCTERMS.modified)
_TITLES = (DCTERMS.title, SKOS.prefLabel, RDFS.label, DC.title)
_ABOUTS = (DCTERMS.description, SKOS.definition, DC.description, RDFS.comment)
_LICENCES = (DCTERMS.license, _CC.license, DCTERMS.rights, DC.rights)
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?!\d))?)?(?!\d)")
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
_MATCHES = {URIRef(f"{NAMESPACES['skos']}{term}") for term in MAPPING_TERMS.values()}


def edition_parts(
    content: bytes, name: str, facts: EditionFacts | None, form: str
) -> tuple[dict[str, Any], tuple[Issue, ...]]:
    """Give the data of an edition and the account of reading it; see `read_skos`."""
    scheme = scheme_of(graph_of(content, form, name), name)
    if scheme.terms is None:  # our own texts come back as they were
        make_legible(scheme.graph)
    where = Place(file=name)
    day = _day(scheme) or (facts.read_on if facts else None)
    version, issues = version_or_year(
        (facts and facts.version) or _first(scheme, scheme.node, [OWL.versionInfo]),
        f"{day.year}" if day else "1",
        "Het bestand",
        where,
    )
    of_edition, licence_issues = _facts(scheme, facts, where)
    items = scheme_items(scheme, version, name)
    depth = facts.mapping_depth if facts else None
    levels, level_issues = scheme_levels(items, of_edition, depth, where)
    data = {
        **of_edition,
        "version": version,
        "levels": levels.names,
        "mapping_level": levels.mapping_level,
        "items": [
            {
                "provenance": "verified" if scheme.terms is None else "unverified",
                **extras,
                "id": item.id,
                "parent": item.parent,
                "level": level,
                "label": item.draft.label,
                "definition": item.draft.definition,
                "alt_labels": item.draft.alt_labels,
                "note": item.draft.note,
            }
            for item, extras, level in zip(items.placed, items.extras, levels.of_items, strict=True)
        ],
    }
    issues += [*licence_issues, *items.issues, *level_issues, *_account(scheme, where)]
    return data, tuple(issues)


def _facts(
    scheme: Scheme, facts: EditionFacts | None, where: Place
) -> tuple[dict[str, Any], list[Issue]]:
    """Give the facts of the edition without its version and items; those of the caller win.

    Raises:
        InputFileError: neither the file nor the caller says who made the scheme, and when.
    """
    node, texts = scheme.node, scheme.texts
    publisher = (facts.publisher if facts else None) or _maker(scheme)
    day = _day(scheme)
    read_on = facts.read_on if facts else day
    if publisher is None or read_on is None:
        what = "wie de uitgever is" if publisher is None else "van wanneer het is"
        raise InputFileError(str(where), f"Het bestand zegt niet {what}.", "Geef dat zelf mee.")
    titles = texts.of_first(node, _TITLES)
    title = titles[0] if titles else publisher
    abouts = texts.of_first(node, _ABOUTS)
    licence, issues = _licence(scheme, publisher, where)
    ours = {} if node is None else own_values(scheme.graph, node, scheme.terms)
    first = {"revision": 1, "date": read_on, "note": f"Ingelezen uit het SKOS-bestand {where}."}
    of_edition: dict[str, Any] = {
        "revision": 1,
        "status": "superseded" if node and is_deprecated(scheme.graph, node) else "current",
        "last_checked_on": read_on,
        "changelog": [first],
        **{fact: value for fact, value in ours.items() if fact not in {"items", "sources"}},
        "id": _framework_id(scheme, where),
        "title": title,
        "about": "\n\n".join(abouts) if abouts else title,
        "publisher": publisher,
        "valid_from": day or read_on,
        "licence": licence,
        "sources": _sources(scheme, title, read_on, where),
    }
    if facts is not None:
        of_edition |= facts.over_those_of_the_file()
    return of_edition, issues


def _said(scheme: Scheme, node: Node | None, predicates: Iterable[URIRef]) -> Iterator[Node]:
    """Give what these predicates say of a node, in their order."""
    for predicate in predicates if node is not None else ():
        yield from sorted(scheme.graph.objects(node, predicate), key=str)


def _first(scheme: Scheme, node: Node | None, predicates: Iterable[URIRef]) -> str | None:
    """Give the first text or name that one of these predicates gives, in their order."""
    return next(map(str, _said(scheme, node, predicates)), None)


def _maker(scheme: Scheme) -> str | None:
    names = scheme.texts.of_first(scheme.node, _MAKERS)
    if names:
        return names[0]
    maker = next(_said(scheme, scheme.node, _MAKERS), None)
    names = scheme.texts.of_first(maker, _NAMES_OF_MAKERS)
    return next(iter(names), None if maker is None else str(maker))


def _day(scheme: Scheme) -> dt.date | None:
    """Give the first day that the scheme says; of a year or a month its first day."""
    for text in map(str, _said(scheme, scheme.node, _DAYS)):
        if parts := _DAY.match(text):
            with suppress(ValueError):
                return dt.date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    return None


def _framework_id(scheme: Scheme, where: Place) -> str:
    said = _first(scheme, scheme.node, [DCTERMS.identifier])
    if scheme.terms is not None and said is not None:
        return said
    in_uri = last_part(scheme.node) if isinstance(scheme.node, URIRef) else ""
    names = (in_uri, said or "", PurePath(where.file or "").stem)
    return next(filter(None, map(edition_id, names)), "kader")


def _licence(scheme: Scheme, publisher: str, where: Place) -> tuple[dict[str, str], list[Issue]]:
    url = _first(scheme, scheme.node, _LICENCES)
    names = scheme.texts.of_first(scheme.node, [_CC.attributionName])
    attribution = names[0] if names else publisher
    if url is not None:
        return {"id": licence_id(url), "attribution": attribution}, []
    return unknown_licence(attribution, "Het bestand", where)


def _sources(scheme: Scheme, title: str, read_on: dt.date, where: Place) -> list[dict[str, Any]]:
    graph, node = scheme.graph, scheme.node
    if scheme.terms is None or node is None:
        address = str(node) if isinstance(node, URIRef) else None
        return [file_source(SOURCE, f"{title} (SKOS)", address, where, read_on)]
    sources = sorted(graph.objects(node, DCTERMS.source), key=str)
    return [
        {
            "id": source_id(graph, source),
            "title": _first(scheme, source, [DCTERMS.title]) or source_id(graph, source),
            "url": _first(scheme, source, [RDFS.seeAlso]),
            **own_values(graph, source, scheme.terms),
        }
        for source in listed_first(scheme.own_list(node, "sources"), sources)
    ]


def _account(scheme: Scheme, where: Place) -> Iterator[Issue]:
    """Tell of everything that an edition does not keep, each kind once with its number."""
    for text in _without_place(scheme):
        yield info("not-in-edition", text, where)
    read = scheme.texts.read.items()
    foreign = {language: number for language, number in read if language not in {DUTCH, ""}}
    if foreign:
        text = (
            f"Niet alle teksten zijn er in het Nederlands; gelezen in een andere taal:"
            f" {times_each(foreign)}. Items worden in Nederlandse teksten gezocht."
        )
        yield warning("language-other", text, where)


def _without_place(scheme: Scheme) -> Iterator[str]:
    if scheme.other_schemes:
        named = ", ".join(map(str, scheme.other_schemes))
        yield f"Het bestand bevat nog andere schema's, die niet ingelezen zijn: {named}."
    matches: Counter[str] = Counter()
    unused: Counter[str] = Counter()
    for node in (*scheme.concepts, *([] if scheme.node is None else [scheme.node])):
        used = _USED_OF_SCHEME if node == scheme.node else _USED_OF_CONCEPT
        for predicate in scheme.graph.predicates(node):
            if predicate in _MATCHES:
                matches[last_part(predicate)] += 1
            elif predicate not in used and not _is_ours(predicate, scheme):
                unused[last_part(predicate)] += 1
    if matches:
        kinds = times_each(matches)
        yield f"Verbanden met een ander kader horen in een koppelingenbestand: {kinds}."
    if unused:
        yield f"Gegevens zonder plaats in een kader: {times_each(unused)}."
    if scheme.texts.passed_over:
        languages = times_each(scheme.texts.passed_over)
        yield f"Teksten in andere talen zijn niet ingelezen: {languages}."
    if scheme.terms is None:
        yield (
            "De URI's staan als vindplaats bij de bron van elk item; een uitvoer geeft de items"
            " eigen URI's."
        )


def _is_ours(predicate: Node, scheme: Scheme) -> bool:
    """Say whether only our own files say this so that we read it."""
    if scheme.terms is None:
        return False
    return str(predicate).startswith(scheme.terms) or predicate == DCTERMS.source

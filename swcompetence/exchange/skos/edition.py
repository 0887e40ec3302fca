"""What a SKOS file gives as an edition: its facts, its items, and the account of the rest."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePath
from typing import Any

from rdflib import Literal, URIRef
from rdflib.namespace import DC, DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, Namespace
from rdflib.term import Node

from swcompetence.errors import InputFileError
from swcompetence.exchange.exported import SHOWN, first_ids, times_each
from swcompetence.exchange.names import licence_id
from swcompetence.exchange.new_edition import (
    DraftItem,
    EditionFacts,
    edition_id,
    file_source,
    placed,
    slug_of,
    tree_levels,
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
    scheme_of,
)
from swcompetence.exchange.skos.terms import DUTCH, MAPPING_TERMS, NAMESPACES
from swcompetence.model import Issue, Place
from swcompetence.model.issue import info, warning
from swcompetence.phrasing import single_spaced

SOURCE = "skos"
"""Source id of a file from elsewhere, which is itself the source of its items."""
_CC = Namespace(NAMESPACES["cc"])
_NOTES = (SKOS.scopeNote, SKOS.note, SKOS.editorialNote, SKOS.example)
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
    SKOS.historyNote, DCTERMS.isReplacedBy, *_NOTES,
}  # fmt: skip
_USED_OF_SCHEME = _USED_OF_BOTH | {
    SKOS.hasTopConcept, OWL.versionInfo, DCTERMS.identifier, DCTERMS.title, DCTERMS.description,
    DCTERMS.issued, DCTERMS.created, DCTERMS.modified, DCTERMS.license, DC.publisher,
    DCTERMS.publisher, DCTERMS.creator, DC.creator, _CC.attributionName,
}  # fmt: skip
_MATCHES = {URIRef(f"{NAMESPACES['skos']}{term}") for term in MAPPING_TERMS.values()}


def edition_parts(
    content: bytes, name: str, facts: EditionFacts, form: str
) -> tuple[dict[str, Any], tuple[Issue, ...]]:
    """Give the data of an edition and the account of reading it; see `read_skos`."""
    scheme = scheme_of(graph_of(content, form, name), name)
    if scheme.terms is None:  # our own texts come back as they were
        make_legible(scheme.graph)
    where = Place(file=name)
    day = _day(scheme) or facts.read_on
    version, issues = version_or_year(
        facts.version or scheme.first(scheme.node, [OWL.versionInfo]),
        f"{day.year}",
        "Het bestand",
        where,
    )
    of_edition, licence_issues = _facts(scheme, day, facts, where)
    items, item_issues = _items(scheme, version, name)
    guess = info(
        "level-from-depth",
        "SKOS kent geen niveaus; ze volgen de diepte in de boom. Geef ze in het kader namen.",
        where,
    )
    listed = of_edition.get("levels")
    levels, level_of, level_issues = tree_levels(
        {item["id"]: item["parent"] for item in items},
        {item["id"]: str(item["level"]) for item in items if "level" in item},
        [str(level) for level in listed] if isinstance(listed, list) else [],
        of_edition.get("mapping_level"),
        facts.mapping_depth,
        guess,
    )
    items = [{**item, "level": level_of[item["id"]]} for item in items]
    issues += [*licence_issues, *item_issues, *level_issues, *_account(scheme, where)]
    return {**of_edition, "version": version, **levels, "items": items}, tuple(issues)


def _items(scheme: Scheme, version: str, file: str) -> tuple[list[dict[str, Any]], list[Issue]]:
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
    data = [
        {
            "provenance": "verified" if scheme.terms is None else "unverified",
            **_extras(scheme, nodes[str(item.draft.where.cell)], ids, version),
            **item.data(),
        }
        for item in items
    ]
    issues += tree_issues
    several = [last_part(node) for node in scheme.concepts if len(scheme.parents[node]) > 1]
    if several:
        text = (
            "Een kader is een boom. Items met meer dan één ruimer begrip houden het eerste:"
            f" {first_ids(several)}."
        )
        issues.append(info("not-in-edition", text, Place(file=file)))
    return data, issues


def _is_deprecated(scheme: Scheme, node: Node) -> bool:
    marks = scheme.graph.objects(node, OWL.deprecated)
    return any(isinstance(mark, Literal) and mark.toPython() is True for mark in marks)


def _source_id(scheme: Scheme, node: Node) -> str:
    """Give the id of a source in our own files."""
    return str(scheme.graph.value(node, DCTERMS.identifier) or last_part(node))


def _codes(scheme: Scheme, file: str) -> tuple[dict[Node, str], list[Issue]]:
    """Give every concept a code of its own: its notation, else the last part of its URI."""
    notations = {node: scheme.said(node, [SKOS.notation])[:1] for node in scheme.concepts}
    times = Counter(slug_of(str(code)) for some in notations.values() for code in some)
    names = Counter(slug_of(last_part(concept)) for concept in scheme.concepts)
    codes: dict[Node, str] = {}
    doubled: list[str] = []
    for concept, some in notations.items():
        code = str(some[0]) if some else ""
        if slug_of(code) and times[slug_of(code)] == 1:
            codes[concept] = code
        else:
            doubled += map(str, some)
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
    # The other names in the order of our own list, which may repeat the name itself.
    others = [*texts.of(concept, [SKOS.altLabel]), *labels[1:]]
    listed = map(str, scheme.own_list(concept, "altLabels"))
    first = [label for label in listed if label in {*others, labels[0]}]
    above = scheme.parents[concept]
    draft = DraftItem(
        label=labels[0],
        where=where,
        code=codes[concept],
        note="\n\n".join(notes) if notes else None,
        definition="\n\n".join(definitions) if definitions else None,
        parent=codes[above[0]] if above else "",
        alt_labels=(*first, *(label for label in others if label not in first)),
    )
    return draft, issues


def _extras(scheme: Scheme, concept: Node, ids: dict[str, str], version: str) -> dict[str, Any]:
    """Give what our own terms say of a concept, and its sources and end of use."""
    extras = scheme.ours(concept)
    since = str(extras.pop("deprecated_since", version))
    for field in ("alt_labels", "replaced_by"):
        extras.pop(field, None)
    extras["sources"] = _used_sources(scheme, concept)
    successors = list(map(str, scheme.said(concept, [DCTERMS.isReplacedBy])))
    if successors or _is_deprecated(scheme, concept):
        listed = [str(node) for node in scheme.own_list(concept, "replacedBy")]
        why = Texts(scheme.graph).of(concept, [SKOS.historyNote])
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
    sources = sorted(_source_id(scheme, node) for node in graph.objects(concept, DCTERMS.source))
    listed = data_of(graph, graph.value(concept, terms["sources"]) or Literal(""), terms)
    uses = listed if isinstance(listed, list) else []
    names = [use.get("source") if isinstance(use, dict) else use for use in uses]
    first = [use for use, name in zip(uses, names, strict=True) if name in sources]
    return [*first, *(source for source in sources if source not in names)]


def _facts(
    scheme: Scheme, day: dt.date, facts: EditionFacts, where: Place
) -> tuple[dict[str, Any], list[Issue]]:
    """Give the facts of the edition without its version and items; those of the caller win.

    Raises:
        InputFileError: neither the file nor the caller says who made the scheme.
    """
    node, texts = scheme.node, scheme.texts
    publisher = facts.publisher or _maker(scheme)
    if publisher is None:
        reason = "Het bestand zegt niet wie de uitgever is."
        raise InputFileError(str(where), reason, "Geef dat zelf mee.")
    title = next(iter(texts.of_first(node, _TITLES)), publisher)
    url = scheme.first(node, _LICENCES)
    attribution = next(iter(texts.of_first(node, [_CC.attributionName])), publisher)
    licence, issues = unknown_licence(attribution, "Het bestand", where)
    if url is not None:
        licence, issues = {"id": licence_id(url), "attribution": attribution}, []
    note = f"Ingelezen uit het SKOS-bestand {where}."
    ours = scheme.ours(node).items()
    return {
        "revision": 1,
        "status": "superseded" if node and _is_deprecated(scheme, node) else "current",
        "last_checked_on": facts.read_on,
        "changelog": [{"revision": 1, "date": facts.read_on, "note": note}],
        **{fact: value for fact, value in ours if fact not in {"items", "sources"}},
        "id": _framework_id(scheme, where),
        "title": title,
        "about": "\n\n".join(texts.of_first(node, _ABOUTS) or [title]),
        "publisher": publisher,
        "valid_from": day,
        "licence": licence,
        "sources": _sources(scheme, title, facts.read_on, where),
        **facts.over_those_of_the_file(),
    }, issues


def _maker(scheme: Scheme) -> str | None:
    maker = next(iter(scheme.said(scheme.node, _MAKERS)), None)
    names = scheme.texts.of_first(scheme.node, _MAKERS)
    names = names or scheme.texts.of_first(maker, _NAMES_OF_MAKERS)
    return next(iter(names), None if maker is None else str(maker))


def _day(scheme: Scheme) -> dt.date | None:
    """Give the first day that the scheme says; of a year or a month its first day."""
    for text in map(str, scheme.said(scheme.node, _DAYS)):
        if parts := _DAY.match(text):
            with suppress(ValueError):
                return dt.date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    return None


def _framework_id(scheme: Scheme, where: Place) -> str:
    said = scheme.first(scheme.node, [DCTERMS.identifier])
    if scheme.terms is not None and said is not None:
        return said
    in_uri = last_part(scheme.node) if isinstance(scheme.node, URIRef) else ""
    names = (in_uri, said or "", PurePath(where.file or "").stem)
    return next(filter(None, map(edition_id, names)), "kader")


def _sources(scheme: Scheme, title: str, read_on: dt.date, where: Place) -> list[dict[str, Any]]:
    node = scheme.node
    if scheme.terms is None or node is None:
        address = str(node) if isinstance(node, URIRef) else None
        return [file_source(SOURCE, f"{title} (SKOS)", address, where, read_on)]
    return [
        {
            "id": _source_id(scheme, source),
            "title": scheme.first(source, [DCTERMS.title]) or _source_id(scheme, source),
            "url": scheme.first(source, [RDFS.seeAlso]),
            **scheme.ours(source),
        }
        for source in listed_first(
            scheme.own_list(node, "sources"), scheme.said(node, [DCTERMS.source])
        )
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
            is_ours = scheme.terms is not None and (
                str(predicate).startswith(scheme.terms) or predicate == DCTERMS.source
            )
            if predicate in _MATCHES:
                matches[last_part(predicate)] += 1
            elif predicate not in used and not is_ours:
                unused[last_part(predicate)] += 1
    for head, count in (
        ("Verbanden met een ander kader horen in een koppelingenbestand", matches),
        ("Gegevens zonder plaats in een kader", unused),
        ("Teksten in andere talen zijn niet ingelezen", scheme.texts.passed_over),
    ):
        if count:
            yield f"{head}: {times_each(count)}."
    if scheme.terms is None:
        yield (
            "De URI's staan als vindplaats bij de bron van elk item; een uitvoer geeft de items"
            " eigen URI's."
        )

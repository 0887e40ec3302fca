"""Which concepts of an RDF graph form the framework, and how they stand below each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, Namespace
from rdflib.term import Node

from swcompetence.errors import InputFileError
from swcompetence.exchange.draft_items import DraftItem, PlacedItem, placed, slug_of
from swcompetence.exchange.names import framework_uri
from swcompetence.exchange.new_edition import Levels
from swcompetence.exchange.skos.graph import Texts, data_of, last_part, list_of, own_values
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.model import Issue, Place

_OWN_MARK = "terms/mappingLevel"
"""How the predicate ends that tells one of our own schemes from others."""


class Tree(NamedTuple):
    """The concepts of one scheme."""

    scheme: Node | None
    """None where the graph names no scheme."""
    terms: Namespace | None
    """Under which our own terms stand; None where another program made the scheme."""
    concepts: tuple[Node, ...]
    """In the order of the edition where we wrote it, else in the order of code and URI."""
    parents: Mapping[Node, tuple[Node, ...]]
    """The broader concepts inside the scheme; more than one where it is no tree."""
    other_schemes: tuple[Node, ...]


def tree_of(graph: Graph, wanted: str | None, name: str) -> Tree:
    """Find the scheme and its concepts.

    Args:
        graph: the graph.
        wanted: URI of the scheme; None takes the one with the most concepts.
        name: name of the file, for the messages.

    Raises:
        InputFileError: there is no concept, or the wanted scheme is not there.
    """
    concepts = {one for one in graph.subjects(RDF.type, SKOS.Concept) if isinstance(one, URIRef)}
    members = _members(graph, concepts)
    if wanted is not None and URIRef(wanted) not in members:
        known = ", ".join(sorted(map(str, members))) or "geen"
        raise InputFileError(name, f"Er is geen schema {wanted}.", f"Beschikbaar: {known}.")
    schemes = sorted(members, key=lambda one: (-len(members[one]), str(one)))
    scheme = URIRef(wanted) if wanted is not None else next(iter(schemes), None)
    found = members[scheme] if scheme is not None and len(schemes) > 1 else concepts
    if not found:
        raise InputFileError(
            name, "Er staat geen enkel skos:Concept in.", "Geef een SKOS-bestand met begrippen."
        )
    terms = _own_terms(graph, scheme)
    return Tree(
        scheme,
        terms,
        _ordered(graph, found, scheme, terms),
        {one: _broader(graph, one, found) for one in found},
        tuple(one for one in schemes if one != scheme),
    )


def natural(text: str) -> list[tuple[int, int, str]]:
    """Give the key by which 1.10 comes after 1.9.

    >>> sorted(["1.10", "1.9", "a"], key=natural)
    ['1.9', '1.10', 'a']
    """
    parts = re.split(r"([0-9]+)", text)
    return [(0, int(one), "") if one.isdecimal() else (1, 0, one) for one in parts if one]


def _members(graph: Graph, concepts: set[URIRef]) -> dict[Node, set[URIRef]]:
    members: dict[Node, set[URIRef]] = {
        one: set() for one in graph.subjects(RDF.type, SKOS.ConceptScheme)
    }
    pairs = [
        *((scheme, one) for one, scheme in graph.subject_objects(SKOS.inScheme)),
        *((scheme, one) for one, scheme in graph.subject_objects(SKOS.topConceptOf)),
        *graph.subject_objects(SKOS.hasTopConcept),
    ]
    for scheme, one in pairs:
        if one in concepts:
            members.setdefault(scheme, set()).add(URIRef(str(one)))
    return members


def _own_terms(graph: Graph, scheme: Node | None) -> Namespace | None:
    """Find our own terms: a scheme that says them and has the name that an export would give it."""
    for predicate in graph.predicates(scheme) if scheme is not None else ():
        base = str(predicate).removesuffix(_OWN_MARK)
        named = {str(one) for one in graph.objects(scheme, DCTERMS.identifier)}
        if base != str(predicate) and str(scheme) in {framework_uri(one, base) for one in named}:
            return Namespace(f"{base}terms/")
    return None


def _ordered(
    graph: Graph, found: Iterable[URIRef], scheme: Node | None, terms: Namespace | None
) -> tuple[Node, ...]:
    told = list_of(graph, graph.value(scheme, terms["items"])) if terms is not None else []
    places = {one: place for place, one in reversed(list(enumerate(told)))}

    def key(one: URIRef) -> tuple[int, list[tuple[int, int, str]], str]:
        codes = sorted(map(str, graph.objects(one, SKOS.notation)))
        code = codes[0] if codes and terms is None else last_part(one)
        by_name = [] if terms is not None else natural(code)
        return places.get(one, len(places)), by_name, str(one)

    return tuple(sorted(found, key=key))


def _broader(graph: Graph, concept: URIRef, found: set[URIRef]) -> tuple[Node, ...]:
    above = {*graph.objects(concept, SKOS.broader), *graph.subjects(SKOS.narrower, concept)}
    return tuple(sorted((one for one in above if one in found), key=lambda one: natural(str(one))))


SOURCE = "skos"
"""Source id of a file from elsewhere, which is itself the source of its items."""
_NOTES = (SKOS.scopeNote, SKOS.note, SKOS.editorialNote, SKOS.example)


class FoundItems(NamedTuple):
    """The items in order, parents first, and what was decided on the way."""

    placed: tuple[PlacedItem, ...]
    own: tuple[dict[str, Any], ...]
    """What our own terms say of each, and its sources and end of use; in the same order."""
    issues: tuple[Issue, ...]


def items_of(graph: Graph, tree: Tree, texts: Texts, version: str, file: str) -> FoundItems:
    """Give the items.

    Args:
        graph: the graph.
        tree: the scheme and its concepts.
        texts: reads the texts.
        version: of the edition, for items that are out of use without saying since when.
        file: name of the file.
    """
    codes, issues = _codes(graph, tree, file)
    drafts: list[DraftItem] = []
    for one in tree.concepts:
        draft, told = _draft(graph, tree, texts, one, codes, file)
        drafts += [draft] if draft else []
        issues += told
    found, told_tree = placed(drafts)
    ids = {str(one.draft.where.cell): one.id for one in found}
    nodes = {str(one): one for one in tree.concepts}
    own = tuple(
        _own_of_concept(graph, tree, nodes[str(one.draft.where.cell)], ids, version)
        for one in found
    )
    issues += [*told_tree, *_more_parents(tree, file)]
    return FoundItems(found, own, tuple(issues))


def is_deprecated(graph: Graph, node: Node) -> bool:
    """Say whether a concept or scheme is marked as out of use."""
    return any(
        one.toPython() is True
        for one in graph.objects(node, OWL.deprecated)
        if isinstance(one, Literal)
    )


def source_id(graph: Graph, node: Node) -> str:
    """Give the id of a source in our own files."""
    return str(graph.value(node, DCTERMS.identifier) or last_part(node))


def _codes(graph: Graph, tree: Tree, file: str) -> tuple[dict[Node, str], list[Issue]]:
    """Give every concept a code of its own: its notation, else the last part of its URI."""
    notations = {one: sorted(map(str, graph.objects(one, SKOS.notation))) for one in tree.concepts}
    times = Counter(slug_of(some[0]) for some in notations.values() if some)
    names = Counter(slug_of(last_part(one)) for one in tree.concepts)
    codes: dict[Node, str] = {}
    doubled: list[str] = []
    for one, some in notations.items():
        if some and slug_of(some[0]) and times[slug_of(some[0])] == 1:
            codes[one] = some[0]
        else:
            doubled += some[:1]
            name = last_part(one)
            codes[one] = name if names[slug_of(name)] == 1 else str(one)
    if not doubled:
        return codes, []
    text = (
        f"Codes (skos:notation) die niet elk van een ander item zijn: {', '.join(doubled[:5])}"
        f" ({len(doubled)}). Deze items kregen een id uit hun URI."
    )
    return codes, [warning("code-duplicate", text, Place(file=file))]


def _draft(
    graph: Graph, tree: Tree, texts: Texts, concept: Node, codes: dict[Node, str], file: str
) -> tuple[DraftItem | None, list[Issue]]:
    where = Place(file=file, cell=str(concept))
    labels = texts.of(concept, [SKOS.prefLabel]) or texts.of(concept, [RDFS.label])
    if tree.terms is None:
        labels = [" ".join(one.split()) for one in labels if one.split()]
    if not labels:
        text = f"Het begrip {concept} heeft geen naam (skos:prefLabel) en is overgeslagen."
        return None, [warning("label-missing", text, where)]
    issues: list[Issue] = []
    if len(labels) > 1:
        text = f"Het begrip {concept} heeft {len(labels)} namen in één taal; ‘{labels[0]}’ geldt."
        issues.append(warning("label-duplicate", text, where))
    notes = texts.of(concept, _NOTES)
    definitions = texts.of(concept, [SKOS.definition])
    above = tree.parents[concept]
    draft = DraftItem(
        label=labels[0],
        where=where,
        code=codes[concept],
        parent=codes[above[0]] if above else "",
        definition="\n\n".join(definitions) if definitions else None,
        alt_labels=_names(graph, tree.terms, concept, texts, labels),
        note="\n\n".join(notes) if notes else None,
    )
    return draft, issues


def _names(
    graph: Graph, terms: Namespace | None, concept: Node, texts: Texts, labels: Sequence[str]
) -> tuple[str, ...]:
    """Give the other names in the order of our own list, which may repeat the name itself."""
    said = [*texts.of(concept, [SKOS.altLabel]), *labels[1:]]
    listed = _listed(graph, terms, concept, "altLabels")
    known = {*said, labels[0]}
    first = [str(one) for one in listed if str(one) in known]
    return (*first, *(one for one in said if one not in first))


def _listed(graph: Graph, terms: Namespace | None, node: Node, term: str) -> list[Node]:
    return list_of(graph, graph.value(node, terms[term])) if terms is not None else []


def _own_of_concept(
    graph: Graph, tree: Tree, concept: Node, ids: dict[str, str], version: str
) -> dict[str, Any]:
    own = own_values(graph, concept, tree.terms)
    since = str(own.pop("deprecated_since", version))
    for field in ("alt_labels", "replaced_by"):
        own.pop(field, None)
    own["sources"] = _sources_of_concept(graph, tree, concept)
    said = sorted(map(str, graph.objects(concept, DCTERMS.isReplacedBy)))
    if said or is_deprecated(graph, concept):
        listed = [str(one) for one in _listed(graph, tree.terms, concept, "replacedBy")]
        first = [one for one in listed if one in said]
        why = Texts(graph).of(concept, [SKOS.historyNote])
        own["deprecated"] = {
            "since": since,
            "why": "\n\n".join(why) if why else "Volgens het SKOS-bestand niet meer in gebruik.",
            "replaced_by": [
                ids[one]
                for one in (*first, *(one for one in said if one not in first))
                if one in ids
            ],
        }
    return own


def _sources_of_concept(graph: Graph, tree: Tree, concept: Node) -> list[Any]:
    """Give the sources; foreign ones are told by the file as a whole."""
    if tree.terms is None:
        return [{"source": SOURCE, "locator": str(concept)}]
    said = sorted(source_id(graph, one) for one in graph.objects(concept, DCTERMS.source))
    listed = data_of(graph, graph.value(concept, tree.terms["sources"]) or Literal(""), tree.terms)
    uses = listed if isinstance(listed, list) else []
    names = [one.get("source") if isinstance(one, dict) else one for one in uses]
    first = [use for use, name in zip(uses, names, strict=True) if name in said]
    return [*first, *(one for one in said if one not in names)]


def _more_parents(tree: Tree, file: str) -> Iterator[Issue]:
    several = [last_part(one) for one in tree.concepts if len(tree.parents[one]) > 1]
    if several:
        more = " …" if len(several) > 5 else ""  # noqa: PLR2004 - as many as are named
        text = (
            "Een kader is een boom. Items met meer dan één ruimer begrip houden het eerste:"
            f" {', '.join(several[:5])}{more} ({len(several)})."
        )
        yield info("not-in-edition", text, Place(file=file))


def levels_of(
    found: FoundItems, own: dict[str, Any], mapping_depth: int | None, where: Place
) -> tuple[Levels, list[Issue]]:
    """Give the levels, and what was guessed.

    Args:
        found: the items.
        own: what our own terms say of the edition.
        mapping_depth: the level that courses are linked to as the caller wishes it, 1 at the top;
            beyond the last level it means the last.
        where: the file.
    """
    issues: list[Issue] = []
    told = own.get("levels")
    names = [str(one) for one in told] if isinstance(told, list) else []
    of_items = _said(found, names)
    if of_items is None:
        names = [f"niveau {n}" for n in range(1, max(one.depth for one in found.placed) + 1)]
        of_items = [names[one.depth - 1] for one in found.placed]
        text = "SKOS kent geen niveaus; ze volgen de diepte in de boom. Geef ze in het kader namen."
        issues.append(info("level-from-depth", text, where))
    chosen = own.get("mapping_level")
    if mapping_depth is not None:
        chosen = names[min(mapping_depth, len(names)) - 1]
    elif chosen not in names:
        count = Counter(of_items)
        chosen = max(names, key=lambda name: (count[name], names.index(name)))
        text = (
            f"Opleidingsonderdelen worden gekoppeld aan het niveau ‘{chosen}’, dat de meeste items"
            " telt. Geef een ander niveau op als dat niet klopt."
        )
        issues.append(warning("mapping-level-guessed", text, where))
    return Levels(names=tuple(names), mapping_level=chosen, of_items=tuple(of_items)), issues


def _said(found: FoundItems, names: Sequence[str]) -> list[str] | None:
    """Give the level of every item; one that was added without a level is below its parent.

    None where there are no names, or an item fits nowhere below its parent.
    """
    levels: dict[str, str] = {}
    for one, own in zip(found.placed, found.own, strict=True):
        above = names.index(levels[one.parent]) if one.parent is not None else -1
        fitting = names[above + 1 :]
        level = own.get("level", next(iter(fitting), None))
        if level not in fitting:
            return None
        levels[one.id] = str(level)
    return list(levels.values())

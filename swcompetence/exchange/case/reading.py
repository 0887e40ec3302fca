"""Reads a CASE package, of our own or of another program, as an edition."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import PurePath
from typing import Any, NamedTuple
from urllib.parse import unquote

from pydantic import ValidationError

from swcompetence.errors import EditionError, InputFileError
from swcompetence.exchange.case.received import Association, CaseItem, Document, Received, received
from swcompetence.exchange.case.terms import (
    ADOPTION,
    CHILD,
    LONGEST_LABEL,
    NATIVE_FACTS,
    NATIVE_ITEM_FACTS,
    REPLACED,
    SOURCE,
    Json,
)
from swcompetence.exchange.exported import Imported, first_ids, times_each
from swcompetence.exchange.new_edition import (
    EditionFacts,
    edition_id,
    edition_of,
    file_source,
    free_id,
    parents_first,
    short_slug_of,
    slug_of,
    tree_levels,
    unknown_licence,
    version_or_year,
)
from swcompetence.files.data.yaml_file import problem_in
from swcompetence.model import NOTHING_FITS, EditionStatus, Issue, Place
from swcompetence.model.issue import info, warning
from swcompetence.model.sourcing import SLUG

_ADVICE = "Geef een CASE-pakket (CFPackage) in JSON, zoals OpenSALT er een uitvoert."
_STATUS = {
    "private draft": EditionStatus.DRAFT,
    **{ADOPTION[status].casefold(): status for status in reversed(EditionStatus)},
    "deprecated": EditionStatus.SUPERSEDED,
}
_OWN_URI = re.compile(r"/edition/([^/]+)/[^/]+$")
"""A document that bears it gets the same identifiers again when it is exported."""


def read_case_json(content: bytes, name: str, facts: EditionFacts) -> Imported:
    """Read the edition that a package holds, as loosely as possible (see `received`).

    The facts are what the caller knows better. A package of ours that another registry served, with
    addresses of its own and the same identifiers, gives the same edition.

    Raises:
        InputFileError: the file is no JSON or no package.
        EditionError: what the package says does not make an edition; names everything that is
            wrong.
    """
    package, where = _package(content, name), Place(file=name)
    document = package.cf_document
    changed = document.last_change_date_time or document.status_start_date or facts.read_on
    ours = {f: v for f, v in document.ours.items() if f not in NATIVE_FACTS | {"items"}}
    facts_of_edition, issues = _facts(package, changed, ours, facts, where)
    tree = _tree(package)
    levels, level_of, guesses = _levels(package, tree, ours, facts.mapping_depth, where)
    # An item that does not say where it comes from, comes from the package.
    is_unsourced = "sources" not in ours
    origin: Json = {"provenance": "verified" if is_unsourced else "unverified"}
    origin |= {"sources": [SOURCE]} if is_unsourced else {}
    items, decided = _items(package, tree, level_of, origin, changed, where)
    issues += [*guesses, *(info("not-in-edition", said, where) for said in _lost(package, tree))]
    if package.blank:
        text = f"Items zonder tekst zijn overgeslagen: {package.blank}."
        issues.append(warning("label-missing", text, where))
    data = {**ours, **facts_of_edition, **levels, "items": items}
    return Imported(edition_of(data, name), (*issues, *decided))


def _package(content: bytes, name: str) -> Received:
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise InputFileError(name, "Dit is geen leesbare JSON in UTF-8.", _ADVICE) from error
    if isinstance(data, dict) and isinstance(data.get("CFPackage"), dict):
        data = data["CFPackage"]
    if not isinstance(data, dict) or not isinstance(data.get("CFDocument"), dict):
        raise InputFileError(name, "Er staat geen CFDocument in.", _ADVICE)
    try:
        package = received(data)
    except RecursionError as error:
        raise InputFileError(name, "De gegevens staan te diep in elkaar.", _ADVICE) from error
    except ValidationError as error:
        problems = [problem_in(detail, Received) for detail in error.errors()]
        raise EditionError(name, problems) from error
    if not package.cf_items:
        raise InputFileError(name, "Er staat geen enkel CFItem met tekst in.", _ADVICE)
    return package


def _facts(
    package: Received, changed: dt.date, ours: Json, facts: EditionFacts, where: Place
) -> tuple[dict[str, Any], list[Issue]]:
    """Give the facts of the edition without its levels and items, and what was guessed.

    What our own extension says goes before what the document says; the caller goes before both.
    """
    document = package.cf_document
    start = document.status_start_date or changed
    version, issues = version_or_year(
        facts.version or document.version, f"{start.year}", "Het pakket", where
    )
    title = document.title or PurePath(where.file or "").stem
    author = document.publisher or document.creator or facts.publisher or "onbekend"
    licence, unknown = _licence(package, author, where)
    named_by_us = _OWN_URI.search(document.uri or "")
    name = edition_id(unquote(named_by_us[1]) if named_by_us else title)
    abouts = [text for text in (document.description, document.notes) if text is not None]
    address = document.official_source_url or document.uri
    source = f"{document.creator or author} - {title} (CASE)"
    note = f"Ingelezen uit het CASE-pakket {where.file}."
    of_edition: dict[str, Any] = {
        "id": ours.get("id") or name or "kader",
        "version": version,
        "revision": 1,
        "title": title,
        "about": "\n\n".join(abouts) if abouts else title,
        "publisher": author,
        "status": _status(document),
        "valid_from": start,
        "valid_until": document.status_end_date,
        "last_checked_on": facts.read_on,
        "licence": licence,
        "sources": [file_source(SOURCE, source, address, where, facts.read_on)],
        "changelog": [{"revision": ours.get("revision", 1), "date": facts.read_on, "note": note}],
        **facts.over_those_of_the_file(),
    }
    issues += [*unknown, *_odd_words(document, where)]
    kept = {fact: value for fact, value in of_edition.items() if fact == "id" or fact not in ours}
    return kept, issues


def _status(document: Document) -> EditionStatus:
    """Read the status; only our own extension tells a withdrawn edition from a superseded one."""
    status = _STATUS.get((document.adoption_status or "").casefold(), EditionStatus.CURRENT)
    is_withdrawn = document.ours.get("status") == EditionStatus.WITHDRAWN
    is_superseded = status is EditionStatus.SUPERSEDED
    return EditionStatus.WITHDRAWN if is_superseded and is_withdrawn else status


def _licence(package: Received, author: str, where: Place) -> tuple[dict[str, str], list[Issue]]:
    link = package.cf_document.license_uri
    for licence in package.cf_licenses:
        if link is not None and licence.identifier == link.identifier and licence.title:
            words = licence.license_text if licence.description is None else licence.description
            return {"id": licence.title, "attribution": words or author}, []
    if link is None or not link.title:
        return unknown_licence(author, "Het pakket", where)
    return {"id": link.title, "attribution": author}, []


def _odd_words(document: Document, where: Place) -> Iterator[Issue]:
    language, status = document.language, document.adoption_status
    unsaid = [
        what
        for what, text in (("titel", document.title), ("opsteller (creator)", document.creator))
        if text is None
    ]
    if unsaid:
        text = f"Het document noemt geen {' en geen '.join(unsaid)}; kijk na wat er nu staat."
        yield warning("case-incomplete", text, where)
    if language and not language.lower().startswith("nl"):
        text = (
            f"De taal van het pakket is ‘{language}’; items worden in Nederlandse teksten gezocht."
        )
        yield warning("language-other", text, where)
    if status and status.casefold() not in _STATUS:
        text = f"De status ‘{status}’ is onbekend; het kader geldt als van kracht."
        yield warning("status-guessed", text, where)


def _lost(package: Received, tree: Tree) -> Iterator[str]:
    items = {item.identifier for item in package.cf_items}
    kinds = Counter(package.left_associations)
    kinds.update(
        link.association_type
        for link in package.cf_associations
        if link.origin not in items
        or (link.association_type == REPLACED and link.destination not in items)
    )
    if kinds:
        yield (
            f"Associaties zonder plaats in een kader: {times_each(kinds)}. Verbanden met een ander"
            " kader horen in een koppelingenbestand."
        )
    if tree.more_parents:
        yield f"Items met meer dan één ouder houden de eerste: {tree.more_parents} items."
    if package.left:
        yield f"Gegevens zonder plaats in een kader: {times_each(package.left)}."
    document = package.cf_document
    if "id" not in document.ours and not _OWN_URI.search(document.uri or ""):
        yield "De identifiers en URI's van CASE blijven niet bewaard; een uitvoer krijgt eigen."


def _items(
    package: Received,
    tree: Tree,
    levels: dict[str, str],
    origin: Json,
    changed: dt.date,
    where: Place,
) -> tuple[list[Json], list[Issue]]:
    """Give the items, parents first, and for which of them something was decided."""
    ids, without_code, double_code = _item_ids(package.cf_items)
    gone = _deprecated(package, ids, changed)
    items: list[Json] = []
    for item in tree.items:
        ours = {f: value for f, value in item.ours.items() if f not in NATIVE_ITEM_FACTS}
        parent = tree.parents[item.identifier]
        label, definition = _texts(item, is_ours=bool(ours))
        items.append(
            {
                **origin,
                **ours,
                "id": ids[item.identifier],
                "parent": ids[parent] if parent else None,
                "level": levels[item.identifier],
                "label": label,
                "definition": definition,
                "alt_labels": item.concept_keywords,
                "note": item.notes,
                "deprecated": gone.get(item.identifier),
            }
        )
    foreign = [item for item in tree.items if not item.ours]
    shortened = [
        ids[item.identifier]
        for item in foreign
        if item.abbreviated_statement is None and len(item.full_statement) > LONGEST_LABEL
    ]
    named = [ids[item.identifier] for item in foreign if item.concept_keywords]
    lost = [ids[identifier] for identifier in tree.lost]
    decided = (
        (
            lost,
            warning,
            "parent-unknown",
            "Hun ouder staat niet in het pakket; deze items staan bovenaan: {}.",
        ),
        (
            without_code,
            info,
            "code-missing",
            (
                "Items zonder code: {}. Hun id is gemaakt uit de eerste woorden van de tekst;"
                " verandert die, dan verandert het id."
            ),
        ),
        (
            double_code,
            warning,
            "code-duplicate",
            "Hun code komt meer dan een keer voor; het id is anders: {}.",
        ),
        (
            shortened,
            info,
            "label-shortened",
            "Lange teksten staan volledig in de definitie; het label is ingekort: {}.",
        ),
        (
            named,
            warning,
            "keywords-as-names",
            (
                "Trefwoorden (conceptKeywords) zijn andere benamingen geworden, waarop ook gezocht"
                " wordt. Kijk ze na: {}."
            ),
        ),
    )
    issues = [say(code, text.format(first_ids(n)), where) for n, say, code, text in decided if n]
    return items, issues


def _item_ids(items: Sequence[CaseItem]) -> tuple[dict[str, str], tuple[str, ...], tuple[str, ...]]:
    """Give every item a short id: its code where that has the form of an id, else made from it.

    Returns:
        Identifier -> id; the ids of items without a code; those of items whose code was taken.
    """
    codes = {item.identifier: item.human_coding_scheme or "" for item in items}
    first: dict[str, str] = {}
    for identifier, code in codes.items():
        if re.fullmatch(SLUG, code) and code != NOTHING_FITS:
            first.setdefault(code, identifier)
    taken = {*first, NOTHING_FITS}
    ids: dict[str, str] = {}
    for item in items:
        code = codes[item.identifier]
        if first.get(code) == item.identifier:
            ids[item.identifier] = code
            continue
        text = item.abbreviated_statement or item.full_statement
        wanted = slug_of(code) or short_slug_of(text) or item.identifier[:8]
        ids[item.identifier] = free_id(wanted, taken)
        taken.add(ids[item.identifier])
    slugs = {identifier: slug_of(code) for identifier, code in codes.items()}
    without = tuple(ids[identifier] for identifier, slug in slugs.items() if not slug)
    doubled = tuple(ids[name] for name, slug in slugs.items() if slug and ids[name] != slug)
    return ids, without, doubled


def _texts(item: CaseItem, *, is_ours: bool) -> tuple[str, str | None]:
    is_long = len(item.full_statement) > LONGEST_LABEL
    if not is_ours and is_long and item.abbreviated_statement == item.full_statement:
        # said twice so that it is not shortened, see `as_1_0` in writing.py
        return item.full_statement, None
    if item.abbreviated_statement is not None:
        return item.abbreviated_statement, item.full_statement
    if not is_ours and is_long:
        words = item.full_statement[:LONGEST_LABEL].rpartition(" ")[0]
        return f"{words or item.full_statement[:LONGEST_LABEL]} …", item.full_statement
    return item.full_statement, None


def _deprecated(package: Received, ids: dict[str, str], changed: dt.date) -> dict[str, Json]:
    """Give what is known of items out of use: our own words, a successor, or an end date."""
    numbered: dict[str, list[tuple[float, str]]] = {}
    for link in package.cf_associations:
        if link.association_type == REPLACED and link.destination in ids:
            place = (_place(link.sequence_number), ids[link.destination])
            numbered.setdefault(link.origin, []).append(place)
    version = package.cf_document.version or f"{changed.year}"
    gone: dict[str, Json] = {}
    for item in package.cf_items:
        successors = sorted(numbered.get(item.identifier, ()), key=lambda pair: pair[0])
        words = item.ours.get("deprecated")
        has_ended = item.status_end_date is not None and item.status_end_date <= changed
        if not isinstance(words, dict) and (successors or has_ended):
            why = f"vervallen op {item.status_end_date}" if has_ended else "vervangen"
            words = {"since": version, "why": f"Volgens het CASE-pakket {why}."}
        if isinstance(words, dict):
            gone[item.identifier] = {**words, "replaced_by": [new for _, new in successors]}
    return gone


class Tree(NamedTuple):
    """The items in the order of the edition, parents first."""

    items: tuple[CaseItem, ...]
    parents: dict[str, str | None]
    """Identifier of every item, in their order -> that of its parent; None for a top item."""
    more_parents: int
    """Items with more than one parent: an edition keeps the first."""
    lost: tuple[str, ...]
    """Items whose parent is not in the package: they come at the top."""


def _tree(package: Received) -> Tree:
    """Read the tree from the associations.

    The order of the file is kept where it agrees with the tree and its sequence numbers.
    """
    items = {item.identifier: item for item in package.cf_items}
    branches: dict[str, Association] = {}
    more: set[str] = set()
    for link in package.cf_associations:
        is_branch = link.association_type == CHILD and link.origin in items
        if is_branch and branches.setdefault(link.origin, link) is not link:
            more.add(link.origin)
    parents = {
        child: branch.destination
        for child, branch in branches.items()
        if branch.destination in items
    }
    numbers = {child: branch.sequence_number for child, branch in branches.items()}
    place = {name: at for at, name in enumerate(items)}
    is_agreed = all(place[parent] < place[child] for child, parent in parents.items())
    below: dict[str | None, list[str]] = {}
    for name in items:
        below.setdefault(parents.get(name), []).append(name)
    for siblings in below.values():
        given = [number for name in siblings if (number := numbers.get(name)) is not None]
        if given != sorted(given):
            is_agreed = False
            siblings.sort(key=lambda name: (_place(numbers.get(name)), place[name]))
    order = list(items) if is_agreed else list(parents_first(below))
    inside = {*items, package.cf_document.identifier}
    lost = tuple(child for child, link in branches.items() if link.destination not in inside)
    above = {name: parents.get(name) for name in order}
    return Tree(tuple(items[name] for name in order), above, len(more), lost)


def _place(number: int | None) -> float:
    """Give the place that a sequence number stands for; without one it is the last."""
    return float("inf") if number is None else number


def _levels(
    package: Received, tree: Tree, ours: Json, mapping_depth: int | None, where: Place
) -> tuple[Json, dict[str, str], list[Issue]]:
    """Give the levels and the mapping level, the level of every item, and what was guessed.

    The levels are the item types, in an order that puts every item deeper than its parent. The
    mapping level is that of the caller, else what our own extension says.
    """
    names: Sequence[str] = package.item_types
    types = {item.identifier: item.cf_item_type for item in tree.items if item.cf_item_type}
    used = dict.fromkeys(types.values())
    steps = dict.fromkeys(
        (types[above], types[below])
        for below, above in tree.parents.items()
        if above in types and below in types
    )
    places = {name: place for place, name in reversed(list(enumerate(names)))}
    if not used.keys() <= places.keys() or any(places[a] >= places[b] for a, b in steps):
        sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(used, ()))
        for above, below in steps:
            sorter.add(below, above)
        try:
            names = list(sorter.static_order())
        except CycleError:
            names = []
    guess = warning(
        "level-from-depth",
        "De soorten items (CFItemType) geven geen niveaus van boven naar onder; de niveaus volgen"
        " de diepte in de boom. Geef ze in het kader een naam.",
        where,
    )
    untyped = len(tree.items) - len(types)
    text = f"Items zonder soort (CFItemType) staan een niveau onder hun ouder: {untyped}."
    noted = [info("level-from-parent", text, where)] if types and untyped else []
    said = ours.get("mapping_level")
    return tree_levels(tree.parents, types, names, said, mapping_depth, guess, *noted)

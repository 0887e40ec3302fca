"""Reads a CASE package, 1.0 or 1.1, of our own or of another program, as an edition."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from swcompetence.errors import EditionError, InputFileError
from swcompetence.exchange.case.items import ReadItems, Tree, case_items, case_levels, tree_of
from swcompetence.exchange.case.package import (
    CHILD,
    REPLACED,
    CasePart,
    Document,
    Identified,
    Package,
)
from swcompetence.exchange.case.places import (
    ADOPTION,
    EXTENSION,
    NATIVE_FACTS,
    SOURCE,
    Json,
    own_extension,
)
from swcompetence.exchange.case.v1p0 import as_1_1
from swcompetence.exchange.exported import Imported, first_ids, times_each
from swcompetence.exchange.new_edition import (
    EditionFacts,
    edition_id,
    unknown_licence,
    version_or_year,
)
from swcompetence.model import EditionStatus, Framework, Issue, Place
from swcompetence.model.issue import info, warning

_ADVICE = "Geef een CASE-pakket (CFPackage) in JSON, zoals OpenSALT er een uitvoert."
_STATUS = {
    "private draft": EditionStatus.DRAFT,
    **{ADOPTION[status].casefold(): status for status in reversed(EditionStatus)},
    "deprecated": EditionStatus.SUPERSEDED,
}
_OWN_URI = re.compile(r"/edition/([^/]+)/[^/]+$")
"""A document that bears it gets the same identifiers again when it is exported."""
_UNUSED_OF_DOCUMENT = ("framework_type", "subject", "subject_uri")
_UNUSED_OF_ITEM = (
    "alternative_label", "list_enumeration", "concept_keywords_uri", "subject", "subject_uri",
    "education_level", "license_uri", "status_start_date",
)  # fmt: skip
_UNUSED_DEFINITIONS = ("cf_concepts", "cf_subjects")


def read_case_json(content: bytes, name: str, facts: EditionFacts | None = None) -> Imported:
    """Read the edition that a package holds.

    A package that says it is CASE 1.1 must be so to the letter. Any other is read as 1.0, whose
    looseness is mended first (see `as_1_1`). The facts are what the caller knows better.

    Raises:
        InputFileError: the file is no JSON or no package.
        EditionError: the package breaks the rules of CASE, or what our own extension says does
            not make an edition; names everything that is wrong.
    """
    package, issues = _package(content, name)
    where = Place(file=name)
    extension = own_extension(package.cf_document).items()
    ours = {fact: value for fact, value in extension if fact not in NATIVE_FACTS | {"items"}}
    facts_of_edition, guesses = _facts(package, ours, facts, where)
    tree = tree_of(package)
    depth = facts.mapping_depth if facts else None
    levels, level_of, guessed_levels = case_levels(package, tree, ours, depth, where)
    read = case_items(package, tree, level_of, ours)
    issues += [*guesses, *guessed_levels, *_account(package, tree, read, where)]
    try:
        data = {**ours, **facts_of_edition, **levels, "items": read.items}
        return Imported(Framework.model_validate(data), tuple(issues))
    except ValidationError as error:
        raise EditionError(name, list(map(_problem, error.errors()))) from error


def _package(content: bytes, name: str) -> tuple[Package, list[Issue]]:
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        reason = f"Dit is geen leesbare JSON in UTF-8 ({type(error).__name__})."
        raise InputFileError(name, reason, _ADVICE) from error
    if isinstance(data, dict) and isinstance(data.get("CFPackage"), dict):
        data = data["CFPackage"]
    if not isinstance(data, dict) or not isinstance(data.get("CFDocument"), dict):
        raise InputFileError(name, "Er staat geen CFDocument in.", _ADVICE)
    mended: list[Issue] = []
    if data["CFDocument"].get("caseVersion") != "1.1":
        data, mended = as_1_1(data)
    try:
        package = Package.model_validate_json(json.dumps(data))
    except ValidationError as error:
        raise EditionError(name, list(map(_problem, error.errors()))) from error
    if not package.cf_items:
        raise InputFileError(name, "Er staat geen enkel CFItem in.", _ADVICE)
    return package, mended


def _problem(detail: ErrorDetails) -> str:
    path = ".".join(str(step) for step in detail["loc"]) or "het bestand"
    kind = detail["type"]
    if kind == "missing":
        return f"{path}: ontbreekt"
    if kind == "extra_forbidden":
        return f"{path}: deze sleutel bestaat hier niet"
    if kind in {"enum", "literal_error", "string_pattern_mismatch"}:
        return f"{path}: ‘{detail['input']}’ mag hier niet staan"
    if kind.endswith("_type"):
        return f"{path}: hier hoort iets anders ({kind.removesuffix('_type')})"
    return f"{path}: {detail['msg'].removeprefix('Value error, ')}"


def _facts(
    package: Package, ours: Json, facts: EditionFacts | None, where: Place
) -> tuple[dict[str, Any], list[Issue]]:
    """Give the facts of the edition without its levels and items, and what was guessed.

    What our own extension says goes before what the document says; the caller goes before both.
    """
    document = package.cf_document
    changed = document.last_change_date_time[:10]
    read_on = facts.read_on if facts else dt.date.fromisoformat(changed)
    version, issues = version_or_year(
        (facts and facts.version) or document.version,
        (document.status_start_date or changed)[:4],
        "Het pakket",
        where,
    )
    licence, unknown = _licence(package, where)
    named_by_us = _OWN_URI.search(document.uri)
    name = unquote(named_by_us[1]) if named_by_us else document.title
    abouts = [text for text in (document.description, document.notes) if text is not None]
    first = {"revision": ours.get("revision", 1), "date": read_on}
    of_edition: dict[str, Any] = {
        "id": ours.get("id") or edition_id(name) or "kader",
        "version": version,
        "revision": 1,
        "title": document.title,
        "about": "\n\n".join(abouts) if abouts else document.title,
        "publisher": document.publisher or document.creator,
        "status": _status(document),
        "valid_from": document.status_start_date or changed,
        "valid_until": document.status_end_date,
        "last_checked_on": read_on,
        "licence": licence,
        "sources": [
            {
                "id": SOURCE,
                "title": f"{document.creator} - {document.title} (CASE)",
                "url": document.official_source_url or document.uri,
                "locator": where.file,
                "accessed": read_on,
            }
        ],
        "changelog": [{**first, "note": f"Ingelezen uit het CASE-pakket {where.file}."}],
    }
    if facts is not None:
        of_edition |= facts.over_those_of_the_file()
    issues += [*unknown, *_odd_words(document, where)]
    kept = {fact: value for fact, value in of_edition.items() if fact == "id" or fact not in ours}
    return kept, issues


def _status(document: Document) -> EditionStatus:
    """Read the status; only our own extension tells a withdrawn edition from a superseded one."""
    status = _STATUS.get((document.adoption_status or "").casefold(), EditionStatus.CURRENT)
    is_withdrawn = own_extension(document).get("status") == EditionStatus.WITHDRAWN
    is_superseded = status is EditionStatus.SUPERSEDED
    return EditionStatus.WITHDRAWN if is_superseded and is_withdrawn else status


def _licence(package: Package, where: Place) -> tuple[dict[str, str], list[Issue]]:
    document = package.cf_document
    author = document.publisher or document.creator
    link = document.license_uri
    if link is None:
        return unknown_licence(author, "Het pakket", where)
    for licence in package.cf_definitions.cf_licenses or ():
        if licence.identifier == link.identifier:
            words = licence.license_text if licence.description is None else licence.description
            return {"id": licence.title, "attribution": words}, []
    return {"id": link.title, "attribution": author}, []


def _odd_words(document: Document, where: Place) -> Iterator[Issue]:
    language, status = document.language, document.adoption_status
    if language and not language.lower().startswith("nl"):
        text = (
            f"De taal van het pakket is ‘{language}’; items worden in Nederlandse teksten gezocht."
        )
        yield warning("language-other", text, where)
    if status and status.casefold() not in _STATUS:
        text = f"De status ‘{status}’ is onbekend; het kader geldt als van kracht."
        yield warning("status-guessed", text, where)


def _account(package: Package, tree: Tree, read: ReadItems, where: Place) -> Iterator[Issue]:
    """Tell of everything that an edition does not keep, each kind once with its number."""
    for text in _without_place(package, tree):
        yield info("not-in-edition", text, where)
    if read.without_code:
        text = (
            f"Items zonder code: {first_ids(read.without_code)}. Hun id is gemaakt uit de eerste"
            " woorden van de tekst; verandert die, dan verandert het id."
        )
        yield info("code-missing", text, where)
    if read.double_code:
        ids = first_ids(read.double_code)
        text = f"Hun code komt meer dan een keer voor; het id is anders: {ids}."
        yield warning("code-duplicate", text, where)
    if read.shortened:
        ids = first_ids(read.shortened)
        text = f"Lange teksten staan volledig in de definitie; het label is ingekort: {ids}."
        yield info("label-shortened", text, where)
    if read.named_by_keywords:
        text = (
            "Trefwoorden (conceptKeywords) zijn andere benamingen geworden, waarop ook gezocht"
            f" wordt. Kijk ze na: {first_ids(read.named_by_keywords)}."
        )
        yield warning("keywords-as-names", text, where)


def _without_place(package: Package, tree: Tree) -> Iterator[str]:
    items = {item.identifier for item in package.cf_items}
    kinds = Counter(
        link.association_type
        for link in package.cf_associations
        if link.association_type != CHILD
        and (link.association_type != REPLACED or link.destination_node_uri.identifier not in items)
    )
    if kinds:
        yield (
            f"Associaties zonder plaats in een kader: {times_each(kinds)}. Verbanden met een ander"
            " kader horen in een koppelingenbestand."
        )
    if tree.more_parents:
        yield f"Items met meer dan één ouder houden de eerste: {len(tree.more_parents)} items."
    if package.cf_rubrics:
        yield f"Rubrics hebben geen plaats in een kader: {len(package.cf_rubrics)}."
    extended: tuple[Package | Identified, ...] = (package, *package.parts)
    unused = Counter(
        [
            *_used(package.cf_document, _UNUSED_OF_DOCUMENT),
            *(key for item in package.cf_items for key in _used(item, _UNUSED_OF_ITEM)),
            *_used(package.cf_definitions, _UNUSED_DEFINITIONS),
            *(
                f"extensions.{key}"
                for part in extended
                for key in part.extensions or {}
                if key != EXTENSION
            ),
        ]
    )
    if unused:
        yield f"Gegevens zonder plaats in een kader: {times_each(unused)}."
    if not _OWN_URI.search(package.cf_document.uri):
        yield "De identifiers en URI's van CASE blijven niet bewaard; een uitvoer krijgt eigen."


def _used(part: CasePart, fields: Iterable[str]) -> list[str]:
    """Give the keys of those fields that say something."""
    kind = type(part)
    return [str(kind.model_fields[field].alias) for field in fields if getattr(part, field)]

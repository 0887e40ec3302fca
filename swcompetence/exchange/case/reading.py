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
from swcompetence.exchange.case.items import FoundItems, Tree, items_of, levels_of, tree_of
from swcompetence.exchange.case.package import CHILD, REPLACED, CasePart, Document, Package
from swcompetence.exchange.case.places import (
    ADOPTION,
    EXTENSION,
    NATIVE_FACTS,
    SOURCE,
    Json,
    own_extension,
)
from swcompetence.exchange.case.v1p0 import as_1_1
from swcompetence.exchange.draft_items import slug_of
from swcompetence.exchange.exported import Imported
from swcompetence.exchange.new_edition import UNKNOWN_LICENCE, EditionFacts
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.model import EditionStatus, Framework, Issue, Place

_ADVICE = "Geef een CASE-pakket (CFPackage) in JSON, zoals OpenSALT er een uitvoert."


def read_case_json(content: bytes, name: str, facts: EditionFacts | None = None) -> Imported:
    """Read the edition that a package holds.

    A package that says it is CASE 1.1 must be so to the letter. Any other is read as 1.0, whose
    looseness is mended first (see `as_1_1`).

    Args:
        content: the file.
        name: name of the file, for the messages.
        facts: what the caller knows better than the file; None takes everything from the file.

    Raises:
        InputFileError: the file is no JSON or no package.
        EditionError: the package breaks the rules of CASE, or what our own extension says does
            not make an edition; names everything that is wrong.
    """
    package, mended = _package(content, name)
    where = Place(file=name)
    own = own_facts(package.cf_document)
    told, guessed = facts_of(package, own, facts, where)
    tree = tree_of(package)
    depth = facts.mapping_depth if facts else None
    names, of_items, guesses = levels_of(package, tree, own, depth, where)
    found = items_of(package, tree, of_items, own)
    data = {**own, **told, **names, "items": found.items}
    issues = (*mended, *guessed, *guesses, *account(package, tree, found, where))
    return Imported(_edition(data, name), issues)


def _package(content: bytes, name: str) -> tuple[Package, tuple[Issue, ...]]:
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        reason = f"Dit is geen leesbare JSON in UTF-8 ({type(error).__name__})."
        raise InputFileError(name, reason, _ADVICE) from error
    if not isinstance(data, dict) or not isinstance(data.get("CFDocument"), dict):
        raise InputFileError(name, "Er staat geen CFDocument in.", _ADVICE)
    mended: list[Issue] = []
    if data["CFDocument"].get("caseVersion") != "1.1":
        data, mended = as_1_1(data)
    try:
        package = Package.model_validate_json(json.dumps(data))
    except ValidationError as error:
        raise EditionError(name, [_problem(one) for one in error.errors()]) from error
    if not package.cf_items:
        raise InputFileError(name, "Er staat geen enkel CFItem in.", _ADVICE)
    return package, tuple(mended)


def _edition(data: dict[str, Any], name: str) -> Framework:
    try:
        return Framework.model_validate(data)
    except ValidationError as error:
        raise EditionError(name, [_problem(one) for one in error.errors()]) from error


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


_STATUS = {
    "private draft": EditionStatus.DRAFT,
    **{ADOPTION[status].casefold(): status for status in reversed(EditionStatus)},
    "deprecated": EditionStatus.SUPERSEDED,
}
_OWN_URI = re.compile(r"/edition/([^/]+)/[^/]+$")
_NOT_IN_VERSION = re.compile(r"[\s:@]+")
_NOT_IN_ID = re.compile(r"[._-]+")


def own_facts(document: Document) -> Json:
    """Give what our own extension says of the edition and CASE has no key for."""
    own = own_extension(document)
    return {key: value for key, value in own.items() if key not in NATIVE_FACTS | {"items"}}


def facts_of(
    package: Package, own: Json, facts: EditionFacts | None, where: Place
) -> tuple[dict[str, Any], list[Issue]]:
    """Give the facts of the edition without its levels and items, and what was guessed.

    Args:
        package: the package.
        own: what our own extension says.
        facts: what the caller knows better; it wins.
        where: the file.
    """
    document = package.cf_document
    changed = document.last_change_date_time[:10]
    read_on = facts.read_on if facts else dt.date.fromisoformat(changed)
    version, issues = _version(document, facts, where)
    licence, unknown = _licence(package, where)
    first = {"revision": own.get("revision", 1), "date": read_on}
    told: dict[str, Any] = {
        "id": own.get("id") or _framework_id(document),
        "version": version,
        "revision": 1,
        "title": document.title,
        "about": _about(document),
        "publisher": document.publisher or document.creator,
        "status": _status(document),
        "valid_from": document.status_start_date or changed,
        "valid_until": document.status_end_date,
        "last_checked_on": read_on,
        "licence": licence,
        "sources": [_source(document, read_on, where)],
        "changelog": [{**first, "note": f"Ingelezen uit het CASE-pakket {where.file}."}],
    }
    if facts is not None:
        known = facts.model_dump(exclude_none=True, exclude={"read_on", "mapping_depth", "version"})
        told |= known
    issues += [*unknown, *_odd_words(document, where)]
    return {key: value for key, value in told.items() if key == "id" or key not in own}, issues


def _version(
    document: Document, facts: EditionFacts | None, where: Place
) -> tuple[str, list[Issue]]:
    said = (facts.version if facts else None) or document.version or ""
    version = _NOT_IN_VERSION.sub("-", said.strip())
    if version:
        return version, []
    version = (document.status_start_date or document.last_change_date_time)[:4]
    text = f"Het pakket noemt geen versie; het kader kreeg versie {version}. Geef ze zelf mee."
    return version, [info("version-guessed", text, where)]


def is_named_by_us(document: Document) -> bool:
    """Say whether an export would give the parts of this package the same identifiers again."""
    return _OWN_URI.search(document.uri) is not None


def _framework_id(document: Document) -> str:
    """Take the id from one of our own URIs, else make it from the title."""
    found = _OWN_URI.search(document.uri)
    name = unquote(found[1]) if found else document.title
    return _NOT_IN_ID.sub("-", slug_of(name)) or "kader"


def _about(document: Document) -> str:
    parts = [text for text in (document.description, document.notes) if text is not None]
    return "\n\n".join(parts) if parts else document.title


def _status(document: Document) -> EditionStatus:
    """Read the status; only our own extension tells a withdrawn edition from a superseded one."""
    said = _STATUS.get((document.adoption_status or "").casefold(), EditionStatus.CURRENT)
    is_withdrawn = own_extension(document).get("status") == EditionStatus.WITHDRAWN
    return EditionStatus.WITHDRAWN if said is EditionStatus.SUPERSEDED and is_withdrawn else said


def _licence(package: Package, where: Place) -> tuple[Json, list[Issue]]:
    document = package.cf_document
    wanted = document.license_uri
    for one in package.cf_definitions.cf_licenses or ():
        if wanted is not None and one.identifier == wanted.identifier:
            text = one.license_text if one.description is None else one.description
            return {"id": one.title, "attribution": text}, []
    author = document.publisher or document.creator
    if wanted is not None:
        return {"id": wanted.title, "attribution": author}, []
    text = "Het pakket noemt geen licentie. Vraag de uitgever wat mag voor u het kader verspreidt."
    return {"id": UNKNOWN_LICENCE, "attribution": author}, [warning("licence-missing", text, where)]


def _source(document: Document, read_on: dt.date, where: Place) -> Json:
    return {
        "id": SOURCE,
        "title": f"{document.creator} - {document.title} (CASE)",
        "url": document.official_source_url or document.uri,
        "locator": where.file,
        "accessed": read_on,
    }


def _odd_words(document: Document, where: Place) -> list[Issue]:
    issues: list[Issue] = []
    language, status = document.language, document.adoption_status
    if language and not language.lower().startswith("nl"):
        text = (
            f"De taal van het pakket is ‘{language}’; items worden in Nederlandse teksten gezocht."
        )
        issues.append(warning("language-other", text, where))
    if status and status.casefold() not in _STATUS:
        text = f"De status ‘{status}’ is onbekend; het kader geldt als van kracht."
        issues.append(warning("status-guessed", text, where))
    return issues


_SHOWN = 5
_UNUSED_OF_DOCUMENT = ("framework_type", "subject", "subject_uri")
_UNUSED_OF_ITEM = (
    "alternative_label", "list_enumeration", "concept_keywords_uri", "subject", "subject_uri",
    "education_level", "license_uri", "status_start_date",
)  # fmt: skip
_UNUSED_DEFINITIONS = ("cf_concepts", "cf_subjects")


def account(package: Package, tree: Tree, found: FoundItems, where: Place) -> Iterator[Issue]:
    """Tell of everything that an edition does not keep, each kind once with its number."""
    for text in _without_place(package, tree):
        yield info("not-in-edition", text, where)
    if found.without_code:
        text = (
            f"Items zonder code: {_first_ids(found.without_code)}. Hun id is gemaakt uit de eerste"
            " woorden van de tekst; verandert die, dan verandert het id."
        )
        yield info("code-missing", text, where)
    if found.double_code:
        ids = _first_ids(found.double_code)
        text = f"Hun code komt meer dan een keer voor; het id is anders: {ids}."
        yield warning("code-duplicate", text, where)
    if found.shortened:
        ids = _first_ids(found.shortened)
        text = f"Lange teksten staan volledig in de definitie; het label is ingekort: {ids}."
        yield info("label-shortened", text, where)
    if found.named_by_keywords:
        text = (
            "Trefwoorden (conceptKeywords) zijn andere benamingen geworden, waarop ook gezocht"
            f" wordt. Kijk ze na: {_first_ids(found.named_by_keywords)}."
        )
        yield warning("keywords-as-names", text, where)


def _without_place(package: Package, tree: Tree) -> Iterator[str]:
    items = {item.identifier for item in package.cf_items}
    kinds = Counter(
        one.association_type
        for one in package.cf_associations
        if one.association_type != CHILD
        and (one.association_type != REPLACED or one.destination_node_uri.identifier not in items)
    )
    if kinds:
        yield (
            f"Associaties zonder plaats in een kader: {_counted(kinds)}. Verbanden met een ander"
            " kader horen in een koppelingenbestand."
        )
    if tree.more_parents:
        yield f"Items met meer dan één ouder houden de eerste: {len(tree.more_parents)} items."
    if package.cf_rubrics:
        yield f"Rubrics hebben geen plaats in een kader: {len(package.cf_rubrics)}."
    unused = Counter(
        [
            *_used(package.cf_document, _UNUSED_OF_DOCUMENT),
            *(key for item in package.cf_items for key in _used(item, _UNUSED_OF_ITEM)),
            *_used(package.cf_definitions, _UNUSED_DEFINITIONS),
            *_foreign_extensions(package),
        ]
    )
    if unused:
        yield f"Gegevens zonder plaats in een kader: {_counted(unused)}."
    if not is_named_by_us(package.cf_document):
        yield "De identifiers en URI's van CASE blijven niet bewaard; een uitvoer krijgt eigen."


def _used(part: CasePart, fields: Iterable[str]) -> list[str]:
    """Give the keys of those fields that say something."""
    kind = type(part)
    return [str(kind.model_fields[one].alias) for one in fields if getattr(part, one)]


def _foreign_extensions(package: Package) -> Iterator[str]:
    for found in (package.extensions, *(part.extensions for part in package.parts)):
        yield from (f"extensions.{key}" for key in found or {} if key != EXTENSION)


def _counted(count: Counter[str]) -> str:
    return ", ".join(f"{key} ({number}x)" for key, number in sorted(count.items()))


def _first_ids(ids: tuple[str, ...]) -> str:
    more = " …" if len(ids) > _SHOWN else ""
    return f"{', '.join(ids[:_SHOWN])}{more} ({len(ids)})"

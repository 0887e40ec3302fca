"""What a CASE document says about the edition as a whole."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import unquote

from swcompetence.exchange.case.model import Document, Package
from swcompetence.exchange.case.places import ADOPTION, NATIVE_FACTS, SOURCE, Json, own_extension
from swcompetence.exchange.lists.draft_items import slug_of
from swcompetence.exchange.lists.new_edition import UNKNOWN_LICENCE, EditionFacts
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.model import EditionStatus, Issue, Place

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

"""Reads SSSOM/TSV, of our own or of another program, as a crosswalk."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from swcompetence.errors import EditionError, InputFileError
from swcompetence.exchange.lists.csv_text import unguarded
from swcompetence.exchange.lists.new_edition import UNKNOWN_LICENCE
from swcompetence.exchange.skos.licences import licence_id
from swcompetence.exchange.sssom.crosswalk import PROVENANCE
from swcompetence.exchange.sssom.rows import ends_of, item_of, predicate_of, usable_rows
from swcompetence.exchange.sssom.sssom import UNSPECIFIED_LICENCE
from swcompetence.exchange.sssom.table import SssomTable, read_sssom_table
from swcompetence.files.course_list.issue_codes import info
from swcompetence.model import (
    Crosswalk,
    FrameworkRef,
    Issue,
    Justification,
    Place,
    Provenance,
)

_NOT_IN_VERSION = re.compile(r"[\s:@]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UNEXPLAINED = "Overgenomen uit een SSSOM-bestand, dat geen uitleg geeft."
_SOURCE = "sssom"
_JUSTIFICATIONS = {one.value for one in Justification}
_READ_SLOTS = frozenset({
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id",
    "object_label", "mapping_justification", "comment", PROVENANCE, "subject_source",
    "subject_source_version", "object_source", "object_source_version", "mapping_date",
})  # fmt: skip


class ImportedCrosswalk(NamedTuple):
    """A crosswalk made from a file in another format."""

    crosswalk: Crosswalk
    issues: tuple[Issue, ...]
    """What had no place in a crosswalk, or had to be guessed."""


def read_crosswalk_tsv(
    content: bytes,
    name: str,
    *,
    subject: FrameworkRef | None = None,
    target: FrameworkRef | None = None,
    read_on: dt.date | None = None,
) -> ImportedCrosswalk:
    """Read the alignments between two editions; rows about other frameworks are told.

    Args:
        content: the file.
        name: name of the file, for the messages.
        subject: the edition that is read from; None takes it from the file.
        target: the edition that it is compared with; None takes it from the file.
        read_on: the day of reading, for a file that says no day.

    Raises:
        InputFileError: the file is no SSSOM/TSV, or has no alignment that a crosswalk can hold.
        EditionError: what it says does not make a crosswalk; names what is wrong.
    """
    table = read_sssom_table(content, name)
    where = Place(file=name)
    kept, issues = usable_rows(table, where)
    day = max((row["mapping_date"] for row in kept if _is_day(row.get("mapping_date"))), default="")
    checked = day or (read_on.isoformat() if read_on else "")
    if not kept or not checked:
        reason = (
            "Er staat geen enkele bruikbare koppeling in." if not kept else "Er staat geen dag in."
        )
        advice = "Een kader kent enkel de vijf verbanden van SKOS (skos:exactMatch …)."
        raise InputFileError(name, reason, advice if not kept else "Geef de dag van inlezen mee.")
    refs, guessed = _refs(table, kept, (subject, target), where)
    data = {
        **_set_facts(table, name, checked),
        "subject": refs[0],
        "object": refs[1],
        "alignments": [_alignment(table, row) for row in kept],
    }
    issues += [*guessed, *_without_place(table, where)]
    return ImportedCrosswalk(_crosswalk(data, name), tuple(issues))


def _refs(
    table: SssomTable,
    rows: Sequence[Mapping[str, str]],
    given: Sequence[FrameworkRef | None],
    where: Place,
) -> tuple[list[str], list[Issue]]:
    refs: list[str] = []
    issues: list[Issue] = []
    for end, name, ref in zip(("subject", "object"), ends_of(table, rows[0]), given, strict=True):
        versions = sorted({row.get(f"{end}_source_version", "") for row in rows} - {""})
        version = _NOT_IN_VERSION.sub("-", versions[0].strip()) if versions else "1"
        refs.append(str(ref) if ref is not None else f"{name}@{version}")
        if ref is None and len(versions) != 1:
            what = f"meer dan een versie ({', '.join(versions)})" if versions else "geen versie"
            text = f"Van {name} noemt het bestand {what}; {refs[-1]} geldt. Geef ze zelf mee."
            issues.append(info("version-guessed", text, where))
    return refs, issues


def _set_facts(table: SssomTable, name: str, checked: str) -> dict[str, Any]:
    header = table.header
    said = str(header.get("mapping_set_version") or "")
    revision = int(said) if re.fullmatch("[1-9][0-9]{0,5}", said) else 1
    published = str(header.get("publication_date") or "")
    address = str(header.get("mapping_set_id") or "")
    title = str(header.get("mapping_set_title") or address or name)
    licence = str(header.get("license") or UNSPECIFIED_LICENCE)
    makers = _several(header.get("creator_label")) or _several(header.get("creator_id"))
    file = {"id": _SOURCE, "title": title, "url": address or None, "locator": name}
    others = [
        {"id": f"{_SOURCE}-{number}", "title": url, "url": url}
        for number, url in enumerate(_several(header.get("see_also")), start=1)
    ]
    return {
        "revision": revision,
        "title": title,
        "about": str(header.get("mapping_set_description") or header.get("comment") or title),
        "licence": {
            "id": UNKNOWN_LICENCE if licence == UNSPECIFIED_LICENCE else licence_id(licence),
            "attribution": ", ".join(makers) or title,
        },
        "last_checked_on": checked,
        "sources": [file, *others],
        "changelog": [
            {
                "revision": revision,
                "date": published if _is_day(published) else checked,
                "note": f"Ingelezen uit het SSSOM-bestand {name}.",
            }
        ],
    }


def _several(value: object) -> list[str]:
    """Read a slot with several values, which other programs write as one text when there is one."""
    if isinstance(value, list):
        return [str(one) for one in value]
    return [str(value)] if value else []


def _alignment(table: SssomTable, row: Mapping[str, str]) -> dict[str, str | None]:
    justification = row.get("mapping_justification", "")
    known = justification in _JUSTIFICATIONS
    return {
        "subject": item_of(table, row["subject_id"]),
        "predicate": predicate_of(table, row),
        "object": item_of(table, row["object_id"]),
        "justification": justification if known else Justification.UNSPECIFIED.value,
        "provenance": row.get(PROVENANCE, Provenance.VERIFIED.value),
        "why": unguarded(row["comment"]) if row.get("comment") else _UNEXPLAINED,
    }


def _without_place(table: SssomTable, where: Place) -> Iterator[Issue]:
    unused = [one for one in table.columns if one not in _READ_SLOTS]
    if unused:
        text = f"Kolommen zonder plaats in een koppelingenbestand: {', '.join(unused)}."
        yield info("not-in-edition", text, where)
    said = Counter(row.get("mapping_justification", "") for row in table.rows)
    other = {one: number for one, number in sorted(said.items()) if one not in _JUSTIFICATIONS}
    if other:
        named = ", ".join(f"{one or 'leeg'} ({number}x)" for one, number in other.items())
        text = f"Verantwoordingen zonder plaats zijn ‘niet gezegd’ geworden: {named}."
        yield info("not-in-edition", text, where)


def _is_day(text: str | None) -> bool:
    return bool(text and _DAY.fullmatch(text))


def _crosswalk(data: dict[str, Any], name: str) -> Crosswalk:
    try:
        return Crosswalk.model_validate(data)
    except ValidationError as error:
        problems = [
            f"{'.'.join(str(step) for step in one['loc']) or 'het bestand'}:"
            f" {one['msg'].removeprefix('Value error, ')}"
            for one in error.errors()
        ]
        raise EditionError(name, problems) from error

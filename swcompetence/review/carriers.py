"""What carries a mapping to a lecturer, so that it stands on its own, and decisions back.

A workbook holds the mapping in pieces that a cell holds: plain ASCII JSON without anything that a
spreadsheet program might rewrite: no line ends, no double spaces, no `_x0041_`, which Excel reads
as a character. The page holds it deflated, and so does the file in which the page keeps decisions,
a public JSON format: one small file by mail is enough. What was taken back stands in it as such:
nothing has to be guessed from what lacks.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
import zlib
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Literal

from pydantic import AwareDatetime, Field, ValidationError

from swcompetence.errors import InputFileError
from swcompetence.model import (
    MAPPING_SCHEMA,
    NOTHING_FITS,
    READ_SCHEMAS,
    Decision,
    Framework,
    Issue,
    ItemRef,
    Mapping,
    Model,
    Place,
    Table,
    Tie,
    Verdict,
)
from swcompetence.model.issue import warning
from swcompetence.review.decisions import contradictions, withdrawn_issue
from swcompetence.review.merge import ReviewedLink
from swcompetence.review.sheet import MAPPING_SHEET, TIE_WORDS, ReviewColumn
from swcompetence.review.values import Names, read_date, read_level, read_tie, side_value

_PIECE = 32_000
_FAMILY = MAPPING_SCHEMA.partition("@")[0]
_IN_PAGE = re.compile(
    rb'<script type="text/plain" id="mapping" data-digest="(\w{64})">([\w+/=]*)</script>'
)
_HEAD = 3
"""Cells before the pieces: schema, number of characters, sha256."""
DECISIONS_SCHEMA: Literal["swcompetence/decisions@1"] = "swcompetence/decisions@1"
_NEWER = "Gebruik een recentere versie van swcompetence."
_OTHER_TEXT = (
    "het besluit ging over een andere tekst van de fiche en is niet overgenomen. Kijk die fiche"
    " opnieuw na, of neem het besluit over met ‘swcompetence map LIJST --decisions BESTAND’."
)
_SCHEMA_KEY = re.compile(rb'"schema"\s*:\s*"(swcompetence/decisions@\w+)"')


def mapping_cells(mapping: Mapping) -> tuple[str, ...]:
    """Give the cells of one column: schema, length, sha256 and then the pieces.

    No piece begins or ends with a space, which a program might trim.
    """
    text = mapping.model_dump_json(ensure_ascii=True)
    text = text.replace("  ", " \\u0020").replace("_x", "\\u005fx")
    cells = [MAPPING_SCHEMA, str(len(text)), _digest(text)]
    start = 0
    while start < len(text):
        end = min(start + _PIECE, len(text))
        while end < len(text) and " " in text[end - 1 : end + 1]:
            end -= 1
        cells.append(text[start:end])
        start = end
    return tuple(cells)


def mapping_in(tables: Sequence[Table]) -> Mapping | None:
    """Give the mapping that a review workbook carries, None where it carries none.

    Raises:
        InputFileError: it is damaged, or written by a newer version.
    """
    for table in tables:
        cells = [row.values[0] for row in table.rows if row.values and row.values[0].strip()]
        if cells and cells[0].startswith(f"{_FAMILY}@"):
            return _mapping(table.file, cells)
    return None


def _mapping(file: str, cells: Sequence[str]) -> Mapping:
    if cells[0] not in READ_SCHEMAS:
        reason = f"de bewaarde koppelingen hebben de vorm {cells[0]}; deze versie leest"
        raise InputFileError(file, f"{reason} {MAPPING_SCHEMA}.", _NEWER)
    text = "".join(cells[_HEAD:])
    if cells[1:_HEAD] == [str(len(text)), _digest(text)]:
        with suppress(ValidationError):
            return Mapping.from_json(text)
    raise InputFileError(
        file,
        f"de koppelingen op het verborgen blad {MAPPING_SHEET} zijn beschadigd.",
        "De besluiten zelf zijn niet verloren: geef het oorspronkelijke bestand mee met --mapping.",
    )


def packed_mapping(mapping: Mapping) -> tuple[str, str]:
    """Give a mapping as a page and a file of decisions hold it, and its digest."""
    text = mapping.model_dump_json()
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode(), _digest(text)


def unpacked_mapping(packed: str | bytes, digest: str, file: str, most_bytes: int) -> Mapping:
    """Read what `packed_mapping` wrote.

    Raises:
        InputFileError: it is damaged, or larger than this number of bytes.
    """
    with suppress(ValueError, zlib.error):  # of base64, UTF-8 and the model
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(base64.b64decode(packed, validate=True), most_bytes)
        if unpacking.eof and _digest(text.decode()) == digest:
            return Mapping.from_json(text)
    raise InputFileError(
        file,
        "de koppelingen in dit bestand zijn beschadigd.",
        "Bewaar het opnieuw uit de pagina, of vraag het opnieuw aan de lesgever.",
    )


def mapping_in_page(content: bytes, file: str, most_bytes: int) -> Mapping | None:
    """Give the mapping that the page for lecturers carries, None where a page is no such one.

    Raises:
        InputFileError: it is damaged.
    """
    held = _IN_PAGE.search(content)
    return unpacked_mapping(held[2], held[1].decode(), file, most_bytes) if held else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class SavedDecision(Model):
    """What one person says of one course and one item."""

    course: str
    """Course id."""
    item: ItemRef
    text_hash: str
    """That of the course whose text the person read."""
    verdict: Verdict | None
    """None for remarks that wait for a verdict; they count for nothing yet."""
    tie: Tie | None = None
    level: str | None = None
    """I, V or B (introductie, verdieping, beheersing)."""
    assessed: bool | None = None
    reviewer: str | None = None
    date: dt.date | None = None
    note: str | None = None
    final: bool = False
    withdrawn: bool = False
    """The decision that stands here counts no longer."""
    at: AwareDatetime
    """When it was said or taken back; tells which of two statements of a person is newer."""


class DecisionFile(Model):
    """What a lecturer decided in the page. Public JSON format."""

    schema_: Literal["swcompetence/decisions@1"] = Field(default=DECISIONS_SCHEMA, alias="schema")
    programme: str
    """What the page calls it."""
    part: str | None = None
    """Name of the part that the page shows; None for a whole mapping."""
    reviewer: str | None = None
    """Who saved the file; each decision names its own."""
    saved: AwareDatetime
    blind: bool = False
    """Whether the page hid what the tool and others think."""
    decisions: tuple[SavedDecision, ...]
    digest: str
    """sha256 of the mapping, unpacked."""
    mapping: str
    """The mapping that the page was made of: JSON, deflated (zlib), in base64."""


def decision_file_in(content: bytes, file: str) -> DecisionFile | None:
    """Read a file of decisions; None where the JSON is something else.

    Raises:
        InputFileError: it is damaged, or written by a newer version.
    """
    schema = _SCHEMA_KEY.search(content)
    if schema is None:
        return None
    if schema[1].decode() != DECISIONS_SCHEMA:
        reason = f"de besluiten hebben de vorm {schema[1].decode()}; deze versie leest"
        raise InputFileError(file, f"{reason} {DECISIONS_SCHEMA}.", _NEWER)
    try:
        return DecisionFile.model_validate_json(content, extra="ignore")
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise InputFileError(
            file,
            f"dit bestand met besluiten is beschadigd{where and f' (bij {where})'}.",
            "Open de pagina opnieuw, kies ‘Ga verder met een bestand’ en bewaar het daar nog eens,"
            " of vraag het opnieuw aan de lesgever.",
        ) from error


def saved_decisions(
    saved: DecisionFile,
    file: str,
    mapping: Mapping,
    frameworks: Sequence[Framework] = (),
    *,
    today: dt.date | None = None,
) -> tuple[tuple[ReviewedLink, ...], tuple[Issue, ...]]:
    """Give the decisions in a file, and what could not be used.

    Args:
        saved: the file.
        file: its name, for messages.
        mapping: what the decisions are about.
        frameworks: the editions that its links point into; without them, an item that no link
            names is taken as it is.
        today: the day of reading, after which no decision can have been taken; None for any day.
    """
    place = Place(file=file)
    names = Names(mapping, frameworks)
    hashes = {course.id: course.text_hash for course in mapping.courses}
    reviewed: list[ReviewedLink] = []
    issues: list[Issue] = []
    for entry in saved.decisions:
        if trouble := _trouble(entry, hashes, names, knows_items=bool(frameworks)):
            code, what = trouble
            message = f"{file}: {entry.course} en {entry.item}: {what}"
            issues.append(warning(code, message, place))
            continue
        # A level, context or date that makes no sense is told and left out.
        column, kept = ReviewColumn.LEVEL, "Het besluit"
        level, of_level = side_value(entry.level or "", read_level, place, column, kept=kept)
        word, read = TIE_WORDS[entry.tie] if entry.tie else "", partial(read_tie, item=entry.item)
        tie, of_tie = side_value(word, read, place, ReviewColumn.TIE, kept=kept)
        # What is taken back is known by the date that it had.
        day = None if entry.withdrawn else today
        word, read_day = str(entry.date or ""), partial(read_date, today=day)
        date, of_date = side_value(word, read_day, place, ReviewColumn.DATE, kept=kept)
        issues += (*of_level, *of_tie, *of_date)
        facts = entry.model_dump(include=set(Decision.model_fields))
        decision = Decision.model_validate({**facts, "level": level, "tie": tie, "date": date})
        about = {"course": entry.course, "item": entry.item, "place": place, "at": entry.at}
        reviewed.append(ReviewedLink.model_validate({**about, "decision": decision}))
    if withdrawn := [statement for statement in reviewed if statement.decision.withdrawn]:
        issues.append(withdrawn_issue(withdrawn, place))
    standing = [statement for statement in reviewed if not statement.decision.withdrawn]
    return tuple(reviewed), (*issues, *contradictions(standing))


def _trouble(
    entry: SavedDecision, hashes: dict[str, str], names: Names, *, knows_items: bool
) -> tuple[str, str] | None:
    """Say why a decision cannot be used: code of the issue, and what it is in words."""
    if entry.course not in hashes:
        return "review-code-unknown", "dit opleidingsonderdeel staat niet in de lijst."
    is_item = names.has_item(entry.item) or entry.item.item == NOTHING_FITS or not knows_items
    if not (names.has_framework(entry.item.framework) and is_item):
        return "review-item-unknown", "dit is geen kaderitem van deze koppelingen."
    if entry.text_hash != hashes[entry.course]:
        return "review-text-differs", _OTHER_TEXT
    if entry.verdict is None:
        return "review-verdict-missing", "hier staat een opmerking of niveau, maar geen besluit."
    return None

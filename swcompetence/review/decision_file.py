"""The file in which the page for lecturers keeps decisions: a public JSON format, and what it says.

Like the workbook it carries the mapping that it was made of, packed, so that one small file by mail
is enough. What was taken back stands in it as such: nothing has to be guessed from what lacks.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import partial
from typing import Literal

from pydantic import AwareDatetime, Field, ValidationError

from swcompetence.errors import InputFileError
from swcompetence.model import (
    NOTHING_FITS,
    Decision,
    Framework,
    Issue,
    ItemRef,
    Mapping,
    Model,
    Place,
    Tie,
    Verdict,
)
from swcompetence.model.issue import warning
from swcompetence.review.decisions import contradictions
from swcompetence.review.merge import ReviewedLink
from swcompetence.review.names import Names
from swcompetence.review.sheet import TIE_WORDS, ReviewColumn
from swcompetence.review.values import read_level, read_tie, side_value
from swcompetence.review.withdrawn import withdrawn_issue

DECISIONS_SCHEMA: Literal["swcompetence/decisions@1"] = "swcompetence/decisions@1"
_KEPT = "Het besluit"
_OTHER_TEXT = (
    "het besluit ging over een andere tekst van de fiche en is niet overgenomen. Kijk die fiche"
    " opnieuw na, of neem het besluit over met ‘swcompetence map LIJST --decisions BESTAND’."
)
_SCHEMA_KEY = re.compile(rb'"schema"\s*:\s*"(swcompetence/decisions@\w+)"')


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
        raise InputFileError(
            file,
            f"de besluiten hebben de vorm {schema[1].decode()}; deze versie leest"
            f" {DECISIONS_SCHEMA}.",
            "Gebruik een recentere versie van swcompetence.",
        )
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
    saved: DecisionFile, file: str, mapping: Mapping, frameworks: Sequence[Framework] = ()
) -> tuple[tuple[ReviewedLink, ...], tuple[Issue, ...]]:
    """Give the decisions in a file, and what could not be used.

    Args:
        saved: the file.
        file: its name, for messages.
        mapping: what the decisions are about.
        frameworks: the editions that its links point into; without them, an item that no link
            names is taken as it is.
    """
    place = Place(file=file)
    names = Names(mapping, frameworks)
    hashes = {course.id: course.text_hash for course in mapping.courses}
    reviewed: list[ReviewedLink] = []
    issues: list[Issue] = []
    for entry in saved.decisions:
        trouble = _trouble(entry, hashes, names, knows_items=bool(frameworks))
        if trouble:
            code, what = trouble
            message = f"{file}: {entry.course} en {entry.item}: {what}"
            issues.append(warning(code, message, place))
            continue
        decision, of_decision = _decision(entry, place)
        issues += of_decision
        reviewed.append(
            ReviewedLink(
                course=entry.course, item=entry.item, decision=decision, place=place, at=entry.at
            )
        )
    withdrawn = [statement for statement in reviewed if statement.decision.withdrawn]
    if withdrawn:
        issues.append(withdrawn_issue(withdrawn, place))
    standing = [statement for statement in reviewed if not statement.decision.withdrawn]
    return tuple(reviewed), (*issues, *contradictions(standing))


def _decision(entry: SavedDecision, place: Place) -> tuple[Decision, tuple[Issue, ...]]:
    """Give the decision; a level or context that makes no sense is told and left out."""
    level, of_level = side_value(
        entry.level or "", read_level, place, ReviewColumn.LEVEL, kept=_KEPT
    )
    tie, of_tie = side_value(
        TIE_WORDS[entry.tie] if entry.tie else "",
        partial(read_tie, item=entry.item),
        place,
        ReviewColumn.TIE,
        kept=_KEPT,
    )
    facts = entry.model_dump(include=set(Decision.model_fields))
    return Decision.model_validate({**facts, "level": level, "tie": tie}), (*of_level, *of_tie)


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

"""Fill the page in which lecturers decide: one file, without network, that opens from the disk.

`review.html` holds the frame, `review.css` the looks and scripts the behaviour: the state of a
review without a page, what shows it, and what asks for a name and keeps decisions. This module
puts them together with what is asked. The same mapping gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import Any

from swcompetence.cells import policy_digest, web_address
from swcompetence.model import (
    NOTHING_FITS,
    TEXT_FIELDS,
    Band,
    Course,
    Evidence,
    EvidenceKind,
    Framework,
    ItemRef,
    Mapping,
)
from swcompetence.model.mapping import LEVELS, OCMW
from swcompetence.review.carriers import DECISIONS_SCHEMA, packed_mapping
from swcompetence.review.evidence import mark_words, marked_spans
from swcompetence.review.rows import LinkRow, blind_rows, link_rows, programme_title
from swcompetence.review.sheet import (
    FIELD_WORDS,
    NO,
    NOTHING_FITS_LABEL,
    POSSIBLE,
    PROPOSED,
    SHORT_WORDS,
    VERDICT_WORDS,
    YES,
    ReviewColumn,
    shown_codes,
)
from swcompetence.text import enclosing_span

_SCRIPTS = ("page_elements.js", "review_state.js", "review_view.js", "review_page.js")
_PLACE = re.compile(r"<!--(\w+)-->")
_STRONG = 0.5
"""Least weight of a piece that is marked as strong; weights lie below 0.4 or above 0.6."""

_Json = dict[str, Any]


def render_review_page(
    mapping: Mapping, frameworks: Sequence[Framework], *, blind_seed: int | None = None
) -> bytes:
    """Write the page (.html) in which lecturers decide on a mapping.

    Args:
        mapping: before or after earlier rounds; decisions are shown, except where somebody has to
            decide again.
        frameworks: the editions that the links point into.
        blind_seed: hide what the program thinks, and earlier decisions, and ask in the order that
            belongs to this number; None shows everything, OCMW practice first.
    """
    packed, digest = packed_mapping(mapping)
    style, script = page_part("review.css"), review_script()
    asked = asked_of(mapping, frameworks, blind_seed=blind_seed) | {"digest": digest}
    # No text can end the element that holds it: every `<` is written as an escape of JSON.
    data = json.dumps(asked, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    parts = {
        "title": escape(asked["title"]),
        "about": _about(mapping, is_blind=blind_seed is not None),
        "policy": "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:;"
        f" script-src {policy_digest(script)}; style-src {policy_digest(style)}",
        "style": style,
        "data": data,
        "digest": digest,
        "mapping": packed,
        "script": script,
    }
    return filled_page("review.html", parts).encode("utf-8", "replace")


def page_part(name: str) -> str:
    """Read a file that pages are made of."""
    return (files("swcompetence.browser") / name).read_text("utf-8")


def review_script() -> str:
    """Give the one script of the page for lecturers."""
    return "\n".join(map(page_part, _SCRIPTS))


def filled_page(name: str, parts: dict[str, str]) -> str:
    """Fill every `<!--place-->` of a frame with its part."""
    return _PLACE.sub(lambda place: parts[place[1]], page_part(name))


def _about(mapping: Mapping, *, is_blind: bool) -> str:
    """Say on the first screen what sets this page apart from others."""
    sentences = []
    if part := mapping.part:
        size = len(part.all_courses)
        sentences.append(f"Dit is het deel ‘{part.name}’ van een lijst met {size}")
        sentences.append("opleidingsonderdelen.")
    if is_blind:
        sentences.append("U kijkt blind na: wat de software of een collega denkt, is verborgen, en")
        sentences.append("de voorstellen staan met opzet door elkaar.")
    return f"<p>{escape(' '.join(sentences))}</p>" if sentences else ""


def asked_of(
    mapping: Mapping, frameworks: Sequence[Framework], *, blind_seed: int | None = None
) -> _Json:
    """Give what the page asks, as plain values; see `render_review_page`."""
    rows = link_rows(mapping, frameworks)
    if blind_seed is not None:
        rows = blind_rows(rows, blind_seed)
    codes = shown_codes(mapping)
    places = {course.id: place for place, course in enumerate(mapping.courses)}
    return {
        "title": programme_title(mapping),
        "part": mapping.part and mapping.part.name,
        "blind": blind_seed is not None,
        "schema": DECISIONS_SCHEMA,
        "tied": OCMW,
        "nothing": NOTHING_FITS,
        "words": {
            "verdicts": VERDICT_WORDS,
            "keys": SHORT_WORDS,
            "levels": LEVELS,
            "yes": YES,
            "no": NO,
            "column": {column.name.lower(): column.value for column in ReviewColumn},
        },
        "frameworks": [
            {"id": edition.id, "title": edition.title, "version": edition.version}
            for edition in sorted(frameworks, key=lambda edition: edition.id != OCMW)
        ],
        "items": dict(_items(mapping, frameworks)),
        "courses": [_course(course, codes[course.id]) for course in mapping.courses],
        "rows": [_row(row, places) for row in rows],
    }


def _items(mapping: Mapping, frameworks: Sequence[Framework]) -> Iterator[tuple[str, _Json]]:
    """Give every item that can be linked to; that nothing fits is the last of each framework.

    An item that is no longer linked to, or of another level, comes along where a link names it.
    """
    labels = {f.item_ref(item): item.label for f in frameworks for item in f.items}
    for framework in frameworks:
        for item in framework.mapping_items:
            group = framework.group(item)
            about = {"label": item.label, "definition": item.definition or ""}
            yield framework.item_ref(item), about | {"group": group.label if group else ""}
        nothing = f"Niets uit ‘{framework.title}’ past bij het opleidingsonderdeel."
        about = {"label": NOTHING_FITS_LABEL, "definition": nothing, "group": ""}
        yield ItemRef.of(framework.id, NOTHING_FITS), about
    offered = {f.item_ref(item) for f in frameworks for item in f.mapping_items}
    for ref in dict.fromkeys(link.item for link in mapping.links):
        if ref not in offered and ref.item != NOTHING_FITS:
            yield ref, {"label": labels.get(ref, ref.item), "definition": "", "group": ""}


def _course(course: Course, code: str) -> _Json:
    where = course.where
    cells = where.cells if where else {}
    return {
        "id": course.id,
        "code": code,
        "title": course.title,
        "credits": course.credits,
        "phase": course.phase,
        "sheet": where.sheet if where else None,
        "url": web_address(course.url),
        "hash": course.text_hash,
        "fields": [
            [FIELD_WORDS[field], cells.get(field, ""), course.fields.get(field, "")]
            for field in TEXT_FIELDS
        ],
    }


def _row(row: LinkRow, places: dict[str, int]) -> _Json:
    link, decision = row.link, row.decision
    return {
        "course": places[row.course.id],
        "item": link.item,
        "also": [places[variant.course] for variant in row.variants],
        "hint": row.status == POSSIBLE,
        "tied": row.is_tied,
        "status": "" if row.is_blind or row.status in {PROPOSED, POSSIBLE} else row.status,
        "changed": row.changed,
        "estimate": [
            *row.estimate.splitlines(),
            *filter(None, (piece.remark for piece in row.evidence)),
        ],
        "confidence": "" if row.is_blind else _confidence(row),
        "matrix": [] if row.is_blind else [mark_words(mark) for mark in link.marks],
        "settles": row.is_to_settle,
        "earlier": decision and decision.model_dump(mode="json", exclude_defaults=True),
        "shared": max((_copies(row, piece) for piece in link.evidence), default=1),
        "marks": sorted(_marks(row)),
    }


def _confidence(row: LinkRow) -> str:
    """Say of what *Zekerheid* speaks: the page has no header above it."""
    is_grade = row.confidence.startswith((Band.HIGH, Band.MIDDLE, Band.LOW))
    return f"zekerheid {row.confidence}" if is_grade else row.confidence


def _copies(row: LinkRow, piece: Evidence) -> int:
    """Count the courses that hold the sentence in which a piece stands."""
    text = row.course.fields.get(piece.field, "")
    start, end = enclosing_span(text, piece.start, piece.end)
    return row.shared.copies(text[start:end])


def _marks(row: LinkRow) -> Iterator[list[int | str]]:
    """Give what to mark: number of the field, first and last place as JavaScript counts, and how.

    Marks are `strong`, `weak`, or `tie` for what places a theme in OCMW practice. A blind page
    tells none from another.
    """
    pieces = [(piece, "tie") for piece in row.link.tie_evidence]
    for piece in row.link.evidence:
        is_strong = piece.weight >= _STRONG and piece.kind is not EvidenceKind.SIMILARITY
        pieces.append((piece, "strong" if is_strong or row.is_blind else "weak"))
    for piece, kind in pieces:
        text = row.course.fields.get(piece.field, "")
        for start, end in marked_spans(piece):
            yield [TEXT_FIELDS.index(piece.field), _units(text, start), _units(text, end), kind]


def _units(text: str, place: int) -> int:
    """Count the UTF-16 units before a place: JavaScript takes a sign beyond U+FFFF for two."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2

"""From hits to signals: what the texts of one course say about one item, in a few numbers.

What carries most, measured on labelled sheets: how often and in how many wordings the item is
named, whether the sheet as a whole speaks its language more than that of other items, and whether
it is named where teaching is described.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from swcompetence.matching.reading import ReadSegment
from swcompetence.matching.wordings.spotting import Hit, spot
from swcompetence.matching.wordings.terms import Term
from swcompetence.matching.wordings.vocabulary import Vocabulary
from swcompetence.model import Evidence, EvidenceKind
from swcompetence.text import stem

FEATURES = ("title", "mentions", "terms", "weak", "head", "teaching", "nearest", "closeness")
"""The numbers that the confidence is computed from, in this order."""

_EXAMPLE = re.compile(
    r"\b(?:zoals|bijvoorbeeld|bijv|bv|bvb|vb|o\.a|onder andere|e\.g)\b", re.IGNORECASE
)
_CENTRAL = re.compile(
    r"\b(?:rode draad|centraal|centrale|nadruk|focus|kern|hoofdthema|in het teken van|uitgebreid"
    r"|grondig)\b"
)
_PART = re.compile(
    r"^\W*(?:deel|thema|week|weken|hoofdstuk|module|luik|les|blok|h)\b[^a-z]{0,6}", re.IGNORECASE
)
_TEACHING = re.compile(
    r"\b(?:leer|leert|leren|oefen|oefent|oefenen|inoefenen|behandel\w*|besprek\w*|besproken|inzicht"
    r"|aan bod|aan de orde|kan|kunnen|kent|kennis|kennen|verwerv\w*|toepass\w*|past|bestuder\w*"
    r"|kennismak\w*|vaardig\w*|begrijp\w*|herken\w*|uitleg\w*|verdiep\w*|verkenn\w*|analyse\w*"
    r"|staan stil|gaan in op|focus\w*)\b"
)
_HEAD_WORDS = 4
_SHORT_SEGMENT = 14
_LIST_COMMAS = 3
_LIST_WORDS = 5
_ROW_COMMAS = 2
"""Three in a row."""
HALF = 0.5
"""Half a plain mention: less is practical matter, which shows no teaching."""
_DISTINCT = 9
"""Matched texts that begin with the same letters are one piece of evidence."""


class Piece(NamedTuple):
    """One match, placed in its field."""

    segment: ReadSegment
    term: Term
    start: int
    end: int
    kind: EvidenceKind
    value: float
    """Segment weight times the discount for examples and long lists, 0..1."""

    @property
    def evidence(self) -> Evidence:
        """The match as evidence of a link."""
        return Evidence(
            field=self.segment.field,
            text=self.text,
            start=self.start,
            end=self.end,
            item_part=self.term.part,
            term=self.term.text,
            kind=self.kind,
            weight=round(self.value * (1.0 if self.term.strong else 0.3), 3),
            taken_from=self.term.lent_from,
        )

    @property
    def text(self) -> str:
        """The matched text as it stands in the course."""
        offset = self.segment.start
        return self.segment.text[self.start - offset : self.end - offset]


@dataclass(slots=True)
class Signals:
    """What the texts of one course say about one item."""

    title: float = 0.0
    """1 when the title shows the item, .35 when it only hints at it."""
    mentions: int = 0
    """Strong matches in taught segments, repeats included; the very same words count once, also
    where a label and an indicator both match them."""
    terms: int = 0
    """Different strong terms that match, in whatever segment; as above."""
    weak: float = 0.0
    """Sum over distinct weak pieces; 0 unless something else speaks for the item as well."""
    head: float = 0.0
    """1 when the item heads a part of the course or is called central."""
    teaching: float = 0.0
    """1 when a piece stands with a word of teaching or learning."""
    nearest: float = 0.0
    """1 for the item of its framework whose own words the whole sheet shares most of, 0 for the
    last; a logarithm of the rank, so the first places differ most."""
    closeness: float = 0.0
    """How near the sheet comes to the item, as a share of how near it comes to the nearest."""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def features(self) -> tuple[float, ...]:
        """Give the numbers of `FEATURES`, scaled as the confidence wants them."""
        return (
            self.title,
            math.log1p(self.mentions),
            math.log1p(self.terms),
            math.log1p(self.weak),
            self.head,
            self.teaching,
            self.nearest,
            self.closeness,
        )

    @property
    def is_plain(self) -> bool:
        """Say whether a term stands where it counts: not in practical matter alone."""
        return any(piece.value >= HALF for piece in self.pieces)

    @property
    def is_merely_named(self) -> bool:
        """Say whether what only an OCMW does is named once, as an example or in an enumeration."""
        strong = [piece for piece in self.pieces if piece.term.strong]
        return (
            any(piece.term.is_own for piece in strong)
            and len({(p.segment.field, p.start) for p in strong}) == 1
            and all(_is_enumerated(piece) for piece in strong)
        )

    @property
    def has_strong_term(self) -> bool:
        """Say whether one of those terms is enough alone."""
        return any(piece.value >= HALF and piece.term.strong for piece in self.pieces)


class CourseSignals(NamedTuple):
    """What the texts of one course say."""

    items: dict[int, Signals]
    """By place in `Vocabulary.items`, of the items that they speak of."""
    anchors: dict[int, list[Piece]]
    """By place below zero, see `Term.item`: where they name OCMW or local government."""


def read_signals(vocabulary: Vocabulary, segments: Sequence[ReadSegment]) -> CourseSignals:
    """Collect the signals of every item that the segments of one course speak of."""
    by_item: dict[int, list[Piece]] = {}
    taught = 0
    for segment in segments:
        if not segment.weight:
            continue
        taught += segment.weight >= 1 and not segment.is_title
        for hit in spot(vocabulary, segment.words, title=segment.is_title):
            piece = _piece(vocabulary, segment, hit)
            by_item.setdefault(piece.term.item, []).append(piece)
    return CourseSignals(
        {
            item: _summarise(pieces, only_title=not taught)
            for item, pieces in by_item.items()
            if item >= 0
        },
        {place: pieces for place, pieces in by_item.items() if place < 0},
    )


def _piece(vocabulary: Vocabulary, segment: ReadSegment, hit: Hit) -> Piece:
    first, last = segment.words[hit.first], segment.words[hit.last]
    start, end = first.start, last.end
    if hit.other:
        start = min(start, segment.words[hit.other[0]].start)
        end = max(end, segment.words[hit.other[1]].end)
    discount = 1.0 if segment.is_title else _discount(segment.text, start - segment.start)
    return Piece(
        segment, vocabulary.terms[hit.term], start, end, hit.kind, segment.weight * discount
    )


def _discount(text: str, place: int) -> float:
    """Count an example, a bracket or a long list a little less than a plain statement."""
    before, after = text[:place], text[place:]
    values = [1.0]
    if _first_example(text) <= place:
        values.append(0.65)
    if before.count("(") > before.count(")"):
        values.append(0.75)
    if text.count(",") >= _LIST_COMMAS:
        item = f"{before.rsplit(',', 1)[-1]}{after.split(',', 1)[0]}"
        if len(item.split()) <= _LIST_WORDS:
            values.append(0.85)
    return min(values)


def _is_enumerated(piece: Piece) -> bool:
    """Say whether a piece is one of several in a row, within its brackets where it has any."""
    text, place = piece.segment.text, piece.start - piece.segment.start
    opening = text.rfind("(", 0, place)
    if opening > text.rfind(")", 0, place):
        closing = text.find(")", place)
        text = text[opening : closing if closing >= 0 else len(text)]
        place -= opening
    part = f"{text[:place].rsplit(',', 1)[-1]}{text[place:].split(',', 1)[0]}"
    return text.count(",") >= _ROW_COMMAS and len(part.split()) <= _LIST_WORDS


@lru_cache(maxsize=1_000)
def _first_example(text: str) -> float:
    """Give the place where the first announcement of an example ends."""
    example = _EXAMPLE.search(text)
    return example.end() if example else math.inf


@lru_cache(maxsize=1_000)
def _speaks_of_teaching(text: str) -> bool:
    return _TEACHING.search(text.casefold()) is not None


@lru_cache(maxsize=1_000)
def _calls_central(text: str) -> bool:
    return _CENTRAL.search(text.casefold()) is not None


def _summarise(pieces: list[Piece], *, only_title: bool) -> Signals:
    pieces = _without_weak_forms(pieces)
    signals = Signals(pieces=pieces)
    named = {(p.segment.field, p.start, p.end): p for p in pieces if p.term.strong}.values()
    signals.mentions = sum(p.segment.weight >= 1 and not p.segment.is_title for p in named)
    signals.terms = len({piece.term.text for piece in named})
    strong: set[str] = set()
    weak: dict[str, float] = {}
    for piece in _longest(pieces):
        if piece.segment.is_title:
            signals.title = max(signals.title, 1.0 if piece.term.strong else 0.35)
        key = _key(piece.text)
        if piece.term.strong:
            strong.add(key)
            if piece.value >= HALF:
                signals.head = max(signals.head, _is_head(piece))
                signals.teaching = max(signals.teaching, _speaks_of_teaching(piece.segment.text))
        else:
            weak[key] = max(weak.get(key, 0.0), piece.value)
    if strong or len(weak) > 1:
        signals.weak = sum(value for key, value in weak.items() if key not in strong)
    if only_title and signals.title == 1:
        signals.head = 1.0  # the title is all there is to read
    return signals


def _without_weak_forms(pieces: list[Piece]) -> list[Piece]:
    """Leave out a strong term met in another form that the same item knows as a weak term.

    The strong noun *laagdrempeligheid* and the weak *laagdrempelig* share a stem: *laagdrempelige
    tools* says no more than the weak one.
    """
    weak = {(p.segment.field, p.start, p.end) for p in pieces if not p.term.strong}
    return [
        piece
        for piece in pieces
        if piece.kind is not EvidenceKind.STEM
        or not piece.term.strong
        or (piece.segment.field, piece.start, piece.end) not in weak
    ]


def _longest(pieces: list[Piece]) -> list[Piece]:
    """Where matches overlap, keep the strong before the weak and the long before the short."""
    if len(pieces) == 1:
        return pieces
    kept: list[Piece] = []
    spans: dict[int, list[tuple[int, int]]] = {}
    """Per segment what is taken, in order: as nothing overlaps, one neighbour tells."""
    ranked = sorted(
        pieces, key=lambda p: (not p.term.strong, p.start - p.end, p.start, p.term.text)
    )
    for piece in ranked:
        taken = spans.setdefault(id(piece.segment), [])
        place = bisect_left(taken, (piece.end,))
        if not place or taken[place - 1][1] <= piece.start:
            taken.insert(place, (piece.start, piece.end))
            kept.append(piece)
    return kept


@lru_cache(maxsize=50_000)
def _key(text: str) -> str:
    """Give what makes a piece of evidence distinct from another."""
    return " ".join(stem(word) for word in text.split())[:_DISTINCT]


def _is_head(piece: Piece) -> bool:
    """Say whether the piece opens a heading or a part, or is called central."""
    segment = piece.segment
    if segment.is_title:
        return False
    if len(segment.words) <= _SHORT_SEGMENT and _is_early(piece, _HEAD_WORDS):
        return True
    if _is_early(piece, 2 * _HEAD_WORDS) and _PART.match(segment.text):
        return True
    return _calls_central(segment.text)


def _is_early(piece: Piece, most: int) -> bool:
    """Say whether fewer words than this stand before the piece."""
    words = piece.segment.words
    return len(words) < most or words[most - 1].start >= piece.start

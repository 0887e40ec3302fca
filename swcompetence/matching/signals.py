"""From hits to signals: what the texts of one course say about one item, in a few numbers.

The features follow the prototype that was measured on labelled sheets: the sum of distinct strong
evidence carries most, then title, density, centrality and a teaching cue.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from swcompetence.matching.reading import ReadSegment
from swcompetence.matching.spotting import Hit, spot
from swcompetence.matching.vocabulary import Term, Vocabulary
from swcompetence.model import EvidenceKind
from swcompetence.text import stem

__all__ = ["FEATURES", "Piece", "Signals", "read_signals"]

FEATURES = ("title", "strong", "literal", "mentions", "weak", "density", "head", "teaching")
"""The numbers that the confidence is computed from, in this order."""

_EXAMPLE = re.compile(r"\b(?:zoals|bijvoorbeeld|bijv|bv|bvb|vb|o\.a|onder andere|e\.g)\b")
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
_DISTINCT = 9
"""Matched texts that begin with the same letters are one piece of evidence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One match, placed in its field."""

    segment: ReadSegment
    term: Term
    start: int
    end: int
    kind: EvidenceKind
    value: float
    """Segment weight times the discount for examples and long lists, 0..1."""

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
    strong: float = 0.0
    """Sum over distinct strong pieces."""
    literal: float = 0.0
    """Sum over distinct strong pieces that are one phrase, not a pair of two."""
    mentions: int = 0
    """Strong matches in taught segments, repeats and overlaps included."""
    weak: float = 0.0
    """Sum over distinct weak pieces; 0 unless something else speaks for the item as well."""
    density: float = 0.0
    """Share of the taught segments that carry the item, smoothed."""
    head: float = 0.0
    """1 when the item heads a part of the course or is called central."""
    teaching: float = 0.0
    """1 when a piece stands with a word of teaching or learning."""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def features(self) -> tuple[float, ...]:
        """Give the numbers of `FEATURES`, scaled as the confidence wants them."""
        return (
            self.title,
            math.log1p(self.strong),
            math.log1p(self.literal),
            math.log1p(self.mentions),
            math.log1p(self.weak),
            math.sqrt(self.density),
            self.head,
            self.teaching,
        )

    @property
    def has_absolute_evidence(self) -> bool:
        """Say whether there is enough literal evidence to propose a link at all."""
        return self.title >= 1 or self.strong >= 0.5  # noqa: PLR2004 - half a plain mention


def read_signals(vocabulary: Vocabulary, segments: Sequence[ReadSegment]) -> dict[int, Signals]:
    """Collect the signals of every item that the segments of one course speak of."""
    by_item: dict[int, list[Piece]] = {}
    taught = 0
    for segment in segments:
        if not segment.weight:
            continue
        taught += segment.weight >= 1 and not segment.is_title
        for hit in spot(vocabulary, segment.words, title=segment.is_title):
            piece = _piece(vocabulary, segment, hit)
            by_item.setdefault(vocabulary.terms[hit.term].item, []).append(piece)
    return {item: _summarise(pieces, taught) for item, pieces in by_item.items()}


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
    before = text[:place].casefold()
    after = text[place:]
    values = [1.0]
    if _EXAMPLE.search(before):
        values.append(0.65)
    if before.count("(") > before.count(")"):
        values.append(0.75)
    if text.count(",") >= _LIST_COMMAS:
        item = f"{before.rsplit(',', 1)[-1]}{after.split(',', 1)[0]}"
        if len(item.split()) <= _LIST_WORDS:
            values.append(0.85)
    return min(values)


def _summarise(pieces: list[Piece], taught: int) -> Signals:
    signals = Signals(pieces=pieces)
    signals.mentions = sum(_is_plain_mention(piece) for piece in pieces)
    strong: dict[str, float] = {}
    literal: set[str] = set()
    weak: dict[str, float] = {}
    best: dict[tuple[str, int], float] = {}
    for piece in _longest(pieces):
        if piece.segment.is_title:
            signals.title = max(signals.title, 1.0 if piece.term.strong else 0.35)
        bucket = strong if piece.term.strong else weak
        key = _key(piece.text)
        bucket[key] = max(bucket.get(key, 0.0), piece.value)
        if piece.term.strong:
            if not piece.term.is_pair:
                literal.add(key)
            if not piece.segment.is_title:
                place = (piece.segment.field, piece.segment.start)
                best[place] = max(best.get(place, 0.0), piece.value)
            if piece.value >= 0.5 and _is_head(piece):  # noqa: PLR2004 - not in practical matter
                signals.head = 1.0
            if piece.value >= 0.5 and _TEACHING.search(piece.segment.text.casefold()):  # noqa: PLR2004
                signals.teaching = 1.0
    weak = {key: value for key, value in weak.items() if key not in strong}
    signals.strong = sum(strong.values())
    signals.literal = sum(strong[key] for key in sorted(literal))
    signals.weak = sum(weak.values()) if strong or len(weak) > 1 else 0.0
    signals.density = sum(best.values()) / (taught + 2)
    if not taught and signals.title == 1:
        signals.density, signals.head = 0.5, 1.0  # the title is all there is to read
    return signals


def _is_plain_mention(piece: Piece) -> bool:
    return piece.term.strong and piece.segment.weight >= 1 and not piece.segment.is_title


def _longest(pieces: list[Piece]) -> list[Piece]:
    """Where matches overlap, keep the strong before the weak and the long before the short."""
    kept: list[Piece] = []
    ranked = sorted(
        pieces, key=lambda p: (not p.term.strong, p.start - p.end, p.start, p.term.text)
    )
    for piece in ranked:
        if not any(
            piece.segment is other.segment and piece.start < other.end and other.start < piece.end
            for other in kept
        ):
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
    ahead = sum(word.start < piece.start for word in segment.words)
    if ahead < _HEAD_WORDS and len(segment.words) <= _SHORT_SEGMENT:
        return True
    if _PART.match(segment.text) and ahead < 2 * _HEAD_WORDS:
        return True
    return bool(_CENTRAL.search(segment.text.casefold()))

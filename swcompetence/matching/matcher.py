"""The evidence matcher: what a course sheet says, item by item, with the words that say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from swcompetence.matching.parameters import PARAMETERS, Parameters
from swcompetence.matching.reading import ReadSegment, read_course
from swcompetence.matching.signals import Piece, Signals, read_signals
from swcompetence.matching.similarity import (
    CourseWord,
    Profile,
    SharedWord,
    build_profiles,
    content_words,
    nearness,
    shared_words,
)
from swcompetence.matching.vocabulary import compile_vocabulary
from swcompetence.model import TEXT_FIELDS, Band, Course, Evidence, EvidenceKind, Framework, ItemRef

__all__ = ["Candidate", "EvidenceMatcher", "Matcher"]

_ORDER = {field: place for place, field in enumerate(TEXT_FIELDS)}
_MOST_EVIDENCE = 6
_MOST_SHARED = 3
_WITHOUT_TERM = 0.04
"""Highest confidence of a link without any term, for order only."""


class Candidate(NamedTuple):
    """What a matcher says of one course and one item."""

    item: ItemRef
    confidence: float
    band: Band
    proposed: bool
    evidence: tuple[Evidence, ...]


class Matcher(Protocol):
    """Anything that can judge a course against the frameworks it was made for."""

    @property
    def name(self) -> str:
        """Name and method, for the mapping's head."""
        ...

    @property
    def version(self) -> str:
        """Version of the parameters."""
        ...

    def candidates(self, course: Course) -> tuple[Candidate, ...]:
        """Give every proposed item and the best others, per framework, best first."""
        ...


class EvidenceMatcher:
    """Judges by indicators found in the text; a course never depends on its neighbours."""

    name = "evidence"

    def __init__(
        self, frameworks: Sequence[Framework], parameters: Parameters = PARAMETERS
    ) -> None:
        self._parameters = parameters
        self._vocabulary = compile_vocabulary(frameworks)
        self._profiles: dict[ItemRef, Profile] = {
            framework.item_ref(item): profile
            for framework in frameworks
            for item, profile in zip(
                framework.mapping_items, build_profiles(framework), strict=True
            )
        }
        self._refs = {
            framework.id: [framework.item_ref(item) for item in framework.mapping_items]
            for framework in frameworks
        }

    @property
    def version(self) -> str:
        """Version of the parameters."""
        return self._parameters.version

    def candidates(self, course: Course) -> tuple[Candidate, ...]:
        """Give every proposed item and the best others, per framework, best first."""
        segments = read_course(course)
        signals = self._signals(segments)
        words = content_words(segments)
        return tuple(
            candidate
            for refs in self._refs.values()
            for candidate in self._of_framework(refs, signals, words)
        )

    def signals(self, course: Course) -> dict[ItemRef, Signals]:
        """Give what the texts of a course say of each item that they speak of."""
        return self._signals(read_course(course))

    def _signals(self, segments: Sequence[ReadSegment]) -> dict[ItemRef, Signals]:
        found = read_signals(self._vocabulary, segments)
        return {self._vocabulary.items[place]: signals for place, signals in found.items()}

    def _of_framework(
        self,
        refs: Sequence[ItemRef],
        signals: dict[ItemRef, Signals],
        words: dict[str, CourseWord],
    ) -> list[Candidate]:
        judged = [self._judge(ref, signals[ref]) for ref in refs if ref in signals]
        ranked = sorted(judged, key=lambda c: (-c.confidence, c.item))
        proposed = [one for one in ranked if one.proposed]
        others = [one for one in ranked if not one.proposed][: self._parameters.listed]
        room = self._parameters.listed - len(others)
        unread = [ref for ref in refs if ref not in signals]
        return [*proposed, *others, *(self._nearest(unread, words, room) if room else ())]

    def _judge(self, ref: ItemRef, signals: Signals) -> Candidate:
        confidence = round(self._parameters.confidence(signals.features), 4)
        return Candidate(
            item=ref,
            confidence=confidence,
            band=self._parameters.band(ref.framework, confidence),
            proposed=self._parameters.proposes(signals.features, signals.has_absolute_evidence),
            evidence=_evidence(signals.pieces),
        )

    def _nearest(
        self, refs: Sequence[ItemRef], words: dict[str, CourseWord], room: int
    ) -> Iterator[Candidate]:
        """Give the items without any term that share most words with the course."""
        near = sorted((-nearness(self._profiles[ref], words), ref) for ref in refs)
        for value, ref in near[:room]:
            if value:
                confidence = round(_WITHOUT_TERM * -value, 4)
                yield Candidate(
                    item=ref,
                    confidence=confidence,
                    band=self._parameters.band(ref.framework, confidence),
                    proposed=False,
                    evidence=_shared_evidence(shared_words(self._profiles[ref], words)),
                )


def _shared_evidence(shared: Sequence[SharedWord]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            field=one.segment.field,
            text=one.word.text,
            start=one.word.start,
            end=one.word.end,
            item_part=one.part,
            term=one.term,
            kind=EvidenceKind.SIMILARITY,
            weight=round(_WITHOUT_TERM * one.segment.weight, 3),
        )
        for one in shared[:_MOST_SHARED]
    )


def _evidence(pieces: Sequence[Piece]) -> tuple[Evidence, ...]:
    """Give the best pieces, distinct by place, in reading order."""
    best: dict[tuple[str, int, int], Piece] = {}
    for piece in sorted(pieces, key=_rank):
        best.setdefault((piece.segment.field, piece.start, piece.end), piece)
    chosen = list(best.values())[:_MOST_EVIDENCE]
    return tuple(
        Evidence(
            field=piece.segment.field,
            text=piece.text,
            start=piece.start,
            end=piece.end,
            item_part=piece.term.part,
            term=piece.term.text,
            kind=piece.kind,
            weight=round(piece.value * (1.0 if piece.term.strong else 0.3), 3),
        )
        for piece in sorted(chosen, key=lambda p: (_ORDER[p.segment.field], p.start, p.end))
    )


def _rank(piece: Piece) -> tuple[bool, bool, float, int, int, str]:
    return (
        not piece.term.strong,
        not piece.segment.is_title,
        -piece.value,
        piece.start,
        -piece.end,
        piece.term.text,
    )

"""The evidence matcher: what a course sheet says, item by item, with the words that say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from swcompetence.matching.parameters import PARAMETERS, Parameters
from swcompetence.matching.reading import read_course
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
_WITHOUT_TERM = 0.05
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
        signals = {
            self._vocabulary.items[place]: found
            for place, found in read_signals(self._vocabulary, segments).items()
        }
        words = content_words(segments)
        return tuple(
            candidate
            for refs in self._refs.values()
            for candidate in self._of_framework(refs, signals, words)
        )

    def _of_framework(
        self,
        refs: Sequence[ItemRef],
        signals: dict[ItemRef, Signals],
        words: dict[str, CourseWord],
    ) -> list[Candidate]:
        judged = [self._judge(ref, signals.get(ref), words) for ref in refs]
        ranked = sorted(
            (one for one in judged if one is not None), key=lambda c: (-c.confidence, c.item)
        )
        others = [one for one in ranked if not one.proposed][: self._parameters.listed]
        return [one for one in ranked if one.proposed] + others

    def _judge(
        self, ref: ItemRef, signals: Signals | None, words: dict[str, CourseWord]
    ) -> Candidate | None:
        if signals is None:
            shared = shared_words(self._profiles[ref], words)[:_MOST_SHARED]
            near = nearness(self._profiles[ref], words)
            if not shared:
                return None
            confidence = round(_WITHOUT_TERM * near, 4)
            return self._candidate(
                ref, confidence, proposed=False, evidence=_shared_evidence(shared)
            )
        confidence = round(self._parameters.confidence(signals.features), 4)
        proposed = signals.has_absolute_evidence and confidence >= self._parameters.threshold
        return self._candidate(
            ref, confidence, proposed=proposed, evidence=_evidence(signals.pieces)
        )

    def _candidate(
        self,
        ref: ItemRef,
        confidence: float,
        *,
        proposed: bool,
        evidence: tuple[Evidence, ...],
    ) -> Candidate:
        band = self._parameters.band(ref.framework, confidence)
        return Candidate(ref, confidence, band, proposed, evidence)


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
        for one in shared
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

"""The evidence matcher: what a course sheet says, item by item, with the words that say it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop
from itertools import islice
from typing import NamedTuple, Protocol, Self, runtime_checkable

from swcompetence.errors import checked
from swcompetence.matching.items.content import CourseWord, content_words
from swcompetence.matching.items.learned import LearnedWords, OwnWords
from swcompetence.matching.items.nearness import Ranking, SharedWord
from swcompetence.matching.parameters import LEARNED, PARAMETERS, Parameters
from swcompetence.matching.prepared import knowledge_of
from swcompetence.matching.reading import NOTHING_PASTED, read_course
from swcompetence.matching.signals import Piece, Signals, read_signals
from swcompetence.matching.tie import tie_of
from swcompetence.model import (
    TEXT_FIELDS,
    Anchors,
    Band,
    Course,
    Evidence,
    EvidenceKind,
    Framework,
    ItemRef,
    Tie,
    TieContext,
    Treatment,
)
from swcompetence.text import SharedText

_ORDER = {field: place for place, field in enumerate(TEXT_FIELDS)}
_MOST_EVIDENCE = 6
"""Pieces kept of a link; every further segment that carries it adds one, see `_evidence`."""
_MOST_SEGMENTS = 100
_MOST_SHARED = 3
_WITHOUT_TERM = 0.04
"""Highest confidence of a link without any term, for order only."""


class Candidate(NamedTuple):
    """What a matcher says of one course and one item."""

    item: ItemRef
    confidence: float
    """The chance that the course teaches the item as a subject."""
    mention: float
    """The chance that it at least touches on it."""
    treatment: Treatment
    """The better bet, where it is one of the two."""
    band: Band
    proposed: bool
    evidence: tuple[Evidence, ...]
    tie: Tie | None = None
    tie_context: TieContext | None = None
    tie_evidence: tuple[Evidence, ...] = ()


@runtime_checkable
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

    def candidates(self, course: Course, pasted: SharedText, /) -> tuple[Candidate, ...]:
        """Give every proposed item and the best others, per framework, best first.

        Args:
            course: the course to judge.
            pasted: what stands in many courses of its list; it says little of this one.
        """
        ...


class ReadCourse(NamedTuple):
    """What one course says, before it is judged."""

    words: Mapping[str, CourseWord]
    near: Mapping[ItemRef, float]
    signals: dict[ItemRef, Signals]
    anchors: Mapping[str, Mapping[TieContext, Sequence[Piece]]]
    """By framework: where the course names OCMW and local government."""
    own_words: Mapping[ItemRef, OwnWords]
    """For items of frameworks without indicators: what it says in their own words."""


class EvidenceMatcher:
    """Judges by indicators found in the text; of its list it needs only what is pasted there.

    It never changes but for what it remembers of words, so threads may share one; it pickles as its
    editions and parameters, of which it is made anew.
    """

    name = "evidence"

    @checked
    def __init__(
        self, frameworks: Sequence[Framework], parameters: Parameters = PARAMETERS
    ) -> None:
        self._made_of = tuple(frameworks), parameters
        self._parameters = parameters
        self._vocabulary, self._measures = knowledge_of(frameworks)
        self._learned = tuple(LearnedWords(edition) for edition in frameworks if edition.is_bare)
        self._anchored = {f.id for f in frameworks if f.anchors != Anchors()}
        self._refs = {
            framework.id: [framework.item_ref(item) for item in framework.mapping_items]
            for framework in frameworks
        }

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Framework, ...], Parameters]]:
        """Pickle what it is made of: to make it anew is faster than to carry it over."""
        return type(self), self._made_of

    @property
    def version(self) -> str:
        """Version of the parameters."""
        return self._parameters.version

    def candidates(
        self, course: Course, pasted: SharedText = NOTHING_PASTED
    ) -> tuple[Candidate, ...]:
        """Give every proposed item and the best others, per framework, best first."""
        reading = self.read(course, pasted)
        return tuple(
            candidate
            for framework, refs in self._refs.items()
            for candidate in self._of_framework(framework, refs, reading)
        )

    def judged(self, item: ItemRef, reading: ReadCourse) -> Candidate:
        """Judge one item that a course speaks of, with its evidence and its tie.

        Raises:
            KeyError: no term of the item stands in the course, and no telling word of its own.
        """
        candidate = self._chances(item, reading)
        pieces = reading.signals[item].pieces if item in reading.signals else ()
        evidence = _evidence(pieces)
        if item in reading.own_words:
            evidence = _with_own_words(evidence, reading.own_words[item])
        candidate = candidate._replace(evidence=evidence)
        if item.framework not in self._anchored:
            return candidate
        tied = tie_of(pieces, reading.anchors.get(item.framework, {}))
        return candidate._replace(
            tie=tied.tie, tie_context=tied.context, tie_evidence=tied.evidence
        )

    def read(self, course: Course, pasted: SharedText = NOTHING_PASTED) -> ReadCourse:
        """Read what a course says of every item, and where it names OCMW and local government."""
        segments = read_course(course, pasted)
        words = content_words(segments)
        near = self._near(words)
        found = read_signals(self._vocabulary, segments)
        signals = {self._vocabulary.items[place]: facts for place, facts in found.items.items()}
        for refs in self._refs.values():
            values = sorted([near[ref] for ref in refs])
            for ref in refs:
                if ref in signals:
                    ahead = len(values) - bisect_right(values, near[ref])
                    signals[ref].nearest = 1 - math.log1p(ahead) / math.log1p(len(refs))
                    signals[ref].closeness = near[ref] / values[-1] if values[-1] else 1.0
        anchors: dict[str, dict[TieContext, list[Piece]]] = {}
        for place, pieces in found.anchors.items():
            framework, context = self._vocabulary.contexts[-place - 1]
            anchors.setdefault(framework, {})[context] = pieces
        own = {
            ref: said
            for learned in self._learned
            for ref, said in learned.read(words, segments, near).items()
        }
        return ReadCourse(words, near, signals, anchors, own)

    def _near(self, words: Mapping[str, CourseWord]) -> dict[ItemRef, float]:
        """Give how near the course comes to each item; values compare within a framework only."""
        return {
            ref: value
            for measure in self._measures.values()
            for ref, value in measure.nearness(words).items()
        }

    def _of_framework(
        self, framework: str, refs: Sequence[ItemRef], reading: ReadCourse
    ) -> list[Candidate]:
        near = reading.near
        spoken_of = reading.signals.keys() | reading.own_words.keys()
        judged = [self._chances(ref, reading) for ref in refs if ref in spoken_of]
        ranked = sorted(judged, key=lambda c: (-c.confidence, c.item))
        proposed = [candidate for candidate in ranked if candidate.proposed]
        # a word of its own is too little to list a candidate for; there nearness says more
        is_ranked = isinstance(self._measures[framework], Ranking)
        unproposed = [] if is_ranked else [c for c in ranked if not c.proposed]
        listed = [
            self.judged(candidate.item, reading)
            for candidate in (*proposed, *unproposed[: self._parameters.listed])
        ]
        judged_items = {candidate.item for candidate in (*proposed, *unproposed)}
        rest = {ref: near[ref] for ref in refs if ref not in judged_items}
        room = max(self._parameters.listed - len(unproposed), 0)
        listed += islice(self._nearest(rest, reading.words), room)
        return sorted(listed, key=lambda c: -near[c.item]) if is_ranked else listed

    def _chances(self, ref: ItemRef, reading: ReadCourse) -> Candidate:
        """Judge by the terms of an item and by its own words; the surer of the two counts."""
        own = reading.own_words.get(ref)
        if own is None:
            return self._by_terms(ref, reading.signals[ref])
        by_words = _by_own_words(ref, own)
        if ref not in reading.signals:
            return by_words
        return max(by_words, self._by_terms(ref, reading.signals[ref]), key=lambda c: c.confidence)

    def _by_terms(self, ref: ItemRef, signals: Signals) -> Candidate:
        features = signals.features
        confidence, mention = self._parameters.chances(ref.framework, features)
        is_core = confidence >= self._parameters.core and not signals.is_merely_named
        return Candidate(
            item=ref,
            confidence=round(confidence, 4),
            mention=round(mention, 4),
            treatment=Treatment.CORE if is_core else Treatment.TOUCHED,
            band=self._parameters.band(ref.framework, confidence, mention),
            proposed=signals.is_plain
            and self._parameters.is_proposed(mention, has_strong_term=signals.has_strong_term),
            evidence=(),
        )

    def _nearest(
        self, near: Mapping[ItemRef, float], words: Mapping[str, CourseWord]
    ) -> Iterator[Candidate]:
        """Give the items that come near by words alone, each with words that show it."""
        measure = self._measures[next(iter(near)).framework] if near else None
        # a heap: of thousands of items only the first few are asked for
        ranked = [(-value, ref) for ref, value in near.items() if value]
        heapify(ranked)
        while ranked:
            ref = heappop(ranked)[1]
            shared = measure.shared_words(ref, words) if measure else []
            if shared:
                confidence = round(_WITHOUT_TERM * near[ref], 4)
                mention = max(confidence, self._parameters.cut(ref.framework).unnamed)
                yield Candidate(
                    item=ref,
                    confidence=confidence,
                    mention=mention,
                    treatment=Treatment.TOUCHED,
                    band=self._parameters.band(ref.framework, confidence, mention),
                    proposed=False,
                    evidence=_shared_evidence(shared),
                )


def own_words_confidence(ref: ItemRef, own: OwnWords) -> float:
    """Give the confidence that an item's own words make, whatever its terms say."""
    return _by_own_words(ref, own).confidence


def _by_own_words(ref: ItemRef, own: OwnWords) -> Candidate:
    confidence, mention = LEARNED.chances(ref.framework, own.features)
    return Candidate(
        item=ref,
        confidence=round(confidence, 4),
        mention=round(mention, 4),
        treatment=Treatment.CORE if confidence >= LEARNED.core else Treatment.TOUCHED,
        band=LEARNED.band(ref.framework, confidence, mention),
        proposed=own.is_plain and LEARNED.is_proposed(mention, has_strong_term=False),
        evidence=(),
    )


def _with_own_words(evidence: Sequence[Evidence], own: OwnWords) -> tuple[Evidence, ...]:
    """Add the item's own words where no term shows the same place, in reading order."""
    shown = {(piece.field, piece.start) for piece in evidence}
    added = [piece for piece in own.evidence if (piece.field, piece.start) not in shown]
    room = max(_MOST_EVIDENCE - len(evidence), 0)
    return tuple(
        sorted((*evidence, *added[:room]), key=lambda p: (_ORDER[p.field], p.start, p.end))
    )


def _shared_evidence(words: Sequence[SharedWord]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            field=shared.segment.field,
            text=shared.word.text,
            start=shared.word.start,
            end=shared.word.end,
            item_part=shared.part,
            term=shared.term,
            kind=EvidenceKind.SIMILARITY,
            weight=round(_WITHOUT_TERM * shared.segment.weight, 3),
        )
        for shared in words[:_MOST_SHARED]
    )


def _evidence(pieces: Sequence[Piece]) -> tuple[Evidence, ...]:
    """Give the best pieces, and the best of every other segment, in reading order.

    What a link takes up of a course is counted by segments, so each of them shows.
    """
    best: dict[tuple[str, int, int], Piece] = {}
    for piece in sorted(pieces, key=_rank):
        best.setdefault((piece.segment.field, piece.start, piece.end), piece)
    ranked = list(best.values())
    chosen = ranked[:_MOST_EVIDENCE]
    seen = {_place(piece) for piece in chosen}
    for piece in ranked[_MOST_EVIDENCE:]:
        if len(seen) < _MOST_SEGMENTS and _place(piece) not in seen:
            seen.add(_place(piece))
            chosen.append(piece)
    in_order = sorted(chosen, key=lambda p: (_ORDER[p.segment.field], p.start, p.end))
    return tuple(piece.evidence for piece in in_order)


def _place(piece: Piece) -> tuple[str, int]:
    return piece.segment.field, piece.segment.start


def _rank(piece: Piece) -> tuple[bool, bool, float, int, int, str]:
    return (
        not piece.term.strong,
        not piece.segment.is_title,
        -piece.value,
        piece.start,
        -piece.end,
        piece.term.text,
    )

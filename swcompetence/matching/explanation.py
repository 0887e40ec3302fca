"""Show one course like a ledger: what speaks for each item, and what a link lacked."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.matching.matcher import EvidenceMatcher
from swcompetence.matching.parameters import PARAMETERS, Parameters
from swcompetence.matching.signals import FEATURES, Piece, Signals
from swcompetence.model import Course, EvidenceKind, Framework, ItemRef, Model


class Posting(Model):
    """One signal on the ledger of an item."""

    signal: str
    """One of `signals.FEATURES`."""
    value: float
    """The signal as the confidence reads it."""
    amount: float
    """Weight times value, in units of log odds."""


class Finding(Model):
    """One place in the course that speaks for the item."""

    text: str
    term: str
    segment: str
    kind: EvidenceKind
    strong: bool
    value: float


class Entry(Model):
    """One item and the course."""

    item: ItemRef
    label: str
    confidence: float
    proposed: bool
    lacks: str | None
    """In Dutch, why it is not proposed; None for a proposal."""
    postings: tuple[Posting, ...] = ()
    findings: tuple[Finding, ...] = ()


class Explanation(Model):
    """The ledger of one course; proposals first, then the best others."""

    course: str
    title: str
    start: float
    """The log odds that every item starts with."""
    threshold: float
    entries: tuple[Entry, ...]


def explain(
    course: Course,
    frameworks: Sequence[Framework],
    *,
    items: Sequence[ItemRef] = (),
    parameters: Parameters = PARAMETERS,
) -> Explanation:
    """Explain the links of a course.

    Args:
        course: the course.
        frameworks: the editions to explain against.
        items: only these items, also when nothing speaks for them; default all that are listed.
        parameters: the matcher's parameters.
    """
    matcher = EvidenceMatcher(frameworks, parameters)
    signals = matcher.signals(course)
    labels = {f.item_ref(item): item.label for f in frameworks for item in f.mapping_items}
    wanted = list(items) or [candidate.item for candidate in matcher.candidates(course)]
    entries = [_entry(ref, labels[ref], signals.get(ref), parameters) for ref in wanted]
    return Explanation(
        course=course.id,
        title=course.title,
        start=parameters.intercept,
        threshold=parameters.threshold,
        entries=tuple(sorted(entries, key=lambda e: (not e.proposed, -e.confidence, e.item))),
    )


def _entry(ref: ItemRef, label: str, signals: Signals | None, parameters: Parameters) -> Entry:
    if signals is None:
        return Entry(
            item=ref,
            label=label,
            confidence=0,
            proposed=False,
            lacks="geen enkele term van dit item staat in de fiche",
        )
    confidence = parameters.confidence(signals.features)
    proposed = parameters.proposes(signals.features, signals.has_absolute_evidence)
    rows = zip(FEATURES, signals.features, parameters.weights, strict=True)
    return Entry(
        item=ref,
        label=label,
        confidence=round(confidence, 4),
        proposed=proposed,
        lacks=None if proposed else _lacks(signals, confidence, parameters),
        postings=tuple(
            Posting(signal=name, value=round(value, 3), amount=round(weight * value, 3))
            for name, value, weight in rows
            if value
        ),
        findings=tuple(_finding(piece) for piece in _in_order(signals.pieces)),
    )


def _lacks(signals: Signals, confidence: float, parameters: Parameters) -> str:
    short = f"zekerheid {confidence:.2f} onder de drempel {parameters.threshold:.2f}".replace(
        ".", ","
    )
    if not signals.has_absolute_evidence:
        only_weak = not any(piece.term.strong for piece in signals.pieces)
        what = (
            "enkel zwakke termen"
            if only_weak
            else "enkel vermeld in voorbeelden of praktische info"
        )
        return f"{what}; {short}"
    return f"{short}: te weinig vermeldingen, of alleen terloops"


def _in_order(pieces: Sequence[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda p: (not p.term.strong, -p.value, p.start, p.term.text))


def _finding(piece: Piece) -> Finding:
    return Finding(
        text=piece.text,
        term=piece.term.text,
        segment=" ".join(piece.segment.text.split()),
        kind=piece.kind,
        strong=piece.term.strong,
        value=round(piece.value, 3),
    )

"""Show one course like a ledger: what speaks for each item, and what a link lacked."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.matching.matcher import EvidenceMatcher
from swcompetence.matching.parameters import PARAMETERS, Parameters
from swcompetence.matching.reading import NOTHING_PASTED
from swcompetence.matching.signals import FEATURES, Signals
from swcompetence.model import Course, EvidenceKind, Framework, ItemRef, Model
from swcompetence.phrasing import dutch_number, single_spaced
from swcompetence.text import SharedText


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
    start: float
    """The log odds that every item of its framework starts with."""
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
    threshold: float
    entries: tuple[Entry, ...]


def explain(
    course: Course,
    frameworks: Sequence[Framework],
    *,
    items: Sequence[ItemRef] = (),
    pasted: SharedText = NOTHING_PASTED,
    parameters: Parameters = PARAMETERS,
) -> Explanation:
    """Explain the links of a course.

    Args:
        course: the course.
        frameworks: the editions to explain against.
        items: only these items, also when nothing speaks for them; default all that are listed.
        pasted: what stands in many courses of its list, as `propose` counts it.
        parameters: the matcher's parameters.
    """
    matcher = EvidenceMatcher(frameworks, parameters)
    signals = matcher.signals(course, pasted)
    labels = {f.item_ref(item): item.label for f in frameworks for item in f.mapping_items}
    refs = items or [candidate.item for candidate in matcher.candidates(course, pasted)]
    entries = [_entry(ref, labels[ref], signals.get(ref), parameters) for ref in refs]
    return Explanation(
        course=course.id,
        title=course.title,
        threshold=parameters.threshold,
        entries=tuple(sorted(entries, key=lambda e: (not e.proposed, -e.confidence, e.item))),
    )


def _entry(ref: ItemRef, label: str, signals: Signals | None, parameters: Parameters) -> Entry:
    start = parameters.cut(ref.framework).confidence
    if signals is None:
        return Entry(
            item=ref,
            label=label,
            start=start,
            confidence=0,
            proposed=False,
            lacks="geen enkele term van dit item staat in de fiche",
        )
    confidence = parameters.confidence(ref.framework, signals.features)
    proposed = confidence >= parameters.threshold and signals.is_plain
    rows = zip(FEATURES, signals.features, parameters.weights, strict=True)
    return Entry(
        item=ref,
        label=label,
        start=start,
        confidence=round(confidence, 4),
        proposed=proposed,
        lacks=None if proposed else _lacks(signals, confidence, parameters),
        postings=tuple(
            Posting(signal=name, value=round(value, 3), amount=round(weight * value, 3))
            for name, value, weight in rows
            if value
        ),
        findings=tuple(
            Finding(
                text=piece.text,
                term=piece.term.text,
                segment=single_spaced(piece.segment.text),
                kind=piece.kind,
                strong=piece.term.strong,
                value=round(piece.value, 3),
            )
            for piece in sorted(
                signals.pieces,
                key=lambda p: (not p.term.strong, -p.value, p.start, p.term.text),
            )
        ),
    )


def _lacks(signals: Signals, confidence: float, parameters: Parameters) -> str:
    sure, threshold = (dutch_number(x, ".2f") for x in (confidence, parameters.threshold))
    short = f"zekerheid {sure} onder de drempel {threshold}"
    if not signals.is_plain:
        return f"enkel vermeld in praktische info; {short}"
    if any(piece.term.strong for piece in signals.pieces):
        return f"{short}: te weinig vermeldingen, of alleen terloops"
    return f"enkel zwakke termen; {short}"

"""Show one course like a ledger: what speaks for each item, and what a link lacked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from swcompetence.matching.items.learned import LEARNED_FEATURES, OwnWords
from swcompetence.matching.matcher import (
    Candidate,
    EvidenceMatcher,
    ReadCourse,
    own_words_confidence,
)
from swcompetence.matching.parameters import LEARNED, PARAMETERS, Parameters
from swcompetence.matching.reading import NOTHING_PASTED
from swcompetence.matching.signals import FEATURES, Signals
from swcompetence.model import (
    Band,
    Course,
    EvidenceKind,
    Framework,
    ItemRef,
    Model,
    Tie,
    TieContext,
    Treatment,
)
from swcompetence.phrasing import dutch_number, single_spaced
from swcompetence.text import SharedText

_ONLY_PRACTICAL = "enkel vermeld in praktische info"


class Posting(Model):
    """One signal on the ledger of an item."""

    signal: str
    """One of `signals.FEATURES`, or of `learned.LEARNED_FEATURES`."""
    value: float
    """The signal as the confidence reads it."""
    amount: float
    """Weight times value, in units of log odds."""


class Passage(Model):
    """One place in the course that speaks for the item."""

    text: str
    term: str
    segment: str
    kind: EvidenceKind
    strong: bool
    value: float
    taken_from: str | None = None
    """As `Evidence.taken_from`."""


class Entry(Model):
    """One item and the course."""

    item: ItemRef
    label: str
    start: float
    """The log odds that every item of its framework starts with."""
    confidence: float
    mention: float
    band: Band
    """As `Link.band`; `Band.NOT_MEASURED` where how often the confidence is right is unknown."""
    treatment: Treatment
    tie: Tie | None
    tie_context: TieContext | None
    tie_words: tuple[str, ...] = ()
    """Literal pieces of the course that show the tie."""
    proposed: bool
    lacks: str | None
    """In Dutch, why it is not proposed; None for a proposal."""
    postings: tuple[Posting, ...] = ()
    passages: tuple[Passage, ...] = ()


class Explanation(Model):
    """The ledger of one course; proposals first, then the best others."""

    course: str
    title: str
    core: float
    """Confidence from which an item is a subject."""
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
    reading = matcher.read(course, pasted)
    labels = {f.item_ref(item): item.label for f in frameworks for item in f.mapping_items}
    refs = items or [candidate.item for candidate in matcher.candidates(course, pasted)]
    entries = [
        _entry(labels[ref], matcher.judged(ref, reading), reading, parameters)
        if ref in reading.signals or ref in reading.own_words
        else _without_term(ref, labels[ref], parameters)
        for ref in refs
    ]
    return Explanation(
        course=course.id,
        title=course.title,
        core=parameters.core,
        entries=tuple(sorted(entries, key=lambda e: (not e.proposed, -e.confidence, e.item))),
    )


def _without_term(ref: ItemRef, label: str, parameters: Parameters) -> Entry:
    return Entry(
        item=ref,
        label=label,
        start=parameters.cut(ref.framework).confidence,
        confidence=0,
        mention=0,
        band=parameters.band(ref.framework, 0, 0),
        treatment=Treatment.TOUCHED,
        tie=None,
        tie_context=None,
        proposed=False,
        lacks="geen enkele term van dit item staat in de fiche",
    )


def _entry(label: str, candidate: Candidate, reading: ReadCourse, parameters: Parameters) -> Entry:
    ref = candidate.item
    own, signals = reading.own_words.get(ref), reading.signals.get(ref, Signals())
    if own is not None and candidate.confidence == own_words_confidence(ref, own):
        rules, values = LEARNED, dict(zip(LEARNED_FEATURES, own.features, strict=True))
        lacks = _lacks_words(own, candidate.mention)
    else:
        rules, values = parameters, dict(zip(FEATURES, signals.features, strict=True))
        lacks = _lacks(signals, candidate.mention, parameters)
    return Entry(
        item=ref,
        label=label,
        start=rules.cut(ref.framework).confidence,
        confidence=candidate.confidence,
        mention=candidate.mention,
        band=candidate.band,
        treatment=candidate.treatment,
        tie=candidate.tie,
        tie_context=candidate.tie_context,
        tie_words=tuple(single_spaced(piece.text) for piece in candidate.tie_evidence),
        proposed=candidate.proposed,
        lacks=None if candidate.proposed else lacks,
        postings=tuple(
            Posting(signal=name, value=round(value, 3), amount=round(weight * value, 3))
            for (name, value), weight in zip(values.items(), rules.weights, strict=True)
            if value
        ),
        passages=(
            *(
                Passage(
                    text=piece.text,
                    term=piece.term.text,
                    segment=single_spaced(piece.segment.text),
                    kind=piece.kind,
                    strong=piece.term.strong,
                    value=round(piece.value, 3),
                    taken_from=piece.term.lent_from,
                )
                for piece in sorted(
                    signals.pieces,
                    key=lambda p: (not p.term.strong, -p.value, p.start, p.term.text),
                )
            ),
            *(_own_passages(own) if own else ()),
        ),
    )


def _own_passages(own: OwnWords) -> Iterator[Passage]:
    for met, piece in zip(own.ranked, own.evidence, strict=True):
        yield Passage(
            text=piece.text,
            term=piece.term,
            segment=single_spaced(met.by_course.segment.text),
            kind=piece.kind,
            strong=False,
            value=round(met.gain, 3),
            taken_from=piece.taken_from,
        )


def _lacks(signals: Signals, mention: float, parameters: Parameters) -> str:
    is_strong = signals.has_strong_term
    least = parameters.mention_with_term if is_strong else parameters.mention_alone
    if not signals.is_plain:
        return _ONLY_PRACTICAL
    short = _short_of(mention, least)
    return short if is_strong else f"enkel zwakke termen; {short}"


def _lacks_words(own: OwnWords, mention: float) -> str:
    few = "te weinig woorden van het item zelf"
    if not own.is_plain:
        return f"{few}, of enkel in praktische info"
    return f"{few}; {_short_of(mention, LEARNED.mention_alone)}"


def _short_of(mention: float, least: float) -> str:
    sure, needed = (dutch_number(chance, ".2f") for chance in (mention, least))
    return f"kans op een vermelding {sure} onder {needed}"

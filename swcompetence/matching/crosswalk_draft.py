"""From a mapping of items to a crosswalk: the program's draft, or what people made of it.

The relations, by rule: a program says `closeMatch` where two items are each other's best and its
confidence is at least `LEAST_CLOSE`, else `relatedMatch`; exact, broader and narrower are for
people to say. A person says it in *Niveau* of the review workbook; one who agrees and leaves that
empty says `relatedMatch`, the weakest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from swcompetence.errors import NothingAlignedError
from swcompetence.model import (
    Alignment,
    Change,
    Crosswalk,
    EditionStatus,
    EvidenceKind,
    Framework,
    Justification,
    Licence,
    Link,
    LinkOrigin,
    Mapping,
    Predicate,
    Provenance,
    Status,
)
from swcompetence.model.standing import deciding

LEAST_CLOSE = 0.9
"""Least confidence, 0..1, at which a program calls two items nearly the same."""
PREDICATE_WORDS: dict[str, Predicate] = {
    "verwant": Predicate.RELATED,
    "bijna gelijk": Predicate.CLOSE,
    "gelijk": Predicate.EXACT,
    "deel van": Predicate.BROAD,
    "omvat": Predicate.NARROW,
}
"""What a person chooses -> the relation, read from subject to object."""
PREDICATE_LEVELS: dict[str, str] = {
    "verwant": "ze raken elkaar",
    "bijna gelijk": "hier en daar inwisselbaar",
    "gelijk": "overal inwisselbaar",
    "deel van": "het tweede is ruimer",
    "omvat": "het tweede is enger",
}
"""The same choices with what they mean, in the form of the levels of a review workbook."""
_LICENCE = Licence(id="NOASSERTION", attribution="opgesteld met swcompetence")
_DRAFT = (
    "Voorstel van een programma dat woorden vergelijkt; nog door niemand nagekeken. De zekerheid is"
    " niet gemeten voor paren van items. Een regel zegt waar twee items elkaar raken, niet dat het"
    " ene het andere dekt."
)
_REVIEWED = (
    "Koppelingen die iemand bevestigde in een nakijkbestand van swcompetence; wat verworpen of nog"
    " niet beslist is, staat er niet in. Een regel zegt waar twee items elkaar raken, niet dat het"
    " ene het andere dekt."
)
_UNDECIDED = frozenset({Status.OPEN, Status.UNSURE, Status.CONFLICT, Status.STALE})
_QUOTED = 3
_LONGEST_QUOTE = 60


def draft_crosswalk(
    mapping: Mapping, subject: Framework, target: Framework, *, date: dt.date
) -> Crosswalk:
    """Write what the program proposes as a crosswalk with the status `draft`.

    Args:
        mapping: as `draft_alignments` gives it.
        subject: the edition that is read from.
        target: the edition that it is compared with.
        date: the day of the changelog.

    Raises:
        NothingAlignedError: nothing is proposed.
    """
    proposed = [link for link in mapping.links if link.proposed]
    best = _best(proposed)
    lines = [_drafted(link, is_best=link.id in best) for link in proposed]
    if not lines:
        raise NothingAlignedError(
            subject.ref,
            target.ref,
            "het programma vindt te weinig gemeenschappelijke woorden."
            " Probeer de andere richting, of voeg indicatoren toe aan het tweede kader.",
        )
    note = "Opgesteld door een programma; nog niet nagekeken."
    change = Change(revision=1, date=date, note=note)
    return _crosswalk(lines, subject, target, change, about=_DRAFT, status=EditionStatus.DRAFT)


def reviewed_crosswalk(
    mapping: Mapping, subject: Framework, target: Framework, *, date: dt.date
) -> Crosswalk:
    """Write what people confirmed as a crosswalk; `draft` as long as proposals wait.

    Names of reviewers are left out: a crosswalk is made to be shared.

    Args:
        mapping: with the decisions; levels are keys of `PREDICATE_WORDS`.
        subject: the edition that is read from.
        target: the edition that it is compared with.
        date: the day of the changelog.

    Raises:
        NothingAlignedError: nothing is confirmed.
    """
    lines = [
        _reviewed(link)
        for link in mapping.links
        if link.status is Status.CONFIRMED and target.has_item(link.item.item)
    ]
    if not lines:
        raise NothingAlignedError(
            subject.ref,
            target.ref,
            "in het bestand is nog niets bevestigd. Kies op het blad Koppelingen bij minstens één"
            " rij akkoord, en in Niveau hoe de items zich verhouden; bewaar en probeer opnieuw.",
        )
    left = len(waiting(mapping))
    note = f"Nagekeken: {len(lines)} bevestigd" + (f", {left} nog te beslissen." if left else ".")
    status = EditionStatus.DRAFT if left else EditionStatus.CURRENT
    change = Change(revision=1, date=date, note=note)
    return _crosswalk(lines, subject, target, change, about=_REVIEWED, status=status)


def waiting(mapping: Mapping) -> tuple[Link, ...]:
    """Give the proposals on which nobody decided, or not clearly."""
    return tuple(x for x in mapping.links if x.proposed and x.status in _UNDECIDED)


def _crosswalk(
    lines: Sequence[Alignment], subject: Framework, target: Framework, change: Change, **said: Any
) -> Crosswalk:
    """Give the crosswalk, its lines in the order of the two editions."""
    first, second = (
        {item.id: place for place, item in enumerate(edition.items)}
        for edition in (subject, target)
    )
    return Crosswalk(
        subject=subject.ref,
        object=target.ref,
        revision=1,
        title=f"{subject.title} en {target.title}",
        licence=_LICENCE,
        last_checked_on=change.date,
        changelog=(change,),
        alignments=tuple(sorted(lines, key=lambda one: (first[one.subject], second[one.object]))),
        **said,
    )


def _best(links: Sequence[Link]) -> set[str]:
    """Give the ids of links whose two items are each other's best; of equal ones none is."""
    best: set[str] = set()
    for link in links:
        rivals = [
            one
            for one in links
            if (one.course == link.course) != (one.item == link.item)
            and one.confidence >= link.confidence
        ]
        if not rivals:
            best.add(link.id)
    return best


def _drafted(link: Link, *, is_best: bool) -> Alignment:
    is_close = is_best and link.confidence >= LEAST_CLOSE
    only_alike = all(piece.kind is EvidenceKind.SIMILARITY for piece in link.evidence)
    return Alignment(
        subject=link.course,
        predicate=Predicate.CLOSE if is_close else Predicate.RELATED,
        object=link.item.item,
        justification=(Justification.LEXICAL_SIMILARITY if only_alike else Justification.COMPOSITE),
        provenance=Provenance.UNVERIFIED,
        confidence=link.confidence,
        why=f"{_words(link)}; voorgesteld door een programma.",
    )


def _reviewed(link: Link) -> Alignment:
    decisions = deciding(link.decisions)
    is_proposal = link.proposed and link.origin is LinkOrigin.MACHINE
    said = [" ".join((one.note or "").split()) for one in decisions]
    own = "Door een lezer toegevoegd." if link.origin is LinkOrigin.REVIEWER else ""
    found = f"{_words(link)}; door een lezer bevestigd." if link.evidence else own
    levels = [one.level for one in decisions if one.level in PREDICATE_WORDS]
    agreed = levels[0] if len(set(levels)) == 1 and levels[0] else "verwant"
    return Alignment(
        subject=link.course,
        predicate=PREDICATE_WORDS[agreed],
        object=link.item.item,
        justification=Justification.REVIEW if is_proposal else Justification.MANUAL,
        provenance=Provenance.DERIVED,
        why=next(filter(None, said), found or "Door een lezer bevestigd."),
    )


def _words(link: Link) -> str:
    """Say in Dutch which words of the subject's text speak for a line."""
    quotes = list(dict.fromkeys(_quotes(link)))
    inside = {one for one in quotes for other in quotes if one != other and one in other}
    texts = [f"‘{one}’" for one in quotes if one not in inside][:_QUOTED]
    *first, last = texts
    return f"De tekst noemt {', '.join(first)} en {last}" if first else f"De tekst noemt {last}"


def _quotes(link: Link) -> Iterator[str]:
    for piece in sorted(link.evidence, key=lambda one: -one.weight):
        text = " ".join(piece.text.split())
        yield text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"

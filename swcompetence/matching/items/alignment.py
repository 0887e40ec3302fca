"""Relate two editions: draft which items touch, and write what people made of it as a crosswalk.

For the draft, the items of the one edition are read as if they were courses. What speaks for a
line, by rule:

- a *proposal* of the matcher: the item's text holds terms of the other item, enough to propose a
  course with that text;
- *nearness*, for an item of the other edition without indicators: of the content words of its
  text, weighted by how rare they are among the items of that edition, at least `LEAST_NEAR` also
  stand in the subject's text, and at least `LEAST_SHARED` different ones.

Neither was measured on pairs of items: a draft says where to look, a person decides. A program
says `closeMatch` where two items are each other's best and its confidence is at least
`LEAST_CLOSE`, else `relatedMatch`; exact, broader and narrower are for people to say, in *Niveau*
of the review workbook. One who agrees and leaves that empty says `relatedMatch`, the weakest.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from swcompetence.errors import NothingAlignedError
from swcompetence.matching.items.content import CourseWord, content_words
from swcompetence.matching.matcher import EvidenceMatcher
from swcompetence.matching.propose import propose
from swcompetence.matching.reading import read_course
from swcompetence.model import (
    Alignment,
    Change,
    Course,
    CourseField,
    Crosswalk,
    Curriculum,
    EditionStatus,
    Evidence,
    EvidenceKind,
    Framework,
    Item,
    Justification,
    Licence,
    Link,
    LinkOrigin,
    Mapping,
    Predicate,
    Provenance,
    Status,
    link_id,
)
from swcompetence.model.mapping import deciding
from swcompetence.phrasing import single_spaced

ALIGNMENT = "alignment"
"""What the matcher of a mapping of items is called, with that of the proposals behind it."""
LEAST_NEAR = 0.35
"""Least share of an item's weighted words, 0..1, that makes another item near."""
LEAST_SHARED = 3
"""Least number of different words that two near items share."""
_MOST_SHOWN = 6
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


def draft_alignments(
    subject: Framework, target: Framework, *, date: dt.date | None = None
) -> Mapping:
    """Propose which items of `target` every mapping item of `subject` touches.

    Args:
        subject: the edition that is read from; also one built in memory.
        target: the edition that it is compared with; perhaps a newer one of the same framework.
        date: the day to write in the mapping.

    Returns:
        A mapping whose one curriculum is the subject edition (its id is the reference) and whose
        courses are items, so that it can be reviewed like any other.

    Raises:
        NothingAlignedError: both are the same edition.
    """
    if subject.ref == target.ref:
        raise NothingAlignedError(subject.ref, target.ref, "dat is tweemaal hetzelfde kader.")
    return Aligner([target]).aligned(items_as_courses(subject), date=date)


class Aligner:
    """Finds the items of editions that texts touch, also those of an edition without indicators."""

    def __init__(self, targets: Sequence[Framework]) -> None:
        self._targets = targets
        self._matcher = EvidenceMatcher(targets)
        self._near = tuple(_Nearness(target) for target in targets)

    def aligned(self, curriculum: Curriculum, *, date: dt.date | None = None) -> Mapping:
        """Give the links of texts that are written as courses."""
        mapping = propose(curriculum, self._targets, matcher=self._matcher, date=date)
        courses = curriculum.courses
        near = {link.id: link for nearness in self._near for link in nearness.links(courses)}
        kept = [link for link in mapping.links if link.proposed or link.id not in near]
        known = {link.id for link in kept}
        links = [*kept, *(link for name, link in near.items() if name not in known)]
        tool = mapping.tool.model_copy(update={"matcher": f"{ALIGNMENT}/{mapping.tool.matcher}"})
        return mapping.model_copy(update={"tool": tool, "links": tuple(links)})


def items_as_courses(edition: Framework) -> Curriculum:
    """Write every mapping item as a course: its label, and what it and the items below it say."""
    return Curriculum(
        id=str(edition.ref),
        college=edition.publisher,
        programme=edition.title,
        academic_year=edition.version,
        courses=tuple(_course(edition, item) for item in edition.mapping_items),
    )


def _course(edition: Framework, item: Item) -> Course:
    below = [child for child in edition.descendants(item.id) if child.deprecated is None]
    texts = (
        item.definition,
        *(text for child in below for text in (child.label, child.definition)),
    )
    return Course.model_validate(
        {
            "id": item.id,
            "code": item.id,
            "title": item.label,
            "fields": {CourseField.CONTENT: "\n".join(f"- {text}" for text in texts if text)},
        }
    )


class _Nearness:
    """How near texts come to the items of an edition that have no indicators."""

    def __init__(self, target: Framework) -> None:
        self._target = target
        self._wordless = [
            item
            for item in target.mapping_items
            if not any(part.indicators for part in (item, *target.descendants(item.id)))
        ]
        courses = items_as_courses(target).courses if self._wordless else ()
        self._words = {course.id: _content(course) for course in courses}
        spread = Counter(root for item_words in self._words.values() for root in item_words)
        self._weights = {r: math.log(1 + len(self._words) / count) for r, count in spread.items()}

    def links(self, courses: Sequence[Course]) -> Iterator[Link]:
        """Give the links of courses that are near enough."""
        for course in courses if self._wordless else ():
            said = _content(course)
            for item in self._wordless:
                words = self._words[item.id]
                shared = [root for root in words if root in said]
                if len(shared) >= LEAST_SHARED:
                    whole = sum(self._weights[root] for root in words)
                    near = sum(self._weights[root] for root in shared) / whole
                    if near >= LEAST_NEAR:
                        spoken = [said[root] for root in shared]
                        yield _near_link(course, self._target, item, spoken, near)


def _content(course: Course) -> dict[str, CourseWord]:
    return content_words(read_course(course))


def _near_link(
    course: Course, target: Framework, item: Item, shared: Sequence[CourseWord], near: float
) -> Link:
    ref = target.item_ref(item)
    return Link(
        id=link_id(course.id, ref),
        course=course.id,
        item=ref,
        confidence=round(near, 4),
        proposed=True,
        evidence=tuple(
            Evidence(
                field=said.segment.field,
                text=said.word.text,
                start=said.word.start,
                end=said.word.end,
                item_part="label",
                term=said.word.text,
                kind=EvidenceKind.SIMILARITY,
                weight=round(near, 3),
            )
            for said in shared[:_MOST_SHOWN]
        ),
    )


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
    return tuple(link for link in mapping.links if link.proposed and link.status in _UNDECIDED)


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
        alignments=tuple(
            sorted(lines, key=lambda line: (first[line.subject], second[line.object]))
        ),
        **said,
    )


def _best(links: Sequence[Link]) -> set[str]:
    """Give the ids of links whose two items are each other's best; of equal ones none is."""
    return {
        link.id
        for link in links
        if not any(
            (rival.course == link.course) != (rival.item == link.item)
            and rival.confidence >= link.confidence
            for rival in links
        )
    }


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
        why=f"{words_of(link)}; voorgesteld door een programma.",
    )


def _reviewed(link: Link) -> Alignment:
    decisions = deciding(link.decisions)
    is_proposal = link.proposed and link.origin is LinkOrigin.MACHINE
    is_own = link.origin is LinkOrigin.REVIEWER
    reasons = [
        *(single_spaced(decision.note or "") for decision in decisions),
        f"{words_of(link)}; door een lezer bevestigd." if link.evidence else "",
        "Door een lezer toegevoegd." if is_own else "Door een lezer bevestigd.",
    ]
    levels = [decision.level for decision in decisions if decision.level in PREDICATE_WORDS]
    agreed = levels[0] if len(set(levels)) == 1 and levels[0] else "verwant"
    return Alignment(
        subject=link.course,
        predicate=PREDICATE_WORDS[agreed],
        object=link.item.item,
        justification=Justification.REVIEW if is_proposal else Justification.MANUAL,
        provenance=Provenance.DERIVED,
        why=next(filter(None, reasons)),
    )


def words_of(link: Link) -> str:
    """Say in Dutch which words of the subject's text speak for a line."""
    quotes = list(dict.fromkeys(_quotes(link)))
    texts = [quote for quote in quotes if not any(quote != q and quote in q for q in quotes)]
    *first, last = [f"‘{text}’" for text in texts[:_QUOTED]]
    return f"De tekst noemt {', '.join(first)} en {last}" if first else f"De tekst noemt {last}"


def _quotes(link: Link) -> Iterator[str]:
    for piece in sorted(link.evidence, key=lambda piece: -piece.weight):
        text = single_spaced(piece.text)
        yield text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"

"""Take decisions over into the mapping of another list: next year's, or a corrected one.

Identity is the text. Identical texts carry over whatever the codes; a similar course is a guess,
and what was decided on it waits to be looked at again. Nothing is carried over by code alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pydantic import Field

from swcompetence.model import (
    NOTHING_FITS,
    Course,
    Evidence,
    Framework,
    Issue,
    ItemRef,
    Link,
    LinkOrigin,
    Mapping,
    Model,
    Place,
    Status,
    link_id,
)
from swcompetence.model.mapping import in_force
from swcompetence.model.succession import living_items
from swcompetence.review.issue_codes import info, warning
from swcompetence.review.merge import united, with_history
from swcompetence.review.rollover.changes import what_changed
from swcompetence.review.rollover.same_course import Kinship, Pair, Pairing, pair_courses
from swcompetence.review.sheet import VERDICT_WORDS


class Homeless(Model):
    """A decided link that found no place in the new mapping."""

    course: Course
    link: Link
    reason: str
    """Why, in Dutch."""


class Rollover(Model):
    """What became of every decided link of an old mapping: the three counts add up to all."""

    carried: int = Field(ge=0)
    """Stand as they were decided."""
    stale: int = Field(ge=0)
    """To be looked at again: the course is a guess, or the item was replaced."""
    homeless: tuple[Homeless, ...] = ()
    guesses: tuple[Pair, ...] = ()
    """Courses with decisions that were recognised by title and text."""

    @property
    def total(self) -> int:
        """The number of decided links of the old mapping."""
        return self.carried + self.stale + len(self.homeless)


def guess_words(kinship: Kinship) -> str:
    """Say in words how a course was recognised.

    >>> guess_words(Kinship(1.0, 0.876))
    'herkend aan titel (100 % gelijk) en tekst (88 % gelijk)'
    """
    text = "" if kinship.text is None else f" en tekst ({kinship.text * 100:.0f} % gelijk)"
    return f"herkend aan titel ({kinship.title * 100:.0f} % gelijk){text}"


def rollover_issues(rollover: Rollover, old: Mapping, new: Mapping) -> Iterator[Issue]:
    """Report guesses, decisions without a place and editions that changed."""
    for pair in rollover.guesses:
        if pair.kinship:
            yield info(
                "rollover-course-guessed",
                f"{pair.new.code} ‘{pair.new.title}’ lijkt het vroegere {pair.old.code}"
                f" ‘{pair.old.title}’: {guess_words(pair.kinship)}. Wat daarover beslist was, staat"
                " op ‘opnieuw te bekijken’. Klopt dit niet, kies dan in elke rij opnieuw.",
                _place(new, pair.new),
            )
    for one in rollover.homeless:
        said = {VERDICT_WORDS[decision.verdict] for decision in in_force(one.link.decisions)}
        yield warning(
            "rollover-without-home",
            f"Besluit zonder plaats: {one.course.code} ‘{one.course.title}’ en {one.link.item}"
            f" ({', '.join(sorted(said))}): {one.reason}. Het blijft bewaard in het oude bestand;"
            " voeg het zelf toe als het nog geldt.",
            _place(old, one.course),
        )
    editions = {used.ref.id: used.ref for used in old.frameworks}
    for used in new.frameworks:
        was = editions.get(used.ref.id, used.ref)
        if was != used.ref:
            yield info(
                "rollover-edition-changed",
                f"De vroegere besluiten gingen over {was}, deze koppelingen over {used.ref}. Items"
                " die bleven, houden hun besluit; vervangen items zijn opnieuw te bekijken.",
                Place(),
            )


def _place(mapping: Mapping, course: Course) -> Place:
    """Say where a course stands in the list that it was read from."""
    source = next((c.source for c in mapping.curricula if course in c.courses), None)
    where = course.where
    return Place(
        file=source.file if source else None,
        sheet=where.sheet if where else None,
        cell=str(where.row) if where else None,
    )


def carry_over(
    new: Mapping, old: Mapping, frameworks: Sequence[Framework]
) -> tuple[Mapping, Rollover]:
    """Give a new mapping with the decisions of an old one, and an account of each of them.

    Carrying over the same decisions again changes nothing.

    Args:
        new: as `propose` gives it, or after an earlier carry-over.
        old: with the decisions.
        frameworks: the editions of the new mapping, to follow items that were replaced.
    """
    successors = Successors(old, new, frameworks)
    pairing = pair_courses(old.courses, new.courses)
    courses = {course.id: course for course in old.courses}
    links = {link_id(link.course, link.item): link for link in new.links}
    carried = stale = 0
    homeless: list[Homeless] = []
    for link in old.links:
        if not link.decisions:
            continue
        succession = successors.of(link.item)
        pairs = [pair for pair in pairing.pairs if pair.old.id == link.course]
        if pairs and succession.items:
            is_settled = [_move(link, pair, succession, links) for pair in pairs]
            carried += all(is_settled)
            stale += not all(is_settled)
        else:
            course = courses[link.course]
            reason = succession.note if pairs else _why_unpaired(course, pairing)
            homeless.append(Homeless(course=course, link=link, reason=reason))
    decided = {link.course for link in old.links if link.decisions}
    guesses = (pair for pair in pairing.pairs if pair.kinship and pair.old.id in decided)
    rollover = Rollover(
        carried=carried, stale=stale, homeless=tuple(homeless), guesses=tuple(guesses)
    )
    return _filled(new, links.values(), rollover_issues(rollover, old, new)), rollover


def _why_unpaired(course: Course, pairing: Pairing) -> str:
    rival = pairing.outdone.get(course.id)
    if rival is None:
        return "geen opleidingsonderdeel in de nieuwe lijst lijkt er genoeg op"
    return f"op {rival.code} ‘{rival.title}’ lijkt een ander opleidingsonderdeel meer"


def _move(link: Link, pair: Pair, succession: Succession, links: dict[str, Link]) -> bool:
    """Bring a decided link to its new course; say whether it needs no new look."""
    is_settled = True
    for item in succession.items:
        key = link_id(pair.new.id, item)
        target = links.get(key) or _added(link, pair.new, item)
        if pair.kinship is None and not succession.note:
            links[key] = united(target, link)
            is_settled = is_settled and link.status is not Status.STALE
        else:
            keeps_no = link.status is Status.REJECTED and _says_nothing_new(target, link)
            links[key] = _doubted(target, link, _change(pair, succession), keeps_no=keeps_no)
            is_settled = is_settled and keeps_no
    return is_settled


def _doubted(target: Link, link: Link, change: str, *, keeps_no: bool) -> Link:
    """Add decisions on another text or item; they wait for a new look unless there was one."""
    decisions = with_history(target.decisions, link.decisions)
    if decisions == target.decisions:
        return target
    if not target.decisions:
        status = Status.REJECTED if keeps_no else Status.STALE
        update = {"decisions": decisions, "status": status, "changed": change}
        return target.model_copy(update=update)
    is_looked_at = target.status is not Status.STALE
    copy = link.model_copy(update={"status": Status.OPEN if is_looked_at else Status.STALE})
    return united(target, copy)


def _says_nothing_new(target: Link, link: Link) -> bool:
    """Say whether the same words were turned down before: they are not proposed again."""
    known = {(piece.term, piece.text.casefold()) for piece in link.evidence}
    return all((piece.term, piece.text.casefold()) in known for piece in target.evidence)


def _change(pair: Pair, succession: Succession) -> str:
    guess = "" if pair.kinship is None else guess_words(pair.kinship)
    parts = (what_changed(pair.old, pair.new), succession.note, guess)
    return "; ".join(part for part in parts if part)


def _added(link: Link, course: Course, item: ItemRef) -> Link:
    """Make the link that was decided on and that the new run does not list."""
    return Link(
        id=link_id(course.id, item),
        course=course.id,
        item=item,
        confidence=link.confidence,
        band=link.band,
        proposed=False,
        origin=link.origin,
        evidence=tuple(_found_again(link.evidence, course)),
    )


def _found_again(evidence: Iterable[Evidence], course: Course) -> Iterable[Evidence]:
    """Keep the pieces that still stand in the text, where they stand now."""
    for piece in evidence:
        text = course.fields.get(piece.field, "")
        is_there = text[piece.start : piece.end] == piece.text
        start = piece.start if is_there else text.find(piece.text)
        if start >= 0:
            yield piece.model_copy(update={"start": start, "end": start + len(piece.text)})


def _filled(new: Mapping, links: Iterable[Link], issues: Iterable[Issue]) -> Mapping:
    """Put links in course order, the machine's before the reviewers' own, and add issues once."""
    order = {course.id: number for number, course in enumerate(new.courses)}
    machine = [link for link in links if link.origin is LinkOrigin.MACHINE]
    own = [link for link in links if link.origin is LinkOrigin.REVIEWER]
    machine.sort(key=lambda link: order[link.course])
    own.sort(key=lambda link: (order[link.course], link.item))
    told = dict.fromkeys((*new.issues, *issues))
    return new.model_copy(update={"links": (*machine, *own), "issues": tuple(told)})


class Succession(NamedTuple):
    """Where the decisions on an item go."""

    items: tuple[ItemRef, ...]
    """Empty where the item has no place any more."""
    note: str = ""
    """What changed, or why there is no place; empty where the item is simply the same."""


class Successors:
    """Follows items of an old mapping into the editions of a new one."""

    def __init__(self, old: Mapping, new: Mapping, frameworks: Sequence[Framework]) -> None:
        self._editions = {framework.id: framework for framework in frameworks}
        self._new = {used.ref.id: used.ref for used in new.frameworks}
        self._old = {used.ref.id: used.ref for used in old.frameworks}

    def of(self, item: ItemRef) -> Succession:
        """Give the items that take the place of an item."""
        name, known = item.framework, ItemRef.of(item.framework, item.item)
        if name not in self._new:
            return Succession((), f"het kader {name} is nu niet gebruikt")
        if known.item == NOTHING_FITS:
            # What fits nowhere in one edition may fit in the next.
            is_same = self._old.get(name) == self._new[name]
            return Succession((known,), "" if is_same else f"nieuwe editie {self._new[name]}")
        edition = self._editions.get(name)
        if edition is None:
            return Succession((known,))
        found = living_items(edition, known.item)
        if not found:
            return Succession((), f"het item bestaat niet meer in {edition.ref}")
        if found == (known.item,):
            return Succession((known,))
        heirs = ", ".join(found)
        note = f"het item {known.item} is in {edition.ref} vervangen door {heirs}"
        return Succession(tuple(ItemRef.of(name, one) for one in found), note)

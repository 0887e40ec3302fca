"""Take decisions over into the mapping of another list: next year's, or a corrected one.

Identity is the text. Identical texts carry over whatever the codes; a similar course is a guess,
and what was decided on it waits to be looked at again. Nothing is carried over by code alone, since
colleges renumber every code every year: a code only chooses between courses with equal texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from math import floor
from typing import NamedTuple

from pydantic import Field
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from swcompetence.model import (
    NOTHING_FITS,
    TEXT_FIELDS,
    Course,
    CourseField,
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
from swcompetence.model.framework import successors
from swcompetence.model.issue import info, warning
from swcompetence.model.mapping import in_force
from swcompetence.phrasing import counted, single_spaced
from swcompetence.review.merge import united, with_history
from swcompetence.review.sheet import FIELD_WORDS, VERDICT_WORDS
from swcompetence.text import fold, split_words
from swcompetence.text.cleaning import cleaned

_TITLE_WEIGHT, _TEXT_WEIGHT = 0.4, 0.6
_ENOUGH = 0.55
"""Least likeness of title and text together.

On five real years of one college, unrelated courses stay below 0.45; a rewritten course with its
old title begins at 0.56, a renamed course with its old text at 0.72.
"""
_TITLE_ALONE = 0.95
"""Least likeness of titles where one of the two has no text to compare."""
_FEW_WORDS = 10
"""A text with fewer words says too little to be compared."""
_OTHER_NUMBER = 0.5
"""Most likeness of titles that bear other numbers: Stage 1 is not Stage 2."""
_NUMBER = re.compile(r"\d+\w?|[ivx]+|[a-z]")
_MOST_SHOWN = 2
_LONGEST = 70
"""What a cell shows of a field at most: pieces, and characters of each."""


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


class _Succession(NamedTuple):
    """Where the decisions on an item go."""

    items: tuple[ItemRef, ...]
    """Empty where the item has no place any more."""
    note: str = ""
    """What changed, or why there is no place; empty where the item is simply the same."""


def carry_over(
    new: Mapping, old: Mapping, frameworks: Sequence[Framework]
) -> tuple[Mapping, Rollover]:
    """Give a new mapping with the decisions of an old one, and an account of each of them.

    Carrying over the same decisions again changes nothing. The editions are those of the new
    mapping, to follow items that were replaced.
    """
    pairing = pair_courses(old.courses, new.courses)
    courses = {course.id: course for course in old.courses}
    links = {link_id(link.course, link.item): link for link in new.links}
    decided = [link for link in old.links if in_force(link.decisions)]
    is_settled: list[bool] = []
    homeless: list[Homeless] = []
    for link in decided:
        succession = _succession(link.item, old, new, frameworks)
        pairs = [pair for pair in pairing.pairs if pair.old.id == link.course]
        if pairs and succession.items:
            moved = [_move(link, pair, succession, links) for pair in pairs]
            is_settled.append(all(moved))
        else:
            reason = "geen opleidingsonderdeel in de nieuwe lijst lijkt er genoeg op"
            if pairs:
                reason = succession.note
            elif rival := pairing.outdone.get(link.course):
                reason = f"op {rival.code} ‘{rival.title}’ lijkt een ander opleidingsonderdeel meer"
            homeless.append(Homeless(course=courses[link.course], link=link, reason=reason))
    rollover = Rollover(
        carried=is_settled.count(True), stale=is_settled.count(False), homeless=tuple(homeless)
    )
    with_decisions = {link.course for link in decided}
    guesses = [pair for pair in pairing.pairs if pair.old.id in with_decisions]
    issues = dict.fromkeys((*new.issues, *_issues(guesses, homeless, old, new)))
    order = {course.id: number for number, course in enumerate(new.courses)}
    machine = [link for link in links.values() if link.origin is LinkOrigin.MACHINE]
    added = [link for link in links.values() if link.origin is not LinkOrigin.MACHINE]
    machine.sort(key=lambda link: order[link.course])
    added.sort(key=lambda link: (order[link.course], link.item))
    update = {"links": (*machine, *added), "issues": tuple(issues)}
    return new.model_copy(update=update), rollover


def _succession(
    item: ItemRef, old: Mapping, new: Mapping, frameworks: Sequence[Framework]
) -> _Succession:
    """Give the items of the new mapping that take the place of an item of the old one."""
    name, known = item.framework, ItemRef.of(item.framework, item.item)
    was, now = ({used.ref.id: used.ref for used in m.frameworks} for m in (old, new))
    if name not in now:
        return _Succession((), f"het kader {name} is nu niet gebruikt")
    if known.item == NOTHING_FITS:
        # What fits nowhere in one edition may fit in the next.
        note = "" if was.get(name) == now[name] else f"nieuwe editie {now[name]}"
        return _Succession((known,), note)
    edition = next((framework for framework in frameworks if framework.id == name), None)
    heirs = (known.item,) if edition is None else successors(edition, known.item)
    if edition is None or heirs == (known.item,):
        return _Succession((known,))
    if not heirs:
        return _Succession((), f"het item bestaat niet meer in {edition.ref}")
    note = f"het item {known.item} is in {edition.ref} vervangen door {', '.join(heirs)}"
    return _Succession(tuple(ItemRef.of(name, heir) for heir in heirs), note)


def _move(link: Link, pair: CoursePair, succession: _Succession, links: dict[str, Link]) -> bool:
    """Bring a decided link to its new course; say whether it needs no new look."""
    is_settled = True
    for item in succession.items:
        key = link_id(pair.new.id, item)
        target = links.get(key) or _added(link, pair.new, item)
        if pair.kinship is None and not succession.note:
            links[key] = united(target, link)
            is_settled = is_settled and link.status is not Status.STALE
        else:
            # The same words, turned down before, are not proposed again.
            known = {(piece.term, piece.text.casefold()) for piece in link.evidence}
            words_now = {(piece.term, piece.text.casefold()) for piece in target.evidence}
            keeps_no = link.status is Status.REJECTED and words_now <= known
            guess = pair.kinship.words if pair.kinship else ""
            words = filter(None, (what_changed(pair.old, pair.new), succession.note, guess))
            links[key] = _doubted(target, link, "; ".join(words), keeps_no=keeps_no)
            is_settled = is_settled and keeps_no
        if link.marks and not target.marks:
            update = {"marks": link.marks, "origin": LinkOrigin.CURRICULUM}
            links[key] = links[key].model_copy(update=update)
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


def _added(link: Link, course: Course, item: ItemRef) -> Link:
    """Make the link that was decided on and that the new run does not list."""
    update = {
        "id": link_id(course.id, item),
        "course": course.id,
        "item": item,
        "proposed": False,
        "evidence": tuple(_refound(link.evidence, course)),
        "tie_evidence": tuple(_refound(link.tie_evidence, course)),
        "status": Status.OPEN,
        "decisions": (),
        "changed": None,
    }
    return link.model_copy(update=update)


def _refound(evidence: Iterable[Evidence], course: Course) -> Iterator[Evidence]:
    """Keep the pieces that still stand in the text, where they stand now."""
    for piece in evidence:
        text, words = course.fields.get(piece.field, ""), cleaned(piece.text)
        is_there = text[piece.start : piece.start + len(words)] == words
        start = piece.start if is_there else text.find(words)
        if start >= 0:
            place = {"start": start, "end": start + len(words)}
            yield piece.model_copy(update={"text": words, **place})


def _issues(
    guesses: Iterable[CoursePair], homeless: Iterable[Homeless], old: Mapping, new: Mapping
) -> Iterator[Issue]:
    """Tell which courses were guessed, which decisions have no place, and which editions differ."""
    for pair in guesses:
        if pair.kinship:
            yield info(
                "rollover-course-guessed",
                f"{pair.new.code} ‘{pair.new.title}’ lijkt het vroegere {pair.old.code}"
                f" ‘{pair.old.title}’: {pair.kinship.words}. Wat daarover beslist was, staat op"
                " ‘opnieuw te bekijken’. Klopt dit niet, kies dan in elke rij opnieuw.",
                _place(new, pair.new),
            )
    used_now = {used.ref.id for used in new.frameworks}
    unused = Counter(
        lost.link.item.framework for lost in homeless if lost.link.item.framework not in used_now
    )
    options = " ".join(f"--framework {framework}" for framework in sorted(unused))
    for framework, count in sorted(unused.items()):
        decisions = counted(count, "besluit gaat", "besluiten gaan")
        yield warning(
            "rollover-framework-unused",
            f"{decisions} over het kader {framework}, dat nu niet gebruikt is: niets daarvan is"
            f" overgenomen. Alles blijft bewaard in het oude bestand. Wilt u het behouden, geef dan"
            f" ook {options} mee.",
        )
    for lost in (lost for lost in homeless if lost.link.item.framework in used_now):
        verdicts = {VERDICT_WORDS[decision.verdict] for decision in in_force(lost.link.decisions)}
        yield warning(
            "rollover-without-home",
            f"Besluit zonder plaats: {lost.course.code} ‘{lost.course.title}’ en {lost.link.item}"
            f" ({', '.join(sorted(verdicts))}): {lost.reason}. Het blijft bewaard in het oude"
            " bestand; voeg het zelf toe als het nog geldt.",
            _place(old, lost.course),
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
    file, where = source.file if source else None, course.where
    return Place(file=file, sheet=where.sheet, cell=str(where.row)) if where else Place(file=file)


class Kinship(NamedTuple):
    """How alike two courses are, each between 0 and 1."""

    title: float
    text: float | None
    """None where one of the two has no text."""

    @property
    def score(self) -> float:
        """Give one number; 0 where this is too little to call it the same course."""
        if self.text is None:
            return self.title if self.title >= _TITLE_ALONE else 0.0
        both = _TITLE_WEIGHT * self.title + _TEXT_WEIGHT * self.text
        return both if both >= _ENOUGH else 0.0

    @property
    def words(self) -> str:
        """Say in Dutch by what the course was recognised."""
        text = "" if self.text is None else f" en tekst ({_percent(self.text)} % gelijk)"
        return f"herkend aan titel ({_percent(self.title)} % gelijk){text}"


def _percent(likeness: float) -> int:
    # Down, so that what differs is never called 100 % alike; 0.57 * 100 is a little under 57.
    return floor(round(likeness * 100, 6))


class CoursePair(NamedTuple):
    """An old course and the new course that it became."""

    old: Course
    new: Course
    kinship: Kinship | None
    """None where the texts are identical, else how alike they are: a guess."""


class Pairing(NamedTuple):
    """Which courses belong together, and which old ones lost their place to another."""

    pairs: tuple[CoursePair, ...]
    """In the order of the new list."""
    outdone: dict[str, Course]
    """Old course id -> the new course that was more like another old course."""


def pair_courses(old: Sequence[Course], new: Sequence[Course]) -> Pairing:
    """Pair courses; each new course takes after one old course.

    Identical texts (white space apart) come first. What is left is paired from the most alike down;
    a course that finds no partner is in no pair.
    """
    same = _identical(old, new)
    was, now = {pair.old.id for pair in same.pairs}, {pair.new.id for pair in same.pairs}
    alike = _alike([c for c in old if c.id not in was], [c for c in new if c.id not in now])
    order = {course.id: number for number, course in enumerate(new)}
    pairs = sorted((*same.pairs, *alike.pairs), key=lambda pair: order[pair.new.id])
    outdone = same.outdone | alike.outdone
    for pair in pairs:
        outdone.pop(pair.old.id, None)
    return Pairing(tuple(pairs), outdone)


def _identical(old: Sequence[Course], new: Sequence[Course]) -> Pairing:
    """Pair equal texts: equal codes first, then in list order; a twin that is new shares."""
    old_by_text: dict[Hashable, list[Course]] = {}
    new_by_text: dict[Hashable, list[Course]] = {}
    for groups, courses in ((old_by_text, old), (new_by_text, new)):
        for course in courses:
            groups.setdefault(_text_key(course), []).append(course)
    pairs: list[CoursePair] = []
    outdone: dict[str, Course] = {}
    for key, heirs in new_by_text.items():
        known = old_by_text.get(key, [])
        rest, waiting = list(known), []
        for course in heirs:
            twin = next((earlier for earlier in rest if earlier.code == course.code), None)
            if twin is None:
                waiting.append(course)
            else:
                rest.remove(twin)
                pairs.append(CoursePair(twin, course, None))
        for number, course in enumerate(waiting if known else ()):
            pairs.append(CoursePair(rest[number] if number < len(rest) else known[0], course, None))
        outdone |= {earlier.id: heirs[0] for earlier in rest[len(waiting) :]}
    return Pairing(tuple(pairs), outdone)


def _alike(old: Sequence[Course], new: Sequence[Course]) -> Pairing:
    """Pair from the most alike down."""
    new_words = [_words(course) for course in new]
    claims = []
    for i, earlier in enumerate(old):
        words = _words(earlier)
        for j, course in enumerate(new):
            is_telling = min(len(words), len(new_words[j])) >= _FEW_WORDS
            text = Indel.normalized_similarity(words, new_words[j]) if is_telling else None
            kinship = Kinship(_title_likeness(earlier, course), text)
            if kinship.score:
                claims.append((-kinship.score, earlier.code != course.code, i, j, kinship))
    pairs: list[CoursePair] = []
    outdone: dict[str, Course] = {}
    taken: set[str] = set()
    placed: set[str] = set()
    for *_, i, j, kinship in sorted(claims, key=lambda claim: claim[:4]):
        if old[i].id in placed:
            continue
        if new[j].id in taken:
            outdone.setdefault(old[i].id, new[j])
            continue
        placed.add(old[i].id)
        taken.add(new[j].id)
        pairs.append(CoursePair(old[i], new[j], kinship))
    return Pairing(tuple(pairs), outdone)


def _text_key(course: Course) -> Hashable:
    # A mapping of an older version holds its texts less clean; that alone makes no other course.
    texts = ((field, single_spaced(cleaned(text))) for field, text in course.fields.items())
    return frozenset((field, text) for field, text in texts if text)


def _words(course: Course) -> list[str]:
    return [
        fold(word.text)
        for field, text in sorted(course.fields.items())
        if field is not CourseField.TITLE
        for word in split_words(cleaned(text))
    ]


def _title_likeness(old: Course, new: Course) -> float:
    words = [[fold(word.text) for word in split_words(course.title)] for course in (old, new)]
    likeness = fuzz.token_sort_ratio(*(" ".join(title) for title in words)) / 100
    numbers = [sorted(word for word in title if _NUMBER.fullmatch(word)) for title in words]
    return likeness if numbers[0] == numbers[1] else min(likeness, _OTHER_NUMBER)


def what_changed(old: Course, new: Course) -> str:
    """Say per field what was added and what was taken out; empty where nothing changed.

    >>> was = Course(id="A", code="A", title="Recht 1", fields={"content": "Leert het leefloon."})
    >>> now = Course(id="B", code="B", title="Recht", fields={"content": "Leert de leefloonwet."})
    >>> what_changed(was, now)
    'titel was ‘Recht 1’; inhoud: ‘het leefloon’ werd ‘de leefloonwet’'
    """
    texts = {
        field: [single_spaced(cleaned(c.fields.get(field, ""))) for c in (old, new)]
        for field in TEXT_FIELDS
    }
    return "; ".join(
        _field_change(field, was, now) for field, (was, now) in texts.items() if was != now
    )


def _field_change(field: CourseField, was: str, now: str) -> str:
    name = FIELD_WORDS[field]
    if field is CourseField.TITLE:
        return f"titel was ‘{_short(was)}’"
    if not was or not now:
        return f"{name}: {'nu ingevuld' if now else 'nu leeg'}"
    changes = list(_word_changes(was, now))
    if not changes:
        return f"{name}: enkel leestekens of hoofdletters"
    # The longest pieces say most; they are shown in the order of the text.
    telling = sorted(changes, key=lambda change: -len(change))[:_MOST_SHOWN]
    shown = [change for change in changes if change in telling]
    rest = len(changes) - len(shown)
    return f"{name}: {', '.join(shown)}" + (f" en nog {rest} keer anders" if rest else "")


def _word_changes(was: str, now: str) -> Iterator[str]:
    old, new = split_words(was), split_words(now)
    matcher = SequenceMatcher(
        None, [fold(w.text) for w in old], [fold(w.text) for w in new], autojunk=False
    )
    for kind, i, j, k, m in matcher.get_opcodes():
        gone = _short(was[old[i].start : old[j - 1].end]) if j > i else ""
        come = _short(now[new[k].start : new[m - 1].end]) if m > k else ""
        if kind == "replace":
            yield f"‘{gone}’ werd ‘{come}’"
        elif kind != "equal":
            yield f"‘{come}’ erbij" if come else f"‘{gone}’ weg"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"

"""Which course of a new list is which course of an older one: by its text, never by its code.

Colleges renumber every code every year, so a code only chooses between courses with equal texts.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from swcompetence.model import Course, CourseField
from swcompetence.phrasing import single_spaced
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
    """CoursePair courses; each new course takes after one old course.

    Identical texts (white space apart) come first. What is left is paired from the most alike down;
    a course that finds no partner is in no pair.
    """
    same = _identical(old, new)
    alike = _alike(
        [course for course in old if course.id not in {pair.old.id for pair in same.pairs}],
        [course for course in new if course.id not in {pair.new.id for pair in same.pairs}],
    )
    order = {course.id: number for number, course in enumerate(new)}
    pairs = sorted((*same.pairs, *alike.pairs), key=lambda pair: order[pair.new.id])
    outdone = same.outdone | alike.outdone
    for pair in pairs:
        outdone.pop(pair.old.id, None)
    return Pairing(tuple(pairs), outdone)


def _identical(old: Sequence[Course], new: Sequence[Course]) -> Pairing:
    """CoursePair equal texts: equal codes first, then in list order; a twin that is new shares."""
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
    """CoursePair from the most alike down."""
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

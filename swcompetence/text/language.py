"""Tell Dutch segments from French and English ones by their small words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from swcompetence.model import Course, CourseField, Reading


class Language(StrEnum):
    """The languages that course sheets mix."""

    DUTCH = "nl"
    FRENCH = "fr"
    ENGLISH = "en"


_SMALL_WORDS: dict[Language, frozenset[str]] = {
    Language.DUTCH: frozenset(
        "de het een en van in op met te voor aan is zijn worden wordt dat die deze dit er bij om"
        " als ook niet naar door uit over tot hoe wat je kan kunnen hun hij zij of maar tussen"
        " binnen vanuit geen nog zich wel student studenten".split()
    ),
    Language.FRENCH: frozenset(
        "le la les des du un une et est sont dans pour par sur avec qui que ce cette ces au aux"
        " en à leur ses son pas ou plus l d s c n qu nous vous se être a".split()
    ),
    Language.ENGLISH: frozenset(
        "the of and to in is are for with on by this that these from as an be will can how it"
        " their you your students have or what which at not has".split()
    ),
}
_FOREIGN_WORDS = _SMALL_WORDS[Language.FRENCH] | _SMALL_WORDS[Language.ENGLISH]
_LEAST = 3
"""Small words of the other language that it takes to call a segment foreign."""


def language_of(words: Iterable[str]) -> Language:
    """Give the language with the most small words; Dutch unless another clearly wins.

    >>> language_of("the right to housing is part of the constitution".split())
    <Language.ENGLISH: 'en'>
    >>> language_of(["Lipsky", "street-level", "bureaucracy"])
    <Language.DUTCH: 'nl'>
    """
    lowered = [word.casefold() for word in words]
    if sum(map(_FOREIGN_WORDS.__contains__, lowered)) < _LEAST:
        return Language.DUTCH
    counts = {
        language: sum(word in small for word in lowered) for language, small in _SMALL_WORDS.items()
    }
    best = max(counts, key=lambda language: counts[language])
    clear = counts[best] >= _LEAST and counts[best] > 2 * counts[Language.DUTCH]
    return best if clear else Language.DUTCH


def reading_of(course: Course) -> Reading:
    """Say in which language a course is written, and why its texts are not read if they are not."""
    texts = (text for field, text in course.fields.items() if field is not CourseField.TITLE)
    words = [word for text in texts for word in text.split()]
    if not words:
        return Reading(language=None, skipped="no_text")
    language = language_of(words)
    return Reading(language=language, skipped=None if language is Language.DUTCH else "language")

"""What changed in the text of a course, in a few words that fit in a cell."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from swcompetence.model import TEXT_FIELDS, Course, CourseField
from swcompetence.phrasing import single_spaced
from swcompetence.text import fold, split_words
from swcompetence.text.cleaning import cleaned

FIELD_WORDS = {
    CourseField.TITLE: "titel",
    CourseField.OUTCOMES: "leerresultaten",
    CourseField.CONTENT: "inhoud",
    CourseField.TEACHING: "werkvormen",
    CourseField.ASSESSMENT: "evaluatie",
}
"""The text fields in the words of a lecturer."""
_MOST_SHOWN = 2
_LONGEST = 70
"""What a cell shows of a field at most: pieces, and characters of each."""


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

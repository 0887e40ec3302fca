"""The phases of a programme, earliest first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from swcompetence.model import Course, Model
from swcompetence.phrasing import single_spaced

_CREDITS = re.compile(r"\d+(?:[.,]\d+)? ?(?:studiepunten|stp|sp|ects|credits)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde")
_ROMANS = ("I", "II", "III", "IV", "V", "VI")


class PhaseOrder(Model):
    """The phases of a programme, earliest first."""

    phases: tuple[str, ...]
    """Each in the words with which the list first names it."""
    is_by_number: bool
    """True where every name holds a number; False where the order of the list had to serve."""
    places: dict[str, int]
    """Every name of a phase, on one line -> its place in `phases`, from 0."""

    @property
    def rule(self) -> str:
        """Say in Dutch how the phases were ordered."""
        if not self.phases:
            return "De lijst noemt geen fases."
        if self.is_by_number:
            return "Fases volgen elkaar op volgens het getal in hun naam."
        return (
            "Fases volgen elkaar op zoals de lijst ze noemt, want niet elke naam bevat een getal."
        )

    def place(self, course: Course) -> int | None:
        """Give the place of a course's phase, from 0; None where the list does not say."""
        return self.places.get(single_spaced(course.phase or ""))


def phase_order(courses: Iterable[Course]) -> PhaseOrder:
    """Order the phases: by the number in their names, or as the list first names them.

    A number is one of one or two digits (`Fase 2`, `2BA`), an ordinal in letters (`eerste jaar`)
    or a Roman number (`Fase II`); a number of credits is none. Of several numbers in one name the
    first counts. Names with the same number are one phase. Where one name holds no number, the
    order of the list serves for all.
    """
    named = [single_spaced(course.phase or "") for course in courses]
    names = list(dict.fromkeys(name for name in named if name))
    numbers = {name: _number(name) for name in names}
    is_by_number = None not in numbers.values()
    keys: dict[str, int] = {
        name: place if (number := numbers[name]) is None or not is_by_number else number
        for place, name in enumerate(names)
    }
    ordered = sorted(set(keys.values()))
    first = {key: next(name for name in names if keys[name] == key) for key in ordered}
    return PhaseOrder(
        phases=tuple(first.values()),
        is_by_number=bool(names) and is_by_number,
        places={name: ordered.index(key) for name, key in keys.items()},
    )


def _number(name: str) -> int | None:
    bare = _CREDITS.sub(" ", name)
    if digits := _NUMBER.search(bare):
        return int(digits[1])
    for word in re.findall(r"\w+", bare):
        if word.casefold() in _ORDINALS:
            return _ORDINALS.index(word.casefold()) + 1
        if word in _ROMANS:
            return _ROMANS.index(word) + 1
    return None

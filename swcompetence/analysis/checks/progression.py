"""The progression (leerlijn): at which level each item comes back, phase after phase."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as AnyMapping

from swcompetence.analysis.finding import CourseFinding, FrameworkFindings
from swcompetence.analysis.link_standing import LEVEL_NAMES
from swcompetence.model import Course, ItemRef, Mapping, Model
from swcompetence.model.mapping import Treatment
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


PROGRESSION_RULE = (
    "Niveaus komen uit bevestigde koppelingen, zoals de lesgevers ze invulden. Geven lesgevers een"
    " ander niveau, dan staat het opleidingsonderdeel bij elk van die niveaus; vulde niemand een"
    " niveau in, dan staat het bij ‘niveau niet ingevuld’. Open voorstellen hebben geen niveau en"
    " staan apart."
)


class ProgressionCell(Model):
    """The courses of one phase in which an item stands at one level."""

    phase: str | None
    """In the list's own words; None where the list does not say."""
    level: str | None
    """None where nobody gave a level."""
    confirmed: tuple[str, ...] = ()
    """Ids of the courses with a confirmed link."""
    proposed: tuple[str, ...] = ()
    """Ids of the courses with an open proposal; these have no level."""
    touched: tuple[str, ...] = ()
    """Ids of those of both that only touch on it."""


class ItemProgression(Model):
    """One item through the phases."""

    item: ItemRef
    label: str
    group: str | None
    cells: tuple[ProgressionCell, ...]
    """Those that hold a course: by phase, then by level; what is not known comes last."""

    def cell(self, phase: str | None, level: str | None) -> ProgressionCell:
        """Give what stands at a phase and a level, an empty cell where nothing does."""
        empty = ProgressionCell(phase=phase, level=level)
        return next((c for c in self.cells if (c.phase, c.level) == (phase, level)), empty)


class Progression(Model):
    """The progression of one framework, items in the order of the edition."""

    framework: str
    """Full reference of the edition."""
    title: str
    phases: tuple[str | None, ...]
    """Every phase of the list, earliest first; None last where a course names no phase."""
    levels: tuple[str | None, ...]
    """The levels asked for, lowest first; then others that reviewers gave; None for no level."""
    rule: str
    """How levels are counted and how the phases were ordered; Dutch."""
    items: tuple[ItemProgression, ...]


def progression(mapping: Mapping, findings: FrameworkFindings) -> Progression:
    """Say per item which courses stand at which level in each phase, see `PROGRESSION_RULE`.

    Before the mapping is reviewed no level is known.
    """
    order = phase_order(mapping.courses)
    places = {course.id: order.place(course) for course in mapping.courses}
    phase_of = {c: None if place is None else order.phases[place] for c, place in places.items()}
    given = {level for item in findings.items for link in item.linked for level in link.levels}
    phases = (*order.phases, *((None,) if None in phase_of.values() else ()))
    columns = (*LEVEL_NAMES, *sorted(given - set(LEVEL_NAMES)), None)
    return Progression(
        framework=findings.ref,
        title=findings.title,
        phases=phases,
        levels=columns,
        rule=f"{PROGRESSION_RULE} {order.rule}",
        items=tuple(
            ItemProgression(
                item=item.item,
                label=item.label,
                group=item.group,
                cells=tuple(_cells(item.linked, phase_of, phases, columns)),
            )
            for item in findings.items
        ),
    )


def _cells(
    links: Sequence[CourseFinding],
    phase_of: AnyMapping[str, str | None],
    phases: Sequence[str | None],
    levels: Sequence[str | None],
) -> Iterable[ProgressionCell]:
    for phase in phases:
        here = [link for link in links if phase_of[link.course] == phase]
        for level in levels:
            at_level = [link for link in here if level in (link.levels or (None,))]
            confirmed = tuple(link.course for link in at_level if link.is_confirmed)
            proposed = tuple(link.course for link in at_level if not link.is_confirmed)
            touched = tuple(link.course for link in at_level if link.treatment is Treatment.TOUCHED)
            if confirmed or proposed:
                yield ProgressionCell(
                    phase=phase,
                    level=level,
                    confirmed=confirmed,
                    proposed=proposed,
                    touched=touched,
                )

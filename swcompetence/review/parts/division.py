"""Plans to divide courses among reviewers: per track, per phase or by a list of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from swcompetence.errors import NotDivisibleError
from swcompetence.model import Course, Issue, Mapping, Model, Place, Table
from swcompetence.model.mapping import reviewer_key
from swcompetence.review.issue_codes import warning
from swcompetence.review.sheet import shown_codes, squeezed
from swcompetence.text import fold

_NO_REVIEWER = "zonder lesgever"
_CODE_NAMES = frozenset({"code", "opleidingsonderdeel", "vakcode"})
_REVIEWER_NAMES = frozenset({"naam", "lezer", "lesgever", "docent", "nagekeken door"})


class Division(Model):
    """One part of a plan: a name and the courses that go with it."""

    name: str
    courses: tuple[str, ...]
    """Course ids."""


class Assignment(Model):
    """One row of a list of reviewers."""

    code: str
    name: str
    place: Place


def assignments(tables: Sequence[Table]) -> tuple[Assignment, ...]:
    """Read a list of reviewers: the columns `code` and `naam`, else the first two columns."""
    found = []
    for table in tables:
        code, name = 0, 1
        for row in table.rows:
            cells = [squeezed(fold(value)) for value in (*row.values, "", "")]
            codes = [at for at, cell in enumerate(cells) if cell in _CODE_NAMES]
            names = [at for at, cell in enumerate(cells) if cell in _REVIEWER_NAMES]
            if codes and names:
                code, name = codes[0], names[0]
            elif cells[name]:
                values = (*row.values, "", "")
                place = Place(file=table.file, sheet=table.sheet, cell=row.address(code))
                found.append(Assignment(code=values[code], name=values[name], place=place))
    return tuple(found)


def by_track(mapping: Mapping) -> tuple[Division, ...]:
    """Plan one part per track (traject), in list order.

    Raises:
        NotDivisibleError: no course says its track.
    """
    return _by("traject", [(course.id, course.track) for course in mapping.courses])


def by_phase(mapping: Mapping) -> tuple[Division, ...]:
    """Plan one part per phase (fase, trajectschijf), in list order.

    Raises:
        NotDivisibleError: no course says its phase.
    """
    return _by("fase", [(course.id, course.phase) for course in mapping.courses])


def _by(what: str, values: Sequence[tuple[str, str | None]]) -> tuple[Division, ...]:
    groups: dict[str, list[str]] = {}
    for course, value in values:
        name = squeezed(value or "") or f"zonder {what}"
        groups.setdefault(f"{what} {name}" if name.isdecimal() else name, []).append(course)
    if groups.keys() <= {f"zonder {what}"}:
        raise NotDivisibleError(what)
    return tuple(Division(name=name, courses=tuple(ids)) for name, ids in groups.items())


def by_reviewer(
    mapping: Mapping, rows: Sequence[Assignment]
) -> tuple[tuple[Division, ...], tuple[Issue, ...]]:
    """Plan one part per reviewer; a course that two names stand for goes to both.

    Returns:
        The parts, courses without a reviewer in a last one, and an issue for every code that is
        not in the list and for the courses that nobody was given.
    """
    codes: dict[str, list[str]] = {}
    shown = shown_codes(mapping)
    for course in mapping.courses:
        for code in dict.fromkeys((course.id, shown[course.id], course.code)):
            codes.setdefault(squeezed(code).casefold(), []).append(course.id)
    names: dict[str, str] = {}
    given: dict[str, list[str]] = {}
    issues: list[Issue] = []
    for row in rows:
        found = codes.get(squeezed(row.code).casefold(), [])
        key = reviewer_key(row.name) or ""
        names.setdefault(key, squeezed(row.name))
        given.setdefault(key, []).extend(found)
        if not found:
            issues.append(_unknown(row))
    taken = {course for courses in given.values() for course in courses}
    rest = [course for course in mapping.courses if course.id not in taken]
    if rest:
        issues.append(_without_reviewer(rest, rows))
    plan = [Division(name=names[key], courses=_listed(mapping, given[key])) for key in given]
    left = Division(name=_NO_REVIEWER, courses=tuple(course.id for course in rest))
    return tuple(one for one in (*plan, left) if one.courses), tuple(issues)


def _listed(mapping: Mapping, courses: Iterable[str]) -> tuple[str, ...]:
    wanted = frozenset(courses)
    return tuple(course.id for course in mapping.courses if course.id in wanted)


def _unknown(row: Assignment) -> Issue:
    return warning(
        "split-code-unknown",
        f"{row.place}: de code ‘{row.code}’ ({row.name}) staat niet in de lijst van"
        " opleidingsonderdelen. Verbeter de code en verdeel opnieuw.",
        row.place,
    )


def _without_reviewer(courses: Sequence[Course], rows: Sequence[Assignment]) -> Issue:
    named = ", ".join(f"{course.code or course.id} {course.title}" for course in courses)
    number = len(courses)
    return warning(
        "split-course-without-reviewer",
        f"{number} {'opleidingsonderdeel heeft' if number == 1 else 'opleidingsonderdelen hebben'}"
        f" geen lesgever en {'staat' if number == 1 else 'staan'} in het deel ‘{_NO_REVIEWER}’:"
        f" {named}.",
        Place(file=rows[0].place.file if rows else None),
    )

"""Divide a mapping among reviewers, and bring what they give back together again.

Parts may overlap: two reviewers may have the same course, or copies of one file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from swcompetence.errors import DifferentRunsError, NotDivisibleError
from swcompetence.model import (
    Course,
    Curriculum,
    Issue,
    ItemRef,
    Link,
    LinkOrigin,
    Mapping,
    Model,
    Part,
    Place,
    Table,
)
from swcompetence.model.mapping import reviewer_key
from swcompetence.phrasing import single_spaced
from swcompetence.review.issue_codes import warning
from swcompetence.review.merge import united
from swcompetence.review.sheet import shown_codes
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
            cells = [single_spaced(fold(value)) for value in (*row.values, "", "")]
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
        name = single_spaced(value or "") or f"zonder {what}"
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
            codes.setdefault(single_spaced(code).casefold(), []).append(course.id)
    names: dict[str, str] = {}
    given: dict[str, list[str]] = {}
    issues: list[Issue] = []
    for row in rows:
        found = codes.get(single_spaced(row.code).casefold(), [])
        key = reviewer_key(row.name) or ""
        names.setdefault(key, single_spaced(row.name))
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


class Missing(Model):
    """What a mapping that was brought together still lacks."""

    parts: tuple[str, ...] = ()
    """Names of the parts that were not given back."""
    courses: tuple[str, ...] = ()
    """Ids of the courses that are in none of the parts given back."""


def split(mapping: Mapping, divisions: Sequence[Division]) -> tuple[Mapping, ...]:
    """Give one mapping per part; each knows the whole that it is a part of.

    Raises:
        ValueError: the parts leave out a course, which would be lost, or name an unknown one.
    """
    whole = tuple(course.id for course in mapping.courses)
    if {course for one in divisions for course in one.courses} != set(whole):
        raise ValueError("the parts do not hold exactly the courses of the mapping")
    names = tuple(one.name for one in divisions)
    return tuple(
        mapping.of_courses(one.courses).model_copy(
            update={"part": Part(numbers=(number,), names=names, all_courses=whole)}
        )
        for number, one in enumerate(divisions, 1)
    )


def join(mappings: Sequence[Mapping]) -> Mapping:
    """Bring parts of one run together: the inverse of `split`, with or without decisions in them.

    Parts may overlap and may be given twice, and copies of a whole mapping join as well; all
    decisions are kept. What still lacks then, `missing` says.

    Raises:
        DifferentRunsError: they do not come from one run of `map`; the day does not count.
        ValueError: there are none.
    """
    if not mappings:
        raise ValueError("there is nothing to join")
    first, *others = mappings
    for other in others:
        _check_same_run(first, other)
    place = {course: number for number, course in enumerate(_whole(first))}
    links: dict[tuple[str, ItemRef], Link] = {}
    for link in (link for one in mappings for link in one.links):
        kept = links.setdefault((link.course, link.item), link)
        if kept != link:
            links[link.course, link.item] = united(kept, link)
    return first.model_copy(
        update={
            "curricula": tuple(
                _joined([one.curricula[number] for one in mappings], place)
                for number in range(len(first.curricula))
            ),
            "links": tuple(
                sorted(
                    links.values(),
                    key=lambda link: (link.origin is LinkOrigin.REVIEWER, place[link.course]),
                )
            ),
            "issues": _issues(mappings),
            "part": _part(mappings),
        }
    )


def missing(mapping: Mapping) -> Missing:
    """Say what lacks in a mapping that was brought together from parts; nothing in a whole one."""
    part = mapping.part
    if part is None:
        return Missing()
    present = {course.id for course in mapping.courses}
    return Missing(
        parts=tuple(n for number, n in enumerate(part.names, 1) if number not in part.numbers),
        courses=tuple(course for course in part.all_courses if course not in present),
    )


def missing_issues(mapping: Mapping) -> tuple[Issue, ...]:
    """Tell in one warning what lacks, so that nobody takes a part for the whole."""
    part, lacking = mapping.part, missing(mapping)
    if part is None or not (lacking.parts or lacking.courses):
        return ()
    of = f"{len(lacking.courses)} van {len(part.all_courses)}"
    return (
        warning(
            "review-part-missing",
            f"Dit is niet het geheel: {len(part.numbers)} van {part.of} delen zijn er"
            f" ({part.name}). Nog niet terug: {', '.join(lacking.parts)}. {of}"
            " opleidingsonderdelen tellen daarom niet mee.",
            Place(),
        ),
    )


def _whole(mapping: Mapping) -> tuple[str, ...]:
    own = tuple(course.id for course in mapping.courses)
    return mapping.part.all_courses if mapping.part else own


def _check_same_run(first: Mapping, other: Mapping) -> None:
    differing = list(differences(first, other))
    if [_bare(one) for one in first.curricula] != [_bare(one) for one in other.curricula]:
        differing.append("het opleidingsprogramma")
    if first.part and other.part and first.part.names != other.part.names:
        differing.append("de verdeling")
    if differing:
        raise DifferentRunsError((_name(first), _name(other)), "; ".join(differing))


def _name(mapping: Mapping) -> str:
    if mapping.part:
        return mapping.part.name
    return ", ".join(curriculum.id for curriculum in mapping.curricula)


def _bare(curriculum: Curriculum) -> Curriculum:
    return curriculum.model_copy(update={"courses": ()})


def _joined(parts: Sequence[Curriculum], place: dict[str, int]) -> Curriculum:
    courses = {course.id: course for part in parts for course in part.courses}
    ordered = sorted(courses.values(), key=lambda course: place[course.id])
    return parts[0].model_copy(update={"courses": tuple(ordered)})


def _issues(mappings: Sequence[Mapping]) -> tuple[Issue, ...]:
    issues = list(mappings[0].issues)
    for other in mappings[1:]:
        issues += [issue for issue in other.issues if issue not in issues]
    return tuple(issues)


def _part(mappings: Sequence[Mapping]) -> Part | None:
    """Say which parts are here; None where all of them are."""
    parts = [one.part for one in mappings if one.part]
    numbers = sorted({number for part in parts for number in part.numbers})
    if len(parts) < len(mappings) or len(numbers) == parts[0].of:
        return None
    return parts[0].model_copy(update={"numbers": tuple(numbers)})


_MOST_NAMED = 5


def differences(one: Mapping, other: Mapping) -> tuple[str, ...]:
    """Name in Dutch what makes two mappings the results of different runs; nothing where equal.

    Decisions, issues and the day do not count: the same program, editions and texts give the same
    links.
    """
    return (
        *_tool_differences(one, other),
        *_edition_differences(one, other),
        *_course_differences(one, other),
    )


def _tool_differences(one: Mapping, other: Mapping) -> Iterator[str]:
    tools = [
        f"{m.tool.name} {m.tool.version}, {m.tool.matcher}, parameters {m.tool.parameters}"
        for m in (one, other)
    ]
    if tools[0] != tools[1]:
        yield f"het programma ({tools[0]} tegenover {tools[1]})"


def _edition_differences(one: Mapping, other: Mapping) -> Iterator[str]:
    mine, theirs = ({used.ref: used for used in m.frameworks} for m in (one, other))
    if mine.keys() != theirs.keys():
        named = (", ".join(sorted(used)) or "geen" for used in (mine, theirs))
        yield f"de kaders ({' tegenover '.join(named)})"
    for ref in sorted(mine.keys() & theirs.keys()):
        if mine[ref] != theirs[ref]:
            revisions = f"{mine[ref].revision} tegenover {theirs[ref].revision}"
            yield f"de inhoud van het kader {ref} (revisie {revisions})"


def _course_differences(one: Mapping, other: Mapping) -> Iterator[str]:
    mine, theirs = (dict.fromkeys(_whole_list(m)) for m in (one, other))
    if lacking := [name for name in mine if name not in theirs]:
        yield f"enkel het eerste bestand kent {_named(lacking)}"
    if extra := [name for name in theirs if name not in mine]:
        yield f"enkel het tweede bestand kent {_named(extra)}"
    texts = {course.id: course.text_hash for course in one.courses}
    changed = [c.id for c in other.courses if texts.get(c.id, c.text_hash) != c.text_hash]
    if changed:
        yield f"de tekst van {_named(changed)}"


def _whole_list(mapping: Mapping) -> Sequence[str]:
    """Give the ids of the list that a mapping was made from, also for a part of it."""
    part = mapping.part
    return part.all_courses if part else tuple(course.id for course in mapping.courses)


def _named(courses: Sequence[str]) -> str:
    rest = len(courses) - _MOST_NAMED
    return ", ".join(courses[:_MOST_NAMED]) + (f" en nog {rest} andere" if rest > 0 else "")

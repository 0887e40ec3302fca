"""Divide a mapping among reviewers, and bring what they give back together again.

Parts may overlap: two reviewers may have the same course, or copies of one file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from swcompetence.errors import DifferentRunsError, NotDivisibleError
from swcompetence.model import (
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
    link_id,
)
from swcompetence.model.issue import warning
from swcompetence.model.mapping import reviewer_key
from swcompetence.phrasing import counted, first_few, single_spaced
from swcompetence.review.merge import united
from swcompetence.review.values import Names
from swcompetence.text import fold

_MOST_NAMED = 5
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
    rows = []
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
                rows.append(Assignment(code=values[code], name=values[name], place=place))
    return tuple(rows)


def by_label(mapping: Mapping, what: str) -> tuple[Division, ...]:
    """Plan one part per `traject` (track) or `fase` (phase, trajectschijf), in list order.

    Raises:
        NotDivisibleError: no course says its track or phase.
    """
    groups: dict[str, list[str]] = {}
    for course in mapping.courses:
        label = course.track if what == "traject" else course.phase
        name = single_spaced(label or "") or f"zonder {what}"
        groups.setdefault(f"{what} {name}" if name.isdecimal() else name, []).append(course.id)
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
    known = Names(mapping, ())
    names: dict[str, str] = {}
    given: dict[str, set[str]] = {}
    issues: list[Issue] = []
    for row in rows:
        courses = known.with_code(row.code)
        key = reviewer_key(row.name) or ""
        names.setdefault(key, single_spaced(row.name))
        given.setdefault(key, set()).update(courses)
        if not courses:
            message = (
                f"{row.place}: de code ‘{row.code}’ ({row.name}) staat niet in de lijst van"
                " opleidingsonderdelen. Verbeter de code en verdeel opnieuw."
            )
            issues.append(warning("split-code-unknown", message, row.place))
    rest = [course for course in mapping.courses if not any(course.id in c for c in given.values())]
    if rest:
        named = ", ".join(f"{course.code or course.id} {course.title}" for course in rest)
        have = counted(len(rest), "opleidingsonderdeel heeft", "opleidingsonderdelen hebben")
        stand = "staat" if len(rest) == 1 else "staan"
        message = f"{have} geen lesgever en {stand} in het deel ‘{_NO_REVIEWER}’: {named}."
        place = Place(file=rows[0].place.file if rows else None)
        issues.append(warning("split-course-without-reviewer", message, place))
    parts = [(names[key], courses) for key, courses in given.items()]
    parts.append((_NO_REVIEWER, {course.id for course in rest}))
    plan = (
        Division(name=name, courses=tuple(c.id for c in mapping.courses if c.id in courses))
        for name, courses in parts
    )
    return tuple(division for division in plan if division.courses), tuple(issues)


def split(mapping: Mapping, divisions: Sequence[Division]) -> tuple[Mapping, ...]:
    """Give one mapping per part; each knows the whole that it is a part of.

    Raises:
        ValueError: the parts leave out a course, which would be lost, or name an unknown one.
    """
    whole = tuple(course.id for course in mapping.courses)
    if {course for division in divisions for course in division.courses} != set(whole):
        raise ValueError("the parts do not hold exactly the courses of the mapping")
    names = tuple(division.name for division in divisions)
    return tuple(
        mapping.of_courses(division.courses).model_copy(
            update={"part": Part(numbers=(number,), names=names, all_courses=whole)}
        )
        for number, division in enumerate(divisions, 1)
    )


def join(mappings: Sequence[Mapping]) -> Mapping:
    """Bring mappings together: parts of one list, and mappings of different lists.

    Of one list they come from one run: the inverse of `split`, with or without decisions in them.
    Parts may overlap and may be given twice, and copies of a whole mapping join as well; all
    decisions are kept. What still lacks then, `missing_issues` says.

    Of different lists they come from the same program and editions. Where two lists use one course
    id, or have prefixed ids, all ids are prefixed by their list, as when the lists are mapped
    together; the ids of links follow.

    Raises:
        DifferentRunsError: they do not belong together; the day does not count.
        ValueError: there are none.
    """
    if not mappings:
        raise ValueError("there is nothing to join")
    if _needs_full_ids(mappings):
        mappings = [_with_full_ids(mapping) for mapping in mappings]
    first, *others = mappings
    lists = [{curriculum.id for curriculum in mapping.curricula} for mapping in mappings]
    for number, mapping in enumerate(others, 1):
        twin = next((m for n, m in enumerate(mappings[:number]) if lists[n] & lists[number]), None)
        _check_same_run(twin or first, mapping, is_of_other_list=twin is None)
    whole = dict.fromkeys(course for mapping in mappings for course in _whole_list(mapping))
    place = {course: number for number, course in enumerate(whole)}
    links: dict[tuple[str, ItemRef], Link] = {}
    for link in (link for mapping in mappings for link in mapping.links):
        kept = links.setdefault((link.course, link.item), link)
        if kept != link:
            links[link.course, link.item] = united(kept, link)
    in_order = sorted(
        links.values(), key=lambda link: (link.origin is not LinkOrigin.MACHINE, place[link.course])
    )
    curricula: dict[str, Curriculum] = {}
    for curriculum in (curriculum for mapping in mappings for curriculum in mapping.curricula):
        known = curricula.setdefault(curriculum.id, curriculum)
        courses = {course.id: course for course in (*known.courses, *curriculum.courses)}
        ordered = sorted(courses.values(), key=lambda course: place[course.id])
        curricula[known.id] = known.model_copy(update={"courses": tuple(ordered)})
    issues = list(first.issues)
    for mapping in others:
        issues += [issue for issue in mapping.issues if issue not in issues]
    return first.model_copy(
        update={
            "curricula": tuple(curricula.values()),
            "links": tuple(in_order),
            "issues": tuple(issues),
            "part": _part(mappings),
        }
    )


def _needs_full_ids(mappings: Sequence[Mapping]) -> bool:
    """Say whether two lists use one course id, or some list has full ids already."""
    curricula = [curriculum for mapping in mappings for curriculum in mapping.curricula]
    lists = {curriculum.id: curriculum for curriculum in curricula if curriculum.courses}
    uses = {(curriculum.id, course.id) for curriculum in curricula for course in curriculum.courses}
    are_full = (listed.with_full_ids() == listed for listed in lists.values())
    return len({course for _, course in uses}) < len(uses) or (len(lists) > 1 and any(are_full))


def _with_full_ids(mapping: Mapping) -> Mapping:
    """Give the courses the ids that they have among several lists."""
    full = {c.id: home.full_id(c.id) for home in mapping.curricula for c in home.courses}
    links = (
        link.model_copy(update={"course": course, "id": link_id(course, link.item)})
        for link in mapping.links
        for course in (full[link.course],)
    )
    part = mapping.part
    if part:
        # a part of several lists does not tell of which list its absent courses are
        home = mapping.curricula[0].full_id if len(mapping.curricula) == 1 else str
        every = tuple(full.get(course) or home(course) for course in part.all_courses)
        part = part.model_copy(update={"all_courses": every})
    curricula = tuple(curriculum.with_full_ids() for curriculum in mapping.curricula)
    return mapping.model_copy(update={"curricula": curricula, "links": tuple(links), "part": part})


def parts_words(part: Part) -> str:
    """Say in Dutch how many parts are here."""
    number = len(part.numbers)
    return f"{number} van {part.of} delen {'is' if number == 1 else 'zijn'} er"


def missing_issues(mapping: Mapping) -> tuple[Issue, ...]:
    """Tell in one warning what lacks, so that nobody takes a part for the whole."""
    part = mapping.part
    if part is None:
        return ()
    present = {course.id for course in mapping.courses}
    parts = [name for number, name in enumerate(part.names, 1) if number not in part.numbers]
    courses = [course for course in part.all_courses if course not in present]
    if not (parts or courses):
        return ()
    message = (
        f"Dit is niet het geheel: {parts_words(part)} ({part.name})."
        f" Nog niet terug: {', '.join(parts)}. {len(courses)} van {len(part.all_courses)}"
        " opleidingsonderdelen tellen daarom niet mee."
    )
    return (warning("review-part-missing", message, Place()),)


def _check_same_run(first: Mapping, second: Mapping, *, is_of_other_list: bool) -> None:
    if is_of_other_list:
        differing = list(_run_differences(first, second))
    else:
        differing = list(differences(first, second))
        bare = [
            [c.model_copy(update={"courses": ()}) for c in m.curricula] for m in (first, second)
        ]
        if bare[0] != bare[1]:
            differing.append("het opleidingsprogramma")
    if first.part and second.part and first.part.names != second.part.names:
        differing.append("de verdeling")
    if differing:
        here, there = (
            m.part.name if m.part else ", ".join(curriculum.id for curriculum in m.curricula)
            for m in (first, second)
        )
        raise DifferentRunsError((here, there), "; ".join(differing))


def _part(mappings: Sequence[Mapping]) -> Part | None:
    """Say which parts are here; None where all of them are."""
    parts = [mapping.part for mapping in mappings if mapping.part]
    numbers = sorted({number for part in parts for number in part.numbers})
    if len(parts) < len(mappings) or len(numbers) == parts[0].of:
        return None
    return parts[0].model_copy(update={"numbers": tuple(numbers)})


def differences(first: Mapping, second: Mapping) -> tuple[str, ...]:
    """Name in Dutch what makes two mappings the results of different runs; nothing where equal.

    Decisions, issues and the day do not count: the same program, editions and texts give the same
    links.
    """
    return (*_course_differences(first, second), *_run_differences(first, second))


def _run_differences(first: Mapping, second: Mapping) -> Iterator[str]:
    """Name differences of program and editions."""
    programs = [
        f"{m.tool.name} {m.tool.version}, {m.tool.matcher}, parameters {m.tool.parameters}"
        for m in (first, second)
    ]
    if programs[0] != programs[1]:
        yield f"het programma ({' tegenover '.join(programs)})"
    here, there = ({used.ref: used for used in m.frameworks} for m in (first, second))
    if here.keys() != there.keys():
        named = (", ".join(sorted(used)) or "geen" for used in (here, there))
        yield f"de kaders ({' tegenover '.join(named)})"
    for ref in sorted(here.keys() & there.keys()):
        if here[ref] != there[ref]:
            revisions = dict.fromkeys(str(used[ref].revision) for used in (here, there))
            yield f"de inhoud van het kader {ref} (revisie {' tegenover '.join(revisions)})"


def _course_differences(first: Mapping, second: Mapping) -> Iterator[str]:
    here, there = _whole_list(first), _whole_list(second)
    texts = {course.id: course.text_hash for course in first.courses}
    changed = [c.id for c in second.courses if texts.get(c.id, c.text_hash) != c.text_hash]
    for words, courses in (
        ("enkel het eerste bestand kent", [course for course in here if course not in there]),
        ("enkel het tweede bestand kent", [course for course in there if course not in here]),
        ("de tekst van", changed),
    ):
        if courses:
            yield f"{words} {first_few(courses, _MOST_NAMED, ' en nog {n} andere')}"


def _whole_list(mapping: Mapping) -> dict[str, None]:
    """Give the ids of the list that a mapping was made from, in its order, also for a part."""
    part = mapping.part
    return dict.fromkeys(part.all_courses if part else (course.id for course in mapping.courses))

"""Gives every course of a list its code and its own id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from swcompetence.files.course_list.course_drafts import Draft
from swcompetence.model import Course, Issue, Place
from swcompetence.model.issue import info, warning
from swcompetence.phrasing import first_few

_SHOWN = 10


def courses_with_ids(
    drafts: Sequence[Draft], file: str
) -> tuple[tuple[Course, ...], tuple[Issue, ...]]:
    """Turn drafts into courses: the code is the id, with a number where it is not the first."""
    # The hash covers title and texts, so the same course gets the same code in any list.
    codes = [draft.course.code or f"x-{draft.course.text_hash[:6]}" for draft in drafts]
    taken = set(codes)
    times: Counter[str] = Counter()
    courses = []
    for code, draft in zip(codes, drafts, strict=True):
        times[code] += 1
        course_id, number = code, times[code]
        if number > 1:
            while (course_id := f"{code}-{number}") in taken:
                number += 1
        taken.add(course_id)
        courses.append(draft.course.model_copy(update={"id": course_id, "code": code}))
    issues = (
        *_missing_codes(drafts, courses, file),
        *_duplicates(courses, file),
    )
    return tuple(courses), issues


def _place(course: Course, field: str, file: str) -> Place:
    where = course.where
    if where is None:
        return Place(file=file)
    return Place(file=file, sheet=where.sheet, cell=where.cells.get(field, str(where.row)))


def _missing_codes(
    drafts: Sequence[Draft], courses: Sequence[Course], file: str
) -> Iterator[Issue]:
    """Name each course without a code, or say once per sheet that it has none at all."""
    coded_sheets = {draft.sheet for draft in drafts if draft.course.code}
    codeless_sheets: set[str] = set()
    for draft, course in zip(drafts, courses, strict=True):
        if draft.course.code or draft.sheet in codeless_sheets:
            continue
        if draft.sheet in coded_sheets:
            yield info(
                "code-missing",
                f"‘{course.title}’ heeft geen code en heet hier ‘{course.id}’. Vul de code in als"
                " besluiten ook na een tekstwijziging moeten blijven gelden.",
                _place(course, "title", file),
            )
        else:
            codeless_sheets.add(draft.sheet)
            yield info(
                "no-code-column",
                "Dit blad geeft geen codes; elk opleidingsonderdeel kreeg een code uit titel en"
                " tekst. Voeg een kolom ‘Code’ toe als besluiten ook na een tekstwijziging"
                " moeten blijven gelden.",
                Place(file=file, sheet=draft.sheet),
            )


def _duplicates(courses: Sequence[Course], file: str) -> Iterator[Issue]:
    for code, same in _shared(courses, "code").items():
        names = [f"‘{course.title}’ ({course.id})" for course in same]
        yield warning(
            "code-duplicate",
            f"De code ‘{code}’ staat er {len(same)} keer:"
            f" {first_few(names, _SHOWN)}. Kijk na of dit telkens een ander"
            " opleidingsonderdeel is.",
            _place(same[1], "code", file),
        )
    for title, same in _shared(courses, "title").items():
        yield info(
            "title-duplicate",
            f"De titel ‘{title}’ staat er {len(same)} keer, als"
            f" {first_few([course.id for course in same], _SHOWN)}. Ze zijn apart gelezen.",
            _place(same[1], "title", file),
        )


def _shared(courses: Sequence[Course], field: str) -> dict[str, list[Course]]:
    """Group the courses that share a value, in the order of the list."""
    groups: dict[str, list[Course]] = {}
    for course in courses:
        groups.setdefault(getattr(course, field), []).append(course)
    return {value: same for value, same in groups.items() if len(same) > 1}

"""Gives every course of a list its code and its own id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from swcompetence.files.course_drafts import Draft
from swcompetence.files.issue_codes import info, warning
from swcompetence.model import Course, CourseField, Issue, Origin, Place

__all__ = ["courses_with_ids"]


def courses_with_ids(
    drafts: Sequence[Draft], file: str
) -> tuple[tuple[Course, ...], tuple[Issue, ...]]:
    """Turn drafts into courses: the code is the id, with a number where it is not the first."""
    coded = [_course(draft) for draft in drafts]
    taken = {course.code for course in coded}
    seen: Counter[str] = Counter()
    courses = []
    for course in coded:
        seen[course.code] += 1
        course_id = course.code if seen[course.code] == 1 else _free(course.code, taken)
        taken.add(course_id)
        courses.append(course.model_copy(update={"id": course_id}))
    issues = (
        *_missing_codes(drafts, courses, file),
        *_duplicate_codes(courses, file),
        *_duplicate_titles(courses, file),
    )
    return tuple(courses), issues


def _course(draft: Draft) -> Course:
    course = Course(
        id="",
        code=draft.code,
        title=draft.title,
        credits=draft.credits,
        phase=draft.phase,
        semester=draft.semester,
        track=draft.track,
        compulsory=draft.compulsory,
        language=draft.language,
        fields={CourseField.TITLE: draft.title, **draft.texts},
        where=Origin(sheet=draft.sheet, row=draft.row, cells=draft.cells),
    )
    # The hash covers title and texts, so the same course gets the same code in any list.
    return course.model_copy(update={"code": draft.code or f"x-{course.text_hash[:6]}"})


def _free(code: str, taken: set[str]) -> str:
    number = 2
    while f"{code}-{number}" in taken:
        number += 1
    return f"{code}-{number}"


def _place(course: Course, field: str, file: str) -> Place:
    where = course.where
    if where is None:
        return Place(file=file)
    return Place(file=file, sheet=where.sheet, cell=where.cells.get(field, str(where.row)))


def _missing_codes(
    drafts: Sequence[Draft], courses: Sequence[Course], file: str
) -> Iterator[Issue]:
    """Name each course without a code, or say once per sheet that it has none at all."""
    coded_sheets = {draft.sheet for draft in drafts if draft.code}
    told: set[str] = set()
    for draft, course in zip(drafts, courses, strict=True):
        if draft.code or draft.sheet in told:
            continue
        if draft.sheet in coded_sheets:
            yield info(
                "code-missing",
                f"‘{course.title}’ heeft geen code en heet hier ‘{course.id}’. Vul de code in als"
                " beslissingen ook na een tekstwijziging moeten blijven gelden.",
                _place(course, "title", file),
            )
        else:
            told.add(draft.sheet)
            yield info(
                "no-code-column",
                "Dit blad geeft geen codes; elk opleidingsonderdeel kreeg een code uit titel en"
                " tekst. Voeg een kolom ‘Code’ toe als beslissingen ook na een tekstwijziging"
                " moeten blijven gelden.",
                Place(file=file, sheet=draft.sheet),
            )


def _duplicate_codes(courses: Sequence[Course], file: str) -> Iterator[Issue]:
    for code, same in _shared(courses, "code").items():
        yield warning(
            "code-duplicate",
            f"De code ‘{code}’ staat er {len(same)} keer:"
            f" {', '.join(f'‘{course.title}’ ({course.id})' for course in same)}. Kijk na of dit"
            " telkens een ander opleidingsonderdeel is.",
            _place(same[1], "code", file),
        )


def _duplicate_titles(courses: Sequence[Course], file: str) -> Iterator[Issue]:
    for title, same in _shared(courses, "title").items():
        yield info(
            "title-duplicate",
            f"De titel ‘{title}’ staat er {len(same)} keer, als"
            f" {', '.join(course.id for course in same)}. Ze zijn apart gelezen.",
            _place(same[1], "title", file),
        )


def _shared(courses: Sequence[Course], field: str) -> dict[str, list[Course]]:
    """Group the courses that share a value, in the order of the list."""
    groups: dict[str, list[Course]] = {}
    for course in courses:
        groups.setdefault(getattr(course, field), []).append(course)
    return {value: same for value, same in groups.items() if len(same) > 1}

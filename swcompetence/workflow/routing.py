"""From a list and some codes to a route."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import process

from swcompetence.analysis.route import Counted, Route, route
from swcompetence.errors import InputFileError, UnknownCourseError
from swcompetence.files.formats.text_files import read_codes
from swcompetence.matching import tool_version
from swcompetence.model import Course, Framework, Issue, Mapping, Purpose
from swcompetence.registry import frameworks_of, resolve_frameworks
from swcompetence.report.document.route import publication_of_route
from swcompetence.workflow.mapping import map_lists
from swcompetence.workflow.opening import FileRole, open_mapping, role_of
from swcompetence.workflow.safekeeping import published


def wanted_codes(path: Path | None, codes: Sequence[str]) -> tuple[str, ...]:
    """Bring the codes of a file and those that were given one by one together.

    Raises:
        InputFileError: the file cannot be read or holds no code, or there is no code at all.
    """
    all_codes = (*(read_codes(path) if path else ()), *codes)
    if not all_codes:
        raise InputFileError(
            "--courses",
            "Er is geen enkele code gegeven.",
            "Geef een tekstbestand met --courses, of codes met --course.",
        )
    return tuple(dict.fromkeys(all_codes))


def find_route(
    path: Path,
    codes: Sequence[str],
    *,
    frameworks: Sequence[str] = (),
    counted: Counted = Counted.PROPOSED,
) -> tuple[Route, tuple[Issue, ...]]:
    """Judge the courses with some codes or ids against the frameworks.

    A course list is mapped first. A code that several courses have means all of them. Without
    frameworks it is all that a programme is meant to cover.

    Raises:
        InputFileError: the file cannot be read, is a gap report, or is not about a framework.
        UnknownCourseError: codes that the list does not have.
        UnknownFrameworkError: a framework that does not exist.
    """
    role = role_of(path)
    if role is FileRole.GAP_REPORT:
        raise InputFileError(
            path,
            "Dit is een hiatenrapport.",
            "Geef de cursuslijst, of het werkboek met koppelingen waaruit het gemaakt is.",
        )
    if role is FileRole.COURSE_LIST:
        used = _meant(resolve_frameworks(frameworks), frameworks)
        mapping = map_lists([path], used)
        issues = mapping.issues
    else:
        mapping, issues = open_mapping(path)
        used = _of_mapping(path, mapping, frameworks)
    chosen = _chosen(codes, mapping.courses)
    return route(mapping, used, chosen, counted=counted), issues


def _meant(known: Sequence[Framework], asked: Sequence[str]) -> tuple[Framework, ...]:
    """Leave alternatives to compare out, unless somebody asks for them."""
    meant = tuple(edition for edition in known if asked or edition.purpose is Purpose.COVER)
    return meant or tuple(known)


def _of_mapping(path: Path, mapping: Mapping, asked: Sequence[str]) -> tuple[Framework, ...]:
    used = frameworks_of(mapping, asked)
    names = [edition.id for edition in resolve_frameworks(asked)] if asked else []
    known = {edition.id: edition for edition in used}
    for name in names:
        if name not in known:
            raise InputFileError(
                path,
                f"Deze koppelingen gaan niet over het kader {name}, wel over {', '.join(known)}.",
                f"Maak ze opnieuw: swcompetence map LIJST --framework {name}.",
            )
    return tuple(known[name] for name in names) or _meant(used, ())


def _chosen(codes: Sequence[str], courses: Sequence[Course]) -> set[str]:
    """Give the ids of the courses that are meant; capitals and spaces make no difference."""
    by_code: dict[str, list[str]] = {}
    for course in courses:
        by_code.setdefault(_key(course.code), []).append(course.id)
    by_id = {_key(course.id): [course.id] for course in courses}
    unknown = [code for code in codes if _key(code) not in by_id and _key(code) not in by_code]
    if unknown:
        names = list(dict.fromkeys(course.code for course in courses))
        # Who types a title gets the codes of the courses that have it.
        titled = {
            code: [course.code for course in courses if _key(code) in _key(course.title)]
            for code in unknown
        }
        near = {code: process.extract(code, names, score_cutoff=60, limit=3) for code in unknown}
        raise UnknownCourseError(
            {code: titled[code][:3] or [name for name, _, _ in near[code]] for code in near}
        )
    return {
        course for code in codes for course in by_code.get(_key(code)) or by_id.get(_key(code), [])
    }


def _key(code: str) -> str:
    return "".join(code.casefold().split())


def render_route_as(student_route: Route, target: Path, *, date: dt.date | None) -> bytes:
    """Render a route in the format that the name of the target asks for.

    Raises:
        InputFileError: the name asks for a format that does not exist.
    """
    return published(
        target,
        "Een route",
        publication=lambda: publication_of_route(
            student_route, date=date, tool_version=tool_version()
        ),
        json=student_route.to_json,
    )

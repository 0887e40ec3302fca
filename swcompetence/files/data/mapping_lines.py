"""Mappings as JSON Lines: a line for each list, followed by one for each of its courses.

A line stands by itself, so that a sector goes through with flat memory, and files of different
lists are put together by putting their lines together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import ConfigDict, Field, RootModel, ValidationError

from swcompetence.errors import InputFileError
from swcompetence.files.data.yaml_file import problem_in
from swcompetence.model import Course, CourseLinks, Link, Mapping, Model
from swcompetence.model.mapping import OF_FILE

_ADVICE = "Maak het opnieuw met ‘swcompetence map LIJST -o BESTAND.jsonl’."


class ListHead(Model):
    """The line before the courses of one list."""

    schema_: Literal["swcompetence/mapping-lines@1"] = Field(alias="schema")
    courses: int = Field(ge=0)
    """How many lines with a course follow."""
    mapping: Mapping
    """All that is said of the list as a whole: a mapping of one curriculum, without its courses."""


class MappingLine(RootModel[ListHead | CourseLinks]):
    """One line."""

    model_config: ClassVar[ConfigDict] = ConfigDict(defer_build=True)


def head_line(mapping: Mapping) -> bytes:
    """Write the line before the courses of the one curriculum of a mapping."""
    (curriculum,) = mapping.curricula
    count, schema = len(curriculum.courses), "swcompetence/mapping-lines@1"
    bare = curriculum.model_copy(update={"courses": ()})
    of_list = mapping.model_copy(update={"curricula": (bare,), "links": ()})
    return course_line(ListHead(schema=schema, courses=count, mapping=of_list))


def course_line(judged: CourseLinks | ListHead) -> bytes:
    """Write the line of a course."""
    return judged.model_dump_json().encode() + b"\n"


def mapping_lines(mapping: Mapping) -> Iterator[bytes]:
    """Write a mapping, one list after the other; links of a course stand together."""
    for curriculum in mapping.curricula:
        of_list = mapping.only(curriculum.id)
        yield head_line(of_list)
        yield from map(course_line, by_course(of_list))


def by_course(mapping: Mapping) -> Iterator[CourseLinks]:
    """Give the courses of a mapping, each with its links."""
    links: dict[str, list[Link]] = {}
    for link in mapping.links:
        links.setdefault(link.course, []).append(link)
    for curriculum in mapping.curricula:
        for course in curriculum.courses:
            of_course = tuple(links.get(course.id, ()))
            yield CourseLinks(curriculum=curriculum.id, course=course, links=of_course)


def read_mapping_lines(path: Path) -> tuple[Mapping, ...]:
    """Read mappings of one list each from JSON Lines.

    Raises:
        InputFileError: the file cannot be read, a line is no such line, or a list lacks courses;
            names the line.
    """
    try:
        with path.open("rb") as stream:
            return tuple(_mappings(path, stream))
    except OSError as error:
        raise InputFileError(path, "Dit bestand kan niet gelezen worden.", _ADVICE) from error


def _mappings(path: Path, lines: Iterable[bytes]) -> Iterator[Mapping]:
    head: ListHead | None = None
    courses: list[Course] = []
    links: list[Link] = []
    number = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            if head is None or len(courses) == head.courses:
                if head:
                    yield _whole(head, courses, links)
                head = ListHead.model_validate_json(line, extra="ignore", context=OF_FILE)
                courses, links = [], []
            else:
                judged = CourseLinks.model_validate_json(line, extra="ignore")
                courses.append(judged.course)
                links += judged.links
        except ValidationError as error:
            problem = problem_in(error.errors()[0], CourseLinks)
            reason = f"Regel {number} is niet te lezen: {problem}."
            raise InputFileError(path, reason, _ADVICE) from error
    if head is None or len(courses) < head.courses:
        missing = (
            f"; er ontbreken {head.courses - len(courses)} opleidingsonderdelen" if head else ""
        )
        raise InputFileError(path, f"Het bestand houdt op bij regel {number}{missing}.", _ADVICE)
    yield _whole(head, courses, links)


def _whole(head: ListHead, courses: list[Course], links: list[Link]) -> Mapping:
    (curriculum,) = head.mapping.curricula
    whole = curriculum.model_copy(update={"courses": tuple(courses)})
    return head.mapping.model_copy(update={"curricula": (whole,), "links": tuple(links)})

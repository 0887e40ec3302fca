"""Course lists: a curriculum with its courses, each field with the place it came from."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from swcompetence.model.base import Frozen, Model, Row, facts, row_of


class CourseField(StrEnum):
    """The fields of a course that hold text to read."""

    TITLE = "title"
    OUTCOMES = "outcomes"
    CONTENT = "content"
    TEACHING = "teaching"
    ASSESSMENT = "assessment"


TEXT_FIELDS: tuple[CourseField, ...] = tuple(CourseField)
"""All text fields, in reading order."""


class Origin(Model):
    """Where a course was read: sheet, row and the cell of each field."""

    sheet: str
    row: int = Field(ge=1)
    cells: Annotated[Mapping[str, str], Frozen(dict[str, str])] = Field(
        default={}, validate_default=True
    )
    """Field name -> cell address, for example `{"title": "B7"}`."""


class Reading(Model):
    """How the texts of a course were read."""

    language: str | None
    """Of most of its text: nl, fr or en; None where there is too little of it."""
    skipped: Literal["language", "no_text"] | None = None
    """Why its texts were not read; a course without texts is judged by its title alone."""


class Course(Model):
    """One opleidingsonderdeel."""

    id: str
    """Unique in the mapping: the code where codes are unique in the list, else code + suffix."""
    code: str
    title: str
    credits: float | None = Field(default=None, ge=0)
    """ECTS credits (studiepunten); None when the list does not say."""
    phase: str | None = None
    """In the list's own words (fase, trajectschijf)."""
    semester: str | None = None
    track: str | None = None
    compulsory: bool | None = None
    """None when the list does not say."""
    language: str | None = None
    fields: Annotated[Mapping[str, str], Frozen(dict[CourseField, str])] = {}
    """The texts, as read, by `CourseField` or its word: `{"content": "..."}`; `title` is always
    among them."""
    text_hash: str = ""
    """sha256 of the texts, first 16 hex digits: same text, same hash, whatever the code."""
    url: str | None = None
    """Address of the fiche, where the list gives one."""
    read: Reading | None = None
    """None until the course was mapped."""
    where: Origin | None = None

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("fields") or {}, dict):
            texts = {CourseField.TITLE: data.get("title", ""), **(data.get("fields") or {})}
            texts = {CourseField(name): text for name, text in texts.items()}
            read = {f: texts[f].strip() for f in TEXT_FIELDS if isinstance(texts.get(f), str)}
            digest = hashlib.sha256(
                "\x1e".join(f"{f}\x1f{text}" for f, text in read.items() if text).encode()
            )
            return {**data, "fields": texts, "text_hash": digest.hexdigest()[:16]}
        return data


class SourceFile(Model):
    """The file that a curriculum was read from."""

    file: str
    """File name without folders: a folder may name a person."""
    sha256: str


class SkippedRow(Model):
    """A row of a list that is no course."""

    row: int = Field(ge=1)
    cell: str
    """Address of its first cell that holds something; of column A in a blank row."""
    code: str
    """Why: an issue code such as `total-row`."""


class SheetLedger(Model):
    """Accounts for every row below the header of a sheet: seen = read + skipped."""

    sheet: str
    rows_seen: int = Field(ge=0)
    courses: int = Field(ge=0)
    continuations: int = Field(default=0, ge=0)
    """Rows that belong to the course above them."""
    skipped: tuple[SkippedRow, ...] = ()

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.rows_seen != self.courses + self.continuations + len(self.skipped):
            raise ValueError(f"de rijen van blad ‘{self.sheet}’ tellen niet op")
        return self


class CourseGroup(Model):
    """Courses of one list that say largely the same."""

    kind: Literal["variant", "composite"]
    courses: tuple[str, ...]
    """Ids, in list order."""
    whole: str | None = None
    """The composite course that the others are parts of."""


class Curriculum(Model):
    """An opleidingsprogramma: the courses of one list."""

    id: str
    college: str | None = None
    programme: str | None = None
    academic_year: str | None = None
    nominal_credits: float | None = Field(default=None, gt=0)
    """Size of the programme (180 for a professional bachelor); None when unknown."""
    source: SourceFile | None = None
    courses: tuple[Course, ...] = ()
    groups: tuple[CourseGroup, ...] = ()
    """Variants, and composites with their parts; found when the list is mapped."""
    ledger: tuple[SheetLedger, ...] = ()
    """What became of every row, sheet by sheet."""

    @model_validator(mode="after")
    def _unique_courses(self) -> Self:
        for course, count in Counter(course.id for course in self.courses).items():
            if count > 1:
                raise ValueError(f"opleidingsonderdeel ‘{course}’ staat er twee keer")
        return self

    @property
    def total_credits(self) -> float:
        """Sum of the credits that the list gives (ECTS)."""
        return sum(course.credits or 0 for course in self.courses)

    def full_id(self, course: str) -> str:
        """Give the id of a course that no other list has: `list/course`; such an id stays.

        >>> Curriculum(id="lijst").full_id("SW1"), Curriculum(id="lijst").full_id("lijst/SW1")
        ('lijst/SW1', 'lijst/SW1')
        """
        return course if course.startswith(f"{self.id}/") else f"{self.id}/{course}"

    def with_full_ids(self) -> Self:
        """Give it with the full ids of its courses."""
        courses = (c.model_copy(update={"id": self.full_id(c.id)}) for c in self.courses)
        groups = (
            group.model_copy(
                update={
                    "courses": tuple(map(self.full_id, group.courses)),
                    "whole": group.whole and self.full_id(group.whole),
                }
            )
            for group in self.groups
        )
        return self.model_copy(update={"courses": tuple(courses), "groups": tuple(groups)})

    def to_rows(self) -> list[Row]:
        """Give a flat row for each course, with its texts."""
        return [
            row_of(
                curriculum=self.id,
                **facts(self, "college programme academic_year"),
                course=course.id,
                **facts(course, "code credits phase semester track compulsory language"),
                **{field.value: course.fields.get(field) for field in TEXT_FIELDS},
                read_language=course.read and course.read.language,
                skipped=course.read and course.read.skipped,
                **facts(course, "text_hash url"),
                sheet=course.where and course.where.sheet,
                row=course.where and course.where.row,
            )
            for course in self.courses
        ]

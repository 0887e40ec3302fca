from pathlib import Path

import pytest

from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.files.course_list.issue_codes import ISSUE_CODES
from swcompetence.model import CourseField, Severity

CHECKOUT = Path(__file__).parents[2]
LISTS = sorted(
    path
    for folder in ("data/real", "gold")
    for path in (CHECKOUT.parent / "shared" / folder).glob("*.xlsx")
)
LEAST_WITH_TEXT = 0.85
"""Of any real list: colleges leave the sheets of some electives and exchanges empty."""


def test_every_real_list_gives_its_courses_with_titles_and_texts() -> None:
    if not LISTS:
        pytest.skip(reason="the real course lists are not part of the repository")
    for path in LISTS:
        curriculum, issues = read_course_list(path)

        courses = curriculum.courses
        assert len(courses) >= 20, path.name
        assert all(course.title and course.credits for course in courses), path.name
        bare = [course for course in courses if not course.fields.keys() - {CourseField.TITLE}]
        assert len(bare) <= (1 - LEAST_WITH_TEXT) * len(courses), path.name
        told = [issue for issue in issues if issue.code == "course-without-text"]
        assert len(told) == len(bare), path.name
        assert all(course.code == course.id for course in courses), path.name
        assert {issue.code for issue in issues} <= set(ISSUE_CODES)
        assert not [i for i in issues if i.severity is not Severity.INFO], path.name

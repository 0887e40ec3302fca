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


def test_every_real_list_gives_its_courses_with_titles_and_texts() -> None:
    if not LISTS:
        pytest.skip(reason="the real course lists are not part of the repository")
    for path in LISTS:
        curriculum, issues = read_course_list(path)

        courses = curriculum.courses
        assert len(courses) >= 20, path.name
        assert all(course.title and course.credits for course in courses), path.name
        with_text = [c for c in courses if c.fields.keys() - {CourseField.TITLE}]
        assert len(with_text) >= len(courses) - 1, path.name
        assert all(course.code == course.id for course in courses), path.name
        assert {issue.code for issue in issues} <= set(ISSUE_CODES)
        assert not [i for i in issues if i.severity is not Severity.INFO], path.name

import pytest
from samples import course

from swcompetence.analysis.course_facts import CourseType, course_type


@pytest.mark.parametrize(
    ("title", "type_"),
    [
        ("Stage 2", CourseType.INTERNSHIP),
        ("Kennismakingsstage", CourseType.INTERNSHIP),
        ("Werkplekleren 1", CourseType.INTERNSHIP),
        ("Praktijk: eerste jaar", CourseType.INTERNSHIP),
        ("Beroepspraktijk 2", CourseType.INTERNSHIP),
        ("Praktijkleren in het veld", CourseType.INTERNSHIP),
        ("International internship", CourseType.INTERNSHIP),
        ("Bachelorproef", CourseType.THESIS),
        ("Praktijkproef", CourseType.THESIS),
        ("Eindwerk maatschappelijk werk", CourseType.THESIS),
        ("Stage en bachelorproef", CourseType.INTERNSHIP),
        ("Bachelorproef en stage", CourseType.THESIS),
        ("Communicatieve vaardigheden 1", CourseType.SKILLS),
        ("Studie- en schrijfvaardigheid", CourseType.SKILLS),
        ("Supervisie en leergroep", CourseType.SKILLS),
        ("Gespreksvoering met jongeren", CourseType.SKILLS),
        ("Sociaal recht", CourseType.THEORY),
        ("Sociaal werk in de praktijk", CourseType.THEORY),
        ("Levensstadia en gezin", CourseType.THEORY),
        ("", CourseType.THEORY),
    ],
)
def test_the_first_telling_word_of_the_title_decides(title: str, type_: CourseType) -> None:
    assert course_type(course("A", title)) is type_


@pytest.mark.parametrize(
    ("teaching", "type_"),
    [
        ("Werkplekleren met begeleiding", CourseType.INTERNSHIP),
        ("Practicum en rollenspel", CourseType.SKILLS),
        ("Individuele begeleiding van de scriptie", CourseType.THESIS),
        ("Hoorcollege en practicum", CourseType.THEORY),
        ("Lessen en rollenspel", CourseType.THEORY),
        ("Zelfstudie; breng dit mee naar de praktijk", CourseType.THEORY),
    ],
)
def test_where_the_title_says_nothing_the_teaching_does(teaching: str, type_: CourseType) -> None:
    of = course("A", "Agogiek", teaching=teaching)

    assert course_type(of) is type_


def test_the_title_goes_before_the_teaching() -> None:
    assert course_type(course("A", "Stage", teaching="Practicum")) is CourseType.INTERNSHIP

import pytest
from samples import course

from swcompetence.analysis.course_facts import CourseType, course_type, typed_course
from swcompetence.model import CourseField


@pytest.mark.parametrize(
    ("title", "type_", "word"),
    [
        ("Stage 2", CourseType.INTERNSHIP, "stage"),
        ("Kennismakingsstage", CourseType.INTERNSHIP, "kennismakingsstage"),
        ("Werkplekleren 1", CourseType.INTERNSHIP, "werkplekleren"),
        ("Praktijk: eerste jaar", CourseType.INTERNSHIP, "praktijk"),
        ("Beroepspraktijk 2", CourseType.INTERNSHIP, "beroepspraktijk"),
        ("Praktijkleren in het veld", CourseType.INTERNSHIP, "praktijkleren"),
        ("International internship", CourseType.INTERNSHIP, "internship"),
        ("Bachelorproef", CourseType.THESIS, "bachelorproef"),
        ("Praktijkproef", CourseType.THESIS, "praktijkproef"),
        ("Eindwerk maatschappelijk werk", CourseType.THESIS, "eindwerk"),
        ("Stage en bachelorproef", CourseType.INTERNSHIP, "stage"),
        ("Bachelorproef en stage", CourseType.THESIS, "bachelorproef"),
        ("Communicatieve vaardigheden 1", CourseType.SKILLS, "vaardigheden"),
        ("Studie- en schrijfvaardigheid", CourseType.SKILLS, "schrijfvaardigheid"),
        ("Supervisie en leergroep", CourseType.SKILLS, "supervisie"),
        ("Gespreksvoering met jongeren", CourseType.SKILLS, "gespreksvoering"),
        ("Sociaal recht", CourseType.THEORY, None),
        ("Sociaal werk in de praktijk", CourseType.THEORY, None),
        ("Levensstadia en gezin", CourseType.THEORY, None),
        ("", CourseType.THEORY, None),
    ],
)
def test_the_first_telling_word_of_the_title_decides(
    title: str, type_: CourseType, word: str | None
) -> None:
    found = typed_course(course("A", title))

    assert (found.type, found.word) == (type_, word)
    assert found.field is (CourseField.TITLE if word else None)


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
    assert (typed_course(of).field is CourseField.TEACHING) == (type_ is not CourseType.THEORY)


def test_the_title_goes_before_the_teaching() -> None:
    assert course_type(course("A", "Stage", teaching="Practicum")) is CourseType.INTERNSHIP

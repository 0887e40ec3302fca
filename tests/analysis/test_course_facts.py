import pytest
from evidence import evident
from samples import course, framework, item, mapping

from swcompetence.analysis.course_facts import CourseType, Places, course_facts, course_type
from swcompetence.analysis.coverage import coverage
from swcompetence.analysis.link_standing import Assessed
from swcompetence.model import Course


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


KADER = framework(item("leefloon", label="Leefloon"))


def placed(course_id: str, title: str, **facts: object) -> Course:
    made = course(course_id, title, 4, content="Het leefloon", assessment="Het leefloon")
    return Course.model_validate({**made.model_dump(), **facts})


COURSES = (
    placed("A", "Stage", phase="Fase 2", compulsory=True, track=" Jeugd "),
    placed("B", "Recht", phase="Fase  1", compulsory=False),
    placed("C", "Wonen", phase=" "),
    placed("D", "Ethiek", phase="Fase 1", compulsory=True),
)


def test_facts_are_read_from_the_list() -> None:
    facts = course_facts(COURSES)

    assert [(one.phase, one.phase_place, one.track) for one in facts.values()] == [
        ("Fase 2", 1, "Jeugd"),
        ("Fase 1", 0, None),
        (None, None, None),
        ("Fase 1", 0, None),
    ]


def test_places_sum_courses_up() -> None:
    assert Places.of(course_facts(COURSES).values()) == Places(
        phases=("Fase 1", "Fase 2"),
        compulsory=2,
        elective=1,
        unsaid=1,
        types={CourseType.THEORY: 3, CourseType.INTERNSHIP: 1},
    )


def test_an_item_tells_where_at_which_level_and_whether_it_is_assessed() -> None:
    said = {"verdict": "accept", "reviewer": "An", "level": "V", "assessed": True}
    links = (
        evident(COURSES[0], "proef:leefloon", "leefloon", status="confirmed", decisions=[said]),
        evident(COURSES[1], "proef:leefloon", "leefloon"),
        evident(COURSES[2], "proef:leefloon", origin="reviewer"),
        evident(COURSES[3], "proef:leefloon", "leefloon", proposed=False),
    )
    (found,) = coverage(mapping(*links, courses=COURSES, edition=KADER), [KADER])[0].items

    assert found.places.phases == ("Fase 1", "Fase 2")
    assert (found.places.compulsory, found.places.elective, found.places.unsaid) == (1, 1, 1)
    assert found.levels == {"A": ("V",)}
    assert found.assessed == {
        "A": Assessed.YES,
        "B": Assessed.MENTIONED,
        "C": Assessed.UNKNOWN,
    }
    assert (found.possible, found.possible_credits) == (("D",), 4)

from evidence import evident
from samples import course, framework, item, mapping

from swcompetence.analysis.course_facts import CourseType, Places, course_facts
from swcompetence.analysis.coverage import coverage
from swcompetence.analysis.link_standing import Assessed
from swcompetence.model import Course

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

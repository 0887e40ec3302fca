import pytest
from evidence import evident
from samples import course, framework, item, mapping

from swcompetence.analysis.coverage import coverage
from swcompetence.analysis.spread import ContentSpread, Dimension, SpreadGroup, content_spread
from swcompetence.model import Course

KADER = framework(item("leefloon", label="Leefloon"))


def placed(course_id: str, title: str, ects: float | None, **facts: object) -> Course:
    made = course(course_id, title, ects, content="Het leefloon")
    return Course.model_validate({**made.model_dump(), **facts})


def spread(*courses: Course, linked: str = "") -> ContentSpread:
    links = [
        evident(one, "proef:leefloon", "leefloon", status="confirmed")
        for one in courses
        if one.id in linked
    ]
    made = mapping(*links, courses=courses, edition=KADER)
    return content_spread(coverage(made, [KADER])[0], made)


def told(groups: tuple[SpreadGroup, ...]) -> list[tuple[str, int, float, float]]:
    return [(one.name, one.courses, one.group_credits, one.credits.low) for one in groups]


COURSES = (
    placed("A", "Stage", 10, phase="Fase 2", compulsory=True, track="Jeugd"),
    placed("B", "Recht", 4, phase="Fase 1", compulsory=True),
    placed("C", "Wonen", 6, compulsory=False),
    placed("D", "Ethiek", None, phase="Fase 1"),
)


def test_content_is_divided_in_four_ways() -> None:
    found = spread(*COURSES, linked="AC")

    # Every course has two segments, one of which carries.
    assert told(found.of(Dimension.PHASE)) == [
        ("Fase 1", 2, 4, 0),
        ("Fase 2", 1, 10, 5),
        ("niet vermeld", 1, 6, 3),
    ]
    assert told(found.of(Dimension.TRACK)) == [("gemeenschappelijk", 3, 10, 3), ("Jeugd", 1, 10, 5)]
    assert told(found.of(Dimension.CHOICE)) == [
        ("verplicht", 2, 14, 5),
        ("keuze", 1, 6, 3),
        ("niet vermeld", 1, 0, 0),
    ]
    assert told(found.of(Dimension.TYPE)) == [
        ("theorie of gemengd", 3, 10, 3),
        ("stage", 1, 10, 5),
    ]
    (_, second, unsaid) = found.of(Dimension.PHASE)
    assert (second.low, second.expected, second.high) == (0.5, 0.5, 0.5)
    assert (second.touching, unsaid.touching) == (("A",), ("C",))
    assert "getal in hun naam" in found.phase_rule


def test_a_group_without_credits_has_no_share() -> None:
    (*_, unsaid) = spread(*COURSES).of(Dimension.CHOICE)

    assert (unsaid.low, unsaid.expected, unsaid.high) == (None, None, None)


def test_what_the_list_does_not_say_is_left_out() -> None:
    found = spread(placed("A", "Recht", 4))

    assert {one.dimension for one in found.groups} == {Dimension.TYPE}


@pytest.mark.parametrize("dimension", list(Dimension))
def test_each_way_adds_up_to_the_whole(dimension: Dimension) -> None:
    groups = spread(*COURSES, linked="ABC").of(dimension)

    assert sum(one.courses for one in groups) == 4
    assert sum(one.group_credits for one in groups) == 20
    assert sum(one.credits.low for one in groups) == pytest.approx(10)

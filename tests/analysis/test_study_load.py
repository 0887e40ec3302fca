"""What a student can take; every figure here can be checked by hand."""

from collections.abc import Sequence
from typing import Any

import pytest
from samples import course, mapping

from swcompetence.analysis.base import (
    Base,
    BaseRule,
    BaseSettings,
    LeftOutReason,
    is_placement,
    study_load,
)
from swcompetence.model import Course

RECHT = "Het leefloon is het onderste vangnet van de sociale bijstand in dit land"
WONEN = "De huurder heeft recht op een woning die veilig en gezond en betaalbaar is"
ZORG = "Wie zorg nodig heeft moet weten waar hij die tegen welke prijs kan vinden"
ENGELS = "The right to housing is part of the constitution and of the law of the land"


def vak(code: str, title: str, ects: float | None, *lines: str, **facts: Any) -> Course:
    sheet = course(code, title, ects, content="\n".join(lines))
    return sheet.model_copy(update=facts)


def base(courses: Sequence[Course], nominal: float | None = None, **settings: Any) -> Base:
    made = mapping(courses=tuple(courses), nominal=nominal)
    return study_load(made, BaseSettings(**settings)).base


def reasons(of: Base) -> dict[str, tuple[LeftOutReason, tuple[str, ...]]]:
    return {left.course: (left.reason, left.instead) for left in of.courses_left_out}


def test_a_small_list_is_cleaned_by_hand() -> None:
    courses = (
        vak("A", "Recht", 4, RECHT),
        vak("A2", "Recht (INK)", 3, RECHT),
        vak("B", "Leeg", 6),
        vak("C", "Law", 5, ENGELS),
        vak("S", "Stage 1", 10, WONEN),
        vak("W", "Wonen", 4, WONEN, ZORG),
        vak("Z", "Ethiek", None, "Wat is goed om te doen voor een ander die het moeilijk heeft"),
    )
    load = study_load(mapping(courses=courses, nominal=18))

    assert load.base.courses == ("A", "W", "Z")
    assert (load.base.credits, load.base.list_credits, load.base.nominal_credits) == (8, 32, 18)
    assert load.base.rule is BaseRule.LIST
    assert load.placements == ("S",)
    assert reasons(load.base) == {
        "A2": (LeftOutReason.VARIANT, ("A",)),
        "B": (LeftOutReason.NO_TEXT, ()),
        "C": (LeftOutReason.LANGUAGE, ()),
    }


def test_every_course_is_in_one_place() -> None:
    courses = [vak(code, f"Vak {code}", 3, RECHT, code * 30) for code in "ABC"]
    courses += [vak("S", "Stage", 6, ZORG), vak("L", "Leeg", 3)]
    load = study_load(mapping(courses=tuple(courses)))
    left_out = [left.course for left in load.base.courses_left_out]

    places = [*load.base.courses, *load.placements, *left_out]
    assert sorted(places) == sorted(c.id for c in courses)


def test_titles_that_only_differ_by_a_number_are_two_courses() -> None:
    assert base([vak("A", "Recht 1", 3, RECHT), vak("B", "Recht 2", 3, RECHT)]).credits == 6
    assert base([vak("A", "Recht I", 3, RECHT), vak("B", "Recht II", 3, RECHT)]).credits == 6
    assert base([vak("A", "Recht", 3, RECHT), vak("B", "Recht", 3, RECHT)]).credits == 3


def test_parts_that_make_up_the_credits_count_in_place_of_their_composite() -> None:
    whole = vak("G", "Grondrechten", 6, RECHT, WONEN)
    cleaned = base([whole, vak("P", "Bijstand", 2, RECHT), vak("Q", "Huur", 4, WONEN)])

    assert (cleaned.courses, cleaned.credits) == (("P", "Q"), 6)
    assert reasons(cleaned) == {"G": (LeftOutReason.COMPOSITE, ("P", "Q"))}


def test_of_parts_to_choose_from_the_composite_counts() -> None:
    whole = vak("G", "Methodiek", 4, RECHT, WONEN)
    cleaned = base([whole, vak("P", "Bijstand", 4, RECHT), vak("Q", "Huur", 4, WONEN)])

    assert (cleaned.courses, cleaned.credits) == (("G",), 4)
    assert reasons(cleaned)["P"] == reasons(cleaned)["Q"] == (LeftOutReason.PART, ("G",))


def test_what_counts_in_its_place_does_count() -> None:
    whole = vak("G", "Methodiek", 4, RECHT, WONEN)
    parts = [vak("P", "Bijstand", 4, RECHT), vak("P2", "Bijstand (INK)", 4, RECHT)]

    assert reasons(base([*parts, whole])) == {
        "P": (LeftOutReason.PART, ("G",)),
        "P2": (LeftOutReason.VARIANT, ("G",)),
    }


def test_a_part_of_more_credits_than_the_whole_is_a_course_of_its_own() -> None:
    whole = vak("G", "Methodiek", 3, RECHT, WONEN)

    assert base([whole, vak("P", "Bijstand", 4, RECHT)]).credits == 7


def test_a_composite_with_a_placement_takes_its_part_along() -> None:
    whole = vak("G", "Stage en reflectie", 20, RECHT, WONEN)
    load = study_load(mapping(courses=(whole, vak("P", "Reflectie", 2, RECHT))))

    assert (load.base.courses, load.placements) == ((), ("G",))


@pytest.mark.parametrize(
    ("nominal", "rule"),
    [(None, BaseRule.LIST), (12, BaseRule.LIST), (11, BaseRule.LARGER_LIST)],
)
def test_a_list_with_its_placements_may_be_larger_than_the_programme(
    nominal: float | None, rule: BaseRule
) -> None:
    courses = [vak("A", "Recht", 6, RECHT), vak("S", "Stage", 6, WONEN)]

    assert base(courses, nominal).rule is rule


def test_a_route_is_given_by_ids_or_codes() -> None:
    courses = [
        vak("A", "Recht", 4, RECHT),
        vak("B", "Wonen", 3, WONEN).model_copy(update={"code": "SW2"}),
        vak("C", "Zorg", 5, ZORG),
        vak("S", "Stage", 9, ZORG, RECHT),
    ]
    cleaned = base(courses, 9, route=("A", "SW2"))

    assert (cleaned.rule, cleaned.courses, cleaned.credits) == (BaseRule.ROUTE, ("A", "B"), 7)
    assert set(reasons(cleaned)) == {"C", "S"}
    assert reasons(cleaned)["S"][0] is LeftOutReason.NOT_IN_ROUTE


def test_a_variant_counts_where_the_route_holds_that_one() -> None:
    courses = [vak("A", "Recht", 4, RECHT), vak("A2", "Recht (INK)", 3, RECHT)]

    assert base(courses, route=("A2",)).courses == ("A2",)


def test_a_track_holds_what_everybody_follows() -> None:
    courses = [
        vak("A", "Recht", 4, RECHT),
        vak("B", "Wonen", 3, WONEN, track="MW"),
        vak("C", "Zorg", 5, ZORG, track=" SCW"),
    ]
    cleaned = base(courses, track="MW")

    assert (cleaned.rule, cleaned.courses) == (BaseRule.TRACK, ("A", "B"))


def test_the_words_of_a_placement_can_be_chosen() -> None:
    field = course("A", "Terreinleren 1", 5, content=RECHT)
    settings = BaseSettings(placement_words=("terrein", "praktijk"))

    assert not is_placement(field)
    assert is_placement(field, settings)
    assert not is_placement(course("B", "Stage", 5), settings)
    assert is_placement(course("B", "Stage", 5))

"""The checks about levels and assessment, worked out by hand on a few links."""

import pytest
from programmes import confirmed, placed, proposed, run, told

from swcompetence.analysis.checks.check import CheckLimits, Outcome
from swcompetence.model import Course

COURSES = (placed("A", "1"), placed("B", "2"), placed("C", "3"))


def test_an_item_that_is_introduced_only_is_found_with_its_open_proposals() -> None:
    found = run(
        confirmed("A", "inkomen", "I"),
        confirmed("B", "inkomen", "I"),
        proposed("C", "inkomen"),
        confirmed("A", "wonen", "I"),
        confirmed("B", "wonen", "V"),
        confirmed("A", "zorg"),
        confirmed("B", "zorg", "I"),
        courses=COURSES,
    )["enkel-geintroduceerd"]

    [row] = found.rows
    assert (row.item, row.courses, row.confirmed, row.proposed) == (
        "proef:inkomen",
        ("A", "B", "C"),
        2,
        1,
    )
    assert row.remark == (
        "niveau introductie in 2 opleidingsonderdelen, nergens hoger; daarnaast 1 open voorstel"
    )
    assert [(one.item, one.remark) for one in found.not_judged] == [
        ("proef:zorg", "van 1 van de 2 bevestigde koppelingen is het niveau onbekend")
    ]
    assert (found.judged, found.in_words) == (2, "1 gevonden; 1 van 3 niet te beoordelen")


def test_readers_who_differ_do_not_make_an_item_introduced_only() -> None:
    link = told(confirmed("A", "inkomen", "I"), "B")
    found = run(link, courses=COURSES)["enkel-geintroduceerd"]

    assert (found.rows, found.judged, found.outcome) == ((), 1, Outcome.NOTHING)


def test_only_a_part_judged_is_not_the_same_as_nothing_found() -> None:
    found = run(confirmed("A", "inkomen", "V"), confirmed("A", "wonen"), courses=COURSES)[
        "enkel-geintroduceerd"
    ]

    assert found.outcome is Outcome.PARTLY
    assert found.in_words == "niets gevonden; 1 van 2 niet te beoordelen"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (None, "geen niveaus ingevuld"),
        ("gevorderd", "de ingevulde niveaus zijn geen van I, V, B"),
    ],
)
def test_without_usable_levels_no_level_check_is_judged(given: str | None, reason: str) -> None:
    links = [confirmed(of, "inkomen", given) for of in "ABC"]
    links += [confirmed("A", to, given) for to in ("wonen", "zorg")]
    found = run(*links, courses=COURSES)

    assert found["enkel-geintroduceerd"].reason == reason
    assert found["volgorde-doorbroken"].outcome is Outcome.NOT_JUDGED
    assert found["alles-hoogste-niveau"].outcome is Outcome.NOT_JUDGED


def test_without_confirmed_links_the_checks_of_the_review_are_not_judged() -> None:
    found = run(proposed("A", "inkomen"), courses=COURSES)

    for code in (
        "enkel-geintroduceerd",
        "nergens-geevalueerd",
        "volgorde-doorbroken",
        "alles-hoogste-niveau",
    ):
        assert found[code].reason == "er zijn nog geen bevestigde koppelingen"


def test_an_item_that_nobody_assesses_is_found() -> None:
    found = run(
        confirmed("A", "inkomen", assessed=False),
        confirmed("B", "inkomen", assessed=False),
        confirmed("A", "wonen", assessed=False),
        confirmed("B", "wonen", assessed=True),
        confirmed("A", "zorg", assessed=False),
        confirmed("B", "zorg"),
        proposed("C", "inkomen"),
        courses=COURSES,
    )["nergens-geevalueerd"]

    assert [(row.item, row.remark) for row in found.rows] == [
        (
            "proef:inkomen",
            (
                "bevestigd in 2 opleidingsonderdelen, overal niet geëvalueerd; daarnaast 1 open"
                " voorstel"
            ),
        )
    ]
    assert [(row.item, row.remark) for row in found.not_judged] == [
        ("proef:zorg", "Geëvalueerd niet ingevuld bij 1 van de 2 bevestigde koppelingen")
    ]


def test_readers_who_differ_about_assessment_leave_it_open() -> None:
    link = told(confirmed("A", "inkomen", assessed=True), None, assessed=False)
    found = run(link, courses=COURSES)["nergens-geevalueerd"]

    assert found.rows == ()
    assert [row.remark for row in found.not_judged] == [
        "lesgevers oneens bij 1 van de 1 bevestigde koppelingen"
    ]


def test_a_course_sheet_that_names_the_item_under_assessment_is_a_hint_only() -> None:
    link = confirmed("A", "inkomen")
    evidence = {
        "field": "assessment", "text": "Inkomen", "start": 0, "end": 7, "item_part": "label",
        "term": "inkomen", "kind": "exact", "weight": 0.4,
    }  # fmt: skip
    named = link.model_validate({**link.model_dump(), "evidence": [evidence]})
    found = run(named, courses=COURSES)["nergens-geevalueerd"]

    assert found.outcome is Outcome.NOT_JUDGED
    assert found.not_judged[0].remark.endswith(
        "; de fiche noemt het bij de evaluatie in 1 opleidingsonderdeel"
    )


@pytest.mark.parametrize(
    ("phases", "levels", "is_found"),
    [
        (("1", "2"), ("B", "I"), True),
        (("1", "2"), ("B", "V"), True),
        (("1", "2"), ("I", "B"), False),
        (("1", "1"), ("B", "I"), False),
        (("1", "2"), ("B", "B"), False),
        (("1", "2"), ("V", "I"), False),
        (("1", None), ("I", "B"), False),
        (("2", "1"), ("B", "I"), False),
        (("1", "1"), (None, None), False),
        (("1", "1"), ("B", None), False),
        (("1", "2"), (None, None), None),
        ((None, "2"), ("B", "B"), False),
        (("2", "3"), (None, "I"), None),
        (("1", "2"), ("B", None), None),
        (("1", None), ("B", "I"), None),
        ((None, "2"), ("B", "I"), None),
    ],
)
def test_the_order_is_broken_where_the_top_level_comes_in_an_earlier_phase(
    phases: tuple[str | None, str | None],
    levels: tuple[str | None, str | None],
    is_found: bool | None,  # noqa: FBT001 - the answer of the table
) -> None:
    courses = (placed("A", phases[0]), placed("B", phases[1]), placed("X", "1"), placed("Y", "3"))
    links = [confirmed(of, "zorg", level) for of, level in zip("AB", levels, strict=True)]
    found = run(*links, courses=courses)["volgorde-doorbroken"]

    assert (len(found.rows), len(found.not_judged)) == (
        int(is_found is True),
        int(is_found is None),
    )
    assert found.judged == int(is_found is not None)


def test_the_row_of_a_broken_order_names_both_courses_in_the_words_of_the_list() -> None:
    courses = (placed("A", "Fase 2"), placed("B", "Fase 1"), placed("C", "Fase 2"))
    found = run(
        confirmed("A", "inkomen", "I"),
        confirmed("B", "inkomen", "B"),
        confirmed("C", "inkomen", "V"),
        confirmed("B", "wonen", "B"),
        courses=courses,
    )["volgorde-doorbroken"]

    assert [row.remark for row in found.rows] == [
        "niveau beheersing al in Fase 1 (B), een lager niveau pas in Fase 2 (A)"
    ]
    assert found.judged == 1  # one link has no order
    assert "volgens het getal in hun naam" in found.rule


def test_an_unknown_level_after_a_broken_order_does_not_matter() -> None:
    found = run(
        confirmed("A", "zorg", "B"),
        confirmed("B", "zorg", "I"),
        confirmed("C", "zorg"),
        courses=COURSES,
    )["volgorde-doorbroken"]

    assert (
        found.rows[0].remark
        == "niveau beheersing al in fase 1 (A), een lager niveau pas in fase 2 (B)"
    )


def test_what_lacks_to_judge_the_order_is_told() -> None:
    courses = (placed("A", "1"), placed("B", "2"), placed("C"))
    found = run(
        told(confirmed("A", "zorg", "I"), "B"),
        confirmed("B", "zorg"),
        confirmed("C", "zorg", "I"),
        courses=courses,
    )["volgorde-doorbroken"]

    assert [row.remark for row in found.not_judged] == [
        (
            "niveau onbekend bij 1, lesgevers oneens over het niveau bij 1, fase onbekend bij 1 van"
            " de 3 bevestigde koppelingen"
        )
    ]
    assert found.reason == "geen kaderitem heeft twee bevestigde koppelingen met niveau en fase"


ALL = ("inkomen", "wonen", "zorg")


def top_levels(*levels: str | None) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    links = [confirmed("A", to, level) for to, level in zip(ALL, levels, strict=False)]
    found = run(*links, courses=COURSES)["alles-hoogste-niveau"]
    return (
        found.outcome.value,
        tuple(row.remark for row in found.rows),
        tuple(row.remark for row in found.not_judged),
    )


def test_a_course_with_everything_at_the_top_is_found() -> None:
    assert top_levels("B", "B", "B") == (
        "gevonden",
        ("alle 3 bevestigde koppelingen hebben niveau beheersing",),
        (),
    )
    assert top_levels("B", "V", None) == ("niets gevonden", (), ())
    assert top_levels("B", "B", None) == (
        "niet te beoordelen",
        (),
        ("van 1 van de 3 bevestigde koppelingen is het niveau onbekend",),
    )
    assert top_levels("B", "B") == ("niet te beoordelen", (), ())


def test_a_level_on_which_readers_differ_is_not_the_top() -> None:
    links = [confirmed("A", to, "B") for to in ALL]
    found = run(told(links[0], "V"), *links[1:], courses=COURSES)["alles-hoogste-niveau"]
    agreed = run(told(links[0], "B"), *links[1:], courses=COURSES)["alles-hoogste-niveau"]

    assert (found.outcome, agreed.outcome) == (Outcome.NOTHING, Outcome.FOUND)


def test_how_many_links_make_everything_at_the_top_a_question_can_be_set() -> None:
    link = confirmed("A", "inkomen", "B")
    limits = CheckLimits(top_level_least=1)
    found = run(link, proposed("A", "zorg"), courses=COURSES, limits=limits)["alles-hoogste-niveau"]

    [row] = found.rows
    assert (row.course, row.confirmed, row.proposed) == ("A", 1, 1)
    assert row.remark.endswith("; daarnaast 1 open voorstel")
    assert "minstens 1 bevestigde" in found.rule


def test_the_last_decision_of_a_reviewer_gives_the_level() -> None:
    link = confirmed("A", "inkomen", "B")
    first = link.decisions[0].model_copy(update={"level": "I"})
    both = link.model_copy(update={"decisions": (first, *link.decisions)})

    assert run(both, courses=COURSES)["enkel-geintroduceerd"].outcome is Outcome.NOTHING


def test_courses_stand_in_any_type_of_phase() -> None:
    courses: tuple[Course, ...] = (placed("A", "Instroom"), placed("B", "Uitstroom"))
    found = run(confirmed("A", "zorg", "B"), confirmed("B", "zorg", "I"), courses=courses)[
        "volgorde-doorbroken"
    ]

    assert len(found.rows) == 1
    assert "zoals de lijst ze noemt" in found.rule

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import course, link, mapping

from swcompetence.analysis.share import ProgrammeSize, framework_share, programme_size
from swcompetence.model import Course, Curriculum


def chosen(course_id: str, ects: float | None, compulsory: bool | None) -> Course:  # noqa: FBT001 - a fact
    return course(course_id, "Vak", ects).model_copy(update={"compulsory": compulsory})


def size(
    nominal: float | None, *courses: tuple[float | None, bool | None]
) -> tuple[ProgrammeSize, tuple[Course, ...]]:
    made = tuple(chosen(f"SW{n}", *facts) for n, facts in enumerate(courses))
    return programme_size(mapping(courses=made, nominal=nominal)), made


def test_electives_count_for_the_room_that_is_left() -> None:
    found, courses = size(20, (10, True), (4, None), (8, False), (4, False))

    # 20 - 14 = 6 credits of room for 12 credits of electives.
    assert found.elective_weight == 0.5
    assert [found.credits(one) for one in courses] == [10, 4, 4, 2]
    assert (found.counted_credits, found.base, found.base_credits) == (20, "nominal", 20)
    assert found.weight_rule == (
        "Keuzeopleidingsonderdelen tellen voor 0,5: de 6 studiepunten die de rest van de lijst"
        " binnen de nominale omvang openlaat, gedeeld door de 12 studiepunten keuze in de lijst."
    )
    assert found.base_rule == "de nominale omvang van de opleiding (20 studiepunten)"


@pytest.mark.parametrize(
    ("nominal", "courses", "base", "base_credits", "weight_words", "base_words"),
    [
        (20, [(10, True), (4, False)], "nominal", 20, "passen ze in", "telt er 14)"),
        (20, [(10, True), (None, False)], "nominal", 20, "geen keuzeopl", "telt er 10)"),
        (20, [(10, None), (15, None)], "list", 25, "geen keuzeopl", "groter dan de nominale"),
        (20, [(20, True), (5, False)], "list", 25, "niet af te leiden", "omvang (20 studiepunten)"),
        (20, [(24, True), (5, False)], "list", 29, "niet af te leiden", "naast elkaar"),
        (None, [(10, True), (4.5, False)], "list", 14.5, "onbekend", "lijst (14,5 studiepunten;"),
        (20, [], "nominal", 20, "geen keuzeopl", "telt er 0)"),
        (None, [(None, None)], "list", 0, "geen keuzeopl", "nominale omvang onbekend"),
    ],
)
def test_every_other_case_counts_in_full_and_says_so(
    nominal: float | None,
    courses: list[tuple[float | None, bool | None]],
    base: str,
    base_credits: float,
    weight_words: str,
    base_words: str,
) -> None:
    found, _ = size(nominal, *courses)

    assert found.elective_weight == 1
    assert (found.base, found.base_credits) == (base, base_credits)
    assert weight_words in found.weight_rule
    assert base_words in found.base_rule


def test_of_several_lists_every_size_must_be_known() -> None:
    lists = tuple(
        Curriculum(id=name, nominal_credits=nominal, courses=(course(name, "Vak", 3),))
        for name, nominal in (("a", 60), ("b", None))
    )
    made = mapping().model_copy(update={"curricula": lists})

    assert programme_size(made).nominal_credits is None
    assert programme_size(made.only("a")).nominal_credits == 60


@given(
    st.none() | st.floats(1, 200),
    st.lists(st.tuples(st.none() | st.floats(0, 60), st.sampled_from([True, False, None]))),
)
def test_what_counts_never_exceeds_the_base(
    nominal: float | None, courses: list[tuple[float | None, bool | None]]
) -> None:
    found, made = size(nominal, *courses)

    assert sum(found.credits(one) for one in made) <= found.base_credits + 1e-6
    assert found.weight_rule
    assert found.base_rule


COURSES = (course("A", "Vak", 3), course("B", "Vak", 6), course("C", "Vak", None))


def test_a_course_with_both_kinds_of_link_counts_as_confirmed_only() -> None:
    share = framework_share(
        mapping(
            link("A", "ocmw:inkomen", status="confirmed"),
            link("A", "ocmw:wonen"),
            link("B", "ocmw:inkomen"),
            link("C", "ocmw:inkomen", proposed=False),
            courses=COURSES,
        ),
        "ocmw",
    )

    assert (share.confirmed_courses, share.proposed_courses) == (("A",), ("B",))
    assert (share.confirmed_credits, share.proposed_credits) == (3, 6)


def test_a_course_counts_once_however_many_items_it_touches() -> None:
    share = framework_share(
        mapping(*(link("B", f"ocmw:{one}") for one in "abc"), courses=COURSES), "ocmw"
    )

    assert share.proposed_credits == 6


def test_that_nothing_fits_is_no_link() -> None:
    share = framework_share(
        mapping(
            link("A", "ocmw:geen", status="confirmed", origin="reviewer"),
            link("B", "ocmw:geen", origin="reviewer"),
            courses=COURSES,
        ),
        "ocmw",
    )

    assert (share.confirmed_courses, share.proposed_courses) == ((), ())


def test_only_links_into_the_framework_count() -> None:
    share = framework_share(mapping(link("A", "ocmw-praktijk:a"), courses=COURSES), "ocmw")

    assert (share.confirmed_courses, share.proposed_courses) == ((), ())


def test_the_share_is_taken_over_the_list_since_electives_count_in_full() -> None:
    share = framework_share(
        mapping(link("A", "ocmw:a", status="confirmed"), courses=COURSES, nominal=6), "ocmw"
    )

    assert share.list_credits == 9
    assert (share.confirmed, share.proposed) == (3 / 9, 0)
    assert "gedeeld door de som van de lijst (9 studiepunten)" in share.rule


def test_a_list_without_credits_has_no_share() -> None:
    share = framework_share(mapping(link("C", "ocmw:a"), courses=COURSES[2:]), "ocmw")

    assert (share.confirmed, share.proposed) == (None, None)
    assert share.proposed_courses == ("C",)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ABC"),
            st.sampled_from("xyz"),
            st.sampled_from(["open", "confirmed", "rejected", "conflict"]),
            st.booleans(),
        ),
        unique_by=lambda one: one[:2],
    )
)
def test_the_two_figures_never_overlap(links: list[tuple[str, str, str, bool]]) -> None:
    share = framework_share(
        mapping(
            *(link(of, f"ocmw:{to}", status=state, proposed=p) for of, to, state, p in links),
            courses=COURSES,
        ),
        "ocmw",
    )

    assert {*share.confirmed_courses}.isdisjoint(share.proposed_courses)
    assert share.confirmed_credits + share.proposed_credits <= share.list_credits

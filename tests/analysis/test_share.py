import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import course, link, mapping

from swcompetence.analysis import framework_share
from swcompetence.model import Curriculum

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


def test_the_share_is_taken_over_the_nominal_size_where_it_is_known() -> None:
    share = framework_share(
        mapping(link("A", "ocmw:a", status="confirmed"), courses=COURSES, nominal=180), "ocmw"
    )

    assert (share.size.base, share.size.base_credits, share.size.list_credits) == (
        "nominal",
        180,
        9,
    )
    assert (share.confirmed, share.proposed) == (3 / 180, 0)
    assert (
        "de nominale omvang van de opleiding (180 studiepunten; de lijst telt er 9)" in share.rule
    )


def test_the_share_is_taken_over_the_list_where_the_size_is_unknown() -> None:
    share = framework_share(mapping(link("A", "ocmw:a"), courses=COURSES), "ocmw")

    assert (share.size.base, share.size.base_credits) == ("list", 9)
    assert (share.confirmed, share.proposed) == (0, 3 / 9)
    assert "de som van de lijst (9 studiepunten; nominale omvang onbekend)" in share.rule


def test_a_list_that_is_larger_than_the_programme_says_so() -> None:
    share = framework_share(
        mapping(link("A", "ocmw:a"), courses=(*COURSES, course("D", "Vak", 1.5)), nominal=6), "ocmw"
    )

    assert (share.size.base_credits, share.size.list_credits) == (10.5, 10.5)
    assert "(10,5 studiepunten), want die is groter dan de nominale omvang" in share.rule


def test_a_list_without_credits_has_no_share() -> None:
    share = framework_share(mapping(link("C", "ocmw:a"), courses=COURSES[2:]), "ocmw")

    assert (share.confirmed, share.proposed) == (None, None)
    assert share.proposed_courses == ("C",)


@pytest.mark.parametrize(
    ("sizes", "base", "base_credits"),
    [((180, 90), "nominal", 270), ((180, None), "list", 3), ((), "list", 0)],
)
def test_of_several_lists_every_size_must_be_known(
    sizes: tuple[float | None, ...], base: str, base_credits: float
) -> None:
    lists = tuple(
        Curriculum(
            id=f"lijst{number}",
            nominal_credits=size,
            courses=() if number else (course("A", "Vak", 3),),
        )
        for number, size in enumerate(sizes)
    )
    share = framework_share(mapping().model_copy(update={"curricula": lists}), "ocmw")

    assert (share.size.base, share.size.base_credits) == (base, base_credits)


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
    assert share.confirmed_credits + share.proposed_credits <= share.size.list_credits

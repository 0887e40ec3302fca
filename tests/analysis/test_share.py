from hypothesis import given
from hypothesis import strategies as st
from samples import course, link, mapping

from swcompetence.analysis.share import framework_share

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

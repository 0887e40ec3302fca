import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item, link, mapping

from swcompetence.analysis import (
    Finding,
    FrameworkCoverage,
    ItemCoverage,
    coverage,
    is_confirmed,
    is_open_proposal,
)
from swcompetence.model import Link

KADER = framework(
    item("basis", level="groep", label="Basis"),
    item("inkomen", parent="basis", label="Inkomen"),
    item("leefloon", parent="inkomen", level="deel"),
    item("wonen", label="Wonen"),
    levels=("groep", "thema", "deel"),
)
COURSES = (course("A", "Vak", 3), course("B", "Vak", 6), course("C", "Vak", None))


def covered(*links: Link) -> FrameworkCoverage:
    (found,) = coverage(mapping(*links, courses=COURSES, edition=KADER), [KADER])
    return found


def inkomen(*links: Link) -> ItemCoverage:
    return covered(*links).items[0]


@pytest.mark.parametrize(
    ("facts", "confirmed", "open_proposal"),
    [
        ({"status": "open"}, False, True),
        ({"status": "confirmed"}, True, False),
        ({"status": "rejected"}, False, False),
        ({"status": "unsure"}, False, True),
        ({"status": "conflict"}, False, True),
        ({"status": "stale"}, False, True),
        ({"proposed": False}, False, False),
        ({"proposed": False, "status": "confirmed"}, True, False),
        ({"proposed": False, "origin": "reviewer"}, False, True),
        ({"proposed": False, "origin": "reviewer", "status": "rejected"}, False, False),
        ({"item": "proef:geen"}, False, False),
        ({"item": "proef:geen", "status": "confirmed"}, False, False),
    ],
)
def test_a_link_is_confirmed_or_an_open_proposal_or_neither(
    facts: dict[str, object],
    confirmed: bool,  # noqa: FBT001 - a table of cases
    open_proposal: bool,  # noqa: FBT001 - a table of cases
) -> None:
    made = Link.model_validate({**link("A", "proef:inkomen").model_dump(), **facts})

    assert (is_confirmed(made), is_open_proposal(made)) == (confirmed, open_proposal)


def test_every_mapping_item_is_told_in_the_order_of_the_edition() -> None:
    found = covered()

    assert (found.ref, found.title) == ("proef@1", "Proefkader")
    assert [(one.item, one.label, one.group) for one in found.items] == [
        ("proef:inkomen", "Inkomen", "Basis"),
        ("proef:wonen", "Wonen", None),
    ]


def test_confirmed_and_proposed_stand_side_by_side() -> None:
    found = inkomen(
        link("B", "proef:inkomen", status="confirmed"),
        link("A", "proef:inkomen"),
        link("C", "proef:inkomen", proposed=False),
    )

    assert (found.confirmed, found.proposed, found.possible) == (("B",), ("A",), ("C",))
    assert (found.confirmed_credits, found.proposed_credits) == (6, 3)


def test_courses_stand_in_list_order() -> None:
    found = inkomen(*(link(one, "proef:inkomen") for one in "CBA"))

    assert found.proposed == ("A", "B", "C")
    assert found.proposed_credits == 9


@pytest.mark.parametrize("kind", ["similarity", None])
def test_words_that_merely_look_alike_are_no_sign(kind: str | None) -> None:
    found = inkomen(link("A", "proef:inkomen", proposed=False, kind=kind))

    assert found.possible == ()


def test_a_rejected_link_counts_nowhere() -> None:
    found = inkomen(link("A", "proef:inkomen", status="rejected"))

    assert (found.confirmed, found.proposed, found.possible) == ((), (), ())
    assert found.finding is Finding.NOT_FOUND


def test_links_to_other_frameworks_and_levels_do_not_count() -> None:
    found = inkomen(link("A", "ander:inkomen"), link("B", "proef:leefloon"))

    assert found.finding is Finding.NOT_FOUND


@pytest.mark.parametrize(
    ("links", "finding"),
    [
        ([], Finding.NOT_FOUND),
        ([link("A", "proef:inkomen", proposed=False)], Finding.NOT_FOUND),
        ([link("A", "proef:inkomen")], Finding.PROPOSED),
        (
            [link("A", "proef:inkomen"), link("B", "proef:inkomen", status="confirmed")],
            Finding.CONFIRMED,
        ),
    ],
)
def test_an_item_is_summed_up_in_one_word(links: list[Link], finding: Finding) -> None:
    found = covered(*links)

    assert found.items[0].finding is finding
    assert sum(found.count(one) for one in Finding) == len(found.items)
    assert found.count(finding) >= 1


def test_several_frameworks_are_covered_apart() -> None:
    other = framework(item("zorg"), id="ander")
    found = coverage(
        mapping(link("A", "ander:zorg"), courses=COURSES, edition=KADER), [KADER, other]
    )

    assert [one.ref for one in found] == ["proef@1", "ander@1"]
    assert found[1].items[0].proposed == ("A",)


PLACES = [(one.id, ref) for one in COURSES for ref in ("proef:inkomen", "proef:wonen")]
STATES = st.sampled_from(["", "listed", "open", "rejected", "unsure", "stale", "confirmed"])


@given(st.lists(STATES, min_size=len(PLACES), max_size=len(PLACES)), st.sampled_from(PLACES))
def test_confirming_a_link_never_lowers_what_is_confirmed(
    states: list[str], confirmed: tuple[str, str]
) -> None:
    links = {
        (of, ref): link(
            of, ref, proposed=state != "listed", status="open" if state == "listed" else state
        )
        for (of, ref), state in zip(PLACES, states, strict=True)
        if state
    }
    before = covered(*links.values())
    after = covered(*{**links, confirmed: link(*confirmed, status="confirmed")}.values())

    for old, new in zip(before.items, after.items, strict=True):
        assert {*old.confirmed} <= {*new.confirmed}
        assert old.confirmed_credits <= new.confirmed_credits
        assert {*new.confirmed}.isdisjoint({*new.proposed, *new.possible})
    assert before.count(Finding.CONFIRMED) <= after.count(Finding.CONFIRMED)
    assert before.count(Finding.NOT_FOUND) >= after.count(Finding.NOT_FOUND)

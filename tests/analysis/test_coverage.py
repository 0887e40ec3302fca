import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item, link, mapping

from swcompetence.analysis.coverage import Finding, FrameworkCoverage, ItemCoverage, coverage
from swcompetence.analysis.link_standing import (
    MENTION_RULE,
    MENTION_WEIGHT,
    is_confirmed,
    is_open_proposal,
)
from swcompetence.analysis.text_share import Presence
from swcompetence.model import Decision, Link, Verdict

KADER = framework(
    item("basis", level="groep", label="Basis"),
    item("inkomen", parent="basis", label="Inkomen"),
    item("leefloon", parent="inkomen", level="deel"),
    item("wonen", label="Wonen"),
    levels=("groep", "thema", "deel"),
)
COURSES = (course("A", "Vak", 3), course("B", "Vak", 6), course("C", "Vak", None))


def listed(of: str, ref: str, *, weight: float = 0.3, status: str = "open") -> Link:
    """Give a link that is not proposed, with evidence of a weight."""
    made = link(of, ref, proposed=False, status=status)
    evidence = made.evidence[0].model_copy(update={"weight": weight})
    return made.model_copy(update={"evidence": (evidence,)})


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
        listed("C", "proef:inkomen"),
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

    assert (found.possible, found.mentioned) == ((), ())


@pytest.mark.parametrize(("status", "possible"), [("unsure", ("A",)), ("rejected", ())])
def test_where_somebody_judged_there_is_a_sign_without_a_term(
    status: str, possible: tuple[str, ...]
) -> None:
    judged = link("A", "proef:inkomen", proposed=False, status=status, kind="similarity")
    decision = Decision(verdict=Verdict.UNSURE)
    found = covered(judged.model_copy(update={"decisions": (decision,)}))

    assert (found.items[0].possible, found.items[0].mentioned) == (possible, ())
    # A sign without a term takes up nothing of the sheet, not even of its title.
    assert found.text_credits == Presence()


@pytest.mark.parametrize(
    ("weight", "mentioned"), [(0.3, ()), (0.499, ()), (MENTION_WEIGHT, ("A",)), (1.0, ("A",))]
)
def test_a_clear_term_makes_a_mention(weight: float, mentioned: tuple[str, ...]) -> None:
    found = inkomen(listed("A", "proef:inkomen", weight=weight))

    assert (found.possible, found.mentioned) == (("A",), mentioned)


def test_one_clear_term_among_weak_ones_is_enough() -> None:
    weak = listed("A", "proef:inkomen")
    clear = listed("A", "proef:inkomen", weight=0.65).evidence
    found = inkomen(weak.model_copy(update={"evidence": (*weak.evidence, *clear)}))

    assert found.mentioned == ("A",)


def test_likeness_never_makes_a_mention() -> None:
    weak = listed("A", "proef:inkomen")
    alike = link("A", "proef:inkomen", proposed=False, kind="similarity").evidence
    found = inkomen(weak.model_copy(update={"evidence": (*weak.evidence, *alike)}))

    assert (found.possible, found.mentioned) == (("A",), ())


def test_a_doubted_mention_stays_and_a_rejected_one_goes() -> None:
    found = inkomen(
        listed("A", "proef:inkomen", weight=1, status="unsure"),
        listed("B", "proef:inkomen", weight=1, status="rejected"),
    )

    assert found.mentioned == ("A",)


def test_a_mention_counts_no_credits() -> None:
    found = inkomen(listed("B", "proef:inkomen", weight=1))

    assert (found.confirmed_credits, found.proposed_credits) == (0, 0)


def test_the_rule_names_the_weight() -> None:
    assert "minstens 0,5)" in MENTION_RULE


def test_a_rejected_link_counts_nowhere() -> None:
    found = inkomen(link("A", "proef:inkomen", status="rejected"))

    assert (found.confirmed, found.proposed, found.possible, found.mentioned) == ((), (), (), ())
    assert found.finding is Finding.NOT_FOUND


def test_links_to_other_frameworks_and_levels_do_not_count() -> None:
    found = inkomen(link("A", "ander:inkomen"), link("B", "proef:leefloon"))

    assert found.finding is Finding.NOT_FOUND


@pytest.mark.parametrize(
    ("links", "finding"),
    [
        ([], Finding.NOT_FOUND),
        ([listed("A", "proef:inkomen")], Finding.NOT_FOUND),
        ([listed("A", "proef:inkomen", weight=1)], Finding.MENTIONED),
        ([listed("A", "proef:inkomen", weight=1), link("B", "proef:inkomen")], Finding.PROPOSED),
        (
            [
                link("A", "proef:inkomen"),
                link("B", "proef:inkomen", status="confirmed"),
                listed("C", "proef:inkomen", weight=1),
            ],
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
STATES = st.sampled_from(
    ["", "listed", "mentioned", "open", "rejected", "unsure", "stale", "confirmed"]
)
STRENGTH = {finding: place for place, finding in enumerate(Finding)}


def linked(states: list[str]) -> dict[tuple[str, str], Link]:
    unproposed = {"listed": 0.3, "mentioned": 1.0}
    return {
        (of, ref): listed(of, ref, weight=unproposed[state])
        if state in unproposed
        else link(of, ref, status=state)
        for (of, ref), state in zip(PLACES, states, strict=True)
        if state
    }


@given(st.lists(STATES, min_size=len(PLACES), max_size=len(PLACES)), st.sampled_from(PLACES))
def test_confirming_a_link_never_lowers_what_is_confirmed(
    states: list[str], confirmed: tuple[str, str]
) -> None:
    links = linked(states)
    before = covered(*links.values())
    after = covered(*{**links, confirmed: link(*confirmed, status="confirmed")}.values())

    for old, new in zip(before.items, after.items, strict=True):
        assert {*old.confirmed} <= {*new.confirmed}
        assert old.confirmed_credits <= new.confirmed_credits
        assert {*new.confirmed}.isdisjoint({*new.proposed, *new.possible})
        assert {*new.mentioned} <= {*new.possible}
        assert STRENGTH[new.finding] <= STRENGTH[old.finding]
    assert before.count(Finding.CONFIRMED) <= after.count(Finding.CONFIRMED)
    assert before.count(Finding.NOT_FOUND) >= after.count(Finding.NOT_FOUND)


@given(st.lists(STATES, min_size=len(PLACES), max_size=len(PLACES)), st.sampled_from(PLACES))
def test_a_mention_more_never_weakens_a_finding(
    states: list[str], mentioned: tuple[str, str]
) -> None:
    links = linked(states)
    before = covered(*links.values())
    after = covered(*{mentioned: listed(*mentioned, weight=1), **links}.values())
    ref = mentioned[1]

    for old, new in zip(before.items, after.items, strict=True):
        assert STRENGTH[new.finding] <= STRENGTH[old.finding]
        assert (new.confirmed, new.proposed) == (old.confirmed, old.proposed)
        if new.item == ref and mentioned not in links:
            assert new.finding is not Finding.NOT_FOUND


@given(st.lists(STATES, min_size=len(PLACES), max_size=len(PLACES)))
def test_not_found_means_that_no_clear_term_is_left_standing(states: list[str]) -> None:
    links = linked(states)

    for one in covered(*links.values()).items:
        clear = [
            made
            for made in links.values()
            if made.item == one.item and made.status != "rejected" and made.evidence[0].weight > 0.3
        ]
        assert (one.finding is Finding.NOT_FOUND) == (not clear)

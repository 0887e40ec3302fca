from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import link

from swcompetence.model import Decision, Link, Status, Verdict
from swcompetence.model.mapping import in_force
from swcompetence.review.merge import united, with_history

YES, NO = Verdict.ACCEPT, Verdict.REJECT


def said(verdict: Verdict, reviewer: str | None = "An", day: int | None = None) -> Decision:
    date = dt.date(2026, 11, day) if day else None
    return Decision(verdict=verdict, reviewer=reviewer, date=date)


def a_link(status: Status, *decisions: Decision, changed: str | None = None) -> Link:
    update = {"status": status, "decisions": decisions, "changed": changed}
    return link("A1", "proef:a").model_copy(update=update)


@pytest.mark.parametrize(
    ("here", "elsewhere", "expected"),
    [
        ([YES], [YES], [YES]),
        ([YES], [YES, NO], [YES, NO]),
        ([YES, NO], [YES], [YES, NO]),
        ([NO], [YES], [YES, NO]),
        ([], [YES, NO], [YES, NO]),
    ],
)
def test_what_is_here_counts_as_newer_unless_the_other_knows_it(
    here: list[Verdict], elsewhere: list[Verdict], expected: list[Verdict]
) -> None:
    found = with_history([said(one) for one in here], [said(one) for one in elsewhere])

    assert [one.verdict for one in found] == expected


def test_dates_go_before_order() -> None:
    found = with_history([said(YES, day=3), said(NO, day=9)], [said(NO, day=5), said(YES, day=12)])

    assert [one.date.day for one in found if one.date] == [3, 5, 9, 12]


@pytest.mark.parametrize(
    ("one", "other", "status", "changed"),
    [
        (a_link(Status.OPEN), a_link(Status.OPEN), Status.OPEN, None),
        (a_link(Status.OPEN), a_link(Status.STALE, said(YES), changed="x"), Status.STALE, "x"),
        (
            a_link(Status.STALE, said(YES), changed="x"),
            a_link(Status.CONFIRMED, said(YES)),
            Status.CONFIRMED,
            None,
        ),
        (
            a_link(Status.CONFIRMED, said(YES)),
            a_link(Status.REJECTED, said(NO, "Bert")),
            Status.CONFLICT,
            None,
        ),
    ],
)
def test_a_link_is_stale_only_where_nobody_looked_again(
    one: Link, other: Link, status: Status, changed: str | None
) -> None:
    for found in (united(one, other), united(other, one)):
        assert (found.status, found.changed) == (status, changed)


_DECISIONS = st.lists(
    st.builds(
        said,
        st.sampled_from(Verdict),
        st.sampled_from(["An", "an", "Bert", None]),
        st.one_of(st.none(), st.integers(1, 5)),
    ),
    max_size=6,
    unique_by=lambda one: (one.verdict, (one.reviewer or "").casefold(), one.date),
)


@given(_DECISIONS, _DECISIONS)
def test_nothing_is_lost_and_nothing_stands_twice(
    here: list[Decision], elsewhere: list[Decision]
) -> None:
    def facts(decisions: tuple[Decision, ...] | list[Decision]) -> list[tuple[object, ...]]:
        return [(d.verdict, (d.reviewer or "").casefold(), d.date) for d in decisions]

    once = with_history(here, elsewhere)

    assert set(facts(once)) == {*facts(here), *facts(elsewhere)}
    assert len(set(facts(once))) == len(once)
    assert with_history(once, elsewhere) == once


@given(_DECISIONS)
def test_what_counts_here_still_counts_after_adding_undated_history(here: list[Decision]) -> None:
    found = with_history(here, [Decision(verdict=YES, reviewer="An", note="vroeger")])
    own = [one for one in in_force(here) if one.reviewer in {"An", "an"}]

    assert not own or [one for one in in_force(found) if one.reviewer in {"An", "an"}] == own

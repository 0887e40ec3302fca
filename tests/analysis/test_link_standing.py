import pytest
from evidence import evident
from samples import course, link, mapping

from swcompetence.analysis.link_standing import (
    Assessed,
    Progress,
    assessed_of,
    given_levels,
    review_progress,
)

VAK = course("A", "Vak", content="Het leefloon", assessment="Vragen over het leefloon")


def said(verdict: str = "accept", who: str | None = "An", **facts: object) -> dict[str, object]:
    return {"verdict": verdict, "reviewer": who, **facts}


@pytest.mark.parametrize(
    ("decisions", "levels"),
    [
        ([], ()),
        ([said()], ()),
        ([said(level="V")], ("V",)),
        ([said(level="B"), said(who="Bo", level="I")], ("I", "B")),
        ([said(level="I"), said(level="B")], ("B",)),
        ([said(level="I"), said(who="Bo", level="B", final=True)], ("B",)),
        ([said(level="gevorderd"), said(who="Bo", level="V")], ("V", "gevorderd")),
        ([said(level="V"), said("reject", who="Bo", level="I")], ("V",)),
        ([said(who=None, level="I"), said(who=None, level="V")], ("I", "V")),
    ],
)
def test_levels_come_from_accepting_decisions_in_force(
    decisions: list[dict[str, object]], levels: tuple[str, ...]
) -> None:
    link = evident(VAK, "proef:a", status="confirmed", decisions=decisions)

    assert given_levels(link) == levels


@pytest.mark.parametrize("status", ["open", "stale", "conflict", "unsure", "rejected"])
def test_a_link_that_is_not_confirmed_has_no_level(status: str) -> None:
    link = evident(VAK, "proef:a", status=status, decisions=[said(level="V", assessed=True)])

    assert (given_levels(link), assessed_of(link)) == ((), Assessed.UNKNOWN)


@pytest.mark.parametrize(
    ("words", "decisions", "assessed"),
    [
        (["leefloon"], [], Assessed.MENTIONED),
        (["Het leefloon"], [], Assessed.UNKNOWN),
        (["leefloon"], [said(assessed=False)], Assessed.NO),
        ([], [said(assessed=True)], Assessed.YES),
        ([], [said(assessed=True), said(who="Bo")], Assessed.YES),
        ([], [said(assessed=True), said(who="Bo", assessed=False)], Assessed.DIVIDED),
    ],
)
def test_what_a_reviewer_says_of_assessment_goes_before_the_sheet(
    words: list[str], decisions: list[dict[str, object]], assessed: Assessed
) -> None:
    link = evident(VAK, "proef:a", *words, status="confirmed", decisions=decisions)

    assert assessed_of(link) is assessed


def test_likeness_in_the_assessment_is_no_mention() -> None:
    assert assessed_of(evident(VAK, "proef:a", "leefloon", kind="similarity")) is Assessed.UNKNOWN


def test_proposals_and_links_of_reviewers_ask_for_a_decision() -> None:
    courses = tuple(course(one) for one in "ABCDEFGH")
    progress = review_progress(
        mapping(
            link("A", "proef:a"),
            link("B", "proef:a", status="confirmed"),
            link("C", "proef:a", status="rejected"),
            link("D", "proef:a", status="unsure"),
            link("E", "proef:a", status="conflict"),
            link("F", "proef:a", status="stale"),
            link("G", "proef:a", proposed=False),
            link("H", "proef:a", proposed=False, origin="reviewer", status="confirmed"),
            link("A", "proef:geen", proposed=False, origin="reviewer", status="confirmed"),
            courses=courses,
        )
    )

    assert progress == Progress(asked=7, decided=3, disputed=1)
    assert progress.share == 3 / 7


def test_a_hint_that_was_decided_on_is_counted_before_and_after_its_new_look() -> None:
    waiting = mapping(link("A", "proef:a", proposed=False, status="stale"), courses=(course("A"),))
    settled = mapping(
        link("A", "proef:a", proposed=False, status="confirmed"), courses=(course("A"),)
    )

    assert review_progress(waiting) == Progress(asked=1, decided=0)
    assert review_progress(settled) == Progress(asked=1, decided=1)


def test_where_nothing_is_asked_nothing_is_done() -> None:
    assert review_progress(mapping()).share == 0


def test_what_only_a_matrix_decided_is_not_reviewed_by_people() -> None:
    progress = Progress(asked=10, decided=6, by_matrix=4)

    assert (progress.by_people, progress.share) == (2, 0.2)

"""The ladder and the tie; every figure here can be checked by hand."""

from typing import Any

import pytest
from evidence import evident
from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item, mapping

from swcompetence.analysis.finding import (
    Finding,
    FrameworkFindings,
    ItemFinding,
    framework_findings,
    link_finding,
)
from swcompetence.analysis.link_standing import Assessed
from swcompetence.analysis.text_credits import read_programme
from swcompetence.model import Course, ItemRef, Link
from swcompetence.report.findings.wording import finding_words

KADER = framework(
    item("basis", level="groep", label="Basis"),
    item("leefloon", parent="basis", label="Leefloon", own=True),
    item("schuld", parent="basis", label="Schuld"),
    item("wonen", parent="basis", label="Wonen"),
    levels=["groep", "thema"],
    anchors={"ocmw": ["ocmw*"], "local_government": ["(gemeente|gemeenten)"]},
)
TEXT = "OCMW en huur\nSchuldhulp voor velen\nBudget"
A, B, C = (course(code, f"Vak {code}", 4, content=TEXT + code) for code in "ABC")
SCHULD = ItemRef("proef:schuld")


def judged(*links: Link) -> dict[str, ItemFinding]:
    findings = framework_findings(
        read_programme(mapping(*links, courses=(A, B, C), edition=KADER)), KADER
    )
    return {theme.item.item: theme for theme in findings.items}


def said(*verdicts: str, **facts: Any) -> list[dict[str, Any]]:
    return [
        {"verdict": verdict, "reviewer": f"R{number}", **facts}
        for number, verdict in enumerate(verdicts)
    ]


def schuld(of: Any = A, words: str = "Schuldhulp", **facts: Any) -> Link:
    return evident(of, SCHULD, words, **facts)


LADDER: dict[Finding, dict[str, Any]] = {
    Finding.CORE_CONFIRMED: {"status": "confirmed", "decisions": said("accept")},
    Finding.CORE_PROPOSED: {},
    Finding.TOUCHED: {"treatment": "touched"},
    Finding.WEAK_TRACE: {"proposed": False, "weight": 0.3},
    Finding.REJECTED: {"status": "rejected", "decisions": said("reject")},
    Finding.NO_TRACE: {"proposed": False, "kind": "similarity"},
}


@pytest.mark.parametrize(("finding", "facts"), LADDER.items())
def test_each_rung(finding: Finding, facts: dict[str, Any]) -> None:
    assert link_finding(schuld(**facts)) is finding
    assert judged(schuld(**facts))["schuld"].finding is finding


@pytest.mark.parametrize(
    ("finding", "facts"),
    [
        (Finding.TOUCHED, {"status": "confirmed", "decisions": said("touched")}),
        (Finding.TOUCHED, {"status": "confirmed", "decisions": said("accept", "touched")}),
        # A confirmation that nobody signed, as in the matrix of a college.
        (Finding.CORE_CONFIRMED, {"status": "confirmed", "treatment": "touched"}),
        (Finding.CORE_PROPOSED, {"status": "stale", "decisions": said("accept")}),
        (Finding.TOUCHED, {"status": "conflict", "decisions": said("touched", "reject")}),
        (Finding.CORE_PROPOSED, {"status": "unsure", "decisions": said("unsure")}),
        (Finding.CORE_PROPOSED, {"proposed": False, "origin": "reviewer"}),
        (Finding.WEAK_TRACE, {"proposed": False, "status": "unsure", "kind": "similarity",
                              "decisions": said("unsure")}),
        (Finding.NO_TRACE, {"proposed": False, "status": "rejected", "kind": "similarity"}),
    ],
)  # fmt: skip
def test_what_lecturers_said_goes_before_the_tool(finding: Finding, facts: dict[str, Any]) -> None:
    assert link_finding(schuld(**facts)) is finding


def test_an_item_without_links_has_no_trace() -> None:
    theme = judged()["wonen"]

    assert (theme.finding, theme.tie, theme.courses, theme.rejected_by) == (
        Finding.NO_TRACE,
        None,
        (),
        0,
    )


@given(
    st.lists(st.sampled_from(list(LADDER)), min_size=3, max_size=3),
    st.integers(min_value=0, max_value=2),
)
def test_the_best_link_decides_and_a_rejection_takes_nothing_from_another_course(
    rungs: list[Finding], rejected: int
) -> None:
    links = [schuld(of, **LADDER[rung]) for of, rung in zip((A, B, C), rungs, strict=True)]
    theme = judged(*links)["schuld"]
    assert theme.finding is min(rungs, key=list(Finding).index)

    again = [*links]
    again[rejected] = schuld((A, B, C)[rejected], **LADDER[Finding.REJECTED])
    after = judged(*again)["schuld"]
    others = {c for c in theme.courses if c.course != "ABC"[rejected]}
    assert others == {c for c in after.courses if c.course != "ABC"[rejected]}


def test_who_rejected_is_counted_whatever_the_finding() -> None:
    signed = [
        {"verdict": "reject", "reviewer": "An"},
        {"verdict": "reject", "reviewer": " an"},
        {"verdict": "reject", "reviewer": "Bo"},
        {"verdict": "reject"},
    ]
    theme = judged(
        schuld(A, status="rejected", decisions=signed[:3]),
        schuld(B, status="rejected", decisions=signed[1:]),
        schuld(C),
    )["schuld"]

    assert (theme.finding, theme.rejected_by) == (Finding.CORE_PROPOSED, 3)
    assert [c.course for c in theme.of(Finding.REJECTED)] == ["A", "B"]


TIED = {"tie": "explicit", "tie_context": "ocmw"}
GENERAL = {"tie": "general"}


def test_the_tie_is_the_best_among_the_courses_with_the_finding() -> None:
    theme = judged(
        schuld(A, **GENERAL),
        schuld(B, tie="explicit", tie_context="local_government"),
        schuld(C, treatment="touched", **TIED),
    )["schuld"]

    assert (theme.finding, theme.tie, theme.tie_context) == (
        Finding.CORE_PROPOSED,
        "explicit",
        "local_government",
    )
    assert [c.course for c in theme.courses] == ["B", "A", "C"]


def test_a_confirmed_course_without_a_tie_goes_before_a_proposal_with_one() -> None:
    sure = schuld(A, **GENERAL, status="confirmed", decisions=said("accept"))
    theme = judged(sure, schuld(B, **TIED))["schuld"]

    assert (theme.finding, theme.tie) == (Finding.CORE_CONFIRMED, "general")


def test_a_tie_of_lecturers_goes_before_that_of_the_tool() -> None:
    theme = judged(
        schuld(A, **TIED, status="confirmed", decisions=said("accept", tie="general")),
        schuld(B, **GENERAL, status="confirmed", decisions=said("accept", tie="explicit")),
        schuld(C, **GENERAL, status="confirmed", decisions=said("accept", "accept")),
    )["schuld"]

    assert {c.course: (c.tie, c.tie_context) for c in theme.courses} == {
        "A": ("general", None),
        "B": ("explicit", None),
        "C": ("general", None),
    }
    assert theme.explicit.low == pytest.approx(1)


def test_who_adds_or_confirms_what_belongs_to_the_ocmw_says_ocmw_practice() -> None:
    added: dict[str, Any] = {"origin": "reviewer", "proposed": False, "status": "confirmed"}
    own = judged(evident(A, "proef:leefloon", **added), schuld(A, **added))

    assert (own["leefloon"].is_own, own["leefloon"].tie, own["leefloon"].tie_context) == (
        True,
        "explicit",
        "ocmw",
    )
    assert own["schuld"].tie is None
    sure = evident(A, "proef:leefloon", "huur", status="confirmed", **GENERAL)
    assert judged(sure)["leefloon"].tie == "explicit"
    said_general: dict[str, Any] = {
        "decisions": said("accept", tie="general"),
        "status": "confirmed",
    }
    assert judged(evident(A, "proef:leefloon", **said_general))["leefloon"].tie == "general"


def test_of_an_older_file_the_tie_is_not_determined() -> None:
    theme = judged(schuld(A, mention=0.5))["schuld"]

    assert theme.tie is None
    assert theme.undetermined == theme.credits
    # One of four lines of 4 credits, with chance .5.
    assert (theme.credits.low, theme.credits.expected, theme.credits.high) == (0, 0.5, 1)


def test_credits_stand_under_the_tie_of_their_course() -> None:
    theme = judged(
        schuld(A, words="huur", **TIED),
        schuld(B, words="Budget", **GENERAL),
        schuld(C, words="Budget"),
    )["schuld"]

    # One line of 1 credit each, with chance .5.
    assert theme.explicit.expected == theme.general.expected == theme.undetermined.expected == 0.5
    assert theme.credits == theme.explicit


def test_what_a_course_finding_carries() -> None:
    decisions = said("touched", level="I", assessed=True)
    (finding,) = judged(schuld(A, status="confirmed", decisions=decisions))["schuld"].courses

    assert (finding.treatment, finding.levels, finding.assessed, finding.is_confirmed) == (
        "touched",
        ("I",),
        Assessed.YES,
        True,
    )
    (trace,) = judged(schuld(A, **LADDER[Finding.WEAK_TRACE]))["schuld"].courses
    assert (trace.treatment, trace.credits.high, trace.is_confirmed) == (None, 0, False)


def test_findings_are_counted_by_cluster() -> None:
    findings: FrameworkFindings = framework_findings(
        read_programme(mapping(schuld(A), courses=(A,), edition=KADER)), KADER
    )

    assert findings.groups == ("Basis",)
    assert findings.count(Finding.NO_TRACE, "Basis") == 2
    assert findings.count(Finding.CORE_PROPOSED) == 1
    assert findings.count(Finding.CORE_PROPOSED, "Rest") == 0


def test_a_word_in_a_sheet_that_was_not_read_is_no_trace() -> None:
    french = Course.model_validate(
        {**A.model_dump(), "read": {"language": "fr", "skipped": "language"}}
    )
    trace = schuld(french, **LADDER[Finding.WEAK_TRACE])
    confirmed = schuld(french, **LADDER[Finding.CORE_CONFIRMED])

    def finding(link: Link) -> Finding:
        programme = read_programme(mapping(link, courses=(french, B), edition=KADER))
        items = framework_findings(programme, KADER).items
        return next(item.finding for item in items if item.item == SCHULD)

    assert finding(trace) is Finding.NO_TRACE
    assert finding(confirmed) is Finding.CORE_CONFIRMED


def test_a_dispute_is_told_beside_the_finding() -> None:
    disputed = schuld(status="conflict", decisions=said("accept", "reject"))
    other = schuld(B)

    assert finding_words(judged(disputed)["schuld"]) == (
        "vermoedelijk onderwerp (lesgevers verschillen van mening)"
    )
    assert finding_words(judged(disputed, other)["schuld"]) == "vermoedelijk onderwerp"

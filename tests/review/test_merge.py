from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swcompetence.model import (
    Course,
    CourseField,
    Curriculum,
    Decision,
    Evidence,
    EvidenceKind,
    FrameworkRef,
    ItemRef,
    Link,
    LinkOrigin,
    Mapping,
    Place,
    Status,
    Tool,
    UsedFramework,
    Verdict,
    link_id,
)
from swcompetence.model.mapping import in_force
from swcompetence.review.merge import ReviewedLink, merge, shown_decision, summarise

YES, NO, UNSURE = Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE
LISTEN, RIGHTS = ItemRef("kader:luisteren"), ItemRef("kader:rechten")


def a_mapping() -> Mapping:
    courses = [
        Course(id=c, code=c, title="Gesprek", fields={CourseField.CONTENT: "Leert luisteren."})
        for c in ("A1", "A2")
    ]
    evidence = Evidence(
        field=CourseField.CONTENT, text="luisteren", start=6, end=15, item_part="label",
        term="luisteren", kind=EvidenceKind.EXACT, weight=1,
    )  # fmt: skip
    link = Link(
        id=link_id("A1", LISTEN), course="A1", item=LISTEN, confidence=0.8, proposed=True,
        evidence=(evidence,),
    )  # fmt: skip
    return Mapping(
        tool=Tool(version="1", matcher="evidence", parameters="0"),
        curricula=(Curriculum(id="c", courses=tuple(courses)),),
        frameworks=(UsedFramework(ref=FrameworkRef("kader@1"), revision=1, digest="d"),),
        links=(link,),
    )


def said(
    verdict: Verdict,
    reviewer: str | None = "An",
    day: int | None = None,
    *,
    course: str = "A1",
    item: ItemRef = LISTEN,
    final: bool = False,
) -> ReviewedLink:
    date = dt.date(2026, 11, day) if day else None
    decision = Decision(verdict=verdict, reviewer=reviewer, date=date, final=final)
    return ReviewedLink(course=course, item=item, decision=decision, place=Place(cell="K6"))


def status(*decisions: ReviewedLink) -> Status:
    return merge(a_mapping(), decisions).links[0].status


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ((), Status.OPEN),
        ((said(YES),), Status.CONFIRMED),
        ((said(NO),), Status.REJECTED),
        ((said(UNSURE),), Status.UNSURE),
        ((said(YES), said(YES, "Bert")), Status.CONFIRMED),
        ((said(YES), said(NO, "Bert")), Status.CONFLICT),
        ((said(YES), said(UNSURE, "Bert")), Status.CONFLICT),
        ((said(YES), said(NO, "Bert", final=True)), Status.REJECTED),
        ((said(NO, final=True), said(YES, "Bert", final=True)), Status.CONFLICT),
        ((said(YES, day=3), said(NO, day=4)), Status.REJECTED),
        ((said(NO, day=4), said(YES, day=3)), Status.REJECTED),
        ((said(YES, day=3), said(NO, day=3)), Status.REJECTED),
        ((said(YES), said(NO, "  an ")), Status.REJECTED),
        ((said(YES, None), said(NO, None)), Status.CONFLICT),
        ((said(YES, None), said(YES, None, 3)), Status.CONFIRMED),
    ],
)
def test_status_follows_from_what_is_said(
    decisions: tuple[ReviewedLink, ...], expected: Status
) -> None:
    assert status(*decisions) is expected


def test_evidence_confidence_and_every_verdict_are_kept() -> None:
    before = a_mapping().links[0]
    after = merge(a_mapping(), [said(YES, day=3), said(NO, day=4), said(NO, "Bert")]).links[0]

    assert (after.confidence, after.evidence, after.proposed) == (0.8, before.evidence, True)
    assert [d.verdict for d in after.decisions] == [YES, NO, NO]


def test_a_verdict_said_again_counts_as_the_newest() -> None:
    mapping = merge(a_mapping(), [said(YES)])
    mapping = merge(mapping, [said(NO)])
    mapping = merge(mapping, [said(YES)])

    assert mapping.links[0].status is Status.CONFIRMED
    assert [d.verdict for d in mapping.links[0].decisions] == [NO, YES]


def test_second_thoughts_of_the_same_day_in_a_later_file_count() -> None:
    first = merge(a_mapping(), [said(YES, day=3), said(YES, "Bert", day=3)])
    second = merge(first, [said(NO, day=3), said(NO, "Bert", day=3)])

    assert first.links[0].status is Status.CONFIRMED
    assert second.links[0].status is Status.REJECTED
    assert [d.verdict for d in second.links[0].decisions] == [YES, NO, YES, NO]


def test_a_link_that_a_reviewer_adds_is_his() -> None:
    mapping = merge(a_mapping(), [said(YES, course="A2", item=RIGHTS)])
    link = mapping.links[1]

    assert link.id == link_id("A2", RIGHTS)
    assert (link.origin, link.confidence, link.proposed) == (LinkOrigin.REVIEWER, 0, False)
    assert link.status is Status.CONFIRMED


def test_a_link_to_look_at_again_is_settled_by_a_new_decision() -> None:
    mapping = merge(a_mapping(), [said(YES, day=3)])
    stale = mapping.links[0].model_copy(update={"status": Status.STALE})
    mapping = mapping.model_copy(update={"links": (stale,)})

    assert merge(mapping, []).links[0].status is Status.STALE
    assert merge(mapping, [said(NO, day=9)]).links[0].status is Status.REJECTED


def test_a_decision_about_an_unknown_course_is_a_wrong_call() -> None:
    with pytest.raises(ValueError, match="zonder opleidingsonderdeel: B9"):
        merge(a_mapping(), [said(YES, course="B9")])


def test_a_row_shows_the_final_decision_of_those_that_stand() -> None:
    link = merge(a_mapping(), [said(YES, final=True), said(NO, "Bert")]).links[0]
    shown = shown_decision(link)

    assert link.status is Status.CONFIRMED
    assert shown is not None
    assert (shown.reviewer, shown.verdict) == ("An", YES)


@pytest.mark.parametrize("status", [Status.STALE, Status.CONFLICT])
def test_a_row_that_somebody_has_to_look_at_shows_no_decision(status: Status) -> None:
    link = merge(a_mapping(), [said(YES)]).links[0]

    assert shown_decision(link) is not None
    assert shown_decision(link.model_copy(update={"status": status})) is None


def test_the_summary_tells_who_said_what() -> None:
    decisions = [said(YES), said(NO, "Bert"), *(
        said(YES, name, course="A2") for name in ("An", "Bert")
    )]  # fmt: skip
    summary = summarise(merge(a_mapping(), decisions))

    assert (summary.confirmed, summary.open) == (1, 0)
    assert [(d.reviewer, d.verdict) for d in summary.conflicts[0].decisions] == [
        ("An", YES),
        ("Bert", NO),
    ]
    assert summarise(a_mapping()).open == 1


_DECISIONS = st.builds(
    said,
    st.sampled_from(Verdict),
    st.sampled_from(["An", "an", "Bert", None]),
    st.one_of(st.none(), st.integers(1, 5)),
    course=st.sampled_from(["A1", "A2"]),
    item=st.sampled_from([LISTEN, RIGHTS]),
    final=st.booleans(),
)


@given(st.lists(_DECISIONS, max_size=8), st.lists(_DECISIONS, max_size=8))
def test_merging_twice_changes_nothing(
    earlier: list[ReviewedLink], decisions: list[ReviewedLink]
) -> None:
    once = merge(merge(a_mapping(), earlier), decisions)

    assert merge(once, decisions) == once


@given(st.lists(_DECISIONS, max_size=10))
def test_every_verdict_is_kept_and_none_is_invented(decisions: list[ReviewedLink]) -> None:
    kept = {
        (x.course, x.item, d.verdict, d.date)
        for x in merge(a_mapping(), decisions).links
        for d in x.decisions
    }

    assert kept == {(d.course, d.item, d.decision.verdict, d.decision.date) for d in decisions}


@given(st.data())
def test_the_order_of_rows_does_not_matter(data: st.DataObject) -> None:
    decisions = data.draw(
        st.lists(
            _DECISIONS.filter(lambda one: one.decision.reviewer and one.decision.date),
            unique_by=lambda d: (
                d.course,
                d.item,
                (d.decision.reviewer or "").casefold(),
                d.decision.date,
            ),
        )
    )
    shuffled = data.draw(st.permutations(decisions))

    assert merge(a_mapping(), shuffled) == merge(a_mapping(), decisions)


def test_in_force_gives_the_newest_of_each_reviewer() -> None:
    link = merge(a_mapping(), [said(NO, "Bert", 2), said(YES, day=5), said(NO, day=1)]).links[0]

    assert [(d.reviewer, d.verdict) for d in in_force(link.decisions)] == [
        ("An", YES),
        ("Bert", NO),
    ]

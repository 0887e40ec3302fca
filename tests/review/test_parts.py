from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item, link, mapping

from swcompetence.errors import DifferentRunsError, NotDivisibleError
from swcompetence.model import (
    Curriculum,
    Decision,
    Issue,
    ItemRef,
    Mapping,
    Place,
    Severity,
    Table,
    TableRow,
    Verdict,
)
from swcompetence.review.merge import ReviewedLink, merge
from swcompetence.review.parts import (
    Assignment,
    Division,
    assignments,
    by_label,
    by_reviewer,
    join,
    missing_issues,
    split,
)

EDITION = framework(item("a"), item("b"))


def a_mapping(*ids: str, **facts: str) -> Mapping:
    courses = tuple(course(one).model_copy(update=facts) for one in ids)
    links = [link(one, ref) for one in ids for ref in ("proef:a", "proef:b")]
    return mapping(*links, courses=courses, edition=EDITION)


def said(of: str, verdict: str, reviewer: str, ref: str = "proef:a") -> ReviewedLink:
    decision = Decision(verdict=Verdict(verdict), reviewer=reviewer)
    return ReviewedLink(course=of, item=ItemRef(ref), decision=decision, place=Place())


def parts_of(whole: Mapping, *groups: str) -> tuple[Mapping, ...]:
    """Split by groups of course ids of one letter."""
    return split(whole, [Division(name=f"deel-{group}", courses=tuple(group)) for group in groups])


def row_list(*rows: tuple[str, ...]) -> tuple[Table, ...]:
    lines = tuple(TableRow(number, cells) for number, cells in enumerate(rows, 1))
    return (Table(file="lezers.csv", sheet="lezers", rows=lines),)


@st.composite
def divided(draw: st.DrawFn) -> tuple[Mapping, list[Division]]:
    """Give a mapping as the tool makes them, with decisions, and a plan that may overlap."""
    ids = [f"C{number}" for number in range(draw(st.integers(1, 6)))]
    cut = draw(st.integers(0, len(ids)))
    courses = [course(one) for one in ids]
    bare = mapping(
        *[link(i, r) for i in ids for r in ("proef:b", "proef:a") if draw(st.booleans())],
        courses=tuple(courses),
        edition=EDITION,
    ).model_copy(
        update={
            "curricula": (
                Curriculum(id="een", programme="Een", courses=tuple(courses[:cut])),
                Curriculum(id="twee", courses=tuple(courses[cut:])),
            ),
            "issues": (Issue(code="a-b", severity=Severity.INFO, message="Meldt."),) * 2,
        }
    )
    verdicts = st.sampled_from([one.value for one in Verdict])
    whole = merge(
        bare,
        draw(
            st.lists(
                st.builds(
                    said, st.sampled_from(ids), verdicts, st.sampled_from(["An", "Bert"]),
                    st.sampled_from(["proef:a", "proef:b", "proef:geen"]),
                ),
                max_size=6,
            )
        ),
    )  # fmt: skip
    number = draw(st.integers(1, 3))
    homes = {one: draw(st.sets(st.integers(0, number - 1), min_size=1)) for one in ids}
    plan = [
        Division(name=f"p{n}", courses=tuple(one for one in ids if n in homes[one]))
        for n in range(number)
    ]
    return whole, plan


@given(divided(), st.randoms())
def test_joining_what_was_split_gives_the_whole_again(
    given_: tuple[Mapping, list[Division]], order: object
) -> None:
    whole, plan = given_
    parts = list(split(whole, plan))
    assert hasattr(order, "shuffle")
    order.shuffle(parts)

    assert join(parts) == whole
    assert join([*parts, *parts]) == whole
    assert Mapping.model_validate_json(parts[0].to_json()) == parts[0]
    assert missing_issues(join(parts)) == ()


def test_a_part_holds_its_own_courses_and_knows_the_whole() -> None:
    first, second = parts_of(a_mapping("A", "B", "C"), "CA", "B")

    assert [one.id for one in first.courses] == ["A", "C"]
    assert {one.course for one in first.links} == {"A", "C"}
    assert second.part is not None
    assert (second.part.numbers, second.part.of, second.part.name) == ((2,), 2, "deel-B")
    assert second.part.all_courses == ("A", "B", "C")


def test_splitting_refuses_to_lose_a_course() -> None:
    with pytest.raises(ValueError, match="exactly the courses"):
        parts_of(a_mapping("A", "B"), "A")


def test_decisions_in_different_parts_come_together() -> None:
    first, second = parts_of(a_mapping("A", "B"), "A", "B")

    joined = join(
        [merge(first, [said("A", "accept", "An")]), merge(second, [said("B", "reject", "Bert")])]
    )

    assert joined == merge(
        a_mapping("A", "B"), [said("A", "accept", "An"), said("B", "reject", "Bert")]
    )


def test_a_course_in_two_parts_keeps_what_both_reviewers_said() -> None:
    first, second = parts_of(a_mapping("A", "B"), "AB", "B")
    one = merge(first, [said("B", "accept", "An"), said("B", "accept", "An", "proef:geen")])
    other = merge(second, [said("B", "reject", "Bert")])

    joined = join([one, other])

    both = next(x for x in joined.links if (x.course, x.item) == ("B", "proef:a"))
    assert [(d.reviewer, d.verdict) for d in both.decisions] == [
        ("An", Verdict.ACCEPT),
        ("Bert", Verdict.REJECT),
    ]
    assert both.status == "conflict"
    assert joined == join([other, one])


def test_what_was_not_given_back_is_named() -> None:
    whole = a_mapping("A", "B", "C", "D")
    first, second, third = parts_of(whole, "A", "BC", "DA")

    (issue,) = missing_issues(join([first, third]))

    assert issue.code == "review-part-missing"
    assert "Nog niet terug: deel-BC. 2 van 4 opleidingsonderdelen" in issue.message
    assert missing_issues(join([first, second, third])) == ()
    assert missing_issues(whole) == ()
    (alone,) = missing_issues(second)
    assert alone.message.startswith("Dit is niet het geheel: 1 van 3 delen is er (deel-BC).")


def test_a_part_and_a_copy_of_the_whole_make_the_whole() -> None:
    whole = a_mapping("A", "B")
    first, _ = parts_of(whole, "A", "B")

    assert join([first, whole]) == whole
    assert join([whole]) == whole


def test_nothing_can_be_made_of_nothing() -> None:
    with pytest.raises(ValueError, match="nothing"):
        join([])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("course", "opleidingsonderdeel|kent|A"),
        ("tool", "het programma"),
        ("framework", "kader"),
        ("plan", "de verdeling"),
        ("curriculum", "het opleidingsprogramma"),
    ],
)
def test_parts_of_different_runs_are_refused_with_the_reason(change: str, told: str) -> None:
    whole = a_mapping("A", "B")
    first, second = parts_of(whole, "A", "B")
    match change:
        case "course":
            second = parts_of(a_mapping("A", "B", "C"), "A", "BC")[1]
        case "tool":
            tool = second.tool.model_copy(update={"version": "2"})
            second = second.model_copy(update={"tool": tool})
        case "framework":
            used = mapping(edition=framework(version="2")).frameworks
            second = second.model_copy(update={"frameworks": used})
        case "plan":
            second = split(
                whole, [Division(name="x", courses=("A",)), Division(name="y", courses=("B",))]
            )[1]
        case "curriculum":
            own = second.curricula[0].model_copy(update={"programme": "Iets anders"})
            second = second.model_copy(update={"curricula": (own,)})

    with pytest.raises(DifferentRunsError, match=told):
        join([first, second])


def test_tracks_and_phases_are_named_as_the_list_names_them() -> None:
    courses = (
        course("A").model_copy(update={"track": "Dag", "phase": "1"}),
        course("B").model_copy(update={"track": " Avond ", "phase": "2e schijf"}),
        course("C").model_copy(update={"track": "Dag"}),
        course("D").model_copy(update={"phase": "1"}),
    )
    whole = mapping(courses=courses)

    assert [(d.name, d.courses) for d in by_label(whole, "traject")] == [
        ("Dag", ("A", "C")),
        ("Avond", ("B",)),
        ("zonder traject", ("D",)),
    ]
    assert [d.name for d in by_label(whole, "fase")] == ["fase 1", "2e schijf", "zonder fase"]


def test_a_list_without_tracks_cannot_be_divided_by_track() -> None:
    with pytest.raises(NotDivisibleError, match="Verdelen per traject kan niet"):
        by_label(a_mapping("A", "B"), "traject")


def test_a_list_of_reviewers_is_read_with_or_without_header() -> None:
    plain = assignments(row_list(("A", "An"), ("B", "Bert", "extra"), ("C",), ()))
    headed = assignments(row_list(("Naam", "nr", "CODE"), ("An", "1", "A"), ("", "2", "B")))

    assert [(one.code, one.name, one.place.cell) for one in plain] == [
        ("A", "An", "A1"),
        ("B", "Bert", "A2"),
    ]
    assert [(one.code, one.name, one.place.cell) for one in headed] == [("A", "An", "C2")]


def assigned(*pairs: tuple[str, str]) -> list[Assignment]:
    return [
        Assignment(code=code, name=name, place=Place(file="lezers.csv", cell=f"A{number}"))
        for number, (code, name) in enumerate(pairs, 2)
    ]


def test_reviewers_get_their_courses_and_two_may_share_one() -> None:
    divisions, issues = by_reviewer(
        a_mapping("A", "B", "C"),
        assigned((" b ", "An"), ("A", "an "), ("B", "Bert"), ("C", "Bert")),
    )

    assert [(one.name, one.courses) for one in divisions] == [
        ("An", ("A", "B")),
        ("Bert", ("B", "C")),
    ]
    assert issues == ()


def test_unknown_codes_and_courses_without_reviewer_are_issues_and_nothing_is_lost() -> None:
    divisions, issues = by_reviewer(a_mapping("A", "B"), assigned(("A", "An"), ("Z9", "Bert")))

    assert [(one.name, one.courses) for one in divisions] == [
        ("An", ("A",)),
        ("zonder lesgever", ("B",)),
    ]
    assert [one.code for one in issues] == ["split-code-unknown", "split-course-without-reviewer"]
    assert issues[0].where.cell == "A3"
    assert "‘Z9’ (Bert)" in issues[0].message
    assert "1 opleidingsonderdeel heeft geen lesgever" in issues[1].message


def of_list(name: str, *ids: str) -> Mapping:
    """Give a mapping of one list with a name."""
    whole = a_mapping(*ids)
    return whole.model_copy(
        update={"curricula": (whole.curricula[0].model_copy(update={"id": name}),)}
    )


def test_mappings_of_different_lists_join_and_keep_their_decisions() -> None:
    first = merge(of_list("een", "A", "B"), [said("A", "accept", "An")])
    joined = join([first, of_list("twee", "C")])

    assert [curriculum.id for curriculum in joined.curricula] == ["een", "twee"]
    assert joined.only("een") == first
    assert joined.only("twee") == of_list("twee", "C")
    assert Mapping.from_json(joined.to_json()) == joined


def test_lists_with_the_same_course_ids_get_those_of_several_lists() -> None:
    first, second = of_list("een", "A", "B"), of_list("twee", "A")
    together = first.model_copy(
        update={
            "curricula": tuple(one.curricula[0].with_full_ids() for one in (first, second)),
            "links": tuple(
                link(f"{one.curricula[0].id}/{kept.course}", kept.item)
                for one in (first, second)
                for kept in one.links
            ),
        }
    )

    assert join([first, second]) == together
    third = of_list("drie", "A", "C")
    assert join([join([first, second]), third]) == join([first, second, third])
    assert join([join([second, of_list("vier", "C")]), third]).courses[1].id == "vier/C"


def test_parts_of_several_lists_join_each_with_its_own() -> None:
    first, second = of_list("een", "A", "B"), of_list("twee", "A", "B")
    parts = [*parts_of(first, "A", "B"), second]

    assert join(parts) == join([first, second])


def test_lists_of_other_editions_do_not_join() -> None:
    with pytest.raises(DifferentRunsError, match="de kaders"):
        join([of_list("een", "A"), of_list("twee", "B").model_copy(update={"frameworks": ()})])

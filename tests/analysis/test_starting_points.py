from collections.abc import Sequence
from typing import Any

from evidence import evident
from samples import course, framework, item, mapping

from swcompetence.analysis.finding import framework_findings
from swcompetence.analysis.programme_text import read_programme
from swcompetence.analysis.starting_points import ItemStartingPoints, Nearness, starting_points
from swcompetence.model import Course, ItemRef, Link

KADER = framework(
    item("basis", level="groep", label="Basis"),
    item("leefloon", parent="basis", label="Leefloon", related=["schuld"]),
    item("schuld", parent="basis", label="Schuld", related=["leefloon"]),
    item("wonen", parent="basis", label="Wonen"),
    levels=("groep", "thema"),
)
TEXT = "Het leefloon en de huur. Schuldhulp voor iedereen.\nBudget, krediet en loket"
COURSES = tuple(course(code, f"Vak {code}", content=f"{TEXT} {code * 40}") for code in "ABCDE")
A, B, C, D, E = COURSES
LEEFLOON = ItemRef("proef:leefloon")


def near(
    *links: Link,
    items: tuple[ItemRef, ...] | None = None,
    courses: Sequence[Course] = COURSES,
) -> dict[str, ItemStartingPoints]:
    programme = read_programme(mapping(*links, courses=tuple(courses), edition=KADER))
    findings = framework_findings(programme, KADER)
    starts = starting_points(programme, KADER, findings, items)
    return {start.label: start for start in starts}


def listed(of: Course, *words: str, weight: float = 0.3, **facts: Any) -> Link:
    return evident(of, LEEFLOON, *words, proposed=False, weight=weight, **facts)


def ids(start: ItemStartingPoints) -> list[str]:
    return [point.course for point in start.points]


def test_a_clear_term_goes_before_a_related_item_and_that_before_a_weak_term() -> None:
    start = near(
        listed(A, "leefloon"),
        evident(B, "proef:schuld", "Schuldhulp"),
        listed(C, "leefloon", weight=0.75),
        listed(D, "leefloon", weight=1),
    )["Leefloon"]

    assert [(point.course, point.nearness, point.related) for point in start.points] == [
        ("D", Nearness.TERM, None),
        ("C", Nearness.TERM, None),
        ("B", Nearness.RELATED, "Schuld"),
    ]


def test_where_the_item_is_taught_already_comes_first() -> None:
    start = near(
        listed(A, "leefloon", weight=1), evident(B, LEEFLOON, "leefloon"), items=(LEEFLOON,)
    )["Leefloon"]

    assert ids(start) == ["B", "A"]


def test_shared_words_and_another_item_of_the_cluster_are_no_starting_point() -> None:
    starts = near(
        listed(A, "Budget", "krediet", "loket", kind="similarity"),
        evident(B, "proef:schuld", "Schuldhulp"),
    )

    assert ids(starts["Leefloon"]) == ["B"]
    assert ids(starts["Wonen"]) == []


def test_a_related_item_counts_where_it_is_more_than_a_weak_trace() -> None:
    trace = evident(B, "proef:schuld", "Schuldhulp", proposed=False)

    assert ids(near(trace)["Leefloon"]) == []


def test_the_segments_say_why_and_the_quote_holds_the_term() -> None:
    link = listed(A, "huur", "leefloon")
    pieces = (link.evidence[0].model_copy(update={"weight": 0.2}), *link.evidence[1:])
    (point,) = near(link.model_copy(update={"evidence": pieces}))["Leefloon"].points

    assert [(segment.text, segment.words) for segment in point.segments] == [
        ("Het leefloon en de huur.", ("leefloon", "huur"))
    ]
    assert (point.term, point.quote) == ("leefloon", "Het leefloon en de huur.")


def test_of_overlapping_pieces_the_longest_is_told() -> None:
    (point,) = near(listed(A, "leefloon", "leefloon en de huur", "Het"))["Leefloon"].points

    assert point.segments[0].words == ("Het", "leefloon en de huur")


def test_the_title_is_a_segment_and_a_piece_may_span_two() -> None:
    (point,) = near(listed(A, "Vak", "huur. Schuldhulp"))["Leefloon"].points

    assert [(segment.field.value, segment.text) for segment in point.segments] == [
        ("title", "Vak A"),
        ("content", "Het leefloon en de huur. Schuldhulp voor iedereen."),
    ]


def test_at_most_three_segments_are_quoted_the_most_telling_first() -> None:
    many = listed(A, "Vak", "leefloon", "Schuldhulp", "Budget")
    last = many.evidence[-1].model_copy(update={"weight": 0.4})
    start = near(many.model_copy(update={"evidence": (*many.evidence[:-1], last)}))["Leefloon"]

    assert [segment.words for segment in start.points[0].segments] == [
        ("Budget",),
        ("Vak",),
        ("leefloon",),
    ]


def test_rejected_links_are_no_starting_point_in_any_way() -> None:
    starts = near(
        listed(A, "leefloon", status="rejected"),
        evident(A, "proef:schuld", "Schuldhulp", status="confirmed"),
    )

    assert starts["Leefloon"].points == ()


def test_only_items_that_are_missing_are_looked_for_unless_others_are_named() -> None:
    confirmed = evident(A, LEEFLOON, "leefloon", status="confirmed")

    assert list(near(confirmed)) == ["Schuld", "Wonen"]
    assert list(near(confirmed, items=(LEEFLOON,))) == ["Leefloon"]


def test_three_courses_at_most_each_once_confirmed_relations_first() -> None:
    start = near(
        evident(A, "proef:schuld", "Schuldhulp", confidence=0.6),
        evident(B, "proef:schuld", "Schuldhulp", confidence=0.9),
        evident(C, "proef:schuld", "Schuldhulp", status="confirmed", confidence=0.1),
        listed(C, "leefloon"),
        listed(D, "leefloon"),
    )["Leefloon"]

    assert ids(start) == ["C", "B", "A"]


def test_of_sheets_with_one_text_only_the_one_that_counts_is_named() -> None:
    text = "Het leefloon is het onderste vangnet van de sociale bijstand in dit land"
    twins = [course(code, "Recht", content=text) for code in ("A", "B")]
    links = [listed(twin, "leefloon") for twin in twins]

    assert ids(near(*links, courses=twins)["Leefloon"]) == ["A"]


def test_evidence_outside_every_segment_is_quoted_itself() -> None:
    of = course("A", "Vak", content="Recht.  Wet")
    start = near(evident(of, LEEFLOON, "  ", proposed=False), courses=(of,), items=(LEEFLOON,))

    assert start["Leefloon"].points[0].segments[0].text == "  "

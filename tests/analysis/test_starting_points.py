from collections.abc import Sequence
from typing import Any

from evidence import evident
from samples import course, framework, item, mapping

from swcompetence.analysis.finding import framework_findings
from swcompetence.analysis.starting_points import ItemStartingPoints, starting_points
from swcompetence.analysis.text_credits import read_programme
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
    courses: Sequence[Course] = COURSES,
) -> dict[str, ItemStartingPoints]:
    programme = read_programme(mapping(*links, courses=tuple(courses), edition=KADER))
    findings = framework_findings(programme, KADER)
    refs = [KADER.item_ref(theme) for theme in KADER.mapping_items]
    starts = starting_points(programme, KADER, findings, refs)
    return {KADER.item(start.item.item).label: start for start in starts}


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

    assert [(point.course, point.related) for point in start.points] == [
        ("D", None),
        ("C", None),
        ("B", "Schuld"),
    ]


def test_an_uncertain_trace_is_quoted_itself_before_what_is_related() -> None:
    start = near(
        evident(A, "proef:schuld", "Schuldhulp"),
        listed(B, "huur", weight=0.2),
        listed(C, "leefloon", weight=0.3),
    )["Leefloon"]

    assert [(point.course, point.related, point.term) for point in start.points] == [
        ("C", None, "leefloon"),
        ("A", "Schuld", "Schuldhulp"),
        ("B", None, "huur"),
    ]


def test_where_the_item_is_taught_already_comes_first() -> None:
    start = near(listed(A, "leefloon", weight=1), evident(B, LEEFLOON, "leefloon"))["Leefloon"]

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


def quoted(*words: str, weights: tuple[float, ...] = ()) -> tuple[str, str, str]:
    link = listed(A, *words)
    pieces = [
        piece.model_copy(update={"weight": weight})
        for piece, weight in zip(link.evidence, weights or [0.3] * 9, strict=False)
    ]
    start = near(link.model_copy(update={"evidence": tuple(pieces)}))["Leefloon"]
    (point,) = start.points
    return point.field.value, point.quote, point.term


def test_the_sentence_with_the_strongest_term_is_quoted() -> None:
    sentence = "Het leefloon en de huur."

    assert quoted("huur", "leefloon", weights=(0.2, 0.3)) == ("content", sentence, "leefloon")
    assert quoted("Vak", "leefloon") == ("title", "Vak A", "Vak")
    assert quoted("Vak", "leefloon", weights=(0.2, 0.3)) == ("content", sentence, "leefloon")


def test_of_overlapping_pieces_the_longest_is_told() -> None:
    assert quoted("leefloon", "leefloon en de huur")[2] == "leefloon en de huur"


def test_a_piece_may_span_two_sentences() -> None:
    assert quoted("huur. Schuldhulp") == (
        "content",
        "Het leefloon en de huur. Schuldhulp voor iedereen.",
        "huur. Schuldhulp",
    )


def test_rejected_links_are_no_starting_point_in_any_way() -> None:
    starts = near(
        listed(A, "leefloon", status="rejected"),
        evident(A, "proef:schuld", "Schuldhulp", status="confirmed"),
    )

    assert starts["Leefloon"].points == ()


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
    start = near(evident(of, LEEFLOON, "  ", proposed=False), courses=(of,))

    assert start["Leefloon"].points[0].quote == "  "

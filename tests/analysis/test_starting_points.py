from typing import Any

from evidence import evident
from samples import course, framework, item, mapping

from swcompetence.analysis.coverage import coverage
from swcompetence.analysis.starting_points import ItemStartingPoints, Nearness, starting_points
from swcompetence.model import Course, ItemRef, Link

KADER = framework(
    item("basis", level="groep", label="Basis"),
    item("leefloon", parent="basis", label="Leefloon"),
    item("schuld", parent="basis", label="Schuld"),
    item("wonen", level="thema", label="Wonen"),
    levels=("groep", "thema"),
)
TEXT = "Het leefloon en de huur. Schuldhulp voor iedereen.\nBudget, krediet en loket"
COURSES = tuple(course(one, "Vak", content=TEXT) for one in "ABCDE")
A, B, C, D, E = COURSES
LEEFLOON = ItemRef("proef:leefloon")


def near(*links: Link, items: tuple[ItemRef, ...] | None = None) -> dict[str, ItemStartingPoints]:
    made = mapping(*links, courses=COURSES, edition=KADER)
    found = starting_points(made, coverage(made, [KADER])[0], items)
    return {one.label: one for one in found}


def listed(of: Course, *words: str, weight: float = 0.3, **facts: Any) -> Link:
    return evident(of, LEEFLOON, *words, proposed=False, weight=weight, **facts)


def alike(of: Course, *words: str, confidence: float = 0.01) -> Link:
    return listed(of, *words, kind="similarity", confidence=confidence)


def courses(found: ItemStartingPoints) -> list[str]:
    return [one.course for one in found.points]


def test_a_term_goes_before_a_related_item_and_that_before_shared_words() -> None:
    found = near(
        alike(A, "Budget", "krediet", "loket"),
        evident(B, "proef:schuld", "Schuldhulp"),
        listed(C, "leefloon"),
        listed(D, "leefloon", weight=0.4),
    )["Leefloon"]

    assert [(one.course, one.nearness, one.related) for one in found.points] == [
        ("D", Nearness.TERM, None),
        ("C", Nearness.TERM, None),
        ("B", Nearness.RELATED, "Schuld"),
    ]


def test_the_segments_say_why() -> None:
    found = near(listed(A, "leefloon", "huur"), alike(B, "Budget", "krediet", "loket"))["Leefloon"]
    first, second = found.points

    assert [(one.text, one.words) for one in first.segments] == [
        ("Het leefloon en de huur.", ("leefloon", "huur"))
    ]
    assert (second.nearness, second.segments[0].text) == (
        Nearness.WORDS,
        "Budget, krediet en loket",
    )


def test_of_overlapping_pieces_the_longest_is_told() -> None:
    (point,) = near(listed(A, "leefloon", "leefloon en de huur", "Het"))["Leefloon"].points

    assert point.segments[0].words == ("Het", "leefloon en de huur")


def test_the_title_is_a_segment_and_a_piece_may_span_two() -> None:
    (point,) = near(listed(A, "Vak", "huur. Schuldhulp"))["Leefloon"].points

    assert [(one.field.value, one.text) for one in point.segments] == [
        ("title", "Vak"),
        ("content", "Het leefloon en de huur. Schuldhulp voor iedereen."),
    ]


def test_at_most_three_segments_are_quoted_the_most_telling_first() -> None:
    many = listed(A, "Vak", "leefloon", "Schuldhulp", "Budget")
    last = many.evidence[-1].model_copy(update={"weight": 0.4})
    found = near(many.model_copy(update={"evidence": (*many.evidence[:-1], last)}))["Leefloon"]

    assert [segment.words for segment in found.points[0].segments] == [
        ("Budget",),
        ("Vak",),
        ("leefloon",),
    ]


def test_rejected_links_are_no_starting_point_in_any_way() -> None:
    found = near(
        listed(A, "leefloon", status="rejected"),
        evident(A, "proef:schuld", "Schuldhulp", status="confirmed"),
    )

    assert found["Leefloon"].points == ()


def test_courses_that_have_the_item_are_no_starting_point() -> None:
    found = near(
        evident(A, LEEFLOON, "leefloon"),
        evident(A, "proef:schuld", "Schuldhulp"),
        evident(B, "proef:schuld", "Schuldhulp", status="confirmed"),
        items=(LEEFLOON,),
    )

    assert courses(found["Leefloon"]) == ["B"]


def test_only_items_that_are_missing_are_looked_for_unless_others_are_named() -> None:
    confirmed = evident(A, LEEFLOON, "leefloon", status="confirmed")

    assert list(near(confirmed)) == ["Schuld", "Wonen"]
    assert list(near(confirmed, items=(LEEFLOON,))) == ["Leefloon"]


def test_two_shared_words_are_too_few() -> None:
    assert near(alike(A, "Budget", "krediet"))["Leefloon"].points == ()


def test_three_courses_at_most_each_once_confirmed_relations_first() -> None:
    found = near(
        evident(A, "proef:schuld", "Schuldhulp", confidence=0.6),
        evident(B, "proef:schuld", "Schuldhulp", confidence=0.9),
        evident(C, "proef:schuld", "Schuldhulp", status="confirmed", confidence=0.1),
        alike(C, "Budget", "krediet", "loket"),
        alike(D, "Budget", "krediet", "loket", confidence=0.02),
    )["Leefloon"]

    assert courses(found) == ["C", "B", "A"]


def test_an_item_without_cluster_has_no_relations() -> None:
    found = near(evident(A, "proef:schuld", "Schuldhulp"), evident(A, LEEFLOON, "leefloon"))

    assert found["Wonen"].points == ()
    assert found["Wonen"].group is None


def test_evidence_outside_every_segment_is_quoted_itself() -> None:
    of = course("A", "Vak", content="Recht.  Wet")
    made = mapping(evident(of, LEEFLOON, "  ", proposed=False), courses=(of,), edition=KADER)
    found = starting_points(made, coverage(made, [KADER])[0], (LEEFLOON,))

    assert found[0].points[0].segments[0].text == "  "

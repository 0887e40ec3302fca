from __future__ import annotations

import pytest
from samples import FACTS

from swcompetence.analysis import evaluate, gold_of_review
from swcompetence.model import (
    Course,
    Curriculum,
    Decision,
    FrameworkRef,
    Gold,
    ItemRef,
    Link,
    Mapping,
    Status,
    Tool,
    UsedFramework,
    Verdict,
)

FRAMEWORK = str(FACTS["id"])


def link(course: str, item: str, confidence: float, *, proposed: bool) -> Link:
    return Link(
        id=f"{course}-{item}",
        course=course,
        item=ItemRef.of(FRAMEWORK, item),
        confidence=confidence,
        proposed=proposed,
    )


def mapping(*links: Link) -> Mapping:
    courses = tuple(Course(id=f"k/{c}", code=c, title=c) for c in ("A", "B", "C"))
    return Mapping(
        tool=Tool(version="0", matcher="m", parameters="p"),
        curricula=(Curriculum(id="k", courses=courses),),
        frameworks=(UsedFramework(ref=FrameworkRef(f"{FRAMEWORK}@1"), revision=1, digest="d"),),
        links=tuple(one.model_copy(update={"course": f"k/{one.course}"}) for one in links),
    )


def gold(**courses: dict[str, int]) -> Gold:
    return Gold.model_validate(
        {
            "courses": {
                course: {f"{FRAMEWORK}:{item}": level for item, level in labels.items()}
                for course, labels in courses.items()
            }
        }
    )


MAPPING = mapping(
    link("A", "x", 0.9, proposed=True),
    link("A", "y", 0.6, proposed=True),
    link("A", "z", 0.2, proposed=False),
    link("B", "x", 0.7, proposed=True),
    link("B", "y", 0.3, proposed=False),
)


def test_strict_figures_leave_arguable_labels_out() -> None:
    found = evaluate(MAPPING, gold(A={"x": 2, "y": 1, "z": 2}, B={"y": 2}, C={}))

    overall = found.overall
    assert (overall.true_positives, overall.false_positives, overall.false_negatives) == (1, 1, 2)
    assert overall.precision == 1 / 2
    assert overall.recall == 1 / 3
    assert overall.f1 == 2 / 5
    assert overall.recall_at == {1: 1 / 3, 3: 1.0, 5: 1.0}
    assert overall.mrr == (1 + 1 / 2) / 2
    assert found.courses == 3


def test_full_confidence_stands_in_the_last_bin() -> None:
    sure = mapping(
        link("A", "x", 1.0, proposed=True),
        link("A", "y", 0.9, proposed=True),
        link("B", "x", 0.89, proposed=True),
    )
    found = evaluate(sure, gold(A={"y": 2}, B={"x": 2}))

    # The bin from .9 holds 1 and .9 with one hit, the bin below it .89 with one.
    assert found.overall.calibration_error == pytest.approx((abs(1.9 - 1) + abs(0.89 - 1)) / 3)


def test_the_calibration_error_is_the_weighted_gap_per_bin() -> None:
    found = evaluate(MAPPING, gold(A={"x": 2}, B={}))

    expected = ((1 - 0.9) + 0.6 + 0.2 + 0.7 + 0.3) / 5
    assert found.overall.calibration_error == pytest.approx(expected)


def test_figures_come_per_framework_and_per_item_too() -> None:
    found = evaluate(MAPPING, gold(A={"x": 2}, B={"x": 2}))

    assert [one.name for one in found.frameworks] == [FRAMEWORK]
    by_item = {one.name: one for one in found.items}
    assert by_item[f"{FRAMEWORK}:x"].f1 == 1.0
    assert by_item[f"{FRAMEWORK}:y"].precision == 0.0
    assert by_item[f"{FRAMEWORK}:y"].recall is None


def test_the_interval_holds_the_figure_and_is_the_same_twice() -> None:
    labels = gold(A={"x": 2, "z": 2}, B={"x": 2}, C={})
    first, second = evaluate(MAPPING, labels).overall, evaluate(MAPPING, labels).overall

    assert first == second
    assert first.f1 is not None
    assert first.f1_interval is not None
    assert first.f1_interval.low <= first.f1 <= first.f1_interval.high


def test_labelled_courses_that_are_not_mapped_are_named() -> None:
    found = evaluate(MAPPING, gold(A={}, Z={"x": 2}))

    assert found.missing == ("Z",)
    assert found.courses == 1
    assert found.overall.wanted == 0
    assert found.overall.recall is None


def test_decisions_of_a_review_serve_as_labels() -> None:
    def decided(one: Link, status: Status, verdict: Verdict) -> Link:
        return one.model_copy(update={"status": status, "decisions": (Decision(verdict=verdict),)})

    x, y, z, *rest = MAPPING.links
    reviewed = MAPPING.model_copy(
        update={
            "links": (
                decided(x, Status.CONFIRMED, Verdict.ACCEPT),
                decided(z, Status.REJECTED, Verdict.REJECT),
                y,
                *rest,
            )
        }
    )

    labels = gold_of_review(reviewed)

    assert labels == Gold.model_validate(
        {"courses": {"k/A": {f"{FRAMEWORK}:x": 2, f"{FRAMEWORK}:y": 1}}}
    )
    assert evaluate(reviewed, labels).overall.f1 == 1.0

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item, link, mapping

from swcompetence.errors import NothingSharedError
from swcompetence.model import Decision, Mapping, Status, Verdict
from swcompetence.review.agreement import (
    NO_LEVEL,
    Tally,
    cohen_kappa,
    compare_reviews,
)
from swcompetence.review.merge import status_of

YES, NO, UNSURE = Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE
ITEMS = ("proef:a", "proef:b", "ander:c")


def said(verdict: Verdict, reviewer: str | None = "An", **facts: object) -> Decision:
    return Decision.model_validate({"verdict": verdict, "reviewer": reviewer, **facts})


def review(*decisions: tuple[str, str, Decision], text: str = "Luisteren.") -> Mapping:
    """Build a review of two courses: (course, item, decision)."""
    courses = (course("A1", content=text), course("A2", content=text))
    links = []
    for one in courses:
        for ref in ITEMS:
            own = tuple(d for of, name, d in decisions if (of, name) == (one.id, ref))
            links.append(
                link(one.id, ref).model_copy(update={"decisions": own, "status": status_of(own)})
            )
    edition = framework(item("a"), item("b"))
    used = mapping(edition=edition).frameworks
    other = framework(item("c"), id="ander")
    bare = mapping(*links, courses=courses, edition=edition)
    return bare.model_copy(update={"frameworks": (*used, *mapping(edition=other).frameworks)})


def test_kappa_of_a_table_computed_by_hand() -> None:
    """50 cases: po = 35/50, pe = .5 x .6 + .5 x .4 = .5, kappa = (.7 - .5) / (1 - .5) = .4."""
    counts = {("ja", "ja"): 20, ("ja", "nee"): 5, ("nee", "ja"): 10, ("nee", "nee"): 15}

    kappa = cohen_kappa(counts)

    assert kappa is not None
    assert kappa.value == pytest.approx(0.4)
    # Margins .5 and .5 of the first, .6 and .4 of the second reader.
    agreeing = 0.4 * (0.5 - 1.1 * 0.3) ** 2 + 0.3 * (0.5 - 0.9 * 0.3) ** 2
    differing = 0.3**2 * (0.1 * (0.6 + 0.5) ** 2 + 0.2 * (0.4 + 0.5) ** 2)
    last = 0.7 * 0.5 - 2 * 0.5 + 0.7
    error = math.sqrt((agreeing + differing - last**2) / 50) / 0.5**2
    assert error == pytest.approx(0.127, abs=0.0001)
    assert kappa.standard_error == pytest.approx(error)
    assert kappa.low == pytest.approx(0.4 - 1.96 * error, abs=0.0001)
    assert kappa.high == pytest.approx(0.4 + 1.96 * error, abs=0.0001)


DIAGNOSES = {
    ("p", "p"): 75, ("p", "n"): 1, ("p", "o"): 4,
    ("n", "p"): 5, ("n", "n"): 4, ("n", "o"): 1,
    ("o", "p"): 0, ("o", "n"): 0, ("o", "o"): 10,
}  # fmt: skip
"""Two raters of 100 patients: the example in Fleiss, Statistical methods for rates and proportions.

By hand: po = .89, pe = .80 x .80 + .10 x .05 + .10 x .15 = .66, kappa = .23 / .34 = .676.
"""
COHEN_1968 = {
    ("a", "a"): 44, ("a", "b"): 5, ("a", "c"): 1,
    ("b", "a"): 7, ("b", "b"): 20, ("b", "c"): 3,
    ("c", "a"): 9, ("c", "b"): 5, ("c", "c"): 6,
}  # fmt: skip
"""The example of Cohen (1968), as R packages use it; po = .70, pe = .41, kappa = .29 / .59."""


def kappa_of(shares: dict[tuple[str, str], float]) -> float:
    names = {name for pair in shares for name in pair}
    total = sum(shares.values())
    first = {n: sum(p for (i, _), p in shares.items() if i == n) / total for n in names}
    second = {n: sum(p for (_, j), p in shares.items() if j == n) / total for n in names}
    by_chance = sum(first[n] * second[n] for n in names)
    return (sum(p for (i, j), p in shares.items() if i == j) / total - by_chance) / (1 - by_chance)


@pytest.mark.parametrize(("counts", "value"), [(DIAGNOSES, 0.23 / 0.34), (COHEN_1968, 0.29 / 0.59)])
def test_kappa_of_textbook_examples_and_its_error_by_another_road(
    counts: dict[tuple[str, str], int], value: float
) -> None:
    """The standard error is checked by the delta method with numerical derivatives."""
    kappa = cohen_kappa(counts)
    shares = {pair: number / 100 for pair, number in counts.items()}
    step = 1e-6
    slopes = {
        pair: (kappa_of(shares | {pair: p + step}) - kappa_of(shares | {pair: p - step})) / 2 / step
        for pair, p in shares.items()
    }
    mean = sum(p * slopes[pair] for pair, p in shares.items())
    spread = sum(p * slopes[pair] ** 2 for pair, p in shares.items()) - mean**2

    assert kappa is not None
    assert kappa.value == pytest.approx(value)
    assert kappa.standard_error == pytest.approx(math.sqrt(spread / 100), rel=1e-5)


@pytest.mark.parametrize(
    "counts", [{}, {("ja", "ja"): 5}, {("ja", "ja"): 5, ("nee", "nee"): 0}, {("ja", "nee"): 0}]
)
def test_kappa_does_not_exist_where_all_is_one_category(counts: dict[tuple[str, str], int]) -> None:
    assert cohen_kappa(counts) is None


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ({("ja", "ja"): 3, ("nee", "nee"): 2}, 1.0),
        ({("ja", "ja"): 3, ("nee", "ja"): 2}, 0.0),
        ({("ja", "nee"): 4}, 0.0),
        ({("ja", "nee"): 4, ("nee", "ja"): 4}, -1.0),
    ],
)
def test_where_nothing_varies_there_is_no_interval(
    counts: dict[tuple[str, str], int], value: float
) -> None:
    kappa = cohen_kappa(counts)

    assert kappa is not None
    assert kappa.value == value
    assert (kappa.low, kappa.high) == (None, None)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), st.integers(0, 50), max_size=9
    )
)
def test_kappa_is_in_range_symmetric_and_never_above_its_interval(
    counts: dict[tuple[str, str], int],
) -> None:
    kappa = cohen_kappa(counts)
    turned = cohen_kappa({(j, i): number for (i, j), number in counts.items()})

    assert (kappa is None) == (turned is None)
    if kappa and turned:
        assert kappa.value == pytest.approx(turned.value)
        if kappa.low is not None and kappa.high is not None:
            assert -1 <= kappa.low <= kappa.value <= kappa.high <= 1


def test_only_links_that_both_decided_count_per_framework_and_in_all() -> None:
    first = review(
        ("A1", "proef:a", said(YES, level="I")),
        ("A1", "proef:b", said(NO)),
        ("A1", "ander:c", said(UNSURE)),
        ("A2", "proef:a", said(YES)),
    )
    second = review(
        ("A1", "proef:a", said(YES, "Bert", level="V")),
        ("A1", "proef:b", said(YES, "Bert")),
        ("A1", "ander:c", said(UNSURE, "Bert")),
        ("A2", "proef:b", said(NO, "Bert")),
        ("A2", "ander:c", said(NO, "Bert")),
    )

    found = compare_reviews(first, second)

    assert (found.only_first, found.only_second, found.undecided) == (1, 2, 0)
    assert (found.total.both, found.total.same) == (3, 2)
    assert found.total.raw == pytest.approx(2 / 3)
    assert [(f.framework, f.both, f.same, f.raw) for f in found.frameworks] == [
        ("proef", 2, 1, 0.5),
        ("ander", 1, 1, 1.0),
    ]
    assert found.total.verdicts == (
        Tally(first="accept", second="accept", count=1),
        Tally(first="reject", second="accept", count=1),
        Tally(first="unsure", second="unsure", count=1),
    )
    assert found.total.levels == (Tally(first="I", second="V", count=1),)
    assert [(p.course, p.item, p.first.verdict, p.second.verdict) for p in found.differences] == [
        ("A1", "proef:b", NO, YES),
        ("A1", "proef:a", YES, YES),
    ]
    assert found.frameworks[1].kappa is None


def test_a_level_that_nobody_gave_counts_as_none() -> None:
    one = review(("A1", "proef:a", said(YES, level="eigen")), ("A1", "proef:b", said(YES)))
    other = review(
        ("A1", "proef:a", said(YES, "B", level="B")), ("A1", "proef:b", said(YES, "B", level="B"))
    )

    assert compare_reviews(one, other).total.levels == (
        Tally(first="eigen", second="B", count=1),
        Tally(first=NO_LEVEL, second="B", count=1),
    )


def test_a_review_that_contradicts_itself_is_left_out_until_one_decision_is_final() -> None:
    torn = (("A1", "proef:a", said(YES)), ("A1", "proef:a", said(NO, "Carl")))
    other = review(("A1", "proef:a", said(NO, "Bert")))

    assert compare_reviews(review(*torn), other).undecided == 1

    final = review(*torn, ("A1", "proef:a", said(NO, "Dirk", final=True)))
    assert compare_reviews(final, other).total.same == 1


def test_a_stale_decision_is_no_decision_on_this_text() -> None:
    one = review(("A1", "proef:a", said(YES)))
    stale = one.model_copy(
        update={"links": tuple(x.model_copy(update={"status": Status.STALE}) for x in one.links)}
    )

    total = compare_reviews(stale, one).total

    assert (total.both, total.raw, total.kappa) == (0, None, None)


def test_the_same_decision_under_the_same_name_is_told_apart() -> None:
    day = dt.date(2026, 11, 3)
    one = review(("A1", "proef:a", said(YES, date=day)), ("A1", "proef:b", said(NO, None)))
    other = review(("A1", "proef:a", said(YES, " an", date=day)), ("A1", "proef:b", said(NO, None)))

    assert compare_reviews(one, other).taken_over == 1


def test_reviews_of_other_texts_cannot_be_compared() -> None:
    one = review(("A1", "proef:a", said(YES)))

    with pytest.raises(NothingSharedError, match="geen enkel opleidingsonderdeel"):
        compare_reviews(one, review(("A1", "proef:a", said(YES)), text="Iets anders."))


def test_comparing_the_other_way_round_turns_the_tables() -> None:
    one = review(("A1", "proef:a", said(YES)), ("A1", "proef:b", said(NO)))
    other = review(("A1", "proef:a", said(NO, "B")), ("A1", "proef:b", said(NO, "B")))

    there, back = compare_reviews(one, other), compare_reviews(other, one)

    assert there.total.raw == back.total.raw
    assert {(t.first, t.second) for t in there.total.verdicts} == {
        (t.second, t.first) for t in back.total.verdicts
    }

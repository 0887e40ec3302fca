from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from swcompetence.analysis.route.completion import smallest_completion

NAMES = tuple("abcdefgh")
Instance = tuple[list[set[str]], dict[str, float | None]]


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    ects = st.one_of(st.none(), st.sampled_from([0.0, 1.5, 3.0, 4.0, 6.0]))
    gaps = draw(st.lists(st.sets(st.sampled_from(names), min_size=1), max_size=7))
    return gaps, {name: draw(ects) for name in names}


def by_trying_all(gaps: list[set[str]], weights: dict[str, float | None]) -> tuple[str, ...]:
    """Try every set of courses, and rank the ones that close all gaps."""
    heaviest = max((one for one in weights.values() if one is not None), default=0.0)
    mass = {name: heaviest if one is None else one for name, one in weights.items()}
    order = list(weights)
    closing = [
        chosen
        for size in range(len(order) + 1)
        for chosen in combinations(order, size)
        if all(gap & set(chosen) for gap in gaps)
    ]
    return min(
        closing,
        key=lambda chosen: (
            len(chosen),
            round(sum(mass[name] for name in chosen), 6),
            [order.index(name) for name in chosen],
        ),
    )


@given(instances())
@settings(max_examples=150)
def test_it_is_what_trying_every_set_gives(instance: Instance) -> None:
    gaps, weights = instance

    assert smallest_completion(gaps, weights) == by_trying_all(gaps, weights)


def test_fewer_courses_go_before_fewer_credits() -> None:
    gaps = [{"a", "c"}, {"b", "c"}]

    assert smallest_completion(gaps, {"a": 1, "b": 1, "c": 30}) == ("c",)


def test_greed_would_take_one_course_too_many() -> None:
    gaps = [
        {"left"},
        {"left", "big"},
        {"left", "big"},
        {"right", "big"},
        {"right", "big"},
        {"right"},
    ]

    assert smallest_completion(gaps, {"big": 3, "left": 3, "right": 3}) == ("left", "right")


def test_of_equals_the_first_in_the_list_is_taken() -> None:
    gaps = [{"x", "y", "z"}]

    assert smallest_completion(gaps, {"z": 3, "y": 3, "x": 3}) == ("z",)
    assert smallest_completion(gaps, {"z": 6, "y": 3, "x": 3}) == ("y",)


def test_unknown_credits_are_no_advantage() -> None:
    assert smallest_completion([{"x", "y"}], {"x": None, "y": 9}) == ("x",)
    assert smallest_completion([{"x", "y"}], {"x": None, "y": 3, "z": 9}) == ("y",)
    assert smallest_completion([{"x", "y"}], {"x": None, "y": None}) == ("x",)


def test_nothing_to_close_asks_for_nothing() -> None:
    assert smallest_completion([], {"x": 3}) == ()


def test_a_gap_without_courses_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be closed"):
        smallest_completion([{"x"}, set()], {"x": 3})
    with pytest.raises(ValueError, match="cannot be closed"):
        smallest_completion([{"elders"}], {"x": 3})

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from swcompetence.analysis.route import smallest_completion

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


def random_instance(seed: int, *, courses: int, gaps: int) -> Instance:
    """Give gaps with few or many courses, and credits that differ or are all equal."""
    generator = np.random.default_rng(seed)
    share = generator.choice([0.05, 0.1, 0.15, 0.2, 0.3, 0.5])
    covers = generator.random((gaps, courses)) < share
    covers[range(gaps), generator.integers(courses, size=gaps)] = True
    ects = ((3.0,), (3.0, 4.0, 5.0, 6.0, 9.0), (1.5, 3.0, None))[seed % 3]
    names = [f"c{number:02}" for number in range(courses)]
    return (
        [{name for name, is_there in zip(names, row, strict=True) if is_there} for row in covers],
        {name: ects[generator.integers(len(ects))] for name in names},
    )


class Solver:
    """Covers gaps by mixed-integer programming, which is the judge here."""

    def __init__(self, gaps: Sequence[set[str]], names: Sequence[str]) -> None:
        self.covers = np.array([[name in gap for name in names] for gap in gaps], dtype=float)

    def least(
        self,
        cost: Sequence[float],
        limits: Sequence[tuple[Sequence[float], float]] = (),
        fixed: Sequence[bool] = (),
    ) -> list[bool] | None:
        """Give the cheapest cover under limits on other costs, where the first are decided."""
        low, high = np.zeros(len(cost)), np.ones(len(cost))
        low[: len(fixed)] = high[: len(fixed)] = np.array(fixed, dtype=float)
        answer = milp(
            np.array(cost, dtype=float),
            integrality=np.ones(len(cost), dtype=int),
            bounds=Bounds(low, high),
            constraints=[
                LinearConstraint(self.covers, lb=np.ones(len(self.covers))),
                *(LinearConstraint(np.array([prices]), ub=most + 0.5) for prices, most in limits),
            ],
            options={"mip_rel_gap": 0},
        ).x
        return None if answer is None else [bool(value > 0.5) for value in answer]


def by_programming(
    gaps: list[set[str]], weights: dict[str, float | None], *, in_order: bool
) -> tuple[tuple[str, ...], int, float]:
    """Give a smallest completion, its size and its weight, in thousandths."""
    heaviest = max((one for one in weights.values() if one is not None), default=0.0)
    mass = [round(1000 * (heaviest if one is None else one)) for one in weights.values()]
    ones = [1.0] * len(mass)
    solver = Solver(gaps, list(weights))
    fewest = solver.least(ones)
    assert fewest is not None
    limits: list[tuple[Sequence[float], float]] = [(ones, sum(fewest))]
    best = solver.least(mass, limits)
    assert best is not None
    weight = sum(m for m, is_taken in zip(mass, best, strict=True) if is_taken)
    limits.append((mass, weight))
    for place in range(len(mass) if in_order else 0):
        if not best[place]:
            best = solver.least([0.0] * len(mass), limits, [*best[:place], True]) or best
    taken = tuple(name for name, is_taken in zip(weights, best, strict=True) if is_taken)
    return taken, sum(fewest), weight


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", range(200))
def test_it_is_what_mixed_integer_programming_gives(seed: int) -> None:
    gaps, weights = random_instance(seed, courses=6 + seed % 9, gaps=1 + seed % 13)

    assert smallest_completion(gaps, weights) == by_programming(gaps, weights, in_order=True)[0]


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", range(15))
def test_it_is_as_small_as_programming_makes_it_for_a_whole_programme(seed: int) -> None:
    gaps, weights = random_instance(seed, courses=60, gaps=33)
    heaviest = max(one for one in weights.values() if one is not None)

    chosen = smallest_completion(gaps, weights)

    _, size, weight = by_programming(gaps, weights, in_order=False)
    assert all(gap.intersection(chosen) for gap in gaps)
    mass = sum(round(1000 * (weights[name] or heaviest)) for name in chosen)
    assert (len(chosen), mass) == (size, weight)


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

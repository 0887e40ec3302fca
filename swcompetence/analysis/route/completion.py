"""The smallest set of courses that closes every gap: exact, by mixed-integer programming.

This is the set cover problem: each gap asks for at least one of the courses that cover it. Three
wishes hold in this order: as few courses as possible, then as few credits as possible, then the
courses that stand first in the list. The last one makes the answer the same every time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


_PRECISION = 1000
"""Credits are compared in thousandths, so that sums stay whole numbers."""
_HALF = 0.5


def smallest_completion(
    gaps: Sequence[Collection[str]], weights: Mapping[str, float | None]
) -> tuple[str, ...]:
    """Give the smallest set of courses in which every gap finds a course.

    Args:
        gaps: for each gap the courses that cover it, at least one each.
        weights: ECTS credits by course, in list order. A course without credits weighs as much as
            the heaviest course that is known, so that a missing number is no advantage.

    Returns:
        The courses, in list order; none where there are no gaps.

    Raises:
        ValueError: a gap that no course covers.
    """
    useful = {course for gap in gaps for course in gap}
    courses = [course for course in weights if course in useful]
    if any(not set(gap) & set(courses) for gap in gaps):
        raise ValueError("a gap without any course cannot be closed")
    if not gaps:
        return ()
    heaviest = max((weights[course] or 0 for course in weights), default=0)
    known = [weights[course] for course in courses]
    mass = [round((heaviest if one is None else one) * _PRECISION) for one in known]
    solver = _Solver([[course in gap for course in courses] for gap in gaps])
    ones = [1] * len(courses)
    fewest = solver.least(ones, [])
    if fewest is None:  # pragma: no cover - taking every course is always possible
        raise ValueError("the gaps cannot be closed")
    in_number = (ones, sum(fewest))
    lightest = solver.least(mass, [in_number]) or fewest
    weight = sum(m for m, is_taken in zip(mass, lightest, strict=True) if is_taken)
    chosen = _first_in_list(solver, lightest, [in_number, (mass, weight)])
    return tuple(course for course, is_taken in zip(courses, chosen, strict=True) if is_taken)


def _first_in_list(
    solver: _Solver, best: list[bool], limits: list[tuple[list[int], int]]
) -> list[bool]:
    """Among equally good answers give the one whose courses stand first in the list."""
    fixed: list[bool] = []
    for number, _ in enumerate(best):
        if sum(fixed) == sum(best):
            break
        if not best[number]:
            other = solver.least([0] * len(best), limits, fixed=[*fixed, True])
            best = best if other is None else other
        fixed.append(best[number])
    return best


class _Solver:
    """Covers gaps with courses; the only place that knows scipy, which takes long to load."""

    def __init__(self, covers: list[list[bool]]) -> None:
        import numpy as np  # noqa: PLC0415 - loads slowly, and only this needs it
        from scipy.optimize import LinearConstraint  # noqa: PLC0415 - as above

        self._size = len(covers[0])
        matrix = np.array(covers, dtype=float)
        self._gaps = LinearConstraint(matrix, lb=np.ones(len(covers)))

    def least(
        self,
        cost: list[int],
        limits: list[tuple[list[int], int]],
        *,
        fixed: Sequence[bool] = (),
    ) -> list[bool] | None:
        """Give the cheapest cover, None where there is none.

        Args:
            cost: of each course.
            limits: other costs that may not exceed a number.
            fixed: whether the first courses are taken.
        """
        import numpy as np  # noqa: PLC0415 - as above
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - as above

        low, high = np.zeros(self._size), np.ones(self._size)
        low[: len(fixed)] = high[: len(fixed)] = np.array(fixed, dtype=float)
        within = [
            LinearConstraint(np.array([prices], dtype=float), ub=most + _HALF)
            for prices, most in limits
        ]
        found = milp(
            np.array(cost, dtype=float),
            integrality=np.ones(self._size, dtype=int),
            bounds=Bounds(low, high),
            constraints=[self._gaps, *within],
            options={"mip_rel_gap": 0},
        )
        answer: np.ndarray | None = found.x
        return None if answer is None else [bool(value > _HALF) for value in answer]

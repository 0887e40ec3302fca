"""What is wrong with learning outcomes and courses in a file: its schema, and that parts fit."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from schema_judge import schema_errors

SCHEMA = "ooapi-6-outcomes-and-courses"


def ooapi_errors(data: dict[str, Any]) -> list[str]:
    """Give all that is wrong."""
    return [*schema_errors(SCHEMA, data), *_misfits(data["learningOutcomes"], data["courses"])]


def _misfits(outcomes: list[dict[str, Any]], courses: list[dict[str, Any]]) -> Iterator[str]:
    """Look for ids that occur twice or nowhere, and for parents that do not know their child."""
    known = [outcome["learningOutcomeId"] for outcome in outcomes]
    count = Counter([*known, *(course["courseId"] for course in courses)])
    yield from (f"{name} occurs {n} times" for name, n in count.items() if n > 1)
    up = {(o["learningOutcomeId"], name) for o in outcomes for name in o.get("parentIds", ())}
    down = {(name, o["learningOutcomeId"]) for o in outcomes for name in o.get("childIds", ())}
    yield from (f"{child} and {parent} contradict" for child, parent in up ^ down)
    named = [name for course in courses for name in course.get("learningOutcomeIds", ())]
    named += [name for pair in up | down for name in pair]
    yield from (f"{name} is missing" for name in named if name not in known)

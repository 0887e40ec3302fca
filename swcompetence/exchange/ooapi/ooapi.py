"""Framework items as learning outcomes and courses that lead to them, for the Open Education API.

OOAPI describes what one server tells another and has no file of its own: we write one JSON object
with two lists, `learningOutcomes` and `courses`, each entry as a server would give it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from swcompetence.exchange.exported import Exported, losses_of
from swcompetence.exchange.names import BASE, checked_base, item_uri, uuid5_of
from swcompetence.exchange.ooapi.courses import (
    LinkChoice,
    courses_of,
    losses_of_courses,
    losses_of_links,
)
from swcompetence.exchange.ooapi.model import (
    Code,
    LearningOutcome,
    OutcomesAndCourses,
    localised,
)
from swcompetence.model import Framework, Item, Mapping, refuse_doubles

KEPT_BY_OOAPI = frozenset({
    "id", "version", "valid_from", "valid_until", "item.id", "item.parent", "item.level",
    "item.label", "item.definition", "item.alt_labels", "item.note", "item.provenance",
    "item.deprecated",
})  # fmt: skip
"""What stands in the file, in the words of `losses_of`; partly under `ext`."""
_OWN = "swcompetence"
_LONGEST_ABBREVIATION = 256


def ooapi_json(
    frameworks: Sequence[Framework],
    mapping: Mapping | None = None,
    *,
    links: LinkChoice = LinkChoice.CONFIRMED,
    base: str = BASE,
) -> Exported:
    """Write editions and the courses of a mapping; the same input gives the same bytes.

    Args:
        frameworks: one edition of each framework.
        mapping: courses with their links; None writes the learning outcomes alone.
        links: which links count.
        base: beginning of the names that the ids are made of.

    Raises:
        DuplicateFrameworkError: two editions of one framework.
        NotABaseError: `base` is no beginning of URIs.
    """
    base = checked_base(base)
    refuse_doubles(frameworks)
    outcomes = tuple(_outcome(f, i, base) for f in frameworks for i in f.items)
    courses = tuple(courses_of(mapping, frameworks, links, base)) if mapping else ()
    file = OutcomesAndCourses(learning_outcomes=outcomes, courses=courses)
    text = file.model_dump_json(by_alias=True, exclude_none=True, indent=1)
    names = [f"OOAPI (kader {one.id})" if len(frameworks) > 1 else "OOAPI" for one in frameworks]
    losses = [
        loss
        for one, name in zip(frameworks, names, strict=True)
        for loss in losses_of(one, name, KEPT_BY_OOAPI)
    ]
    if mapping is not None:
        losses += losses_of_courses(mapping)
        losses += losses_of_links(mapping, frameworks, links)
    return Exported(f"{text}\n".encode(), tuple(losses))


def _outcome(framework: Framework, item: Item, base: str) -> LearningOutcome:
    below = framework.children(item.id)
    return LearningOutcome(
        learning_outcome_id=_item_id(framework, item.id, base),
        primary_code=Code(code=framework.item_ref(item)),
        name=localised(item.label),
        abbreviation=item.id if len(item.id) <= _LONGEST_ABBREVIATION else None,
        description=localised(item.definition) if item.definition else None,
        parent_ids=(_item_id(framework, item.parent, base),) if item.parent else None,
        child_ids=tuple(_item_id(framework, one.id, base) for one in below) or None,
        valid_from=_midnight(framework.valid_from),
        valid_to=_day_after(framework.valid_until),
        ext={_OWN: _ext(framework, item)},
    )


def _ext(framework: Framework, item: Item) -> dict[str, object]:
    """Give what OOAPI has no place for and a reader of the outcome should know."""
    told: dict[str, object] = {
        "framework": str(framework.ref),
        "level": item.level,
        "provenance": item.provenance.value,
    }
    if item.alt_labels:
        told["altLabels"] = list(item.alt_labels)
    if item.note is not None:
        told["note"] = item.note
    if item.deprecated is not None:
        told["deprecated"] = item.deprecated.model_dump(mode="json", by_alias=True)
    return told


def _item_id(framework: Framework, item: str, base: str) -> str:
    return uuid5_of(item_uri(framework, item, base))


def _midnight(day: dt.date) -> str:
    """Give the beginning of a day; OOAPI asks for a time, our days have none."""
    return f"{day.isoformat()}T00:00:00Z"


def _day_after(day: dt.date | None) -> str | None:
    return _midnight(day + dt.timedelta(days=1)) if day and day < dt.date.max else None

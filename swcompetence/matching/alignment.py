"""Drafts how two editions relate: the items of the one are read as if they were courses.

What speaks for a line, by rule:

- a *proposal* of the matcher: the item's text holds terms of the other item, enough to propose a
  course with that text;
- *nearness*, for an item of the other edition without indicators: of the content words of its
  text, weighted by how rare they are among the items of that edition, at least `LEAST_NEAR` also
  stand in the subject's text, and at least `LEAST_SHARED` different ones.

Neither was measured on pairs of items: a draft says where to look, a person decides.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator, Sequence

from swcompetence.errors import NothingAlignedError
from swcompetence.matching.propose import propose
from swcompetence.matching.reading import read_course
from swcompetence.matching.similarity import CourseWord, content_words
from swcompetence.model import (
    Course,
    CourseField,
    Curriculum,
    Evidence,
    EvidenceKind,
    Framework,
    Item,
    Link,
    Mapping,
    link_id,
)

ALIGNMENT = "alignment"
"""What the matcher of a mapping of items is called, with that of the proposals behind it."""
LEAST_NEAR = 0.35
"""Least share of an item's weighted words, 0..1, that makes another item near."""
LEAST_SHARED = 3
"""Least number of different words that two near items share."""
_MOST_SHOWN = 6


def draft_alignments(
    subject: Framework, target: Framework, *, date: dt.date | None = None
) -> Mapping:
    """Propose which items of `target` every mapping item of `subject` touches.

    Args:
        subject: the edition that is read from; also one built in memory.
        target: the edition that it is compared with; perhaps a newer one of the same framework.
        date: the day to write in the mapping.

    Returns:
        A mapping whose one curriculum is the subject edition (its id is the reference) and whose
        courses are items, so that it can be reviewed like any other.

    Raises:
        NothingAlignedError: both are the same edition.
    """
    if subject.ref == target.ref:
        raise NothingAlignedError(subject.ref, target.ref, "dat is tweemaal hetzelfde kader.")
    curriculum = items_as_courses(subject)
    mapping = propose(curriculum, [target], date=date)
    near = {link.id: link for link in _near(curriculum.courses, target)}
    kept = [link for link in mapping.links if link.proposed or link.id not in near]
    known = {link.id for link in kept}
    links = [*kept, *(link for name, link in near.items() if name not in known)]
    tool = mapping.tool.model_copy(update={"matcher": f"{ALIGNMENT}/{mapping.tool.matcher}"})
    return mapping.model_copy(update={"tool": tool, "links": tuple(links)})


def items_as_courses(edition: Framework) -> Curriculum:
    """Write every mapping item as a course: its label, and what it and the items below it say."""
    return Curriculum(
        id=str(edition.ref),
        college=edition.publisher,
        programme=edition.title,
        academic_year=edition.version,
        courses=tuple(_course(edition, item) for item in edition.mapping_items),
    )


def _course(edition: Framework, item: Item) -> Course:
    below = [one for one in edition.descendants(item.id) if one.deprecated is None]
    texts = (item.definition, *(part for one in below for part in (one.label, one.definition)))
    return Course.model_validate(
        {
            "id": item.id,
            "code": item.id,
            "title": item.label,
            "fields": {CourseField.CONTENT: "\n".join(f"- {text}" for text in texts if text)},
        }
    )


def _near(subjects: Sequence[Course], target: Framework) -> Iterator[Link]:
    wordless = {item.id for item in target.mapping_items if not _has_indicators(target, item)}
    words = {one.id: _words(one) for one in items_as_courses(target).courses}
    spread = Counter(root for one in words.values() for root in one)
    weights = {root: math.log(1 + len(words) / count) for root, count in spread.items()}
    for course in subjects:
        own = _words(course)
        for item in target.mapping_items:
            shared = [root for root in words[item.id] if root in own]
            if item.id in wordless and len(shared) >= LEAST_SHARED:
                whole = sum(weights[root] for root in words[item.id])
                near = sum(weights[root] for root in shared) / whole
                if near >= LEAST_NEAR:
                    yield _near_link(course, target, item, [own[root] for root in shared], near)


def _words(course: Course) -> dict[str, CourseWord]:
    return content_words(read_course(course))


def _has_indicators(edition: Framework, item: Item) -> bool:
    return any(one.indicators for one in (item, *edition.descendants(item.id)))


def _near_link(
    course: Course, target: Framework, item: Item, shared: Sequence[CourseWord], near: float
) -> Link:
    ref = target.item_ref(item)
    return Link(
        id=link_id(course.id, ref),
        course=course.id,
        item=ref,
        confidence=round(near, 4),
        proposed=True,
        evidence=tuple(
            Evidence(
                field=one.segment.field,
                text=one.word.text,
                start=one.word.start,
                end=one.word.end,
                item_part="label",
                term=one.word.text,
                kind=EvidenceKind.SIMILARITY,
                weight=round(near, 3),
            )
            for one in shared[:_MOST_SHOWN]
        ),
    )

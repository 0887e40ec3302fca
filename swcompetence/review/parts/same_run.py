"""Workbooks of one run: whether they belong together, and which decisions in them are new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from swcompetence.model import Decision, Mapping, link_id
from swcompetence.review.merge import shown_decision
from swcompetence.review.reviewed import ReviewedLink, is_same

_MOST_NAMED = 5


def differences(one: Mapping, other: Mapping) -> tuple[str, ...]:
    """Name in Dutch what makes two mappings the results of different runs; nothing where equal.

    Decisions, issues and the day do not count: the same program, editions and texts give the same
    links.
    """
    return (
        *_tool_differences(one, other),
        *_edition_differences(one, other),
        *_course_differences(one, other),
    )


def _tool_differences(one: Mapping, other: Mapping) -> Iterator[str]:
    tools = [
        f"{m.tool.name} {m.tool.version}, {m.tool.matcher}, parameters {m.tool.parameters}"
        for m in (one, other)
    ]
    if tools[0] != tools[1]:
        yield f"het programma ({tools[0]} tegenover {tools[1]})"


def _edition_differences(one: Mapping, other: Mapping) -> Iterator[str]:
    mine, theirs = ({used.ref: used for used in m.frameworks} for m in (one, other))
    if mine.keys() != theirs.keys():
        named = (", ".join(sorted(used)) or "geen" for used in (mine, theirs))
        yield f"de kaders ({' tegenover '.join(named)})"
    for ref in sorted(mine.keys() & theirs.keys()):
        if mine[ref] != theirs[ref]:
            revisions = f"{mine[ref].revision} tegenover {theirs[ref].revision}"
            yield f"de inhoud van het kader {ref} (revisie {revisions})"


def _course_differences(one: Mapping, other: Mapping) -> Iterator[str]:
    mine, theirs = (dict.fromkeys(_whole_list(m)) for m in (one, other))
    if lacking := [name for name in mine if name not in theirs]:
        yield f"enkel het eerste bestand kent {_named(lacking)}"
    if extra := [name for name in theirs if name not in mine]:
        yield f"enkel het tweede bestand kent {_named(extra)}"
    texts = {course.id: course.text_hash for course in one.courses}
    changed = [c.id for c in other.courses if texts.get(c.id, c.text_hash) != c.text_hash]
    if changed:
        yield f"de tekst van {_named(changed)}"


def _whole_list(mapping: Mapping) -> Sequence[str]:
    """Give the ids of the list that a mapping was made from, also for a part of it."""
    part = mapping.part
    return part.all_courses if part else tuple(course.id for course in mapping.courses)


def _named(courses: Sequence[str]) -> str:
    rest = len(courses) - _MOST_NAMED
    return ", ".join(courses[:_MOST_NAMED]) + (f" en nog {rest} andere" if rest > 0 else "")


def new_statements(
    said: Sequence[ReviewedLink], own: Mapping, others: Sequence[Mapping]
) -> tuple[ReviewedLink, ...]:
    """Leave out what a workbook only repeats, so that an old copy never undoes a newer decision.

    Args:
        said: every decision that stands in the rows of a workbook.
        own: the mapping that this workbook was made from.
        others: the mappings of the other files.

    Returns:
        What somebody said in this workbook: a row that differs from what it showed at first. What
        stands in the history of another file was said before that file was made.
    """
    shown = {
        link_id(link.course, link.item): (shown_decision(link), link.decisions)
        for link in own.links
    }
    history: dict[str, list[Decision]] = {}
    for other in others:
        for link in other.links:
            history.setdefault(link_id(link.course, link.item), []).extend(link.decisions)
    kept = []
    for one in said:
        key = link_id(one.course, one.item)
        first, before = shown.get(key, (None, ()))
        if first is not None and is_same(one.decision, first):
            continue
        is_known = _has(before, one.decision)
        if is_known or not _has(history.get(key, ()), one.decision):
            kept.append(one)
    return tuple(kept)


def _has(decisions: Sequence[Decision], one: Decision) -> bool:
    return any(is_same(one, other) for other in decisions)

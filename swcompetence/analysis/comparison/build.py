"""Sets lists side by side: years of one programme, or programmes of several colleges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from swcompetence.analysis.comparison.bridge import MappedList, Reading, read_through
from swcompetence.analysis.comparison.cautions import cautions
from swcompetence.analysis.comparison.comparison import (
    ComparedList,
    Comparison,
    FrameworkComparison,
    ItemRow,
    PlatformCount,
    PlatformLine,
)
from swcompetence.analysis.comparison.steps import Transition, step_between
from swcompetence.analysis.coverage import Finding
from swcompetence.analysis.link_standing import review_progress
from swcompetence.analysis.share import framework_share
from swcompetence.errors import NotOneCurriculumError
from swcompetence.model import CourseField, Crosswalk, Framework


def compare(
    entries: Sequence[MappedList],
    *,
    transitions: Sequence[Transition] = (),
    crosswalks: Sequence[Crosswalk] = (),
) -> Comparison:
    """Compare lists, in the order in which they are given.

    Args:
        entries: the lists, each one curriculum.
        transitions: which lists are the next year of which other list; their links are compared.
        crosswalks: bridges between frameworks, see `bridge`.

    Raises:
        NotOneCurriculumError: an entry holds no curriculum, or several.
    """
    for entry in entries:
        if len(entry.mapping.curricula) != 1:
            raise NotOneCurriculumError([curriculum.id for curriculum in entry.mapping.curricula])
    lists = tuple(_compared(entry) for entry in entries)
    platforms = _platforms(lists, {transition.old for transition in transitions})
    targets = _newest(entries)
    readings = {
        target.id: [
            read_through(entry, place, target, crosswalks) for place, entry in enumerate(entries)
        ]
        for target in targets
    }
    frameworks = tuple(_framework(t, readings[t.id], entries, platforms) for t in targets)
    bridges = tuple(
        bridge for of_one in readings.values() for reading in of_one for bridge in reading.bridges
    )
    steps = tuple(
        step_between(step, (entries[step.old].mapping, entries[step.new].mapping), frameworks)
        for step in transitions
    )
    return Comparison(
        lists=lists,
        frameworks=frameworks,
        steps=steps,
        platforms=platforms,
        bridges=bridges,
        cautions=cautions(lists, entries, transitions, bridges),
    )


def _compared(entry: MappedList) -> ComparedList:
    curriculum = entry.mapping.curricula[0]
    progress = review_progress(entry.mapping)
    courses = curriculum.courses
    texts = [{f for f, text in course.fields.items() if text.strip()} for course in courses]
    return ComparedList(
        name=entry.name,
        curriculum=curriculum.id,
        college=curriculum.college,
        programme=curriculum.programme,
        academic_year=curriculum.academic_year,
        platform=entry.platform,
        courses=len(courses),
        only_title=sum(fields <= {CourseField.TITLE} for fields in texts),
        credits=curriculum.total_credits,
        nominal_credits=curriculum.nominal_credits,
        tracks=tuple(dict.fromkeys(course.track for course in courses if course.track)),
        frameworks=tuple(used.ref for used in entry.mapping.frameworks),
        asked=progress.asked,
        decided=progress.decided,
    )


def _platforms(lists: Sequence[ComparedList], outdated: set[int]) -> tuple[PlatformLine, ...]:
    """Put the newest list of every programme under its platform; those on none come last."""
    places: dict[str | None, list[int]] = {}
    for place, listed in enumerate(lists):
        if place not in outdated:
            places.setdefault(listed.platform, []).append(place)
    names = sorted(places, key=lambda name: (name is None, name or ""))
    return tuple(PlatformLine(name=name, lists=tuple(places[name])) for name in names)


def _newest(entries: Iterable[MappedList]) -> tuple[Framework, ...]:
    """Give every framework once, in the newest edition that a list uses."""
    editions: dict[str, Framework] = {}
    for edition in (edition for entry in entries for edition in entry.frameworks):
        known = editions.get(edition.id, edition)
        editions[edition.id] = max(known, edition, key=lambda e: (e.valid_from, e.version))
    return tuple(editions.values())


def _framework(
    target: Framework,
    readings: Sequence[Reading],
    entries: Sequence[MappedList],
    platforms: Sequence[PlatformLine],
) -> FrameworkComparison:
    rows = []
    for number, item in enumerate(target.mapping_items):
        states = tuple(reading.states[number] for reading in readings)
        group = target.group(item)
        findings = [state.finding for state in states]
        rows.append(
            ItemRow(
                item=target.item_ref(item),
                label=item.label,
                group=group.label if group else None,
                states=states,
                platforms=tuple(_count([findings[p] for p in line.lists]) for line in platforms),
            )
        )
    return FrameworkComparison(
        ref=target.ref,
        title=target.title,
        purpose=target.purpose,
        items=tuple(rows),
        shares=tuple(
            framework_share(entry.mapping, target.id)
            if any(edition.id == target.id for edition in entry.frameworks)
            else None
            for entry in entries
        ),
    )


def _count(findings: Sequence[Finding | None]) -> PlatformCount:
    return PlatformCount(
        confirmed=findings.count(Finding.CONFIRMED),
        proposed=findings.count(Finding.PROPOSED),
        comparable=len(findings) - findings.count(None),
    )

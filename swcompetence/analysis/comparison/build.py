"""Sets lists side by side: years of one programme, or programmes of several colleges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from swcompetence.analysis.base import BaseRule
from swcompetence.analysis.comparison.bridge import MappedList, Reading, read_through
from swcompetence.analysis.comparison.cautions import cautions
from swcompetence.analysis.comparison.comparison import (
    ComparedList,
    Comparison,
    FrameworkComparison,
    ItemRow,
    ListContent,
    NotComparable,
    PlatformCount,
    PlatformLine,
)
from swcompetence.analysis.comparison.steps import Transition, step_between
from swcompetence.analysis.finding import Finding, framework_findings
from swcompetence.analysis.link_standing import review_progress
from swcompetence.analysis.ocmw.share import ocmw_share
from swcompetence.analysis.programme_text import ProgrammeText, read_programme
from swcompetence.errors import NotOneCurriculumError
from swcompetence.model import CourseField, Crosswalk, Framework
from swcompetence.model.mapping import OCMW
from swcompetence.text import split_words

_LEAST_COLLEGES = 4
"""Colleges from which a platform has a total: of fewer, one could be read out of it."""


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
    programmes = [read_programme(entry.mapping) for entry in entries]
    lists = tuple(
        _compared(entry, programme) for entry, programme in zip(entries, programmes, strict=True)
    )
    platforms = _platforms(lists, {transition.old for transition in transitions})
    targets = _newest(entries)
    readings = {
        target.id: [
            read_through(entry, programmes[place], place, target, crosswalks)
            for place, entry in enumerate(entries)
        ]
        for target in targets
    }
    counted = [line if _colleges(line, lists) >= _LEAST_COLLEGES else None for line in platforms]
    frameworks = tuple(_framework(t, readings[t.id], counted) for t in targets)
    bridges = tuple(
        bridge for of_one in readings.values() for reading in of_one for bridge in reading.bridges
    )
    steps = tuple(
        step_between(step, (entries[step.old].mapping, entries[step.new].mapping), frameworks)
        for step in transitions
    )
    hindrances = tuple(_hindrances(lists, entries))
    return Comparison(
        lists=lists,
        frameworks=frameworks,
        content=() if hindrances else tuple(map(_content, entries, programmes)),
        not_comparable=hindrances,
        steps=steps,
        platforms=platforms,
        bridges=bridges,
        cautions=cautions(lists, entries, transitions, bridges),
    )


def _compared(entry: MappedList, programme: ProgrammeText) -> ComparedList:
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
        words=sum(
            len(split_words(text))
            for course in courses
            for field, text in course.fields.items()
            if field is not CourseField.TITLE
        ),
        base_credits=programme.load.base.credits,
        base_rule=programme.load.base.rule,
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


def _colleges(line: PlatformLine, lists: Sequence[ComparedList]) -> int:
    return len({lists[place].college for place in line.lists} - {None})


def _hindrances(
    lists: Sequence[ComparedList], entries: Sequence[MappedList]
) -> Iterator[NotComparable]:
    """Say why the OCMW content of lists may not stand side by side."""
    used = [[u for u in entry.mapping.frameworks if u.ref.id == OCMW] for entry in entries]
    if not all(used):
        yield NotComparable.FRAMEWORK
    elif len({(u.ref, u.digest, u.vocabulary_digest) for (u,) in used}) > 1:
        yield NotComparable.EDITION
    rules = {listed.base_rule for listed in lists}
    if len(rules) > 1 or BaseRule.LARGER_LIST in rules:
        yield NotComparable.BASE
    # To the percent: a difference of a few links is no reason to distrust a comparison.
    if len({round(listed.reviewed, 2) for listed in lists}) > 1:
        yield NotComparable.REVIEW


def _content(entry: MappedList, programme: ProgrammeText) -> ListContent:
    edition = next(framework for framework in entry.frameworks if framework.id == OCMW)
    share = ocmw_share(programme, edition, framework_findings(programme, edition))
    return ListContent(
        base_credits=share.base.credits,
        explicit=share.explicit,
        general=share.general,
        undetermined=share.undetermined,
    )


def _framework(
    target: Framework, readings: Sequence[Reading], platforms: Sequence[PlatformLine | None]
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
                platforms=tuple(
                    _count([findings[place] for place in line.lists]) if line else None
                    for line in platforms
                ),
            )
        )
    return FrameworkComparison(
        ref=target.ref,
        title=target.title,
        purpose=target.purpose,
        items=tuple(rows),
    )


def _count(findings: Sequence[Finding | None]) -> PlatformCount:
    return PlatformCount(
        confirmed=findings.count(Finding.CORE_CONFIRMED),
        proposed=findings.count(Finding.CORE_PROPOSED),
        comparable=len(findings) - findings.count(None),
    )

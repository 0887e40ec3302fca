"""Build the gap report of one programme out of its mapping and the frameworks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from swcompetence.analysis.checks.checks import run_checks
from swcompetence.analysis.checks.narrowest_path import NarrowestPath, narrowest_path
from swcompetence.analysis.checks.progression import progression
from swcompetence.analysis.coverage import FrameworkCoverage, ItemCoverage, coverage
from swcompetence.analysis.link_standing import is_confirmed, is_open_proposal, review_progress
from swcompetence.analysis.practice import FieldComparison, field_comparison
from swcompetence.analysis.share import programme_size
from swcompetence.analysis.starting_points import ItemStartingPoints, starting_points
from swcompetence.errors import NotOneCurriculumError, UnknownFrameworkError
from swcompetence.model import (
    NOTHING_FITS,
    Course,
    CourseField,
    Curriculum,
    EvidenceKind,
    Framework,
    Issue,
    ItemRef,
    Link,
    Mapping,
    Purpose,
    Severity,
)
from swcompetence.report.findings.gap_report import (
    CourseLine,
    FrameworkLines,
    GapReport,
    ItemLine,
    Programme,
    Quote,
    State,
)
from swcompetence.report.findings.headline import headlines, main_gaps
from swcompetence.report.findings.link_line import link_lines
from swcompetence.report.findings.practice import FIELDS, OCMW, practice_of
from swcompetence.report.findings.rules import rules
from swcompetence.report.findings.settings import PLAIN, ReportSettings
from swcompetence.report.findings.trace import trace
from swcompetence.text import shared_text

_RANK = {state: place for place, state in enumerate(State)}
_UNPROPOSED = {State.MENTIONED, State.POSSIBLE}


def build_report(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    *,
    date: dt.date | None,
    tool_version: str,
    settings: ReportSettings = PLAIN,
) -> GapReport:
    """Tell a mapping of one curriculum; frameworks that the mapping did not use are left out.

    Raises:
        NotOneCurriculumError: the mapping holds no or several curricula.
        UnknownFrameworkError: a framework of the mapping is not among `frameworks`.
        ReferenceMismatchError: the reference is about another framework than OCMW practice.
    """
    if len(mapping.curricula) != 1:
        raise NotOneCurriculumError([curriculum.id for curriculum in mapping.curricula])
    curriculum = mapping.curricula[0]
    used = _used(mapping, frameworks)
    known = {framework.item_ref(item) for framework in used for item in framework.mapping_items}
    told = tuple(link for link in mapping.links if link.item in known)
    about = mapping.model_copy(update={"links": told})
    covered = coverage(about, used)
    lines = tuple(
        FrameworkLines(id=f.id, ref=f.ref, title=f.title, items=_item_lines(about, c.items))
        for f, c in zip(used, covered, strict=True)
    )
    aims = [framework for framework in used if framework.purpose is Purpose.COVER]
    courses = tuple(_course_line(course, about.links) for course in curriculum.courses)
    practice = practice_of(about, used, covered, settings)
    checks = run_checks(about, covered, limits=settings.limits)
    fields = _fields(about, covered)
    paths = _paths(about, aims, settings)
    return GapReport(
        programme=_programme(curriculum),
        date=date,
        progress=review_progress(about),
        headlines=headlines(lines, courses, practice, fields, paths),
        main_gaps=main_gaps([line for line in lines if line.ref in {a.ref for a in aims}], courses),
        courses=courses,
        frameworks=lines,
        links=link_lines(about, (item for line in lines for item in line.items)),
        practice=practice,
        fields=fields,
        starting_points=_starting_points(about, covered),
        progressions=tuple(progression(about, framework) for framework in aims),
        paths=paths,
        checks=checks,
        board=settings.board,
        comparison=settings.comparison,
        shared_text=shared_text(curriculum),
        issues=(*mapping.issues, *_changed(mapping, used), *_strays(mapping, known)),
        trace=trace(mapping, used, rules(practice, checks), tool_version=tool_version, date=date),
    )


def _fields(mapping: Mapping, covered: Sequence[FrameworkCoverage]) -> FieldComparison | None:
    size = programme_size(mapping)
    return next((field_comparison(own, size) for own in covered if own.id == FIELDS), None)


def _paths(
    mapping: Mapping, aims: Sequence[Framework], settings: ReportSettings
) -> tuple[NarrowestPath, ...]:
    is_compulsory = settings.limits.unstated_is_compulsory
    return tuple(
        narrowest_path(mapping, framework, unstated_is_compulsory=is_compulsory)
        for framework in aims
    )


def _starting_points(
    mapping: Mapping, covered: Sequence[FrameworkCoverage]
) -> tuple[ItemStartingPoints, ...]:
    """Look for starting points outside OCMW practice, which has its own."""
    others = [own for own in covered if own.purpose is Purpose.COVER and own.id != OCMW]
    return tuple(point for own in others for point in starting_points(mapping, own))


def _used(mapping: Mapping, frameworks: Sequence[Framework]) -> tuple[Framework, ...]:
    """Give the frameworks of the mapping, in its order."""
    by_ref = {str(framework.ref): framework for framework in frameworks}
    missing = [str(used.ref) for used in mapping.frameworks if used.ref not in by_ref]
    if missing:
        raise UnknownFrameworkError(missing[0], sorted(by_ref))
    return tuple(by_ref[used.ref] for used in mapping.frameworks)


def _changed(mapping: Mapping, used: Sequence[Framework]) -> list[Issue]:
    return [
        Issue(
            code="framework-changed",
            severity=Severity.WARNING,
            message=f"Het kader {framework.ref} is gewijzigd sinds de koppelingen gemaakt zijn."
            " Maak de koppelingen opnieuw om zeker te zijn van de cijfers.",
        )
        for framework, noted in zip(used, mapping.frameworks, strict=True)
        if framework.identity_digest != noted.digest
    ]


def _strays(mapping: Mapping, known: set[ItemRef]) -> list[Issue]:
    """Report links to items that the frameworks do not have (any more)."""
    strays = Counter(
        link.item
        for link in mapping.links
        if link.item not in known and link.item.item != NOTHING_FITS
    )
    return [
        Issue(
            code="item-not-in-framework",
            severity=Severity.WARNING,
            message=f"Het item {item} bestaat niet in dit kader; {count} koppeling(en) ernaar"
            " tellen niet mee.",
        )
        for item, count in sorted(strays.items())
    ]


def _programme(curriculum: Curriculum) -> Programme:
    source = curriculum.source
    return Programme(
        id=curriculum.id,
        college=curriculum.college,
        programme=curriculum.programme,
        academic_year=curriculum.academic_year,
        nominal_credits=curriculum.nominal_credits,
        list_credits=curriculum.total_credits,
        file=source.file if source else None,
        sha256=source.sha256 if source else None,
    )


def _course_line(course: Course, links: Sequence[Link]) -> CourseLine:
    own = [link for link in links if link.course == course.id]
    where = course.where
    return CourseLine(
        id=course.id,
        code=course.code,
        title=course.title,
        credits=course.credits,
        phase=course.phase,
        texts=tuple(field for field in CourseField if course.fields.get(field, "").strip()),
        place=f"{where.sheet}, rij {where.row}" if where else None,
        confirmed=sum(map(is_confirmed, own)),
        proposed=sum(map(is_open_proposal, own)),
    )


def _item_lines(mapping: Mapping, items: Sequence[ItemCoverage]) -> tuple[ItemLine, ...]:
    order = {course.id: place for place, course in enumerate(mapping.courses)}
    links: dict[ItemRef, list[Link]] = {}
    for link in sorted(mapping.links, key=lambda x: (-x.confidence, order[x.course])):
        links.setdefault(link.item, []).append(link)
    return tuple(_item_line(item, links.get(item.item, [])) for item in items)


def _item_line(item: ItemCoverage, links: Sequence[Link]) -> ItemLine:
    """Tell one item; `links` are the links to it, best first."""
    bare = ItemLine(coverage=item, possible=(), quote=None)
    ranked = sorted(links, key=lambda link: _RANK[bare.state(link.course)])
    possible = tuple(x.course for x in ranked if bare.state(x.course) in _UNPROPOSED)
    best = bare.state(ranked[0].course) if ranked else State.NONE
    quotes = (_quote(link, best) for link in ranked if bare.state(link.course) is best)
    quote = next((quote for quote in quotes if quote is not None), None)
    return ItemLine(coverage=item, possible=possible, quote=quote)


def _quote(link: Link, state: State) -> Quote | None:
    """Quote the strongest evidence; a vague likeness is no evidence for an unproposed link."""
    if state is State.NONE:
        return None
    is_unproposed = state in _UNPROPOSED
    pieces = [
        piece
        for piece in link.evidence
        if not (is_unproposed and piece.kind is EvidenceKind.SIMILARITY)
    ]
    if not pieces:
        return None
    piece = max(pieces, key=lambda evidence: evidence.weight)
    return Quote(course=link.course, field=piece.field, text=piece.text, state=state)

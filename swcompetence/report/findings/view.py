"""Build the gap report of one programme out of its mapping and the frameworks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pydantic import Field

from swcompetence.analysis.checks.check import CheckLimits
from swcompetence.analysis.checks.checks import run_checks
from swcompetence.analysis.checks.narrowest_path import narrowest_path
from swcompetence.analysis.checks.progression import progression
from swcompetence.analysis.comparison.comparison import Comparison
from swcompetence.analysis.coverage import FrameworkCoverage, ItemCoverage, coverage
from swcompetence.analysis.finding import framework_findings
from swcompetence.analysis.link_standing import (
    assessed_of,
    given_levels,
    is_confirmed,
    is_open_proposal,
    real_evidence,
    review_progress,
)
from swcompetence.analysis.practice import field_comparison, practice_share
from swcompetence.analysis.programme_text import read_programme
from swcompetence.analysis.reference.reference import equal_reference, fit_reference
from swcompetence.analysis.reference.representation import FLOOR_CREDITS, representation
from swcompetence.analysis.share import framework_share, programme_size
from swcompetence.analysis.spread import content_spread
from swcompetence.analysis.starting_points import starting_points
from swcompetence.errors import NotOneCurriculumError, UnknownFrameworkError
from swcompetence.matching import tool_version as installed_version
from swcompetence.model import (
    NOTHING_FITS,
    BoardNotes,
    Course,
    CourseField,
    Curriculum,
    EvidenceKind,
    Framework,
    Issue,
    ItemRef,
    Link,
    LinkOrigin,
    Mapping,
    Model,
    Purpose,
    Reference,
    Status,
)
from swcompetence.model.issue import warning
from swcompetence.model.mapping import in_force
from swcompetence.phrasing import single_spaced
from swcompetence.registry import frameworks_of
from swcompetence.report.findings.account import rules, trace
from swcompetence.report.findings.gap_report import (
    FIELDS,
    OCMW,
    CourseLine,
    FrameworkLines,
    GapReport,
    ItemLine,
    LinkLine,
    Practice,
    Programme,
    Quote,
    State,
)
from swcompetence.report.findings.headline import headlines, main_gaps
from swcompetence.text import enclosing_span, shared_text

_RANK = {state: place for place, state in enumerate(State)}
_MOST_QUOTES = 3
_SHOWN = (State.CONFIRMED, State.PROPOSED, State.MENTIONED)
_UNPROPOSED = {State.MENTIONED, State.POSSIBLE}


class ReportSettings(Model):
    """The choices behind a report; each of them is named in it."""

    reference: Reference | None = None
    """For OCMW practice; None for equal weights."""
    floor: float = Field(default=FLOOR_CREDITS, ge=0)
    """ECTS credits below which a theme is underexposed whatever its index."""
    limits: CheckLimits = CheckLimits()
    board: BoardNotes = BoardNotes()
    comparison: Comparison | None = None
    """The programme beside other years or colleges."""


PLAIN = ReportSettings()
"""Equal weights, agreed limits, nothing noted, nothing compared."""


def build_report(
    mapping: Mapping,
    frameworks: Sequence[Framework] | None = None,
    *,
    date: dt.date | None = None,
    settings: ReportSettings = PLAIN,
    tool_version: str | None = None,
) -> GapReport:
    """Build the gap report of a mapping, reviewed or not: every finding and figure with its rule.

    Args:
        mapping: of one course list; `mapping.only(id)` takes one out of several.
        frameworks: the editions that its links point into; None for the shipped ones. Those that
            the mapping did not use are left out.
        date: the day to write on the report.
        settings: a reference, the notes of a board, a comparison; as it is, none of these.
        tool_version: the version to write on the report; None for the installed one.

    Returns:
        A frozen value; credits in it are ECTS. The same arguments give the same value.

    Raises:
        NotOneCurriculumError: the mapping holds no or several curricula.
        UnknownFrameworkError: a framework of the mapping is not at hand.
        ReferenceMismatchError: the reference is about another framework than OCMW practice.
    """
    if len(mapping.curricula) != 1:
        raise NotOneCurriculumError([curriculum.id for curriculum in mapping.curricula])
    curriculum = mapping.curricula[0]
    used = _used(mapping, frameworks_of(mapping) if frameworks is None else frameworks)
    known = {framework.item_ref(item) for framework in used for item in framework.mapping_items}
    links = tuple(link for link in mapping.links if link.item in known)
    about = mapping.model_copy(update={"links": links})
    covered = coverage(about, used)
    lines = tuple(
        FrameworkLines(id=f.id, ref=f.ref, title=f.title, items=_item_lines(about, c.items))
        for f, c in zip(used, covered, strict=True)
    )
    aims = [framework for framework in used if framework.purpose is Purpose.COVER]
    courses = tuple(_course_line(course, about.links) for course in curriculum.courses)
    practice = _practice(about, used, covered, settings)
    programme = read_programme(about)
    findings = [framework_findings(programme, framework) for framework in used]
    checks = run_checks(about, findings, limits=settings.limits)
    size = programme_size(about)
    fields = next((field_comparison(c, size) for c in covered if c.id == FIELDS), None)
    is_compulsory = settings.limits.unstated_is_compulsory
    paths = tuple(
        narrowest_path(about, framework, unstated_is_compulsory=is_compulsory) for framework in aims
    )
    # OCMW practice has starting points of its own.
    aimed = [framework for framework in aims if framework.id != OCMW]
    return GapReport(
        programme=_programme(curriculum),
        date=date,
        progress=review_progress(about),
        headlines=headlines(lines, courses, practice, fields, paths),
        main_gaps=main_gaps([line for line in lines if line.ref in {a.ref for a in aims}], courses),
        courses=courses,
        frameworks=lines,
        links=_link_lines(about, (item for line in lines for item in line.items)),
        practice=practice,
        fields=fields,
        starting_points=tuple(
            point
            for framework in aimed
            for point in starting_points(
                programme, framework, framework_findings(programme, framework)
            )
        ),
        progressions=tuple(progression(about, framework) for framework in aims),
        paths=paths,
        checks=checks,
        board=settings.board,
        comparison=settings.comparison,
        shared_text=shared_text(curriculum),
        issues=(*mapping.issues, *_changed(mapping, used), *_strays(mapping, known)),
        trace=trace(
            mapping,
            used,
            rules(practice, checks),
            tool_version=tool_version or installed_version(),
            date=date,
        ),
    )


def _practice(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    covered: Sequence[FrameworkCoverage],
    settings: ReportSettings,
) -> Practice | None:
    """Say what the sheets show of OCMW practice; None where the mapping does not hold it."""
    for framework, figures in zip(frameworks, covered, strict=True):
        if framework.id == OCMW:
            reference = (
                fit_reference(settings.reference, framework)
                if settings.reference
                else equal_reference(framework)
            )
            compared = representation(figures, reference, floor=settings.floor)
            programme = read_programme(mapping)
            return Practice(
                share=practice_share(figures, programme_size(mapping)),
                courses=framework_share(mapping, OCMW),
                reference=reference,
                representation=compared,
                spread=content_spread(figures, mapping),
                starting_points=starting_points(
                    programme,
                    framework,
                    framework_findings(programme, framework),
                    compared.weak,
                ),
            )
    return None


def _used(mapping: Mapping, frameworks: Sequence[Framework]) -> tuple[Framework, ...]:
    by_ref = {str(framework.ref): framework for framework in frameworks}
    missing = [str(used.ref) for used in mapping.frameworks if used.ref not in by_ref]
    if missing:
        raise UnknownFrameworkError(missing[0], sorted(by_ref))
    return tuple(by_ref[used.ref] for used in mapping.frameworks)


def _changed(mapping: Mapping, used: Sequence[Framework]) -> Iterator[Issue]:
    for framework, noted in zip(used, mapping.frameworks, strict=True):
        now = framework.vocabulary_digest
        if framework.identity_digest != noted.digest:
            changed = f"Het kader {framework.ref} is"
        elif noted.vocabulary_digest not in {None, now}:
            changed = f"De inhoud of woordenschat van het kader {framework.ref} is"
        else:
            continue
        yield warning(
            "framework-changed",
            f"{changed} gewijzigd sinds de koppelingen gemaakt zijn. Maak de koppelingen"
            " opnieuw om zeker te zijn van de cijfers.",
        )


def _strays(mapping: Mapping, known: set[ItemRef]) -> list[Issue]:
    """Report links to items that the frameworks do not have (any more)."""
    strays = Counter(
        link.item
        for link in mapping.links
        if link.item not in known and link.item.item != NOTHING_FITS
    )
    return [
        warning(
            "item-not-in-framework",
            f"Het item {item} bestaat niet in dit kader; {count} koppeling(en) ernaar"
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
    of_course = [link for link in links if link.course == course.id]
    where = course.where
    return CourseLine(
        id=course.id,
        code=course.code,
        title=course.title,
        credits=course.credits,
        phase=course.phase,
        texts=tuple(field for field in CourseField if course.fields.get(field, "").strip()),
        place=f"{where.sheet}, rij {where.row}" if where else None,
        confirmed=sum(map(is_confirmed, of_course)),
        proposed=sum(map(is_open_proposal, of_course)),
    )


def _item_lines(mapping: Mapping, items: Sequence[ItemCoverage]) -> tuple[ItemLine, ...]:
    order = {course.id: place for place, course in enumerate(mapping.courses)}
    best_first = sorted(mapping.links, key=lambda link: (-link.confidence, order[link.course]))
    links = _by_item(best_first)
    return tuple(_item_line(item, links.get(item.item, [])) for item in items)


def _by_item(links: Iterable[Link]) -> dict[ItemRef, list[Link]]:
    by_item: dict[ItemRef, list[Link]] = {}
    for link in links:
        by_item.setdefault(link.item, []).append(link)
    return by_item


def _item_line(item: ItemCoverage, links: Sequence[Link]) -> ItemLine:
    """Tell one item; `links` are the links to it, best first."""
    bare = ItemLine(coverage=item, possible=(), quote=None)
    # What somebody confirmed is quoted first, however sure the program is of another link.
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
    kinds = set(EvidenceKind) - ({EvidenceKind.SIMILARITY} if state in _UNPROPOSED else set())
    pieces = [piece for piece in link.evidence if piece.kind in kinds]
    if not pieces:
        return None
    piece = max(pieces, key=lambda evidence: evidence.weight)
    return Quote(course=link.course, field=piece.field, text=piece.text, state=state)


def _link_lines(mapping: Mapping, items: Iterable[ItemLine]) -> tuple[LinkLine, ...]:
    courses = {course.id: course for course in mapping.courses}
    order = {course: place for place, course in enumerate(courses)}
    links = _by_item(mapping.links)
    lines: list[LinkLine] = []
    for item in items:
        of_item = [
            _link_line(link, item.state(link.course), courses[link.course])
            for link in links.get(item.coverage.item, ())
            if item.state(link.course) in _SHOWN
        ]
        # A link that a reviewer made has no confidence, and nobody is surer than a person.
        lines += sorted(
            of_item, key=lambda x: (_SHOWN.index(x.state), -(x.confidence or 1), order[x.course])
        )
    return tuple(lines)


def _link_line(link: Link, state: State, course: Course) -> LinkLine:
    is_stale = link.status is Status.STALE
    return LinkLine(
        course=link.course,
        item=link.item,
        state=state,
        confidence=None if link.origin is LinkOrigin.REVIEWER else link.confidence,
        band=link.band,
        quotes=_quotes(course, link, state),
        levels=given_levels(link),
        assessed=assessed_of(link),
        decisions=() if is_stale else tuple(in_force(link.decisions)),
    )


def _quotes(course: Course, link: Link, state: State) -> tuple[Quote, ...]:
    """Quote the segments with the strongest evidence, each once."""
    segments: dict[tuple[CourseField, str], None] = {}
    for piece in sorted(real_evidence(link), key=lambda evidence: -evidence.weight):
        text = course.fields.get(piece.field, "")
        start, end = enclosing_span(text, piece.start, piece.end)
        segments.setdefault((piece.field, single_spaced(text[start:end])))
    return tuple(
        Quote(course=course.id, field=field, text=text, state=state)
        for field, text in list(segments)[:_MOST_QUOTES]
    )

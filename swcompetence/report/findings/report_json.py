"""The gap report as JSON for programs: `swcompetence/gap-report@2`."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import ConfigDict, Field

from swcompetence.analysis.base import BaseRule, LeftOutCourse
from swcompetence.analysis.checks.check import Check, Outcome
from swcompetence.analysis.checks.narrowest_path import NarrowestPath
from swcompetence.analysis.checks.progression import Progression
from swcompetence.analysis.comparison.comparison import Comparison
from swcompetence.analysis.credit_range import CreditRange
from swcompetence.analysis.finding import CourseFinding, Finding, FrameworkFindings
from swcompetence.analysis.ocmw.fields import WorkFields
from swcompetence.analysis.ocmw.placements import Placements
from swcompetence.analysis.ocmw.practice import OcmwPractice
from swcompetence.analysis.ocmw.share import OcmwShare, Routes
from swcompetence.analysis.starting_points import ItemStartingPoints
from swcompetence.files.data.edition_schema import model_schema
from swcompetence.model import BoardNotes, Issue, ItemRef, Model
from swcompetence.model.mapping import TieContext
from swcompetence.report.findings.gap_report import (
    CourseLine,
    GapReport,
    LinkLine,
    PlacementCount,
    Programme,
    ReferenceComparison,
    ReviewState,
    Trace,
)
from swcompetence.text import SharedText

_SCHEMA_NAME = "gap-report.schema.json"


class ThemeFigures(Model):
    """One OCMW theme."""

    item: ItemRef
    label: str
    group: str | None
    """Label of its cluster."""
    finding: Finding
    tie: Literal["explicit", "general", "none"]
    """`none`: not determined, or nothing to tie."""
    tie_context: TieContext | None
    credits: CreditRange
    """ECTS credits by text of the courses with that tie."""
    courses: tuple[CourseFinding, ...]
    """Every course that says anything of it, the most telling first."""


class BaseFigures(Model):
    """What the credits by text are a part of."""

    credits: float = Field(ge=0)
    """ECTS."""
    rule: BaseRule
    courses_left_out: tuple[LeftOutCourse, ...]


class ShareFigures(Model):
    """OCMW content in the sheets, in ECTS credits by text; its parts are never added up."""

    base: BaseFigures
    explicit: CreditRange
    """In the context of OCMW or local government."""
    general: CreditRange
    """The general foundation."""
    undetermined: CreditRange
    """Of which the tie is not known."""
    routes: Routes | None
    """Ends over selections of the nominal size; None where that asks nothing."""
    placements: Placements
    """Outside the share and its base."""


class PointFigures(Model):
    """The course nearest to a theme."""

    course: str
    """Course id."""
    quote: str
    """A piece of its sheet, literally."""
    term: str
    """The words in `quote` that come near the theme."""


class FirstGapFigures(Model):
    """A theme to begin with."""

    item: ItemRef
    finding: Finding
    weight: float | None = Field(ge=0, le=1)
    """In the reference, 0..1; None where it does not measure the theme."""
    starting_point: PointFigures | None


class PracticeFigures(Model):
    """What the sheets show of OCMW practice."""

    themes: tuple[ThemeFigures, ...]
    """In the order of the edition."""
    share: ShareFigures
    first_gaps: tuple[FirstGapFigures, ...]
    """In the order to take them up."""
    reference: str
    """What `first_gaps` are weighed by."""


class FrameworkFigures(Model):
    """How many items of a framework have which finding."""

    framework: str
    """Framework id."""
    items: int = Field(ge=0)
    findings: dict[Finding, int]


class CheckFigures(Model):
    """What one check came to."""

    code: str
    outcome: Outcome
    found: int = Field(ge=0)
    """Number of items or courses that the rule points at."""
    in_words: str


class Figures(Model):
    """What follows from the other values, by its rule."""

    reviewed: float = Field(ge=0, le=1)
    """Decided proposals over all that ask for a decision."""
    frameworks: tuple[FrameworkFigures, ...]
    checks: tuple[CheckFigures, ...]


class ReportDocument(Model):
    """A gap report as it stands in a file. Public JSON format `swcompetence/gap-report@2`."""

    schema_: Literal["swcompetence/gap-report@2"] = Field(
        default="swcompetence/gap-report@2", alias="schema"
    )
    programme: Programme
    date: dt.date | None
    review: ReviewState
    answer: str
    """What the sheets show of OCMW practice, in one Dutch sentence."""
    practice: PracticeFigures | None
    """None where the mapping does not hold the OCMW framework."""
    courses: tuple[CourseLine, ...]
    frameworks: tuple[FrameworkFindings, ...]
    links: tuple[LinkLine, ...]
    fields: WorkFields | None
    stages: tuple[PlacementCount, ...]
    """Placements as the college counted them; never coverage."""
    reference: ReferenceComparison | None
    """None where no reference was named."""
    starting_points: tuple[ItemStartingPoints, ...]
    progressions: tuple[Progression, ...]
    paths: tuple[NarrowestPath, ...]
    checks: tuple[Check, ...]
    board: BoardNotes
    comparison: Comparison | None
    shared_text: SharedText
    issues: tuple[Issue, ...]
    trace: Trace
    figures: Figures


class _AnyReport(Model):
    """What is asked of a report of any version: what a board noted."""

    model_config = ConfigDict(extra="ignore")

    schema_: Literal["swcompetence/gap-report@1", "swcompetence/gap-report@2"] = Field(
        alias="schema"
    )
    board: BoardNotes


def figures_of(report: GapReport) -> Figures:
    """Compute the figures of a report."""
    return Figures(
        reviewed=report.review.progress.share,
        frameworks=tuple(
            FrameworkFigures(
                framework=framework.ref.id,
                items=len(framework.items),
                findings={finding: framework.count(finding) for finding in Finding},
            )
            for framework in report.frameworks
        ),
        checks=tuple(
            CheckFigures(
                code=check.code,
                outcome=check.outcome,
                found=len(check.rows),
                in_words=check.in_words,
            )
            for check in report.checks
        ),
    )


def _practice(practice: OcmwPractice) -> PracticeFigures:
    return PracticeFigures(
        themes=tuple(
            ThemeFigures(
                item=theme.item,
                label=theme.label,
                group=theme.group,
                finding=theme.finding,
                tie=theme.tie.value if theme.tie else "none",
                tie_context=theme.tie_context,
                credits=theme.credits,
                courses=theme.courses,
            )
            for theme in practice.themes
        ),
        share=_share(practice.share),
        first_gaps=tuple(
            FirstGapFigures(
                item=gap.item,
                finding=gap.finding,
                weight=gap.weight,
                starting_point=PointFigures(
                    course=gap.starting_point.course,
                    quote=gap.starting_point.quote,
                    term=gap.starting_point.term,
                )
                if gap.starting_point
                else None,
            )
            for gap in practice.gaps
        ),
        reference=practice.reference,
    )


def _share(share: OcmwShare) -> ShareFigures:
    return ShareFigures(
        base=BaseFigures(
            credits=share.base.credits,
            rule=share.base.rule,
            courses_left_out=share.base.courses_left_out,
        ),
        explicit=share.explicit,
        general=share.general,
        undetermined=share.undetermined,
        routes=share.routes,
        placements=share.placements,
    )


def render_json(report: GapReport) -> str:
    """Write a report as the public JSON format, stable to the byte."""
    taken = GapReport.model_fields.keys() & ReportDocument.model_fields.keys()
    values = {name: getattr(report, name) for name in taken - {"schema_", "practice"}}
    practice = _practice(report.practice) if report.practice else None
    document = ReportDocument(**values, practice=practice, figures=figures_of(report))
    return document.model_dump_json(by_alias=True, indent=1) + "\n"


def read_noted(text: str | bytes) -> BoardNotes:
    """Read what a board noted out of a report of version 1 or 2.

    Raises:
        pydantic.ValidationError: the text is no gap report.
    """
    return _AnyReport.model_validate_json(text).board


def report_schema() -> str:
    """Give the JSON Schema of what `render_json` writes, as JSON text that ends with a line end."""
    return model_schema(
        ReportDocument, _SCHEMA_NAME, "Gap report of one programme", mode="serialization"
    )

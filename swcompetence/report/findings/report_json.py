"""The gap report as JSON for programs: `swcompetence/gap-report@2`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, field_serializer

from swcompetence.analysis.base import BaseRule, LeftOutCourse
from swcompetence.analysis.checks.check import Outcome
from swcompetence.analysis.finding import CourseFinding, Finding
from swcompetence.analysis.ocmw import OcmwPractice, Placements, Routes
from swcompetence.analysis.text_credits import CreditRange
from swcompetence.files.data.edition_schema import model_schema
from swcompetence.model import BoardNotes, ItemRef, Model
from swcompetence.model.mapping import TieContext
from swcompetence.report.findings.gap_report import GapReport


class ThemeFigures(Model):
    """One OCMW theme."""

    item: ItemRef
    label: str
    group: str | None
    """Label of its cluster."""
    finding: Finding
    tie: Annotated[
        Literal["explicit", "general", "none"], BeforeValidator(lambda tie: str(tie or "none"))
    ]
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
    first_gaps: tuple[FirstGapFigures, ...] = Field(validation_alias="gaps")
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


class ReportDocument(GapReport):
    """A gap report as it stands in a file. Public JSON format `swcompetence/gap-report@2`."""

    figures: Figures

    @field_serializer("practice")
    def _practice_figures(self, practice: OcmwPractice | None) -> PracticeFigures | None:
        if practice is None:
            return None
        return PracticeFigures.model_validate(practice, from_attributes=True)


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


def render_json(report: GapReport) -> str:
    """Write a report as the public JSON format, stable to the byte."""
    values = {name: value for name, value in report if name != "schema_"}
    document = ReportDocument(**values, figures=figures_of(report))
    return document.model_dump_json(indent=1) + "\n"


def read_noted(text: str | bytes) -> BoardNotes:
    """Read what a board noted out of a report of version 1 or 2.

    Raises:
        pydantic.ValidationError: the text is no gap report.
    """
    return _AnyReport.model_validate_json(text).board


def report_schema() -> str:
    """Give the JSON Schema of what `render_json` writes, as JSON text that ends with a line end."""
    return model_schema(
        ReportDocument,
        "Gap report of one programme",
        mode="serialization",
        is_open=True,
    )

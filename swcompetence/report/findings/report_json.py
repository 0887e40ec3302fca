"""The gap report as JSON for programs: every value, and the figures that follow from them."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from swcompetence.analysis.checks.check import Outcome
from swcompetence.analysis.coverage import Finding
from swcompetence.analysis.practice import PracticeShare
from swcompetence.analysis.spread import Dimension, SpreadGroup
from swcompetence.analysis.text_share import Presence
from swcompetence.files.data.edition_schema import model_schema
from swcompetence.model import ItemRef, Model
from swcompetence.report.findings.gap_report import GapReport, Practice

_SCHEMA_NAME = "gap-report.schema.json"


class Range(Model):
    """Low, expected and high, side by side; see the rule of low, expected and high in `trace`."""

    low: float | None = Field(ge=0)
    """What is confirmed; None where the credits that it is taken over are unknown."""
    expected: float | None = Field(ge=0)
    """Confirmed, and each open proposal times its confidence."""
    high: float | None = Field(ge=0)
    """Confirmed, proposed and hinted at, each in full."""


class FrameworkFigures(Model):
    """How many items of a framework have which finding."""

    framework: str
    """Framework id."""
    items: int = Field(ge=0)
    confirmed: int = Field(ge=0)
    """Bevestigd."""
    proposed: int = Field(ge=0)
    """Enkel voorgesteld."""
    mentioned: int = Field(ge=0)
    """Terloops vermeld."""
    not_found: int = Field(ge=0)
    """Niet aangetroffen in de fiches; says nothing about what is taught outside them."""


class ItemFigures(Model):
    """What the sheets say of one item."""

    item: ItemRef
    finding: Finding
    credits: Range
    """ECTS credits by text share."""


class GroupFigures(Model):
    """The share of OCMW practice in one group of courses."""

    dimension: Dimension
    name: str
    share: Range
    """Of the credits of the group, 0..1."""


class ClusterFigures(Model):
    """The credits of one cluster of OCMW themes."""

    label: str
    credits: Range
    """ECTS credits by text share."""


class PracticeFigures(Model):
    """The shares of OCMW practice in the programme."""

    share: Range
    """By text, 0..1 of the credits of the programme."""
    rule: str
    """How `share` is computed, in Dutch."""
    courses_confirmed: float | None = Field(ge=0)
    """By courses that touch it with a confirmed link, 0..1; None where the base is unknown."""
    courses_proposed: float | None = Field(ge=0)
    """By courses with an open proposal and no confirmed link; never added to the former."""
    courses_rule: str
    clusters: tuple[ClusterFigures, ...]
    """In the order of the edition."""
    groups: tuple[GroupFigures, ...]
    """Where the content sits: by phase, track, choice and type of course."""


class CheckFigures(Model):
    """What one check came to."""

    code: str
    outcome: Outcome
    found: int = Field(ge=0)
    """Number of items or courses that the rule points at."""
    in_words: str


class Figures(Model):
    """What a report says in numbers beside its values. Each follows from them, by its rule."""

    reviewed: float = Field(ge=0, le=1)
    """Decided proposals over all that ask for a decision."""
    frameworks: tuple[FrameworkFigures, ...]
    items: tuple[ItemFigures, ...]
    """In the order of the editions."""
    practice: PracticeFigures | None
    """None where the mapping does not hold the OCMW framework."""
    checks: tuple[CheckFigures, ...]


def figures_of(report: GapReport) -> Figures:
    """Compute the figures of a report."""
    return Figures(
        reviewed=report.progress.share,
        frameworks=tuple(
            FrameworkFigures(
                framework=framework.id,
                items=len(framework.items),
                confirmed=framework.count(Finding.CONFIRMED),
                proposed=framework.count(Finding.PROPOSED),
                mentioned=framework.count(Finding.MENTIONED),
                not_found=framework.count(Finding.NOT_FOUND),
            )
            for framework in report.frameworks
        ),
        items=tuple(
            ItemFigures(
                item=line.coverage.item,
                finding=line.coverage.finding,
                credits=_range(line.coverage.text_credits),
            )
            for line in report.items
        ),
        practice=_practice(report.practice) if report.practice else None,
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


def _practice(practice: Practice) -> PracticeFigures:
    return PracticeFigures(
        share=_range(practice.share),
        rule=practice.share.rule,
        courses_confirmed=practice.courses.confirmed,
        courses_proposed=practice.courses.proposed,
        courses_rule=practice.courses.rule,
        clusters=tuple(
            ClusterFigures(label=cluster.label, credits=_range(cluster.credits))
            for cluster in practice.representation.clusters
        ),
        groups=tuple(
            GroupFigures(dimension=group.dimension, name=group.name, share=_range(group))
            for group in practice.spread.groups
        ),
    )


def _range(ends: Presence | PracticeShare | SpreadGroup) -> Range:
    return Range(low=ends.low, expected=ends.expected, high=ends.high)


class ReportDocument(GapReport):
    """A gap report as it stands in a file. Public JSON format `swcompetence/gap-report@1`."""

    figures: Figures
    """Computed from the other fields; a reader may use it, and never has to."""


def render_json(report: GapReport) -> str:
    """Write a report as the public JSON format, stable to the byte, with its figures."""
    document = ReportDocument(**_values(report), figures=figures_of(report))
    return document.model_dump_json(by_alias=True, indent=1) + "\n"


def read_report_json(text: str | bytes) -> GapReport:
    """Read a report back; its figures are left behind, since they follow from its values.

    Raises:
        pydantic.ValidationError: the text is no gap report of version 1.
    """
    return GapReport(**_values(ReportDocument.model_validate_json(text)))


def _values(report: GapReport) -> dict[str, Any]:
    return {name: getattr(report, name) for name in GapReport.model_fields if name != "schema_"}


def report_schema() -> str:
    """Give the JSON Schema of what `render_json` writes, as JSON text that ends with a line end."""
    return model_schema(
        ReportDocument, _SCHEMA_NAME, "Gap report of one programme", mode="serialization"
    )

"""The gap report as JSON for programs: every value, and the figures that follow from them."""

from __future__ import annotations

from swcompetence.files.data.edition_schema import model_schema
from swcompetence.report.findings.figures import Figures, figures_of
from swcompetence.report.findings.gap_report import GapReport

REPORT_SCHEMA_NAME = "gap-report.schema.json"


class ReportDocument(GapReport):
    """A gap report as it stands in a file. Public JSON format `swcompetence/gap-report@1`."""

    figures: Figures
    """Computed from the other fields; a reader may use it, and never has to."""


def render_json(report: GapReport) -> str:
    """Write a report as the public JSON format, stable to the byte, with its figures."""
    values = {name: getattr(report, name) for name in GapReport.model_fields if name != "schema_"}
    document = ReportDocument(**values, figures=figures_of(report))
    return document.model_dump_json(by_alias=True, indent=1) + "\n"


def read_report_json(text: str | bytes) -> GapReport:
    """Read a report back; its figures are left behind, since they follow from its values.

    Raises:
        pydantic.ValidationError: the text is no gap report of version 1.
    """
    document = ReportDocument.model_validate_json(text)
    values = {name: getattr(document, name) for name in GapReport.model_fields if name != "schema_"}
    return GapReport(**values)


def report_schema() -> str:
    """Give the JSON Schema of what `render_json` writes, as JSON text that ends with a line end."""
    return model_schema(
        ReportDocument, REPORT_SCHEMA_NAME, "Gap report of one programme", mode="serialization"
    )

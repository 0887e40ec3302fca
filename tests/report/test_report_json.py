from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from pydantic import ValidationError
from samples import course, framework, item, link, mapping

from swcompetence.model import ItemRef
from swcompetence.registry import default_frameworks
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.report_json import (
    figures_of,
    read_report_json,
    render_json,
    report_schema,
)
from swcompetence.report.findings.view import build_report
from swcompetence.workflow.mapping import map_lists

LISTS = ("bachelor-sociaal-werk-scheldezoom", "graduaat-maatschappelijk-werk-denderkant")


@pytest.fixture(scope="module", params=LISTS)
def example(request: pytest.FixtureRequest, checkout: Path) -> GapReport:
    frameworks = default_frameworks()
    made = map_lists([checkout / "curricula" / f"{request.param}.xlsx"], frameworks)
    return build_report(made, frameworks, date=dt.date(2026, 11, 22), tool_version="0")


def small() -> GapReport:
    edition = framework(item("a", label="Wonen"), item("b", label="Zorg"), id="ocmw-praktijk")
    made = mapping(
        link("A1", "ocmw-praktijk:a", status="confirmed"),
        courses=(course("A1", "Wonen", content="Wonen en zorg."),),
        edition=edition,
    )
    return build_report(made, [edition], date=None, tool_version="0")


def test_the_json_of_an_example_holds_against_its_schema_and_reads_back_equal(
    example: GapReport,
) -> None:
    jsonschema = pytest.importorskip(
        "jsonschema", reason="het pakket jsonschema is niet geïnstalleerd"
    )
    text = render_json(example)
    schema = json.loads(report_schema())

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(text), schema)
    assert read_report_json(text) == example
    assert render_json(read_report_json(text)) == text


def test_the_document_names_its_schema_first_and_tells_the_figures_last() -> None:
    data = json.loads(render_json(small()))

    assert next(iter(data)) == "schema"
    assert data["schema"] == "swcompetence/gap-report@1"
    assert list(data)[-1] == "figures"


def test_the_figures_are_those_of_the_report() -> None:
    report = small()
    figures = figures_of(report)

    assert report.practice is not None
    assert figures.practice is not None
    assert figures.practice.share.low == report.practice.share.low
    assert figures.practice.share.high == report.practice.share.high
    assert figures.practice.courses_confirmed == report.practice.courses.confirmed
    (counted,) = figures.frameworks
    assert (counted.items, counted.confirmed) == (2, 1)
    assert counted.proposed + counted.mentioned + counted.not_found == 1
    assert [item.item for item in figures.items] == [
        ItemRef("ocmw-praktijk:a"), ItemRef("ocmw-praktijk:b"),
    ]  # fmt: skip
    for told, check in zip(figures.checks, report.checks, strict=True):
        assert (told.code, told.outcome, told.found) == (
            check.code, check.outcome, len(check.rows),
        )  # fmt: skip


def test_without_ocmw_practice_there_are_no_figures_of_it() -> None:
    edition = framework(item("a", label="Wonen"))
    made = mapping(courses=(course("A1"),), edition=edition)
    report = build_report(made, [edition], date=None, tool_version="0")

    assert figures_of(report).practice is None
    assert read_report_json(render_json(report)) == report


def test_figures_changed_by_hand_never_count() -> None:
    data = json.loads(render_json(small()))
    data["figures"]["reviewed"] = 0.123

    assert read_report_json(json.dumps(data)) == small()


@pytest.mark.parametrize("field", ["schema", "figures", "checks"])
def test_what_is_no_report_is_refused(field: str) -> None:
    data = json.loads(render_json(small()))
    data[field] = "iets anders"

    with pytest.raises(ValidationError):
        read_report_json(json.dumps(data))


def test_the_schema_says_what_the_fields_mean() -> None:
    schema = json.loads(report_schema())

    assert schema["$id"] == "gap-report.schema.json"
    assert "ECTS" in schema["$defs"]["ItemFigures"]["properties"]["credits"]["description"]


def test_every_object_in_the_schema_is_closed() -> None:
    schema = json.loads(report_schema())
    objects = [
        schema_object
        for schema_object in schema["$defs"].values()
        if schema_object.get("type") == "object"
    ]

    assert schema["additionalProperties"] is False
    assert objects
    assert all(schema_object["additionalProperties"] is False for schema_object in objects)

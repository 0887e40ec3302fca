from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from pydantic import ValidationError
from samples import course, framework, item, link, mapping

from swcompetence.analysis.finding import Finding
from swcompetence.model import BoardAction, BoardNotes, GapKey, ItemRef
from swcompetence.registry import default_frameworks
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.report_json import (
    figures_of,
    read_noted,
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


def test_the_json_of_an_example_holds_against_its_schema(
    example: GapReport,
) -> None:
    jsonschema = pytest.importorskip(
        "jsonschema", reason="het pakket jsonschema is niet geïnstalleerd"
    )
    text = render_json(example)
    schema = json.loads(report_schema())

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(text), schema)
    assert read_noted(text) == example.board


def test_the_document_names_its_schema_first_and_tells_the_figures_last() -> None:
    data = json.loads(render_json(small()))

    assert next(iter(data)) == "schema"
    assert data["schema"] == "swcompetence/gap-report@2"
    assert list(data)[-1] == "figures"


def test_the_document_tells_what_the_report_says_of_practice() -> None:
    report = small()
    data = json.loads(render_json(report))
    practice = data["practice"]

    assert report.practice is not None
    assert practice.keys() == {"themes", "share", "first_gaps", "reference"}
    assert [(t["item"], t["finding"], t["tie"]) for t in practice["themes"]] == [
        ("ocmw-praktijk:a", "core_confirmed", "none"),
        ("ocmw-praktijk:b", "no_trace", "none"),
    ]
    assert practice["themes"][0]["credits"].keys() == {"low", "expected", "high"}
    assert practice["themes"][0]["courses"][0]["course"] == "A1"
    assert practice["share"]["base"]["credits"] == report.practice.share.base.credits
    assert practice["share"]["placements"]["courses"] == []
    assert practice["share"]["routes"] is None
    assert [gap["item"] for gap in practice["first_gaps"]] == ["ocmw-praktijk:b"]
    assert practice["first_gaps"][0].keys() == {"item", "finding", "weight", "starting_point"}


def test_the_figures_are_those_of_the_report() -> None:
    report = small()
    figures = figures_of(report)
    (counted,) = figures.frameworks

    assert counted.items == sum(counted.findings.values()) == 2
    assert counted.findings[Finding.CORE_CONFIRMED] == 1
    for told, check in zip(figures.checks, report.checks, strict=True):
        assert (told.code, told.outcome, told.found) == (
            check.code, check.outcome, len(check.rows),
        )  # fmt: skip


def test_without_ocmw_practice_there_is_nothing_of_it() -> None:
    edition = framework(item("a", label="Wonen"))
    made = mapping(courses=(course("A1"),), edition=edition)
    report = build_report(made, [edition], date=None, tool_version="0")

    assert json.loads(render_json(report))["practice"] is None


@pytest.mark.parametrize("version", [1, 2])
def test_the_notes_of_a_board_are_read_out_of_every_version(version: int) -> None:
    gap = GapKey(check="niet-aangetroffen", item=ItemRef("ocmw-praktijk:b"))
    noted = BoardNotes(actions=(BoardAction(gap=gap, owner="An"),))
    data = json.loads(render_json(small().model_copy(update={"board": noted})))
    data["schema"] = f"swcompetence/gap-report@{version}"
    if version == 1:
        data = {"schema": data["schema"], "headlines": ["iets van vroeger"], "board": data["board"]}

    assert read_noted(json.dumps(data)) == noted


@pytest.mark.parametrize("field", ["schema", "board"])
def test_what_is_no_report_is_refused(field: str) -> None:
    data = json.loads(render_json(small()))
    data[field] = "iets anders"

    with pytest.raises(ValidationError):
        read_noted(json.dumps(data))


def test_the_schema_says_what_the_fields_mean() -> None:
    schema = json.loads(report_schema())

    assert "ECTS" in schema["$defs"]["ThemeFigures"]["properties"]["credits"]["description"]


def test_the_schema_takes_keys_of_a_later_version_and_asks_for_the_format() -> None:
    schema = json.loads(report_schema())

    assert "schema" in schema["required"]
    assert not any("additionalProperties" in entry for entry in (schema, *schema["$defs"].values()))

"""Flat rows for programs: plain types, every link and decision, and the same in CSV and JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from generated import mappings
from hypothesis import given
from samples import course, framework, item, link, mapping
from typed import Run

from swcompetence import build_report, export, map_lists
from swcompetence.exchange.lists.table_csv import rows_csv, rows_jsonl
from swcompetence.model import Decision, Framework, Mapping, Tie, Verdict
from swcompetence.model.base import Row
from swcompetence.workflow.exporting import ExportChoices

EDITION = framework(item("a", label="=Som", own=True, alt_labels=["x", "y"]), item("b"))
DECIDED = mapping(
    link("A", "proef:a").model_copy(
        update={
            "decisions": (
                Decision(verdict=Verdict.REJECT, reviewer="An"),
                Decision(
                    verdict=Verdict.ACCEPT,
                    tie=Tie.EXPLICIT,
                    reviewer="An",
                    date=dt.date(2026, 11, 29),
                    assessed=True,
                    note="- zie les 3",
                ),
            )
        }
    ),
    link("A", "proef:geen", proposed=False, kind=None),
    courses=(course("A", "Vak", 4.5, content="Tekst;\nmet regels"),),
    edition=EDITION,
)


def are_plain(rows: list[Row]) -> bool:
    kinds = {str, int, float, bool, type(None)}
    return all(
        type(key) is str and type(cell) in kinds for row in rows for key, cell in row.items()
    )


def test_a_row_of_a_link_names_its_course_and_its_item() -> None:
    first, second = DECIDED.to_rows([EDITION])

    assert are_plain([first, second])
    assert first.keys() == second.keys()
    assert (first["code"], first["credits"], first["item"], first["label"]) == (
        "A", 4.5, "proef:a", "=Som",
    )  # fmt: skip
    assert (first["proposed"], first["decided_tie"], first["decisions"]) == (True, "explicit", 1)
    assert (first["evidence"], second["evidence"], second["label"]) == ("Vak", "", None)
    assert DECIDED.to_rows()[0]["label"] is None


def test_every_decision_has_a_row_and_says_whether_it_counts() -> None:
    rows = DECIDED.decision_rows([EDITION])

    assert are_plain(rows)
    assert [(row["verdict"], row["in_force"], row["date"]) for row in rows] == [
        ("reject", False, None),
        ("accept", True, "2026-11-29"),
    ]
    assert {row["link"] for row in rows} == {DECIDED.links[0].id}


def test_courses_items_and_themes_have_rows(rich_list: Path) -> None:
    whole = map_lists([rich_list])
    report = build_report(whole)
    courses, items = whole.curricula[0].to_rows(), EDITION.to_rows()
    themes = report.to_rows()

    assert all(map(are_plain, (courses, items, themes)))
    assert [row["course"] for row in courses] == [course.id for course in whole.courses]
    assert [row["content"] for row in courses] == [c.fields.get("content") for c in whole.courses]
    assert items[0]["alt_labels"] == "x\ny"
    assert [row["item"] for row in themes] == [finding.item for finding in report.items]
    assert {row["finding"] for row in themes} >= {"core_proposed", "no_trace"}


@given(mappings())
def test_csv_and_json_lines_hold_the_rows(pair: tuple[Mapping, Framework]) -> None:
    whole, edition = pair
    rows = whole.to_rows([edition])
    lines = rows_jsonl(whole, [edition]).content.decode().split("\n")[:-1]
    table = rows_csv(whole, [edition]).content.decode()
    cells = list(csv.DictReader(io.StringIO(table, newline="")))

    assert are_plain(rows)
    assert [json.loads(line) for line in lines] == rows
    assert [row["link"] for row in cells] == [row["link"] for row in rows]
    for written, row in zip(cells, rows, strict=True):
        assert float(written["confidence"]) == row["confidence"]
        assert written["proposed"] == str(row["proposed"]).lower()


@pytest.mark.parametrize("value", [DECIDED, EDITION])
def test_an_export_for_programs_has_points_and_no_formula(value: Mapping | Framework) -> None:
    choices = ExportChoices(locale="invariant")
    (table,) = export(value, "csv", frameworks=[EDITION], choices=choices)
    (lines,) = export(value, "jsonl", frameworks=[EDITION])
    (first, *_) = csv.DictReader(io.StringIO(table.exported.content.decode(), newline=""))

    assert first["label"] == "'=Som"
    assert json.loads(lines.exported.content.splitlines()[0])["label"] == "=Som"
    assert first.get("credits", "4.5") == "4.5"
    assert table.exported.losses


def test_the_command_writes_both(run: Run, rich_list: Path, tmp_path: Path) -> None:
    assert run("map", rich_list, "--framework", "ocmw-praktijk", "-o", "links.jsonl").code == 0
    to_csv = run("export", "links.jsonl", "--to", "csv", "--locale", "invariant", "-o", "l.csv")
    to_lines = run("export", "ocmw-praktijk", "--to", "jsonl", "-o", "kader.jsonl")

    assert (to_csv.code, to_lines.code) == (0, 0)
    head = (tmp_path / "l.csv").read_text("utf-8").splitlines()[0]
    assert head.startswith("curriculum,college,programme,academic_year,course,code,title,credits,")
    first = json.loads((tmp_path / "kader.jsonl").read_text("utf-8").splitlines()[0])
    assert (first["framework"], first["provenance"]) == ("ocmw-praktijk", first["provenance"])

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from samples import framework, item

from swcompetence.files.data.reference_form import read_reference_form
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.registry import get_framework
from swcompetence.report.forms.reference_template import (
    EXPLANATION,
    FORM,
    render_reference_template,
)

KADER = get_framework("ocmw-praktijk")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "formulier.xlsx"
    path.write_bytes(render_reference_template(KADER))
    return path


def test_every_item_stands_under_its_cluster_with_its_definition(book: Path) -> None:
    sheet = openpyxl.load_workbook(book)[FORM]
    codes = [row[5].value for row in sheet if row[5].value not in {None, "Code"}]
    first = KADER.mapping_items[0]
    labels = [row[0].value for row in sheet]
    place = labels.index(first.label)

    assert codes == [item.id for item in KADER.mapping_items]
    assert labels[place - 1] == "Rechten en inkomen"
    assert sheet.cell(place + 1, 2).value == first.definition


def test_points_are_asked_from_0_to_10_for_all_items_and_nothing_else(book: Path) -> None:
    sheet = openpyxl.load_workbook(book)[FORM]
    rules = [rule for rule in sheet.data_validations.dataValidation if rule.type == "custom"]
    (rule,) = rules
    (cells,) = rule.sqref.ranges

    own = f"C{cells.min_row}"
    assert rule.formula1 == f'OR({own}="?",AND(ISNUMBER({own}),{own}>=0,{own}<=10))'
    assert rule.errorStyle == "warning"
    assert sheet.cell(cells.min_row - 1, 3).value == "Punten (0-10)"
    assert sheet.cell(cells.max_row, 6).value == KADER.mapping_items[-1].id
    assert sheet.print_title_rows == f"${cells.min_row - 1}:${cells.min_row - 1}"


def test_the_empty_form_reads_as_a_form_without_points_or_doubts(book: Path) -> None:
    tables, issues = read_workbook(book)
    form, told = read_reference_form(tables, KADER)

    assert form
    assert form.framework == KADER.ref
    assert set(form.points.values()) == {None}
    assert len(form.points) == len(KADER.mapping_items)
    assert (form.organisation, form.date) == (None, None)
    assert [issue.code for issue in (*issues, *told)] == ["reference-form-blank"]


def test_the_explanation_says_what_becomes_of_the_answers(book: Path) -> None:
    sheet = openpyxl.load_workbook(book)[EXPLANATION]
    text = " ".join(str(cell.value) for row in sheet for cell in row)

    assert "Hoeveel van het werk in uw OCMW" in text
    assert "geen officiële norm" in text
    assert "niets over cliënten" in text
    assert "vraagteken (?)" in text


def test_an_edition_without_clusters_gives_a_form_too_and_always_the_same() -> None:
    flat = framework(item("a"), item("b"))

    assert render_reference_template(flat) == render_reference_template(flat)

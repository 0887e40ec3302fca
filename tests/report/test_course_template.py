from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from office import saved_by_office

from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.model import CourseField
from swcompetence.report.forms.empty_list import COURSES, EXPLANATION, render_course_template

HEADERS = [
    "Code",
    "Opleidingsonderdeel",
    "Studiepunten",
    "Fase",
    "Semester",
    "Traject",
    "Verplicht/keuze",
    "Taal",
    "Leerresultaten",
    "Inhoud",
    "Werkvormen",
    "Evaluatie",
    "Academiejaar",
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "leeg.xlsx"
    path.write_bytes(render_course_template())
    return path


def test_the_columns_stand_on_the_first_row(book: Path) -> None:
    sheets = openpyxl.load_workbook(book)

    assert sheets.sheetnames == [COURSES, EXPLANATION]
    assert [cell.value for cell in sheets[COURSES][1]] == HEADERS
    assert sheets[COURSES].freeze_panes == "C2"


def test_reading_it_back_gives_the_two_invented_examples_whole(book: Path) -> None:
    curriculum, issues = read_course_list(book)

    assert [c.code for c in curriculum.courses] == ["VOORBEELD-1", "VOORBEELD-2"]
    assert all(c.title.startswith("Verzonnen voorbeeld") for c in curriculum.courses)
    first = curriculum.courses[0]
    assert (first.credits, first.phase, first.semester) == (4, "Fase 2", "1")
    assert (first.compulsory, first.language, first.track) == (
        True,
        "Nederlands",
        "Maatschappelijk werk",
    )
    assert set(first.fields) == set(CourseField)
    assert curriculum.courses[1].compulsory is False
    assert curriculum.academic_year == "2026-27"
    assert [(i.code, i.where.sheet) for i in issues if i.code == "sheet-not-used"] == [
        ("sheet-not-used", EXPLANATION)
    ]
    assert all(issue.severity == "info" for issue in issues)


def test_three_columns_have_a_dropdown_that_allows_other_words(book: Path) -> None:
    sheet = openpyxl.load_workbook(book)[COURSES]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}

    assert {cells: rule.formula1 for cells, rule in rules.items()} == {
        "E2:E501": '"1,2,1 en 2"',
        "G2:G501": '"verplicht,keuze"',
        "H2:H501": '"Nederlands,Engels,Frans"',
    }
    assert all(rule.errorStyle == "information" for rule in rules.values())


def test_every_column_is_explained(book: Path) -> None:
    text = [str(cell.value) for row in openpyxl.load_workbook(book)[EXPLANATION] for cell in row]

    for name in HEADERS:
        assert f"In ‘{name}’ hoort:" in text


def test_the_same_bytes_every_time() -> None:
    assert render_course_template() == render_course_template()


def test_no_cell_is_a_formula(book: Path) -> None:
    content = io.BytesIO(book.read_bytes())
    cells = [c for sheet in openpyxl.load_workbook(content) for row in sheet for c in row]

    assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.libreoffice
def test_it_survives_saving_in_libreoffice(book: Path) -> None:
    [saved] = saved_by_office("xlsx", book)
    before, _ = read_course_list(book)
    after, _ = read_course_list(saved)

    assert before.courses == after.courses

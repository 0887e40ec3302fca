"""Every rule of the reader, one smallest list each, under the name of its issue code."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from swcompetence.files.course_list.course_list import read_curriculum
from swcompetence.files.course_list.issue_codes import ISSUE_CODES
from swcompetence.files.formats.sheets import read_sheets
from swcompetence.model import Issue, Severity, SourceFile

Line = tuple[object, ...]
HEADER: Line = ("Code", "Opleidingsonderdeel", "Studiepunten", "Leerresultaten")
COURSE: Line = ("A1", "Recht", 4, "kan wetten lezen")
TITLE: Line = ("Bachelor in het sociaal werk",)


def saved(*lines: Line, change: Callable[[Worksheet], object] = lambda _page: None) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    for line in lines:
        page.append(list(line))
    change(page)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def formula_error() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for row, line in enumerate((HEADER, COURSE)):
            page.write_row(row, 0, line)
        page.write_formula("C2", "=1/0", None, "#DIV/0!")
    return stream.getvalue()


def struck(page: Worksheet) -> None:
    for cell in page[2]:
        cell.font = Font(strike=True)


def struck_cell(page: Worksheet) -> None:
    page["D2"].font = Font(strike=True)


def other_sheet(page: Worksheet) -> None:
    assert page.parent
    page.parent.create_sheet("Legende").append(["SP", "studiepunten"])


def hidden_sheet(page: Worksheet) -> None:
    assert page.parent
    other = page.parent.create_sheet("Oud")
    other.append(list(HEADER))
    other.append(["Z9", "Ethiek", 3, "x"])
    other.sheet_state = "hidden"


def hide_row(page: Worksheet) -> None:
    page.row_dimensions[2].hidden = True


def hide_column(page: Worksheet) -> None:
    page.column_dimensions["D"].hidden = True


def far_right(page: Worksheet) -> None:
    page["XFD2"] = "ver"


def merge_credits(page: Worksheet) -> None:
    page.merge_cells("C2:C3")


OTHER: Line = ("B2", "Ethiek", 3, "kan afwegen")
CASES: dict[str, bytes] = {
    "blank-rows": saved(HEADER, COURSE, (), OTHER),
    "block-total": saved(HEADER, ("", "Theorie", 7, ""), COURSE, OTHER),
    "cell-full": saved(HEADER, ("A1", "Recht", 4, "x" * 32_767)),
    "cells-far-right": saved(HEADER, COURSE, change=far_right),
    "code-duplicate": saved(HEADER, COURSE, ("A1", "Ethiek", 3, "x")),
    "code-missing": saved(HEADER, COURSE, ("", "Ethiek", 3, "x")),
    "column-by-values": saved(("Vak", "Titel", "SP"), COURSE[:3]),
    "column-ignored": saved((*HEADER, "Docent"), (*COURSE, "x")),
    "column-not-used": saved((*HEADER, "Naam"), (*COURSE, "x")),
    "column-unknown": saved((*HEADER, "Kleur"), (*COURSE, "rood")),
    "column-without-header": saved(HEADER, (*COURSE, "los")),
    "compulsory-unreadable": saved((*HEADER, "Verplicht?"), (*COURSE, "misschien")),
    "continuation-row": saved(HEADER, COURSE, ("", "", "", "kan meer")),
    "control-characters": saved(HEADER, ("A1", "Recht", 4, "een_x0001_twee")),
    "course-without-text": saved(HEADER, COURSE, ("B2", "Ethiek", 3, "")),
    "credits-differ": saved(HEADER, ("A1", "Recht (6 SP)", 4, "x")),
    "credits-missing": saved(HEADER, COURSE, ("B2", "Ethiek", "", "x")),
    "credits-shared": saved(HEADER, COURSE, ("B2", "Ethiek", None, "x"), change=merge_credits),
    "credits-total": saved(TITLE, HEADER, COURSE),
    "credits-unreadable": saved(HEADER, ("A1", "Recht", "drie", "x")),
    "csv-quotes": b'Titel;SP;Inhoud\nRecht;4;"een\n',
    "date-in-cell": saved(HEADER, (dt.date(2024, 1, 3), *COURSE[1:])),
    "encoding-guessed": "Titel;SP\nCoördinatie;4\n".encode("cp1252"),
    "formula-error": formula_error(),
    "formula-without-value": saved(HEADER, ("A1", "Recht", "=1+3", "x")),
    "header-guessed": saved(("Code", "Opleidingsonderdel", "SP"), ("A1", "Recht", 4)),
    "hidden-columns": saved(HEADER, COURSE, change=hide_column),
    "hidden-rows": saved(HEADER, COURSE, change=hide_row),
    "html-read": saved(HEADER, ("A1", "Recht", 4, "<p>wetten</p>")),
    "layout-unknown": b"Titel;SP\nRecht;4\n",
    "letters-misread": saved(HEADER, ("A1", "Recht", 4, "cliÃ«nten")),
    "list-on-its-side": saved(*zip(HEADER, COURSE, OTHER, strict=True)),
    "matrix-seen": saved((*HEADER, "Helpt", "Luistert"), (*COURSE, "X", ""), (*OTHER, "", "X")),
    "marks-not-read": saved(HEADER, ("A1", "Recht", 4, "x")),
    "no-code-column": saved(HEADER[1:], COURSE[1:]),
    "no-credits-column": saved(("Titel", "Inhoud"), ("Recht", "wetten")),
    "no-text-column": saved(HEADER[:3], COURSE[:3]),
    "phase-from-sheet": saved(HEADER, COURSE, change=lambda page: setattr(page, "title", "Fase 1")),
    "phase-heading": saved(HEADER, ("Fase 1",), COURSE),
    "programme-credits-inferred": saved(TITLE, HEADER, COURSE),
    "programme-credits-unknown": saved(HEADER, COURSE),
    "programme-from-file-name": saved(HEADER, COURSE),
    "repeated-course": saved(HEADER, COURSE, (*COURSE[:3], "kan ook schrijven")),
    "repeated-header": saved(HEADER, COURSE, HEADER, OTHER),
    "row-without-title": saved(HEADER, COURSE, ("B2", "", 3, "x")),
    "rows-above-header": saved(TITLE, HEADER, COURSE),
    "rows-read": saved(HEADER, COURSE),
    "section-heading": saved(HEADER, ("Keuzevakken",), COURSE),
    "several-programmes": saved(
        (*HEADER, "Opleiding"), (*COURSE, "Bachelor a"), (*OTHER, "Bachelor b")
    ),
    "several-years": saved((*HEADER, "Academiejaar"), (*COURSE, "2024-25"), (*OTHER, "2025-26")),
    "sheet-hidden": saved(HEADER, COURSE, change=hidden_sheet),
    "sheet-not-used": saved(HEADER, COURSE, change=other_sheet),
    "struck-out-cells": saved(HEADER, COURSE, change=struck_cell),
    "struck-out-rows": saved(HEADER, COURSE, change=struck),
    "tables-side-by-side": saved((*HEADER, *HEADER), (*COURSE, *OTHER)),
    "title-duplicate": saved(HEADER, COURSE, ("B2", "Recht", 3, "x")),
    "titles-are-codes": saved(HEADER[1:], ("A1", 4, "x"), ("B2", 3, "y")),
    "total-row": saved(HEADER, COURSE, ("", "Totaal", 4)),
    "value-from-above": saved(
        (*HEADER, "Fase"), (*COURSE, "Fase 1"), (*OTHER, ""), ("C3", "Stage", 9, "x", "")
    ),
    "year-from-file-name": saved(HEADER, COURSE),
}
NAMES = {
    "programme-from-file-name": "bachelor-sociaal-werk.xlsx",
    "year-from-file-name": "lijst-2024.xlsx",
}
WARNINGS = {
    "block-total", "cell-full", "cells-far-right", "code-duplicate", "column-without-header",
    "credits-differ", "credits-missing", "credits-shared", "credits-unreadable", "csv-quotes",
    "date-in-cell",
    "formula-error", "formula-without-value", "hidden-rows", "letters-misread", "no-text-column",
    "repeated-course", "row-without-title", "several-programmes", "several-years", "sheet-hidden",
    "struck-out-cells", "struck-out-rows", "tables-side-by-side", "titles-are-codes",
}  # fmt: skip


def issues_of(code: str) -> tuple[Issue, ...]:
    name = NAMES.get(code, "lijst.xlsx")
    sheets, told = read_sheets(CASES[code], Path(name))
    _, more = read_curriculum(sheets, SourceFile(file=name, sha256="0"))
    return (*told, *more)


def test_every_rule_has_its_case() -> None:
    rules = {code for code in ISSUE_CODES if not code.startswith("profile-")}

    assert rules == set(CASES)
    assert set(CASES) >= WARNINGS


@pytest.mark.parametrize("code", CASES)
def test_a_list_that_breaks_one_rule_is_read_and_the_rule_is_told(code: str) -> None:
    found = [issue for issue in issues_of(code) if issue.code == code]

    assert len(found) == 1
    expected = Severity.WARNING if code in WARNINGS else Severity.INFO
    assert expected is found[0].severity
    assert found[0].message[0].isupper() or found[0].message[0] in "‘0123456789"
    assert found[0].where.file


def test_a_sound_list_breaks_no_rule() -> None:
    sheets, told = read_sheets(saved(HEADER, COURSE, OTHER), Path("lijst.xlsx"))
    _, more = read_curriculum(sheets, SourceFile(file="lijst.xlsx", sha256="0"))

    assert [issue.code for issue in (*told, *more)] == ["rows-read", "programme-credits-unknown"]

"""Every rule of the reader, one smallest list each, under the name of its issue code."""

import datetime as dt
import io
from collections.abc import Callable
from functools import partial
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


def sheet(
    *lines: Line, change: Callable[[Worksheet], object] = lambda _page: None
) -> Callable[[], bytes]:
    """Give a workbook that is written once a test reads it."""
    return partial(saved, *lines, change=change)


OTHER: Line = ("B2", "Ethiek", 3, "kan afwegen")
CASES: dict[str, bytes | Callable[[], bytes]] = {
    "blank-rows": sheet(HEADER, COURSE, (), OTHER),
    "block-total": sheet(HEADER, ("", "Theorie", 7, ""), COURSE, OTHER),
    "cell-full": sheet(HEADER, ("A1", "Recht", 4, "x" * 32_767)),
    "cells-far-right": sheet(HEADER, COURSE, change=far_right),
    "code-duplicate": sheet(HEADER, COURSE, ("A1", "Ethiek", 3, "x")),
    "code-missing": sheet(HEADER, COURSE, ("", "Ethiek", 3, "x")),
    "column-by-values": sheet(("Vak", "Titel", "SP"), COURSE[:3]),
    "column-ignored": sheet((*HEADER, "Docent"), (*COURSE, "x")),
    "column-not-used": sheet((*HEADER, "Naam"), (*COURSE, "x")),
    "column-unknown": sheet((*HEADER, "Kleur"), (*COURSE, "rood")),
    "column-without-header": sheet(HEADER, (*COURSE, "los")),
    "compulsory-unreadable": sheet((*HEADER, "Verplicht?"), (*COURSE, "misschien")),
    "continuation-row": sheet(HEADER, COURSE, ("", "", "", "kan meer")),
    "control-characters": sheet(HEADER, ("A1", "Recht", 4, "een_x0001_twee")),
    "course-without-text": sheet(HEADER, COURSE, ("B2", "Ethiek", 3, "")),
    "credits-differ": sheet(HEADER, ("A1", "Recht (6 SP)", 4, "x")),
    "credits-missing": sheet(HEADER, COURSE, ("B2", "Ethiek", "", "x")),
    "credits-shared": sheet(HEADER, COURSE, ("B2", "Ethiek", None, "x"), change=merge_credits),
    "credits-total": sheet(TITLE, HEADER, COURSE),
    "credits-unreadable": sheet(HEADER, ("A1", "Recht", "drie", "x")),
    "csv-quotes": b'Titel;SP;Inhoud\nRecht;4;"een\n',
    "date-in-cell": sheet(HEADER, (dt.date(2024, 1, 3), *COURSE[1:])),
    "encoding-guessed": "Titel;SP\nCoördinatie;4\n".encode("cp1252"),
    "formula-error": formula_error,
    "formula-without-value": sheet(HEADER, ("A1", "Recht", "=1+3", "x")),
    "header-guessed": sheet(("Code", "Opleidingsonderdel", "SP"), ("A1", "Recht", 4)),
    "hidden-columns": sheet(HEADER, COURSE, change=hide_column),
    "hidden-rows": sheet(HEADER, COURSE, change=hide_row),
    "html-read": sheet(HEADER, ("A1", "Recht", 4, "<p>wetten</p>")),
    "layout-unknown": b"Titel;SP\nRecht;4\n",
    "letters-misread": sheet(HEADER, ("A1", "Recht", 4, "cliÃ«nten")),
    "list-on-its-side": sheet(*zip(HEADER, COURSE, OTHER, strict=True)),
    "matrix-seen": sheet((*HEADER, "Helpt", "Luistert"), (*COURSE, "X", ""), (*OTHER, "", "X")),
    "marks-not-read": sheet(HEADER, ("A1", "Recht", 4, "x")),
    "no-code-column": sheet(HEADER[1:], COURSE[1:]),
    "no-credits-column": sheet(("Titel", "Inhoud"), ("Recht", "wetten")),
    "no-text-column": sheet(HEADER[:3], COURSE[:3]),
    "phase-from-sheet": sheet(HEADER, COURSE, change=lambda page: setattr(page, "title", "Fase 1")),
    "phase-heading": sheet(HEADER, ("Fase 1",), COURSE),
    "programme-credits-inferred": sheet(TITLE, HEADER, COURSE),
    "programme-credits-unknown": sheet(HEADER, COURSE),
    "programme-from-file-name": sheet(HEADER, COURSE),
    "repeated-course": sheet(HEADER, COURSE, (*COURSE[:3], "kan ook schrijven")),
    "repeated-header": sheet(HEADER, COURSE, HEADER, OTHER),
    "row-without-title": sheet(HEADER, COURSE, ("B2", "", 3, "x")),
    "rows-above-header": sheet(TITLE, HEADER, COURSE),
    "rows-read": sheet(HEADER, COURSE),
    "section-heading": sheet(HEADER, ("Keuzevakken",), COURSE),
    "several-programmes": sheet(
        (*HEADER, "Opleiding"), (*COURSE, "Bachelor a"), (*OTHER, "Bachelor b")
    ),
    "several-years": sheet((*HEADER, "Academiejaar"), (*COURSE, "2024-25"), (*OTHER, "2025-26")),
    "sheet-hidden": sheet(HEADER, COURSE, change=hidden_sheet),
    "sheet-not-used": sheet(HEADER, COURSE, change=other_sheet),
    "struck-out-cells": sheet(HEADER, COURSE, change=struck_cell),
    "struck-out-rows": sheet(HEADER, COURSE, change=struck),
    "tables-side-by-side": sheet((*HEADER, *HEADER), (*COURSE, *OTHER)),
    "title-duplicate": sheet(HEADER, COURSE, ("B2", "Recht", 3, "x")),
    "titles-are-codes": sheet(HEADER[1:], ("A1", 4, "x"), ("B2", 3, "y")),
    "total-row": sheet(HEADER, COURSE, ("", "Totaal", 4)),
    "value-from-above": sheet(
        (*HEADER, "Fase"), (*COURSE, "Fase 1"), (*OTHER, ""), ("C3", "Stage", 9, "x", "")
    ),
    "year-from-file-name": sheet(HEADER, COURSE),
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
    case = CASES[code]
    sheets, told = read_sheets(case if isinstance(case, bytes) else case(), Path(name))
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

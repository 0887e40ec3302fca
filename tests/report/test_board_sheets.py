from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from pathlib import Path

import pytest
from board_samples import KADER, MAPPING, opened, report, rows_under, shown
from openpyxl.worksheet.worksheet import Worksheet
from samples import course, framework, item, mapping

from swcompetence.analysis.checks.checks import CHECK_CODES
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.model import (
    ActionColumn,
    ActionStatus,
    BoardAction,
    BoardNotes,
    BoardStatement,
    Framework,
    GapKey,
    Issue,
    ItemRef,
    Mapping,
    StatementColumn,
)
from swcompetence.report.document.block import ReportTable
from swcompetence.report.document.gaps import SPARE_ROWS, GapRowKind, gap_rows, gaps_chapter
from swcompetence.report.findings.gap_report import ReadableNames
from swcompetence.report.workbook import render_workbook
from swcompetence.review.board import read_board

ABOUT = "Kaderitem of opleidingsonderdeel"
MISSING = GapKey(check="niet-aangetroffen", item=ItemRef("proef:werk"))
SOLVED = GapKey(check="niet-aangetroffen", item=ItemRef("proef:inkomen"))
UNJUDGED = GapKey(check="nergens-geevalueerd", item=ItemRef("proef:wonen"))
UNLINKED = GapKey(check="zonder-koppeling", course="007")
NOTES = BoardNotes(
    statements=(
        BoardStatement(
            item=ItemRef("proef:werk"),
            course="007",
            remark="=In week 3,\nmet een gast",
            who="An",
            date=dt.date(2026, 10, 2),
        ),
        BoardStatement(item=ItemRef("proef:inkomen"), course="SW1", date=dt.date(1899, 1, 1)),
    ),
    actions=(
        BoardAction(
            gap=MISSING, owner="An", status=ActionStatus.TAKEN_UP, remark="eerst dit\ndan dat"
        ),
        BoardAction(gap=UNJUDGED, owner="Bert"),
        BoardAction(gap=UNLINKED, status=ActionStatus.NO_ACTION),
        BoardAction(gap=SOLVED, status=ActionStatus.DONE, remark="fiche aangepast"),
    ),
)
CONTRADICTING = BoardNotes(
    actions=(
        BoardAction(gap=MISSING, owner="An", status=ActionStatus.DONE),
        BoardAction(gap=MISSING, owner="Bert", status=ActionStatus.NO_ACTION, remark="in stage"),
    )
)


def read_back(
    content: bytes, folder: Path, about: Mapping = MAPPING, edition: Framework = KADER
) -> tuple[BoardNotes, tuple[Issue, ...]]:
    path = folder / "rapport.xlsx"
    path.write_bytes(content)
    return read_board(read_workbook(path)[0], about, [edition], check_codes=CHECK_CODES)


def sheet_of(board: BoardNotes, name: str) -> Worksheet:
    return opened(render_workbook(report(board)))[name]


def fill(sheet: Worksheet, header: int, row: int, said: dict[StrEnum, str | dt.date]) -> None:
    """Write in the cells under these headers, as a person would."""
    names = [cell.value for cell in sheet[header]]
    for column, text in said.items():
        sheet.cell(row, names.index(column) + 1, text)


def header_row(sheet: Worksheet) -> int:
    [table] = sheet.tables.values()
    return int(sheet[table.ref][0][0].row)


def gap(rows: list[dict[str, object]], key: GapKey) -> list[dict[str, object]]:
    return [row for row in rows if row["sleutel"] == str(key)]


@pytest.mark.parametrize("board", [BoardNotes(), NOTES, CONTRADICTING])
def test_what_a_report_shows_of_the_board_reads_back_the_same(
    board: BoardNotes, tmp_path: Path
) -> None:
    content = render_workbook(report(board))
    read, issues = read_back(content, tmp_path)

    assert set(read.statements) == set(board.statements)
    assert set(read.actions) == set(board.actions)
    assert len(read.actions) == len(board.actions)
    assert {issue.code for issue in issues} <= {"board-actions-differ"}
    assert render_workbook(report(read)) == content


def test_what_a_board_fills_in_is_read_and_shown_again(tmp_path: Path) -> None:
    book = opened(render_workbook(report()))
    gaps, statements = book["Hiaten"], book["Wel onderwezen"]
    fill(
        statements,
        header_row(statements),
        header_row(statements) + 1,
        {
            StatementColumn.FRAMEWORK: "Proefkader",
            StatementColumn.ITEM: "Werk",
            StatementColumn.COURSE: "SW2 Stage",
            StatementColumn.REMARK: "in elke begeleiding",
            StatementColumn.WHO: "Bert",
            StatementColumn.DATE: dt.date(2026, 11, 5),
        },
    )
    [row] = [cell.row for cell in gaps["N"] if cell.value == str(MISSING)]
    fill(gaps, header_row(gaps), row, {ActionColumn.OWNER: "An", ActionColumn.STATUS: "opgenomen"})
    book.save(tmp_path / "ingevuld.xlsx")

    read, issues = read_back((tmp_path / "ingevuld.xlsx").read_bytes(), tmp_path)

    assert issues == ()
    assert read.statements == (
        BoardStatement(
            item=ItemRef("proef:werk"),
            course="SW2",
            remark="in elke begeleiding",
            who="Bert",
            date=dt.date(2026, 11, 5),
        ),
    )
    assert read.actions == (BoardAction(gap=MISSING, owner="An", status=ActionStatus.TAKEN_UP),)
    assert read_back(render_workbook(report(read)), tmp_path) == (read, ())


def test_a_row_of_an_older_report_is_known_by_its_key_under_the_title_of_then(
    tmp_path: Path,
) -> None:
    book = opened(render_workbook(report(NOTES)))
    gaps = book["Hiaten"]
    for cell in gaps["A"]:
        if cell.value == "Geen vermelding, onzekere aanwijzing of afgewezen":
            cell.value = "Niet aangetroffen in de fiches"
    book.save(tmp_path / "vroeger.xlsx")

    read, issues = read_back((tmp_path / "vroeger.xlsx").read_bytes(), tmp_path)

    assert set(read.actions) == set(NOTES.actions)
    assert issues == ()


def test_a_gap_has_its_check_weight_item_finding_and_key() -> None:
    [row] = gap(rows_under(sheet_of(NOTES, "Hiaten"), "Controle"), MISSING)

    assert row["Controle"] == "Geen vermelding, onzekere aanwijzing of afgewezen"
    assert (row["Gewicht"], row["Uitkomst"]) == ("hoog", "gevonden")
    assert (row["Kader"], row["Verwijzing"], row[ABOUT]) == ("proef", "werk", "Werk")
    assert row["Vaststelling"] == "geen vermelding gevonden"
    assert (row["Eigenaar"], row["Status"]) == ("An", "opgenomen")
    assert row["Opmerking"] == "eerst dit\ndan dat"


def test_a_solved_gap_keeps_its_action_at_the_end() -> None:
    rows = rows_under(sheet_of(NOTES, "Hiaten"), "Controle")

    assert rows[-1] == gap(rows, SOLVED)[0]
    assert (rows[-1]["Uitkomst"], rows[-1][ABOUT]) == ("niet langer gevonden", "Inkomen")
    assert (rows[-1]["Status"], rows[-1]["Opmerking"]) == ("afgehandeld", "fiche aangepast")


def test_a_noted_gap_about_something_that_left_the_report_is_kept() -> None:
    away = (
        GapKey(check="niet-aangetroffen", item=ItemRef("ander:weg")),
        GapKey(check="veel-koppelingen", framework="ander", course="SW9"),
        GapKey(check="vroegere-controle", course="SW1"),
    )
    board = BoardNotes(actions=tuple(BoardAction(gap=key, owner="An") for key in away))
    rows = gap_rows(report(board))[-3:]
    table = gaps_chapter(report(board)).blocks[-1]

    assert [row.label for row in rows] == ["ander:weg", "SW9", "SW1 Recht"]
    assert isinstance(table, ReportTable)
    assert [row[3].value for row in table.rows[-3:]] == ["ander", "ander", None]
    assert ["hoort niet bij dit rapport" in row.finding for row in rows] == [True, True, False]
    assert [row.check for row in rows][2] == "vroegere-controle"


def test_contradicting_actions_are_both_shown_and_named() -> None:
    first, other = gap(rows_under(sheet_of(CONTRADICTING, "Hiaten"), "Controle"), MISSING)

    assert (first["Uitkomst"], other["Uitkomst"]) == ("gevonden", "tegenspraak")
    assert [first["Eigenaar"], other["Eigenaar"]] == ["An", "Bert"]
    for row in (first, other):
        assert "‘An, afgehandeld’ en ‘Bert, geen actie nodig’" in str(row["Vaststelling"])


def test_what_could_not_be_judged_stands_on_the_sheet_once_the_board_noted_it() -> None:
    noted = rows_under(sheet_of(NOTES, "Hiaten"), "Controle")
    bare = rows_under(sheet_of(BoardNotes(), "Hiaten"), "Controle")

    assert [row["Uitkomst"] for row in gap(noted, UNJUDGED)] == [GapRowKind.NOT_JUDGED]
    assert not gap(bare, UNJUDGED)


def test_a_noted_gap_of_a_check_that_judged_nothing_keeps_its_row() -> None:
    bare = MAPPING.model_copy(
        update={"links": tuple(x.model_copy(update={"decisions": ()}) for x in MAPPING.links)}
    )
    key = GapKey(check="enkel-geintroduceerd", item=ItemRef("proef:wonen"))
    board = BoardNotes(actions=(BoardAction(gap=key, owner="An"),))
    kinds = [row.kind for row in gap_rows(report(board, bare)) if row.key == key]

    assert kinds == [GapRowKind.NOT_JUDGED]


def test_statuses_come_from_a_list_and_the_key_is_hidden() -> None:
    sheet = sheet_of(BoardNotes(), "Hiaten")
    [validation] = sheet.data_validations.dataValidation
    lists = opened(render_workbook(report()))["Lijsten"]

    assert validation.formula1 == "Lijsten!$A$1:$A$4"
    assert [lists.cell(row, 1).value for row in range(1, 5)] == list(ActionStatus)
    assert sheet.column_dimensions["N"].hidden


def test_statements_say_first_that_they_never_count() -> None:
    sheet = sheet_of(NOTES, "Wel onderwezen")
    rows = rows_under(sheet, "Kader")

    assert "Wat hier staat, telt nooit mee als dekking" in shown(sheet)
    assert [column for column in rows[0] if column in set(StatementColumn)] == list(StatementColumn)
    assert len(rows) == 2 + SPARE_ROWS
    assert rows[0]["Toelichting"] == "=In week 3,\nmet een gast"
    assert (rows[0]["Fiche toont nu"], rows[1]["Fiche toont nu"]) == (
        "geen aanwijzing",
        "onderwerp, bevestigd",
    )
    assert rows[0]["Datum"] == dt.datetime(2026, 10, 2)  # noqa: DTZ001 - as a spreadsheet has it
    assert rows[1]["Datum"] == "1899-01-01"
    assert set(rows[2].values()) == {None}
    assert sheet.column_dimensions["H"].hidden


def test_statements_change_no_figure() -> None:
    bare, noted = report(), report(NOTES)

    assert noted.model_copy(update={"board": bare.board}) == bare


def test_names_for_statements_come_from_lists_of_the_chosen_framework() -> None:
    sheet = sheet_of(BoardNotes(), "Wel onderwezen")
    sources = [rule.formula1 for rule in sheet.data_validations.dataValidation]

    assert len(sources) == len(("Kader", "Kaderitem", "Opleidingsonderdeel"))
    assert any(
        re.match(r'IF\(\$A\d+="",Lijsten!\$G\$1:\$G\$4,OFFSET\(', str(source)) for source in sources
    )
    assert not any(rule.showErrorMessage for rule in sheet.data_validations.dataValidation)


def test_a_statement_about_something_unknown_is_kept() -> None:
    stray = BoardStatement(item=ItemRef("ander:weg"), course="SW9")
    [row, *_] = rows_under(sheet_of(BoardNotes(statements=(stray,)), "Wel onderwezen"), "Kader")

    assert (row["Kader"], row["Kaderitem"], row["Opleidingsonderdeel"]) == (
        "ander",
        "ander:weg",
        "SW9",
    )
    assert row["Fiche toont nu"] == "niet in dit rapport"


def test_names_that_stand_for_two_things_give_way_to_codes(tmp_path: Path) -> None:
    edition = framework(
        item("a", label="Zelfde"),
        item("b", label="zelfde"),
        item("c", label="met\x07teken"),
        title="Kader\x07",
    )
    courses = (course("S1", "Stage"), course("S2", "S1"), course("S3", "Raar\x07"))
    about = mapping(courses=courses, edition=edition)
    names = ReadableNames(report(mapping=about, edition=edition))
    statements = tuple(
        BoardStatement(item=ItemRef(f"proef:{name}"), course=code)
        for name, code in (("a", "S1"), ("b", "S2"), ("c", "S3"))
    )
    content = render_workbook(report(BoardNotes(statements=statements), about, edition))

    assert names.framework("proef") == "proef"
    assert names.items_of("proef") == ("proef:a", "proef:b", "proef:c")
    assert names.items_of("weg") == ()
    assert [names.course(code) for code in ("S1", "S2", "S3")] == ["S1 Stage", "S2 S1", "S3"]
    assert read_back(content, tmp_path, about, edition)[0].statements == statements


def test_a_programme_without_gaps_says_so(tmp_path: Path) -> None:
    told = report().model_copy(update={"checks": ()})
    content = render_workbook(told)

    assert "Geen enkele controle vond iets." in shown(opened(content)["Hiaten"])
    assert read_back(content, tmp_path) == (BoardNotes(), ())

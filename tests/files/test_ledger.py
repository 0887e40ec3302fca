import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from swcompetence.errors import NoCourseError
from swcompetence.files.course_list.course_list import read_curriculum
from swcompetence.files.course_list.issue_codes import ISSUE_CODES
from swcompetence.files.course_list.sheet_issues import ledger_line
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import Curriculum, SheetLedger, SkippedRow, SourceFile, Table, TableRow

HEADER = ("Code", "Opleidingsonderdeel", "SP", "Leerresultaten")


def read(*lines: tuple[str, ...], sheet: str = "Lijst") -> Curriculum:
    rows = tuple(
        TableRow(number, (*line, *("",) * (4 - len(line)))) for number, line in enumerate(lines, 1)
    )
    worksheet = Worksheet(Table("lijst.xlsx", sheet, rows))
    return read_curriculum([worksheet], SourceFile(file="lijst.xlsx", sha256="0"))[0]


def test_every_row_below_the_header_is_accounted_for_with_cell_and_reason() -> None:
    curriculum = read(
        HEADER,
        ("Fase 1",),
        ("A", "Recht", "3", "x"),
        ("", "", "", "meer"),
        (),
        ("", "", "4"),
        ("B", "Ethiek", "3", "x"),
        ("", "Totaal", "6"),
    )

    (ledger,) = curriculum.ledger
    assert (ledger.sheet, ledger.rows_seen, ledger.courses, ledger.continuations) == (
        "Lijst",
        7,
        2,
        1,
    )
    assert [(one.row, one.cell, one.code) for one in ledger.skipped] == [
        (2, "A2", "phase-heading"),
        (5, "A5", "blank-rows"),
        (6, "C6", "row-without-title"),
        (8, "B8", "total-row"),
    ]
    assert ledger_line(curriculum.ledger) == (
        "7 rijen gezien = 2 opleidingsonderdelen + 1 vervolgrij + 4 overgeslagen"
    )


def test_the_ledger_travels_in_the_json() -> None:
    curriculum = read(HEADER, ("A", "Recht", "3", "x"), ("", "Totaal", "3"))

    assert Curriculum.model_validate_json(curriculum.model_dump_json()) == curriculum
    assert '"skipped":[{"row":3,"cell":"B3","code":"total-row"}]' in curriculum.model_dump_json()


def test_a_ledger_that_does_not_add_up_cannot_be_made() -> None:
    with pytest.raises(ValidationError, match="tellen niet op"):
        SheetLedger(
            sheet="a", rows_seen=3, courses=1, skipped=(SkippedRow(row=2, cell="A2", code="x"),)
        )


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["", "", "Recht", "Ethiek", "4", "Fase 1", "Totaal", "x", "kan a", "kan b", "SP"]
            ),
            min_size=4,
            max_size=4,
        ),
        max_size=14,
    )
)
def test_rows_seen_are_courses_and_continuations_and_skipped_rows(lines: list[list[str]]) -> None:
    try:
        curriculum = read(HEADER, *map(tuple, lines))
    except NoCourseError:
        return

    (ledger,) = curriculum.ledger
    last = max((n for n, line in enumerate(lines, 2) if "".join(line).strip()), default=1)
    assert ledger.rows_seen == ledger.courses + ledger.continuations + len(ledger.skipped)
    assert last - 1 <= ledger.rows_seen <= len(lines)
    assert ledger.courses == len(curriculum.courses)
    read_rows = {course.where.row for course in curriculum.courses if course.where}
    skipped_rows = {one.row for one in ledger.skipped}
    assert not read_rows & skipped_rows
    assert {one.code for one in ledger.skipped} <= set(ISSUE_CODES)

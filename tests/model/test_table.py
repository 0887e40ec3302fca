import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import column_index_from_string

from swcompetence.model import Table, TableRow, column_letters


@pytest.mark.parametrize(
    ("column", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")],
)
def test_columns_are_lettered_as_in_a_spreadsheet(column: int, letters: str) -> None:
    assert letters == column_letters(column)


@given(st.integers(min_value=0, max_value=18_000))
def test_letters_lead_back_to_the_column(column: int) -> None:
    assert column + 1 == column_index_from_string(column_letters(column))


def test_a_row_knows_the_addresses_of_its_cells() -> None:
    assert TableRow(7, ("a", "b")).address(1) == "B7"


@pytest.mark.parametrize(
    ("values", "blank"), [((), True), (("", " \t\n"), True), (("", "x"), False), (("0",), False)]
)
def test_a_row_of_white_space_is_blank(values: tuple[str, ...], blank: bool) -> None:  # noqa: FBT001 - a table of cases
    assert blank == TableRow(1, values).is_blank


def test_tables_compare_by_value_and_are_visible_by_default() -> None:
    table = Table("lijst.xlsx", "Blad1", (TableRow(1, ("a",)),))

    assert table == Table("lijst.xlsx", "Blad1", (TableRow(1, ("a",)),), "visible")

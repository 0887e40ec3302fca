"""What a formula in a written workbook may hold, so that Excel has nothing to repair."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from samples import course, link, mapping

from swcompetence.model import Mapping
from swcompetence.registry import get_framework
from swcompetence.report.review_book.book import render_review_book
from swcompetence.report.sheets.sheet import Formula

EDITION = get_framework("krachtlijnen")
ITEM = f"krachtlijnen:{EDITION.mapping_items[0].id}"


def formulas(made: Mapping) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(render_review_book(made, [EDITION])))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return [str(cell.value) for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize("code", ["A" * 400, "A*" * 200, '~?*"' * 90, 'A"1', "A*1?~"])
def test_no_formula_passes_the_limits_of_excel(code: str) -> None:
    courses = (course(code, 'Titel "' * 60),)
    made = mapping(link(code, ITEM), courses=courses, edition=EDITION)
    found = formulas(made)

    assert found
    for text in found:
        literals = re.findall(r'"((?:[^"]|"")*)"', text)
        assert len(text) <= 8_192
        assert max(map(len, literals), default=0) <= 255
        assert text.count('"') % 2 == 0


def test_a_formula_that_excel_refuses_is_known() -> None:
    assert Formula(f'"{"a" * 255}"', "a").fits
    assert not Formula(f'"{"a" * 256}"', "a").fits
    assert not Formula("+".join(["A1"] * 3_000), 1).fits

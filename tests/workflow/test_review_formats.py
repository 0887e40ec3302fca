from pathlib import Path

import openpyxl
import pytest
from office import saved_by_office
from samples import framework, item

from swcompetence.files.formats.sheets import read_workbook
from swcompetence.workflow.mapping import map_lists, render_mapping
from swcompetence.workflow.opening import open_mapping


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_a_review_workbook_that_libreoffice_saved_in_another_format_comes_back(
    tmp_path: Path, kind: str
) -> None:
    course_list = tmp_path / "lijst.csv"
    course_list.write_text("Code;Titel;SP;Inhoud\nA1;Onthaal;4,5;het onthaal\n", encoding="utf-8")
    frameworks = (framework(item("a", "onthaal")),)
    book_path = tmp_path / "boek.xlsx"
    mapping = map_lists([course_list], frameworks)
    book_path.write_bytes(render_mapping(mapping, frameworks, book_path))
    _decide(book_path)
    [saved] = saved_by_office(kind, book_path)

    expected, _ = open_mapping(book_path)
    found, issues = open_mapping(saved)

    assert expected.links == found.links
    assert any(link.decisions for link in found.links)
    assert [issue.code for issue in issues] == ["review-without-reviewer"]
    names = [table.sheet for table in read_workbook(book_path)[0]]
    assert names == [table.sheet for table in read_workbook(saved)[0]]


def _decide(path: Path) -> None:
    """Accept the first link, as a lecturer does in the column Besluit."""
    book = openpyxl.load_workbook(path)
    page = book["Koppelingen"]
    header = next(row for row in page.iter_rows() if "Besluit" in [cell.value for cell in row])
    column = next(cell for cell in header if cell.value == "Besluit")
    page.cell(column.row + 1, column.column or 1, "akkoord")
    book.save(path)

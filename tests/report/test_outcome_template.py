import io

import openpyxl

from swcompetence.report.forms.empty_list import EXPLANATION, OUTCOMES, render_outcome_template

HEADERS = ["Code", "Leerresultaat", "Toelichting", "Groep", "Opmerking"]


def test_the_columns_stand_on_the_first_row_and_are_all_explained() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_outcome_template()))
    assert book.sheetnames == [OUTCOMES, EXPLANATION]
    assert [cell.value for cell in book[OUTCOMES][1]] == HEADERS
    assert book[OUTCOMES].freeze_panes == "B2"
    explained = [str(row[0].value) for row in book[EXPLANATION].rows]
    assert [f"In ‘{name}’ hoort:" for name in HEADERS] == [
        text for text in explained if text.startswith("In ‘")
    ]

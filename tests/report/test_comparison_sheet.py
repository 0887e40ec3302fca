from __future__ import annotations

import pytest
from board_samples import KADER, MAPPING, opened, report, rows_under, shown
from openpyxl.worksheet.worksheet import Worksheet
from samples import framework, item, mapping

from swcompetence.analysis.comparison.bridge import MappedList
from swcompetence.analysis.comparison.build import compare
from swcompetence.model import Framework
from swcompetence.report.workbook.workbook import render_workbook

OTHER = framework(item("m"), id="ander", title="Ander kader")


def sheet_beside(edition: Framework) -> Worksheet:
    other = mapping(courses=MAPPING.courses, edition=edition, nominal=180)
    entries = (
        MappedList("nu", MAPPING, (KADER,), None),
        MappedList("=toen", other, (edition,), None),
    )
    told = report().model_copy(update={"comparison": compare(entries)})
    return opened(render_workbook(told))["Vergelijking"]


@pytest.fixture(scope="module")
def sheet() -> Worksheet:
    return sheet_beside(KADER)


def test_without_other_lists_there_is_no_sheet() -> None:
    assert "Vergelijking" not in opened(render_workbook(report())).sheetnames


def test_every_item_stands_beside_the_other_lists(sheet: Worksheet) -> None:
    rows = {row["Kaderitem"]: row for row in rows_under(sheet, "Kader")}

    assert rows["Inkomen"]["Bevinding nu"] == "bevestigd"
    assert rows["Inkomen"]["Bevinding =toen"] == "niet aangetroffen in de fiches"
    assert (rows["Inkomen"]["Verschil"], rows["Werk"]["Verschil"]) == ("verschilt", "gelijk")


def test_cautions_and_rules_come_with_the_figures(sheet: Worksheet) -> None:
    said = shown(sheet)

    assert "Waarin de lijsten zelf verschillen" in said
    assert "Hele opleidingsonderdelen: alle studiepunten" in said
    assert said.index("Waarin de lijsten") < said.index("Bevinding nu")


def test_what_cannot_be_compared_is_no_equality() -> None:
    rows = rows_under(sheet_beside(OTHER), "Kader")

    assert {row["Verschil"] for row in rows} == {"niet alles te vergelijken"}

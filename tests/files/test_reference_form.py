from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from samples import framework, item

import swcompetence.files.data.reference_form as module
from swcompetence.files.data.reference_form import FORM_CODES, read_reference_form
from swcompetence.model import Issue, ReferenceForm, Severity, Table, TableRow

KADER = framework(
    item("a", label="Leefloon en recht"), item("b", label="Schulden"), item("c", label="Wonen")
)
HEAD = ["Thema", "Punten (0-10)", "Code"]


def table(*rows: Sequence[str]) -> Table:
    width = max(map(len, rows), default=0)
    cells = ((*row, *([""] * (width - len(row)))) for row in rows)
    numbered = tuple(TableRow(number, tuple(row)) for number, row in enumerate(cells, 1))
    return Table("vorm.xlsx", "Formulier", numbered)


def read(*rows: Sequence[str]) -> tuple[ReferenceForm, tuple[Issue, ...]]:
    form, issues = read_reference_form([table(["zomaar"]), table(*rows)], KADER)
    assert form
    return form, issues


def codes(issues: Sequence[Issue]) -> list[str]:
    return [issue.code.removeprefix("reference-form-") for issue in issues]


def test_points_are_read_by_code_whatever_the_label_and_the_order() -> None:
    form, issues = read(
        ["Code", "Nota", "Punten", "Thema"],
        ["b", "", "2,5", "Iets anders"],
        ["a", "", "10", ""],
        ["c", "", "0", "Wonen"],
        ["", "", "12.5", "Som van uw punten"],
    )

    assert form.points == {"b": 2.5, "a": 10, "c": 0}
    assert form.framework == "proef@1"
    assert not issues


def test_without_a_code_the_label_counts() -> None:
    form, _ = read(["Thema", "Punten"], ["leefloon en  RECHT", "3"], ["Schulden", "1"])

    assert form.points == {"a": 3, "b": 1}


def test_who_answered_is_read_from_the_lines_above() -> None:
    form, issues = read(
        ["Kader", "proef@0"],
        ["OCMW of Sociaal Huis", "", "OCMW  Denderkant"],
        ["Functie:", "teamcoach"],
        ["Datum", "22/11/2026"],
        ["Opmerking bij het geheel", "Niets."],
        HEAD,
        ["", "1", "zomaar"],
    )

    assert (form.organisation, form.role) == ("OCMW Denderkant", "teamcoach")
    assert (str(form.date), form.remark, form.framework) == ("2026-11-22", "Niets.", "proef@0")
    assert form.points == {"zomaar": 1}  # another edition knows its own items
    assert not issues


@pytest.mark.parametrize(
    ("cell", "code", "points"),
    [
        ("veel", "not-a-number", None),
        ("5 à 6", "not-a-number", None),
        ("9" * 400, "not-a-number", None),
        ("-2", "negative", None),
        ("40", "high", 40),
        ("", "blank", "open"),
        ("?", "not-known", None),
    ],
)
def test_a_doubtful_cell_is_told(cell: str, code: str, points: object) -> None:
    form, issues = read(HEAD, ["Leefloon", cell, "a"], ["Schulden", "1", "b"])

    assert codes(issues) == [code]
    if points is None:
        assert "a" not in form.points
        place = "vorm.xlsx, Formulier" if cell == "?" else "vorm.xlsx, Formulier!B2"
        assert str(issues[0].where) == place
        assert "‘Leefloon en recht’" in issues[0].message
    else:
        assert form.points["a"] == (None if points == "open" else points)


@pytest.mark.parametrize(
    ("points", "severity", "words"),
    [
        (("1", "", "2"), Severity.INFO, "1 van de 3 thema's bleef leeg en telt als 0: ‘Schulden’"),
        (("1", "", ""), Severity.WARNING, "2 van de 3 thema's bleven leeg en tellen als 0"),
        (("veel", "", ""), Severity.WARNING, "2 van de 3 thema's"),
        (("1", "?", ""), Severity.INFO, "1 van de 3 thema's"),
    ],
)
def test_a_form_that_is_open_for_more_than_half_deserves_a_second_look(
    points: Sequence[str], severity: Severity, words: str
) -> None:
    rows = [["", point, code] for point, code in zip(points, "abc", strict=True)]
    _, issues = read(HEAD, *rows)
    (blank,) = [issue for issue in issues if issue.code == "reference-form-blank"]

    assert blank.severity is severity
    assert words in blank.message


def test_rows_of_no_item_and_items_that_come_twice_are_told() -> None:
    form, issues = read(
        HEAD,
        ["Leefloon", "3", "a"],
        ["Leefloon", "5", "a"],
        ["Eigen thema", "4", ""],
        ["Ander thema", "4", "x.y"],
        ["Een kopje", "", ""],
    )

    assert form.points == {"a": 3}
    assert codes(issues) == ["repeated-item", "unknown-item", "unknown-item"]
    assert "rij 4 (‘Eigen thema’)" in issues[1].message


@pytest.mark.parametrize("day", ["gisteren", "31-02-2026"])
def test_a_date_that_cannot_be_read_stays_away(day: str) -> None:
    form, issues = read(["Datum", day], HEAD, ["", "1", "a"])

    assert form.date is None
    assert codes(issues) == ["date"]


def test_what_has_no_column_of_points_is_no_form() -> None:
    assert read_reference_form([table(["Functie", "Taken"], ["x", "y"])], KADER) == (None, ())
    assert read_reference_form([table(["Punten"], ["3"])], KADER) == (None, ())


def test_every_code_has_a_meaning() -> None:
    folder = Path(module.__file__).parents[2]
    texts = [
        (folder / place).read_text(encoding="utf-8")
        for place in ("files/data/reference_form.py", "workflow/references.py")
    ]
    given = {
        code
        for text in texts
        for code in re.findall(r'(?:doubt|tell|info|warning)\(\s*"(.+?)"', text)
    }

    assert given == set(FORM_CODES)
    assert all(text.endswith(".") for text in FORM_CODES.values())

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from typed import Run

VACANCIES = "vacatures-ocmw-denderkant.xlsx"


def fill(path: Path, points: object) -> None:
    book = openpyxl.load_workbook(path)
    for row in book["Formulier"]:
        if row[5].value == "schuldhulp":
            row[2].value = points  # type: ignore[assignment]
    book.save(path)


def test_the_names_are_listed(run: Run) -> None:
    code, out, _ = run("reference", "list")

    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["NAAM", "gelijk", "podmi-2014"]


def test_show_tells_what_it_rests_on_and_what_is_not_measured(run: Run) -> None:
    code, out, _ = run("reference", "show", "podmi-2014")

    assert code == 0
    assert any(line.split()[-6:] == "15,6 % 0 % 31,1 %".split() for line in out.splitlines())
    assert "Niet gemeten, dus geen referentie: Sociaal onderzoek" in out
    assert "Waarop dit rust: " in out
    assert "Geen norm" in out


def test_a_form_goes_out_and_comes_back(run: Run, tmp_path: Path) -> None:
    code, out, err = run("reference", "template", "-o", "vorm.xlsx")
    fill(tmp_path / "vorm.xlsx", 8)
    merged, shown, told = run("reference", "merge", "vorm.xlsx", "-o", "ref.yaml", "--title", "Wij")

    assert (code, out) == (0, "vorm.xlsx\n")
    assert "reference merge" in err
    assert merged == 0
    assert shown.startswith("Wij (bevraging, ocmw-praktijk@2026.2)\n")
    assert "100\xa0%" in shown
    assert "[vorm.xlsx, Formulier]" in told
    assert run("reference", "show", "ref.yaml")[0] == 0


def test_a_default_on_a_broken_line_of_the_help_is_dutch_too(run: Run) -> None:
    _, out, _ = run("reference", "template", "--help")

    assert "[default:" not in out
    assert "[standaard:" in out


def test_a_doubtful_cell_is_told_with_its_address(run: Run, tmp_path: Path) -> None:
    run("reference", "template", "-o", "vorm.xlsx")
    fill(tmp_path / "vorm.xlsx", "veel")
    code, _, err = run("reference", "merge", "vorm.xlsx")

    assert code == 2
    assert "het formulier vorm.xlsx (OCMW niet ingevuld) geeft geen enkel thema punten" in err


def test_vacancies_give_a_reference_that_can_be_kept(run: Run, checkout: Path) -> None:
    source = checkout / "curricula" / VACANCIES
    code, out, err = run("reference", "from", source, "-o", "ref.json")

    assert code == 0
    assert "19 teksten gelezen: 18 met minstens één item, 1 zonder enig item." in err
    assert [line.split()[-2:] for line in out.splitlines()].count(["0", "%"]) > 1
    assert run("reference", "show", "ref.json")[1] == out
    assert run("reference", "from", source, "-o", "ref.json")[0] == 2


def test_other_programmes_are_named_as_such(run: Run, rich_list: Path) -> None:
    code, out, err = run("reference", "from", rich_list, "--kind", "opleidingen")

    assert code == 0
    assert out.startswith("Andere opleidingen (1)")
    assert "opleidingsonderdelen gelezen" in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["show", "podmi"], "Bedoelde u ‘podmi-2014’"),
        (["show", "gelijk", "--framework", "ocmw"], "Het kader ‘ocmw’ bestaat niet"),
        (["merge", "weg.xlsx"], "bestaat niet"),
        (["merge", "weg.xlsx", "-o", "x.xlsx"], "Gebruik een naam op"),
        (["from", "."], "geen enkele tekst"),
        (["template", "-o", "x.docx"], "op .xlsx"),
    ],
)
def test_wrong_use_is_told_in_dutch(words: list[str], message: str, run: Run) -> None:
    code, out, err = run("reference", *words)

    assert (code, out) == (2, "")
    assert message in err

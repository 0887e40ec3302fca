from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from samples import framework, item
from typed import Run

from swcompetence.files.data.data_files import shipped
from swcompetence.files.data.edition_text import edition_text
from swcompetence.registry import builtin_root, get_framework, resolve_frameworks

LIST = Path(str(shipped("curricula"))) / "bachelor-sociaal-werk-scheldezoom.xlsx"
EDITION = "krachtlijnen"
CORRECTION = 8
"""Column of *Correctie*, from 1."""


def corrected(run: Run, tmp_path: Path, **cells: str) -> None:
    """Make a sheet and fill in cells of *Woorden*, such as `H6`."""
    assert run("frameworks", "sheet", EDITION, "-o", "blad.xlsx").code == 0
    workbook = openpyxl.load_workbook(tmp_path / "blad.xlsx")
    for cell, value in cells.items():
        workbook["Woorden"][cell] = value
    workbook.save(tmp_path / "blad.xlsx")


def test_a_copy_keeps_the_ids_and_bears_its_own_version(run: Run, tmp_path: Path) -> None:
    code, out, err = run("frameworks", "copy", EDITION, "-o", "eigen.yaml", "--date", "2026-12-01")

    original = get_framework(EDITION)
    copy = resolve_frameworks([str(tmp_path / "eigen.yaml")])[0]
    assert (code, out) == (0, "eigen.yaml\n")
    assert "krachtlijnen@2018+eigen" in err
    assert copy.ref == "krachtlijnen@2018+eigen"
    assert copy.items == original.items
    assert copy.status is original.status
    assert copy.changelog[-1].note == f"Kopie van {original.ref}, revisie {original.revision}."
    assert run("frameworks", "validate", "eigen.yaml").code == 0
    assert run("frameworks", "format", "--check", "eigen.yaml").code == 0
    assert get_framework(EDITION) is original


def test_a_corrected_sheet_becomes_an_edition_and_says_what_changed(
    run: Run, tmp_path: Path
) -> None:
    original = get_framework(EDITION)
    first = original.items[0]
    corrected(run, tmp_path, H6="weg", H7="buurtfeest*")
    code, out, err = run("frameworks", "apply", "blad.xlsx", "-o", "eigen.yaml")

    own = resolve_frameworks([str(tmp_path / "eigen.yaml")])[0]
    assert (code, out) == (0, "eigen.yaml\n")
    assert "2 correcties in krachtlijnen@2018+eigen:" in err
    assert f"geschrapt: ‘{first.indicators[0].phrase}’" in err
    assert f"anders verwoord: ‘{first.indicators[1].phrase}’ → ‘buurtfeest*’" in err
    assert own.items[0].indicators[0].phrase == "buurtfeest*"
    assert own.items[1:] == original.items[1:]
    assert own.identity_digest != original.identity_digest
    assert "buurtfeest*" in run("frameworks", "diff", EDITION, "eigen.yaml").out


def test_a_mistake_stops_before_anything_is_written(run: Run, tmp_path: Path) -> None:
    corrected(run, tmp_path, H6="(gezin", H7="weg", E8="overgetypt")
    code, out, err = run("frameworks", "apply", "blad.xlsx", "-o", "eigen.yaml")

    assert (code, out) == (2, "")
    assert "[blad.xlsx, Woorden!H6]" in err
    assert "[blad.xlsx, Woorden!E8]" in err
    assert "Er is niets geschreven." in err
    assert not (tmp_path / "eigen.yaml").exists()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("copy", EDITION, "-o", "eigen.xlsx"), ".yaml"),
        (("sheet", EDITION, "-o", "blad.yaml"), ".xlsx"),
        (("apply", "blad.xlsx", "-o", "blad.xlsx"), ".yaml"),
    ],
)
def test_a_name_that_does_not_fit_is_refused(
    run: Run, tmp_path: Path, words: tuple[str, ...], hint: str
) -> None:
    code, _, err = run("frameworks", *words)

    assert code == 2
    assert f"Gebruik een naam op {hint}." in err
    assert list(tmp_path.iterdir()) == []


def test_an_own_edition_keeps_every_decision_and_reports(run: Run, tmp_path: Path) -> None:
    assert run("map", LIST, "--framework", EDITION, "-o", "oud.xlsx").code == 0
    workbook = openpyxl.load_workbook(tmp_path / "oud.xlsx")
    rows = list(workbook["Koppelingen"].iter_rows())
    header = next(row for row in rows if row[0].value == "Koppeling-id")
    verdict = next(cell.column - 1 for cell in header if cell.value == "Besluit")
    decided = 8
    for number, row in enumerate(rows[rows.index(header) + 1 :][:decided]):
        row[verdict].value = "akkoord" if number % 2 else "niet akkoord"
    workbook.save(tmp_path / "oud.xlsx")
    corrected(run, tmp_path, H6="weg", H7="weg", H8="zwak")
    assert run("frameworks", "apply", "blad.xlsx", "-o", "eigen.yaml").code == 0

    new = ("map", LIST, "--framework", "eigen.yaml", "--decisions", "oud.xlsx", "-o", "nieuw.xlsx")
    code, _, err = run(*new)
    report = run("report", "nieuw.xlsx", "--framework", "eigen.yaml", "-o", "hiaten.xlsx")

    assert code == 0
    assert f"{decided} besliste koppelingen overgenomen, 0 opnieuw te bekijken, 0 zonder" in err
    assert report.code == 0
    account = openpyxl.load_workbook(tmp_path / "hiaten.xlsx")["Verantwoording"]
    texts = [str(cell.value) for row in account.iter_rows() for cell in row if cell.value]
    assert any("andere inhoud of woordenschat dan de meegeleverde" in text for text in texts)


def test_validate_warns_of_a_file_that_bears_the_name_of_a_shipped_edition(
    run: Run, tmp_path: Path
) -> None:
    text = (builtin_root() / EDITION / "2018.yaml").read_text("utf-8")
    path = tmp_path / "kader.yaml"
    path.write_text(text, "utf-8")
    same = run("frameworks", "validate", "kader.yaml")
    phrase = get_framework(EDITION).items[0].indicators[0].phrase
    path.write_text(text.replace(phrase, "iets anders", 1), "utf-8")
    changed = run("frameworks", "validate", "kader.yaml")

    assert "noemt zich" not in same.err
    assert changed.code == 0
    assert f"dit bestand noemt zich {EDITION}@2018, maar verschilt" in changed.err
    assert "Noem de versie 2018+eigen" in changed.err


def test_validate_tries_every_indicator_on_a_course_list(run: Run, tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text(
        "Code;Titel;Inhoud\nSW1;Schuldhulp;Budgetbeheer en huisbezoek. Budgetbeheer oefenen.\n",
        "utf-8",
    )
    phrases = ("budgetbeheer", "huisbezoke", "schuldhulp + stoeptegel")
    edition = framework(item("steun", *phrases, label="Steun"))
    (tmp_path / "kader.yaml").write_text(edition_text(edition), "utf-8")
    code, out, _ = run("frameworks", "validate", "kader.yaml", "--try", "lijst.csv")

    assert code == 0
    assert "steun  Steun: 1 van 3 indicatoren gevonden\n" in out
    assert "  + budgetbeheer  (1 opleidingsonderdeel, 2 keer; SW1 Schuldhulp: ‘Budgetb" in out
    assert "  - huisbezoke  (niets)  Bedoelde u ‘huisbezoek’ voor ‘huisbezoke’?\n" in out
    assert "  - schuldhulp + stoeptegel  (niets)\n" in out

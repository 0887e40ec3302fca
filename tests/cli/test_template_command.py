from __future__ import annotations

from pathlib import Path

from typed import Run


def test_the_empty_list_can_be_mapped_as_it_is(run: Run) -> None:
    code, out, err = run("template", "-o", "leeg.xlsx")
    mapped, _, told = run("map", "leeg.xlsx", "-o", "uit.json")

    assert (code, out) == (0, "leeg.xlsx\n")
    assert "Wis de twee voorbeeldrijen" in err
    assert mapped == 0
    assert "2 opleidingsonderdelen gelezen" in told


def test_a_file_is_not_overwritten_without_force(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "leeg.xlsx"
    target.write_bytes(b"van mij")

    assert run("template")[0] == 2
    assert target.read_bytes() == b"van mij"
    assert run("template", "--force")[0] == 0
    assert target.read_bytes()[:2] == b"PK"


def test_only_a_workbook_can_be_made(run: Run) -> None:
    code, _, err = run("template", "-o", "leeg.csv")

    assert code == 2
    assert "Gebruik een naam op .xlsx." in err

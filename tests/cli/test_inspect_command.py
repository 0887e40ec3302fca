from __future__ import annotations

import json
from pathlib import Path

import pytest
from typed import Run

ODD = "Ref;Wat;Omvang in SP;Vertelling\nA1;Recht;4;over wetten\nA2;Ethiek;3;over waarden\n"


def test_inspect_shows_sheets_columns_rows_and_first_courses(run: Run, rich_list: Path) -> None:
    code, out, err = run("inspect", rich_list)

    assert code == 0
    assert err == ""
    assert "19 opleidingsonderdelen, 120 studiepunten" in out
    assert "Blad ‘Programma 2026-2027’ wordt gelezen, kop op rij 1." in out
    assert "Blad ‘Legende’ is niet gelezen" in out
    assert "Academiejaar  2026-27" in out
    columns = [line.split() for line in out.splitlines() if line[:1].isupper()]
    assert ["C", "sp.", "studiepunten", "herkend", "19"] in columns
    assert "19 rijen gezien = 19 opleidingsonderdelen" in out
    assert "GMW101" in out
    assert "GMW104" not in out


def test_inspect_says_which_rows_are_skipped_and_why(run: Run, poor_list: Path) -> None:
    _, out, _ = run("inspect", poor_list)

    assert "1 x Een rij met een totaal is overgeslagen (rij 48)" in out


def test_inspect_as_json_holds_the_same(run: Run, rich_list: Path) -> None:
    code, out, _ = run("inspect", rich_list, "--json")
    seen = json.loads(out)

    assert code == 0
    assert seen["schema"] == "swcompetence/inspection@1"
    assert seen["course_count"] == 19
    assert [sheet["is_used"] for sheet in seen["sheets"]] == [True, False]
    assert seen["sheets"][0]["columns"][0] == {
        "letter": "A",
        "header": "Opleidingsonderdeel",
        "field": "title",
        "use": "recognised",
        "filled": 19,
    }
    assert seen["sheets"][0]["ledger"]["rows_seen"] == 19


def test_a_list_that_is_not_recognised_is_shown_made_into_a_profile_and_mapped(
    run: Run, tmp_path: Path
) -> None:
    lijst, eigen = tmp_path / "lijst.csv", tmp_path / "eigen.yaml"
    lijst.write_text(ODD, encoding="utf-8")

    bare = run("inspect", lijst)
    written = run("inspect", lijst, "--write-profile", eigen)
    text = eigen.read_text(encoding="utf-8")
    for name, field in (("Wat", "title"), ("Vertelling", "content")):
        assert f"  {name}: ignore" in text
        text = text.replace(f"  {name}: ignore", f"  {name}: {field}")
    eigen.write_text(text, encoding="utf-8")
    again = run("inspect", lijst, "--profile", eigen)
    mapped = run("map", lijst, "--profile", eigen, "-o", "uit.json")

    assert bare.code == 2
    assert "komt het dichtst bij een kop" in bare.out
    assert "geen lijst van opleidingsonderdelen" in bare.err
    assert "  Ref: code" in text
    assert written.code == 0
    assert "title achter de juiste kop" in written.err
    assert again.code == 0
    assert "volgens het profiel" in again.out
    assert "2 opleidingsonderdelen" in again.out
    assert mapped.code == 0
    made = json.loads((tmp_path / "uit.json").read_text(encoding="utf-8"))
    assert [c["title"] for c in made["curricula"][0]["courses"]] == ["Recht", "Ethiek"]
    assert "profile-used" in {issue["code"] for issue in made["issues"]}


def test_a_profile_is_not_overwritten_without_force(
    run: Run, rich_list: Path, tmp_path: Path
) -> None:
    target = tmp_path / "eigen.yaml"
    target.write_text("van mij", encoding="utf-8")

    assert run("inspect", rich_list, "--write-profile", target).code == 2
    assert target.read_text(encoding="utf-8") == "van mij"
    assert run("inspect", rich_list, "--write-profile", target, "--force").code == 0
    assert "Opleidingsonderdeel: title" in target.read_text(encoding="utf-8")


def test_explain_takes_a_profile(run: Run, tmp_path: Path) -> None:
    lijst, eigen = tmp_path / "lijst.csv", tmp_path / "eigen.yaml"
    lijst.write_text(ODD, encoding="utf-8")
    eigen.write_text(
        "id: eigen\ntitle: Eigen\ncolumns:\n  Ref: code\n  Wat: title\n", encoding="utf-8"
    )

    code, out, _ = run("explain", lijst, "--course", "A1", "--profile", eigen)

    assert code == 0
    assert out.startswith("A1  Recht\n")


def test_the_shipped_profiles_are_listed(run: Run) -> None:
    code, out, _ = run("inspect", "--profiles")

    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [
        "PROFIEL",
        "bamaflex-en",
        "bamaflex-nl",
        "eigen-lijst",
        "kuleuven-en",
        "kuleuven-nl",
        "vacatures",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "geef een LIJST"),
        (["bestaat-niet.xlsx"], "bestaat niet"),
        (["lijst.csv", "--profile", "bamaflex"], "Bedoelde u ‘bamaflex-"),
        (["lijst.csv", "--profile", "weg.yaml"], "weg.yaml"),
    ],
)
def test_wrong_use_gives_one_dutch_message(
    run: Run, tmp_path: Path, words: list[str], message: str
) -> None:
    (tmp_path / "lijst.csv").write_text(ODD, encoding="utf-8")

    code, out, err = run("inspect", *words)

    assert (code, out) == (2, "")
    assert message in err


def test_one_row_is_told_in_the_singular(run: Run, tmp_path: Path) -> None:
    (tmp_path / "een.csv").write_text("Code;Titel;Studiepunten\nA1;Recht;4\n", encoding="utf-8")

    assert "1 rij gezien = 1 opleidingsonderdeel + 0 overgeslagen" in run("inspect", "een.csv").out

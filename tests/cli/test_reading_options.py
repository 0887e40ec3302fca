import json
import shutil
from pathlib import Path

import pytest
from typed import Run

LISTS = Path(__file__).parents[1] / "data" / "lists"


@pytest.mark.parametrize("kind", ["ods", "xls", "xlsb"])
def test_map_takes_any_format_and_tells_what_became_of_the_rows(
    run: Run, tmp_path: Path, kind: str
) -> None:
    path = shutil.copy(LISTS / f"lijst.{kind}", tmp_path)
    target = tmp_path / "uit.json"

    code, out, err = run("map", str(path), "-o", str(target))

    assert (code, out.strip()) == (0, str(target))
    assert "4 rijen gezien = 4 opleidingsonderdelen + 0 overgeslagen" in err
    (curriculum,) = json.loads(target.read_text(encoding="utf-8"))["curricula"]
    assert curriculum["ledger"] == [
        {"sheet": "Lijst", "rows_seen": 4, "courses": 4, "continuations": 0, "skipped": []}
    ]


def test_a_limit_that_is_passed_names_the_option_that_raises_it(run: Run, tmp_path: Path) -> None:
    path = shutil.copy(LISTS / "lijst.ods", tmp_path)
    target = tmp_path / "uit.json"

    code, out, err = run("map", str(path), "-o", str(target), "--limit", "rijen=4")
    assert (code, out) == (2, "")
    assert "--limit rijen=16" in err
    assert not target.exists()

    code, _, _ = run("map", str(path), "-o", str(target), "--limit", "rijen=16")
    assert code == 0


def test_explain_takes_the_limits_that_its_message_names(run: Run) -> None:
    words = ("explain", LISTS / "lijst.ods", "--course", "SW1", "--limit")

    _, _, err = run(*words, "rijen=4")
    assert "--limit rijen=16" in err

    _, _, err = run(*words, "rijen=16")
    assert "grens" not in err


def test_an_unknown_limit_gives_the_known_ones(run: Run) -> None:
    code, _, err = run("map", "lijst.csv", "--limit", "regels=3")

    assert code == 2
    assert "rijen=200000" in err


def test_a_file_without_a_list_gives_exit_code_2_and_no_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "kas.csv"
    path.write_text("Datum;Bedrag\n1;2\n", encoding="utf-8")

    code, out, err = run("map", str(path))

    assert (code, out) == (2, "")
    assert "geen lijst van opleidingsonderdelen" in err
    assert [one.name for one in tmp_path.iterdir()] == ["kas.csv"]

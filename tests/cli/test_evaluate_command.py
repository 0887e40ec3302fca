from __future__ import annotations

import json
from pathlib import Path

import pytest
from typed import Run


@pytest.fixture
def mapped(
    tmp_path: Path,
    rich_list: Path,
    run: Run,
) -> Path:
    target = tmp_path / "m.json"
    run("map", rich_list, "--framework", "ocmw-praktijk", "-o", target)
    return target


def test_a_mapping_is_measured_against_json_lines(run: Run, mapped: Path) -> None:
    labels = mapped.with_name("labels.jsonl")
    labels.write_text(
        '{"id": "GMW107", "labels": {"ocmw-praktijk:schuldhulp": 2}}\n{"id": "ZZ", "labels": {}}'
    )

    code, out, err = run("evaluate", mapped, labels, "--per-item")

    assert code == 0
    assert "PRECISIE" in out
    assert "ocmw-praktijk:schuldhulp  1        1 " in out
    assert "1 opleidingsonderdelen met labels" in err
    assert "1 gelabelde codes staan niet in de koppelingen" in err

    _, out, _ = run("evaluate", mapped, labels, "--json")
    assert json.loads(out)["overall"]["true_positives"] == 1


def test_a_mapping_without_decisions_measures_nothing(run: Run, mapped: Path) -> None:
    code, out, err = run("evaluate", mapped, mapped)

    assert code == 2
    assert out == ""
    assert "Geen enkel gelabeld opleidingsonderdeel" in err

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from swcompetence.cli import main


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str | Path
) -> tuple[object, str, str]:
    monkeypatch.setattr(sys, "argv", ["swcompetence", "explain", *map(str, words)])
    with pytest.raises(SystemExit) as stop:
        main()
    captured = capsys.readouterr()
    return stop.value.code, captured.out, captured.err


def test_a_course_is_explained_like_a_ledger(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], rich_list: Path
) -> None:
    code, out, _ = run(monkeypatch, capsys, rich_list, "--course", "gmw107", "--item", "schuldhulp")

    assert code == 0
    assert "(ocmw-praktijk:schuldhulp): VOORGESTELD, zekerheid 0,99" in out
    assert "in de titel" in out
    assert "sterk, " in out


def test_an_item_that_is_not_found_says_what_it_lacks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], rich_list: Path
) -> None:
    code, out, _ = run(
        monkeypatch, capsys, rich_list, "--course", "GMW107", "--item", "ocmw-praktijk:oekraine"
    )

    assert code == 0
    assert "niet voorgesteld" in out
    assert "ontbreekt: " in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--course", "GMW99"), "geen opleidingsonderdeel met code ‘GMW99’. Bedoelde u GMW"),
        (("--course", "GMW107", "--item", "onbestaand"), "heeft geen item ‘onbestaand’"),
    ],
)
def test_unknown_names_get_suggestions(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    rich_list: Path,
    words: tuple[str, ...],
    message: str,
) -> None:
    code, out, err = run(monkeypatch, capsys, rich_list, *words)

    assert code == 2
    assert out == ""
    assert message in err

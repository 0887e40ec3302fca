from __future__ import annotations

import re
from pathlib import Path

import pytest
from typed import Run


def test_a_course_is_explained_like_a_ledger(run: Run, rich_list: Path) -> None:
    code, out, _ = run("explain", rich_list, "--course", "gmw107", "--item", "schuldhulp")

    assert code == 0
    assert "(ocmw-praktijk:schuldhulp): VOORGESTELD als onderwerp, zekerheid 0,99" in out
    assert "heet onderwerp: een som van minstens 0,00" in out
    assert " -6,91  waarop elk item van het kader begint" in out
    assert "samen, omgerekend naar een kans: zekerheid 0,99 (meer geeft de software nooit)" in out
    assert "in de titel" in out
    assert "sterk, " in out


def test_what_is_shown_adds_up(run: Run, rich_list: Path) -> None:
    _, out, _ = run("explain", rich_list, "--course", "gmw107")
    sums: list[float] = []
    totals: dict[float, float] = {}
    for line in out.splitlines():
        if amount := re.match(r" +([+-]\d+,\d\d)  ", line):
            sums.append(float(amount[1].replace(",", ".")))
        elif total := re.match(r"  = (-?\d+,\d\d) samen", line):
            totals[float(total[1].replace(",", "."))] = round(sum(sums), 2)
            sums.clear()

    assert len(totals) > 3
    assert list(totals) == list(totals.values())
    assert "-0,00  afronding" not in out


def test_an_item_that_is_not_found_says_what_it_lacks(run: Run, rich_list: Path) -> None:
    code, out, _ = run(
        "explain", rich_list, "--course", "GMW107", "--item", "ocmw-praktijk:kinderarmoede"
    )

    assert code == 0
    assert "niet voorgesteld" in out
    assert "ontbreekt: " in out
    assert "meer geeft de software nooit" not in out


def test_a_sentence_that_several_sheets_share_is_named(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"V{n};Vak {n};3;De student leert huisbezoeken afleggen.\n" for n in range(3))
    path = tmp_path / "lijst.csv"
    path.write_text(f"Code;Titel;Studiepunten;Inhoud\n{rows}", encoding="utf-8")

    _, out, _ = run("explain", path, "--course", "V1", "--item", "huisbezoek")
    _, _, talk = run("map", path)

    assert "gedeelde tekst, in 3 fiches" in out
    assert "Gedeelde tekst: 1 zin staat woord voor woord" in talk


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--course", "GMW99"), "met code of naam ‘GMW99’. Bedoelde u GMW"),
        (("--course", "GMW107", "--item", "onbestaand"), "heeft geen item ‘onbestaand’"),
    ],
)
def test_unknown_names_get_suggestions(
    run: Run,
    rich_list: Path,
    words: tuple[str, ...],
    message: str,
) -> None:
    code, out, err = run("explain", rich_list, *words)

    assert code == 2
    assert out == ""
    assert message in err

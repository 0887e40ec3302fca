from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from typed import Run

from swcompetence.registry import get_framework
from swcompetence.workflow.mapping import map_lists, render_mapping

Decisions = dict[int, tuple[str, str, str]]


@pytest.fixture(scope="module")
def undecided(rich_list: Path) -> bytes:
    """Give a review workbook as `map` writes it."""
    frameworks = (get_framework("krachtlijnen"),)
    mapping = map_lists([rich_list], frameworks, date=dt.date(2026, 11, 22))
    return render_mapping(mapping, frameworks, Path("leeg.xlsx"))


@pytest.fixture
def reviews(undecided: bytes, tmp_path: Path) -> Callable[..., None]:
    """Give what fills in copies of one workbook: name -> rank of the link -> decision."""
    (tmp_path / "leeg.xlsx").write_bytes(undecided)

    def fill(name: str, decisions: Decisions) -> None:
        book = openpyxl.load_workbook(io.BytesIO(undecided))
        sheet = book["Koppelingen"]
        columns = [str(cell.value) for cell in sheet[5]]
        for rank, cells in decisions.items():
            for header, cell in zip(("Besluit", "Niveau", "Nagekeken door"), cells, strict=True):
                sheet.cell(6 + rank, columns.index(header) + 1, cell or None)
        book.save(tmp_path / name)

    return fill


@pytest.fixture
def two(reviews: Callable[..., None]) -> None:
    """An and Bert decide ten links: both yes 4, both no 3, only An yes 2, only Bert yes 1.

    po = .7; pe = .6 x .5 + .4 x .5 = .5; kappa = .2 / .5 = .4.
    """
    an = ["akkoord"] * 6 + ["niet akkoord"] * 4
    bert = ["akkoord"] * 4 + ["niet akkoord"] * 2 + ["niet akkoord"] * 3 + ["akkoord"]
    reviews("an.xlsx", {n: (verdict, "I" if n == 0 else "", "An") for n, verdict in enumerate(an)})
    reviews("bert.xlsx", {n: (v, "V" if n == 0 else "", "Bert") for n, v in enumerate(bert)})


@pytest.mark.usefixtures("two")
def test_figures_tables_and_differences_are_told_in_dutch(run: Run) -> None:
    code, out, err = run("agreement", "an.xlsx", "bert.xlsx")

    assert code == 0
    assert err == ""
    lines = [line.split() for line in out.splitlines()]
    assert ["alle", "kaders", "10", "7", "0,70", "0,40"] in [line[:6] for line in lines]
    assert ["akkoord", "4", "0", "2", "0"] in lines
    assert ["I", "0", "1", "0", "0"] in lines
    for title in (
        "Overeenstemming",
        "Besluiten",
        "Niveaus, waar beide akkoord zijn",
        "Verschillen",
    ):
        assert title in out.splitlines()
    assert out.count("niet akkoord, An") == 1
    assert "akkoord (I), An" in out
    assert "akkoord (V), Bert" in out
    assert "Kappa is 1 bij volledige overeenstemming" in out


@pytest.mark.usefixtures("two")
def test_the_csv_opens_in_a_dutch_excel(run: Run, tmp_path: Path) -> None:
    assert run("agreement", "an.xlsx", "bert.xlsx", "-o", "overeenstemming.csv").code == 0

    content = (tmp_path / "overeenstemming.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert ["alle kaders", "10", "7", "0,70", "0,40"] in [row[:5] for row in rows]
    assert ["Code", "Opleidingsonderdeel", "Kader", "Kaderitem", "an", "bert"] in rows
    assert run("agreement", "an.xlsx", "bert.xlsx", "-o", "overeenstemming.csv").code == 2


@pytest.mark.usefixtures("two")
def test_json_is_for_programs(run: Run) -> None:
    code, out, _ = run("agreement", "an.xlsx", "bert.xlsx", "--json")
    data = json.loads(out)

    assert code == 0
    assert data["total"]["both"] == 10
    assert data["total"]["kappa"]["value"] == pytest.approx(0.4)
    assert len(data["differences"]) == 4


def test_two_who_always_say_the_same_have_no_kappa_and_hear_why(
    run: Run, reviews: Callable[..., None]
) -> None:
    for name in ("an", "bert"):
        reviews(f"{name}.xlsx", dict.fromkeys(range(3), ("akkoord", "", name)))

    code, out, _ = run("agreement", "an.xlsx", "bert.xlsx")

    assert code == 0
    assert "kappa bestaat niet: beide kozen altijd hetzelfde besluit" in out
    assert "Geen.\n" in out.partition("Verschillen")[2]


def test_a_kappa_below_zero_stays_a_number_in_the_csv(
    run: Run, reviews: Callable[..., None], tmp_path: Path
) -> None:
    reviews("a.xlsx", {0: ("akkoord", "", "=An"), 1: ("niet akkoord", "", "=An")})
    reviews("b.xlsx", {0: ("niet akkoord", "", "B"), 1: ("akkoord", "", "B")})

    run("agreement", "a.xlsx", "b.xlsx", "-o", "o.csv")

    text = (tmp_path / "o.csv").read_text(encoding="utf-8-sig")
    assert ";0,00;-1,00;" in text
    assert "geen interval" in text


def test_nothing_decided_by_both_is_said(run: Run, reviews: Callable[..., None]) -> None:
    reviews("a.xlsx", {0: ("akkoord", "", "An")})
    reviews("b.xlsx", {1: ("akkoord", "", "B")})

    code, out, _ = run("agreement", "a.xlsx", "b.xlsx")

    assert code == 0
    assert "geen koppelingen waarover beide beslist hebben" in out
    assert "Enkel in a beslist, en niet meegeteld: 1 koppeling." in out


def test_decisions_copied_from_each_other_are_pointed_out(
    run: Run, reviews: Callable[..., None]
) -> None:
    for name in ("a", "b"):
        reviews(f"{name}.xlsx", {0: ("akkoord", "", "An")})

    assert "onder dezelfde naam" in run("agreement", "a.xlsx", "b.xlsx").out


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("reader", ["an", "bert"])
def test_a_reader_is_not_compared_with_himself_in_silence(run: Run, reader: str) -> None:
    run("review", "an.xlsx", "bert.xlsx", "-o", "samen.xlsx")

    code, _, err = run("agreement", "samen.xlsx", f"{reader}.xlsx")
    _, _, of_two = run("agreement", "an.xlsx", "bert.xlsx")

    assert code == 0
    assert "LET OP" in err
    assert f"In samen.xlsx en in {reader}.xlsx staan besluiten van {reader.title()}" in err
    assert "met zichzelf" not in of_two


def test_one_file_twice_and_other_lists_are_refused(
    run: Run, reviews: Callable[..., None], poor_list: Path
) -> None:
    reviews("a.xlsx", {0: ("akkoord", "", "An")})
    run("map", poor_list, "--framework", "krachtlijnen", "-o", "ander.json")

    same = run("agreement", "a.xlsx", "a.xlsx")
    other = run("agreement", "a.xlsx", "ander.json")

    assert same.code == other.code == 2
    assert "twee keer hetzelfde bestand" in same.err
    assert "geen enkel opleidingsonderdeel met dezelfde tekst" in other.err


def test_help_is_dutch(run: Run) -> None:
    code, out, _ = run("agreement", "--help")

    assert code == 0
    assert "Gebruik:" in out
    assert "Usage" not in out

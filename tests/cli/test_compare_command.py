from __future__ import annotations

import html
import json
import re
from pathlib import Path

import openpyxl
import pytest
from samples import course, framework, item, link, mapping
from typed import Run

from swcompetence.model import Course, Link, Mapping

EDITION = "kader.yaml"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """Give a small edition of our own as a file."""
    used = framework(item("a"), item("b"))
    path = tmp_path / EDITION
    path.write_text(used.model_dump_json(exclude_none=True), encoding="utf-8")
    return path


def year(*links: Link, courses: tuple[Course, ...], **facts: object) -> Mapping:
    """Give the mapping of one list."""
    one = mapping(*links, courses=courses, edition=framework(item("a"), item("b")), nominal=180)
    curriculum = one.curricula[0].model_copy(update=facts)
    return one.model_copy(update={"curricula": (curriculum,)})


def write(folder: Path, name: str, one: Mapping) -> str:
    (folder / name).write_text(one.to_json(), encoding="utf-8")
    return name


@pytest.fixture
def years(tmp_path: Path, edition: Path) -> tuple[str, str]:
    """Give two years of one programme: one course stays, one comes and brings an item."""
    names = {"college": "Erasmushogeschool Brussel", "programme": "Bachelor"}
    stays = course("OUD-1", "Recht", content="Over leefloon.")
    again = course("NIEUW-1", "Recht", content="Over leefloon.")
    fresh = course("NIEUW-2", "=Praktijk", content="Over huisbezoek.")
    old = year(link("OUD-1", "proef:a"), courses=(stays,), academic_year="2024-25", **names)
    new = year(
        link("NIEUW-1", "proef:a"),
        link("NIEUW-2", "proef:b"),
        courses=(again, fresh),
        academic_year="2025-26",
        **names,
    )
    assert edition.exists()
    return write(tmp_path, "oud.json", old), write(tmp_path, "nieuw.json", new)


def test_two_years_are_told_on_the_screen_and_kept_in_a_workbook(
    run: Run, years: tuple[str, str], tmp_path: Path
) -> None:
    code, out, _ = run("compare", *years, "--framework", EDITION, "--date", "2026-11-22")

    assert code == 0
    lines = [line.split() for line in out.splitlines()]
    assert ["2024-25", "0", "1", "0", "0", "0", "1"] in lines
    assert ["2024-25", "2025-26", "1", "0", "1", "0", "1", "1", "0", "1", "0"] in lines
    assert ["Brussel", "2025-26", "te", "weinig", "hogescholen"] in lines
    assert "niet even lang" in out
    assert "niet aangetroffen is niet hetzelfde als niet onderwezen" in out
    assert out.endswith("oud-vergelijking.xlsx\n")
    book = openpyxl.load_workbook(tmp_path / "oud-vergelijking.xlsx")
    assert book.sheetnames == [
        "Samenvatting",
        "Kaderitems",
        "Erbij en weg",
        "Opleidingsonderdelen",
        "Platforms",
    ]
    changes = [[cell.value for cell in row] for row in book["Erbij en weg"].iter_rows(min_row=8)]
    assert changes[0][:4] == ["2024-25", "2025-26", "erbij", "Zzqb"]
    assert changes[0][6] == "=Praktijk"
    assert book["Erbij en weg"]["G8"].data_type == "s"
    for sheet in book:
        assert sheet.freeze_panes
        assert sheet.print_title_rows
    assert book["Kaderitems"].tables


def test_the_same_lists_and_date_give_the_same_bytes(
    run: Run, years: tuple[str, str], tmp_path: Path
) -> None:
    for name in ("een.xlsx", "twee.xlsx"):
        run("compare", *years, "--framework", EDITION, "--date", "2026-11-22", "-o", name)

    assert (tmp_path / "een.xlsx").read_bytes() == (tmp_path / "twee.xlsx").read_bytes()


def test_a_page_tells_the_same_as_the_workbook(
    run: Run, years: tuple[str, str], tmp_path: Path
) -> None:
    words = ("compare", *years, "--framework", EDITION, "--date", "2026-11-22")
    run(*words, "-o", "v.xlsx")
    run(*words, "-o", "v.html")

    page = (tmp_path / "v.html").read_text(encoding="utf-8")
    shown = html.unescape(re.sub(r"<(style|script)>.*?</\1>|<[^>]+>", "", page, flags=re.DOTALL))
    book = openpyxl.load_workbook(tmp_path / "v.xlsx")
    listed = {
        cell.value
        for sheet in book
        for table in sheet.tables.values()
        for row in sheet[table.ref][1:]
        for cell in row
        if isinstance(cell.value, str)
    }
    assert "Vergelijking: wat de fiches van verschillende lijsten tonen, naast elkaar" in shown
    assert "=Praktijk" in listed
    assert not [text for text in listed if text not in shown]
    assert "Hiatenrapport" not in shown


def test_json_on_the_screen_writes_no_workbook(
    run: Run, years: tuple[str, str], tmp_path: Path
) -> None:
    code, out, _ = run("compare", *years, "--framework", EDITION, "--json")
    run("compare", *years, "--framework", EDITION, "-o", "alles.json")

    assert code == 0
    assert json.loads(out)["schema"] == "swcompetence/comparison@2"
    assert (tmp_path / "alles.json").read_text(encoding="utf-8") == out
    assert not list(tmp_path.glob("*.xlsx"))


def test_colleges_stand_side_by_side_without_steps(run: Run, tmp_path: Path, edition: Path) -> None:
    for name, college in (("a", "Howest"), ("b", "VIVES"), ("c", None)):
        facts = {"college": college, "programme": f"Bachelor {name}"}
        courses = tuple(course(f"{name}{n}", f"Vak {name * n}") for n in (3, 5))
        write(tmp_path, f"{name}.json", year(courses=courses, **facts))

    code, out, _ = run("compare", "a.json", "b.json", "c.json", "--framework", edition)

    assert code == 0
    assert "Van jaar tot jaar" not in out
    assert "West-Vlaanderen" in out
    assert "Howest, VIVES" in out
    assert "op geen bekend platform" in out
    assert "Bachelor c" in out


def test_lists_without_names_are_one_programme_when_half_of_the_courses_return(
    run: Run, tmp_path: Path, edition: Path
) -> None:
    texts = ["Over leefloon en recht.", "Over muziek en dans.", "Over sport en spel."]
    lists = {"een": texts[:2], "twee": texts[1:], "drie": ["Heel iets anders."]}
    for name, contents in lists.items():
        courses = tuple(course(f"{name}{n}", t, content=t) for n, t in enumerate(contents))
        write(tmp_path, f"{name}.json", year(courses=courses))

    _, out, _ = run(
        "compare", "een.json", "twee.json", "drie.json", "--framework", edition, "--json"
    )

    data = json.loads(out)
    assert [(step["old"], step["new"]) for step in data["steps"]] == [(0, 1)]
    assert [one["name"] for one in data["lists"]] == ["een", "twee", "drie"]


def test_two_lists_in_one_file_get_a_number(run: Run, tmp_path: Path, edition: Path) -> None:
    one = year(courses=(course("x"),), id="x").curricula[0]
    two = year(courses=(course("y", "Ander vak"),), id="y").curricula[0]
    both = year(courses=()).model_copy(update={"curricula": (one, two)})
    write(tmp_path, "beide.json", both)

    _, out, _ = run("compare", "beide.json", "--framework", edition, "--json")

    assert [x["name"] for x in json.loads(out)["lists"]] == ["beide (1)", "beide (2)"]


def test_a_division_of_ones_own_takes_the_place_of_the_shipped_one(
    run: Run, years: tuple[str, str], tmp_path: Path
) -> None:
    college = "{id: x, name: Erasmushogeschool Brussel, provenance: unverified}"
    (tmp_path / "eigen.yaml").write_text(
        "title: t\nabout: a\nlast_checked_on: 2026-11-01\nplatforms:\n"
        f"- {{id: mijn, name: Mijn streek, colleges: [{college}]}}\n",
        encoding="utf-8",
    )

    out = run("compare", *years, "--framework", EDITION, "--platforms", "eigen.yaml").out

    assert "Mijn streek" in out


def test_bridges_between_editions_get_a_sheet(run: Run, tmp_path: Path, edition: Path) -> None:
    gone = {"since": "2", "why": "w", "replaced_by": ["a"]}
    newer = framework(item("a"), item("b", deprecated=gone), version="2", valid_from="2027-01-01")
    (tmp_path / "nieuwer.yaml").write_text(newer.model_dump_json(exclude_none=True), "utf-8")
    write(tmp_path, "oud.json", year(link("c", "proef:b"), courses=(course("c"),)))
    write(tmp_path, "nieuw.json", mapping(courses=(course("d"),), edition=newer))

    words = ("compare", "oud.json", "nieuw.json", "--framework", edition)
    unknown = run(*words)
    code, out, _ = run(*words, "--framework", "nieuwer.yaml")

    assert unknown.code == 2
    assert "‘proef@2’ bestaat niet. Het is gebruikt in dit bestand; geef het mee" in unknown.err
    assert code == 0
    assert "oud is over proef@2 gelezen via proef@1: 2 verbanden tellen mee." in out
    book = openpyxl.load_workbook(tmp_path / "oud-vergelijking.xlsx")
    rows = [[cell.value for cell in row] for row in book["Bruggen"].iter_rows(min_row=8)]
    assert ["oud", "proef@1", "proef@2", "ja: vervangen", "proef:b", "proef:a"] in rows


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("oud.json",), "Eén lijst is niets om te vergelijken."),
        (("oud.json", "./oud.json"), "Dit bestand staat er twee keer."),
        (("oud.json", "nieuw.json", "-o", "v.txt"), "een naam op .xlsx, .html of .json."),
        (("oud.json", "nieuw.json", "-o", "oud.json"), "dat wordt nooit vervangen"),
        (("oud.json", "nieuw.json", "--platforms", "weg.yaml"), "dit bestand bestaat niet."),
        (("oud.json", "weg.json"), "dit bestand bestaat niet."),
    ],
)
@pytest.mark.usefixtures("years")
def test_wrong_use_is_told_in_dutch_and_writes_nothing(
    run: Run, words: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    code, out, err = run("compare", *words, "--framework", EDITION)

    assert (code, out) == (2, "")
    assert told in err
    assert not list(tmp_path.glob("*.xlsx"))


def test_an_existing_workbook_is_kept_without_force(
    run: Run, years: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / "oud-vergelijking.xlsx").write_bytes(b"van mij")

    assert run("compare", *years, "--framework", EDITION).code == 2
    assert (tmp_path / "oud-vergelijking.xlsx").read_bytes() == b"van mij"

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from samples import course, framework, item, link, mapping
from typed import Run

from swcompetence.model import Mapping


def written(folder: Path, one: Mapping, name: str = "lijst.json") -> None:
    (folder / name).write_text(one.to_json(), encoding="utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Give a mapping of four courses and its edition as files in the folder."""
    edition = framework(item("a"), item("b"), item("c"), item("d"))
    courses = (course("SW-1", "=Een"), course("SW-2"), course("SW-3", "Drie", None), course("X-9"))
    written(
        tmp_path,
        mapping(
            link("SW-1", "proef:a", status="confirmed"),
            link("SW-2", "proef:b"),
            link("SW-3", "proef:b"),
            link("SW-3", "proef:c"),
            courses=courses,
            edition=edition,
        ),
    )
    path = tmp_path / "kader.yaml"
    path.write_text(edition.model_dump_json(exclude_none=True), encoding="utf-8")
    return path


def test_a_route_is_told_with_its_smallest_completion(run: Run, small: Path) -> None:
    code, out, err = run("route", "lijst.json", "--course", "sw-1", "--framework", small)

    assert (code, err) == (0, "")
    assert "Route van 1 opleidingsonderdeel, 5 studiepunten (voorstellen tellen mee)" in out
    assert (
        "Kleinste aanvulling uit de lijst: 1 opleidingsonderdeel, 0 studiepunten (en 1 zonder)"
        in out
    )
    lines = [line.split() for line in out.splitlines()]
    assert ["Proefkader", "4", "1", "2", "1"] in lines
    assert ["SW-3", "Drie", "onbekend", "2", "Zzqb;", "Zzqc"] in lines
    assert ["Proefkader", "Zzqb", "SW-2,", "SW-3"] in lines
    assert "in geen enkele fiche als onderwerp bevestigd of voorgesteld" in " ".join(out.split())
    assert "een voorstel is door niemand bevestigd" in out
    assert "niet aangetroffen is niet hetzelfde als niet onderwezen" in out


def test_codes_come_from_a_file_with_comments_and_from_the_command(
    run: Run, small: Path, tmp_path: Path
) -> None:
    text = "\ufeff# mijn route\r\n\r\nSW-1\tEen\r\n sw-3 # stage\r\nSW-1;dubbel\r\n"
    (tmp_path / "codes.txt").write_bytes(text.encode())

    words = ("route", "lijst.json", "--courses", "codes.txt", "--course", "x-9", "--json")
    data = json.loads(run(*words, "--framework", small).out)

    assert [one["id"] for one in data["courses"]] == ["SW-1", "SW-3", "X-9"]
    assert data["completion"] == []


def test_only_what_is_confirmed_counts_when_asked(run: Run, small: Path) -> None:
    words = ("route", "lijst.json", "--course", "SW-2", "--framework", small)

    out = run(*words, "--count", "bevestigd").out

    assert "enkel bevestigde koppelingen tellen" in out
    assert ["Proefkader", "4", "0", "1", "3"] in [line.split() for line in out.splitlines()]
    assert "Wat nog niet nagekeken is, telt hier niet" in out
    assert "(er kunnen voorstellen openstaan)" in out
    assert "nergens bevestigd" in out


def test_a_code_that_several_courses_have_means_all_of_them(run: Run, tmp_path: Path) -> None:
    twins = tuple(course(f"T-{n}").model_copy(update={"code": "T"}) for n in (1, 2))
    edition = framework(item("a"))
    written(tmp_path, mapping(courses=twins, edition=edition))
    (tmp_path / "k.yaml").write_text(edition.model_dump_json(exclude_none=True), encoding="utf-8")

    def chosen(code: str) -> list[str]:
        words = ("route", "lijst.json", "--course", code, "--framework", "k.yaml", "--json")
        return [one["id"] for one in json.loads(run(*words).out)["courses"]]

    assert chosen("t") == ["T-1", "T-2"]
    assert chosen("T-2") == ["T-2"]


def test_the_workbook_holds_every_item_and_no_formula_of_a_title(
    run: Run, small: Path, tmp_path: Path
) -> None:
    words = ("route", "lijst.json", "--course", "SW-1", "--framework", small)
    code, _, err = run(*words, "-o", "route.xlsx", "--date", "2026-11-22")
    run(*words, "-o", "nog eens.xlsx", "--date", "2026-11-22")
    run(*words, "-o", "route.json")
    run(*words, "-o", "route.html")

    assert code == 0
    assert "Ook bewaard in route.xlsx" in err
    assert (tmp_path / "route.xlsx").read_bytes() == (tmp_path / "nog eens.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "route.xlsx")
    assert book.sheetnames == ["Route", "Kaderitems"]
    standings = [row[3].value for row in book["Kaderitems"].iter_rows(min_row=7)]
    assert standings == ["gedekt", "gemist", "gemist", "nergens in de lijst"]
    cells = [cell for row in book["Route"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=Een"] == ["s"]
    page = (tmp_path / "route.html").read_text(encoding="utf-8")
    assert "<h1>Route van 1 opleidingsonderdeel, 5 studiepunten: lijst</h1>" in page
    assert '<th scope="row">Zzqb</th>' in page
    assert '<span class="badge t-n">gemist</span>' in page
    assert json.loads((tmp_path / "route.json").read_text())["counted"] == "voorgesteld"
    assert run(*words, "-o", "route.xlsx").code == 2


def test_the_head_names_programme_college_and_year(
    run: Run, poor_list: Path, tmp_path: Path
) -> None:
    words = ("route", poor_list, "--course", "SZ-SW3-01")
    for target in ("r.xlsx", "r.html", "r.json"):
        run(*words, "-o", target)

    name = (
        "Professionele bachelor in het sociaal werk, Hogeschool Scheldezoom, academiejaar 2026-27"
    )
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert f"<title>Route door {name}</title>" in page
    assert f": {name}</h1>" in page
    for sheet in openpyxl.load_workbook(tmp_path / "r.xlsx"):
        assert name in str(sheet["A2"].value)
    programmes = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["programmes"]
    assert [p["academic_year"] for p in programmes] == ["2026-27"]


def test_a_course_list_is_mapped_first_and_alternatives_are_left_out(
    run: Run, poor_list: Path
) -> None:
    data = json.loads(run("route", poor_list, "--course", "SZ-SW3-01", "--json").out)
    words = ("route", poor_list, "--course", "SZ-SW3-01", "--framework", "werkvelden", "--json")
    asked = json.loads(run(*words).out)

    refs = [one["ref"].partition("@")[0] for one in data["frameworks"]]
    assert refs == ["competentiekader", "krachtlijnen", "ocmw-praktijk"]
    assert [one["ref"].partition("@")[0] for one in asked["frameworks"]] == ["werkvelden"]
    closed = {item for one in data["completion"] for item in one["closes"]}
    missed = {item["item"] for one in data["frameworks"] for item in one["missed"]}
    assert closed == missed
    assert missed


def test_a_reviewed_workbook_brings_its_decisions(
    run: Run, poor_list: Path, tmp_path: Path
) -> None:
    run("map", poor_list, "--framework", "krachtlijnen", "-o", "k.xlsx", "--date", "2026-11-22")
    book = openpyxl.load_workbook(tmp_path / "k.xlsx")
    sheet = book["Koppelingen"]
    columns = [str(cell.value) for cell in sheet[5]]
    code = str(sheet.cell(6, columns.index("Code") + 1).value)
    sheet.cell(6, columns.index("Besluit") + 1, "akkoord")
    book.save(tmp_path / "na.xlsx")

    words = ("route", "na.xlsx", "--course", code, "--count", "bevestigd", "--json")
    data = json.loads(run(*words).out)

    assert len(data["frameworks"][0]["covered"]) == 1
    assert data["counted"] == "bevestigd"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Er is geen enkele code gegeven."),
        (("--courses", "weg.txt"), "Dit bestand kan niet gelezen worden."),
        (("--courses", "leeg.txt"), "Hierin staat geen enkele code."),
        (("--course", "SW1", "--course", "@@"), "‘SW1’ (bedoelde u SW-1"),
        (("--course", "SW1", "--course", "@@"), "Deze codes staan niet in de lijst"),
        (("--course", "@@"), "Deze code staat niet in de lijst: ‘@@’."),
        (("--course", "drie"), "‘drie’ (bedoelde u SW-3?)"),
        (("--course", "SW-1", "--count", "alles"), "kies bevestigd of voorgesteld"),
        (("--course", "SW-1", "-o", "route.pdf"), "een naam op .xlsx, .html of .json."),
        (("--course", "SW-1", "--framework", "krachtlijnen"), "gaan niet over het kader kracht"),
        (("--courses", "leeg.txt", "-o", "leeg.txt"), "een naam op .xlsx, .html of .json."),
    ],
)
def test_wrong_use_is_told_in_dutch(
    run: Run, small: Path, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    (tmp_path / "leeg.txt").write_text("# niets\n", encoding="utf-8")

    code, out, err = run("route", "lijst.json", *words, "--framework", small)

    assert (code, out) == (2, "")
    assert told in err


def test_a_gap_report_is_no_list(run: Run, poor_list: Path) -> None:
    run("map", poor_list, "--framework", "krachtlijnen", "-o", "k.json", "--date", "2026-11-22")
    run("report", "k.json", "-o", "hiaten.xlsx", "--date", "2026-11-22")

    code, _, err = run("route", "hiaten.xlsx", "--course", "SZ-SW3-01")

    assert code == 2
    assert "Dit is een hiatenrapport." in err

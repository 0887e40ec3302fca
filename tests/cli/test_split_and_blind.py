from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from typed import Run

FRAMEWORK = ("--framework", "krachtlijnen", "--date", "2026-11-22")


@pytest.fixture
def course_list(tmp_path: Path) -> Path:
    """Give a list with tracks and phases."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Code", "Opleidingsonderdeel", "Studiepunten", "Fase", "Traject", "Inhoud"),
        ("SW1", "Buurtwerk", 5, "1", "Dag", "We werken nabij, in de buurt van mensen."),
        ("SW2", "Gesprek", 4, "1", "Avond", "Verbindend werken met groepen en netwerken."),
        ("SW3", "Recht", 3, "2", "Dag", "Grondrechten, en politiserend werken aan beleid."),
    ):
        sheet.append(row)
    book.save(tmp_path / "lijst.xlsx")
    return tmp_path / "lijst.xlsx"


def links_of(path: Path) -> list[dict[str, object]]:
    sheet = openpyxl.load_workbook(path)["Koppelingen"]
    head, *rows = sheet.iter_rows(min_row=5, values_only=True)
    names = [str(name) for name in head]
    return [dict(zip(names, row, strict=True)) for row in rows if row[0]]


def decide(path: Path, verdict: str, reviewer: str) -> None:
    """Give every row of a workbook the same decision."""
    book = openpyxl.load_workbook(path)
    sheet = book["Koppelingen"]
    names = [str(cell.value) for cell in sheet[5]]
    for row in range(6, 6 + len(links_of(path))):
        sheet.cell(row, names.index("Besluit") + 1, verdict)
        sheet.cell(row, names.index("Nagekeken door") + 1, reviewer)
    book.save(path)


def test_blind_hides_and_mixes_the_same_way_every_time(
    run: Run, course_list: Path, tmp_path: Path
) -> None:
    assert run("map", course_list, *FRAMEWORK, "-o", "een.xlsx", "--blind").code == 0
    assert run("map", course_list, *FRAMEWORK, "-o", "nog.xlsx", "--blind", "--seed", "1").code == 0
    assert (
        run("map", course_list, *FRAMEWORK, "-o", "twee.xlsx", "--blind", "--seed", "2").code == 0
    )
    assert run("map", course_list, *FRAMEWORK, "-o", "open.xlsx").code == 0

    one, two, plain = (links_of(tmp_path / f"{n}.xlsx") for n in ("een", "twee", "open"))
    assert (tmp_path / "een.xlsx").read_bytes() == (tmp_path / "nog.xlsx").read_bytes()
    assert {(row["Zekerheid"], row["Status"]) for row in one} == {("verborgen", "te beoordelen")}
    ids = [[row["Koppeling-id"] for row in rows] for rows in (one, two, plain)]
    assert ids[0] != ids[1]
    assert sorted(map(str, ids[0])) == sorted(map(str, ids[2]))


def test_blind_decisions_come_back_through_review(
    run: Run, course_list: Path, tmp_path: Path
) -> None:
    run("map", course_list, *FRAMEWORK, "-o", "b.xlsx", "--blind")
    decide(tmp_path / "b.xlsx", "akkoord", "An")

    assert run("review", "b.xlsx", "-o", "m.json").code == 0
    data = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    decided = {link["id"] for link in data["links"] if link["status"] == "confirmed"}
    assert decided == {row["Koppeling-id"] for row in links_of(tmp_path / "b.xlsx")}


def test_blind_makes_no_sense_in_json(run: Run, course_list: Path, tmp_path: Path) -> None:
    code, out, err = run("map", course_list, *FRAMEWORK, "-o", "b.json", "--blind")

    assert (code, out) == (2, "")
    assert "Blind nakijken kan enkel in een werkboek" in err
    assert not (tmp_path / "b.json").exists()


@pytest.mark.parametrize(
    ("by", "names"), [("traject", ["avond", "dag"]), ("FASE", ["fase-1", "fase-2"])]
)
def test_one_workbook_per_track_or_phase(
    run: Run, course_list: Path, tmp_path: Path, by: str, names: list[str]
) -> None:
    code, out, err = run("map", course_list, *FRAMEWORK, "--split-by", by)

    assert code == 0
    files = [tmp_path / f"lijst-koppelingen-{name}.xlsx" for name in names]
    assert sorted(out.split()) == [str(path) for path in files]
    assert "2 delen" in err
    assert "swcompetence review" in err
    assert not (tmp_path / "lijst-koppelingen.xlsx").exists()
    for path in files:
        book = openpyxl.load_workbook(path)
        shown = {str(row["Code"]) for row in links_of(path)}
        listed = {
            str(row[0])
            for row in book["Opleidingsonderdelen"].iter_rows(min_row=7, values_only=True)
        }
        assert shown == listed


def test_one_workbook_per_reviewer_and_back_again(
    run: Run, course_list: Path, tmp_path: Path
) -> None:
    (tmp_path / "lezers.csv").write_text(
        "\ufeffcode;naam\nSW1;Élise / D’Hondt\nsw2;Élise / D’Hondt\nSW3;=Bert\nSW9;Bert\n",
        encoding="utf-8",
    )

    code, out, err = run("map", course_list, *FRAMEWORK, "--split-by", "lezers.csv")

    assert code == 0
    first, second, *_ = out.split()
    assert Path(first).name == "lijst-koppelingen-elise-dhondt.xlsx"
    assert Path(second).name == "lijst-koppelingen-bert.xlsx"
    assert "‘SW9’ (Bert) staat niet in de lijst" in err

    decide(Path(first), "akkoord", "Élise")
    half = run("review", first, "-o", "half.json")
    assert "Nog niet terug: =Bert" in half.err
    report = run("report", first, "-o", "deel.xlsx")
    assert "Dit is niet het geheel" in report.err

    decide(Path(second), "niet akkoord", "Bert")
    whole = run("review", first, second, "-o", "heel.json")
    assert "Nog niet terug" not in whole.err
    data = json.loads((tmp_path / "heel.json").read_text(encoding="utf-8"))
    assert [course["id"] for course in data["curricula"][0]["courses"]] == ["SW1", "SW2", "SW3"]
    assert data["part"] is None
    status = {(link["course"], link["status"]) for link in data["links"] if link["decisions"]}
    assert status <= {("SW1", "confirmed"), ("SW2", "confirmed"), ("SW3", "rejected")}
    assert run("map", course_list, *FRAMEWORK, "-o", "x.json").code == 0
    one_go = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert [link["id"] for link in data["links"]] == [link["id"] for link in one_go["links"]]


def test_a_report_of_parts_says_so_wherever_it_speaks(
    run: Run, course_list: Path, tmp_path: Path
) -> None:
    (tmp_path / "lezers.csv").write_text("SW1;An\nSW2;Bert\nSW3;Chris\n", encoding="utf-8")
    parts = run("map", course_list, *FRAMEWORK, "--split-by", "lezers.csv").out.split()
    assert run("review", *parts[:2], "-o", "twee.xlsx").code == 0

    warned = run("report", "twee.xlsx", "-o", "r.json").err
    assert "LET OP: Dit is niet het geheel: 2 van 3 delen zijn er" in warned
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["answer"].startswith("Dit is niet het hele programma: 2 van 3 delen zijn er,")
    assert report["programme"]["selection"] == "2 van 3 delen"
    assert "An" not in report["answer"]

    whole = run("review", "twee.xlsx", parts[2], "-o", "drie.xlsx")
    assert "niet het geheel" not in whole.err
    assert "niet het geheel" not in run("report", "drie.xlsx", "-o", "heel.json").err
    text = (tmp_path / "heel.json").read_text(encoding="utf-8")
    assert "niet het" not in text
    assert json.loads(text)["programme"]["selection"] is None


def test_courses_that_nobody_was_given_get_a_workbook_too(
    run: Run, course_list: Path, tmp_path: Path
) -> None:
    (tmp_path / "lezers.csv").write_text("SW1,An\n", encoding="utf-8")

    code, out, err = run("map", course_list, *FRAMEWORK, "--split-by", "lezers.csv")

    assert code == 0
    assert [Path(line).name for line in out.split()] == [
        "lijst-koppelingen-an.xlsx",
        "lijst-koppelingen-zonder-lesgever.xlsx",
    ]
    assert "2 opleidingsonderdelen hebben geen lesgever" in err
    told = openpyxl.load_workbook(tmp_path / "lijst-koppelingen-an.xlsx")["Ingelezen"]
    codes = {str(row[5]) for row in told.iter_rows(values_only=True)}
    assert "split-course-without-reviewer" in codes


def test_names_that_look_alike_in_a_file_system_get_a_number(
    run: Run, course_list: Path, tmp_path: Path
) -> None:
    (tmp_path / "lezers.csv").write_text("SW1;A/B\nSW2;A-b\nSW3;???\n", encoding="utf-8")

    _, out, _ = run("map", course_list, *FRAMEWORK, "--split-by", "lezers.csv")

    assert [Path(line).name for line in out.split()] == [
        "lijst-koppelingen-a-b.xlsx",
        "lijst-koppelingen-a-b-2.xlsx",
        "lijst-koppelingen-deel.xlsx",
    ]


def test_a_part_that_exists_is_not_replaced_and_then_none_is_written(
    run: Run, course_list: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "lijst-koppelingen-dag.xlsx"
    mine.write_bytes(b"van mij")

    code, out, err = run("map", course_list, *FRAMEWORK, "--split-by", "traject")

    assert (code, out) == (2, "")
    assert "--force" in err
    assert mine.read_bytes() == b"van mij"
    assert not (tmp_path / "lijst-koppelingen-avond.xlsx").exists()


@pytest.mark.parametrize(
    ("by", "message"),
    [
        ("lezers.csv", "lezers.csv"),
        ("trajekt", "Kies traject of fase"),
        ("vreemd.csv", "geen enkele code in deze lijst staat in de cursuslijst"),
    ],
)
def test_what_cannot_divide_is_refused(
    run: Run, course_list: Path, tmp_path: Path, by: str, message: str
) -> None:
    (tmp_path / "vreemd.csv").write_text("code;naam\nZ1;An\n", encoding="utf-8")

    code, out, err = run("map", course_list, *FRAMEWORK, "--split-by", by)

    assert (code, out) == (2, "")
    assert message in err
    assert list(tmp_path.glob("*koppelingen*")) == []


def test_a_list_without_tracks_says_so(run: Run, rich_list: Path) -> None:
    code, _, err = run("map", rich_list, *FRAMEWORK, "-o", "k.xlsx", "--split-by", "traject")

    assert code == 2
    assert "Verdelen per traject kan niet" in err


def test_the_ledger_is_written_by_name(run: Run, course_list: Path, tmp_path: Path) -> None:
    run("map", course_list, *FRAMEWORK, "-o", "k.xlsx")
    decide(tmp_path / "k.xlsx", "niet akkoord", "An")

    assert run("review", "k.xlsx", "-o", "besluiten.sssom.tsv").code == 0
    text = (tmp_path / "besluiten.sssom.tsv").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if not line.startswith("#")][1:]
    assert len(rows) == len(links_of(tmp_path / "k.xlsx"))
    assert all("\tNot\t" in row for row in rows)
    assert run("review", "k.xlsx", "-o", "besluiten.tsv").code == 2

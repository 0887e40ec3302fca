from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from samples import course, link
from samples import mapping as a_mapping
from typed import Run

from swcompetence.model import Course, Mapping
from swcompetence.registry import get_framework
from swcompetence.report.findings.report_json import read_noted
from swcompetence.report.findings.wording import FINDING_WORDS
from swcompetence.workflow.safekeeping import put_in_place

EDITION = get_framework("ocmw-praktijk")
THEME = "ocmw-praktijk:schuldhulp"
OTHER = "ocmw-praktijk:energie"
DATE = ("--date", "2026-11-22")
Saved = Callable[..., Path]


def small(*courses: Course, curriculum: str = "lijst", year: str | None = None) -> Mapping:
    made = a_mapping(
        link("A1", THEME), courses=courses or (course("A1", "Schuldhulp"),), edition=EDITION
    )
    named = made.curricula[0].model_copy(update={"id": curriculum, "academic_year": year})
    return made.model_copy(update={"curricula": (named,)})


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    """Save a mapping and give its path."""

    def save(name: str = "k.json", made: Mapping | None = None) -> Path:
        path = tmp_path / name
        path.write_text((made or small()).to_json(), encoding="utf-8")
        return path

    return save


def write_cells(path: Path, sheet: str, first_header: str, row: int, **cells: str) -> None:
    """Play the board: fill cells of a row below the header."""
    book = openpyxl.load_workbook(path)
    header = next(r for r in book[sheet].iter_rows() if r[0].value == first_header)
    columns = {str(cell.value): cell.column or 0 for cell in header}
    for name, value in cells.items():
        book[sheet].cell((header[0].row or 0) + row, columns[name], value)
    book.save(path)


def noted_on(path: Path) -> None:
    write_cells(path, "Hiaten", "Controle", 1, Eigenaar="An", Status="opgenomen")
    write_cells(
        path, "Wel onderwezen", "Kader", 1,
        Kaderitem=OTHER, Opleidingsonderdeel="A1", Toelichting="in les 3",
    )  # fmt: skip


def board_of(path: Path) -> tuple[list[str], list[str]]:
    board = read_noted(path.read_bytes())
    return [f"{a.owner}: {a.status}" for a in board.actions], [
        f"{s.item}: {s.remark}" for s in board.statements
    ]


NOTED = (["An: opgenomen"], [f"{OTHER}: in les 3"])


def test_decisions_in_the_workbook_count_in_the_report(
    run: Run, rich_list: Path, tmp_path: Path
) -> None:
    run("map", rich_list, "-o", "k.xlsx")
    book = openpyxl.load_workbook(tmp_path / "k.xlsx")
    sheet = book["Koppelingen"]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Koppeling-id")
    columns = {str(cell.value): cell.column or 0 for cell in header}
    decided = (header[0].row or 0) + 1
    sheet.cell(decided, columns["Besluit"], "Akkoord ")
    sheet.cell(decided, columns["Nagekeken door"], "An")
    book.save(tmp_path / "k.xlsx")

    code, _, err = run("report", "k.xlsx")

    assert code == 0
    assert " % nagekeken (1 van " in err.splitlines()[0]


def test_a_course_list_given_to_report_is_refused_with_advice(run: Run, rich_list: Path) -> None:
    code, _, err = run("report", rich_list, "-o", "r.xlsx")

    assert code == 2
    assert "swcompetence map" in err


def test_the_help_names_the_four_findings(run: Run) -> None:
    words = " ".join(run("report", "--help").out.split()).casefold()

    for finding in FINDING_WORDS.values():
        assert finding in words


def test_the_name_of_the_file_decides_what_is_written(
    run: Run, saved: Saved, tmp_path: Path
) -> None:
    names = ("r.xlsx", "r.html", "r.json", "r.svg")
    outs = [word for name in names for word in ("-o", name)]

    code, out, _ = run("report", saved(), *outs, *DATE)

    assert code == 0
    assert out.split() == list(names)
    assert (tmp_path / "r.xlsx").read_bytes().startswith(b"PK")
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!")
    assert (tmp_path / "r.svg").read_text(encoding="utf-8").startswith("<?xml")
    assert json.loads((tmp_path / "r.json").read_bytes())["date"] == "2026-11-22"
    assert not (tmp_path / "k-hiaten.xlsx").exists()


def test_a_full_workbook_holds_the_evidence(run: Run, saved: Saved, tmp_path: Path) -> None:
    for name, more in (("kort.xlsx", ()), ("alles.xlsx", ("--full",))):
        assert run("report", saved(), "-o", name, *more)[0] == 0

    short, full = (
        openpyxl.load_workbook(tmp_path / name).sheetnames for name in ("kort.xlsx", "alles.xlsx")
    )
    assert [name for name in full if name not in short] == ["Bewijs"]


def test_a_modeltraject_is_what_the_share_is_taken_over(
    run: Run, saved: Saved, tmp_path: Path
) -> None:
    mapping = saved()
    code = Mapping.model_validate_json(mapping.read_bytes()).courses[0].code
    (tmp_path / "traject.csv").write_text(f"Code\n{code}\n", encoding="utf-8")
    (tmp_path / "leeg.csv").write_text("Code\nweg\n", encoding="utf-8")
    with (tmp_path / "traject.csv").open("a", encoding="utf-8") as file:
        file.write("XX99\n")

    status, _, err = run("report", mapping, "-o", "r.json", "--traject", "traject.csv")
    assert status == 0
    assert "A3" in err
    assert "‘XX99’ is geen code van deze lijst" in " ".join(err.split())
    report = json.loads((tmp_path / "r.json").read_bytes())
    assert report["practice"]["share"]["base"]["rule"] == "route"
    assert [course["code"] for course in report["courses"]] == [code]
    total = len(Mapping.model_validate_json(mapping.read_bytes()).courses)
    chosen = f"modeltraject: 1 van de {total} opleidingsonderdelen"
    assert report["programme"]["selection"] == chosen
    assert {link["course"] for link in report["links"]} <= {report["courses"][0]["id"]}

    for track, words in (("leeg.csv", "geen enkele code"), ("Nergens", "geen traject van deze")):
        status, _, err = run("report", mapping, "-o", "s.json", "--traject", track)
        assert status == 2
        assert words in " ".join(err.split())


def test_placements_of_the_college_stand_beside_the_sheets(
    run: Run, saved: Saved, tmp_path: Path
) -> None:
    table = "jaar;sector;studenten\n2025-26;OCMW;3\n2025-26;Jeugdhulp;41\n"
    (tmp_path / "stages.csv").write_text(table, encoding="utf-8")
    mapping = saved()
    plain = run("report", mapping, "-o", "zonder.json")
    told = run("report", mapping, "-o", "met.json", "-o", "met.html", "--stages", "stages.csv")

    assert (plain[0], told[0]) == (0, 0)
    before, after = (
        json.loads((tmp_path / name).read_bytes()) for name in ("zonder.json", "met.json")
    )
    assert after["practice"] == before["practice"]
    assert after["placement_table"]["counts"][0]["students"] is None
    page = (tmp_path / "met.html").read_text(encoding="utf-8")
    assert "minder dan 5" in page
    assert "dit telt nergens mee" in page


def test_nothing_is_written_where_one_target_exists(run: Run, saved: Saved, tmp_path: Path) -> None:
    (tmp_path / "r.html").write_text("van mij", encoding="utf-8")

    code, _, err = run("report", saved(), "-o", "r.json", "-o", "r.html")

    assert code == 2
    assert "r.html bestaat al" in err
    assert not (tmp_path / "r.json").exists()


def test_the_mapping_itself_is_never_replaced(run: Run, saved: Saved) -> None:
    code, _, err = run("report", saved(), "-o", "k.json", "--force")

    assert code == 2
    assert "wordt nooit vervangen" in err


def test_several_mappings_get_a_report_each_with_the_name_of_the_list(
    run: Run, saved: Saved
) -> None:
    files = [saved("een.json"), saved("twee.json", small(course("A1", "Iets anders")))]

    beside = run("report", *files)
    named = run("report", *files, "-o", "r.json", "--fail-on", "niet-aangetroffen")

    assert beside.code == 0
    assert [Path(line).name for line in beside.out.split()] == [
        "een-hiaten.xlsx", "twee-hiaten.xlsx",
    ]  # fmt: skip
    assert named.code == 1
    assert named.out.split() == ["r-lijst.json", "r-lijst-2.json"]
    assert named.err.count("lijst: Afsluitcode 1") == 2


def test_two_files_about_one_list_are_to_be_brought_together_first(run: Run, saved: Saved) -> None:
    code, out, err = run("report", saved("an.json"), saved("bert.json"))

    assert (code, out) == (2, "")
    assert "dezelfde lijst als ‘an.json’" in err
    assert "swcompetence review" in err


def test_a_reference_comes_back_in_the_report(run: Run, saved: Saved, tmp_path: Path) -> None:
    code, _, _ = run("report", saved(), "-o", "r.json", "--reference", "podmi-2014")

    beside = json.loads((tmp_path / "r.json").read_bytes())["reference"]
    assert code == 0
    assert beside["reference"]["kind"] != "equal"


def test_trouble_in_a_reference_is_told(
    run: Run, saved: Saved, tmp_path: Path, checkout: Path
) -> None:
    reference = checkout / "frameworks" / "references" / "podmi-2014.yaml"
    (tmp_path / "formulieren").mkdir()
    for name in ("een.yaml", "twee.yaml"):
        (tmp_path / "formulieren" / name).write_bytes(reference.read_bytes())

    code, _, err = run("report", saved(), "-o", "r.json", "--reference", "formulieren")

    assert code == 0
    assert "‘twee.yaml’ is hetzelfde bestand als een ander" in err


def test_a_reference_needs_the_framework_of_ocmw_practice(run: Run, saved: Saved) -> None:
    edition = get_framework("krachtlijnen")
    made = a_mapping(courses=(course("A1", "Recht"),), edition=edition)

    code, _, err = run("report", saved("k.json", made), "--reference", "gelijk")

    assert code == 2
    assert "Laat --reference weg" in err


def test_earlier_mappings_stand_beside_this_one_oldest_first(
    run: Run, saved: Saved, tmp_path: Path
) -> None:
    old, older = (
        saved(f"{year}.json", small(course("A1", f"Vak {year}"), year=year))
        for year in ("2025-26", "2024-25")
    )
    now = saved("nu.json", small(year="2026-27"))

    code, _, _ = run("report", now, "--compare", older, "--compare", old, "-o", "r.json")

    comparison = json.loads((tmp_path / "r.json").read_bytes())["comparison"]
    years = [compared["academic_year"] for compared in comparison["lists"]]
    assert code == 0
    assert years == ["2024-25", "2025-26", "2026-27"]


def test_what_a_board_noted_survives_force_and_the_old_file_stays(
    run: Run, saved: Saved, tmp_path: Path
) -> None:
    mapping = saved()
    assert run("report", mapping).code == 0
    report = tmp_path / "k-hiaten.xlsx"
    noted_on(report)

    refused = run("report", mapping)
    again = run("report", mapping, "-o", report, "-o", "r.json", "--force")
    once_more = run("report", mapping, "-o", "r2.json", "-o", report, "--force")

    assert refused.code == 2
    assert "notities" in refused.err
    assert again.code == once_more.code == 0
    assert "1 op het blad Hiaten, 1 op het blad Wel onderwezen" in again.err
    assert len(list(tmp_path.glob("k-hiaten (kopie *).xlsx"))) >= 1
    assert board_of(tmp_path / "r.json") == board_of(tmp_path / "r2.json") == NOTED


def test_a_workbook_without_notes_is_replaced_without_a_copy(
    run: Run, saved: Saved, tmp_path: Path
) -> None:
    mapping = saved()
    assert run("report", mapping).code == 0

    code, _, err = run("report", mapping, "--force")

    assert code == 0
    assert "overgenomen" not in err
    assert list(tmp_path.glob("*kopie*")) == []


@pytest.mark.parametrize("source", ["k-hiaten.xlsx", "r.json"])
def test_notes_come_out_of_an_earlier_report_in_excel_or_json(
    run: Run, saved: Saved, tmp_path: Path, source: str
) -> None:
    mapping = saved()
    assert run("report", mapping).code == 0
    noted_on(tmp_path / "k-hiaten.xlsx")
    assert run("report", mapping, "--board", "k-hiaten.xlsx", "-o", "r.json").code == 0

    code, _, _ = run("report", mapping, "--board", source, "-o", "nieuw.json")

    assert code == 0
    assert board_of(tmp_path / "nieuw.json") == NOTED


def test_a_file_that_is_no_report_holds_no_notes_of_a_board(
    run: Run, saved: Saved, rich_list: Path
) -> None:
    for source in (rich_list, saved("ander.json")):
        code, out, err = run("report", saved(), "--board", source, "-o", "r.json")

        assert (code, out) == (2, "")
        assert "swcompetence report" in err


@pytest.mark.parametrize("kind", [".xlsx", ".json"])
def test_notes_of_another_college_are_pointed_out(
    run: Run, saved: Saved, tmp_path: Path, kind: str
) -> None:
    def of_college(college: str) -> Mapping:
        made = small()
        named = made.curricula[0].model_copy(update={"college": college, "programme": "Bachelor"})
        return made.model_copy(update={"curricula": (named,)})

    assert run("report", saved("k.json", of_college("Scheldezoom"))).code == 0
    noted_on(tmp_path / "k-hiaten.xlsx")
    again = ("report", saved("k.json", of_college("Scheldezoom")), "--board", "k-hiaten.xlsx")
    _, _, err_of_own = run(*again, "-o", "noot.xlsx", "-o", "noot.json")
    other = saved("ander.json", of_college("Denderkant"))

    code, _, err = run("report", other, "--board", f"noot{kind}", "-o", "nieuw.json")

    assert code == 0
    assert "LET OP" in err
    assert f"notities in noot{kind} gaan over ‘Bachelor, Scheldezoom" in " ".join(err.split())
    assert "gaan over" not in err_of_own


def test_notes_given_for_several_programmes_are_refused(run: Run, saved: Saved) -> None:
    files = [saved("een.json"), saved("twee.json", small(course("A1", "Iets anders")))]

    code, _, err = run("report", *files, "--board", "een-hiaten.xlsx")

    assert code == 2
    assert "notities horen bij één" in err


def test_a_formula_in_a_note_is_told_since_it_cannot_be_read(
    run: Run, saved: Saved, tmp_path: Path
) -> None:
    mapping = saved()
    assert run("report", mapping).code == 0
    report = tmp_path / "k-hiaten.xlsx"
    write_cells(report, "Hiaten", "Controle", 1, Opmerking="=A1", Eigenaar="An")

    code, _, err = run("report", mapping, "--force")

    assert code == 0
    assert "Formules zonder bewaarde waarde" in err


@pytest.mark.parametrize("watched", ["niet-aangetroffen", "hoog", "Alles "])
def test_a_watched_check_that_finds_something_gives_1_and_the_files(
    run: Run, saved: Saved, tmp_path: Path, watched: str
) -> None:
    code, out, err = run("report", saved(), "-o", "r.json", "--fail-on", watched)

    assert code == 1
    assert out.split() == ["r.json"]
    assert (tmp_path / "r.json").exists()
    assert "niet-aangetroffen: " in err


def test_a_check_that_cannot_be_judged_is_said_and_does_not_fail(run: Run, saved: Saved) -> None:
    code, _, err = run(
        "report", saved(), "-o", "r.json",
        "--fail-on", "te-missen-in-traject", "--fail-on", "volgorde-doorbroken",
    )  # fmt: skip

    assert code == 0
    assert "te-missen-in-traject: niet te beoordelen" in err
    assert "geen reden voor afsluitcode 1" in err


def test_an_unknown_check_gives_the_known_ones(run: Run, saved: Saved, tmp_path: Path) -> None:
    code, out, err = run("report", saved(), "-o", "r.json", "--fail-on", "nit-aangetroffen")

    assert (code, out) == (2, "")
    assert "Bedoelde u ‘niet-aangetroffen’?" in err
    assert "alles-hoogste-niveau" in err
    assert not (tmp_path / "r.json").exists()


def test_the_reviewed_example_opens_and_gives_every_kind_of_report(
    run: Run, checkout: Path, tmp_path: Path
) -> None:
    book = checkout / "curricula" / "graduaat-maatschappelijk-werk-denderkant-nagekeken.xlsx"
    outs = [word for end in ("xlsx", "html", "json") for word in ("-o", f"r.{end}")]

    code, _, _ = run("report", book, *outs)

    text = (tmp_path / "r.json").read_text(encoding="utf-8")
    review = json.loads(text)["review"]
    assert code == 0
    assert review["lecturers"] == 2
    assert not [name for name in ("Peeters", "Yılmaz") if name in text]
    assert 0 < review["progress"]["decided"] < review["progress"]["asked"]


def test_a_damaged_report_is_replaced_and_kept_with_a_word_about_its_notes(
    run: Run, saved: Saved, tmp_path: Path
) -> None:
    mapping = saved()
    assert run("report", mapping).code == 0
    report = tmp_path / "k-hiaten.xlsx"
    put_in_place(report, report.read_bytes()[:4000], force=True)

    code, _, err = run("report", mapping, "--force")

    assert code == 0
    assert "is niet leesbaar" in err
    assert len(list(tmp_path.glob("*kopie*"))) == 1


def test_a_foreign_json_that_is_replaced_has_no_notes(
    run: Run, saved: Saved, tmp_path: Path
) -> None:
    (tmp_path / "r.json").write_text("{}", encoding="utf-8")

    code, _, err = run("report", saved(), "-o", "r.json", "--force")

    assert code == 0
    assert "niet leesbaar" not in err
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["board"]["actions"] == []

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from typed import Run


def test_help_is_dutch_on_every_screen(run: Run) -> None:
    screens = [("--help",), *((verb, "--help") for verb in ("map", "report", "demo", "frameworks"))]
    screens += [("frameworks", verb, "--help") for verb in ("list", "show", "validate")]
    for screen in screens:
        code, out, _ = run(*screen)

        assert code == 0
        assert "Gebruik:" in out
        for english in ("Usage", "Options", "Commands", "Arguments", "Show this", "required"):
            assert english not in out, (screen, english)


def test_without_arguments_the_help_is_shown(run: Run) -> None:
    code, _, err = run()

    assert code == 2
    assert "Opdrachten:" in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nergens"], "De opdracht ‘nergens’ bestaat niet."),
        (["lijst.xlsx"], "bijvoorbeeld: swcompetence map ‘lijst.xlsx’"),
        (["map"], "Er ontbreekt iets: LIJST."),
        (["map", "x.xlsx", "--snel"], "De optie --snel bestaat niet."),
        (["map", "x.xlsx", "--date", "gisteren"], "is geen datum van de vorm 2026-11-22"),
        (["map", "x.xlsx", "--programme-credits", "veel"], "dit is geen getal"),
        (["map", "x.xlsx", "--programme-credits", "0"], "geef minstens 1"),
        (["demo", "een", "twee"], "Te veel opgegeven: twee."),
        (["map", "x.xlsx", "--date", "2026-11-01", "--date", "2026-11-02"], "--date staat er meer"),
        (["map", "bestaat-niet.xlsx"], "bestaat-niet.xlsx"),
        (["report", "bestaat-niet.json"], "bestaat-niet.json"),
        (["report", "x.xlsx", "-o", "x.pdf"], ".xlsx, .html, .json of .svg"),
        (["frameworks", "show", "ocmw"], "Bedoelde u ‘ocmw-praktijk’"),
        (["frameworks", "show", "ocmw-praktijk", "schuld"], "heeft geen item ‘schuld’"),
    ],
)
def test_wrong_use_gives_one_dutch_message_and_exit_code_2(
    run: Run, words: list[str], message: str
) -> None:
    code, out, err = run(*words)

    assert code == 2
    assert out == ""
    assert message in err
    assert "Traceback" not in err


def test_the_main_help_begins_with_mapping_and_reporting_in_whole_sentences(run: Run) -> None:
    _, out, _ = run("--help")

    assert "..." not in out.partition("Opdrachten:")[2]
    assert re.findall(r"^  (\w+) ", out.partition("Opdrachten:")[2], re.MULTILINE)[:2] == [
        "map",
        "report",
    ]


def test_map_writes_every_file_that_is_asked_for(run: Run, poor_list: Path, tmp_path: Path) -> None:
    files = [tmp_path / "nakijken.xlsx", tmp_path / "koppelingen.json"]

    code, out, err = run("map", poor_list, "-o", files[0], "-o", files[1])

    assert code == 0
    assert out.splitlines() == [str(file) for file in files]
    assert f'swcompetence report "{files[0]}"' in err
    assert all(file.stat().st_size for file in files)


@pytest.mark.parametrize("verb", ["map", "inspect", "report"])
def test_a_mistyped_file_and_a_folder_are_answered_with_the_files_that_are_there(
    run: Run, verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("opleiding-2026.xlsx", "~$opleiding-2026.xlsx", "nota.txt"):
        (tmp_path / name).write_bytes(b"x")

    _, _, mistyped = run(verb, "opleidng-2026.xlsx")
    _, _, folder = run(verb, ".")

    assert "bestaat niet. Bedoelde u ‘opleiding-2026.xlsx’?" in mistyped
    assert "dit is een map. Geef de naam van één bestand." in folder
    assert "Hier staan: ‘opleiding-2026.xlsx’." in folder


def test_version_is_that_of_the_package(run: Run) -> None:
    code, out, _ = run("--version")

    assert code == 0
    assert out.startswith("swcompetence 0.")


def test_map_writes_a_review_workbook_beside_the_list(
    run: Run, poor_list: Path, tmp_path: Path
) -> None:
    lijst = tmp_path / "lijst.xlsx"
    lijst.write_bytes(poor_list.read_bytes())

    code, out, err = run("map", lijst)

    assert code == 0
    assert out.strip() == str(tmp_path / "lijst-koppelingen.xlsx")
    assert "42 opleidingsonderdelen gelezen" in err
    book = openpyxl.load_workbook(tmp_path / "lijst-koppelingen.xlsx")
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert visible == ["Lees mij", "Koppelingen", "Opleidingsonderdelen", "Kaders", "Ingelezen"]


def test_map_and_report_never_overwrite_without_force(
    run: Run, rich_list: Path, tmp_path: Path
) -> None:
    target = tmp_path / "uit.json"
    target.write_text("van mij", encoding="utf-8")

    refused = run("map", rich_list, "-o", target)

    assert refused.code == 2
    assert "--force" in refused.err
    assert target.read_text(encoding="utf-8") == "van mij"

    assert run("map", rich_list, "-o", target, "--force").code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == "swcompetence/mapping@2"

    report = tmp_path / "uit-hiaten.xlsx"
    assert run("report", target).code == 0
    before = report.read_bytes()
    assert run("report", target).code == 2
    assert report.read_bytes() == before


def test_the_same_input_and_date_give_the_same_bytes(
    run: Run, rich_list: Path, tmp_path: Path
) -> None:
    made = []
    for name in ("een", "twee"):
        book = tmp_path / f"{name}.xlsx"
        report = tmp_path / f"{name}-rapport.xlsx"
        assert run("map", rich_list, "-o", book, "--date", "2026-11-22").code == 0
        assert run("report", book, "-o", report, "--date", "2026-11-22").code == 0
        made.append((book.read_bytes(), report.read_bytes()))

    assert made[0] == made[1]


def test_one_framework_can_be_chosen_by_id_or_by_path(
    run: Run, rich_list: Path, tmp_path: Path, checkout: Path
) -> None:
    path = checkout / "frameworks" / "krachtlijnen" / "2018.yaml"

    code, _, _ = run(
        "map", rich_list, "--framework", path, "--framework", "ocmw-praktijk", "-o", "m.json"
    )

    assert code == 0
    used = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))["frameworks"]
    assert [edition["ref"] for edition in used] == ["krachtlijnen@2018", "ocmw-praktijk@2026.2"]


def test_work_fields_come_when_asked_for_or_once_decided_on(run: Run, rich_list: Path) -> None:
    said = run("map", rich_list, "-o", "m.json").err
    asked = run("map", rich_list, "--framework", "werkvelden", "-o", "v.xlsx").err

    assert "voorgesteld met 3 kaders." in said
    assert re.search(r"besluiten gaan over OCMW-praktijk: ongeveer \d+ minu\w+ werk\. Alle", said)
    assert re.search(r"\d+ besluiten te nemen: ongeveer \d+ minu\w+ werk\.", asked)
    book = openpyxl.load_workbook("v.xlsx")
    columns = [cell.value for cell in book["Koppelingen"][5]]
    book["Koppelingen"].cell(6, columns.index("Besluit") + 1, "akkoord")
    book.save("v.xlsx")
    again = run("map", rich_list, "--decisions", "v.xlsx", "-o", "w.json").err
    assert "voorgesteld met 4 kaders." in again
    assert "1 besliste koppelingen overgenomen, 0 opnieuw te bekijken, 0 zonder plaats" in again


def test_the_mapping_json_keeps_what_others_depend_on(
    run: Run, rich_list: Path, tmp_path: Path
) -> None:
    run("map", rich_list, "-o", "m.json", "--date", "2026-11-22")
    data = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))

    assert set(data) == {
        "schema", "tool", "date", "curricula", "frameworks", "links", "issues", "part",
    }  # fmt: skip
    assert set(data["links"][0]) == {
        "id", "course", "item", "confidence", "band", "proposed", "origin", "evidence",
        "status", "decisions", "changed", "mention", "treatment", "tie", "tie_context",
        "tie_evidence",
        "marks",
    }  # fmt: skip
    assert set(data["links"][0]["evidence"][0]) == {
        "field", "text", "start", "end", "item_part", "term", "kind", "weight",
    }  # fmt: skip
    fields = {
        (course["id"], field): text
        for course in data["curricula"][0]["courses"]
        for field, text in course["fields"].items()
    }
    pieces = [(link["course"], piece) for link in data["links"] for piece in link["evidence"]]
    assert pieces
    for course, piece in pieces:
        assert fields[course, piece["field"]][piece["start"] : piece["end"]] == piece["text"]
    assert all(link["evidence"] for link in data["links"] if link["proposed"])


def test_several_lists_make_one_mapping_and_a_report_each(
    run: Run, rich_list: Path, poor_list: Path, tmp_path: Path
) -> None:
    assert run("map", rich_list, poor_list, "-o", "samen.json").code == 0
    data = json.loads((tmp_path / "samen.json").read_text(encoding="utf-8"))

    assert len(data["curricula"]) == 2
    for curriculum in data["curricula"]:
        assert all(c["id"].startswith(f"{curriculum['id']}/") for c in curriculum["courses"])

    code, out, _ = run("report", "samen.json")
    assert code == 0
    assert len(out.split()) == 2
    assert all(Path(line).is_file() for line in out.split())


def test_the_same_list_twice_is_two_curricula(run: Run, rich_list: Path, tmp_path: Path) -> None:
    assert run("map", rich_list, rich_list, "-o", "dubbel.json").code == 0
    data = json.loads((tmp_path / "dubbel.json").read_text(encoding="utf-8"))

    assert len({curriculum["id"] for curriculum in data["curricula"]}) == 2


def test_demo_makes_four_files_and_says_what_to_open(run: Run, tmp_path: Path) -> None:
    code, out, err = run("demo", "--date", "2026-11-22")

    assert code == 0
    made = [line.split("   ")[0] for line in out.splitlines()]
    assert [Path(name).name for name in made] == [
        "bachelor-sociaal-werk-scheldezoom.xlsx",
        "bachelor-sociaal-werk-scheldezoom-koppelingen.xlsx",
        "bachelor-sociaal-werk-scheldezoom-hiaten.xlsx",
        "bachelor-sociaal-werk-scheldezoom-hiaten.html",
    ]
    assert all((tmp_path / name).is_file() for name in made)
    assert "Samenvatting" in err


def test_frameworks_list_and_show(run: Run) -> None:
    listed = run("frameworks", "list")
    shown = run("frameworks", "show", "ocmw-praktijk")
    item = run("frameworks", "show", "ocmw-praktijk", "schuldhulp")

    assert {"krachtlijnen@2018", "competentiekader@2026.1", "ocmw-praktijk@2026.1"} <= set(
        listed.out.split()
    )
    assert "schuldhulp  Budget- en schuldhulpverlening" in shown.out
    assert "Herkomst: " in item.out
    assert "bron: " in item.out
    assert "wet: " in item.out
    assert "indicator: " not in item.out
    words = run("frameworks", "show", "ocmw-praktijk", "schuldhulp", "--indicators")
    assert "indicator: " in words.out


def test_validate_names_every_mistake_with_its_line(
    run: Run, tmp_path: Path, checkout: Path
) -> None:
    good = checkout / "frameworks" / "krachtlijnen" / "2018.yaml"
    text = good.read_text(encoding="utf-8")
    wrong = tmp_path / "fout.yaml"
    wrong.write_text(
        text.replace("title: Krachtlijnen", "titel: Krachtlijnen", 1), encoding="utf-8"
    )

    code, out, err = run("frameworks", "validate", good, wrong)

    assert code == 2
    assert "in orde (krachtlijnen@2018" in out
    assert "bedoelde u ‘title’?" in err
    line = text[: text.index("title: Krachtlijnen")].count("\n") + 1
    assert f"fout.yaml:{line}:" in err


def test_an_unexpected_error_shows_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def explode() -> None:
        raise RuntimeError("kapot")

    monkeypatch.setattr("swcompetence.registry.list_frameworks", explode)
    code, _, err = run("frameworks", "list")

    assert code == 2
    assert "Onverwachte fout (RuntimeError: kapot)" in err


def test_the_program_starts_as_a_module(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "swcompetence", "--version"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0
    assert done.stdout.startswith("swcompetence ")


def test_importing_the_package_loads_no_spreadsheet_report_or_screen_library(
    tmp_path: Path,
) -> None:
    heavy = "openpyxl xlsxwriter typer rich jinja2 scipy numpy python_calamine".split()
    script = f"import sys, swcompetence; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_a_workbook_with_links_is_no_course_list(run: Run, rich_list: Path, tmp_path: Path) -> None:
    reviewed = rich_list.with_name("graduaat-maatschappelijk-werk-denderkant-nagekeken.xlsx")
    code, _, err = run("map", reviewed, "-o", tmp_path / "x.json")

    assert code == 2
    assert "werkboek met koppelingen" in err
    assert not list(tmp_path.iterdir())


def test_sheets_in_another_language_are_told_and_not_called_empty(run: Run, tmp_path: Path) -> None:
    text = "The student learns how to work with families and with the OCMW in their own context."
    rows = "code;titel;studiepunten;inhoud\nA1;Recht;3;Het leefloon en het recht op bijstand.\n"
    (tmp_path / "lijst.csv").write_text(f"{rows}A2;Families;3;{text}\n", encoding="utf-8")

    code, _, err = run("map", tmp_path / "lijst.csv", "-o", "m.json")

    assert code == 0
    assert "1 opleidingsonderdeel niet gelezen (Engels): ‘Families’" in err
    data = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    assert [course["read"] for course in data["curricula"][0]["courses"]] == [
        {"language": "nl", "skipped": None},
        {"language": "en", "skipped": "language"},
    ]

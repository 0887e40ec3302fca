from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from typed import Run

from swcompetence.errors import InputFileError
from swcompetence.exchange.formats import IMPORT_FORMATS
from swcompetence.files.data.data_files import read_framework
from swcompetence.testing import assert_valid_framework
from swcompetence.workflow.importing import format_of

HERE = ("--publisher", "Hogeschool Scheldezoom", "--date", "2026-11-22")


@pytest.fixture
def outcomes(checkout: Path) -> Path:
    return checkout / "curricula" / "olr-scheldezoom.xlsx"


def test_a_list_of_outcomes_becomes_an_edition_that_a_list_can_be_mapped_onto(
    run: Run, tmp_path: Path, outcomes: Path, poor_list: Path
) -> None:
    code, out, err = run("import", outcomes, *HERE)

    assert (code, out) == (0, "eigen-kader.yaml\n")
    assert "‘Trekker’" in err
    assert "olr-scheldezoom@2026-27: 17 items, waarvan 12" in err
    assert "woorden uit zijn naam en omschrijving (samen 118)" in err
    assert "Zonder indicatoren (zoekwoorden): 4 van de 12 items." in err
    assert "  olr-12 van competentiekader@2026.1:c01 (74)\n" in err
    lent = read_framework(tmp_path / "eigen-kader.yaml")
    counts = [int(count) for count in re.findall(r"^  olr-.* \((\d+)\)$", err, re.MULTILINE)]
    assert sum(counts) == sum(len(one.indicators) for one in lent.items)
    assert f"indicatoren te leen (samen {sum(counts)}):" in err
    phrases = {indicator.phrase for one in lent.items for indicator in one.indicators}
    assert not any("(vijf|5) krachtlijnen" in phrase for phrase in phrases)
    assert {one.lent_from for one in lent.item("olr-12").indicators} == {
        "competentiekader@2026.1:c01"
    }
    assert_valid_framework(tmp_path / "eigen-kader.yaml")
    assert run("frameworks", "format", "--check", "eigen-kader.yaml").code == 0
    mapped = run("map", poor_list, "--framework", "eigen-kader.yaml", "-o", "m.json")
    assert mapped.code == 0
    data = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    assert [one["ref"] for one in data["frameworks"]] == ["olr-scheldezoom@2026-27"]


def test_workbook_page_and_explanation_say_where_a_search_word_was_taken_from(
    run: Run, tmp_path: Path, outcomes: Path, checkout: Path
) -> None:
    courses = checkout / "curricula" / "bachelor-sociaal-werk-scheldezoom.xlsx"
    assert run("import", outcomes, *HERE).code == 0
    own = ("--framework", "eigen-kader.yaml")
    assert run("map", courses, *own, "-o", "m.xlsx", "-o", "m.html", "-o", "m.json").code == 0

    data = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    taken = {
        (link["course"], piece["taken_from"])
        for link in data["links"]
        if link["proposed"]
        for piece in link["evidence"]
        if "taken_from" in piece
    }
    lenders = {place for _, place in taken}
    assert lenders > {"own words", "competentiekader@2026.1:c01"}
    with ZipFile(tmp_path / "m.xlsx") as book:
        texts = book.read("xl/sharedStrings.xml").decode()
    page = (tmp_path / "m.html").read_text(encoding="utf-8")
    for written in (texts, page):
        assert "woord van het item zelf" in written
        assert "geleend van competentiekader@2026.1:c01" in written
    lent, said = (
        {course for course, place in taken if place == origin}
        for origin in ("competentiekader@2026.1:c01", "own words")
    )
    course = min(lent & said)
    told = run("explain", courses, "--course", course, *own).out
    assert "; geleend van competentiekader@2026.1:c01" in told
    assert "; woord van het item zelf" in told
    assert "woorden van het item zelf\n" in told
    assert ", zekerheid niet gemeten\n" in told
    assert "welke kans dat is, is voor dit kader niet gemeten" in told
    assert "kans: zekerheid" not in told
    assert "Waar een zoekwoord vandaan komt" in texts

    blind = run("map", courses, *own, "--blind", "-o", "b.html")
    assert blind.code == 0
    assert "woord van het item zelf" not in (tmp_path / "b.html").read_text(encoding="utf-8")


def test_what_the_caller_says_wins(run: Run, tmp_path: Path, outcomes: Path) -> None:
    facts = ("--id", "olr-hs", "--version", "2027-28", "--title", "OLR", "--mapping-depth", "1")

    assert run("import", outcomes, *HERE, *facts, "-o", "olr.yaml").code == 0
    edition = read_framework(tmp_path / "olr.yaml")
    assert (edition.ref, edition.title) == ("olr-hs@2027-28", "OLR")
    assert edition.mapping_level == "groep"


def test_who_made_a_list_must_be_said(run: Run, tmp_path: Path, outcomes: Path) -> None:
    code, _, err = run("import", outcomes)

    assert code == 2
    assert "--publisher" in err
    assert not (tmp_path / "eigen-kader.yaml").exists()


@pytest.mark.parametrize("wanted", ["case", "skos", "skos-json"])
def test_what_was_exported_comes_back_whole(run: Run, tmp_path: Path, wanted: str) -> None:
    made = run("export", "krachtlijnen", "--to", wanted).out.strip()

    code, _, err = run("import", made, "-o", "terug.yaml")

    assert code == 0, err
    assert "indicatoren (zoekwoorden)" not in err
    back, shipped = read_framework(tmp_path / "terug.yaml"), read_framework(_shipped(tmp_path))
    assert back.identity_digest == shipped.identity_digest
    assert back.vocabulary_digest == shipped.vocabulary_digest


def _shipped(folder: Path) -> Path:
    checkout = Path(__file__).resolve().parent.parent.parent
    assert folder != checkout
    return checkout / "frameworks" / "krachtlijnen" / "2018.yaml"


def test_a_moodle_file_is_recognised_and_may_be_named(run: Run, tmp_path: Path) -> None:
    made = run("export", "krachtlijnen", "--to", "moodle").out.strip()

    assert run("import", made).code == 2
    assert run("import", made, *HERE, "-o", "a.yaml").code == 0
    assert run("import", made, *HERE, "--from", "moodle", "-o", "b.yaml").code == 0
    one, other = (read_framework(tmp_path / name) for name in ("a.yaml", "b.yaml"))
    assert one == other
    assert one.publisher == "Hogeschool Scheldezoom"


def test_what_we_wrote_for_canvas_is_not_taken_for_a_file_of_moodle(
    run: Run, tmp_path: Path
) -> None:
    made = run("export", "competentiekader", "--to", "canvas").out.strip()

    code, out, err = run("import", made, *HERE)

    assert (code, out) == (2, "")
    assert "Dit zijn leerresultaten voor Canvas" in err
    assert not list(tmp_path.glob("*.yaml"))


def test_a_file_that_is_taken_for_something_else_gives_a_dutch_message(
    run: Run, tmp_path: Path, outcomes: Path
) -> None:
    (tmp_path / "los.json").write_text("{}", encoding="utf-8")

    for words, message in (
        (("import", "los.json"), "geen CASE-pakket en geen SKOS"),
        (("import", outcomes, "--from", "word", *HERE), "Kies uit:\n  olr"),
        (("import", outcomes, "--from", "case", *HERE), "geen leesbare JSON in UTF-8. "),
        (("import", outcomes, *HERE, "-o", "kader.xlsx"), "een naam op .yaml of .yml."),
        (("import",), "--template voor een lege lijst"),
        (("import", "nergens.xlsx", *HERE), "dit bestand bestaat niet"),
    ):
        code, out, err = run(*words)
        assert (code, out) == (2, "")
        assert message in err


def test_the_empty_list_is_made_and_can_be_read(run: Run, tmp_path: Path) -> None:
    made = run("import", "--template")

    assert (made.code, made.out) == (0, "leerresultaten.xlsx\n")
    assert "Wis de twee voorbeeldrijen" in made.err
    assert run("import", "leerresultaten.xlsx", *HERE).code == 0
    assert len(read_framework(tmp_path / "eigen-kader.yaml").mapping_items) == 2
    assert run("import", "--template", "-o", "leeg.ods").code == 2
    assert run("import", "--template").code == 2


def test_nothing_is_overwritten(run: Run, tmp_path: Path, outcomes: Path) -> None:
    target = tmp_path / "eigen-kader.yaml"
    target.write_text("van mij", encoding="utf-8")

    assert run("import", outcomes, *HERE).code == 2
    assert target.read_text(encoding="utf-8") == "van mij"
    assert run("import", outcomes, *HERE, "--force").code == 0


@pytest.mark.parametrize(
    ("content", "name", "wanted"),
    [
        (b"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .", "x.txt", "skos"),
        (b"PREFIX skos: <http://www.w3.org/2004/02/skos/core#>", "x", "skos"),
        (b"", "x.ttl", "skos"),
        (b'{"CFDocument": {}}', "x.csv", "case"),
        (b'{"geen json', "x.json", "case"),
        (b'{"@graph": []}', "x.json", "skos-json"),
        (b"[]", "x.json", "skos-json"),
        (b'"Parent ID number","ID number","Short name"\n', "x.csv", "moodle"),
        (b"Ouder,ID,Naam,a,b,c,d,e,f,g,h,i,Is kader,k\n,x,Kader,,1,,,,,,,,1,\n", "x.csv", "moodle"),
        (b"a;b;c;d;e;f;g;h;i;j;k;l;m;n\n1;2;3;4;5;6;7;8;9;10;11;12;13;14\n", "x.csv", "olr"),
        (b"Code;Leerresultaat\n1;Luistert\n", "x.csv", "olr"),
        (b"PK\x03\x04", "x.xlsx", "olr"),
    ],
)
def test_formats_are_recognised_by_what_stands_in_the_file(
    content: bytes, name: str, wanted: str
) -> None:
    assert format_of(content, name) == wanted
    assert wanted in IMPORT_FORMATS


def test_json_that_is_nothing_we_know_is_refused() -> None:
    with pytest.raises(InputFileError, match="geen CASE-pakket"):
        format_of(b'{"iets": 1}', "x.json")

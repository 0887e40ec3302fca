from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from samples import course, framework, item, link, mapping
from typed import Run

from swcompetence.exchange.formats import EXPORT_FORMATS
from swcompetence.files.data.edition_text import edition_text
from swcompetence.model import Crosswalk, Decision, Framework, FrameworkRef, Status, Verdict
from swcompetence.registry import get_crosswalk
from swcompetence.workflow.exporting import SCHEMAS, json_schema

OWN = framework(item("a", "armoede"), id="eigen", title="Eigen kader")
ENDINGS = {
    "moodle": "-moodle.csv",
    "canvas": "-canvas.csv",
    "case": ".case.json",
    "skos": ".ttl",
    "skos-json": ".jsonld",
    "ooapi": ".ooapi.json",
    "csv": ".csv",
}


def own_edition(folder: Path, edition: Framework = OWN) -> Path:
    path = folder / "eigen.yaml"
    path.write_text(edition_text(edition), encoding="utf-8")
    return path


def own_crosswalk(folder: Path) -> Path:
    shipped = get_crosswalk("competentiekader", "krachtlijnen")
    (line, *_) = shipped.alignments
    own = shipped.model_copy(
        update={
            "subject": OWN.ref,
            "alignments": (line.model_copy(update={"subject": "a", "confidence": 0.5}),),
        }
    )
    path = folder / "mijn.yaml"
    path.write_text(edition_text(Crosswalk.model_validate(own.model_dump())), encoding="utf-8")
    return path


def own_mapping(folder: Path) -> Path:
    confirmed = link("SW1", "krachtlijnen:nabij", status="confirmed")
    confirmed = confirmed.model_copy(
        update={"decisions": (Decision(verdict=Verdict.ACCEPT, reviewer="An"),)}
    )
    found = mapping(confirmed, link("SW1", "krachtlijnen:verbindend"), courses=(course(),))
    (used,) = found.frameworks
    krachtlijnen = used.model_copy(update={"ref": FrameworkRef("krachtlijnen@2018")})
    path = folder / "koppelingen.json"
    path.write_text(
        found.model_copy(update={"frameworks": (krachtlijnen,)}).to_json(), encoding="utf-8"
    )
    return path


@pytest.mark.parametrize(("wanted", "ending"), ENDINGS.items())
def test_an_edition_goes_to_every_format_beside_its_file_and_losses_are_said(
    run: Run, tmp_path: Path, wanted: str, ending: str
) -> None:
    folder = tmp_path / "map"
    folder.mkdir()

    code, out, err = run("export", own_edition(folder), "--to", wanted)

    assert (code, out) == (0, f"{folder / f'eigen{ending}'}\n")
    assert (folder / f"eigen{ending}").stat().st_size > 100
    assert f"Niet of anders bewaard in eigen{ending}:\n" in err


def test_a_shipped_framework_is_written_in_the_current_folder(run: Run, tmp_path: Path) -> None:
    code, out, err = run("export", "krachtlijnen", "--to", "moodle")

    assert (code, out) == (0, "krachtlijnen-2018-moodle.csv\n")
    with (tmp_path / "krachtlijnen-2018-moodle.csv").open(encoding="utf-8") as stream:
        assert len(next(csv.reader(stream))) == 14
    assert err.count("Moodle heeft geen plaats voor") == 1
    assert "indicatoren (33x)" in err


def test_what_two_files_lose_is_said_once(run: Run) -> None:
    err = run("export", "competentiekader", "--to", "sssom").err

    first, second = "competentiekader--dlr-sw.sssom.tsv", "competentiekader--krachtlijnen.sssom.tsv"
    assert f"Niet of anders bewaard in {first} en {second}:\n" in err
    assert err.count("enkel de laatste revisie") == 1
    assert err.count("enkel het webadres") == 1


def test_a_schema_that_is_published_bears_its_address(run: Run) -> None:
    base = "https://formaten.hogeschool.example/"

    for name in SCHEMAS:
        schema = json.loads(run("schema", name, "--base", base).out)
        assert schema.pop("$id") == f"{base}{name}.schema.json"
        assert schema == json.loads(json_schema(name))
    assert run("schema", "mapping", "--base", "hier").code == 2


def test_nothing_is_overwritten_and_a_source_is_never_replaced(run: Run, tmp_path: Path) -> None:
    source = own_edition(tmp_path)
    run("export", source, "--to", "csv")

    again = run("export", source, "--to", "csv")
    over_itself = run("export", source, "--to", "csv", "-o", source, "--force")

    assert (again.code, over_itself.code) == (2, 2)
    assert "bestaat al" in again.err
    assert run("export", source, "--to", "csv", "--force").code == 0


def test_an_unknown_format_names_what_there_is(run: Run) -> None:
    code, _, err = run("export", "krachtlijnen", "--to", "xml")

    assert code == 2
    assert all(f"  {name:10} {about}" in err for name, about in EXPORT_FORMATS.items())


def test_a_source_that_is_nowhere_gives_one_message(run: Run) -> None:
    for words, message in (("nergens.yaml", "Dit bestand bestaat niet."), ("nergens", "bestaat")):
        code, out, err = run("export", words, "--to", "csv")
        assert (code, out) == (2, "")
        assert message in err


def test_help_tells_every_format(run: Run) -> None:
    shown = run("export", "--help").out

    assert all(f"{name} " in shown and about in shown for name, about in EXPORT_FORMATS.items())


def test_case_takes_a_version_a_base_and_a_crosswalk(run: Run, tmp_path: Path) -> None:
    source, walk = own_edition(tmp_path), own_crosswalk(tmp_path)
    base = "https://kaders.hogeschool.example/"

    new = run("export", source, "--to", "case", "--crosswalk", walk, "--base", base, "-o", "n.json")
    old = run("export", source, "--to", "case", "--case-version", "1.0", "-o", "o.json")
    wrong = run("export", source, "--to", "case", "--case-version", "2", "-o", "w.json")

    assert (new.code, old.code, wrong.code) == (0, 0, 2)
    package = json.loads((tmp_path / "n.json").read_text(encoding="utf-8"))
    assert package["CFDocument"]["uri"].startswith(base)
    kinds = {one["associationType"] for one in package["CFAssociations"]}
    assert len(kinds) == 2
    assert "extensions" not in (tmp_path / "o.json").read_text(encoding="utf-8")
    assert "‘2’ is geen van '1.0', '1.1'." in wrong.err


def test_a_format_that_is_not_there_or_not_for_this_says_which_are(
    run: Run, tmp_path: Path
) -> None:
    misspelled = run("export", "krachtlijnen", "--to", "casee")
    not_for_links = run("export", own_mapping(tmp_path), "--to", "moodle")

    assert (misspelled.code, not_for_links.code) == (2, 2)
    assert "‘casee’ bestaat hier niet. Bedoelde u ‘case’? Kies uit:" in misspelled.err
    assert "‘moodle’ is er niet voor koppelingen. Kies uit:\n  ooapi" in not_for_links.err


def test_a_base_that_is_no_uri_is_refused(run: Run) -> None:
    code, _, err = run("export", "krachtlijnen", "--to", "moodle", "--base", "hier")

    assert code == 2
    assert "‘hier’ kan geen begin van namen zijn" in err


def test_every_crosswalk_of_a_framework_becomes_a_file(run: Run, tmp_path: Path) -> None:
    here = run("export", "competentiekader", "--to", "sssom")
    named = run("export", "competentiekader", "--to", "sssom", "-o", "uit.tsv")
    in_full = run("export", "competentiekader", "--to", "sssom", "-o", "vol.sssom.tsv")

    assert here.out.splitlines() == [
        "competentiekader--dlr-sw.sssom.tsv", "competentiekader--krachtlijnen.sssom.tsv",
    ]  # fmt: skip
    assert named.out.splitlines()[0] == "uit-competentiekader--dlr-sw.sssom.tsv"
    assert in_full.out.splitlines()[0] == "vol-competentiekader--dlr-sw.sssom.tsv"
    text = (tmp_path / "competentiekader--dlr-sw.sssom.tsv").read_text(encoding="utf-8")
    assert "framework:competentiekader/c01" in text
    assert "Mensenrechten, ethiek en eigen positie" in text


def test_a_framework_without_crosswalks_says_which_there_are(run: Run) -> None:
    code, _, err = run("export", "dlr-sw", "--to", "sssom")

    assert code == 2
    assert "competentiekader@2026.1 naar dlr-sw@2016" in err


def test_a_crosswalk_file_goes_to_sssom_and_to_nothing_else(run: Run, tmp_path: Path) -> None:
    walk, source = own_crosswalk(tmp_path), own_edition(tmp_path)

    code, out, _ = run("export", walk, "--to", "sssom", "--framework", source)
    bare = run("export", walk, "--to", "sssom", "-o", "kaal.tsv")
    wrong = run("export", walk, "--to", "moodle")

    assert (code, out) == (0, f"{tmp_path / 'mijn.sssom.tsv'}\n")
    text = (tmp_path / "mijn.sssom.tsv").read_text(encoding="utf-8")
    assert "framework:eigen/a\tZzqa\t" in text
    assert "\t0.5\t" in text
    assert bare.code == 0
    assert wrong.code == 2
    assert "Het formaat ‘moodle’ is er niet voor een crosswalk. Kies uit:\n  sssom" in wrong.err
    assert "canvas" not in wrong.err


def test_a_mapping_goes_to_ooapi_sssom_and_a_table(run: Run, tmp_path: Path) -> None:
    source = own_mapping(tmp_path)

    for wanted, ending in (("sssom", ".sssom.tsv"), ("csv", ".csv"), ("ooapi", ".ooapi.json")):
        assert run("export", source, "--to", wanted).code == 0
        assert (tmp_path / f"koppelingen{ending}").exists()
    told = run("export", source, "--to", "sssom", "--force")
    assert "koppelingen zonder besluit staan er niet in" in told.err
    wrong = run("export", source, "--to", "canvas")
    assert wrong.code == 2
    assert "Kies uit" in wrong.err


def test_proposals_count_in_ooapi_when_asked_for(run: Run, tmp_path: Path) -> None:
    source = own_mapping(tmp_path)
    found = {}
    for name, more in (("a.json", ()), ("b.json", ("--with-proposals",))):
        assert run("export", source, "--to", "ooapi", "-o", name, *more).code == 0
        courses = json.loads((tmp_path / name).read_text(encoding="utf-8"))["courses"]
        found[name] = len(courses[0]["learningOutcomeIds"])

    assert found == {"a.json": 1, "b.json": 2}


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_shown_by_name(run: Run, tmp_path: Path, name: str) -> None:
    shown = run("schema", name)
    written = run("schema", name, "-o", "s.json")

    assert (shown.code, shown.out) == (0, json_schema(name))
    assert written.out == "s.json\n"
    schema = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert "$id" not in schema
    assert schema["title"]


def test_the_mapping_schema_fits_what_is_written(tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    data = json.loads(own_mapping(tmp_path).read_text(encoding="utf-8"))
    schema = json.loads(json_schema("mapping"))

    jsonschema.Draft202012Validator(schema).validate(data)
    assert data["links"][0]["status"] == Status.CONFIRMED
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({**data, "links": [{}]})


def test_without_a_name_the_schemas_are_listed_and_a_wrong_one_too(run: Run) -> None:
    listed = run("schema")
    wrong = run("schema", "mappen")

    assert all(name in listed.out for name in SCHEMAS)
    assert wrong.code == 2
    assert "mapping" in wrong.err

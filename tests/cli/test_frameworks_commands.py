from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from typed import Run

from swcompetence.files.data.edition_schema import edition_schema
from swcompetence.files.data.edition_text import format_edition

EDITION = """\
# Een kop die blijft staan.
schema_version: 1
id: proef
version: "1"
revision: 1
title: Proefkader
about: Verzonnen voor de tests.
publisher: Niemand
status: current
valid_from: 2026-01-01
last_checked_on: 2026-11-01
licence: {id: CC0-1.0, attribution: Niemand}
levels: [thema]
mapping_level: thema
sources:
- {id: bron, title: Een bron, url: "https://example.org"}
changelog:
- {revision: 1, date: 2026-01-01, note: Eerste uitgave.}
items:
- {id: steun, level: thema, label: Steun, provenance: derived, sources: [bron], indicators: [leefloon]}
- {id: wonen, level: thema, label: Wonen, provenance: derived, sources: [bron], indicators: [huren]}
"""  # noqa: E501 - as people write YAML


@pytest.fixture
def run(run: Run) -> Run:
    return partial(run, "frameworks")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "oud.yaml"
    path.write_text(EDITION, encoding="utf-8")
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "nieuw.yaml"
    text = EDITION.replace('version: "1"', 'version: "2"').replace("label: Wonen", "label: Huren")
    path.write_text(text, encoding="utf-8")
    return path


VERBS = "list show search diff changelog sources copy sheet apply validate format schema".split()


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_in_dutch(run: Run, verb: str) -> None:
    code, out, _ = run(verb, "--help")

    assert code == 0
    assert "Gebruik:" in out
    for english in ("Usage", "Options", "Arguments", "Show this", "required", "default", "x>="):
        assert english not in out, english


def test_the_overview_of_the_verbs_names_all_of_them(run: Run) -> None:
    code, out, _ = run("--help")

    assert code == 0
    assert all(f"\n  {verb} " in out for verb in VERBS)
    assert "..." not in out.split("Opdrachten:")[1]


def test_show_accepts_the_reference_of_an_item_as_reports_write_it(run: Run) -> None:
    apart, joined = (
        run("show", "ocmw-praktijk", "huisbezoek"),
        run("show", "ocmw-praktijk:huisbezoek"),
    )

    assert apart.code == 0
    assert apart.out.startswith("Huisbezoek (ocmw-praktijk:huisbezoek, thema)\n")
    assert joined == apart


def test_show_takes_a_path(run: Run, old: Path) -> None:
    code, out, _ = run("show", old)

    assert code == 0
    assert out.startswith("Proefkader (proef@1, revisie 1)\n")
    assert out.endswith("steun  Steun\nwonen  Wonen\n")


@pytest.mark.parametrize(
    ("item", "suggestion"),
    [("schuldhupl", "schuldhulp"), ("leefloon", "leefloon_rmi"), ("onthaal", "gbo")],
)
def test_an_unknown_item_comes_with_suggestions(run: Run, item: str, suggestion: str) -> None:
    code, out, err = run("show", "ocmw-praktijk", item)

    assert (code, out) == (2, "")
    assert f"heeft geen item ‘{item}’. Bedoelde u " in err
    assert f"‘{suggestion}’" in err


def test_show_writes_a_page_and_never_overwrites_without_force(run: Run, tmp_path: Path) -> None:
    name = "k.html"
    first = run("show", "ocmw-praktijk", "-o", name)
    text = (tmp_path / name).read_text(encoding="utf-8")

    assert (first.code, first.out) == (0, f"{name}\n")
    assert text.startswith("<!DOCTYPE html>")

    (tmp_path / name).write_text("van mij", encoding="utf-8")
    refused = run("show", "ocmw-praktijk", "-o", name)
    assert refused.code == 2
    assert "--force" in refused.err
    assert (tmp_path / name).read_text(encoding="utf-8") == "van mij"

    assert run("show", "ocmw-praktijk", "-o", name, "--force").code == 0
    assert (tmp_path / name).read_text(encoding="utf-8") == text


def test_a_page_has_one_format_and_is_about_a_whole_framework(run: Run, tmp_path: Path) -> None:
    wrong = run("show", "ocmw-praktijk", "-o", "kader.docx")
    item = run("show", "ocmw-praktijk", "huisbezoek", "-o", "kader.html")

    assert (wrong.code, item.code) == (2, 2)
    assert "Gebruik een naam op .html." in wrong.err
    assert "laat het item weg" in item.err
    assert list(tmp_path.iterdir()) == []


def test_search_gives_references_that_show_understands(run: Run) -> None:
    code, out, err = run("search", "schulden", "afbetalen")
    first = out.split("  ")[0]

    assert (code, err) == (0, "")
    assert first.startswith("ocmw-praktijk:")
    assert run("show", first).code == 0


def test_search_says_where_it_found_the_words_and_which_it_did_not(run: Run, old: Path) -> None:
    code, out, _ = run("search", "leefloon", "wonen", "--framework", old)

    assert code == 0
    assert out.splitlines() == [
        "proef:wonen  Wonen (thema)",
        "    niet gevonden: leefloon",
        "proef:steun  Steun (thema)",
        "    indicator: leefloon",
        "    niet gevonden: wonen",
    ]


def test_search_says_how_it_read_a_typing_error(run: Run, old: Path) -> None:
    code, out, err = run("search", "leefloom", "--framework", old)

    assert code == 0
    assert "‘leefloom’ staat in geen kader; gezocht naar ‘leefloon’." in err
    assert out.startswith("proef:steun")


def test_search_that_finds_nothing_says_so(run: Run) -> None:
    code, out, err = run("search", "xyzzyplugh", "--framework", "krachtlijnen")

    assert (code, out) == (0, "")
    assert "Niets gevonden voor ‘xyzzyplugh’ in krachtlijnen@2018." in err


def test_search_keeps_to_its_limit(run: Run) -> None:
    _, out, _ = run("search", "ocmw", "--limit", "2")

    assert len([line for line in out.splitlines() if not line.startswith(" ")]) == 2


def test_diff_compares_files_and_references(run: Run, old: Path, new: Path) -> None:
    code, out, _ = run("diff", old, new)

    assert code == 0
    assert "Van proef@1 (revisie 1) naar proef@2 (revisie 1)" in out
    assert "naam: was ‘Wonen’, nu ‘Huren’" in out
    assert "Geen verschil" in run("diff", "krachtlijnen", "krachtlijnen@2018").out


def test_diff_as_json_is_for_programs(run: Run, old: Path, new: Path) -> None:
    code, out, _ = run("diff", old, new, "--json")

    assert code == 0
    [difference] = json.loads(out)["differences"]
    assert difference == {
        "section": "wording",
        "id": "wonen",
        "label": "Huren",
        "part": "label",
        "old": "Wonen",
        "new": "Huren",
    }


def test_changelog_and_sources_of_a_framework(run: Run, old: Path) -> None:
    log, sources = run("changelog", old), run("sources", old)

    assert "  revisie 1, 1 januari 2026: Eerste uitgave.\n" in log.out
    assert "  1. Een bron [bron]\n     https://example.org\n     - steun  Steun: afgeleid" in (
        sources.out
    )


@pytest.mark.parametrize("verb", ["show", "changelog", "sources"])
def test_an_unknown_framework_comes_with_suggestions(run: Run, verb: str) -> None:
    code, out, err = run(verb, "ocmw-praktijken")

    assert (code, out) == (2, "")
    assert "Bedoelde u ‘ocmw-praktijk’" in err


def test_control_characters_in_a_file_do_not_reach_the_screen(run: Run, old: Path) -> None:
    old.write_text(EDITION.replace("label: Steun", r'label: "\e[31mSteun"'), encoding="utf-8")

    for words in (("show", old), ("show", old, "steun"), ("sources", old)):
        assert "\x1b" not in run(*words).out


def test_validate_accepts_what_travels_with_the_package(run: Run, checkout: Path) -> None:
    code, out, _ = run("validate", checkout / "frameworks")

    assert code == 0
    assert "in orde (krachtlijnen@2018, " in out
    assert "in orde (ocmw-praktijk@2026.2 naar krachtlijnen@2018)" in out


def test_validate_groups_problems_per_file_and_goes_on(run: Run, old: Path, new: Path) -> None:
    text = new.read_text(encoding="utf-8")
    new.write_text(text.replace("title:", "titel:").replace("revision: 1\n", ""), encoding="utf-8")

    code, out, err = run("validate", new, old, "weg.yaml")

    assert code == 2
    assert f"{old}: in orde (proef@1, 2 items)" in out
    assert err.startswith(f"{new}: ")
    assert f"  {new}:" in err
    assert "bedoelde u ‘title’?" in err
    assert "weg.yaml: dit bestand bestaat niet. Controleer de naam en de map." in err


def test_validate_tells_programs_the_same_as_json(
    run: Run, old: Path, checkout: Path, poor_list: Path
) -> None:
    shipped = checkout / "frameworks" / "krachtlijnen" / "2018.yaml"
    code, out, err = run("validate", shipped, old, "weg.yaml", "--try", poor_list, "--json")
    first, second, gone = json.loads(out)

    assert (code, err) == (2, "")
    assert (first["file"], first["valid"], first["what"]) == (
        str(shipped), True, "krachtlijnen@2018",
    )  # fmt: skip
    assert first["trial"]
    assert (second["valid"], second["problems"]) == (True, [])
    assert (gone["valid"], len(gone["problems"])) == (False, 1)


def test_validate_shows_what_an_editor_would_change(run: Run, old: Path) -> None:
    doubled = EDITION.replace("label: Wonen", "label: Steun").replace("[huren]", "[leefloon]")
    old.write_text(doubled, encoding="utf-8")

    code, out, err = run("validate", old)

    assert code == 0
    assert out == f"{old}: in orde (proef@1, 2 items)\n"
    assert err.startswith(f"{old}: opmerkingen\n  opgelet: steun: ")


def test_validate_names_a_lender_that_does_not_exist(run: Run, old: Path) -> None:
    lent = "[{phrase: huren, lent_from: 'competentiekader@2026.1:c99'}]"
    old.write_text(EDITION.replace("[huren]", lent), encoding="utf-8")

    code, _, err = run("validate", old)

    assert code == 0
    assert "competentiekader@2026.1 heeft geen item ‘c99’" in err


def test_validate_refuses_a_hidden_character(run: Run, old: Path) -> None:
    old.write_text(EDITION.replace("label: Steun", "label: St\u200beun"), encoding="utf-8")

    code, out, err = run("validate", old)

    assert (code, out) == (2, "")
    assert err.startswith(f"{old}: fouten\n  fout: steun")


def test_a_folder_without_editions_is_refused(run: Run, tmp_path: Path) -> None:
    code, _, err = run("validate", tmp_path)

    assert code == 2
    assert "geen kader" in err


def test_format_rewrites_only_what_differs_and_keeps_the_head(run: Run, old: Path) -> None:
    first = run("format", old)
    text = old.read_text(encoding="utf-8")

    assert (first.code, first.out) == (0, f"{old}: herschreven\n")
    assert text == format_edition(EDITION)
    assert text.startswith("# Een kop die blijft staan.\n")

    before = old.stat().st_mtime_ns
    again = run("format", old)
    assert (again.code, again.out) == (0, "")
    assert "vaste vorm" in again.err
    assert old.stat().st_mtime_ns == before


def test_format_check_changes_nothing_and_exits_with_1(run: Run, old: Path, tmp_path: Path) -> None:
    code, out, _ = run("format", tmp_path, "--check")

    assert (code, out) == (1, f"{old}: wijkt af van de vaste vorm\n")
    assert old.read_text(encoding="utf-8") == EDITION

    run("format", old)
    assert run("format", old, "--check").code == 0


def test_format_leaves_a_file_with_mistakes_alone(run: Run, old: Path, tmp_path: Path) -> None:
    wrong, binary = tmp_path / "fout.yaml", tmp_path / "latin.yaml"
    wrong.write_text("id: [", encoding="utf-8")
    binary.write_bytes(b"id: \xe9")

    code, out, err = run("format", wrong, binary, old)

    assert code == 2
    assert wrong.read_text(encoding="utf-8") == "id: ["
    assert "fout.yaml" in err
    assert "latin.yaml: Dit bestand kan niet gelezen worden: het is geen tekst in UTF-8." in err
    assert f"{old}: herschreven" in out


def test_schema_goes_to_the_screen_or_to_a_file(run: Run, tmp_path: Path) -> None:
    shown, written = run("schema"), run("schema", "-o", "kader.schema.json")

    assert shown.out == edition_schema()
    assert written.out == "kader.schema.json\n"
    assert (tmp_path / "kader.schema.json").read_text(encoding="utf-8") == edition_schema()
    assert run("schema", "-o", "kader.schema.json").code == 2

"""`-` is standard input where a file is read, and standard output at -o: for every verb alike."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typed import Result, Run

from swcompetence.cli.app import command_line
from swcompetence.cli.streams import READ_AS_FILE
from swcompetence.cli.targets import targets_of
from swcompetence.files.data.edition_text import edition_text
from swcompetence.registry import get_framework
from swcompetence.workflow.desk import DEMO_LIST, run_demo

Piped = Callable[..., Result]
NO_FILE = {
    *("AANTAL", "CODE", "CONTROLE", "DIEPTE", "FORMAAT", "GETAL", "ID", "ITEM", "JJJJ-MM-DD"),
    *("KADER", "MAP", "NAAM", "NAAM=WAARDE", "SP", "TEKST", "TITEL", "TRAJECT", "URI", "VERSIE"),
    *("WOORDEN", "YAML", "1.0|1.1", "bevestigd|voorgesteld", "nl|invariant"),
    "traject|fase|CSV",
}


class Terminal(io.TextIOWrapper):
    """A stream that says it is a screen."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def piped(run: Run, monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Run a command with bytes on standard input."""

    def pipe(content: bytes, *words: str | Path) -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        return run(*words)

    return pipe


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    run_demo(folder, date=dt.date(2026, 11, 22))
    return folder


def commands(group: Any = None) -> list[Any]:
    group = group or typer.main.get_command(command_line())
    found: list[Any] = []
    for command in group.commands.values():
        found += commands(command) if hasattr(command, "commands") else [command]
    return found


def test_of_every_parameter_it_is_said_whether_it_names_a_file() -> None:
    for command in commands():
        targets = targets_of(command.callback)
        for param in command.params:
            is_text = param.name not in targets and not getattr(param, "is_flag", False)
            known = READ_AS_FILE | NO_FILE | {None}
            assert not is_text or param.metavar in known, (command.name, param.opts)


def test_a_list_comes_in_and_its_links_go_out(piped: Piped, demo: Path, tmp_path: Path) -> None:
    content = (demo / DEMO_LIST).read_bytes()
    run = ("--framework", "krachtlijnen", "--date", "2026-11-22")

    code, out, err = piped(content, "map", "-", "-o", "-", *run)

    assert code == 0
    data = json.loads(out)
    assert data["schema"] == "swcompetence/mapping@2"
    assert "koppelingen voorgesteld" in err
    assert "swcompetence-" not in out + err
    assert list(tmp_path.iterdir()) == []
    assert piped(content, "map", "-", *run).out == out


def test_the_result_is_that_of_files(piped: Piped, tmp_path: Path) -> None:
    edition = edition_text(get_framework("krachtlijnen"))
    (tmp_path / "kader.yaml").write_text(edition, encoding="utf-8")
    assert piped(b"", "export", "kader.yaml", "--to", "case", "-o", "kader.json").code == 0

    out = piped(edition.encode(), "export", "-", "--to", "case").out

    assert json.loads(out) == json.loads((tmp_path / "kader.json").read_bytes())


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (("export", "-", "--to", "moodle"), '"Parent ID number"'),
        (("export", "-", "--to", "canvas", "-o", "-"), "vendor_guid"),
        (("frameworks", "show", "-", "-o", "-"), "<!DOCTYPE html>"),
        (("frameworks", "show", "-", "-o", "-", "--as", "html"), "<!DOCTYPE html>"),
        (("frameworks", "show", "-"), "Krachtlijnen sociaal werk"),
        (("frameworks", "show", "-", "verbindend"), "Verbindend werken"),
        (("frameworks", "validate", "-"), "standaardinvoer: in orde"),
        (("frameworks", "copy", "-", "-o", "-"), "# Eigen versie"),
        (("frameworks", "diff", "-", "krachtlijnen"), ""),
        (("frameworks", "changelog", "-"), ""),
        (("frameworks", "search", "werken", "--framework", "-"), "krachtlijnen:"),
        (("align", "-", "werkvelden", "-o", "-"), ""),
        (("reference", "template", "--framework", "-", "-o", "-"), ""),
    ],
)
def test_an_edition_comes_in(piped: Piped, words: tuple[str, ...], start: str) -> None:
    code, out, err = piped(edition_text(get_framework("krachtlijnen")).encode(), *words)

    assert (code, "Fout" in err) == (0, False), err
    assert out.lstrip("\ufeff").startswith(start)
    assert out


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("report", "-", "-o", "-"), "checks"),
        (("report", "-"), "checks"),
        (("review", "-", "-o", "-"), "links"),
        (("compare", "-", "krap.json", "-o", "-"), "schema"),
        (("compare", "-", "krap.json", "--json"), "schema"),
        (("route", "-", "--course", "SZ-SW1-01", "-o", "-"), "schema"),
        (("export", "-", "--to", "ooapi", "-o", "-"), "courses"),
    ],
)
def test_links_come_in(
    piped: Piped, demo: Path, tmp_path: Path, words: tuple[str, ...], key: str
) -> None:
    book = next(demo.glob("*-koppelingen.xlsx"))
    mapping = piped(book.read_bytes(), "review", "-", "-o", "-").out
    (tmp_path / "krap.json").write_text(mapping, encoding="utf-8")

    for content in (book.read_bytes(), mapping.encode()):
        code, out, err = piped(content, *words)
        assert code == 0, err
        assert key in json.loads(out)


def test_a_package_comes_in_and_an_edition_goes_out(piped: Piped) -> None:
    package = piped(b"", "export", "krachtlijnen", "--to", "case", "-o", "-").out

    edition = piped(package.encode(), "import", "-", "-o", "-").out

    assert piped(edition.encode(), "frameworks", "validate", "-", "--json").code == 0
    assert edition == edition_text(get_framework("krachtlijnen"))


def test_lists_of_two_kinds_are_read(piped: Piped, demo: Path) -> None:
    text = "Code;Opleidingsonderdeel;Inhoud\nA1;Recht;Leefloon en schuldhulp bij het OCMW.\n"

    assert "A1" in piped(text.encode(), "inspect", "-").out
    assert "Recht" in piped(text.encode(), "explain", "-", "--course", "A1").out
    listed = piped((demo / DEMO_LIST).read_bytes(), "inspect", "-", "--write-profile", "-").out
    assert "columns:" in listed


def test_exit_code_one_still_gives_the_result(piped: Piped, demo: Path) -> None:
    book = next(demo.glob("*-koppelingen.xlsx")).read_bytes()

    code, out, _ = piped(book, "report", "-", "-o", "-", "--fail-on", "alles")

    assert code == 1
    assert json.loads(out)["checks"]


def test_no_workbook_comes_on_a_screen(
    piped: Piped, monkeypatch: pytest.MonkeyPatch, demo: Path
) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal(io.BytesIO(), write_through=True))

    code, _, err = piped(b"", "map", demo / DEMO_LIST, "-o", "-", "--as", "xlsx")

    assert code == 2
    assert "niets voor het scherm" in err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("map", "-", "-"), "Standaardinvoer (-) kan maar één keer"),
        (("map", "-", "-o", "-", "-o", "-"), "Standaarduitvoer (-) kan maar één keer"),
        (("map", "-", "-o", "-", "--as", "docx"), "Kies uit: xlsx, html, json, jsonl"),
        (("map", "-", "-o", "a.xlsx", "--as", "json"), "zet er ‘-o -’ bij"),
        (("map", "-"), "Fout: Op standaardinvoer kwam niets binnen. Stuur er"),
        (("report", "-"), "Fout: Op standaardinvoer kwam niets binnen. Stuur er"),
        (("import", "-", "--publisher", "X"), "Fout: Op standaardinvoer kwam niets binnen."),
        (("frameworks", "validate", "-"), "Fout: Op standaardinvoer kwam niets binnen. Stuur er"),
        (("export", "ocmw-praktijk", "--to", "sssom", "-o", "-"), "neemt er één"),
        (("frameworks", "show", "werkvelden", "-o", "-", "--as", "json"), "Kies uit: html"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_goes_out(
    piped: Piped, words: tuple[str, ...], why: str
) -> None:
    code, out, err = piped(b"", *words)

    assert (code, out) == (2, "")
    assert why in err, err
    assert "standaardinvoer." not in err


def test_import_writes_where_it_reads(piped: Piped, tmp_path: Path) -> None:
    (tmp_path / "eigen-kader.yaml").write_text("van iemand", encoding="utf-8")
    outcomes = "Leerresultaat\nDe student begeleidt gezinnen.\nDe student werkt samen.\n"
    who = ("--publisher", "Hogeschool X")

    code, out, err = piped(outcomes.encode(), "import", "-", "--id", "eigen", *who)

    assert code == 0, err
    assert "De student begeleidt gezinnen" in out
    assert "--framework" not in err
    assert (tmp_path / "eigen-kader.yaml").read_text(encoding="utf-8") == "van iemand"
    assert "\nid: eigen\n" in f"\n{out}"
    code, out, err = piped(outcomes.encode(), "import", "-", *who)
    assert (code, out) == (2, "")
    assert "Standaardinvoer heeft geen naam" in err
    assert "--id" in err
    moodle = piped(b"", "export", "krachtlijnen", "--to", "moodle", "-o", "-").out
    assert piped(moodle.encode(), "import", "-", *who).code == 0  # which says its own id


def test_no_file_is_named_where_standard_output_got_it(
    piped: Piped, demo: Path, tmp_path: Path
) -> None:
    book = next(demo.glob("*-koppelingen.xlsx"))

    (tmp_path / "b.xlsx").write_bytes(book.read_bytes())
    two = ("agreement", book, "b.xlsx")

    for words in (("route", book, "--course", "SZ-SW1-01"), two):
        code, out, err = piped(b"", *words, "-o", "-")
        assert (code, bool(out), "bewaard" in err) == (0, True, False), err
    kept = piped(b"", *two, "-o", "zelf.csv")
    assert "Ook bewaard in zelf.csv" in kept.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("frameworks", "copy", "krachtlijnen"), "validate BESTAND --try LIJST"),
        (("export", "krachtlijnen", "--to", "csv"), "bewaard in standaarduitvoer:"),
        (("align", "krachtlijnen", "dlr-sw"), "Dit is een concept"),
    ],
)
def test_what_is_on_standard_output_has_no_name(
    piped: Piped, words: tuple[str, ...], told: str
) -> None:
    code, out, err = piped(b"", *words, "-o", "-")

    assert (code, bool(out)) == (0, True)
    assert told in err
    assert not re.search(r"standaarduitvoer\.\w|^standaarduitvoer$", err, re.MULTILINE), err


def test_bytes_of_a_workbook_pass_unchanged(
    piped: Piped, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = (demo / DEMO_LIST).read_bytes()
    stdout = io.TextIOWrapper(io.BytesIO(), write_through=True)
    monkeypatch.setattr(sys, "stdout", stdout)
    assert piped(content, "map", "-", "-o", "-", "--as", "xlsx").code == 0
    made = stdout.buffer
    assert isinstance(made, io.BytesIO)
    assert made.getvalue().startswith(b"PK")

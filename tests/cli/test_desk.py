from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from swcompetence.cli import main
from swcompetence.cli.app import command_line
from swcompetence.cli.desk import at_desk
from swcompetence.cli.window import given_path, hold_window, is_desk, may_close
from swcompetence.errors import TargetLockedError


class Script:
    """A dialogue that is written beforehand."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.questions: list[str] = []
        self.told: list[str] = []

    def ask(self, question: str) -> str:
        self.questions.append(question)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)

    def say(self, text: str) -> None:
        self.told.append(text)

    @property
    def text(self) -> str:
        return "\n".join(self.told)


class Runner:
    """Remembers the commands, and writes something where they would."""

    def __init__(self, *errors: Exception) -> None:
        self.commands: list[list[str]] = []
        self.errors = list(errors)

    def __call__(self, command: list[str]) -> object:
        self.commands.append(command)
        if self.errors:
            raise self.errors.pop(0)
        if "-o" in command:
            Path(command[command.index("-o") + 1]).write_bytes(b"")
        return None


def run_really(command: list[str]) -> object:
    return command_line(command)(command, standalone_mode=False)


@pytest.fixture
def lijst(tmp_path: Path, rich_list: Path) -> Path:
    path = tmp_path / "mijn lijst.xlsx"
    path.write_bytes(rich_list.read_bytes())
    return path


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """Give a folder with the example, its review workbook and its report."""
    folder = tmp_path_factory.mktemp("nagekeken")
    source = checkout / "curricula" / "graduaat-maatschappelijk-werk-denderkant.xlsx"
    (folder / "lijst.xlsx").write_bytes(source.read_bytes())
    for name in ("lijst.xlsx", "lijst-koppelingen.xlsx"):
        assert at_desk([str(folder / name)], Script(), run_really) == 0
    return folder


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("lijst.xlsx", "lijst.xlsx"),
        ('  "C:/Mijn lijsten/lijst.xlsx" \n', "C:/Mijn lijsten/lijst.xlsx"),
        ("& 'C:/Mijn lijsten/lijst.xlsx'", "C:/Mijn lijsten/lijst.xlsx"),
        ("'/home/an/d'\\''avond.xlsx'", "/home/an/d'avond.xlsx"),
        ('"', '"'),
    ],
)
def test_a_dragged_path_loses_its_quotes(typed: str, path: str) -> None:
    assert given_path(typed) == Path(path)


@pytest.mark.parametrize("typed", ["", "  \n", '""', "''"])
def test_no_path_is_no_answer(typed: str) -> None:
    assert given_path(typed) is None


def test_a_path_with_escaped_spaces_is_found(lijst: Path) -> None:
    assert given_path(str(lijst).replace(" ", "\\ ")) == lijst


def test_only_a_bare_start_on_a_terminal_or_one_file_is_at_the_desk(
    lijst: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("demo").write_text("", encoding="utf-8")
    cases: list[tuple[Sequence[str], bool, bool]] = [
        ([], True, True),
        ([], False, False),
        ([str(lijst)], False, True),
        (["bestaat-niet.xlsx"], True, False),
        (["demo"], True, False),
        (["--help"], True, False),
        ([str(lijst), "-o"], True, False),
    ]

    for words, is_terminal, expected in cases:
        assert is_desk(words, is_terminal=is_terminal) is expected, words


def test_a_windows_console_with_only_us_in_it_may_close() -> None:
    assert may_close(2, {})
    assert may_close(3, {"PATH": ""})
    assert not may_close(3, {"PROMPT": "$P$G"})
    assert not may_close(4, {})
    assert not may_close(0, {})


@pytest.mark.skipif(sys.platform == "win32", reason="there the window may really close")
def test_elsewhere_the_program_never_waits() -> None:
    hold_window()


def test_a_dropped_list_is_mapped_and_never_overwrites(lijst: Path) -> None:
    first, second, run = Script(), Script(), Runner()

    assert at_desk([str(lijst)], first, run) == 0
    assert at_desk([str(lijst)], second, run) == 0

    book = lijst.with_name("mijn lijst-koppelingen.xlsx")
    assert run.commands == [
        ["map", str(lijst), "-o", str(book)],
        ["map", str(lijst), "-o", str(book.with_name("mijn lijst-koppelingen (2).xlsx"))],
    ]
    assert str(book) in first.text
    assert "blad Koppelingen" in first.text
    assert "‘mijn lijst-koppelingen.xlsx’ bestaat al en blijft staan." in second.text
    assert not first.questions
    assert not second.questions


def test_a_dropped_review_workbook_gives_the_report(reviewed: Path) -> None:
    book = openpyxl.load_workbook(reviewed / "lijst-hiaten.xlsx", read_only=True)

    assert "Samenvatting" in book.sheetnames
    book.close()


def test_a_dropped_report_is_only_shown(reviewed: Path) -> None:
    script, run = Script(), Runner()

    assert at_desk([str(reviewed / "lijst-hiaten.xlsx")], script, run) == 0
    assert run.commands == []
    assert "Samenvatting" in script.text


def test_a_dropped_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"%PDF-1.7")
    script = Script()

    assert at_desk([str(path)], script, Runner()) == 2
    assert "dit is een pdf" in script.text


def test_an_answer_away_the_list_is_mapped(lijst: Path) -> None:
    script, run = Script(f'"{lijst}"', ""), Runner()

    assert at_desk([], script, run) == 0
    assert run.commands == [
        ["map", str(lijst), "-o", str(lijst.with_name("mijn lijst-koppelingen.xlsx"))]
    ]
    assert "wordt nooit gewijzigd" in script.text


def test_a_wrong_path_and_a_wrong_choice_are_asked_again(lijst: Path, tmp_path: Path) -> None:
    script = Script(str(tmp_path / "weg.xlsx"), str(tmp_path), str(lijst), "7", "koppelingen", "1")
    run = Runner()

    assert at_desk([], script, run) == 0
    assert "weg.xlsx: dit bestand bestaat niet" in script.text
    assert "dit is een map" in script.text
    assert len(run.commands) == 1


@pytest.mark.parametrize("answers", [[""], []])
def test_enter_or_the_end_of_input_stops(answers: list[str]) -> None:
    script, run = Script(*answers), Runner()

    assert at_desk([], script, run) == 0
    assert run.commands == []
    assert "Er is niets gemaakt." in script.text


def test_a_report_on_a_list_maps_it_first(lijst: Path) -> None:
    script, run = Script(str(lijst), "2"), Runner()

    assert at_desk([], script, run) == 0
    book = lijst.with_name("mijn lijst-koppelingen.xlsx")
    report = lijst.with_name("mijn lijst-hiaten.xlsx")
    assert run.commands == [
        ["map", str(lijst), "-o", str(book)],
        ["report", str(book), "-o", str(report)],
    ]
    assert "het rapport is voorlopig" in script.text
    assert str(report) in script.text


def test_a_report_on_a_list_uses_the_review_workbook_beside_it(lijst: Path) -> None:
    book = lijst.with_name("mijn lijst-koppelingen.xlsx")
    book.write_bytes(b"nagekeken")
    script, run = Script(str(lijst), "2", "ja"), Runner()

    assert at_desk([], script, run) == 0
    assert [command[:2] for command in run.commands] == [["report", str(book)]]
    assert book.read_bytes() == b"nagekeken"


def test_replacing_is_asked_and_no_keeps_both(lijst: Path) -> None:
    book = lijst.with_name("mijn lijst-koppelingen.xlsx")
    book.write_bytes(b"oud")
    no, yes, run = Script(str(lijst), "1", ""), Script(str(lijst), "1", "j"), Runner()

    assert at_desk([], no, run) == 0
    assert at_desk([], yes, run) == 0
    assert "Vervangen? [j/N]" in no.questions[-1]
    assert run.commands == [
        ["map", str(lijst), "-o", str(book.with_name("mijn lijst-koppelingen (2).xlsx"))],
        ["map", str(lijst), "-o", str(book), "--force"],
    ]


@pytest.mark.parametrize("answer", ["", "nee"])
def test_a_locked_target_is_written_under_another_name_after_asking(
    lijst: Path, answer: str
) -> None:
    book = lijst.with_name("mijn lijst-koppelingen.xlsx")
    other = book.with_name("mijn lijst-koppelingen (2).xlsx")
    script, run = Script(answer), Runner(TargetLockedError(book, other))

    code = at_desk([str(lijst)], script, run)

    assert "nog open in een ander programma (Excel?)" in script.told[0]
    assert f"Schrijven naar ‘{other.name}’ in de plaats? [J/n]" in script.questions
    if answer:
        assert code == 2
        assert len(run.commands) == 1
        assert "Sluit het bestand" in script.text
    else:
        assert code == 0
        assert run.commands[-1][-1] == str(other)
        assert str(other) in script.text


def test_a_locked_target_without_anybody_to_ask_makes_nothing(lijst: Path) -> None:
    book = lijst.with_name("mijn lijst-koppelingen.xlsx")
    script = Script()

    run = Runner(TargetLockedError(book, book.with_name("x (2).xlsx")))

    assert at_desk([str(lijst)], script, run) == 2
    assert "Er is niets gemaakt." in script.text


def test_a_workbook_that_excel_has_open_is_found_out_for_real(
    lijst: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = lijst.with_name("mijn lijst-koppelingen.xlsx")
    book.write_bytes(b"")
    book.with_name(f"~${book.name}").write_bytes(b"")
    script = Script(str(lijst), "1", "j", "j")

    assert at_desk([], script, run_really) == 0
    assert book.read_bytes() == b""
    assert book.with_name("mijn lijst-koppelingen (2).xlsx").stat().st_size > 10_000
    assert "(2).xlsx" in capsys.readouterr().out


def test_a_course_is_explained_by_code_until_enter(
    lijst: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = Script(str(lijst), "3", "XYZ", "GMW101", "")

    assert at_desk([], script, run_really) == 0
    assert "Er is geen opleidingsonderdeel met code of naam ‘XYZ’" in script.text
    assert capsys.readouterr().out.startswith("GMW101  ")


def test_a_review_workbook_is_reported_on_or_shown(reviewed: Path) -> None:
    book = reviewed / "lijst-koppelingen.xlsx"
    report, show, run = Script(str(book), "1", "n"), Script(str(book), "2"), Runner()

    assert at_desk([], show, run) == 0
    assert run.commands == []
    assert f"{book}" in show.text
    assert "kies uw besluiten" in show.text

    assert at_desk([], report, run) == 0
    target = reviewed / "lijst-hiaten (2).xlsx"
    assert run.commands == [["report", str(book), "-o", str(target)]]
    target.unlink()


def test_the_report_of_a_review_workbook_can_be_a_web_page(reviewed: Path) -> None:
    book = reviewed / "lijst-koppelingen.xlsx"
    script, run = Script(str(book), "3"), Runner()

    assert at_desk([], script, run) == 0
    target = reviewed / "lijst-hiaten.html"
    assert run.commands == [["report", str(book), "-o", str(target)]]
    assert "opent in uw browser" in script.text
    target.unlink()


def test_reports_of_several_programmes_are_pointed_at_together(reviewed: Path) -> None:
    script = Script(str(reviewed / "lijst-hiaten.xlsx"))
    assert at_desk([], script, Runner()) == 0
    assert "Het resultaat staat in:" in script.text

    silent = Script(str(reviewed / "lijst-koppelingen.xlsx"), "1", "n")
    assert at_desk([], silent, lambda _command: None) == 0
    assert "De bestanden staan in:" in silent.text
    assert str(reviewed) in silent.text


def test_the_program_itself_takes_a_dropped_file(
    lijst: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["swcompetence", str(lijst)])
    with pytest.raises(SystemExit) as stop:
        main()

    captured = capsys.readouterr()
    assert stop.value.code == 0
    assert captured.out.strip() == str(lijst.with_name("mijn lijst-koppelingen.xlsx"))
    assert "Het resultaat staat in:" in captured.err


def read_until(master: int, wanted: str, seconds: float = 60) -> str:
    text, end = "", time.monotonic() + seconds
    while wanted not in text and time.monotonic() < end:
        if not select.select([master], [], [], 0.2)[0]:
            continue
        try:
            text += os.read(master, 4096).decode(errors="replace")
        except OSError:  # the other side is gone
            break
    assert wanted in text, text
    return text


def test_in_a_real_terminal_it_asks_and_answers(lijst: Path) -> None:
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    master, slave = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "swcompetence"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "dumb", "PYTHONUTF8": "1"},
    )
    os.close(slave)
    try:
        read_until(master, "Enter: stoppen")
        os.write(master, f"'{lijst}' \n".encode())
        read_until(master, "Typ een cijfer")
        os.write(master, b"1\n")
        read_until(master, "blad Koppelingen en kies uw besluiten")
        assert program.wait(timeout=60) == 0
    finally:
        program.kill()
        program.wait()
        os.close(master)

    assert lijst.with_name("mijn lijst-koppelingen.xlsx").stat().st_size > 10_000

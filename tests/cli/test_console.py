from __future__ import annotations

import io
import sys

import pytest

from swcompetence.cli.console import say_all, steps
from swcompetence.model import Place
from swcompetence.model.issue import warning


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_each_step_how_far_it_is_and_for_how_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm-256color")

    with steps() as step:
        step("Lijst lezen")
        for _ in range(3):
            step("Koppelen", 3)
        step("Bestanden maken")

    shown = screen.getvalue()
    assert "Bestanden maken" in shown
    assert "0:00:00" in shown


def test_a_counted_step_counts_its_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm-256color")

    with steps() as step:
        for _ in range(3):
            step("Koppelen", 3)

    assert "3 van 3" in screen.getvalue()


def test_a_pipe_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with steps() as step:
        step("Lijst lezen")

    assert capsys.readouterr().err == ""


def test_a_place_that_a_message_names_itself_is_not_named_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    place = Place(file="an.xlsx", sheet="K", cell="O6")

    say_all([warning("a", f"{place}: kies.", place), warning("b", "Kies.", place)])

    assert capsys.readouterr().err.splitlines() == [
        "  LET OP: an.xlsx, K!O6: kies.",
        "  LET OP: Kies. [an.xlsx, K!O6]",
    ]

"""A command as a user types it, run in this process."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from swcompetence.cli import main


class Result(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]
"""Call with the words after `swcompetence`."""


def typed_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> Run:
    """Give a function that runs commands in a folder."""
    monkeypatch.chdir(folder)

    def run(*words: str | Path) -> Result:
        monkeypatch.setattr(sys, "argv", ["swcompetence", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            main()
        captured = capsys.readouterr()
        code = stop.value.code
        return Result(code if isinstance(code, int) else 0, captured.out, captured.err)

    return run

"""The window that the program runs in: questions, dragged paths, and when it may close."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from swcompetence.cli.console import say

_MOST_PROCESSES = 3
"""Processes in a Windows console that holds only us: launcher, venv launcher and Python."""


class Terminal:
    """A dialogue in the window that the program runs in."""

    def ask(self, question: str) -> str:
        """Put a question and wait for a line."""
        return input(f"{question} ")

    def say(self, text: str) -> None:
        """Print talk."""
        say(text)


def on_terminal() -> bool:
    """Say whether a person can read and answer."""
    return all(bool(stream and stream.isatty()) for stream in (sys.stdin, sys.stdout))


def is_desk(words: Sequence[str], *, is_terminal: bool) -> bool:
    """Say whether the program was started without a command: bare on a terminal, or on a file."""
    if not words:
        return is_terminal
    # A command has no dot in its name; a file that is dropped on us has.
    return len(words) == 1 and "." in Path(words[0]).name and Path(words[0]).is_file()


def given_path(text: str) -> Path | None:
    r"""Read a path as a window gives it when a file is dragged into it; None for no answer.

    >>> given_path(''' "C:/Mijn lijsten/lijst.xlsx" ''').as_posix()
    'C:/Mijn lijsten/lijst.xlsx'
    """
    bare = text.strip().removeprefix("& ").strip()
    for quote in ("'", '"'):
        if len(bare) > 1 and bare[0] == bare[-1] == quote:
            bare = bare[1:-1].replace("'\\''", "'")
    if not bare:
        return None
    path = Path(bare).expanduser()
    unescaped = re.sub(r"\\(.)", r"\1", bare)
    return path if path.exists() or not Path(unescaped).exists() else Path(unescaped)


def may_close(processes: int, environment: Mapping[str, str]) -> bool:
    """Say whether a Windows console shuts when we end: nothing else runs in it.

    Args:
        processes: how many processes share the console; 0 where that is unknown.
        environment: the environment variables; a command prompt sets PROMPT.
    """
    return 0 < processes <= _MOST_PROCESSES and "PROMPT" not in environment


def hold_window() -> None:
    """Wait for Enter where the window would shut before anybody can read it."""
    if on_terminal() and may_close(_processes_in_console(), os.environ):
        with contextlib.suppress(EOFError, KeyboardInterrupt):
            input("\nDruk op Enter om dit venster te sluiten. ")


def _processes_in_console() -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    room = _MOST_PROCESSES + 1
    count = ctypes.windll.kernel32.GetConsoleProcessList((ctypes.c_uint * room)(), room)
    return int(count)

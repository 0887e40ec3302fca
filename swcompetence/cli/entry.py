"""Start the command line: readable errors, exit codes, no traceback."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from io import TextIOWrapper
from typing import NoReturn

from swcompetence.errors import SwCompetenceError

_WRONG = 2
_YOUNG = 200_000
"""Objects made before the collector looks for cycles: one command makes many values and hardly any
cycle, and with Python's 700 a quarter of its time goes into looking."""


def main() -> NoReturn:
    """Run the program and exit: 0 done, 2 wrong use or unreadable input."""
    _survive_old_consoles()
    gc.set_threshold(_YOUNG, 50, 100)
    # pydantic would look in every installed package for plug-ins of its own
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from swcompetence.cli.app import command_line

        code: object = command_line(sys.argv[1:])(standalone_mode=False)
    except SwCompetenceError as error:
        _fail(f"Fout: {error}")
    except RecursionError:
        _fail("Fout: in een van deze bestanden staan gegevens te diep in elkaar om ze te lezen.")
    except KeyboardInterrupt:
        _fail("Gestopt. Er is geen half bestand achtergebleven.")
    except Exception as error:
        if hasattr(error, "format_message"):  # typer's errors of wrong use, in any version
            if type(error).__name__ == "NoArgsIsHelpError":
                _fail(error.format_message())
            from swcompetence.cli.dutch import wrong_use_in_dutch

            context = getattr(error, "ctx", None)
            usage = f"{context.get_usage()}\n" if context else ""
            _fail(f"{usage}Fout: {wrong_use_in_dutch(error.format_message())}")
        if os.environ.get("SWCOMPETENCE_DEBUG"):
            raise
        _fail(
            f"Onverwachte fout ({type(error).__name__}: {error}). Dit is een fout in swcompetence,"
            " niet in uw bestand. Zet SWCOMPETENCE_DEBUG=1 om de details te zien en meld ze."
        )
    sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str) -> NoReturn:
    from swcompetence.cli.console import shown

    sys.stderr.write(f"{shown(message)}\n")
    sys.exit(_WRONG)


def _survive_old_consoles() -> None:
    """Let a console without some letters show a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            with contextlib.suppress(ValueError):
                stream.reconfigure(errors="replace")

"""Read a list of course codes: one on each line."""

from __future__ import annotations

import re
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.files.formats.text_encoding import decoded

_END = re.compile(r"[\t;]|(?:^|\s)#")


def read_codes(path: Path) -> tuple[str, ...]:
    """Give the codes in a text file, each once; `#` starts a comment.

    What follows a tab or a semicolon is left out, so that rows copied from a spreadsheet will do.

    Raises:
        InputFileError: the file cannot be read, or holds no code.
    """
    try:
        text, _ = decoded(path.read_bytes())
    except OSError as error:
        raise InputFileError(
            path, "Dit bestand kan niet gelezen worden.", "Geef een tekstbestand met codes."
        ) from error
    codes = [_END.split(line, maxsplit=1)[0].strip() for line in text.splitlines()]
    found = tuple(dict.fromkeys(code for code in codes if code))
    if not found:
        raise InputFileError(
            path, "Hierin staat geen enkele code.", "Zet op elke regel de code van een onderdeel."
        )
    return found

"""Texts made inert for every output, and files replaced whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from swcompetence.errors import InputFileError, TargetExistsError, TargetLockedError

CELL_LIMIT = 32_767
"""Characters that one spreadsheet cell holds (Excel specifications and limits)."""
SHORTENED = " … [ingekort]"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def inert(text: str) -> str:
    r"""Make a text safe to be a spreadsheet cell: no control characters, visibly shortened.

    The writer must store it as a string; then a leading `=` stays a character.

    >>> inert("a\x00b")
    'a�b'
    """
    clean = _CONTROL.sub("\ufffd", text)
    if len(clean) > CELL_LIMIT:
        clean = clean[: CELL_LIMIT - len(SHORTENED)] + SHORTENED
    return clean


def inert_csv(text: str) -> str:
    """Make a text safe for a CSV that Excel opens: a formula start gets an apostrophe (CWE-1236).

    >>> inert_csv("=1+1")
    "'=1+1"
    """
    return inert(f"'{text}" if text.startswith(_FORMULA_START) else text)


def web_address(url: str | None) -> str:
    """Give an address that a browser opens as a page, empty for any other: no scripts, no files.

    >>> web_address("javascript:alert(1)"), web_address("https://example.org/fiche")
    ('', 'https://example.org/fiche')
    """
    return url if url and url.startswith(("https://", "http://")) else ""


def free_name(path: Path) -> Path:
    """Give the first free name of the form `naam (2).xlsx`."""
    number = 2
    while (candidate := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return candidate


def write_whole(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file so that a crash leaves either the old file or the new one, never half of it.

    Raises:
        TargetExistsError: the file exists and `force` is off.
        TargetLockedError: another program holds the file open.
        InputFileError: the folder takes no file, or the disk is full.
    """
    if path.exists() and not force:
        raise TargetExistsError(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as error:
        raise _unwritable(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except PermissionError as error:
        raise TargetLockedError(path, free_name(path)) from error
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> InputFileError:
    return InputFileError(
        path,
        f"Dit bestand kan niet geschreven worden ({error.strerror or error}).",
        "Kies met -o een andere map of naam.",
    )

"""Texts made inert for every output, and files replaced whole or not at all."""

from __future__ import annotations

import base64
import contextlib
import errno
import hashlib
import os
import secrets
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl

from swcompetence.errors import InputFileError, TargetExistsError, TargetLockedError
from swcompetence.phrasing import visible

CELL_LIMIT = 32_767
"""Characters that one spreadsheet cell holds (Excel specifications and limits)."""
SHORTENED = " … [ingekort]"
_LONGEST_NAME = 255
"""Bytes of a file name that every disk takes."""
_UNFINISHED, _TEMPORARY = ".swcompetence-", ".tmp"
_WHY = {
    errno.EACCES: "u mag in die map niet schrijven",
    errno.EEXIST: "er staat een bestand waar een map moet zijn",
    errno.ENOTDIR: "er staat een bestand waar een map moet zijn",
    errno.EISDIR: "er staat al een map met die naam",
    errno.ENOENT: "die map bestaat niet",
    errno.ENOSPC: "de schijf is vol",
    errno.EROFS: "die schijf is alleen om te lezen",
}
"""Why a file cannot be written, by the number of the system's error."""
FORMULA_START = (*"=+-@＝＋－＠", "\t", "\r")
"""With which a spreadsheet begins a formula; the wide signs are those of Asian keyboards."""


def inert(text: str) -> str:
    r"""Make a text safe to be a spreadsheet cell: no hidden characters, visibly shortened.

    The writer must store it as a string; then a leading `=` stays a character.

    >>> inert("a\x00b")
    'a�b'
    """
    clean = visible(text)
    if len(clean) > CELL_LIMIT:
        clean = clean[: CELL_LIMIT - len(SHORTENED)] + SHORTENED
    return clean


def inert_csv(text: str) -> str:
    """Make a text safe for a CSV that Excel opens: a formula start gets an apostrophe (CWE-1236).

    >>> inert_csv("=1+1")
    "'=1+1"
    """
    return inert(f"'{text}" if text.startswith(FORMULA_START) else text)


def web_address(url: str | None) -> str:
    """Give an address that a browser opens as a page, empty for any other: no scripts, no files.

    >>> web_address("javascript:alert(1)"), web_address("https://example.org/fiche")
    ('', 'https://example.org/fiche')
    """
    return url if url and url.startswith(("https://", "http://")) else ""


def policy_digest(text: str) -> str:
    """Give the source expression by which the policy of a page knows its own script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def free_name(path: Path) -> Path:
    """Give the first free name of the form `naam (2).xlsx`."""
    number = 2
    while (candidate := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return candidate


def refuse_source(path: Path, sources: Sequence[Path]) -> None:
    """Stop where a target is a file that is read, under whatever name.

    Args:
        path: the target.
        sources: files that are read, and folders of which any file may be read.

    Raises:
        InputFileError: the target is one of the sources.
    """
    around = _place(path).parents if os.path.exists(path) else ()  # noqa: PTH110 - any length
    if any(_is_same(path, source) or _place(source) in around for source in sources):
        raise InputFileError(
            path,
            "Dit is het bestand dat gelezen wordt; dat wordt nooit vervangen.",
            "Kies met -o een andere naam.",
        )


def _place(path: Path) -> Path:
    """Give where a name leads, alike for names that differ in case or in how letters are made.

    Where a disk tells those apart, a name that somebody else's disk does not is no good name.
    """
    try:
        return Path(unicodedata.normalize("NFC", os.path.realpath(path)).casefold())
    except ValueError:  # a text with U+0000 is no path
        return path


def _is_same(path: Path, source: Path) -> bool:
    try:
        return _place(path) == _place(source) or path.samefile(source)
    except (OSError, ValueError):
        return False


def refuse_long_name(path: Path) -> None:
    """Refuse a name that no disk takes.

    Raises:
        InputFileError: the name is longer than 255 bytes.
    """
    if len(os.fsencode(path.name)) > _LONGEST_NAME:
        raise InputFileError(
            path,
            f"Die naam is te lang: {len(path.name)} tekens.",
            "Kies met -o een kortere, van minder dan 200 tekens.",
        )


def write_whole(
    path: Path,
    content: bytes | Iterable[bytes],
    *,
    force: bool = False,
    like: Path | None = None,
) -> None:
    """Write a file so that a crash leaves either the old file or the new one, never half of it.

    Content that comes in pieces is written as it comes.

    The rights are those of `like`, or of the file that is replaced; a new file has those that the
    system gives. What an earlier write left in the folder because it was killed, is removed.

    Raises:
        TargetExistsError: the file exists and `force` is off.
        TargetLockedError: another program holds the file open.
        InputFileError: the folder takes no file, or the disk is full.
    """
    refuse_long_name(path)
    if path.exists() and not force:
        raise TargetExistsError(path)
    model = like or path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(path.parent)
        temporary, stream = _unfinished(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with stream:
            if model.exists():
                with contextlib.suppress(OSError):  # a disk without rights
                    temporary.chmod(model.stat().st_mode & 0o777)
            stream.writelines([content] if isinstance(content, bytes) else content)
            stream.flush()
            os.fsync(stream.fileno())
            if (
                sys.platform != "win32"
            ):  # Windows replaces no open file, and needs no lock: there it is locked
                temporary.replace(path)
        if sys.platform == "win32":
            temporary.replace(path)
    except PermissionError as error:
        raise TargetLockedError(path, free_name(path)) from error
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def _unfinished(folder: Path) -> tuple[Path, BinaryIO]:
    """Open a file to write under a name of ours, locked as long as this process lives."""
    while True:
        path = folder / f"{_UNFINISHED}{secrets.token_hex(8)}{_TEMPORARY}"
        stream = path.open("xb")
        if sys.platform == "win32":
            return path, stream
        with contextlib.suppress(OSError):  # a disk without locks
            fcntl.flock(stream, fcntl.LOCK_EX)
        if os.fstat(stream.fileno()).st_nlink:
            return path, stream
        stream.close()  # another process took it for a leftover just before it was locked


def _remove_leftovers(folder: Path) -> None:
    """Remove what killed writes left: files under a name of ours that no process holds."""
    for leftover in folder.glob(f"{_UNFINISHED}*{_TEMPORARY}"):
        with contextlib.suppress(OSError):  # locked, gone, or not ours to remove
            if sys.platform != "win32":
                with leftover.open("rb") as stream:
                    fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    leftover.unlink()
            else:
                leftover.unlink()


def _unwritable(path: Path, error: OSError) -> InputFileError:
    why = _WHY.get(error.errno or 0)
    return InputFileError(
        path,
        f"Dit bestand kan niet geschreven worden{f': {why}' if why else ''}.",
        "Kies met -o een andere map of naam.",
    )

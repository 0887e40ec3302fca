"""The one rule for `-`, for every verb: standard input where a file is read, standard output at -o.

Both pass through files in a folder of their own, so that a verb reads and writes as it always does.
With the result on standard output, everything else that a verb says goes to standard error.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from swcompetence.cli import console
from swcompetence.cli.targets import Target, targets_of
from swcompetence.errors import InputFileError, SwCompetenceError

STREAM = "-"
READ_AS_FILE = frozenset({
    "A", "B", "BESTAND", "BLAD", "BRON", "CODES.txt", "EERDER", "FORMULIER", "KADER",
    "KADER KADER", "KOPPELINGEN", "LIJST", "NIEUW", "ORIGINEEL", "OUD", "PAD", "PROFIEL",
    "RAPPORT", "REFERENTIE", "WERKBOEK",
})  # fmt: skip
"""What a help screen calls the parameters that may name a file to read."""
_BINARY = frozenset({".xlsx", ".ods", ".xls"})
_HEAD = 65_536
"""Bytes by which the kind of standard input is told."""
_YAML = re.compile(rb"^(?:id|schema_version|alignments|columns|framework) *:", re.MULTILINE)
_LINES = re.compile(rb"\{[^\n]*\}\r?\n\{")


def takes_format(verb: Callable[..., Any]) -> bool:
    """Say whether the format on standard output can be named, and not by another option."""
    return any(not target.named_by for target in targets_of(verb).values())


@contextmanager
def streamed(
    verb: Callable[..., Any],
    values: dict[str, Any],
    read: Mapping[str, bool],
    chosen: str | None,
) -> Iterator[None]:
    """Let files stand for standard input and output while a verb runs.

    Args:
        verb: the verb.
        values: its parameters; `-` is replaced.
        read: parameter -> whether it may name a file to read.
        chosen: the format that the user asked for on standard output, without its dot.

    Raises:
        typer.BadParameter: standard input or output is asked for twice, or no such format exists.
        InputFileError: a binary file would come on a terminal, or the verb writes several files.
        SwCompetenceError: nothing comes in.
    """
    targets = targets_of(verb)
    files = [name for name, is_file in read.items() if is_file and name not in targets]
    from_input = [name for name in files if _times(values.get(name))]
    to_output = [name for name in targets if _times(values.get(name))]
    if from_input and not values.get("as_json"):  # which shows its result there already
        to_output += [name for name, t in targets.items() if t.is_beside and not values.get(name)]
    if chosen and not to_output:
        raise typer.BadParameter("--as zegt wat er op standaarduitvoer komt; zet er ‘-o -’ bij.")
    if not from_input and not to_output:
        yield
        return
    from tempfile import TemporaryDirectory

    for names, what in ((from_input, "Standaardinvoer"), (to_output, "Standaarduitvoer")):
        if sum(_times(values.get(name)) for name in names) > 1:
            raise typer.BadParameter(f"{what} (-) kan maar één keer.")
    endings = {name: _ending(targets[name], values, chosen) for name in to_output}
    with TemporaryDirectory(prefix="swcompetence-") as folder:
        console.hide_folder(folder)
        for name in from_input:
            values[name] = _with(values[name], _read(Path(folder)))
        for name, ending in endings.items():
            path = Path(folder) / f"{console.OUTPUT_NAME}{ending}"
            if path.suffix in _BINARY and sys.stdout.isatty():
                raise InputFileError(
                    STREAM,
                    f"Een werkboek ({path.suffix}) is niets voor het scherm.",
                    "Stuur het naar een bestand (> naam.xlsx) of kies tekst met --as, zoals json.",
                )
            values[name] = _with(values.get(name) or STREAM, path, targets[name])
            with console.results_as_talk(), _sent(path):
                yield
            return
        yield


def _times(value: object) -> int:
    values = value if isinstance(value, list | tuple) else [value]
    return sum(str(part) == STREAM for part in values)


def _with(value: Any, path: Path, target: Target | None = None) -> Any:
    """Put the file in the place of `-`, in the type of the parameter."""
    if isinstance(value, list | tuple):
        return [_with(part, path) for part in value]
    if target is not None and target.is_list:
        return [path]
    if str(value) != STREAM:
        return value
    return str(path) if isinstance(value, str) and target is None else path


def _read(folder: Path) -> Path:
    """Keep standard input in a file, with a name for what it holds."""
    if sys.stdin.isatty():
        console.say("Standaardinvoer wordt gelezen; sluit af met Ctrl-D (Windows: Ctrl-Z, Enter).")
    kept = folder / console.INPUT_NAME
    with kept.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    with kept.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip():
        raise SwCompetenceError(
            "Op standaardinvoer kwam niets binnen. Stuur er een bestand naartoe (< BESTAND) of geef"
            " de naam ervan in de plaats van ‘-’; ging de opdracht ervóór wel goed?"
        )
    ending = _kind(head)
    return kept.rename(kept.with_suffix(ending))


def _kind(head: bytes) -> str:
    """Give the ending by which our readers know a file; text of no known kind is a list."""
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    signs = (
        (b"PK", ".ods" if b"opendocument" in head[:200] else ".xlsx"),
        (b"\xd0\xcf\x11\xe0", ".xls"),
        (b"{", ".jsonl" if _LINES.match(bare) else ".json"),
        (b"[", ".json"),
        (b"<", ".html"),
    )
    known = next((ending for start, ending in signs if bare.startswith(start)), None)
    return known or (".yaml" if _YAML.search(bare) else ".csv")


def _ending(target: Target, values: Mapping[str, Any], chosen: str | None) -> str:
    if target.named_by:
        return target.named_by(values)
    if chosen is None:
        texts = [ending for ending in target.endings if ending not in _BINARY]
        return ".json" if ".json" in texts else next(iter(texts), target.endings[0])
    if f".{chosen}" not in target.endings:
        names = ", ".join(ending[1:] for ending in target.endings)
        raise typer.BadParameter(f"--as {chosen} bestaat hier niet. Kies uit: {names}.")
    return f".{chosen}"


@contextmanager
def _sent(path: Path) -> Iterator[None]:
    """Send the file to standard output once the verb is done, also where it gives exit code 1."""
    ended: typer.Exit | None = None
    try:
        yield
    except typer.Exit as exit_:
        ended = exit_
    if path.exists():
        try:
            with path.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        except BrokenPipeError:  # who reads has enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    elif made := [p for p in path.parent.iterdir() if p.stem != console.INPUT_NAME]:
        reason = f"Hier komen {len(made)} bestanden uit, en standaarduitvoer neemt er één."
        raise InputFileError(STREAM, reason, "Geef met -o een naam.")
    if ended:
        raise ended

"""`swcompetence frameworks validate | format | schema`: for those who write edition files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from swcompetence.cli.console import result, say, show_or_write
from swcompetence.cli.options import ForceOption, out_option

_ALIGNMENTS = re.compile(r"^alignments *:", re.MULTILINE)
"""What a crosswalk has and an edition has not."""
_NOT_CANONICAL = 1
_WRONG = 2
PathsArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="PAD", help="YAML van een kader of een crosswalk, of een map vol daarvan."
    ),
]


def validate_command(paths: PathsArgument) -> None:
    """Controleer kaderbestanden.

    Elke fout komt met bestand en regel, gegroepeerd per bestand.
    """
    from swcompetence.errors import SwCompetenceError

    wrong = 0
    for path in _files(paths):
        try:
            is_good = _validate(path)
        except SwCompetenceError as error:
            say(str(error))
            is_good = False
        wrong += not is_good
    if wrong:
        raise typer.Exit(_WRONG)


def format_command(
    paths: PathsArgument,
    check: Annotated[
        bool, typer.Option("--check", help="Verander niets; stop met code 1 als er iets afwijkt.")
    ] = False,
) -> None:
    """Schrijf kaderbestanden in hun vaste vorm.

    De inhoud en de commentaar bovenaan blijven gelijk.
    """
    from swcompetence.cells import write_whole
    from swcompetence.errors import SwCompetenceError
    from swcompetence.files.data.edition_text import format_edition

    changed = wrong = 0
    for path in _files(paths):
        try:
            text = _text(path)
            before, after = text.encode(), format_edition(text, name=str(path)).encode()
            if before == after:
                continue
            changed += 1
            if not check:
                write_whole(path, after, force=True)
            result(f"{path}: {'wijkt af van de vaste vorm' if check else 'herschreven'}")
        except SwCompetenceError as error:
            wrong += 1
            say(str(error))
    if wrong:
        raise typer.Exit(_WRONG)
    if not changed:
        say("Alle bestanden staan in de vaste vorm.")
    elif check:
        raise typer.Exit(_NOT_CANONICAL)


def edition_schema_command(
    out: Annotated[Path | None, out_option("Waarheen; standaard op het scherm.")] = None,
    force: ForceOption = False,
) -> None:
    """Geef het JSON Schema van een kaderbestand."""
    from swcompetence.files.data.edition_schema import edition_schema

    show_or_write(edition_schema(), out, force=force)


def _files(paths: list[Path]) -> list[Path]:
    """Give the files, and for a folder every YAML file below it, each once."""
    from swcompetence.errors import InputFileError
    from swcompetence.files.data.data_files import PLATFORMS_FILE
    from swcompetence.files.data.reference_file import REFERENCES_FOLDER

    files: list[Path] = []
    for path in paths:
        below = (
            file
            for file in path.rglob("*.yaml")
            if file.name != PLATFORMS_FILE and file.parent.name != REFERENCES_FOLDER
        )
        inside = sorted(below) if path.is_dir() else [path]
        if not inside:
            raise InputFileError(path, "In deze map staat geen kader.", "Geef een map met *.yaml.")
        files += inside
    return list(dict.fromkeys(files))


def _text(path: Path) -> str:
    from swcompetence.errors import InputFileError

    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(
            path,
            f"Dit bestand kan niet gelezen worden ({type(error).__name__}).",
            "Geef het pad naar een YAML-bestand in UTF-8.",
        ) from error


def _validate(path: Path) -> bool:
    """Say what is wrong with one file; True when nothing worse than a warning is."""
    from swcompetence.analysis.edition.lint import lint
    from swcompetence.files.data.data_files import read_crosswalk, read_framework
    from swcompetence.model import Severity
    from swcompetence.report.findings.wording import SEVERITY_WORDS

    if _ALIGNMENTS.search(_text(path)):
        crosswalk = read_crosswalk(path)
        result(f"{path}: in orde ({crosswalk.subject} naar {crosswalk.object})")
        return True
    framework = read_framework(path)
    findings = lint(framework)
    is_good = all(issue.severity is not Severity.ERROR for issue in findings)
    if is_good:
        result(f"{path}: in orde ({framework.ref}, {len(framework.items)} items)")
    if findings:
        say(f"{path}: opmerkingen" if is_good else f"{path}: fouten")
    for issue in findings:
        say(f"  {SEVERITY_WORDS[issue.severity]}: {issue.where.cell}: {issue.message}")
    return is_good

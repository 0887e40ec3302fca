"""`swcompetence frameworks validate | format | schema`: for those who write edition files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from swcompetence.cli.console import result, say, show_or_write
from swcompetence.cli.options import ForceOption, JsonOption, out_option
from swcompetence.cli.targets import Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from swcompetence.model import Course, Framework

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


def validate_command(
    paths: PathsArgument,
    course_list: Annotated[
        Path | None,
        typer.Option(
            "--try",
            metavar="LIJST",
            help="Toon wat elke indicator vindt in een lijst met opleidingsonderdelen.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Controleer kaderbestanden.

    Elke fout komt met bestand en regel, gegroepeerd per bestand.
    """
    from swcompetence.errors import SwCompetenceError

    courses: Sequence[Course] = ()
    if course_list:
        from swcompetence.workflow.mapping import read_lists

        courses = read_lists([course_list])[0][0].courses
    checked: list[dict[str, object]] = []
    for path in _files(paths):
        try:
            facts = _validate(path, courses, as_json=as_json)
        except SwCompetenceError as error:
            if not as_json:
                say(str(error))
            problems = getattr(error, "problems", (str(error),))
            facts = {"valid": False, "problems": list(problems), "findings": []}
        checked.append({"file": str(path), **facts})
    if as_json:
        result(json.dumps(checked, ensure_ascii=False, indent=1))
    if not all(facts["valid"] for facts in checked):
        raise typer.Exit(_WRONG)


def format_command(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="YAML", help="YAML van kaders, of een map vol daarvan."),
    ],
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
    out: Annotated[
        Path | None, out_option("Waarheen (.json); standaard op het scherm."), Target(".json")
    ] = None,
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


def _validate(path: Path, courses: Sequence[Course], *, as_json: bool) -> dict[str, object]:
    """Say what is wrong with one file; it is valid when nothing worse than a warning is."""
    from swcompetence.analysis.edition.lint import lint
    from swcompetence.files.data.data_files import read_crosswalk, read_framework
    from swcompetence.model import Severity
    from swcompetence.registry import list_frameworks, shipped_original
    from swcompetence.report.findings.wording import SEVERITY_WORDS
    from swcompetence.review.corrections import edition_mark

    show, talk = (_say_nothing, _say_nothing) if as_json else (result, say)
    if _ALIGNMENTS.search(_text(path)):
        crosswalk = read_crosswalk(path)
        names = f"{crosswalk.subject} naar {crosswalk.object}"
        show(f"{path}: in orde ({names})")
        return {"valid": True, "what": names, "problems": [], "findings": []}
    framework = read_framework(path)
    findings = lint(framework, list_frameworks() if framework.is_bare else ())
    is_good = all(issue.severity is not Severity.ERROR for issue in findings)
    if is_good:
        show(f"{path}: in orde ({framework.ref}, {len(framework.items)} items)")
    if findings:
        talk(f"{path}: opmerkingen" if is_good else f"{path}: fouten")
    for issue in findings:
        talk(f"  {SEVERITY_WORDS[issue.severity]}: {issue.where.cell}: {issue.message}")
    shipped = shipped_original(framework)
    is_shadow = shipped is not None and shipped.ref == framework.ref
    is_other = bool(shipped and is_shadow and edition_mark(shipped) != edition_mark(framework))
    if is_other:
        talk(
            f"{path}: LET OP: dit bestand noemt zich {framework.ref}, maar verschilt van de"
            f" meegeleverde editie. Noem de versie {framework.version}+eigen, dan is altijd te zien"
            " met welk kader iets gemaakt is."
        )
    trial = list(_trial(framework, courses)) if courses else []
    for line in trial:
        show(line)
    return {
        "valid": is_good,
        "what": framework.ref,
        "bears_name_of_shipped": is_other,
        "problems": [],
        "findings": [issue.model_dump(mode="json") for issue in findings],
        "trial": trial,
    }


def _say_nothing(_text: str) -> None:
    """Stand in for talk where the answer is JSON."""


def _trial(framework: Framework, courses: Sequence[Course]) -> Iterator[str]:
    """Say what every indicator finds in the courses, item by item."""
    from swcompetence.matching.wordings.trial import try_indicators
    from swcompetence.report.edition.words import trials_in_words

    yield from trials_in_words(framework, try_indicators(framework, courses))

"""`swcompetence frameworks`: look at the editions, compare, correct and check them."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from swcompetence.cli.console import result, say, say_all, say_issues, show_or_write, table, write
from swcompetence.cli.dutch import DutchCommand, DutchGroup
from swcompetence.cli.options import (
    AS_JSON,
    DATE,
    EDITION,
    FORCE,
    FRAMEWORKS,
    argument,
    day,
    edition_named,
    option,
)
from swcompetence.cli.targets import check_target, target_option
from swcompetence.errors import InputFileError, SwCompetenceError, UnknownItemError
from swcompetence.files.data.yaml_file import yaml_text
from swcompetence.phrasing import counted, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from swcompetence.model import Course, Framework


_ALIGNMENTS = re.compile(r"^alignments *:", re.MULTILINE)
"""What a crosswalk has and an edition has not."""
_NOT_CANONICAL, _WRONG = 1, 2
_MOST_SHOWN = 20
TO_YAML: Any = target_option(".yaml", about="Waarheen: een naam op .yaml.", default=...)
app: typer.Typer = typer.Typer(
    cls=DutchGroup,
    help="Bekijk, doorzoek, vergelijk en controleer de kaders.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.command("list", cls=DutchCommand)
def list_command() -> None:
    """Toon alle kaders, ook die van andere pakketten."""
    from swcompetence.registry import list_frameworks, plugin_issues
    from swcompetence.report.findings.wording import STATUS_WORDS

    table(
        ("KADER", "TITEL", "STAND", "NIVEAU", "ITEMS"),
        (
            (f.ref, f.title, STATUS_WORDS[f.status], f.mapping_level, str(len(f.mapping_items)))
            for f in list_frameworks()
        ),
    )
    say_issues(plugin_issues(), where_all="bij de pakketten zelf")


@app.command("show", cls=DutchCommand)
def show_command(
    ref: str = EDITION,
    item: str | None = argument("ITEM", "Id van één item.", None),
    out: Path | None = target_option(
        ".html", about="Schrijf het hele kader als leesbare pagina (.html)."
    ),
    indicators: bool = option(
        "--indicators", "Toon ook de woorden waarop de software zoekt.", False
    ),
    force: bool = FORCE,
) -> None:
    """Toon een kader of één item, of maak een leespagina.

    Een item komt met zijn bronnen en wettelijke feiten, zonder de woorden waarop de software zoekt:
    wie zelf fiches beoordeelt, leest zo enkel de omschrijving.
    """
    from swcompetence.matching.items.search import suggest_items
    from swcompetence.report.edition.words import edition_outline, item_in_words

    name, item = _split_item(ref, item)
    if out is not None and item is not None:
        raise typer.BadParameter("Een leespagina gaat over het hele kader; laat het item weg.")
    framework = edition_named(name)
    if out is not None:
        from swcompetence.report.edition.view import edition_html

        write(out, edition_html(framework).encode(), force=force)
        result(str(out))
    elif item is not None:
        if not framework.has_item(item):
            raise UnknownItemError(framework.ref, item, suggest_items(framework, item))
        result(item_in_words(framework, framework.item(item), with_indicators=indicators))
    else:
        result(edition_outline(framework, with_indicators=indicators))


@app.command("search", cls=DutchCommand)
def search_command(
    words: list[str] = argument("WOORDEN", "Wat u zoekt."),
    framework: list[str] | None = FRAMEWORKS,
    limit: int = option(
        "--limit AANTAL", "Hoogstens zoveel items; standaard 20.", 20, min=1, show_default=False
    ),
) -> None:
    """Zoek items op woorden, in welke verbuiging ook.

    Zoekt in namen, omschrijvingen, indicatoren en onderdelen.
    """
    from swcompetence.matching.items.search import search
    from swcompetence.model import EditionStatus
    from swcompetence.registry import list_frameworks, resolve_frameworks
    from swcompetence.report.edition.words import FOUND_WORDS

    editions: Sequence[Framework] = (
        resolve_frameworks(framework)
        if framework
        else [edition for edition in list_frameworks() if edition.status is EditionStatus.CURRENT]
    )
    asked = " ".join(words)
    answers = search(editions, asked, limit)
    if not answers:
        say(f"Niets gevonden voor ‘{asked}’ in {', '.join(edition.ref for edition in editions)}.")
        return
    for word in answers[0].respellings:
        say(f"‘{word.typed}’ staat in geen kader; gezocht naar ‘{word.read}’.")
    for answer in answers:
        result(f"{answer.framework.id}:{answer.item}  {answer.label} ({answer.level})")
        if answer.text != answer.label:
            result(f"    {FOUND_WORDS[answer.part]}: {shortened(answer.text, 100)}")
        if answer.missing:
            result(f"    niet gevonden: {', '.join(answer.missing)}")


@app.command("diff", cls=DutchCommand)
def diff_command(
    old: str = argument("OUD", "Id, id@versie of pad."),
    new: str = argument("NIEUW", "Id, id@versie of pad."),
    as_json: bool = option("--json", "Als JSON, voor programma's.", False),
) -> None:
    """Vergelijk twee edities van een kader.

    Zegt wat erbij kwam, wegviel, verhuisde, anders verwoord is of op andere bronnen steunt.
    """
    from swcompetence.analysis.edition.diff import diff_editions
    from swcompetence.report.edition.words import diff_in_words

    diff = diff_editions(edition_named(old), edition_named(new))
    if as_json:
        result(diff.model_dump_json(indent=2))
    else:
        result(diff_in_words(diff))


@app.command("changelog", cls=DutchCommand)
def changelog_command(ref: str = EDITION) -> None:
    """Toon het logboek van een kader."""
    from swcompetence.report.edition.words import changelog_in_words

    result(changelog_in_words(edition_named(ref)))


@app.command("sources", cls=DutchCommand)
def sources_command(ref: str = EDITION) -> None:
    """Toon elke bron met haar items, en wat niet nagekeken is."""
    from swcompetence.report.edition.words import sources_in_words

    result(sources_in_words(edition_named(ref)))


def _split_item(ref: str, item: str | None) -> tuple[str, str | None]:
    """Let `kader:item`, as every report writes it, stand for a framework and an item."""
    name, colon, inside = ref.partition(":")
    is_item = item is None and colon and inside and "/" not in inside and "\\" not in inside
    return (name, inside) if is_item else (ref, item)


@app.command("copy", cls=DutchCommand)
def copy_command(
    ref: str = EDITION,
    out: Path = TO_YAML,
    date: dt.datetime | None = DATE,
    force: bool = FORCE,
) -> None:
    """Maak een eigen kopie van een kader als YAML.

    De ids blijven en de versie eindigt op ‘+eigen’, zodat besluiten van lesgevers blijven gelden.
    """
    from swcompetence.workflow.correcting import copy_edition, own_edition_text

    edition = copy_edition(edition_named(ref), on=day(date))
    write(out, own_edition_text(edition).encode(), force=force)
    say(f"{edition.ref}, revisie {edition.revision}. Kijk na wat u wijzigt met:")
    say(f'  swcompetence frameworks validate "{out}" --try LIJST')
    result(str(out))


@app.command("sheet", cls=DutchCommand)
def sheet_command(
    ref: str = EDITION,
    out: Path = target_option(
        ".xlsx", about="Waarheen: een naam op .xlsx.", default=Path("correctieblad.xlsx")
    ),
    force: bool = FORCE,
) -> None:
    """Maak een Excel-blad om een kader te verbeteren.

    Voor iemand uit de praktijk: één rij per woordgroep, met een gele kolom Correctie.
    """
    from swcompetence.report.forms.correction_book import render_correction_book

    write(out, render_correction_book(edition_named(ref)), force=force)
    say("Bezorg het aan wie de praktijk kent; het blad Uitleg zegt hoe. Daarna:")
    say(f'  swcompetence frameworks apply "{out}" -o eigen.yaml')
    result(str(out))


@app.command("apply", cls=DutchCommand)
def apply_command(
    sheet: Path = argument("BLAD", "Het ingevulde correctieblad (.xlsx)."),
    out: Path = TO_YAML,
    framework: str | None = option(
        "--framework KADER", "Het kader waarvan het blad gemaakt is, als het niet meegeleverd is."
    ),
    date: dt.datetime | None = DATE,
    force: bool = FORCE,
) -> None:
    """Maak van een correctieblad een eigen kader.

    Is er iets niet in orde, dan komt elke fout met blad en cel en wordt niets geschreven.
    """
    from swcompetence.workflow.correcting import apply_corrections, own_edition_text

    check_target(out, force=force)
    corrected = apply_corrections(sheet, framework=framework, on=day(date))
    edition, corrections = corrected.edition, corrected.corrections
    say_all(corrected.issues)
    if edition is None:
        say("Er is niets geschreven. Verbeter het blad en probeer opnieuw.")
        raise typer.Exit(_WRONG)
    say(f"{counted(len(corrections), 'correctie', 'correcties')} in {edition.ref}:")
    for correction in corrections[:_MOST_SHOWN]:
        change = " → ".join(f"‘{text}’" for text in correction[2:] if text)
        say(f"  {correction.item}, {correction.kind}: {change}")
    if len(corrections) > _MOST_SHOWN:
        say(
            f"  ... en {len(corrections) - _MOST_SHOWN} andere, zie ‘swcompetence frameworks diff’."
        )
    write(out, own_edition_text(edition).encode(), force=force)
    say(f'Gebruik het met --framework "{out}". Alle verschillen met de meegeleverde editie:')
    say(f'  swcompetence frameworks diff {edition.id} "{out}"')
    result(str(out))


@app.command("validate", cls=DutchCommand)
def validate_command(
    paths: list[Path] = argument(
        "PAD", "YAML van een kader of een crosswalk, of een map vol daarvan."
    ),
    course_list: Path | None = option(
        "--try LIJST", "Toon wat elke indicator vindt in een lijst met opleidingsonderdelen."
    ),
    as_json: bool = AS_JSON,
) -> None:
    """Controleer kaderbestanden.

    Elke fout komt met bestand en regel, gegroepeerd per bestand.
    """
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


@app.command("format", cls=DutchCommand)
def format_command(
    paths: list[Path] = argument("YAML", "YAML van kaders, of een map vol daarvan."),
    check: bool = option("--check", "Verander niets; stop met code 1 als er iets afwijkt.", False),
) -> None:
    """Schrijf kaderbestanden in hun vaste vorm.

    De inhoud en de commentaar bovenaan blijven gelijk.
    """
    from swcompetence.cells import write_whole
    from swcompetence.files.data.edition_text import format_edition

    changed = wrong = 0
    for path in _files(paths):
        try:
            after = format_edition(yaml_text(path), name=str(path)).encode()
            if path.read_bytes() == after:
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


@app.command("schema", cls=DutchCommand)
def edition_schema_command(
    out: Path | None = target_option(".json", about="Waarheen (.json); standaard op het scherm."),
    force: bool = FORCE,
) -> None:
    """Geef het JSON Schema van een kaderbestand."""
    from swcompetence.files.data.edition_schema import edition_schema

    show_or_write(edition_schema(), out, force=force)


def _files(paths: list[Path]) -> list[Path]:
    """Give the files, and for a folder every YAML file below it, each once."""
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


def _validate(path: Path, courses: Sequence[Course], *, as_json: bool) -> dict[str, object]:
    """Say what is wrong with one file; it is valid when nothing worse than a warning is."""
    from swcompetence.analysis.edition.lint import lint
    from swcompetence.files.data.data_files import read_crosswalk, read_framework
    from swcompetence.matching.wordings.trial import try_indicators
    from swcompetence.model import Severity
    from swcompetence.registry import list_frameworks, shipped_original
    from swcompetence.report.edition.words import trials_in_words
    from swcompetence.report.findings.wording import SEVERITY_WORDS
    from swcompetence.review.corrections import edition_mark

    show, talk = (_unsaid, _unsaid) if as_json else (result, say)
    if _ALIGNMENTS.search(yaml_text(path)):
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
    trials = try_indicators(framework, courses) if courses else ()
    trial = list(trials_in_words(framework, trials))
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


def _unsaid(_text: str) -> None:
    """Stand in for talk where the answer is JSON."""

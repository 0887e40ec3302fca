"""`swcompetence export`, `import`, `reconcile` and `schema`: to and from other systems."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typer

from swcompetence.cli.console import (
    INPUT_NAME,
    result,
    say,
    say_all,
    say_of_file,
    show_or_write,
    table,
    write,
    write_all,
)
from swcompetence.cli.options import (
    DATE,
    FORCE,
    FRAMEWORKS,
    YAML,
    argument,
    day,
    listed_formats,
    option,
    profile_named,
)
from swcompetence.cli.streams import STREAM
from swcompetence.cli.targets import check_ending, check_target, target_option
from swcompetence.errors import InputFileError
from swcompetence.exchange.formats import EXPORT_FORMATS, IMPORT_FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from swcompetence.matching.items.lending import Lent
    from swcompetence.workflow.exporting import ExportedFile


EXPORT_EPILOG = listed_formats("Formaten:", EXPORT_FORMATS)
IMPORT_EPILOG = listed_formats("Formaten:", IMPORT_FORMATS)
_DEFAULT = Path("eigen-kader.yaml")
_EMPTY_LIST = Path("leerresultaten.xlsx")
_PORT = 8123


def _ending(values: Mapping[str, Any]) -> str:
    """Give the ending of the format that is asked for."""
    from swcompetence.workflow.exporting import ENDINGS

    return Path(f"x{ENDINGS.get(values['to'], '.json')}").suffix


def export_command(
    source: str = argument(
        "BRON",
        "Een kader (id, id@versie of pad), een crosswalk (.yaml), of koppelingen: het"
        " werkboek of de JSON van ‘map’ of ‘review’.",
    ),
    *,
    to: str = option("--to FORMAAT", "Welk formaat; de lijst staat hieronder.", ...),
    out: Path | None = target_option(
        *(".json", ".jsonld", ".jsonl", ".csv", ".ttl", ".tsv"),
        about="Waarheen. Standaard naast het bestand, en bij een kader in deze map.",
        is_beside=True,
        named_by=_ending,
    ),
    locale: Literal["nl", "invariant"] = option(
        "--locale nl|invariant",
        "Bij csv: voor Excel in het Nederlands, of voor programma's (komma tussen de"
        " cellen, punt in getallen).",
        "nl",
    ),
    case_version: Literal["1.0", "1.1"] = option(
        "--case-version 1.0|1.1", "Bij case: welke versie.", "1.1"
    ),
    base: str | None = option(
        "--base URI",
        "Begin van de namen op het web, zoals https://competenties.hogeschool.example/.",
    ),
    crosswalk: list[Path] | None = option(
        "--crosswalk PAD",
        "Bij een kader: neem ook deze crosswalk mee (case, skos, sssom). Herhaalbaar.",
    ),
    with_proposals: bool = option(
        "--with-proposals",
        "Bij koppelingen naar ooapi of sssom: ook voorstellen die niemand verwierp.",
        False,
    ),
    framework: list[str] | None = FRAMEWORKS,
    force: bool = FORCE,
) -> None:
    """Schrijf een kader of koppelingen in het formaat van een ander systeem.

    Wat dat formaat niet kan bewaren, wordt gezegd.
    """
    from swcompetence.exchange.names import BASE
    from swcompetence.exchange.ooapi import LinkChoice
    from swcompetence.files.data.data_files import read_crosswalk
    from swcompetence.workflow.exporting import ENDINGS, ExportChoices, export_as, open_source

    choices = ExportChoices(
        base=base or BASE,
        case_version=case_version,
        crosswalks=tuple(read_crosswalk(path) for path in crosswalk or []),
        links=LinkChoice.PROPOSED if with_proposals else LinkChoice.CONFIRMED,
        locale=locale,
    )
    files: Sequence[ExportedFile] = export_as(open_source(source, framework or []), to, choices)
    if out is not None:
        check_ending(out, files[0].path.suffix)
        # several take the wanted name, without the ending of the format, and their own
        start = out.stem.removesuffix(Path(ENDINGS[to]).stem)
        names = [out.with_name(f"{start}-{file.path.name}") for file in files]
        names = [out] if len(files) == 1 else names
        files = [file._replace(path=name) for file, name in zip(files, names, strict=True)]
    write_all({file.path: file.exported.content for file in files}, force=force)
    _say_losses(files)
    for file in files:
        result(str(file.path))


def _say_losses(files: Sequence[ExportedFile]) -> None:
    """Say once what the files lose, under the names of those that do."""
    losing: dict[str, list[str]] = {}
    for file in files:
        for loss in file.exported.losses:
            losing.setdefault(loss.message, []).append(file.path.name)
    for names in dict.fromkeys(map(tuple, losing.values())):
        say(f"Niet of anders bewaard in {' en '.join(names)}:")
        for message, losers in losing.items():
            if tuple(losers) == names:
                say(f"  {message}")


def schema_command(
    name: str | None = argument(
        "NAAM", "Welk schema; zonder naam volgt de lijst.", None, show_default=False
    ),
    out: Path | None = target_option(".json", about="Waarheen (.json); standaard op het scherm."),
    base: str | None = option(
        "--base URI", "Waar u het schema op het web zet; dat adres komt in ‘$id’."
    ),
    force: bool = FORCE,
) -> None:
    """Geef het JSON Schema van een formaat dat swcompetence leest of schrijft."""
    from swcompetence.workflow.exporting import SCHEMAS, json_schema

    if name is None:
        table(("NAAM", "WAARVAN"), SCHEMAS.items())
    else:
        show_or_write(json_schema(name, base), out, force=force)


def import_command(
    file: Path | None = argument(
        "BESTAND",
        "Lijst van leerresultaten (Excel, .ods, .csv), CASE (.json), Moodle (.csv) of SKOS (.ttl).",
        None,
        show_default=False,
    ),
    *,
    out: Path | None = target_option(
        *YAML, ".xlsx", about=f"Waarheen (.yaml). Standaard {_DEFAULT}.", is_beside=True
    ),
    publisher: str | None = option(
        "--publisher NAAM",
        "Wie het kader opstelde, zoals de hogeschool. Nodig bij een lijst en bij Moodle.",
    ),
    framework_id: str | None = option("--id ID", "Kleine letters en streepjes, zoals olr-mijnhs."),
    version: str | None = option("--version VERSIE", "Zoals het academiejaar: 2026-27."),
    title: str | None = option("--title TITEL", "De naam van het kader."),
    mapping_depth: int | None = option(
        "--mapping-depth DIEPTE",
        "Op welke diepte opleidingsonderdelen gekoppeld worden; 1 is bovenaan.",
        min=1,
    ),
    source_format: str | None = option(
        "--from FORMAAT",
        "Lees het bestand als dit formaat (zie hieronder). Standaard wordt het herkend.",
    ),
    course_list: Path | None = option(
        "--list LIJST", "Bij --from matrix: de cursuslijst, als die in een ander bestand staat."
    ),
    template: bool = option(
        "--template", "Maak een lege lijst van leerresultaten om in te vullen.", False
    ),
    profile: str | None = option(
        "--profile PROFIEL",
        "Wat de kolommen van een lijst bevatten (YAML): code, outcomes of title"
        " (leerresultaat), content (toelichting), track (groep), phase (niveau), ignore.",
    ),
    date: dt.datetime | None = DATE,
    force: bool = FORCE,
) -> None:
    """Maak een kader van eigen leerresultaten, of van een kader uit een ander systeem."""
    from swcompetence.exchange.new_edition import EditionFacts
    from swcompetence.files.data.edition_text import edition_text
    from swcompetence.matching.items.lending import lend_indicators
    from swcompetence.registry import lending_frameworks
    from swcompetence.workflow.importing import import_framework

    if template:
        _write_template(out or _EMPTY_LIST, force=force)
        return
    if file is None:
        raise typer.BadParameter(
            "Geef het bestand dat gelezen moet worden, of --template voor een lege lijst."
        )
    target = out or _DEFAULT
    check_ending(target, *YAML)
    check_target(target, force=force)
    facts = EditionFacts(
        publisher=publisher or "",
        read_on=day(date),
        id=framework_id,
        version=version,
        title=title,
        mapping_depth=mapping_depth,
    )
    columns = profile_named(profile)
    read = import_framework(
        file, facts, source_format=source_format, profile=columns, course_list=course_list
    )
    if read.framework.id == INPUT_NAME:  # which no file names
        raise InputFileError(
            STREAM,
            "Standaardinvoer heeft geen naam om het id van het kader van te maken.",
            "Geef een id mee met --id, zoals olr-mijnhs.",
        )
    lent = lend_indicators(read.framework, lending_frameworks())
    write(target, edition_text(lent.framework).encode(), force=force)
    say_all(read.issues)
    _say_edition(lent, target)
    result(str(target))


def _say_edition(lent: Lent, out: Path) -> None:
    edition = lent.framework
    say(
        f"{edition.ref}: {len(edition.items)} items, waarvan {len(edition.mapping_items)} om"
        f" opleidingsonderdelen aan te koppelen (niveau ‘{edition.mapping_level}’)."
    )
    if lent.learned_words:
        bare = len(edition.mapping_items) - len({loan.borrower for loan in lent.loans})
        say(
            "‘map’ herkent elk item aan woorden uit zijn naam en omschrijving (samen"
            f" {lent.learned_words})."
        )
        if bare:
            say(
                f"Zonder indicatoren (zoekwoorden): {bare} van de {len(edition.mapping_items)}"
                " items. Van wat een fiche daarvan als onderwerp behandelt, blijft meer dan de"
                " helft onopgemerkt; eigen indicatoren per item vinden meer."
            )
    if lent.loans:
        count = sum(len(item.indicators) for item in edition.items)
        say(
            "Items die op een meegeleverd item lijken, kregen daarvan indicatoren te leen (samen"
            f" {count}):"
        )
        for loan in lent.loans:
            say(f"  {loan.borrower} van {loan.lender} ({len(loan.indicators)})")
        say(
            "Ze staan in het bestand met lent_from. Ga na of ze passen: haal weg wat niet hoort, en"
            " haal bij wat u overneemt lent_from weg. Een item met eigen indicatoren wordt enkel"
            " daaraan herkend."
        )
    say_of_file("Kijk het bestand na. Koppel er daarna een lijst aan met:")
    say_of_file(f'  swcompetence map LIJST --framework "{out}"')


def _write_template(out: Path, *, force: bool) -> None:
    from swcompetence.report.forms.empty_list import render_outcome_template

    check_ending(out, ".xlsx")
    write(out, render_outcome_template(), force=force)
    say("Wis de twee voorbeeldrijen, vul uw leerresultaten in en maak er een kader van met:")
    say(f'  swcompetence import "{out}" --publisher "NAAM VAN UW HOGESCHOOL"')
    result(str(out))


def reconcile_command(
    framework: list[str] | None = FRAMEWORKS,
    port: int = option(
        "--port GETAL",
        f"Op welke poort; standaard {_PORT}, en 0 neemt er een die vrij is.",
        _PORT,
        min=0,
        max=65535,
        show_default=False,
    ),
    base: str | None = option("--base URI", "Begin van de namen op het web, zoals bij ‘export’."),
) -> None:
    """Laat OpenRefine de cellen van een tabel bij items van kaders zoeken, op deze computer.

    Spreekt de Reconciliation Service API 0.2, enkel met programma's op deze computer.
    """
    from swcompetence.exchange.names import BASE
    from swcompetence.workflow.mapping import editions_to_map
    from swcompetence.workflow.reconciling import ReconciliationService

    editions = editions_to_map(framework or [])
    with ReconciliationService(editions, port, base=base or BASE) as service:
        say(f"Kaders: {', '.join(edition.ref for edition in editions)}.")
        say("Kies in OpenRefine bij een kolom ‘Reconcile’, ‘Start reconciling’, ‘Add standard")
        say("service’ en geef het adres hieronder. Stop hier met Ctrl-C.")
        result(f"{service.address}/")
        sys.stdout.flush()
        try:
            service.serve_forever()
        except KeyboardInterrupt:
            say("Gestopt.")

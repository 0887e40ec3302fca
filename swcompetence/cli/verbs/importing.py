"""`swcompetence import`: a college's own outcomes, or a framework of another system, as YAML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from swcompetence.cli.console import result, say, say_all, say_of_file, write
from swcompetence.cli.options import (
    YAML,
    DateOption,
    ForceOption,
    day,
    listed_formats,
    out_option,
    profile_named,
)
from swcompetence.cli.targets import Target, check_target
from swcompetence.exchange.formats import IMPORT_FORMATS

if TYPE_CHECKING:
    from swcompetence.exchange.new_edition import EditionFacts
    from swcompetence.matching.items.lending import Lent


IMPORT_EPILOG = listed_formats("Formaten:", IMPORT_FORMATS)

_DEFAULT = Path("eigen-kader.yaml")
_EMPTY_LIST = Path("leerresultaten.xlsx")


def import_command(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="BESTAND",
            help="Lijst van leerresultaten (Excel, .ods, .csv), CASE (.json), Moodle (.csv) of"
            " SKOS (.ttl).",
            show_default=False,
        ),
    ] = None,
    *,
    out: Annotated[
        Path | None,
        out_option(f"Waarheen (.yaml). Standaard {_DEFAULT}."),
        Target(*YAML, ".xlsx", is_beside=True),
    ] = None,
    publisher: Annotated[
        str | None,
        typer.Option(
            "--publisher",
            metavar="NAAM",
            help="Wie het kader opstelde, zoals de hogeschool. Nodig bij een lijst en bij Moodle.",
        ),
    ] = None,
    framework_id: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="Kleine letters en streepjes, zoals olr-mijnhs."),
    ] = None,
    version: Annotated[
        str | None,
        typer.Option("--version", metavar="VERSIE", help="Zoals het academiejaar: 2026-27."),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TITEL", help="De naam van het kader.")
    ] = None,
    mapping_depth: Annotated[
        int | None,
        typer.Option(
            "--mapping-depth",
            metavar="DIEPTE",
            min=1,
            help="Op welke diepte opleidingsonderdelen gekoppeld worden; 1 is bovenaan.",
        ),
    ] = None,
    source_format: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FORMAAT",
            help="Lees het bestand als dit formaat (zie hieronder). Standaard wordt het herkend.",
        ),
    ] = None,
    course_list: Annotated[
        Path | None,
        typer.Option(
            "--list",
            metavar="LIJST",
            help="Bij --from matrix: de cursuslijst, als die in een ander bestand staat.",
        ),
    ] = None,
    template: Annotated[
        bool,
        typer.Option("--template", help="Maak een lege lijst van leerresultaten om in te vullen."),
    ] = False,
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            metavar="PROFIEL",
            help="Wat de kolommen van een lijst bevatten (YAML): code, outcomes of title"
            " (leerresultaat), content (toelichting), track (groep), phase (niveau), ignore.",
        ),
    ] = None,
    date: DateOption = None,
    force: ForceOption = False,
) -> None:
    """Maak een kader van eigen leerresultaten, of van een kader uit een ander systeem."""
    from swcompetence.exchange.new_edition import EditionFacts

    if template:
        _write_template(out or _EMPTY_LIST, force=force)
        return
    if file is None:
        raise typer.BadParameter(
            "Geef het bestand dat gelezen moet worden, of --template voor een lege lijst."
        )
    facts = EditionFacts(
        publisher=publisher or "",
        read_on=day(date),
        id=framework_id,
        version=version,
        title=title,
        mapping_depth=mapping_depth,
    )
    _import(file, out or _DEFAULT, facts, source_format, profile, course_list, force=force)


def _import(
    file: Path,
    out: Path,
    facts: EditionFacts,
    source_format: str | None,
    profile: str | None,
    course_list: Path | None,
    *,
    force: bool,
) -> None:
    from swcompetence.files.data.edition_text import edition_text
    from swcompetence.matching.items.lending import lend_indicators
    from swcompetence.registry import lending_frameworks
    from swcompetence.workflow.importing import import_framework

    Target(*YAML).check(out)
    check_target(out, force=force)
    read = import_framework(
        file,
        facts,
        source_format=source_format,
        profile=profile_named(profile),
        course_list=course_list,
    )
    lent = lend_indicators(read.framework, lending_frameworks())
    write(out, edition_text(lent.framework).encode(), force=force)
    say_all(read.issues)
    _say_edition(lent, out)
    result(str(out))


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
            f" {lent.learned_words}). Zonder indicatoren (zoekwoorden):"
            f" {bare} van de {len(edition.mapping_items)} items. Van wat een fiche daarvan als"
            " onderwerp behandelt, blijft meer dan de helft onopgemerkt; eigen indicatoren per item"
            " vinden meer."
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

    Target(".xlsx").check(out)
    write(out, render_outcome_template(), force=force)
    say("Wis de twee voorbeeldrijen, vul uw leerresultaten in en maak er een kader van met:")
    say(f'  swcompetence import "{out}" --publisher "NAAM VAN UW HOGESCHOOL"')
    result(str(out))

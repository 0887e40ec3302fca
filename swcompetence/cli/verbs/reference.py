"""`swcompetence reference`: yardsticks for how much of the practice each theme takes up."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from swcompetence.cli.console import result, say, say_issues, show, steps, table, write
from swcompetence.cli.dutch import DutchCommand, DutchGroup
from swcompetence.cli.options import (
    FORCE,
    LIMIT,
    PROFILE,
    YAML,
    argument,
    edition_named,
    option,
    profile_named,
)
from swcompetence.cli.targets import check_target, target_option

if TYPE_CHECKING:
    from swcompetence.model import Framework, Reference


app: typer.Typer = typer.Typer(
    cls=DutchGroup,
    help="Referenties: hoeveel van de OCMW-praktijk elk thema inneemt, volgens wie of wat.",
    rich_markup_mode=None,
    no_args_is_help=True,
)
_DEFAULT = "ocmw-praktijk"


class _Kind(StrEnum):
    """What the files of `from` hold."""

    TEXTS = "teksten"
    CURRICULA = "opleidingen"


ONE_EDITION: Any = option(
    "--framework KADER", "Kader: id, id@versie of pad naar een YAML-bestand.", _DEFAULT
)
OUT: Any = target_option(
    *YAML, ".json", about="Bewaar de referentie (.yaml of .json). Zonder: enkel tonen."
)
TITLE: Any = option("--title NAAM", "De naam die bij elk cijfer komt te staan.")


@app.command("list", cls=DutchCommand)
def reference_list_command() -> None:
    """Toon de referenties die een naam hebben."""
    from swcompetence.analysis.reference.reference import KIND_WORDS
    from swcompetence.model import ReferenceKind
    from swcompetence.workflow.references import EQUAL, list_references

    rows = [(EQUAL, "Gelijke gewichten", KIND_WORDS[ReferenceKind.EQUAL], "elk kader")]
    for name, reference in list_references():
        rows.append((name, reference.title, KIND_WORDS[reference.kind], reference.framework))
    table(("NAAM", "TITEL", "SOORT", "KADER"), rows)


@app.command("show", cls=DutchCommand)
def reference_show_command(
    reference: str = argument(
        "REFERENTIE", "Een naam (zie ‘reference list’), een bestand of een map met formulieren."
    ),
    framework: str = ONE_EDITION,
) -> None:
    """Toon een referentie: aandelen, spreiding, grenzen en bronnen."""
    from swcompetence.workflow.references import open_reference

    edition = edition_named(framework)
    _show(open_reference(reference, edition), edition)


@app.command("template", cls=DutchCommand)
def reference_template_command(
    out: Path = target_option(
        ".xlsx", *YAML, about="Waarheen (.xlsx of .yaml).", default=Path("referentieformulier.xlsx")
    ),
    framework: str = ONE_EDITION,
    force: bool = FORCE,
) -> None:
    """Maak een leeg formulier voor mensen uit de praktijk."""
    from swcompetence.workflow.references import render_form

    write(out, render_form(edition_named(framework), out), force=force)
    say("Bezorg het aan wie het OCMW kent, één exemplaar per respondent. Daarna:")
    say("  swcompetence reference merge FORMULIER... -o referentie.yaml")
    result(str(out))


@app.command("merge", cls=DutchCommand)
def merge_command(
    forms: list[Path] = argument(
        "FORMULIER", "Ingevulde formulieren (.xlsx, .yaml) of referenties."
    ),
    out: Path | None = OUT,
    title: str | None = TITLE,
    framework: str = ONE_EDITION,
    force: bool = FORCE,
) -> None:
    """Maak van ingevulde formulieren één referentie.

    Elk formulier weegt even zwaar; de spreiding blijft zichtbaar.
    """
    from swcompetence.workflow.references import merge_files

    if out:
        check_target(out, force=force)
    edition = edition_named(framework)
    reference = merge_files(forms, edition, title=title)
    _show(reference, edition)
    _write(reference, out, force=force)


@app.command("from", cls=DutchCommand)
def from_command(
    texts: list[Path] = argument(
        "BESTAND", "Lijst met vacatures (Excel, .csv ...), .txt-bestanden of een map ermee."
    ),
    *,
    out: Path | None = OUT,
    kind: _Kind = option(
        "--kind", "Wat erin staat: vacatures, of lijsten van opleidingen.", _Kind.TEXTS
    ),
    title: str | None = TITLE,
    framework: str = ONE_EDITION,
    profile: str | None = PROFILE,
    limit: list[str] | None = LIMIT,
    force: bool = FORCE,
) -> None:
    """Leid een referentie af uit vacatures of uit andere opleidingen."""
    from swcompetence.files.formats.read_limits import LIMITS
    from swcompetence.model import ReferenceKind
    from swcompetence.workflow.references import derive_reference

    if out:
        check_target(out, force=force)
    edition = edition_named(framework)
    with steps() as step:
        derived = derive_reference(
            texts,
            edition,
            kind=ReferenceKind.TEXTS if kind is _Kind.TEXTS else ReferenceKind.CURRICULA,
            title=title,
            profile=profile_named(profile),
            limits=LIMITS.raised(limit or []),
            progress=lambda _text, total: step("Teksten lezen", total),
        )
    _show(derived.reference, edition)
    unit = "teksten" if kind is _Kind.TEXTS else "opleidingsonderdelen"
    say(
        f"{derived.texts} {unit} gelezen: {derived.texts - derived.without_item} met minstens één"
        f" item, {derived.without_item} zonder enig item."
    )
    _write(derived.reference, out, force=force)


def _show(reference: Reference, framework: Framework) -> None:
    """Print the shares as result; what they rest on and cannot say as talk."""
    from swcompetence.report.document.reference import reference_notes, reference_table

    show([reference_table(reference, framework)], reference_notes(reference, framework))
    say_issues(reference.issues, where_all="bij ‘issues’ in het bewaarde bestand")
    for issue in reference.issues:
        if issue.severity == "info":
            place = f" [{issue.where.file}]" if issue.where.file else ""
            say(f"  info: {issue.message}{place}")


def _write(reference: Reference, out: Path | None, *, force: bool) -> None:
    from swcompetence.workflow.references import render_reference

    if out:
        write(out, render_reference(reference, out), force=force)
        say(f"Referentie geschreven: {out}")

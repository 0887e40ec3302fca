"""`swcompetence frameworks`: look at the editions, search them and compare them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from swcompetence.cli.console import result, say, say_issues, table, write
from swcompetence.cli.dutch import DutchCommand, DutchGroup
from swcompetence.cli.options import (
    EditionArgument,
    ForceOption,
    FrameworkOption,
    edition_named,
    out_option,
)
from swcompetence.cli.targets import Target
from swcompetence.cli.verbs import correcting, edition_files
from swcompetence.phrasing import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from swcompetence.matching.items.search import Found
    from swcompetence.model import Framework, Item


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
    ref: EditionArgument,
    item: Annotated[str | None, typer.Argument(metavar="ITEM", help="Id van één item.")] = None,
    out: Annotated[
        Path | None,
        out_option("Schrijf het hele kader als leesbare pagina (.html)."),
        Target(".html"),
    ] = None,
    indicators: Annotated[
        bool,
        typer.Option("--indicators", help="Toon ook de woorden waarop de software zoekt."),
    ] = False,
    force: ForceOption = False,
) -> None:
    """Toon een kader of één item, of maak een leespagina.

    Een item komt met zijn bronnen en wettelijke feiten, zonder de woorden waarop de software zoekt:
    wie zelf fiches beoordeelt, leest zo enkel de omschrijving.
    """
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
        result(item_in_words(framework, _item(framework, item), with_indicators=indicators))
    else:
        result(edition_outline(framework, with_indicators=indicators))


@app.command("search", cls=DutchCommand)
def search_command(
    words: Annotated[list[str], typer.Argument(metavar="WOORDEN", help="Wat u zoekt.")],
    framework: FrameworkOption = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            metavar="AANTAL",
            min=1,
            show_default=False,
            help="Hoogstens zoveel items; standaard 20.",
        ),
    ] = 20,
) -> None:
    """Zoek items op woorden, in welke verbuiging ook.

    Zoekt in namen, omschrijvingen, indicatoren en onderdelen.
    """
    from swcompetence.matching.items.search import search
    from swcompetence.model import EditionStatus
    from swcompetence.registry import list_frameworks, resolve_frameworks

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
        result(_answer_text(answer))


@app.command("diff", cls=DutchCommand)
def diff_command(
    old: Annotated[str, typer.Argument(metavar="OUD", help="Id, id@versie of pad.")],
    new: Annotated[str, typer.Argument(metavar="NIEUW", help="Id, id@versie of pad.")],
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON, voor programma's.")] = False,
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
def changelog_command(ref: EditionArgument) -> None:
    """Toon het logboek van een kader."""
    from swcompetence.report.edition.words import changelog_in_words

    result(changelog_in_words(edition_named(ref)))


@app.command("sources", cls=DutchCommand)
def sources_command(ref: EditionArgument) -> None:
    """Toon elke bron met haar items, en wat niet nagekeken is."""
    from swcompetence.report.edition.words import sources_in_words

    result(sources_in_words(edition_named(ref)))


app.command("copy", cls=DutchCommand)(correcting.copy_command)
app.command("sheet", cls=DutchCommand)(correcting.sheet_command)
app.command("apply", cls=DutchCommand)(correcting.apply_command)
app.command("validate", cls=DutchCommand)(edition_files.validate_command)
app.command("format", cls=DutchCommand)(edition_files.format_command)
app.command("schema", cls=DutchCommand)(edition_files.edition_schema_command)


def _split_item(ref: str, item: str | None) -> tuple[str, str | None]:
    """Let `kader:item`, as every report writes it, stand for a framework and an item."""
    name, colon, inside = ref.partition(":")
    is_item = item is None and colon and inside and "/" not in inside and "\\" not in inside
    return (name, inside) if is_item else (ref, item)


def _item(framework: Framework, name: str) -> Item:
    from swcompetence.errors import UnknownItemError
    from swcompetence.matching.items.search import suggest_items

    if framework.has_item(name):
        return framework.item(name)
    raise UnknownItemError(framework.ref, name, suggest_items(framework, name))


def _answer_text(answer: Found) -> str:
    from swcompetence.report.edition.words import FOUND_WORDS

    line = f"{answer.framework.id}:{answer.item}  {answer.label} ({answer.level})"
    if answer.text != answer.label:
        line += f"\n    {FOUND_WORDS[answer.part]}: {shortened(answer.text, 100)}"
    if answer.missing:
        line += f"\n    niet gevonden: {', '.join(answer.missing)}"
    return line

"""`swcompetence frameworks`: look at the editions and check them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from swcompetence.cli.console import result, say, table
from swcompetence.cli.dutch import DutchCommand, DutchGroup

if TYPE_CHECKING:
    from swcompetence.model import Framework, Item

__all__ = ["app"]

app = typer.Typer(
    cls=DutchGroup,
    help="Bekijk en controleer de kaders.",
    rich_markup_mode=None,
    no_args_is_help=True,
)
_STATES = {
    "draft": "ontwerp",
    "current": "geldig",
    "superseded": "vervangen",
    "withdrawn": "ingetrokken",
}
_PROVENANCE = {
    "verified": "gelezen in de bron",
    "derived": "afgeleid",
    "unverified": "niet nagekeken",
}


@app.command("list", cls=DutchCommand)
def list_command() -> None:
    """Toon alle meegeleverde kaders."""
    from swcompetence.registry import list_frameworks

    table(
        ("KADER", "TITEL", "STAND", "NIVEAU", "ITEMS"),
        (
            (
                one.ref,
                one.title,
                _STATES[one.status],
                one.mapping_level,
                str(len(one.mapping_items)),
            )
            for one in list_frameworks()
        ),
    )


@app.command("show", cls=DutchCommand)
def show_command(
    ref: Annotated[str, typer.Argument(metavar="KADER", help="Bijvoorbeeld ocmw-praktijk.")],
    item: Annotated[str | None, typer.Argument(metavar="ITEM", help="Id van één item.")] = None,
) -> None:
    """Toon een kader, of één item ervan met bronnen en indicatoren."""
    from swcompetence.registry import get_framework

    framework = get_framework(ref)
    result(_item_text(framework, framework.item(item)) if item else _framework_text(framework))


@app.command("validate", cls=DutchCommand)
def validate_command(
    paths: Annotated[list[Path], typer.Argument(metavar="BESTAND", help="YAML van een kader.")],
) -> None:
    """Controleer kaderbestanden; elke fout komt met bestand en regel."""
    from swcompetence.errors import SwCompetenceError
    from swcompetence.files.framework_file import read_framework

    wrong = 0
    for path in paths:
        try:
            framework = read_framework(path)
        except SwCompetenceError as error:
            wrong += 1
            say(str(error))
        else:
            result(f"{path}: in orde ({framework.ref}, {len(framework.items)} items)")
    if wrong:
        raise typer.Exit(2)


def _framework_text(framework: Framework) -> str:
    head = (
        f"{framework.title} ({framework.ref}, revisie {framework.revision},"
        f" {_STATES[framework.status]})\n{framework.about.strip()}\n"
        f"Licentie: {framework.licence.id} ({framework.licence.attribution})."
        f" Nagekeken op {framework.last_checked_on}.\n"
    )

    def branch(parent: str | None, depth: int) -> list[str]:
        return [
            line
            for item in framework.children(parent)
            for line in (f"{'  ' * depth}{item.id}  {item.label}", *branch(item.id, depth + 1))
        ]

    return head + "\n" + "\n".join(branch(None, 0))


def _item_text(framework: Framework, item: Item) -> str:
    titles = {source.id: source for source in framework.sources}
    lines = [f"{item.label} ({framework.item_ref(item)}, {item.level})"]
    lines += [item.definition] if item.definition else []
    lines += [f"Herkomst: {_PROVENANCE[item.provenance]}"]
    for use in item.sources:
        source = titles[use.source]
        place = ", ".join(part for part in (use.locator, source.locator, source.url) if part)
        lines.append(f"  bron: {source.title}" + (f" ({place})" if place else ""))
    for fact in item.legal_basis:
        lines.append(f"  wet: {fact.fact} [{_PROVENANCE[fact.provenance]}]")
    if item.note:
        lines.append(f"Opmerking: {item.note}")
    below = framework.children(item.id)
    lines += [f"  onderdeel: {child.id}  {child.label}" for child in below]
    for indicator in item.indicators:
        extra = [indicator.strength, *(["titel"] if indicator.where == "title" else [])]
        lines.append(f"  indicator: {indicator.phrase} [{', '.join(extra)}]")
    return "\n".join(lines)

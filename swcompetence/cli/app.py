"""The command tree, of which only the branch that somebody typed is grown."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import typer

from swcompetence.cli.console import result
from swcompetence.cli.dutch import DutchCommand, DutchGroup
from swcompetence.cli.options import option

_VERBS = {
    "map": "mapping",
    "report": "report",
    "review": "review",
    "inspect": "inspection",
    "template": "starting",
    "explain": "explain",
    "compare": "compare",
    "agreement": "review",
    "route": "route",
    "export": "exchange",
    "import": "exchange",
    "align": "aligning",
    "reconcile": "exchange",
    "schema": "exchange",
    "demo": "starting",
}
"""Each verb, and the module of `verbs` with its command."""
_FAMILIES = ("frameworks", "reference")
"""Modules of `verbs` with a tree of their own."""


def command_line(words: Sequence[str] = ()) -> typer.Typer:
    """Grow the command tree, or of it only the verb that the words begin with."""
    app = typer.Typer(
        cls=DutchGroup,
        name="swcompetence",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_main)
    every = (*_VERBS, *_FAMILIES)
    for name in every if not words or words[0] not in every else words[:1]:
        module = import_module(f"swcompetence.cli.verbs.{_VERBS.get(name, name)}")
        if name in _FAMILIES:
            app.add_typer(module.app, name=name)
        else:
            epilog = getattr(module, f"{name.upper()}_EPILOG", None)
            add = app.command(name, cls=DutchCommand, epilog=epilog)
            add(getattr(module, f"{name}_command"))
    return app


def _show_version(is_asked: bool) -> None:
    if is_asked:
        from swcompetence.matching import tool_version

        result(f"swcompetence {tool_version()}")
        raise typer.Exit


def _main(
    version: bool = option(
        "--version", "Toon de versie en stop.", False, callback=_show_version, is_eager=True
    ),
) -> None:
    """Toont wat een opleiding sociaal werk dekt van krachtlijnen, competenties en OCMW-praktijk."""

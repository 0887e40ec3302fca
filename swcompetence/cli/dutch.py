"""The words of typer itself in Dutch: help screens and messages of wrong use."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from swcompetence.cli.options import option
from swcompetence.cli.streams import READ_AS_FILE, streamed, takes_format
from swcompetence.cli.targets import guard

_HELP: tuple[tuple[str, str], ...] = (
    (r"^Usage: ", "Gebruik: "),
    (r"\[OPTIONS\]", "[OPTIES]"),
    (r"COMMAND \[ARGS\]\.\.\.", "OPDRACHT ..."),
    (r"^Options:$", "Opties:"),
    (r"^Arguments:$", "Argumenten:"),
    (r"^Commands:$", "Opdrachten:"),
    (r"Show this message and\s+exit\.", "Toon deze uitleg en stop."),
    (r"\[required\]", "[verplicht]"),
    (r"\[default:(\s)", r"[standaard:\1"),
    (r" <[^<>\n]*(?:Path|str|float|path)[^<>\n]*>", ""),
    (r"\{(\w+)\}", r"\1"),
    (r"\[x>=(\S+)\]", r"[minstens \1]"),
)
_WHOLE = 1000
"""More than any first sentence of a help screen."""
_MESSAGES: tuple[tuple[str, str], ...] = (
    (r"^Missing argument '?(.+?)'?\.$", r"Er ontbreekt iets: \1."),
    (r"^Missing option '?(.+?)'?\.$", r"De optie \1 ontbreekt."),
    (r"^Missing parameter: (.+)$", r"Er ontbreekt iets: \1."),
    (r"^Missing command\.$", "Er ontbreekt een opdracht."),
    (
        r"^No such command '(.+\.\w+)'\..*$",
        r"Zet vóór het bestand een opdracht, bijvoorbeeld: swcompetence map ‘\1’",
    ),
    (r"No such command '(.+?)'\.", r"De opdracht ‘\1’ bestaat niet."),
    (r"No such option: (\S+)", r"De optie \1 bestaat niet."),
    (r"Did you mean (.+?)\?", r"Bedoelde u \1?"),
    (r"\(Possible options: (.+)\)", r"Mogelijk bedoeld: \1."),
    (r"^Got unexpected extra arguments? \((.+)\)$", r"Te veel opgegeven: \1."),
    (r"^Got unexpected extra argument\(s\) \((.+)\)$", r"Te veel opgegeven: \1."),
    (r"^Option '(.+?)' requires an argument\.$", r"Na \1 hoort een waarde."),
    (r"^Option '(.+?)' does not take a value\.$", r"Na \1 hoort geen waarde."),
    (r"^Invalid value for '?(.+?)'?: ", r"Ongeldige waarde voor \1: "),
    (r"^Invalid value: ", "Ongeldige waarde: "),
    (r"Value error, ", ""),
    (r"Input should be a valid number.*$", "dit is geen getal."),
    (r"Input should be greater than or equal to (\S+)$", r"geef minstens \1."),
    (r"Input should be less than or equal to (\S+)$", r"geef hoogstens \1."),
    (r"(?:Value )?'(.+?)' is not a valid (?:float|integer|int|number)\.?", r"‘\1’ is geen getal."),
    (r"'(.+?)' does not match the formats? .+$", r"‘\1’ is geen datum van de vorm 2026-11-22."),
    (r"'(.+?)' is not one of (.+)\.$", r"‘\1’ is geen van \2."),
    (r"(\S+) is not in the range (\S+?)\.$", r"\1 valt niet binnen \2."),
)


def in_dutch(text: str) -> str:
    """Translate a help screen.

    >>> in_dutch("Usage: swcompetence [OPTIONS]")
    'Gebruik: swcompetence [OPTIES]'
    """
    for english, dutch in _HELP:
        text = re.sub(english, dutch, text, flags=re.MULTILINE)
    return text


def wrong_use_in_dutch(message: str) -> str:
    """Translate a message of wrong use.

    >>> wrong_use_in_dutch("No such option: --fast")
    'De optie --fast bestaat niet.'
    """
    for english, dutch in _MESSAGES:
        message = re.sub(english, dutch, message)
    return message


@cache
def _stream_option() -> Any:
    """Give the option that every verb that writes a file has; typer makes it of a signature."""
    app = typer.Typer(add_completion=False)

    @app.command()
    def _stream(
        stream: str | None = option("--as FORMAAT", "Het formaat bij ‘-o -’, zoals json."),
    ) -> None:
        del stream

    return typer.main.get_command(app).params[0]


class DutchCommand(TyperCommand):
    """A command in Dutch: no value replaces another unseen, no file that is read is replaced."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.callback and takes_format(self.callback):
            self.params.append(_stream_option())

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
        """Run the command, once its files may be written; `-` stands for a stream."""
        chosen = ctx.params.pop("stream", None)
        if self.callback is None:
            return super().invoke(ctx)
        names = {str(param.name): getattr(param, "metavar", None) for param in self.params}
        is_read = {name: metavar in READ_AS_FILE for name, metavar in names.items()}
        with streamed(self.callback, ctx.params, is_read, chosen):
            guard(self.callback, ctx.params)
            return super().invoke(ctx)

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """Give the help screen."""
        return in_dutch(super().get_help(ctx))

    def get_usage(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """Give the line of use."""
        return in_dutch(super().get_usage(ctx))

    def get_short_help_str(self, limit: int = _WHOLE) -> str:
        """Give the first sentence of the help, for a list of commands: never cut."""
        return super().get_short_help_str(max(limit, _WHOLE))

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Read the words; the second of two values would silently replace the first."""
        *_, order = self.make_parser(ctx).parse_args(args=[*args])
        for param in order:
            if order.count(param) > 1 and param.nargs == 1 and not param.multiple:
                name = "/".join(param.opts)
                ctx.fail(f"De optie {name} staat er meer dan één keer. Geef er één.")
        return super().parse_args(ctx, args)


class DutchGroup(TyperGroup):
    """A group of commands whose help is Dutch."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """Give the help screen."""
        return in_dutch(super().get_help(ctx))

    def get_usage(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """Give the line of use."""
        return in_dutch(super().get_usage(ctx))

    def get_short_help_str(self, limit: int = _WHOLE) -> str:
        """Give the first sentence of the help, for a list of commands: never cut."""
        return super().get_short_help_str(max(limit, _WHOLE))

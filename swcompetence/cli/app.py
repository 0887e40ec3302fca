"""The command tree."""

from __future__ import annotations

from typing import Annotated

import typer

from swcompetence.cli.console import result
from swcompetence.cli.dutch import DutchCommand, DutchGroup
from swcompetence.cli.verbs import (
    agreement,
    aligning,
    compare,
    explain,
    exporting,
    frameworks,
    importing,
    inspection,
    mapping,
    reconciling,
    reference,
    report,
    review,
    route,
    starting,
)

app: typer.Typer = typer.Typer(
    cls=DutchGroup,
    name="swcompetence",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(is_asked: bool) -> None:  # noqa: FBT001 - typer calls it so
    if is_asked:
        from swcompetence.matching import tool_version

        result(f"swcompetence {tool_version()}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Toon de versie en stop."
        ),
    ] = False,
) -> None:
    """Toont wat een opleiding sociaal werk dekt van krachtlijnen, competenties en OCMW-praktijk."""


app.command("map", cls=DutchCommand)(mapping.map_command)
app.command("report", cls=DutchCommand)(report.report_command)
app.command("review", cls=DutchCommand)(review.review_command)
app.command("inspect", cls=DutchCommand)(inspection.inspect_command)
app.command("template", cls=DutchCommand)(starting.template_command)
app.command("explain", cls=DutchCommand)(explain.explain_command)
app.command("compare", cls=DutchCommand)(compare.compare_command)
app.command("agreement", cls=DutchCommand)(agreement.agreement_command)
app.command("route", cls=DutchCommand)(route.route_command)
app.command("export", cls=DutchCommand, epilog=exporting.EXPORT_EPILOG)(exporting.export_command)
app.command("import", cls=DutchCommand, epilog=importing.IMPORT_EPILOG)(importing.import_command)
app.command("align", cls=DutchCommand)(aligning.align_command)
app.command("reconcile", cls=DutchCommand)(reconciling.reconcile_command)
app.command("schema", cls=DutchCommand)(exporting.schema_command)
app.command("demo", cls=DutchCommand)(starting.demo_command)
app.add_typer(frameworks.app, name="frameworks")
app.add_typer(reference.app, name="reference")

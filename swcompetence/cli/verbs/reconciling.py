"""`swcompetence reconcile`: the items of frameworks as a service for OpenRefine."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from swcompetence.cli.console import result, say
from swcompetence.cli.options import FrameworkOption

_PORT = 8123


def reconcile_command(
    framework: FrameworkOption = None,
    port: Annotated[
        int,
        typer.Option(
            "--port",
            metavar="GETAL",
            min=0,
            max=65535,
            show_default=False,
            help=f"Op welke poort; standaard {_PORT}, en 0 neemt er een die vrij is.",
        ),
    ] = _PORT,
    base: Annotated[
        str | None,
        typer.Option(
            "--base", metavar="URI", help="Begin van de namen op het web, zoals bij ‘export’."
        ),
    ] = None,
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

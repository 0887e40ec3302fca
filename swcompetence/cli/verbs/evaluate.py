"""`swcompetence evaluate`: measure a mapping against labels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from swcompetence.cli.console import result, say, table

if TYPE_CHECKING:
    from swcompetence.analysis.evaluation import Figures


_HEADERS = tuple("|GEZOCHT|JUIST|FOUT|GEMIST|PRECISIE|RECALL|F1|95 %|R@5|MRR|ECE".split("|"))


def evaluate_command(
    mapping: Annotated[
        Path, typer.Argument(metavar="KOPPELINGEN", help="Werkboek of JSON van ‘swcompetence map’.")
    ],
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="LABELS", help="JSON-regels met labels, of een nagekeken werkboek (of JSON)."
        ),
    ],
    per_item: Annotated[bool, typer.Option("--per-item", help="Toon ook elk kaderitem.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Geef alles als JSON.")] = False,
) -> None:
    """Meet de voorstellen aan wat mensen vonden: precisie, recall, rangorde en ijking."""
    from swcompetence.workflow.evaluation import evaluate_files

    found = evaluate_files(mapping, gold)
    if as_json:
        result(found.model_dump_json(indent=1))
        return
    say(f"{found.courses} opleidingsonderdelen met labels.")
    if found.missing:
        say(f"LET OP: {len(found.missing)} gelabelde codes staan niet in de koppelingen.")
    rows = [*found.frameworks, found.overall, *(found.items if per_item else ())]
    table(_HEADERS, (_row(one) for one in rows))


def _row(figures: Figures) -> tuple[str, ...]:
    interval = figures.f1_interval
    counts = (
        figures.wanted,
        figures.true_positives,
        figures.false_positives,
        figures.false_negatives,
    )
    return (
        figures.name,
        *(str(number) for number in counts),
        *(_number(share) for share in (figures.precision, figures.recall, figures.f1)),
        f"{_number(interval.low)}-{_number(interval.high)}" if interval else "",
        *(_number(x) for x in (figures.recall_at.get(5), figures.mrr, figures.calibration_error)),
    )


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}".replace(".", ",")

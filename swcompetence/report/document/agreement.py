"""The agreement of two reviews in Dutch tables, for the screen and for a CSV that Excel opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from swcompetence.cells import inert_csv
from swcompetence.model import Decision, Verdict
from swcompetence.model.mapping import LEVELS
from swcompetence.phrasing import counted, single_spaced
from swcompetence.report.document.block import (
    NUMBER_ROLES,
    ColumnRole,
    ReportCell,
    ReportColumn,
    ReportTable,
    Row,
    cells,
)
from swcompetence.report.document.cells import cell_words
from swcompetence.review.agreement import NO_LEVEL, Agreement, AgreementFigures, Tally
from swcompetence.review.sheet import VERDICT_WORDS

_ALL = "alle kaders"
_BOM = "\ufeff"
_VERDICTS = {verdict.value: word for verdict, word in VERDICT_WORDS.items()}
_MANY = 30
"""Links below which an interval by a large-sample formula deserves a warning."""
_FIGURES = (
    ReportColumn("Kader", ColumnRole.ABOUT),
    *(ReportColumn(label, ColumnRole.COUNT) for label in ("Beide beslist", "Gelijk")),
    *(
        ReportColumn(label, ColumnRole.INDEX)
        for label in ("Overeenstemming", "Kappa", "Van", "Tot")
    ),
    ReportColumn("Noot"),
)


def agreement_tables(agreement: Agreement, names: tuple[str, str]) -> tuple[ReportTable, ...]:
    """Give figures, cross tables and differences; `names` are those of the two reviews."""
    total = agreement.total
    levels = [
        *LEVELS,
        *dict.fromkeys(x for tally in total.levels for x in (tally.first, tally.second)),
    ]
    return (
        ReportTable(
            "Overeenstemming",
            "Overeenstemming",
            _FIGURES,
            tuple(map(_figures_row, (*agreement.frameworks, total))),
        ),
        _cross("Besluiten", "Besluiten", names, total.verdicts, list(Verdict), _VERDICTS),
        _cross(
            "Niveaus",
            "Niveaus, waar beide akkoord zijn",
            names,
            total.levels,
            [level for level in dict.fromkeys(levels) if level != NO_LEVEL] + [NO_LEVEL],
            {NO_LEVEL: "zonder niveau"},
        ),
        ReportTable(
            "Verschillen",
            "Verschillen",
            tuple(map(ReportColumn, ("Code", "Opleidingsonderdeel", "Kader", "Kaderitem", *names))),
            tuple(
                cells(
                    *(pair.code, pair.title, pair.item.framework, pair.item.item),
                    *(_decision_words(pair.first), _decision_words(pair.second)),
                )
                for pair in agreement.differences
            ),
        ),
    )


def agreement_notes(agreement: Agreement, names: tuple[str, str]) -> Iterator[str]:
    """Give the sentences without which the figures would say too much."""
    yield (
        "Geteld zijn de koppelingen waarover beide beslist hebben; twijfel is een besluit als een"
        " ander. Kappa is 1 bij volledige overeenstemming en 0 als ze niet beter is dan toeval;"
        " ‘van’ en ‘tot’ zijn de grenzen van het 95 %-interval."
    )
    for count, name in zip((agreement.only_first, agreement.only_second), names, strict=True):
        if count:
            links = counted(count, "koppeling", "koppelingen")
            yield f"Enkel in {name} beslist, en niet meegeteld: {links}."
    if agreement.undecided:
        yield (
            f"{counted(agreement.undecided, 'koppeling telt', 'koppelingen tellen')} niet mee: in"
            " één bestand spreken de besluiten elkaar tegen."
        )
    if agreement.taken_over:
        yield (
            f"Let op: {counted(agreement.taken_over, 'besluit staat', 'besluiten staan')} in beide"
            " bestanden onder dezelfde naam. Zijn ze overgenomen en niet apart genomen, dan is de"
            " overeenstemming in werkelijkheid lager."
        )


def agreement_csv(agreement: Agreement, names: tuple[str, str]) -> str:
    """Write the tables under each other as a CSV for a Dutch Excel: `;`, BOM, decimal comma."""
    text = io.StringIO()
    # Excel on a Dutch computer splits at semicolons, and needs the mark to read UTF-8.
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for number, table in enumerate(agreement_tables(agreement, names)):
        if number:
            writer.writerow(())
        writer.writerow((table.title,))
        writer.writerow(inert_csv(single_spaced(column.label)) for column in table.columns)
        writer.writerows(map(_csv_cell, table.columns, row) for row in table.rows)
    writer.writerows(((), *((note,) for note in agreement_notes(agreement, names))))
    return _BOM + text.getvalue()


def _csv_cell(column: ReportColumn, cell: ReportCell) -> str:
    """Make a text safe to open; a number may keep its minus sign."""
    words = cell_words(cell, column.role)
    return words if column.role in NUMBER_ROLES else inert_csv(single_spaced(words))


def _figures_row(figures: AgreementFigures) -> Row:
    kappa = figures.kappa
    shares = (figures.raw, *((kappa.value, kappa.low, kappa.high) if kappa else [None] * 3))
    return cells(
        *(figures.framework or _ALL, figures.both, figures.same),
        # A tiny negative number would stay -0.0.
        *(None if share is None else round(share, 2) + 0.0 for share in shares),
        _note(figures),
    )


def _note(figures: AgreementFigures) -> str:
    """Say why a figure is missing, or what it cannot bear."""
    if not figures.both:
        return "geen koppelingen waarover beide beslist hebben"
    if figures.kappa is None:
        return "kappa bestaat niet: beide kozen altijd hetzelfde besluit"
    if figures.kappa.low is None:
        return (
            "geen interval: beide zeggen overal hetzelfde"
            if figures.same == figures.both
            else "geen interval: een van beide koos altijd hetzelfde besluit"
        )
    is_few = figures.both < _MANY
    return f"minder dan {_MANY} koppelingen: interval bij benadering" if is_few else ""


def _cross(
    name: str,
    title: str,
    names: tuple[str, str],
    tallies: Sequence[Tally],
    order: Sequence[str],
    words: dict[str, str],
) -> ReportTable:
    """Set what the first said in rows against what the second said in columns."""
    counts = {(tally.first, tally.second): tally.count for tally in tallies}
    return ReportTable(
        name,
        title,
        (
            ReportColumn(f"{names[0]} \\ {names[1]}", ColumnRole.ABOUT),
            *(ReportColumn(words.get(second, second), ColumnRole.COUNT) for second in order),
        ),
        tuple(
            cells(words.get(first, first), *(counts.get((first, second), 0) for second in order))
            for first in order
        ),
        is_listed=False,
    )


def _decision_words(decision: Decision) -> str:
    level = f" ({decision.level})" if decision.level else ""
    reviewer = f", {decision.reviewer}" if decision.reviewer else ""
    return f"{VERDICT_WORDS[decision.verdict]}{level}{reviewer}"

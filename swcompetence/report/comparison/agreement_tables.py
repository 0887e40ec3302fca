"""The agreement of two reviews in Dutch tables, for the screen and for a CSV that Excel opens."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from swcompetence.cells import inert_csv
from swcompetence.model import Decision, Verdict
from swcompetence.report.findings.wording import counted
from swcompetence.review.agreement import NO_LEVEL, Agreement, AgreementFigures, Tally
from swcompetence.review.sheet import LEVELS, VERDICT_WORDS

_ALL = "alle kaders"
_BOM = "\ufeff"
_NUMBER = re.compile(r"-?\d+(,\d+)?")
_VERDICTS = {verdict.value: word for verdict, word in VERDICT_WORDS.items()}
_MANY = 30
"""Links below which an interval by a large-sample formula deserves a warning."""


class AgreementTable(NamedTuple):
    """A table with a title."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def agreement_tables(agreement: Agreement, names: tuple[str, str]) -> tuple[AgreementTable, ...]:
    """Give figures, cross tables and differences.

    Args:
        agreement: the two reviews side by side.
        names: what the first and the second review are called.
    """
    total = agreement.total
    levels = [*LEVELS, *dict.fromkeys(x for t in total.levels for x in (t.first, t.second))]
    return (
        AgreementTable(
            "Overeenstemming",
            ("Kader", "Beide beslist", "Gelijk", "Overeenstemming", "Kappa", "Van", "Tot", "Noot"),
            tuple(_figures(one) for one in (*agreement.frameworks, total)),
        ),
        _cross("Besluiten", names, total.verdicts, list(Verdict), _VERDICTS),
        _cross(
            "Niveaus, waar beide akkoord zijn",
            names,
            total.levels,
            [level for level in dict.fromkeys(levels) if level != NO_LEVEL] + [NO_LEVEL],
            {NO_LEVEL: "zonder niveau"},
        ),
        AgreementTable(
            "Verschillen",
            ("Code", "Opleidingsonderdeel", "Kader", "Kaderitem", *names),
            tuple(
                (
                    pair.code,
                    pair.title,
                    pair.item.framework,
                    pair.item.item,
                    _said(pair.first),
                    _said(pair.second),
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
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for number, table in enumerate(agreement_tables(agreement, names)):
        if number:
            writer.writerow(())
        writer.writerow((table.title,))
        writer.writerows([_cell(text) for text in row] for row in (table.headers, *table.rows))
    writer.writerows(((), *((note,) for note in agreement_notes(agreement, names))))
    return _BOM + text.getvalue()


def _cell(text: str) -> str:
    """Make a text safe to open; a number may keep its minus sign."""
    line = " ".join(text.split())
    return line if _NUMBER.fullmatch(line) else inert_csv(line)


def _figures(one: AgreementFigures) -> tuple[str, ...]:
    kappa = one.kappa
    return (
        one.framework or _ALL,
        str(one.both),
        str(one.same),
        _number(one.raw),
        _number(kappa.value if kappa else None),
        _number(kappa.low if kappa else None),
        _number(kappa.high if kappa else None),
        _note(one),
    )


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:.2f}".replace(".", ",").replace("-0,00", "0,00")


def _note(one: AgreementFigures) -> str:
    """Say why a figure is missing, or what it cannot bear."""
    if not one.both:
        return "geen koppelingen waarover beide beslist hebben"
    if one.kappa is None:
        return "kappa bestaat niet: beide kozen altijd hetzelfde besluit"
    if one.kappa.low is None:
        return (
            "geen interval: beide zeggen overal hetzelfde"
            if one.same == one.both
            else "geen interval: een van beide koos altijd hetzelfde besluit"
        )
    return f"minder dan {_MANY} koppelingen: interval bij benadering" if one.both < _MANY else ""


def _cross(
    title: str,
    names: tuple[str, str],
    tallies: Sequence[Tally],
    order: Sequence[str],
    words: dict[str, str],
) -> AgreementTable:
    """Set what the first said in rows against what the second said in columns."""
    counts = {(one.first, one.second): one.count for one in tallies}
    shown = [words.get(name, name) for name in order]
    return AgreementTable(
        title,
        (f"{names[0]} \\ {names[1]}", *shown),
        tuple(
            (word, *(str(counts.get((name, other), 0)) for other in order))
            for name, word in zip(order, shown, strict=True)
        ),
    )


def _said(decision: Decision) -> str:
    level = f" ({decision.level})" if decision.level else ""
    reviewer = f", {decision.reviewer}" if decision.reviewer else ""
    return f"{VERDICT_WORDS[decision.verdict]}{level}{reviewer}"

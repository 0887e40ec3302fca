"""The chapter *Referentie*: OCMW themes beside a yardstick that a board named."""

from __future__ import annotations

from collections.abc import Iterator

from swcompetence.analysis.reference.reference import KIND_WORDS
from swcompetence.model import Framework, Reference
from swcompetence.report.document.account import source_line
from swcompetence.report.document.block import (
    Chapter,
    ColumnRole,
    Facts,
    Prose,
    ReportCell,
    ReportColumn,
    ReportTable,
    Subsection,
    cells,
    line,
)
from swcompetence.report.findings.gap_report import ReferenceComparison
from swcompetence.report.findings.wording import NO_NORM

_COLUMNS = (
    ReportColumn("Thema of cluster", ColumnRole.ABOUT, 44),
    ReportColumn("Cluster", ColumnRole.CHOICE, 30),
    ReportColumn("verwacht zonder algemene basis (stp.)", ColumnRole.CREDITS, 14),
    ReportColumn("aandeel", ColumnRole.SHARE, 14),
    ReportColumn("referentie", ColumnRole.SHARE, 14),
    ReportColumn("laagste", ColumnRole.SHARE, 14),
    ReportColumn("hoogste", ColumnRole.SHARE, 14),
    ReportColumn("index", ColumnRole.INDEX, 14),
)
_SHARES = (
    ReportColumn("Item", ColumnRole.ABOUT, 44),
    *(ReportColumn(label, ColumnRole.SHARE) for label in ("Aandeel", "Laag", "Hoog")),
)
_READING = (
    "Aandeel is het deel van het thema in de verwachte studiepunten naar tekst van alle gemeten"
    " thema's: die in de context van OCMW of lokaal bestuur, en die waarvan de context niet bepaald"
    " is. De algemene basis telt niet mee. Index is aandeel gedeeld door referentie; 1 is in"
    " verhouding. Een groot aandeel van weinig blijft weinig: lees de index nooit zonder de"
    " studiepunten."
)


def reference_table(reference: Reference, framework: Framework) -> ReportTable:
    """Give the share of every item that a reference measures, the largest first."""
    ends = {weight.item: (weight.low, weight.high) for weight in reference.weights}
    items = [(framework.item_ref(item), item.label) for item in framework.mapping_items]
    measured = [(ref, label) for ref, label in items if reference.measures(ref)]
    measured.sort(key=lambda item: -reference.share(item[0]))
    return ReportTable(
        "Aandelen",
        f"{reference.title} ({KIND_WORDS[reference.kind]}, {framework.ref})",
        _SHARES,
        tuple(
            cells(label, reference.share(ref), *ends.get(ref, (None, None)))
            for ref, label in measured
        ),
    )


def reference_notes(reference: Reference, framework: Framework) -> Iterator[str]:
    """Say what the shares rest on, and what they do not measure."""
    unmeasured = [
        item.label
        for item in framework.mapping_items
        if not reference.measures(framework.item_ref(item))
    ]
    if unmeasured:
        yield f"Niet gemeten, dus geen referentie: {'; '.join(unmeasured)}"
    yield f"Waarop dit rust: {reference.about}"
    yield from (f"  bron: {source}" for source in reference.sources)
    yield NO_NORM


def reference_chapter(beside: ReferenceComparison) -> Chapter:
    """Put themes and clusters beside the reference."""
    reference, compared = beside.reference, beside.representation
    labels = {row.item: row.label for row in compared.items}
    not_measured = [labels.get(item, item) for item in reference.not_measured]
    facts = Facts(
        (
            ("Referentie", (line(f"{reference.title} ({KIND_WORDS[reference.kind]})"),)),
            ("Over", (line(reference.about),)),
            ("Bronnen", tuple(map(source_line, reference.sources)) or (line("geen"),)),
            ("Niet gemeten", (line("; ".join(not_measured) or "geen"),)),
        )
    )
    table = ReportTable(
        "Referentie",
        "Thema's en clusters naast de referentie",
        _COLUMNS,
        tuple(
            cells(
                ReportCell(row.label, item=row.item),
                row.group or ("cluster" if row.item is None else None),
                row.credits.expected,
                *(row.share, row.reference_share, row.reference_low, row.reference_high),
                row.index,
            )
            for row in (*compared.clusters, *compared.items)
        ),
    )
    return Chapter(
        "referentie",
        "Referentie",
        "Naast een referentie",
        (Subsection("", (facts, Prose((_READING, NO_NORM), "note"), table)),),
        frozen=1,
    )

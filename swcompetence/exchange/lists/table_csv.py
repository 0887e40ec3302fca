"""Editions and mappings as plain tables that Excel opens by itself in a Dutch locale.

Semicolons between the cells, a decimal comma, a byte order mark so that Excel sees UTF-8, and no
cell that it takes for a formula.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from swcompetence.cells import CELL_LIMIT
from swcompetence.exchange.csv_text import csv_bytes, guarded
from swcompetence.exchange.exported import Exported, left_out, left_out_items, losses_of
from swcompetence.model import (
    NOTHING_FITS,
    Course,
    Curriculum,
    Framework,
    Issue,
    Item,
    ItemRef,
    Link,
    Mapping,
    Provenance,
    Status,
)
from swcompetence.model.base import Cell, Row
from swcompetence.model.mapping import in_force
from swcompetence.phrasing import dutch_number, single_spaced
from swcompetence.review.rows import estimate_words
from swcompetence.review.sheet import TIE_WORDS, VERDICT_WORDS

FRAMEWORK_COLUMNS = (
    "Kader", "Versie", "Id", "Ouder", "Niveau", "Koppelniveau", "Label", "Definitie",
    "Andere benamingen", "Opmerking", "Herkomst", "Bronnen", "Vervallen",
)  # fmt: skip
"""One row an item; `read_outcomes` reads the first ten back."""
MAPPING_COLUMNS = (
    "Opleidingsprogramma", "Academiejaar", "Code", "Opleidingsonderdeel", "Studiepunten", "Fase",
    "Kader", "Versie", "Kaderitem", "Naam", "Status", "Zekerheid", "Band", "Kans op vermelding",
    "Inschatting", "Bewijs", "Besluit", "OCMW-context", "Niveau", "Geëvalueerd",
    "Nagekeken door", "Datum", "Opmerking", "Koppeling-id",
)  # fmt: skip
"""One row a link; where several people decided, each has a line in the cells of the decision."""
TABLE_KEEPS = frozenset(
    {"id", "version", "item.id", "item.parent", "item.level", "item.label", "item.definition"}
    | {"item.alt_labels", "item.note"}
)
"""What reading the table gives back, as `losses_of` takes it."""
_SHOWN = frozenset({"item.provenance", "item.sources", "item.deprecated"})
"""What stands in the table for people to read, and is not read back."""
_ROWS_KEEP = TABLE_KEEPS | _SHOWN | {"revision", "item.own"}
_PROVENANCE = {
    Provenance.VERIFIED: "gelezen in de bron",
    Provenance.DERIVED: "afgeleid uit de bron",
    Provenance.UNVERIFIED: "niet nagekeken in een bron",
}
_STATUS = {
    Status.CONFIRMED: "bevestigd",
    Status.REJECTED: "verworpen",
    Status.UNSURE: "twijfel",
    Status.CONFLICT: "tegenspraak",
    Status.STALE: "opnieuw te bekijken",
}
_YES = {True: "ja", False: "nee", None: ""}


def framework_csv(framework: Framework) -> Exported:
    """Write an edition as a table, one row an item."""
    titles = {source.id: source.title for source in framework.sources}
    rows = [_item_row(framework, item, titles) for item in framework.items]
    losses = losses_of([framework], "De tabel", TABLE_KEEPS | _SHOWN)
    shortened = _shortened(rows, [item.id for item in framework.items])
    return Exported(_table(FRAMEWORK_COLUMNS, rows), (*losses, *shortened))


def _item_row(framework: Framework, item: Item, titles: dict[str, str]) -> tuple[str, ...]:
    uses = (
        f"{titles[use.source]} ({use.locator})" if use.locator else titles[use.source]
        for use in item.sources
    )
    gone = item.deprecated
    successors = (
        f"; vervangen door {', '.join(gone.replaced_by)}" if gone and gone.replaced_by else ""
    )
    return (
        framework.id,
        framework.version,
        item.id,
        item.parent or "",
        item.level,
        _YES[item.level == framework.mapping_level],
        item.label,
        item.definition or "",
        "\n".join(item.alt_labels),
        item.note or "",
        _PROVENANCE[item.provenance],
        "\n".join(uses),
        f"sinds {gone.since}: {gone.why}{successors}" if gone else "",
    )


def mapping_csv(mapping: Mapping, frameworks: Sequence[Framework] = ()) -> Exported:
    """Write a mapping as a table, one row a link; the editions give the names of items."""
    labels = {f.item_ref(item): item.label for f in frameworks for item in f.items}
    homes = {course.id: (home, course) for home in mapping.curricula for course in home.courses}
    versions = {used.ref.id: used.ref.version or "" for used in mapping.frameworks}
    rows = [
        (
            *_course_cells(*homes[link.course]),
            *_link_cells(link, versions.get(link.item.framework, ""), labels),
            *_decision_cells(link),
            link.id,
        )
        for link in mapping.links
    ]
    only_rows = left_out(
        "Waar een koppeling vandaan komt en welke woorden op OCMW-context wijzen, staat enkel in de"
        " tabel voor programma's"
    )
    shortened = _shortened(rows, [link.id for link in mapping.links])
    losses = [only_rows, *_mapping_losses(mapping), *shortened]
    return Exported(_table(MAPPING_COLUMNS, rows), tuple(losses))


def _course_cells(curriculum: Curriculum, course: Course) -> tuple[str, ...]:
    return (
        curriculum.programme or curriculum.id,
        curriculum.academic_year or "",
        course.code,
        course.title,
        "" if course.credits is None else dutch_number(course.credits),
        course.phase or "",
    )


def _link_cells(link: Link, version: str, labels: dict[ItemRef, str]) -> tuple[str, ...]:
    fits = link.item.item != NOTHING_FITS
    quotes = dict.fromkeys(f"‘{single_spaced(piece.text)}’" for piece in link.evidence)
    marks = (f"matrix van de opleiding: {mark.text} bij {mark.column}" for mark in link.marks)
    return (
        link.item.framework,
        version,
        link.item.item if fits else "",
        labels.get(link.item, "") if fits else "niets uit dit kader past",
        _STATUS.get(link.status) or ("voorstel" if link.is_asked else "mogelijk"),
        dutch_number(round(link.confidence, 3)),
        link.band,
        dutch_number(round(link.mention, 3)),
        estimate_words(link),
        "\n".join((*quotes, *marks)),
    )


def _decision_cells(link: Link) -> tuple[str, ...]:
    rows = [
        (
            VERDICT_WORDS[decision.verdict],
            TIE_WORDS[decision.tie] if decision.tie else "",
            decision.level or "",
            _YES[decision.assessed],
            decision.reviewer or "",
            decision.date.isoformat() if decision.date else "",
            single_spaced(decision.note or ""),
        )
        for decision in in_force(link.decisions)
    ]
    cells = zip(*rows, strict=True) if rows else [()] * 7
    return tuple("\n".join(lines) if any(lines) else "" for lines in cells)


def _mapping_losses(mapping: Mapping) -> Iterator[Issue]:
    yield left_out(
        "De tabel bevat de bewijsfragmenten, niet de volledige fiches, de plaats van een fragment,"
        " de signalen van het inlezen en de gegevens van de berekening"
    )
    yield from left_out_items(
        "Eerdere, herziene besluiten staan niet in de tabel",
        [link.id for link in mapping.links if len(in_force(link.decisions)) < len(link.decisions)],
    )


def rows_csv(value: Framework | Mapping, frameworks: Sequence[Framework] = ()) -> Exported:
    """Write the rows of an edition or a mapping for programs: comma, decimal point, true, UTF-8.

    A text that a spreadsheet would take for a formula begins with an apostrophe here as well; JSON
    Lines have every text as it is.
    """
    rows = _rows(value, frameworks)
    cells = [list(rows[0]) if rows else [], *([_invariant(c) for c in r.values()] for r in rows)]
    ids = [str(row.get("link") or row["item"]) for row in rows]
    return Exported(csv_bytes(cells), (*_row_losses(value), *_shortened(cells[1:], ids)))


def rows_jsonl(value: Framework | Mapping, frameworks: Sequence[Framework] = ()) -> Exported:
    """Write the rows of an edition or a mapping as JSON Lines."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in _rows(value, frameworks))
    return Exported("".join(lines).encode(), tuple(_row_losses(value)))


def _rows(value: Framework | Mapping, frameworks: Sequence[Framework]) -> list[Row]:
    return value.to_rows(frameworks) if isinstance(value, Mapping) else value.to_rows()


def _row_losses(value: Framework | Mapping) -> Iterator[Issue]:
    if isinstance(value, Mapping):
        yield from _mapping_losses(value)
    else:
        yield from losses_of([value], "De tabel", _ROWS_KEEP)


def _invariant(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
    return guarded(str(cell))


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    cells = [header, *([guarded(cell) for cell in row] for row in rows)]
    return csv_bytes(cells, delimiter=";", bom=True)


def _shortened(rows: Sequence[Sequence[str]], ids: Sequence[str]) -> Iterator[Issue]:
    yield from left_out_items(
        f"Een cel neemt hoogstens {CELL_LIMIT} tekens; langere teksten ingekort",
        [name for name, row in zip(ids, rows, strict=True) if max(map(len, row)) >= CELL_LIMIT],
    )

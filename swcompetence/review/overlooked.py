"""What people wrote in a review workbook where nothing is read: told, never silently lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from swcompetence.model import Issue, Link, Place, Table, Verdict
from swcompetence.model.issue import warning
from swcompetence.phrasing import counted, first_few, single_spaced
from swcompetence.review.names import Unclear
from swcompetence.review.sheet import (
    REVIEW_SHEET,
    SheetRow,
    is_added,
    reader_in,
    status_word,
)
from swcompetence.review.sheet import ReviewColumn as Column
from swcompetence.review.values import read_verdict

_MOST_NAMED = 8
_LONGEST_NOTE = 60
_ANSWERS = (Column.CODE, *tuple(Column)[tuple(Column).index(Column.VERDICT) :])
"""The columns in which a person answers."""


def second_verdicts(row: SheetRow) -> Iterator[int]:
    """Give the places where one more reader decides, as in a column *Besluit Bert*."""
    for place, header in enumerate(row.header):
        if place not in row.columns.values() and reader_in(header):
            yield place


def overlooked_columns(rows: Sequence[SheetRow]) -> Iterator[Issue]:
    """Tell, per column that is not read, or not as it is called, how many cells it has filled."""
    cells: Counter[tuple[str, str, int]] = Counter()
    first: dict[tuple[str, str, int], SheetRow] = {}
    for row in rows:
        for place, value in enumerate(row.row.values):
            header = row.header[place] if place < len(row.header) else ""
            if value.strip() and REVIEW_SHEET.column(header) is None:
                key = (row.table.file, row.table.sheet, place)
                cells[key] += 1
                first.setdefault(key, row)
    for key, count in cells.items():
        yield _overlooked(first[key], key[2], count)


def _overlooked(row: SheetRow, place: int, count: int) -> Issue:
    header = single_spaced(row.header[place]) if place < len(row.header) else ""
    column = next((name for name, at in row.columns.items() if at == place), None)
    filled = counted(count, "ingevulde cel", "ingevulde cellen")
    named = f"De kolom ‘{header}’" if header else "Een kolom zonder kop"
    where = row.place(place)
    if column is not None:
        message = f"{named} is gelezen als {column} ({filled})."
    elif reader := reader_in(header):
        message = (
            f"{named} is gelezen als de besluiten van {reader} ({filled}). Klopt dat niet, geef die"
            " lezer dan een eigen kopie van het bestand."
        )
    else:
        message = (
            f"{named} wordt niet gelezen ({filled}, vanaf {where.cell}). Staat er iets in dat moet"
            " meetellen, zet het dan in een kolom van het nakijkbestand, zoals Besluit of"
            " Opmerking."
        )
    return warning("review-column-unknown", message, where)


def check_status(row: SheetRow, link: Link | None, new: Verdict | None) -> None:
    """Refuse a row with a decision in *Status*, which the tool writes itself.

    Raises:
        Unclear: somebody typed a verdict there, and no new one in *Besluit*.
    """
    word = row[Column.STATUS]
    is_ours = link is not None and word == status_word(link)
    if new or not word or is_ours or (link is None and not is_added(row)):
        return
    try:
        read_verdict(word)
    except ValueError:
        return
    raise Unclear(
        "review-verdict-elsewhere",
        f"In Status staat ‘{word}’. Die kolom wordt niet gelezen; kies het besluit in de kolom"
        " Besluit.",
        Column.STATUS,
    )


def overlooked_cells(
    tables: Sequence[Table],
    notes: Mapping[str, Sequence[tuple[str, str]]],
    formulas: Mapping[str, Sequence[str]],
) -> Iterator[Issue]:
    """Tell which cells to answer in hold a formula without a value, and which cells have a note.

    Args:
        tables: the sheets of a review workbook.
        notes: sheet -> address and text of each note (a comment beside a cell).
        formulas: sheet -> addresses of formulas without a stored value.
    """
    for table in tables:
        headers = ((row, REVIEW_SHEET.header(row.values)) for row in table.rows)
        top, columns = next(((row, places) for row, places in headers if places), (None, {}))
        if top is None:
            continue
        cells = {
            row.address(columns[name])
            for row in table.rows
            for name in _ANSWERS
            if name in columns and row.number > top.number
        }
        in_answers = [cell for cell in formulas.get(table.sheet, ()) if cell in cells]
        if in_answers:
            yield warning(
                "review-formula",
                f"In {first_few(in_answers, _MOST_NAMED, ' en nog {n} andere')} staat een formule"
                " zonder bewaarde waarde: die cellen zijn als leeg gelezen. Typ het antwoord zelf.",
                Place(file=table.file, sheet=table.sheet, cell=in_answers[0]),
            )
        if texts := notes.get(table.sheet):
            named = [f"{cell} ‘{single_spaced(text)[:_LONGEST_NOTE]}’" for cell, text in texts]
            yield warning(
                "review-note-unread",
                f"{counted(len(texts), 'cel heeft', 'cellen hebben')} een opmerking in een"
                f" tekstballon, en die wordt niet gelezen:"
                f" {first_few(named, _MOST_NAMED, ' en nog {n} andere')}. Zet een besluit in de"
                " kolom Besluit en een opmerking in de kolom Opmerking.",
                Place(file=table.file, sheet=table.sheet, cell=texts[0][0]),
            )

"""Read what a programme board noted in the sheets of a gap workbook: never lost, never guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AnyMapping

from swcompetence.model import (
    GAPS_SHEET,
    STATEMENTS_SHEET,
    BoardNotes,
    Framework,
    Issue,
    Mapping,
    Place,
    Table,
)
from swcompetence.review.board.actions import read_actions
from swcompetence.review.board.names import BoardNames
from swcompetence.review.board.notes import differing_actions, united_actions
from swcompetence.review.board.rows import has_board_sheet, twice_named
from swcompetence.review.board.statements import read_statements
from swcompetence.review.issue_codes import error


def read_board(
    tables: Sequence[Table],
    mapping: Mapping,
    frameworks: Sequence[Framework],
    *,
    check_titles: AnyMapping[str, str] | None = None,
) -> tuple[BoardNotes, tuple[Issue, ...]]:
    """Read everything that a board noted, and everything that could not be understood.

    Args:
        tables: all sheets of one or more gap workbooks; sheets of other kinds do no harm.
        mapping: the mapping that the workbooks were made from.
        frameworks: its editions, for the names of items.
        check_titles: code -> title of every check; with them a row whose hidden key is gone is
            still recognised, and a key that went astray from its row is found out.

    Returns:
        The notes in file order, and the issues. A row of *Hiaten* without owner or remark and
        with the status *open* says nothing. Contradictions are kept and reported.
    """
    names = BoardNames(mapping, frameworks)
    statements, of_statements = read_statements(tables, names)
    actions, of_actions = read_actions(tables, names, check_titles or {})
    notes = BoardNotes(
        statements=tuple(dict.fromkeys(statements)),
        actions=united_actions(one.action for one in actions),
    )
    places = {one.action.gap: one.place for one in actions}
    return notes, (
        *_without_sheet(tables),
        *twice_named(tables),
        *of_statements,
        *of_actions,
        *differing_actions(notes, places),
    )


def _without_sheet(tables: Sequence[Table]) -> Iterator[Issue]:
    files = dict.fromkeys(table.file for table in tables)
    for table in tables:
        if has_board_sheet(table):
            files.pop(table.file, None)
    for file in files:
        yield error(
            "board-sheet-missing",
            f"{file}: er is geen blad {STATEMENTS_SHEET} (kolommen Kaderitem, Opleidingsonderdeel"
            f" en Toelichting) en geen blad {GAPS_SHEET} (kolommen Controle en Status). Geef het"
            " werkboek mee waarin de opleidingscommissie schreef.",
            Place(file=file),
        )

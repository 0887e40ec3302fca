"""Read what a programme board noted in the sheets of a gap workbook: never lost, never guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from swcompetence.model import (
    GAPS_SHEET,
    STATEMENTS_SHEET,
    ActionColumn,
    ActionStatus,
    BoardAction,
    BoardNotes,
    BoardStatement,
    Framework,
    GapKey,
    Issue,
    ItemRef,
    Mapping,
    Place,
    StatementColumn,
    Table,
    TableRow,
)
from swcompetence.review.board.names import BoardNames, NotUnderstood
from swcompetence.review.board.notes import differing_actions, united_actions
from swcompetence.review.issue_codes import error, info, warning
from swcompetence.review.sheet import squeezed
from swcompetence.review.values import did_you_mean, read_date
from swcompetence.text import fold


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


_STATED = (StatementColumn.ITEM, StatementColumn.COURSE, StatementColumn.REMARK)
"""Filled cells that say that a person wrote here; framework, name and date may be filled down."""


def read_statements(
    tables: Sequence[Table], names: BoardNames
) -> tuple[tuple[BoardStatement, ...], tuple[Issue, ...]]:
    """Read every statement, in file order.

    The cells that people see count; the hidden key fills in what they left empty.
    """
    found: list[BoardStatement] = []
    issues: list[Issue] = []
    for row in statement_rows(tables):
        if not any(row[column] for column in _STATED):
            issues += _withdrawn(row)
            continue
        try:
            item, course = _stated_item(row, names), _stated_course(row, names)
        except NotUnderstood as unclear:
            issues.append(_waiting_statement(row, unclear))
            continue
        date, undated = _stated_date(row)
        issues += undated
        found.append(
            BoardStatement(
                item=item,
                course=course,
                remark=row.raw(StatementColumn.REMARK) or None,
                who=row[StatementColumn.WHO] or None,
                date=date,
            )
        )
    return tuple(found), tuple(issues)


def _stated_item(row: BoardRow, names: BoardNames) -> ItemRef:
    if row[StatementColumn.ITEM]:
        framework = names.framework(row[StatementColumn.FRAMEWORK], StatementColumn.FRAMEWORK)
        return names.item(row[StatementColumn.ITEM], framework, StatementColumn.ITEM)
    known = row[StatementColumn.KEY].partition("|")[0]
    if not known:
        raise NotUnderstood("review-row-incomplete", "Vul het kaderitem in.", StatementColumn.ITEM)
    return names.item(known, None, StatementColumn.ITEM)


def _stated_course(row: BoardRow, names: BoardNames) -> str:
    name = row[StatementColumn.COURSE] or row[StatementColumn.KEY].partition("|")[2]
    if not name:
        raise NotUnderstood(
            "review-row-incomplete", "Vul het opleidingsonderdeel in.", StatementColumn.COURSE
        )
    return names.course(name, StatementColumn.COURSE)


def _stated_date(row: BoardRow) -> tuple[dt.date | None, list[Issue]]:
    try:
        return read_date(row[StatementColumn.DATE]), []
    except ValueError as hint:
        place = row.place(StatementColumn.DATE)
        message = (
            f"{place}: ‘{row[StatementColumn.DATE]}’ is niet begrepen als datum. {hint} De"
            " vermelding is overgenomen zonder datum."
        )
        return None, [warning("review-value-unknown", message, place)]


def _waiting_statement(row: BoardRow, unclear: NotUnderstood) -> Issue:
    place = row.place(unclear.column)
    message = f"{place}: {unclear.message} De vermelding is niet overgenomen tot dit verbeterd is."
    return warning(unclear.code, message, place)


def _withdrawn(row: BoardRow) -> list[Issue]:
    """Tell that an earlier statement was emptied; a row without key says nothing at all."""
    if not row[StatementColumn.KEY]:
        return []
    place = row.place(StatementColumn.ITEM)
    item, _, course = row[StatementColumn.KEY].partition("|")
    message = (
        f"{place}: de vroegere vermelding over {item} en {course} is leeggemaakt en geldt niet"
        " meer. Was dat niet de bedoeling, vul de rij dan opnieuw in."
    )
    return [info("board-statement-withdrawn", message, place)]


class PlacedAction(NamedTuple):
    """An action and the cell that it was read from."""

    action: BoardAction
    place: Place


def read_actions(
    tables: Sequence[Table], names: BoardNames, check_titles: AnyMapping[str, str]
) -> tuple[tuple[PlacedAction, ...], tuple[Issue, ...]]:
    """Read every row in which a board filled in something, in file order."""
    found: list[PlacedAction] = []
    issues: list[Issue] = []
    codes = {_bare(title): code for code, title in check_titles.items()}
    for row in action_rows(tables):
        status, unread = _status(row)
        issues += unread
        if (
            not (row[ActionColumn.OWNER] or row[ActionColumn.REMARK])
            and status is ActionStatus.OPEN
        ):
            continue
        try:
            gap = _gap(row, names, codes)
        except NotUnderstood as unclear:
            issues.append(_waiting_action(row, unclear, status))
            continue
        action = BoardAction(
            gap=gap,
            owner=row[ActionColumn.OWNER] or None,
            status=status,
            remark=row.raw(ActionColumn.REMARK) or None,
        )
        found.append(PlacedAction(action, row.place(ActionColumn.STATUS)))
    return tuple(found), tuple(issues)


def _status(row: BoardRow) -> tuple[ActionStatus, list[Issue]]:
    text = row[ActionColumn.STATUS]
    known = {_bare(status): status for status in ActionStatus}
    if not text or _bare(text) in known:
        return known.get(_bare(text), ActionStatus.OPEN), []
    place = row.place(ActionColumn.STATUS)
    choices = ", ".join(f"‘{status}’" for status in ActionStatus)
    message = (
        f"{place}: ‘{text}’ is geen status. Kies uit {choices}.{did_you_mean(text, ActionStatus)}"
        " De rij is gelezen als ‘open’."
    )
    return ActionStatus.OPEN, [warning("review-value-unknown", message, place)]


def _gap(row: BoardRow, names: BoardNames, codes: AnyMapping[str, str]) -> GapKey:
    """Give the gap that a row is about: by its key, else by what its cells name."""
    text = row[ActionColumn.KEY]
    if not text:
        return _named_gap(row, names, codes)
    try:
        gap = GapKey.parse(text)
    except ValueError:
        raise _unknown_gap(f"de sleutel ‘{text}’ is geen sleutel van een hiaat.") from None
    is_known = (
        (not codes or gap.check in codes.values())
        and (gap.item is None or names.has_item(gap.item))
        and (gap.course is None or names.has_course(gap.course))
        and (gap.framework is None or names.has_framework(gap.framework))
    )
    if not is_known:
        raise _unknown_gap(
            f"de sleutel ‘{text}’ hoort bij geen controle, kaderitem of opleidingsonderdeel van"
            " deze koppelingen. Het werkboek komt misschien van een andere lijst."
        )
    _check_cells(row, gap, names, codes)
    return gap


def _check_cells(
    row: BoardRow, gap: GapKey, names: BoardNames, codes: AnyMapping[str, str]
) -> None:
    """Refuse a row whose cells went astray from its key, as after sorting some columns only."""
    check, item, label = row[ActionColumn.CHECK], row[ActionColumn.ITEM], row[ActionColumn.LABEL]
    is_other_course = gap.item is None and gap.course and not names.is_course(label, gap.course)
    astray = (
        (ActionColumn.CHECK, check and codes and codes.get(_bare(check)) != gap.check),
        (ActionColumn.ITEM, item and (gap.item is None or not names.is_item(item, gap.item))),
        (ActionColumn.LABEL, label and is_other_course),
    )
    for column, is_astray in astray:
        if is_astray:
            raise NotUnderstood(
                "board-row-mismatch",
                f"{column} ‘{row[column]}’ hoort niet bij de verborgen sleutel van deze rij. Is"
                " maar een deel van de kolommen gesorteerd, maak dat dan ongedaan.",
                column,
            )


def _named_gap(row: BoardRow, names: BoardNames, codes: AnyMapping[str, str]) -> GapKey:
    """Recognise a row without key by the title of its check and its item or course."""
    code = codes.get(_bare(row[ActionColumn.CHECK]))
    if code is None:
        raise _unknown_gap("de rij heeft geen sleutel en Controle noemt geen controle.")
    framework = names.framework(row[ActionColumn.FRAMEWORK], ActionColumn.FRAMEWORK)
    if row[ActionColumn.ITEM]:
        item = names.item(row[ActionColumn.ITEM], framework, ActionColumn.ITEM)
        return GapKey(check=code, item=item)
    course = names.course(row[ActionColumn.LABEL], ActionColumn.LABEL)
    return GapKey(check=code, framework=framework, course=course)


def _unknown_gap(message: str) -> NotUnderstood:
    return NotUnderstood("board-gap-unknown", message, ActionColumn.KEY)


def _waiting_action(row: BoardRow, unclear: NotUnderstood, status: ActionStatus) -> Issue:
    place = row.place(unclear.column)
    remark = squeezed(row[ActionColumn.REMARK])
    said = f"eigenaar ‘{row[ActionColumn.OWNER]}’, status ‘{status}’, opmerking ‘{remark}’"
    message = f"{place}: {unclear.message} Niet overgenomen: {said}."
    return warning(unclear.code, message, place)


def _bare(text: str) -> str:
    return squeezed(text).casefold()


_STATEMENT_HEADER = frozenset(
    {StatementColumn.ITEM, StatementColumn.COURSE, StatementColumn.REMARK}
)
_ACTION_HEADER = frozenset({ActionColumn.CHECK, ActionColumn.STATUS})
_KINDS: tuple[tuple[type[StrEnum], frozenset[StrEnum]], ...] = (
    (StatementColumn, _STATEMENT_HEADER),
    (ActionColumn, _ACTION_HEADER),
)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One row of a board sheet, cells by header."""

    table: Table
    row: TableRow
    columns: dict[StrEnum, int]

    def __getitem__(self, column: StrEnum) -> str:
        """Give the text of a cell on one line; empty where the column is missing."""
        return squeezed(self.raw(column))

    def raw(self, column: StrEnum) -> str:
        """Give the text of a cell as it stands there, without white space around it."""
        place = self.columns.get(column)
        values = self.row.values
        return values[place].strip() if place is not None and place < len(values) else ""

    def place(self, column: str) -> Place:
        """Give the place of a cell; of the row where the column is missing."""
        at = next((place for known, place in self.columns.items() if known == column), None)
        cell = str(self.row.number) if at is None else self.row.address(at)
        return Place(file=self.table.file, sheet=self.table.sheet, cell=cell)


def statement_rows(tables: Sequence[Table]) -> Iterator[BoardRow]:
    """Give the rows under a header of *Wel onderwezen* that hold anything."""
    return _rows(tables, StatementColumn, _STATEMENT_HEADER)


def action_rows(tables: Sequence[Table]) -> Iterator[BoardRow]:
    """Give the rows under a header of *Hiaten* that hold anything."""
    return _rows(tables, ActionColumn, _ACTION_HEADER)


def has_board_sheet(table: Table) -> bool:
    """Say whether a board can have written in this sheet."""
    return any(_header(row.values, *kind) for kind in _KINDS for row in table.rows)


def holds_notes(tables: Sequence[Table]) -> bool:
    """Say whether somebody wrote in a sheet for a board, understood or not."""
    said = (StatementColumn.ITEM, StatementColumn.COURSE, StatementColumn.REMARK)
    if any(row[column] for row in statement_rows(tables) for column in said):
        return True
    return any(
        row[ActionColumn.OWNER]
        or row[ActionColumn.REMARK]
        or row[ActionColumn.STATUS].casefold() not in {"", ActionStatus.OPEN}
        for row in action_rows(tables)
    )


def twice_named(tables: Sequence[Table]) -> Iterator[Issue]:
    """Report columns that stand twice in a header; only the first is read."""
    for table in tables:
        for row in table.rows:
            for names, needed in _KINDS:
                header = _header(row.values, names, needed) or {}
                for place, cell in enumerate(row.values):
                    column = _column(cell, names)
                    if column in header and header[column] != place:
                        where = Place(file=table.file, sheet=table.sheet, cell=row.address(place))
                        yield warning(
                            "review-column-twice",
                            f"De kolom ‘{column}’ staat er twee keer; enkel de eerste is gelezen"
                            f" ({row.address(header[column])}). Geef de tweede kolom een andere"
                            " naam.",
                            where,
                        )


def _rows(
    tables: Sequence[Table], names: type[StrEnum], needed: frozenset[StrEnum]
) -> Iterator[BoardRow]:
    for table in tables:
        columns: dict[StrEnum, int] | None = None
        for row in table.rows:
            header = _header(row.values, names, needed)
            if header is not None:
                columns = header
            elif columns is not None and not row.is_blank:
                yield BoardRow(table, row, columns)


def _header(
    cells: Sequence[str], names: type[StrEnum], needed: frozenset[StrEnum]
) -> dict[StrEnum, int] | None:
    found: dict[StrEnum, int] = {}
    for place, cell in enumerate(cells):
        column = _column(cell, names)
        if column is not None:
            found.setdefault(column, place)
    return found if needed <= found.keys() else None


def _column(cell: str, names: type[StrEnum]) -> StrEnum | None:
    name = _name(cell)
    return next((column for column in names if _name(column) == name), None)


def _name(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())

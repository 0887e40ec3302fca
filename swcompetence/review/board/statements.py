"""The sheet *Wel onderwezen*: what a board says is taught though no course sheet shows it."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.model import BoardStatement, Issue, ItemRef, Table
from swcompetence.model import StatementColumn as Column
from swcompetence.review.board.names import BoardNames, NotUnderstood
from swcompetence.review.board.rows import BoardRow, statement_rows
from swcompetence.review.issue_codes import info, warning
from swcompetence.review.values import read_date, side_value

_SAID = (Column.ITEM, Column.COURSE, Column.REMARK)
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
        if not any(row[column] for column in _SAID):
            issues += _withdrawn(row)
            continue
        try:
            item, course = _item(row, names), _course(row, names)
        except NotUnderstood as unclear:
            issues.append(_waiting(row, unclear))
            continue
        date, unread = side_value(
            row[Column.DATE], read_date, row.place(Column.DATE), Column.DATE, kept="De vermelding"
        )
        issues += unread
        found.append(
            BoardStatement(
                item=item,
                course=course,
                remark=row.raw(Column.REMARK) or None,
                who=row[Column.WHO] or None,
                date=date,
            )
        )
    return tuple(found), tuple(issues)


def _item(row: BoardRow, names: BoardNames) -> ItemRef:
    if row[Column.ITEM]:
        framework = names.framework(row[Column.FRAMEWORK], Column.FRAMEWORK)
        return names.item(row[Column.ITEM], framework, Column.ITEM)
    known = row[Column.KEY].partition("|")[0]
    if not known:
        raise NotUnderstood("review-row-incomplete", "Vul het kaderitem in.", Column.ITEM)
    return names.item(known, None, Column.ITEM)


def _course(row: BoardRow, names: BoardNames) -> str:
    name = row[Column.COURSE] or row[Column.KEY].partition("|")[2]
    if not name:
        raise NotUnderstood(
            "review-row-incomplete", "Vul het opleidingsonderdeel in.", Column.COURSE
        )
    return names.course(name, Column.COURSE)


def _waiting(row: BoardRow, unclear: NotUnderstood) -> Issue:
    place = row.place(unclear.column)
    message = f"{place}: {unclear.message} De vermelding is niet overgenomen tot dit verbeterd is."
    return warning(unclear.code, message, place)


def _withdrawn(row: BoardRow) -> list[Issue]:
    """Tell that an earlier statement was emptied; a row without key says nothing at all."""
    if not row[Column.KEY]:
        return []
    place = row.place(Column.ITEM)
    item, _, course = row[Column.KEY].partition("|")
    message = (
        f"{place}: de vroegere vermelding over {item} en {course} is leeggemaakt en geldt niet"
        " meer. Was dat niet de bedoeling, vul de rij dan opnieuw in."
    )
    return [info("board-statement-withdrawn", message, place)]

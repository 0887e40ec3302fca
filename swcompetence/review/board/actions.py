"""The sheet *Hiaten*: owner, status and remark that a board gave a gap."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from typing import NamedTuple

from swcompetence.model import ActionColumn as Column
from swcompetence.model import ActionStatus, BoardAction, GapKey, Issue, Place, Table
from swcompetence.review.board.names import BoardNames, NotUnderstood
from swcompetence.review.board.rows import BoardRow, action_rows
from swcompetence.review.issue_codes import warning
from swcompetence.review.sheet import squeezed
from swcompetence.review.values import did_you_mean


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
        if not (row[Column.OWNER] or row[Column.REMARK]) and status is ActionStatus.OPEN:
            continue
        try:
            gap = _gap(row, names, codes)
        except NotUnderstood as unclear:
            issues.append(_waiting(row, unclear, status))
            continue
        action = BoardAction(
            gap=gap,
            owner=row[Column.OWNER] or None,
            status=status,
            remark=row.raw(Column.REMARK) or None,
        )
        found.append(PlacedAction(action, row.place(Column.STATUS)))
    return tuple(found), tuple(issues)


def _status(row: BoardRow) -> tuple[ActionStatus, list[Issue]]:
    text = row[Column.STATUS]
    known = {_bare(status): status for status in ActionStatus}
    if not text or _bare(text) in known:
        return known.get(_bare(text), ActionStatus.OPEN), []
    place = row.place(Column.STATUS)
    choices = ", ".join(f"‘{status}’" for status in ActionStatus)
    message = (
        f"{place}: ‘{text}’ is geen status. Kies uit {choices}.{did_you_mean(text, ActionStatus)}"
        " De rij is gelezen als ‘open’."
    )
    return ActionStatus.OPEN, [warning("review-value-unknown", message, place)]


def _gap(row: BoardRow, names: BoardNames, codes: AnyMapping[str, str]) -> GapKey:
    """Give the gap that a row is about: by its key, else by what its cells name."""
    text = row[Column.KEY]
    if not text:
        return _named_gap(row, names, codes)
    try:
        gap = GapKey.parse(text)
    except ValueError:
        raise _unknown(f"de sleutel ‘{text}’ is geen sleutel van een hiaat.") from None
    is_known = (
        (not codes or gap.check in codes.values())
        and (gap.item is None or names.has_item(gap.item))
        and (gap.course is None or names.has_course(gap.course))
        and (gap.framework is None or names.has_framework(gap.framework))
    )
    if not is_known:
        raise _unknown(
            f"de sleutel ‘{text}’ hoort bij geen controle, kaderitem of opleidingsonderdeel van"
            " deze koppelingen. Het werkboek komt misschien van een andere lijst."
        )
    _check_cells(row, gap, names, codes)
    return gap


def _check_cells(
    row: BoardRow, gap: GapKey, names: BoardNames, codes: AnyMapping[str, str]
) -> None:
    """Refuse a row whose cells went astray from its key, as after sorting some columns only."""
    check, item, label = row[Column.CHECK], row[Column.ITEM], row[Column.LABEL]
    is_other_course = gap.item is None and gap.course and not names.is_course(label, gap.course)
    astray = (
        (Column.CHECK, check and codes and codes.get(_bare(check)) != gap.check),
        (Column.ITEM, item and (gap.item is None or not names.is_item(item, gap.item))),
        (Column.LABEL, label and is_other_course),
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
    code = codes.get(_bare(row[Column.CHECK]))
    if code is None:
        raise _unknown("de rij heeft geen sleutel en Controle noemt geen controle.")
    framework = names.framework(row[Column.FRAMEWORK], Column.FRAMEWORK)
    if row[Column.ITEM]:
        item = names.item(row[Column.ITEM], framework, Column.ITEM)
        return GapKey(check=code, item=item)
    course = names.course(row[Column.LABEL], Column.LABEL)
    return GapKey(check=code, framework=framework, course=course)


def _unknown(message: str) -> NotUnderstood:
    return NotUnderstood("board-gap-unknown", message, Column.KEY)


def _waiting(row: BoardRow, unclear: NotUnderstood, status: ActionStatus) -> Issue:
    place = row.place(unclear.column)
    remark = squeezed(row[Column.REMARK])
    said = f"eigenaar ‘{row[Column.OWNER]}’, status ‘{status}’, opmerking ‘{remark}’"
    message = f"{place}: {unclear.message} Niet overgenomen: {said}."
    return warning(unclear.code, message, place)


def _bare(text: str) -> str:
    return squeezed(text).casefold()

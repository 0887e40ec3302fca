"""What a programme board noted in a gap workbook: read, never lost, never guessed, and joined."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Mapping as AnyMapping

from swcompetence.model import (
    GAPS_SHEET,
    NOTHING_FITS,
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
)
from swcompetence.model.board import SHOWN_COLUMNS
from swcompetence.model.issue import error, info, warning
from swcompetence.model.mapping import reviewer_key
from swcompetence.phrasing import counted, single_spaced
from swcompetence.review.sheet import (
    SheetKind,
    SheetRow,
    bare_letters,
    columns_twice,
    unread_cells,
)
from swcompetence.review.values import (
    Names,
    Unclear,
    read_date,
    same_name,
    side_value,
    suggestion,
    unknown_item,
)

_STATEMENT_SHEET = SheetKind(
    StatementColumn,
    (frozenset({StatementColumn.ITEM, StatementColumn.COURSE, StatementColumn.REMARK}),),
)
_GAP_SHEET = SheetKind(
    ActionColumn,
    (
        frozenset({ActionColumn.CHECK, ActionColumn.STATUS}),
        frozenset({ActionColumn.CHECK, ActionColumn.KEY}),
    ),
    {
        ActionColumn.OWNER: "verantwoordelijke trekker wie",
        ActionColumn.STATUS: "stand standvanzaken stavaza voortgang",
        ActionColumn.REMARK: "commentaar opmerkingen bemerking bemerkingen nota notitie actie",
    },
)
_BOARD_SHEETS = (_STATEMENT_SHEET, _GAP_SHEET)
_STATED = (StatementColumn.ITEM, StatementColumn.COURSE, StatementColumn.REMARK)
"""Filled cells that say that a person wrote here; framework, name and date may be filled down."""


def read_board(
    tables: Sequence[Table],
    mapping: Mapping,
    frameworks: Sequence[Framework],
    *,
    check_codes: AnyMapping[str, str] | None = None,
) -> tuple[BoardNotes, tuple[Issue, ...]]:
    """Read everything that a board noted, and everything that could not be understood.

    Sheets of other kinds do no harm. With the code of every check by its titles, a row whose hidden
    key is gone is still recognised, and a key that went astray from its row is found out.

    Returns:
        The notes in file order, and the issues. A row of *Hiaten* without owner or remark and
        with the status *open* says nothing. Contradictions are kept and reported.
    """
    names = Names(mapping, frameworks)
    with_sheet = {table.file for table in tables if has_board_sheet(table)}
    issues = [
        error(
            "board-sheet-missing",
            f"{file}: er is geen blad {STATEMENTS_SHEET} (kolommen Kaderitem, Opleidingsonderdeel"
            f" en Toelichting) en geen blad {GAPS_SHEET} (kolommen Controle en Status). Geef het"
            " werkboek mee waarin de opleidingscommissie schreef.",
            Place(file=file),
        )
        for file in dict.fromkeys(table.file for table in tables)
        if file not in with_sheet
    ]
    issues += columns_twice(tables, _BOARD_SHEETS)
    for kind in _BOARD_SHEETS:
        issues += _overlooked(kind, tables)
    statements = [*_statements(tables, names, issues)]
    actions = [*_actions(tables, names, check_codes or {}, issues)]
    notes = BoardNotes(
        statements=tuple(dict.fromkeys(statements)),
        actions=_united(action for action, _ in actions),
    )
    issues += _differing(notes, {action.gap: place for action, place in actions})
    return notes, tuple(issues)


def _overlooked(kind: SheetKind, tables: Sequence[Table]) -> Iterator[Issue]:
    """Tell, per column that the board filled and nobody reads, or reads by another name."""
    shown = {bare_letters(name) for name in SHOWN_COLUMNS}

    def is_read(header: str) -> bool:
        is_known = kind.column(header) is not None or bare_letters(header) in shown
        return is_known or not header.strip()

    for at, rows in unread_cells(kind.rows(tables), is_read):
        first = rows[0]
        header = single_spaced(first.header[at])
        filled = counted(len(rows), "ingevulde cel", "ingevulde cellen")
        column = next((name for name, place in first.columns.items() if place == at), None)
        if column:
            told = f"De kolom ‘{header}’ is gelezen als {column} ({filled})."
        else:
            told = (
                f"De kolom ‘{header}’ wordt niet gelezen ({filled}, vanaf {first.place(at).cell})."
                " Wat u wilt bewaren, zet u in Eigenaar, Status of Opmerking."
            )
        yield warning("board-column-unknown", told, first.place(at))


def _statements(
    tables: Sequence[Table], names: Names, issues: list[Issue]
) -> Iterator[BoardStatement]:
    for row in _STATEMENT_SHEET.rows(tables):
        if not any(row[column] for column in _STATED):
            # A row without key says nothing at all; one with a key was an earlier statement.
            if key := row[StatementColumn.KEY]:
                item, _, course = key.partition("|")
                place = row.place(StatementColumn.ITEM)
                message = (
                    f"{place}: de vroegere vermelding over {item} en {course} is leeggemaakt en"
                    " geldt niet meer. Was dat niet de bedoeling, vul de rij dan opnieuw in."
                )
                issues.append(info("board-statement-withdrawn", message, place))
            continue
        try:
            item, course = _stated_subject(row, names)
        except Unclear as unclear:
            outcome = "De vermelding is niet overgenomen tot dit verbeterd is."
            issues.append(unclear.issue(row, outcome))
            continue
        column = StatementColumn.DATE
        date, unread = side_value(
            row[column], read_date, row.place(column), column, kept="De vermelding"
        )
        issues += unread
        yield BoardStatement(
            item=item,
            course=course,
            remark=row.raw(StatementColumn.REMARK) or None,
            who=row[StatementColumn.WHO] or None,
            date=date,
        )


def _stated_subject(row: SheetRow, names: Names) -> tuple[ItemRef, str]:
    """Give item and course; the cells that people see count, the hidden key fills in the rest."""
    key_item, _, key_course = row[StatementColumn.KEY].partition("|")
    item, course = row[StatementColumn.ITEM], row[StatementColumn.COURSE] or key_course
    if not (item or key_item):
        raise Unclear("review-row-incomplete", "Vul het kaderitem in.", StatementColumn.ITEM)
    framework = item and names.framework(row[StatementColumn.FRAMEWORK], StatementColumn.FRAMEWORK)
    ref = _named_item(names, item or key_item, framework or None, StatementColumn.ITEM)
    if not course:
        raise Unclear(
            "review-row-incomplete", "Vul het opleidingsonderdeel in.", StatementColumn.COURSE
        )
    return ref, _named_course(names, course, StatementColumn.COURSE)


def _actions(
    tables: Sequence[Table], names: Names, check_codes: AnyMapping[str, str], issues: list[Issue]
) -> Iterator[tuple[BoardAction, Place]]:
    """Read every row in which a board filled in something, each with its cell, in file order."""
    codes = {same_name(title): code for title, code in check_codes.items()}
    known = {same_name(status): status for status in ActionStatus}
    for row in _GAP_SHEET.rows(tables):
        place, text = row.place(ActionColumn.STATUS), row[ActionColumn.STATUS]
        status = known.get(same_name(text), ActionStatus.OPEN)
        if text and same_name(text) not in known:
            choices = ", ".join(f"‘{status}’" for status in ActionStatus)
            message = (
                f"{place}: ‘{text}’ is geen status. Kies uit {choices}."
                f"{suggestion(text, ActionStatus)} De rij is gelezen als ‘open’."
            )
            issues.append(warning("review-value-unknown", message, place))
        owner, remark = row[ActionColumn.OWNER], row[ActionColumn.REMARK]
        if not (owner or remark) and status is ActionStatus.OPEN:
            continue
        try:
            gap = _gap(row, names, codes)
        except Unclear as unclear:
            lost = f"eigenaar ‘{owner}’, status ‘{status}’, opmerking ‘{remark}’"
            issues.append(unclear.issue(row, f"Niet overgenomen: {lost}."))
            continue
        remark = row.raw(ActionColumn.REMARK)
        yield BoardAction(gap=gap, owner=owner or None, status=status, remark=remark or None), place


def _gap(row: SheetRow, names: Names, codes: AnyMapping[str, str]) -> GapKey:
    """Give the gap that a row is about: by its key, else by what its cells name."""
    text = row[ActionColumn.KEY]
    if not text:
        return _named_gap(row, names, codes)
    try:
        gap = GapKey.parse(text)
    except ValueError:
        raise _unknown_gap(f"de sleutel ‘{text}’ is geen sleutel van een hiaat.") from None
    if not _is_known_gap(gap, names, codes.values() or {gap.check}):
        raise _unknown_gap(
            f"de sleutel ‘{text}’ hoort bij geen controle, kaderitem of opleidingsonderdeel van"
            " deze koppelingen. Het werkboek komt misschien van een andere lijst."
        )
    # Cells that say otherwise went astray from the key, as after sorting some columns only.
    check, item, label = row[ActionColumn.CHECK], row[ActionColumn.ITEM], row[ActionColumn.LABEL]
    is_other_course = gap.item is None and gap.course and gap.course not in names.courses(label)
    astray = (
        (ActionColumn.CHECK, check and codes and codes.get(same_name(check)) != gap.check),
        (ActionColumn.ITEM, item and (gap.item is None or gap.item not in names.items(item))),
        (ActionColumn.LABEL, label and is_other_course),
    )
    for column, is_astray in astray:
        if is_astray:
            raise Unclear(
                "board-row-mismatch",
                f"{column} ‘{row[column]}’ hoort niet bij de verborgen sleutel van deze rij. Is"
                " maar een deel van de kolommen gesorteerd, maak dat dan ongedaan.",
                column,
            )
    return gap


def _named_gap(row: SheetRow, names: Names, codes: AnyMapping[str, str]) -> GapKey:
    """Recognise a row without key by the title of its check and its item or course."""
    code = codes.get(same_name(row[ActionColumn.CHECK]))
    if code is None:
        raise _unknown_gap("de rij heeft geen sleutel en Controle noemt geen controle.")
    framework = names.framework(row[ActionColumn.FRAMEWORK], ActionColumn.FRAMEWORK)
    if name := row[ActionColumn.ITEM]:
        return GapKey(check=code, item=_named_item(names, name, framework, ActionColumn.ITEM))
    course = _named_course(names, row[ActionColumn.LABEL], ActionColumn.LABEL)
    return GapKey(check=code, framework=framework, course=course)


def _unknown_gap(message: str) -> Unclear:
    return Unclear("board-gap-unknown", message, ActionColumn.KEY)


def _named_item(names: Names, name: str, framework: str | None, column: str) -> ItemRef:
    """Give the item that a cell names; that nothing fits is no item for a board."""
    items = [item for item in names.items(name, framework) if item.item != NOTHING_FITS]
    if not items:
        labels = dict.fromkeys(label for _, label in names.labelled(framework) if label)
        raise unknown_item(name, framework, labels, column)
    if len(items) > 1:
        message = f"‘{name}’ staat in meer dan één kader ({', '.join(items)}). Vul ook Kader in."
        raise Unclear("review-framework-missing", message, column)
    return items[0]


def _named_course(names: Names, name: str, column: str) -> str:
    return names.one_course(names.courses(name), name, column, advice="Schrijf code en titel.")


def has_board_sheet(table: Table) -> bool:
    """Say whether a board can have written in this sheet."""
    return any(kind.header(row.values) for kind in _BOARD_SHEETS for row in table.rows)


def holds_notes(tables: Sequence[Table]) -> bool:
    """Say whether somebody wrote in a sheet for a board, understood or not."""
    if any(row[column] for row in _STATEMENT_SHEET.rows(tables) for column in _STATED):
        return True
    return any(
        row[ActionColumn.OWNER]
        or row[ActionColumn.REMARK]
        or row[ActionColumn.STATUS].casefold() not in {"", ActionStatus.OPEN}
        for row in _GAP_SHEET.rows(tables)
    )


def join_notes(notes: Sequence[BoardNotes]) -> tuple[BoardNotes, tuple[Issue, ...]]:
    """Bring notes together; joining the same again changes nothing.

    A statement is kept once, different statements side by side. Of a gap, an empty owner and the
    status *open* give way to what another member filled in, and remarks are kept one under the
    other. Where two owners or two statuses contradict each other, both actions are kept and an
    issue tells so: the board decides, not the program.
    """
    statements = dict.fromkeys(statement for part in notes for statement in part.statements)
    actions = _united(action for part in notes for action in part.actions)
    joined = BoardNotes(statements=tuple(statements), actions=actions)
    return joined, tuple(_differing(joined, {}))


def _united(actions: Iterable[BoardAction]) -> tuple[BoardAction, ...]:
    """Make one action of those on one gap, where they do not contradict each other."""
    by_gap: dict[GapKey, list[BoardAction]] = {}
    for action in actions:
        kept = by_gap.setdefault(action.gap, [])
        for number, earlier in enumerate(kept):
            if (both := _both(earlier, action)) is not None:
                kept[number] = both
                break
        else:
            kept.append(action)
    return tuple(action for kept in by_gap.values() for action in kept)


def _differing(notes: BoardNotes, places: dict[GapKey, Place]) -> Iterator[Issue]:
    """Report the gaps on which board members contradict each other, where known with a place."""
    for gap in dict.fromkeys(action.gap for action in notes.actions):
        actions = notes.actions_on(gap)
        if len(actions) > 1:
            words = [f"‘{action.owner or 'geen eigenaar'}, {action.status}’" for action in actions]
            yield warning(
                "board-actions-differ",
                f"Hiaat {gap.check}, {gap.item or gap.course}: er staat {' en '.join(words)}. Alles"
                " is bewaard; spreek af wat geldt, en vul dat in elk werkboek in.",
                places.get(gap, Place()),
            )


def _both(first: BoardAction, second: BoardAction) -> BoardAction | None:
    """Give one action that says what both say, None where they contradict each other."""
    owners = {reviewer_key(action.owner) for action in (first, second)} - {None}
    statuses = {action.status for action in (first, second)} - {ActionStatus.OPEN}
    if len(owners) > 1 or len(statuses) > 1:
        return None
    # Remarks stand under each other; a line that is already there is not said again.
    remarks = (first.remark or "").splitlines()
    remarks += [line for line in (second.remark or "").splitlines() if line not in remarks]
    return BoardAction(
        gap=first.gap,
        owner=first.owner or second.owner,
        status=next(iter(statuses), ActionStatus.OPEN),
        remark="\n".join(remarks) or None,
    )


def known_notes(
    notes: BoardNotes,
    mapping: Mapping,
    frameworks: Sequence[Framework],
    *,
    checks: Collection[str],
    file: str,
) -> tuple[BoardNotes, tuple[Issue, ...]]:
    """Keep the notes whose item, course and check exist, and report the others in full."""
    names = Names(mapping, frameworks)
    place = Place(file=file)
    statements: list[BoardStatement] = []
    actions: list[BoardAction] = []
    issues: list[Issue] = []
    for statement in notes.statements:
        if names.has_item(statement.item) and names.has_course(statement.course):
            statements.append(statement)
            continue
        message = (
            f"De vermelding dat {statement.item} in {statement.course} onderwezen wordt, is niet"
            " overgenomen: dit kaderitem of opleidingsonderdeel hoort niet bij deze koppelingen."
            f" Toelichting: ‘{statement.remark or 'geen'}’."
        )
        issues.append(warning("board-statement-unknown", message, place))
    for action in notes.actions:
        if _is_known_gap(action.gap, names, checks):
            actions.append(action)
            continue
        message = (
            f"De sleutel ‘{action.gap}’ hoort bij geen controle, kaderitem of opleidingsonderdeel"
            f" van deze koppelingen. Niet overgenomen: eigenaar ‘{action.owner or ''}’, status"
            f" ‘{action.status}’, opmerking ‘{action.remark or ''}’."
        )
        issues.append(warning("board-gap-unknown", message, place))
    return BoardNotes(statements=tuple(statements), actions=tuple(actions)), tuple(issues)


def _is_known_gap(gap: GapKey, names: Names, checks: Collection[str]) -> bool:
    """Say whether the check, the item, the course and the framework of a gap exist."""
    return (
        gap.check in checks
        and (gap.item is None or names.has_item(gap.item))
        and (gap.course is None or names.has_course(gap.course))
        and (gap.framework is None or names.has_framework(gap.framework))
    )

"""Bring together what several board members noted, and keep of it what is about a mapping."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from swcompetence.model import (
    ActionStatus,
    BoardAction,
    BoardNotes,
    BoardStatement,
    Framework,
    GapKey,
    Issue,
    Mapping,
    Place,
)
from swcompetence.model.issue import warning
from swcompetence.model.mapping import reviewer_key
from swcompetence.review.names import Names


def join_notes(notes: Sequence[BoardNotes]) -> tuple[BoardNotes, tuple[Issue, ...]]:
    """Bring notes together; joining the same again changes nothing.

    A statement is kept once, different statements side by side. Of a gap, an empty owner and the
    status *open* give way to what another member filled in, and remarks are kept one under the
    other. Where two owners or two statuses contradict each other, both actions are kept and an
    issue tells so: the board decides, not the program.
    """
    statements = dict.fromkeys(statement for part in notes for statement in part.statements)
    actions = united_actions(action for part in notes for action in part.actions)
    joined = BoardNotes(statements=tuple(statements), actions=actions)
    return joined, tuple(differing_actions(joined, {}))


def united_actions(actions: Iterable[BoardAction]) -> tuple[BoardAction, ...]:
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


def differing_actions(notes: BoardNotes, places: dict[GapKey, Place]) -> Iterator[Issue]:
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
        else:
            issues.append(
                warning(
                    "board-statement-unknown",
                    f"De vermelding dat {statement.item} in {statement.course} onderwezen wordt, is"
                    " niet overgenomen: dit kaderitem of opleidingsonderdeel hoort niet bij deze"
                    f" koppelingen. Toelichting: ‘{statement.remark or 'geen'}’.",
                    place,
                )
            )
    for action in notes.actions:
        if is_known_gap(action.gap, names, checks):
            actions.append(action)
        else:
            issues.append(
                warning(
                    "board-gap-unknown",
                    f"De sleutel ‘{action.gap}’ hoort bij geen controle, kaderitem of"
                    " opleidingsonderdeel van deze koppelingen. Niet overgenomen: eigenaar"
                    f" ‘{action.owner or ''}’, status ‘{action.status}’, opmerking"
                    f" ‘{action.remark or ''}’.",
                    place,
                )
            )
    return BoardNotes(statements=tuple(statements), actions=tuple(actions)), tuple(issues)


def is_known_gap(gap: GapKey, names: Names, checks: Collection[str]) -> bool:
    """Say whether the check, the item, the course and the framework of a gap exist."""
    return (
        gap.check in checks
        and (gap.item is None or names.has_item(gap.item))
        and (gap.course is None or names.has_course(gap.course))
        and (gap.framework is None or names.has_framework(gap.framework))
    )

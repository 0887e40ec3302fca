"""Bring together what several board members noted: nothing lost, contradictions told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from swcompetence.model import ActionStatus, BoardAction, BoardNotes, GapKey, Issue, Place
from swcompetence.model.mapping import reviewer_key
from swcompetence.review.issue_codes import warning


def join_notes(notes: Sequence[BoardNotes]) -> tuple[BoardNotes, tuple[Issue, ...]]:
    """Bring notes together; joining the same again changes nothing.

    A statement is kept once, different statements side by side. Of a gap, an empty owner and the
    status *open* give way to what another member filled in, and remarks are kept one under the
    other. Where two owners or two statuses contradict each other, both actions are kept and an
    issue tells so: the board decides, not the program.
    """
    statements = dict.fromkeys(one for part in notes for one in part.statements)
    actions = united_actions(one for part in notes for one in part.actions)
    joined = BoardNotes(statements=tuple(statements), actions=actions)
    return joined, tuple(differing_actions(joined, {}))


def united_actions(actions: Iterable[BoardAction]) -> tuple[BoardAction, ...]:
    """Make one action of those on one gap, where they do not contradict each other."""
    by_gap: dict[GapKey, list[BoardAction]] = {}
    for action in actions:
        kept = by_gap.setdefault(action.gap, [])
        for number, other in enumerate(kept):
            if (both := _both(other, action)) is not None:
                kept[number] = both
                break
        else:
            kept.append(action)
    return tuple(one for kept in by_gap.values() for one in kept)


def differing_actions(notes: BoardNotes, places: dict[GapKey, Place]) -> list[Issue]:
    """Report the gaps on which board members contradict each other, where known with a place."""
    issues = []
    for gap in dict.fromkeys(action.gap for action in notes.actions):
        own = notes.actions_on(gap)
        if len(own) == 1:
            continue
        said = " en ".join(
            f"‘{action.owner or 'geen eigenaar'}, {action.status}’" for action in own
        )
        place = places.get(gap, Place())
        about = gap.item or gap.course
        issues.append(
            warning(
                "board-actions-differ",
                f"Hiaat {gap.check}, {about}: er staat {said}. Alles is bewaard; spreek af wat"
                " geldt, en vul dat in elk werkboek in.",
                place,
            )
        )
    return issues


def _both(one: BoardAction, other: BoardAction) -> BoardAction | None:
    """Give one action that says what both say, None where they contradict each other."""
    owners = {reviewer_key(action.owner) for action in (one, other)} - {None}
    statuses = {action.status for action in (one, other)} - {ActionStatus.OPEN}
    if len(owners) > 1 or len(statuses) > 1:
        return None
    return BoardAction(
        gap=one.gap,
        owner=one.owner or other.owner,
        status=next(iter(statuses), ActionStatus.OPEN),
        remark=_remarks(one.remark, other.remark),
    )


def _remarks(one: str | None, other: str | None) -> str | None:
    """Put two remarks under each other; a line that is already there is not said again."""
    said = (one or "").splitlines()
    new = [line for line in (other or "").splitlines() if line not in said]
    return "\n".join([*said, *new]) or None

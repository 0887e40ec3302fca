"""Notes that come from another place than a sheet: what of them is about this mapping."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from swcompetence.model import (
    BoardAction,
    BoardNotes,
    BoardStatement,
    Framework,
    GapKey,
    Issue,
    Mapping,
    Place,
)
from swcompetence.review.board.names import BoardNames
from swcompetence.review.issue_codes import warning


def known_notes(
    notes: BoardNotes,
    mapping: Mapping,
    frameworks: Sequence[Framework],
    *,
    checks: Collection[str],
    file: str,
) -> tuple[BoardNotes, tuple[Issue, ...]]:
    """Keep the notes whose item, course and check exist, and report the others in full.

    Args:
        notes: as they stood in a report.
        mapping: the mapping of the new report.
        frameworks: its editions.
        checks: codes of every check.
        file: where the notes stood.
    """
    known = _Known(BoardNames(mapping, frameworks), checks)
    kept = BoardNotes(
        statements=tuple(one for one in notes.statements if known.statement(one)),
        actions=tuple(one for one in notes.actions if known.gap(one.gap)),
    )
    place = Place(file=file)
    return kept, (
        *(_homeless(one, place) for one in notes.statements if not known.statement(one)),
        *_without_gap((one for one in notes.actions if not known.gap(one.gap)), place),
    )


class _Known:
    """Says what exists."""

    def __init__(self, names: BoardNames, checks: Collection[str]) -> None:
        self._names = names
        self._checks = checks

    def statement(self, one: BoardStatement) -> bool:
        return self._names.has_item(one.item) and self._names.has_course(one.course)

    def gap(self, gap: GapKey) -> bool:
        return (
            gap.check in self._checks
            and (gap.item is None or self._names.has_item(gap.item))
            and (gap.course is None or self._names.has_course(gap.course))
            and (gap.framework is None or self._names.has_framework(gap.framework))
        )


def _homeless(one: BoardStatement, place: Place) -> Issue:
    return warning(
        "board-statement-unknown",
        f"De vermelding dat {one.item} in {one.course} onderwezen wordt, is niet overgenomen: dit"
        " kaderitem of opleidingsonderdeel hoort niet bij deze koppelingen."
        f" Toelichting: ‘{one.remark or 'geen'}’.",
        place,
    )


def _without_gap(actions: Iterator[BoardAction], place: Place) -> Iterator[Issue]:
    for one in actions:
        yield warning(
            "board-gap-unknown",
            f"De sleutel ‘{one.gap}’ hoort bij geen controle, kaderitem of opleidingsonderdeel van"
            f" deze koppelingen. Niet overgenomen: eigenaar ‘{one.owner or ''}’, status"
            f" ‘{one.status}’, opmerking ‘{one.remark or ''}’.",
            place,
        )

"""The rows of the sheet *Hiaten*: what checks found, what they could not judge, what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from swcompetence.analysis.checks.check import Check, CheckRow
from swcompetence.analysis.checks.checks import CHECK_TITLES
from swcompetence.model import ActionStatus, BoardAction, GapKey, ItemRef
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.names import ReadableNames

_GONE = "Deze controle vindt dit niet langer. Wat de commissie noteerde, blijft hier staan."
_STRAY = (
    "Dit kaderitem of opleidingsonderdeel hoort niet bij dit rapport. Wat de commissie noteerde,"
    " blijft hier staan."
)


class GapRowKind(StrEnum):
    """Why a row stands on the sheet; the words of the column *Uitkomst*."""

    FOUND = "gevonden"
    ALSO = "tegenspraak"
    """A further action on a gap, that does not go together with the one above it."""
    NOT_JUDGED = "niet te beoordelen"
    GONE = "niet langer gevonden"


class GapRow(NamedTuple):
    """One row of the sheet."""

    kind: GapRowKind
    check: str
    """Title."""
    weight: str | None
    key: GapKey
    framework: str | None = None
    """Id."""
    group: str | None = None
    item: str | None = None
    label: str | None = None
    courses: tuple[str, ...] = ()
    """Course ids."""
    finding: str = ""
    action: BoardAction | None = None

    @property
    def status(self) -> ActionStatus:
        """Give the status to show."""
        return self.action.status if self.action else ActionStatus.OPEN


def gap_rows(report: GapReport) -> tuple[GapRow, ...]:
    """Give what was found, then what could not be judged, then noted gaps that are gone."""
    names = ReadableNames(report)
    # The themes of OCMW practice come first, in the order in which to take them up.
    gaps = report.practice.gaps if report.practice else ()
    order: dict[ItemRef | None, int] = {gap.item: place for place, gap in enumerate(gaps)}
    rows = [
        _row(check, row, names)
        for check in report.checks
        for row in sorted(check.rows, key=lambda row: order.get(row.item, len(order)))
    ]
    rows += [row for check in report.checks for row in _not_judged(report, check, names)]
    shown = {row.key for row in rows}
    gone = dict.fromkeys(a.gap for a in report.board.actions if a.gap not in shown)
    rows += [_gone(report, gap, names) for gap in gone]
    return tuple(full for row in rows for full in _with_actions(report, row))


def _row(check: Check, row: CheckRow, names: ReadableNames) -> GapRow:
    return GapRow(
        kind=GapRowKind.FOUND,
        check=check.title,
        weight=check.weight,
        framework=row.item.framework if row.item else row.framework_id,
        group=row.group,
        item=row.item.item if row.item else None,
        label=row.label if row.item or not row.course else names.course(row.course),
        courses=row.courses if row.item else (),
        finding=row.remark,
        key=check.key(row),
    )


def _not_judged(report: GapReport, check: Check, names: ReadableNames) -> Iterator[GapRow]:
    """Give each row that could not be judged and that the board noted something of."""
    for row in check.not_judged:
        if report.board.actions_on(check.key(row)):
            yield _row(check, row, names)._replace(kind=GapRowKind.NOT_JUDGED)


def _gone(report: GapReport, gap: GapKey, names: ReadableNames) -> GapRow:
    line = report.item(gap.item) if gap.item else None
    is_known = line is not None or (
        gap.item is None and any(course.id == gap.course for course in report.courses)
    )
    weights = {check.code: check.weight for check in report.checks}
    label = line.label if line else gap.item
    return GapRow(
        kind=GapRowKind.GONE,
        check=CHECK_TITLES.get(gap.check, gap.check),
        weight=weights.get(gap.check),
        framework=gap.item.framework if gap.item else gap.framework,
        group=line.group if line else None,
        item=gap.item.item if gap.item else None,
        label=names.course(gap.course) if gap.item is None and gap.course else label,
        finding=_GONE if is_known else _STRAY,
        key=gap,
    )


def _with_actions(report: GapReport, row: GapRow) -> Iterator[GapRow]:
    """Give a row with what the board noted of it; contradicting actions each get a row."""
    actions = report.board.actions_on(row.key)
    first, *rest = actions or (None,)
    if not rest:
        yield row._replace(action=first)
        return
    noted = " en ".join(
        f"‘{action.owner or 'geen eigenaar'}, {action.status}’" for action in actions
    )
    caution = (
        f"Tegenspraak: de commissie noteerde {noted}. Hou één rij over en maak de andere leeg."
    )
    yield row._replace(action=first, finding=f"{row.finding}\n{caution}")
    for action in rest:
        yield row._replace(kind=GapRowKind.ALSO, action=action, courses=(), finding=caution)

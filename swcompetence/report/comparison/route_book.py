"""Render a route as a workbook: the same route gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

from swcompetence.analysis.route.route import Route, RouteCourse
from swcompetence.report.comparison.route_tables import NOWHERE, STANDARDS, ects_words, route_notes
from swcompetence.report.findings.wording import counted, date_words
from swcompetence.report.sheets.archive import finished_archive, new_workbook
from swcompetence.report.sheets.sheet import HEAD_ROWS, Cell, Column, Head, Sheet
from swcompetence.report.sheets.style import Look, Style

_NO_DATE = dt.date(2000, 1, 1)
_ROUTE_WIDTHS = (34, 52, 10, 14, 60)
_ITEM_WIDTHS = (30, 28, 40, 16, 44, 44, 30)
_LINE = 170
_HEADER_ROW = HEAD_ROWS
_COURSE_COLUMNS = (
    Column("Code", Look.CELL_STRONG),
    Column("Opleidingsonderdeel"),
    Column("Stp.", Look.CREDITS),
)
_COVERED, _MISSED = "gedekt", "gemist"


def render_route(route: Route, *, date: dt.date | None, tool_version: str) -> bytes:
    """Write the workbook (.xlsx) of a route."""
    content = io.BytesIO()
    with new_workbook(content) as workbook:
        workbook.set_properties(
            {
                "title": "Route door een opleidingsprogramma",
                "subject": "Wat de fiches van een route tonen van de kaders",
                "author": f"swcompetence {tool_version}",
                "created": dt.datetime.combine(date or _NO_DATE, dt.time(), tzinfo=dt.UTC),
            }
        )
        style = Style(workbook)
        head = _head(route, date)
        _write_route(Sheet(workbook, style, "Route", head, _ROUTE_WIDTHS), route)
        _write_items(Sheet(workbook, style, "Kaderitems", head, _ITEM_WIDTHS), route)
    return finished_archive(content.getvalue())


def _head(route: Route, date: dt.date | None) -> Head:
    covered, missed, unreachable = (
        sum(len(lot) for lot in lots)
        for lots in zip(
            *((one.covered, one.missed, one.unreachable) for one in route.frameworks), strict=True
        )
    )
    courses = counted(len(route.courses), "opleidingsonderdeel", "opleidingsonderdelen")
    return Head(
        programme=f"Route van {courses}, {ects_words(route.courses)} studiepunten",
        banner=f"Items in de fiches: {covered} gedekt, {missed} gemist, {unreachable}"
        f" {NOWHERE[route.counted]} ({STANDARDS[route.counted]})",
        is_done=not (missed or unreachable),
        date=date_words(date),
    )


def _write_route(sheet: Sheet, route: Route) -> None:
    sheet.title("Route: wat ze dekt, mist en zou aanvullen")
    sheet.heading("Per kader (aantal items)")
    sheet.grid(
        (
            Column("Kader", Look.CELL_STRONG),
            Column("gedekt in de fiches van de route", Look.COUNT),
            Column("gemist", Look.COUNT),
            Column(NOWHERE[route.counted], Look.COUNT),
        ),
        [
            [one.title, len(one.covered), len(one.missed), len(one.unreachable)]
            for one in route.frameworks
        ],
    )
    sheet.row += 1
    number = counted(len(route.completion), "opleidingsonderdeel", "opleidingsonderdelen")
    total = ects_words(route.completion)
    sheet.heading(f"Kleinste aanvulling uit de lijst: {number}, {total} studiepunten")
    labels = route.labels
    columns = (*_COURSE_COLUMNS, Column("Items", Look.COUNT), Column("Vult aan"))
    sheet.grid(
        columns,
        [
            [*_course(one), len(one.closes), "\n".join(labels[item] for item in one.closes)]
            for one in route.completion
        ],
    )
    sheet.row += 1
    sheet.heading("De route")
    sheet.grid(_COURSE_COLUMNS, [_course(one) for one in route.courses])
    sheet.row += 1
    for note in route_notes(route):
        sheet.lines(note, _LINE, Look.NOTE)
    sheet.freeze(HEAD_ROWS - 1)
    sheet.finish(repeat=(0, HEAD_ROWS - 1))


def _course(one: RouteCourse) -> list[Cell]:
    return [one.code, one.title, "onbekend" if one.credits is None else one.credits]


def _write_items(sheet: Sheet, route: Route) -> None:
    looks = {
        _COVERED: Look.PROPOSED,
        _MISSED: Look.NOT_FOUND,
        NOWHERE[route.counted]: Look.SETTLED,
    }
    sheet.title(f"Kaderitems: gedekt, gemist of {NOWHERE[route.counted]}")
    sheet.row = _HEADER_ROW
    columns = (
        Column("Kader"),
        Column("Cluster"),
        Column("Kaderitem", Look.CELL_STRONG),
        Column("Stand"),
        Column("In de route"),
        Column("Elders in de lijst", Look.CELL_MINOR),
        Column("Verwijzing", Look.CELL_MINOR),
    )
    area = sheet.table("RouteItems", columns, list(_item_rows(route)), "Kaderitems van de route")
    cells = (area.first_row, 3, area.last_row, 3)
    for standing, look in looks.items():
        sheet.tint(cells, f'$D{area.first_row + 1}="{standing}"', look)
    sheet.freeze(_HEADER_ROW + 1, 3)
    sheet.finish(repeat=(_HEADER_ROW, _HEADER_ROW))


def _item_rows(route: Route) -> Iterator[list[Cell]]:
    standings = (_COVERED, _MISSED, NOWHERE[route.counted])
    for one in route.frameworks:
        lots = zip(standings, (one.covered, one.missed, one.unreachable), strict=True)
        for standing, items in lots:
            for item in items:
                here, there = (", ".join(ids) for ids in (item.in_route, item.elsewhere))
                yield [one.title, item.group, item.label, standing, here, there, item.item]

"""Render a route as a workbook: the same route gives the same bytes."""

from __future__ import annotations

import datetime as dt

from swcompetence.analysis.route import Route, RouteCourse
from swcompetence.phrasing import counted
from swcompetence.report.comparison.route_tables import (
    NOWHERE,
    STANDARDS,
    ects_words,
    lots,
    route_notes,
)
from swcompetence.report.findings.wording import date_words
from swcompetence.report.sheets.book import Book, Imprint, workbook_bytes
from swcompetence.report.sheets.sheet import HEAD_ROWS, Cell, Head, Sheet, SheetColumn
from swcompetence.report.sheets.style import Look

_ROUTE_WIDTHS = (34, 52, 10, 14, 60)
_ITEM_WIDTHS = (30, 28, 40, 16, 44, 44, 30)
_LINE = 170
_COURSE_COLUMNS = (
    SheetColumn("Code", Look.CELL_STRONG),
    SheetColumn("Opleidingsonderdeel"),
    SheetColumn("Stp.", Look.CREDITS),
)
_COVERED, _MISSED = "gedekt", "gemist"


def render_route(route: Route, *, date: dt.date | None, tool_version: str) -> bytes:
    """Write the workbook (.xlsx) of a route."""
    imprint = Imprint(
        "Route door een opleidingsprogramma",
        "Wat de fiches van een route tonen van de kaders",
        f"swcompetence {tool_version}",
        date,
    )
    covered, missed, unreachable = (
        sum(len(lots(framework)[lot]) for framework in route.frameworks) for lot in range(3)
    )
    courses = counted(len(route.courses), "opleidingsonderdeel", "opleidingsonderdelen")
    head = Head(
        programme=f"Route van {courses}, {ects_words(route.courses)} studiepunten",
        banner=f"Items in de fiches: {covered} gedekt, {missed} gemist, {unreachable}"
        f" {NOWHERE[route.counted]} ({STANDARDS[route.counted]})",
        is_done=not (missed or unreachable),
        date=date_words(date),
    )

    def write(book: Book) -> None:
        _write_route(book.sheet("Route", _ROUTE_WIDTHS), route)
        _write_items(book.sheet("Kaderitems", _ITEM_WIDTHS), route)

    return workbook_bytes(imprint, head, write)


def _write_route(sheet: Sheet, route: Route) -> None:
    sheet.title("Route: wat ze dekt, mist en zou aanvullen")
    sheet.heading("Per kader (aantal items)")
    sheet.grid(
        (
            SheetColumn("Kader", Look.CELL_STRONG),
            SheetColumn("gedekt in de fiches van de route", Look.COUNT),
            SheetColumn("gemist", Look.COUNT),
            SheetColumn(NOWHERE[route.counted], Look.COUNT),
        ),
        [[framework.title, *map(len, lots(framework))] for framework in route.frameworks],
    )
    sheet.row += 1
    number = counted(len(route.completion), "opleidingsonderdeel", "opleidingsonderdelen")
    total = ects_words(route.completion)
    sheet.heading(f"Kleinste aanvulling uit de lijst: {number}, {total} studiepunten")
    labels = route.labels
    columns = (*_COURSE_COLUMNS, SheetColumn("Items", Look.COUNT), SheetColumn("Vult aan"))
    sheet.grid(
        columns,
        [
            [*_course(step), len(step.closes), "\n".join(labels[item] for item in step.closes)]
            for step in route.completion
        ],
    )
    sheet.row += 1
    sheet.heading("De route")
    sheet.grid(_COURSE_COLUMNS, [_course(course) for course in route.courses])
    sheet.row += 1
    for note in route_notes(route):
        sheet.lines(note, _LINE, Look.NOTE)
    sheet.finish_text()


def _course(course: RouteCourse) -> list[Cell]:
    return [course.code, course.title, "onbekend" if course.credits is None else course.credits]


def _write_items(sheet: Sheet, route: Route) -> None:
    looks = {_COVERED: Look.PROPOSED, _MISSED: Look.NOT_FOUND, NOWHERE[route.counted]: Look.SETTLED}
    sheet.title(f"Kaderitems: gedekt, gemist of {NOWHERE[route.counted]}")
    sheet.row = HEAD_ROWS
    columns = (
        SheetColumn("Kader"),
        SheetColumn("Cluster"),
        SheetColumn("Kaderitem", Look.CELL_STRONG),
        SheetColumn("Stand"),
        SheetColumn("In de route"),
        SheetColumn("Elders in de lijst", Look.CELL_MINOR),
        SheetColumn("Verwijzing", Look.CELL_MINOR),
    )
    rows: list[list[Cell]] = []
    for framework in route.frameworks:
        for standing, items in zip(looks, lots(framework), strict=True):
            for item in items:
                here, there = (", ".join(ids) for ids in (item.in_route, item.elsewhere))
                rows.append(
                    [framework.title, item.group, item.label, standing, here, there, item.item]
                )
    area = sheet.table("RouteItems", columns, rows, "Kaderitems van de route")
    sheet.tint_words(area, 3, looks)
    sheet.finish_table(HEAD_ROWS, 3)

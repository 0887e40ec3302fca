"""A route through a list as a publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from swcompetence.analysis.route import Counted, Route, RouteCourse
from swcompetence.phrasing import counted, decimal
from swcompetence.report.document.block import (
    Chapter,
    ColumnRole,
    Prose,
    Publication,
    ReportCell,
    ReportColumn,
    ReportTable,
    Subsection,
    Tone,
    cells,
    line,
)
from swcompetence.report.findings.wording import programme_words

_STANDARDS = {
    Counted.CONFIRMED: "enkel bevestigde koppelingen tellen",
    Counted.PROPOSED: "voorstellen tellen mee",
}
"""What counts as covering an item."""
_NOWHERE = {Counted.CONFIRMED: "nergens bevestigd", Counted.PROPOSED: "nergens in de lijst"}
"""What is said of an item that no course of the list covers, whatever the route."""
_NOWHERE_MEANS = {
    Counted.CONFIRMED: "in geen enkele fiche van de lijst als onderwerp (er kunnen voorstellen"
    " openstaan)",
    Counted.PROPOSED: "in geen enkele fiche als onderwerp bevestigd of voorgesteld; terloops telt"
    " hier niet",
}
_ABOUT_SHEETS = (
    "Dit gaat over de fiches van de route: niet aangetroffen is niet hetzelfde als niet"
    " onderwezen, en wie elders leerde of werkte, brengt mee wat hier niet te zien is."
)
_COUNTS = {
    Counted.CONFIRMED: "Wat nog niet nagekeken is, telt hier niet: het staat bij gemist of bij"
    " nergens bevestigd.",
    Counted.PROPOSED: "Voorstellen tellen mee. Na het nakijken toont --count bevestigd enkel wat"
    " lesgevers bevestigden.",
}
_COVERED, _MISSED = "gedekt", "gemist"
_COURSE = (
    ReportColumn("Code", ColumnRole.ABOUT, 34),
    ReportColumn("Opleidingsonderdeel", ColumnRole.TEXT, 52),
    ReportColumn("Stp.", ColumnRole.CREDITS, 14),
)
_COMPLETION = (
    *_COURSE,
    ReportColumn("Items", ColumnRole.COUNT, 14),
    ReportColumn("Vult aan", ColumnRole.TEXT, 60),
)
_ITEM = (
    ReportColumn("Kader", ColumnRole.CHOICE, 30),
    ReportColumn("Cluster", ColumnRole.CHOICE, 28),
    ReportColumn("Kaderitem", ColumnRole.ABOUT, 40),
    ReportColumn("Stand", ColumnRole.CHOICE, 20),
    ReportColumn("In de route", ColumnRole.TEXT, 44),
    ReportColumn("Elders in de lijst", ColumnRole.MINOR, 44),
    ReportColumn("Verwijzing", ColumnRole.MINOR, 36),
)


def publication_of_route(route: Route, *, date: dt.date | None, tool_version: str) -> Publication:
    """Tell what a route covers, what it misses and what would complete it."""
    items = _items(route)
    standings = [row[3].text for row in items.rows]
    numbers = ", ".join(f"{standings.count(standing)} {standing}" for standing in _tones(route))
    programmes = "; ".join(
        programme_words(p.programme, p.college, p.academic_year, id_=p.id) for p in route.programmes
    )
    return Publication(
        title=f"Route door {programmes or 'een opleidingsprogramma'}",
        kind="Route: wat de fiches van een route tonen van de kaders",
        about=": ".join(part for part in (_about(route), programmes) if part),
        banner=f"Items in de fiches: {numbers} ({_STANDARDS[route.counted]})",
        is_done=standings.count(_COVERED) == len(standings),
        day=date,
        maker=f"swcompetence {tool_version}",
        chapters=(
            Chapter(
                "route",
                "Route",
                "Route: wat ze dekt, mist en zou aanvullen",
                (
                    *(Subsection(table.title, (table,)) for table in _summary(route)),
                    Subsection("", (Prose(route_notes(route), "note"),)),
                ),
            ),
            Chapter(
                "kaderitems",
                "Kaderitems",
                f"Kaderitems: gedekt, gemist of {_NOWHERE[route.counted]}",
                (Subsection("", (Prose((_nowhere(route),), "note"), items)),),
                is_wide=True,
                frozen=3,
            ),
        ),
    )


def route_tables(route: Route) -> Iterator[ReportTable]:
    """Give the counts, the smallest completion, and what is missed, covered or found nowhere."""
    frameworks, completion, _ = _summary(route)
    yield frameworks._replace(title=f"{_about(route)} ({_STANDARDS[route.counted]})")
    yield completion
    items = _items(route)
    for standing, title, *where in (
        (_MISSED, "Gemist: niet in de route, wel elders in de lijst", "Elders in de lijst"),
        (_COVERED, "Gedekt in de fiches van de route", "In de route"),
        (_NOWHERE[route.counted], _nowhere(route)),
    ):
        rows = tuple(row for row in items.rows if row[3].text == standing)
        yield items._replace(title=title, rows=rows).only("Kader", "Kaderitem", *where)


def route_notes(route: Route) -> tuple[str, ...]:
    """Give the sentences without which the tables would say too much."""
    return route.rule, _ABOUT_SHEETS, _COUNTS[route.counted]


def _summary(route: Route) -> tuple[ReportTable, ReportTable, ReportTable]:
    """Give the numbers of items per framework, the smallest completion and the route itself."""
    counts = ("items", "gedekt", "gemist", _NOWHERE[route.counted])
    sizes = [(f.title, len(f.covered), len(f.missed), len(f.unreachable)) for f in route.frameworks]
    return (
        ReportTable(
            "RouteKaders",
            "Items per kader, gedekt in de fiches van de route of niet",
            (
                ReportColumn("Kader", ColumnRole.ABOUT, 34),
                *(ReportColumn(label, ColumnRole.COUNT, 14) for label in counts),
            ),
            tuple(cells(title, sum(numbers), *numbers) for title, *numbers in sizes),
            is_listed=False,
        ),
        ReportTable(
            "RouteAanvulling",
            f"Kleinste aanvulling uit de lijst: {_amount(route.completion)}",
            _COMPLETION,
            tuple(
                cells(
                    *_course(course),
                    len(course.closes),
                    ReportCell(lines=tuple(line(route.labels[item]) for item in course.closes)),
                )
                for course in route.completion
            ),
            is_listed=False,
        ),
        ReportTable(
            "RouteDelen",
            "De route",
            _COURSE,
            tuple(cells(*_course(course)) for course in route.courses),
            is_listed=False,
        ),
    )


def _items(route: Route) -> ReportTable:
    return ReportTable(
        "RouteItems",
        "Kaderitems van de route",
        _ITEM,
        tuple(
            cells(
                *(framework.title, item.group, item.label, ReportCell(standing, tone)),
                *(", ".join(courses) for courses in (item.in_route, item.elsewhere)),
                item.item,
            )
            for framework in route.frameworks
            for (standing, tone), items in zip(
                _tones(route).items(),
                (framework.covered, framework.missed, framework.unreachable),
                strict=True,
            )
            for item in items
        ),
    )


def _tones(route: Route) -> dict[str, Tone]:
    """Give what an item may be to a route: covered, missed, or found nowhere."""
    nowhere = _NOWHERE[route.counted]
    return {_COVERED: Tone.PROPOSED, _MISSED: Tone.NO_TRACE, nowhere: Tone.LOW}


def _nowhere(route: Route) -> str:
    return f"{_NOWHERE[route.counted].capitalize()}: {_NOWHERE_MEANS[route.counted]}"


def _about(route: Route) -> str:
    return f"Route van {_amount(route.courses)}"


def _amount(courses: Sequence[RouteCourse]) -> str:
    """Count courses and their credits; a course without credits is named."""
    unknown = sum(course.credits is None for course in courses)
    total = decimal(sum(course.credits or 0 for course in courses))
    number = counted(len(courses), "opleidingsonderdeel", "opleidingsonderdelen")
    return f"{number}, {total} studiepunten" + (f" (en {unknown} zonder)" if unknown else "")


def _course(course: RouteCourse) -> tuple[str | float, ...]:
    return course.code, course.title, "onbekend" if course.credits is None else course.credits

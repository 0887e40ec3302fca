"""A route in Dutch tables, for the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from swcompetence.analysis.route import Counted, Route, RouteCourse, RouteFramework, RouteItem
from swcompetence.phrasing import counted, decimal
from swcompetence.report.comparison.tables import TextTable

STANDARDS = {
    Counted.CONFIRMED: "enkel bevestigde koppelingen tellen",
    Counted.PROPOSED: "voorstellen tellen mee",
}
"""What counts as covering an item."""
NOWHERE = {Counted.CONFIRMED: "nergens bevestigd", Counted.PROPOSED: "nergens in de lijst"}
"""What is said of an item that no course of the list covers, whatever the route."""
_NOWHERE_MEANS = {
    Counted.CONFIRMED: "in geen enkele fiche van de lijst als onderwerp (er kunnen voorstellen"
    " openstaan)",
    Counted.PROPOSED: "in geen enkele fiche als onderwerp bevestigd of voorgesteld; terloops telt"
    " hier niet",
}


def route_tables(route: Route) -> Iterator[TextTable]:
    """Give the counts, the smallest completion, and what is missed, covered or found nowhere."""
    labels, nowhere = route.labels, NOWHERE[route.counted]
    yield TextTable(
        f"Route van {counted(len(route.courses), 'opleidingsonderdeel', 'opleidingsonderdelen')},"
        f" {ects_words(route.courses)} studiepunten ({STANDARDS[route.counted]})",
        ("Kader", "items", "gedekt", "gemist", nowhere),
        tuple(
            (framework.title, str(sum(sizes)), *map(str, sizes))
            for framework, sizes in ((f, [*map(len, lots(f))]) for f in route.frameworks)
        ),
    )
    number = counted(len(route.completion), "opleidingsonderdeel", "opleidingsonderdelen")
    yield TextTable(
        f"Kleinste aanvulling: {number}, {ects_words(route.completion)} studiepunten",
        ("Code", "Opleidingsonderdeel", "Stp.", "Vult aan"),
        tuple(
            (
                course.code,
                course.title,
                "onbekend" if course.credits is None else decimal(course.credits),
                "; ".join(labels[item] for item in course.closes),
            )
            for course in route.completion
        ),
    )
    for title, header, lot in (
        ("Gemist: niet in de route, wel elders in de lijst", "Te vinden in", 1),
        ("Gedekt in de fiches van de route", "In", 0),
    ):
        rows = tuple(
            (framework.title, item.label, ", ".join(item.in_route or item.elsewhere))
            for framework in route.frameworks
            for item in lots(framework)[lot]
        )
        yield TextTable(title, ("Kader", "Kaderitem", header), rows)
    yield TextTable(
        f"{nowhere.capitalize()}: {_NOWHERE_MEANS[route.counted]}",
        ("Kader", "Kaderitem"),
        tuple(
            (framework.title, item.label)
            for framework in route.frameworks
            for item in framework.unreachable
        ),
    )


def lots(framework: RouteFramework) -> tuple[tuple[RouteItem, ...], ...]:
    """Give the items that a route covers, those that it misses and those found nowhere."""
    return framework.covered, framework.missed, framework.unreachable


def route_notes(route: Route) -> Iterator[str]:
    """Give the sentences without which the tables would say too much."""
    yield route.rule
    yield (
        "Dit gaat over de fiches van de route: niet aangetroffen is niet hetzelfde als niet"
        " onderwezen, en wie elders leerde of werkte, brengt mee wat hier niet te zien is."
    )
    if route.counted is Counted.PROPOSED:
        yield (
            "Voorstellen tellen mee. Na het nakijken toont --count bevestigd enkel wat lesgevers"
            " bevestigden."
        )
    else:
        yield (
            "Wat nog niet nagekeken is, telt hier niet: het staat bij gemist of bij nergens"
            " bevestigd."
        )


def ects_words(courses: Sequence[RouteCourse]) -> str:
    """Write the credits of some courses; a course without credits is named."""
    unknown = sum(course.credits is None for course in courses)
    total = decimal(sum(course.credits or 0 for course in courses))
    return f"{total} (en {unknown} zonder studiepunten)" if unknown else total

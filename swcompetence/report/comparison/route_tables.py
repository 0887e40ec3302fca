"""A route in Dutch tables, for the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from swcompetence.analysis.route.route import Counted, Route, RouteCourse
from swcompetence.report.comparison.tables import TextTable
from swcompetence.report.findings.wording import counted, decimal

STANDARDS = {
    Counted.CONFIRMED: "enkel bevestigde koppelingen tellen",
    Counted.PROPOSED: "voorstellen tellen mee",
}
"""What counts as covering an item."""
NOWHERE = {
    Counted.CONFIRMED: "nergens bevestigd",
    Counted.PROPOSED: "nergens in de lijst",
}
"""What is said of an item that no course of the list covers, whatever the route."""
_NOWHERE_MEANS = {
    Counted.CONFIRMED: "in geen enkele fiche van de lijst (er kunnen voorstellen openstaan)",
    Counted.PROPOSED: "in geen enkele fiche bevestigd of voorgesteld",
}
_UNKNOWN = "onbekend"


def route_tables(route: Route) -> Iterator[TextTable]:
    """Give the counts, the smallest completion, and what is missed, covered or found nowhere."""
    total, labels, nowhere = len(route.courses), route.labels, NOWHERE[route.counted]
    yield TextTable(
        f"Route van {counted(total, 'opleidingsonderdeel', 'opleidingsonderdelen')},"
        f" {ects_words(route.courses)} studiepunten ({STANDARDS[route.counted]})",
        ("Kader", "items", "gedekt", "gemist", nowhere),
        tuple(
            (
                one.title,
                str(len(one.covered) + len(one.missed) + len(one.unreachable)),
                str(len(one.covered)),
                str(len(one.missed)),
                str(len(one.unreachable)),
            )
            for one in route.frameworks
        ),
    )
    number = counted(len(route.completion), "opleidingsonderdeel", "opleidingsonderdelen")
    yield TextTable(
        f"Kleinste aanvulling: {number}, {ects_words(route.completion)} studiepunten",
        ("Code", "Opleidingsonderdeel", "Stp.", "Vult aan"),
        tuple(
            (
                one.code,
                one.title,
                _UNKNOWN if one.credits is None else decimal(one.credits),
                "; ".join(labels[item] for item in one.closes),
            )
            for one in route.completion
        ),
    )
    yield TextTable(
        "Gemist: niet in de route, wel elders in de lijst",
        ("Kader", "Kaderitem", "Te vinden in"),
        tuple(
            (one.title, item.label, ", ".join(item.elsewhere))
            for one in route.frameworks
            for item in one.missed
        ),
    )
    yield TextTable(
        "Gedekt in de fiches van de route",
        ("Kader", "Kaderitem", "In"),
        tuple(
            (one.title, item.label, ", ".join(item.in_route))
            for one in route.frameworks
            for item in one.covered
        ),
    )
    yield TextTable(
        f"{nowhere.capitalize()}: {_NOWHERE_MEANS[route.counted]}",
        ("Kader", "Kaderitem"),
        tuple((one.title, item.label) for one in route.frameworks for item in one.unreachable),
    )


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

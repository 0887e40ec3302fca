"""Builds a reference from what texts are about: vacancies, or the courses of other programmes."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import Literal

from swcompetence.analysis.link_standing import is_confirmed, is_open_proposal
from swcompetence.analysis.reference.reference import Spread, weights_of
from swcompetence.errors import NothingToWeighError, ReferenceMismatchError
from swcompetence.model import (
    Course,
    Curriculum,
    Framework,
    Issue,
    ItemRef,
    Link,
    Reference,
    ReferenceKind,
)
from swcompetence.model import Mapping as LinkMapping
from swcompetence.model.issue import info
from swcompetence.phrasing import counted, first_few

Shares = Mapping[ItemRef, float]
_SAMPLES = 1000
"""Enough for ends of an interval that hold to the percent; more only takes longer."""
_SEED = 2014
"""Any fixed number will do: the same texts give the same reference."""
_TAIL = 0.05
"""Left out at either side: a 90 % interval."""
_SHOWN = 8
_UNITS = {
    ReferenceKind.TEXTS: ("tekst", "teksten"),
    ReferenceKind.CURRICULA: ("opleidingsonderdeel", "opleidingsonderdelen"),
}
_OF_TEXTS = (
    "Wat {n} teksten (vacatures, functiebeschrijvingen) over elk item zeggen, gelezen op dezelfde"
    " manier als de fiches. Elke tekst weegt even zwaar; binnen een tekst verdeelt de zekerheid"
    " van de voorgestelde koppelingen het gewicht. Laag en hoog tonen hoe sterk het aandeel"
    " verandert als telkens een andere greep uit de teksten genomen wordt (90 %-interval). Een"
    " vacature noemt wat een werkgever in de verf zet, niet hoeveel"
    " tijd iets vraagt; wat vanzelf spreekt, blijft er ongenoemd. Wat een tekst maar even noemt,"
    " haalt vaak geen voorstel en telt dan niet mee."
)
_OF_CURRICULA = (
    "Wat {n} andere opleidingen over elk item zeggen, gelezen op dezelfde manier. Elke opleiding"
    " weegt even zwaar; binnen een opleiding wegen de studiepunten, en binnen een"
    " opleidingsonderdeel de zekerheid van de koppelingen. Laag en hoog zijn de laagste en de"
    " hoogste opleiding. Wat andere opleidingen doen, is geen norm."
)


def reference_from_mapping(
    mapping: LinkMapping,
    framework: Framework,
    *,
    kind: Literal[ReferenceKind.TEXTS, ReferenceKind.CURRICULA] = ReferenceKind.TEXTS,
    title: str | None = None,
) -> Reference:
    """Weigh the items of an edition by what the texts of a mapping are about.

    The weight of a text (a 'course' of the mapping) is divided over its items in proportion to
    the confidence of its links: 1 for a confirmed link, the matcher's for an open proposal, none
    for a rejected one. With texts each weighs the same, and the spread is a 90 % percentile
    bootstrap over texts (Efron 1979), with a fixed seed and independent of their order. With
    curricula a text weighs by its credits, each curriculum weighs the same, and the spread runs
    from the lowest to the highest curriculum. A text without any link gives no weight to anything
    and is named in `issues`.

    Raises:
        NothingToWeighError: no text has a link to the edition.
        ReferenceMismatchError: the mapping was made with another edition.
    """
    refs = [used.ref for used in mapping.frameworks]
    if framework.ref not in refs:
        names = ", ".join(curriculum.id for curriculum in mapping.curricula)
        raise ReferenceMismatchError(names, ", ".join(refs), framework.ref)
    by_course = _shares_of_courses(mapping.links, framework)
    if not by_course:
        raise NothingToWeighError(
            f"geen enkele tekst raakt een item van {framework.ref}",
            "Kijk met ‘swcompetence inspect’ of de kolommen met tekst herkend zijn.",
        )
    if kind is ReferenceKind.TEXTS:
        units = sorted(by_course.values(), key=lambda shares: sorted(shares.items()))
        spread_of = _resampled
    else:
        units = _of_curricula(mapping, by_course)
        spread_of = _ends
    spread = spread_of(units) if len(units) > 1 else None
    order = [framework.item_ref(item) for item in framework.mapping_items]
    values = {item: fsum(unit.get(item, 0.0) for unit in units) / len(units) for item in order}
    is_texts = kind is ReferenceKind.TEXTS
    return Reference(
        title=title or _title(len(units), kind),
        kind=kind,
        about=(_OF_TEXTS if is_texts else _OF_CURRICULA).format(n=len(units)),
        framework=framework.ref,
        sources=tuple(
            _source(curriculum, sum(course.id in by_course for course in curriculum.courses), kind)
            for curriculum in mapping.curricula
        ),
        weights=weights_of(
            values, {item: spread.get(item, (0.0, 0.0)) for item in order} if spread else None
        ),
        issues=tuple(_silent_issue(texts_without_item(mapping, framework))),
    )


def texts_without_item(mapping: LinkMapping, framework: Framework) -> tuple[Course, ...]:
    """Give the texts of a mapping that weigh no item of an edition."""
    by_course = _shares_of_courses(mapping.links, framework)
    return tuple(course for course in mapping.courses if course.id not in by_course)


def _shares_of_courses(links: Iterable[Link], framework: Framework) -> dict[str, Shares]:
    """Give course id -> item -> share of the course, for courses with a link."""
    items = {framework.item_ref(item) for item in framework.mapping_items}
    weights: defaultdict[str, dict[ItemRef, float]] = defaultdict(dict)
    for link in links:
        confidence = link.confidence if is_open_proposal(link) else 0.0
        weight = 1.0 if is_confirmed(link) else confidence
        if weight and link.item in items:
            weights[link.course][link.item] = weight
    return {
        course: {item: weight / fsum(of_course.values()) for item, weight in of_course.items()}
        for course, of_course in weights.items()
    }


def _of_curricula(mapping: LinkMapping, by_course: Mapping[str, Shares]) -> list[Shares]:
    units: list[Shares] = []
    for curriculum in mapping.curricula:
        courses = [course for course in curriculum.courses if course.id in by_course]
        weights = [course.credits or 0.0 for course in courses]
        # A list without any credits says nothing of the size of its courses: all weigh the same.
        if not any(weights):
            weights = [1.0] * len(courses)
        total = fsum(weights)
        if total:
            sums: defaultdict[ItemRef, float] = defaultdict(float)
            for course, weight in zip(courses, weights, strict=True):
                for item, share in by_course[course.id].items():
                    sums[item] += share * weight / total
            units.append(dict(sums))
    return units


def _ends(units: Sequence[Shares]) -> Spread:
    named = dict.fromkeys(item for unit in units for item in unit)
    by_item = {item: [unit.get(item, 0.0) for unit in units] for item in named}
    return {item: (min(values), max(values)) for item, values in by_item.items()}


def _resampled(units: Sequence[Shares]) -> Spread:
    generator = random.Random(_SEED)  # noqa: S311 - resampling, not secrets
    drawn: defaultdict[ItemRef, list[float]] = defaultdict(list)
    for _ in range(_SAMPLES):
        sums: defaultdict[ItemRef, float] = defaultdict(float)
        for unit in generator.choices(units, k=len(units)):
            for item, share in unit.items():
                sums[item] += share
        for item, value in sums.items():
            drawn[item].append(value / len(units))
    return {item: _interval(values) for item, values in drawn.items()}


def _interval(values: Sequence[float]) -> tuple[float, float]:
    """Give the ends of the interval; a sample without the item counts as 0."""
    ranked = [*([0.0] * (_SAMPLES - len(values))), *sorted(values)]
    cut = int(_SAMPLES * _TAIL)
    return ranked[cut], ranked[-1 - cut]


def _title(count: int, kind: ReferenceKind) -> str:
    if kind is ReferenceKind.CURRICULA:
        return f"Andere opleidingen ({count})"
    return counted(count, "vacature of functiebeschrijving", "vacatures of functiebeschrijvingen")


def _source(curriculum: Curriculum, weighing: int, kind: ReferenceKind) -> str:
    """Name a file, how many texts it has and how many of them weigh."""
    count = len(curriculum.courses)
    part = "" if weighing == count else f", waarvan {weighing} met minstens één item"
    file = curriculum.source.file if curriculum.source else curriculum.id
    return f"{file} ({counted(count, *_UNITS[kind])}{part})"


def _silent_issue(silent: Sequence[Course]) -> list[Issue]:
    if not silent:
        return []
    names = first_few([f"‘{course.title}’" for course in silent], _SHOWN, " en nog {n}")
    return [
        info(
            "reference-text-without-item",
            f"Zonder enig item, dus zonder gewicht in de referentie: {names}.",
        )
    ]

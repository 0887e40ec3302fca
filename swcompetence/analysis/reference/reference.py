"""Builds references: equal weights, from forms or texts, merged, fitted to an edition."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import fsum
from typing import Literal

from swcompetence.analysis.link_standing import is_confirmed, is_open_proposal
from swcompetence.errors import NothingToWeighError, ReferenceMismatchError
from swcompetence.model import (
    Course,
    Curriculum,
    Framework,
    Issue,
    ItemRef,
    Link,
    Reference,
    ReferenceForm,
    ReferenceKind,
    ReferenceWeight,
)
from swcompetence.model import Mapping as LinkMapping
from swcompetence.model.issue import info, warning
from swcompetence.phrasing import counted, first_few

KIND_WORDS = {
    ReferenceKind.EQUAL: "afspraak",
    ReferenceKind.RESPONDENTS: "bevraging",
    ReferenceKind.TEXTS: "vacatures of functies",
    ReferenceKind.CURRICULA: "andere opleidingen",
    ReferenceKind.TIME_USE: "tijdsmeting",
}
"""What a reference rests on, in Dutch."""

Spread = Mapping[ItemRef, tuple[float, float]]
"""Lowest and highest share of each item."""
_DECIMALS = 6
"""Shares are rounded, so that what a file says is what was computed."""
_OF_FORM = (
    "De punten van één respondent: wat elk thema volgens hem of haar in het werk van het OCMW"
    " vraagt. Een thema dat leeg bleef, telt als 0. Het is een inschatting, geen meting."
)
_OF_FORMS = (
    "Het gemiddelde van {n} respondenten, die elk even zwaar wegen: wat elk thema volgens hen in"
    " het werk van hun OCMW vraagt. Laag en hoog zijn het laagste en het hoogste aandeel dat één"
    " respondent geeft. Het is een inschatting van wie antwoordde, geen meting en geen steekproef."
)
_OF_OTHERS = (
    "Het gemiddelde van {n} referenties, die elk even zwaar wegen. Laag en hoog omvatten ze"
    " allemaal. Eerste ervan: {about}"
)


def equal_reference(framework: Framework) -> Reference:
    """Give every item of the mapping level the same weight: the default yardstick."""
    items = [framework.item_ref(item) for item in framework.mapping_items]
    return Reference(
        title="Gelijke gewichten",
        kind=ReferenceKind.EQUAL,
        about=(
            f"Elk van de {len(items)} items weegt even zwaar. Dat is een afspraak en geen"
            " vaststelling: het zegt niets over hoeveel werk een item in de praktijk vraagt."
        ),
        framework=framework.ref,
        weights=weights_of(dict.fromkeys(items, 1.0)),
    )


def reference_of_form(
    form: ReferenceForm, framework: Framework, *, file: str | None = None
) -> Reference:
    """Turn the points of one respondent into shares: points over the sum of points.

    An item that was left open counts as 0; one that was not asked, or whose answer cannot be
    read, is not measured. Of a form for another edition `fit_reference` tells what was not asked.

    Raises:
        NothingToWeighError: no item has points; says from which file the form is.
    """
    name = form.framework.id
    values = {ItemRef.of(name, item): points or 0.0 for item, points in form.points.items()}
    if not any(values.values()):
        which = f"{file} ({form.respondent})" if file else f"van ‘{form.respondent}’"
        raise NothingToWeighError(
            f"het formulier {which} geeft geen enkel thema punten",
            "Vul bij minstens één thema een getal in.",
        )
    asked = framework.mapping_items if form.framework == framework.ref else ()
    items = [framework.item_ref(item) for item in asked]
    return Reference(
        title=f"Inschatting van {form.respondent}",
        kind=ReferenceKind.RESPONDENTS,
        about=_OF_FORM,
        framework=form.framework,
        sources=(form.respondent,),
        weights=weights_of(values),
        not_measured=tuple(item for item in items if item not in values),
    )


def merge_references(references: Sequence[Reference], *, title: str | None = None) -> Reference:
    """Take the mean of references that weigh the same, whatever their order.

    Each item gets the mean over the references that measure it, and these means are brought back
    to a sum of 1. An item that none measures stays not measured. The spread runs from the lowest
    to the highest share (or end of a spread) in any of them. Merging in steps gives other weights
    than merging at once.

    Raises:
        ReferenceMismatchError: they differ in kind or in edition.
        NothingToWeighError: there is none.
    """
    # An order of their own, so that the order of the call makes no difference.
    ordered = sorted(references, key=lambda reference: reference.to_json())
    if not ordered:
        raise NothingToWeighError("er is geen enkele referentie", "Geef er minstens één.")
    first = ordered[0]
    if len(ordered) == 1:
        return first if title is None else first.model_copy(update={"title": title})
    for reference in ordered[1:]:
        if first.framework != reference.framework:
            raise ReferenceMismatchError(reference.title, reference.framework, first.framework)
        if first.kind is not reference.kind:
            kinds = [f"de soort ‘{KIND_WORDS[one.kind]}’" for one in (reference, first)]
            raise ReferenceMismatchError(reference.title, *kinds)
    named = dict.fromkeys(
        item
        for reference in ordered
        for item in (*(weight.item for weight in reference.weights), *reference.not_measured)
    )
    measuring = {
        item: [reference for reference in ordered if reference.measures(item)] for item in named
    }
    measured = {item: tellers for item, tellers in measuring.items() if tellers}
    means = {
        item: fsum(reference.share(item) for reference in tellers) / len(tellers)
        for item, tellers in measured.items()
    }
    spread = {item: _ends(item, tellers) for item, tellers in measured.items()}
    sources = tuple(source for reference in ordered for source in reference.sources)
    is_of_forms = first.kind is ReferenceKind.RESPONDENTS
    count = len(ordered)
    return Reference(
        title=title
        or (
            f"Bevraging van {len(sources)} respondenten"
            if is_of_forms
            else f"{count} referenties samengevoegd"
        ),
        kind=first.kind,
        about=(_OF_FORMS if is_of_forms else _OF_OTHERS).format(n=count, about=first.about),
        framework=first.framework,
        sources=tuple(sorted(sources)),
        weights=weights_of(means, spread),
        not_measured=tuple(item for item in named if item not in means),
        issues=tuple(issue for reference in ordered for issue in reference.issues),
    )


def weights_of(
    values: Mapping[ItemRef, float], spread: Spread | None = None
) -> tuple[ReferenceWeight, ...]:
    """Bring values to a sum of 1, rounded, with their spread on the same scale.

    Args:
        values: something not negative per item, with a sum above 0.
        spread: lowest and highest per item, on the scale of the values.
    """
    total = fsum(values.values())
    return tuple(
        _weight(item, value / total, (spread or {}).get(item), total)
        for item, value in values.items()
    )


def _weight(
    item: ItemRef, share: float, ends: tuple[float, float] | None, total: float
) -> ReferenceWeight:
    share = min(1.0, round(share, _DECIMALS))
    if ends is None:
        return ReferenceWeight(item=item, share=share)
    low, high = (min(1.0, round(end / total, _DECIMALS)) for end in ends)
    return ReferenceWeight(item=item, share=share, low=min(low, share), high=max(high, share))


def _ends(item: ItemRef, tellers: Sequence[Reference]) -> tuple[float, float]:
    ends = [
        (
            weight.share if weight.low is None else weight.low,
            weight.share if weight.high is None else weight.high,
        )
        for reference in tellers
        for weight in reference.weights
        if weight.item == item
    ]
    # Who measures an item without naming it gives it nothing.
    ends += [(0.0, 0.0)] * (len(tellers) - len(ends))
    return min(low for low, _ in ends), max(high for _, high in ends)


_SHOWN = 8


def fit_reference(reference: Reference, framework: Framework) -> Reference:
    """Give a reference in the items of an edition.

    A reference for another version of the same framework is carried over: what both have stays,
    a deprecated item hands its share in equal parts to what replaced it, what is gone loses its
    share to all others in proportion, and what only the new edition has is not measured. Each of
    these is told in `issues`.

    Raises:
        ReferenceMismatchError: it is about another framework.
        NothingToWeighError: none of its items with a share is in the edition.
    """
    if reference.framework.id != framework.id:
        raise ReferenceMismatchError(reference.title, reference.framework, framework.ref)
    allowed = {framework.item_ref(item) for item in framework.mapping_items}
    named = {*(weight.item for weight in reference.weights), *reference.not_measured}
    is_same = reference.framework in {framework.ref, framework.id}
    if is_same and named <= allowed:
        return reference.model_copy(update={"framework": framework.ref})
    if reference.kind is ReferenceKind.EQUAL:
        return equal_reference(framework)
    values, spread, lost = _carried(reference, framework, allowed)
    if not sum(values.values()):
        raise NothingToWeighError(
            f"geen enkel gewogen item van ‘{reference.title}’ staat in {framework.ref}",
            "Kies een andere referentie.",
        )
    unmeasured = allowed & set(reference.not_measured)
    if not is_same:
        unmeasured |= allowed - set(values)
    order = [framework.item_ref(item) for item in framework.mapping_items]
    # Built anew, not copied: a copy may keep what an earlier pydantic cached of the old weights.
    return Reference(
        title=reference.title,
        kind=reference.kind,
        about=reference.about,
        framework=framework.ref,
        sources=reference.sources,
        weights=weights_of({i: values[i] for i in order if i in values}, spread),
        not_measured=tuple(i for i in order if i in unmeasured and i not in values),
        issues=(*reference.issues, *_told(reference, framework, lost, is_same=is_same)),
    )


def _carried(
    reference: Reference, framework: Framework, allowed: set[ItemRef]
) -> tuple[dict[ItemRef, float], Spread, list[ItemRef]]:
    values: defaultdict[ItemRef, float] = defaultdict(float)
    ends: dict[ItemRef, tuple[float, float]] = {}
    lost = [item for item in reference.not_measured if item not in allowed]
    for weight in reference.weights:
        heirs = _heirs(weight.item, framework, allowed)
        if not heirs:
            lost.append(weight.item)
        for heir in heirs:
            values[heir] += weight.share / len(heirs)
        # A spread holds for one item only: half of a share has no known lowest and highest.
        if heirs == (weight.item,) and weight.low is not None and weight.high is not None:
            ends[weight.item] = (weight.low, weight.high)
    return dict(values), ends, lost


def _heirs(item: ItemRef, framework: Framework, allowed: set[ItemRef]) -> tuple[ItemRef, ...]:
    """Give the items that the share of one goes to."""
    if item in allowed:
        return (item,)
    gone = framework.item(item.item).deprecated if framework.has_item(item.item) else None
    heirs = (ItemRef.of(framework.id, name) for name in (gone.replaced_by if gone else ()))
    return tuple(heir for heir in heirs if heir in allowed)


def _told(
    reference: Reference, framework: Framework, lost: Sequence[ItemRef], *, is_same: bool
) -> Iterator[Issue]:
    if not is_same:
        yield warning(
            "reference-other-edition",
            f"De referentie ‘{reference.title}’ is gemaakt voor {reference.framework} en is"
            f" overgezet naar {framework.ref}. Items die daar nieuw zijn, hebben geen"
            " referentie.",
        )
    if lost:
        names = first_few([f"‘{item.item}’" for item in lost], _SHOWN, " ...")
        yield warning(
            "reference-item-unknown",
            f"{framework.ref} heeft niet alle items van de referentie ‘{reference.title}’:"
            f" {names}. Hun gewicht is naar verhouding"
            " over de andere items verdeeld.",
        )


Shares = Mapping[ItemRef, float]
_SAMPLES = 1000
"""Enough for ends of an interval that hold to the percent; more only takes longer."""
_SEED = 2014
"""Any fixed number will do: the same texts give the same reference."""
_TAIL = 0.05
"""Left out at either side: a 90 % interval."""
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
        spread_of = _extremes
    spread = spread_of(units) if len(units) > 1 else None
    order = [framework.item_ref(item) for item in framework.mapping_items]
    values = {item: fsum(unit.get(item, 0.0) for unit in units) / len(units) for item in order}
    is_texts = kind is ReferenceKind.TEXTS
    issues: tuple[Issue, ...] = ()
    if silent := texts_without_item(mapping, framework):
        names = first_few([f"‘{course.title}’" for course in silent], _SHOWN, " en nog {n}")
        message = f"Zonder enig item, dus zonder gewicht in de referentie: {names}."
        issues = (info("reference-text-without-item", message),)
    return Reference(
        title=title
        or (
            counted(
                len(units), "vacature of functiebeschrijving", "vacatures of functiebeschrijvingen"
            )
            if is_texts
            else f"Andere opleidingen ({len(units)})"
        ),
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
        issues=issues,
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


def _extremes(units: Sequence[Shares]) -> Spread:
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


def _source(curriculum: Curriculum, weighing: int, kind: ReferenceKind) -> str:
    """Name a file, how many texts it has and how many of them weigh."""
    count = len(curriculum.courses)
    part = "" if weighing == count else f", waarvan {weighing} met minstens één item"
    file = curriculum.source.file if curriculum.source else curriculum.id
    return f"{file} ({counted(count, *_UNITS[kind])}{part})"

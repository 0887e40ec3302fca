"""Sets lists side by side: years of one programme, or programmes of several colleges.

A list is read through the items of another edition along `replaced_by`, and of another framework
along crosswalks, where only exact and close matches count: of a broader or narrower item one cannot
say that it stands for the other. What differs between the lists and explains a difference in
figures is named in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from swcompetence.analysis.base import BaseRule
from swcompetence.analysis.comparison.comparison import (
    Bridge,
    BridgedPair,
    Caution,
    ComparedList,
    Comparison,
    FrameworkComparison,
    ItemRow,
    ItemState,
    ListContent,
    NotComparable,
    PlatformCount,
    PlatformLine,
)
from swcompetence.analysis.comparison.steps import Transition, step_between
from swcompetence.analysis.finding import Finding, ItemFinding, framework_findings, most_telling
from swcompetence.analysis.link_standing import review_progress
from swcompetence.analysis.ocmw import ocmw_share
from swcompetence.analysis.text_credits import ProgrammeText, read_programme
from swcompetence.errors import NotOneCurriculumError
from swcompetence.model import CourseField, Crosswalk, Framework, ItemRef, Mapping, Predicate
from swcompetence.model.framework import successors
from swcompetence.model.mapping import OCMW
from swcompetence.phrasing import dutch_number, first_few
from swcompetence.text import split_words

_COUNTED = frozenset({Predicate.EXACT, Predicate.CLOSE})
_HOW = {
    Predicate.EXACT: "zelfde",
    Predicate.CLOSE: "bijna hetzelfde",
    Predicate.BROAD: "ruimer",
    Predicate.NARROW: "enger",
    Predicate.RELATED: "verwant",
}
_TURNED = {Predicate.BROAD: Predicate.NARROW, Predicate.NARROW: Predicate.BROAD}


class MappedList(NamedTuple):
    """One list to compare."""

    name: str
    mapping: Mapping
    """Of one curriculum."""
    frameworks: tuple[Framework, ...]
    """The editions that the mapping points into."""
    platform: str | None = None


class ListReading(NamedTuple):
    """What a list shows of every item of an edition, in its order, and over which bridges."""

    states: tuple[ItemState, ...]
    bridges: tuple[Bridge, ...] = ()


def read_through(
    entry: MappedList,
    programme: ProgrammeText,
    place: int,
    target: Framework,
    crosswalks: Sequence[Crosswalk],
) -> ListReading:
    """Read a list, at a place in the comparison, through the edition whose items are asked for.

    Crosswalks say what is known about items of different frameworks.
    """
    edition = next((used for used in entry.frameworks if used.id == target.id), None)
    if edition is None:
        bridges = [
            _bridge(place, source, target, crosswalk)
            for source in entry.frameworks
            for crosswalk in crosswalks
            if {crosswalk.subject.id, crosswalk.object.id} == {source.id, target.id}
        ]
        bridges = [bridge for bridge in bridges if bridge.counted or bridge.approximate]
    elif edition.ref == target.ref:
        items = framework_findings(programme, edition).items
        courses = [course.id for course in entry.mapping.courses]
        return ListReading(tuple(_united([item], courses, bridged=False) for item in items))
    else:
        bridges = [_bridge(place, edition, target)]
    return ListReading(_bridged(entry, programme, target, bridges), tuple(bridges))


def _bridged(
    entry: MappedList, programme: ProgrammeText, target: Framework, bridges: Iterable[Bridge]
) -> tuple[ItemState, ...]:
    by_ref = {
        item.item: item
        for framework in entry.frameworks
        for item in framework_findings(programme, framework).items
    }
    heirs: dict[ItemRef, list[ItemFinding]] = {}
    for pair in (pair for bridge in bridges for pair in bridge.counted):
        if by_ref[pair.old] not in heirs.setdefault(pair.new, []):
            heirs[pair.new].append(by_ref[pair.old])
    courses = [course.id for course in entry.mapping.courses]
    refs = [target.item_ref(item) for item in target.mapping_items]
    return tuple(_united(heirs.get(ref, []), courses, bridged=True) for ref in refs)


def _united(items: Sequence[ItemFinding], courses: Sequence[str], *, bridged: bool) -> ItemState:
    """Bring items together; a course counts once, for the most that is known of it."""
    if not items:
        return ItemState(finding=None)
    confirmed = {course for item in items for course in item.confirmed}
    proposed = {course for item in items for course in item.proposed} - confirmed
    traces = {course for item in items for course in item.traces} - confirmed - proposed
    best = min(items, key=most_telling)
    return ItemState(
        finding=best.finding,
        tie=best.tie,
        confirmed=tuple(course for course in courses if course in confirmed),
        proposed=tuple(course for course in courses if course in proposed),
        traces=tuple(course for course in courses if course in traces),
        via=tuple(item.item for item in items) if bridged else (),
    )


def _pairs(
    source: Framework, target: Framework, crosswalk: Crosswalk | None
) -> Iterator[tuple[bool, BridgedPair]]:
    """Give what stands for what, and whether it counts."""
    if crosswalk is None:
        for item in source.mapping_items:
            for heir in successors(target, item.id):
                how = "gebleven" if heir == item.id else "vervangen"
                new = ItemRef.of(target.id, heir)
                yield True, BridgedPair(old=source.item_ref(item), new=new, how=how)
        return
    is_forward = crosswalk.subject.id == source.id
    for line in crosswalk.alignments:
        # From the source on: 'new is broader than old' and so on.
        old, new_name, predicate = line.subject, line.object, line.predicate
        if not is_forward:
            old, new_name = new_name, old
            predicate = _TURNED.get(predicate, predicate)
        for gone in successors(source, old):
            for heir in successors(target, new_name):
                pair = BridgedPair(
                    old=ItemRef.of(source.id, gone),
                    new=ItemRef.of(target.id, heir),
                    how=_HOW[predicate],
                )
                yield predicate in _COUNTED, pair


def _bridge(
    place: int, source: Framework, target: Framework, crosswalk: Crosswalk | None = None
) -> Bridge:
    """Follow a crosswalk, in either direction, or items into a newer edition of one framework."""
    pairs = tuple(dict.fromkeys(_pairs(source, target, crosswalk)))
    counted = tuple(pair for is_counted, pair in pairs if is_counted)
    return Bridge(
        place=place,
        source=source.ref,
        target=target.ref,
        counted=counted,
        approximate=tuple(pair for is_counted, pair in pairs if not is_counted),
        unbridged=_left(source, {pair.old for pair in counted}),
        unasked=_left(target, {pair.new for pair in counted}),
    )


def _left(edition: Framework, taken: set[ItemRef]) -> tuple[ItemRef, ...]:
    refs = (edition.item_ref(item) for item in edition.mapping_items)
    return tuple(ref for ref in refs if ref not in taken)


_LEAST_COLLEGES = 4
"""Colleges from which a platform has a total: of fewer, one could be read out of it."""
_MOST_NAMES = 8
"""In one caution."""


def compare(
    entries: Sequence[MappedList],
    *,
    transitions: Sequence[Transition] = (),
    crosswalks: Sequence[Crosswalk] = (),
) -> Comparison:
    """Compare lists, in the order in which they are given.

    Args:
        entries: the lists, each one curriculum.
        transitions: which lists are the next year of which other list; their links are compared.
        crosswalks: between frameworks, see the module.

    Raises:
        NotOneCurriculumError: an entry holds no curriculum, or several.
    """
    for entry in entries:
        if len(entry.mapping.curricula) != 1:
            raise NotOneCurriculumError([curriculum.id for curriculum in entry.mapping.curricula])
    programmes = [read_programme(entry.mapping) for entry in entries]
    lists = tuple(map(_compared, entries, programmes))
    # The newest list of every programme under its platform; those on none come last.
    outdated = {transition.old for transition in transitions}
    places: dict[str | None, list[int]] = {}
    for place, listed in enumerate(lists):
        if place not in outdated:
            places.setdefault(listed.platform, []).append(place)
    platforms = tuple(
        PlatformLine(name=name, lists=tuple(places[name]))
        for name in sorted(places, key=lambda name: (name is None, name or ""))
    )
    # Every framework once, in the newest edition that a list uses.
    editions: dict[str, Framework] = {}
    for edition in (edition for entry in entries for edition in entry.frameworks):
        known = editions.get(edition.id, edition)
        editions[edition.id] = max(known, edition, key=lambda e: (e.valid_from, e.version))
    targets = tuple(editions.values())
    readings = {
        target.id: [
            read_through(entry, programmes[place], place, target, crosswalks)
            for place, entry in enumerate(entries)
        ]
        for target in targets
    }
    colleges = [{lists[place].college for place in line.lists} - {None} for line in platforms]
    counted = [
        line if len(names) >= _LEAST_COLLEGES else None
        for line, names in zip(platforms, colleges, strict=True)
    ]
    frameworks = tuple(_framework(t, readings[t.id], counted) for t in targets)
    bridges = tuple(
        bridge for of_one in readings.values() for reading in of_one for bridge in reading.bridges
    )
    steps = tuple(
        step_between(step, (entries[step.old].mapping, entries[step.new].mapping), frameworks)
        for step in transitions
    )
    hindrances = tuple(_hindrances(lists, entries))
    return Comparison(
        lists=lists,
        frameworks=frameworks,
        content=() if hindrances else tuple(map(_content, entries, programmes)),
        not_comparable=hindrances,
        steps=steps,
        platforms=platforms,
        bridges=bridges,
        cautions=cautions(lists, entries, transitions, bridges),
    )


def _compared(entry: MappedList, programme: ProgrammeText) -> ComparedList:
    curriculum = entry.mapping.curricula[0]
    progress = review_progress(entry.mapping)
    courses = curriculum.courses
    texts = [{f for f, text in course.fields.items() if text.strip()} for course in courses]
    return ComparedList(
        name=entry.name,
        curriculum=curriculum.id,
        college=curriculum.college,
        programme=curriculum.programme,
        academic_year=curriculum.academic_year,
        platform=entry.platform,
        courses=len(courses),
        only_title=sum(fields <= {CourseField.TITLE} for fields in texts),
        credits=curriculum.total_credits,
        words=sum(
            len(split_words(text))
            for course in courses
            for field, text in course.fields.items()
            if field is not CourseField.TITLE
        ),
        base_credits=programme.load.base.credits,
        base_rule=programme.load.base.rule,
        nominal_credits=curriculum.nominal_credits,
        tracks=tuple(dict.fromkeys(course.track for course in courses if course.track)),
        frameworks=tuple(used.ref for used in entry.mapping.frameworks),
        asked=progress.asked,
        decided=progress.decided,
    )


def _hindrances(
    lists: Sequence[ComparedList], entries: Sequence[MappedList]
) -> Iterator[NotComparable]:
    """Say why the OCMW content of lists may not stand side by side."""
    used = [[u for u in entry.mapping.frameworks if u.ref.id == OCMW] for entry in entries]
    if not all(used):
        yield NotComparable.FRAMEWORK
    elif len({(u.ref, u.digest, u.vocabulary_digest) for (u,) in used}) > 1:
        yield NotComparable.EDITION
    rules = {listed.base_rule for listed in lists}
    if len(rules) > 1 or BaseRule.LARGER_LIST in rules:
        yield NotComparable.BASE
    if _are_unequally_reviewed(lists):
        yield NotComparable.REVIEW


def _content(entry: MappedList, programme: ProgrammeText) -> ListContent:
    edition = next(framework for framework in entry.frameworks if framework.id == OCMW)
    share = ocmw_share(programme, edition, framework_findings(programme, edition))
    return ListContent(
        base_credits=share.base.credits,
        explicit=share.explicit,
        general=share.general,
        undetermined=share.undetermined,
    )


def _framework(
    target: Framework, readings: Sequence[ListReading], platforms: Sequence[PlatformLine | None]
) -> FrameworkComparison:
    rows = []
    for number, item in enumerate(target.mapping_items):
        states = tuple(reading.states[number] for reading in readings)
        group = target.group(item)
        rows.append(
            ItemRow(
                item=target.item_ref(item),
                label=item.label,
                group=group.label if group else None,
                states=states,
                platforms=tuple(
                    _count([states[place].finding for place in line.lists]) if line else None
                    for line in platforms
                ),
            )
        )
    return FrameworkComparison(
        ref=target.ref, title=target.title, purpose=target.purpose, items=tuple(rows)
    )


def _count(findings: Sequence[Finding | None]) -> PlatformCount:
    return PlatformCount(
        confirmed=findings.count(Finding.CORE_CONFIRMED),
        proposed=findings.count(Finding.CORE_PROPOSED),
        comparable=len(findings) - findings.count(None),
    )


def cautions(
    lists: Sequence[ComparedList],
    entries: Sequence[MappedList],
    transitions: Sequence[Transition],
    bridges: Sequence[Bridge],
) -> tuple[Caution, ...]:
    """Name differences in length, size, tracks, texts, review, editions and program."""
    mappings = [entry.mapping for entry in entries]
    texts = (
        *_of_sizes(lists),
        *_of_texts(lists, mappings),
        *(("bridge", _bridge_words(lists[bridge.place].name, bridge)) for bridge in bridges),
        ("order", _order([(lists[step.old], lists[step.new]) for step in transitions])),
        *_of_sources(lists, mappings),
    )
    return tuple(Caution(kind=kind, text=text) for kind, text in texts if text)


_Texts = Iterator[tuple[str, str]]
"""Kind and text; the text is empty where there is nothing to be careful about."""


def _differ(values: Iterable[object]) -> bool:
    return len(set(values)) > 1


def _each(lists: Sequence[ComparedList], texts: Iterable[str]) -> str:
    return "; ".join(f"{listed.name} {text}" for listed, text in zip(lists, texts, strict=True))


def _named(names: Sequence[str]) -> str:
    return first_few(names, _MOST_NAMES, " en nog {n}")


def _of_sizes(lists: Sequence[ComparedList]) -> _Texts:
    if _differ((listed.courses, listed.credits) for listed in lists):
        sizes = _each(
            lists, (f"{row.courses} ({dutch_number(row.credits)} studiepunten)" for row in lists)
        )
        text = (
            f"De lijsten zijn niet even lang, in opleidingsonderdelen: {sizes}. Een langere lijst"
            " heeft meer kans om een item te tonen."
        )
        yield "length", text
    larger = "; ".join(
        f"{listed.name} {dutch_number(listed.credits)} tegenover {dutch_number(nominal)}"
        for listed in lists
        if (nominal := listed.nominal_credits) and listed.credits > nominal
    )
    if larger:
        text = (
            f"De lijst telt meer studiepunten dan de opleiding: {larger}. Keuzes en trajecten staan"
            " er naast elkaar; één student ziet niet alles wat hier meetelt."
        )
        yield "beyond-nominal", text
    nominals = [listed.nominal_credits for listed in lists]
    if _differ(nominals) or not nominals[0]:
        sizes = _each(lists, (dutch_number(size) if size else "onbekend" for size in nominals))
        state = "verschilt" if all(nominals) else "is niet van elke lijst bekend"
        yield "size", f"De omvang van de opleiding {state} (studiepunten): {sizes}."
    if _differ(frozenset(listed.tracks) for listed in lists):
        names = _each(lists, (_named(row.tracks) if row.tracks else "geen" for row in lists))
        yield "tracks", f"De lijsten noemen andere trajecten: {names}."


def _of_texts(lists: Sequence[ComparedList], mappings: Sequence[Mapping]) -> _Texts:
    if bare := [listed for listed in lists if listed.only_title]:
        numbers = _each(bare, (f"{row.only_title} van {row.courses}" for row in bare))
        text = (
            "Van sommige opleidingsonderdelen was enkel de titel te lezen, en daar is weinig in"
            f" te vinden: {numbers}."
        )
        yield "texts", text
    if any(listed.decided != listed.asked for listed in lists):
        numbers = _each(lists, (f"{row.decided} van {row.asked}" for row in lists))
        state = (
            "De lijsten zijn niet even ver nagekeken"
            if _are_unequally_reviewed(lists)
            else "Niet alle voorstellen zijn nagekeken"
        )
        yield (
            "reviewed",
            (f"{state} (besliste koppelingen): {numbers}. Een voorstel is geen bevestiging."),
        )
    versions = [f"{mapping.tool.matcher} {mapping.tool.parameters}" for mapping in mappings]
    if _differ(versions):
        text = (
            "De voorstellen komen van verschillende versies van de software, dus een verschil"
            f" kan daaraan liggen: {_each(lists, versions)}. Maak de koppelingen opnieuw met één"
            " versie."
        )
        yield "program", text
    if _differ(frozenset(listed.frameworks) for listed in lists):
        refs = _each(lists, (", ".join(row.frameworks) for row in lists))
        yield "frameworks", f"De lijsten zijn niet met dezelfde kaders gekoppeld: {refs}."
    texts: dict[str, set[tuple[int, str]]] = {}
    for used in (used for mapping in mappings for used in mapping.frameworks):
        texts.setdefault(used.ref, set()).add((used.revision, used.digest))
    if differing := ", ".join(ref for ref, known in texts.items() if len(known) > 1):
        revisions = (
            ", ".join(f"{used.ref} herziening {used.revision}" for used in mapping.frameworks)
            for mapping in mappings
        )
        text = (
            f"Van {differing} zijn verschillende herzieningen gebruikt: {_each(lists, revisions)}."
        )
        yield "revisions", text


def _are_unequally_reviewed(lists: Sequence[ComparedList]) -> bool:
    # To the percent: a difference of a few links is no reason to distrust a comparison.
    return _differ(round(listed.reviewed, 2) for listed in lists)


def _bridge_words(name: str, bridge: Bridge) -> str:
    counted = f"{len(bridge.counted)} verbanden tellen mee"
    parts = [f"{name} is over {bridge.target} gelezen via {bridge.source}: {counted}"]
    pairs = [f"{pair.old} ({pair.how}: {pair.new})" for pair in bridge.approximate]
    for names, what in (
        (pairs, "enkel bij benadering, niet meegeteld"),
        (bridge.unbridged, "niet te overbruggen"),
        (bridge.unasked, "daar kan deze lijst niets over zeggen"),
    ):
        parts += [f"{what}: {_named(names)}"] if names else []
    return "; ".join(parts) + "."


def _order(steps: Iterable[tuple[ComparedList, ComparedList]]) -> str:
    backward = _named(
        [
            f"{old.name} naar {new.name}"
            for old, new in steps
            if (old.academic_year or "") > (new.academic_year or "9999")
        ]
    )
    return backward and (
        f"Deze stap gaat terug in de tijd, zoals de bestanden gegeven zijn: {backward}"
        ". ‘Erbij’ en ‘weg’ gelden in die volgorde."
    )


def _of_sources(lists: Sequence[ComparedList], mappings: Sequence[Mapping]) -> _Texts:
    names: dict[str, list[str]] = {}
    for listed, mapping in zip(lists, mappings, strict=True):
        if source := mapping.curricula[0].source:
            names.setdefault(source.sha256, []).append(listed.name)
    same = _named([" en ".join(group) for group in names.values() if len(group) > 1])
    if same:
        yield "same-file", f"Uit één en dezelfde cursuslijst: {same}."
    pairs = zip(lists, mappings, strict=True)
    parts = _named(
        [f"{listed.name} ({mapping.part.name})" for listed, mapping in pairs if mapping.part]
    )
    if parts:
        text = (
            f"Maar een deel van de opleiding: {parts}. Breng de delen eerst samen met"
            " ‘swcompetence review’."
        )
        yield "part", text

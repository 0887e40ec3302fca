"""Sets lists side by side: years of one programme, or programmes of several colleges.

What differs between the lists and explains a difference in figures is named in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from swcompetence.analysis.base import BaseRule
from swcompetence.analysis.comparison.bridge import ListReading, MappedList, read_through
from swcompetence.analysis.comparison.comparison import (
    Bridge,
    Caution,
    ComparedList,
    Comparison,
    FrameworkComparison,
    ItemRow,
    ListContent,
    NotComparable,
    PlatformCount,
    PlatformLine,
)
from swcompetence.analysis.comparison.steps import Transition, step_between
from swcompetence.analysis.finding import Finding, framework_findings
from swcompetence.analysis.link_standing import review_progress
from swcompetence.analysis.ocmw.share import ocmw_share
from swcompetence.analysis.text_credits import ProgrammeText, read_programme
from swcompetence.errors import NotOneCurriculumError
from swcompetence.model import CourseField, Crosswalk, Framework, Mapping
from swcompetence.model.mapping import OCMW
from swcompetence.phrasing import dutch_number, first_few
from swcompetence.text import split_words

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
        crosswalks: bridges between frameworks, see `bridge`.

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
        *(("bridge", _bridge(lists[bridge.place].name, bridge)) for bridge in bridges),
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


def _bridge(name: str, bridge: Bridge) -> str:
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

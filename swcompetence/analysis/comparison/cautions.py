"""What differs between lists and explains a difference in figures, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from swcompetence.analysis.comparison.bridge import MappedList
from swcompetence.analysis.comparison.comparison import Bridge, Caution, ComparedList
from swcompetence.analysis.comparison.steps import Transition
from swcompetence.model import Mapping
from swcompetence.phrasing import dutch_number, first_few

_MOST_NAMES = 8


def cautions(
    lists: Sequence[ComparedList],
    entries: Sequence[MappedList],
    transitions: Sequence[Transition],
    bridges: Sequence[Bridge],
) -> tuple[Caution, ...]:
    """Name differences in length, size, tracks, texts, review, editions and program."""
    mappings = [entry.mapping for entry in entries]
    texts = (
        ("length", _length(lists)),
        ("beyond-nominal", _beyond_nominal(lists)),
        ("size", _sizes(lists)),
        ("tracks", _tracks(lists)),
        ("texts", _texts(lists)),
        ("reviewed", _reviewed(lists)),
        ("program", _program(lists, mappings)),
        ("frameworks", _frameworks(lists)),
        ("revisions", _transcriptions(lists, mappings)),
        *(("bridge", _bridge(lists[bridge.place].name, bridge)) for bridge in bridges),
        ("order", _order(lists, transitions)),
        ("same-file", _one_file(lists, mappings)),
        ("part", _parts(lists, mappings)),
    )
    return tuple(Caution(kind=kind, text=text) for kind, text in texts if text)


_MaybeText = str | None
"""None where there is nothing to be careful about."""


def _each(lists: Sequence[ComparedList], texts: Iterable[str]) -> str:
    return "; ".join(f"{listed.name} {text}" for listed, text in zip(lists, texts, strict=True))


def _named(names: Sequence[str]) -> str:
    return first_few(names, _MOST_NAMES, " en nog {n}")


def _length(lists: Sequence[ComparedList]) -> _MaybeText:
    if len({(listed.courses, listed.credits) for listed in lists}) == 1:
        return None
    sizes = _each(
        lists, (f"{row.courses} ({dutch_number(row.credits)} studiepunten)" for row in lists)
    )
    return (
        f"De lijsten zijn niet even lang, in opleidingsonderdelen: {sizes}. Een langere lijst"
        " heeft meer kans om een item te tonen."
    )


def _beyond_nominal(lists: Sequence[ComparedList]) -> _MaybeText:
    sizes = "; ".join(
        f"{listed.name} {dutch_number(listed.credits)} tegenover {dutch_number(nominal)}"
        for listed in lists
        if (nominal := listed.nominal_credits) and listed.credits > nominal
    )
    return sizes and (
        f"De lijst telt meer studiepunten dan de opleiding: {sizes}. Keuzes en trajecten staan"
        " er naast elkaar; één student ziet niet alles wat hier meetelt."
    )


def _sizes(lists: Sequence[ComparedList]) -> _MaybeText:
    nominal = [listed.nominal_credits for listed in lists]
    if len(set(nominal)) == 1 and nominal[0]:
        return None
    sizes = _each(lists, (dutch_number(size) if size else "onbekend" for size in nominal))
    state = "verschilt" if all(nominal) else "is niet van elke lijst bekend"
    return f"De omvang van de opleiding {state} (studiepunten): {sizes}."


def _tracks(lists: Sequence[ComparedList]) -> _MaybeText:
    if len({frozenset(listed.tracks) for listed in lists}) == 1:
        return None
    tracks = _each(lists, (_named(row.tracks) if row.tracks else "geen" for row in lists))
    return f"De lijsten noemen andere trajecten: {tracks}."


def _texts(lists: Sequence[ComparedList]) -> _MaybeText:
    bare = [listed for listed in lists if listed.only_title]
    numbers = _each(bare, (f"{row.only_title} van {row.courses}" for row in bare))
    return numbers and (
        "Van sommige opleidingsonderdelen was enkel de titel te lezen, en daar is weinig in"
        f" te vinden: {numbers}."
    )


def _reviewed(lists: Sequence[ComparedList]) -> _MaybeText:
    if all(listed.decided == listed.asked for listed in lists):
        return None
    numbers = _each(lists, (f"{row.decided} van {row.asked}" for row in lists))
    # To the percent: a difference of a few links is no reason to distrust a comparison.
    is_unequal = len({round(listed.reviewed, 2) for listed in lists}) > 1
    state = (
        "De lijsten zijn niet even ver nagekeken"
        if is_unequal
        else "Niet alle voorstellen zijn nagekeken"
    )
    return f"{state} (besliste koppelingen): {numbers}. Een voorstel is geen bevestiging."


def _program(lists: Sequence[ComparedList], mappings: Sequence[Mapping]) -> _MaybeText:
    versions = [f"{mapping.tool.matcher} {mapping.tool.parameters}" for mapping in mappings]
    if len({(mapping.tool.matcher, mapping.tool.parameters) for mapping in mappings}) == 1:
        return None
    return (
        "De voorstellen komen van verschillende versies van de software, dus een verschil"
        f" kan daaraan liggen: {_each(lists, versions)}. Maak de koppelingen opnieuw met één"
        " versie."
    )


def _frameworks(lists: Sequence[ComparedList]) -> _MaybeText:
    if len({frozenset(listed.frameworks) for listed in lists}) == 1:
        return None
    refs = _each(lists, (", ".join(row.frameworks) for row in lists))
    return f"De lijsten zijn niet met dezelfde kaders gekoppeld: {refs}."


def _transcriptions(lists: Sequence[ComparedList], mappings: Sequence[Mapping]) -> _MaybeText:
    versions: dict[str, set[tuple[int, str]]] = {}
    for used in (used for mapping in mappings for used in mapping.frameworks):
        versions.setdefault(used.ref, set()).add((used.revision, used.digest))
    differing = ", ".join(ref for ref, known in versions.items() if len(known) > 1)
    revisions = (
        ", ".join(f"{used.ref} herziening {used.revision}" for used in mapping.frameworks)
        for mapping in mappings
    )
    return differing and (
        f"Van {differing} zijn verschillende herzieningen gebruikt: {_each(lists, revisions)}."
    )


def _bridge(name: str, bridge: Bridge) -> str:
    counted = f"{len(bridge.counted)} verbanden tellen mee"
    parts = [f"{name} is over {bridge.target} gelezen via {bridge.source}: {counted}"]
    if bridge.approximate:
        pairs = [f"{pair.old} ({pair.how}: {pair.new})" for pair in bridge.approximate]
        parts.append(f"enkel bij benadering, niet meegeteld: {_named(pairs)}")
    if bridge.unbridged:
        parts.append(f"niet te overbruggen: {_named(bridge.unbridged)}")
    if bridge.unasked:
        parts.append(f"daar kan deze lijst niets over zeggen: {_named(bridge.unasked)}")
    return "; ".join(parts) + "."


def _order(lists: Sequence[ComparedList], transitions: Sequence[Transition]) -> _MaybeText:
    steps = [(lists[transition.old], lists[transition.new]) for transition in transitions]
    backward = [
        f"{old.name} naar {new.name}"
        for old, new in steps
        if (old.academic_year or "") > (new.academic_year or "9999")
    ]
    return _named(backward) and (
        f"Deze stap gaat terug in de tijd, zoals de bestanden gegeven zijn: {_named(backward)}"
        ". ‘Erbij’ en ‘weg’ gelden in die volgorde."
    )


def _one_file(lists: Sequence[ComparedList], mappings: Sequence[Mapping]) -> _MaybeText:
    names: dict[str, list[str]] = {}
    for listed, mapping in zip(lists, mappings, strict=True):
        source = mapping.curricula[0].source
        if source:
            names.setdefault(source.sha256, []).append(listed.name)
    same = _named([" en ".join(group) for group in names.values() if len(group) > 1])
    return same and f"Uit één en dezelfde cursuslijst: {same}."


def _parts(lists: Sequence[ComparedList], mappings: Sequence[Mapping]) -> _MaybeText:
    pairs = zip(lists, mappings, strict=True)
    parts = _named(
        [f"{listed.name} ({mapping.part.name})" for listed, mapping in pairs if mapping.part]
    )
    return parts and (
        f"Maar een deel van de opleiding: {parts}. Breng de delen eerst samen met"
        " ‘swcompetence review’."
    )

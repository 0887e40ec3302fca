"""What differs between lists and explains a difference in figures, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from swcompetence.analysis.comparison.bridge import Entry
from swcompetence.analysis.comparison.comparison import Bridge, Caution, ComparedList
from swcompetence.analysis.comparison.steps import Transition
from swcompetence.model import Mapping, UsedFramework

_MOST_NAMES = 8


def cautions(
    lists: Sequence[ComparedList],
    entries: Sequence[Entry],
    transitions: Sequence[Transition],
    bridges: Sequence[Bridge],
) -> tuple[Caution, ...]:
    """Name differences in length, size, tracks, texts, review, editions and program."""
    mappings = [entry.mapping for entry in entries]
    found = (
        _length(lists),
        _beyond_nominal(lists),
        _sizes(lists),
        _tracks(lists),
        _texts(lists),
        _reviewed(lists),
        _program(lists, mappings),
        _frameworks(lists),
        _transcriptions(lists, mappings),
        *(_bridge(lists[one.place].name, one) for one in bridges),
        _order(lists, transitions),
        _one_file(lists, mappings),
        _parts(lists, mappings),
    )
    return tuple(one for one in found if one)


def _ects(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def _each(lists: Sequence[ComparedList], say: Callable[[ComparedList], str]) -> str:
    return "; ".join(f"{one.name} {say(one)}" for one in lists)


def _named(names: Sequence[str]) -> str:
    rest = len(names) - _MOST_NAMES
    shown = ", ".join(names[:_MOST_NAMES])
    return f"{shown} en nog {rest}" if rest > 0 else shown


def _length(lists: Sequence[ComparedList]) -> Caution | None:
    if len({(one.courses, one.credits) for one in lists}) == 1:
        return None
    told = _each(lists, lambda one: f"{one.courses} ({_ects(one.credits)} studiepunten)")
    return Caution(
        kind="length",
        text=f"De lijsten zijn niet even lang, in opleidingsonderdelen: {told}. Een langere lijst"
        " heeft meer kans om een item te tonen.",
    )


def _beyond_nominal(lists: Sequence[ComparedList]) -> Caution | None:
    wide = [one for one in lists if one.nominal_credits and one.credits > one.nominal_credits]
    if not wide:
        return None
    told = _each(
        wide, lambda one: f"{_ects(one.credits)} tegenover {_ects(one.nominal_credits or 0)}"
    )
    return Caution(
        kind="beyond-nominal",
        text=f"De lijst telt meer studiepunten dan de opleiding: {told}. Keuzes en trajecten staan"
        " er naast elkaar; één student ziet niet alles wat hier meetelt.",
    )


def _sizes(lists: Sequence[ComparedList]) -> Caution | None:
    if len({one.nominal_credits for one in lists}) == 1 and lists[0].nominal_credits:
        return None
    told = _each(
        lists, lambda one: _ects(one.nominal_credits) if one.nominal_credits else "onbekend"
    )
    is_known = all(one.nominal_credits for one in lists)
    state = "verschilt" if is_known else "is niet van elke lijst bekend"
    return Caution(kind="size", text=f"De omvang van de opleiding {state} (studiepunten): {told}.")


def _tracks(lists: Sequence[ComparedList]) -> Caution | None:
    if len({frozenset(one.tracks) for one in lists}) == 1:
        return None
    told = _each(lists, lambda one: _named(one.tracks) if one.tracks else "geen")
    return Caution(kind="tracks", text=f"De lijsten noemen andere trajecten: {told}.")


def _texts(lists: Sequence[ComparedList]) -> Caution | None:
    bare = [one for one in lists if one.only_title]
    if not bare:
        return None
    told = _each(bare, lambda one: f"{one.only_title} van {one.courses}")
    return Caution(
        kind="texts",
        text="Van sommige opleidingsonderdelen was enkel de titel te lezen, en daar is weinig in"
        f" te vinden: {told}.",
    )


def _reviewed(lists: Sequence[ComparedList]) -> Caution | None:
    if not any(one.asked for one in lists):
        return None
    if all(one.decided == one.asked for one in lists):
        return None
    told = _each(lists, lambda one: f"{one.decided} van {one.asked}")
    unequal = len({round(one.reviewed, 2) for one in lists}) > 1
    start = (
        "De lijsten zijn niet even ver nagekeken"
        if unequal
        else "Niet alle voorstellen zijn nagekeken"
    )
    return Caution(
        kind="reviewed",
        text=f"{start} (besliste koppelingen): {told}. Een voorstel is geen bevestiging.",
    )


def _program(lists: Sequence[ComparedList], mappings: Sequence[Mapping]) -> Caution | None:
    if len({(one.tool.matcher, one.tool.parameters) for one in mappings}) == 1:
        return None
    told = "; ".join(
        f"{one.name} {mapping.tool.matcher} {mapping.tool.parameters}"
        for one, mapping in zip(lists, mappings, strict=True)
    )
    return Caution(
        kind="program",
        text="De voorstellen komen van verschillende versies van het programma, dus een verschil"
        f" kan daaraan liggen: {told}. Maak de koppelingen opnieuw met één versie.",
    )


def _frameworks(lists: Sequence[ComparedList]) -> Caution | None:
    if len({frozenset(one.frameworks) for one in lists}) == 1:
        return None
    told = _each(lists, lambda one: ", ".join(one.frameworks))
    return Caution(
        kind="frameworks", text=f"De lijsten zijn niet met dezelfde kaders gekoppeld: {told}."
    )


def _transcriptions(lists: Sequence[ComparedList], mappings: Sequence[Mapping]) -> Caution | None:
    used: dict[str, set[tuple[int, str]]] = {}
    for one in (used_by for mapping in mappings for used_by in mapping.frameworks):
        used.setdefault(one.ref, set()).add(_transcription(one))
    differing = [ref for ref, versions in used.items() if len(versions) > 1]
    if not differing:
        return None
    told = "; ".join(
        f"{one.name} {', '.join(f'{u.ref} herziening {u.revision}' for u in mapping.frameworks)}"
        for one, mapping in zip(lists, mappings, strict=True)
    )
    return Caution(
        kind="revisions",
        text=f"Van {', '.join(differing)} zijn verschillende herzieningen gebruikt: {told}.",
    )


def _transcription(used: UsedFramework) -> tuple[int, str]:
    return used.revision, used.digest


def _bridge(name: str, bridge: Bridge) -> Caution:
    counted = f"{len(bridge.counted)} verbanden tellen mee"
    parts = [f"{name} is over {bridge.target} gelezen via {bridge.source}: {counted}"]
    if bridge.approximate:
        told = [f"{pair.old} ({pair.how}: {pair.new})" for pair in bridge.approximate]
        parts.append(f"enkel bij benadering, niet meegeteld: {_named(told)}")
    if bridge.unbridged:
        parts.append(f"niet te overbruggen: {_named(bridge.unbridged)}")
    if bridge.unasked:
        parts.append(f"daar kan deze lijst niets over zeggen: {_named(bridge.unasked)}")
    return Caution(kind="bridge", text="; ".join(parts) + ".")


def _order(lists: Sequence[ComparedList], transitions: Sequence[Transition]) -> Caution | None:
    backward = [
        f"{lists[one.old].name} naar {lists[one.new].name}"
        for one in transitions
        if (lists[one.old].academic_year or "") > (lists[one.new].academic_year or "9999")
    ]
    if not backward:
        return None
    return Caution(
        kind="order",
        text=f"Deze stap gaat terug in de tijd, zoals de bestanden gegeven zijn: {_named(backward)}"
        ". ‘Erbij’ en ‘weg’ gelden in die volgorde.",
    )


def _one_file(lists: Sequence[ComparedList], mappings: Sequence[Mapping]) -> Caution | None:
    names: dict[str, list[str]] = {}
    for one, mapping in zip(lists, mappings, strict=True):
        source = mapping.curricula[0].source
        if source:
            names.setdefault(source.sha256, []).append(one.name)
    same = [" en ".join(group) for group in names.values() if len(group) > 1]
    if not same:
        return None
    return Caution(kind="same-file", text=f"Uit één en dezelfde cursuslijst: {_named(same)}.")


def _parts(lists: Sequence[ComparedList], mappings: Sequence[Mapping]) -> Caution | None:
    pairs: Iterator[tuple[ComparedList, Mapping]] = zip(lists, mappings, strict=True)
    parts = [f"{one.name} ({mapping.part.name})" for one, mapping in pairs if mapping.part]
    if not parts:
        return None
    return Caution(
        kind="part",
        text=f"Maar een deel van de opleiding: {_named(parts)}. Breng de delen eerst samen met"
        " ‘swcompetence review’.",
    )

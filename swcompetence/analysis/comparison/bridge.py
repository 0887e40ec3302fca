"""Reads a list through the items of another edition or framework.

Within one framework along `replaced_by`; between frameworks along crosswalks, where only exact and
close matches count: of a broader or narrower item one cannot say that it stands for the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from swcompetence.analysis.comparison.comparison import Bridge, BridgedPair, ItemState
from swcompetence.analysis.finding import ItemFinding, framework_findings, most_telling
from swcompetence.analysis.text_credits import ProgrammeText
from swcompetence.model import Crosswalk, Framework, ItemRef, Mapping, Predicate
from swcompetence.model.framework import successors

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

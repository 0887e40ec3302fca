"""Lint of the indicators of an edition: each should tell items apart and say something."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from itertools import groupby, islice, product

from swcompetence.model import Framework, Indicator, Item, Strength
from swcompetence.model.phrase import parse_phrase, split_pair
from swcompetence.text import fold, stem

_EMPTY_WORDS = (
    "aan al als alle andere bij bv dan dat de der die dit door een eigen elk en er etc even geen"
    " haar hebben heeft het hier hij hoe hun ieder iets ik in is je kan kunnen maar meer men met"
    " mijn moeten na naar niet nog of om ons onze ook op over per te tot tussen u uit uw van veel"
    " via volgens voor waar waarin wat we wel wie wij wordt worden zal ze zelf zich zij zijn zo"
    " zoals zonder zullen"
    " academiejaar bachelor beoordeling cursus cursist deliberatie docent evaluatie examen examens"
    " graduaat hogeschool hoofdstuk hoorcollege inschrijving jaar kennis leerdoel leerinhoud"
    " leermateriaal leerresultaat lector les lesgever leslokaal lestijd lesweek literatuur module"
    " onderwijs onderwijsvorm opdracht opleiding opleidingsonderdeel punt punten quotering reader"
    " rooster semester slides student studenten studie studiefiche studiegids studiejaar studielast"
    " studiemateriaal studiepunt studietijd syllabus taak theorie toets trajectschijf vak vakken"
    " vaardigheid voorkennis werkcollege werkvorm zelfstudie"
)
_EMPTY_STEMS = frozenset(stem(word) for word in _EMPTY_WORDS.split())
_MOST_PAIRS = 10
"""How often one indicator is told to find what another finds; else a list grows with the square."""
_Word = str
_Shape = tuple[tuple[int, frozenset[_Word]], ...]
"""One way to say a phrase: per place the gap before it and the words that may stand there."""


@dataclass(frozen=True)
class PlacedIndicator:
    """An indicator with its place in an edition."""

    item: Item
    indicator: Indicator
    number: int
    """Its place in the item, from 1."""

    @property
    def place(self) -> str:
        """Where it stands in the edition."""
        return f"{self.item.id}.indicators {self.number}"

    @property
    def quote(self) -> str:
        """The phrase between quotation marks."""
        return f"‘{self.indicator.phrase}’"

    @cached_property
    def halves(self) -> tuple[tuple[_Shape, ...], ...]:
        """The phrase, or the two of a pair, each in all its wordings."""
        exact = self.indicator.case_sensitive
        return tuple(
            tuple(
                tuple((slot.gap, _words(slot.words, exact=exact)) for slot in variant)
                for variant in parse_phrase(part)
            )
            for part in split_pair(self.indicator.phrase)
        )


def shared(framework: Framework) -> Iterator[tuple[PlacedIndicator, PlacedIndicator, bool]]:
    """Give indicators that share a wording, strong for two mapping items, and no note says why.

    Of one indicator the first ten such pairs; the last of them says that there are more.
    """
    # Those of one mapping item stand side by side, so the next ones begin where those end.
    claims: list[PlacedIndicator] = []
    ends: list[int] = []
    for owner in framework.mapping_items:
        claims += [
            placed
            for item in (owner, *framework.descendants(owner.id))
            if item.deprecated is None
            for placed in _placed(item)
            if placed.indicator.strength is Strength.STRONG and not placed.indicator.note
        ]
        ends += [len(claims)] * (len(claims) - len(ends))
    places: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        for key in {key for half in claim.halves for shape in half for key in _keys(shape)}:
            places[key].append(place)
    for claim, end in zip(claims, ends, strict=True):
        pairs = (claims[place] for place in _near(claim, end, places))
        overlapping = list(islice((x for x in pairs if _overlap(claim, x)), _MOST_PAIRS + 1))
        for number, second in enumerate(overlapping[:_MOST_PAIRS], start=1):
            yield claim, second, number == _MOST_PAIRS < len(overlapping)


def _keys(shape: _Shape) -> Iterator[tuple[object, ...]]:
    """Give what another shape that meets this one has as well: of every place, one of its words."""
    gaps = tuple(gap for gap, _ in shape)
    return ((gaps, slot, word) for slot, (_, words) in enumerate(shape) for word in words)


def _near(
    claim: PlacedIndicator, start: int, places: dict[tuple[object, ...], list[int]]
) -> Iterator[int]:
    """Give the places from `start` on that may meet a claim, found by the rarest of its words."""

    def later(found: list[int]) -> Iterator[int]:
        return map(found.__getitem__, range(bisect_left(found, start), len(found)))

    runs = []
    for shape in claim.halves[0]:
        by_slot: dict[object, list[list[int]]] = defaultdict(list)
        for key in _keys(shape):
            by_slot[key[1]].append(places[key])
        runs += min(by_slot.values(), key=lambda lists: sum(map(len, lists)))
    return (place for place, _ in groupby(merge(*map(later, runs))))


def duplicates(framework: Framework) -> Iterator[tuple[PlacedIndicator, PlacedIndicator]]:
    """Give indicators that add nothing to another one of the same item, and that other one."""
    for item in framework.items:
        alike: dict[frozenset[frozenset[_Shape]], list[PlacedIndicator]] = defaultdict(list)
        for placed in _placed(item):
            alike[frozenset(map(frozenset, placed.halves))].append(placed)
        pairs = []
        for group in alike.values():
            for idle in group:
                covers = (x for x in group if x is not idle and _covers(x, idle))
                if cover := next(covers, None):
                    pairs.append((idle, cover))
        yield from sorted(pairs, key=lambda pair: pair[0].number)


def boilerplate(framework: Framework) -> Iterator[PlacedIndicator]:
    """Give indicators that hold nothing but empty words, or one such word as an alternative."""
    for item in framework.items:
        for placed in _placed(item):
            title = placed.indicator.where == "title"
            if all(any(_is_empty(shape, title=title) for shape in half) for half in placed.halves):
                yield placed


def _placed(item: Item) -> list[PlacedIndicator]:
    """Place the indicators of an item's own; lent ones are judged where they are from."""
    return [
        PlacedIndicator(item, indicator, number)
        for number, indicator in enumerate(item.indicators, 1)
        if indicator.lent_from is None
    ]


def _is_empty(shape: _Shape, *, title: bool) -> bool:
    """Say whether a wording is empty; one word of study in a title may still tell something."""
    words = [words for _, words in shape]
    if len(words) == 1 and not title:
        return not words[0].isdisjoint(_EMPTY_STEMS)
    return all(alternatives <= _EMPTY_STEMS for alternatives in words)


def _words(words: Iterable[str], *, exact: bool) -> frozenset[_Word]:
    """Give words as they are compared: stems, beginnings (`leefloon*`), ends, or exact letters."""
    if exact:
        return frozenset(f"={word}" for word in words)
    return frozenset(_starred(word) if "*" in word else stem(word) for word in words)


def _starred(word: str) -> str:
    bare = fold(word.strip("*"))
    return f"{bare}*" if word.endswith("*") else f"*{bare}"


def _overlap(left: PlacedIndicator, right: PlacedIndicator) -> bool:
    """Say whether some wording satisfies both."""
    if len(left.halves) != len(right.halves):
        return False
    return any(
        all(_meet(*halves) for halves in zip(left.halves, order, strict=True))
        for order in {right.halves, right.halves[::-1]}
    )


def _meet(left: tuple[_Shape, ...], right: tuple[_Shape, ...]) -> bool:
    return any(
        len(a) == len(b)
        and all(
            gap == its_gap and words & its_words
            for (gap, words), (its_gap, its_words) in zip(a, b, strict=True)
        )
        for a, b in product(left, right)
    )


def _covers(cover: PlacedIndicator, idle: PlacedIndicator) -> bool:
    """Say whether `idle` adds nothing; of two equal ones, the first covers the second."""
    reach, its_reach = _reach(cover.indicator), _reach(idle.indicator)
    if reach == its_reach:
        return cover.number < idle.number
    (anywhere, strong, kept_out), (its_anywhere, its_strong, its_kept_out) = reach, its_reach
    return anywhere >= its_anywhere and strong >= its_strong and kept_out <= its_kept_out


def _reach(indicator: Indicator) -> tuple[bool, bool, frozenset[str]]:
    """Give how far an indicator reaches: anywhere, alone, and what keeps it out."""
    kept_out = frozenset(stem(word) for word in indicator.not_near)
    return indicator.where == "anywhere", indicator.strength is Strength.STRONG, kept_out

"""Lint of the indicators of an edition: each should tell items apart and say something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

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


def shared(framework: Framework) -> Iterator[tuple[PlacedIndicator, PlacedIndicator]]:
    """Give indicators that share a wording, strong for two mapping items, and no note says why."""
    claims = [
        (owner.id, placed)
        for owner in framework.mapping_items
        for item in (owner, *framework.descendants(owner.id))
        if item.deprecated is None
        for placed in _placed(item)
        if placed.indicator.strength is Strength.STRONG
    ]
    by_word: dict[_Word, list[int]] = defaultdict(list)
    for place, (_, placed) in enumerate(claims):
        for word in {word for half in placed.halves for shape in half for word in shape[0][1]}:
            by_word[word].append(place)
    pairs = {pair for places in by_word.values() for pair in combinations(places, 2)}
    for first, second in sorted(pairs):
        (owner, left), (second_owner, right) = claims[first], claims[second]
        is_explained = left.indicator.note or right.indicator.note
        if owner != second_owner and not is_explained and _overlap(left, right):
            yield left, right


def duplicates(framework: Framework) -> Iterator[tuple[PlacedIndicator, PlacedIndicator]]:
    """Give indicators that add nothing to another one of the same item, and that other one."""
    for item in framework.items:
        placed = _placed(item)
        keys = [frozenset(map(frozenset, indicator.halves)) for indicator in placed]
        for place, idle in enumerate(placed):
            for rank, cover in enumerate(placed):
                is_same = rank != place and keys[rank] == keys[place]
                if is_same and _covers(cover.indicator, idle.indicator, first=rank < place):
                    yield idle, cover
                    break


def boilerplate(framework: Framework) -> Iterator[PlacedIndicator]:
    """Give indicators that hold nothing but empty words, or one such word as an alternative."""
    for item in framework.items:
        for placed in _placed(item):
            title = placed.indicator.where == "title"
            if all(any(_is_empty(shape, title=title) for shape in half) for half in placed.halves):
                yield placed


def _placed(item: Item) -> list[PlacedIndicator]:
    return [PlacedIndicator(item, phrase, n) for n, phrase in enumerate(item.indicators, 1)]


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


def _covers(cover: Indicator, idle: Indicator, *, first: bool) -> bool:
    """Say whether `idle` adds nothing; of two equal ones, the first covers the second."""
    reach, its_reach = _reach(cover), _reach(idle)
    if reach == its_reach:
        return first
    (anywhere, strong, kept_out), (its_anywhere, its_strong, its_kept_out) = reach, its_reach
    return anywhere >= its_anywhere and strong >= its_strong and kept_out <= its_kept_out


def _reach(indicator: Indicator) -> tuple[bool, bool, frozenset[str]]:
    """Give how far an indicator reaches: anywhere, alone, and what keeps it out."""
    kept_out = frozenset(stem(word) for word in indicator.not_near)
    return indicator.where == "anywhere", indicator.strength is Strength.STRONG, kept_out

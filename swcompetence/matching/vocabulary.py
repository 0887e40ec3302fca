"""The indicators of one or more frameworks, compiled for spotting.

An *atom* is one comparison on one word: its stem, its beginning (`leefloon*`), its end
(`*recht`) or its exact letters (`LAC`). A word is looked up once and keeps its atoms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from swcompetence.matching.terms import (
    KINDS,
    Anchored,
    Atom,
    Entry,
    ItemPart,
    Phrase,
    Rank,
    Start,
    Step,
    Term,
)
from swcompetence.model import (
    Framework,
    Indicator,
    IndicatorKind,
    Item,
    ItemRef,
    Strength,
    TieContext,
)
from swcompetence.model.phrase import Slot, parse_phrase, split_pair
from swcompetence.text import fold, split_words, stem
from swcompetence.text.lexicon import repair

_LONG_WORD = 8
"""A plain word of this many letters also matches as the first or last part of a compound."""
_SHORTEST_PART = 2
_LONG_LABEL_WORD = 9
"""A label of one word counts as strong from this length on; a shorter one may be too general."""
_MOST_KNOWN = 100_000
"""Words that stay known; a longer list of courses begins anew, so that memory stays flat."""
_EXACT, _STEM, _COMPOUND, _FUZZY = range(len(KINDS))


@dataclass
class Vocabulary:
    """All terms of some frameworks, indexed by the atoms of their rarest word."""

    items: list[ItemRef] = field(default_factory=list)
    contexts: list[tuple[str, TieContext]] = field(default_factory=list)
    """Framework ids, and what their anchors place a theme in."""
    terms: list[Term] = field(default_factory=list)
    phrases: dict[Atom, list[Anchored]] = field(default_factory=dict)
    """The phrases of all terms, by each atom of their anchor."""
    counters: dict[Atom, list[Anchored]] = field(default_factory=dict)
    """The phrases of `not_in`, with the item that they silence."""
    _loose: list[tuple[int, tuple[tuple[Phrase, ...], ...]]] = field(default_factory=list)
    """Terms, each with the variants of its one phrase or of the two of a pair."""
    _loose_counters: list[tuple[int, tuple[tuple[Phrase, ...], ...]]] = field(default_factory=list)
    _compiled: dict[tuple[str, bool], tuple[Phrase, ...]] = field(default_factory=dict)
    _atoms: dict[tuple[str, bool], Atom] = field(default_factory=dict)
    """Each word as written in a phrase -> its atom."""
    _steps: dict[tuple[Slot, bool], Step] = field(default_factory=dict)
    _stems: dict[str, Atom] = field(default_factory=dict)
    _folded: dict[Atom, str] = field(default_factory=dict)
    _beginnings: dict[str, Atom] = field(default_factory=dict)
    _endings: dict[str, Atom] = field(default_factory=dict)
    _exact: dict[str, Atom] = field(default_factory=dict)
    _parts: dict[str, list[Atom]] = field(default_factory=dict)
    """Long plain words -> their stem atoms, for compounds."""
    _known: dict[str, Entry] = field(default_factory=dict)

    def entry(self, word: str) -> Entry:
        """Give what the vocabulary knows of a word of a text. Worked out once per word."""
        entry = self._known.get(word)
        if entry is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            atoms = dict(self._look_up(word)) or dict(self._mistyped(word))
            entry = self._known[word] = self._entry_of(atoms) if atoms else _UNKNOWN
        return entry

    def _entry_of(self, atoms: dict[Atom, Rank]) -> Entry:
        starts = _starts(self.phrases, atoms)
        return Entry(
            atoms,
            starts,
            alone=tuple(start for start in starts if not start.needs),
            needs=frozenset().union(*(start.needs for start in starts)),
            counters=_starts(self.counters, atoms),
        )

    def _look_up(self, word: str) -> Iterator[tuple[Atom, Rank]]:
        folded = fold(word)
        for size in range(_SHORTEST_PART, len(folded) + 1):
            rank = _EXACT if size == len(folded) else _COMPOUND
            if (atom := self._beginnings.get(folded[:size])) is not None:
                yield atom, rank
            if (atom := self._endings.get(folded[-size:])) is not None:
                yield atom, rank
        for part in _compound_parts(folded):
            for atom in self._parts.get(part, ()):
                yield atom, _COMPOUND
        if (atom := self._stems.get(stem(word))) is not None:
            yield atom, _EXACT if self._folded[atom] == folded else _STEM
        if (atom := self._exact.get(word)) is not None:
            yield atom, _EXACT

    def _mistyped(self, word: str) -> Iterator[tuple[Atom, Rank]]:
        meant = repair(word, self._long_words)
        for atom in self._parts.get(meant, ()) if meant else ():
            yield atom, _FUZZY

    @cached_property
    def _long_words(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def _step(self, slot: Slot, *, exact: bool) -> Step:
        """Give the step of a word of a phrase and its alternatives; many phrases share one."""
        step = self._steps.get((slot, exact))
        if step is None:
            atoms = frozenset([self._atom(word, exact=exact) for word in slot.words])
            step = self._steps[slot, exact] = Step(slot.gap, atoms)
        return step

    def _atom(self, word: str, *, exact: bool) -> Atom:
        """Give the atom of a word of a phrase, making it where it is new."""
        atom = self._atoms.get((word, exact))
        if atom is None:
            atom = self._atoms[word, exact] = self._make_atom(word, exact=exact)
        return atom

    def _make_atom(self, word: str, *, exact: bool) -> Atom:
        new = len(self._atoms)
        if exact:
            return self._exact.setdefault(word, new)
        folded = fold(word.strip("*"))
        if word.endswith("*"):
            return self._beginnings.setdefault(folded, new)
        if word.startswith("*"):
            return self._endings.setdefault(folded, new)
        atom = self._stems.setdefault(stem(folded), new)
        self._folded.setdefault(atom, folded)
        if len(folded) >= _LONG_WORD:
            parts = self._parts.setdefault(folded, [])
            if atom not in parts:
                parts.append(atom)
        return atom

    def _phrases(self, text: str, *, exact: bool = False) -> tuple[Phrase, ...]:
        """Compile the variants of a phrase; many pairs share a half."""
        phrases = self._compiled.get((text, exact))
        if phrases is None:
            phrases = self._compiled[text, exact] = tuple(
                tuple([self._step(slot, exact=exact) for slot in variant])
                for variant in parse_phrase(text)
            )
        return phrases

    def add(self, term: Term, halves: Sequence[str], *, exact: bool) -> None:
        """Add a term with its one phrase, or the two of a pair."""
        compiled = tuple([self._phrases(half, exact=exact) for half in halves])
        self._loose.append((len(self.terms), compiled))
        self.terms.append(term)

    def add_counter(self, item: int, phrase: str) -> None:
        """Add a phrase in which an item's words have another sense."""
        self._loose_counters.append((item, (self._phrases(phrase),)))

    def index(self) -> None:
        """Index every phrase by its rarest step; call once, when all terms are in."""
        usage = Counter[Atom]()
        for phrases, count in Counter(half for _, halves in self._loose for half in halves).items():
            for step in (step for steps in phrases for step in steps):
                usage.update(dict.fromkeys(step.atoms, count))
        half_of = {phrases: _half(phrases, usage) for phrases in self._compiled.values()}
        for loose, target in ((self._loose, self.phrases), (self._loose_counters, self.counters)):
            for owner, compiled in loose:
                halves = [half_of[phrases] for phrases in compiled]
                for number, half in enumerate(halves):
                    others = halves[1 - number].anchors if len(halves) > 1 else _NOTHING
                    for steps, anchor, second in half.ways:
                        phrase = Anchored(steps, anchor, owner, number, second or others)
                        for atom in steps[anchor].atoms:
                            target.setdefault(atom, []).append(phrase)
            loose.clear()
        self._compiled.clear()


class _Half(NamedTuple):
    """A phrase of a term, with how each of its variants is found."""

    ways: list[tuple[Phrase, int, frozenset[Atom]]]
    """Steps, the place of the rarest, and what may stand in the next rarest; nothing if there is
    none."""
    anchors: frozenset[Atom]


_NOTHING: frozenset[Atom] = frozenset()


def _half(phrases: tuple[Phrase, ...], usage: Counter[Atom]) -> _Half:
    ways = []
    for steps in phrases:
        order = _rarest_first(steps, usage)
        ways.append((steps, order[0], steps[order[1]].atoms if len(order) > 1 else _NOTHING))
    return _Half(ways, _NOTHING.union(*(steps[anchor].atoms for steps, anchor, _ in ways)))


_UNKNOWN = Entry({})


def _rarest_first(steps: Phrase, usage: Counter[Atom]) -> list[int]:
    """Give the places of the steps, the one whose words stand in fewest phrases first."""
    if len(steps) == 1:
        return [0]
    return sorted(range(len(steps)), key=lambda n: (sum([usage[a] for a in steps[n].atoms]), n))


def _starts(phrases: dict[Atom, list[Anchored]], atoms: dict[Atom, Rank]) -> tuple[Start, ...]:
    """Give the phrases that the atoms of one word anchor, each once."""
    anchored = {id(phrase): phrase for atom in atoms for phrase in phrases.get(atom, ())}
    return tuple(
        Start(
            phrase.needs,
            phrase,
            min(atoms[atom] for atom in phrase.steps[0].atoms & atoms.keys())
            if len(phrase.steps) == 1
            else None,
        )
        for phrase in anchored.values()
    )


def _compound_parts(folded: str) -> Iterator[str]:
    """Give the long beginnings and ends of a word that may be parts of a compound."""
    for size in range(_LONG_WORD, len(folded) - 2):
        yield folded[:size]
        yield folded[-size:]


def compile_vocabulary(frameworks: Sequence[Framework]) -> Vocabulary:
    """Compile the indicators and labels of the mapping items of some frameworks."""
    vocabulary = Vocabulary()
    for framework in frameworks:
        for item in framework.mapping_items:
            place = len(vocabulary.items)
            vocabulary.items.append(framework.item_ref(item))
            _add_indicators(vocabulary, place, "indicator", item, is_own=item.own)
            for child in framework.descendants(item.id):
                if child.deprecated is None:
                    is_own = item.own or child.own
                    _add_indicators(vocabulary, place, "child", child, is_own=is_own)
            _add_labels(vocabulary, place, item)
        for context in TieContext:
            vocabulary.contexts.append((framework.id, context))
            for indicator in getattr(framework.anchors, context):
                place = -len(vocabulary.contexts)
                _add_indicator(vocabulary, place, "indicator", indicator, is_own=False)
    vocabulary.index()
    return vocabulary


def _add_indicators(
    vocabulary: Vocabulary, place: int, part: ItemPart, owner: Item, *, is_own: bool
) -> None:
    """Add what shows the item at a place: its own indicators, or those of an item below it."""
    for indicator in owner.indicators:
        _add_indicator(vocabulary, place, part, indicator, is_own=is_own)
    for counter in owner.not_in:
        vocabulary.add_counter(place, counter)


def _add_indicator(
    vocabulary: Vocabulary, place: int, part: ItemPart, indicator: Indicator, *, is_own: bool
) -> None:
    term = Term(
        item=place,
        text=indicator.phrase,
        part=part,
        strong=indicator.strength is Strength.STRONG,
        is_pair=indicator.kind is IndicatorKind.PAIR,
        title_only=indicator.where == "title",
        not_near=frozenset(stem(word) for word in indicator.not_near),
        is_own=is_own and not indicator.shared,
        lent_from=indicator.lent_from,
    )
    vocabulary.add(term, split_pair(indicator.phrase), exact=indicator.case_sensitive)


def _add_labels(vocabulary: Vocabulary, place: int, item: Item) -> None:
    """Take the labels themselves as terms: a sheet that names the item is about it."""
    for label in (item.label, *item.alt_labels):
        words = [word.text for word in split_words(label)]
        if words:
            strong = len(words) > 1 or len(words[0]) >= _LONG_LABEL_WORD
            term = Term(place, label, "label", strong=strong, is_own=item.own)
            vocabulary.add(term, [" ".join(words)], exact=False)

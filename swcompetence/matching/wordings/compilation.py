"""Compile the indicators and labels of frameworks into a vocabulary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from swcompetence.matching.wordings.terms import Anchored, Atom, ItemPart, Phrase, PhraseWord, Term
from swcompetence.matching.wordings.vocabulary import LONG_WORD, Vocabulary
from swcompetence.model import Framework, Indicator, IndicatorKind, Item, Strength, TieContext
from swcompetence.model.phrase import Slot, parse_phrase, split_pair
from swcompetence.text import fold, split_words, stem

_LONG_LABEL_WORD = 9
"""A label of one word counts as strong from this length on; a shorter one may be too general."""
_NOTHING: frozenset[Atom] = frozenset()


def compile_vocabulary(frameworks: Sequence[Framework]) -> Vocabulary:
    """Compile the indicators and labels of the mapping items of some frameworks."""
    compiler = _Compiler()
    for framework in frameworks:
        for item in framework.mapping_items:
            compiler.add_item(framework, item)
        for context in TieContext:
            compiler.vocabulary.contexts.append((framework.id, context))
            for indicator in getattr(framework.anchors, context):
                place = -len(compiler.vocabulary.contexts)
                compiler.add_indicator(place, "indicator", indicator, is_own=False)
    compiler.index()
    return compiler.vocabulary


class _Way(NamedTuple):
    """A variant of a phrase, with how it is found."""

    steps: Phrase
    anchor: int
    """The place of the rarest step."""
    second: frozenset[Atom]
    """What may stand in the next rarest; nothing if there is none."""


@dataclass(slots=True, eq=False)
class _Half:
    """A phrase of terms, or one of the two of a pair; many terms share one."""

    phrases: tuple[Phrase, ...]
    uses: int = 0
    ways: tuple[_Way, ...] = ()
    anchors: frozenset[Atom] = _NOTHING

    def anchor(self, usage: Counter[Atom]) -> None:
        """Anchor each variant at its rarest step."""
        self.ways = tuple([_way(steps, usage) for steps in self.phrases])
        self.anchors = _NOTHING.union(*[way.steps[way.anchor].atoms for way in self.ways])


def _way(steps: Phrase, usage: Counter[Atom]) -> _Way:
    if len(steps) == 1:
        return _Way(steps, 0, _NOTHING)
    first, second, *_ = sorted(
        range(len(steps)), key=lambda n: (sum([usage[atom] for atom in steps[n].atoms]), n)
    )
    return _Way(steps, first, steps[second].atoms)


@dataclass
class _Compiler:
    """Fills a vocabulary, and remembers what its phrases share."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    _loose: list[tuple[int, tuple[_Half, ...]]] = field(default_factory=list)
    """Terms, each with its one phrase or the two of a pair."""
    _loose_counters: list[tuple[int, tuple[_Half, ...]]] = field(default_factory=list)
    _halves: dict[tuple[str, bool], _Half] = field(default_factory=dict)
    _atoms: dict[tuple[str, bool], Atom] = field(default_factory=dict)
    """Each word as written in a phrase -> its atom."""
    _steps: dict[tuple[Slot, bool], PhraseWord] = field(default_factory=dict)

    def add_item(self, framework: Framework, item: Item) -> None:
        """Add an item with all that shows it."""
        place = len(self.vocabulary.items)
        self.vocabulary.items.append(framework.item_ref(item))
        self._add_indicators(place, "indicator", item, is_own=item.own)
        for child in framework.descendants(item.id):
            if child.deprecated is None:
                self._add_indicators(place, "child", child, is_own=item.own or child.own)
        # The labels are terms as well: a sheet that names the item is about it.
        for label in (item.label, *item.alt_labels):
            words = [word.text for word in split_words(label)]
            if words:
                strong = len(words) > 1 or len(words[0]) >= _LONG_LABEL_WORD
                term = Term(place, label, "label", strong=strong, is_own=item.own)
                self._add(term, [" ".join(words)], exact=False)

    def _add_indicators(self, place: int, part: ItemPart, owner: Item, *, is_own: bool) -> None:
        """Add what shows the item at a place: its own indicators, or those of an item below it."""
        for indicator in owner.indicators:
            self.add_indicator(place, part, indicator, is_own=is_own)
        for counter in owner.not_in:
            self._loose_counters.append((place, (self._half(counter, exact=False),)))

    def add_indicator(
        self, place: int, part: ItemPart, indicator: Indicator, *, is_own: bool
    ) -> None:
        """Add an indicator of an item, or an anchor."""
        term = Term(
            item=place,
            text=indicator.phrase,
            part=part,
            strong=indicator.strength is Strength.STRONG,
            is_pair=indicator.kind is IndicatorKind.PAIR,
            title_only=indicator.where == "title",
            not_near=tuple(map(stem, indicator.not_near)),
            is_own=is_own and not indicator.shared,
            lent_from=indicator.lent_from,
        )
        self._add(term, split_pair(indicator.phrase), exact=indicator.case_sensitive)

    def _add(self, term: Term, halves: Sequence[str], *, exact: bool) -> None:
        compiled = tuple([self._half(half, exact=exact) for half in halves])
        for half in compiled:
            half.uses += 1
        self._loose.append((len(self.vocabulary.terms), compiled))
        self.vocabulary.terms.append(term)

    def _half(self, text: str, *, exact: bool) -> _Half:
        half = self._halves.get((text, exact))
        if half is None:
            half = self._halves[text, exact] = _Half(
                tuple(
                    [
                        tuple([self._step(slot, exact=exact) for slot in variant])
                        for variant in parse_phrase(text)
                    ]
                )
            )
        return half

    def _step(self, slot: Slot, *, exact: bool) -> PhraseWord:
        """Give the step of a word of a phrase and its alternatives; many phrases share one."""
        step = self._steps.get((slot, exact))
        if step is None:
            atoms = frozenset([self._atom(word, exact=exact) for word in slot.words])
            step = self._steps[slot, exact] = PhraseWord(slot.gap, atoms)
        return step

    def _atom(self, word: str, *, exact: bool) -> Atom:
        """Give the atom of a word of a phrase, making it where it is new."""
        atom = self._atoms.get((word, exact))
        if atom is None:
            atom = self._atoms[word, exact] = self._make_atom(word, exact=exact)
        return atom

    def _make_atom(self, word: str, *, exact: bool) -> Atom:
        new, vocabulary = len(self._atoms), self.vocabulary
        if exact:
            return vocabulary.exact.setdefault(word, new)
        folded = fold(word.strip("*"))
        if word.endswith("*"):
            return vocabulary.beginnings.setdefault(folded, new)
        if word.startswith("*"):
            return vocabulary.endings.setdefault(folded, new)
        atom = vocabulary.stems.setdefault(stem(folded), new)
        vocabulary.folded.setdefault(atom, folded)
        if len(folded) >= LONG_WORD:
            parts = vocabulary.parts.setdefault(folded, [])
            if atom not in parts:
                parts.append(atom)
        return atom

    def index(self) -> None:
        """Index every phrase by its rarest step; call once, when all terms are in."""
        usage = Counter[Atom]()
        for half in self._halves.values():
            for step in (step for steps in half.phrases for step in steps):
                for atom in step.atoms:
                    usage[atom] += half.uses
        for half in self._halves.values():
            half.anchor(usage)
        for loose, target in (
            (self._loose, self.vocabulary.phrases),
            (self._loose_counters, self.vocabulary.counters),
        ):
            for owner, halves in loose:
                for number, half in enumerate(halves):
                    others = halves[1 - number].anchors if len(halves) > 1 else _NOTHING
                    for steps, anchor, second in half.ways:
                        needs, also = (others, second) if others else (second, _NOTHING)
                        phrase = Anchored(needs, also, steps, anchor, owner, number)
                        for atom in steps[anchor].atoms:
                            target.setdefault(atom, []).append(phrase)

"""Lend indicators to a framework that has none: from the items of other editions that say the same.

Two items say the same where each is clearly the nearest of its edition to the other, by the words
of their labels and definitions and of what lies below them; the two thresholds were chosen on the
shipped editions, whose crosswalks say which items are the same. `tests/calibration/fit_learned.py`
measures what lent indicators find.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from swcompetence.matching.items.alignment import items_as_courses
from swcompetence.matching.items.content import CourseWord, content_of, content_words
from swcompetence.matching.items.course_words import tellingness
from swcompetence.matching.items.learned import LearnedWords
from swcompetence.matching.items.nearness import Ranking
from swcompetence.matching.reading import read_course
from swcompetence.model import Framework, Indicator
from swcompetence.model.phrase import parse_phrase, split_pair
from swcompetence.text import split_words, stem

LEAST_NEAR = 0.7
"""Least nearness of two items, both ways, 0..1."""
LEAST_AHEAD = 0.08
"""How much farther the next item lies at least, both ways."""


class Loan(NamedTuple):
    """What one item lends to another."""

    borrower: str
    """Id of the item that gets the indicators."""
    lender: str
    """The item that lends them, `framework@version:item`."""
    indicators: tuple[Indicator, ...]
    """Those of the lender and of what lies below it that a nearer lender did not lend, marked."""
    near: float
    """How near the two are, the smaller of both ways, 0..1."""


class Lent(NamedTuple):
    """A framework with what was lent to it, and how its items are known beside that."""

    framework: Framework
    loans: tuple[Loan, ...]
    """In the order of its items, the nearest lender first."""
    learned_words: int
    """How many telling words of their own its items are known by."""


def lend_indicators(framework: Framework, lenders: Sequence[Framework]) -> Lent:
    """Give a framework without indicators those of items of other editions that say the same.

    Each is marked with the item that lent it (`Indicator.lent_from`), so that it stands in the
    evidence and whoever edits the framework sees which to keep. What names the lender is not lent,
    nor what it has for all of its items alike. A framework that has indicators of its own stays as
    it is.

    Args:
        framework: the edition to lend to, such as a college's own learning outcomes.
        lenders: the editions to lend from; the framework itself is left out.
    """
    if any(item.indicators for item in framework.items):
        return Lent(framework, (), 0)
    own = _OwnTexts(framework)
    offers = [
        loan
        for lender in lenders
        if lender.ref != framework.ref
        for loan in _loans(own, _OwnTexts(lender))
    ]
    offers.sort(key=lambda loan: (own.places[loan.borrower], -loan.near, loan.lender))
    indicators: dict[str, dict[str, Indicator]] = {}
    loans = []
    for offer in offers:
        of_item = indicators.setdefault(offer.borrower, {})
        fresh = {i.phrase: i for i in offer.indicators if i.phrase not in of_item}
        of_item |= fresh
        if fresh:
            loans.append(offer._replace(indicators=tuple(fresh.values())))
    items = tuple(
        item.model_copy(update={"indicators": tuple(indicators[item.id].values())})
        if item.id in indicators
        else item
        for item in framework.items
    )
    lent = framework.model_copy(update={"items": items})
    return Lent(lent, tuple(loans), len(LearnedWords(framework)))


class _OwnTexts:
    """The mapping items of an edition by their texts alone, whatever indicators they have."""

    def __init__(self, edition: Framework) -> None:
        items = tuple(item.model_copy(update={"indicators": ()}) for item in edition.items)
        plain = edition.model_copy(update={"items": items})
        self.edition = edition
        self.places = {item.id: place for place, item in enumerate(edition.mapping_items)}
        self.words = {
            course.id: content_words(read_course(course))
            for course in items_as_courses(plain).courses
        }
        self._ranking = Ranking(plain)
        self._names = frozenset(
            root
            for root, word in content_of(split_words(f"{edition.title}\n{edition.id}"))
            if tellingness(word.text)
        )
        phrases = [{i.phrase for i in self._indicators(item_id)} for item_id in self.places]
        self._common = frozenset.intersection(*map(frozenset, phrases)) if phrases[1:] else ()

    def _indicators(self, item_id: str) -> Iterator[Indicator]:
        for item in (self.edition.item(item_id), *self.edition.descendants(item_id)):
            if item.deprecated is None:
                yield from item.indicators

    def offer(self, item_id: str, asked: Mapping[str, CourseWord]) -> tuple[Indicator, ...]:
        """Give the indicators of an item that say more than which edition it is of.

        A word of the edition's title or id is no such name where the borrower says it as well.

        Args:
            item_id: the item that lends.
            asked: the words of the item that borrows, by stem.
        """
        names = self._names - asked.keys()
        return tuple(
            indicator.model_copy(
                update={"note": None, "lent_from": f"{self.edition.ref}:{item_id}"}
            )
            for indicator in self._indicators(item_id)
            if indicator.phrase not in self._common
            and not any(_says(half, names) for half in split_pair(indicator.phrase))
        )

    def nearest(self, words: Mapping[str, CourseWord]) -> tuple[str, float] | None:
        """Give the item that is clearly the nearest to some words, and how near; None without."""
        near = self._ranking.nearness(words)
        first, *others = sorted(near, key=lambda ref: (-near[ref], ref))[:2]
        is_clear = near[first] - max((near[ref] for ref in others), default=0.0) >= LEAST_AHEAD
        return (first.item, near[first]) if is_clear and near[first] >= LEAST_NEAR else None


def _loans(borrowers: _OwnTexts, lenders: _OwnTexts) -> list[Loan]:
    loans = []
    for lender, words in lenders.words.items():
        there = borrowers.nearest(words)
        back = lenders.nearest(borrowers.words[there[0]]) if there else None
        if there is None or back is None or back[0] != lender:
            continue
        indicators = lenders.offer(lender, borrowers.words[there[0]])
        source = f"{lenders.edition.ref}:{lender}"
        loans.append(Loan(there[0], source, indicators, min(there[1], back[1])))
    return loans


def _says(phrase: str, names: frozenset[str]) -> bool:
    """Say whether a phrase has one of some names in each of its wordings."""
    return all(
        any(names.issuperset(stem(word.strip("*")) for word in slot.words) for slot in variant)
        for variant in parse_phrase(phrase)
    )

"""Find items of frameworks by words, whatever the inflection, the accents or a typing error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from swcompetence.model import Framework, FrameworkRef, Item, Model
from swcompetence.phrasing import single_spaced
from swcompetence.text import fold, split_words, stem

_SMALL_WORDS = frozenset(
    "de het een en van in op met te voor aan is om als bij naar door uit over of dat die er".split()
)
_LEAST_PART = 4
"""Letters of a query word from which it may be the first or last part of a compound."""
_LONG_WORD = 7
"""Letters from which a word of a text answers to a compound that holds it."""
_LEAST_SIMILAR = 0.72
"""One wrong letter in four, two in eight; swapped neighbours count as one."""
_ALMOST_SAME = 0.87
"""So near that it goes before an open indicator: schuldbemidelling is no `schuld*`."""
_NEAR_ID = 0.6
_MOST_SUGGESTED = 3


class FoundPart(StrEnum):
    """Where in an item the words stand, from the strongest place to the weakest."""

    LABEL = "label"
    ALT_LABEL = "alt_label"
    DEFINITION = "definition"
    INDICATOR = "indicator"
    CHILD = "child"
    """The label of an item below it."""


_RANKS = {part: rank for rank, part in enumerate(FoundPart)}


class _Fit(IntEnum):
    """How a word of a text answers to an asked one, the best way first."""

    SAME = 0
    """The same word, perhaps in another inflection."""
    COMPOUND = 1
    """The asked word is the first or last part of it: schuld in schuldhulpverlening."""
    OPEN = 2
    """It is a part of the asked word: a long word, or an indicator such as `schuld*`."""


class Respelling(Model):
    """A word of the query that stands nowhere, and the word that was looked for instead."""

    typed: str
    read: str


class Found(Model):
    """An item that answers to the words, with the text that shows it."""

    framework: FrameworkRef
    item: str
    label: str
    level: str
    part: FoundPart
    """The part that holds most of the words; with as many words, the strongest part."""
    text: str
    missing: tuple[str, ...] = ()
    """Words of the query that stand nowhere in the item."""
    respellings: tuple[Respelling, ...] = ()
    """The same for every answer to one query."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a text, and whether an indicator leaves its beginning or end open."""

    folded: str
    stem: str
    open_start: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class _Passage:
    part: FoundPart
    text: str
    tokens: tuple[_Token, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    framework: Framework
    item: Item
    passages: tuple[_Passage, ...]


def search(frameworks: Sequence[Framework], words: str, limit: int = 20) -> tuple[Found, ...]:
    """Find items: those with all words first, then by the part in which the words stand.

    Args:
        frameworks: the editions to look in.
        words: what a user types; small words such as `de` do not count beside others.
        limit: the most answers to give.

    Returns:
        The answers, best first; of equal ones the shortest text, then the order of the frameworks.
        A word that stands in no edition is read as the nearest word that does; the answer says so.
    """
    typed = tuple(dict.fromkeys(word.text for word in split_words(words)))
    asked = tuple(word for word in typed if fold(word) not in _SMALL_WORDS) or typed
    candidates = [
        _Candidate(framework, item, tuple(_passages(framework, item)))
        for framework in frameworks
        for item in framework.items
    ]
    known = {t.folded: t for c in candidates for p in c.passages for t in p.tokens}
    respellings = tuple(_respellings(asked, known))
    read_as = {respelling.typed: respelling.read for respelling in respellings}
    query = {word: _token(read_as.get(word, word)) for word in asked}
    answers = filter(None, (_answer(candidate, query, respellings) for candidate in candidates))
    return tuple(answer for _, answer in sorted(answers, key=lambda ranked: ranked[0])[:limit])


def suggest_items(framework: Framework, wanted: str) -> tuple[str, ...]:
    """Give at most three ids that a user may have meant: near in spelling, or found by label.

    Args:
        framework: the edition that has no item `wanted`.
        wanted: an id, or words where an id was asked.
    """
    ids = [item.id for item in framework.items]
    asked = fold(wanted)
    holding = sorted((item for item in ids if asked and asked in item), key=len)
    near = process.extract(
        asked, ids, scorer=OSA.normalized_similarity, score_cutoff=_NEAR_ID, limit=_MOST_SUGGESTED
    )
    words = wanted.replace("_", " ").replace(".", " ")
    labels = {FoundPart.LABEL, FoundPart.ALT_LABEL}
    named = [answer.item for answer in search([framework], words) if answer.part in labels]
    suggested = dict.fromkeys((*holding, *(item for item, _, _ in near), *named))
    return tuple(suggested)[:_MOST_SUGGESTED]


def _passages(framework: Framework, item: Item) -> Iterator[_Passage]:
    yield _passage(FoundPart.LABEL, item.label)
    for label in item.alt_labels:
        yield _passage(FoundPart.ALT_LABEL, label)
    if item.definition:
        yield _passage(FoundPart.DEFINITION, item.definition)
    for indicator in item.indicators:
        yield _passage(FoundPart.INDICATOR, indicator.phrase)
    for child in framework.descendants(item.id):
        yield _passage(FoundPart.CHILD, child.label)


def _passage(part: FoundPart, text: str) -> _Passage:
    stars = part is FoundPart.INDICATOR
    tokens = tuple(
        _token(
            word.text,
            open_start=stars and text[word.start - 1 : word.start] == "*",
            open_end=stars and text[word.end : word.end + 1] == "*",
        )
        for word in split_words(text)
    )
    return _Passage(part, single_spaced(text), tokens)


def _token(word: str, *, open_start: bool = False, open_end: bool = False) -> _Token:
    return _Token(fold(word), stem(word), open_start, open_end)


def _respellings(asked: Sequence[str], known: dict[str, _Token]) -> Iterator[Respelling]:
    for word in asked:
        token = _token(word)
        fits = {_fit(token, known_token) for known_token in known.values()} - {None}
        if fits - {_Fit.OPEN}:
            continue
        near = process.extractOne(
            token.folded,
            list(known),
            scorer=OSA.normalized_similarity,
            score_cutoff=_ALMOST_SAME if fits else _LEAST_SIMILAR,
        )
        if near:
            yield Respelling(typed=word, read=near[0])


def _fit(asked: _Token, token: _Token) -> _Fit | None:
    """Say how a word of a text answers to an asked one; None where it does not."""
    if asked.stem == token.stem or asked.folded == token.folded:
        return _Fit.SAME
    is_long = len(asked.stem) >= _LEAST_PART
    if is_long and (token.folded.startswith(asked.stem) or token.folded.endswith(asked.folded)):
        return _Fit.COMPOUND
    whole = len(token.folded) >= _LONG_WORD
    starts = (token.open_end or whole) and asked.folded.startswith(token.folded)
    ends = (token.open_start or whole) and asked.folded.endswith(token.folded)
    return _Fit.OPEN if starts or ends else None


def _answer(
    candidate: _Candidate, query: dict[str, _Token], respellings: tuple[Respelling, ...]
) -> tuple[tuple[int, ...], Found] | None:
    """Give the answer of one item with its rank, or nothing."""
    best: dict[str, int] = {}
    ranked: list[tuple[int, int, _Passage]] = []
    for passage in candidate.passages:
        costs: dict[str, int] = {}
        for word, asked in query.items():
            fits = [fit for token in passage.tokens if (fit := _fit(asked, token)) is not None]
            if fits:
                costs[word] = len(_Fit) * _RANKS[passage.part] + min(fits)
                best[word] = min(best.get(word, costs[word]), costs[word])
        if costs:
            ranked.append((-len(costs), sum(costs.values()), passage))
    if not ranked:
        return None
    _, cost, shown = min(ranked, key=lambda row: row[:2])
    missing = tuple(word for word in query if word not in best)
    found = Found(
        framework=candidate.framework.ref,
        item=candidate.item.id,
        label=candidate.item.label,
        level=candidate.item.level,
        part=shown.part,
        text=shown.text,
        missing=missing,
        respellings=respellings,
    )
    return (len(missing), sum(best.values()), cost, len(shown.tokens)), found

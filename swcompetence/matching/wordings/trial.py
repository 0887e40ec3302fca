"""What every indicator of an edition finds in a course list, for whoever corrects them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from swcompetence.matching.reading import read_course
from swcompetence.matching.wordings.compilation import compile_vocabulary
from swcompetence.matching.wordings.spotting import spot
from swcompetence.model import Course, Framework
from swcompetence.text import fold, split_words, stem

_LEAST_LETTERS = 5
"""A shorter word comes near to too many others."""
_LIKE = 0.85
"""One wrong letter in seven; below that ‘bedoelde u’ is a guess."""


class Trial(NamedTuple):
    """What one indicator of a linked item, or of a part of it, finds."""

    item: str
    phrase: str
    title_only: bool
    mentions: int
    courses: tuple[str, ...]
    """The codes of the courses, in the order of the list."""
    example: str
    """The title of the first course, and the words that were found in it."""
    near: tuple[tuple[str, str], ...]
    """Where nothing is found: words of the phrase that stand nowhere, and the nearest that does."""


def try_indicators(framework: Framework, courses: Sequence[Course]) -> tuple[Trial, ...]:
    """Look every indicator up in all texts of the courses, in the order of the edition."""
    vocabulary = compile_vocabulary([framework])
    codes: dict[int, list[str]] = defaultdict(list)
    examples: dict[int, str] = {}
    known: dict[str, str] = {}  # folded word -> as it is written
    for course in courses:
        for segment in (segment for segment in read_course(course) if segment.weight):
            known |= {fold(word.text): word.text.casefold() for word in segment.words}
            for hit in spot(vocabulary, segment.words, title=segment.is_title):
                start = min(segment.words[first].start for first, _ in hit.places)
                end = max(segment.words[last].end for _, last in hit.places)
                text = segment.text[start - segment.start : end - segment.start]
                codes[hit.term].append(course.code)
                examples.setdefault(hit.term, f"{course.title}: ‘{text}’")
    stems = set(map(stem, known.values()))
    return tuple(
        Trial(
            item=vocabulary.items[term.item].item,
            phrase=term.text,
            title_only=term.title_only,
            mentions=len(codes[number]),
            courses=tuple(dict.fromkeys(codes[number])),
            example=examples.get(number, ""),
            near=() if codes[number] else tuple(_near(term.text, known, stems)),
        )
        for number, term in enumerate(vocabulary.terms)
        if term.part != "label" and term.item >= 0
    )


def _near(
    phrase: str, known: Mapping[str, str], stems: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Give the words of a phrase that no course uses, each with the nearest one that some do."""
    for text in dict.fromkeys(word.text for word in split_words(phrase)):
        word = fold(text)
        # The beginning of a known word is no mistake: `kwetsba*` is written to be one.
        is_known = stem(text) in stems or any(written.startswith(word) for written in known)
        if len(word) >= _LEAST_LETTERS and not is_known:
            near = process.extractOne(
                word, list(known), scorer=OSA.normalized_similarity, score_cutoff=_LIKE
            )
            if near:
                yield text, known[near[0]]

"""Sheets that name the OCMW or local government where they did not, and say nothing else anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from swcompetence.analysis.comparison.comparison import ContextAdded
from swcompetence.analysis.link_standing import real_evidence
from swcompetence.model import Course, ItemRef, Link
from swcompetence.model import Mapping as LinkMapping
from swcompetence.model.mapping import Tie
from swcompetence.text import Word, fold, split_words

_SMALL_WORD = 3
"""Letters up to which an added word says nothing: in het, van de."""


def context_added(
    mappings: tuple[LinkMapping, LinkMapping],
    pairs: Iterable[tuple[str, str]],
    labels: Mapping[ItemRef, str],
) -> tuple[ContextAdded, ...]:
    """Find the themes whose tie became explicit by the added context words alone.

    Args:
        mappings: the old and the new list.
        pairs: ids of a course in both, where its text changed.
        labels: the items to look at, with their labels.
    """
    old, new = ({course.id: course for course in mapping.courses} for mapping in mappings)
    untied = {(link.course, link.item) for link in mappings[0].links if link.tie is Tie.GENERAL}
    became = {there: here for here, there in pairs}
    found = []
    for link in mappings[1].links:
        before = became.get(link.course)
        is_new = link.tie is Tie.EXPLICIT and (before, link.item) in untied
        if before is None or not is_new or link.item not in labels or not real_evidence(link):
            continue
        course = new[link.course]
        added = list(_added(old[before], course))
        if added and {fold(word.text) for word in added} <= _context_words(link):
            found.append(
                ContextAdded(
                    item=link.item,
                    label=labels[link.item],
                    course=course.id,
                    code=course.code,
                    title=course.title,
                    words=tuple(word.text for word in added),
                )
            )
    return tuple(found)


def _added(before: Course, after: Course) -> Iterator[Word]:
    """Give the words that the new sheet has more often than the old one, small words left out."""
    known = Counter(fold(word.text) for word in _words(before))
    for word in _words(after):
        folded = fold(word.text)
        if known[folded]:
            known[folded] -= 1
        elif len(folded) > _SMALL_WORD:
            yield word


def _words(course: Course) -> Iterator[Word]:
    for text in course.fields.values():
        yield from split_words(text)


def _context_words(link: Link) -> set[str]:
    # A term of the theme itself may be the tie as well, but is more than a context.
    anchors = [piece for piece in link.tie_evidence if piece not in link.evidence]
    return {fold(word.text) for piece in anchors for word in split_words(piece.text)}

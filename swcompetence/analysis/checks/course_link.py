"""The links that count, one by one: confirmed or proposed, at which level, assessed or not."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.analysis.link_standing import (
    Assessed,
    assessed_of,
    is_confirmed,
    is_open_proposal,
    levels_of,
)
from swcompetence.model import ItemRef, Mapping, Model

_LEVEL_WORDS = {"I": "introductie", "V": "verdieping", "B": "beheersing"}


def level_word(level: str) -> str:
    """Write a level in prose, where B and V would read as the letters of the matrix.

    >>> level_word("B"), level_word("gevorderd")
    ('beheersing', 'gevorderd')
    """
    return _LEVEL_WORDS.get(level, level)


class CourseLink(Model):
    """A link that counts: confirmed, or an open proposal, which has no level."""

    course: str
    """Course id."""
    item: ItemRef
    is_confirmed: bool
    """False for an open proposal."""
    levels: tuple[str, ...]
    """The level that reviewers gave; more than one where they differ, none if unknown."""
    assessed: Assessed

    def ranks(self, levels: Sequence[str]) -> tuple[int, ...]:
        """Give the places of its levels in an ordered list, lowest first.

        Empty where the level is unknown, also when a given level is not in the list.
        """
        if not set(self.levels) <= set(levels):
            return ()
        return tuple(sorted(levels.index(level) for level in self.levels))


def course_links(mapping: Mapping) -> tuple[CourseLink, ...]:
    """Give the confirmed links and the open proposals, in the order of the course list."""
    order = {course.id: place for place, course in enumerate(mapping.courses)}
    counting = [link for link in mapping.links if is_confirmed(link) or is_open_proposal(link)]
    return tuple(
        CourseLink(
            course=link.course,
            item=link.item,
            is_confirmed=is_confirmed(link),
            levels=levels_of(link),
            assessed=assessed_of(link),
        )
        for link in sorted(counting, key=lambda link: (order[link.course], link.item))
    )

"""What became of earlier decisions: an account that adds up, and what a person has to know."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from swcompetence.model import Course, Issue, Link, Mapping, Model, Place
from swcompetence.model.mapping import in_force
from swcompetence.review.issue_codes import info, warning
from swcompetence.review.rollover.same_course import Kinship, Pair
from swcompetence.review.sheet import VERDICT_WORDS


class Homeless(Model):
    """A decided link that found no place in the new mapping."""

    course: Course
    link: Link
    reason: str
    """Why, in Dutch."""


class Rollover(Model):
    """What became of every decided link of an old mapping: the three counts add up to all."""

    carried: int = Field(ge=0)
    """Stand as they were decided."""
    stale: int = Field(ge=0)
    """To be looked at again: the course is a guess, or the item was replaced."""
    homeless: tuple[Homeless, ...] = ()
    guesses: tuple[Pair, ...] = ()
    """Courses with decisions that were recognised by title and text."""

    @property
    def total(self) -> int:
        """The number of decided links of the old mapping."""
        return self.carried + self.stale + len(self.homeless)


def guess_words(kinship: Kinship) -> str:
    """Say in words how a course was recognised.

    >>> guess_words(Kinship(1.0, 0.876))
    'herkend aan titel (100 % gelijk) en tekst (88 % gelijk)'
    """
    text = "" if kinship.text is None else f" en tekst ({kinship.text * 100:.0f} % gelijk)"
    return f"herkend aan titel ({kinship.title * 100:.0f} % gelijk){text}"


def rollover_issues(rollover: Rollover, old: Mapping, new: Mapping) -> Iterator[Issue]:
    """Report guesses, decisions without a place and editions that changed."""
    for pair in rollover.guesses:
        if pair.kinship:
            yield info(
                "rollover-course-guessed",
                f"{pair.new.code} ‘{pair.new.title}’ lijkt het vroegere {pair.old.code}"
                f" ‘{pair.old.title}’: {guess_words(pair.kinship)}. Wat daarover beslist was, staat"
                " op ‘opnieuw te bekijken’. Klopt dit niet, kies dan in elke rij opnieuw.",
                _place(new, pair.new),
            )
    for one in rollover.homeless:
        said = {VERDICT_WORDS[decision.verdict] for decision in in_force(one.link.decisions)}
        yield warning(
            "rollover-without-home",
            f"Besluit zonder plaats: {one.course.code} ‘{one.course.title}’ en {one.link.item}"
            f" ({', '.join(sorted(said))}): {one.reason}. Het blijft bewaard in het oude bestand;"
            " voeg het zelf toe als het nog geldt.",
            _place(old, one.course),
        )
    editions = {used.ref.id: used.ref for used in old.frameworks}
    for used in new.frameworks:
        was = editions.get(used.ref.id, used.ref)
        if was != used.ref:
            yield info(
                "rollover-edition-changed",
                f"De vroegere besluiten gingen over {was}, deze koppelingen over {used.ref}. Items"
                " die bleven, houden hun besluit; vervangen items zijn opnieuw te bekijken.",
                Place(),
            )


def _place(mapping: Mapping, course: Course) -> Place:
    """Say where a course stands in the list that it was read from."""
    source = next((c.source for c in mapping.curricula if course in c.courses), None)
    where = course.where
    return Place(
        file=source.file if source else None,
        sheet=where.sheet if where else None,
        cell=str(where.row) if where else None,
    )

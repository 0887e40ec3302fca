"""Board checks: each with its rule, its severity and the rows that it finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from swcompetence.analysis.coverage import (
    Finding,
    FrameworkCoverage,
    ItemCoverage,
    is_confirmed,
    is_open_proposal,
)
from swcompetence.model import Course, Mapping, Model, Purpose

__all__ = ["Check", "CheckRow", "Weight", "run_checks"]


class Weight(StrEnum):
    """How much a board should care."""

    HIGH = "hoog"
    MIDDLE = "midden"
    LOW = "laag"


class CheckRow(Model):
    """One row that a check points at."""

    framework: str | None = None
    """Framework title, None for a row about a course."""
    item: str | None = None
    """Item reference."""
    label: str
    """Label of the item, or title of the course."""
    group: str | None = None
    courses: tuple[str, ...] = ()
    """Course ids that the remark is about."""
    remark: str


class Check(Model):
    """A rule applied to the whole programme."""

    code: str
    title: str
    rule: str
    weight: Weight
    rows: tuple[CheckRow, ...]


def run_checks(mapping: Mapping, frameworks: Sequence[FrameworkCoverage]) -> tuple[Check, ...]:
    """Apply every check; a check without rows is given too, since 'nothing found' is an answer.

    A framework that is there to compare with, such as work fields, has no gaps.
    """
    expected = [f for f in frameworks if f.purpose is Purpose.COVER]
    items = [(f.title, item) for f in expected for item in f.items]
    return (
        Check(
            code="niet-aangetroffen",
            title="Niet aangetroffen in de fiches",
            rule="Geen bevestigde koppeling, geen open voorstel en geen enkele duidelijke term in"
            " de hele lijst.",
            weight=Weight.HIGH,
            rows=tuple(
                _row(t, i, _possible(i)) for t, i in items if i.finding is Finding.NOT_FOUND
            ),
        ),
        Check(
            code="terloops-vermeld",
            title="Terloops vermeld, zonder voorstel",
            rule="Geen bevestigde koppeling en geen open voorstel, wel een duidelijke term in"
            " minstens één fiche.",
            weight=Weight.MIDDLE,
            rows=tuple(
                _row(t, i, _mentioned(i)) for t, i in items if i.finding is Finding.MENTIONED
            ),
        ),
        Check(
            code="enkel-voorgesteld",
            title="Enkel voorgesteld, nog door niemand bevestigd",
            rule="Minstens één open voorstel, geen enkele bevestigde koppeling.",
            weight=Weight.MIDDLE,
            rows=tuple(
                _row(t, i, "na te kijken door een lesgever")
                for t, i in items
                if i.finding is Finding.PROPOSED
            ),
        ),
        Check(
            code="een-opleidingsonderdeel",
            title="Gedragen door één opleidingsonderdeel",
            rule="Precies één opleidingsonderdeel is bevestigd of voorgesteld.",
            weight=Weight.LOW,
            rows=tuple(
                _row(t, i, "valt weg als dit opleidingsonderdeel verandert")
                for t, i in items
                if len({*i.confirmed, *i.proposed}) == 1
            ),
        ),
        Check(
            code="zonder-koppeling",
            title="Opleidingsonderdelen zonder koppeling",
            rule="Geen bevestigde koppeling en geen open voorstel in een van de kaders.",
            weight=Weight.LOW,
            rows=tuple(_without_link(mapping, frameworks)),
        ),
    )


def _possible(item: ItemCoverage) -> str:
    if not item.possible:
        return "ook geen zwakke aanwijzing gevonden"
    return f"zwakke aanwijzing in {_courses(item.possible)}"


def _mentioned(item: ItemCoverage) -> str:
    return f"duidelijke term in {_courses(item.mentioned)}; is er meer dan een vermelding?"


def _courses(courses: Sequence[str]) -> str:
    return f"{len(courses)} opleidingsonderde{'el' if len(courses) == 1 else 'len'}"


def _row(framework: str, item: ItemCoverage, remark: str) -> CheckRow:
    return CheckRow(
        framework=framework,
        item=item.item,
        label=item.label,
        group=item.group,
        courses=tuple(dict.fromkeys((*item.confirmed, *item.proposed)))
        or item.mentioned
        or item.possible,
        remark=remark,
    )


def _without_link(mapping: Mapping, frameworks: Sequence[FrameworkCoverage]) -> list[CheckRow]:
    mentions = Counter(
        course for framework in frameworks for item in framework.items for course in item.mentioned
    )
    linked = {link.course for link in mapping.links if is_confirmed(link) or is_open_proposal(link)}
    return [
        CheckRow(
            label=course.title,
            courses=(course.id,),
            remark=_of_unlinked(course, mentions[course.id]),
        )
        for course in mapping.courses
        if course.id not in linked
    ]


def _of_unlinked(course: Course, mentions: int) -> str:
    if mentions:
        return f"de fiche vermeldt {mentions} kaderitem{'' if mentions == 1 else 's'} terloops"
    if len([text for text in course.fields.values() if text.strip()]) <= 1:
        return "geen tekst om te lezen"
    return "de fiche noemt geen kaderitem met een duidelijke term"

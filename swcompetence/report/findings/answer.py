"""The sentence that opens a report: where OCMW practice stands in the sheets, true in every case.

Every theme is counted once, in the first group that it belongs to, so that the numbers of a
sentence add up to the number of themes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from swcompetence.analysis.finding import Finding, ItemFinding
from swcompetence.analysis.ocmw import OcmwPractice
from swcompetence.model.mapping import Tie, TieContext
from swcompetence.phrasing import dutch_number, shortened
from swcompetence.report.findings.gap_report import CourseLine, distinct_title
from swcompetence.report.findings.wording import NO_PRACTICE

_CORE = frozenset({Finding.CORE_CONFIRMED, Finding.CORE_PROPOSED})
_HARDLY = 0.1
"""Part of the themes in explicit context up to which sheets 'hardly' speak of OCMW work."""
_ONE_COURSE = 0.8
"""Part of the explicit content from which one course holds 'nearly all' of it; an agreement."""
_MANY = 3
"""Themes that are a subject from which a lack of context is the message."""
_TITLE = 60
_NUMBERS = (
    "geen één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien"
    " zestien zeventien achttien negentien twintig"
).split()


class ThemeGroups(NamedTuple):
    """The themes by what the sheets show of them; each theme stands in one group."""

    subject: tuple[ItemFinding, ...]
    """Subject in the context of OCMW or local government."""
    foundation: tuple[ItemFinding, ...]
    """Subject without that context."""
    unjudged: tuple[ItemFinding, ...]
    """Subject of which the context was not determined."""
    touched: tuple[ItemFinding, ...]
    """Touched on only."""
    uncertain: tuple[ItemFinding, ...]
    """No more than a trace."""
    rejected: tuple[ItemFinding, ...]
    absent: tuple[ItemFinding, ...]

    @property
    def core(self) -> tuple[ItemFinding, ...]:
        """All that are a subject."""
        return (*self.subject, *self.foundation, *self.unjudged)


def theme_groups(themes: Iterable[ItemFinding]) -> ThemeGroups:
    """Put every theme in the first group that it belongs to."""
    groups: dict[str, list[ItemFinding]] = {name: [] for name in ThemeGroups._fields}
    ties = {Tie.EXPLICIT: "subject", Tie.GENERAL: "foundation", None: "unjudged"}
    rest = {
        Finding.TOUCHED: "touched",
        Finding.WEAK_TRACE: "uncertain",
        Finding.REJECTED: "rejected",
        Finding.NO_TRACE: "absent",
    }
    for theme in themes:
        is_core = theme.finding in _CORE
        groups[ties[theme.tie] if is_core else rest[theme.finding]].append(theme)
    return ThemeGroups(**{name: tuple(members) for name, members in groups.items()})


def answer(practice: OcmwPractice | None, courses: Sequence[CourseLine]) -> str:
    """Say in one sentence what the sheets show of OCMW practice."""
    if practice is None:
        return NO_PRACTICE
    if courses and all(course.skipped for course in courses):
        return (
            "Geen enkele fiche was te lezen: over OCMW-praktijk kan dit rapport nog niets zeggen."
        )
    groups = theme_groups(practice.themes)
    if _is_hardly(practice):
        return _hardly(groups)
    names = {course.id: course for course in courses}
    return _one_course(practice, groups, names) or _mixed(groups)


def number_word(number: int) -> str:
    """Write a number as a sentence does.

    >>> number_word(0), number_word(1), number_word(34)
    ('geen', 'één', '34')
    """
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _is_hardly(practice: OcmwPractice) -> bool:
    """Say whether hardly any theme is a subject or touched in explicit context."""
    shown = {*_CORE, Finding.TOUCHED}
    tied = [t for t in practice.themes if t.finding in shown and t.tie is Tie.EXPLICIT]
    return len(tied) <= _HARDLY * len(practice.themes)


def _hardly(groups: ThemeGroups) -> str:
    total, shown = sum(map(len, groups)), len(groups.subject)
    if len(groups.absent) == total:
        return f"De fiches noemen OCMW-werk niet: van de {total} thema's vonden we geen vermelding."
    less = len(groups.touched) + len(groups.uncertain)
    if groups.unjudged or less + shown > total / 2:
        return _mixed(groups)
    parts = [_there(groups.subject, _context(groups))]
    if groups.foundation:
        parts.append(_there(groups.foundation, "zonder OCMW-verband"))
    parts += _rest(groups)
    return f"De fiches noemen OCMW-werk nauwelijks: van de {total} thema's {_joined(parts)}."


def _one_course(
    practice: OcmwPractice, groups: ThemeGroups, courses: dict[str, CourseLine]
) -> str | None:
    """Say that one course holds nearly all explicit content; None where that is not so."""
    amounts = sorted(
        ((content.explicit.expected, content.course) for content in practice.share.courses),
        reverse=True,
    )
    total = sum(ects for ects, _ in amounts)
    if len(groups.subject) <= 1 or not total or amounts[0][0] < _ONE_COURSE * total:
        return None
    most = amounts[0][1]
    here = [
        theme
        for theme in groups.subject
        if any(
            found.course == most and found.finding in _CORE and found.tie is Tie.EXPLICIT
            for found in theme.courses
        )
    ]
    if len(here) < len(groups.subject):
        return None
    course = courses[most]
    size = f" ({dutch_number(course.credits)} studiepunten)" if course.credits else ""
    how = "volledig" if amounts[0][0] == total else "vrijwel volledig"
    title = shortened(distinct_title(course, courses.values()), _TITLE)
    missing = [
        gap.label for gap in practice.gaps if gap.finding not in _CORE and gap.is_core_task
    ] or [gap.label for gap in practice.gaps if gap.finding not in _CORE]
    absent = ""
    if missing:
        *first, last = [f"‘{label}’" for label in missing[:3]]
        verb = "zijn" if first else "is"
        listed = f"{', '.join(first)} en {last}" if first else last
        absent = f"; {listed} {verb} in geen enkele gelezen fiche onderwerp"
    return (
        f"De OCMW-inhoud staat {how} in één opleidingsonderdeel, ‘{title}’{size}, met"
        f" {number_word(len(here))} thema's als {_subject(here)} {_context(groups)}{absent}."
    )


def _mixed(groups: ThemeGroups) -> str:
    """Say of how many themes that are a subject the sheets give the context."""
    total, core, shown = sum(map(len, groups)), len(groups.core), len(groups.subject)
    if not groups.unjudged and core >= _MANY and shown < core / 2:
        few = f"slechts {number_word(shown)}" if shown else "geen enkel thema"
        number = number_word(len(groups.foundation))
        rest = f"de {number} andere" if shown else f"alle {number}"
        return (
            f"{number_word(core).capitalize()} van de {total} thema's zijn"
            f" {_subject(groups.core)} in de fiches, maar bij {few} legt een fiche het verband met"
            f" OCMW of lokaal bestuur; voor {rest} is er een algemene basis."
        )
    kinds = [
        (themes, where)
        for themes, where in (
            (groups.subject, _context(groups)),
            (groups.foundation, "zonder OCMW-verband"),
            (groups.unjudged, "zonder dat de context bepaald is"),
        )
        if themes
    ]
    if not kinds:
        return f"Van de {total} thema's {_joined(_rest(groups))}."
    (first, where), *others = kinds
    parts = [_there(first, where)]
    for themes, where in others:
        same = _subject(themes) == _subject(first)
        how = where if same else f"{_subject(themes)} {where}"
        parts.append(f"{number_word(len(themes))} {how}")
    rest = _joined(_rest(groups, is_own_clause=True))
    return f"Van de {total} thema's {_joined(parts)}{f'; {rest}' if rest else ''}."


def _there(themes: Sequence[ItemFinding], where: str) -> str:
    verb = "zijn" if len(themes) > 1 else "is"
    return f"{verb} er {number_word(len(themes))} {_subject(themes)} {where}"


def _rest(groups: ThemeGroups, *, is_own_clause: bool = False) -> list[str]:
    """Count what is no subject, after a comma (verb first) or as a clause of its own."""
    parts = []
    for themes, verbs, what in (
        (groups.touched, ("komt", "komen"), "enkel terloops voor"),
        (groups.rejected, ("is", "zijn"), "door lesgevers afgewezen"),
    ):
        if themes:
            number, verb = number_word(len(themes)), verbs[len(themes) > 1]
            start = f"{number} {verb}" if is_own_clause else f"{verb} er {number}"
            parts.append(f"{start} {what}")
    for themes, before, verb, what in (
        (groups.uncertain, "bij", "is er", "hooguit een onzekere aanwijzing"),
        (groups.absent, "van", "vonden we", "geen vermelding"),
    ):
        if themes:
            number = number_word(len(themes))
            start = f"{before} {number} {verb}" if is_own_clause else f"{verb} {before} {number}"
            parts.append(f"{start} {what}")
    return parts


def _subject(themes: Sequence[ItemFinding]) -> str:
    """Say how sure it is that these are a subject."""
    confirmed = sum(theme.finding is Finding.CORE_CONFIRMED for theme in themes)
    if confirmed == len(themes):
        return "onderwerp"
    return "onderwerp of vermoedelijk onderwerp" if confirmed else "vermoedelijk onderwerp"


def _context(groups: ThemeGroups) -> str:
    contexts = {theme.tie_context for theme in groups.subject}
    if contexts == {TieContext.OCMW}:
        return "in OCMW-context"
    return "in de context van OCMW of lokaal bestuur"


def _joined(parts: Sequence[str]) -> str:
    *first, last = parts or [""]
    return f"{', '.join(first)} en {last}" if first else last

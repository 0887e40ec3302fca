"""The checks that look at one course at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from swcompetence.analysis.checks.check import CheckRow, Weight
from swcompetence.analysis.checks.course_link import level_word
from swcompetence.analysis.checks.programme_facts import (
    CLEAR,
    Answer,
    CheckRule,
    Judgement,
    ProgrammeFacts,
    counted_proposals,
    judged,
)
from swcompetence.analysis.item_coverage import FrameworkCoverage
from swcompetence.analysis.link_standing import is_confirmed, is_open_proposal
from swcompetence.model import Course, FrameworkRef

_NO_COURSES = "de lijst bevat geen opleidingsonderdelen"


def _without_link(facts: ProgrammeFacts) -> Judgement:
    mentions = Counter(
        course
        for framework in facts.frameworks
        for item in framework.items
        for course in item.mentioned
    )
    links = facts.mapping.links
    linked = {link.course for link in links if is_confirmed(link) or is_open_proposal(link)}
    return judged(
        (
            (answer, _row(course, answer.remark))
            for course in facts.mapping.courses
            for answer in [
                Answer(course.id not in linked, _of_unlinked(course, mentions[course.id]))
            ]
        ),
        _NO_COURSES,
    )


def _of_unlinked(course: Course, mentions: int) -> str:
    if mentions:
        return f"de fiche vermeldt {mentions} kaderitem{'' if mentions == 1 else 's'} terloops"
    if len([text for text in course.fields.values() if text.strip()]) <= 1:
        return "geen tekst om te lezen"
    return "de fiche noemt geen kaderitem met een duidelijke term"


def _many_items(facts: ProgrammeFacts) -> Judgement:
    least = facts.limits.many_items_least
    large = [framework for framework in facts.expected if len(framework.items) >= least]
    reason = "er zijn geen koppelingen en geen voorstellen"
    if not large:
        reason = f"geen enkel kader telt minstens {least} kaderitems"
    pairs = (pair for framework in large for pair in _in_framework(facts, framework))
    return judged(pairs, reason)


def _in_framework(
    facts: ProgrammeFacts, framework: FrameworkCoverage
) -> Iterator[tuple[Answer, CheckRow]]:
    """Ask about every course with a link to this framework."""
    confirmed = Counter(course for item in framework.items for course in item.confirmed)
    proposed = Counter(course for item in framework.items for course in item.proposed)
    total, limits = len(framework.items), facts.limits
    for course in facts.mapping.courses:
        number = confirmed[course.id] + proposed[course.id]
        if not number:
            continue
        is_many = number >= limits.many_items_least and number > limits.many_items_share * total
        remark = (
            f"{number} van de {total} kaderitems: {confirmed[course.id]} bevestigd,"
            f" {proposed[course.id]} voorgesteld"
        )
        row = _row(course, remark, confirmed[course.id], proposed[course.id])
        of_framework = {
            "framework": framework.title,
            "framework_id": FrameworkRef(framework.ref).id,
        }
        yield Answer(is_many), row.model_copy(update=of_framework)


def _many_items_rule(facts: ProgrammeFacts) -> str:
    limits = facts.limits
    share = f"{limits.many_items_share * 100:g}".replace(".", ",")
    return (
        f"Het opleidingsonderdeel is gekoppeld aan meer dan {share} % van de kaderitems van één"
        f" kader en aan minstens {limits.many_items_least}: bevestigde koppelingen en open"
        " voorstellen samen, in de vaststelling apart geteld. Een kader met minder kaderitems dan"
        " dat blijft buiten beschouwing."
    )


def _all_at_top(facts: ProgrammeFacts) -> Judgement:
    reason = facts.why_no_levels()
    if facts.confirmed and any(link.levels for link in facts.confirmed):
        least = facts.limits.top_level_least
        reason = (
            f"geen opleidingsonderdeel heeft minstens {least} bevestigde koppelingen met een"
            " bruikbaar niveau"
        )
    asked = ((course, _ask_all_at_top(facts, course)) for course in facts.mapping.courses)
    return judged(
        (
            (answer, _row(course, answer.remark, *_counts(facts, course)))
            for course, answer in asked
            if answer
        ),
        reason,
    )


def _ask_all_at_top(facts: ProgrammeFacts, course: Course) -> Answer | None:
    links = [link for link in facts.confirmed if link.course == course.id]
    if len(links) < facts.limits.top_level_least:
        return None
    if not facts.has_levels:
        return Answer(is_found=None, remark=facts.why_no_levels())
    top = len(facts.levels) - 1
    ranks = [link.ranks(facts.levels) for link in links]
    if any(min(places, default=top) < top for places in ranks):
        return CLEAR
    if unknown := ranks.count(()):
        lacking = f"van {unknown} van de {len(links)} bevestigde koppelingen is het niveau onbekend"
        return Answer(is_found=None, remark=lacking)
    remark = (
        f"alle {len(links)} bevestigde koppelingen hebben niveau {level_word(facts.levels[-1])}"
    )
    return Answer(is_found=True, remark=remark + counted_proposals(_counts(facts, course)[1]))


def _all_at_top_rule(facts: ProgrammeFacts) -> str:
    highest = level_word(facts.levels[-1]) if facts.levels else "het hoogste"
    return (
        f"Het opleidingsonderdeel heeft minstens {facts.limits.top_level_least} bevestigde"
        f" koppelingen en die hebben allemaal niveau {highest}, volgens elke lesgever die een"
        " niveau gaf. Ontbreekt een niveau en staat er nergens een lager, dan is het niet te"
        " beoordelen. Open voorstellen tellen niet mee; de vaststelling noemt hun aantal."
    )


def _counts(facts: ProgrammeFacts, course: Course) -> tuple[int, int]:
    """Count the confirmed links and the open proposals of a course."""
    own = [link.is_confirmed for link in facts.links if link.course == course.id]
    return own.count(True), own.count(False)


def _row(course: Course, remark: str, confirmed: int = 0, proposed: int = 0) -> CheckRow:
    return CheckRow(
        course=course.id,
        label=course.title,
        courses=(course.id,),
        confirmed=confirmed,
        proposed=proposed,
        remark=remark,
    )


COURSE_CHECKS: tuple[CheckRule, ...] = (
    CheckRule(
        code="zonder-koppeling",
        title="Opleidingsonderdelen zonder koppeling",
        weight=Weight.LOW,
        rule=lambda _: "Geen bevestigde koppeling en geen open voorstel in een van de kaders.",
        judge=_without_link,
    ),
    CheckRule(
        code="veel-koppelingen",
        title="Opleidingsonderdelen met opvallend veel koppelingen",
        weight=Weight.LOW,
        rule=_many_items_rule,
        judge=_many_items,
    ),
    CheckRule(
        code="alles-hoogste-niveau",
        title="Opleidingsonderdelen met alles op het hoogste niveau",
        weight=Weight.LOW,
        rule=_all_at_top_rule,
        judge=_all_at_top,
    ),
)

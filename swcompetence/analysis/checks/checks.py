"""Board checks: those on one item or one course, and every rule run on one programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from swcompetence.analysis.checks.check import (
    CLEAR,
    Answer,
    Check,
    CheckLimits,
    CheckRow,
    CheckRule,
    Judgement,
    ProgrammeFacts,
    Weight,
    confirmed_links,
    counted_courses,
    counted_proposals,
    judged,
    judged_items,
    missing_at,
)
from swcompetence.analysis.checks.programme import PROGRAMME_CHECKS
from swcompetence.analysis.finding import CourseFinding, Finding, FrameworkFindings, ItemFinding
from swcompetence.analysis.link_standing import (
    HIGHEST_LEVEL,
    LEVEL_NAMES,
    LOWEST_LEVEL,
    Assessed,
    counts,
)
from swcompetence.model import Course, Mapping
from swcompetence.phrasing import counted, dutch_number
from swcompetence.text import reading_of

_NO_ITEMS = "de kaders hebben geen kaderitems"


def _ask_missing(_: ProgrammeFacts, item: ItemFinding) -> Answer:
    match item.finding:
        case Finding.NO_TRACE:
            return Answer(is_found=True, remark="geen vermelding gevonden")
        case Finding.WEAK_TRACE:
            remark = f"onzekere aanwijzing in {counted_courses(item.traces)}"
            return Answer(is_found=True, remark=remark, courses=item.traces)
        case Finding.REJECTED:
            number = item.rejected_by
            who = counted(number, "lesgever", "lesgevers") if number else "een lesgever"
            remark = f"voorstel afgewezen door {who}; de woorden staan wel in de fiche"
            where = tuple(course.course for course in item.courses)
            return Answer(is_found=True, remark=remark, courses=where)
    return CLEAR


def _ask_touched(_: ProgrammeFacts, item: ItemFinding) -> Answer:
    return Answer(item.finding is Finding.TOUCHED, "is er meer dan een vermelding?")


def _ask_proposed(_: ProgrammeFacts, item: ItemFinding) -> Answer:
    return Answer(item.finding is Finding.CORE_PROPOSED, "na te kijken door een lesgever")


def _ask_claimed(facts: ProgrammeFacts, item: ItemFinding) -> Answer | None:
    if not facts.has_matrix:
        return None
    remark = f"de matrix noemt {counted_courses(item.claimed)}, in de fiche niet aangetroffen"
    return Answer(is_found=bool(item.claimed), remark=remark, courses=item.claimed)


def _ask_one_course(_: ProgrammeFacts, item: ItemFinding) -> Answer:
    is_alone = len({*item.confirmed, *item.proposed}) == 1
    return Answer(is_alone, "valt weg als dit opleidingsonderdeel verandert")


def _ask_only_introduced(_: ProgrammeFacts, item: ItemFinding) -> Answer | None:
    links = confirmed_links(item)
    if not links:
        return None
    answer = _ask_all_at(links, 0)
    if not answer.is_found:
        return answer
    remark = f"niveau {LOWEST_LEVEL} in {counted_courses(links)}, nergens hoger"
    return Answer(is_found=True, remark=remark + counted_proposals(len(item.proposed)))


def _ask_all_at(links: Sequence[CourseFinding], place: int) -> Answer:
    """Ask whether confirmed links all have the level at a place in the list of levels.

    One known other level settles it; else an unknown level leaves it undetermined.
    """
    ranks = [link.ranks for link in links]
    if any(rank != place for known in ranks for rank in known):
        return CLEAR
    if unknown := ranks.count(()):
        lacking = f"van {unknown} van de {len(links)} bevestigde koppelingen is het niveau onbekend"
        return Answer(is_found=None, remark=lacking)
    return Answer(is_found=True)


def _ask_never_assessed(_: ProgrammeFacts, item: ItemFinding) -> Answer | None:
    links = confirmed_links(item)
    if not links:
        return None
    answers = [link.assessed for link in links]
    if Assessed.YES in answers:
        return CLEAR
    if answers.count(Assessed.NO) < len(links):
        return Answer(is_found=None, remark=_unanswered(answers))
    remark = f"bevestigd in {counted_courses(links)}, overal niet geëvalueerd"
    return Answer(is_found=True, remark=remark + counted_proposals(len(item.proposed)))


def _unanswered(answers: Sequence[Assessed]) -> str:
    divided, named = answers.count(Assessed.DIVIDED), answers.count(Assessed.MENTIONED)
    empty = named + answers.count(Assessed.UNKNOWN)
    numbers = {"Geëvalueerd niet ingevuld": empty, "lesgevers oneens": divided}
    hint = f"; de fiche noemt het bij de evaluatie in {counted_courses(range(named))}"
    return missing_at(numbers, answers) + (hint if named else "")


ITEM_CHECKS: tuple[CheckRule, ...] = (
    CheckRule(
        code="niet-aangetroffen",
        title="Geen vermelding, onzekere aanwijzing of afgewezen",
        weight=Weight.HIGH,
        rule=lambda _: (
            "Geen bevestigde koppeling en geen open voorstel. De vaststelling zegt of geen enkele"
            " fiche een term van het kaderitem noemt, of er enkel een onzekere aanwijzing is, of"
            " lesgevers alles afwezen wat ervoor sprak."
        ),
        judge=lambda facts: judged_items(facts, _ask_missing, _NO_ITEMS),
    ),
    CheckRule(
        code="terloops-vermeld",
        title="Terloops vermeld, nergens onderwerp",
        weight=Weight.MIDDLE,
        rule=lambda _: (
            "Minstens één fiche raakt het kaderitem volgens een lesgever of een open voorstel"
            " terloops aan, en geen enkele heeft het als onderwerp."
        ),
        judge=lambda facts: judged_items(facts, _ask_touched, _NO_ITEMS),
    ),
    CheckRule(
        code="enkel-voorgesteld",
        title="Vermoedelijk onderwerp, nog niet bevestigd",
        weight=Weight.MIDDLE,
        rule=lambda _: "Minstens één open voorstel als onderwerp, geen enkel bevestigd onderwerp.",
        judge=lambda facts: judged_items(facts, _ask_proposed, _NO_ITEMS),
    ),
    CheckRule(
        code="enkel-in-de-matrix",
        title="In de matrix van de opleiding, niet aangetroffen in de fiche",
        weight=Weight.MIDDLE,
        rule=lambda _: (
            "De eigen matrix van de opleiding geeft het kaderitem aan een opleidingsonderdeel,"
            " terwijl geen enkele zoekterm ervan in de fiche staat en geen lesgever besliste. Ook"
            " als de matrix als besluit van de opleiding telt."
        ),
        judge=lambda facts: judged_items(
            facts, _ask_claimed, "er is geen matrix van de opleiding ingelezen"
        ),
    ),
    CheckRule(
        code="een-opleidingsonderdeel",
        title="Gedragen door één opleidingsonderdeel",
        weight=Weight.LOW,
        rule=lambda _: "Precies één opleidingsonderdeel is bevestigd of voorgesteld.",
        judge=lambda facts: judged_items(facts, _ask_one_course, _NO_ITEMS),
    ),
    CheckRule(
        code="enkel-geintroduceerd",
        title="Enkel geïntroduceerd, nergens verdiept",
        weight=Weight.MIDDLE,
        rule=lambda _: (
            "Het kaderitem heeft bevestigde koppelingen en die hebben allemaal niveau"
            f" {LOWEST_LEVEL}, volgens elke lesgever die een niveau gaf. Ontbreekt een niveau en"
            " staat er nergens een hoger, dan is het niet te beoordelen. Open voorstellen tellen"
            " niet mee; de vaststelling noemt hun aantal."
        ),
        judge=lambda facts: judged_items(facts, _ask_only_introduced, facts.why_no_levels()),
    ),
    CheckRule(
        code="nergens-geevalueerd",
        title="Bevestigd, maar nergens geëvalueerd",
        weight=Weight.HIGH,
        rule=lambda _: (
            "Het kaderitem heeft bevestigde koppelingen en bij allemaal antwoordden de lesgevers"
            " ‘nee’ op Geëvalueerd. Staat er nergens ‘ja’ en is Geëvalueerd bij minstens één ervan"
            " niet ingevuld, of zijn de lesgevers het oneens, dan is het niet te beoordelen; een"
            " fiche die het bij de evaluatie noemt, beslist dat niet. Open voorstellen tellen niet"
            " mee; de vaststelling noemt hun aantal."
        ),
        judge=lambda facts: judged_items(
            facts,
            _ask_never_assessed,
            "Geëvalueerd is nergens ingevuld" if facts.confirmed else facts.why_no_levels(),
        ),
    ),
)


def _without_link(facts: ProgrammeFacts) -> Judgement:
    traces = Counter(
        course
        for framework in facts.frameworks
        for item in framework.items
        for course in item.traces
    )
    links = facts.mapping.links
    linked = {link.course for link in links if counts(link)}
    pairs = (
        (Answer(course.id not in linked), _row(course, _of_unlinked(course, traces[course.id])))
        for course in facts.mapping.courses
    )
    return judged(pairs, "de lijst bevat geen opleidingsonderdelen")


def _of_unlinked(course: Course, traces: int) -> str:
    if traces:
        return f"onzekere aanwijzing voor {counted(traces, 'kaderitem', 'kaderitems')}"
    match (course.read or reading_of(course)).skipped:
        case "no_text":
            return "geen tekst om te lezen"
        case "language":
            return "in een taal die de software niet leest"
    return "de fiche noemt geen kaderitem"


def _many_items(facts: ProgrammeFacts) -> Judgement:
    least = facts.limits.many_items_least
    large = [framework for framework in facts.expected if len(framework.items) >= least]
    reason = "er zijn geen koppelingen en geen voorstellen"
    if not large:
        reason = f"geen enkel kader telt minstens {least} kaderitems"
    pairs = (pair for framework in large for pair in _in_framework(facts, framework))
    return judged(pairs, reason)


def _in_framework(
    facts: ProgrammeFacts, framework: FrameworkFindings
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
        of_framework = {"framework": framework.title, "framework_id": framework.id}
        yield Answer(is_many), row.model_copy(update=of_framework)


def _many_items_rule(facts: ProgrammeFacts) -> str:
    limits = facts.limits
    share = dutch_number(limits.many_items_share * 100)
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
    pairs = (
        (answer, _row(course, answer.remark, *_counts(facts, course)))
        for course in facts.mapping.courses
        if (answer := _ask_all_at_top(facts, course))
    )
    return judged(pairs, reason)


def _ask_all_at_top(facts: ProgrammeFacts, course: Course) -> Answer | None:
    links = [link for link in facts.confirmed if link.course == course.id]
    if len(links) < facts.limits.top_level_least:
        return None
    answer = _ask_all_at(links, len(LEVEL_NAMES) - 1)
    if not answer.is_found:
        return answer
    remark = f"alle {len(links)} bevestigde koppelingen hebben niveau {HIGHEST_LEVEL}"
    return Answer(is_found=True, remark=remark + counted_proposals(_counts(facts, course)[1]))


def _all_at_top_rule(facts: ProgrammeFacts) -> str:
    return (
        f"Het opleidingsonderdeel heeft minstens {facts.limits.top_level_least} bevestigde"
        f" koppelingen en die hebben allemaal niveau {HIGHEST_LEVEL}, volgens elke"
        " lesgever die een niveau gaf. Ontbreekt een niveau en staat er nergens een lager, dan is"
        " het niet te beoordelen. Open voorstellen tellen niet mee; de vaststelling noemt hun"
        " aantal."
    )


def _counts(facts: ProgrammeFacts, course: Course) -> tuple[int, int]:
    """Count the confirmed links and the open proposals of a course."""
    confirmed = [link.is_confirmed for link in facts.links if link.course == course.id]
    return confirmed.count(True), confirmed.count(False)


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


CHECK_RULES: tuple[CheckRule, ...] = (*ITEM_CHECKS, *PROGRAMME_CHECKS, *COURSE_CHECKS)
"""Every check, in the order of the report."""
CHECK_TITLES: dict[str, str] = {rule.code: rule.title for rule in CHECK_RULES}
"""Code -> title."""
CHECK_CODES: dict[str, str] = {
    "Niet aangetroffen in de fiches": "niet-aangetroffen",
    "Terloops vermeld, zonder voorstel": "terloops-vermeld",
    "Enkel voorgesteld, nog door niemand bevestigd": "enkel-voorgesteld",
    "Vermoedelijk onderwerp, nog door niemand bevestigd": "enkel-voorgesteld",
    **{title: code for code, title in CHECK_TITLES.items()},
}
"""Title -> code, with the titles that stand in reports of before 0.5."""


def run_checks(
    mapping: Mapping,
    frameworks: Sequence[FrameworkFindings],
    *,
    limits: CheckLimits | None = None,
) -> tuple[Check, ...]:
    """Apply every check; one that finds nothing, or cannot be applied, is given too and says so.

    The mapping is of one programme, with its findings. A framework that is there to compare with,
    such as work fields, has no gaps.
    """
    facts = ProgrammeFacts(
        mapping=mapping,
        frameworks=tuple(frameworks),
        limits=limits or CheckLimits(),
    )
    return tuple(rule.check(facts) for rule in CHECK_RULES)

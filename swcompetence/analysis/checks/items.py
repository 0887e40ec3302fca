"""The checks that look at one item at a time."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.analysis.checks.check import Weight
from swcompetence.analysis.checks.course_link import level_word
from swcompetence.analysis.checks.programme_facts import (
    CLEAR,
    Answer,
    CheckRule,
    Judgement,
    ProgrammeFacts,
    counted_courses,
    counted_proposals,
    judged_items,
)
from swcompetence.analysis.item_coverage import Finding, ItemCoverage
from swcompetence.analysis.link_standing import Assessed

_NO_ITEMS = "de kaders hebben geen kaderitems"


def _not_found(facts: ProgrammeFacts) -> Judgement:
    return judged_items(facts, _ask_not_found, _NO_ITEMS)


def _ask_not_found(_: ProgrammeFacts, item: ItemCoverage) -> Answer:
    if item.finding is not Finding.NOT_FOUND:
        return CLEAR
    if not item.possible:
        return Answer(is_found=True, remark="ook geen zwakke aanwijzing gevonden")
    remark = f"zwakke aanwijzing in {counted_courses(item.possible)}"
    return Answer(is_found=True, remark=remark, courses=item.possible)


def _mentioned(facts: ProgrammeFacts) -> Judgement:
    return judged_items(facts, _ask_mentioned, _NO_ITEMS)


def _ask_mentioned(_: ProgrammeFacts, item: ItemCoverage) -> Answer:
    if item.finding is not Finding.MENTIONED:
        return CLEAR
    where = counted_courses(item.mentioned)
    remark = f"duidelijke term in {where}; is er meer dan een vermelding?"
    return Answer(is_found=True, remark=remark, courses=item.mentioned)


def _proposed(facts: ProgrammeFacts) -> Judgement:
    return judged_items(facts, _ask_proposed, _NO_ITEMS)


def _ask_proposed(_: ProgrammeFacts, item: ItemCoverage) -> Answer:
    is_found = item.finding is Finding.PROPOSED
    return Answer(is_found=is_found, remark="na te kijken door een lesgever")


def _one_course(facts: ProgrammeFacts) -> Judgement:
    return judged_items(facts, _ask_one_course, _NO_ITEMS)


def _ask_one_course(_: ProgrammeFacts, item: ItemCoverage) -> Answer:
    is_found = len({*item.confirmed, *item.proposed}) == 1
    return Answer(is_found=is_found, remark="valt weg als dit opleidingsonderdeel verandert")


def _only_introduced(facts: ProgrammeFacts) -> Judgement:
    return judged_items(facts, _ask_only_introduced, facts.why_no_levels())


def _ask_only_introduced(facts: ProgrammeFacts, item: ItemCoverage) -> Answer | None:
    links = facts.confirmed_of(item.item)
    if not links:
        return None
    if not facts.has_levels:
        return Answer(is_found=None, remark=facts.why_no_levels())
    ranks = [link.ranks(facts.levels) for link in links]
    if any(max(places, default=0) > 0 for places in ranks):
        return CLEAR
    if unknown := ranks.count(()):
        lacking = f"van {unknown} van de {len(links)} bevestigde koppelingen is het niveau onbekend"
        return Answer(is_found=None, remark=lacking)
    remark = f"niveau {level_word(facts.levels[0])} in {counted_courses(links)}, nergens hoger"
    return Answer(is_found=True, remark=remark + counted_proposals(len(item.proposed)))


def _only_introduced_rule(facts: ProgrammeFacts) -> str:
    lowest = level_word(facts.levels[0]) if facts.levels else "het laagste"
    return (
        "Het kaderitem heeft bevestigde koppelingen en die hebben allemaal niveau"
        f" {lowest}, volgens elke lesgever die een niveau gaf. Ontbreekt een niveau en staat er"
        " nergens een hoger, dan is het niet te beoordelen. Open voorstellen tellen niet mee; de"
        " vaststelling noemt hun aantal."
    )


def _never_assessed(facts: ProgrammeFacts) -> Judgement:
    reason = "Geëvalueerd is nergens ingevuld" if facts.confirmed else facts.why_no_levels()
    return judged_items(facts, _ask_never_assessed, reason)


def _ask_never_assessed(facts: ProgrammeFacts, item: ItemCoverage) -> Answer | None:
    links = facts.confirmed_of(item.item)
    if not links:
        return None
    said = [link.assessed for link in links]
    if Assessed.YES in said:
        return CLEAR
    if said.count(Assessed.NO) < len(links):
        return Answer(is_found=None, remark=_not_said(said))
    remark = f"bevestigd in {counted_courses(links)}, overal niet geëvalueerd"
    return Answer(is_found=True, remark=remark + counted_proposals(len(item.proposed)))


def _not_said(said: Sequence[Assessed]) -> str:
    divided, named = said.count(Assessed.DIVIDED), said.count(Assessed.MENTIONED)
    empty = named + said.count(Assessed.UNKNOWN)
    parts = [
        f"{words} bij {number}"
        for number, words in ((empty, "Geëvalueerd niet ingevuld"), (divided, "lesgevers oneens"))
        if number
    ]
    lacking = f"{', '.join(parts)} van de {len(said)} bevestigde koppelingen"
    hint = f"; de fiche noemt het bij de evaluatie in {counted_courses(range(named))}"
    return lacking + (hint if named else "")


ITEM_CHECKS: tuple[CheckRule, ...] = (
    CheckRule(
        code="niet-aangetroffen",
        title="Niet aangetroffen in de fiches",
        weight=Weight.HIGH,
        rule=lambda _: (
            "Geen bevestigde koppeling, geen open voorstel en geen enkele duidelijke term in de"
            " hele lijst."
        ),
        judge=_not_found,
    ),
    CheckRule(
        code="terloops-vermeld",
        title="Terloops vermeld, zonder voorstel",
        weight=Weight.MIDDLE,
        rule=lambda _: (
            "Geen bevestigde koppeling en geen open voorstel, wel een duidelijke term in minstens"
            " één fiche."
        ),
        judge=_mentioned,
    ),
    CheckRule(
        code="enkel-voorgesteld",
        title="Enkel voorgesteld, nog door niemand bevestigd",
        weight=Weight.MIDDLE,
        rule=lambda _: "Minstens één open voorstel, geen enkele bevestigde koppeling.",
        judge=_proposed,
    ),
    CheckRule(
        code="een-opleidingsonderdeel",
        title="Gedragen door één opleidingsonderdeel",
        weight=Weight.LOW,
        rule=lambda _: "Precies één opleidingsonderdeel is bevestigd of voorgesteld.",
        judge=_one_course,
    ),
    CheckRule(
        code="enkel-geintroduceerd",
        title="Enkel geïntroduceerd, nergens verdiept",
        weight=Weight.MIDDLE,
        rule=_only_introduced_rule,
        judge=_only_introduced,
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
        judge=_never_assessed,
    ),
)

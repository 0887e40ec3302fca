"""The checks that need the whole programme: its phases, its electives and its tracks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from swcompetence.analysis.checks.check import (
    CLEAR,
    Answer,
    CheckRule,
    Judgement,
    ProgrammeFacts,
    Weight,
    confirmed_links,
    counted_courses,
    judged_items,
    missing_at,
)
from swcompetence.analysis.checks.narrowest_path import Meeting, Role, meeting, roles, tracks
from swcompetence.analysis.finding import CourseFinding, ItemFinding
from swcompetence.analysis.link_standing import HIGHEST_LEVEL, LEVEL_NAMES
from swcompetence.phrasing import counted, single_spaced

_NO_LINKS = "er zijn geen koppelingen en geen voorstellen"


def _order_broken(facts: ProgrammeFacts) -> Judgement:
    if not _has_phases(facts):
        reason = "de lijst noemt geen twee fases"
    elif not facts.confirmed or not any(link.levels for link in facts.confirmed):
        reason = facts.why_no_levels()
    else:
        reason = "geen kaderitem heeft twee bevestigde koppelingen met niveau en fase"
    return judged_items(facts, _ask_order, reason)


def _ask_order(facts: ProgrammeFacts, item: ItemFinding) -> Answer | None:
    links = confirmed_links(item)
    if len(links) <= 1:
        return None
    if not _has_phases(facts):
        return Answer(is_found=None, remark="de lijst noemt geen twee fases")
    ordered = [_ordered(facts, link) for link in links]
    if _must_be_broken(ordered):
        return Answer(is_found=True, remark=_broken(facts, ordered))
    if _may_be_broken(ordered):
        return Answer(is_found=None, remark=_lacking(facts, links))
    return CLEAR


def _has_phases(facts: ProgrammeFacts) -> bool:
    return len(facts.phases.phases) > 1


def _ordered(facts: ProgrammeFacts, link: CourseFinding) -> _OrderedLink:
    top, ranks = len(LEVEL_NAMES) - 1, link.ranks
    place = facts.phases.place(facts.courses[link.course])
    return _OrderedLink(
        course=link.course,
        may_be_top=not ranks or max(ranks) == top,
        may_be_lower=not ranks or min(ranks) < top,
        earliest=0 if place is None else place,
        latest=len(facts.phases.phases) - 1 if place is None else place,
    )


def _broken(facts: ProgrammeFacts, links: Sequence[_OrderedLink]) -> str:
    top = min((link for link in links if not link.may_be_lower), key=lambda link: link.earliest)
    lower = min((link for link in links if not link.may_be_top), key=lambda link: link.earliest)
    return (
        f"niveau {HIGHEST_LEVEL} al in {_where(facts, top)}, een lager niveau pas in"
        f" {_where(facts, lower)}"
    )


def _where(facts: ProgrammeFacts, link: _OrderedLink) -> str:
    course = facts.courses[link.course]
    phase = single_spaced(course.phase or "een onbekende fase")
    return f"{'fase ' if phase.isdigit() else ''}{phase} ({course.code or course.title})"


def _lacking(facts: ProgrammeFacts, links: Sequence[CourseFinding]) -> str:
    levels = sum(not link.ranks for link in links)
    differing = sum(len(link.levels) > 1 for link in links)
    phases = sum(facts.phases.place(facts.courses[link.course]) is None for link in links)
    numbers = {
        "niveau onbekend": levels,
        "lesgevers oneens over het niveau": differing,
        "fase onbekend": phases,
    }
    return missing_at(numbers, links)


def _order_rule(facts: ProgrammeFacts) -> str:
    return (
        "Een opleidingsonderdeel heeft een bevestigde koppeling op niveau"
        f" {HIGHEST_LEVEL} in een vroegere fase dan het eerste opleidingsonderdeel met een"
        " bevestigde koppeling op een lager niveau."
        f" {facts.phases.rule} Binnen een fase speelt het semester geen rol. Gaat over kaderitems"
        " met minstens twee bevestigde koppelingen; hangt het antwoord af van een niveau of fase"
        " die ontbreekt, dan is het niet te beoordelen."
    )


def _only_elective(facts: ProgrammeFacts) -> Judgement:
    reason = _NO_LINKS
    if facts.links:
        reason = "de lijst zegt niet welke opleidingsonderdelen verplicht zijn"
    return judged_items(facts, _ask_only_elective, reason)


def _ask_only_elective(facts: ProgrammeFacts, item: ItemFinding) -> Answer | None:
    links = _telling(item)
    if not links:
        return None
    role = _roles(facts, None)
    met = meeting(links, role)
    if met is not Meeting.MISSABLE:
        return _undetermined(links, role) if met is Meeting.UNDETERMINED else CLEAR
    kind = "bevestigd" if links[0].is_confirmed else "voorgesteld"
    remark = f"enkel {kind} in keuzeopleidingsonderdelen ({len(links)})"
    compulsory = [link for link in item.linked if role[link.course] is Role.COMPULSORY]
    if compulsory:
        courses = counted(
            len(compulsory), "verplicht opleidingsonderdeel", "verplichte opleidingsonderdelen"
        )
        remark += f"; in {courses} staat enkel een open voorstel"
    return Answer(is_found=True, remark=remark)


def _missable(facts: ProgrammeFacts) -> Judgement:
    if not tracks(facts.mapping.courses):
        return Judgement((), 0, reason="de lijst noemt geen trajecten")
    reason = "de lijst zegt niet welke opleidingsonderdelen verplicht zijn"
    return judged_items(facts, _ask_missable, reason if facts.links else _NO_LINKS)


def _ask_missable(facts: ProgrammeFacts, item: ItemFinding) -> Answer | None:
    links = _telling(item)
    if not links or meeting(links, _roles(facts, None)) is Meeting.MISSABLE:
        return None
    met = {track: meeting(links, _roles(facts, track)) for track in tracks(facts.mapping.courses)}
    missable = [track for track in met if met[track] is Meeting.MISSABLE]
    if missable:
        remark = f"te missen in traject {'; '.join(missable)}"
        unclear = [track for track in met if met[track] is Meeting.UNDETERMINED]
        rest = f"; niet te beoordelen in traject {'; '.join(unclear)}" if unclear else ""
        return Answer(is_found=True, remark=remark + rest)
    if Meeting.UNDETERMINED in met.values():
        return _undetermined(links, _roles(facts, None))
    return CLEAR


def _telling(item: ItemFinding) -> tuple[CourseFinding, ...]:
    """Give the confirmed links of an item; its open proposals where it has none."""
    return confirmed_links(item) or item.linked


def _roles(facts: ProgrammeFacts, track: str | None) -> dict[str, Role]:
    stated = facts.limits.unstated_is_compulsory
    return roles(facts.mapping.courses, track, unstated_is_compulsory=stated)


def _undetermined(links: Sequence[CourseFinding], role: dict[str, Role]) -> Answer:
    unstated = [link for link in links if role[link.course] is Role.UNSTATED]
    question = "het verplicht is" if len(unstated) == 1 else "ze verplicht zijn"
    lacking = f"de lijst zegt van {counted_courses(unstated)} niet of {question}"
    return Answer(is_found=None, remark=lacking)


_KIND = (
    "Wat telt, zijn de bevestigde koppelingen, en bij een kaderitem zonder bevestigde koppeling de"
    " open voorstellen."
)


def _unstated(facts: ProgrammeFacts) -> str:
    if facts.limits.unstated_is_compulsory:
        return "Wat de lijst openlaat, telt als verplicht."
    return (
        "Zegt de lijst niet of een opleidingsonderdeel verplicht is en hangt het antwoord daarvan"
        " af, dan is het niet te beoordelen."
    )


PROGRAMME_CHECKS: tuple[CheckRule, ...] = (
    CheckRule(
        code="volgorde-doorbroken",
        title="Volgorde doorbroken: eerst het hoogste niveau, dan pas een lager",
        weight=Weight.MIDDLE,
        rule=_order_rule,
        judge=_order_broken,
    ),
    CheckRule(
        code="enkel-in-keuze",
        title="Enkel in keuzeopleidingsonderdelen: een student kan dit missen",
        weight=Weight.HIGH,
        rule=lambda facts: (
            f"{_KIND} Geen daarvan ligt in een verplicht opleidingsonderdeel, van welk traject ook."
            f" {_unstated(facts)}"
        ),
        judge=_only_elective,
    ),
    CheckRule(
        code="te-missen-in-traject",
        title="Te missen in een traject",
        weight=Weight.HIGH,
        rule=lambda facts: (
            f"{_KIND} In het genoemde traject ligt er geen in een verplicht opleidingsonderdeel,"
            " gemeenschappelijk of van het traject zelf. Keuzeopleidingsonderdelen tellen niet mee;"
            " wat in geen enkel traject verplicht is, staat bij de controle ‘Enkel in"
            f" keuzeopleidingsonderdelen’. {_unstated(facts)}"
        ),
        judge=_missable,
    ),
)


class _OrderedLink(NamedTuple):
    """A link of an item, with what is known of its level and phase."""

    course: str
    """Course id."""
    may_be_top: bool
    """True also where the level is unknown."""
    may_be_lower: bool
    """True also where the level is unknown."""
    earliest: int
    """Earliest place that its phase may have, from 0."""
    latest: int


def _must_be_broken(links: Sequence[_OrderedLink]) -> bool:
    """Say whether, whatever the unknown levels and phases are, a top level comes first.

    The order is broken where a link at the top level stands in an earlier phase than the first
    link at a lower one.
    """
    # The most favourable case: every unknown level is a lower one, in the earliest phase it may be.
    has_lower = any(not link.may_be_top for link in links)
    first_lower = min((link.earliest for link in links if link.may_be_lower), default=0)
    tops = [link for link in links if not link.may_be_lower]
    return has_lower and any(link.latest < first_lower for link in tops)


def _may_be_broken(links: Sequence[_OrderedLink]) -> bool:
    """Say whether some unknown levels and phases would break the order."""
    # The least favourable case: a link that may be at the top is, as early as it may be, and the
    # known lower ones come as late as they may.
    last_first_lower = min((link.latest for link in links if not link.may_be_top), default=None)
    for top in (link for link in links if link.may_be_top):
        lower = [link for link in links if link is not top and link.may_be_lower]
        can_follow = any(link.latest > top.earliest for link in lower)
        if can_follow and (last_first_lower is None or top.earliest < last_first_lower):
            return True
    return False

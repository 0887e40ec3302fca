"""Board checks: on every item, on the order and the tracks of a programme, and on every course."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from swcompetence.analysis.checks.check import (
    CLEAR,
    Answer,
    Check,
    CheckLimits,
    CheckRow,
    CheckRule,
    ProgrammeFacts,
    Weight,
    Wording,
)
from swcompetence.analysis.checks.narrowest_path import Meeting, Role, meeting, roles, tracks
from swcompetence.analysis.finding import CourseFinding, Finding, FrameworkFindings, ItemFinding
from swcompetence.analysis.link_standing import (
    HIGHEST_LEVEL,
    LEVEL_NAMES,
    LOWEST_LEVEL,
    Assessed,
    counts,
)
from swcompetence.model import Course
from swcompetence.model import Mapping as LinkMapping
from swcompetence.phrasing import counted, dutch_number, single_spaced
from swcompetence.text import reading_of

_TOP = len(LEVEL_NAMES) - 1
_NO_ITEMS = "de kaders hebben geen kaderitems"
_NO_LINKS = "er zijn geen koppelingen en geen voorstellen"
_NO_PHASES = "de lijst noemt geen twee fases"
_NO_FRAMEWORK = "er is geen kader dat de opleiding hoort te dekken"
_UNSTATED = "de lijst zegt niet welke opleidingsonderdelen verplicht zijn"

_AskItem = Callable[[ProgrammeFacts, ItemFinding], Answer | None]
"""Asks about an item; None says that the question is not about that item."""
_Answers = Iterator[tuple[Answer, CheckRow]]


def _of_items(ask: _AskItem) -> Callable[[ProgrammeFacts], _Answers]:
    """Ask a question about every item that a programme is expected to cover."""

    def asked(facts: ProgrammeFacts) -> _Answers:
        for framework in facts.expected:
            for item in framework.items:
                if answer := ask(facts, item):
                    linked = tuple(dict.fromkeys((*item.confirmed, *item.proposed)))
                    yield (
                        answer,
                        CheckRow(
                            framework=framework.title,
                            framework_id=item.item.framework,
                            item=item.item,
                            label=item.label,
                            group=item.group,
                            courses=linked if answer.courses is None else answer.courses,
                            confirmed=len(item.confirmed),
                            proposed=len(item.proposed),
                            remark=answer.remark,
                        ),
                    )

    return asked


def _item_rule(
    code: str,
    title: str,
    weight: Weight,
    rule: Wording,
    ask: _AskItem,
    why_not: Callable[[ProgrammeFacts], str] = lambda _: _NO_ITEMS,
) -> CheckRule:
    def why(facts: ProgrammeFacts) -> str:
        return why_not(facts) if facts.expected else _NO_FRAMEWORK

    return CheckRule(code, title, weight, rule, _of_items(ask), why)


def _confirmed(item: ItemFinding) -> tuple[CourseFinding, ...]:
    return tuple(link for link in item.linked if link.is_confirmed)


def _courses(courses: Sequence[object]) -> str:
    return counted(len(courses), "opleidingsonderdeel", "opleidingsonderdelen")


def _missing_at(numbers: Mapping[str, int], links: Sequence[object]) -> str:
    """Say of how many of the confirmed links each fact is missing."""
    parts = ", ".join(f"{words} bij {number}" for words, number in numbers.items() if number)
    return f"{parts} van de {len(links)} bevestigde koppelingen"


def _and_proposals(number: int) -> str:
    more = counted(number, "open voorstel", "open voorstellen")
    return f"; daarnaast {more}" if number else ""


# ---- one item


def _ask_missing(_: ProgrammeFacts, item: ItemFinding) -> Answer:
    match item.finding:
        case Finding.NO_TRACE:
            return Answer(is_found=True, remark="geen vermelding gevonden")
        case Finding.WEAK_TRACE:
            remark = f"onzekere aanwijzing in {_courses(item.traces)}"
            return Answer(is_found=True, remark=remark, courses=item.traces)
        case Finding.REJECTED:
            number = item.rejected_by
            who = counted(number, "lesgever", "lesgevers") if number else "een lesgever"
            remark = f"voorstel afgewezen door {who}; de woorden staan wel in de fiche"
            where = tuple(course.course for course in item.courses)
            return Answer(is_found=True, remark=remark, courses=where)
    return CLEAR


def _ask_claimed(facts: ProgrammeFacts, item: ItemFinding) -> Answer | None:
    remark = f"de matrix noemt {_courses(item.claimed)}, in de fiche niet aangetroffen"
    return Answer(bool(item.claimed), remark, item.claimed) if facts.has_matrix else None


def _ask_only_introduced(_: ProgrammeFacts, item: ItemFinding) -> Answer | None:
    links = _confirmed(item)
    answer = _ask_all_at(links, 0) if links else None
    if not answer or not answer.is_found:
        return answer
    remark = f"niveau {LOWEST_LEVEL} in {_courses(links)}, nergens hoger"
    return Answer(is_found=True, remark=remark + _and_proposals(len(item.proposed)))


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
    links = _confirmed(item)
    answers = Counter(link.assessed for link in links)
    if not links:
        return None
    if Assessed.YES in answers:
        return CLEAR
    if answers[Assessed.NO] < len(links):
        named = answers[Assessed.MENTIONED]
        numbers = {
            "Geëvalueerd niet ingevuld": named + answers[Assessed.UNKNOWN],
            "lesgevers oneens": answers[Assessed.DIVIDED],
        }
        hint = f"; de fiche noemt het bij de evaluatie in {_courses(range(named))}"
        return Answer(is_found=None, remark=_missing_at(numbers, links) + (hint if named else ""))
    remark = f"bevestigd in {_courses(links)}, overal niet geëvalueerd"
    return Answer(is_found=True, remark=remark + _and_proposals(len(item.proposed)))


# ---- phases, electives and tracks


class _OrderedLink(NamedTuple):
    """A link of an item, with what is known of its level and phase."""

    course: Course
    may_be_top: bool
    """True also where the level is unknown."""
    may_be_lower: bool
    """True also where the level is unknown."""
    earliest: int
    """Earliest place that its phase may have, from 0."""
    latest: int

    @property
    def where(self) -> str:
        """Its phase and course."""
        phase = single_spaced(self.course.phase or "een onbekende fase")
        name = self.course.code or self.course.title
        return f"{'fase ' if phase.isdigit() else ''}{phase} ({name})"


def _ask_order(facts: ProgrammeFacts, item: ItemFinding) -> Answer | None:
    """Ask whether a link at the top level stands in an earlier phase than the first lower one."""
    links = _confirmed(item)
    if len(links) <= 1:
        return None
    phases = facts.phases
    if len(phases.phases) <= 1:
        return Answer(is_found=None, remark=_NO_PHASES)
    ordered = []
    for link in links:
        course, ranks = facts.courses[link.course], link.ranks
        place, last = phases.place(course), len(phases.phases) - 1
        ordered.append(
            _OrderedLink(
                course=course,
                may_be_top=not ranks or max(ranks) == _TOP,
                may_be_lower=not ranks or min(ranks) < _TOP,
                earliest=0 if place is None else place,
                latest=last if place is None else place,
            )
        )
    if _must_be_broken(ordered):
        tops = (link for link in ordered if not link.may_be_lower)
        lower = (link for link in ordered if not link.may_be_top)
        top, first = (min(some, key=lambda link: link.earliest) for some in (tops, lower))
        remark = f"niveau {HIGHEST_LEVEL} al in {top.where}, een lager niveau pas in {first.where}"
        return Answer(is_found=True, remark=remark)
    if _may_be_broken(ordered):
        numbers = {
            "niveau onbekend": sum(not link.ranks for link in links),
            "lesgevers oneens over het niveau": sum(len(link.levels) > 1 for link in links),
            "fase onbekend": sum(phases.place(link.course) is None for link in ordered),
        }
        return Answer(is_found=None, remark=_missing_at(numbers, links))
    return CLEAR


def _must_be_broken(links: Sequence[_OrderedLink]) -> bool:
    """Say whether, whatever the unknown levels and phases are, a top level comes first."""
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


def _why_no_order(facts: ProgrammeFacts) -> str:
    if len(facts.phases.phases) <= 1:
        return _NO_PHASES
    if not any(link.levels for link in facts.confirmed):
        return facts.why_no_levels()
    return "geen kaderitem heeft twee bevestigde koppelingen met niveau en fase"


def _ask_only_elective(facts: ProgrammeFacts, item: ItemFinding) -> Answer | None:
    links = _confirmed(item) or item.linked
    if not links:
        return None
    role = _roles(facts, None)
    met = meeting(links, role)
    if met is not Meeting.MISSABLE:
        return _undetermined(links, role) if met is Meeting.UNDETERMINED else CLEAR
    kind = "bevestigd" if links[0].is_confirmed else "voorgesteld"
    remark = f"enkel {kind} in keuzeopleidingsonderdelen ({len(links)})"
    compulsory = sum(role[link.course] is Role.COMPULSORY for link in item.linked)
    if compulsory:
        nouns = ("verplicht opleidingsonderdeel", "verplichte opleidingsonderdelen")
        remark += f"; in {counted(compulsory, *nouns)} staat enkel een open voorstel"
    return Answer(is_found=True, remark=remark)


def _ask_missable(facts: ProgrammeFacts, item: ItemFinding) -> Answer | None:
    links, names = _confirmed(item) or item.linked, tracks(facts.mapping.courses)
    if not names or not links or meeting(links, _roles(facts, None)) is Meeting.MISSABLE:
        return None
    met = {track: meeting(links, _roles(facts, track)) for track in names}
    missable, unclear = (
        "; ".join(track for track in met if met[track] is answer)
        for answer in (Meeting.MISSABLE, Meeting.UNDETERMINED)
    )
    if missable:
        rest = f"; niet te beoordelen in traject {unclear}" if unclear else ""
        return Answer(is_found=True, remark=f"te missen in traject {missable}{rest}")
    return _undetermined(links, _roles(facts, None)) if unclear else CLEAR


def _why_none_missable(facts: ProgrammeFacts) -> str:
    if not tracks(facts.mapping.courses):
        return "de lijst noemt geen trajecten"
    if not facts.expected:
        return _NO_FRAMEWORK
    return _UNSTATED if facts.links else _NO_LINKS


def _roles(facts: ProgrammeFacts, track: str | None) -> dict[str, Role]:
    stated = facts.limits.unstated_is_compulsory
    return roles(facts.mapping.courses, track, unstated_is_compulsory=stated)


def _undetermined(links: Sequence[CourseFinding], role: dict[str, Role]) -> Answer:
    unstated = [link for link in links if role[link.course] is Role.UNSTATED]
    question = "het verplicht is" if len(unstated) == 1 else "ze verplicht zijn"
    lacking = f"de lijst zegt van {_courses(unstated)} niet of {question}"
    return Answer(is_found=None, remark=lacking)


_KIND = (
    "Wat telt, zijn de bevestigde koppelingen, en bij een kaderitem zonder bevestigde koppeling de"
    " open voorstellen."
)


def _unstated_rule(facts: ProgrammeFacts) -> str:
    if facts.limits.unstated_is_compulsory:
        return "Wat de lijst openlaat, telt als verplicht."
    return (
        "Zegt de lijst niet of een opleidingsonderdeel verplicht is en hangt het antwoord daarvan"
        " af, dan is het niet te beoordelen."
    )


# ---- one course


def _row(course: Course, remark: str, confirmed: int = 0, proposed: int = 0) -> CheckRow:
    return CheckRow(
        course=course.id,
        label=course.title,
        courses=(course.id,),
        confirmed=confirmed,
        proposed=proposed,
        remark=remark,
    )


_UNREAD = {
    "no_text": "geen tekst om te lezen",
    "language": "in een taal die de software niet leest",
}


def _without_link(facts: ProgrammeFacts) -> _Answers:
    items = (item for framework in facts.frameworks for item in framework.items)
    traces = Counter(course for item in items for course in item.traces)
    linked = {link.course for link in facts.mapping.links if counts(link)}
    for course in facts.mapping.courses:
        skipped = (course.read or reading_of(course)).skipped
        remark = _UNREAD[skipped] if skipped else "de fiche noemt geen kaderitem"
        if number := traces[course.id]:
            remark = f"onzekere aanwijzing voor {counted(number, 'kaderitem', 'kaderitems')}"
        yield Answer(course.id not in linked), _row(course, remark)


def _large(facts: ProgrammeFacts) -> list[FrameworkFindings]:
    """Give the frameworks with enough items for many links to be a question."""
    return [f for f in facts.expected if len(f.items) >= facts.limits.many_items_least]


def _many_items(facts: ProgrammeFacts) -> _Answers:
    limits = facts.limits
    for framework in _large(facts):
        of_framework = {"framework": framework.title, "framework_id": framework.id}
        confirmed = Counter(course for item in framework.items for course in item.confirmed)
        proposed = Counter(course for item in framework.items for course in item.proposed)
        total = len(framework.items)
        for course in facts.mapping.courses:
            sure, unsure = confirmed[course.id], proposed[course.id]
            if number := sure + unsure:
                least = number >= limits.many_items_least
                remark = (
                    f"{number} van de {total} kaderitems: {sure} bevestigd, {unsure} voorgesteld"
                )
                row = _row(course, remark, sure, unsure).model_copy(update=of_framework)
                yield Answer(least and number > limits.many_items_share * total), row


def _many_items_rule(facts: ProgrammeFacts) -> str:
    limits = facts.limits
    share = dutch_number(limits.many_items_share * 100)
    return (
        f"Het opleidingsonderdeel is gekoppeld aan meer dan {share} % van de kaderitems van één"
        f" kader en aan minstens {limits.many_items_least}: bevestigde koppelingen en open"
        " voorstellen samen, in de vaststelling apart geteld. Een kader met minder kaderitems dan"
        " dat blijft buiten beschouwing."
    )


def _all_at_top(facts: ProgrammeFacts) -> _Answers:
    by_course = defaultdict[str, list[CourseFinding]](list)
    for link in facts.links:
        by_course[link.course].append(link)
    for course in facts.mapping.courses:
        of_course = by_course[course.id]
        links = [link for link in of_course if link.is_confirmed]
        if len(links) < facts.limits.top_level_least:
            continue
        answer, proposed = _ask_all_at(links, _TOP), len(of_course) - len(links)
        remark = answer.remark
        if answer.is_found:
            remark = f"alle {len(links)} bevestigde koppelingen hebben niveau {HIGHEST_LEVEL}"
            remark += _and_proposals(proposed)
        yield answer, _row(course, remark, len(links), proposed)


def _why_none_at_top(facts: ProgrammeFacts) -> str:
    if not any(link.levels for link in facts.confirmed):
        return facts.why_no_levels()
    return (
        f"geen opleidingsonderdeel heeft minstens {facts.limits.top_level_least} bevestigde"
        " koppelingen met een bruikbaar niveau"
    )


CHECK_RULES: tuple[CheckRule, ...] = (
    _item_rule(
        "niet-aangetroffen",
        "Geen vermelding, onzekere aanwijzing of afgewezen",
        Weight.HIGH,
        "Geen bevestigde koppeling en geen open voorstel. De vaststelling zegt of geen enkele fiche"
        " een term van het kaderitem noemt, of er enkel een onzekere aanwijzing is, of lesgevers"
        " alles afwezen wat ervoor sprak.",
        _ask_missing,
    ),
    _item_rule(
        "terloops-vermeld",
        "Terloops vermeld, nergens onderwerp",
        Weight.MIDDLE,
        "Minstens één fiche raakt het kaderitem volgens een lesgever of een open voorstel terloops"
        " aan, en geen enkele heeft het als onderwerp.",
        lambda _, item: Answer(item.finding is Finding.TOUCHED, "is er meer dan een vermelding?"),
    ),
    _item_rule(
        "enkel-voorgesteld",
        "Vermoedelijk onderwerp, nog niet bevestigd",
        Weight.MIDDLE,
        "Minstens één open voorstel als onderwerp, geen enkel bevestigd onderwerp.",
        lambda _, item: Answer(
            item.finding is Finding.CORE_PROPOSED, "na te kijken door een lesgever"
        ),
    ),
    _item_rule(
        "enkel-in-de-matrix",
        "In de matrix van de opleiding, niet aangetroffen in de fiche",
        Weight.MIDDLE,
        "De eigen matrix van de opleiding geeft het kaderitem aan een opleidingsonderdeel, terwijl"
        " geen enkele zoekterm ervan in de fiche staat en geen lesgever besliste. Ook als de matrix"
        " als besluit van de opleiding telt.",
        _ask_claimed,
        lambda _: "er is geen matrix van de opleiding ingelezen",
    ),
    _item_rule(
        "een-opleidingsonderdeel",
        "Gedragen door één opleidingsonderdeel",
        Weight.LOW,
        "Precies één opleidingsonderdeel is bevestigd of voorgesteld.",
        lambda _, item: Answer(
            len({*item.confirmed, *item.proposed}) == 1,
            "valt weg als dit opleidingsonderdeel verandert",
        ),
    ),
    _item_rule(
        "enkel-geintroduceerd",
        "Enkel geïntroduceerd, nergens verdiept",
        Weight.MIDDLE,
        f"Het kaderitem heeft bevestigde koppelingen en die hebben allemaal niveau {LOWEST_LEVEL},"
        " volgens elke lesgever die een niveau gaf. Ontbreekt een niveau en staat er nergens een"
        " hoger, dan is het niet te beoordelen. Open voorstellen tellen niet mee; de vaststelling"
        " noemt hun aantal.",
        _ask_only_introduced,
        ProgrammeFacts.why_no_levels,
    ),
    _item_rule(
        "nergens-geevalueerd",
        "Bevestigd, maar nergens geëvalueerd",
        Weight.HIGH,
        "Het kaderitem heeft bevestigde koppelingen en bij allemaal antwoordden de lesgevers ‘nee’"
        " op Geëvalueerd. Staat er nergens ‘ja’ en is Geëvalueerd bij minstens één ervan niet"
        " ingevuld, of zijn de lesgevers het oneens, dan is het niet te beoordelen; een fiche die"
        " het bij de evaluatie noemt, beslist dat niet. Open voorstellen tellen niet mee; de"
        " vaststelling noemt hun aantal.",
        _ask_never_assessed,
        lambda facts: (
            "Geëvalueerd is nergens ingevuld" if facts.confirmed else facts.why_no_levels()
        ),
    ),
    _item_rule(
        "volgorde-doorbroken",
        "Volgorde doorbroken: eerst het hoogste niveau, dan pas een lager",
        Weight.MIDDLE,
        lambda facts: (
            f"Een opleidingsonderdeel heeft een bevestigde koppeling op niveau {HIGHEST_LEVEL} in"
            " een vroegere fase dan het eerste opleidingsonderdeel met een bevestigde koppeling op"
            f" een lager niveau. {facts.phases.rule} Binnen een fase speelt het semester geen rol."
            " Gaat over kaderitems met minstens twee bevestigde koppelingen; hangt het antwoord af"
            " van een niveau of fase die ontbreekt, dan is het niet te beoordelen."
        ),
        _ask_order,
        _why_no_order,
    ),
    _item_rule(
        "enkel-in-keuze",
        "Enkel in keuzeopleidingsonderdelen: een student kan dit missen",
        Weight.HIGH,
        lambda facts: (
            f"{_KIND} Geen daarvan ligt in een verplicht opleidingsonderdeel, van welk traject ook."
            f" {_unstated_rule(facts)}"
        ),
        _ask_only_elective,
        lambda facts: _UNSTATED if facts.links else _NO_LINKS,
    ),
    CheckRule(
        "te-missen-in-traject",
        "Te missen in een traject",
        Weight.HIGH,
        lambda facts: (
            f"{_KIND} In het genoemde traject ligt er geen in een verplicht opleidingsonderdeel,"
            " gemeenschappelijk of van het traject zelf. Keuzeopleidingsonderdelen tellen niet mee;"
            " wat in geen enkel traject verplicht is, staat bij de controle ‘Enkel in"
            f" keuzeopleidingsonderdelen’. {_unstated_rule(facts)}"
        ),
        _of_items(_ask_missable),
        _why_none_missable,
    ),
    CheckRule(
        "zonder-koppeling",
        "Opleidingsonderdelen zonder koppeling",
        Weight.LOW,
        "Geen bevestigde koppeling en geen open voorstel in een van de kaders.",
        _without_link,
        "de lijst bevat geen opleidingsonderdelen",
    ),
    CheckRule(
        "veel-koppelingen",
        "Opleidingsonderdelen met opvallend veel koppelingen",
        Weight.LOW,
        _many_items_rule,
        _many_items,
        lambda facts: (
            _NO_LINKS
            if _large(facts)
            else f"geen enkel kader telt minstens {facts.limits.many_items_least} kaderitems"
        ),
    ),
    CheckRule(
        "alles-hoogste-niveau",
        "Opleidingsonderdelen met alles op het hoogste niveau",
        Weight.LOW,
        lambda facts: (
            f"Het opleidingsonderdeel heeft minstens {facts.limits.top_level_least} bevestigde"
            f" koppelingen en die hebben allemaal niveau {HIGHEST_LEVEL}, volgens elke lesgever die"
            " een niveau gaf. Ontbreekt een niveau en staat er nergens een lager, dan is het niet"
            " te beoordelen. Open voorstellen tellen niet mee; de vaststelling noemt hun aantal."
        ),
        _all_at_top,
        _why_none_at_top,
    ),
)
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
    mapping: LinkMapping,
    frameworks: Sequence[FrameworkFindings],
    *,
    limits: CheckLimits | None = None,
) -> tuple[Check, ...]:
    """Apply every check; one that finds nothing, or cannot be applied, is given too and says so.

    The mapping is of one programme, with its findings. A framework that is there to compare with,
    such as work fields, has no gaps.
    """
    facts = ProgrammeFacts(
        mapping=mapping, frameworks=tuple(frameworks), limits=limits or CheckLimits()
    )
    return tuple(rule.check(facts) for rule in CHECK_RULES)

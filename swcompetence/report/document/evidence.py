"""The chapter *Bewijs*: for every item the sheets that show it, in their own words."""

from __future__ import annotations

from swcompetence.analysis.finding import CourseFinding, Finding, ItemFinding
from swcompetence.analysis.link_standing import Assessed
from swcompetence.model import ItemRef
from swcompetence.model.mapping import LEVELS, OCMW
from swcompetence.phrasing import counted
from swcompetence.report.document.block import (
    Card,
    Cards,
    Chapter,
    ColumnRole,
    Prose,
    ReportCell,
    ReportColumn,
    Subsection,
    TextLine,
    line,
)
from swcompetence.report.document.cells import (
    FINDING_TONES,
    SHOWN_FINDINGS,
    codes,
    finding_cell,
    foundation_words,
    quote_line,
)
from swcompetence.report.findings.gap_report import GapReport, LinkLine, Quote, ReadableNames
from swcompetence.report.findings.wording import FINDING_WORDS, date_words, tie_words
from swcompetence.review.evidence import mark_words
from swcompetence.review.sheet import FIELD_WORDS, VERDICT_WORDS

_COLUMNS = (
    ReportColumn("Opleidingsonderdeel", ColumnRole.ABOUT, 30),
    ReportColumn("Stand", ColumnRole.CHOICE, 20),
    ReportColumn("Wat er in de fiche staat", ColumnRole.QUOTE, 62),
    ReportColumn("Verband", ColumnRole.TEXT, 34),
    ReportColumn("Zekerheid", ColumnRole.CHOICE, 14),
    ReportColumn("Niveau en evaluatie", ColumnRole.TEXT, 18),
    ReportColumn("Nagekeken", ColumnRole.TEXT, 22),
)
_INTRO = (
    "Per kaderitem: welke fiches het tonen, in welke woorden, en wat lesgevers ervan vonden. Wie"
    " dat waren, staat in het nakijkbestand."
)
_STATED = (
    "De opleidingscommissie verklaarde: wel onderwezen in {course}, staat niet in de fiche. Telt in"
    " geen enkel cijfer mee: het is een verklaring, geen bewijs uit een fiche."
)
_ADDED = "geen citaat: een lesgever voegde de koppeling toe"
_CLAIMED = (
    "De matrix van de opleiding noemt het ook bij {courses}, in die fiches niet aangetroffen. Telt"
    " in geen enkel cijfer mee zolang geen lesgever het bevestigt."
)
_BY_MATRIX = "door niemand; de matrix telt als besluit van de opleiding"


def evidence_chapter(report: GapReport) -> Chapter:
    """Give the evidence of every item."""
    names = ReadableNames(report)
    parts = [Subsection("", (Prose((_INTRO,), "note"),))]
    for number, framework in enumerate(report.ocmw_first, 1):
        cards = tuple(_card(report, names, item) for item in framework.items)
        title = f"Bewijs: {framework.title}"
        block = Cards(f"Bewijs{number}", title, "Kaderitem", _COLUMNS, cards)
        parts.append(Subsection(framework.title, (block,)))
    return Chapter(
        "kaderitems", "Bewijs", "Bewijs per kaderitem", tuple(parts), is_extra=True, frozen=2
    )


def level_words(level: str | None) -> str:
    """Write a level in full; a college's own word stays as it is."""
    return LEVELS.get(level, level) if level else "niveau niet ingevuld"


def _card(report: GapReport, names: ReadableNames, item: ItemFinding) -> Card:
    weak = [found.course for found in item.of(Finding.WEAK_TRACE)]
    claimed = [course for course in item.claimed if course not in item.confirmed]
    traces = f"Onzekere aanwijzingen in: {codes(report, weak)}." if weak else ""
    shown = item.of(*SHOWN_FINDINGS, Finding.REJECTED)
    nothing = "" if shown or weak else "Geen vermelding gevonden in de gelezen fiches."
    return Card(
        item=item.item,
        title=item.label,
        group=item.group or "",
        finding=finding_cell(item),
        summary=traces or nothing,
        rows=tuple(_row(report, names, item.item, found) for found in shown),
        notes=(
            *([_CLAIMED.format(courses=codes(report, claimed))] if claimed else []),
            *([foundation] if (foundation := foundation_words(report, item)) else []),
            *(
                _STATED.format(course=names.course(statement.course))
                for statement in report.board.about(item.item)
            ),
        ),
    )


def _row(
    report: GapReport, names: ReadableNames, item: ItemRef, found: CourseFinding
) -> tuple[ReportCell, ...]:
    link = report.evidence(item, found.course)
    ties = link.tie_quotes if link else ()
    tie = tie_words(found.finding, found.tie, found.tie_context) if item.framework == OCMW else ""
    is_unknown = found.assessed is Assessed.UNKNOWN
    levels = (
        line(", ".join(map(level_words, found.levels)) or level_words(None)),
        line("evaluatie onbekend" if is_unknown else found.assessed.value),
    )
    is_placed = " (stage of praktijk: telt niet mee)" if found.is_placement else ""
    return (
        ReportCell(names.course(found.course)),
        ReportCell(FINDING_WORDS[found.finding] + is_placed, tone=FINDING_TONES[found.finding]),
        ReportCell(lines=tuple(_shown(link))),
        ReportCell(lines=(*([line(tie)] if tie else []), *_quotes(ties)))
        if tie or ties
        else ReportCell(),
        ReportCell(_sureness(link)),
        ReportCell(lines=levels) if found.is_confirmed else ReportCell(),
        ReportCell(lines=_verdicts(link))
        if link and link.verdicts
        else ReportCell(_BY_MATRIX if found.is_confirmed else "nog door niemand"),
    )


def _shown(link: LinkLine | None) -> list[TextLine]:
    """Give the words of the sheet, apart from what the college's own matrix says."""
    quotes, marks = (link.quotes, link.marks) if link else ((), ())
    nothing = "geen citaat: de fiche toont het niet" if marks else _ADDED
    return [*(_quotes(quotes) or [line(nothing)]), *(line(mark_words(mark)) for mark in marks)]


def _quotes(quotes: tuple[Quote, ...]) -> list[TextLine]:
    return [quote_line(q.text, q.words, note=FIELD_WORDS[q.field]) for q in quotes]


def _sureness(link: LinkLine | None) -> str:
    if link is None or link.confidence is None:
        return "volgens de matrix" if link and link.marks else "door lesgever"
    return f"{link.band} ({round(link.confidence * 100)} %)"


def _verdicts(link: LinkLine) -> tuple[TextLine, ...]:
    counts = [
        f"{VERDICT_WORDS[count.verdict]}: {counted(count.lecturers, 'lesgever', 'lesgevers')}"
        for count in link.verdicts
    ]
    day = [f"laatst op {date_words(link.decided_on)}"] if link.decided_on else []
    return tuple(map(line, [*counts, *day]))

"""The section *Samenvatting*: what a chair reads in ten minutes."""

from __future__ import annotations

from swcompetence.analysis.checks.check import Outcome, Weight
from swcompetence.model.mapping import OCMW
from swcompetence.phrasing import counted
from swcompetence.report.findings.gap_report import GapReport, Practice
from swcompetence.report.findings.wording import (
    FALLIBLE,
    FIRST_GAPS,
    FIRST_GAPS_FIGURE,
    NO_GAPS,
    NO_NORM,
    NO_PRACTICE,
    UNSEEN,
    credits_words,
    fine_percent,
)
from swcompetence.report.page.block import (
    Block,
    Cell,
    Chapter,
    KeyFigure,
    KeyFigures,
    Kind,
    PageTable,
    Prose,
    Steps,
    Subsection,
    columns,
)
from swcompetence.report.page.chart import findings_chart, presence_chart
from swcompetence.report.page.names import number_cell

_AGAIN = (
    "Maak de koppelingen opnieuw met dat kader erbij om te zien wat de fiches over OCMW-praktijk"
    " tonen."
)
NO_OCMW = Prose((f"{NO_PRACTICE} {_AGAIN}",), tone="warning")
"""What stands where OCMW practice would."""
_LIMITS = (
    f"Niet gelezen: stageplaatsen, literatuur en lespraktijk. {UNSEEN}",
    (
        "‘Niet aangetroffen in de fiches’ is niet hetzelfde als ‘niet onderwezen’: het is een vraag"
        " aan de lesgevers."
    ),
    f"Voorstellen komen van een computerprogramma dat woorden vergelijkt. {FALLIBLE}",
)


def summary_section(report: GapReport) -> Chapter:
    """Tell the state of play."""
    return Chapter(
        anchor="samenvatting",
        title="Samenvatting",
        intro=(),
        parts=(
            Subsection("In het kort", (Prose(report.headlines, is_list=True),), is_beside=True),
            Subsection(FIRST_GAPS, _gaps(report), is_beside=True),
            Subsection("Aandeel OCMW-praktijk in de opleiding", _share(report.practice)),
            *_charts(report),
            Subsection("Controles", (_checks(report),), is_beside=True),
            Subsection(
                "Wat dit rapport niet kan zien", (Prose(_LIMITS, is_list=True),), is_beside=True
            ),
        ),
    )


def _share(practice: Practice | None) -> tuple[Block, ...]:
    if practice is None:
        return (NO_OCMW,)
    share = practice.share
    ects = share.credits
    expected = "bevestigd, plus elk voorstel naar zijn zekerheid"
    high = "bevestigd, plus alle voorstellen en zwakkere aanwijzingen voluit"
    figures = tuple(
        KeyFigure(label, fine_percent(part), f"{credits_words(points)} studiepunten: {about}", tone)
        for label, part, points, about, tone in (
            ("Laag", share.low, ects.low, "enkel wat lesgevers bevestigden", "b"),
            ("Verwacht", share.expected, ects.expected, expected, "v"),
            ("Hoog", share.high, ects.high, high, "p"),
        )
    )
    chart = presence_chart(
        "Aandeel naar tekst", [(share.title, ects, share.size.base_credits)], is_share=True
    )
    return (
        KeyFigures("Aandeel OCMW-praktijk: laag, verwacht en hoog", figures),
        chart,
        Prose((f"Geteld naar tekst, over {share.size.base_rule}. {NO_NORM}",)),
        Prose((share.rule, practice.courses.rule), tone="rule"),
    )


def _charts(report: GapReport) -> list[Subsection]:
    chart = findings_chart(
        "Kaderitems naar bevinding, per kader",
        [(framework.title, framework.items) for framework in report.aims],
    )
    parts = [Subsection("Stand per kader", (chart,), is_beside=True)]
    ocmw = report.framework(OCMW)
    if ocmw and ocmw.groups:
        groups = [
            (group, [line for line in ocmw.items if line.coverage.group == group])
            for group in ocmw.groups
        ]
        chart = findings_chart("Thema's naar bevinding, per cluster", groups)
        parts.append(Subsection("OCMW-praktijk per cluster", (chart,), is_beside=True))
    return parts


def _gaps(report: GapReport) -> tuple[Block, ...]:
    if not report.main_gaps:
        return (Prose((NO_GAPS,)),)
    more = (Prose(("Er zijn er meer: zie Hiaten.",)),) if report.has_more_gaps else ()
    rule = next(rule.rule for rule in report.trace.rules if rule.figure == FIRST_GAPS_FIGURE)
    how = Prose((rule,), tone="rule", title="Hoe deze gekozen zijn")
    return (Steps(report.main_gaps), *more, how)


def _checks(report: GapReport) -> PageTable:
    """Show the checks that found something; the rest stands under *Hiaten*."""
    order = list(Weight)
    finding = [check for check in report.checks if check.outcome is Outcome.FOUND]
    finding.sort(key=lambda check: order.index(check.weight))
    unjudged = sum(check.outcome is Outcome.NOT_JUDGED for check in report.checks)
    return PageTable(
        caption="Controles die iets vonden",
        columns=columns(("Controle", Kind.HEADER), "Gewicht", ("Gevonden", Kind.NUMBER)),
        rows=tuple(
            (
                Cell(check.title, anchor=f"controle-{check.code}"),
                Cell(check.weight, tone=f"w{order.index(check.weight)}"),
                number_cell(len(check.rows)),
            )
            for check in finding
        ),
        empty="Geen enkele controle vond iets.",
        note=f"{counted(unjudged, 'controle is', 'controles zijn')} niet te beoordelen: zie Hiaten."
        if unjudged
        else "",
    )

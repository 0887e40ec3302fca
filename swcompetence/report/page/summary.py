"""The section *Samenvatting*: what a chair reads in ten minutes."""

from __future__ import annotations

from swcompetence.analysis.checks.check import Outcome, Weight
from swcompetence.phrasing import counted
from swcompetence.report.findings.gap_report import OCMW, GapReport, Practice
from swcompetence.report.findings.wording import (
    FIRST_GAPS,
    FIRST_GAPS_FIGURE,
    NO_NORM,
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
    PageColumn,
    PageTable,
    Prose,
    Steps,
    Subsection,
)
from swcompetence.report.page.chart import findings_chart, presence_chart
from swcompetence.report.page.names import PageNames

NO_PRACTICE = (
    "Het kader OCMW-praktijk maakt geen deel uit van dit rapport. Maak de koppelingen opnieuw met"
    " dat kader erbij om te zien wat de fiches over OCMW-praktijk tonen."
)
_LIMITS = (
    (
        "Niet gelezen: stageplaatsen, literatuur en lespraktijk. Ook wat in cursussen, toetsen of"
        " gastlessen gebeurt maar niet in de fiche staat, is hier onzichtbaar."
    ),
    (
        "‘Niet aangetroffen in de fiches’ is niet hetzelfde als ‘niet onderwezen’: het is een vraag"
        " aan de lesgevers."
    ),
    (
        "Voorstellen komen van een computerprogramma dat woorden vergelijkt. Het begrijpt geen"
        " onderwijs en kan zich vergissen, in beide richtingen."
    ),
)


def summary_section(report: GapReport, names: PageNames) -> Chapter:
    """Tell the state of play."""
    return Chapter(
        anchor="samenvatting",
        title="Samenvatting",
        intro=(),
        parts=(
            Subsection("In het kort", (Prose(report.headlines, is_list=True),), is_beside=True),
            Subsection(FIRST_GAPS, _gaps(report), is_beside=True),
            Subsection("Aandeel OCMW-praktijk in de opleiding", _share(report.practice)),
            *_charts(report, names),
            Subsection("Controles", (_checks(report),), is_beside=True),
            Subsection(
                "Wat dit rapport niet kan zien", (Prose(_LIMITS, is_list=True),), is_beside=True
            ),
        ),
    )


def _share(practice: Practice | None) -> tuple[Block, ...]:
    if practice is None:
        return (Prose((NO_PRACTICE,), tone="warning"),)
    share = practice.share
    ects = share.credits
    figures = tuple(
        KeyFigure(label, fine_percent(part), f"{credits_words(points)} studiepunten: {about}", tone)
        for label, part, points, about, tone in (
            ("Laag", share.low, ects.low, "enkel wat lesgevers bevestigden", "b"),
            (
                "Verwacht",
                share.expected,
                ects.expected,
                "bevestigd, plus elk voorstel naar zijn zekerheid",
                "v",
            ),
            (
                "Hoog",
                share.high,
                ects.high,
                "bevestigd, plus alle voorstellen en zwakkere aanwijzingen voluit",
                "p",
            ),
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


def _charts(report: GapReport, names: PageNames) -> list[Subsection]:
    parts = [
        Subsection(
            "Stand per kader",
            (
                findings_chart(
                    "Kaderitems naar bevinding, per kader",
                    [(framework.title, framework.items) for framework in names.aims],
                ),
            ),
            is_beside=True,
        )
    ]
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
        return (Prose(("Geen: elk kaderitem is bevestigd in minstens één fiche.",)),)
    rule = next(rule.rule for rule in report.trace.rules if rule.figure == FIRST_GAPS_FIGURE)
    more = (Prose(("Er zijn er meer: zie Hiaten.",)),) if report.has_more_gaps else ()
    return (
        Steps(report.main_gaps),
        *more,
        Prose((rule,), tone="rule", title="Hoe deze gekozen zijn"),
    )


def _checks(report: GapReport) -> PageTable:
    """Show the checks that found something; the rest stands under *Hiaten*."""
    order = list(Weight)
    finding = [check for check in report.checks if check.outcome is Outcome.FOUND]
    finding.sort(key=lambda check: order.index(check.weight))
    unjudged = sum(check.outcome is Outcome.NOT_JUDGED for check in report.checks)
    return PageTable(
        caption="Controles die iets vonden",
        columns=(
            PageColumn("Controle", Kind.HEADER),
            PageColumn("Gewicht"),
            PageColumn("Gevonden", Kind.NUMBER),
        ),
        rows=tuple(
            (
                Cell(check.title, anchor=f"controle-{check.code}"),
                Cell(check.weight, tone=f"w{order.index(check.weight)}"),
                Cell(str(len(check.rows)), sort=len(check.rows)),
            )
            for check in finding
        ),
        empty="Geen enkele controle vond iets.",
        note=f"{counted(unjudged, 'controle is', 'controles zijn')} niet te beoordelen: zie Hiaten."
        if unjudged
        else "",
    )

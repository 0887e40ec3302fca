"""The section *Per kaderitem*: a sheet of evidence for every item, with who confirmed when."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.analysis.coverage import Finding
from swcompetence.analysis.link_standing import Assessed
from swcompetence.model import Decision
from swcompetence.phrasing import counted
from swcompetence.report.findings.gap_report import GapReport, ItemLine, LinkLine
from swcompetence.report.findings.wording import (
    FINDING_WORDS,
    LETTERS,
    credits_words,
    date_words,
    shortened,
)
from swcompetence.report.page.block import (
    Block,
    Card,
    Cards,
    Cell,
    Chapter,
    Kind,
    Line,
    PageTable,
    Prose,
    Subsection,
    columns,
)
from swcompetence.report.page.chart import FINDING_TONES, STATE_TONES
from swcompetence.report.page.names import PageNames, text_facts, text_line
from swcompetence.report.page.practice import range_words
from swcompetence.review.rollover.changes import FIELD_WORDS
from swcompetence.review.sheet import LEVELS, VERDICT_WORDS

_LINKS = columns(
    ("Opleidingsonderdeel", Kind.HEADER),
    ("Stand", Kind.CHOICE),
    ("Zekerheid", Kind.NUMBER),
    "Niveau en evaluatie",
    ("Wat er in de fiche staat", Kind.WIDE),
    "Nagekeken",
)
_LONGEST = 260
_NO_BOARD = "Telt in geen enkel cijfer mee: het is een verklaring, geen bewijs uit een fiche."
_INTRO = (
    "Een bewijsfiche voor elk kaderitem: welke fiches het tonen, in welke woorden,"
    " op welk niveau en wie dat wanneer nakeek. Klap een item open."
)


def items_section(report: GapReport, names: PageNames) -> Chapter:
    """Give the evidence sheets."""
    parts = []
    for framework in report.frameworks:
        cards = tuple(_card(report, line, names) for line in framework.items)
        parts.append(Subsection(framework.title, (Cards(f"Items van {framework.title}", cards),)))
    return Chapter("kaderitems", "Per kaderitem", (Prose((_INTRO,)),), tuple(parts))


def level_words(level: str | None) -> str:
    """Write a level in full; a college's own word stays as it is."""
    return LEVELS.get(level, level) if level else "niveau niet ingevuld"


def _card(report: GapReport, line: ItemLine, names: PageNames) -> Card:
    item = line.coverage
    statements = tuple(
        "De opleidingscommissie verklaarde: wel onderwezen in"
        f" {names.course(statement.course)}, staat niet in de fiche. {_NO_BOARD}"
        for statement in report.board.about(item.item)
    )
    facts = {
        "Studiepunten naar tekst": f"verwacht {credits_words(item.text_credits.expected)}"
        f" (laag tot hoog: {range_words(item.text_credits)})",
        "Volle studiepunten van de opleidingsonderdelen": "bevestigd"
        f" {credits_words(item.confirmed_credits)}, enkel voorgesteld"
        f" {credits_words(item.proposed_credits)}",
        "Zwakke aanwijzingen (·)": counted(
            line.weak, "opleidingsonderdeel", "opleidingsonderdelen"
        ),
    }
    return Card(
        anchor=names.anchor(item.item),
        title=item.label,
        group=item.group or "",
        badge=FINDING_WORDS[item.finding],
        tone=FINDING_TONES[item.finding],
        summary=", ".join(
            (*(f"{LETTERS[state]} {count}" for state, count in line.counts.items()), item.item)
        ),
        blocks=(
            *([] if item.finding is Finding.NOT_FOUND else [text_facts(facts)]),
            _evidence(line, report.links_of_item(item.item), names),
            *([Prose(statements, tone="note")] if statements else []),
        ),
    )


def _evidence(line: ItemLine, links: Sequence[LinkLine], names: PageNames) -> Block:
    if not links:
        weak = names.codes(line.possible)
        also = f" Enkel zwakke woorden in: {weak}." if weak else ""
        return Prose((f"Niet aangetroffen in de fiches.{also}",))
    rows = tuple(_link(link, names) for link in links)
    return PageTable(f"Bewijs voor {line.coverage.label}", _LINKS, rows)


def _link(link: LinkLine, names: PageNames) -> tuple[Cell, ...]:
    sure = None if link.confidence is None else round(link.confidence * 100)
    levels = ", ".join(map(level_words, link.levels))
    assessed = "evaluatie onbekend" if link.assessed is Assessed.UNKNOWN else link.assessed
    facts = [text for text in (levels, assessed) if text]
    quotes = tuple(
        text_line(shortened(quote.text, _LONGEST), tone="quote", note=FIELD_WORDS[quote.field])
        for quote in link.quotes
    )
    return (
        Cell(names.course(link.course)),
        Cell(f"{LETTERS[link.state]} {link.state}", tone=STATE_TONES[link.state]),
        Cell("door lesgever" if sure is None else f"{sure} %, {link.band}", sort=sure),
        Cell(lines=tuple(map(text_line, facts))),
        Cell(lines=quotes) if quotes else Cell("geen citaat: een lesgever voegde de koppeling toe"),
        Cell(lines=tuple(map(_decision, link.decisions)))
        if link.decisions
        else Cell("nog door niemand"),
    )


def _decision(decision: Decision) -> Line:
    who = decision.reviewer or "zonder naam"
    when = f", {date_words(decision.date)}" if decision.date else ", zonder datum"
    final = " (slotbesluit)" if decision.final else ""
    text = f"{VERDICT_WORDS[decision.verdict]}: {who}{when}{final}"
    return text_line(text, note=decision.note or "")

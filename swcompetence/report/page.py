"""A document as one self-contained HTML page, readable without scripts, and its picture as SVG."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from markupsafe import Markup

from swcompetence.cells import policy_digest
from swcompetence.report.document.block import (
    NUMBER_ROLES,
    Block,
    Card,
    Cards,
    Chart,
    ColumnRole,
    Publication,
    ReportCell,
    ReportColumn,
    ReportTable,
    Tone,
)
from swcompetence.report.document.cells import cell_words
from swcompetence.report.document.document import publication_of
from swcompetence.report.document.summary import chart_of
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import (
    ABOUT_SHEETS,
    FINDING_WORDS,
    NO_PRACTICE,
    banner,
    date_words,
)
from swcompetence.report.html import TEMPLATES, page_templates

_CLASSES = {ColumnRole.ABOUT: "header", ColumnRole.CHOICE: "choice", ColumnRole.QUOTE: "wide"}


def render_page(report: GapReport) -> str:
    """Render a report as one HTML file; the same report gives the same text."""
    return write_page(publication_of(report))


def write_page(document: Publication) -> str:
    """Write a document as one HTML file.

    Every text is escaped. The page holds its own style sheet and script, and its content security
    policy forbids everything else.
    """
    style, script = _asset("gap_report.css"), _asset("gap_report.js")
    return (
        page_templates()
        .get_template("gap_report.html.j2")
        .render(
            document=document,
            page=_Page(document),
            style=style,
            script=script,
            policy="default-src 'none'; base-uri 'none'; form-action 'none';"
            f" style-src {policy_digest(style)}; script-src {policy_digest(script)}",
        )
    )


class Stretch(NamedTuple):
    """A stretch of a bar, in percentages of the width."""

    tone: Tone
    start: float
    width: float
    number: int

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return round(self.start + self.width / 2, 2)


class Bar(NamedTuple):
    """One bar that shows a whole."""

    label: str
    spoken: str
    stretches: tuple[Stretch, ...]


def bars_of(chart: Chart) -> list[Bar]:
    """Measure the bars of a chart."""
    bars = []
    for row in chart.of.rows:
        counts = [(tone, row[place].value) for place, tone in chart.series]
        amounts = [(tone, int(n)) for tone, n in counts if isinstance(n, int | float) and n]
        total, start = sum(number for _, number in amounts), 0
        stretches = []
        for tone, number in amounts:
            width = round(100 * number / total, 2)
            stretches.append(Stretch(tone, round(100 * start / total, 2), width, number))
            start += number
        bars.append(Bar(row[chart.label].text, chart.spoken(row), tuple(stretches)))
    return bars


class _Page:
    """What the templates ask about blocks, columns and cells."""

    words = staticmethod(cell_words)
    bars = staticmethod(bars_of)

    def __init__(self, document: Publication) -> None:
        self.date = date_words(document.day)
        blocks = [block for chapter in document.chapters for block in chapter.blocks]
        cards = [card for block in blocks if isinstance(block, Cards) for card in block.cards]
        self._anchors = {card.item: f"item-{number}" for number, card in enumerate(cards, 1)}
        self._stacked = {
            block.name
            for chapter in document.chapters
            if chapter.is_one_page
            for block in chapter.blocks
            if isinstance(block, ReportTable)
        }

    def anchor(self, about: ReportCell | Card) -> str:
        """Give the id of the card of an item; empty where there is none."""
        return self._anchors.get(about.item, "") if about.item else ""

    def is_stacked(self, table: ReportTable) -> bool:
        """Say whether a small screen shows the cells of a row below each other."""
        return table.name in self._stacked

    @staticmethod
    def kind(block: Block) -> str:
        return type(block).__name__.lower()

    @staticmethod
    def shown(table: ReportTable) -> list[int]:
        """Give the columns to show, what the row is about first; none that holds nothing."""
        places = [
            place
            for place, column in enumerate(table.columns)
            if column.role is ColumnRole.MARK
            or (column.role is not ColumnRole.KEY and any(row[place].text for row in table.rows))
        ]
        return sorted(places, key=lambda place: table.columns[place].role is not ColumnRole.ABOUT)

    @staticmethod
    def column_class(column: ReportColumn) -> str:
        return "number" if column.role in NUMBER_ROLES else _CLASSES.get(column.role, "text")

    @staticmethod
    def sort(cell: ReportCell) -> str:
        return f"{cell.value:g}" if isinstance(cell.value, int | float) else ""

    @staticmethod
    def total_name(row: tuple[ReportCell, ...]) -> str:
        return next((cell.value for cell in row if isinstance(cell.value, str)), "")

    @staticmethod
    def table_of(cards: Cards, card: Card) -> ReportTable:
        return ReportTable(cards.name, card.title, cards.columns, card.rows)


@lru_cache
def _asset(name: str) -> Markup:
    """Read one of our own files that goes into the page as it is."""
    text = files("swcompetence.report").joinpath(TEMPLATES, name).read_text(encoding="utf-8")
    return Markup("\n" + text.replace("\r\n", "\n"))  # noqa: S704 - not from a report


_FILLS = {
    Tone.CONFIRMED: ("#1f5a92", "#ffffff"),
    Tone.PROPOSED: ("#9cc3e6", "#1f2933"),
    Tone.TOUCHED: ("#f7ebb8", "#1f2933"),
    Tone.WEAK: ("#ffffff", "#1f2933"),
    Tone.REJECTED: ("#cbd2d9", "#1f2933"),
    Tone.NO_TRACE: ("#fbe3d0", "#1f2933"),
}
"""Of a stretch, and of the number on it."""


def render_picture(report: GapReport) -> str:
    """Draw the themes of every cluster by finding; the same report gives the same text."""
    chart = chart_of(report)
    bars: list[Bar] = bars_of(chart) if chart else []
    shown = {stretch.tone for bar in bars for stretch in bar.stretches}
    words = zip(FINDING_WORDS.values(), _FILLS.items(), strict=True)
    legend = [(label, fill) for label, (tone, fill) in words if tone in shown]
    return (
        page_templates()
        .get_template("gap_report.svg.j2")
        .render(
            title=chart.title if chart else NO_PRACTICE,
            programme=report.programme.title,
            source=f"{ABOUT_SHEETS} {banner(report.review.progress)}. {date_words(report.date)}.",
            spoken="; ".join(bar.spoken for bar in bars),
            bars=bars,
            legend=legend,
            fills=_FILLS,
        )
    )

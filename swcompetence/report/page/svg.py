"""The picture of a report as one SVG file, for a slide: it needs no style sheet and no network."""

from __future__ import annotations

from swcompetence.report.document.block import Tone
from swcompetence.report.document.summary import chart_of
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import (
    ABOUT_SHEETS,
    FINDING_WORDS,
    NO_PRACTICE,
    banner,
    date_words,
)
from swcompetence.report.html import page_templates
from swcompetence.report.page.page import Bar, bars_of

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

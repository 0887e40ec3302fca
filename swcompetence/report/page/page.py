"""The gap report as one self-contained HTML page: no network, readable without scripts."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files

from markupsafe import Markup

from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import PROVISIONAL, banner, date_words
from swcompetence.report.html import TEMPLATES, page_templates
from swcompetence.report.page.account import account_section, read_section, statements_section
from swcompetence.report.page.comparison import comparison_section
from swcompetence.report.page.gaps import gaps_section
from swcompetence.report.page.items import items_section
from swcompetence.report.page.matrix import matrix_section
from swcompetence.report.page.names import PageNames
from swcompetence.report.page.practice import practice_section, spread_section
from swcompetence.report.page.progression import progression_section
from swcompetence.report.page.starting_points import starting_points_section
from swcompetence.report.page.summary import summary_section


def render_page(report: GapReport) -> str:
    """Render a report as one HTML file; the same report gives the same text.

    Every text of the report is escaped. The page holds its own style sheet and script, and its
    content security policy forbids everything else.
    """
    style, script = _asset("gap_report.css"), _asset("gap_report.js")
    progress, names = report.progress, PageNames(report)
    return (
        page_templates()
        .get_template("gap_report.html.j2")
        .render(
            title=f"Hiatenrapport {report.programme.title}",
            programme=report.programme.title,
            date=date_words(report.date),
            banner=banner(progress),
            is_done=progress.decided == progress.asked,
            done=f"{progress.share * 100:.2f}%",
            provisional=PROVISIONAL,
            sections=(
                summary_section(report),
                practice_section(report, names),
                spread_section(report, names),
                starting_points_section(report, names),
                matrix_section(report, names),
                gaps_section(report, names),
                items_section(report, names),
                progression_section(report, names),
                *([comparison_section(report.comparison, names)] if report.comparison else []),
                statements_section(report, names),
                read_section(report, names),
                account_section(report),
            ),
            citation=report.trace.citation,
            style=style,
            script=script,
            policy="default-src 'none'; base-uri 'none'; form-action 'none';"
            f" style-src {_digest(style)}; script-src {_digest(script)}",
        )
    )


@lru_cache
def _asset(name: str) -> Markup:
    """Read one of our own files that goes into the page as it is."""
    text = files("swcompetence.report").joinpath(TEMPLATES, name).read_text(encoding="utf-8")
    return Markup("\n" + text.replace("\r\n", "\n"))  # noqa: S704 - not from a report


def _digest(asset: Markup) -> str:
    """Give the source expression by which a browser knows a style or a script."""
    digest = hashlib.sha256(asset.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"

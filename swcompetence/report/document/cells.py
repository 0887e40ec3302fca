"""The cells that chapters share, each told one way: findings, courses, numbers and quotes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from swcompetence.analysis.finding import Finding, FrameworkFindings, ItemFinding
from swcompetence.model.mapping import OCMW, Tie
from swcompetence.phrasing import single_spaced
from swcompetence.report.document.block import (
    ColumnRole,
    Prose,
    ReportCell,
    ReportColumn,
    Span,
    TextLine,
    Tone,
    line,
)
from swcompetence.report.findings.gap_report import GapReport, ReadableNames
from swcompetence.report.findings.wording import (
    FINDING_WORDS,
    LETTERS,
    credits_words,
    date_words,
    finding_words,
    fine_percent,
    index_words,
    tie_words,
)

FINDING_TONES = {
    Finding.CORE_CONFIRMED: Tone.CONFIRMED,
    Finding.CORE_PROPOSED: Tone.PROPOSED,
    Finding.TOUCHED: Tone.TOUCHED,
    Finding.WEAK_TRACE: Tone.WEAK,
    Finding.REJECTED: Tone.REJECTED,
    Finding.NO_TRACE: Tone.NO_TRACE,
}
SHOWN_FINDINGS = (Finding.CORE_CONFIRMED, Finding.CORE_PROPOSED, Finding.TOUCHED)
"""What somebody can rest on; below it is a trace."""
COUNTS = tuple(ReportColumn(words, ColumnRole.COUNT, 13) for words in FINDING_WORDS.values())
"""The columns that count items by finding."""


def finding_cell(item: ItemFinding) -> ReportCell:
    """Give the finding of an item in words."""
    return ReportCell(finding_words(item), tone=FINDING_TONES[item.finding])


def tie_cell(item: ItemFinding) -> ReportCell:
    """Give the tie of an OCMW theme in words; other items have none."""
    if item.item.framework != OCMW:
        return ReportCell()
    return ReportCell(tie_words(item.finding, item.tie, item.tie_context) or None)


def foundation_words(report: GapReport, item: ItemFinding) -> str:
    """Say where the general foundation of a theme is, and ask for its use; empty without one."""
    if item.tie is not Tie.GENERAL or item.finding not in SHOWN_FINDINGS:
        return ""
    course = report.course(item.of(item.finding)[0].course)
    return (
        f"Algemene basis aanwezig: {course.name}. De fiche legt bij dit thema geen verband met"
        " OCMW of lokaal bestuur. Vraag: waar leren studenten dit toepassen in een OCMW?"
    )


def count_cells(framework: FrameworkFindings, group: str | None = None) -> list[ReportCell]:
    """Give how many items have each finding, in the whole framework or in one cluster."""
    return [ReportCell(framework.count(finding, group)) for finding in FINDING_WORDS]


def course_lines(report: GapReport, item: ItemFinding) -> tuple[TextLine, ...]:
    """Name the courses of an item, each after its letter, the most telling first."""
    return tuple(
        line(
            report.course(found.course).name,
            lead=LETTERS[found.finding],
            tone=FINDING_TONES[found.finding],
        )
        for found in item.of(*SHOWN_FINDINGS)
    )


def cell_words(cell: ReportCell, role: ColumnRole) -> str:
    """Write a value the Dutch way, by the role of its column."""
    value = cell.value
    if isinstance(value, dt.date):
        return date_words(value)
    if isinstance(value, str) or value is None:
        return cell.text
    words = {
        ColumnRole.CREDITS: credits_words,
        ColumnRole.SHARE: fine_percent,
        ColumnRole.INDEX: index_words,
    }
    return words[role](value) if role in words else f"{value:g}"


def rule_prose(report: GapReport, *figures: str) -> Prose:
    """Give the rules of figures as they stand in the account, to fold open where they are used."""
    rules = {rule.figure: rule.rule for rule in report.trace.rules}
    return Prose(tuple(rules[figure] for figure in figures), "rule")


def codes(report: GapReport, courses: Iterable[str]) -> str:
    """Give the codes of courses on one line; the title where there is no code."""
    return ", ".join(report.course(c).code or report.course(c).title for c in courses)


def named_courses(names: ReadableNames, courses: Iterable[str], most: int) -> tuple[TextLine, ...]:
    """Name the first courses, one a line, and how many more there are."""
    listed = [names.course(course) for course in courses]
    rest = len(listed) - most
    more = [f"en nog {rest}, zie Matrix"] if rest > 0 else []
    return tuple(map(line, [*listed[:most], *more]))


LONG = 240
_PART_BEFORE = 0.35
"""Of a cut quote, at most what stands before the first marked word."""


def quote_line(text: str, words: Iterable[str], *, note: str = "", limit: int = LONG) -> TextLine:
    """Quote a text with its words marked; a long one is cut around the first of them."""
    return TextLine(marked(text, words, limit), is_quote=True, note=note)


def marked(text: str, words: Iterable[str], limit: int = LONG) -> tuple[Span, ...]:
    """Cut a text into spans, those that stand among the words marked; a long one is shortened.

    >>> [span.text for span in marked("Het recht op leefloon.", ["leefloon"]) if span.is_marked]
    ['leefloon']
    """
    line = single_spaced(text)
    longest = sorted({single_spaced(word) for word in words} - {""}, key=lambda w: (-len(w), w))
    if not longest:
        return (Span(_cut(line, 0, 0, limit)),)
    pattern = re.compile("(" + "|".join(map(re.escape, longest)) + ")")
    first = pattern.search(line)
    shown = _cut(line, *(first.span() if first else (0, 0)), limit)
    return tuple(
        Span(piece, is_marked=bool(number % 2))
        for number, piece in enumerate(pattern.split(shown))
        if piece
    )


def _cut(line: str, place: int, place_end: int, limit: int) -> str:
    """Keep the stretch around marked words, at words where possible."""
    if len(line) <= limit:
        return line
    start, before = 0, int(limit * _PART_BEFORE)
    if place > limit - before:
        start = line.rfind(" ", 0, place - before) + 1
        # Long words before the marked ones must not push these out of the quote.
        if place_end > start + limit:
            start = line.find(" ", place - before, place) + 1 or place
    end = len(line)
    if end - start > limit:
        end = max(line.rfind(" ", start, start + limit), start + limit // 2)
        if place_end <= start + limit:
            end = max(end, place_end)
    return f"{'… ' if start else ''}{line[start:end]}{' …' if end < len(line) else ''}"

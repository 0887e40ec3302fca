"""The section *Aanknopingspunten*: where a conversation about a missing item can start."""

from __future__ import annotations

import re
from collections.abc import Iterable

from swcompetence.analysis.starting_points import STARTING_POINTS_RULE, ItemStartingPoints
from swcompetence.phrasing import single_spaced
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.page.block import (
    Cell,
    Chapter,
    Kind,
    Line,
    PageTable,
    Prose,
    Stretch,
    Subsection,
    columns,
)
from swcompetence.report.page.names import PageNames, finding_cell, text_line
from swcompetence.review.rollover.changes import FIELD_WORDS

_LONGEST = 280
_BEFORE = 90
"""Characters of a long sentence that are kept before the first marked word."""
_INTRO = (
    "Voor elk item dat niet aangetroffen, terloops vermeld of onderbelicht is: de"
    " fiches die er het dichtst bij staan. Dit zegt niet dat het item daar aan bod"
    " komt, en ook niet dat het daar thuishoort."
)


def starting_points_section(report: GapReport, names: PageNames) -> Chapter:
    """Tell where to start for what is missing or weak."""
    titles = {framework.id: framework.title for framework in report.frameworks}
    parts = [
        _part(
            "Andere kaders",
            "Aanknopingspunten in andere kaders",
            "Kader",
            [
                _row(item, names, titles.get(item.item.framework, item.item.framework))
                for item in report.starting_points
            ],
        )
    ]
    if report.practice:
        rows = [_row(item, names, item.group or "") for item in report.practice.starting_points]
        caption = "Aanknopingspunten voor OCMW-thema's"
        parts.insert(0, _part("Thema's uit de OCMW-praktijk", caption, "Cluster", rows))
    return Chapter(
        anchor="aanknopingspunten",
        title="Aanknopingspunten",
        intro=(Prose((_INTRO,)), Prose((STARTING_POINTS_RULE,), tone="rule")),
        parts=tuple(parts),
    )


def _part(title: str, caption: str, group: str, rows: Iterable[tuple[Cell, ...]]) -> Subsection:
    headers = columns(
        ("Kaderitem", Kind.HEADER),
        (group, Kind.CHOICE),
        ("Bevinding", Kind.CHOICE),
        ("Fiches die er het dichtst bij staan", Kind.WIDE),
    )
    empty = "Geen: elk item is bevestigd of voorgesteld."
    return Subsection(title, (PageTable(caption, headers, tuple(rows), empty),))


def _row(item: ItemStartingPoints, names: PageNames, group: str) -> tuple[Cell, ...]:
    line = names.item(item.item)
    points: list[Line] = []
    for point in item.points:
        why = f"{point.nearness}: {point.related}" if point.related else point.nearness
        points.append(text_line("", lead=names.course(point.course), tone="course", note=why))
        points += [
            Line(marked(part.text, part.words), tone="quote", note=FIELD_WORDS[part.field])
            for part in point.segments
        ]
    return (
        names.item_cell(item.item, item.label),
        Cell(group),
        finding_cell(line.coverage.finding) if line else Cell(),
        Cell(lines=tuple(points)) if points else Cell("geen: geen enkele fiche komt in de buurt"),
    )


def marked(text: str, words: Iterable[str]) -> tuple[Stretch, ...]:
    """Cut a text into pieces, those that stand among the words marked; a long one is shortened.

    >>> [piece.text for piece in marked("Het recht op leefloon.", ["leefloon"]) if piece.is_marked]
    ['leefloon']
    """
    line = single_spaced(text)
    longest = sorted({single_spaced(word) for word in words} - {""}, key=lambda w: (-len(w), w))
    if not longest:
        return (Stretch(_cut(line, 0)),)
    pattern = re.compile("(" + "|".join(map(re.escape, longest)) + ")")
    first = pattern.search(line)
    shown = _cut(line, first.start() if first else 0)
    return tuple(
        Stretch(piece, is_marked=bool(number % 2))
        for number, piece in enumerate(pattern.split(shown))
        if piece
    )


def _cut(line: str, place: int) -> str:
    """Keep the stretch around a place."""
    if len(line) <= _LONGEST:
        return line
    start = 0
    if place > _LONGEST - _BEFORE:
        start = line.rfind(" ", 0, place - _BEFORE) + 1
    end = len(line)
    if end - start > _LONGEST:
        end = max(line.rfind(" ", start, start + _LONGEST), start + _LONGEST // 2)
    return f"{'… ' if start else ''}{line[start:end]}{' …' if end < len(line) else ''}"

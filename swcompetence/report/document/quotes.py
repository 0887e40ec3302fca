"""Quotes from course sheets: the literal words marked, in as much of their sentence as fits."""

from __future__ import annotations

import re
from collections.abc import Iterable

from swcompetence.phrasing import single_spaced
from swcompetence.report.document.block import Span, TextLine

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

"""Cut a course text into segments: sentences, bullets, list items, learning outcomes.

A heading that stands above a segment speaks for it as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

BULLET_START = re.compile(
    r"[ \t\xa0]*(?:[-–—•·▪◦●○■□➢➔→*›»✓]|\uf0b7|\uf0a7|o(?=[ \t\xa0])|\(?\d{1,2}[.)](?=\s)"
    r"|[a-z][.)](?=\s))[ \t\xa0]*"
)
_INLINE_BULLET = re.compile(r"\s+[•▪●■➢✓\uf0b7](?=\s)")
_SENTENCE_END = re.compile(
    r"[.!?…]+[\"'”’)]*(?=\s+[\"'“‘(]?[A-ZÀ-Þ])|;(?=\s)"
    r"|(?<=[a-zà-ÿ]{4})\.(?=\s+[a-zà-ÿ])"  # a sentence that begins without a capital
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:art|bv|bijv|blz|bvb|ca|cf|d\.w\.z|dr|e\.a|e\.d|enz|etc|evt|excl|hfst|hs|i\.f\.v|i\.k\.v|i\.p\.v|i\.s\.m|"
    r"incl|lic|m\.a\.w|m\.b\.t|m\.b\.v|m\.i\.v|max|mevr|min|n\.a\.v|nr|o\.a|o\.b\.v|p|pag|prof|resp|t\.a\.v|t\.o\.v|vb|vgl|zgn)|\b[A-Z])$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 8
"""Letters to look back over, so that a long line takes no longer per sentence than a short one."""
WRAPPED_FROM = 60
"""A line at least this long that does not end a sentence may run on in the next line."""
_MOST_WORDS = 10
"""A longer line is a sentence, also where nothing ends it."""
_NUMBERED = re.compile(
    r"\s*(?:deel|thema|hoofdstuk|module|luik|blok|les)?\s*\d{1,2}(?:\.\d)*[.):]?\s", re.IGNORECASE
)
_LETTERED = re.compile(r"\s*\(?[a-z][.)]\s")
_MARKED = re.compile(r"(\s*)([-–—•·▪◦●○■□➢➔→*›»✓\uf0b7\uf0a7]|o(?=\s))")
_SENTENCE_ENDS = ".!?;"
_RUNNING_ON = re.compile(r"\s*(?:\(|o\.[am]\.|onder (?:andere|meer)|bv|zoals)", re.IGNORECASE)
_MOST_COMMAS = 1
_PLAIN, _NUMBER, _LETTER, _DEEPER = "", "1", "a", ">"
_INDENT = 4


class Segment(NamedTuple):
    """A piece of a field's text, without its bullet."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=2_000)
def split_segments(text: str) -> tuple[Segment, ...]:
    r"""Cut a text, once for all who ask; `text[s.start:s.end] == s.text` for every segment.

    >>> [s.text for s in split_segments("De student:\n- leert. Zij oefent.\n• art. 60 §7")]
    ['De student:', 'leert.', 'Zij oefent.', 'art. 60 §7']
    """
    segments: list[Segment] = []
    for start, end in _lines(text):
        bullet = BULLET_START.match(text, start, end)
        position = bullet.end() if bullet else start
        for stop in (*_stops(text, position, end), end):
            inline = _INLINE_BULLET.match(text, position, stop)
            position = inline.end() if inline else position
            piece = text[position:stop]
            left = position + len(piece) - len(piece.lstrip())
            right = position + len(piece.rstrip())
            if right > left:
                segments.append(Segment(text[left:right], left, right))
            position = stop
    return tuple(segments)


def enclosing_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to the whole segments that it touches.

    >>> enclosing_span("Hij leert. Zij oefent.", 11, 14)
    (11, 22)
    """
    segments = split_segments(text)
    touched = [segment for segment in segments if segment.start < end and start < segment.end]
    first = min([start, *(segment.start for segment in touched)])
    return first, max([end, *(segment.end for segment in touched)])


def _lines(text: str) -> list[tuple[int, int]]:
    """Give the spans of lines, joining a line that was only wrapped with the next one."""
    spans: list[tuple[int, int]] = []
    end = 0
    for line in text.splitlines(keepends=True):
        start, end = end, end + len(line)
        before = text[spans[-1][0] : start].rstrip() if spans else ""
        if (
            len(before.rsplit("\n", 1)[-1]) >= WRAPPED_FROM
            and before[-1] not in ".!?:;"
            and line.lstrip()[:1].islower()
            and not BULLET_START.match(text, start, end)
        ):
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def _stops(text: str, start: int, end: int) -> list[int]:
    """Give the places inside a line where a sentence or an inline bullet ends."""
    stops = [bullet.start() for bullet in _INLINE_BULLET.finditer(text, start, end)]
    for sign in _SENTENCE_END.finditer(text, start, end):
        before = max(start, sign.start() - _LONGEST_ABBREVIATION)
        if sign[0][0] != "." or not _ABBREVIATION.search(text, before, sign.start()):
            stops.append(sign.end())
    return sorted(stops)


def headings_above(text: str, segments: Sequence[Segment]) -> Mapping[int, tuple[Segment, ...]]:
    r"""Give, by the start of every segment, the headings it stands under, from outer to inner.

    A line is under the nearest short line above it that is written in another form: numbers,
    letters, dashes or bullets, deeper white space. A sentence closes the list above it.

    Args:
        text: the text of a field.
        segments: its `split_segments`, in order.

    >>> from swcompetence.text.segments import split_segments
    >>> text = "OCMW-recht\n- Leefloon\n- Steun\nWonen\n- Huur"
    >>> above = headings_above(text, split_segments(text))
    >>> [[heading.text for heading in headings] for headings in above.values()]
    [[], ['OCMW-recht'], ['OCMW-recht'], [], ['Wonen']]
    """
    above: dict[int, tuple[Segment, ...]] = {}
    open_lines: list[tuple[str, Segment | None]] = []
    """The lines that are not closed yet: their form, and the line where it is a heading."""
    starts = [segment.start for segment in segments]
    position = 0
    for line in text.splitlines(keepends=True):
        start, position = position, position + len(line)
        held = segments[bisect_left(starts, start) : bisect_left(starts, position)]
        if not held:
            continue
        form = _form(line)
        forms = [known for known, _ in open_lines]
        if form in forms:
            # a sentence goes on below the heading of its kind, a line of a few words replaces it
            keeps = form == _PLAIN and _is_sentence(line)
            del open_lines[forms.index(form) + keeps :]
        elif form == _PLAIN:
            open_lines = [line for line in open_lines if line[0] in {_PLAIN, _NUMBER}]
        headings = tuple(heading for _, heading in open_lines if heading)
        above |= {segment.start: headings for segment in held}
        if form not in {known for known, _ in open_lines}:
            open_lines.append((form, None if _is_sentence(line) else held[0]))
    return above


def _form(line: str) -> str:
    """Give the form in which a line is written; lines of one form are of one rank."""
    if _NUMBERED.match(line):
        return _NUMBER
    if _LETTERED.match(line):
        return _LETTER
    mark = _MARKED.match(line)
    if mark:
        return mark[2] + _DEEPER * (len(mark[1].expandtabs(_INDENT)) // 2)
    indent = line.expandtabs(_INDENT)
    return _DEEPER * ((len(indent) - len(indent.lstrip())) // _INDENT)


def _is_sentence(line: str) -> bool:
    words = line.split()
    return (
        len(words) > _MOST_WORDS
        or (len(words) > 1 and words[-1][-1] in _SENTENCE_ENDS)
        or line.count(",") > _MOST_COMMAS
        or _RUNNING_ON.match(line) is not None
    )

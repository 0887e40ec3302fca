"""Headings of a course text: what stands above a line and speaks for it as well."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from swcompetence.text.segments import Segment

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

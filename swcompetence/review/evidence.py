"""The evidence of a link as a person reads it: the sentence, with the words that count marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from swcompetence.model import (
    TEXT_FIELDS,
    Course,
    CourseField,
    Evidence,
    EvidenceKind,
    Link,
    MatrixMark,
)
from swcompetence.model.mapping import LEVELS, OWN_WORDS
from swcompetence.model.phrase import PAIR_SIGN
from swcompetence.phrasing import decimal, shortened, single_spaced
from swcompetence.review.sheet import FIELD_WORDS
from swcompetence.text import SharedText, enclosing_span, fold, split_words

_MOST_SENTENCES = 3
_AROUND = 70
"""Characters shown before the first and after the last marked word."""
_BETWEEN = 60
"""Characters shown between two marked words before the middle is left out."""
_LONGEST_MARK = 90
_LONGEST_NAME = 60
ONLY_ALIKE = "enkel gelijkende woorden: "
_TERMS = "\nzoekwoord: "
_NOTHING_SHARED = SharedText()
_WORD, _GAP = re.compile(r"[^\W_]{3,}"), re.compile(r"\.\.\.|…")
_ROOT = 6
"""Letters in which a word of a term and a word of a text agree, whatever their endings."""
_SPACES = " \t\n\r\f\v\u00a0"


class Fragment(NamedTuple):
    """A piece of text, marked or not."""

    text: str
    is_marked: bool = False

    @property
    def remark(self) -> str:
        """What it says of the evidence, and so of how the link was made; empty for a text."""
        is_remark = not self.is_marked and (self.text == ONLY_ALIKE or self.text.startswith(_TERMS))
        return self.text.strip(" :\n") if is_remark else ""


def mark_words(mark: MatrixMark) -> str:
    """Say what a cell of the college's own matrix says, and where it stands.

    >>> from swcompetence.model import Place
    >>> where = Place(file="m.xlsx", sheet="Matrix", cell="D7")
    >>> mark_words(MatrixMark(text="2", column="OLR 3", level="V", where=where))
    'matrix van de opleiding: ‘2’ bij ‘OLR 3’ (verdieping; blad Matrix, cel D7)'
    """
    level = LEVELS.get(mark.level, mark.level) if mark.level else ""
    points = f"{decimal(mark.credits)} studiepunten" if mark.credits is not None else ""
    place = f"blad {mark.where.sheet}, cel {mark.where.cell}"
    details = "; ".join(filter(None, (mark.meaning or level, points, place)))
    column = shortened(mark.column, _LONGEST_NAME)
    return f"matrix van de opleiding: ‘{mark.text}’ bij ‘{column}’ ({details})"


def taken_from_words(place: str) -> str:
    """Say in Dutch where a term comes from that is no indicator of the edition's own.

    >>> taken_from_words("competentiekader@2026.1:c03")
    'geleend van competentiekader@2026.1:c03'
    """
    return "woord van het item zelf" if place == OWN_WORDS else f"geleend van {place}"


class _Sentence(NamedTuple):
    """A sentence of a field and the spans in it that count, in reading order."""

    field: CourseField
    text: str
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    weight: float


def evidence_fragments(
    course: Course, link: Link, shared: SharedText = _NOTHING_SHARED
) -> tuple[Fragment, ...]:
    """Give the best sentences that speak for a link, each with the field that it stands in.

    A link that is not proposed gets one: its row should not ask for more attention than it needs.
    Text that courses of the list share is marked as such. What shows that a theme is tied to OCMW
    practice or local government comes last, where it is not the same words.
    """
    sentences = _best_first(course, link.evidence)[: _MOST_SENTENCES if link.proposed else 1]
    fragments: list[Fragment] = []
    if all(piece.kind is EvidenceKind.SIMILARITY for piece in link.evidence) and sentences:
        fragments.append(Fragment(ONLY_ALIKE))
    for number, sentence in enumerate(sentences):
        fragments += _fragments("\n" if number else "", sentence, shared)
    places = dict.fromkeys(piece.taken_from for piece in link.evidence)
    if words := [taken_from_words(place) for place in places if place]:
        fragments.append(Fragment(f"{_TERMS}{', '.join(words)}"))
    known = {(piece.field, piece.start) for piece in link.evidence}
    tie = [piece for piece in link.tie_evidence if (piece.field, piece.start) not in known]
    for sentence in _best_first(course, tie)[:1]:
        fragments += _fragments("\ncontext, ", sentence, shared)
    return tuple(fragments)


def _best_first(course: Course, evidence: Sequence[Evidence]) -> list[_Sentence]:
    """Bring the pieces of one sentence together; a piece may span more than one segment."""
    pieces: dict[tuple[CourseField, int, int], list[Evidence]] = {}
    for piece in evidence:
        text = course.fields.get(piece.field, "")
        span = enclosing_span(text, piece.start, piece.end)
        pieces.setdefault((piece.field, *span), []).append(piece)
    sentences = [
        _Sentence(
            field=field,
            text=course.fields.get(field, ""),
            start=start,
            end=end,
            spans=_joined(span for piece in group for span in marked_spans(piece)),
            weight=max(piece.weight for piece in group),
        )
        for (field, start, end), group in pieces.items()
    ]
    return sorted(sentences, key=lambda s: (-s.weight, TEXT_FIELDS.index(s.field), s.start))


def marked_spans(piece: Evidence) -> Iterator[tuple[int, int]]:
    """Give the words of a piece that its term names, without what stands between them.

    A phrase in one run is all term. A pair, or a phrase with a gap, begins and ends with words of
    the term; what is marked between those are the words that begin as one of them does.
    """
    if PAIR_SIGN not in piece.term and _GAP.search(piece.term) is None:
        yield piece.start, piece.end
        return
    roots = {fold(word)[:_ROOT] for word in _WORD.findall(piece.term)}
    words = split_words(piece.text, piece.start)
    for word in words:
        is_edge = word in (words[0], words[-1])
        if is_edge or any(fold(word.text).startswith(root) for root in roots):
            yield word.start, word.end


def _joined(spans: Iterator[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Join spans that touch or overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _fragments(lead: str, sentence: _Sentence, shared: SharedText) -> Iterator[Fragment]:
    """Give where a sentence stands, whether other courses have the very same one, and its words."""
    text, spans = sentence.text, sentence.spans
    copies = shared.copies(text[sentence.start : sentence.end])
    note = f" (gedeelde tekst, in {copies} fiches)" if copies > 1 else ""
    yield Fragment(f"{lead}{FIELD_WORDS[sentence.field]}{note}: ")
    before = _line(text[sentence.start : spans[0][0]])
    yield Fragment(_tail(before, _AROUND))
    for number, (start, end) in enumerate(spans):
        marked = _line(text[start:end]).strip()
        yield Fragment(_without_middle(marked, _LONGEST_MARK), is_marked=True)
        if number + 1 < len(spans):
            yield Fragment(_without_middle(_line(text[end : spans[number + 1][0]]), _BETWEEN))
    yield Fragment(_head(_line(text[spans[-1][1] : sentence.end]), _AROUND))


def _line(text: str) -> str:
    """Put a text on one line, keeping one space at each end where there was white space."""
    line = single_spaced(text)
    if not line:
        return " " if text else ""
    return f"{' ' * (text[0] in _SPACES)}{line}{' ' * (text[-1] in _SPACES)}"


def _head(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length].rpartition(' ')[0]} …"


def _tail(text: str, length: int) -> str:
    return text if len(text) <= length else f"… {text[-length:].partition(' ')[2]}"


def _without_middle(text: str, length: int) -> str:
    head, tail = _head(text, length // 2), _tail(text, length // 2)
    return text if len(text) <= length else f"{head}{tail.removeprefix('…')}"

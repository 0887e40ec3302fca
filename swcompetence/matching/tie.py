"""The tie: whether a sheet places a theme in OCMW practice or in local government.

A theme is tied where the sheet names something that only an OCMW does, or where an anchor of the
edition (OCMW, sociaal huis, gemeente ...) stands with the theme: in the title, in the same sentence
or list item, or in a heading above it. An anchor elsewhere in a long sheet says nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from swcompetence.matching.signals import HALF, Piece
from swcompetence.model import Evidence, Tie, TieContext

_MOST_EVIDENCE = 3
_ENUMERATED = re.compile(r"[,/]|\s[-–]\s")
_LIST_COMMAS = 2
"""From so many commas a sentence is a list, of which each part speaks for itself."""


class Tied(NamedTuple):
    """What a sheet says of the place of a theme."""

    tie: Tie
    context: TieContext | None = None
    evidence: tuple[Evidence, ...] = ()


def tie_of(pieces: Sequence[Piece], anchors: Mapping[TieContext, Sequence[Piece]]) -> Tied:
    """Judge the tie of one theme.

    Args:
        pieces: what the sheet says of the theme.
        anchors: where it names OCMW and local government; OCMW goes first.
    """
    taught = [piece for piece in pieces if piece.value >= HALF and _is_one_wording(piece)]
    owned = [piece for piece in taught if piece.term.is_own and piece.term.strong]
    shown = {
        TieContext.OCMW: owned + list(_standing_with(taught, anchors.get(TieContext.OCMW, ()))),
        TieContext.LOCAL_GOVERNMENT: list(
            _standing_with(taught, anchors.get(TieContext.LOCAL_GOVERNMENT, ()))
        ),
    }
    for context, proof in shown.items():
        if proof:
            literal = dict.fromkeys(piece.evidence for piece in proof)
            return Tied(Tie.EXPLICIT, context, tuple(literal)[:_MOST_EVIDENCE])
    return Tied(Tie.GENERAL)


def _is_one_wording(piece: Piece) -> bool:
    """Say whether a term stands there, not two words that an enumeration brings together."""
    return not (piece.term.is_pair and _ENUMERATED.search(piece.text))


def _standing_with(pieces: Sequence[Piece], anchors: Sequence[Piece]) -> Iterator[Piece]:
    for anchor in anchors:
        if anchor.value >= HALF and any(_is_with(anchor, piece) for piece in pieces):
            yield anchor


def _is_with(anchor: Piece, piece: Piece) -> bool:
    if anchor.segment.is_title:
        return True
    if anchor.segment.field is not piece.segment.field:
        return False
    if anchor.segment.start in piece.segment.headings:
        return True
    return anchor.segment is piece.segment and _in_one_part(anchor, piece)


def _in_one_part(anchor: Piece, piece: Piece) -> bool:
    """Say whether the two stand together, not in two parts of an enumeration."""
    segment = anchor.segment
    if segment.text.count(",") < _LIST_COMMAS:
        return True
    first, last = sorted((anchor, piece), key=lambda p: p.start)
    return "," not in segment.text[first.end - segment.start : last.start - segment.start]

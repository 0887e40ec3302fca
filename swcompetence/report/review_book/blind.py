"""A blind review: rows that tell nothing of what the program, or a colleague, made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from swcompetence.model import LinkOrigin
from swcompetence.report.review_book.evidence import ONLY_ALIKE, evidence_fragments
from swcompetence.report.review_book.rows import LinkRow

TO_JUDGE = "te beoordelen"


def blind_rows(rows: Sequence[LinkRow], seed: int) -> tuple[LinkRow, ...]:
    """Hide confidence, status and earlier decisions, in an order that tells nothing.

    The order depends on seed and link ids alone, so it is the same on every computer. Links that a
    reviewer added are left out, since their presence tells what a colleague thought; they stay in
    the mapping that the workbook carries.
    """
    shuffled = sorted(rows, key=lambda row: _place(row, seed))
    return tuple(_hidden(row) for row in shuffled if row.link.origin is LinkOrigin.MACHINE)


def _place(row: LinkRow, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}\x1f{row.link.id}".encode()).digest()


def _hidden(row: LinkRow) -> LinkRow:
    """Show evidence as of a proposal, since the number of sentences would tell which ones are."""
    link = row.link.model_copy(update={"proposed": True})
    fragments = evidence_fragments(row.course, link, row.shared)
    evidence = tuple(fragment for fragment in fragments if fragment.text != ONLY_ALIKE)
    return row._replace(
        status=TO_JUDGE, changed="", decision=None, evidence=evidence, is_blind=True
    )

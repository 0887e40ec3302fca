"""CSV as spreadsheets and learning platforms take it, with cells that start no formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from swcompetence.cells import FORMULA_START, inert_csv

_GUARDED = re.compile(rf"'+[{re.escape(''.join(FORMULA_START))}]")


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    A text that begins so already gets one more, so that `unguarded` gives every text back.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("kader")
    ("'=1+1", "''=1+1", 'kader')
    """
    return inert_csv(f"'{text}" if _GUARDED.match(text) else text)


def unguarded(text: str) -> str:
    """Take away the apostrophe that `guarded` put there.

    >>> unguarded("'=1+1"), unguarded("'s avonds")
    ('=1+1', "'s avonds")
    """
    return text[1:] if _GUARDED.match(text) else text


def csv_bytes(
    rows: Iterable[Sequence[str]],
    *,
    delimiter: str = ",",
    bom: bool = False,
    quote_all: bool = False,
) -> bytes:
    """Write rows as CSV in UTF-8 (RFC 4180: lines end in CR LF, quotes are doubled).

    Excel in a Dutch locale wants `;` between cells and a byte order mark, by which it knows UTF-8.
    """
    stream = io.StringIO(newline="")
    csv.writer(
        stream, delimiter=delimiter, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    ).writerows(rows)
    return stream.getvalue().encode("utf-8-sig" if bom else "utf-8")

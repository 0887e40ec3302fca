"""The text of a value that is no text: numbers, dates, yes and no."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time

BREAKS = re.compile(r"[\x0b\x0c]")
"""Signs that spreadsheets use for a line break."""


def plain_text(value: object) -> str:
    """Write a value as text.

    >>> plain_text(4.0), plain_text(True), plain_text(date(2024, 9, 1)), plain_text(None)
    ('4', 'waar', '2024-09-01', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "waar" if value else "onwaar"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return value.isoformat(" ", timespec="minutes")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def number_text(value: float) -> str:
    """Write a number without needless decimals.

    >>> number_text(4.0), number_text(0.1 + 0.2)
    ('4', '0.3')
    """
    if math.isfinite(value) and float(value).is_integer():
        return str(int(value))
    return format(value, ".15g")

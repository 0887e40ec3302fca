"""Numbers as a page writes them: a trace is never rounded to nothing."""

from __future__ import annotations

from swcompetence.report.findings.wording import decimal

_TRACE = 0.05


def credits_words(ects: float) -> str:
    """Write ECTS credits with at most one decimal.

    >>> credits_words(3.49), credits_words(0.02), credits_words(0)
    ('3,5', 'minder dan 0,1', '0')
    """
    return "minder dan 0,1" if 0 < ects < _TRACE else decimal(ects)


def fine_percent(share: float | None) -> str:
    r"""Write a share as a percentage with at most one decimal.

    The space before the sign does not break.

    >>> fine_percent(0.1557), fine_percent(0.0002), fine_percent(None)
    ('15,6\xa0%', 'minder dan 0,1\xa0%', 'onbekend')
    """
    return "onbekend" if share is None else f"{credits_words(share * 100)}\xa0%"


def index_words(index: float | None) -> str:
    """Write an index with two decimals; 1 is in proportion.

    >>> index_words(0.456), index_words(None)
    ('0,46', 'geen')
    """
    return "geen" if index is None else f"{index:.2f}".replace(".", ",")

"""The Dutch words of a report: numbers, dates and findings."""

from __future__ import annotations

import datetime as dt
import math

from swcompetence.analysis.coverage import Finding
from swcompetence.analysis.link_standing import Progress
from swcompetence.analysis.reference.representation import RepresentationLine, Standing
from swcompetence.model import Severity
from swcompetence.report.findings.gap_report import Quote, State
from swcompetence.review.rollover.changes import FIELD_WORDS

FINDING_WORDS = {
    Finding.CONFIRMED: "bevestigd",
    Finding.PROPOSED: "enkel voorgesteld",
    Finding.MENTIONED: "terloops vermeld",
    Finding.NOT_FOUND: "niet aangetroffen in de fiches",
}
SEVERITY_WORDS = {
    Severity.ERROR: "fout",
    Severity.WARNING: "opgelet",
    Severity.INFO: "ter info",
}
DOUBT_NOTE = "Twijfel is ook een besluit, maar telt niet als nagekeken."
FIRST_GAPS = "Hiaten om mee te beginnen, om beurten uit elk kader"
FIRST_GAPS_FIGURE = "hiaten om mee te beginnen"
"""What the rule behind `FIRST_GAPS` is called."""
NO_NORM = "Er bestaat geen officiële norm voor het aandeel OCMW-praktijk."
VERDICT_NOTE = (
    "Het oordeel vergelijkt thema's met elkaar binnen de OCMW-praktijk; het zegt niet dat er veel"
    " van is."
)
MAIN_GAPS_RULE = (
    "Om beurten één item uit elk kader, OCMW-praktijk eerst. Binnen een kader: eerst wat niet"
    " aangetroffen is in de fiches (het minste aantal zwakke aanwijzingen voorop), dan wat terloops"
    " vermeld is, dan wat enkel voorgesteld is (telkens het minste aantal opleidingsonderdelen"
    " voorop)."
)
_RESERVE = {
    State.MENTIONED: ", terloops vermeld",
    State.POSSIBLE: ", enkel een zwakke aanwijzing",
}
_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_QUOTE_LENGTH = 160


def decimal(number: float) -> str:
    """Write a number the Dutch way, with at most one decimal.

    >>> decimal(4.5), decimal(180.0)
    ('4,5', '180')
    """
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def percent(share: float) -> str:
    """Write a share as a whole percentage; half goes up, a trace is not rounded to nothing.

    >>> percent(0.104), percent(0.125), percent(0.001), percent(0.0)
    ('10 %', '13 %', 'minder dan 1 %', '0 %')
    """
    rounded = math.floor(share * 100 + 0.5)
    return "minder dan 1 %" if share > 0 and not rounded else f"{rounded} %"


def verdict(line: RepresentationLine, floor: float) -> str:
    """Say how an item stands to a reference, why, and where nobody confirmed it yet.

    Args:
        line: an item or a cluster.
        floor: ECTS credits below which it is underexposed whatever its index.
    """
    if line.standing is Standing.NOT_FOUND:
        return FINDING_WORDS[Finding.NOT_FOUND]
    is_little = line.standing is Standing.UNDER and line.credits.expected < floor
    why = f" (minder dan {decimal(floor)} stp.)" if is_little else ""
    whose = f", {FINDING_WORDS[line.finding]}" if line.finding is Finding.PROPOSED else ""
    return f"{line.standing}{why}{whose}"


def date_words(date: dt.date | None) -> str:
    """Write a date in full.

    >>> date_words(dt.date(2026, 11, 3))
    '3 november 2026'
    """
    if date is None:
        return "datum niet opgegeven"
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def counted(number: int, one: str, many: str) -> str:
    """Write a number with its noun.

    >>> counted(1, "voorstel", "voorstellen")
    '1 voorstel'
    """
    return f"{number} {one if number == 1 else many}"


def shortened(text: str, limit: int) -> str:
    """Put a text on one line and cut it visibly, at a word where possible.

    >>> shortened("een hele lange zin", 12)
    'een hele …'
    """
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return f"{cut.rpartition(' ')[0] or cut[: limit - 2]} …"


def banner(progress: Progress) -> str:
    """Say how far the review is; 100 % only when every proposal is decided."""
    if not progress.asked:
        return "Er zijn geen voorstellen om na te kijken"
    share = math.floor(progress.share * 100)
    proposals = counted(progress.asked, "voorstel", "voorstellen")
    return f"{share} % nagekeken ({progress.decided} van {proposals})"


def quoted(quote: Quote, code: str) -> str:
    """Write a quote with the field and the course that it stands in."""
    text = shortened(quote.text, _QUOTE_LENGTH)
    return f"“{text}” ({FIELD_WORDS[quote.field]}, {code}{_RESERVE.get(quote.state, '')})"

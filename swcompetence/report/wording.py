"""The Dutch words of a report: numbers, dates, findings and the rule behind each figure."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from swcompetence.analysis import CREDITS_RULE, Check, Finding, Progress, Share
from swcompetence.analysis.coverage import MENTION_RULE
from swcompetence.model import Severity
from swcompetence.report.gap_report import Quote, Rule, State
from swcompetence.review.changes import FIELD_WORDS

__all__ = [
    "FIELD_WORDS",
    "FINDING_WORDS",
    "MAIN_GAPS_RULE",
    "NO_NORM",
    "SEVERITY_WORDS",
    "banner",
    "counted",
    "date_words",
    "decimal",
    "percent",
    "quoted",
    "rules",
    "shortened",
]

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
NO_NORM = "Er bestaat geen officiële norm voor het aandeel OCMW-praktijk."
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
    """Write a share as a whole percentage; a trace is not rounded to nothing.

    >>> percent(0.104), percent(0.001), percent(0.0)
    ('10 %', 'minder dan 1 %', '0 %')
    """
    rounded = round(share * 100)
    return "minder dan 1 %" if share > 0 and not rounded else f"{rounded} %"


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


def rules(share: Share | None, checks: Sequence[Check]) -> tuple[Rule, ...]:
    """List every figure of the report with its rule."""
    general = {
        "% nagekeken": "Bevestigde en verworpen voorstellen, gedeeld door alle voorstellen (ook"
        " koppelingen die een lesgever zelf toevoegde). Twijfel, onenigheid en gewijzigde fiches"
        " tellen als niet nagekeken. Naar beneden afgerond.",
        "bevestigd (B)": "Een lesgever bevestigde de koppeling tussen kaderitem en"
        " opleidingsonderdeel.",
        "voorgesteld (V)": "Het programma stelt de koppeling voor, of een lesgever voegde ze toe,"
        " en ze is bevestigd noch verworpen.",
        "terloops vermeld (T)": f"{MENTION_RULE} Telt niet mee in studiepunten of aandelen. Als"
        " bevinding: geen bevestigde koppeling en geen open voorstel, wel minstens één T.",
        "mogelijk (·)": "Het programma vond enkel zwakke woorden van het kaderitem in de fiche,"
        " of woorden buiten de leerstof. Telt in geen enkel cijfer mee. Per opleidingsonderdeel en"
        " kader staan er hoogstens vijf T of ·, de sterkste.",
        "niet aangetroffen in de fiches": "Geen bevestigde koppeling, geen open voorstel en geen"
        " enkele duidelijke term (T) in de hele lijst. Dit zegt iets over de fiches, niet over de"
        " lessen.",
        "studiepunten per kaderitem": CREDITS_RULE,
        "totalen per opleidingsonderdeel": "Aantal kaderitems met B of V in de kolom; hetzelfde"
        " onderwerp kan in meer dan één kader voorkomen.",
        "sterkste citaat": "Het citaat met het meeste gewicht uit de koppeling met de hoogste"
        " zekerheid; bevestigde koppelingen gaan voor voorgestelde, voorgestelde voor terloops"
        " vermelde, die voor mogelijke.",
        "voornaamste hiaten": MAIN_GAPS_RULE,
    }
    if share is not None:
        general["aandeel OCMW-praktijk"] = f"{share.rule} {NO_NORM}"
    named = [Rule(figure=figure, rule=rule) for figure, rule in general.items()]
    found = [Rule(figure=f"controle: {check.title}", rule=check.rule) for check in checks]
    return (*named, *found)

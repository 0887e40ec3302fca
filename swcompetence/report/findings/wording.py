"""The Dutch words of a report: numbers, dates and findings."""

from __future__ import annotations

import datetime as dt
import math

from swcompetence.analysis.finding import Finding, ItemFinding
from swcompetence.analysis.link_standing import Progress
from swcompetence.analysis.ocmw import FieldBand
from swcompetence.model import EditionStatus, Severity, Status
from swcompetence.model.mapping import Tie, TieContext
from swcompetence.phrasing import counted, decimal, dutch_number
from swcompetence.review.sheet import NO_CONTEXT

FINDING_WORDS = {
    Finding.CORE_CONFIRMED: "onderwerp, bevestigd",
    Finding.CORE_PROPOSED: "vermoedelijk onderwerp",
    Finding.TOUCHED: "terloops vermeld",
    Finding.WEAK_TRACE: "onzekere aanwijzing",
    Finding.REJECTED: "voorstel afgewezen",
    Finding.NO_TRACE: "geen vermelding gevonden",
}
"""One ladder for every framework, the most telling first."""
LETTERS = {
    Finding.CORE_CONFIRMED: "B",
    Finding.CORE_PROPOSED: "V",
    Finding.TOUCHED: "T",
    Finding.WEAK_TRACE: "·",
    Finding.REJECTED: "×",
}
"""Of the cells of a matrix; no trace is an empty cell."""
BAND_WORDS = {
    FieldBand.MUCH: "veel",
    FieldBand.SOME: "matig",
    FieldBand.LITTLE: "weinig",
    FieldBand.NONE: "geen",
}
STATUS_WORDS = {
    EditionStatus.DRAFT: "ontwerp",
    EditionStatus.CURRENT: "geldig",
    EditionStatus.SUPERSEDED: "vervangen door een latere editie",
    EditionStatus.WITHDRAWN: "ingetrokken",
}
"""Of an edition."""
SEVERITY_WORDS = {Severity.ERROR: "fout", Severity.WARNING: "opgelet", Severity.INFO: "ter info"}
PROVISIONAL = "Voorstellen tellen apart, als vermoedelijk onderwerp of als terloops vermeld."
DOUBT_NOTE = "Twijfel is ook een besluit, maar telt niet als nagekeken."
_TRACE = 0.05
"""Below it a figure with one decimal would show as nothing."""
NO_NORM = "Geen norm: geen enkele opleiding hoeft alle thema's als onderwerp te behandelen."
ABOUT_SHEETS = "Dit gaat over wat in de fiches staat; stages zijn apart geteld."
NO_PRACTICE = "Het kader OCMW-praktijk maakt geen deel uit van dit rapport."
NO_ISSUES = "Geen meldingen: alles is gelezen zoals verwacht."
UNSEEN = (
    "Ook wat in cursussen, toetsen of gastlessen gebeurt maar niet in de fiche staat, is hier"
    " onzichtbaar."
)
FALLIBLE = "Ze begrijpt geen onderwijs en kan zich vergissen, in beide richtingen."
"""Of the software."""
WHOLE_PATH = "hele opleiding"
"""What a narrowest path is through where the programme has no tracks."""
_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()


def finding_words(item: ItemFinding) -> str:
    """Say what the sheets show of an item; a rejection is no absence, a dispute no silence."""
    words = FINDING_WORDS[item.finding]
    speaking = [course for course in item.courses if course.finding is item.finding]
    if speaking and all(course.status is Status.CONFLICT for course in speaking):
        return f"{words} (lesgevers verschillen van mening)"
    if item.finding is not Finding.REJECTED:
        return words
    return f"{words} ({counted(item.rejected_by, 'lesgever', 'lesgevers')})"


CONTEXT_WORDS: dict[TieContext | None, str] = {
    TieContext.OCMW: "in OCMW-context",
    TieContext.LOCAL_GOVERNMENT: "in de context van lokaal bestuur",
    None: "algemeen, zonder OCMW-verband",
}
"""Where a sheet places a theme; None for nowhere in particular."""


def tie_words(finding: Finding, tie: Tie | None, context: TieContext | None) -> str:
    """Say whether sheets place a theme in OCMW practice; empty where nothing is taught.

    >>> tie_words(Finding.TOUCHED, Tie.EXPLICIT, TieContext.OCMW)
    'in OCMW-context'
    """
    if finding not in {Finding.CORE_CONFIRMED, Finding.CORE_PROPOSED, Finding.TOUCHED}:
        return ""
    if tie is None:
        return NO_CONTEXT
    # A lecturer who sees the tie does not say which of the two contexts it is.
    return CONTEXT_WORDS[context or TieContext.OCMW if tie is Tie.EXPLICIT else None]


def programme_words(
    programme: str | None, college: str | None, academic_year: str | None, *, id_: str
) -> str:
    """Name a programme on one line; by its id where the list says nothing of it.

    >>> programme_words("Sociaal werk", None, "2026-27", id_="lijst")
    'Sociaal werk, academiejaar 2026-27'
    """
    year = f"academiejaar {academic_year}" if academic_year else None
    return ", ".join(part for part in (programme, college, year) if part) or id_


def date_words(date: dt.date | None) -> str:
    """Write a date in full.

    >>> date_words(dt.date(2026, 11, 3))
    '3 november 2026'
    """
    if date is None:
        return "datum niet opgegeven"
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def banner(progress: Progress) -> str:
    """Say how far the review is; 100 % only when every proposal is decided."""
    if not progress.asked:
        return "Er zijn geen voorstellen om na te kijken"
    share = math.floor(progress.share * 100)
    proposals = counted(progress.asked, "voorstel", "voorstellen")
    notes = [f"{progress.by_people} van {proposals}"]
    if progress.disputed:
        notes.append(f"bij {progress.disputed} verschillen lesgevers van mening")
    if progress.by_matrix:
        notes.append(f"{progress.by_matrix} besliste enkel de matrix van de opleiding")
    return f"{share} % nagekeken ({'; '.join(notes)})"


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
    return "geen" if index is None else dutch_number(index, ".2f")


def phase_words(phase: str | None) -> str:
    """Write a phase in the list's own word; a bare number is called a phase.

    >>> phase_words("2"), phase_words("Trajectschijf 2"), phase_words(None)
    ('fase 2', 'Trajectschijf 2', 'fase niet vermeld')
    """
    if phase is None:
        return "fase niet vermeld"
    return f"fase {phase}" if phase.isdigit() else phase

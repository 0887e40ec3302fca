"""Every issue that reading a review workbook can give: its stable code and what it means."""

from __future__ import annotations

from swcompetence.model import Issue, Place, Severity

__all__ = ["ISSUE_CODES", "error", "warning"]

ISSUE_CODES: dict[str, str] = {
    "review-code-unclear": "Een code of titel past bij meer dan één opleidingsonderdeel.",
    "review-code-unknown": "Een code staat niet in de lijst van opleidingsonderdelen.",
    "review-column-twice": "Een kolom staat er twee keer; de eerste is gelezen.",
    "review-framework-missing": "Het kader is nodig om te weten over welk item het gaat.",
    "review-framework-unknown": "Een kader maakt geen deel uit van deze koppelingen.",
    "review-item-unknown": "Een kaderitem bestaat niet in de kaders van deze koppelingen.",
    "review-link-unknown": "Een koppeling-id hoort niet bij deze koppelingen.",
    "review-nothing-fits-contradicted": "‘geen’ staat naast een akkoord voor hetzelfde kader.",
    "review-row-incomplete": "Een toegevoegde rij noemt geen code of geen kaderitem.",
    "review-row-mismatch": "De cellen van een rij spreken over een andere koppeling dan haar id.",
    "review-rows-differ": "Twee rijen geven dezelfde koppeling een ander besluit.",
    "review-sheet-missing": "Er is geen blad met een kolom Besluit.",
    "review-value-unknown": "Een ingevulde waarde is niet begrepen.",
    "review-verdict-missing": "Een rij is ingevuld, maar heeft geen besluit.",
}
"""Code -> what it means, in one Dutch sentence."""


def warning(code: str, message: str, where: Place) -> Issue:
    """Give an issue that a lecturer can put right."""
    return Issue(code=code, severity=Severity.WARNING, message=message, where=where)


def error(code: str, message: str, where: Place) -> Issue:
    """Give an issue without which nothing could be read."""
    return Issue(code=code, severity=Severity.ERROR, message=message, where=where)

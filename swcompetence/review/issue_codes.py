"""Every issue that reading a review workbook can give: its stable code and what it means."""

from __future__ import annotations

from swcompetence.model import Issue, Place, Severity

ISSUE_CODES: dict[str, str] = {
    "board-actions-differ": "Een hiaat kreeg twee verschillende eigenaars of statussen.",
    "board-file-unreadable": "Een vroeger rapport is niet leesbaar; zijn notities ontbreken.",
    "board-gap-unknown": "Een rij van het blad Hiaten hoort bij geen bekend hiaat.",
    "board-row-mismatch": "De cellen van een rij spreken over een ander hiaat dan haar sleutel.",
    "board-sheet-missing": "Er is geen blad Wel onderwezen en geen blad Hiaten om te lezen.",
    "board-statement-unknown": "Een vermelding gaat over wat niet in deze koppelingen staat.",
    "board-statement-withdrawn": "Een vroegere vermelding op Wel onderwezen is leeggemaakt.",
    "correction-definition": "Bij een omschrijving staat een opdracht in plaats van een tekst.",
    "correction-duplicate": "Een verbeterde woordgroep staat al bij hetzelfde thema.",
    "correction-formula": "Op een correctieblad staat een formule.",
    "correction-item-unknown": "Een nieuwe rij noemt geen thema van het kader, of meer dan een.",
    "correction-none": "Op de bladen staat geen enkele correctie.",
    "correction-other-edition": "Een blad is van een andere editie of revisie gemaakt.",
    "correction-phrase": "Een woordgroep is niet leesbaar, of lijkt een opmerking.",
    "correction-row-incomplete": "Een nieuwe rij heeft geen woordgroep, of twee.",
    "correction-row-missing": "Een rij van een correctieblad is verwijderd.",
    "correction-row-twice": "Een rij van een correctieblad staat er twee keer.",
    "correction-row-unknown": "De verborgen sleutel van een rij is gewijzigd.",
    "correction-sheet-missing": "Een correctieblad of een van zijn kolommen ontbreekt.",
    "correction-strength": "Woorden die niet tellen, kregen een sterkte.",
    "correction-typed-over": "Een andere cel dan Correctie is gewijzigd.",
    "correction-value-unknown": "Soort of sterkte van een nieuwe rij is niet begrepen.",
    "correction-without-effect": "Een correctie verandert niets.",
    "review-code-unclear": "Een code of titel past bij meer dan één opleidingsonderdeel.",
    "review-code-unknown": "Een code staat niet in de lijst van opleidingsonderdelen.",
    "review-column-twice": "Een kolom staat er twee keer; de eerste is gelezen.",
    "review-files-differ": "Iemand zegt over een koppeling in twee bestanden iets anders.",
    "review-framework-missing": "Het kader is nodig om te weten over welk item het gaat.",
    "review-framework-unknown": "Een kader maakt geen deel uit van deze koppelingen.",
    "review-item-unknown": "Een kaderitem bestaat niet in de kaders van deze koppelingen.",
    "review-link-unknown": "Een koppeling-id hoort niet bij deze koppelingen.",
    "review-nothing-fits-contradicted": "‘geen’ staat naast een akkoord voor hetzelfde kader.",
    "review-part-missing": "Van een verdeeld werkboek zijn niet alle delen terug.",
    "review-row-incomplete": "Een toegevoegde rij noemt geen code of geen kaderitem.",
    "review-row-mismatch": "De cellen van een rij spreken over een andere koppeling dan haar id.",
    "review-rows-differ": "Twee rijen geven dezelfde koppeling een ander besluit.",
    "review-sheet-missing": "Er is geen blad met een kolom Besluit.",
    "review-value-unknown": "Een ingevulde waarde is niet begrepen.",
    "review-verdict-missing": "Een rij is ingevuld, maar heeft geen besluit.",
    "rollover-course-guessed": "Een opleidingsonderdeel is herkend aan titel en tekst.",
    "rollover-edition-changed": "Vroegere besluiten gingen over een andere editie van een kader.",
    "rollover-without-home": "Een vroeger besluit vond geen plaats in de nieuwe koppelingen.",
    "split-code-unknown": "Een code in de lijst van lesgevers is geen code van de cursuslijst.",
    "split-course-without-reviewer": "Een opleidingsonderdeel is aan geen enkele lesgever gegeven.",
}
"""Code -> what it means, in one Dutch sentence."""


def info(code: str, message: str, where: Place) -> Issue:
    """Give an issue that is good to know."""
    return Issue(code=code, severity=Severity.INFO, message=message, where=where)


def warning(code: str, message: str, where: Place) -> Issue:
    """Give an issue that a lecturer can put right."""
    return Issue(code=code, severity=Severity.WARNING, message=message, where=where)


def error(code: str, message: str, where: Place) -> Issue:
    """Give an issue without which nothing could be read."""
    return Issue(code=code, severity=Severity.ERROR, message=message, where=where)

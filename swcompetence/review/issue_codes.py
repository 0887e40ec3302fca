"""Every issue that reading a review workbook can give: its stable code and what it means."""

from __future__ import annotations

ISSUE_CODES: dict[str, str] = {
    "board-actions-differ": "Een hiaat kreeg twee verschillende eigenaars of statussen.",
    "board-file-unreadable": "Een vroeger rapport is niet leesbaar; zijn notities ontbreken.",
    "board-gap-unknown": "Een rij van het blad Hiaten hoort bij geen bekend hiaat.",
    "board-row-mismatch": "De cellen van een rij spreken over een ander hiaat dan haar sleutel.",
    "board-sheet-missing": "Er is geen blad Wel onderwezen en geen blad Hiaten om te lezen.",
    "board-statement-unknown": "Een vermelding gaat over wat niet in deze koppelingen staat.",
    "board-statement-withdrawn": "Een vroegere vermelding op Wel onderwezen is leeggemaakt.",
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

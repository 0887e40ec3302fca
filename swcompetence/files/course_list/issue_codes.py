"""Every issue that reading a course list can give: its stable code and what it means."""

from __future__ import annotations

from swcompetence.model import Issue, Place, Severity

ISSUE_CODES: dict[str, str] = {
    "block-total": "Een rij zonder code telt de studiepunten van het blok eronder op.",
    "blank-rows": "Een of meer lege rijen zijn overgeslagen.",
    "cell-full": "Een cel zit vol (32 767 tekens): het einde van de tekst kan ontbreken.",
    "cells-far-right": "Cellen ver rechts van de lijst zijn niet gelezen.",
    "code-duplicate": "Een code komt meer dan een keer voor; het id kreeg een volgnummer.",
    "code-missing": "Een code ontbreekt; er is een vaste code gemaakt uit titel en tekst.",
    "column-ignored": "Een kolom is herkend en bewust niet ingelezen.",
    "column-not-used": "Een tweede kolom voor hetzelfde gegeven is niet ingelezen.",
    "column-unknown": "De kop van een kolom is niet herkend; de kolom is niet ingelezen.",
    "column-without-header": "Een kolom met tekst heeft geen kop; de kolom is niet ingelezen.",
    "compulsory-unreadable": "Uit een cel blijkt niet of het onderdeel verplicht is of keuze.",
    "continuation-row": "Een rij met enkel tekst is gevoegd bij het onderdeel erboven.",
    "control-characters": "Onleesbare stuurtekens in een cel zijn vervangen.",
    "course-without-text": "Een opleidingsonderdeel heeft geen tekst naast de titel.",
    "credits-differ": "De studiepunten in de titel zijn anders dan die in de kolom.",
    "credits-missing": "De studiepunten van een opleidingsonderdeel ontbreken.",
    "credits-shared": "Studiepunten in een samengevoegde cel zijn maar een keer geteld.",
    "credits-total": "Het totaal van de lijst verschilt van de omvang van de opleiding.",
    "credits-unreadable": "De studiepunten van een opleidingsonderdeel zijn geen getal.",
    "csv-quotes": "Een aanhalingsteken staat verkeerd; rijen kunnen verschoven zijn.",
    "encoding-guessed": "De tekencodering van een tekstbestand is geraden.",
    "formula-error": "Een formule geeft een fout; de cel is als leeg gelezen.",
    "formula-without-value": "Een formule heeft geen bewaarde waarde; de cel is als leeg gelezen.",
    "header-guessed": "De kop van een kolom is herkend ondanks een andere schrijfwijze.",
    "hidden-columns": "Verborgen kolommen zijn meegelezen.",
    "hidden-rows": "Verborgen rijen zijn meegelezen.",
    "layout-unknown": "Het formaat zegt niet wat verborgen, doorgestreept of samengevoegd is.",
    "marks-not-read": "Cellen met enkel een kruisje of streepje zijn niet als tekst gelezen.",
    "no-code-column": "Er is geen kolom met codes; er zijn vaste codes gemaakt.",
    "no-credits-column": "Er is geen kolom met studiepunten.",
    "no-text-column": "Er is geen kolom met leerresultaten, inhoud, werkvormen of evaluatie.",
    "phase-from-sheet": "De fase van de onderdelen komt uit de naam van het blad.",
    "phase-heading": "Een tussentitel geeft de fase of het semester van de rijen eronder.",
    "profile-column-missing": "Een kolom die het profiel noemt, staat niet op het blad.",
    "profile-sheet-left-out": "Een blad is niet gelezen omdat het profiel het niet noemt.",
    "profile-sheet-missing": "Een blad dat het profiel noemt, staat niet in het bestand.",
    "profile-teacher": "Het profiel wil een kolom met namen lezen; die blijft weg.",
    "profile-used": "De kolommen zijn gelezen volgens een profiel.",
    "programme-credits-inferred": "De omvang van de opleiding is afgeleid uit haar naam.",
    "programme-credits-unknown": "De omvang van de opleiding is niet bekend.",
    "programme-from-file-name": "De naam van de opleiding komt uit de bestandsnaam.",
    "repeated-course": "Rijen herhalen het onderdeel erboven met andere tekst; ze horen erbij.",
    "repeated-header": "Een herhaalde kop is overgeslagen.",
    "row-without-title": "Een rij zonder titel is overgeslagen.",
    "rows-above-header": "De rijen boven de kop zijn als titel gelezen.",
    "rows-read": "Hoeveel rijen gezien, gelezen en overgeslagen zijn.",
    "section-heading": "Een tussentitel is overgeslagen als opleidingsonderdeel.",
    "several-programmes": "De lijst noemt verschillende opleidingen.",
    "several-years": "De lijst noemt verschillende academiejaren.",
    "sheet-hidden": "Een verborgen blad met een lijst is niet gelezen.",
    "sheet-not-used": "Op een blad is geen lijst van opleidingsonderdelen gevonden.",
    "struck-out-cells": "Doorgestreepte cellen zijn meegelezen.",
    "struck-out-rows": "Doorgestreepte rijen zijn meegelezen.",
    "title-duplicate": "Dezelfde titel komt meer dan een keer voor.",
    "total-row": "Een rij met een totaal is overgeslagen.",
    "value-from-above": "Een lege cel in een kolom voor fase of semester kreeg de waarde erboven.",
    "year-from-file-name": "Het academiejaar is afgeleid uit een jaartal in de bestandsnaam.",
}
"""Code -> what it means, in one Dutch sentence."""


def info(code: str, message: str, where: Place, cell: str | int | None = None) -> Issue:
    """Give an issue that only tells what was done; `cell` is an address or a row of the sheet."""
    return _issue(Severity.INFO, code, message, where, cell)


def warning(code: str, message: str, where: Place, cell: str | int | None = None) -> Issue:
    """Give an issue that a person should look at."""
    return _issue(Severity.WARNING, code, message, where, cell)


def _issue(
    severity: Severity, code: str, message: str, where: Place, cell: str | int | None
) -> Issue:
    place = where if cell is None else where.model_copy(update={"cell": str(cell)})
    return Issue(code=code, severity=severity, message=message, where=place)

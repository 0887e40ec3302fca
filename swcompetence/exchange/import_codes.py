"""Every issue that reading items from another format can give: its code and what it means."""

from __future__ import annotations

IMPORT_CODES: dict[str, str] = {
    "code-duplicate": "Een code komt meer dan een keer voor; het id kreeg een volgnummer.",
    "code-missing": "Een code ontbreekt; het id is gemaakt uit de eerste woorden van de tekst.",
    "column-not-used": "Een tweede kolom voor hetzelfde gegeven is niet ingelezen.",
    "column-unknown": "Een kolom past nergens in een kader en is niet ingelezen.",
    "group-heading": "Een tussentitel geldt als groep voor de rijen eronder.",
    "keywords-as-names": "Trefwoorden zijn andere benamingen geworden, waarop ook gezocht wordt.",
    "label-duplicate": "Een item heeft meer dan één naam; een ervan geldt, de andere ook als naam.",
    "label-missing": "Een rij zonder tekst is overgeslagen.",
    "label-shortened": "Een lange tekst staat volledig in de definitie; het label is ingekort.",
    "language-other": "Het bestand is niet in het Nederlands.",
    "level-as-note": "Een niveau dat geen plaats in de boom aanwijst, staat als opmerking.",
    "level-from-depth": "De niveaus volgen de diepte in de boom, want het bestand benoemt ze niet.",
    "level-from-parent": "Items zonder soort staan een niveau onder hun ouder.",
    "licence-missing": "Het bestand noemt geen licentie.",
    "mapping-level-guessed": "Het niveau om opleidingsonderdelen aan te koppelen is geraden.",
    "not-in-edition": "Gegevens die in een kader geen plaats hebben, zijn niet ingelezen.",
    "parent-loop": "Items staan in een kring onder elkaar; de kring is doorgeknipt.",
    "parent-unknown": "De ouder van een item staat niet in het bestand.",
    "row-not-used": "Een rij past niet in een koppelingenbestand en is niet ingelezen.",
    "rows-read": "Hoeveel rijen gelezen en overgeslagen zijn.",
    "sheet-not-used": "Een blad is niet gelezen.",
    "status-guessed": "De status van het kader is onbekend en geldt als van kracht.",
    "version-guessed": "De versie van het kader is niet opgegeven en is afgeleid.",
}
"""Code -> what it means, in one Dutch sentence."""

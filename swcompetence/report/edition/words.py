"""The Dutch words for the life, the grounds and the wordings of an edition."""

from __future__ import annotations

from swcompetence.matching.items.search import FoundPart
from swcompetence.model import (
    Anchors,
    Completeness,
    Deprecation,
    EditionStatus,
    Framework,
    Indicator,
    IndicatorKind,
    Provenance,
    Purpose,
    Strength,
)
from swcompetence.report.findings.wording import STATUS_WORDS, date_words

PROVENANCE_WORDS = {
    Provenance.VERIFIED: "gelezen in de bron",
    Provenance.DERIVED: "afgeleid",
    Provenance.UNVERIFIED: "niet nagekeken",
}
PROVENANCE_MEANING = {
    Provenance.VERIFIED: "De uitspraak staat in de genoemde bron en is daar gelezen.",
    Provenance.DERIVED: "Eigen opsplitsing of samenvatting op basis van de genoemde bronnen.",
    Provenance.UNVERIFIED: "De uitspraak is opgenomen, maar nog niet in een bron gelezen.",
}
PURPOSE_WORDS = {
    Purpose.COVER: "Geen norm zegt welke items een opleiding aan bod moet laten komen. Wat niet"
    " aangetroffen wordt in de fiches, is een vraag aan de opleidingscommissie: hoort het in deze"
    " opleiding thuis?",
    Purpose.COMPARE: "De items zijn alternatieven om met elkaar te vergelijken; een item dat niet"
    " aangetroffen wordt, is geen hiaat.",
}
OWN_WORDS = "eigen aan het OCMW: wie dit onderwijst, onderwijst OCMW-praktijk"
FOUND_WORDS = {
    FoundPart.LABEL: "naam",
    FoundPart.ALT_LABEL: "andere naam",
    FoundPart.DEFINITION: "omschrijving",
    FoundPart.INDICATOR: "indicator",
    FoundPart.CHILD: "onderdeel",
}
LEVEL_PLURALS = {
    "thema": "thema's",
    "competentie": "competenties",
    "gedragsindicator": "gedragsindicatoren",
    "werkveld": "werkvelden",
    "onderdeel": "onderdelen",
    "leerresultaat": "leerresultaten",
    "krachtlijn": "krachtlijnen",
    "bouwsteen": "bouwstenen",
    "cluster": "clusters",
    "deel": "delen",
    "invalshoek": "invalshoeken",
    "element": "elementen",
}
"""Plurals of the levels that are in use; another level keeps its own word."""


def anchor_groups(anchors: Anchors) -> tuple[tuple[str, tuple[Indicator, ...]], ...]:
    """Give the groups of anchors that hold something, each under its Dutch name."""
    groups = (
        ("Plaatst een thema in het OCMW", anchors.ocmw),
        ("Plaatst een thema in het lokaal bestuur", anchors.local_government),
    )
    return tuple((title, indicators) for title, indicators in groups if indicators)


def level_count(number: int, level: str) -> str:
    """Write how many items of a level there are.

    >>> level_count(33, "thema"), level_count(1, "cluster"), level_count(2, "DLR")
    ("33 thema's", '1 cluster', '2 DLR')
    """
    return f"{number} {level if number == 1 else LEVEL_PLURALS.get(level, level)}"


def validity_words(framework: Framework) -> str:
    """Say where an edition stands in its life."""
    until = f" tot en met {date_words(framework.valid_until)}" if framework.valid_until else ""
    status = STATUS_WORDS[framework.status]
    return f"{status}, van kracht sinds {date_words(framework.valid_from)}{until}"


def warning_words(framework: Framework) -> tuple[str, ...]:
    """Say why a reader should be careful with an edition; nothing for one that is in force."""
    warnings = []
    if framework.status is not EditionStatus.CURRENT:
        warnings.append(f"Deze editie is niet de geldige: {STATUS_WORDS[framework.status]}.")
    if framework.completeness is Completeness.PARTIAL:
        warnings.append("Deze editie is onvolledig.")
    return tuple(warnings)


def deprecation_words(gone: Deprecation) -> str:
    """Say since when and why an item is no longer used, without its successors.

    >>> deprecation_words(Deprecation(since="2027.1", why="Dubbel."))
    'Vervallen sinds 2027.1: Dubbel.'
    """
    return f"Vervallen sinds {gone.since}: {gone.why.rstrip('.')}."


def indicator_words(indicator: Indicator) -> str:
    """Say under which conditions a wording counts; empty for a wording that always does.

    >>> indicator_words(Indicator.model_validate({"phrase": "vangnet", "strength": "weak"}))
    'telt alleen mee naast een andere aanwijzing'
    """
    words = []
    if indicator.strength is Strength.WEAK:
        words.append("telt alleen mee naast een andere aanwijzing")
    if indicator.where == "title":
        words.append("enkel in de titel")
    if indicator.kind is IndicatorKind.ABBREVIATION:
        words.append("afkorting")
    if indicator.case_sensitive:
        words.append("let op hoofdletters")
    if indicator.not_near:
        words.append(f"niet in de buurt van: {', '.join(indicator.not_near)}")
    if indicator.shared:
        words.append("ook buiten het OCMW gebruikt")
    if indicator.note:
        words.append(indicator.note)
    return "; ".join(words)

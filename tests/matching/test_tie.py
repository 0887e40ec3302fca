import dataclasses

import pytest
from samples import course, framework, item

from swcompetence.matching import PARAMETERS, Candidate, EvidenceMatcher
from swcompetence.model import Anchors, Indicator, Tie, TieContext, Treatment

ANCHORS = Anchors(
    ocmw=(Indicator(phrase="ocmw*", not_near=("stage",)),),
    local_government=(Indicator(phrase="(gemeente|gemeenten)"),),
)
KADER = framework(
    item("wonen", "huurwaarborg*"),
    item("leefloon", "leefloon", "bijstand + zekerheid", own=True),
    item("dak", "dakloosheid"),
    item("dak.adres", "referentieadres", parent="dak", own=True, level="deel"),
    anchors=ANCHORS,
)
MATCHER = EvidenceMatcher([KADER])


def judged(theme: str, content: str, title: str = "Recht") -> Candidate:
    found = MATCHER.candidates(course("SW1", title, 3, content=content))
    return next(candidate for candidate in found if candidate.item.item == theme)


def test_without_an_anchor_a_theme_is_general() -> None:
    found = judged("wonen", "De student kent de huurwaarborg.")

    assert (found.tie, found.tie_context, found.tie_evidence) == (Tie.GENERAL, None, ())


@pytest.mark.parametrize(
    "content",
    [
        "De huurwaarborg van het OCMW.",
        "OCMW-recht\n- huurwaarborg\n- installatie",
        "OCMW-recht\n- Wonen\n    de huurwaarborg",
    ],
)
def test_an_anchor_ties_in_the_sentence_or_in_a_heading_above(content: str) -> None:
    found = judged("wonen", content)

    assert (found.tie, found.tie_context) == (Tie.EXPLICIT, TieContext.OCMW)
    assert [piece.text.lower()[:4] for piece in found.tie_evidence] == ["ocmw"]
    assert all(content[p.start : p.end] == p.text for p in found.tie_evidence)


def test_an_anchor_in_the_title_ties_the_whole_sheet() -> None:
    found = judged("wonen", "De student kent de huurwaarborg.", title="Werken in een OCMW")

    assert found.tie is Tie.EXPLICIT


@pytest.mark.parametrize(
    "content",
    [
        "De huurwaarborg. Een gastles over het OCMW.",
        "De huurwaarborg.\nGastlessen\n- het OCMW",
        "- het OCMW\n- de huurwaarborg",
        "Gastlessen: een ocmw, een justitiehuis, de huurwaarborg, een rechtbank.",
        "De huurwaarborg, met een stage in een OCMW.",
    ],
)
def test_an_anchor_elsewhere_says_nothing(content: str) -> None:
    assert judged("wonen", content).tie is Tie.GENERAL


def test_local_government_is_another_context_and_ocmw_goes_first() -> None:
    assert judged("wonen", "Huurwaarborg in de gemeente.").tie_context == "local_government"
    assert judged("wonen", "Huurwaarborg van gemeente en OCMW.").tie_context == "ocmw"


def test_what_is_own_by_nature_is_its_own_tie() -> None:
    assert judged("leefloon", "Het leefloon.").tie_context is TieContext.OCMW
    assert judged("dak", "Het referentieadres.").tie_context is TieContext.OCMW
    assert judged("dak", "De dakloosheid.").tie is Tie.GENERAL


def test_two_words_that_a_list_brings_together_are_no_tie() -> None:
    assert judged("leefloon", "Bijstand en zekerheid.").tie is Tie.EXPLICIT
    assert judged("leefloon", "Bijstand, pensioen en zekerheid.").tie is Tie.GENERAL
    assert judged("leefloon", "Zekerheid, een OCMW, een rechtbank, bijstand.").tie is Tie.GENERAL


def test_practical_matter_ties_nothing() -> None:
    assert judged("leefloon", "Literatuur over het leefloon: Handboek.").tie is Tie.GENERAL


def test_a_framework_without_anchors_has_no_ties() -> None:
    bare = EvidenceMatcher([framework(item("leefloon", "leefloon", own=True))])
    (found,) = bare.candidates(course(content="Het leefloon van het OCMW."))

    assert (found.tie, found.tie_context) == (None, None)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("De uitkeringen: pensioen, leefloon, werkloosheid en ziekte.", ["leefloon"]),
        ("Kent de uitkeringen (pensioen, leefloon, werkloosheid) in ons land.", ["leefloon"]),
        ("Kent de bijstand (leefloon), de zorg, de huur en de energie.", []),
        ("Pensioen, leefloon, werkloosheid. Wie recht heeft op een leefloon.", []),
        ("Wie recht heeft op een leefloon.", []),
        ("Huurwaarborg, huur, koop en bouw.", []),
    ],
)
def test_what_only_an_ocmw_does_is_merely_named_in_a_row(content: str, named: list[str]) -> None:
    signals = MATCHER.read(course(content=content)).signals

    assert [item.item for item, facts in signals.items() if facts.is_merely_named] == named


def test_what_is_merely_named_is_touched_however_sure() -> None:
    sure = dataclasses.replace(PARAMETERS, core=0.01)
    row = course(content="De uitkeringen: pensioen, leefloon, werkloosheid en ziekte.")
    told = course(content="De uitkeringen: pensioen, werkloosheid en wie recht heeft op leefloon.")
    treatments = [
        found.treatment
        for sheet in (row, told)
        for found in EvidenceMatcher([KADER], sure).candidates(sheet)
        if found.item.item == "leefloon"
    ]

    assert treatments == [Treatment.TOUCHED, Treatment.CORE]

"""What the newer themes of OCMW practice find, and the false friends that they leave alone."""

from functools import lru_cache

import pytest
from samples import course, framework, item

from swcompetence import Curriculum, propose
from swcompetence.model import Framework
from swcompetence.registry import get_framework

STRONG = 0.5
"""Weight that only a strong term has."""


@lru_cache
def edition() -> Framework:
    return get_framework("ocmw-praktijk@2026.2")


def found(sentence: str, kader: Framework) -> set[str]:
    """Give the items of which a strong term stands in a sheet with this sentence."""
    curriculum = Curriculum(id="lijst", courses=(course("V1", "Vak", 3, content=sentence),))
    links = propose(curriculum, [kader]).links
    return {link.item.item for link in links if any(e.weight >= STRONG for e in link.evidence)}


def anchored(sentence: str) -> set[str]:
    anchors = edition().anchors.model_dump()
    groups = framework(*(item(name, *indicators) for name, indicators in anchors.items()))
    return found(sentence, groups)


@pytest.mark.parametrize(
    ("theme", "sentence"),
    [
        ("psychosociale_begeleiding", "De student oefent psychosociale begeleiding van cliënten."),
        (
            "procedure_rechtsbescherming",
            "Het hoorrecht van de aanvrager bij het OCMW komt aan bod.",
        ),
        ("procedure_rechtsbescherming", "We bespreken het beroep bij de arbeidsrechtbank."),
        ("leefloon_rmi", "Wat verandert door de beperking van de werkloosheid in de tijd?"),
        ("leefloon_rmi", "Onderhoudsplichtigen die samenwonen tellen mee voor het leefloon."),
        ("armoede_participatie", "Een vereniging waar armen het woord nemen geeft les."),
        ("migratie_statuten", "Rechten van tijdelijk ontheemden met tijdelijke bescherming."),
        ("ouderen_ldc", "De Vlaamse sociale bescherming en de zorgkassen worden toegelicht."),
        ("kinderarmoede", "Het lokaal bestuur heeft de regie van de buitenschoolse opvang."),
        ("digitaal", "Een hulpvraag via OCMW Online en de beslissing in de eBox."),
        ("rechtenverkenning", "De juridische eerstelijnsbijstand wijst de weg."),
        ("energie", "Een debietbegrenzer komt vóór de afsluiting van water."),
    ],
)
def test_a_newer_theme_finds_its_subject(theme: str, sentence: str) -> None:
    assert theme in found(sentence, edition())


@pytest.mark.parametrize(
    ("theme", "sentence"),
    [
        (
            "psychosociale_begeleiding",
            "Psychosociale risico's op het werk en de preventieadviseur.",
        ),
        ("psychosociale_begeleiding", "De biopsychosociale ontwikkeling van kind tot volwassene."),
        ("psychosociale_begeleiding", "Psychosociale hulpverlening bij rampen."),
        ("procedure_rechtsbescherming", "Het hoorrecht van de minderjarige bij de jeugdrechter."),
        ("procedure_rechtsbescherming", "De arbeidsrechtbank behandelt arbeidsongevallen."),
        ("leefloon_rmi", "Samenwonen, huwelijk en echtscheiding in het familierecht."),
        ("armoede_participatie", "De ervaringsdeskundige in de psychiatrie vertelt."),
        ("kinderarmoede", "De BOA van de politie handhaaft de openbare orde."),
        ("ouderen_ldc", "Het persoonsvolgend budget voor mensen met een handicap."),
        ("signaleren", "Leemten in het rechtssysteem kunnen signaleren."),
    ],
)
def test_a_newer_theme_leaves_its_false_friends_alone(theme: str, sentence: str) -> None:
    assert theme not in found(sentence, edition())


@pytest.mark.parametrize(
    ("sentence", "groups"),
    [
        ("De maatschappelijk werker van het OCMW.", {"ocmw"}),
        ("Wie bij het Sociaal Huis aanklopt, spreekt met de sociale dienst.", {"ocmw"}),
        ("Het lokaal bestuur en zijn gemeenteraad.", {"local_government"}),
        ("De schepen van welzijn beslist.", {"local_government"}),
        ("De sociale dienst van het ziekenhuis.", set()),
        ("Sociale diensten in Vlaanderen.", set()),
        ("Stageplaats bij een OCMW.", set()),
        ("Schepen in de haven.", set()),
        ("Ruimte scheppen voor ontmoeting.", set()),
        ("Het lokaal van de lector.", set()),
    ],
)
def test_anchors_place_a_sheet_and_leave_their_false_friends(
    sentence: str, groups: set[str]
) -> None:
    assert anchored(sentence) == groups


def test_the_theme_that_was_merged_leads_to_its_successor() -> None:
    gone = edition().item("oekraine").deprecated

    assert gone is not None
    assert gone.replaced_by == ("migratie_statuten",)


def test_what_others_do_as_well_is_not_the_ocmws_own() -> None:
    marked = {one.id for one in edition().items if one.own}

    assert {"leefloon_rmi", "gpmi", "bcsd", "energie.lac", "dakloosheid.referentieadres"} <= marked
    assert not marked & {"schuldhulp", "csr", "ouderen_ldc", "gbo"}


def test_a_core_task_names_what_says_so() -> None:
    tasks = {one.id for one in edition().items if one.kerntaak}

    assert {"sociaal_onderzoek", "leefloon_rmi", "psychosociale_begeleiding", "huisbezoek"} <= tasks

from __future__ import annotations

import pytest
from samples import framework, item

from swcompetence.matching.items.search import Found, FoundPart, search, suggest_items
from swcompetence.model import Framework


@pytest.fixture(scope="module")
def edition() -> Framework:
    return framework(
        item("schuldhulp", label="Budget- en schuldhulpverlening", definition="Hulp bij geld."),
        item("geld", label="Geld", definition="Omgaan met schulden en leningen."),
        item("energie", "(schulden|facturen) + energie*", label="Water en licht"),
        item("clienten", label="Cliënten", alt_labels=["Hulpvragers"]),
        item("dossier", "leefloon*", "*recht", label="Dossiers"),
        item("wonen", label="Huren en wonen"),
        item("wonen.huur", level="deel", parent="wonen", label="De huurprijs berekenen"),
    )


def ids(found: tuple[Found, ...]) -> list[str]:
    return [one.item for one in found]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("client", "clienten"),
        ("CLIËNTEN", "clienten"),
        ("lening", "geld"),
        ("dossier", "dossier"),
        ("leefloonaanvraag", "dossier"),
        ("huurrecht", "dossier"),
        ("hulpvrager", "clienten"),
    ],
)
def test_inflection_accents_and_compounds_do_not_matter(
    edition: Framework, words: str, wanted: str
) -> None:
    assert wanted in ids(search([edition], words))


def test_a_label_goes_before_a_definition_and_a_definition_before_an_indicator(
    edition: Framework,
) -> None:
    found = search([edition], "schulden")

    assert [(one.item, one.part) for one in found] == [
        ("schuldhulp", FoundPart.LABEL),
        ("geld", FoundPart.DEFINITION),
        ("energie", FoundPart.INDICATOR),
    ]
    assert found[2].text == "(schulden|facturen) + energie*"


def test_items_with_all_words_go_before_items_with_some(edition: Framework) -> None:
    found = search([edition], "geld schulden")

    assert [(one.item, one.missing) for one in found] == [
        ("geld", ()),
        ("schuldhulp", ()),
        ("energie", ("geld",)),
    ]


def test_a_child_is_found_itself_and_lends_its_name_to_its_parent(edition: Framework) -> None:
    found = search([edition], "huurprijs")

    assert [(one.item, one.part) for one in found] == [
        ("wonen.huur", FoundPart.LABEL),
        ("wonen", FoundPart.CHILD),
    ]
    assert found[1].text == "De huurprijs berekenen"


def test_a_mistyped_word_is_read_as_the_nearest_one_and_that_is_said(edition: Framework) -> None:
    found = search([edition], "leeninegn")

    assert ids(found) == ["geld"]
    assert [(one.typed, one.read) for one in found[0].respellings] == [("leeninegn", "leningen")]


def test_an_open_indicator_does_not_hide_a_typing_error() -> None:
    edition = framework(item("a", "schuld*", label="Iets"), item("b", label="Schuldbemiddeling"))

    found = search([edition], "schuldbemidelling")

    assert ids(found)[0] == "b"
    assert found[0].respellings[0].read == "schuldbemiddeling"


def test_small_words_count_only_when_there_is_nothing_else(edition: Framework) -> None:
    assert ids(search([edition], "de cliënten")) == ["clienten"]
    assert "wonen.huur" in ids(search([edition], "de"))


@pytest.mark.parametrize("words", ["", "  ", "?!", "xyzzyplugh"])
def test_words_that_say_nothing_find_nothing(edition: Framework, words: str) -> None:
    assert search([edition], words) == ()


def test_the_limit_keeps_the_best(edition: Framework) -> None:
    assert ids(search([edition], "schulden", limit=1)) == ["schuldhulp"]


def test_equal_answers_follow_the_order_of_the_frameworks() -> None:
    one, two = framework(item("a", label="Zorg")), framework(item("b", label="Zorg"), id="ander")

    assert [str(f.framework) for f in search([two, one], "zorg")] == ["ander@1", "proef@1"]


def test_no_frameworks_give_no_answers() -> None:
    assert search([], "zorg") == ()


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("schuld", "schuldhulp"),
        ("SCHULDHULP", "schuldhulp"),
        ("enregie", "energie"),
        ("water_licht", "energie"),
        ("huurprijs", "wonen.huur"),
        ("hulpvragers", "clienten"),
    ],
)
def test_suggestions_come_from_ids_and_from_labels(
    edition: Framework, wanted: str, first: str
) -> None:
    assert suggest_items(edition, wanted)[0] == first


def test_nothing_is_suggested_for_nonsense_and_never_more_than_three(edition: Framework) -> None:
    assert suggest_items(edition, "xyzzyplugh") == ()
    assert suggest_items(edition, "") == ()
    assert len(suggest_items(framework(*(item(f"zorg{n}") for n in range(9))), "zorg")) == 3

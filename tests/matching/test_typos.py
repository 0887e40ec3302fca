import pytest

from swcompetence.matching.typos import repair

WORDS = ["schuldbemiddeling", "begeleiding", "huisbezoek", "leefloonaanvraag"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("schuldbemidelling", "schuldbemiddeling"),
        ("schuldbemidddeling", "schuldbemiddeling"),
        ("Schuldbemiddleing", "schuldbemiddeling"),
        ("begeleidnig", "begeleiding"),
        ("begeledingg", None),
        ("begeleiding", None),
        ("bekleding", None),
        ("huisbezoeken", None),
        ("uhisbezoek", None),
        ("xuisbezoek", None),
        ("huisb", None),
        ("huisbezoe2", None),
        ("", None),
        ("qqqqqqqqq", None),
    ],
)
def test_only_a_word_that_does_not_exist_is_repaired(word: str, meant: str | None) -> None:
    assert repair(word, WORDS) == meant


def test_without_candidates_nothing_is_repaired() -> None:
    assert repair("schuldbemidelling", []) is None

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import OSA

from swcompetence.text.lexicon import _LEAST_SIMILARITY, Spellings, _stems, is_known_word

TERMS = ["schuldbemiddeling", "begeleiding", "huisbezoek", "leefloonaanvraag"]


@pytest.mark.parametrize(
    "word", ["begeleiding", "begeleidingen", "Budgettering", "maatschappelijke", "gezinnen"]
)
def test_a_word_that_exists_is_known_in_any_inflection(word: str) -> None:
    assert is_known_word(word)


@pytest.mark.parametrize(
    "word",
    ["begeledingen", "schuldbemidelling", "qqqqqqqq", "aaaaaaa", "zzzzzzzz", "日本語日本語日"],
)
def test_a_word_that_does_not_exist_is_not_known(word: str) -> None:
    assert not is_known_word(word)


def test_the_first_and_the_last_word_of_the_lexicon_are_found() -> None:
    stems = _stems().decode().split()

    assert stems == sorted(stems)
    assert all(is_known_word(root) for root in stems if root in {stems[0], stems[-1]})


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
    assert Spellings(TERMS).meant(word) == meant


def test_without_candidates_nothing_is_repaired() -> None:
    assert Spellings([]).meant("schuldbemidelling") is None


_LETTERS = st.text("abcde", min_size=7, max_size=19)


@given(word=_LETTERS, slips=st.lists(st.tuples(st.integers(0, 18), _LETTERS), max_size=3))
def test_a_word_is_compared_with_all_that_may_be_meant(
    word: str, slips: list[tuple[int, str]]
) -> None:
    near = [word[:place] + slip[: place % 3] + word[place + 1 :] for place, slip in slips]
    words = [*near, *(slip for _, slip in slips), word[::-1]]

    nearest = process.extractOne(
        word, words, scorer=OSA.normalized_similarity, score_cutoff=_LEAST_SIMILARITY
    )

    is_meant = nearest and nearest[0][0] == word[0] and not is_known_word(word)
    assert Spellings(words).meant(word) == (nearest[0] if nearest and is_meant else None)

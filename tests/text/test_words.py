from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swcompetence.text import Word, fold, split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De student leert.", ["De", "student", "leert"]),
        ("e-inclusie en follow-up", ["e", "inclusie", "en", "follow", "up"]),
        ("art. 60 §7", ["art", "60", "7"]),
        ("zo'n cliënt’s vraag", ["zo'n", "cliënt’s", "vraag"]),
        ("'aanhaling'", ["aanhaling"]),
        ("en/of (her)begin snake_case", ["en", "of", "her", "begin", "snake", "case"]),
        ("1.250,50 euro", ["1", "250", "50", "euro"]),
        ("", []),
        (" – • ", []),
    ],
)
def test_a_text_is_cut_into_words(text: str, words: list[str]) -> None:
    assert [word.text for word in split_words(text)] == words


def test_an_offset_moves_the_places() -> None:
    assert split_words("Het OCMW", 10) == [Word("Het", 10, 13), Word("OCMW", 14, 18)]


@given(st.text())
def test_every_word_is_a_slice_of_its_text(text: str) -> None:
    words = split_words(text)

    assert [text[word.start : word.end] for word in words] == [word.text for word in words]
    assert all(one.end <= two.start for one, two in pairwise(words))


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("OCMW", "ocmw"),
        ("Cliënten", "clienten"),
        ("collega’s", "collega"),
        ("collega's", "collega"),
        ("zo'n", "zon"),
        ("ﬁets", "fiets"),
        ("Straße", "strasse"),
        ("ĳs", "ijs"),
    ],
)
def test_a_word_is_compared_without_case_accents_and_possessive(word: str, folded: str) -> None:
    assert fold(word) == folded


@given(st.text())
def test_a_composed_and_a_decomposed_accent_are_one(text: str) -> None:
    assert fold(f"cre\u0301\u0065r{text}") == fold(f"créer{text}")


@given(st.text(alphabet=st.characters(categories=["L", "N"])))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)

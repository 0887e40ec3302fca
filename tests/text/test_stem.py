import pytest
from hypothesis import given
from hypothesis import strategies as st
from snowballstemmer.dutch_porter_stemmer import DutchPorterStemmer

from swcompetence.text import stem
from swcompetence.text.lexicon import _stems
from swcompetence.text.words import _SNOWBALL


@pytest.mark.parametrize(
    "words",
    [
        "huis huizen",
        "gezin gezinnen gezins",
        "brief brieven",
        "werk werkt werken",
        "begeleid begeleidt begeleiden",
        "begeleiding begeleidingen",
        "bemiddel bemiddelt bemiddelen",
        "red redt redden",
        "schuld schulden",
        "cliënt cliënten client",
        "kind kinderen",
        "lid leden",
        "stad steden",
        "groep groepen",
        "gesprek gesprekken",
        "leefloon leeflonen",
        "grote groot",
        "leven leef",
        "activiteit activiteiten",
        "competentie competenties",
        "collega collega's collega’s",
        "overheid overheden",
        "woning woningen",
        "Wet wetten",
    ],
)
def test_inflections_of_one_word_meet(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("begeleiding", "beleid"),
        ("gezin", "zin"),
        ("overheid", "over"),
        ("eenheid", "een"),
        ("woning", "wonen"),
        ("leiding", "leiden"),
        ("rekening", "rekenen"),
        ("mening", "menen"),
        ("regering", "regeren"),
        ("wet", "weten"),
        ("media", "medium"),
        ("armoede", "arm"),
        ("rechter", "recht"),
        ("rechten", "recht"),
        ("vluchteling", "vluchten"),
        ("jongere", "jong"),
        ("ouder", "oud"),
        ("diversiteit", "divers"),
        ("huis", "huid"),
        ("bad", "bed"),
    ],
)
def test_different_words_stay_apart(one: str, two: str) -> None:
    assert stem(one) != stem(two)


@pytest.mark.parametrize("word", ["60", "7bis", "co2", ""])
def test_what_is_no_word_keeps_its_letters(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(("word", "root"), [("te", "te"), ("rit", "rit"), ("eet", "et")])
def test_a_short_word_keeps_its_end(word: str, root: str) -> None:
    assert stem(word) == root


@given(st.text())
def test_any_text_has_a_stem_without_capitals(word: str) -> None:
    assert stem(word) == stem(word).casefold()


def test_the_stemmer_in_python_gives_the_stems_of_the_whole_lexicon() -> None:
    in_python = DutchPorterStemmer()
    words = _stems().decode().split()[::7]

    stems = {word: _SNOWBALL.stemWord(word) for word in words}

    assert len(stems) > 20_000
    assert {word: in_python.stemWord(word) for word in words} == stems

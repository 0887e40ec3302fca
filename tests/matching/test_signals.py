import gc
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item

from swcompetence.matching.reading import read_course
from swcompetence.matching.signals import FEATURES, Signals, read_signals
from swcompetence.matching.wordings.compilation import compile_vocabulary

WEAK = {"phrase": "wijk", "strength": "weak"}
OTHER_WEAK = {"phrase": "straat", "strength": "weak"}
VOCABULARY = compile_vocabulary(
    [framework(item("a", "huisbezoek", "schuldhulp", "budget + plan", WEAK, OTHER_WEAK))]
)


def signals(content: str = "", title: str = "Vak", **texts: str) -> Signals:
    vak = course("SW1", title, 3, content=content, **texts)
    return read_signals(VOCABULARY, read_course(vak)).items.get(0, Signals())


def test_a_sheet_about_something_else_gives_no_signals() -> None:
    assert read_signals(VOCABULARY, read_course(course(content="Over planten."))).items == {}


def test_every_term_counts_and_so_does_every_repeat() -> None:
    named = [
        signals("Over huisbezoek gaat dit deel."),
        signals("Over huisbezoek gaat het. Nog eens huisbezoek."),
        signals("Over huisbezoek gaat het. Nog eens schuldhulp."),
    ]

    assert [(one.terms, one.mentions) for one in named] == [(1, 1), (1, 2), (2, 2)]


def test_a_label_and_an_indicator_on_the_same_words_are_one_piece_of_evidence() -> None:
    vocabulary = compile_vocabulary([framework(item("a", "huisbezoek*", label="Huisbezoek"))])
    facts = read_signals(vocabulary, read_course(course(content="Zij doen aan huisbezoek."))).items[
        0
    ]

    assert (facts.terms, facts.mentions) == (1, 1)


def test_a_title_shows_an_item_or_hints_at_it() -> None:
    assert signals(title="Huisbezoek").title == 1
    assert signals(title="De wijk").title == 0.35
    assert signals(title="Planten").title == 0


def test_a_weak_piece_counts_only_beside_another_one() -> None:
    assert signals("In de wijk.").weak == 0
    assert signals("In de wijk en nog eens de wijk.").weak == 0
    assert signals("In de wijk en op straat.").weak == 2
    assert signals("In de wijk op huisbezoek.").weak == 1


def test_where_matches_overlap_the_strong_hides_the_weak() -> None:
    vocabulary = compile_vocabulary([framework(item("a", "wijkwerk in de wijk", WEAK, OTHER_WEAK))])
    segments = read_course(course(content="Het wijkwerk in de wijk; en de wijk en de straat."))

    assert read_signals(vocabulary, segments).items[0].weak == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Zij doen aan huisbezoek.", 1),
        ("Zij leren methodes zoals huisbezoek.", 0.65),
        ("Zij leren methodes (huisbezoek).", 0.75),
        ("Zij leren methodes (ook andere) en huisbezoek.", 1),
        ("Gesprek, brief, huisbezoek, verslag, nazorg.", 0.85),
        ("Een gesprek, een brief, het doen van een huisbezoek bij een gezin, nazorg.", 1),
        ("Bijv. gesprek, brief, huisbezoek, verslag, nazorg.", 0.65),
    ],
)
def test_an_example_or_a_long_list_counts_a_little_less(text: str, value: float) -> None:
    assert [piece.value for piece in signals(text).pieces] == [value]


def test_practical_matter_adds_little() -> None:
    practical = signals(assessment="Verslag van een huisbezoek.")

    assert [piece.value for piece in practical.pieces] == [0.15]
    assert (practical.mentions, practical.is_plain) == (0, False)


def test_one_term_in_three_forms_is_one_wording() -> None:
    once = signals("Een huisbezoek.\nHet huisbezoek.\nHuisbezoeken.")
    twice = signals("Een huisbezoek.\nSchuldhulp en afbetaling.\nHuisbezoeken.")

    assert (once.terms, once.mentions) == (1, 3)
    assert (twice.terms, twice.mentions) == (2, 3)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Huisbezoek", 1),
        ("Deel 3: het begeleiden en het huisbezoek in gezinnen met veel verschillende noden", 1),
        ("In dit vak staat bij elke les en bij elke oefening het huisbezoek centraal", 1),
        ("In dit vak komt bij elke les en bij elke oefening het huisbezoek kort langs", 0),
    ],
)
def test_an_item_may_head_a_part_or_be_called_central(text: str, head: float) -> None:
    assert signals(text).head == head


def test_a_title_heads_no_part_unless_it_is_all_there_is_to_read() -> None:
    assert signals(title="Huisbezoek", content="Iets anders.").head == 0
    assert signals(title="Huisbezoek").head == 1


@pytest.mark.parametrize(
    ("text", "teaching"),
    [("De student oefent een huisbezoek", 1), ("Een huisbezoek bij mensen thuis", 0)],
)
def test_a_word_of_teaching_beside_a_piece_counts(text: str, teaching: float) -> None:
    assert signals(text).teaching == teaching


def test_a_pair_spans_both_its_phrases() -> None:
    (piece,) = signals("Een plan maken voor het budget.").pieces

    assert (piece.text, piece.start, piece.end) == ("plan maken voor het budget", 4, 30)


@pytest.mark.parametrize("text", ["Over huisbezoek.", "In de wijk."])
def test_a_term_in_taught_text_is_plain(text: str) -> None:
    assert signals(text).is_plain


@given(
    st.lists(
        st.sampled_from(
            ["Huisbezoek.", "In de wijk.", "Schuldhulp, budget, plan, straat.", "Niets."]
        )
    )
)
def test_there_is_one_number_for_every_feature(sentences: list[str]) -> None:
    features = signals("\n".join(sentences)).features

    assert len(features) == len(FEATURES)
    assert all(0 <= feature < 10 for feature in features)


def seconds(repeats: int) -> float:
    """Give the shortest of three readings of a sheet that says one term so many times."""
    segments = read_course(
        course(content="een huisbezoek\n" * (repeats // 2) + "huisbezoek en " * (repeats // 2))
    )
    took = []
    gc.disable()  # what it collects are the leavings of other tests
    try:
        for _ in range(3):
            start = time.process_time()
            read_signals(VOCABULARY, segments)
            took.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(took)


def test_four_times_the_repeats_take_about_four_times_as_long() -> None:
    assert seconds(2_000) < 7 * seconds(500)


def test_a_strong_noun_met_as_its_weak_adjective_is_weak() -> None:
    weak = {"phrase": "laagdrempelig*", "strength": "weak"}
    vocabulary = compile_vocabulary([framework(item("a", "laagdrempeligheid", weak))])

    def terms(text: str) -> int:
        return read_signals(vocabulary, read_course(course(content=text))).items[0].terms

    assert terms("Laagdrempelige tools voor een website.") == 0
    assert terms("De laagdrempeligheid van een dienst.") == 1

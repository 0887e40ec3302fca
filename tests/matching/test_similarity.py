from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item

from swcompetence.matching.reading import read_course
from swcompetence.matching.similarity import (
    CourseWord,
    ProfileIndex,
    build_profiles,
    content_words,
    shared_words,
)
from swcompetence.model import Course, ItemRef
from swcompetence.text import stem

KADER = framework(
    item("wonen", label="Wonen", definition="Een betaalbare woning zoeken."),
    item("zorg", label="Thuiszorg", definition="Zorg voor ouderen, een woning aanpassen."),
    item("zorg.kind", level="deel", parent="zorg", label="Kraamzorg"),
)
WONEN, ZORG = build_profiles(KADER)
INDEX = ProfileIndex({ItemRef("proef:wonen"): WONEN, ItemRef("proef:zorg"): ZORG})


def words(vak: Course) -> dict[str, CourseWord]:
    return content_words(read_course(vak))


def nearness(vak: Course) -> list[float]:
    """Give how near a course comes to WONEN and ZORG."""
    return list(INDEX.nearness(words(vak)).values())


def test_a_profile_holds_the_content_words_of_an_item_and_its_children() -> None:
    assert [word for word, _ in ZORG.words.values()] == [
        "Thuiszorg",
        "Zorg",
        "ouderen",
        "woning",
        "aanpassen",
        "Kraamzorg",
    ]
    assert [part for _, part in ZORG.words.values()] == ["label", *["definition"] * 4, "child"]


def test_a_word_weighs_more_in_a_label_and_when_few_items_have_it() -> None:
    assert ZORG.weights[stem("thuiszorg")] > ZORG.weights[stem("ouderen")]
    assert ZORG.weights[stem("ouderen")] > ZORG.weights[stem("woning")]


def test_small_words_numbers_and_stop_words_are_no_content() -> None:
    assert words(course("SW1", "Het 2026 op de en sociaal werk ga")) == {}


def test_a_title_word_counts_three_times_and_repeats_add_up() -> None:
    found = words(course("SW1", "Woning", 3, content="Een woning. Woningen."))

    assert found[stem("woning")].amount == 3 + 1 + 1
    assert found[stem("woning")].word.text == "Woning"


def test_foreign_segments_have_no_words() -> None:
    text = "The woning is part of the constitution and of the law"

    assert stem("woning") not in words(course(content=text))


def test_shared_words_come_with_the_most_telling_first() -> None:
    shared = shared_words(ZORG, words(course(content="Woningen voor ouderen aanpassen.")))

    assert [(one.word.text, one.term, one.part) for one in shared] == [
        ("aanpassen", "aanpassen", "definition"),
        ("ouderen", "ouderen", "definition"),
        ("Woningen", "woning", "definition"),
    ]


def test_a_course_is_nearest_to_the_item_whose_words_it_uses() -> None:
    wonen, zorg = nearness(course(content="Een betaalbare woning zoeken en wonen."))

    assert wonen > zorg > 0
    assert nearness(course(content="Planten en dieren.")) == [0, 0]


@given(st.lists(st.sampled_from("woning zorg ouderen zoeken planten thuiszorg".split())))
def test_nearness_lies_between_none_and_one_and_grows_with_words(said: list[str]) -> None:
    _, before = nearness(course(content=" ".join(said)))
    _, after = nearness(course(content=" ".join([*said, "ouderen"])))

    assert 0 <= before <= after < 1

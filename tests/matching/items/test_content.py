from samples import course

from swcompetence.matching.items.content import CourseWord, content_words
from swcompetence.matching.reading import read_course
from swcompetence.model import Course
from swcompetence.text import stem


def words(vak: Course) -> dict[str, CourseWord]:
    return content_words(read_course(vak))


def test_small_words_numbers_and_stop_words_are_no_content() -> None:
    assert words(course("SW1", "Het 2026 op de en sociaal werk ga")) == {}


def test_a_title_word_counts_three_times_and_repeats_add_up() -> None:
    found = words(course("SW1", "Woning", 3, content="Een woning. Woningen."))

    assert found[stem("woning")].amount == 3 + 1 + 1
    assert found[stem("woning")].word.text == "Woning"


def test_foreign_segments_have_no_words() -> None:
    text = "The woning is part of the constitution and of the law"

    assert stem("woning") not in words(course(content=text))

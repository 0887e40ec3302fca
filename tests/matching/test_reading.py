import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import course

from swcompetence.matching.reading import read_course, read_text
from swcompetence.model import CourseField


def weights(text: str, field: CourseField = CourseField.CONTENT) -> list[float]:
    return [segment.weight for segment in read_text(text, field)]


def test_fields_are_read_title_first() -> None:
    read = read_course(course("SW1", "Recht", 3, content="Wetten.", outcomes="Kent wetten."))

    assert [(segment.field, segment.text, segment.is_title) for segment in read] == [
        ("title", "Recht", True),
        ("outcomes", "Kent wetten.", False),
        ("content", "Wetten.", False),
    ]


def test_a_title_is_one_segment() -> None:
    (title,) = read_course(course("SW1", "Recht 1. Wonen; theorie"))

    assert (title.text, title.weight) == ("Recht 1. Wonen; theorie", 1)


def test_a_course_without_words_has_no_segments() -> None:
    assert read_course(course("SW1", "—", 3, content=" \n• \n...")) == ()


def test_words_have_their_place_in_the_field() -> None:
    first, second = read_text("- Zij leert.\n- Hij oefent.", CourseField.CONTENT)

    assert [(word.text, word.start) for word in first.words] == [("Zij", 2), ("leert", 6)]
    assert second.start == second.words[0].start == 15


@pytest.mark.parametrize(
    ("field", "weight"),
    [
        (CourseField.TITLE, 1),
        (CourseField.OUTCOMES, 1),
        (CourseField.CONTENT, 1),
        (CourseField.TEACHING, 0.3),
        (CourseField.ASSESSMENT, 0.15),
    ],
)
def test_what_is_taught_counts_and_how_it_is_examined_hardly_does(
    field: CourseField, weight: float
) -> None:
    assert weights("Zij leert de wet", field) == [weight]


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("De student kent de wet", 1),
        ("Evaluatie: een paper over de wet", 0.15),
        ("Examen telt mee voor 60% van de punten", 0.15),
        ("Het werkstuk telt voor 40 %", 0.15),
        ("Studiemateriaal: de cursus en de wet", 0.15),
        ("Zie ook https://example.org", 0.15),
        ("Begincompetenties zijn er niet", 0.1),
        ("Werkvormen: hoorcollege en oefening", 0.3),
        ("Alles staat op Toledo", 0.2),
        ("Dit deel gaat niet over de wet", 0.1),
        ("Evaluatie van een hulpverleningsproces door de student", 1),
    ],
)
def test_practical_matter_counts_little(text: str, weight: float) -> None:
    assert weights(text) == [weight]


@pytest.mark.parametrize(
    "text",
    [
        "La politique du logement est une compétence des régions",
        "The right to housing is part of the constitution",
    ],
)
def test_a_segment_in_another_language_counts_for_nothing(text: str) -> None:
    assert weights(text) == [0]


def test_a_field_in_two_languages_is_read_for_its_dutch_part() -> None:
    text = "Zij leert de wet kennen.\nYou will learn to read the law."

    assert weights(text) == [1, 0]


@given(st.text(), st.sampled_from(CourseField))
def test_every_segment_is_a_slice_with_a_weight(text: str, field: CourseField) -> None:
    for segment in read_text(text, field):
        assert text[segment.start : segment.start + len(segment.text)] == segment.text
        assert [text[word.start : word.end] for word in segment.words] == [
            word.text for word in segment.words
        ]
        assert 0 <= segment.weight <= 1

import pytest
from samples import course

from swcompetence.text import Language, language_of, reading_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("de student leert de wet kennen en past ze toe", Language.DUTCH),
        ("the right to housing is part of the constitution", Language.ENGLISH),
        ("la politique du logement est une compétence des régions", Language.FRENCH),
        ("THE STUDENTS ARE ABLE TO WRITE", Language.ENGLISH),
        ("street-level bureaucracy", Language.DUTCH),
        ("the state of welfare", Language.DUTCH),
        ("outreach in de buurt en op straat, the art of being there", Language.DUTCH),
        ("the art and craft with", Language.ENGLISH),
        ("the art and craft", Language.DUTCH),
        ("de kern, het doel: the art and craft with this", Language.DUTCH),
        ("de kern, het doel: the art and craft with this that", Language.ENGLISH),
        ("", Language.DUTCH),
    ],
)
def test_a_segment_is_dutch_unless_another_language_clearly_wins(
    text: str, language: Language
) -> None:
    assert language_of(text.split()) is language


def test_words_may_come_from_an_iterator() -> None:
    assert language_of(iter(["the", "to", "with", "this"])) is Language.ENGLISH


@pytest.mark.parametrize(
    ("content", "language", "skipped"),
    [
        ("De student leert het recht op bijstand in de praktijk.", "nl", None),
        ("The student learns how to work with families and their context.", "en", "language"),
        ("L'étudiant apprend les droits des personnes dans la société.", "fr", "language"),
        ("", None, "no_text"),
    ],
)
def test_a_course_says_in_which_language_it_is_and_why_it_was_not_read(
    content: str, language: str | None, skipped: str | None
) -> None:
    reading = reading_of(course("SW1", "Sociaal recht", 3, content=content))

    assert (reading.language, reading.skipped) == (language, skipped)

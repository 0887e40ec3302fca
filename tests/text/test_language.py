import pytest

from swcompetence.text import Language, language_of


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

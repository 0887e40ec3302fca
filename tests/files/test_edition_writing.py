from generated import frameworks
from hypothesis import given

from swcompetence.files.data.edition_text import edition_text, format_edition
from swcompetence.files.data.yaml_file import parse_model
from swcompetence.model import Framework
from swcompetence.registry import list_frameworks


@given(frameworks())
def test_an_edition_that_was_written_is_read_back_whole(edition: Framework) -> None:
    text = edition_text(edition)
    assert parse_model(text, Framework, "kader.yaml") == edition
    assert format_edition(text) == text


def test_a_control_character_survives_writing() -> None:
    edition = list_frameworks()[0].model_copy(update={"title": "a\x00b"})
    assert parse_model(edition_text(edition), Framework, "kader.yaml").title == "a\x00b"

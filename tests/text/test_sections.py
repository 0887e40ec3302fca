import pytest
from hypothesis import given
from hypothesis import strategies as st

from swcompetence.text import headings_above, split_segments


def tree(text: str) -> list[str]:
    """Give every segment with its headings, outer first."""
    above = headings_above(text, split_segments(text))
    return [
        " > ".join([*(heading.text for heading in above[s.start]), s.text])
        for s in split_segments(text)
    ]


def test_numbers_stand_above_what_is_indented_below_them() -> None:
    text = "Inhoud\n 1. Democratie\n     verkiezingen\n 2. Lokale politiek\n     de gemeente"

    assert tree(text) == [
        "Inhoud",
        "Inhoud > Democratie",
        "Inhoud > Democratie > verkiezingen",
        "Inhoud > Lokale politiek",
        "Inhoud > Lokale politiek > de gemeente",
    ]


def test_a_line_between_numbers_and_dashes_is_a_heading_of_its_own() -> None:
    text = "2. Arbeidsrecht\nAlgemeen\n- Bronnen\nCollectief\n- Overleg\n3. Bijstand\n- Leefloon"

    assert tree(text)[2:] == [
        "Arbeidsrecht > Algemeen > Bronnen",
        "Arbeidsrecht > Collectief",
        "Arbeidsrecht > Collectief > Overleg",
        "Bijstand",
        "Bijstand > Leefloon",
    ]


def test_letters_stand_under_dashes() -> None:
    assert tree("- Sectoren:\na) werk\nb) ziekte\n- Bijstand\na) leefloon") == [
        "Sectoren:",
        "Sectoren: > werk",
        "Sectoren: > ziekte",
        "Bijstand",
        "Bijstand > leefloon",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "In dit deel gaat het over het recht op bijstand, op zorg en op een woning.",
        "Kort en goed.",
        "O.m. begrip en vormen",
        "(oefeningen)",
        "Begrip, vormen, sancties",
    ],
)
def test_a_sentence_is_no_heading_and_does_not_take_its_place(line: str) -> None:
    assert tree(f"OCMW-recht\n- Steun\n{line}\n- Leefloon")[-1] == "OCMW-recht > Leefloon"


def test_a_text_of_one_line_has_no_headings() -> None:
    assert tree("Zij leert. Zij oefent.") == ["Zij leert.", "Zij oefent."]


_LINES = st.sampled_from(
    ["Wonen", "- huur", "• koop", "1. Recht", "a) sociaal", "  dieper", "Een hele zin, die stopt."]
)


@given(st.lists(_LINES, max_size=12).map("\n".join))
def test_headings_are_segments_that_stand_before(text: str) -> None:
    above = headings_above(text, split_segments(text))

    assert set(above) == {segment.start for segment in split_segments(text)}
    for start, headings in above.items():
        places = [heading.start for heading in headings]
        assert places == sorted(places)
        assert all(place < start for place in places)

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swcompetence.text import split_segments

LONG = "De student begeleidt een cliënt die moeilijk rondkomt en zoekt"


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("", []),
        (" \n\t\n", []),
        ("Zij leert. Hij oefent.", ["Zij leert.", "Hij oefent."]),
        ("Waarom? Daarom! Goed… Ja.", ["Waarom?", "Daarom!", "Goed…", "Ja."]),
        ("Zij zegt “ja.” Hij knikt.", ["Zij zegt “ja.”", "Hij knikt."]),
        ("Zij leert. ‘Nee’ telt.", ["Zij leert.", "‘Nee’ telt."]),
        ("plannen; evalueren;bijsturen", ["plannen;", "evalueren;bijsturen"]),
        ("een\ntwee\r\ndrie", ["een", "twee", "drie"]),
        ("versie 2.0 is er. en verder", ["versie 2.0 is er. en verder"]),
        ("de student leert. daarna oefent zij", ["de student leert.", "daarna oefent zij"]),
    ],
)
def test_sentences_and_lines_are_segments(text: str, segments: list[str]) -> None:
    assert [segment.text for segment in split_segments(text)] == segments


@pytest.mark.parametrize(
    "text",
    [
        "Zie bv. Leefloon in dit deel.",
        "Werk i.s.m. OCMW en CAW.",
        "Zij volgt o.a. Recht en prof. Peeters.",
        "Zie art. 60 en blz. 5 van J. Peeters.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert [segment.text for segment in split_segments(text)] == [text]


@pytest.mark.parametrize(
    "bullet",
    [
        "- ",
        "-",
        "– ",
        "• ",
        "•\t",
        "* ",
        "» ",
        "✓ ",
        "\uf0b7\t",
        "o ",
        "o\xa0",
        "1. ",
        "12) ",
        "(3) ",
        "a. ",
        "b) ",
        "  - ",
        "\xa0\xa0- ",
        "\xa0•\xa0",
    ],
)
def test_a_bullet_is_no_part_of_its_segment(bullet: str) -> None:
    assert [segment.text for segment in split_segments(f"{bullet}leert plannen")] == [
        "leert plannen"
    ]


@pytest.mark.parametrize("text", ["60 plussers", "ongeval", "a.u.b. melden", "oud worden"])
def test_what_only_looks_like_a_bullet_stays(text: str) -> None:
    assert [segment.text for segment in split_segments(text)] == [text]


def test_a_line_with_only_a_bullet_is_no_segment() -> None:
    assert split_segments("- \n•\n") == ()


def test_bullets_inside_a_line_cut_it() -> None:
    text = "De student kan:  • plannen • evalueren\xa0▪\xa0bijsturen"

    assert [segment.text for segment in split_segments(text)] == [
        "De student kan:",
        "plannen",
        "evalueren",
        "bijsturen",
    ]


def test_a_wrapped_line_runs_on() -> None:
    text = f"{LONG}\nsamen naar een oplossing.\nDaarna volgt nazorg."

    assert [segment.text for segment in split_segments(text)] == [
        f"{LONG}\nsamen naar een oplossing.",
        "Daarna volgt nazorg.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "De student zoekt\nsamen naar een oplossing",
        f"{LONG}.\nsamen naar een oplossing",
        f"{LONG}:\nsamen naar een oplossing",
        f"{LONG}\nSamen naar een oplossing",
        f"{LONG}\n- samen naar een oplossing",
        f"{LONG}\n\nsamen naar een oplossing",
    ],
)
def test_a_line_that_ends_something_does_not_run_on(text: str) -> None:
    assert len(split_segments(text)) == 2


@pytest.mark.parametrize(("length", "segments"), [(59, 2), (60, 1), (61, 1)])
def test_a_line_of_sixty_signs_may_have_been_wrapped(length: int, segments: int) -> None:
    line = f"Zij leert {'x' * length}"[:length]

    assert len(split_segments(f"{line}\nen oefent")) == segments
    assert len(split_segments(f"Kort.\n{line}\nen oefent")) == segments + 1


def test_several_wrapped_lines_are_one_segment() -> None:
    text = f"{LONG}\n{LONG.casefold()}\nsamen naar een oplossing"

    assert [segment.text for segment in split_segments(text)] == [text]


pieces = st.lists(
    st.sampled_from(
        [
            "- ",
            "• ",
            "o ",
            "1. ",
            "\n",
            "\r\n",
            "\x0b",
            "\x85",
            "\u2028",
            "\xa0",
            " ",
            ". ",
            "; ",
            "Leert",
            "bv.",
            "samen",
            "J.",
            "“",
            "”",
            "?",
            "…",
            "\uf0b7 ",
            LONG,
            "é",
            "😀",
        ]
    )
).map("".join)


@given(st.text() | pieces)
def test_segments_are_slices_that_do_not_overlap(text: str) -> None:
    segments = split_segments(text)

    assert [text[one.start : one.end] for one in segments] == [one.text for one in segments]
    assert all(one.end <= two.start for one, two in pairwise(segments))
    assert all(one.text.strip() == one.text != "" for one in segments)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"])), st.text(alphabet=" \n"))
def test_no_letter_is_lost(word: str, space: str) -> None:
    text = f"Hier staat{space}: {word}{space}. Daar ook"
    kept = "".join(segment.text for segment in split_segments(text))

    assert [c for c in kept if c.isalpha()] == [c for c in text if c.isalpha()]


def test_a_line_of_many_sentences_takes_no_longer_per_sentence() -> None:
    def seconds(sentences: int) -> float:
        text = "Zij leert luisteren. " * sentences
        start = time.process_time()
        assert len(split_segments(text)) == sentences
        return time.process_time() - start

    once = min(seconds(2_000) for _ in range(3))
    assert min(seconds(8_000) for _ in range(3)) < 10 * once

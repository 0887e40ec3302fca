from __future__ import annotations

from swcompetence.phrasing import counted, dutch_number, first_few, single_spaced


def test_numbers_and_lists_read_as_dutch() -> None:
    assert single_spaced("  een\n\ttwee  drie ") == "een twee drie"
    assert [dutch_number(2.5), dutch_number(3.0), dutch_number(0.456, ".2f")] == [
        "2,5",
        "3",
        "0,46",
    ]
    assert [counted(n, "rij", "rijen") for n in (0, 1, 2)] == ["0 rijen", "1 rij", "2 rijen"]


def test_a_long_list_says_that_there_is_more() -> None:
    assert first_few(["a", "b"], 2) == "a, b"
    assert first_few(["a", "b", "c"], 2) == "a, b …"
    assert first_few(["a", "b", "c", "d"], 2, " en nog {n} andere") == "a, b en nog 2 andere"

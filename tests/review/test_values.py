from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swcompetence.model import Verdict
from swcompetence.review.values import read_date, read_level, read_verdict, read_yes, suggestion


@pytest.mark.parametrize(
    "text",
    ["a", "A", "akkoord", "Akkoord ", " AKKOORD\u00a0", "akkoord.", "ja", "Ja", "j", "y", "x", "X",
     "ok", "OK!", "oké", "1", "waar", "✓"],
)  # fmt: skip
def test_words_that_mean_akkoord(text: str) -> None:
    assert read_verdict(text) is Verdict.ACCEPT


@pytest.mark.parametrize(
    "text", ["niet akkoord", "Niet  akkoord", "niet-akkoord", "nee", "NEEN", "n", "0", "onwaar"]
)
def test_words_that_mean_niet_akkoord(text: str) -> None:
    assert read_verdict(text) is Verdict.REJECT


@pytest.mark.parametrize("text", ["terloops", "Terloops.", "t", "T"])
def test_words_that_mean_terloops(text: str) -> None:
    assert read_verdict(text) is Verdict.TOUCHED


@pytest.mark.parametrize("text", ["twijfel", "Twijfel ", "?"])
def test_words_that_mean_twijfel(text: str) -> None:
    assert read_verdict(text) is Verdict.UNSURE


@pytest.mark.parametrize("text", ["", "  ", "\u00a0"])
def test_an_empty_cell_is_no_answer(text: str) -> None:
    assert read_verdict(text) is None
    assert read_yes(text) is None
    assert read_level(text) is None
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["akord", "akkoord?", "misschien", "zie opmerking", "2", "v"])
def test_any_other_verdict_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Kies ‘akkoord’, ‘terloops’, ‘niet akkoord’ of ‘twijfel’"):
        read_verdict(text)


def test_a_mistyped_verdict_gets_a_hint() -> None:
    with pytest.raises(ValueError, match="Bedoelde u ‘akkoord’"):
        read_verdict("akord")


def test_yes_and_no() -> None:
    assert [read_yes(text) for text in ("ja", "x", "1", "nee", "Neen", "0")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    with pytest.raises(ValueError, match="Kies ‘ja’ of ‘nee’"):
        read_yes("deels")


def test_levels_by_letter_word_or_both() -> None:
    assert [read_level(text) for text in ("i", "Verdieping", "B (beheersing)")] == ["I", "V", "B"]
    with pytest.raises(ValueError, match="Bedoelde u ‘beheersing’"):
        read_level("beheersin")


def test_a_college_may_use_its_own_levels() -> None:
    assert read_level("gevorderd", {"1": "start", "2": "gevorderd"}) == "2"


@pytest.mark.parametrize(
    "text",
    ["2026-11-03", "2026-11-03 00:00", "2026-11-03T00:00:00", "03/11/2026", "3-11-2026",
     "3.11.2026", "3 november 2026", " 3/11/2026 ", "3/11/26", "03-11-26", "3.11.26", "3 11 26",
     "3 November 2026", "3 NOVEMBER 26", "3 nov 2026", "3 Nov. 2026", "3-nov-26", "3/11/26 14:05"],
)  # fmt: skip
def test_dates_in_every_usual_way(text: str) -> None:
    assert read_date(text) == dt.date(2026, 11, 3)


@pytest.mark.parametrize(
    ("text", "year"),
    [("31-12-99", 1999), ("1/1/69", 1969), ("1/1/68", 2068), ("1/1/00", 2000), ("1/1/1926", 1926)],
)
def test_a_year_of_two_digits_lies_between_1969_and_2068(text: str, year: int) -> None:
    date = read_date(text)

    assert date is not None
    assert date.year == year


@pytest.mark.parametrize(
    ("name", "month"),
    [("Januari", 1), ("feb", 2), ("Mrt", 3), ("MAART", 3), ("mei", 5), ("jun", 6), ("Juli", 7),
     ("sept", 9), ("okt", 10), ("December", 12)],
)  # fmt: skip
def test_a_month_by_its_name_or_how_that_begins_in_any_case(name: str, month: int) -> None:
    assert read_date(f"3 {name} 2026") == dt.date(2026, month, 3)


@pytest.mark.parametrize(
    "text",
    ["31/02/2026", "31/02/26", "11/25/2026", "3/11/226", "3/11", "46329", "gisteren",
     "3 brumaire 2026", "3 ju 2026", "november 2026"],
)  # fmt: skip
def test_a_date_that_is_not_clear_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="dag/maand/jaar"):
        read_date(text)


@given(st.text(max_size=30))
def test_any_text_is_understood_or_refused(text: str) -> None:
    for read in (read_verdict, read_yes, read_level, read_date):
        with suppress(ValueError):
            read(text)


def test_did_you_mean_is_silent_without_a_near_word() -> None:
    assert suggestion("zzz", ["akkoord"]) == ""


def test_words_that_differ_in_capitals_alone_are_suggested_once() -> None:
    words = ["huisbezoek", "Huisbezoek", "intake"]

    assert suggestion("huisbezoe", words) == " Bedoelde u ‘Huisbezoek’?"


@pytest.mark.parametrize("text", ["accoord", "Accoord.", "v", "niet accoord"])
def test_other_spellings_of_akkoord_are_suggested_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match=r"Bedoelde u ‘(niet )?akkoord’"):
        read_verdict(text)

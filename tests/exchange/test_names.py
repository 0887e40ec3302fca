import pytest

from swcompetence.errors import NotABaseError
from swcompetence.exchange.names import (
    BASE,
    checked_base,
    course_uri,
    edition_uri,
    item_uri,
    term_uri,
    uuid5_of,
)
from swcompetence.model import FrameworkRef


def test_an_id_cannot_break_out_of_its_place_in_a_uri() -> None:
    assert course_uri("lijst 1", "SW 2/b#") == f"{BASE}curriculum/lijst%201/SW%202%2Fb%23"
    assert edition_uri(FrameworkRef("proef@2026/27")) == f"{BASE}edition/proef/2026%2F27"
    assert term_uri("is ruimer") == f"{BASE}terms/is%20ruimer"


def test_a_course_has_one_name_whether_or_not_its_id_repeats_the_curriculum() -> None:
    assert course_uri("lijst", "lijst/SW1") == course_uri("lijst", "SW1")


def test_identifiers_are_lower_case_and_never_change() -> None:
    uri = item_uri("krachtlijnen", "verbindend")

    assert uuid5_of(uri) == "303915a2-1d36-56f1-b839-578c235477d1"


@pytest.mark.parametrize("base", ["https://hs.example/k/", "https://hs.example/k#", "urn:hs:k/"])
def test_a_base_ends_where_a_name_can_begin(base: str) -> None:
    assert checked_base(base) == base


@pytest.mark.parametrize("base", ["", "hs.example/", "https://hs.example", 'https://h"s/', "a b:/"])
def test_another_text_is_no_base(base: str) -> None:
    with pytest.raises(NotABaseError, match="volledige URI"):
        checked_base(base)

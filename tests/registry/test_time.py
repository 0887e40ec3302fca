import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from samples import FACTS, framework, item

from swcompetence import registry
from swcompetence.errors import UnknownFrameworkError
from swcompetence.model import EditionStatus, Framework
from swcompetence.model.framework import choose_edition, dated, is_valid
from swcompetence.registry import edition_files, get_framework, list_frameworks


def edition(
    version: str, status: str, valid_from: str, valid_until: str | None = None
) -> Framework:
    return framework(version=version, status=status, valid_from=valid_from, valid_until=valid_until)


SHELF = (
    edition("2019", "superseded", "2019-01-01", "2023-12-31"),
    edition("2024", "superseded", "2024-03-01"),
    edition("2025", "withdrawn", "2025-01-01"),
    edition("2026", "current", "2026-01-01"),
    edition("2030", "draft", "2026-06-01"),
)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def not_one_current(editions: Iterable[Framework]) -> dict[str, list[str]]:
    """Give the ids that have no current edition or several, each with its current versions."""
    current: dict[str, list[str]] = {}
    for one in editions:
        versions = current.setdefault(one.id, [])
        if one.status is EditionStatus.CURRENT:
            versions.append(one.version)
    return {name: versions for name, versions in current.items() if len(versions) != 1}


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let the registry look into a folder with the editions of `SHELF` beside each other."""
    folder = tmp_path / "proef"
    folder.mkdir()
    for one in SHELF:
        path = folder / f"{one.version}.yaml"
        path.write_text(one.model_dump_json(), encoding="utf-8")  # JSON is YAML too
    monkeypatch.setattr(registry, "builtin_root", lambda: tmp_path)
    registry._editions.cache_clear()
    registry._load.cache_clear()
    yield tmp_path
    registry._editions.cache_clear()
    registry._load.cache_clear()


@pytest.mark.parametrize(
    ("on", "version"),
    [
        ("2018-12-31", None),
        ("2019-01-01", "2019"),
        ("2023-12-31", "2019"),
        ("2024-01-01", None),
        ("2024-03-01", "2024"),
        ("2025-06-01", "2024"),
        ("2025-12-31", "2024"),
        ("2026-01-01", "2026"),
        ("2031-01-01", "2026"),
    ],
)
def test_a_day_leads_to_the_newest_edition_that_is_valid_then(on: str, version: str | None) -> None:
    chosen = choose_edition(SHELF, on=day(on))

    assert (chosen and chosen.version) == version


def test_the_order_of_the_files_does_not_matter() -> None:
    assert choose_edition(SHELF[::-1], on=day("2025-06-01")) is SHELF[1]
    assert choose_edition(SHELF[::-1]) is SHELF[3]


def test_without_a_day_the_current_edition_is_chosen() -> None:
    assert choose_edition(SHELF) is SHELF[3]
    assert choose_edition(SHELF[:3]) is None


def test_of_two_editions_from_one_day_the_current_one_is_chosen() -> None:
    old = edition("9", "superseded", "2026-01-01")

    assert choose_edition([old, SHELF[3]], on=day("2026-05-01")) is SHELF[3]


def test_a_draft_or_a_withdrawn_edition_is_never_valid() -> None:
    assert not is_valid(SHELF[2], day("2025-02-01"))
    assert not is_valid(SHELF[4], day("2030-02-01"))


@pytest.mark.usefixtures("shelf")
def test_an_edition_is_found_by_id_and_day() -> None:
    assert get_framework("proef", on=day("2020-05-01")).version == "2019"
    assert get_framework("proef", on=day("2027-05-01")).version == "2026"
    assert get_framework("proef").version == "2026"


@pytest.mark.usefixtures("shelf")
def test_a_fixed_version_is_given_only_on_a_day_that_it_is_valid() -> None:
    assert get_framework("proef@2019", on=day("2020-05-01")).version == "2019"
    assert get_framework("proef@2025").version == "2025"
    with pytest.raises(UnknownFrameworkError, match="‘proef@2019 op 2027-05-01’"):
        get_framework("proef@2019", on=day("2027-05-01"))


@pytest.mark.usefixtures("shelf")
def test_a_day_without_an_edition_names_all_editions_with_their_dates() -> None:
    with pytest.raises(UnknownFrameworkError) as caught:
        get_framework("proef", on=day("2018-01-01"))

    assert caught.value.ref == "proef op 2018-01-01"
    assert caught.value.known == (
        "proef@2019 (vanaf 2019-01-01 tot en met 2023-12-31)",
        "proef@2024 (vanaf 2024-03-01)",
        "proef@2025 (vanaf 2025-01-01, ingetrokken)",
        "proef@2026 (vanaf 2026-01-01)",
        "proef@2030 (vanaf 2026-06-01, ontwerp)",
    )
    assert caught.value.known == tuple(dated(one) for one in SHELF)


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("ref", ["proeff", "proef@2"])
def test_an_unknown_reference_stays_unknown_on_any_day(ref: str) -> None:
    with pytest.raises(UnknownFrameworkError, match="Bedoelde u ‘proef"):
        get_framework(ref, on=day("2026-05-01"))


def test_a_new_edition_lies_beside_the_old_one(shelf: Path) -> None:
    assert list(edition_files(shelf)["proef"]) == ["2019", "2024", "2025", "2026", "2030"]
    assert list_frameworks() == SHELF
    assert not_one_current(SHELF) == {}


def test_an_id_with_no_or_several_current_editions_is_found() -> None:
    second = framework(item("a"), **{**FACTS, "version": "2027"})

    assert not_one_current([*SHELF, second]) == {"proef": ["2026", "2027"]}
    assert not_one_current(SHELF[:2]) == {"proef": []}


def test_every_shipped_id_has_one_current_edition() -> None:
    assert not_one_current(list_frameworks()) == {}


def test_every_shipped_edition_in_use_is_found_on_its_first_day() -> None:
    for one in list_frameworks():
        if one.status in {EditionStatus.CURRENT, EditionStatus.SUPERSEDED}:
            assert get_framework(one.id, on=one.valid_from) == one

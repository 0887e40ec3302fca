from collections.abc import Iterator
from pathlib import Path

import pytest

from swcompetence import registry
from swcompetence.errors import (
    DuplicateFrameworkError,
    EditionError,
    InputFileError,
    UnknownFrameworkError,
)
from swcompetence.files.data.data_files import shipped
from swcompetence.model import Completeness, EditionStatus
from swcompetence.registry import (
    builtin_root,
    default_frameworks,
    get_framework,
    list_frameworks,
    resolve_frameworks,
)

EDITION = """\
id: {id}
version: "{version}"
revision: 1
title: Buurtkader
about: Verzonnen.
publisher: Niemand
status: {status}
valid_from: {valid_from}
last_checked_on: 2026-11-01
licence: {{id: CC0-1.0, attribution: Niemand}}
levels: [thema]
mapping_level: thema
sources: []
changelog:
- {{revision: 1, date: 2026-01-01, note: Eerste uitgave.}}
items:
- {{id: buurt, level: thema, label: Buurtwerk, provenance: unverified}}
"""


def write_edition(
    folder: Path,
    framework_id: str,
    version: str,
    status: str = "current",
    valid_from: str = "2026-01-01",
) -> Path:
    path = folder / framework_id / f"{version}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = EDITION.format(id=framework_id, version=version, status=status, valid_from=valid_from)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let the registry look into another folder, here: one with editions of all ages."""
    write_edition(tmp_path, "buurt", "2019", "superseded", "2019-01-01")
    write_edition(tmp_path, "buurt", "2024", "current", "2024-01-01")
    write_edition(tmp_path, "buurt", "2026", "current", "2026-01-01")
    write_edition(tmp_path, "buurt", "2030", "draft", "2030-01-01")
    write_edition(tmp_path, "oud", "1", "withdrawn")
    (tmp_path / "crosswalks").mkdir()
    (tmp_path / "crosswalks" / "a-b.yaml").touch()
    (tmp_path / "leeg").mkdir()
    (tmp_path / "edition.schema.json").touch()
    (tmp_path / "buurt" / "LEESMIJ.md").touch()
    monkeypatch.setattr(registry, "builtin_root", lambda: tmp_path)
    registry._editions.cache_clear()
    registry._load.cache_clear()
    yield tmp_path
    registry._editions.cache_clear()
    registry._load.cache_clear()


def test_the_frameworks_that_others_depend_on_are_shipped() -> None:
    refs = [str(kader.ref) for kader in list_frameworks()]

    assert refs == sorted(refs)
    assert {"krachtlijnen@2018", "competentiekader@2026.1", "ocmw-praktijk@2026.1"} <= {*refs}


def test_every_shipped_edition_stands_under_its_own_name() -> None:
    stored = [
        f"{folder.name}@{edition.name.removesuffix('.yaml')}"
        for folder in builtin_root().iterdir()
        if folder.is_dir() and folder.name not in {"crosswalks", "references"}
        for edition in folder.iterdir()
        if edition.name.endswith(".yaml")
    ]

    assert sorted(stored) == [str(kader.ref) for kader in list_frameworks()]


def test_a_list_is_mapped_onto_current_and_complete_editions_by_default() -> None:
    chosen = default_frameworks()

    assert {kader.status for kader in chosen} == {EditionStatus.CURRENT}
    assert {kader.completeness for kader in chosen} == {Completeness.COMPLETE}
    assert resolve_frameworks([]) == chosen


def test_the_data_folders_are_shipped() -> None:
    assert shipped("frameworks").joinpath("krachtlijnen", "2018.yaml").is_file()
    assert shipped("curricula").is_dir()


def test_a_folder_inside_the_package_goes_first() -> None:
    assert shipped("text").joinpath("lexicon.zlib").is_file()


def test_an_edition_is_found_by_id_and_version() -> None:
    assert get_framework("krachtlijnen@2018").ref == "krachtlijnen@2018"
    assert get_framework("krachtlijnen") is get_framework("krachtlijnen@2018")


@pytest.mark.usefixtures("shelf")
def test_every_edition_on_the_shelf_is_listed_and_nothing_else() -> None:
    assert [kader.ref for kader in list_frameworks()] == [
        "buurt@2019",
        "buurt@2024",
        "buurt@2026",
        "buurt@2030",
        "oud@1",
    ]


@pytest.mark.usefixtures("shelf")
def test_an_id_alone_gives_the_latest_current_edition() -> None:
    assert get_framework("buurt").version == "2026"


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("ref", ["buurt@2019", "buurt@2030", "oud@1"])
def test_a_fixed_version_is_given_whatever_its_status(ref: str) -> None:
    assert get_framework(ref).ref == ref


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("ref", "suggestions"),
    [
        ("buurtt", ("buurt", "buurt@2019")),
        ("buurt@2025", ("buurt@2024", "buurt@2026")),
        ("oud", ("oud", "oud@1")),
        ("xyzzy", ()),
        ("", ()),
        ("buurt@", ()),
        ("een kader", ()),
    ],
)
def test_an_unknown_reference_names_what_there_is_and_what_is_near(
    ref: str, suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownFrameworkError) as caught:
        get_framework(ref)

    assert caught.value.ref == ref
    assert set(caught.value.suggestions) <= {*caught.value.known, "buurt", "oud"}
    assert bool(caught.value.suggestions) == bool(suggestions)
    assert caught.value.known == (
        "buurt@2019",
        "buurt@2024",
        "buurt@2026",
        "buurt@2030",
        "oud@1",
    )


def test_the_message_of_an_unknown_reference_helps() -> None:
    with pytest.raises(UnknownFrameworkError, match=r"Bedoelde u ‘krachtlijnen’.*Beschikbaar: "):
        get_framework("krachtlijn")


@pytest.mark.parametrize("name", ["buurt.yaml", "buurt.yml", "map/buurt"])
def test_a_path_leads_to_an_edition_of_ones_own(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    target.parent.mkdir(exist_ok=True)
    write_edition(tmp_path, "mijn-kader", "1").rename(target)

    (kader,) = resolve_frameworks([str(target)])

    assert kader.ref == "mijn-kader@1"


def test_editions_are_given_in_the_order_asked_for(tmp_path: Path) -> None:
    own = write_edition(tmp_path, "mijn-kader", "1")

    chosen = resolve_frameworks(["ocmw-praktijk", str(own), "krachtlijnen@2018"])

    assert [kader.id for kader in chosen] == ["ocmw-praktijk", "mijn-kader", "krachtlijnen"]


@pytest.mark.parametrize("wanted", ["kader.yaml", "./kader", "map\\kader", "kader.yml"])
def test_a_path_that_leads_nowhere_is_told(wanted: str) -> None:
    with pytest.raises(InputFileError, match="Dit bestand bestaat niet"):
        resolve_frameworks([wanted])


def test_a_file_with_mistakes_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kader.yaml"
    path.write_text("id: kader\n")

    with pytest.raises(EditionError, match="title: ontbreekt"):
        resolve_frameworks([str(path)])


@pytest.mark.parametrize("ref", ["krachtlijnen", "krachtlijnen@2018"])
def test_one_framework_is_not_asked_for_twice(ref: str) -> None:
    with pytest.raises(DuplicateFrameworkError) as caught:
        resolve_frameworks(["krachtlijnen", ref])

    assert caught.value.ref == "krachtlijnen"
    assert caught.value.places == ("krachtlijnen@2018", "krachtlijnen@2018")


def test_a_file_may_not_take_the_id_of_another_framework(tmp_path: Path) -> None:
    own = write_edition(tmp_path, "krachtlijnen", "2030")

    with pytest.raises(DuplicateFrameworkError, match="krachtlijnen@2018 en krachtlijnen@2030"):
        resolve_frameworks(["krachtlijnen", str(own)])

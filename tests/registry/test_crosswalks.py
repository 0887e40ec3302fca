from pathlib import Path

import pytest
from crosswalk_judge import unfitting_items

from swcompetence.errors import (
    EditionError,
    InputFileError,
    UnknownCrosswalkError,
    UnknownFrameworkError,
)
from swcompetence.files.data.data_files import read_crosswalk, read_crosswalks
from swcompetence.files.data.yaml_file import yaml_entries
from swcompetence.model import Crosswalk
from swcompetence.registry import builtin_root, get_crosswalk, get_framework, list_crosswalks

SHIPPED = list_crosswalks()

CROSSWALK = """\
subject: proef@1
object: ander@2
revision: 1
title: Proef en ander
about: Verzonnen.
licence: {id: CC0-1.0, attribution: Niemand}
last_checked_on: 2026-11-01
changelog:
- {revision: 1, date: 2026-01-01, note: Eerste uitgave.}
alignments:
- subject: a
  predicate: "skos:closeMatch"
  object: b
  justification: "semapv:ManualMappingCuration"
  provenance: derived
  why: Beide gaan over hetzelfde.
- subject: a
  predicate: "skos:relatedMatch"
  object: c
  justification: "semapv:ManualMappingCuration"
  provenance: derived
  why: Het ene helpt bij het andere.
"""


def each(crosswalk: Crosswalk) -> str:
    return f"{crosswalk.subject}--{crosswalk.object}"


def test_the_crosswalks_that_others_depend_on_are_shipped() -> None:
    pairs = {(one.subject.id, one.object.id) for one in SHIPPED}

    assert {
        ("ocmw-praktijk", "krachtlijnen"),
        ("ocmw-praktijk", "competentiekader"),
        ("competentiekader", "dlr-sw"),
        ("competentiekader", "krachtlijnen"),
    } <= pairs


def test_no_two_files_hold_the_same_crosswalk() -> None:
    pairs = [(one.subject, one.object) for one in SHIPPED]

    assert len(pairs) == len(set(pairs))


def test_a_crosswalk_lies_under_the_names_of_its_editions() -> None:
    allowed = {
        name: crosswalk
        for crosswalk in SHIPPED
        for name in (
            f"{crosswalk.subject.id}--{crosswalk.object.id}.yaml",
            f"{crosswalk.subject}--{crosswalk.object}.yaml",
        )
    }
    folder = builtin_root() / "crosswalks"

    for file in yaml_entries(folder):
        assert read_crosswalk(file) == allowed[file.name]


@pytest.mark.parametrize("crosswalk", SHIPPED, ids=each)
def test_every_aligned_item_exists(crosswalk: Crosswalk) -> None:
    subject, target = get_framework(crosswalk.subject), get_framework(crosswalk.object)

    assert unfitting_items(crosswalk, subject, target) == []


@pytest.mark.parametrize("crosswalk", SHIPPED, ids=each)
def test_a_crosswalk_is_found_by_the_refs_of_its_editions(crosswalk: Crosswalk) -> None:
    assert get_crosswalk(crosswalk.subject, crosswalk.object) is crosswalk


def test_an_id_alone_stands_for_the_current_edition() -> None:
    found = get_crosswalk("ocmw-praktijk", "krachtlijnen@2018")

    assert found.subject == get_framework("ocmw-praktijk").ref


def test_a_crosswalk_has_one_direction_and_the_message_names_what_there_is() -> None:
    with pytest.raises(UnknownCrosswalkError, match=r"Beschikbaar: .*naar krachtlijnen@2018") as up:
        get_crosswalk("krachtlijnen", "ocmw-praktijk")

    assert up.value.subject == "krachtlijnen@2018"
    assert up.value.target == get_framework("ocmw-praktijk").ref
    assert len(up.value.known) == len(SHIPPED)


def test_a_crosswalk_of_an_unknown_framework_names_the_framework() -> None:
    with pytest.raises(UnknownFrameworkError, match="Bedoelde u ‘krachtlijnen’"):
        get_crosswalk("ocmw-praktijk", "krachtlijn")


def test_a_folder_of_crosswalks_is_read_by_name(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(CROSSWALK.replace("ander", "later"), encoding="utf-8")
    (tmp_path / "a.yaml").write_text(CROSSWALK, encoding="utf-8")
    (tmp_path / "LEESMIJ.md").touch()

    assert [one.object for one in read_crosswalks(tmp_path)] == ["ander@2", "later@2"]
    assert read_crosswalks(tmp_path / "weg") == ()


def test_a_mistake_in_a_crosswalk_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "fout.yaml"
    path.write_text(CROSSWALK.replace("predicate:", "predicaat:", 1), encoding="utf-8")

    with pytest.raises(EditionError) as caught:
        read_crosswalk(path)

    missing, unknown = caught.value.problems
    assert missing == f"{path}:11: alignments.0.predicate: ontbreekt"
    assert unknown.startswith(f"{path}:12: alignments.0.predicaat: deze sleutel bestaat hier niet")
    assert unknown.endswith("bedoelde u ‘predicate’?")


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "dit bestand bestaat niet"), (b"\xff\xfe\x00", "kan niet gelezen worden")],
)
def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "koppelingen.yaml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(InputFileError, match=said):
        read_crosswalk(path)

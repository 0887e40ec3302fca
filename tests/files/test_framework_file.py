from pathlib import Path

import pytest

from swcompetence.errors import EditionError, InputFileError
from swcompetence.files.data.data_files import read_framework
from swcompetence.model import Indicator, Strength

EDITION = """\
id: buurtkader
version: 2.10
revision: 1
title: Buurtkader
about: Verzonnen.
publisher: Niemand
status: current
valid_from: 2026-01-01
last_checked_on: 2026-11-01
licence: {id: CC0-1.0, attribution: Niemand}
levels: [thema]
mapping_level: thema
sources: []
changelog:
- {revision: 1, date: 2026-01-01, note: Eerste uitgave.}
items:
- id: buurt
  level: thema
  label: Buurtwerk
  provenance: unverified
  indicators:
  - buurthuis
  - {phrase: wijk, strength: weak}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "kader.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_edition_is_read(tmp_path: Path) -> None:
    kader = read_framework(write(tmp_path, EDITION))

    assert kader.ref == "buurtkader@2.10"
    assert kader.item("buurt").indicators == (
        Indicator(phrase="buurthuis"),
        Indicator(phrase="wijk", strength=Strength.WEAK),
    )


@pytest.mark.parametrize(
    ("right", "wrong", "line", "problem"),
    [
        ("status: current", "status: actueel", 7, "status: "),
        ("title: Buurtkader", "titel: Buurtkader", 4, "titel: deze sleutel bestaat hier niet"),
        ("valid_from: 2026-01-01", "valid_from: 2026-13-01", 8, "valid_from: "),
        ("- buurthuis", "- (buurthuis", 22, "items.0.indicators.0.phrase: De woordgroep"),
        ("strength: weak", "strenght: weak", 23, "bedoelde u ‘strength’?"),
        ("label: Buurtwerk", "label: [Buurtwerk]", 19, "items.0.label: "),
        ("provenance: unverified", "provenance: verified", 1, "buurt: zonder bron"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, right: str, wrong: str, line: int, problem: str
) -> None:
    path = write(tmp_path, EDITION.replace(right, wrong))
    with pytest.raises(EditionError) as caught:
        read_framework(path)

    assert any(
        found.startswith(f"{path}:{line}: ") and problem in found for found in caught.value.problems
    )


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kader.yaml"
    path.write_bytes(EDITION.replace("Verzonnen", "Één").encode("cp1252"))

    with pytest.raises(InputFileError, match=r"het is geen tekst in UTF-8\."):
        read_framework(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="dit bestand bestaat niet") as caught:
        read_framework(tmp_path / "weg.yaml")

    assert caught.value.path == str(tmp_path / "weg.yaml")


def test_a_folder_is_no_edition(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="kan niet gelezen worden"):
        read_framework(tmp_path)

from __future__ import annotations

from pathlib import Path

import pytest

from swcompetence.errors import InputFileError
from swcompetence.files.data.gold_file import read_gold
from swcompetence.model import GoldLevel, ItemRef


def test_labels_come_per_course(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text('{"id": "A1", "labels": {"k:x": 2, "k:y": 1}}\n\n{"id": 7, "labels": {}}\n')

    assert read_gold(path).courses == {
        "A1": {ItemRef("k:x"): GoldLevel.CLEAR, ItemRef("k:y"): GoldLevel.ARGUABLE},
        "7": {},
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"id": "A1", "labels": {"k:x": 2}}\n{"id": "A2"}', "Regel 2 is niet leesbaar"),
        ('{"id": "A1", "labels": {"k:x": 3}}', "Regel 1 is niet leesbaar"),
        ("geen json", "Regel 1 is niet leesbaar"),
        ("", "geen labels"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(text)

    with pytest.raises(InputFileError, match=message):
        read_gold(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match=r"labels\.jsonl"):
        read_gold(tmp_path / "labels.jsonl")

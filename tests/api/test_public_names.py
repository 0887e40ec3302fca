from __future__ import annotations

import difflib
from pathlib import Path

from public_names import listed

COMMITTED = Path(__file__).with_name("public_names.txt")
HOW = """
The public interface differs from tests/api/public_names.txt:

{diff}
docs/formats.md says what may change in which version. If this change is meant:
  1. name it in CHANGELOG.md; a line that goes or changes is a breaking change;
  2. python tests/public_names.py > tests/api/public_names.txt
"""


def test_the_public_interface_is_the_committed_one() -> None:
    committed = COMMITTED.read_text(encoding="utf-8")
    found = listed()

    diff = "\n".join(
        difflib.unified_diff(committed.split("\n"), found.split("\n"), lineterm="", n=1)
    )
    assert found == committed, HOW.format(diff=diff)


def test_the_list_tells_signatures_fields_and_schemas() -> None:
    lines = listed().split("\n")

    assert "class swcompetence.Mapping" in lines
    assert "  credits: float | None (optional)" in lines
    assert any(line.startswith("swcompetence.propose(curriculum: ") for line in lines)
    assert any(line.startswith("schema mapping ") for line in lines)

from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import course, link, mapping

from swcompetence.errors import InputFileError
from swcompetence.files.data.mapping_lines import mapping_lines, read_mapping_lines
from swcompetence.model import Curriculum, Issue, Mapping, Severity
from swcompetence.workflow.exporting import json_schema

COURSES = (course("A", "Vak", content="Één tekst."), course("B"), course("C"))
WHOLE = mapping(
    link("A", "proef:a"),
    link("B", "proef:a", origin="reviewer", kind=None),
    link("C", "proef:a"),
    courses=COURSES,
).model_copy(update={"issues": (Issue(code="a-b", severity=Severity.INFO, message="Meldt."),)})
TWO = WHOLE.model_copy(
    update={
        "curricula": (
            Curriculum(id="een", programme="Een", courses=COURSES[:2]),
            Curriculum(id="twee", courses=COURSES[2:]),
        )
    }
)


def written(path: Path, whole: Mapping) -> list[bytes]:
    lines = list(mapping_lines(whole))
    path.write_bytes(b"".join(lines))
    return lines


def test_a_mapping_comes_back_list_by_list(tmp_path: Path) -> None:
    path = tmp_path / "uit.jsonl"

    assert len(written(path, WHOLE)) == 4
    assert read_mapping_lines(path) == (WHOLE,)
    assert len(written(path, TWO)) == 5
    assert read_mapping_lines(path) == (TWO.only("een"), TWO.only("twee"))


def test_lines_of_several_files_go_together_and_empty_lines_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "uit.jsonl"
    path.write_bytes(b"\n".join([*mapping_lines(WHOLE), *mapping_lines(TWO), b"\r\n"]))

    assert read_mapping_lines(path) == (WHOLE, TWO.only("een"), TWO.only("twee"))


def test_every_line_obeys_the_schema_and_keys_of_later_versions_are_left(tmp_path: Path) -> None:
    path = tmp_path / "uit.jsonl"
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is niet geïnstalleerd")
    judge = jsonschema.Draft202012Validator(json.loads(json_schema("mapping-lines")))
    lines = [json.loads(line) for line in written(path, TWO)]
    lines[0]["later"] = lines[0]["mapping"]["later"] = lines[1]["course"]["later"] = 1
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")

    assert [error for line in lines for error in judge.iter_errors(line)] == []
    assert not judge.is_valid({"courses": 1})
    assert read_mapping_lines(path) == (TWO.only("een"), TWO.only("twee"))


@pytest.mark.parametrize(
    ("kept", "reason"),
    [
        (0, "Het bestand houdt op bij regel 0."),
        (3, "Het bestand houdt op bij regel 3; er ontbreken 1 opleidingsonderdelen."),
        (slice(1, None), "Regel 1 is niet te lezen: schema: ontbreekt."),
        (slice(0, 4, 2), "Regel 3 is niet te lezen: "),
    ],
)
def test_a_file_that_misses_lines_is_refused(
    tmp_path: Path, kept: int | slice, reason: str
) -> None:
    path = tmp_path / "uit.jsonl"
    lines = written(path, WHOLE)
    head = next(mapping_lines(TWO))
    chosen = lines[kept] if isinstance(kept, slice) else lines[:kept]
    if isinstance(kept, slice) and kept.step:
        chosen = [*lines[:2], head]
    path.write_bytes(b"".join(chosen))

    with pytest.raises(InputFileError) as caught:
        read_mapping_lines(path)
    assert reason in str(caught.value)


def test_what_is_no_file_of_lines_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "uit.jsonl"
    for content in (b"{", b"\xff\xfe{}", b"[]", b"PK\x03\x04"):
        path.write_bytes(content)
        with pytest.raises(InputFileError, match="Regel 1 is niet te lezen"):
            read_mapping_lines(path)
    with pytest.raises(InputFileError, match="kan niet gelezen worden"):
        read_mapping_lines(tmp_path / "nergens.jsonl")

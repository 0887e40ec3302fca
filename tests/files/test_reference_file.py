from __future__ import annotations

from pathlib import Path

import pytest
from samples import framework, item

from swcompetence.analysis.reference.reference import (
    equal_reference,
    merge_references,
    reference_of_form,
)
from swcompetence.errors import EditionError, InputFileError
from swcompetence.files.data.reference_file import (
    blank_form_text,
    read_reference,
    reference_text,
    shipped_references,
)
from swcompetence.model import Issue, Reference, ReferenceForm, Severity
from swcompetence.registry import builtin_root

KADER = framework(item("a"), item("b"), item("c"))


def written(folder: Path, text: str, name: str = "x.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def spread_out() -> Reference:
    def answer(**points: float) -> Reference:
        form = ReferenceForm.model_validate({"framework": "proef@1", "points": points})
        return reference_of_form(form, KADER)

    issue = Issue(code="iets", severity=Severity.INFO, message="Iets: dit & dat.")
    merged = merge_references([answer(a=1, b=2), answer(a=1, b=0)])
    return merged.model_copy(update={"issues": (issue,)})


@pytest.mark.parametrize("reference", [equal_reference(KADER), spread_out()])
@pytest.mark.parametrize("name", ["x.yaml", "x.json"])
def test_what_is_written_is_read_back_whole(
    reference: Reference, name: str, tmp_path: Path
) -> None:
    text = reference.to_json() if name.endswith("json") else reference_text(reference)

    assert read_reference(written(tmp_path, text, name)) == reference


def test_the_blank_form_is_a_form_with_every_item_open(tmp_path: Path) -> None:
    form = read_reference(written(tmp_path, blank_form_text(KADER)))

    assert isinstance(form, ReferenceForm)
    assert form.points == {"a": None, "b": None, "c": None}
    assert form.framework == KADER.ref


def test_a_filled_form_in_yaml_gives_numbers_and_a_date(tmp_path: Path) -> None:
    text = blank_form_text(KADER).replace("  a:", "  a: 2.5").replace("date:", "date: 2026-11-22")
    form = read_reference(written(tmp_path, text))

    assert isinstance(form, ReferenceForm)
    assert form.points["a"] == 2.5
    assert str(form.date) == "2026-11-22"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  a:", "  a: veel", ":11: points.a: hier hoort een getal"),
        ("  a:", "  a: -1", ":11: points.a: het getal is te klein"),
        ("  a:", "  a: .inf", ":11: points.a: hier hoort een getal"),
        ("points:", "pionts:", "bedoelde u ‘points’"),
    ],
)
def test_a_mistake_in_a_form_is_told_with_its_line(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    path = written(tmp_path, blank_form_text(framework(item("a"))).replace(old, new))

    with pytest.raises(EditionError, match=r"x\.yaml") as caught:
        read_reference(path)
    assert message in str(caught.value)


def test_a_share_above_one_is_told_in_dutch(tmp_path: Path) -> None:
    text = reference_text(equal_reference(framework(item("a")))).replace("share: 1", "share: 2")

    with pytest.raises(EditionError, match="het getal is te groot"):
        read_reference(written(tmp_path, text))


def test_a_file_that_is_not_there_and_one_that_is_no_text_are_refused(tmp_path: Path) -> None:
    odd = tmp_path / "x.yaml"
    odd.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(InputFileError, match="kan niet gelezen worden: het is geen tekst in UTF-8"):
        read_reference(odd)
    with pytest.raises(InputFileError, match="dit bestand bestaat niet"):
        read_reference(tmp_path / "weg.yaml")


def test_a_folder_gives_its_references_by_name(tmp_path: Path) -> None:
    written(tmp_path, "", "b.yaml")
    written(tmp_path, "", "a.yaml")
    written(tmp_path, "", "lees.md")

    assert list(shipped_references(tmp_path)) == ["a", "b"]
    assert shipped_references(tmp_path / "weg") == {}
    assert "podmi-2014" in shipped_references(builtin_root() / "references")

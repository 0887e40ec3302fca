from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typed import Run

from swcompetence.workflow.opening import open_mapping

FRAMEWORKS = ("--framework", "krachtlijnen", "--framework", "ocmw-praktijk", "--date", "2026-11-22")


@pytest.fixture
def lists(tmp_path: Path, poor_list: Path, rich_list: Path) -> tuple[str, str]:
    """Give two lists, of which the second is mapped later."""
    shutil.copyfile(poor_list, tmp_path / "a.xlsx")
    shutil.copyfile(rich_list, tmp_path / "b.xlsx")
    return "a.xlsx", "b.xlsx"


def test_a_stream_holds_the_links_of_the_whole(
    run: Run, lists: tuple[str, str], tmp_path: Path
) -> None:
    streamed = run("map", *lists, *FRAMEWORKS, "-o", "stroom.jsonl", "--jobs", "2")
    assert run("map", *lists, *FRAMEWORKS, "-o", "geheel.json", "-o", "geheel.jsonl").code == 0

    assert (streamed.code, streamed.out.strip()) == (0, "stroom.jsonl")
    assert "b: 19 opleidingsonderdelen gelezen, " in streamed.err
    stream, _ = open_mapping(tmp_path / "stroom.jsonl")
    whole, _ = open_mapping(tmp_path / "geheel.json")
    lines, _ = open_mapping(tmp_path / "geheel.jsonl")
    assert stream.links == lines.links == whole.links
    assert stream.curricula == whole.curricula
    assert lines == whole


def test_report_and_compare_read_streams_and_name_their_lists(
    run: Run, lists: tuple[str, str], tmp_path: Path
) -> None:
    for name in lists:
        assert run("map", name, *FRAMEWORKS, "-o", f"{name[0]}.jsonl").code == 0
    both = b"".join((tmp_path / f"{name[0]}.jsonl").read_bytes() for name in lists)
    (tmp_path / "sector.jsonl").write_bytes(both)

    reported = run("report", "sector.jsonl")
    assert (reported.code, reported.out.split()[-1]) == (0, "sector-hiaten-b.xlsx")
    assert "Professionele bachelor in het sociaal werk, Hogeschool Scheldezoom" in reported.err
    compared = run("compare", "a.jsonl", "b.jsonl", "--json")
    assert compared.code == 0
    assert [entry["courses"] for entry in json.loads(compared.out)["lists"]] == [42, 19]


def test_a_matrix_in_a_list_comes_along_in_a_stream(
    run: Run, checkout: Path, tmp_path: Path
) -> None:
    source = checkout / "curricula" / "matrix-scheldezoom.xlsx"
    command = ("map", source, "--framework", "competentiekader", "--date", "2026-11-22")
    assert run(*command, "-o", "geheel.json").code == 0
    assert run(*command, "-o", "stroom.jsonl").code == 0

    stream, _ = open_mapping(tmp_path / "stroom.jsonl")
    whole, _ = open_mapping(tmp_path / "geheel.json")
    assert any(link.marks for link in whole.links)
    assert sorted(stream.links, key=lambda link: link.id) == sorted(
        whole.links, key=lambda link: link.id
    )
    assert stream.model_copy(update={"links": ()}) == whole.model_copy(update={"links": ()})


def test_an_unreadable_list_leaves_no_file(
    run: Run, lists: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / "c.xlsx").write_bytes(b"PK\x03\x04")
    ended = run("map", *lists, "c.xlsx", *FRAMEWORKS, "-o", "stroom.jsonl")

    assert ended.code == 2
    assert "c.xlsx" in ended.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx", "c.xlsx"]


def test_a_stream_with_decisions_is_replaced_with_a_copy_only(
    run: Run, poor_list: Path, tmp_path: Path
) -> None:
    assert run("map", poor_list, *FRAMEWORKS, "-o", "uit.jsonl").code == 0
    path = tmp_path / "uit.jsonl"
    head, first, *rest = path.read_text("utf-8").splitlines()
    judged = json.loads(first)
    judged["links"][0]["decisions"] = [{"verdict": "accept", "reviewer": "An"}]
    path.write_text("\n".join([head, json.dumps(judged), *rest]), "utf-8")

    assert "bevat besluiten" in run("map", poor_list, *FRAMEWORKS, "-o", "uit.jsonl").err
    assert run("map", poor_list, *FRAMEWORKS, "-o", "uit.jsonl", "--force").code == 0
    assert len(list(tmp_path.glob("uit (kopie *).jsonl"))) == 1

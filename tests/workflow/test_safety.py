from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from samples import course, link, mapping

from swcompetence.cells import refuse_source
from swcompetence.errors import InputFileError, TargetExistsError, TargetLockedError
from swcompetence.model import Decision, Mapping, Place, Verdict
from swcompetence.registry import get_framework
from swcompetence.report.review_book.book import render_review_book
from swcompetence.review.merge import ReviewedLink, merge
from swcompetence.review.sheet import ReviewColumn as Column
from swcompetence.workflow.opening import open_mapping
from swcompetence.workflow.safekeeping import holds_decisions, put_in_place

EDITION = get_framework("krachtlijnen")
ITEM = f"krachtlijnen:{EDITION.mapping_items[0].id}"
BASE = mapping(link("A1", ITEM), courses=(course("A1", "Gesprek"),), edition=EDITION)
SAVED = dt.datetime(2026, 11, 22, 14, 30).astimezone()


def reviewed() -> Mapping:
    said = ReviewedLink(
        course="A1",
        item=BASE.links[0].item,
        decision=Decision(verdict=Verdict.ACCEPT, reviewer="An"),
        place=Place(),
    )
    return merge(BASE, [said])


def a_book(path: Path, made: Mapping = BASE) -> Path:
    path.write_bytes(render_review_book(made, [EDITION]))
    os.utime(path, (SAVED.timestamp(), SAVED.timestamp()))
    return path


def with_cell(path: Path, column: Column, value: str, row: int = 6) -> Path:
    book = openpyxl.load_workbook(path)
    book["Koppelingen"].cell(row, list(Column).index(column) + 1, value)
    book.save(path)
    return path


def test_work_of_people_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "boek.xlsx"

    assert not holds_decisions(path)
    assert not holds_decisions(a_book(path))
    assert holds_decisions(a_book(path, reviewed()))
    for column, value in (
        (Column.VERDICT, "akord"),
        (Column.NOTE, "enkel in les 2"),
        (Column.REVIEWER, "An"),
    ):
        assert holds_decisions(with_cell(a_book(path), column, value))
    added = with_cell(a_book(path), Column.CODE, "A1", row=7)
    assert holds_decisions(added)


def test_other_files_hold_no_decisions_but_a_damaged_workbook_may(tmp_path: Path) -> None:
    text, empty = tmp_path / "een.json", tmp_path / "leeg.xlsx"
    text.write_text("van mij", encoding="utf-8")
    empty.touch()
    foreign = tmp_path / "lijst.xlsx"
    openpyxl.Workbook().save(foreign)
    damaged = tmp_path / "kapot.xlsx"
    damaged.write_bytes(a_book(tmp_path / "boek.xlsx").read_bytes()[:4000])
    decided = tmp_path / "twee.json"
    decided.write_text(reviewed().to_json(), encoding="utf-8")
    report = tmp_path / "rapport.html"
    report.write_text("<p>", encoding="utf-8")

    assert [holds_decisions(p) for p in (text, empty, foreign, report)] == [False] * 4
    assert [holds_decisions(p) for p in (damaged, decided)] == [True] * 2


def test_a_file_with_decisions_stays_unless_force_and_then_a_dated_copy_is_kept(
    tmp_path: Path,
) -> None:
    path = a_book(tmp_path / "boek.xlsx", reviewed())
    before = path.read_bytes()
    with pytest.raises(TargetExistsError, match=r"bevat besluiten.*kopie met datum") as caught:
        put_in_place(path, b"nieuw")

    assert caught.value.holds_decisions
    assert path.read_bytes() == before

    copy = put_in_place(path, b"nieuw", force=True)
    assert copy == tmp_path / "boek (kopie 2026-11-22 143000).xlsx"
    assert (copy.read_bytes(), path.read_bytes()) == (before, b"nieuw")


def test_a_copy_never_replaces_another_and_is_not_made_twice(tmp_path: Path) -> None:
    path = a_book(tmp_path / "boek.xlsx", reviewed())
    first = put_in_place(path, b"nieuw", force=True)
    again = put_in_place(a_book(path, reviewed()), b"nieuw", force=True)
    other = with_cell(a_book(path, reviewed()), Column.NOTE, "anders")
    os.utime(other, (SAVED.timestamp(), SAVED.timestamp()))
    third = put_in_place(other, b"nieuw", force=True)

    assert first == again
    assert third is not None
    assert third.name == "boek (kopie 2026-11-22 143000) (2).xlsx"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_file_without_decisions_needs_no_copy(tmp_path: Path) -> None:
    path = a_book(tmp_path / "boek.xlsx")

    assert put_in_place(path, b"nieuw", force=True) is None
    assert list(tmp_path.iterdir()) == [path]


def test_a_list_is_never_replaced_by_what_is_made_from_it(tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    path.touch()

    with pytest.raises(InputFileError, match="nooit vervangen"):
        refuse_source(tmp_path / "." / "lijst.xlsx", [path])


@pytest.mark.parametrize("lock", ["~$boek.xlsx", ".~lock.boek.xlsx#"])
def test_a_file_that_is_open_elsewhere_gives_another_name(tmp_path: Path, lock: str) -> None:
    path = a_book(tmp_path / "boek.xlsx")
    (tmp_path / lock).touch()
    with pytest.raises(TargetLockedError, match=r"nog open.*boek \(2\)\.xlsx") as caught:
        put_in_place(path, b"nieuw", force=True)

    assert (caught.value.alternative.name, caught.value.lock) == ("boek (2).xlsx", tmp_path / lock)
    assert open_mapping(path)[0] == BASE


def test_a_file_that_windows_keeps_locked_leaves_no_copy_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_book(tmp_path / "boek.xlsx", reviewed())
    before = path.read_bytes()
    really = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target == path:
            raise PermissionError(13, "in use")
        return really(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(TargetLockedError, match=r"boek \(2\)\.xlsx"):
        put_in_place(path, b"nieuw", force=True)

    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == before


_WRITER = """
import sys
from pathlib import Path
from swcompetence.cells import write_whole
target, *sources = map(Path, sys.argv[1:])
contents = [source.read_bytes() for source in sources]
print("klaar", flush=True)
while True:
    for content in contents:
        write_whole(target, content, force=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="dit systeem kent geen SIGKILL")
def test_a_kill_in_the_middle_of_writing_leaves_a_whole_file(tmp_path: Path) -> None:
    padding = course("A2", "Lang", content=" ".join(f"woord{n}" for n in range(60_000)))
    large = reviewed().model_copy(
        update={"curricula": (BASE.curricula[0].model_copy(
            update={"courses": (*BASE.courses, padding)}
        ),)}
    )  # fmt: skip
    sources = [a_book(tmp_path / "een.xlsx"), a_book(tmp_path / "twee.xlsx", large)]
    target = tmp_path / "doel" / "boek.xlsx"
    put_in_place(target, sources[0].read_bytes())
    chance = random.Random(6)  # noqa: S311 - any moment will do
    for _ in range(12):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(target), *map(str, sources)],
            stdout=subprocess.PIPE,
        )
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.05))
        writer.kill()
        writer.wait()
        writer.stdout.close()

        assert target.read_bytes() in [source.read_bytes() for source in sources]
        assert open_mapping(target)[0].links[0].course == "A1"

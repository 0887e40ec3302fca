"""The page for lecturers as a file: what stands in it, and what can never get out of its place."""

from __future__ import annotations

import html.parser
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from browser_samples import EDITIONS, HOSTILE, PRACTICE, SKILLS, review_mapping

from swcompetence import write_mapping
from swcompetence.browser.review_page import asked_of, render_review_page
from swcompetence.cli import main
from swcompetence.errors import InputFileError, TargetExistsError, UnknownFrameworkError
from swcompetence.model import CourseField, ItemRef, Mapping, Place
from swcompetence.model.mapping import MatrixMark
from swcompetence.review.rows import link_rows
from swcompetence.workflow.mapping import render_mapping, render_parts
from swcompetence.workflow.opening import FileRole, open_mapping, role_of


class _Elements(html.parser.HTMLParser):
    """Reads a page as a browser does: elements, and the text inside scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.texts: dict[str, str] = {}
        self.policy = ""
        self._script: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        self.names.append(tag)
        if tag == "meta" and facts.get("http-equiv") == "Content-Security-Policy":
            self.policy = facts["content"] or ""
        self._script = (facts.get("id") or "code") if tag == "script" else None

    def handle_data(self, data: str) -> None:
        if self._script:
            self.texts[self._script] = self.texts.get(self._script, "") + data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = None


def page_of(mapping: Mapping, **facts: Any) -> _Elements:
    return _Elements(render_review_page(mapping, EDITIONS, **facts).decode())


def asked(mapping: Mapping, **facts: Any) -> Any:
    return json.loads(page_of(mapping, **facts).texts["data"])


def test_the_page_is_one_file_that_may_connect_to_nothing() -> None:
    page = page_of(review_mapping())

    assert page.policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'")
    assert "unsafe" not in page.policy
    assert page.names.count("script") == 3
    code = page.texts["code"]
    assert not re.search(r"\beval\(|innerHTML|outerHTML|insertAdjacent|document\.write", code)
    assert "</script" not in code.casefold()


def test_a_hostile_text_stays_a_text() -> None:
    mapping = review_mapping()
    data = asked(mapping)

    course = next(one for one in data["courses"] if one["id"] == "SW10")
    assert course["title"] == "Vak <b>tien</b>"
    assert course["fields"][2][2] == mapping.courses[10].fields[CourseField.CONTENT]
    assert "</script>" in HOSTILE
    urls = {one["id"]: one["url"] for one in data["courses"]}
    assert urls["SW9-NL"] == "https://example.org/fiche?a=1&b=2"
    assert urls["SW9-EN"] == ""


def test_marks_fall_on_the_words_also_behind_signs_that_javascript_counts_twice() -> None:
    data = asked(review_mapping())
    row = next(r for r in data["rows"] if data["courses"][r["course"]]["id"] == "SW10")
    field, start, end, kind = row["marks"][0]

    units = data["courses"][row["course"]]["fields"][field][2].encode("utf-16-le")
    assert units[2 * start : 2 * end].decode("utf-16-le") == "schulden"
    assert kind == "strong"


def test_the_page_asks_what_the_workbook_asks_in_its_words_and_order() -> None:
    mapping = review_mapping(is_decided=True)
    data = asked(mapping)

    rows = link_rows(mapping, EDITIONS)
    assert [row["item"] for row in data["rows"]] == [row.link.item for row in rows]
    woon = next(row for row in data["rows"] if row["also"])
    assert [data["courses"][n]["id"] for n in woon["also"]] == ["SW9-EN"]
    assert data["words"]["verdicts"]["touched"] == "terloops"
    assert data["rows"][0]["earlier"]["reviewer"] == "Bert Boon"
    assert data["rows"][1]["status"] == "tegenspraak"
    assert data["rows"][1]["settles"]
    assert any(mark[3] == "tie" for row in data["rows"] for mark in row["marks"])
    assert data["items"]["ocmw-praktijk:geen"]["label"] == "niets uit dit kader past"


def test_a_link_to_an_item_that_is_no_longer_linked_to_has_a_name() -> None:
    mapping = review_mapping()
    strange = [ItemRef("ocmw-praktijk:verdwenen"), PRACTICE.item_ref(PRACTICE.items[0])]
    asked_for = [link for link in mapping.links if link.proposed][:2]
    update = [
        link.model_copy(update={"item": ref}) for link, ref in zip(asked_for, strange, strict=True)
    ]
    gone = PRACTICE.model_copy(update={"mapping_level": "deel"})
    data = asked_of(mapping.model_copy(update={"links": tuple(update)}), (SKILLS, gone))

    labels = {row["item"]: data["items"][row["item"]]["label"] for row in data["rows"]}
    assert labels == {strange[0]: "verdwenen", strange[1]: "Thema schulden"}


def test_a_blind_page_shows_nothing_of_what_others_think() -> None:
    data = asked(review_mapping(is_decided=True), blind_seed=3)

    hidden = ("status", "changed", "estimate", "confidence", "earlier")
    assert not any(row[key] for row in data["rows"] for key in hidden)
    assert not any(row["hint"] or row["settles"] for row in data["rows"])
    assert {mark[3] for row in data["rows"] for mark in row["marks"]} == {"strong"}
    assert "Bert" not in json.dumps(data)
    assert data["rows"] != asked(review_mapping(is_decided=True), blind_seed=4)["rows"]


def test_the_same_mapping_gives_the_same_bytes() -> None:
    first, second = (render_review_page(review_mapping(), EDITIONS) for _ in range(2))
    assert first == second


def test_the_page_holds_the_whole_mapping(tmp_path: Path) -> None:
    mapping = review_mapping(is_decided=True)
    path = tmp_path / "nakijken.html"
    path.write_bytes(render_mapping(mapping, EDITIONS, path))

    opened, (issue,) = open_mapping(path)

    assert opened.model_copy(update={"issues": mapping.issues}) == mapping
    assert issue.code == "review-page-only"
    assert "besluiten-….json" in issue.message
    assert role_of(path) is FileRole.REVIEW_BOOK
    path.write_bytes(path.read_bytes().replace(b'data-digest="', b'data-digest="0')[:-1])
    with pytest.raises(InputFileError):
        open_mapping(path)


def test_a_library_writes_by_the_name_of_the_file(tmp_path: Path) -> None:
    mapping = review_mapping()
    for name in ("nakijken.html", "nakijken.xlsx", "koppelingen.json"):
        assert write_mapping(mapping, tmp_path / name, EDITIONS) is None
        assert open_mapping(tmp_path / name)[0].links == mapping.links
    with pytest.raises(TargetExistsError):
        write_mapping(mapping, tmp_path / "nakijken.html", EDITIONS)
    with pytest.raises(UnknownFrameworkError):
        write_mapping(mapping, tmp_path / "elders.html")


def test_what_the_matrix_of_a_college_says_stands_beside_a_proposal() -> None:
    mapping = review_mapping()
    where = Place(file="m.xlsx", sheet="Matrix", cell="D7")
    mark = MatrixMark(text="x", column="OLR 3", where=where)
    links = tuple(link.model_copy(update={"marks": (mark,)}) for link in mapping.links)
    marked = mapping.model_copy(update={"links": links})

    assert asked(marked)["rows"][0]["matrix"] == [
        "matrix van de opleiding: ‘x’ bij ‘OLR 3’ (blad Matrix, cel D7)"
    ]
    assert not any(row["matrix"] for row in asked(marked, blind_seed=1)["rows"])


def test_another_page_is_not_taken_for_ours(tmp_path: Path) -> None:
    path = tmp_path / "lijst.html"
    path.write_text("<table><tr><th>Code</th><th>Titel</th></tr><tr><td>1</td><td>A</td></table>")

    assert role_of(path) is FileRole.COURSE_LIST


def test_parts_become_pages_that_come_together_again(tmp_path: Path) -> None:
    mapping = review_mapping()
    by = tmp_path / "wie.csv"
    by.write_text("code;naam\nSW1;An\nSW2;Bert\n", encoding="utf-8")

    files, _ = render_parts(mapping, EDITIONS, [tmp_path / "nakijken.html"], split_by=str(by))
    for path, content in files.items():
        path.write_bytes(content)

    assert sorted(path.name for path in files)[:2] == ["nakijken-an.html", "nakijken-bert.html"]
    assert "Dit is het deel ‘An’" in (tmp_path / "nakijken-an.html").read_text("utf-8")


def test_map_writes_the_page_and_says_what_to_do_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    course_list = tmp_path / "lijst.csv"
    course_list.write_text("Code;Titel\nSW1;Schuldhulpverlening\n", encoding="utf-8")
    target = tmp_path / "nakijken.html"
    monkeypatch.setattr("sys.argv", ["swcompetence", "map", str(course_list), "-o", str(target)])

    with pytest.raises(SystemExit) as stop:
        main()

    assert stop.value.code == 0
    assert "besluiten-….json" in capsys.readouterr().err
    assert target.read_text("utf-8").startswith("<!doctype html>")


def test_a_list_of_a_whole_programme_stays_far_below_a_megabyte() -> None:
    # Everything around what is asked: frame, looks, behaviour.
    empty = review_mapping().model_copy(update={"links": ()}).of_courses(())
    assert len(render_review_page(empty, EDITIONS)) < 80_000


@pytest.mark.skipif(shutil.which("node") is None, reason="node is niet geïnstalleerd")
def test_the_state_of_a_review_holds_in_node() -> None:
    script = Path(__file__).with_name("review_state_test.js")
    state = Path(__file__).resolve().parents[2] / "swcompetence/browser/review_state.js"
    page = json.dumps(asked_of(review_mapping(is_decided=True), EDITIONS) | {"digest": "d"})

    done = subprocess.run(
        ["node", "--test-reporter=tap", script, state],
        input=page,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_files_of_the_page_travel_in_the_wheel(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    subprocess.run(
        ["python", "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=root,
        check=True,
        capture_output=True,
    )
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    shelf = root / "swcompetence/browser"
    for path in shelf.iterdir():
        if path.suffix in {".html", ".css", ".js"}:
            assert f"swcompetence/browser/{path.name}" in names

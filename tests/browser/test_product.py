"""The whole product in one file, in a real browser from the disk: the same bytes as natively."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import json
import os
import shutil
import subprocess
import time
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from browsing import SECONDS, until
from office import saved_by_office

from swcompetence.browser.build import _LEFT_OUT, build_product, main
from swcompetence.workflow.mapping import map_lists, render_mapping
from swcompetence.workflow.opening import open_mapping
from swcompetence.workflow.reporting import make_reports

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page

pytestmark = [pytest.mark.chromium, pytest.mark.product]

IDLE = "!document.documentElement.hasAttribute('data-busy')"
READY = "document.documentElement.dataset.program === 'ready'"
UNREACHABLE = "npm of PyPI is niet te bereiken"
"""Machines differ, and this one starts Python."""


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the page once, also where the tests run in several processes."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    target, lock = folder / "swcompetence.html", folder / "building"
    try:
        lock.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + SECONDS
        while not target.exists():
            if (folder / "unreachable").exists():
                pytest.skip(UNREACHABLE)
            assert time.monotonic() < deadline, "the other process built nothing"
            time.sleep(0.5)
        return target
    try:
        content = build_product()
    except subprocess.CalledProcessError:
        if "CI" in os.environ:
            raise
        (folder / "unreachable").touch()
        pytest.skip(UNREACHABLE)
    (folder / "unfinished").write_bytes(content)
    return (folder / "unfinished").rename(target)


@pytest.fixture(autouse=True)
def same_version(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the number of the project: an editable installation keeps that of an earlier day."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    proposing = import_module("swcompetence.matching.propose")
    monkeypatch.setattr(proposing, "version", lambda _name: project["version"])


def booted(browser: Browser, product: Path, requests: list[str]) -> Page:
    """Open the page and wait for its program, which takes most of the time of a test."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: requests.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: requests.append(f"error: {error}"))
    page.goto(product.as_uri())
    until(page, READY)
    return page


@pytest.fixture(scope="module")
def requests() -> list[str]:
    """Collect what the page of `used` asked for since it began."""
    return []


@pytest.fixture(scope="module")
def once(browser: Browser, product: Path, requests: list[str]) -> Iterator[Page]:
    page = booted(browser, product, requests)
    yield page
    page.context.close()


@pytest.fixture
def page(once: Page) -> Page:
    """Give the page after other work, its program still running."""
    return cleared(once)


def cleared(page: Page) -> Page:
    """Take every file and decision away."""
    page.get_by_role("button", name="Bestanden", exact=True).click()
    while page.locator(".files button").count():
        page.locator(".files button").first.click()
    page.evaluate("document.getElementById('review-frame').srcdoc = ''")
    return page


@pytest.fixture
def unbooted(browser: Browser, product: Path) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(product.as_uri())
    yield page
    page.close()


def give(page: Page, *paths: Path) -> None:
    page.set_input_files("#choose", [str(path) for path in paths])
    time.sleep(0.1)
    until(page, IDLE)


def press(page: Page, name: str) -> None:
    """Press a button and wait until the program answered."""
    page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()
    time.sleep(0.1)
    until(page, IDLE)


def saved(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download(timeout=SECONDS * 1000) as download:
        page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def in_frame(page: Page) -> Frame:
    deadline = time.monotonic() + SECONDS
    while len(page.frames) < 2:  # it is being filled
        assert time.monotonic() < deadline
        time.sleep(0.05)
    until(page.frames[1], "document.documentElement.dataset.ready === 'true'")
    return page.frames[1]


def decide(page: Page, keys: str, name: str = "An Peeters") -> Frame:
    """Decide by keys, in the page of lecturers that is shown inside."""
    press(page, "Kijk hier na")
    frame = in_frame(page)
    frame.get_by_label("Uw naam of initialen").fill(name)
    frame.get_by_role("button", name="Begin").press("Enter")
    for key in keys:
        page.keyboard.press(key)
    return frame


def as_format(path: Path, ending: str, folder: Path) -> Path:
    """Give a list in the format of another program."""
    [saved] = saved_by_office(ending, Path(shutil.copy(path, folder)))
    return saved


def native(path: Path, folder: Path, day: dt.date) -> dict[str, bytes]:
    """Make the review workbook and the reports of a list as the command line does."""
    mapping = map_lists([path], date=day)
    from swcompetence.registry import frameworks_of  # noqa: PLC0415

    book = folder / f"{path.stem}-koppelingen.xlsx"
    book.write_bytes(render_mapping(mapping, frameworks_of(mapping), book))
    targets = [folder / f"{path.stem}-hiaten{end}" for end in (".xlsx", ".html", ".json")]
    (made,) = make_reports([book], targets, date=day)
    return {book.name: book.read_bytes()} | {at.name: made.files[at] for at in targets}


def outcomes(page: Page, path: Path, folder: Path) -> dict[str, bytes]:
    """Make them in the page."""
    give(page, path)
    press(page, "Zoek koppelingen")
    in_frame(page)
    paths = [saved(page, "Bewaar als werkboek (.xlsx)", folder)]
    until(page, IDLE)
    press(page, "Maak het rapport")
    labels = ("Bewaar werkboek (.xlsx)", "Bewaar webpagina (.html)", "Bewaar JSON")
    paths += [saved(page, label, folder) for label in labels]
    return {path.name: path.read_bytes() for path in paths}


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["poor.xlsx", "rich.xlsx", "rich.xls", "rich.ods", "rich.csv"])
def test_files_are_the_same_bytes_as_those_of_the_native_program(
    page: Page,
    requests: list[str],
    poor_list: Path,
    rich_list: Path,
    tmp_path: Path,
    name: str,
) -> None:
    which, ending = name.split(".")
    path = {"poor": poor_list, "rich": rich_list}[which]
    path = path if ending == "xlsx" else as_format(path, ending, tmp_path)
    for folder in ("native", "page"):
        (tmp_path / folder).mkdir()

    before = len(requests)
    day = dt.date.fromisoformat(page.evaluate("new Date().toLocaleDateString('sv')"))
    expected = native(path, tmp_path / "native", day)
    made = outcomes(page, path, tmp_path / "page")

    assert {name: made[name] == content for name, content in expected.items()} == dict.fromkeys(
        expected, True
    )
    kinds = {request.split("/")[0] for request in requests[before:]}
    assert kinds <= {"blob:file:", "blob:null", "data:,", "about:srcdoc"}, requests
    assert sum(request.startswith("file:") for request in requests) == 1


def test_the_same_commit_gives_the_same_bytes(product: Path, tmp_path: Path) -> None:
    assert main(["-o", str(tmp_path / "again.html")]) == 0

    content = (tmp_path / "again.html").read_bytes()
    assert content == product.read_bytes()
    assert len(content) < 16_000_000


def test_nothing_can_leave_the_page_or_its_worker(unbooted: Page) -> None:
    outcome = unbooted.evaluate(
        """async () => {
          const fetched = await fetch("https://example.org/").then(() => "out", () => "blocked");
          const image = new Image();
          const loaded = new Promise((resolve) => { image.onerror = () => resolve("blocked"); });
          image.src = "https://example.org/pixel.png";
          const code = `fetch("https://example.org/")
            .then(() => postMessage("out"), () => postMessage("blocked"))`;
          const worker = new Worker(URL.createObjectURL(new Blob([code])));
          const asked = new Promise((resolve) => {
            worker.onmessage = ({ data }) => resolve(data);
          });
          return [fetched, await loaded, await asked];
        }"""
    )

    assert outcome == ["blocked"] * 3


def test_stopping_ends_the_work_and_keeps_what_was_decided(page: Page, rich_list: Path) -> None:
    give(page, rich_list)
    press(page, "Zoek koppelingen")
    decide(page, "aan")
    page.get_by_role("button", name="Bestanden").click()

    page.get_by_role("button", name="Zoek koppelingen").click()
    page.get_by_role("button", name="Stop").click()
    until(page, IDLE)

    assert "Gestopt" in page.inner_text("#doing")
    until(page, READY)
    assert "3 van" in page.frames[1].locator(".review-progress").inner_text()
    press(page, "Maak het rapport")
    assert "3 van" in page.inner_text("#reporting > p")


def test_a_crash_of_the_program_loses_no_decision(page: Page, rich_list: Path) -> None:
    give(page, rich_list)
    press(page, "Zoek koppelingen")
    decide(page, "aan")

    # The program fails in the middle of a question that it cannot even read.
    page.evaluate(
        """() => {
          const post = Worker.prototype.postMessage;
          Worker.prototype.postMessage = function (message) {
            Worker.prototype.postMessage = post;
            post.call(this, { ...message, question: "{" });
          };
        }"""
    )
    press(page, "Maak het rapport")

    assert "vastgelopen en begint opnieuw" in page.inner_text("#problem")
    until(page, READY)
    press(page, "Maak het rapport")
    assert "3 van" in page.inner_text("#reporting > p")


def test_reviewed_files_come_together_and_differences_stand_side_by_side(
    page: Page, rich_list: Path, tmp_path: Path
) -> None:
    give(page, rich_list)
    press(page, "Zoek koppelingen")
    frame = decide(page, "an")
    first = saved_by_keys(page, tmp_path / "an.json")
    frame.get_by_text("Meer", exact=True).click()
    frame.get_by_role("button", name="Wis alles").click()
    with page.expect_event("framenavigated"):
        frame.locator("#wipe-yes").click()
    frame = in_frame(page)
    frame.get_by_label("Uw naam of initialen").fill("Bo")
    frame.get_by_role("button", name="Begin").press("Enter")
    page.keyboard.press("n")
    second = saved_by_keys(page, tmp_path / "bo.json")

    give(cleared(page), first, second)

    told = page.locator("#outcome .card").inner_text()
    assert "De besluiten samen" in told
    assert "An Peeters: akkoord" in told
    assert "Bo: niet akkoord" in told
    assert "1 tegenspraak" in told
    made = saved(page, "Bewaar als werkboek (.xlsx)", tmp_path)
    mapping, _ = open_mapping(made)
    assert sum(len(link.decisions) for link in mapping.links) == 3


def saved_by_keys(page: Page, path: Path) -> Path:
    with page.expect_download() as download:
        page.keyboard.press("s")
    download.value.save_as(path)
    return path


def test_decisions_of_last_year_and_notes_of_a_board_go_along(
    page: Page, rich_list: Path, tmp_path: Path
) -> None:
    give(page, rich_list)
    press(page, "Zoek koppelingen")
    decide(page, "aan")
    press(page, "Maak het rapport")
    report = saved(page, "Bewaar werkboek (.xlsx)", tmp_path)
    page.get_by_role("button", name="Nakijken").click()
    book = saved(page, "Bewaar als werkboek (.xlsx)", tmp_path)
    noted = openpyxl.load_workbook(report)
    header = next(
        cells for cells in noted["Hiaten"].iter_rows() if "Opmerking" in {c.value for c in cells}
    )
    column = next(cell for cell in header if cell.value == "Opmerking")
    noted["Hiaten"].cell(column.row + 1, column.column or 0, "Vak bijsturen")
    noted.save(report)

    give(cleared(page), rich_list, book, report)
    assert "besluiten, om over te nemen" in page.inner_text("#files-given")
    press(page, "Zoek koppelingen")
    assert "3 besliste koppelingen overgenomen" in page.locator("#outcome .card").inner_text()
    in_frame(page)
    press(page, "Maak het rapport")

    assert "1 op het blad Hiaten" in page.inner_text("#reporting")
    assert "3 van" in page.inner_text("#reporting > p")


def test_a_wrong_column_is_corrected_by_keys(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Code", "Titel", "SP", "Zus en zo"),
        ("S1", "Lokaal sociaal beleid", 6, "Het OCMW, het leefloon en de RMI-wet."),
    ):
        sheet.append(row)
    book.save(path)
    give(page, path)

    page.get_by_text("Kolommen: klopt er een niet").press("Enter")
    choice = page.get_by_label("Wat staat er in kolom Zus en zo?")
    choice.focus()
    page.keyboard.type("inhoud")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    time.sleep(0.1)
    until(page, IDLE)

    assert "volgens het profiel" in page.inner_text("#files-given table")
    assert choice.input_value() == "content"
    press(page, "Zoek koppelingen")
    in_frame(page)
    assert "RMI-wet" in page.frames[1].content()


def test_a_matrix_beside_the_list_is_known_and_the_size_of_the_programme_asked(
    page: Page, tmp_path: Path
) -> None:
    tables: dict[str, tuple[tuple[Any, ...], ...]] = {
        "lijst.xlsx": (
            ("Code", "Titel", "SP", "Inhoud"),
            ("SW101", "Lokaal sociaal beleid", 6, "Het OCMW, het leefloon en de RMI-wet."),
            ("SW102", "Methodiek", 3, "Gesprekken voeren met cliënten in het OCMW."),
        ),
        "matrix.xlsx": (
            ("Code", "Vak", "Verbindend werken", "Politiserend werken"),
            ("SW101", "Lokaal sociaal beleid", "X", "X"),
            ("SW102", "Methodiek", None, "X"),
        ),
    }
    for name, rows in tables.items():
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        book.save(tmp_path / name)

    give(page, *(tmp_path / name for name in tables))
    assert page.get_by_label("Wat is matrix.xlsx?").input_value() == "matrices"
    assert page.get_by_label("Wat is lijst.xlsx?").input_value() == "lists"
    page.get_by_label("Hoeveel studiepunten telt de opleiding?").fill("180")
    press(page, "Zoek koppelingen")

    told = page.locator("#outcome .card").inner_text()
    assert "Matrix van de opleiding: 3 koppelingen" in told
    press(page, "Maak het rapport")
    report = json.loads(saved(page, "Bewaar JSON", tmp_path).read_text("utf-8"))
    assert report["programme"]["nominal_credits"] == 180


def test_from_list_to_report_by_keys_alone(page: Page, rich_list: Path) -> None:
    give(page, rich_list)
    assert page.evaluate("document.activeElement.textContent") == "Uw bestanden"

    tab_to(page, "Zoek koppelingen")
    page.keyboard.press("Enter")
    time.sleep(0.1)
    until(page, IDLE)
    tab_to(page, "Kijk hier na")
    page.keyboard.press("Enter")
    frame = in_frame(page)
    frame.wait_for_selector("#name")
    page.keyboard.press("Tab")
    while frame.evaluate("document.activeElement.id") != "name":
        page.keyboard.press("Tab")
    page.keyboard.type("An")
    page.keyboard.press("Enter")
    start = time.monotonic()
    for key in "aatn" * 5:
        page.keyboard.press(key)
    print(f"20 links by keys: {time.monotonic() - start:.2f} s")  # noqa: T201 - shown with -s
    assert "20 van" in frame.locator(".review-progress").inner_text()
    page.get_by_role("button", name="Maak het rapport").locator("visible=true").focus()
    page.keyboard.press("Enter")
    time.sleep(0.1)
    until(page, IDLE)

    assert "20 van" in page.inner_text("#reporting > p")
    assert page.evaluate("document.activeElement.textContent") == "Het rapport"
    report = page.frames[-1]
    report.locator("nav a").nth(2).click()
    deadline = time.monotonic() + 20
    while report.evaluate("document.getElementById('hiaten').getBoundingClientRect().top") > 300:
        assert time.monotonic() < deadline, "the link to a chapter leads nowhere"


def tab_to(page: Page, name: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == name:
            return
    raise AssertionError(name)


def test_every_screen_obeys_the_rules_of_axe_and_never_scrolls_sideways(
    page: Page, rich_list: Path
) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - of the group dev

    trouble: list[tuple[Any, ...]] = []

    def look(screen: str) -> None:
        # 640 by 400 is a laptop at 200 %.
        for width, height in ((640, 400), (390, 800), (1280, 800)):
            page.set_viewport_size({"width": width, "height": height})
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                trouble.append((screen, width, "too wide", wide))
            if height == 400:
                continue
            trouble.extend(
                (screen, width, broken["id"], [node["html"] for node in broken["nodes"]])
                for broken in Axe().run(page).response["violations"]
            )

    look("start")
    give(page, rich_list)
    page.get_by_text("Kolommen: klopt er een niet").click()
    look("list")
    press(page, "Zoek koppelingen")
    look("proposals")
    decide(page, "an")
    look("review")
    press(page, "Maak het rapport")
    until(page.frames[-1], "document.readyState === 'complete'")
    look("report")
    page.get_by_role("button", name="Over").click()
    look("about")

    assert trouble == []


def test_without_webassembly_it_says_what_to_do_instead(browser: Browser, product: Path) -> None:
    launched = browser.browser_type.launch(
        executable_path=shutil.which("chromium"), args=["--no-sandbox", "--js-flags=--jitless"]
    )
    page = launched.new_page()
    page.goto(product.as_uri())
    until(page, "document.documentElement.dataset.program === 'none'")
    told = page.inner_text("main")
    launched.close()

    assert "heeft WebAssembly nodig" in told
    assert "nakijken.html" in told
    assert "Kies bestanden" not in told


def test_what_it_holds_is_told_with_its_licence_and_the_changed_source(
    unbooted: Page, tmp_path: Path
) -> None:
    unbooted.get_by_role("button", name="Over").click()
    told = unbooted.locator("#about").text_content() or ""
    source = saved(unbooted, "Bewaar de gewijzigde broncode van Pyodide", tmp_path)

    names = (
        "Pyodide 314",
        "MPL-2.0",
        "pydantic_core 2",
        "ahash 0",
        "OpenTaal",
        "zlib",
        "openpyxl",
        "Zstandard",
    )
    assert [name for name in names if name not in told] == []
    assert "Mozilla Public License" in source.read_text("utf-8")[:200]


def test_nothing_that_the_page_can_reach_is_left_out() -> None:
    grimp = pytest.importorskip("grimp")  # of import-linter, in the group dev
    graph = grimp.build_graph("swcompetence")
    reached = graph.find_upstream_modules("swcompetence.workflow.page_desk")
    assert len(reached) > 100
    paths = [f"{module.replace('.', '/')}.py" for module in sorted(reached)]

    assert [path for path in paths if _LEFT_OUT.match(path)] == []


def test_nothing_of_the_command_line_is_inside(product: Path) -> None:
    page = product.read_text("utf-8")
    start = page.index('id="block-site">') + len('id="block-site">')
    pack = gzip.decompress(base64.b64decode(page[start : page.index("</script>", start)]))
    size = int.from_bytes(pack[:4], "little")
    names = [name for name, _ in json.loads(pack[4 : 4 + size])]

    unwanted = ("swcompetence/cli", "typer", "rich/", "click", "pygments", "swcompetence/testing")
    assert [name for name in names if name.startswith(unwanted)] == []
    assert "swcompetence/workflow/page_desk.pyc" in names

"""The page for lecturers in a real browser: decided by keys, kept, given back, and read."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from browser_samples import EDITIONS, PRACTICE, SKILLS, review_mapping
from browsing import until

from swcompetence.browser.review_page import render_review_page
from swcompetence.matching import propose
from swcompetence.model import CourseField, Curriculum, Mapping, Part, Verdict
from swcompetence.report.findings.view import build_report
from swcompetence.report.review_book.book import render_review_book
from swcompetence.review.sheet import SHORT_WORDS, VERDICT_WORDS
from swcompetence.review.sheet import ReviewColumn as Column
from swcompetence.workflow import reviewing
from swcompetence.workflow.opening import open_mapping
from swcompetence.workflow.reviewing import bring_together

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, FloatRect, Page

pytestmark = pytest.mark.chromium

MAPPING = review_mapping()
ARGUMENTS = ["--no-sandbox"]
_REMEMBERED = "document.getElementById('kept').textContent.includes('Onthouden')"


@pytest.fixture(autouse=True)
def invented_editions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "frameworks_of", lambda *_: EDITIONS)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 800})
    yield made
    made.close()


@pytest.fixture
def address(tmp_path: Path) -> str:
    return written(tmp_path)


def written(folder: Path, mapping: Mapping = MAPPING, **facts: Any) -> str:
    path = folder / "nakijken.html"
    path.write_bytes(render_review_page(mapping, EDITIONS, **facts))
    return path.as_uri()


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    until(page, "document.documentElement.dataset.ready === 'true'")
    return page


def begun(
    context: BrowserContext, address: str, name: str = "An Peeters", *, keeps: bool = False
) -> Page:
    page = opened(context, address)
    page.get_by_label("Uw naam of initialen").fill(name)
    page.get_by_label("Onthoud mijn besluiten").set_checked(keeps)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Begin").press("Enter")
    return page


def saved(page: Page, path: Path, act: Callable[[], object] | None = None) -> Path:
    with page.expect_download() as download:
        (act or (lambda: page.keyboard.press("s")))()
    download.value.save_as(path)
    return path


def item_in_view(page: Page) -> str:
    return page.locator(".review-head h2").inner_text()


def decisions(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["decisions"]
    return found


def by_keys(page: Page, number: int) -> list[Verdict]:
    """Decide on so many rows by keys alone, with everything beside a verdict now and then."""
    said = []
    for turn in range(number):
        verdict = tuple(Verdict)[turn % 4]
        page.keyboard.press(SHORT_WORDS[verdict])
        said.append(verdict)
        if turn == 0:
            page.keyboard.press("c")
            page.keyboard.press("v")
            page.keyboard.press("g")
            page.keyboard.press("o")
            page.keyboard.type("Zie les 3: a, t en n")
            page.keyboard.press("Escape")
            page.keyboard.press("ArrowRight")
    return said


def in_workbook(path: Path, said: list[Verdict]) -> Path:
    """Type the same in the workbook, row by row."""
    path.write_bytes(render_review_book(MAPPING, EDITIONS))
    book = openpyxl.load_workbook(path)
    sheet = book["Koppelingen"]
    header = next(cells for cells in sheet.iter_rows() if cells[0].value == Column.ID)
    columns = {str(cell.value): cell.column or 0 for cell in header}
    for number, verdict in enumerate(said, (header[0].row or 0) + 1):
        sheet.cell(number, columns[Column.VERDICT], VERDICT_WORDS[verdict])
        sheet.cell(number, columns[Column.REVIEWER], "An Peeters")
        sheet.cell(number, columns[Column.DATE], dt.datetime.now().astimezone().date())
    first = (header[0].row or 0) + 1
    sheet.cell(first, columns[Column.TIE], "ja")
    sheet.cell(first, columns[Column.LEVEL], "V")
    sheet.cell(first, columns[Column.ASSESSED], "ja")
    sheet.cell(first, columns[Column.NOTE], "Zie les 3: a, t en n")
    book.save(path)
    return path


def test_twenty_links_by_keys_alone_read_back_as_the_same_typed_in_the_workbook(
    context: BrowserContext, address: str, tmp_path: Path
) -> None:
    trouble: list[str] = []
    page = begun(context, address)
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: trouble.append(request.url))

    start = time.monotonic()
    said = by_keys(page, 20)
    seconds = time.monotonic() - start
    file = saved(page, tmp_path / "besluiten.json")

    print(f"20 links by keys: {seconds:.2f} s")  # noqa: T201 - shown with -s
    assert [url for url in trouble if not url.startswith("blob:file")] == []
    assert seconds < 20
    book = in_workbook(tmp_path / "boek.xlsx", said)
    assert len(decisions(file)) == 21  # one of the rows decides for two variants
    assert open_mapping(file) == open_mapping(book)
    assert bring_together([file]) == bring_together([book])
    day = dt.date(2026, 11, 30)
    reports = [
        build_report(open_mapping(path)[0], EDITIONS, date=day, tool_version="0")
        for path in (file, book)
    ]
    assert reports[0] == reports[1]


def test_nothing_can_leave_the_page(context: BrowserContext, address: str) -> None:
    page = begun(context, address)
    answered: list[str] = []
    failures: list[str | None] = []
    page.on("requestfinished", lambda request: answered.append(request.url))
    page.on("requestfailed", lambda request: failures.append(request.failure))

    outcome = page.evaluate(
        """async () => {
          const image = new Image();
          const failed = new Promise((resolve) => { image.onerror = () => resolve("blocked"); });
          image.src = "https://example.org/pixel.png";
          const fetched = await fetch("https://example.org/").then(() => "out", () => "blocked");
          const beacon = navigator.sendBeacon("https://example.org/", "x");
          const form = document.createElement("script");
          form.textContent = "window.hacked = true";
          document.body.append(form);
          return [await failed, fetched, beacon, Boolean(window.hacked)];
        }"""
    )

    assert outcome[:2] == ["blocked", "blocked"]
    assert outcome[3] is False
    assert answered == []
    assert set(failures) == {"csp"}


def test_a_hostile_text_is_shown_and_does_nothing(context: BrowserContext, address: str) -> None:
    page = begun(context, address)
    page.keyboard.press("l")
    page.keyboard.type("tien schulden")
    page.get_by_role("button", name="Vak <b>tien</b>").first.click()

    text = page.locator(".review-text")
    assert "Vak <b>tien</b>" in text.inner_text()
    assert "</script><script>" in text.inner_text()
    assert page.title() == "Nakijken – Sociaal werk"
    assert text.locator(".words mark.strong").inner_text() == "schulden"
    assert page.locator("img").count() == 0


def test_the_whole_text_stands_there_with_its_marks_cells_and_address(
    context: BrowserContext, address: str
) -> None:
    page = begun(context, address)
    text = page.locator(".review-text")

    heads = [head.casefold() for head in text.locator("h3").all_inner_texts()]
    assert heads == ["leerresultaten", "inhoud cel c2"]
    assert text.locator(".words mark.strong").count() >= 1
    assert text.locator(".words mark.tie").count() >= 1
    assert "Wat een OCMW met schulden doet." in page.locator(".review-head").inner_text()
    page.keyboard.press("l")
    page.keyboard.type("woonvak wonen")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Woonvak").first.click()
    link = text.get_by_role("link", name="Open de fiche")
    assert link.get_attribute("href") == "https://example.org/fiche?a=1&b=2"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_the_first_words_that_count_are_in_view_however_long_the_text(
    context: BrowserContext, tmp_path: Path
) -> None:
    (long,) = review_mapping().of_courses(["SW4"]).courses
    longer = {**long.fields, CourseField.OUTCOMES: "De student leest verder.\n" * 200}
    curriculum = Curriculum(id="lijst", courses=(long.model_copy(update={"fields": longer}),))
    page = begun(context, written(tmp_path, propose([curriculum], EDITIONS)))

    box = page.locator(".words mark.strong").first.bounding_box()
    assert box is not None
    assert 0 < box["y"] < 800
    assert page.locator(".review-text").evaluate("text => text.scrollTop") > 1000


def test_variants_are_decided_together_and_can_be_taken_apart(
    context: BrowserContext, address: str, tmp_path: Path
) -> None:
    page = begun(context, address)
    page.keyboard.press("l")
    page.keyboard.type("woonvak wonen")
    page.get_by_role("button", name="Woonvak").first.click()
    page.keyboard.press("a")
    page.keyboard.press("l")
    page.get_by_role("button", name="SW9-NL Woonvak").first.click()
    page.get_by_label("SW9-EN").click()
    page.get_by_role("button", name="Volgende →").click()
    page.keyboard.press("n")

    said = decisions(saved(page, tmp_path / "besluiten.json"))
    assert [(one["course"], one["verdict"]) for one in said] == [
        ("SW9-NL", "accept"),
        ("SW9-EN", "reject"),
    ]


def test_what_belongs_to_a_decision_goes_to_the_one_just_taken(
    context: BrowserContext, address: str, tmp_path: Path
) -> None:
    page = begun(context, address)
    first = item_in_view(page)
    for key in ("v", "c", "g"):
        page.keyboard.press(key)
        assert "Kies eerst een besluit" in page.locator("#review [role=status]").inner_text()
    page.keyboard.press("t")
    assert item_in_view(page) != first

    for key in ("v", "c", "g"):
        page.keyboard.press(key)
    assert item_in_view(page) == first
    page.keyboard.press("ArrowRight")
    page.keyboard.press("n")
    page.keyboard.press("o")
    page.keyboard.type("Staat er niet")

    told = decisions(saved(page, tmp_path / "besluiten.json", page.locator("#save").click))
    assert [(one["verdict"], one["level"], one["tie"], one["assessed"]) for one in told] == [
        ("touched", "V", "explicit", True),
        ("reject", None, None, None),
    ]
    assert [one["note"] for one in told] == [None, "Staat er niet"]


def test_a_missing_link_is_added_by_keys_with_its_context_and_one_is_back_where_one_was(
    context: BrowserContext, address: str, tmp_path: Path
) -> None:
    page = begun(context, address)
    page.keyboard.press("ArrowRight")
    here = item_in_view(page)
    page.keyboard.press("+")
    page.keyboard.press("Enter")  # nothing was typed yet
    page.keyboard.type("luister")
    page.keyboard.press("ArrowDown")
    assert "Kunnen luisteren" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert item_in_view(page) == here
    assert "Toegevoegd: Kunnen luisteren" in page.locator("#review [role=status]").inner_text()

    page.keyboard.press("+")
    page.keyboard.type("thema energie")
    page.keyboard.press("Enter")
    assert "verband met OCMW" in page.locator("dialog[open]").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert item_in_view(page) == here

    file = saved(page, tmp_path / "besluiten.json")
    assert [(one["item"], one["tie"]) for one in decisions(file)] == [
        ("krachtlijnen:luisteren", None),
        ("ocmw-praktijk:energie", "general"),
    ]
    assert open_mapping(file)[1] == ()


def test_that_nothing_fits_contradicts_what_fits_and_stays_in_view(
    context: BrowserContext, address: str, tmp_path: Path
) -> None:
    page = begun(context, address)
    page.keyboard.press("+")
    page.keyboard.type("luister")
    page.keyboard.press("Enter")
    page.keyboard.press("+")
    page.keyboard.type("niets uit dit kader krachtlijnen")
    page.keyboard.press("Enter")
    assert "Let op" in page.locator(".clash").inner_text()
    assert item_in_view(page) == "niets uit dit kader past"

    file = saved(page, tmp_path / "besluiten.json")
    mapping, issues = open_mapping(file)
    items = {one["item"] for one in decisions(file)}
    assert items == {"krachtlijnen:luisteren", "krachtlijnen:geen"}
    assert [issue.code for issue in issues] == ["review-nothing-fits-contradicted"]
    assert sum(bool(link.decisions) for link in mapping.links) == 2


def test_back_undo_and_empty_by_keys(context: BrowserContext, address: str, tmp_path: Path) -> None:
    page = begun(context, address)
    first = item_in_view(page)
    page.keyboard.press("a")
    second = item_in_view(page)
    page.keyboard.press("n")
    page.keyboard.press("u")
    assert item_in_view(page) == second != first
    page.keyboard.press("ArrowLeft")
    assert item_in_view(page) == first
    pressed = page.locator(".review-verdicts [aria-pressed=true]")
    assert pressed.inner_text().startswith("akkoord")
    page.keyboard.press("Delete")
    assert pressed.count() == 0
    page.keyboard.press("Control+z")
    assert pressed.count() == 1

    assert len(decisions(saved(page, tmp_path / "besluiten.json"))) == 1


def test_letters_do_nothing_once_they_are_switched_off(
    context: BrowserContext, address: str
) -> None:
    page = begun(context, address)
    page.keyboard.press("h")
    page.get_by_label("Letters werken als toets").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    assert page.locator(".review-verdicts [aria-pressed=true]").count() == 0
    page.get_by_role("button", name="akkoord", exact=True).press("Enter")
    assert "1 van" in page.locator(".review-progress").inner_text()


def test_progress_is_said_aloud_and_the_end_asks_to_save(
    context: BrowserContext, address: str
) -> None:
    page = begun(context, address)
    status = page.locator("#review [role=status]")
    page.keyboard.press("a")
    assert "akkoord: Thema schulden bij Vak 1." in status.inner_text()
    by_keys(page, 40)
    assert "Alles is bekeken" in page.locator("#done").inner_text()


def test_leaving_without_saving_asks_first_and_saving_makes_that_go(
    context: BrowserContext, address: str, tmp_path: Path
) -> None:
    page = begun(context, address)
    asked: list[str] = []

    def dismiss(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.keyboard.press("a")
    page.close(run_before_unload=True)
    deadline = time.monotonic() + 5
    while not asked and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert asked == ["beforeunload"]
    assert not page.is_closed()

    saved(page, tmp_path / "besluiten.json")
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]


def test_a_name_of_spaces_is_no_name(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    page.get_by_label("Uw naam of initialen").fill("   ")
    page.get_by_role("button", name="Begin").press("Enter")

    assert "Vul uw naam of initialen in" in page.get_by_role("alert").inner_text()
    assert page.evaluate("document.activeElement.id") == "name"
    assert page.locator("#review").is_hidden()
    page.keyboard.type("An")
    page.keyboard.press("Enter")
    assert page.locator("#review").is_visible()


def test_a_file_bears_name_list_and_time_and_is_only_made_of_decisions(
    context: BrowserContext, address: str
) -> None:
    page = begun(context, address)
    page.keyboard.press("s")
    assert "nog niets beslist" in page.locator("#kept").inner_text()
    assert page.locator("#given").is_hidden()

    page.keyboard.press("a")
    with page.expect_download() as download:
        page.keyboard.press("s")
    pattern = r"besluiten-an-peeters-sociaal-werk-\d{4}-\d\d-\d\d-\d\du\d\d\.json"
    assert re.fullmatch(pattern, download.value.suggested_filename)
    assert download.value.suggested_filename in page.locator("#given").inner_text()


def test_a_file_of_another_part_or_list_is_called_that(
    context: BrowserContext, tmp_path: Path
) -> None:
    names, everything = ("An", "Bo"), tuple(course.id for course in MAPPING.courses)
    parts = [
        MAPPING.of_courses(codes).model_copy(
            update={"part": Part(numbers=(number,), names=names, all_courses=everything)}
        )
        for number, codes in enumerate((["SW1", "SW2"], ["SW3"]), 1)
    ]
    renamed = MAPPING.curricula[0].model_copy(update={"programme": "Orthopedagogie"})
    pages = [*parts, MAPPING, MAPPING.model_copy(update={"curricula": (renamed,)})]
    files = []
    for number, mapping in enumerate(pages):
        (tmp_path / str(number)).mkdir()
        page = begun(context, written(tmp_path / str(number), mapping))
        page.keyboard.press("n")
        files.append(saved(page, tmp_path / f"{number}.json"))

    told = []
    page = opened(context, (tmp_path / "0" / "nakijken.html").as_uri())
    for file in files[1:]:
        page.locator("#load-later").set_input_files(file)
        until(page, f"document.getElementById('trouble').textContent.includes('{file.name}')")
        told.append(page.locator("#trouble").inner_text().split(".json’ hoort bij ")[1])
    assert [words.split(". ")[0] for words in told] == [
        "een ander deel van deze lijst (‘Bo’)",
        "de hele lijst, waarvan deze pagina een deel is",
        "een andere lijst (Orthopedagogie)",
    ]


def test_the_browser_remembers_only_when_asked_and_forgets_on_request(
    context: BrowserContext, address: str
) -> None:
    page = begun(context, address)
    page.keyboard.press("a")
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") in {0, 1}
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    until(page, "document.documentElement.dataset.ready === 'true'")
    assert page.locator("#start").is_visible()

    page = begun(context, address, keeps=True)
    page.keyboard.press("a")
    until(page, _REMEMBERED)
    page.reload()
    until(page, "document.documentElement.dataset.ready === 'true'")
    assert "Welkom terug, An Peeters" in page.locator("#kept").inner_text()
    assert "1 van" in page.locator(".review-progress").inner_text()

    page.locator("summary").click()
    page.get_by_role("button", name="Wis alles").first.click()
    with page.expect_navigation():
        page.locator("#wipe-yes").click()
    until(page, "document.documentElement.dataset.ready === 'true'")
    assert page.locator("#start").is_visible()
    page.reload()
    until(page, "document.documentElement.dataset.ready === 'true'")
    assert page.locator("#start").is_visible()


def test_two_tabs_never_undo_each_other(context: BrowserContext, address: str) -> None:
    first = begun(context, address, keeps=True)
    first.keyboard.press("a")
    until(first, _REMEMBERED)
    second = opened(context, address)
    second.keyboard.press("n")
    until(second, _REMEMBERED)
    first.keyboard.press("t")
    first.keyboard.press("?")
    until(first, _REMEMBERED)
    time.sleep(0.3)

    third = opened(context, address)
    assert third.locator(".review-progress").inner_text().startswith("OCMW-praktijk")
    counts = third.locator(".review-progress button").first.inner_text()
    assert "2 van" in counts
    assert "1 twijfel" in counts


def test_a_killed_browser_loses_nothing(browser: Browser, tmp_path: Path) -> None:
    address, profile = written(tmp_path), tmp_path / "profiel"
    process, page = _running(browser, profile, address)
    page.get_by_label("Uw naam of initialen").fill("An Peeters")
    page.get_by_label("Onthoud mijn besluiten").check()
    page.get_by_role("button", name="Begin").press("Enter")
    for key in "ant":
        page.keyboard.press(key)
    until(page, _REMEMBERED)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()

    process, page = _running(browser, profile, address)
    welcome = page.locator("#kept").inner_text()
    count = page.locator(".review-progress button").first.inner_text()
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()

    assert "Welkom terug, An Peeters" in welcome
    assert "3 van" in count


def _running(browser: Browser, profile: Path, address: str) -> tuple[subprocess.Popen[bytes], Page]:
    """Start a browser of our own, whose process can be killed."""
    port = profile / "DevToolsActivePort"
    port.unlink(missing_ok=True)
    process = subprocess.Popen(
        [
            shutil.which("chromium") or "", *ARGUMENTS, "--headless=new", "--no-first-run",
            "--remote-debugging-port=0", f"--user-data-dir={profile}", address,
        ],
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 20
    while not port.exists() or "\n" not in port.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    number = port.read_text().splitlines()[0]
    killable = browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{number}")
    page = killable.contexts[0].pages[0]
    until(page, "document.documentElement.dataset.ready === 'true'")
    return process, page


def test_a_saved_file_goes_on_in_the_page_and_a_strange_one_changes_nothing(
    context: BrowserContext, address: str, tmp_path: Path
) -> None:
    page = begun(context, address)
    by_keys(page, 3)
    file = saved(page, tmp_path / "besluiten.json")
    page.close()

    page = opened(context, address)
    page.locator("#load").set_input_files(file)
    until(page, "!document.getElementById('review').hidden")
    assert "3 besluiten uit ‘besluiten.json’" in page.locator("#kept").inner_text()
    again = decisions(saved(page, tmp_path / "nog.json"))
    assert again == decisions(file)

    strange = tmp_path / "foto.json"
    strange.write_text("{}")
    page.locator("#load-later").set_input_files(strange)
    until(page, "!document.getElementById('trouble').hidden")
    assert "Er is niets veranderd" in page.locator("#trouble").inner_text()
    newer = tmp_path / "nieuw.json"
    newer.write_text(file.read_text("utf-8").replace("decisions@1", "decisions@9"))
    page.locator("#load-later").set_input_files(newer)
    until(page, "document.getElementById('trouble').textContent.includes('nieuwere versie')")
    assert decisions(saved(page, tmp_path / "weer.json")) == decisions(file)


def test_a_page_of_another_version_says_so_and_takes_over_what_fits(
    context: BrowserContext, tmp_path: Path
) -> None:
    page = begun(context, written(tmp_path), keeps=True)
    by_keys(page, 3)
    until(page, _REMEMBERED)
    file = saved(page, tmp_path / "besluiten.json")
    page.close()
    (tmp_path / "later").mkdir()
    rest = [course.id for course in MAPPING.courses if course.id != "SW1"]
    address = written(tmp_path / "later", MAPPING.of_courses(rest))

    page = begun(context, address)
    page.locator("#load-later").set_input_files(file)
    until(page, "!document.getElementById('trouble').hidden")
    words = page.locator("#trouble").inner_text()
    assert "hoort bij een andere versie van deze lijst" in words
    assert "2 besluiten zijn overgenomen" in words
    assert "1 besluit past hier niet" in words
    page.close(run_before_unload=False)

    page = opened(context, address)
    assert page.locator("#older").is_visible()
    page.get_by_role("button", name="Neem over wat past").click()
    until(page, "!document.getElementById('review').hidden")
    assert "2 van" in page.locator(".review-progress button").first.inner_text()


def test_every_decision_goes_to_a_chosen_file_until_that_fails(
    context: BrowserContext, address: str
) -> None:
    # The window in which a person chooses a file cannot be driven; what stands behind it is ours.
    context.add_init_script(
        """
        const createWritable = async () => {
          if (window.isFull) throw new Error("vol");
          let text = "";
          const write = async (part) => { text += part; };
          return { write, close: async () => { window.file = text; } };
        };
        window.showSaveFilePicker = async () => ({ name: "mijn.json", createWritable });
        """
    )
    page = begun(context, address)
    page.locator("summary").click()
    page.get_by_role("button", name="Bewaar vanzelf").click()
    until(page, "window.file !== undefined")
    page.keyboard.press("a")
    until(page, "JSON.parse(window.file).decisions.length === 1")
    until(page, "document.getElementById('kept').textContent.includes('in mijn.json')")

    page.evaluate("window.isFull = true")
    page.keyboard.press("n")
    until(page, "!document.getElementById('trouble').hidden")
    assert "Bewaar uw besluiten met de knop" in page.locator("#trouble").inner_text()


def test_a_remark_is_kept_while_it_is_typed_and_undone_at_once(
    context: BrowserContext, address: str
) -> None:
    page = begun(context, address, keeps=True)
    page.keyboard.press("o")
    page.keyboard.type("Een gedachte")
    page.wait_for_timeout(700)
    page.keyboard.type(" die nog niet af is")
    page.wait_for_timeout(700)
    page.reload()
    until(page, "document.documentElement.dataset.ready === 'true'")
    assert page.locator("#review-note").input_value() == "Een gedachte die nog niet af is"

    page.keyboard.press("o")
    page.keyboard.type(", en toch")
    page.wait_for_timeout(700)
    page.keyboard.type(" wel")
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    assert page.locator("#review-note").input_value() == "Een gedachte die nog niet af is"


def test_a_blind_page_is_read_like_any_other(context: BrowserContext, tmp_path: Path) -> None:
    address = written(tmp_path, review_mapping(is_decided=True), blind_seed=1)
    page = begun(context, address)
    assert "Bert" not in page.inner_text("body")
    assert "denkt:" not in page.inner_text("#review")
    page.keyboard.press("a")

    file = saved(page, tmp_path / "besluiten.json")
    mapping, issues = open_mapping(file)
    assert issues == ()
    said = [d for link in mapping.links for d in link.decisions if d.reviewer == "An Peeters"]
    assert len(said) == len(decisions(file))


def test_a_contradiction_is_settled_with_a_final_decision(
    context: BrowserContext, tmp_path: Path
) -> None:
    page = begun(context, written(tmp_path, review_mapping(is_decided=True)))
    assert "tegenspraak" in page.locator(".standing").inner_text()
    assert "Cem Kaya: niet akkoord" in page.locator(".standing").inner_text()
    page.keyboard.press("a")
    page.keyboard.press("d")

    review = bring_together([saved(page, tmp_path / "besluiten.json")])
    assert review.summary.conflicts == ()
    assert review.summary.confirmed == 2


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violations(
    context: BrowserContext, tmp_path: Path, width: int, scheme: Any
) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - as above

    def check() -> None:
        results: Any = Axe().run(page)
        assert results.generate_snapshot() == ""

    page = opened(context, written(tmp_path, review_mapping(is_decided=True)))
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    check()
    page.get_by_label("Uw naam of initialen").fill("An")
    page.get_by_role("button", name="Begin").press("Enter")
    page.keyboard.press("a")
    check()
    for key in ("l", "+", "h"):
        page.keyboard.press(key)
        check()
        page.keyboard.press("Escape")


@pytest.fixture(scope="module")
def long_definitions(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give a page of items that are explained at length."""
    explained = {"definition": "Wat een OCMW hiermee doet, voor wie en met welke partners. " * 12}
    items = [item.model_copy(update=explained) for item in PRACTICE.items]
    editions = (SKILLS, PRACTICE.model_copy(update={"items": tuple(items)}))
    path = tmp_path_factory.mktemp("lang") / "nakijken.html"
    path.write_bytes(render_review_page(MAPPING, editions))
    return path.as_uri()


@pytest.mark.parametrize(
    ("width", "height"), [(1280, 800), (1366, 650), (390, 844), (640, 400), (320, 640)]
)
def test_nothing_scrolls_sideways_and_what_counts_stays_in_view(
    context: BrowserContext, long_definitions: str, width: int, height: int
) -> None:
    # 640 by 400 is a laptop at 200 %.
    page = begun(context, long_definitions)
    page.set_viewport_size({"width": width, "height": height})
    page.keyboard.press("ArrowRight")

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    verdicts = in_view(page, ".review-verdicts")
    mark = in_view(page, ".words mark.strong")
    is_beside = mark["x"] + mark["width"] <= verdicts["x"]
    assert is_beside or mark["y"] + mark["height"] <= verdicts["y"] or width == 320
    if width > 1000:
        in_view(page, ".steps")
    page.get_by_role("button", name="Lees de hele omschrijving").press("Enter")
    assert page.locator(".folded").count() == 0
    in_view(page, ".review-verdicts")


def in_view(page: Page, selector: str) -> FloatRect:
    box = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    assert box["y"] >= 0, selector
    assert box["y"] + box["height"] <= size["height"] + 1, selector
    return box


@pytest.mark.parametrize("width", [1280, 390])
def test_every_framework_keeps_its_place_wherever_one_is(
    context: BrowserContext, address: str, width: int
) -> None:
    page = begun(context, address)
    page.set_viewport_size({"width": width, "height": 800})
    tabs = page.locator(".review-progress button:has(progress)")

    places = []
    for place in range(2):
        tabs.nth(place).click()
        assert tabs.nth(place).get_attribute("aria-current") == "true"
        places.append([tabs.nth(each).bounding_box() for each in range(2)])
    assert places[0] == places[1]
    assert None not in places[0]


def test_focus_is_always_visible_and_everything_is_reached_with_tab(
    context: BrowserContext, address: str
) -> None:
    page = begun(context, address)
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
              const at = document.activeElement;
              const shown = at.closest(".file") ?? at;
              return [at.id || at.textContent, getComputedStyle(shown).outlineStyle];
            }"""
        )
        seen.add(found[0])
        assert found[1] != "none" or found[0].startswith("\n"), found
    assert {"akkoorda", "terloopst", "niet akkoordn", "review-note", "save"} <= seen


def test_the_page_prints_what_is_read_and_decided(context: BrowserContext, address: str) -> None:
    page = begun(context, address)
    page.keyboard.press("a")
    page.keyboard.press("ArrowLeft")
    page.emulate_media(media="print")

    assert page.locator("#save").is_hidden()
    assert page.locator(".review-text").is_visible()
    visible = page.locator(".review-verdicts button:visible")
    assert visible.all_inner_texts()[0].startswith("akkoord")
    assert visible.count() == 1

"""The gap report as a page, in a real browser."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_samples import full_report

from swcompetence.report.page import render_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.chromium


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "hiaten.html"
    path.write_text(render_page(full_report()), encoding="utf-8", newline="\n")
    return path.as_uri()


@pytest.fixture
def trouble() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, address: str, trouble: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.on("console", lambda message: trouble.append(message.text))
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    opened.on("request", lambda request: trouble.append(request.url))
    opened.goto(address)
    yield opened
    context.close()


def table(page: Page, caption: str) -> Locator:
    return page.locator(".live").filter(has=page.locator(f'caption:text-is("{caption}")'))


def first_column(of: Locator) -> list[str]:
    return [text.strip() for text in of.locator("tbody tr:visible th").all_inner_texts()]


def test_the_page_opens_without_errors_and_asks_for_nothing(
    page: Page, address: str, trouble: list[str]
) -> None:
    assert page.title() == "Hiatenrapport Sociaal werk"
    assert trouble == [address]


def test_a_column_sorts_both_ways_and_says_so(page: Page) -> None:
    themes = table(page, "Thema's uit de OCMW-praktijk")
    head = themes.get_by_role("columnheader", name="Thema")

    head.get_by_role("button").click()
    up = first_column(themes)
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").click()

    assert up == sorted(up)
    assert first_column(themes) == up[::-1]
    assert head.get_attribute("aria-sort") == "descending"


def test_numbers_sort_by_value(page: Page) -> None:
    themes = table(page, "Thema's uit de OCMW-praktijk")
    button = themes.get_by_role("columnheader", name="verwacht").get_by_role("button")

    button.click()
    down = first_column(themes)
    button.click()

    assert down[0] == "Inkomen"
    assert first_column(themes)[-1] == "Inkomen"


def test_a_filter_shows_the_rows_asked_for_and_counts_them(page: Page) -> None:
    matrix = table(page, "Kaderitems tegenover opleidingsonderdelen")
    status = matrix.get_by_role("status")
    everything = first_column(matrix)

    matrix.get_by_label("Cluster").select_option("Basis")
    assert first_column(matrix) == ["Inkomen", "Wonen"]
    matrix.get_by_label("Zoek").fill("WÖNEN")
    assert first_column(matrix) == ["Wonen"]
    assert status.inner_text() == f"1 van {len(everything)} rijen getoond"
    matrix.get_by_role("button", name="Toon alles").click()

    assert first_column(matrix) == everything
    assert status.inner_text() == f"{len(everything)} rijen"


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_first_screen_is_the_sentence_and_the_picture(
    page: Page, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})

    for part in (page.locator(".lead"), page.locator("figure.chart").first):
        box = part.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height


def test_the_page_works_with_the_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "inhoud"

    button = page.locator("#ocmw thead button").first
    button.focus()
    page.keyboard.press("Space")
    card = page.locator(".card summary").first
    card.focus()
    page.keyboard.press("Enter")

    assert page.locator("#ocmw [aria-sort]").count() == 1
    assert page.locator(".card").first.get_attribute("open") is not None
    assert button.evaluate("one => { one.focus(); return getComputedStyle(one).outlineStyle; }")


def test_a_link_to_an_item_opens_its_card_even_where_it_was_filtered_away(page: Page) -> None:
    cards = page.locator(".cards").filter(has_text="Inkomen")
    cards.get_by_label("Zoek").first.fill("werk")
    link = table(page, "Thema's uit de OCMW-praktijk").get_by_role("link", name="Inkomen")
    card = page.locator(str(link.get_attribute("href")))
    assert card.is_hidden()

    link.click()

    assert card.is_visible()
    assert card.get_attribute("open") is not None


def test_all_cards_open_and_close_at_once(page: Page) -> None:
    cards = page.locator(".cards").first

    cards.get_by_role("button", name="Alles open").click()
    assert cards.locator(".card:not([open])").count() == 0
    cards.get_by_role("button", name="Alles dicht").click()

    assert cards.locator(".card[open]").count() == 0


def test_the_page_reads_without_scripts_and_shows_no_dead_controls(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)

    assert page.locator("button, input, select").count() == 0
    assert page.locator("#ocmw tbody tr").count() >= 11
    assert page.locator("#kaderitems .card").first.is_visible()
    context.close()


def test_a_phone_stacks_the_rows_of_page_one_under_their_column_names(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    first = page.locator("#samenvatting .scroll")
    labels = (
        first.locator("tbody tr")
        .first.locator("td")
        .evaluate_all("cells => cells.map((cell) => cell.dataset.label)")
    )

    assert first.evaluate("box => box.scrollWidth <= box.clientWidth")
    assert labels == ["Bevinding", "Dichtst bij", "Vraag"]


def test_no_column_of_the_themes_is_cut_off_on_a_laptop(page: Page) -> None:
    themes = table(page, "Thema's uit de OCMW-praktijk")
    # As wide as a long list makes it: 'vermoedelijk onderwerp' beside 'minder dan 0,1'.
    themes.locator("tbody td.k-number").evaluate_all(
        "cells => cells.forEach((cell) => { cell.textContent = 'minder dan 0,1'; })"
    )

    assert themes.locator(".scroll").evaluate("box => box.scrollWidth <= box.clientWidth")


def test_a_phone_scrolls_tables_and_never_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_table_that_goes_on_to_the_right_has_a_shadow_there_until_its_end(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    box = table(page, "Thema's uit de OCMW-praktijk").locator(".scroll")
    box.scroll_into_view_if_needed()
    box.evaluate("box => { box.querySelector('table').style.visibility = 'hidden' }")

    def edge() -> bytes:
        at = box.bounding_box()
        assert at is not None
        x, y = at["x"] + at["width"] - 6, at["y"] + 10
        return page.screenshot(clip={"x": x, "y": y, "width": 4, "height": 20})

    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    before = edge()
    box.evaluate("box => { box.scrollLeft = box.scrollWidth }")
    assert edge() != before


def test_the_page_prints_to_a_document_with_everything_unfolded(page: Page, tmp_path: Path) -> None:
    target = tmp_path / "hiaten.pdf"

    page.pdf(path=target, prefer_css_page_size=True)

    content = target.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") > 5
    if shutil.which("pdftotext"):
        words = subprocess.run(
            ["pdftotext", "-layout", target, "-"], capture_output=True, check=True
        ).stdout.decode()
        assert "Bewijs per kaderitem" in words
        assert "Toon alles" not in words
        assert "Zoek" not in words


def test_only_the_summary_prints_where_that_is_asked(page: Page) -> None:
    page.evaluate("window.print = () => {}")
    page.emulate_media(media="print")

    page.locator("button:has-text('Druk de samenvatting af')").dispatch_event("click")
    assert page.locator("#samenvatting").is_visible()
    assert page.locator("#ocmw").is_hidden()
    page.locator("button:has-text('Druk alles af')").dispatch_event("click")

    assert page.locator("#ocmw").is_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_no_violations(page: Page, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - as above

    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")

    results: Any = Axe().run(page)

    assert results.generate_snapshot() == ""

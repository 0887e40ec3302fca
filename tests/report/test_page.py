"""The gap report as a page, read as a text."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from page_samples import EVIL, PRACTICE, full_report, mapping_of, report_of
from practice_samples import COURSES, link
from samples import framework, item

from swcompetence.model import Verdict
from swcompetence.report.document.document import publication_of
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.page import render_page, render_picture

VOID = {"meta", "wbr", "link", "img", "input", "br"}


class Page(HTMLParser):
    """Reads a page: ids, attributes and texts; sees to it that every tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID and not (self.get_starttag_text() or "").endswith("/>"):
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in {"script", "style"}:
            self.text += f"{data} "

    def values(self, name: str) -> list[str]:
        return [str(attrs[name]) for _, attrs in self.tags if name in attrs]

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


@pytest.fixture(scope="module")
def told() -> GapReport:
    return full_report()


@pytest.fixture(scope="module")
def page(told: GapReport) -> Page:
    return Page(render_page(told))


def test_the_same_report_gives_the_same_page(told: GapReport) -> None:
    again = GapReport.model_validate_json(told.model_dump_json())

    assert render_page(told) == render_page(again)


def test_a_page_has_every_chapter_in_its_contents(told: GapReport, page: Page) -> None:
    sections = re.findall(r'<section id="([a-z-]+)"', page.html)
    contents = re.findall(r'<li><a href="#([a-z-]+)">', page.html)

    assert sections == contents == [chapter.anchor for chapter in publication_of(told).chapters]


def test_every_inner_link_leads_somewhere_and_ids_are_unique(page: Page) -> None:
    ids = page.values("id")

    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(ids)


def test_headings_skip_no_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(new <= old + 1 for old, new in pairwise(levels))


def test_a_page_fetches_nothing(page: Page) -> None:
    outside = {tag for tag, attrs in page.tags if "://" in str(attrs.get("href", ""))}

    assert outside == {"a"}
    assert not page.values("src")
    assert not page.values("style")
    assert not {tag for tag, _ in page.tags} & {"link", "img", "iframe", "base", "form", "object"}
    assert not re.search(r"url\((?!#)|@import", page.html)


def test_the_policy_knows_exactly_the_own_style_and_script(page: Page) -> None:
    policy = next(str(a["content"]) for _, a in page.tags if "http-equiv" in a)
    for tag in ("style", "script"):
        found = re.findall(rf"<{tag}>(.*?)</{tag}>", page.html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
        assert len(found) == 1
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none';")


def test_sources_are_plain_links_with_their_address(page: Page) -> None:
    assert "https://example.org/a?b=1&c=2" in page.values("href")


def test_every_table_has_a_caption_and_heads_with_a_scope(page: Page) -> None:
    tags = [tag for tag, _ in page.tags]

    assert tags.count("table") == tags.count("caption") > 10
    assert all(attrs.get("scope") in {"col", "row"} for tag, attrs in page.tags if tag == "th")


def test_every_picture_says_in_words_what_it_shows(page: Page) -> None:
    pictures = [attrs for tag, attrs in page.tags if tag == "svg"]

    assert all(("aria-label" in picture) != ("aria-hidden" in picture) for picture in pictures)
    assert any("1 onderwerp, bevestigd" in label for label in page.values("aria-label"))


def test_the_banner_and_the_limits_stand_on_the_page(page: Page) -> None:
    assert "50 % nagekeken (2 van 4 voorstellen)" in page.words.replace("\xa0", " ")
    assert page.words.index("50") < page.words.index("Samenvatting")
    assert "stageplaatsen, literatuur en lespraktijk" in page.words


def test_every_text_of_a_list_is_escaped() -> None:
    evil = tuple(
        course.model_copy(
            update={"title": EVIL, "phase": EVIL, "fields": dict.fromkeys(course.fields, EVIL)}
        )
        for course in COURSES
    )
    edition = framework(
        {"id": "basis", "level": "groep", "label": EVIL, "provenance": "unverified"},
        item("inkomen", label=EVIL, parent="basis"),
        id="ocmw-praktijk",
        title=EVIL,
        about=EVIL,
        levels=["groep", "thema"],
        sources=[{"id": "bron", "title": EVIL}],
    )
    bare = link("SW1", "ocmw-praktijk:inkomen", verdict=Verdict.ACCEPT)
    mapping = mapping_of(bare, courses=evil, frameworks=(edition,), programme=EVIL)

    page = Page(render_page(report_of(mapping, (edition,))))

    assert [tag for tag, _ in page.tags if tag in {"script", "style", "img"}] == ["style", "script"]
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
    assert "{{ 7 * 7 }}" in page.words
    assert "\x07" not in page.html


def test_the_picture_is_a_file_of_its_own_that_fetches_nothing(told: GapReport) -> None:
    picture = render_picture(told)
    tree = ET.fromstring(picture)  # noqa: S314 - made here

    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert "onderwerp, bevestigd" in picture
    assert not re.search(r"href|url\(|@import", picture)
    assert render_picture(told) == picture
    assert "maakt geen deel uit" in render_picture(told.model_copy(update={"frameworks": ()}))


def test_markers_of_a_page_hold_the_reference_of_the_edition() -> None:
    assert f"{PRACTICE.ref}, revisie 1" in Page(render_page(full_report())).words

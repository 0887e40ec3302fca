"""The gap report as a page, read as a text."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from page_samples import EVIL, NOTES, PRACTICE, full_report, mapping_of, report_of
from practice_samples import COURSES, LINKS, link
from samples import framework, item

from swcompetence.model import CourseField, Curriculum, Verdict
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.view import ReportSettings
from swcompetence.report.page.page import render_page
from swcompetence.report.page.starting_points import marked

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
    again = GapReport.model_validate_json(told.model_dump_json(by_alias=True))

    assert render_page(told) == render_page(again)


def test_a_page_has_every_section_in_its_contents(page: Page) -> None:
    sections = re.findall(r'<section id="([a-z-]+)"', page.html)
    contents = re.findall(r'<li><a href="#([a-z-]+)">', page.html)

    assert (
        sections
        == contents
        == [
            "samenvatting",
            "ocmw",
            "spreiding",
            "aanknopingspunten",
            "matrix",
            "hiaten",
            "kaderitems",
            "leerlijn",
            "vergelijking",
            "wel-onderwezen",
            "ingelezen",
            "verantwoording",
        ]
    )


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
    assert (
        "OCMW-praktijk: 1 bevestigd, 1 enkel voorgesteld, 1 terloops vermeld, 8 niet"
        in " ".join(page.values("aria-label"))
    )


def test_the_share_stands_beside_its_base_its_rule_and_the_lack_of_a_norm(
    told: GapReport, page: Page
) -> None:
    assert told.practice is not None
    start = page.words.index("Aandeel OCMW-praktijk in de opleiding")
    share = page.words[start : start + 2500]

    assert re.search(r"Laag \d.* Verwacht \d.* Hoog \d", share)
    assert "Er bestaat geen officiële norm" in share
    assert " ".join(told.practice.share.rule.split()) in share


def test_an_index_stands_beside_credits_the_reference_and_its_rule(page: Page) -> None:
    section = page.words[page.words.index("Elk thema staat naast") :]

    assert "‘Bevraging van één OCMW’ (bevraging). Een inschatting." in section
    assert "25 % (10 % tot 40 %)" in section.replace("\xa0", " ")
    assert "Bronnen van de referentie: OCMW Denderkant." in section
    assert "niet gemeten" in section


def test_a_page_never_says_that_something_is_not_taught(page: Page) -> None:
    assert "niet aangetroffen in de fiches" in page.words
    assert not re.search(r"(wordt|worden) niet onderwezen", page.words)


def test_the_banner_and_the_limits_stand_in_the_summary(page: Page) -> None:
    assert "50 % nagekeken (2 van 4 voorstellen)" in page.words.replace("\xa0", " ")
    assert "stageplaatsen, literatuur en lespraktijk" in page.words


def test_evidence_says_who_confirmed_when_and_on_what_level(page: Page) -> None:
    evidence = page.words[page.words.index("Een bewijsfiche voor elk kaderitem") :]

    assert "akkoord: An Claes, 3 november 2026 (slotbesluit) (Zie week 2.)" in evidence
    assert "verdieping geëvalueerd" in evidence
    assert "akkoord: L. Peeters, zonder datum" in evidence
    assert "nog door niemand" in evidence


def test_what_the_board_says_is_shown_and_never_counted(told: GapReport, page: Page) -> None:
    without = report_of(mapping_of(*LINKS))
    noted = report_of(mapping_of(*LINKS), settings=ReportSettings(board=NOTES))

    assert "Gastles in week 6. De voorzitter 2 november 2026" in page.words
    assert "opgenomen, M. Jans (Volgende vergadering.)" in page.words
    assert "Deze controle vindt dit niet langer." in page.words
    assert noted.frameworks == without.frameworks
    assert "De opleidingscommissie noteerde nog niets." in Page(render_page(without)).words
    assert told.board == NOTES


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


def test_a_programme_without_ocmw_practice_says_so() -> None:
    edition = framework(item("handelen", label="Handelen"))
    mapping = mapping_of(frameworks=(edition,))

    page = Page(render_page(report_of(mapping, (edition,))))

    assert page.words.count("Het kader OCMW-praktijk maakt geen deel uit van dit rapport.") == 3


def test_an_edition_without_clusters_and_a_list_without_credits_are_told() -> None:
    edition = framework(item("inkomen", label="Inkomen"), id="ocmw-praktijk", title="OCMW-praktijk")
    courses = tuple(
        course.model_copy(update={"credits": None, "phase": None}) for course in COURSES
    )
    mapping = mapping_of(LINKS[0], courses=courses, frameworks=(edition,))

    page = Page(render_page(report_of(mapping, (edition,))))

    assert "Het kader heeft geen clusters." in page.words
    assert "onbekend" in page.words
    assert "fase niet vermeld" in page.words
    assert "Geen: elk kaderitem is bevestigd in minstens één fiche." in page.words


def test_work_fields_without_local_government_are_only_listed() -> None:
    edition = framework(item("jeugdhulp", label="Jeugdhulp"), id="werkvelden", purpose="compare")
    mapping = mapping_of(link("SW1", "werkvelden:jeugdhulp"), frameworks=(edition,))

    page = Page(render_page(report_of(mapping, (edition,))))

    assert "Plaats tussen de werkvelden" in page.words
    assert "op plaats" not in page.words[page.words.index("Plaats tussen") :]


def test_an_empty_list_gives_a_page() -> None:
    mapping = mapping_of(courses=())
    empty = mapping.model_copy(update={"curricula": (Curriculum(id="leeg"),), "issues": ()})

    page = Page(render_page(report_of(empty)))

    assert "Er zijn geen voorstellen om na te kijken." in page.words
    assert "Geen meldingen: alles is gelezen zoals verwacht." in page.words


def test_a_list_with_many_shared_and_long_texts_stays_readable() -> None:
    text = "Deze zin staat woord voor woord in elke fiche van de lijst."
    courses = tuple(
        COURSES[0].model_copy(
            update={
                "id": f"V{n}",
                "code": f"V{n}",
                "title": f"Vak {n}",
                "fields": {CourseField.CONTENT: text},
            }
        )
        for n in range(6)
    )

    links = [link(course.id, "ocmw-praktijk:inkomen") for course in courses]

    page = Page(render_page(report_of(mapping_of(*links, courses=courses))))

    assert "en nog 2, zie Matrix" in page.words
    assert "Gedeelde tekst (1)" in page.words
    assert f"{text} 6 V0, V1, V2, V3, V4, V5" in page.words


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("leefloon " + "woord " * 100, "leefloon woord", "woord …"),
        ("woord " * 100 + "leefloon", "… woord", "woord leefloon"),
        ("woord " * 100 + "leefloon" + " woord" * 100, "… woord", "woord …"),
    ],
)
def test_a_long_sentence_is_cut_around_its_first_marked_word(
    text: str, start: str, end: str
) -> None:
    pieces = marked(text, ["leefloon"])
    whole = "".join(piece.text for piece in pieces)

    assert [piece.text for piece in pieces if piece.is_marked] == ["leefloon"]
    assert len(whole) < 300
    assert whole.startswith(start)
    assert whole.endswith(end)


def test_a_text_without_words_to_mark_is_shown_as_it_is() -> None:
    assert [piece.text for piece in marked("Een  zin.", [""])] == ["Een zin."]


def test_markers_of_a_page_hold_the_reference_of_the_edition() -> None:
    assert f"{PRACTICE.ref}, revisie 1" in Page(render_page(full_report())).words

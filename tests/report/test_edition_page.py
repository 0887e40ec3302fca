from __future__ import annotations

from html.parser import HTMLParser
from importlib.resources import files

import pytest
from samples import framework, item

from swcompetence.model import Framework
from swcompetence.registry import list_frameworks
from swcompetence.report.edition.view import edition_html
from swcompetence.report.edition.words import (
    changelog_in_words,
    edition_outline,
    item_in_words,
    sources_in_words,
    sources_overview,
)

EVIL = '<script>alert("x")</script> | *vet* [link](javascript:alert(1)) `code` &lt; \x1b[31m'
VOID = {"meta", "wbr"}


class Page(HTMLParser):
    """Reads a page: its ids, links, texts per tag, and whether every tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._open: list[str] = []
        self._headings: list[int] = []
        self.text = ""
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag in self.tags if len(tag) == 2 and tag[1].isdigit()]


@pytest.fixture(scope="module")
def edition() -> Framework:
    return framework(
        item("groep", level="groep", label="Inkomen", sources=["bron"], provenance="derived"),
        item(
            "steun", "leefloon", {"phrase": "vangnet", "strength": "weak"},
            {"phrase": "LAC", "kind": "abbreviation", "not_near": ["meer"], "note": "afkorting"},
            {"phrase": "steun", "where": "title"},
            parent="groep", label="Financiële steun", definition="Geld om van te leven.",
            alt_labels=["Bijstand"], provenance="verified", note="Onze opmerking.",
            sources=[{"source": "boek", "locator": "p. 3"}, "bron"], not_in=["morele steun"],
            legal_basis=[
                {"fact": "Wet van toen", "provenance": "verified", "source": "bron"},
                {"fact": "Wet van later", "provenance": "unverified", "note": "niet gelezen"},
            ],
        ),
        item("steun.deel", level="deel", parent="steun", label="Een onderdeel",
             definition="Kleiner.", sources=["boek"], provenance="derived"),
        item("steun.deel.fijn", "fijn", level="snipper", parent="steun.deel", label="Een snipper"),
        item("fax", parent="groep", label="Faxen",
             deprecated={"since": "2", "why": "Niemand faxt.", "replaced_by": ["steun"]}),
        levels=["groep", "thema", "deel", "snipper"],
        sources=[
            {"id": "bron", "title": "Een bron", "url": "https://example.org/?a=1&b=2"},
            {"id": "boek", "title": "Een boek", "accessed": "2026-10-01", "note": "Uitverkocht."},
            {"id": "leeg", "title": "Ongebruikt", "url": "javascript:alert(1)"},
        ],
        status="draft", completeness="partial", missing="Het slot.",
    )  # fmt: skip


@pytest.fixture(scope="module")
def page(edition: Framework) -> Page:
    return Page(edition_html(edition))


@pytest.mark.parametrize("published", list_frameworks(), ids=str)
def test_every_shipped_edition_gives_a_page_without_broken_links(published: Framework) -> None:
    page = Page(edition_html(published))
    inside = [link[1:] for link in page.links if link.startswith("#")]

    assert set(inside) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert {f"item-{i.id}" for i in published.items} <= set(page.ids)
    assert {f"bron-{n}" for n in range(1, len(published.sources) + 1)} <= set(page.ids)


def test_the_page_needs_no_network_and_no_script(page: Page) -> None:
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name in {"src", "style"}]
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert "url(" not in page.text
    assert "@import" not in page.text


def test_the_page_can_be_walked_by_keyboard_and_screen_reader(page: Page) -> None:
    assert ("lang", "nl") in page.attributes
    assert page.links[0] == "#inhoud"
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(page.levels, page.levels[1:], strict=False))
    assert "@media print" in page.text


def test_the_page_says_what_a_board_wants_to_check(page: Page) -> None:
    text = " ".join(page.text.split())
    for words in (
        "Deze editie is niet de geldige: ontwerp.",
        "Deze editie is onvolledig.",
        "Wat ontbreekt: Het slot.",
        "Verzonnen voor de tests.",
        "1 groep, 2 thema's, 1 deel, 1 snipper",
        "Het niveau ‘groep’ groepeert alleen.",
        "Wat bij het niveau ‘deel’ en ‘snipper’ gevonden wordt, telt voor het item erboven.",
        "gelezen in de bron bronnen 1, 2 (p. 3)",
        "Ook genoemd: Bijstand",
        "Onze opmerking.",
        "Wet van toen gelezen in de bron bron 1",
        "Wet van later niet nagekeken niet gelezen",
        "Vervallen sinds 2: Niemand faxt. Vervangen door Financiële steun.",
        "Woordenschat: 4 aanwijzingen, waarvan 1 zonder voorwaarde",
        "telt alleen mee naast een andere aanwijzing",
        "afkorting; let op hoofdletters; niet in de buurt van: meer; afkorting",
        "enkel in de titel",
        "Telt niet in: morele steun",
        "Een onderdeel – Kleiner.",
        "Een snipper",
        "Gebruikt bij: Inkomen, Financiële steun",
        "Nergens gebruikt.",
        "gelezen op 1 oktober 2026",
        "Revisie 1, 1 januari 2026 Eerste uitgave.",
        "CC0-1.0. Naamsvermelding: Niemand.",
    ):
        assert words in text, words


def evil_edition() -> Framework:
    return framework(
        item("a", "huur", label=EVIL, definition=EVIL, note=EVIL,
             alt_labels=[EVIL], sources=[{"source": "bron", "locator": EVIL}],
             legal_basis=[{"fact": EVIL, "provenance": "unverified", "note": EVIL}],
             deprecated={"since": EVIL, "why": EVIL, "replaced_by": ["b"]}),
        item("b", {"phrase": "huur", "note": EVIL}, label="# 1. kop", definition="1. een"),
        item("c", level=EVIL, parent="b", label=EVIL, definition=EVIL),
        title=EVIL, levels=["thema", EVIL], about=EVIL, publisher=EVIL,
        licence={"id": EVIL, "attribution": EVIL},
        sources=[{"id": "bron", "title": EVIL, "note": EVIL, "locator": EVIL,
                  "url": 'https://example.org/"><script>alert(1)</script>'}],
        changelog=[{"revision": 1, "date": "2026-01-01", "note": EVIL}],
        completeness="partial", missing=EVIL,
    )  # fmt: skip


def test_texts_do_no_harm_in_html() -> None:
    html = edition_html(evil_edition())
    page = Page(html)

    assert "script" not in page.tags
    assert "<script" not in html
    assert "\x1b" not in html
    assert "<script>" in page.text
    assert all(link.startswith(("#", "https://")) for link in page.links)


def test_an_address_that_is_no_web_address_is_text(page: Page) -> None:
    assert "javascript:alert(1)" in page.text


def test_the_same_edition_gives_the_same_bytes(edition: Framework) -> None:
    assert edition_html(edition) == edition_html(edition)


def test_the_templates_travel_inside_the_package() -> None:
    folder = files("swcompetence.report") / "templates"

    assert {"edition.html.j2", "edition_items.html.j2", "edition.css"} <= {
        entry.name for entry in folder.iterdir()
    }


def test_an_edition_in_which_everything_was_read_says_so() -> None:
    read = framework(item("a", provenance="verified", sources=["bron"]),
                     sources=[{"id": "bron", "title": "Bron"}])  # fmt: skip

    assert "Niets: elk item en elk wettelijk feit steunt op een bron." in edition_html(read)
    assert "Niet nagekeken: niets." in sources_in_words(read)


def test_the_overview_turns_references_around(edition: Framework) -> None:
    overview = sources_overview(edition)
    leanings = {
        used.source.id: [(leaning.item.id, leaning.is_legal) for leaning in used.leanings]
        for used in overview.sources
    }

    assert leanings == {
        "bron": [("groep", False), ("steun", False), ("steun", True)],
        "boek": [("steun", False), ("steun.deel", False)],
        "leeg": [],
    }
    assert [i.id for i in overview.unverified_items] == ["steun.deel.fijn", "fax"]
    assert [fact.fact for _, fact in overview.unverified_facts] == ["Wet van later"]


def test_the_overview_in_words(edition: Framework) -> None:
    text = sources_in_words(edition)
    for line in (
        "  1. Een bron [bron]",
        "     - steun  Financiële steun: wettelijk feit, gelezen in de bron",
        "     - steun  Financiële steun (p. 3): gelezen in de bron",
        "Bronnen waarop geen enkel item steunt (1)",
        "Niet nagekeken: 2 items en 1 wettelijk feit",
        "     - steun  Financiële steun: Wet van later (niet gelezen)",
    ):
        assert line in text.splitlines(), line


def test_the_outline_shows_the_tree_and_marks_what_is_no_longer_used(edition: Framework) -> None:
    text = edition_outline(edition)

    assert "  steun  Financiële steun\n    steun.deel  Een onderdeel" in text
    assert "  fax  Faxen [vervallen]" in text
    assert "Wat ontbreekt: Het slot." in text


def test_an_item_in_words_names_grounds_and_successors(edition: Framework) -> None:
    text = item_in_words(edition, edition.item("steun"), with_indicators=True)

    assert "  bron: Een boek (p. 3)" in text
    assert "  wet: Wet van later [niet nagekeken; niet gelezen]" in text
    assert "  wet: Wet van toen [gelezen in de bron; bron bron]" in text
    assert "  indicator: leefloon\n" in text
    assert "  telt niet in: morele steun" in text
    assert "vervangen door: steun  Financiële steun" in item_in_words(edition, edition.item("fax"))


def test_an_item_is_read_without_the_words_that_the_matcher_looks_for(edition: Framework) -> None:
    text = item_in_words(edition, edition.item("steun"))

    assert text.endswith("  4 indicatoren: zie --indicators")
    assert "leefloon" not in text


def test_the_changelog_starts_with_the_newest_line() -> None:
    edition = framework(
        revision=2,
        changelog=[
            {"revision": 1, "date": "2026-01-01", "note": "Eerste."},
            {"revision": 2, "date": "2026-02-01", "note": "Tweede."},
        ],
    )

    assert changelog_in_words(edition).splitlines() == [
        "Proefkader (proef@1, revisie 2)",
        "  revisie 2, 1 februari 2026: Tweede.",
        "  revisie 1, 1 januari 2026: Eerste.",
    ]


def test_an_item_on_top_below_the_mapping_level_has_a_heading_and_a_source_stands_twice() -> None:
    twice = ["boek", {"source": "boek", "locator": "p. 3"}]
    edition = framework(
        item("thema"),
        item("los", level="deel", label="Los onderdeel", sources=twice, provenance="derived"),
        sources=[{"id": "boek", "title": "Een boek"}],
    )
    html = edition_html(edition)

    assert "<h3>Los onderdeel</h3>" in html
    assert 'title="Een boek">1</a> (p. 3)' in html

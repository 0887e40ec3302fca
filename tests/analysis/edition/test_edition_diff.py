from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import framework, item

from swcompetence.analysis.edition.diff import (
    EDITION_SECTIONS,
    ITEM_SECTIONS,
    DiffSection,
    EditionDiff,
    diff_editions,
)
from swcompetence.model import Framework, Item
from swcompetence.report.edition.words import diff_in_words

LEVELS = ["groep", "thema", "deel"]
SOURCES = [
    {"id": "bron", "title": "Een bron", "url": "https://example.org/een"},
    {"id": "boek", "title": "Een boek"},
]


def old_edition() -> Framework:
    return framework(
        item("g1", level="groep", label="Inkomen"),
        item(
            "steun", "leefloon", "bijstand", parent="g1", label="Steun",
            definition="Geld om van te leven.", provenance="derived", sources=["bron"],
        ),
        item("schuld", "schulden", parent="g1", label="Schulden", not_in=["schuld en boete"]),
        item("fax", parent="g1", label="Faxen", deprecated={
            "since": "1", "why": "Niemand faxt nog.", "replaced_by": ["schuld"],
        }),
        item("g2", level="groep", label="Wonen"),
        item("huur", "huurprijs", parent="g2", label="Huren"),
        levels=LEVELS, sources=SOURCES,
    )  # fmt: skip


def new_edition() -> Framework:
    return framework(
        item("g1", level="groep", label="Inkomen"),
        item(
            "steun", "leefloon", {"phrase": "bijstand", "strength": "weak"}, "leefloner*",
            parent="g1", label="Financiële steun", definition="Geld om menswaardig van te leven.",
            provenance="verified", sources=[{"source": "boek", "locator": "p. 3"}],
            legal_basis=[{"fact": "Wet van toen", "provenance": "unverified"}],
        ),
        item("g2", level="groep", label="Wonen"),
        item("schuld", parent="g2", label="Schulden", deprecated={
            "since": "2", "why": "Zit in budget.", "replaced_by": ["budget"],
        }),
        item("huur", "huurprijs", parent="g2", label="Huren"),
        item("budget", parent="g1", label="Budget en schulden"),
        levels=LEVELS, version="2", valid_from="2027-01-01",
        sources=[{"id": "bron", "title": "Een bron, herzien"}, {"id": "boek", "title": "Een boek"}],
        changelog=[
            {"revision": 1, "date": "2026-01-01", "note": "Eerste uitgave."},
            {"revision": 1, "date": "2027-01-01", "note": "Schulden gaan op in budget."},
        ],
    )  # fmt: skip


@pytest.fixture
def diff() -> EditionDiff:
    return diff_editions(old_edition(), new_edition())


def test_an_edition_does_not_differ_from_itself() -> None:
    diff = diff_editions(old_edition(), old_edition())

    assert diff.is_empty
    assert not diff.changes_identity
    assert "Geen verschil" in diff_in_words(diff)
    assert len(diff_in_words(diff).splitlines()) == 2


def told(
    diff: EditionDiff, *sections: DiffSection
) -> list[tuple[str, str, str | None, str | None]]:
    """Give what differs in some sections: item, part, old and new."""
    rows = [row for row in diff.differences if row.section in sections]
    return [(row.id, row.part, row.old, row.new) for row in rows]


def test_an_item_that_only_the_new_edition_has_is_added_with_its_place(diff: EditionDiff) -> None:
    assert told(diff, DiffSection.ADDED) == [
        ("budget", "level", None, "thema"),
        ("budget", "parent", None, "g1"),
    ]


def test_a_removed_item_names_its_successor_and_why(diff: EditionDiff) -> None:
    assert told(diff, DiffSection.REMOVED) == [
        ("fax", "level", "thema", None),
        ("fax", "parent", "g1", None),
        ("fax", "deprecated.since", "1", None),
        ("fax", "deprecated.why", "Niemand faxt nog.", None),
        ("fax", "deprecated.replaced_by", "schuld", None),
    ]


def test_another_parent_is_a_move_and_not_another_order(diff: EditionDiff) -> None:
    moves = told(diff, DiffSection.MOVED, DiffSection.ORDER)

    assert moves == [("schuld", "parent", "g1", "g2")]


def test_rewording_gives_both_texts_under_the_newest_label(diff: EditionDiff) -> None:
    assert told(diff, DiffSection.WORDING) == [
        ("steun", "label", "Steun", "Financiële steun"),
        ("steun", "definition", "Geld om van te leven.", "Geld om menswaardig van te leven."),
    ]
    assert {row.label for row in diff.differences if row.id == "steun"} == {"Financiële steun"}


def test_other_grounds_name_sources_provenance_and_law(diff: EditionDiff) -> None:
    assert told(diff, DiffSection.GROUNDS) == [
        ("steun", "provenance", "derived", "verified"),
        ("steun", "sources", "bron", None),
        ("steun", "sources", None, "boek, p. 3"),
        ("steun", "legal_basis", None, "Wet van toen, unverified"),
    ]


def test_deprecation_is_told_apart_from_removal(diff: EditionDiff) -> None:
    assert told(diff, DiffSection.DEPRECATED) == [
        ("schuld", "deprecated.since", None, "2"),
        ("schuld", "deprecated.why", None, "Zit in budget."),
        ("schuld", "deprecated.replaced_by", None, "budget"),
    ]


def test_vocabulary_names_what_came_went_and_changed(diff: EditionDiff) -> None:
    assert told(diff, DiffSection.VOCABULARY) == [
        ("steun", "indicators", "bijstand", "bijstand, weak"),
        ("steun", "indicators", None, "leefloner*"),
        ("schuld", "indicators", "schulden", None),
        ("schuld", "not_in", "schuld en boete", None),
    ]


def test_sources_facts_and_changelog_of_the_edition_are_compared(diff: EditionDiff) -> None:
    assert told(diff, DiffSection.CHANGELOG, DiffSection.SOURCES, DiffSection.FACTS) == [
        ("", "changelog", None, "2027-01-01: Schulden gaan op in budget."),
        ("", "sources", "bron, Een bron, https://example.org/een", "bron, Een bron, herzien"),
        ("", "valid_from", "2026-01-01", "2027-01-01"),
    ]


def test_the_words_say_every_kind_of_difference(diff: EditionDiff) -> None:
    lines = [line.strip() for line in diff_in_words(diff).splitlines()]

    assert lines[0] == "Van proef@1 (revisie 1) naar proef@2 (revisie 1)"
    assert lines[1].endswith("Na een uitgave hoort daar een nieuwe versie bij.")
    for line in (
        "+ nieuwe regel: 2027-01-01: Schulden gaan op in budget.",
        "Toegevoegd (1)",
        "budget  Budget en schulden",
        "+ niveau: thema",
        "+ onder: g1",
        "fax  Faxen",
        "- reden: Niemand faxt nog.",
        "- vervangen door: schuld",
        "+ vervangen door: budget",
        "onder: was ‘g1’, nu ‘g2’",
        "naam: was ‘Steun’, nu ‘Financiële steun’",
        "herkomst: was ‘afgeleid’, nu ‘gelezen in de bron’",
        "+ bron: boek, p. 3",
        "+ wet: Wet van toen, niet nagekeken",
        "indicator: was ‘bijstand’, nu ‘bijstand, telt alleen mee naast een andere aanwijzing’",
        "- telt niet in: schuld en boete",
        "bron: was ‘bron, Een bron, https://example.org/een’, nu ‘bron, Een bron, herzien’",
    ):
        assert line in lines, line


def test_every_field_is_compared() -> None:
    apart = {"schema_version", "id", "version", "revision", "changelog", "items"}

    assert set(ITEM_SECTIONS) == set(Item.model_fields) - {"id"}
    assert set(EDITION_SECTIONS) == set(Framework.model_fields) - apart


def test_the_diff_survives_json(diff: EditionDiff) -> None:
    assert EditionDiff.model_validate_json(diff.model_dump_json()) == diff
    assert json.loads(diff.model_dump_json())["old"]["ref"] == "proef@1"


def test_only_other_indicators_ask_for_a_revision_and_no_new_version() -> None:
    diff = diff_editions(framework(item("a", "huur")), framework(item("a", "huren", "huurder")))

    assert diff.is_correction
    assert not diff.changes_identity
    assert "Een nieuwe revisie volstaat" in diff_in_words(diff)


def test_other_marks_and_anchors_are_a_correction_and_said() -> None:
    task = {"sources": [{"source": "boek", "locator": "p. 3"}], "note": "Uit vacatures."}
    old = framework(item("a"), item("b"), sources=SOURCES)
    new = framework(
        item("a", own=True, kerntaak=task, related=["b"]),
        item("b", related=["a"]),
        sources=SOURCES,
        anchors={"ocmw": ["sociaal huis"]},
    )
    diff = diff_editions(old, new)

    assert diff.is_correction
    assert told(diff, DiffSection.MARKS) == [
        ("a", "own", "nee", "ja"),
        ("a", "kerntaak.sources", None, "boek, p. 3"),
        ("a", "kerntaak.note", None, "Uit vacatures."),
        ("a", "related", None, "b"),
        ("b", "related", None, "a"),
    ]
    assert told(diff, DiffSection.ANCHORS) == [("", "anchors.ocmw", None, "sociaal huis")]
    text = diff_in_words(diff)
    for line in (
        "Andere merken (2)",
        "+ kerntaak, opmerking: Uit vacatures.",
        "eigen aan het OCMW: was ‘nee’, nu ‘ja’",
        "+ plaatst een thema in het OCMW: sociaal huis",
    ):
        assert line in text, line


def test_another_order_alone_is_a_difference() -> None:
    diff = diff_editions(framework(item("a"), item("b")), framework(item("b"), item("a")))

    assert told(diff, DiffSection.ORDER) == [("", "items", "a; b", "b; a")]
    assert diff.changes_identity
    assert "Andere volgorde" in diff_in_words(diff)


def test_words_in_another_order_and_a_shuffled_ground_are_said() -> None:
    one = item("a", "x1", "y1", provenance="derived", sources=["bron", "boek"])
    two = item("a", "y1", "x1", provenance="derived", sources=["boek", "bron"])
    text = diff_in_words(diff_editions(framework(one, sources=SOURCES),
                                       framework(two, sources=SOURCES)))  # fmt: skip

    assert "indicator: dezelfde, in een andere volgorde" in text
    assert "bron: dezelfde, in een andere volgorde" in text


def test_levels_in_another_order_change_the_tree_and_shuffled_sources_nothing() -> None:
    levels = diff_editions(framework(), framework(levels=["deel", "thema"]))
    shuffled = diff_editions(framework(sources=SOURCES), framework(sources=SOURCES[::-1]))

    assert levels.changes_identity
    assert "niveau: dezelfde, in een andere volgorde" in diff_in_words(levels)
    assert shuffled.is_empty


def test_an_item_can_come_back_and_lose_its_text() -> None:
    gone = {"since": "1", "why": "Dubbel."}
    diff = diff_editions(
        framework(item("a", definition="Tekst.", note="Nota", alt_labels=["x"], deprecated=gone)),
        framework(item("a"), title="Nieuwe titel"),
    )
    text = diff_in_words(diff)

    for line in (
        "Vervallen of terug in gebruik (1)",
        "- vervallen sinds: 1",
        "- omschrijving: Tekst.",
        "- andere naam: x",
        "titel: was ‘Proefkader’, nu ‘Nieuwe titel’",
    ):
        assert line in text, line


def test_only_facts_about_the_edition_ask_for_no_version() -> None:
    diff = diff_editions(framework(), framework(last_checked_on="2026-12-01", revision=2))

    assert not diff.changes_identity
    assert "alleen gegevens over de editie" in diff_in_words(diff)


def test_sources_that_come_and_go_are_named() -> None:
    text = diff_in_words(
        diff_editions(framework(sources=SOURCES[:1]), framework(sources=SOURCES[1:]))
    )

    assert "+ bron: boek, Een boek" in text
    assert "- bron: bron, Een bron" in text


def test_two_frameworks_that_are_no_editions_of_one_another_are_told_apart() -> None:
    diff = diff_editions(framework(), framework(id="ander"))

    assert "twee verschillende kaders" in diff_in_words(diff)


def test_facts_of_any_kind_are_given_as_text() -> None:
    diff = diff_editions(
        framework(),
        framework(
            levels=["thema"], licence={"id": "MIT", "attribution": "An"}, valid_until="2030-01-01"
        ),
    )

    assert told(diff, DiffSection.FACTS) == [
        ("", "valid_until", None, "2030-01-01"),
        ("", "licence.id", "CC0-1.0", "MIT"),
        ("", "licence.attribution", "Niemand", "An"),
        ("", "levels", "deel", None),
    ]
    assert diff.changes_identity


WORDS = st.sampled_from(["huur", "schuld", "leefloon", "budget"])
ITEMS = st.builds(
    lambda i, phrases, **fields: item(i, *dict.fromkeys(phrases), **fields),
    st.sampled_from("abcd"),
    st.lists(WORDS, max_size=3),
    label=WORDS,
    definition=st.none() | WORDS,
    level=st.sampled_from(["thema", "deel"]),
    own=st.booleans(),
    alt_labels=st.lists(WORDS, max_size=2),
    note=st.none() | st.just("") | WORDS,
    deprecated=st.none() | st.builds(lambda why: {"since": "1", "why": why}, WORDS),
)
EDITIONS = st.lists(ITEMS, min_size=1, max_size=4, unique_by=lambda i: str(i["id"])).map(
    lambda items: framework(*items)
)


@given(EDITIONS, EDITIONS)
def test_the_diff_sees_what_the_digests_see(old: Framework, new: Framework) -> None:
    diff = diff_editions(old, new)

    assert diff.changes_identity == (old.identity_digest != new.identity_digest)
    if not diff.changes_identity:
        assert diff.is_correction == (old.vocabulary_digest != new.vocabulary_digest)
    assert diff_in_words(diff)

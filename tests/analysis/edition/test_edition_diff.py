from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import framework, item

from swcompetence.analysis.edition.diff import EditionDiff, diff_editions
from swcompetence.model import Framework
from swcompetence.report.edition.screen import diff_in_words

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


def test_an_item_that_only_the_new_edition_has_is_added_with_its_place(diff: EditionDiff) -> None:
    assert [(i.id, i.level, i.parent) for i in diff.added] == [("budget", "thema", "g1")]


def test_a_removed_item_names_its_successor_and_why(diff: EditionDiff) -> None:
    assert [(i.id, i.replaced_by, i.why) for i in diff.removed] == [
        ("fax", ("schuld",), "Niemand faxt nog.")
    ]


def test_another_parent_is_a_move_and_not_another_order(diff: EditionDiff) -> None:
    assert [(i.id, i.old_parent, i.new_parent) for i in diff.moved] == [("schuld", "g1", "g2")]
    assert not diff.is_reordered


def test_rewording_gives_both_texts(diff: EditionDiff) -> None:
    [reworded] = diff.reworded

    assert reworded.label == "Financiële steun"
    assert [(t.part, t.old, t.new) for t in reworded.texts] == [
        ("label", "Steun", "Financiële steun"),
        ("definition", "Geld om van te leven.", "Geld om menswaardig van te leven."),
    ]


def test_other_grounds_name_sources_provenance_and_law(diff: EditionDiff) -> None:
    [resourced] = diff.resourced

    assert (resourced.old_provenance, resourced.new_provenance) == ("derived", "verified")
    assert resourced.sources_added == ("boek, p. 3",)
    assert resourced.sources_removed == ("bron",)
    assert [fact.fact for fact in resourced.facts_added] == ["Wet van toen"]


def test_deprecation_is_told_apart_from_removal(diff: EditionDiff) -> None:
    [gone] = diff.deprecated

    assert gone.id == "schuld"
    assert gone.old is None
    assert gone.new is not None
    assert gone.new.replaced_by == ("budget",)


def test_vocabulary_names_what_came_went_and_changed(diff: EditionDiff) -> None:
    by_id = {change.id: change for change in diff.vocabulary}

    assert set(by_id) == {"steun", "schuld"}
    assert (by_id["steun"].added, by_id["steun"].changed) == (("leefloner*",), ("bijstand",))
    assert by_id["schuld"].removed == ("schulden",)
    assert by_id["schuld"].not_in_removed == ("schuld en boete",)


def test_sources_facts_and_changelog_of_the_edition_are_compared(diff: EditionDiff) -> None:
    assert [(s.id, s.old, s.new) for s in diff.sources] == [
        ("bron", "Een bron, https://example.org/een", "Een bron, herzien")
    ]
    assert [(f.name, f.old, f.new) for f in diff.facts] == [
        ("valid_from", "2026-01-01", "2027-01-01")
    ]
    assert [change.note for change in diff.changes] == ["Schulden gaan op in budget."]


def test_the_words_say_every_kind_of_difference(diff: EditionDiff) -> None:
    text = diff_in_words(diff)

    for line in (
        "Van proef@1 (revisie 1) naar proef@2 (revisie 1)",
        "Na een uitgave hoort daar een nieuwe versie bij.",
        "2027-01-01: Schulden gaan op in budget.",
        "budget  Budget en schulden (thema, onder g1)",
        "fax  Faxen (thema): vervangen door schuld. Niemand faxt nog.",
        "schuld  Schulden: vervangen door budget. Zit in budget.",
        "schuld  Schulden: van g1 (thema) naar g2 (thema)",
        "was: Steun",
        "nu:  Financiële steun",
        "herkomst: van ‘afgeleid’ naar ‘gelezen in de bron’",
        "+ bron boek, p. 3",
        "+ wet Wet van toen [niet nagekeken]",
        "~ bijstand  (andere voorwaarden)",
        "- telt niet in: schuld en boete",
        "~ bron: was ‘Een bron, https://example.org/een’, nu ‘Een bron, herzien’",
    ):
        assert line in text, line


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
    assert [(i.id, [m.part for m in i.marks]) for i in diff.remarked] == [
        ("a", ["own", "kerntaak", "related"]),
        ("b", ["related"]),
    ]
    text = diff_in_words(diff)
    for line in ("nu:  boek, p. 3 (Uit vacatures.)", "was: nee", "+ sociaal huis"):
        assert line in text, line


def test_another_order_alone_is_a_difference() -> None:
    diff = diff_editions(framework(item("a"), item("b")), framework(item("b"), item("a")))

    assert diff.is_reordered
    assert diff.changes_identity
    assert "Andere volgorde" in diff_in_words(diff)


def test_words_in_another_order_and_a_shuffled_ground_are_said() -> None:
    one = item("a", "x1", "y1", provenance="derived", sources=["bron", "boek"])
    two = item("a", "y1", "x1", provenance="derived", sources=["boek", "bron"])
    text = diff_in_words(diff_editions(framework(one, sources=SOURCES),
                                       framework(two, sources=SOURCES)))  # fmt: skip

    assert "dezelfde woorden, in een andere volgorde" in text
    assert "dezelfde bronnen, in een andere volgorde" in text


def test_an_item_can_come_back_and_lose_its_text() -> None:
    gone = {"since": "1", "why": "Dubbel."}
    diff = diff_editions(
        framework(item("a", definition="Tekst.", note="Nota", alt_labels=["x"], deprecated=gone)),
        framework(item("a"), title="Nieuwe titel"),
    )
    text = diff_in_words(diff)

    assert "weer in gebruik" in text
    assert "nu:  (niets)" in text
    assert "nu:  Nieuwe titel" in text


def test_only_facts_about_the_edition_ask_for_no_version() -> None:
    diff = diff_editions(framework(), framework(last_checked_on="2026-12-01", revision=2))

    assert not diff.changes_identity
    assert "alleen gegevens over de editie" in diff_in_words(diff)


def test_sources_that_come_and_go_are_named() -> None:
    text = diff_in_words(
        diff_editions(framework(sources=SOURCES[:1]), framework(sources=SOURCES[1:]))
    )

    assert "+ boek: Een boek" in text
    assert "- bron: Een bron" in text


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

    assert [(fact.name, fact.old, fact.new) for fact in diff.facts] == [
        ("valid_until", None, "2030-01-01"),
        ("licence", "CC0-1.0 Niemand", "MIT An"),
        ("levels", "thema, deel", "thema"),
    ]
    assert diff.changes_identity


WORDS = st.sampled_from(["huur", "schuld", "leefloon", "budget"])
ITEMS = st.builds(
    lambda i, label, phrases, definition, level: item(
        i, *dict.fromkeys(phrases), label=label, definition=definition, level=level
    ),
    st.sampled_from("abcd"),
    WORDS,
    st.lists(WORDS, max_size=3),
    st.none() | WORDS,
    st.sampled_from(["thema", "deel"]),
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

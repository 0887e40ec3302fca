import pytest
from pydantic import ValidationError
from samples import framework, item

from swcompetence.errors import UnknownItemError
from swcompetence.model import (
    Framework,
    Indicator,
    IndicatorKind,
    Item,
    ItemRef,
    SourceUse,
    Strength,
)
from swcompetence.model.framework import successors

TREE = (
    item("basis", level="groep"),
    item("inkomen", parent="basis"),
    item("inkomen.leefloon", level="deel", parent="inkomen"),
    item("inkomen.steun", level="deel", parent="inkomen"),
    item("oud", parent="basis", deprecated={"since": "1", "why": "dubbel"}),
    item("wonen"),
)
LEVELS = ("groep", "thema", "deel")


def tree() -> Framework:
    return framework(*TREE, levels=LEVELS)


def ids(items: tuple[Item, ...]) -> list[str]:
    return [one.id for one in items]


def problems(*items: dict[str, object], **facts: object) -> str:
    with pytest.raises(ValidationError) as caught:
        framework(*items, **facts)
    return "; ".join(error["msg"] for error in caught.value.errors())


def test_a_plain_string_is_a_strong_term_anywhere() -> None:
    indicator = Indicator.model_validate("huisbezoek")

    assert indicator == Indicator(phrase="huisbezoek")
    assert (
        indicator.kind,
        indicator.strength,
        indicator.where,
        indicator.case_sensitive,
    ) == (IndicatorKind.TERM, Strength.STRONG, "anywhere", False)


def test_a_pair_is_known_by_its_sign() -> None:
    assert Indicator.model_validate("schuld + aflossen").kind is IndicatorKind.PAIR


def test_an_abbreviation_is_case_sensitive_unless_it_says_otherwise() -> None:
    plain = Indicator(phrase="LAC", kind=IndicatorKind.ABBREVIATION)
    loose = Indicator(phrase="ocmw", kind=IndicatorKind.ABBREVIATION, case_sensitive=False)

    assert (plain.case_sensitive, loose.case_sensitive) == (True, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"phrase": "schuld", "kind": "pair"},
        {"phrase": "schuld + aflossen", "kind": "term"},
        {"phrase": "a + b + c"},
    ],
)
def test_a_pair_has_exactly_two_phrases(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="precies twee woordgroepen"):
        Indicator.model_validate(wrong)


@pytest.mark.parametrize("phrase", ["(schuld", "schuld + (aflossen"])
def test_an_indicator_must_be_readable(phrase: str) -> None:
    with pytest.raises(ValidationError, match="onverwacht teken"):
        Indicator(phrase=phrase)


def test_a_phrase_in_which_words_have_another_sense_must_be_readable() -> None:
    assert "is niet leesbaar" in problems(item("a", not_in=["(kaart"]))


@pytest.mark.parametrize("data", [5, None, ["huisbezoek"]])
def test_an_indicator_is_text_or_a_block(data: object) -> None:
    with pytest.raises(ValidationError):
        Indicator.model_validate(data)


def test_a_source_may_be_named_by_its_id_alone() -> None:
    assert SourceUse(source="wet") == SourceUse.model_validate("wet")


def test_items_are_found_by_id() -> None:
    assert tree().item("wonen").id == "wonen"
    assert tree().has_item("wonen")
    assert not tree().has_item("zorg")


def test_an_unknown_item_names_the_near_ones() -> None:
    with pytest.raises(UnknownItemError) as caught:
        tree().item("Inkomen.")

    assert caught.value.suggestions == ("inkomen.leefloon", "inkomen.steun")
    assert str(caught.value) == (
        "Het kader proef@1 heeft geen item ‘Inkomen.’. Bedoelde u ‘inkomen.leefloon’ of"
        " ‘inkomen.steun’? Bekijk de lijst met: swcompetence frameworks show proef@1"
    )


def test_the_tree_is_walked_parents_first() -> None:
    kader = tree()

    assert ids(kader.children(None)) == ["basis", "wonen"]
    assert ids(kader.children("basis")) == ["inkomen", "oud"]
    assert ids(kader.children("wonen")) == []
    assert ids(kader.descendants("basis")) == [
        "inkomen",
        "inkomen.leefloon",
        "inkomen.steun",
        "oud",
    ]


def test_courses_are_linked_to_the_mapping_level_without_deprecated_items() -> None:
    assert ids(tree().mapping_items) == ["inkomen", "wonen"]


def test_the_group_of_an_item_is_the_top_it_stands_under() -> None:
    kader = tree()
    groups = [kader.group(one) for one in kader.items]

    assert [group.id if group else None for group in groups] == [
        None,
        "basis",
        "basis",
        "basis",
        "basis",
        None,
    ]


def test_references_name_the_edition_and_the_item() -> None:
    kader = tree()

    assert kader.ref == "proef@1"
    assert ItemRef("proef:wonen") == kader.item_ref(kader.item("wonen"))


def test_a_framework_is_frozen_and_refuses_unknown_keys() -> None:
    kader = tree()
    with pytest.raises(ValidationError, match="frozen"):
        kader.title = "Anders"  # type: ignore[misc] # that is the test

    assert "Extra inputs are not permitted" in problems(titel="Anders")


@pytest.mark.parametrize(
    ("items", "problem"),
    [
        ([item("a"), item("a")], "item-id ‘a’ komt twee keer voor"),
        ([item("a", level="x")], "a: niveau ‘x’ is geen van ['thema', 'deel']"),
        ([item("a", parent="b")], "a: ouder ‘b’ ontbreekt of staat verderop"),
        ([item("a", parent="a")], "a: ouder ‘a’ ontbreekt of staat verderop"),
        ([item("a", parent="b"), item("b")], "a: ouder ‘b’ ontbreekt of staat verderop"),
        ([item("a"), item("b", parent="a")], "b: staat niet dieper dan zijn ouder a"),
        (
            [item("a"), item("b", parent="a", level="x")],
            "b: niveau ‘x’ is geen van ['thema', 'deel']",
        ),
        (
            [item("a", level="x"), item("b", parent="a", level="deel")],
            "a: niveau ‘x’ is geen van ['thema', 'deel']",
        ),
        (
            [item("a", deprecated={"since": "1", "why": "dubbel", "replaced_by": ["b"]})],
            "a: replaced_by ‘b’ bestaat niet",
        ),
        ([item("a", sources=["wet"])], "a: bron ‘wet’ staat niet in sources"),
        (
            [item("a", provenance="verified")],
            "a: zonder bron kan provenance alleen ‘unverified’ zijn",
        ),
        (
            [item("a", legal_basis=[{"fact": "Het moet.", "provenance": "derived"}])],
            "a: wettelijk feit zonder bron moet ‘unverified’ zijn",
        ),
        (
            [item("a", legal_basis=[{"fact": "x", "provenance": "derived", "source": "wet"}])],
            "a: bron ‘wet’ staat niet in sources",
        ),
        ([item("a", kerntaak={"sources": ["wet"]})], "a: bron ‘wet’ staat niet in sources"),
        ([item("a", kerntaak={"sources": []})], "at least 1 item"),
        ([item("a", related=["b"])], "a: related ‘b’ bestaat niet"),
        ([item("a", related=["a"])], "a: related noemt het item zelf"),
        ([item("geen")], "item-id ‘geen’ is voorbehouden"),
    ],
)
def test_a_tree_must_hold_together(items: list[dict[str, object]], problem: str) -> None:
    assert problem in problems(*items)


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"mapping_level": "x"}, "mapping_level ‘x’ is geen van de niveaus ['thema', 'deel']"),
        ({"completeness": "partial"}, "‘missing’ hoort bij een onvolledige editie"),
        ({"missing": "de helft"}, "‘missing’ hoort bij een onvolledige editie"),
        ({"valid_until": "2025-12-31"}, "valid_until ligt voor valid_from"),
        (
            {"sources": [{"id": "wet", "title": "A"}, {"id": "wet", "title": "B"}]},
            "bron-id ‘wet’ komt twee keer voor",
        ),
        ({"version": "2018 herzien"}, "String should match pattern"),
        ({"id": "Mijn_Kader"}, "String should match pattern"),
        ({"revision": 0}, "greater than or equal to 1"),
        ({"items": ()}, "at least 1 item"),
    ],
)
def test_the_head_of_an_edition_must_hold_together(facts: dict[str, object], problem: str) -> None:
    assert problem in problems(**facts)


def test_all_inconsistencies_are_named_at_once() -> None:
    named = problems(item("a", level="x"), item("a", parent="z"), mapping_level="y")

    assert named.split("; ") == [
        "Value error, mapping_level ‘y’ is geen van de niveaus ['thema', 'deel']",
        "a: niveau ‘x’ is geen van ['thema', 'deel']",
        "item-id ‘a’ komt twee keer voor",
        "a: ouder ‘z’ ontbreekt of staat verderop",
    ]


def test_a_partial_edition_says_what_is_missing() -> None:
    kader = framework(completeness="partial", missing="de helft", valid_until="2027-01-01")

    assert kader.missing == "de helft"


SOURCED = {"sources": [{"id": "wet", "title": "De wet"}]}
BEFORE = (item("a", "huisbezoek", label="Thuis"), item("b"))
GONE = {"since": "1", "why": "dubbel"}


@pytest.mark.parametrize(
    ("items", "facts"),
    [
        ((item("a", "huisbezoek", label="Anders"), item("b")), {}),
        ((item("a", "huisbezoek", label="Thuis", deprecated=GONE), item("b")), {}),
        ((item("a", "huisbezoek", label="Thuis"), item("c")), {}),
        ((item("a", "huisbezoek", label="Thuis"), item("b", level="deel", parent="a")), {}),
        ((item("b"), item("a", "huisbezoek", label="Thuis")), {}),
        (BEFORE, {"version": "2"}),
        (BEFORE, {"id": "ander"}),
        (BEFORE, {"levels": ["thema", "deel", "stuk"]}),
    ],
)
def test_the_identity_digest_changes_with_ids_labels_and_tree(
    items: tuple[dict[str, object], ...], facts: dict[str, object]
) -> None:
    before = framework(*BEFORE, **SOURCED)
    after = framework(*items, **{**SOURCED, **facts})

    assert before.identity_digest != after.identity_digest


@pytest.mark.parametrize(
    "changed",
    [
        item("a", "thuisbezoek"),
        item("a", {"phrase": "huisbezoek", "strength": "weak"}),
        item("a", {"phrase": "huisbezoek", "not_near": ["school"]}),
        item("a", "huisbezoek", not_in=["huisbezoek door de arts"]),
        item("a"),
        item("a", "huisbezoek", definition="Aan huis."),
        item("a", "huisbezoek", alt_labels=["Elders"]),
        item("a", "huisbezoek", sources=["wet"]),
        item("a", "huisbezoek", note="Let op."),
        item("a", "huisbezoek", own=True),
        item("a", "huisbezoek", kerntaak={"sources": ["wet"]}),
        item("a", "huisbezoek", related=["b"]),
        item("a", "huisbezoek", legal_basis=[{"fact": "Wet", "provenance": "unverified"}]),
    ],
)
def test_the_vocabulary_digest_alone_changes_with_what_may_be_corrected(
    changed: dict[str, object],
) -> None:
    before = framework(item("a", "huisbezoek"), item("b"), **SOURCED)
    after = framework(changed, item("b"), **SOURCED)

    assert before.identity_digest == after.identity_digest
    assert before.vocabulary_digest != after.vocabulary_digest


@pytest.mark.parametrize(
    "facts",
    [
        {"sources": [{"id": "wet", "title": "Een andere wet"}]},
        {"purpose": "compare"},
        {"anchors": {"ocmw": ["sociaal huis"]}},
        {"anchors": {"local_government": ["sociaal huis"]}},
    ],
)
def test_the_vocabulary_digest_alone_changes_with_sources_purpose_and_anchors(
    facts: dict[str, object],
) -> None:
    before, after = framework(*BEFORE, **SOURCED), framework(*BEFORE, **{**SOURCED, **facts})

    assert before.identity_digest == after.identity_digest
    assert before.vocabulary_digest != after.vocabulary_digest


def test_the_order_of_the_sources_moves_no_digest() -> None:
    two = [{"id": "wet", "title": "De wet"}, {"id": "boek", "title": "Het boek"}]
    before, after = framework(sources=two), framework(sources=two[::-1])

    assert before.identity_digest == after.identity_digest
    assert before.vocabulary_digest == after.vocabulary_digest


def test_neither_digest_changes_with_the_description_of_the_edition() -> None:
    before = framework(*BEFORE)
    after = framework(
        *BEFORE, revision=2, title="Anders", about="Anders.", last_checked_on="2026-12-01"
    )

    assert before.identity_digest == after.identity_digest
    assert before.vocabulary_digest == after.vocabulary_digest


def test_labels_leave_the_vocabulary_digest_alone() -> None:
    before, after = framework(item("a", label="Een")), framework(item("a", label="Twee"))

    assert before.vocabulary_digest == after.vocabulary_digest


def retired(name: str, *heirs: str) -> dict[str, object]:
    return item(name, deprecated={"since": "2", "why": "proef", "replaced_by": heirs})


def test_retired_items_lead_to_the_items_that_took_their_place() -> None:
    edition = framework(
        item("a"), item("b"), retired("x", "y"), retired("y", "a", "b"), retired("z")
    )

    assert successors(edition, "a") == ("a",)
    assert successors(edition, "x") == ("a", "b")
    assert successors(edition, "z") == ()
    assert successors(edition, "onbekend") == ()


def test_a_circle_ends() -> None:
    assert successors(framework(item("a"), retired("x", "y"), retired("y", "x")), "x") == ()

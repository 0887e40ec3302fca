import json
from collections.abc import Callable
from typing import Any

import pytest
from case_judge import Package
from pydantic import ValidationError
from samples import framework, item
from schema_judge import schema_errors

from swcompetence.errors import NotABaseError
from swcompetence.exchange.case.writing import case_json
from swcompetence.model import Crosswalk, Framework
from swcompetence.registry import list_crosswalks, list_frameworks

EDITION = framework(
    item("a", "budget*", definition="Begeleidt mensen met schulden.", alt_labels=["budget"]),
    item("a.deel", level="deel", parent="a", note="Nieuw."),
    item("b", deprecated={"since": "1", "why": "Opgesplitst.", "replaced_by": ["a.deel", "a"]}),
)
OTHER = framework(item("x"), item("y"), id="ander", title="Ander kader")
SHIPPED = list_frameworks()


def crosswalk(*lines: tuple[str, str, str], **facts: object) -> Crosswalk:
    alignments = [
        {
            "subject": subject,
            "predicate": f"skos:{predicate}Match",
            "object": target,
            "justification": "semapv:ManualMappingCuration",
            "provenance": "derived",
            "why": f"Omdat {subject} op {target} lijkt.",
        }
        for subject, predicate, target in lines
    ]
    data = {
        "subject": "proef@1",
        "object": "ander@1",
        "revision": 1,
        "title": "Proef en ander",
        "about": "Verzonnen.",
        "licence": {"id": "CC0-1.0", "attribution": "Niemand"},
        "last_checked_on": "2026-11-01",
        "changelog": [{"revision": 1, "date": "2026-11-01", "note": "Eerste uitgave."}],
        "alignments": alignments,
    }
    return Crosswalk.model_validate({**data, **facts})


WALK = crosswalk(("a", "exact", "x"), ("a", "close", "y"), ("b", "related", "x"))


def written(edition: Framework = EDITION, *walks: Crosswalk, **facts: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(case_json(edition, walks, **facts).content)
    return data


def judged(data: dict[str, Any]) -> Package:
    return Package.model_validate_json(json.dumps(data))


def of_type(data: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one for one in data["CFAssociations"] if one["associationType"] == kind]


def titles(association: dict[str, Any]) -> tuple[str, str]:
    return association["originNodeURI"]["title"], association["destinationNodeURI"]["title"]


@pytest.mark.parametrize("edition", SHIPPED, ids=lambda edition: edition.id)
def test_every_shipped_edition_is_a_case_package(edition: Framework) -> None:
    own = [one for one in list_crosswalks() if one.subject == edition.ref]

    package = judged(written(edition, *own, others=SHIPPED))

    assert len(package.cf_items) == len(edition.items)
    known = {part.identifier for part in package.cf_definitions.parts}
    for one in package.cf_items:
        assert one.cf_item_type_uri is not None
        assert one.cf_item_type_uri.identifier in known


@pytest.mark.parametrize("edition", SHIPPED, ids=lambda edition: edition.id)
def test_every_shipped_edition_fits_the_schema_of_case_1_0(edition: Framework) -> None:
    own = [walk for walk in list_crosswalks() if walk.subject == edition.ref]

    data = written(edition, *own, version="1.0")

    assert schema_errors("case-1.0-package", data) == []


def _date_only(data: dict[str, Any]) -> None:
    data["CFDocument"]["lastChangeDateTime"] = "2026-01-01"


def _own_key(data: dict[str, Any]) -> None:
    data["CFItems"][0]["extensions"] = {}


def _own_association(data: dict[str, Any]) -> None:
    data["CFAssociations"][0]["associationType"] = "ext:closeMatch"


def _bare_end(data: dict[str, Any]) -> None:
    del data["CFAssociations"][0]["originNodeURI"]["title"]


def _number_in_text(data: dict[str, Any]) -> None:
    data["CFAssociations"][0]["sequenceNumber"] = "1"


def _short_uuid(data: dict[str, Any]) -> None:
    data["CFItems"][0]["identifier"] = data["CFItems"][0]["identifier"][:-1]


def _no_hierarchy(data: dict[str, Any]) -> None:
    del data["CFDefinitions"]["CFItemTypes"][0]["hierarchyCode"]


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda data: data["CFItems"][0].pop("fullStatement"), "/CFItems/0"),
        (lambda data: data.pop("CFDocument"), ""),
        (_date_only, "/CFDocument/lastChangeDateTime"),
        (_own_key, "/CFItems/0"),
        (_own_association, "/CFAssociations/0/associationType"),
        (_bare_end, "/CFAssociations/0/originNodeURI"),
        (_number_in_text, "/CFAssociations/0/sequenceNumber"),
        (_short_uuid, "/CFItems/0/identifier"),
        (_no_hierarchy, "/CFDefinitions/CFItemTypes/0"),
    ],
)
def test_the_schema_of_case_1_0_refuses_a_wrong_package(
    spoil: Callable[[dict[str, Any]], None], where: str
) -> None:
    data = written(version="1.0")
    spoil(data)

    errors = schema_errors("case-1.0-package", data)

    assert [error.partition(":")[0] for error in errors] == [where]


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert case_json(EDITION, [WALK]) == case_json(EDITION, [WALK])


def test_an_item_is_told_in_the_words_of_case() -> None:
    data = written()

    first = data["CFItems"][0]
    assert first["fullStatement"] == "Begeleidt mensen met schulden."
    assert first["abbreviatedStatement"] == "Zzqa"
    assert first["humanCodingScheme"] == "a"
    assert first["CFItemType"] == "thema"
    assert first["conceptKeywords"] == ["budget"]
    assert first["uri"] == "https://swcompetence.example/edition/proef/1/item/a"
    assert first["extensions"] == {
        "swcompetence": {"provenance": "unverified", "indicators": ["budget*"]}
    }
    assert data["CFItems"][1]["fullStatement"] == "Zzqa.deel"
    assert data["CFItems"][1]["notes"] == "Nieuw."


def test_the_document_says_what_the_edition_is() -> None:
    document = written(framework(status="withdrawn", valid_until="2026-12-31"))["CFDocument"]

    assert document["adoptionStatus"] == "Deprecated"
    assert document["extensions"]["swcompetence"]["status"] == "withdrawn"
    assert (document["statusStartDate"], document["statusEndDate"]) == ("2026-01-01", "2026-12-31")
    assert document["lastChangeDateTime"] == "2026-01-01T00:00:00Z"
    assert document["language"] == "nl"


def test_the_tree_hangs_from_the_document_in_the_order_of_the_edition() -> None:
    branches = of_type(written(), "isChildOf")

    assert [(*titles(one), one["sequenceNumber"]) for one in branches] == [
        ("Zzqa", "Proefkader", 1),
        ("Zzqa.deel", "Zzqa", 1),
        ("Zzqb", "Proefkader", 2),
    ]


def test_an_item_out_of_use_points_to_its_successors_in_order() -> None:
    data = written()

    replaced = of_type(data, "replacedBy")
    assert [titles(one) for one in replaced] == [("Zzqb", "Zzqa.deel"), ("Zzqb", "Zzqa")]
    assert data["CFItems"][2]["statusEndDate"] == "2026-01-01"
    assert data["CFItems"][2]["extensions"]["swcompetence"]["deprecated"] == {
        "since": "1",
        "why": "Opgesplitst.",
    }


def test_identifiers_depend_on_the_edition_and_the_base_alone() -> None:
    def identifiers(edition: Framework, **facts: Any) -> set[str]:
        return {one["identifier"] for one in written(edition, **facts)["CFItems"]}

    reworded = framework(item("a", definition="Anders."), item("a.deel"), item("b"))
    assert identifiers(reworded) == identifiers(EDITION)
    assert not identifiers(reworded.model_copy(update={"version": "2"})) & identifiers(EDITION)
    assert not identifiers(EDITION, base="https://hs.example/") & identifiers(EDITION)


@pytest.mark.parametrize("base", ["hogeschool", "https://hs.example", "https://hs example/"])
def test_a_base_that_begins_no_uri_is_refused(base: str) -> None:
    with pytest.raises(NotABaseError, match="volledige URI"):
        case_json(EDITION, base=base)


def test_a_crosswalk_becomes_associations_with_their_reason() -> None:
    data = written(EDITION, WALK, others=[OTHER])

    (exact,) = of_type(data, "exactMatchOf")
    assert titles(exact) == ("Zzqa", "Zzqx")
    assert exact["destinationNodeURI"]["uri"] == (
        "https://swcompetence.example/edition/ander/1/item/x"
    )
    assert exact["destinationNodeURI"]["targetType"] == "CASE"
    assert exact["notes"] == "Omdat a op x lijkt."
    assert exact["extensions"]["swcompetence"]["provenance"] == "derived"
    assert len(of_type(data, "ext:closeMatch")) == len(of_type(data, "isRelatedTo")) == 1
    (group,) = data["CFDefinitions"]["CFAssociationGroupings"]
    assert exact["CFAssociationGroupingURI"]["identifier"] == group["identifier"]
    assert group["title"] == "Proef en ander"


def test_both_ends_of_a_crosswalk_are_those_of_the_other_package() -> None:
    (exact,) = of_type(written(EDITION, WALK), "exactMatchOf")
    there = {one["identifier"] for one in written(OTHER)["CFItems"]}

    assert exact["destinationNodeURI"]["identifier"] in there
    assert exact["destinationNodeURI"]["title"] == "x"


def test_a_crosswalk_of_another_edition_is_named_as_left_out() -> None:
    stray = crosswalk(("x", "exact", "a"), subject="ander@1", object="proef@1")

    data, losses = case_json(EDITION, [stray])

    assert "exactMatchOf" not in data.decode()
    assert any("gaan over ander@1, niet over proef@1" in one.message for one in losses)


def test_case_1_1_tells_what_other_programs_may_ignore() -> None:
    (loss,) = case_json(EDITION).losses

    assert loss.code == "case-extensions"
    assert "koppelniveau" in loss.message
    assert "indicatoren (items)" in loss.message


def test_case_1_0_loses_what_it_has_no_place_for_and_says_so() -> None:
    content, losses = case_json(framework(status="withdrawn"), version="1.0")
    messages = " ".join(one.message for one in losses)

    assert b"extensions" not in content
    assert b"caseVersion" not in content
    assert "koppelniveau" in messages
    assert "‘ingetrokken’" in messages


def test_a_crosswalk_is_weaker_in_case_1_0() -> None:
    content, losses = case_json(EDITION, [WALK], version="1.0")
    data = json.loads(content)

    assert len(of_type(data, "isRelatedTo")) == 2
    assert all("notes" not in one for one in data["CFAssociations"])
    messages = " ".join(one.message for one in losses)
    assert "geen closeMatch: 1 koppelingen staan er als isRelatedTo" in messages
    assert "bij 3 koppelingen geen plaats voor het waarom" in messages


def test_names_over_several_lines_are_put_on_one_and_told() -> None:
    bent = framework(item("a", alt_labels=["twee\nregels"]), title="Twee\nregels")

    content, losses = case_json(bent)

    assert json.loads(content)["CFDocument"]["title"] == "Twee regels"
    assert [one.message for one in losses[1:]] == [
        "CASE zet titels, uitgever, licentie en niveaus op één regel.",
        "CASE zet namen op één regel (1 item: a).",
    ]


def _lose_end(data: dict[str, Any]) -> None:
    del data["CFAssociations"][0]["destinationNodeURI"]


def _lose_parent(data: dict[str, Any]) -> None:
    del data["CFItems"][0]


def _lose_successor(data: dict[str, Any]) -> None:
    link = data["CFAssociations"][-1]["destinationNodeURI"]
    link["identifier"] = "00000000-0000-5000-8000-000000000000"


def _leave_document(data: dict[str, Any]) -> None:
    link = data["CFAssociations"][0]["destinationNodeURI"]
    link["identifier"] = "00000000-0000-5000-8000-000000000000"


def _shout(data: dict[str, Any]) -> None:
    data["CFItems"][0]["identifier"] = data["CFItems"][0]["identifier"].upper()


def _other_variant(data: dict[str, Any]) -> None:
    data["CFItems"][0]["identifier"] = "00000000-0000-5000-c000-000000000000"


def _other_type(data: dict[str, Any]) -> None:
    data["CFAssociations"][0]["associationType"] = "isPartOff"


def _other_version(data: dict[str, Any]) -> None:
    data["CFDocument"]["caseVersion"] = "1.2"


def _bend_uri(data: dict[str, Any]) -> None:
    data["CFAssociations"][0]["originNodeURI"]["uri"] += "x"


def _bend_type(data: dict[str, Any]) -> None:
    data["CFItems"][0]["CFItemTypeURI"]["uri"] += "x"


def _twice(data: dict[str, Any]) -> None:
    data["CFItems"].append(data["CFItems"][0])


def _ring(data: dict[str, Any]) -> None:
    first, second = data["CFAssociations"][:2]
    first["destinationNodeURI"] = second["originNodeURI"]


def _null(data: dict[str, Any]) -> None:
    data["CFItems"][0]["notes"] = None


def _unknown_key(data: dict[str, Any]) -> None:
    data["CFItems"][0]["CFDocumentURI"] = data["CFDocument"]["licenseURI"]


def _text_for_list(data: dict[str, Any]) -> None:
    data["CFItems"][0]["conceptKeywords"] = "budget"


def _text_for_number(data: dict[str, Any]) -> None:
    data["CFAssociations"][0]["sequenceNumber"] = "1"


def _hours(data: dict[str, Any]) -> None:
    data["CFDocument"]["statusStartDate"] = "2026-01-01T00:00:00Z"


def _no_zone(data: dict[str, Any]) -> None:
    data["CFDocument"]["lastChangeDateTime"] = "2026-01-01 00:00:00"


def _no_such_day(data: dict[str, Any]) -> None:
    data["CFDocument"]["lastChangeDateTime"] = "2026-02-30T00:00:00Z"


def _half_uri(data: dict[str, Any]) -> None:
    data["CFDocument"]["uri"] = "kader/proef"


def _two_lines(data: dict[str, Any]) -> None:
    data["CFDocument"]["title"] = "Twee\nregels"


def _no_statement(data: dict[str, Any]) -> None:
    del data["CFItems"][0]["fullStatement"]


def _no_licence_text(data: dict[str, Any]) -> None:
    del data["CFDefinitions"]["CFLicenses"][0]["licenseText"]


def _no_document(data: dict[str, Any]) -> None:
    del data["CFDocument"]


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (_lose_end, "destinationNodeURI"),
        (_lose_parent, "ontbreekt"),
        (_lose_successor, "ontbreekt"),
        (_leave_document, "ouder 00000000-0000-5000-8000-000000000000 ontbreekt"),
        (_shout, "pattern"),
        (_other_variant, "pattern"),
        (_other_type, "associationType"),
        (_other_version, "caseVersion"),
        (_bend_uri, "is niet de uri van"),
        (_bend_type, "is niet de uri van"),
        (_twice, "komt 2 keer voor"),
        (_ring, "kring"),
        (_null, "null mag niet in CASE 1.1; laat deze sleutels weg: notes"),
        (_unknown_key, "CFDocumentURI"),
        (_text_for_list, "conceptKeywords"),
        (_text_for_number, "sequenceNumber"),
        (_hours, "geen datum"),
        (_no_zone, "geen tijdstip"),
        (_no_such_day, "lastChangeDateTime"),
        (_half_uri, "geen volledige URI"),
        (_two_lines, "één regel"),
        (_no_statement, "fullStatement"),
        (_no_licence_text, "licenseText"),
        (_no_document, "CFDocument"),
    ],
)
def test_a_wrong_package_is_refused(spoil: Callable[[dict[str, Any]], None], why: str) -> None:
    data = written()
    spoil(data)

    with pytest.raises(ValidationError, match=why):
        judged(data)

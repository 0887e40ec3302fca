import datetime as dt
import json
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from case_judge import Package
from generated import frameworks, held
from hypothesis import assume, given, settings
from samples import framework, item

from swcompetence.errors import EditionError, InputFileError
from swcompetence.exchange.case.reading import read_case_json
from swcompetence.exchange.case.terms import KEPT_BY_1_0
from swcompetence.exchange.case.writing import case_json
from swcompetence.exchange.exported import Imported
from swcompetence.exchange.new_edition import EditionFacts
from swcompetence.files.data.edition_text import edition_text
from swcompetence.files.data.yaml_file import parse_model
from swcompetence.model import EditionStatus, Framework, Provenance
from swcompetence.registry import list_frameworks

Json = dict[str, Any]
NAME = "pakket.json"
UNSAID = EditionFacts(publisher="", read_on=dt.date(2026, 11, 22))
DAY = "2026-03-01T00:00:00Z"
URI = "https://salt.example/uri/"


def uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def named(number: int, title: str = "") -> Json:
    return {"title": title, "identifier": uuid(number), "uri": f"{URI}{number}"}


def foreign_item(number: int, text: str, **facts: object) -> Json:
    return {
        "identifier": uuid(number),
        "uri": f"{URI}{number}",
        "fullStatement": text,
        "lastChangeDateTime": DAY,
        **facts,
    }


def below(number: int, child: int, parent: int, **facts: object) -> Json:
    return {
        "identifier": uuid(number),
        "uri": f"{URI}{number}",
        "associationType": "isChildOf",
        "originNodeURI": named(child),
        "destinationNodeURI": named(parent),
        "lastChangeDateTime": DAY,
        **facts,
    }


def package(items: list[Json], associations: list[Json] | None = None, **facts: Any) -> Json:
    """Give a package as another program writes it: nothing but what CASE asks."""
    document = {
        "identifier": uuid(1),
        "uri": f"{URI}1",
        "creator": "Hogeschool Scheldezoom",
        "title": "Leerresultaten van de opleiding",
        "lastChangeDateTime": DAY,
        **facts.pop("document", {}),
    }
    return {
        "CFDocument": document,
        "CFItems": items,
        "CFAssociations": associations or [],
        **facts,
    }


def read(data: Json, facts: EditionFacts = UNSAID) -> Imported:
    return read_case_json(json.dumps(data).encode(), NAME, facts)


def codes(found: Imported) -> list[str]:
    assert all(one.where.file in {NAME, None} for one in found.issues)
    return sorted({one.code for one in found.issues})


TWO = [foreign_item(10, "Eén", humanCodingScheme="1"), foreign_item(11, "Twee")]


@pytest.mark.parametrize("edition", list_frameworks(), ids=lambda edition: edition.id)
def test_a_shipped_edition_comes_back_whole_from_case_1_1(edition: Framework) -> None:
    assert read_case_json(case_json(edition).content, NAME, UNSAID) == Imported(edition, ())


@given(frameworks(is_legible=True))
@settings(max_examples=50)
def test_any_edition_comes_back_whole_from_case_1_1(edition: Framework) -> None:
    content = case_json(edition).content

    assert len(Package.model_validate_json(content).cf_items) == len(edition.items)
    assert read_case_json(content, NAME, UNSAID) == Imported(edition, ())


@given(frameworks(is_legible=True))
@settings(max_examples=50)
def test_case_1_0_gives_back_what_it_says_it_keeps(edition: Framework) -> None:
    # A definition that only repeats its label says nothing, and 1.0 cannot tell the two apart.
    assume(all(item.definition != item.label for item in edition.items))
    keeps = KEPT_BY_1_0 - ({"status"} if edition.status is EditionStatus.WITHDRAWN else set())

    back = read_case_json(case_json(edition, version="1.0").content, NAME, UNSAID).framework

    assert held(back, keeps) == held(edition, keeps)
    assert parse_model(edition_text(back), Framework, NAME) == back


def test_a_long_label_without_a_definition_comes_back_whole_from_case_1_0() -> None:
    edition = framework(item("a", label=("woord " * 30).strip()))
    back = read_case_json(case_json(edition, version="1.0").content, NAME, UNSAID).framework

    assert (back.items[0].label, back.items[0].definition) == (edition.items[0].label, None)


def test_abbreviations_that_ignore_capitals_stay_so() -> None:
    loose = {"phrase": "LOI", "kind": "abbreviation", "case_sensitive": False}
    edition = framework(item("a", loose, "schulden + lening", "LAC"))

    assert read_case_json(case_json(edition).content, NAME, UNSAID).framework == edition


def test_a_package_of_another_program_becomes_an_edition_that_says_what_was_guessed() -> None:
    found = read(package(TWO, [below(20, 10, 1), below(21, 11, 10)]))

    edition = found.framework
    assert edition.ref == "leerresultaten-van-de-opleiding@2026"
    assert edition.publisher == "Hogeschool Scheldezoom"
    assert edition.status is EditionStatus.CURRENT
    assert edition.valid_from == dt.date(2026, 3, 1)
    assert edition.licence.id == "NOASSERTION"
    assert edition.levels == ("niveau 1", "niveau 2")
    assert [(one.id, one.parent, one.label) for one in edition.items] == [
        ("1", None, "Eén"),
        ("twee", "1", "Twee"),
    ]
    assert edition.items[0].provenance is Provenance.VERIFIED
    assert edition.sources[0].url == f"{URI}1"
    assert codes(found) == [
        "code-missing",
        "level-from-depth",
        "licence-missing",
        "mapping-level-guessed",
        "not-in-edition",
        "version-guessed",
    ]


def test_what_the_caller_knows_wins() -> None:
    facts = EditionFacts(
        publisher="Scheldezoom",
        read_on=dt.date(2026, 11, 22),
        id="olr",
        version="2026-27",
        title="OLR",
        mapping_depth=1,
    )

    found = read(package(TWO, [below(20, 10, 1), below(21, 11, 10)]), facts)

    edition = found.framework
    assert (edition.ref, edition.title, edition.publisher) == ("olr@2026-27", "OLR", "Scheldezoom")
    assert edition.mapping_level == "niveau 1"
    assert edition.last_checked_on == dt.date(2026, 11, 22)
    assert not {"version-guessed", "mapping-level-guessed"} & set(codes(found))


def test_a_depth_beyond_the_last_level_means_the_last() -> None:
    facts = EditionFacts(publisher="X", read_on=dt.date(2026, 11, 22), mapping_depth=9)

    assert read(package(TWO), facts).framework.mapping_level == "niveau 1"


def test_levels_follow_the_item_types_whatever_their_order_in_the_file() -> None:
    items = [
        foreign_item(10, "Diep", CFItemType="Indicator"),
        foreign_item(11, "Hoog", CFItemType="Domein"),
        foreign_item(12, "Midden", CFItemType="Competentie"),
    ]

    edition = read(package(items, [below(20, 10, 12), below(21, 12, 11)])).framework

    assert edition.levels == ("Domein", "Competentie", "Indicator")
    assert [one.label for one in edition.items] == ["Hoog", "Midden", "Diep"]


def test_item_types_that_stand_under_themselves_are_no_levels() -> None:
    items = [foreign_item(10, "A", CFItemType="Norm"), foreign_item(11, "B", CFItemType="Norm")]

    found = read(package(items, [below(20, 11, 10)]))

    assert found.framework.levels == ("niveau 1", "niveau 2")
    assert "level-from-depth" in codes(found)


def test_items_follow_their_sequence_numbers_and_the_unnumbered_come_last() -> None:
    items = [foreign_item(number, f"Item {number}") for number in (10, 11, 12)]
    tree = [
        below(20, 10, 1),
        below(21, 11, 1, sequenceNumber=2),
        below(22, 12, 1, sequenceNumber=1),
    ]

    assert [i.label for i in read(package(items, tree)).framework.items] == [
        "Item 12",
        "Item 11",
        "Item 10",
    ]


def test_an_item_with_two_parents_keeps_the_first_and_it_is_told() -> None:
    items = [foreign_item(number, f"Item {number}") for number in (10, 11, 12)]
    tree = [below(20, 10, 1), below(21, 11, 1), below(22, 12, 11), below(23, 12, 10)]

    found = read(package(items, tree))

    assert found.framework.item("item-12").parent == "item-11"
    assert any("meer dan één ouder houden de eerste: 1" in one.message for one in found.issues)


def test_codes_become_ids_and_a_code_that_comes_twice_is_told() -> None:
    items = [
        foreign_item(10, "A", humanCodingScheme="LO 1"),
        foreign_item(11, "B", humanCodingScheme="lo-1"),
        foreign_item(12, "C", humanCodingScheme="lo-1"),
        foreign_item(13, "D", humanCodingScheme="geen"),
        foreign_item(14, "漢字"),
    ]

    found = read(package(items))

    assert [one.id for one in found.framework.items] == [
        "lo-1-2",
        "lo-1",
        "lo-1-3",
        "geen-2",
        "00000000",
    ]
    assert "code-duplicate" in codes(found)


def test_a_long_statement_gets_a_short_label() -> None:
    text = "De student kan " + "heel " * 40 + "veel."

    found = read(package([foreign_item(10, text), foreign_item(11, "x" * 130)]))

    first, second = found.framework.items
    assert first.definition == text
    assert len(first.label) <= 122
    assert first.label.endswith("heel …")
    assert second.label == "x" * 120 + " …"
    assert "label-shortened" in codes(found)


def test_a_short_form_is_the_label() -> None:
    (one,) = read(
        package([foreign_item(10, "Voluit.", abbreviatedStatement="Kort")])
    ).framework.items

    assert (one.label, one.definition) == ("Kort", "Voluit.")


def test_items_out_of_use_are_recognised_without_our_extension() -> None:
    items = [
        foreign_item(10, "Vervangen", humanCodingScheme="a"),
        foreign_item(11, "Voorbij", humanCodingScheme="b", statusEndDate="2026-02-01"),
        foreign_item(12, "Nog niet voorbij", humanCodingScheme="c", statusEndDate="2027-02-01"),
        foreign_item(13, "Nieuw", humanCodingScheme="d"),
    ]
    replaced = [
        {**below(30, 10, 12), "associationType": "replacedBy"},
        {**below(31, 10, 13, sequenceNumber=1), "associationType": "replacedBy"},
    ]

    a, b, c, d = read(package(items, replaced)).framework.items

    assert a.deprecated is not None
    assert a.deprecated.replaced_by == ("d", "c")
    assert b.deprecated is not None
    assert "vervallen op 2026-02-01" in b.deprecated.why
    assert c.deprecated is d.deprecated is None


def test_everything_without_a_place_is_counted() -> None:
    items = [
        foreign_item(
            10,
            "A",
            alternativeLabel="Doel",
            educationLevel=["HO"],
            conceptKeywords=["schuld"],
            extensions={"andere": 1},
        )
    ]
    related = {**below(30, 10, 99), "associationType": "isRelatedTo"}
    gone = {**below(31, 10, 98), "associationType": "replacedBy"}
    rubric = {"identifier": uuid(40), "uri": f"{URI}40", "lastChangeDateTime": DAY}
    concept = {**named(50, "Schuld"), "hierarchyCode": "1", "lastChangeDateTime": DAY}

    found = read(
        package(
            items,
            [related, gone],
            CFRubrics=[rubric],
            CFDefinitions={"CFConcepts": [concept]},
            document={"caseVersion": "1.1", "subject": ["Welzijn"], "frameworkType": "OLR"},
        )
    )

    messages = " ".join(one.message for one in found.issues)
    for told in (
        "isRelatedTo (1x), replacedBy (1x)",
        "CFRubrics (1x)",
        "CFConcepts (1x)",
        "alternativeLabel (1x)",
        "educationLevel (1x)",
        "extensions.andere (1x)",
        "frameworkType (1x)",
        "subject (1x)",
        "identifiers en URI's van CASE",
    ):
        assert told in messages
    assert found.framework.items[0].alt_labels == ("schuld",)
    assert "keywords-as-names" in codes(found)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Private Draft", EditionStatus.DRAFT),
        ("draft", EditionStatus.DRAFT),
        ("Adopted", EditionStatus.CURRENT),
        ("Deprecated", EditionStatus.SUPERSEDED),
    ],
)
def test_the_status_is_read_whatever_its_capitals(said: str, status: EditionStatus) -> None:
    found = read(package(TWO, document={"adoptionStatus": said}))

    assert found.framework.status is status
    assert "status-guessed" not in codes(found)


def test_an_unknown_status_and_another_language_are_told() -> None:
    found = read(package(TWO, document={"adoptionStatus": "Implemented", "language": "en"}))

    assert found.framework.status is EditionStatus.CURRENT
    assert {"status-guessed", "language-other"} <= set(codes(found))


def test_the_licence_is_that_of_the_definition_else_that_of_the_link() -> None:
    licence = {
        **named(60, "CC-BY-4.0"),
        "licenseText": "Vrij met naamsvermelding",
        "lastChangeDateTime": DAY,
    }
    other = {**licence, **named(61, "CC0-1.0")}
    document = {"licenseURI": named(60, "CC-BY-4.0")}
    definitions = {"CFLicenses": [other, licence]}

    defined = read(package(TWO, document=document, CFDefinitions=definitions))
    linked = read(package(TWO, document=document))

    assert defined.framework.licence.attribution == "Vrij met naamsvermelding"
    assert linked.framework.licence.id == "CC-BY-4.0"
    assert linked.framework.licence.attribution == "Hogeschool Scheldezoom"


def test_the_notes_of_the_document_join_its_description() -> None:
    found = read(
        package(TWO, document={"description": "Eerst.", "notes": "Dan.", "version": "a b"})
    )

    assert found.framework.about == "Eerst.\n\nDan."
    assert found.framework.version == "a-b"


def test_a_loose_package_of_case_1_0_is_mended_and_what_is_unknown_is_told() -> None:
    loose = package(
        [
            {
                **foreign_item(10, "A", conceptKeywords="schuld", educationLevel=None),
                "identifier": "ABCDEF00-0000-4000-8000-000000000010",
                "CFDocumentURI": named(1),
                "statusStartDate": "2026-01-01T00:00:00+00:00",
                "eigen": 1,
            }
        ],
        [{**below(20, 10, 1), "CFDocumentURI": named(1)}],
        CFDefinitions={
            "CFItemTypes": [{**named(70, "Doel"), "hierarchyCode": "1", "lastChangeDateTime": DAY}]
        },
        document={"CFPackageURI": named(2), "subject": "Welzijn", "notes": None},
        meer=1,
        niets=None,
    )
    loose["CFAssociations"][0]["originNodeURI"]["identifier"] = (
        "ABCDEF00-0000-4000-8000-000000000010"
    )
    loose["CFAssociations"][0]["originNodeURI"]["uri"] = f"{URI}10"

    found = read(loose)

    assert found.framework.items[0].alt_labels == ("schuld",)
    dropped = [one.message for one in found.issues if "Gegevens zonder plaats" in one.message]
    told = "CFDocument.subject (1x), CFItems.eigen (1x), CFItems.statusStartDate (1x), meer (1x)"
    assert dropped == [f"Gegevens zonder plaats in een kader: {told}."]


@pytest.mark.parametrize(
    ("moment", "read_as"),
    [
        ("2021-05-10T15:40:46", "2021-05-10"),
        ("2021-05-10 15:40:46.12", "2021-05-10"),
        ("2021-05-10T15:40:46+0200", "2021-05-10"),
        ("2021-05-10", "2021-05-10"),
    ],
)
def test_of_a_moment_in_any_form_the_day_is_read(moment: str, read_as: str) -> None:
    found = read(package(TWO, document={"lastChangeDateTime": moment}))

    assert str(found.framework.valid_from) == read_as


def test_without_any_day_it_is_that_of_reading() -> None:
    data = package(TWO, document={"lastChangeDateTime": "gisteren"})

    assert read(data).framework.valid_from == UNSAID.read_on


def test_what_registries_write_against_the_rules_changes_no_meaning() -> None:
    odd = "00000000-0000-0000-0000-00000000000A"
    items = [
        foreign_item(10, "A\nB", abbreviatedStatement="a\r\n b", humanCodingScheme=1),
        {**foreign_item(11, "C", CFItemTypeURI={"title": "Doel"}), "identifier": odd},
        foreign_item(12, " ", humanCodingScheme="LO 12"),
        foreign_item(13, "\u00a0", notes="zonder tekst"),
    ]
    links = [
        below(20, 10, 1, sequenceNumber="2", associationType="Is Child Of"),
        below(21, 10, 1, sequenceNumber=1.0),
        below(22, 12, 1, sequenceNumber="laatste"),
        {"associationType": "isVerySimilarTo", "originNodeURI": None},
    ]
    links[0]["destinationNodeURI"]["uri"] = "https://elders.example/1"
    links[1]["originNodeURI"] = {"identifier": odd.lower()}
    data = package(items, links, document={"creator": None, "publisher": "Hogeschool"})

    found = read({"CFPackage": data})

    assert [(one.id, one.label) for one in found.framework.items] == [
        ("c", "C"),
        ("1", "a b"),
        ("lo-12", "LO 12"),
    ]
    assert found.framework.publisher == "Hogeschool"
    messages = " ".join(one.message for one in found.issues)
    assert "Items zonder tekst zijn overgeslagen: 1" in messages
    assert "geen opsteller (creator)" in messages
    assert "isVerySimilarTo (1x)" in messages


def test_a_day_that_cannot_be_read_is_told() -> None:
    found = read(package(TWO, document={"statusStartDate": "voorjaar 2026"}))

    assert "CFDocument.statusStartDate (1x)" in " ".join(one.message for one in found.issues)


def elsewhere(data: Any) -> Any:
    """Serve a package as another registry does: addresses, moments and keys of its own."""
    if isinstance(data, list):
        return [elsewhere(part) for part in data]
    if not isinstance(data, dict):
        return data
    served = {key: elsewhere(part) if key != "extensions" else part for key, part in data.items()}
    if "uri" in data:
        served["uri"] = f"https://ander.example/ims/case/v1p1/{data['identifier'][:8]}"
        served["identifier"] = data["identifier"].upper()
    if "lastChangeDateTime" in data:
        served |= {"lastChangeDateTime": "2031-05-10 15:40:46", "CFDocumentURI": {"uri": "x"}}
        served |= {"notes": data.get("notes"), "extern": None}
    return served


@pytest.mark.parametrize("edition", list_frameworks(), ids=lambda edition: edition.id)
def test_our_package_comes_back_equal_from_another_registry(edition: Framework) -> None:
    served = elsewhere(json.loads(case_json(edition).content))
    random.Random(edition.id).shuffle(served["CFItems"])  # noqa: S311 - no secret
    random.Random(edition.id).shuffle(served["CFAssociations"])  # noqa: S311 - no secret

    assert read({"CFPackage": served}) == Imported(edition, ())


@given(frameworks(is_legible=True))
@settings(max_examples=50)
def test_any_package_of_ours_comes_back_equal_from_another_registry(edition: Framework) -> None:
    assert read(elsewhere(json.loads(case_json(edition).content))) == Imported(edition, ())


def test_case_1_0_may_leave_the_definitions_an_empty_list() -> None:
    assert read(package(TWO, CFDefinitions=[])).framework.items


@pytest.mark.parametrize(
    "content",
    [b"", b"geen json", b"\xff\xfe", b"[" * 100_000, b"[]", b"{}", b'{"CFDocument": 1}'],
    ids=["leeg", "tekst", "bytes", "diep", "lijst", "object", "getal"],
)
def test_what_is_no_package_is_refused(content: bytes) -> None:
    with pytest.raises(InputFileError, match=r"pakket\.json"):
        read_case_json(content, NAME, UNSAID)


def test_a_package_without_items_is_no_framework() -> None:
    with pytest.raises(InputFileError, match="geen enkel CFItem"):
        read(package([foreign_item(10, "")]))
    with pytest.raises(InputFileError, match="geen enkel CFItem"):
        read(package([]) | {"CFItems": 1})


def test_a_byte_order_mark_is_no_trouble() -> None:
    edition = framework()

    assert (
        read_case_json(b"\xef\xbb\xbf" + case_json(edition).content, NAME, UNSAID).framework
        == edition
    )


def _ring(data: Json) -> None:
    data["CFAssociations"][0]["destinationNodeURI"] = named(11)


def _no_identifier(data: Json) -> None:
    data["CFItems"][0]["identifier"] = None


def _the_same_twice(data: Json) -> None:
    data["CFItems"].append(data["CFItems"][0])


def _no_object(data: Json) -> None:
    data["CFItems"] = ["Eén"]


def _ends_before_it_begins(data: Json) -> None:
    data["CFDocument"] |= {"statusStartDate": "2026-02-01", "statusEndDate": "2026-01-01"}


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (_ring, "kring"),
        (_no_identifier, "CFItems.0.identifier: ontbreekt"),
        (_the_same_twice, f"identifier {uuid(10)} komt 2 keer voor"),
        (_no_object, "CFItems.0: hier horen sleutels met waarden"),
        (_ends_before_it_begins, "valid_until ligt voor valid_from"),
    ],
)
def test_a_wrong_package_is_refused_with_the_place(spoil: Callable[[Json], None], why: str) -> None:
    data = package([dict(one) for one in TWO], [below(20, 10, 1), below(21, 11, 10)])
    spoil(data)

    with pytest.raises(EditionError, match=re.escape(why)):
        read(data)


def test_an_item_whose_parent_is_elsewhere_comes_at_the_top_and_it_is_told() -> None:
    found = read(package([dict(one) for one in TWO], [below(20, 10, 1), below(21, 11, 99)]))

    assert [one.parent for one in found.framework.items] == [None, None]
    assert ["twee (1)" in one.message for one in found.issues if one.code == "parent-unknown"] == [
        True
    ]


def test_identifiers_need_not_be_uuids() -> None:
    data = json.loads(
        json.dumps(package([dict(one) for one in TWO], [below(20, 11, 10)])).replace(
            uuid(10), "urn:lo:1"
        )
    )

    assert [one.parent for one in read(data).framework.items] == [None, "1"]


def test_nonsense_in_our_own_extension_is_refused() -> None:
    own = {"swcompetence": {"revision": 0, "onzin": 1}}

    with pytest.raises(EditionError, match="onzin: deze sleutel bestaat hier niet"):
        read(package(TWO, document={"caseVersion": "1.1", "extensions": own}))


def test_an_item_that_another_program_added_to_our_package_is_unverified() -> None:
    data = json.loads(case_json(framework()).content)
    data["CFItems"].append(foreign_item(10, "Erbij"))

    found = read(data)

    assert found.framework.item("erbij").provenance is Provenance.UNVERIFIED
    assert found.framework.levels == ("thema", "deel")
    assert found.framework.item("erbij").level == "thema"
    assert codes(found) == ["code-missing", "level-from-parent"]


def test_an_item_without_a_type_below_the_last_level_leaves_no_levels() -> None:
    items = [foreign_item(10, "A", CFItemType="Doel"), foreign_item(11, "B")]

    found = read(package(items, [below(20, 11, 10)]))

    assert found.framework.levels == ("niveau 1", "niveau 2")


def test_a_mapping_level_that_is_gone_is_guessed_again() -> None:
    data = json.loads(case_json(framework()).content)
    for part in (*data["CFItems"], *data["CFDefinitions"]["CFItemTypes"]):
        part.pop("CFItemTypeURI", None)
        part["CFItemType" if "fullStatement" in part else "title"] = "anders"

    found = read(data)

    assert found.framework.mapping_level == "anders"
    assert codes(found) == ["mapping-level-guessed"]

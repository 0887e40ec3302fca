import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from samples import course, link, mapping

from swcompetence.model import (
    MAPPING_SCHEMA,
    CourseField,
    Curriculum,
    Decision,
    Evidence,
    EvidenceKind,
    Issue,
    ItemRef,
    Link,
    Mapping,
    Place,
    Severity,
    Verdict,
    link_id,
)
from swcompetence.workflow.exporting import json_schema


def full_mapping() -> Mapping:
    evidence = Evidence(
        field=CourseField.CONTENT,
        text="leefloon",
        start=5,
        end=13,
        item_part="indicator",
        term="leefloon*",
        kind=EvidenceKind.EXACT,
        weight=0.5,
    )
    decided = link("SW1", "proef:a").model_copy(
        update={
            "evidence": (evidence,),
            "decisions": (Decision(verdict=Verdict.ACCEPT, reviewer="An", level="V"),),
        }
    )
    issue = Issue(
        code="credits-missing",
        severity=Severity.WARNING,
        message="Geen studiepunten.",
        where=Place(file="lijst.xlsx", sheet="Blad1", cell="C7"),
    )
    bare = mapping(decided, courses=(course(content="Over leefloon."),))
    return bare.model_copy(update={"issues": (issue,)})


def test_a_mapping_is_the_same_after_writing_and_reading() -> None:
    koppelingen = full_mapping()

    assert koppelingen == Mapping.model_validate_json(koppelingen.to_json())
    assert koppelingen.to_json() == Mapping.model_validate_json(koppelingen.to_json()).to_json()


@given(st.text(), st.text())
def test_any_course_text_survives_writing_and_reading(title: str, content: str) -> None:
    koppelingen = mapping(courses=(course("SW1", title, content=content),))

    assert koppelingen == Mapping.model_validate_json(koppelingen.to_json())


def test_the_json_names_its_schema_first_and_ends_with_a_line_end() -> None:
    text = full_mapping().to_json()

    assert next(iter(json.loads(text))) == "schema"
    assert "swcompetence/mapping@2" == json.loads(text)["schema"] == MAPPING_SCHEMA
    assert text.endswith("}\n")


def test_the_json_has_the_public_keys() -> None:
    data = json.loads(full_mapping().to_json())

    assert list(data) == [
        "schema", "tool", "date", "curricula", "frameworks", "links", "issues", "part",
    ]  # fmt: skip
    assert {"name", "version", "matcher", "parameters"} == set(data["tool"])
    assert {"ref", "revision", "digest", "vocabulary_digest"} == set(data["frameworks"][0])
    assert {
        "id",
        "course",
        "item",
        "confidence",
        "band",
        "proposed",
        "origin",
        "evidence",
        "status",
        "decisions",
        "changed",
        "mention",
        "treatment",
        "tie",
        "tie_context",
        "tie_evidence",
        "marks",
    } == set(data["links"][0])
    assert {"field", "text", "start", "end", "item_part", "term", "kind", "weight"} == set(
        data["links"][0]["evidence"][0]
    )
    assert set(data["links"][0]["decisions"][0]) == {
        "verdict", "tie", "level", "assessed", "reviewer", "date", "note", "final", "withdrawn",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("schema",), "swcompetence/mapping@3", "Input should be 'swcompetence/mapping@2'"),
        (("links", 0, "mention"), 0.1, "mention 0.1 is kleiner dan confidence"),
        (("links", 0, "tie_context"), "ocmw", "tie_context hoort bij tie ‘explicit’"),
        (("extra",), 1, "Extra inputs are not permitted"),
        (("links", 0, "confidence"), 1.01, "less than or equal to 1"),
        (("links", 0, "confidence"), -0.01, "greater than or equal to 0"),
        (("links", 0, "item"), "leefloon", "geen verwijzing naar een item"),
        (("links", 0, "status"), "klaar", "Input should be 'open'"),
        (("links", 0, "course"), "SW9", "koppelingen zonder opleidingsonderdeel: SW9"),
        (("links", 0, "evidence", 0, "text"), "", "at least 1 character"),
        (("links", 0, "evidence", 0, "start"), -1, "greater than or equal to 0"),
        (("links", 0, "evidence", 0, "weight"), 2, "less than or equal to 1"),
        (("frameworks", 0, "ref"), "een kader", "geen verwijzing naar een kader"),
        (("issues", 0, "code"), "Geen Code", "String should match pattern"),
    ],
)
def test_a_wrong_mapping_is_refused(
    path: tuple[str | int, ...], value: object, message: str
) -> None:
    data = json.loads(full_mapping().to_json())
    spot = data
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = value

    with pytest.raises(ValidationError) as caught:
        Mapping.model_validate(data)

    assert message in str(caught.value)


def test_many_loose_links_are_named_up_to_five() -> None:
    loose = [link(f"SW{number}", "proef:a") for number in range(9)]

    with pytest.raises(
        ValidationError, match="zonder opleidingsonderdeel: SW0, SW1, SW2, SW3, SW4 "
    ):
        mapping(*loose)


def test_the_id_of_a_link_is_stable() -> None:
    assert link_id("SW101", ItemRef("ocmw-praktijk:schuldhulp")) == "L-78f20aacec"
    assert link_id("Économie 1", ItemRef("proef:a")) == "L-d5d6eb1ffe"


def test_the_id_of_a_link_keeps_course_and_item_apart() -> None:
    assert link_id("a", ItemRef("b:c")) != link_id("ab", ItemRef("b:c"))
    assert link_id("a", ItemRef("b:c")) != link_id("a", ItemRef("b:cc"))


def two_lists() -> Mapping:
    one = mapping(link("A1", "proef:a"), courses=(course("A1"), course("A2")))
    lists = (*one.curricula, Curriculum(id="tweede", courses=(course("B1"),)))
    return one.model_copy(update={"curricula": lists, "links": (*one.links, link("B1", "proef:a"))})


def test_courses_of_all_lists_stand_in_list_order() -> None:
    assert [vak.id for vak in two_lists().courses] == ["A1", "A2", "B1"]


def test_the_part_of_one_list_keeps_its_own_links() -> None:
    part = two_lists().only("tweede")

    assert [vak.id for vak in part.courses] == ["B1"]
    assert [found.course for found in part.links] == ["B1"]
    assert two_lists().frameworks == part.frameworks


def test_the_part_of_an_unknown_list_is_empty() -> None:
    part = two_lists().only("derde")

    assert (part.curricula, part.links) == ((), ())


def test_a_link_compares_by_value() -> None:
    assert link("A1", "proef:a") == Link.model_validate(link("A1", "proef:a").model_dump())


def test_a_file_of_before_the_second_digest_was_kept_is_read() -> None:
    data = json.loads(full_mapping().to_json())
    del data["frameworks"][0]["vocabulary_digest"]

    assert Mapping.model_validate(data).frameworks[0].vocabulary_digest is None


def test_a_file_names_its_form_and_may_hold_more_than_this_version_knows() -> None:
    data = json.loads(mapping(courses=(course("A"),)).to_json())
    schema = json.loads(json_schema("mapping"))
    more = {**data, "later": 1}
    del data["schema"]

    assert Mapping.from_json(json.dumps(more)).courses[0].id == "A"
    assert "schema" in schema["required"]
    assert '"additionalProperties": false' not in json.dumps(schema)
    with pytest.raises(ValidationError, match="schema"):
        Mapping.from_json(json.dumps(data))

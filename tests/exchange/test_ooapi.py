import json
from collections.abc import Callable
from typing import Any

import pytest
from generated import mappings
from hypothesis import given, settings
from ooapi_judge import SCHEMA, ooapi_errors
from samples import course, framework, item, link, mapping
from schema_judge import schema_errors

from swcompetence.errors import DuplicateFrameworkError, NotABaseError
from swcompetence.exchange.ooapi import LinkChoice, ooapi_json
from swcompetence.model import Decision, Framework, Mapping, Treatment, Verdict
from swcompetence.registry import list_frameworks

EDITION = framework(
    item("a", definition="Begeleidt.", alt_labels=["hulp"], note="Let op."),
    item("a.deel", level="deel", parent="a"),
    item("b", deprecated={"since": "1", "why": "Weg.", "replaced_by": ["a"]}),
    valid_until="2026-12-31",
)
COURSES = (
    course("SW1", "Schulden", 6, content="Budgetten.", assessment="Examen."),
    course("SW2", "Stage", None, outcomes="Kan iets.", teaching="Werkcollege."),
)
LINKED = mapping(
    link("SW1", "proef:b", status="confirmed"),
    link("SW1", "proef:a"),
    link("SW2", "proef:a", status="rejected"),
    link("SW2", "proef:b", proposed=False),
    link("SW2", "proef:geen", status="confirmed"),
    link("SW2", "ander:x", status="confirmed"),
    courses=COURSES,
    edition=EDITION,
)


def written(*editions: Framework, of: Mapping | None = None, **facts: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(ooapi_json(editions or (EDITION,), of, **facts).content)
    return data


@pytest.mark.parametrize("edition", list_frameworks(), ids=lambda edition: edition.id)
def test_every_shipped_edition_fits_the_schema(edition: Framework) -> None:
    data = written(edition)

    assert len(data["learningOutcomes"]) == len(edition.items)
    assert schema_errors(SCHEMA, data) == []


def test_courses_fit_the_schema() -> None:
    assert schema_errors(SCHEMA, written(of=LINKED, links=LinkChoice.PROPOSED)) == []


def test_the_schema_refuses_a_wrong_entry() -> None:
    data = written(of=LINKED)
    data["learningOutcomes"][0]["learningOutcomeId"] = "SW1"
    data["learningOutcomes"][1]["primaryCode"]["type"] = "x"
    data["learningOutcomes"][2]["validFrom"] = "2026-01-01"
    data["courses"][0]["studyLoad"][0]["value"] = "6"
    data["courses"][0]["level"] = "graduaat"
    data["courses"][0]["description"][0]["language"] = "nl_BE"
    del data["courses"][1]["name"]

    assert sorted(error.partition(":")[0] for error in schema_errors(SCHEMA, data)) == [
        "/courses/0/description/0/language",
        "/courses/0/level",
        "/courses/0/studyLoad/0/value",
        "/courses/1",
        "/learningOutcomes/0/learningOutcomeId",
        "/learningOutcomes/1/primaryCode",
        "/learningOutcomes/2/validFrom",
    ]


@given(mappings())
@settings(max_examples=50)
def test_any_mapping_can_be_written(given: tuple[Mapping, Framework]) -> None:
    mapped, edition = given

    data = written(edition, of=mapped, links=LinkChoice.PROPOSED)

    assert ooapi_errors(data) == []
    assert len(data["courses"]) == len(mapped.courses)


def test_an_item_is_a_learning_outcome_with_its_parent_and_its_children() -> None:
    top, below, gone = written()["learningOutcomes"]

    assert top["primaryCode"] == {"codeType": "identifier", "code": "proef:a"}
    assert top["name"] == [{"language": "nl-BE", "value": "Zzqa"}]
    assert top["description"] == [{"language": "nl-BE", "value": "Begeleidt."}]
    assert top["childIds"] == [below["learningOutcomeId"]]
    assert below["parentIds"] == [top["learningOutcomeId"]]
    assert "parentIds" not in top
    assert (top["validFrom"], top["validTo"]) == ("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")
    assert top["ext"]["swcompetence"] == {
        "framework": "proef@1",
        "level": "thema",
        "provenance": "unverified",
        "altLabels": ["hulp"],
        "note": "Let op.",
    }
    assert gone["ext"]["swcompetence"]["deprecated"]["replaced_by"] == ["a"]


def test_an_outcome_keeps_its_id_from_one_edition_to_the_next() -> None:
    next_edition = EDITION.model_copy(update={"version": "2"})

    (one, *_), (other, *_) = (written(e)["learningOutcomes"] for e in (EDITION, next_edition))

    assert one["learningOutcomeId"] == other["learningOutcomeId"]


def test_a_course_tells_its_load_its_texts_and_what_was_confirmed() -> None:
    data = written(of=LINKED)
    first, second = data["courses"]
    outcome = data["learningOutcomes"][2]["learningOutcomeId"]

    assert first["primaryCode"]["code"] == "SW1"
    assert first["studyLoad"] == [{"studyLoadUnit": "ects", "value": 6.0}]
    assert first["description"][0]["value"] == "Budgetten."
    assert first["assessment"][0]["value"] == "Examen."
    assert first["learningOutcomeIds"] == [outcome]
    assert first["ext"]["swcompetence"]["links"] == [
        {"learningOutcomeId": outcome, "code": "proef:b", "status": "confirmed"}
    ]
    assert not {"studyLoad", "learningOutcomeIds", "level", "ext"} & second.keys()


def test_proposals_come_along_only_when_asked_and_are_marked() -> None:
    first, second = written(of=LINKED, links=LinkChoice.PROPOSED)["courses"]

    links = first["ext"]["swcompetence"]["links"]
    assert [(one["code"], one["status"]) for one in links] == [
        ("proef:a", "open"),
        ("proef:b", "confirmed"),
    ]
    assert "learningOutcomeIds" not in second


def test_what_a_course_only_touches_on_is_no_outcome_of_it_and_is_told() -> None:
    said = [{"decisions": (Decision(verdict=v),)} for v in (Verdict.ACCEPT, Verdict.TOUCHED)]
    links = (
        link("SW1", "proef:a", status="confirmed").model_copy(update=said[0]),
        link("SW1", "proef:b", status="confirmed").model_copy(update=said[1]),
        link("SW2", "proef:a").model_copy(update={"treatment": Treatment.TOUCHED}),
    )

    content, losses = ooapi_json(
        [EDITION], mapping(*links, courses=COURSES, edition=EDITION), links=LinkChoice.PROPOSED
    )

    first, second = json.loads(content)["courses"]
    assert [one["code"] for one in first["ext"]["swcompetence"]["links"]] == ["proef:a"]
    assert "learningOutcomeIds" not in second
    assert any("enkel terloops vermeldt" in loss.message for loss in losses)


@pytest.mark.parametrize(
    ("programme", "level"),
    [
        ("Professionele bachelor sociaal werk", "bachelor"),
        ("Graduaat maatschappelijk werk", "associate_degree"),
        ("Master sociaal werk", "master"),
        ("Bachelor en graduaat", None),
        ("Sociaal werk", None),
        (None, None),
    ],
)
def test_the_level_is_read_from_the_programme_alone(
    programme: str | None, level: str | None
) -> None:
    curriculum = LINKED.curricula[0].model_copy(update={"programme": programme})

    data = written(of=LINKED.model_copy(update={"curricula": (curriculum,)}))

    assert data["courses"][0].get("level") == level


def test_the_teaching_language_gets_its_code_or_is_named_as_lost() -> None:
    courses = tuple(
        course(f"V{number}").model_copy(update={"language": words})
        for number, words in enumerate(["Nederlands", "EN", "Klingon"])
    )

    content, losses = ooapi_json([EDITION], mapping(courses=courses, edition=EDITION))

    told = [one.get("teachingLanguages") for one in json.loads(content)["courses"]]
    assert told == [["nld"], ["eng"], None]
    assert any("zonder eenduidige code: Klingon" in one.message for one in losses)


def test_what_is_left_out_is_told() -> None:
    courses = (COURSES[0].model_copy(update={"phase": "fase 1", "compulsory": True}), COURSES[1])
    curriculum = LINKED.curricula[0].model_copy(update={"courses": courses})

    losses = ooapi_json([EDITION], LINKED.model_copy(update={"curricula": (curriculum,)})).losses

    messages = " ".join(one.message for one in losses)
    for told in (
        "bij opleidingsonderdelen: fase (1x), verplicht of keuze (1x)",
        "leerresultaten van de fiche (1x), werkvormen (1x).",
        "niet in de gegeven kaders staan: ander:x (1x)",
        "die niemand bevestigde, staan er niet in: 1",
        "Besluiten ‘niets past’ staan er niet in: 1",
        "titel",
    ):
        assert told in messages


def test_with_several_editions_each_loss_is_told_once() -> None:
    (loss,) = ooapi_json([EDITION, framework(item("a", "x"), id="ander")]).losses

    assert loss.message.count("licentie") == 1
    assert "indicatoren (" in loss.message


def test_two_editions_of_one_framework_are_refused() -> None:
    with pytest.raises(DuplicateFrameworkError):
        ooapi_json([EDITION, EDITION.model_copy(update={"version": "2"})])


def test_a_base_that_begins_no_uri_is_refused() -> None:
    with pytest.raises(NotABaseError):
        ooapi_json([EDITION], base="hogeschool")


def test_the_same_input_gives_the_same_bytes() -> None:
    assert ooapi_json([EDITION], LINKED) == ooapi_json([EDITION], LINKED)


def _dangle(data: dict[str, Any]) -> None:
    data["courses"][0]["learningOutcomeIds"] = ["00000000-0000-5000-8000-000000000000"]


def _orphan(data: dict[str, Any]) -> None:
    data["learningOutcomes"][1]["parentIds"] = ["00000000-0000-5000-8000-000000000000"]


def _disown(data: dict[str, Any]) -> None:
    del data["learningOutcomes"][0]["childIds"]


def _double(data: dict[str, Any]) -> None:
    data["courses"].append(data["courses"][0])


def _no_uuid(data: dict[str, Any]) -> None:
    data["courses"][0]["courseId"] = "SW1"


def _other_unit(data: dict[str, Any]) -> None:
    data["courses"][0]["studyLoad"][0]["studyLoadUnit"] = "studiepunten"


def _other_level(data: dict[str, Any]) -> None:
    data["courses"][0]["level"] = "graduaat"


def _no_code(data: dict[str, Any]) -> None:
    del data["learningOutcomes"][0]["primaryCode"]


def _bad_language(data: dict[str, Any]) -> None:
    data["learningOutcomes"][0]["name"][0]["language"] = "nl_BE"


def _day(data: dict[str, Any]) -> None:
    data["learningOutcomes"][0]["validFrom"] = "2026-01-01"


def _unknown_key(data: dict[str, Any]) -> None:
    data["courses"][0]["credits"] = 6


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (_dangle, "00000000-0000-5000-8000-000000000000 is missing"),
        (_orphan, "00000000-0000-5000-8000-000000000000 is missing"),
        (_disown, "contradict"),
        (_double, "occurs 2 times"),
        (_no_uuid, "courseId"),
        (_other_unit, "studyLoadUnit"),
        (_other_level, "level"),
        (_no_code, "primaryCode"),
        (_bad_language, "language"),
        (_day, "validFrom"),
        (_unknown_key, "credits"),
    ],
)
def test_a_wrong_file_is_refused(spoil: Callable[[dict[str, Any]], None], why: str) -> None:
    data = written(of=LINKED)
    assert ooapi_errors(data) == []
    spoil(data)

    assert why in "; ".join(ooapi_errors(data))

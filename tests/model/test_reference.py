from __future__ import annotations

import pytest
from pydantic import ValidationError

from swcompetence.model import ItemRef, Reference, ReferenceForm

A, B, C = ItemRef("proef:a"), ItemRef("proef:b"), ItemRef("proef:c")


def reference(*weights: dict[str, object], **facts: object) -> Reference:
    return Reference.model_validate(
        {
            "title": "Proef",
            "kind": "respondents",
            "about": "Verzonnen.",
            "framework": "proef@1",
            "weights": weights,
            **facts,
        }
    )


def test_a_share_of_nothing_and_an_unknown_share_are_two_things() -> None:
    one = reference({"item": A, "share": 1}, not_measured=[C])

    assert [one.share(item) for item in (A, B, C)] == [1, 0, 0]
    assert [one.measures(item) for item in (A, B, C)] == [True, True, False]


@pytest.mark.parametrize(
    ("weights", "facts", "message"),
    [
        ([{"item": A, "share": 0.5}], {}, "tellen op tot 0.500"),
        ([{"item": A, "share": 0.5}, {"item": A, "share": 0.5}], {}, "twee keer"),
        ([{"item": A, "share": 1}], {"not_measured": [A]}, "ook in not_measured"),
        ([{"item": A, "share": 1, "low": 0, "high": 0.5}], {}, "tussen low en high"),
        ([{"item": A, "share": "nan"}], {}, "equal to"),
    ],
)
def test_a_reference_that_contradicts_itself_is_refused(
    weights: list[dict[str, object]], facts: dict[str, object], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        reference(*weights, **facts)


@pytest.mark.parametrize("points", [-1, "inf", "nan"])
def test_points_are_finite_and_not_negative(points: object) -> None:
    with pytest.raises(ValidationError):
        ReferenceForm.model_validate({"framework": "proef@1", "points": {"a": points}})


def test_a_respondent_is_named_by_organisation_and_role() -> None:
    bare = ReferenceForm(framework="proef@1", points={})
    full = bare.model_copy(update={"organisation": "OCMW Denderkant", "role": "teamcoach"})

    assert bare.respondent == "OCMW niet ingevuld"
    assert full.respondent == "OCMW Denderkant, teamcoach"

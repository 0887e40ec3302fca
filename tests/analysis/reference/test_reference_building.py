from __future__ import annotations

from math import fsum, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import framework, item

from swcompetence.analysis.reference.reference import (
    equal_reference,
    fit_reference,
    merge_references,
    reference_of_form,
)
from swcompetence.errors import NothingToWeighError, ReferenceMismatchError
from swcompetence.model import (
    Framework,
    FrameworkRef,
    ItemRef,
    Reference,
    ReferenceForm,
    ReferenceKind,
)

KADER = framework(item("a"), item("b"), item("c"), item("d"))
A, B, C, D = (KADER.item_ref(one) for one in KADER.mapping_items)
Points = dict[str, float | None]
ANSWERS = st.dictionaries(
    st.sampled_from("abcd"),
    st.one_of(st.none(), st.floats(0, 10, allow_subnormal=False).map(lambda x: round(x, 3))),
    min_size=1,
).filter(lambda points: any(points.values()))


def answered(points: Points, name: str = "OCMW Denderkant", edition: str = "1") -> Reference:
    form = ReferenceForm.model_validate(
        {"framework": f"proef@{edition}", "organisation": name, "points": points}
    )
    return reference_of_form(form, KADER)


def test_by_default_every_item_weighs_the_same() -> None:
    reference = equal_reference(KADER)

    assert [reference.share(one) for one in (A, B, C, D)] == [0.25] * 4
    assert reference.kind is ReferenceKind.EQUAL
    assert "geen vaststelling" in reference.about


def test_points_become_shares_and_an_item_left_open_is_zero() -> None:
    one = answered({"a": 6, "b": 2, "c": None})

    assert [one.share(item_ref) for item_ref in (A, B, C)] == [0.75, 0.25, 0]
    assert one.measures(C)
    assert not one.measures(D)
    assert one.sources == ("OCMW Denderkant",)


def test_a_form_without_points_gives_no_reference() -> None:
    with pytest.raises(NothingToWeighError, match="OCMW Denderkant"):
        answered({"a": 0, "b": None})


def test_merging_takes_the_mean_and_shows_the_spread() -> None:
    merged = merge_references(
        [
            answered({"a": 1, "b": 0, "c": 0, "d": 0}),
            answered({"a": 1, "b": 3, "c": 0, "d": 0}, "OCMW Scheldezoom"),
        ]
    )
    first = merged.weights[0]

    assert (first.item, first.share, first.low, first.high) == (A, 0.625, 0.25, 1)
    assert merged.title == "Bevraging van 2 respondenten"
    assert merged.sources == ("OCMW Denderkant", "OCMW Scheldezoom")
    assert "geen meting" in merged.about


def test_an_item_that_one_respondent_was_not_asked_takes_the_mean_of_the_others() -> None:
    merged = merge_references([answered({"a": 5, "b": 5}), answered({"a": 5, "b": 2.5, "c": 2.5})])

    assert merged.not_measured == (D,)
    assert merged.share(C) == pytest.approx(0.25 / 1.125, abs=1e-6)
    assert merged.share(A) == pytest.approx(0.5 / 1.125, abs=1e-6)


def test_one_reference_stays_as_it_is_but_for_a_title() -> None:
    one = answered({"a": 1})

    assert merge_references([one]) == one
    assert merge_references([one], title="Eigen naam").title == "Eigen naam"


def test_what_is_not_alike_is_not_merged() -> None:
    one = answered({"a": 1})
    other = one.model_copy(update={"framework": FrameworkRef("proef@2")})

    with pytest.raises(ReferenceMismatchError, match="hoort bij proef@"):
        merge_references([one, other])
    with pytest.raises(ReferenceMismatchError, match="soort ‘afspraak’"):
        merge_references([one, equal_reference(KADER)])
    with pytest.raises(NothingToWeighError, match="geen enkele"):
        merge_references([])


def test_other_kinds_merge_too_and_what_one_does_not_name_is_zero() -> None:
    first = equal_reference(KADER)
    only_a = first.model_copy(
        update={"weights": (first.weights[0].model_copy(update={"share": 1.0}),)}
    )
    merged = merge_references([first, only_a])
    by_item = {one.item: one for one in merged.weights}

    assert merged.title == "2 referenties samengevoegd"
    assert (by_item[B].share, by_item[B].low, by_item[B].high) == (0.125, 0, 0.25)


@given(st.lists(ANSWERS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_merging_adds_up_to_one_whatever_the_order(answers: list[Points], random: object) -> None:
    references = [answered(points, f"OCMW {n}") for n, points in enumerate(answers)]
    shuffled = list(references)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    merged = merge_references(references)

    assert merged == merge_references(shuffled)
    assert isclose(fsum(one.share for one in merged.weights), 1, abs_tol=1e-4)
    for one in merged.weights:
        assert (one.low is None) == (len(references) == 1)
        assert (one.low or 0) <= one.share <= (1 if one.high is None else one.high)
        assert merged.measures(one.item)


def edition(version: str, *items: dict[str, object]) -> Framework:
    return framework(*items, version=version)


def test_a_reference_for_the_edition_at_hand_is_kept() -> None:
    one = answered({"a": 1, "b": 1, "c": 1, "d": 1})
    without_version = one.model_copy(update={"framework": FrameworkRef("proef")})

    assert fit_reference(one, KADER) == one
    assert fit_reference(without_version, KADER).framework == "proef@1"


def test_another_framework_is_refused() -> None:
    with pytest.raises(ReferenceMismatchError, match="niet bij ander@1"):
        fit_reference(answered({"a": 1}), framework(id="ander"))


def test_a_next_edition_takes_over_what_stayed_and_what_was_replaced() -> None:
    gone = {"since": "2", "why": "Gesplitst.", "replaced_by": ["b", "e"]}
    after = edition("2", item("a"), item("b"), item("c", deprecated=gone), item("e"), item("f"))
    one = answered({"a": 4, "b": 2, "c": 2, "d": 2})
    fitted = fit_reference(one, after)
    shares = [fitted.share(ItemRef.of("proef", name)) for name in "abef"]

    assert shares == pytest.approx([0.5, 0.375, 0.125, 0])
    assert fitted.not_measured == (ItemRef("proef:f"),)
    assert fitted.framework == "proef@2"
    assert [issue.code for issue in fitted.issues] == [
        "reference-other-edition",
        "reference-item-unknown",
    ]
    assert "‘d’" in fitted.issues[1].message


def test_an_unknown_item_in_the_same_edition_is_told_and_the_spread_scales_along() -> None:
    merged = merge_references(
        [answered({"a": 1, "x": 1}), answered({"a": 3, "x": 1}, "OCMW Scheldezoom")]
    )
    fitted = fit_reference(merged, KADER)

    assert (fitted.weights[0].share, fitted.weights[0].low, fitted.weights[0].high) == (1, 0.8, 1)
    assert [issue.code for issue in fitted.issues] == ["reference-item-unknown"]


def test_equal_weights_stay_equal_in_another_edition() -> None:
    after = edition("2", item("a"), item("e"))

    assert fit_reference(equal_reference(KADER), after) == equal_reference(after)


def test_a_reference_of_which_nothing_is_left_is_refused() -> None:
    with pytest.raises(NothingToWeighError, match="proef@2"):
        fit_reference(answered({"a": 1, "b": 0}), edition("2", item("b")))

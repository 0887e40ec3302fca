import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swcompetence.matching.parameters import BAND_FLOORS, PARAMETERS, Cut, Parameters
from swcompetence.matching.signals import FEATURES
from swcompetence.model import Band

SIMPLE = Parameters(
    version="proef",
    weights=(1, -1),
    flatness=0.5,
    cuts={"gemeten": Cut(mention=1, confidence=0, unnamed=0.1)},
    other=Cut(mention=-1, confidence=-2, unnamed=0.1),
    core=0.5,
    mention_with_term=0.2,
    mention_alone=0.6,
    listed=1,
)


def test_every_feature_has_its_weight() -> None:
    assert len(PARAMETERS.weights) == len(FEATURES)
    assert all(weight >= 0 for weight in PARAMETERS.weights)


def test_without_signals_nothing_is_proposed() -> None:
    for framework in (*PARAMETERS.cuts, "ander"):
        mention = PARAMETERS.chances(framework, [0.0] * len(FEATURES))[1]

        assert not PARAMETERS.is_proposed(mention, has_strong_term=True)


def test_a_weak_term_alone_has_to_be_surer() -> None:
    assert SIMPLE.is_proposed(0.2, has_strong_term=True)
    assert not SIMPLE.is_proposed(0.19, has_strong_term=True)
    assert SIMPLE.is_proposed(0.6, has_strong_term=False)
    assert not SIMPLE.is_proposed(0.59, has_strong_term=False)


def test_equal_signals_for_and_against_give_an_even_chance() -> None:
    assert SIMPLE.chances("gemeten", [2, 2])[0] == 0.5


def test_a_framework_without_labelled_sheets_starts_elsewhere() -> None:
    assert SIMPLE.chances("ander", [3, 1])[0] == 0.5


def test_another_number_of_features_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        SIMPLE.chances("gemeten", [1])[0]


def test_parameters_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        SIMPLE.core = 0  # type: ignore[misc] # that is the test


@given(st.lists(st.floats(0, 20), min_size=len(FEATURES), max_size=len(FEATURES)))
def test_a_chance_is_above_none_and_below_certain(features: list[float]) -> None:
    for framework in (*PARAMETERS.cuts, "ander"):
        confidence = PARAMETERS.chances(framework, features)[0]

        assert 0 < confidence <= PARAMETERS.chances(framework, features)[1] < 1


@given(
    st.lists(st.floats(0, 5), min_size=len(FEATURES), max_size=len(FEATURES)),
    st.integers(0, len(FEATURES) - 1),
)
def test_more_of_a_signal_never_lowers_a_chance(features: list[float], which: int) -> None:
    more = [value + (number == which) for number, value in enumerate(features)]

    for framework in PARAMETERS.cuts:
        less, greater = (PARAMETERS.chances(framework, values) for values in (features, more))
        assert all(a <= b for a, b in zip(less, greater, strict=True))


@pytest.mark.parametrize(("band", "floor"), BAND_FLOORS)
def test_a_band_begins_at_its_floor(band: Band, floor: float) -> None:
    surest = dataclasses.replace(SIMPLE, core=0)

    assert surest.band("gemeten", floor, 1) is band


def test_what_is_touched_is_as_sure_as_its_mention_and_never_high() -> None:
    assert SIMPLE.band("gemeten", 0.49, 0.95) is Band.MIDDLE
    assert SIMPLE.band("gemeten", 0.10, 0.39) is Band.LOW
    assert SIMPLE.band("gemeten", 0.70, 0.95) is Band.HIGH


def test_bands_go_from_high_to_low_down_to_nothing() -> None:
    floors = [floor for _, floor in BAND_FLOORS]

    assert floors == sorted(floors, reverse=True)
    assert floors[-1] == 0


def test_a_framework_without_labelled_sheets_has_no_band() -> None:
    assert SIMPLE.band("ander", 0.9, 0.9) is Band.NOT_MEASURED

import pytest
from evidence import evident
from samples import course, framework, item, mapping

from swcompetence.analysis.coverage import Finding, FrameworkCoverage, coverage
from swcompetence.analysis.reference.reference import equal_reference
from swcompetence.analysis.reference.representation import (
    Representation,
    RepresentationLine,
    Standing,
    representation,
)
from swcompetence.errors import ReferenceMismatchError
from swcompetence.model import FrameworkRef, ItemRef, Link, Reference, ReferenceWeight

KADER = framework(
    item("basis", level="groep", label="Basis"),
    item("leefloon", parent="basis", label="Leefloon"),
    item("schuld", parent="basis", label="Schuld"),
    item("los", level="groep", label="Los"),
    item("wonen", parent="los", label="Wonen"),
    item("energie", parent="los", label="Energie"),
    levels=("groep", "thema"),
)
# Four segments, 10 credits each: every segment is 2.5 credits.
RECHT = course("A", "Recht", 10, content="Het leefloon\nDe schuldhulp\nDe Grondwet")
HUREN = course("B", "Huren", 10, content="Goed wonen\nSlecht wonen\nDe stad")
LINKS = (
    evident(RECHT, "proef:leefloon", "leefloon", status="confirmed"),
    evident(RECHT, "proef:schuld", "schuldhulp", confidence=0.1),
    evident(HUREN, "proef:wonen", "wonen", confidence=1),
    evident(HUREN, "proef:energie", "stad", proposed=False),
)


def covered(*links: Link, ects: float | None = 10) -> FrameworkCoverage:
    courses = tuple(one.model_copy(update={"credits": ects}) for one in (RECHT, HUREN))
    return coverage(mapping(*links, courses=courses, edition=KADER), [KADER])[0]


def weighed(**shares: float | None) -> Reference:
    """Build a reference; None is not measured."""
    return equal_reference(KADER).model_copy(
        update={
            "title": "Proef",
            "weights": tuple(
                ReferenceWeight(item=ItemRef(f"proef:{name}"), share=share)
                for name, share in shares.items()
                if share is not None
            ),
            "not_measured": tuple(
                ItemRef(f"proef:{name}") for name, share in shares.items() if share is None
            ),
        }
    )


def lines(found: Representation) -> dict[str, RepresentationLine]:
    return {one.label: one for one in (*found.items, *found.clusters)}


def test_items_and_clusters_counted_by_hand() -> None:
    found = representation(covered(*LINKS), equal_reference(KADER))
    by_label = lines(found)

    # Expected credits: leefloon 2.5, schuld 0.25, wonen 5: 7.75 in all; each weighs 1/4.
    assert found.credits.expected == pytest.approx(7.75)
    assert by_label["Leefloon"].index == pytest.approx(2.5 / 7.75 * 4)
    assert by_label["Wonen"].index == pytest.approx(5 / 7.75 * 4)
    assert by_label["Schuld"].index == pytest.approx(0.25 / 7.75 * 4)
    assert by_label["Basis"].share == pytest.approx(2.75 / 7.75)
    assert by_label["Basis"].reference_share == pytest.approx(0.5)
    assert (by_label["Schuld"].credits.high, by_label["Energie"].credits.high) == (2.5, 2.5)
    assert {one.label: one.standing.value for one in found.items} == {
        "Leefloon": "in verhouding",
        "Schuld": "onderbelicht",
        "Wonen": "sterk aanwezig",
        "Energie": "terloops vermeld",
    }
    assert {one.label: (one.standing.value, one.finding) for one in found.clusters} == {
        "Basis": ("in verhouding", Finding.CONFIRMED),
        "Los": ("in verhouding", Finding.PROPOSED),
    }
    assert found.weak == ("proef:schuld", "proef:energie")
    assert (found.count(Standing.IN_PROPORTION), found.count(Standing.NOT_FOUND)) == (1, 0)
    assert [one.group for one in found.items] == ["Basis", "Basis", "Los", "Los"]


def test_an_item_below_the_floor_is_underexposed_whatever_its_index() -> None:
    few = covered(LINKS[0], ects=1)
    found = lines(representation(few, equal_reference(KADER)))["Leefloon"]

    assert (found.index, found.credits.expected) == (4, 0.25)
    assert found.standing is Standing.UNDER
    low_floor = representation(few, equal_reference(KADER), floor=0.25)
    assert lines(low_floor)["Leefloon"].standing is Standing.OVER
    assert "minder dan 0,25 verwachte studiepunten" in low_floor.rule


@pytest.mark.parametrize(
    ("share", "standing"),
    [
        (0.5, Standing.IN_PROPORTION),
        (1.0, Standing.IN_PROPORTION),
        (0.49, Standing.OVER),
    ],
)
def test_the_bounds_of_the_index_are_in_proportion(share: float, standing: Standing) -> None:
    rest = 1 - share
    found = representation(covered(LINKS[0]), weighed(leefloon=share, schuld=rest))

    assert lines(found)["Leefloon"].standing is standing


def test_an_index_of_a_half_is_in_proportion() -> None:
    found = representation(covered(LINKS[0], LINKS[2]), weighed(leefloon=2 / 3, wonen=1 / 3))

    assert lines(found)["Leefloon"].index == 0.5
    assert lines(found)["Leefloon"].standing is Standing.IN_PROPORTION


def test_an_index_under_a_half_is_underexposed() -> None:
    found = representation(covered(LINKS[0], LINKS[2]), weighed(leefloon=0.7, wonen=0.3))

    assert lines(found)["Leefloon"].index == pytest.approx(2.5 / 7.5 / 0.7)
    assert lines(found)["Leefloon"].standing is Standing.UNDER


def test_what_is_not_measured_is_not_compared_and_takes_no_share() -> None:
    found = representation(
        covered(*LINKS), weighed(leefloon=0.5, schuld=0.5, energie=0, wonen=None)
    )
    by_label = lines(found)

    wonen = by_label["Wonen"]
    assert (wonen.share, wonen.reference_share, wonen.index) == (None, None, None)
    assert (wonen.standing, wonen.credits.expected) == (Standing.NOT_COMPARED, 5)
    assert by_label["Leefloon"].share == pytest.approx(2.5 / 2.75)
    assert by_label["Los"].standing is Standing.NOT_COMPARED


def test_an_item_that_weighs_nothing_has_no_index() -> None:
    found = lines(representation(covered(*LINKS), weighed(leefloon=1)))["Wonen"]

    assert (found.reference_share, found.index) == (0, None)
    assert found.standing is Standing.NOT_COMPARED


def test_absence_needs_no_reference_and_no_credits() -> None:
    found = representation(covered(ects=None), weighed(leefloon=1, schuld=None))

    assert {one.standing for one in (*found.items, *found.clusters)} == {Standing.NOT_FOUND}
    assert {one.share for one in found.items} == {None}


def test_a_list_without_credits_is_not_compared() -> None:
    found = representation(covered(*LINKS, ects=None), equal_reference(KADER))

    assert lines(found)["Leefloon"].standing is Standing.NOT_COMPARED


def test_an_open_link_of_a_reviewer_is_underexposed_until_it_is_decided() -> None:
    own = evident(RECHT, "proef:wonen", origin="reviewer", confidence=0, proposed=False)
    found = lines(representation(covered(own), equal_reference(KADER)))["Wonen"]

    assert (found.credits.expected, found.credits.high, found.index) == (0, 2.5, None)
    assert found.standing is Standing.UNDER


def test_the_spread_of_a_reference_stands_beside_its_share() -> None:
    reference = weighed(leefloon=0.4, schuld=0.6)
    weights = (
        reference.weights[0].model_copy(update={"low": 0.2, "high": 0.5}),
        reference.weights[1],
    )
    found = representation(covered(*LINKS), reference.model_copy(update={"weights": weights}))

    assert [(one.reference_low, one.reference_high) for one in found.items] == [
        (0.2, 0.5),
        (None, None),
        (None, None),
        (None, None),
    ]


def test_another_framework_is_refused() -> None:
    other = equal_reference(KADER).model_copy(update={"framework": FrameworkRef("ander@1")})

    with pytest.raises(ReferenceMismatchError, match="ander@1"):
        representation(covered(*LINKS), other)


def test_a_representation_survives_json() -> None:
    found = representation(covered(*LINKS), equal_reference(KADER))

    assert Representation.model_validate_json(found.model_dump_json()) == found

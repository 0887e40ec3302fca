import pytest
from evidence import evident
from samples import course, framework, item, mapping

from swcompetence.analysis.finding import Finding, FrameworkFindings, findings_of
from swcompetence.analysis.reference.reference import equal_reference
from swcompetence.analysis.reference.representation import (
    Representation,
    RepresentationLine,
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
# Four lines, 10 credits each: every line is 2.5 credits.
RECHT = course("A", "Recht", 10, content="Het leefloon\nDe schuldhulp\nDe Grondwet")
HUREN = course("B", "Huren", 10, content="Goed wonen\nSlecht wonen\nDe stad")
LINKS = (
    evident(RECHT, "proef:leefloon", "leefloon", status="confirmed"),
    evident(RECHT, "proef:schuld", "schuldhulp", confidence=0.1),
    evident(HUREN, "proef:wonen", "wonen", confidence=1),
    evident(HUREN, "proef:energie", "stad", proposed=False),
)


def judged(*links: Link, ects: float | None = 10) -> FrameworkFindings:
    courses = tuple(course.model_copy(update={"credits": ects}) for course in (RECHT, HUREN))
    return findings_of(mapping(*links, courses=courses, edition=KADER), [KADER])[0]


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


def lines(compared: Representation) -> dict[str, RepresentationLine]:
    return {line.label: line for line in (*compared.items, *compared.clusters)}


def test_items_and_clusters_counted_by_hand() -> None:
    compared = representation(judged(*LINKS), equal_reference(KADER))
    by_label = lines(compared)

    # Expected credits: leefloon 2.5, schuld 0.25, wonen 5: 7.75 in all; each weighs 1/4.
    assert compared.credits.expected == pytest.approx(7.75)
    assert by_label["Leefloon"].index == pytest.approx(2.5 / 7.75 * 4)
    assert by_label["Wonen"].index == pytest.approx(5 / 7.75 * 4)
    assert by_label["Schuld"].index == pytest.approx(0.25 / 7.75 * 4)
    assert by_label["Basis"].share == pytest.approx(2.75 / 7.75)
    assert by_label["Basis"].reference_share == pytest.approx(0.5)
    assert (by_label["Schuld"].credits.high, by_label["Energie"].credits.high) == (2.5, 0)
    assert {line.label: line.finding for line in compared.clusters} == {
        "Basis": Finding.CORE_CONFIRMED,
        "Los": Finding.CORE_PROPOSED,
    }
    assert [line.group for line in compared.items] == ["Basis", "Basis", "Los", "Los"]


def test_the_general_foundation_takes_no_share() -> None:
    tied = evident(RECHT, "proef:leefloon", "leefloon", tie="explicit", tie_context="ocmw")
    general = evident(HUREN, "proef:wonen", "wonen", tie="general")
    by_label = lines(representation(judged(tied, general), equal_reference(KADER)))

    assert (by_label["Leefloon"].share, by_label["Wonen"].share) == (1, 0)
    assert by_label["Wonen"].credits.high == 0


def test_what_is_not_measured_is_not_compared_and_takes_no_share() -> None:
    by_label = lines(
        representation(judged(*LINKS), weighed(leefloon=0.5, schuld=0.5, energie=0, wonen=None))
    )

    wonen = by_label["Wonen"]
    assert (wonen.share, wonen.reference_share, wonen.index) == (None, None, None)
    assert wonen.credits.expected == 5
    assert by_label["Leefloon"].share == pytest.approx(2.5 / 2.75)
    assert by_label["Los"].index is None


def test_an_item_that_weighs_nothing_has_no_index() -> None:
    wonen = lines(representation(judged(*LINKS), weighed(leefloon=1)))["Wonen"]

    assert (wonen.reference_share, wonen.index) == (0, None)


def test_without_credits_there_is_no_share() -> None:
    compared = representation(judged(*LINKS, ects=None), equal_reference(KADER))

    assert {(line.share, line.index) for line in compared.items} == {(None, None)}


def test_an_open_link_of_a_reviewer_is_not_expected_until_it_is_decided() -> None:
    added = evident(RECHT, "proef:wonen", origin="reviewer", confidence=0, proposed=False)
    wonen = lines(representation(judged(added), equal_reference(KADER)))["Wonen"]

    assert (wonen.credits.expected, wonen.credits.high, wonen.index) == (0, 2.5, None)


def test_the_spread_of_a_reference_stands_beside_its_share() -> None:
    reference = weighed(leefloon=0.4, schuld=0.6)
    weights = (
        reference.weights[0].model_copy(update={"low": 0.2, "high": 0.5}),
        reference.weights[1],
    )
    compared = representation(judged(*LINKS), reference.model_copy(update={"weights": weights}))

    assert [(line.reference_low, line.reference_high) for line in compared.items] == [
        (0.2, 0.5),
        (None, None),
        (None, None),
        (None, None),
    ]


def test_another_framework_is_refused() -> None:
    other = equal_reference(KADER).model_copy(update={"framework": FrameworkRef("ander@1")})

    with pytest.raises(ReferenceMismatchError, match="ander@1"):
        representation(judged(*LINKS), other)


def test_a_representation_survives_json() -> None:
    compared = representation(judged(*LINKS), equal_reference(KADER))

    assert Representation.model_validate_json(compared.model_dump_json()) == compared

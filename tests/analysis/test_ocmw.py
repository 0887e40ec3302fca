"""The share of OCMW content, the gaps to begin with and the work fields, counted by hand."""

from itertools import combinations
from typing import Any

import pytest
from evidence import evident
from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item, mapping

from swcompetence.analysis.base import BaseSettings
from swcompetence.analysis.finding import Finding, framework_findings
from swcompetence.analysis.ocmw import (
    FieldBand,
    OcmwPractice,
    ocmw_practice,
    selection_ends,
    work_fields,
)
from swcompetence.analysis.text_credits import read_programme
from swcompetence.errors import ReferenceMismatchError
from swcompetence.model import Course, Framework, Link, Reference

SOURCE = {"sources": ["wet"]}
KADER = framework(
    item("basis", level="groep", label="Basis"),
    item("leefloon", parent="basis", label="Leefloon", own=True, kerntaak=SOURCE),
    item("schuld", parent="basis", label="Schuld", kerntaak=SOURCE, related=["wonen"]),
    item("wonen", parent="basis", label="Wonen", related=["schuld"]),
    item("zorg", parent="basis", label="Zorg"),
    item("gpmi", parent="basis", label="GPMI", own=True),
    id="ocmw-praktijk",
    levels=["groep", "thema"],
    sources=[{"id": "wet", "title": "De wet"}],
    anchors={"ocmw": ["ocmw*"]},
)
TIED = {"tie": "explicit", "tie_context": "ocmw"}
GENERAL = {"tie": "general"}
RECHT = course("R", "Recht", 8, content="Het leefloon\nSchulden bij het OCMW\nDe huur")
ETHIEK = course("E", "Ethiek", 6, content="Schulden\nPlato")
KEUZE = course("K", "Keuze", 4, content="De huur")
STAGE = course("S", "Stage", 10, content="Ook bij het OCMW\nEen leefloon")
COURSES = (RECHT, ETHIEK, KEUZE, STAGE)
LINKS = (
    evident(RECHT, "ocmw-praktijk:leefloon", "leefloon", status="confirmed",
            decisions=[{"verdict": "accept"}], **TIED),
    evident(RECHT, "ocmw-praktijk:schuld", "Schulden", mention=0.75, treatment="touched", **TIED),
    evident(ETHIEK, "ocmw-praktijk:schuld", "Schulden", mention=0.5, **GENERAL),
    evident(KEUZE, "ocmw-praktijk:wonen", "huur", proposed=False, weight=0.3, **GENERAL),
    evident(STAGE, "ocmw-praktijk:leefloon", "leefloon", mention=0.75, **TIED),
)  # fmt: skip
EQUAL = dict.fromkeys(("leefloon", "schuld", "wonen", "zorg", "gpmi"), 0.2)


def reference(
    shares: dict[str, float], kind: str = "respondents", spread: dict[str, float] | None = None
) -> Reference:
    return Reference.model_validate(
        {
            "title": "Proef",
            "kind": kind,
            "about": "Een inschatting.",
            "framework": KADER.ref,
            "weights": [
                {
                    "item": f"ocmw-praktijk:{name}",
                    "share": share,
                    **({"low": 0, "high": spread[name]} if spread and name in spread else {}),
                }
                for name, share in shares.items()
            ],
            "not_measured": [f"ocmw-praktijk:{name}" for name in EQUAL if name not in shares],
        }
    )


def practice(
    *links: Link,
    courses: tuple[Course, ...] = COURSES,
    nominal: float | None = None,
    by: Reference | None = None,
    **settings: Any,
) -> OcmwPractice:
    made = mapping(*links, courses=courses, edition=KADER, nominal=nominal)
    programme = read_programme(made, BaseSettings(**settings))
    return ocmw_practice(programme, KADER, by or reference(EQUAL))


def test_the_share_of_a_small_programme() -> None:
    share = practice(*LINKS).share

    # Recht: four lines of 2 credits. Ethiek: three lines of 2. The placement counts nowhere.
    assert share.base.credits == 18
    assert share.explicit.model_dump() == {"low": 2, "expected": 2 + 2 * 0.75, "high": 4}
    assert share.explicit_touched.model_dump() == {"low": 0, "expected": 1.5, "high": 2}
    assert share.general.model_dump() == {"low": 0, "expected": 1, "high": 2}
    assert share.general_touched.high == share.undetermined.high == 0
    assert [(c.course, c.treatment) for c in share.courses] == [("R", "core"), ("E", "core")]
    assert (share.courses[0].explicit.expected, share.courses[1].general.expected) == (3.5, 1)
    assert share.routes is None


def test_shares_add_up_over_themes_and_over_courses() -> None:
    told = practice(*LINKS)

    for name in ("explicit", "general", "undetermined"):
        for end in ("low", "expected", "high"):
            whole = getattr(getattr(told.share, name), end)
            themes = sum(getattr(getattr(theme, name), end) for theme in told.themes)
            courses = sum(getattr(getattr(row, name), end) for row in told.share.courses)
            assert whole == pytest.approx(themes) == pytest.approx(courses)


def test_placements_stand_apart_and_their_evidence_shows() -> None:
    told = practice(*LINKS)
    placed = told.share.placements

    assert (placed.credits, placed.naming) == (10, 1)
    assert [(row.course, row.context) for row in placed.courses] == [("S", "ocmw")]
    leefloon = told.themes[0]
    assert [(c.course, c.is_placement, c.credits.high) for c in leefloon.courses] == [
        ("R", False, 2),
        ("S", True, 0),
    ]


def test_a_list_larger_than_the_programme_has_routes() -> None:
    # 22 - 10 of placement leaves 12 of the 18: Recht + Keuze, not 14 (Recht + Ethiek).
    routes = practice(*LINKS, nominal=22).share.routes

    assert routes is not None
    assert (routes.credits, routes.explicit) == (12, (3.5, 3.5))
    assert practice(*LINKS, nominal=28).share.routes is None
    assert practice(*LINKS, nominal=22, route=("R", "E")).share.routes is None
    assert practice(*LINKS, nominal=9).share.routes is None


@given(
    st.lists(
        st.tuples(
            st.sampled_from([0, 1.5, 2, 3, 4, 5, 10]),
            st.floats(0, 3),
            st.sampled_from([None, False, True]),
        ),
        max_size=8,
    ),
    st.sampled_from([1, 4, 6.5, 9, 12, 30]),
)
def test_the_ends_of_selections_are_exact(
    rows: list[tuple[float, float, bool | None]], size: float
) -> None:
    courses = [
        course(str(n), "Vak", ects).model_copy(update={"compulsory": needed})
        for n, (ects, _, needed) in enumerate(rows)
    ]
    worth = {str(n): value if ects else 0.0 for n, (ects, value, _) in enumerate(rows)}
    ends = selection_ends(courses, worth, size)

    fixed = [row for row in courses if row.compulsory]
    if sum(row.credits or 0 for row in fixed) > size:
        fixed = []
    free = [row for row in courses if row not in fixed]
    sums = [
        (sum(row.credits or 0 for row in chosen), sum(worth[row.id] for row in chosen))
        for n in range(len(free) + 1)
        for extra in combinations(free, n)
        for chosen in [(*fixed, *extra)]
    ]
    reached = max(total for total, _ in sums if total <= size)
    values = [value for total, value in sums if total == reached]
    assert ends.credits == reached
    assert ends.explicit == pytest.approx((min(values), max(values)))


def test_gaps_core_tasks_first_then_what_is_missing_then_by_weight() -> None:
    general = evident(RECHT, "ocmw-praktijk:zorg", "huur", **GENERAL)
    told = practice(
        *LINKS[1:3],
        LINKS[3],
        general,
        by=reference({"wonen": 0.1, "zorg": 0.2, "gpmi": 0.3, "schuld": 0.4}),
    )

    # Schuld is a subject without a tie; Leefloon, not measured, is missing; both are core tasks.
    assert [(gap.label, gap.finding, gap.tie, gap.weight) for gap in told.gaps] == [
        ("Leefloon", Finding.NO_TRACE, None, None),
        ("Schuld", Finding.CORE_PROPOSED, "general", 0.4),
        ("GPMI", Finding.NO_TRACE, None, 0.3),
        ("Wonen", Finding.WEAK_TRACE, "general", 0.1),
        ("Zorg", Finding.CORE_PROPOSED, "general", 0.2),
    ]
    assert told.first_gaps == told.gaps
    assert told.reference == "Proef"


def test_a_subject_in_context_is_no_gap_and_a_touch_is() -> None:
    told = practice(LINKS[0], LINKS[1])

    assert [gap.label for gap in told.gaps] == ["Schuld", "Wonen", "Zorg", "GPMI"]
    assert told.gaps[0].finding is Finding.TOUCHED


def test_a_rejection_stands_with_what_is_missing() -> None:
    rejected = evident(RECHT, "ocmw-praktijk:zorg", "huur", status="rejected")
    gaps = practice(rejected, by=reference({"wonen": 0.3, "zorg": 0.7})).gaps

    assert [gap.label for gap in gaps] == ["Leefloon", "Schuld", "Zorg", "GPMI", "Wonen"]


def test_what_is_not_measured_stands_at_the_median_and_another_reference_changes_the_order() -> (
    None
):
    by = reference({"leefloon": 0.1, "wonen": 0.2, "gpmi": 0.7})

    # Not measured: Schuld, a core task, and Zorg, of which the weight is taken for .2.
    assert [gap.label for gap in practice(by=by).gaps] == [
        "Schuld",
        "Leefloon",
        "GPMI",
        "Wonen",
        "Zorg",
    ]
    other = reference({"leefloon": 0.8, "wonen": 0.1, "gpmi": 0.1})
    assert practice(by=other).gaps[0].label == "Leefloon"


def test_the_time_of_a_domain_is_not_divided_over_its_themes() -> None:
    shared = {"wonen": 0.6, "zorg": 0.6}
    shares = {"wonen": 0.3, "zorg": 0.3, "gpmi": 0.4}
    time = practice(by=reference(shares, "time-use", shared)).gaps
    points = practice(by=reference(shares, "respondents", shared)).gaps

    assert [(g.label, g.weight) for g in time[2:]] == [
        ("Wonen", 0.6),
        ("Zorg", 0.6),
        ("GPMI", 0.4),
    ]
    assert [(g.label, g.weight) for g in points[2:]] == [
        ("GPMI", 0.4),
        ("Wonen", 0.3),
        ("Zorg", 0.3),
    ]


def test_each_gap_has_its_nearest_course() -> None:
    gaps = {gap.label: gap.starting_point for gap in practice(*LINKS).gaps}

    assert gaps["Zorg"] is gaps["GPMI"] is None
    near = gaps["Wonen"]
    assert near is not None
    # Its own uncertain trace, though the related theme Schuld has a clear term.
    assert (near.course, near.related, near.term) == ("K", None, "huur")


def test_a_reference_about_another_framework_is_refused() -> None:
    strange = Reference.model_validate(
        {**reference(EQUAL).model_dump(), "framework": "anders@1",
         "weights": [{"item": "anders:a", "share": 1}], "not_measured": []}
    )  # fmt: skip

    with pytest.raises(ReferenceMismatchError):
        practice(by=strange)


FIELDS: Framework = framework(
    item("lokaal_bestuur_ocmw", label="Lokaal bestuur en OCMW"),
    item("jeugdhulp", label="Jeugdhulp"),
    item("justitie", label="Justitie"),
    item("school", label="School"),
    id="werkvelden",
    purpose="compare",
)


def test_work_fields_stand_in_bands_by_text() -> None:
    courses = (
        course("A", "Recht", 4, content="Het OCMW"),
        course("B", "Jeugd", 100, content="Jeugdhulp\n" + "\n".join(f"ding{n}" for n in range(18))),
        course("L", "Justitie", 96, content=""),
        course("Z", "Zorg", 96, content="De zorg"),
    )
    links = (
        evident(courses[0], "werkvelden:lokaal_bestuur_ocmw", "OCMW", mention=1),
        evident(courses[1], "werkvelden:jeugdhulp", "Jeugdhulp", mention=1),
        evident(courses[2], "werkvelden:justitie", "Justitie", mention=1),
        evident(courses[0], "werkvelden:school", "OCMW", mention=0.1, confidence=0),
    )
    made = mapping(*links, courses=courses, edition=FIELDS)
    programme = read_programme(made)
    fields = work_fields(programme, framework_findings(programme, FIELDS))

    # Of 200 credits, 5 are much and 1 is some. The sheet about justice has no text.
    assert [(f.label, f.band, f.credits.expected, f.courses) for f in fields.fields] == [
        ("Lokaal bestuur en OCMW", FieldBand.SOME, 1, 1),
        ("Jeugdhulp", FieldBand.MUCH, 5, 1),
        ("Justitie", FieldBand.NONE, 0, 0),
        ("School", FieldBand.LITTLE, 0.1, 1),
    ]
    assert fields.focus == "werkvelden:lokaal_bestuur_ocmw"
    assert [f.label for f in fields.fields if f.band is FieldBand.LITTLE] == ["School"]

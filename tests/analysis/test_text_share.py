"""Every figure here can be checked by hand."""

from random import Random

import pytest
from evidence import evident
from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item, mapping

from swcompetence.analysis.course_facts import CourseType
from swcompetence.analysis.coverage import FrameworkCoverage, coverage
from swcompetence.analysis.practice import practice_share
from swcompetence.analysis.share import programme_size
from swcompetence.analysis.text_share import CourseTextShare, Presence
from swcompetence.model import Course, Curriculum, Link, Mapping

KADER = framework(
    item("leefloon", label="Leefloon"),
    item("schuld", label="Schuld"),
    item("wonen", label="Wonen"),
)
RECHT = Course.model_validate(
    {
        **course(
            "A", "Recht", 6, content="Het leefloon en de schuldhulp\nDe schuldhulp\nDe Grondwet"
        ).model_dump(),
        "phase": "1",
        "compulsory": True,
    }
)
STAGE = Course.model_validate(
    {
        **course("B", "Stage", 3, content="Wonen en huren").model_dump(),
        "phase": "2",
        "compulsory": False,
    }
)
ETHIEK = course("C", "Ethiek", 9, content="Plato\nKant")
LINKS = (
    evident(RECHT, "proef:leefloon", "leefloon", status="confirmed"),
    evident(RECHT, "proef:schuld", "schuldhulp", confidence=0.8),
    evident(STAGE, "proef:wonen", "Wonen", proposed=False, weight=0.3),
)


def covered(
    *links: Link, courses: tuple[Course, ...] = (RECHT, STAGE, ETHIEK), nominal: float | None = None
) -> FrameworkCoverage:
    made = mapping(*links, courses=courses, edition=KADER, nominal=nominal)
    return coverage(made, [KADER])[0]


def only(*links: Link, of: Course = RECHT) -> CourseTextShare:
    return covered(*links, courses=(of,)).courses[0]


def close(found: Presence, *parts: float) -> bool:
    return (found.confirmed, found.proposed, found.proposed_full, found.possible) == pytest.approx(
        parts
    )


def test_a_small_programme_counted_by_hand() -> None:
    found = covered(*LINKS, nominal=16.5)
    leefloon, schuld, wonen = found.items

    # Recht has four segments of 1/4. The first is shared by leefloon (confirmed) and schuld
    # (proposed, 0.8): 1/8 each; the second is of schuld alone. Times 6 credits.
    assert close(leefloon.text_credits, 6 / 8, 0, 0, 0)
    assert close(schuld.text_credits, 0, 6 * (1 / 8 + 1 / 4) * 0.8, 6 * (1 / 8 + 1 / 4), 0)
    # Stage is an elective of 3 credits and counts for (16.5 - 15) / 3 = 0.5; one of two segments.
    assert close(wonen.text_credits, 0, 0, 0, 3 * 0.5 / 2)
    # The framework: the first segment of Recht counts once, as confirmed.
    assert close(found.text_credits, 6 / 4, 6 / 4 * 0.8, 6 / 4, 0.75)

    assert (leefloon.confirmed_credits, schuld.proposed_credits, wonen.possible_credits) == (
        6,
        6,
        3,
    )
    assert (leefloon.places.phases, leefloon.places.compulsory) == (("1",), 1)
    assert schuld.places.types == {CourseType.THEORY: 1}
    assert wonen.places.types == {}
    assert [one.segments for one in found.courses] == [4, 2, 3]


def test_the_share_of_the_small_programme() -> None:
    made = mapping(*LINKS, courses=(RECHT, STAGE, ETHIEK), edition=KADER, nominal=16.5)
    share = practice_share(coverage(made, [KADER])[0], programme_size(made))

    assert (share.framework, share.title) == ("proef", "Proefkader")
    assert (share.low, share.expected, share.high) == pytest.approx(
        (1.5 / 16.5, 2.7 / 16.5, 3.75 / 16.5)
    )
    assert "de nominale omvang van de opleiding (16,5 studiepunten)" in share.rule
    assert "Keuzeopleidingsonderdelen tellen voor 0,5" in share.rule


def test_without_credits_there_is_no_share() -> None:
    courses = (course("A", "Leefloon", None),)
    made = mapping(
        evident(courses[0], "proef:leefloon", "Leefloon", status="confirmed"),
        courses=courses,
        edition=KADER,
        nominal=180,
    )
    share = practice_share(coverage(made, [KADER])[0], programme_size(made))

    assert (share.low, share.expected, share.high) == (None, None, None)


@pytest.mark.parametrize(
    ("links", "parts"),
    [
        ([], (0, 0, 0, 0)),
        ([evident(RECHT, "proef:leefloon", "leefloon", status="rejected")], (0, 0, 0, 0)),
        (
            [evident(RECHT, "proef:leefloon", "leefloon", kind="similarity", proposed=False)],
            (0,) * 4,
        ),
        ([evident(RECHT, "proef:geen", "leefloon", status="confirmed")], (0, 0, 0, 0)),
        ([evident(RECHT, "ander:leefloon", "leefloon", status="confirmed")], (0, 0, 0, 0)),
        ([evident(RECHT, "proef:leefloon", "leefloon", "Recht")], (0, 0.25, 0.5, 0)),
        ([evident(RECHT, "proef:leefloon", "leefloon en de schuldhulp\nDe")], (0, 0.25, 0.5, 0)),
    ],
    ids=["none", "rejected", "likeness", "nothing fits", "elsewhere", "title", "spans two"],
)
def test_what_counts_as_carrying(links: list[Link], parts: tuple[float, ...]) -> None:
    assert close(only(*links).share, *parts)


@pytest.mark.parametrize(
    ("link", "parts"),
    [
        (evident(RECHT, "proef:wonen", status="confirmed", origin="reviewer"), (0.25, 0, 0, 0)),
        (evident(RECHT, "proef:wonen", origin="reviewer", confidence=0), (0, 0, 0.25, 0)),
        (evident(RECHT, "proef:wonen", proposed=False, status="unsure"), (0, 0, 0, 0)),
    ],
    ids=["confirmed", "a reviewer's own, still open", "a hint without words"],
)
def test_a_link_without_words_counts_for_the_title(link: Link, parts: tuple[float, ...]) -> None:
    assert close(only(link).share, *parts)


def test_evidence_in_practical_matter_or_in_another_language_does_not_count() -> None:
    of = course(
        "A",
        "Vak",
        content="Examen: leefloon mondeling\nThe right to leefloon is for all of us\nDe wet",
        assessment="Vragen over het leefloon",
        teaching="Leefloon in de les",
    )
    found = only(evident(of, "proef:leefloon", "leefloon", status="confirmed"), of=of)

    assert found.segments == 2
    assert close(found.share, 0.5, 0, 0, 0)  # for the title, since nothing taught carries it


def test_hints_share_only_what_nothing_firmer_carries() -> None:
    hint = evident(RECHT, "proef:wonen", "schuldhulp", "Grondwet", proposed=False)
    found = only(*LINKS[:2], hint)

    assert {one.item: one.share.possible for one in found.items} == {
        "proef:leefloon": 0,
        "proef:schuld": 0,
        "proef:wonen": 0.25,
    }
    assert close(found.share, 0.25, 0.2, 0.25, 0.25)


def test_a_segment_counts_for_its_strongest_proposal() -> None:
    found = only(
        evident(RECHT, "proef:leefloon", "leefloon", confidence=0.4),
        evident(RECHT, "proef:wonen", "leefloon", confidence=0.6),
    )

    assert close(found.share, 0, 0.25 * 0.6, 0.25, 0)


def test_a_course_without_any_text_can_still_be_confirmed() -> None:
    of = course("A", "", 4)
    found = only(evident(of, "proef:wonen", status="confirmed"), of=of)

    assert (found.segments, found.presence.low) == (1, 4)


SHARED = "Het leefloon komt overal terug."


def shared_list(content: str) -> FrameworkCoverage:
    courses = tuple(course(one, "Vak", 6, content=f"De wet\n{content}") for one in "ABC")
    links = [evident(one, "proef:leefloon", "leefloon", status="confirmed") for one in courses]
    return covered(*links, courses=courses)


def test_shared_text_counts_once() -> None:
    # Title and "De wet" weigh 1, the shared segment 1/3: (1/3) / (2 + 1/3) = 1/7 of each course.
    assert shared_list(SHARED).text_credits.low == pytest.approx(3 * 6 / 7)


def test_shared_text_never_raises_what_it_carries() -> None:
    different = covered(
        *(
            evident(one, "proef:leefloon", "leefloon", status="confirmed")
            for one in (
                course(of, "Vak", 6, content=f"De wet\nHet leefloon komt {how} terug.")
                for of, how in zip("ABC", ("hier", "daar", "ook"), strict=True)
            )
        ),
        courses=tuple(
            course(of, "Vak", 6, content=f"De wet\nHet leefloon komt {how} terug.")
            for of, how in zip("ABC", ("hier", "daar", "ook"), strict=True)
        ),
    )

    assert different.text_credits.low == pytest.approx(3 * 6 / 3)
    assert shared_list(SHARED).text_credits.low < different.text_credits.low


SENTENCES = (
    "De student kent het leefloon goed",
    "De schuldhulp in het OCMW",
    "Wonen en huren in de stad",
    "Examen: mondeling, 60 %",
    "De grote denkers van Europa",
)
WORDS = {"leefloon": "leefloon", "schuld": "schuldhulp", "wonen": "Wonen"}
STATES = st.sampled_from(["", "listed", "open", "confirmed", "rejected", "unsure"])


@st.composite
def programmes(draw: st.DrawFn) -> Mapping:
    courses = []
    links = []
    for number in range(draw(st.integers(1, 5))):
        lines = draw(st.lists(st.sampled_from(SENTENCES), max_size=5))
        facts = {
            **course(f"SW{number}", "Vak", content="\n".join(lines)).model_dump(),
            "credits": draw(st.sampled_from([None, 3, 4.5, 12])),
            "compulsory": draw(st.sampled_from([True, False, None])),
        }
        courses.append(Course.model_validate(facts))
        for name, word in WORDS.items():
            state = draw(STATES)
            if state:
                words = (word,) if draw(st.booleans()) else ()
                links.append(
                    evident(
                        courses[-1],
                        f"proef:{name}",
                        *words,
                        status="open" if state == "listed" else state,
                        proposed=state != "listed",
                        confidence=draw(st.sampled_from([0, 0.3, 0.95, 1])),
                    )
                )
    nominal = draw(st.sampled_from([None, 3, 12, 180]))
    return mapping(*links, courses=tuple(courses), edition=KADER, nominal=nominal)


SLACK = 1e-9


@given(programmes())
def test_items_never_add_up_to_more_than_the_courses_they_touch(made: Mapping) -> None:
    found = coverage(made, [KADER])[0]

    for one in found.courses:
        assert sum(part.share.high for part in one.items) <= one.share.high + SLACK
        assert sum(part.share.low for part in one.items) <= one.share.low + SLACK
        assert one.share.high <= 1 + SLACK
    touched = {c for i in found.items for c in (*i.confirmed, *i.proposed, *i.possible)}
    ects = sum(one.credits for one in found.courses if one.course in touched)
    assert sum(one.text_credits.high for one in found.items) <= ects + SLACK
    for one_item in found.items:
        full = one_item.confirmed_credits + one_item.proposed_credits + one_item.possible_credits
        assert one_item.text_credits.high <= full + SLACK


@given(programmes())
def test_low_expected_and_high_stand_in_order(made: Mapping) -> None:
    found = coverage(made, [KADER])[0]
    share = practice_share(found, programme_size(made))

    everything = (
        found.text_credits,
        *(one.text_credits for one in found.items),
        *(one.share for one in found.courses),
    )
    assert all(0 <= one.low <= one.expected <= one.high for one in everything)
    if share.low is not None and share.expected is not None and share.high is not None:
        assert 0 <= share.low <= share.expected <= share.high <= 1 + SLACK


@given(programmes(), st.randoms(use_true_random=False))
def test_the_order_of_the_list_changes_nothing(made: Mapping, random: Random) -> None:
    courses = list(made.courses)
    random.shuffle(courses)
    links = list(made.links)
    random.shuffle(links)
    curriculum = made.curricula[0].model_copy(update={"courses": tuple(courses)})
    shuffled = made.model_copy(update={"curricula": (curriculum,), "links": tuple(links)})
    before, after = (coverage(one, [KADER])[0] for one in (made, shuffled))

    assert before.text_credits == after.text_credits
    assert [one.text_credits for one in before.items] == [one.text_credits for one in after.items]
    assert {one.course: one for one in before.courses} == {one.course: one for one in after.courses}
    assert programme_size(made) == programme_size(shuffled)


@given(st.lists(st.integers(1, 4), min_size=3, max_size=6), st.integers(0, 3))
def test_text_that_carries_and_is_shared_never_raises_a_total(own: list[int], plain: int) -> None:
    """Compare with the same list in which every copy is worded a little differently."""

    def total(*, worded_apart: bool) -> float:
        courses = tuple(
            course(
                f"SW{n}",
                "Vak",
                content="\n".join(
                    [f"Het leefloon komt terug in deel {n if worded_apart else 'één'} van de reeks"]
                    + [f"Over het leefloon in les {n} {line}" for line in range(carrying)]
                    + [f"Over Plato in les {n} {line}" for line in range(plain)]
                ),
            )
            for n, carrying in enumerate(own)
        )
        links = [evident(one, "proef:leefloon", "leefloon") for one in courses]
        return covered(*links, courses=courses).text_credits.high

    assert total(worded_apart=False) <= total(worded_apart=True) + SLACK


@given(programmes())
def test_values_survive_json(made: Mapping) -> None:
    found = coverage(made, [KADER])[0]

    assert FrameworkCoverage.model_validate_json(found.model_dump_json()) == found


def test_lists_share_text_only_within_themselves() -> None:
    lists = tuple(
        Curriculum(
            id=name,
            courses=tuple(
                course(f"{name}{n}", "Vak", 6, content=f"De wet\n{SHARED}") for n in range(2)
            ),
        )
        for name in "xy"
    )
    links = [
        evident(one, "proef:leefloon", "leefloon", status="confirmed")
        for each in lists
        for one in each.courses
    ]
    made = mapping(edition=KADER).model_copy(update={"curricula": lists, "links": tuple(links)})

    assert coverage(made, [KADER])[0].text_credits.low == pytest.approx(4 * 6 / 3)

"""Every figure here can be checked by hand."""

from typing import Any

import pytest
from evidence import evident
from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item, mapping

from swcompetence.analysis.finding import framework_findings
from swcompetence.analysis.text_credits import CreditRange, read_programme
from swcompetence.model import Course, Link

KADER = framework(
    item("leefloon", label="Leefloon"),
    item("schuld", label="Schuld"),
    item("wonen", label="Wonen"),
)
TIEN = course("A", "Recht", 10, content="Het leefloon en de schuldhulp\nDe schuldhulp\nDe Grondwet")
KOP = course("K", "Recht", 6, content="Schuldhulp\n- budget\n- huur\n- krediet\nEthiek")
DECISIONS = [{"verdict": "accept"}]


def earned(*links: Link, courses: tuple[Course, ...] = (TIEN,), **facts: Any) -> dict[str, Any]:
    edition = framework(*(i.model_dump() for i in KADER.items), **facts) if facts else KADER
    programme = read_programme(mapping(*links, courses=courses, edition=edition))
    return {
        theme.item.item: (
            round(theme.credits.low, 6),
            round(theme.credits.expected, 6),
            round(theme.credits.high, 6),
        )
        for theme in framework_findings(programme, edition).items
    }


def test_a_confirmed_link_counts_one_a_proposal_by_its_chance_a_rejection_nothing() -> None:
    # Recht: four lines of 2.5 credits. The first is of two links, 1.25 each.
    sure = evident(TIEN, "proef:leefloon", "leefloon", status="confirmed", decisions=DECISIONS)
    open_ = evident(TIEN, "proef:schuld", "schuldhulp", confidence=0.4, mention=0.8)

    assert earned(sure, open_) == {
        "leefloon": (1.25, 1.25, 1.25),
        "schuld": (0, 3.75 * 0.8, 3.75),
        "wonen": (0, 0, 0),
    }
    rejected = evident(TIEN, "proef:schuld", "schuldhulp", status="rejected")
    assert earned(sure, rejected)["leefloon"] == (2.5, 2.5, 2.5)
    assert earned(sure, rejected)["schuld"] == (0, 0, 0)


def test_a_weak_trace_has_no_credits() -> None:
    trace = evident(TIEN, "proef:schuld", "schuldhulp", proposed=False, weight=1)

    assert earned(trace)["schuld"] == (0, 0, 0)


def test_weak_pieces_carry_nothing_beside_clear_ones() -> None:
    clear = evident(TIEN, "proef:schuld", "leefloon", mention=1)
    weak = evident(TIEN, "proef:schuld", "Grondwet", weight=0.3).evidence
    both = clear.model_copy(update={"evidence": (*clear.evidence, *weak)})

    assert earned(both)["schuld"] == (0, 2.5, 2.5)
    assert earned(clear.model_copy(update={"evidence": weak}))["schuld"] == (0, 2.5, 2.5)


def test_a_link_without_a_term_in_what_is_taught_counts_for_the_title() -> None:
    added = evident(TIEN, "proef:schuld", origin="reviewer", proposed=False, confidence=0)

    # A lecturer's own link that is not decided has no chance yet.
    assert earned(added)["schuld"] == (0, 0, 2.5)


def test_a_heading_gives_its_bullets_their_context() -> None:
    # Six lines of 1 credit: the heading and its three bullets.
    heading = evident(KOP, "proef:schuld", "Schuldhulp", mention=1)
    bullet = evident(KOP, "proef:wonen", "huur", mention=1)

    assert earned(heading, courses=(KOP,))["schuld"] == (0, 4, 4)
    # A bullet with an item of its own goes to that one.
    assert earned(heading, bullet, courses=(KOP,)) == {
        "leefloon": (0, 0, 0),
        "schuld": (0, 3, 3),
        "wonen": (0, 1, 1),
    }


def test_a_weak_term_in_a_heading_says_nothing_of_its_bullets() -> None:
    weak = evident(KOP, "proef:schuld", "Schuldhulp", mention=1, weight=0.3)

    assert earned(weak, courses=(KOP,))["schuld"] == (0, 1, 1)


def test_a_sentence_that_courses_of_the_base_share_counts_for_its_part() -> None:
    shared = "Iedereen leert hier over schulden"
    courses = tuple(
        course(code, f"Vak {code}", 6, content=f"{shared}\n{code * 3} {code * 4} {code * 5}")
        for code in "PQR"
    )
    links = [evident(of, "proef:schuld", "schulden", mention=1) for of in courses]

    # Lines weigh 1, 1/3 and 1: the sentence is 1/7 of each course.
    assert earned(*links, courses=courses)["schuld"][1] == pytest.approx(3 * 6 / 7, abs=1e-5)


def test_a_paragraph_that_many_courses_hold_tells_no_field_from_another() -> None:
    pasted = "Voorbeelden komen uit de context van justitie"
    courses = tuple(
        course(
            code, f"Vak {code}", 6, content=f"{pasted}\n" + " ".join(code * n for n in range(2, 9))
        )
        for code in "PQRST"
    )
    links = [evident(of, "proef:schuld", "justitie", mention=1) for of in courses]

    assert earned(*links, courses=courses)["schuld"][1] > 0
    assert earned(*links, courses=courses, purpose="compare")["schuld"] == (0, 0, 0)


LINKS = st.lists(
    st.tuples(
        st.sampled_from(["leefloon", "schuld", "wonen"]),
        st.sampled_from(["leefloon", "schuldhulp", "Grondwet", "Recht", ""]),
        st.sampled_from(["open", "confirmed", "rejected", "unsure"]),
        st.booleans(),
        st.floats(0, 1),
        st.sampled_from([0.3, 1.0]),
    ),
    max_size=6,
    unique_by=lambda link: link[0],
)


@given(LINKS)
def test_low_expected_and_high_are_in_order_and_no_more_than_the_course(
    drawn: list[tuple[str, str, str, bool, float, float]],
) -> None:
    links = [
        evident(TIEN, f"proef:{name}", *([word] if word else []), status=status,
                proposed=proposed, confidence=0, mention=mention, weight=weight)
        for name, word, status, proposed, mention, weight in drawn
    ]  # fmt: skip
    themes = earned(*links).values()

    assert all(low <= expected + 1e-9 <= high + 2e-9 for low, expected, high in themes)
    assert sum(high for *_, high in themes) <= 10 + 1e-5


def test_ranges_add_up() -> None:
    parts = [CreditRange(low=0.1, expected=0.2, high=0.3)] * 10

    assert CreditRange.total(parts) == CreditRange(low=1, expected=2, high=3)

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import course, framework, item, link, mapping

from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.matching import propose
from swcompetence.model import (
    Course,
    Decision,
    Framework,
    ItemRef,
    Link,
    LinkOrigin,
    Mapping,
    Place,
    Status,
    Tie,
    TieContext,
    Treatment,
    Verdict,
    link_id,
)
from swcompetence.registry import get_framework
from swcompetence.review.merge import ReviewedLink, merge
from swcompetence.review.rollover import Kinship, carry_over, pair_courses, what_changed
from swcompetence.text.cleaning import cleaned

YES, NO, UNSURE = Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE
EDITION = framework(item("a"), item("b"))
DEBT = "De student leert schulden ordenen en een afbetalingsplan maken met de cliënt samen."
DEBT_NOW = DEBT.replace("samen", "en de schuldeiser")
HOUSE = "Huisbezoek voorbereiden en een gesprek voeren met gezinnen in hun eigen leefwereld thuis."
LAW = "Begrippen uit het burgerlijk recht herkennen en toepassen in eenvoudige casussen over huur."


def said(
    of: str,
    verdict: Verdict = YES,
    reviewer: str | None = "An",
    *,
    item_ref: str = "proef:a",
    date: dt.date | None = None,
) -> ReviewedLink:
    decision = Decision(verdict=verdict, reviewer=reviewer, date=date)
    return ReviewedLink(course=of, item=ItemRef(item_ref), decision=decision, place=Place())


def decided(courses: tuple[Course, ...], *decisions: ReviewedLink) -> Mapping:
    """Give an old mapping in which every course was proposed for item a."""
    links = [link(one.id, "proef:a") for one in courses]
    return merge(mapping(*links, courses=courses, edition=EDITION), decisions)


def fresh(*courses: Course, edition: Framework = EDITION) -> Mapping:
    links = [link(one.id, "proef:a") for one in courses]
    return mapping(*links, courses=courses, edition=edition)


def the_link(result: Mapping, of: str, item_ref: str = "proef:a") -> Link:
    return next(x for x in result.links if (x.course, x.item) == (of, item_ref))


def test_an_identical_text_carries_over_whatever_the_code() -> None:
    old = decided((course("A1", "Vak", content=DEBT),), said("A1", YES))
    result, rollover = carry_over(fresh(course("Z9", "Vak", content=DEBT)), old, [EDITION])

    found = the_link(result, "Z9")
    assert (found.status, found.decisions) == (Status.CONFIRMED, old.links[0].decisions)
    assert (rollover.carried, rollover.stale, rollover.homeless) == (1, 0, ())
    assert result.issues == ()


def test_ids_with_the_id_of_a_curriculum_before_them_are_the_same_courses() -> None:
    old = decided((course("oud/A1", "Vak", content=DEBT),), said("oud/A1"))
    result, _ = carry_over(fresh(course("nieuw/A1", "Vak", content=DEBT)), old, [EDITION])

    assert the_link(result, "nieuw/A1").status is Status.CONFIRMED


def test_white_space_is_no_change() -> None:
    old = decided((course("A1", "Vak", content=DEBT),), said("A1"))
    spaced = course("A1", "Vak ", content=DEBT.replace(" ", "\n  "))

    assert carry_over(fresh(spaced), old, [EDITION])[1].carried == 1


def test_a_text_that_an_older_version_kept_as_it_was_written_is_no_other_text() -> None:
    raw = "Leert  bud\u00adget- &amp; schuldhulpver-\nlening aan <b>cliÃ«nten</b>.\r\n"
    old = decided((course("A1", "Vak", content=raw),), said("A1"))
    new = course("A1", "Vak", content=cleaned(raw))
    result, rollover = carry_over(fresh(new), old, [EDITION])

    assert rollover.carried == 1
    assert the_link(result, "A1").status is Status.CONFIRMED
    assert what_changed(old.courses[0], new) == ""


def test_a_similar_course_is_a_guess_to_look_at_again_with_what_changed() -> None:
    old = decided((course("A1", "Schuldhulp", content=DEBT),), said("A1", YES))
    result, rollover = carry_over(
        fresh(course("B2", "Schuldhulpverlening", content=DEBT_NOW)), old, [EDITION]
    )

    found = the_link(result, "B2")
    assert found.status is Status.STALE
    assert found.changed is not None
    assert found.changed.startswith(
        "titel was ‘Schuldhulp’; inhoud: ‘samen’ werd ‘en de schuldeiser’; herkend aan titel ("
    )
    assert (rollover.carried, rollover.stale) == (0, 1)
    assert [issue.code for issue in result.issues] == ["rollover-course-guessed"]
    assert "B2 ‘Schuldhulpverlening’ lijkt het vroegere A1" in result.issues[0].message


def test_a_new_decision_settles_a_guess() -> None:
    old = decided((course("A1", "Schuldhulp", content=DEBT),), said("A1", YES))
    new = fresh(course("B2", "Schuldhulp", content=DEBT_NOW))
    guessed, _ = carry_over(new, old, [EDITION])
    settled = merge(guessed, [said("B2", NO)])

    assert (the_link(settled, "B2").status, the_link(settled, "B2").changed) == (
        Status.REJECTED,
        None,
    )
    assert carry_over(settled, old, [EDITION])[0] == settled


def test_a_code_alone_carries_nothing_over() -> None:
    old = decided((course("A1", "Schuldhulp", content=DEBT),), said("A1"))
    result, rollover = carry_over(fresh(course("A1", "Huurrecht", content=LAW)), old, [EDITION])

    assert the_link(result, "A1").decisions == ()
    assert len(rollover.homeless) == 1
    assert [issue.code for issue in result.issues] == ["rollover-without-home"]
    assert "A1 ‘Schuldhulp’ en proef:a (akkoord)" in result.issues[0].message


def test_the_number_in_a_title_tells_courses_apart() -> None:
    old = decided((course("A1", "Stage 1"),), said("A1"))

    assert carry_over(fresh(course("A1", "Stage 2")), old, [EDITION])[1].homeless
    assert carry_over(fresh(course("A1", "Stage I")), old, [EDITION])[1].homeless
    assert carry_over(fresh(course("B1", "Stage 1 ")), old, [EDITION])[1].carried == 1


def test_stage_1_is_not_stage_2_though_their_texts_are_alike() -> None:
    half = f"{HOUSE} {DEBT}"
    other_half = f"{HOUSE} {LAW}"
    old = decided((course("A1", "Stage 1", content=half),), said("A1"))
    next_stage = fresh(course("A1", "Stage 2", content=other_half))
    same_stage = fresh(course("B7", "Stage 1", content=other_half))

    assert [gone.course.id for gone in carry_over(next_stage, old, [EDITION])[1].homeless] == ["A1"]
    assert the_link(carry_over(same_stage, old, [EDITION])[0], "B7").status is Status.STALE


def test_a_stage_takes_after_the_stage_of_its_own_number() -> None:
    old = [course("A", "Stage 1", content=HOUSE), course("B", "Stage 2", content=f"{HOUSE} Nu.")]
    new = [
        course("X", "Stage 1", content=f"{HOUSE} Nu dan."),
        course("Y", "Stage 2", content=f"{HOUSE} En."),
    ]
    pairs = pair_courses(old, new).pairs

    assert [(pair.old.id, pair.new.id) for pair in pairs] == [("A", "X"), ("B", "Y")]


def words(first: int, last: int) -> str:
    """Give a text of made-up words, `w1x w2x ...`."""
    return " ".join(f"w{number}x" for number in range(first, last + 1))


@pytest.mark.parametrize(
    ("old", "new", "is_kin"),
    [
        # Equal titles weigh .4 and texts .6, and .55 is enough: 3 words in 10 are, 2 are not.
        (("Vak", words(1, 10)), ("Vak", words(8, 17)), True),
        (("Vak", words(1, 10)), ("Vak", words(9, 18)), False),
        # A text of fewer than ten words says nothing: then the title decides.
        (("Vak", words(1, 9)), ("Vak", words(11, 19)), True),
        (("Vak", words(1, 10)), ("Vak", words(11, 20)), False),
        (("Vak", words(1, 9)), ("Vak", words(11, 20)), True),
        # A title alone has to be almost the same.
        (("Werken met mensen in armoede", ""), ("Werken met mensen in d'armoede", ""), True),
        (("Werken met mensen in armoede", ""), ("Werken met mensen op straat", ""), False),
        (("Huisvesting en recht", ""), ("Huisvesting en rechten", ""), True),
        (("Wonen en recht", ""), ("Wonen en rechten", ""), False),
    ],
)
def test_how_alike_title_and_text_must_be(
    old: tuple[str, str], new: tuple[str, str], *, is_kin: bool
) -> None:
    was, now = (
        Course.model_validate(
            {"id": code, "code": code, "title": title, "fields": {"title": title, "content": text}}
        )
        for code, (title, text) in (("A", old), ("B", new))
    )

    assert bool(pair_courses([was], [now]).pairs) is is_kin


@pytest.mark.parametrize(
    ("earlier", "kept", "status"),
    [
        ((NO,), [NO, YES], Status.CONFIRMED),
        ((YES, NO), [YES, NO], Status.REJECTED),
        ((NO, YES), [NO, YES], Status.CONFIRMED),
    ],
)
def test_of_one_day_what_is_here_is_newer_unless_the_older_file_goes_on_from_it(
    earlier: tuple[Verdict, ...], kept: list[Verdict], status: Status
) -> None:
    day = dt.date(2026, 11, 3)
    old = decided((course("A1", "Vak", content=DEBT),), *(said("A1", v, date=day) for v in earlier))
    new = merge(fresh(course("B1", "Vak", content=DEBT)), [said("B1", YES, date=day)])

    link_now = the_link(carry_over(new, old, [EDITION])[0], "B1")
    assert [decision.verdict for decision in link_now.decisions] == kept
    assert link_now.status is status


def test_of_two_old_courses_that_claim_one_the_best_wins() -> None:
    worse = DEBT.replace("schulden ordenen", "budgetten opvolgen").replace("cliënt", "ander")
    courses = (course("A1", "Schuldhulp", content=worse), course("A2", "Schuldhulp", content=DEBT))
    old = decided(courses, said("A1", NO), said("A2", YES))
    new = fresh(course("B1", "Schuldhulp", content=DEBT_NOW))
    result, rollover = carry_over(new, old, [EDITION])

    assert [one.verdict for one in the_link(result, "B1").decisions] == [YES]
    assert [one.course.id for one in rollover.homeless] == ["A1"]
    assert "B1 ‘Schuldhulp’ lijkt een ander" in rollover.homeless[0].reason


def test_twins_with_one_text_go_by_code_and_then_by_order() -> None:
    def twin(code: str) -> Course:
        return course(code, "Stage", content=HOUSE)

    pairing = pair_courses([twin("A"), twin("B"), twin("C")], [twin("X"), twin("B")])

    assert [(one.old.id, one.new.id) for one in pairing.pairs] == [("A", "X"), ("B", "B")]
    assert list(pairing.outdone) == ["C"]
    again = pair_courses([twin("A")], [twin("X"), twin("Y")])
    assert [(one.old.id, one.new.id) for one in again.pairs] == [("A", "X"), ("A", "Y")]


def test_a_rejection_stays_and_is_no_proposal_again() -> None:
    old = decided((course("A1", "Vak", content=DEBT),), said("A1", NO))
    same, _ = carry_over(fresh(course("B1", "Vak", content=DEBT)), old, [EDITION])
    alike, rollover = carry_over(fresh(course("B1", "Vak", content=DEBT_NOW)), old, [EDITION])

    assert the_link(same, "B1").status is Status.REJECTED
    # The text changed, but the words that speak for the link are those that were turned down.
    assert (the_link(alike, "B1").status, rollover.carried) == (Status.REJECTED, 1)


def test_a_rejection_is_looked_at_again_when_other_words_speak_for_the_link() -> None:
    old = decided((course("A1", "Vak", content=DEBT),), said("A1", NO))
    new = fresh(course("B1", "Vak", content=DEBT_NOW))
    piece = new.links[0].evidence[0].model_copy(update={"term": "afbetaling"})
    found = new.links[0].model_copy(update={"evidence": (piece,)})
    result, _ = carry_over(new.model_copy(update={"links": (found,)}), old, [EDITION])

    assert the_link(result, "B1").status is Status.STALE


@pytest.mark.parametrize("verdict", [YES, NO, UNSURE])
def test_nothing_fits_carries_over(verdict: Verdict) -> None:
    old = decided((course("A1", "Vak", content=DEBT),), said("A1", verdict, item_ref="proef:geen"))
    result, _ = carry_over(fresh(course("B1", "Vak", content=DEBT)), old, [EDITION])

    found = the_link(result, "B1", "proef:geen")
    assert (found.decisions[0].verdict, found.origin) == (verdict, LinkOrigin.REVIEWER)


def test_a_decided_link_that_the_new_run_does_not_list_is_added_back() -> None:
    courses = (course("A1", "Vak", content=DEBT),)
    old = decided(courses, said("A1", YES), said("A1", YES, item_ref="proef:b"))
    bare = mapping(courses=(course("B1", "Vak", content=DEBT),), edition=EDITION)
    result, rollover = carry_over(bare, old, [EDITION])

    machine, own = result.links
    assert (machine.origin, machine.evidence) == (LinkOrigin.MACHINE, old.links[0].evidence)
    assert (machine.id, machine.proposed) == (link_id("B1", ItemRef("proef:a")), False)
    assert (own.origin, own.item, own.status) == (LinkOrigin.REVIEWER, "proef:b", Status.CONFIRMED)
    assert rollover.carried == 2


def test_terloops_and_its_tie_carry_over_and_what_was_withdrawn_does_not() -> None:
    courses = (course("A1", "Vak", content=DEBT), course("A2", "Huis", content=HOUSE))
    decision = Decision(verdict=Verdict.TOUCHED, tie=Tie.EXPLICIT, reviewer="An")
    rows = [
        ReviewedLink(course="A1", item=ItemRef("proef:b"), decision=decision, place=Place()),
        ReviewedLink(
            course="A2",
            item=ItemRef("proef:a"),
            decision=decision.model_copy(update={"withdrawn": True}),
            place=Place(),
        ),
    ]
    tied = link("A1", "proef:b", proposed=False).model_copy(
        update={"mention": 0.8, "tie": Tie.EXPLICIT, "tie_context": TieContext.OCMW}
    )
    old = merge(mapping(tied, link("A2", "proef:a"), courses=courses, edition=EDITION), rows)

    result, rollover = carry_over(fresh(*courses), old, [EDITION])

    added = the_link(result, "A1", "proef:b")
    assert (added.decided_treatment, added.decided_tie) == (Treatment.TOUCHED, Tie.EXPLICIT)
    assert (added.mention, added.tie_context) == (0.8, TieContext.OCMW)
    assert the_link(result, "A2").decisions == ()
    assert (rollover.carried, rollover.stale, rollover.homeless) == (1, 0, ())


def test_evidence_that_is_added_back_stands_literally_in_the_new_text() -> None:
    old = decided((course("A1", "Vak schuld", content=DEBT),), said("A1"))
    courses = (course("B1", "Het Vak schuld", content=DEBT),)
    result, _ = carry_over(mapping(courses=courses, edition=EDITION), old, [EDITION])

    piece = result.links[0].evidence[0]
    assert (piece.start, piece.text) == (4, "Vak")
    assert courses[0].fields[piece.field][piece.start : piece.end] == "Vak"


def test_items_follow_what_replaced_them_in_a_newer_edition() -> None:
    gone = {"since": "2", "why": "gesplitst", "replaced_by": ["c", "d"]}
    dead = {"since": "2", "why": "weg"}
    edition = framework(
        item("a", deprecated=gone), item("b", deprecated=dead), item("c"),
        item("d", deprecated={**gone, "replaced_by": ["e"]}), item("e"), version="2",
    )  # fmt: skip
    old = decided(
        (course("A1", "Vak", content=DEBT),),
        said("A1"), said("A1", item_ref="proef:b"), said("A1", item_ref="proef:geen"),
    )  # fmt: skip
    new = mapping(courses=(course("B1", "Vak", content=DEBT),), edition=edition)
    result, rollover = carry_over(new, old, [edition])

    assert {(one.item, one.status) for one in result.links} == {
        ("proef:c", Status.STALE), ("proef:e", Status.STALE), ("proef:geen", Status.STALE),
    }  # fmt: skip
    assert the_link(result, "B1", "proef:e").changed == (
        "het item a is in proef@2 vervangen door c, e"
    )
    assert (rollover.carried, rollover.stale) == (0, 2)
    assert [one.reason for one in rollover.homeless] == ["het item bestaat niet meer in proef@2"]
    assert [issue.code for issue in result.issues] == [
        "rollover-without-home",
        "rollover-edition-changed",
    ]


def test_a_framework_that_is_not_used_any_more_gives_no_home() -> None:
    other = framework(item("z"), id="ander")
    old = decided((course("A1", "Vak", content=DEBT),), said("A1"))
    new = mapping(courses=(course("A1", "Vak", content=DEBT),), edition=other)

    assert [one.reason for one in carry_over(new, old, [other])[1].homeless] == [
        "het kader proef is nu niet gebruikt"
    ]


def test_a_framework_that_is_not_used_any_more_is_told_once() -> None:
    other = framework(item("z"), id="ander")
    courses = (course("A1", "Vak", content=DEBT), course("A2", "Recht", content=LAW))
    old = decided(courses, said("A1"), said("A1", item_ref="proef:b"), said("A2"))
    new = mapping(courses=courses, edition=other)

    (issue,) = carry_over(new, old, [other])[0].issues

    assert issue.code == "rollover-framework-unused"
    assert "3 besluiten gaan over het kader proef" in issue.message
    assert "geef dan ook --framework proef mee" in issue.message


def test_what_still_waits_for_a_new_look_keeps_waiting_next_year() -> None:
    first = decided((course("A1", "Vak", content=DEBT),), said("A1"))
    second, _ = carry_over(fresh(course("B1", "Vak", content=DEBT_NOW)), first, [EDITION])
    third, rollover = carry_over(fresh(course("C1", "Vak", content=DEBT_NOW)), second, [EDITION])

    assert the_link(third, "C1").status is Status.STALE
    assert the_link(third, "C1").changed == the_link(second, "B1").changed
    assert rollover.stale == 1


def test_a_decision_on_this_very_text_settles_what_an_older_file_left_to_guess() -> None:
    first = decided((course("A1", "Vak", content=DEBT),), said("A1"))
    again = decided((course("B1", "Vak", content=DEBT_NOW),), said("B1"))
    new = fresh(course("C1", "Vak", content=DEBT_NOW))
    one_way, _ = carry_over(carry_over(new, first, [EDITION])[0], again, [EDITION])
    other_way, _ = carry_over(carry_over(new, again, [EDITION])[0], first, [EDITION])

    assert the_link(one_way, "C1").status is Status.CONFIRMED
    assert the_link(other_way, "C1") == the_link(one_way, "C1")


def test_a_newer_decision_of_one_person_is_not_undone_by_an_older_one() -> None:
    older = decided((course("A1", "Vak", content=DEBT),), said("A1", YES))
    newer = decided((course("B1", "Vak", content=DEBT),), said("B1", NO))
    new = fresh(course("C1", "Vak", content=DEBT))
    result, _ = carry_over(carry_over(new, newer, [EDITION])[0], older, [EDITION])

    assert [one.verdict for one in the_link(result, "C1").decisions] == [YES, NO]
    assert the_link(result, "C1").status is Status.REJECTED


def test_changes_name_what_was_added_and_taken_out() -> None:
    was = course("A", "Vak", content="Een twee drie. Vier", outcomes="Kan lezen")
    now = course("A", "Vak", content="Een drie. vier vijf", teaching="les")

    assert what_changed(was, was) == ""
    assert what_changed(was, now) == (
        "leerresultaten: nu leeg; inhoud: ‘twee’ weg, ‘vijf’ erbij; werkvormen: nu ingevuld"
    )
    assert what_changed(course("A", "V", content="a, b"), course("A", "V", content="A b")) == (
        "inhoud: enkel leestekens of hoofdletters"
    )
    long = " ".join(f"woord{n}" for n in range(40))
    assert what_changed(course("A", "V", content="x"), course("A", "V", content=long)).count("…")


_TEXTS = st.sampled_from([DEBT, DEBT_NOW, HOUSE, LAW, ""])
_TITLES = st.sampled_from(["Schuldhulp", "Schuldhulpverlening", "Recht 1", "Recht 2", "Stage"])


@st.composite
def course_lists(draw: st.DrawFn) -> tuple[Course, ...]:
    codes = draw(st.lists(st.sampled_from("ABCDEF"), unique=True, min_size=1, max_size=5))
    return tuple(course(code, draw(_TITLES), content=draw(_TEXTS)) for code in codes)


@st.composite
def reviewed_mappings(draw: st.DrawFn) -> Mapping:
    courses = draw(course_lists())
    decisions = draw(
        st.lists(
            st.builds(
                said,
                st.sampled_from([one.id for one in courses]),
                st.sampled_from(Verdict),
                st.sampled_from(["An", "Bert", None]),
                item_ref=st.sampled_from(["proef:a", "proef:b", "proef:geen"]),
            ),
            max_size=8,
        )
    )
    return decided(courses, *decisions)


@settings(deadline=None)
@given(course_lists(), reviewed_mappings(), reviewed_mappings())
def test_carrying_over_twice_changes_nothing(
    courses: tuple[Course, ...], old: Mapping, older: Mapping
) -> None:
    once, account = carry_over(fresh(*courses), old, [EDITION])
    both, _ = carry_over(once, older, [EDITION])

    assert carry_over(once, old, [EDITION]) == (once, account)
    assert carry_over(both, older, [EDITION])[0] == both


@settings(deadline=None)
@given(course_lists(), reviewed_mappings())
def test_the_account_adds_up_and_nothing_decided_on_an_equal_text_is_lost(
    courses: tuple[Course, ...], old: Mapping
) -> None:
    new = fresh(*courses)
    result, rollover = carry_over(new, old, [EDITION])

    decided = sum(bool(link.decisions) for link in old.links)
    assert rollover.carried + rollover.stale + len(rollover.homeless) == decided
    assert len({one.id for one in result.links}) == len(result.links)
    assert {one.id for one in new.links} <= {one.id for one in result.links}
    pairs = pair_courses(old.courses, courses).pairs
    for pair in (one for one in pairs if one.kinship is None):
        for was in (one for one in old.links if one.course == pair.old.id and one.decisions):
            now = the_link(result, pair.new.id, was.item)
            assert (now.decisions, now.status) == (was.decisions, was.status)


@settings(deadline=None)
@given(reviewed_mappings())
def test_the_same_list_takes_every_decision_back(old: Mapping) -> None:
    texts = Counter(one.text_hash for one in old.courses)
    result, rollover = carry_over(fresh(*old.courses), old, [EDITION])

    assert max(texts.values()) >= 1
    assert (rollover.stale, rollover.homeless) == (0, ())
    assert {(x.id, x.decisions, x.status) for x in result.links if x.decisions} == {
        (x.id, x.decisions, x.status) for x in old.links if x.decisions
    }


REAL = sorted(
    (Path(__file__).parents[3] / "shared" / "data" / "real").glob("*bachelor-in-het-sociaal*.xlsx")
)


def test_every_pair_of_consecutive_real_years_adds_up() -> None:
    if len(REAL) < 2:
        pytest.skip(reason="the real course lists are not part of the repository")
    edition = get_framework("ocmw-praktijk")
    years = [propose(read_course_list(path)[0], [edition]) for path in REAL]
    for before, after in pairwise(years):
        reviewed = merge(
            before,
            [
                ReviewedLink(
                    course=one.course,
                    item=one.item,
                    decision=Decision(verdict=YES, date=dt.date(2026, 6, 1)),
                    place=Place(),
                )
                for one in before.links
                if one.proposed
            ],
        )
        result, rollover = carry_over(after, reviewed, [edition])
        texts = {one.id: one.text_hash for one in (*before.courses, *after.courses)}
        confirmed = {(texts[x.course], x.item) for x in result.links if x.status == "confirmed"}
        kept = {one.text_hash for one in after.courses}
        # A text that stands twice in the list carries over as often as it still stands there.
        expected = {
            (texts[x.course], x.item)
            for x in reviewed.links
            if x.decisions and texts[x.course] in kept
        }
        count = sum(bool(one.decisions) for one in reviewed.links)

        assert expected <= confirmed
        assert rollover.carried + rollover.stale + len(rollover.homeless) == count
        assert carry_over(result, reviewed, [edition]) == (result, rollover)


def test_a_changed_text_is_never_called_wholly_alike() -> None:
    long = " ".join(f"woord{number}" for number in range(400))
    (pair,) = pair_courses(
        [course("A", "Recht", 3, content=f"{long} en geoefend")],
        [course("B", "Recht", 3, content=long)],
    ).pairs

    assert pair.kinship is not None
    assert pair.kinship.words == "herkend aan titel (100 % gelijk) en tekst (99 % gelijk)"
    assert Kinship(0.57, None).words == "herkend aan titel (57 % gelijk)"

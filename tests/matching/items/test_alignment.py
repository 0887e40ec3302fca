from __future__ import annotations

import datetime as dt

import pytest
from crosswalk_judge import unfitting_items
from samples import framework, item

from swcompetence.errors import NothingAlignedError
from swcompetence.matching.items.alignment import (
    PREDICATE_LEVELS,
    PREDICATE_WORDS,
    draft_alignments,
    draft_crosswalk,
    items_as_courses,
    reviewed_crosswalk,
    waiting,
)
from swcompetence.model import (
    Alignment,
    CourseField,
    Crosswalk,
    Decision,
    EditionStatus,
    Framework,
    ItemRef,
    Justification,
    Link,
    LinkOrigin,
    Mapping,
    Predicate,
    Provenance,
    Status,
    Verdict,
    link_id,
)

DAY = dt.date(2026, 11, 22)
DEBT = ("schuldhulp*", "budgetbegeleid*", "schuldbemiddel*")
OWN = framework(
    item(
        "s1",
        label="Schuldhulpverlening",
        definition="Budgetbegeleiding wordt soms schuldbemiddeling.",
    ),
    item("s2", label="Zwemmen", definition="Duiken en drijven."),
    id="eigen",
    title="Eigen kader",
)
WORDS = framework(item("schuld", *DEBT, label="Schuld"), item("wonen", "woonbeg*"), id="woorden")
WORDLESS = framework(
    item("schuld", label="Schuldbemiddeling of budgetbegeleiding: schuldhulpverlening"),
    item("wonen", "woonbeg*", label="Wonen en huren in een dorp"),
    id="kaal",
)


def proposals(mapping: Mapping) -> list[tuple[str, str]]:
    return [(link.course, link.item.item) for link in mapping.links if link.proposed]


def draft(subject: Framework = OWN, target: Framework = WORDS) -> tuple[Mapping, Crosswalk]:
    mapping = draft_alignments(subject, target, date=DAY)
    return mapping, draft_crosswalk(mapping, subject, target, date=DAY)


def decided(mapping: Mapping, *decisions: Decision, status: Status) -> Mapping:
    """Give the mapping with these decisions on its first proposal."""
    first = next(link for link in mapping.links if link.proposed)
    done = first.model_copy(update={"decisions": decisions, "status": status})
    links = tuple(done if link is first else link for link in mapping.links)
    return mapping.model_copy(update={"links": links})


def test_an_item_is_read_with_its_definition_and_what_lies_below_it() -> None:
    gone = {"since": "1", "why": "Weg."}
    edition = framework(
        item("a", label="Boven", definition="Midden."),
        item("a.1", parent="a", level="deel", label="Onder", definition="Diep."),
        item("a.2", parent="a", level="deel", label="Vroeger", deprecated=gone),
    )
    curriculum = items_as_courses(edition)

    (course,) = curriculum.courses
    assert (curriculum.id, course.id, course.title) == ("proef@1", "a", "Boven")
    assert course.fields[CourseField.CONTENT] == "- Midden.\n- Onder\n- Diep."


def test_terms_of_the_other_edition_propose_a_line() -> None:
    mapping, crosswalk = draft()

    assert proposals(mapping) == [("s1", "schuld")]
    assert mapping.tool.matcher == "alignment/evidence"
    (line,) = crosswalk.alignments
    assert line.justification is Justification.COMPOSITE
    assert line.provenance is Provenance.UNVERIFIED
    assert "‘Schuldhulpverlening’" in line.why
    assert crosswalk.status is EditionStatus.DRAFT
    assert (crosswalk.subject, crosswalk.object) == (OWN.ref, WORDS.ref)
    assert unfitting_items(crosswalk, OWN, WORDS) == []


def test_words_in_common_propose_a_line_where_the_other_item_has_no_indicators() -> None:
    mapping, crosswalk = draft(target=WORDLESS)

    assert proposals(mapping) == [("s1", "schuld")]
    (line,) = crosswalk.alignments
    assert line.justification is Justification.LEXICAL_SIMILARITY
    assert line.predicate is Predicate.CLOSE
    for link in mapping.links:
        course = next(one for one in mapping.courses if one.id == link.course)
        for piece in link.evidence:
            assert course.fields[piece.field][piece.start : piece.end] == piece.text


def test_a_few_words_of_a_long_text_are_not_near() -> None:
    far = "wie huurt, koopt, bouwt, verhuist of zoekt, vindt hier een plek en een dak met een tuin"
    target = framework(
        item(
            "schuld",
            label="Verzwoegd",
            definition=f"Schuldhulpverlening, budgetbegeleiding soms; {far}.",
        ),
        item("wonen", "woonbeg*"),
        id="kaal",
    )

    assert proposals(draft_alignments(OWN, target)) == []


@pytest.mark.parametrize(
    ("more", "is_near"),
    [("appel peer kers druif mango", True), ("appel peer kers druif mango citroen", False)],
)
def test_an_item_is_near_from_35_in_a_hundred_of_its_words(more: str, *, is_near: bool) -> None:
    label = f"Schuldhulpverlening, budgetbegeleiding, schuldbemiddeling: {more}"
    target = framework(item("schuld", label=label), item("wonen", "woonbeg*"), id="kaal")

    # Three shared words of eight are .375, of nine .333.
    assert bool(proposals(draft_alignments(OWN, target))) is is_near


def test_no_pair_stands_there_twice() -> None:
    mapping, _ = draft(target=WORDLESS)
    ids = [link.id for link in mapping.links]

    assert len(ids) == len(set(ids))


def test_the_best_of_each_other_at_high_confidence_are_close_and_others_related() -> None:
    mapping, _ = draft()
    (found,) = [link for link in mapping.links if link.proposed]

    def with_links(*pairs: tuple[str, str, float]) -> list[tuple[str, str, Predicate]]:
        links = [
            Link.model_validate(
                {
                    **found.model_dump(),
                    "id": link_id(course, ItemRef.of("woorden", other)),
                    "course": course,
                    "item": f"woorden:{other}",
                    "confidence": confidence,
                }
            )
            for course, other, confidence in pairs
        ]
        whole = mapping.model_copy(update={"links": tuple(links)})
        crosswalk = draft_crosswalk(whole, OWN, WORDS, date=DAY)
        return [(one.subject, one.object, one.predicate) for one in crosswalk.alignments]

    assert with_links(("s2", "wonen", 0.95), ("s1", "schuld", 0.9), ("s1", "wonen", 0.91)) == [
        ("s1", "schuld", Predicate.RELATED),
        ("s1", "wonen", Predicate.RELATED),
        ("s2", "wonen", Predicate.CLOSE),
    ]
    assert with_links(("s1", "schuld", 0.89)) == [("s1", "schuld", Predicate.RELATED)]
    assert with_links(("s1", "schuld", 0.95), ("s1", "wonen", 0.95)) == [
        ("s1", "schuld", Predicate.RELATED),
        ("s1", "wonen", Predicate.RELATED),
    ]


def test_nothing_in_common_is_said() -> None:
    with pytest.raises(NothingAlignedError, match="te weinig gemeenschappelijke woorden"):
        draft(framework(item("x", label="Zwemmen"), id="eigen"))


def test_an_edition_is_not_compared_with_itself_but_may_be_with_a_newer_one() -> None:
    newer = WORDS.model_copy(update={"id": OWN.id, "version": "2"})

    assert proposals(draft_alignments(OWN, newer)) == [("s1", "schuld")]
    with pytest.raises(NothingAlignedError, match="tweemaal hetzelfde kader"):
        draft_alignments(OWN, OWN)


def test_a_confirmed_proposal_becomes_a_reviewed_line_without_a_name() -> None:
    yes = Decision(verdict=Verdict.ACCEPT, level="deel van", reviewer="An", note="Want\nzo is het.")
    mapping = decided(draft()[0], yes, status=Status.CONFIRMED)
    crosswalk = reviewed_crosswalk(mapping, OWN, WORDS, date=DAY)

    assert waiting(mapping) == ()
    assert crosswalk.status is EditionStatus.CURRENT
    assert crosswalk.alignments == (
        Alignment(
            subject="s1",
            predicate=Predicate.BROAD,
            object="schuld",
            justification=Justification.REVIEW,
            provenance=Provenance.DERIVED,
            why="Want zo is het.",
        ),
    )


def test_without_a_chosen_relation_or_with_two_the_weakest_holds() -> None:
    said = [Decision(verdict=Verdict.ACCEPT, level=x, reviewer=x) for x in ("gelijk", "omvat")]
    for decisions in ([Decision(verdict=Verdict.ACCEPT)], said):
        mapping = decided(draft()[0], *decisions, status=Status.CONFIRMED)
        (line,) = reviewed_crosswalk(mapping, OWN, WORDS, date=DAY).alignments
        assert line.predicate is Predicate.RELATED
    final = [said[0].model_copy(update={"final": True}), said[1]]
    mapping = decided(draft()[0], *final, status=Status.CONFIRMED)
    (line,) = reviewed_crosswalk(mapping, OWN, WORDS, date=DAY).alignments
    assert line.predicate is Predicate.EXACT


def test_what_a_reader_added_is_manual_and_what_waits_keeps_the_crosswalk_a_draft() -> None:
    mapping, _ = draft()
    ref = WORDS.item_ref(WORDS.item("wonen"))
    own = Link(
        id=link_id("s2", ref),
        course="s2",
        item=ref,
        confidence=0,
        proposed=False,
        origin=LinkOrigin.REVIEWER,
        status=Status.CONFIRMED,
        decisions=(Decision(verdict=Verdict.ACCEPT),),
    )
    nothing = own.model_copy(
        update={"id": "L-x", "item": ItemRef.of("woorden", "geen"), "course": "s1"}
    )
    whole = mapping.model_copy(update={"links": (*mapping.links, own, nothing)})
    crosswalk = reviewed_crosswalk(whole, OWN, WORDS, date=DAY)

    assert crosswalk.status is EditionStatus.DRAFT
    assert crosswalk.changelog[0].note == "Nagekeken: 1 bevestigd, 1 nog te beslissen."
    (line,) = crosswalk.alignments
    assert (line.subject, line.justification) == ("s2", Justification.MANUAL)
    assert line.why == "Door een lezer toegevoegd."


def test_nothing_confirmed_is_said() -> None:
    with pytest.raises(NothingAlignedError, match="niets bevestigd"):
        reviewed_crosswalk(draft()[0], OWN, WORDS, date=DAY)


def test_every_relation_can_be_chosen_and_is_explained() -> None:
    assert set(PREDICATE_WORDS.values()) == set(Predicate)
    assert PREDICATE_LEVELS.keys() == PREDICATE_WORDS.keys()

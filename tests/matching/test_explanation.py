from __future__ import annotations

import math

import pytest

from swcompetence.matching import explain, propose
from swcompetence.model import Course, Curriculum, ItemRef
from swcompetence.registry import get_framework

COURSE = Course(
    id="A1",
    code="A1",
    title="Budget- en schuldhulpverlening",
    fields={"content": "We oefenen budgetbegeleiding. Een vangnet komt kort ter sprake."},
)
FRAMEWORKS = [get_framework("ocmw-praktijk")]


def test_an_explanation_lists_what_propose_lists_with_the_same_confidence() -> None:
    told = explain(COURSE, FRAMEWORKS)
    mapping = propose(Curriculum(id="c", courses=(COURSE,)), FRAMEWORKS)

    with_terms = {
        e.item: (e.confidence, e.mention, e.treatment, e.tie, e.proposed)
        for e in told.entries
        if e.passages
    }
    assert with_terms == {
        link.item: (link.confidence, link.mention, link.treatment, link.tie, link.proposed)
        for link in mapping.links
        if link.item in with_terms
    }
    assert {entry.item for entry in told.entries} == {link.item for link in mapping.links}
    assert told.entries[0].item == "ocmw-praktijk:schuldhulp"


def test_the_postings_add_up_to_the_confidence() -> None:
    entry = explain(COURSE, FRAMEWORKS, items=[ItemRef("ocmw-praktijk:schuldhulp")]).entries[0]

    odds = entry.start + sum(posting.amount for posting in entry.postings)
    assert entry.lacks is None
    assert entry.confidence == pytest.approx(1 / (1 + math.exp(-odds)), abs=0.001)


def test_an_item_without_any_term_says_so() -> None:
    entry = explain(COURSE, FRAMEWORKS, items=[ItemRef("ocmw-praktijk:loi")]).entries[0]

    assert entry.confidence == 0
    assert entry.lacks == "geen enkele term van dit item staat in de fiche"


def test_weak_terms_alone_are_named_as_what_is_lacking() -> None:
    entry = explain(COURSE, FRAMEWORKS, items=[ItemRef("ocmw-praktijk:leefloon_rmi")]).entries[0]

    assert not entry.proposed
    assert entry.lacks is not None
    assert entry.lacks.startswith("enkel zwakke termen; kans op een vermelding 0,")
    assert [finding.strong for finding in entry.passages] == [False]

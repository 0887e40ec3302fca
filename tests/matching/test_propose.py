import datetime as dt
import importlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item

from swcompetence.matching import Candidate, EvidenceMatcher, propose, tool_version
from swcompetence.model import (
    Band,
    Course,
    Curriculum,
    Framework,
    Issue,
    ItemRef,
    Link,
    Mapping,
    Reading,
    Severity,
    Treatment,
    link_id,
)
from swcompetence.text import SharedText

KADER = framework(
    item("bezoek", "huisbezoek", definition="Mensen thuis bezoeken."),
    item("schuld", "schuldbemiddeling", "schuld + afbetaling", "*hulp", definition="Budget."),
    item("buurt", {"phrase": "wijk", "strength": "weak", "not_near": ["school"]}),
)
COURSES = (
    course("A", "Huisbezoek", 3, content="De student leert een huisbezoek doen."),
    course("B", "Schuldhulp", 6, content="Schulden, een budget en hun afbetaling."),
    course("C", "Plantkunde", 3, content="Over bladeren, thuis en in de wijk."),
    course("D", "Recht", 3, outcomes="Kent een huisbezoek.\nKent schuldbemidelling, een budget."),
)


def links_by_course(mapping: Mapping) -> dict[str, list[Link]]:
    return {
        vak.id: [link for link in mapping.links if link.course == vak.id] for vak in mapping.courses
    }


def listed(*courses: Course) -> Curriculum:
    return Curriculum(id="lijst", courses=courses)


def _read(vak: Course) -> Course:
    return vak.model_copy(update={"read": Reading(language="nl")})


EXPECTED = links_by_course(propose(listed(*COURSES), [KADER]))


def test_a_mapping_names_its_tool_its_editions_and_its_courses() -> None:
    mapping = propose(listed(*COURSES), [KADER])

    assert (mapping.tool.name, mapping.tool.version) == ("swcompetence", tool_version())
    assert mapping.tool.matcher == "evidence"
    assert mapping.curricula == (listed(*(_read(vak) for vak in COURSES)),)
    assert [tuple(used.model_dump().values()) for used in mapping.frameworks] == [
        ("proef@1", 1, KADER.identity_digest, KADER.vocabulary_digest)
    ]
    assert (mapping.date, mapping.issues) == (None, ())


def test_every_course_about_an_item_is_linked_to_it() -> None:
    mapping = propose(listed(*COURSES), [KADER])

    assert sorted((link.course, link.item) for link in mapping.links if link.proposed) == [
        ("A", "proef:bezoek"),
        ("B", "proef:schuld"),
        ("D", "proef:bezoek"),
        ("D", "proef:schuld"),
    ]


def test_the_day_and_the_issues_are_written_down() -> None:
    issue = Issue(code="credits-missing", severity=Severity.WARNING, message="Geen studiepunten.")
    mapping = propose(listed(), [KADER], date=dt.date(2026, 11, 22), issues=iter([issue]))

    assert (mapping.date, mapping.issues) == (dt.date(2026, 11, 22), (issue,))


def test_progress_is_told_after_every_course() -> None:
    told: list[str] = []
    propose(listed(*COURSES), [KADER], progress=lambda vak: told.append(vak.id))

    assert told == ["A", "B", "C", "D"]


def test_several_lists_give_one_mapping() -> None:
    lists = [Curriculum(id="een", courses=COURSES[:1]), Curriculum(id="twee", courses=COURSES[1:])]
    mapping = propose(lists, [KADER])

    assert [vak.code for one in mapping.curricula for vak in one.courses] == list("ABCD")
    assert links_by_course(mapping) == EXPECTED


def test_lists_that_share_a_course_id_are_refused() -> None:
    lists = [Curriculum(id=name, courses=COURSES[:1]) for name in ("een", "twee")]

    with pytest.raises(ValueError, match="share a course id"):
        propose(lists, [KADER])


def test_without_courses_or_frameworks_there_are_no_links() -> None:
    assert propose([], [KADER]).links == ()
    assert propose(listed(*COURSES), []).links == ()


class ByTitle:
    """Another way to judge: every course is about the item that bears its title."""

    name = "titel"
    version = "1"

    def candidates(self, course: Course, _: SharedText) -> tuple[Candidate, ...]:
        ref = ItemRef.of("proef", course.title.casefold())
        return (Candidate(ref, 1.0, 1.0, Treatment.CORE, Band.HIGH, proposed=True, evidence=()),)


def test_another_matcher_may_judge() -> None:
    mapping = propose(listed(COURSES[0]), [KADER], matcher=ByTitle())

    assert (mapping.tool.matcher, mapping.tool.parameters) == ("titel", "1")
    assert mapping.links == (
        Link(
            id=link_id("A", ItemRef("proef:huisbezoek")),
            course="A",
            item=ItemRef("proef:huisbezoek"),
            confidence=1,
            band=Band.HIGH,
            proposed=True,
        ),
    )


@given(st.permutations(COURSES).flatmap(lambda some: st.integers(1, 4).map(lambda n: some[:n])))
def test_a_course_scores_the_same_alone_in_any_list_and_in_any_order(
    courses: list[Course],
) -> None:
    found = links_by_course(propose(listed(*courses), [KADER]))

    assert found == {vak.id: EXPECTED[vak.id] for vak in courses}


def pasted(sheets: int) -> list[bool]:
    """Say of each sheet that ends with the same list of fields whether a link is proposed."""
    fields = "Raakvlakken met andere vakken: huisbezoek, schuldbemiddeling en meer."
    topics = "planten dieren muziek kleuren cijfers talen steden bergen".split()
    courses = (
        course(f"V{n}", "Vak", 3, content=f"Dit vak gaat vooral over alle {topic} samen.\n{fields}")
        for n, topic in enumerate(topics[:sheets])
    )
    links = links_by_course(propose(listed(*courses), [KADER]))
    return [any(link.proposed for link in found) for found in links.values()]


def test_a_sentence_pasted_in_many_sheets_proposes_nothing() -> None:
    assert pasted(3) == [True] * 3
    assert pasted(8) == [False] * 8


@given(st.permutations(KADER.items))
def test_the_order_of_items_changes_no_link(items: list[object]) -> None:
    shuffled = KADER.model_validate({**KADER.model_dump(), "items": items})

    assert links_by_course(propose(listed(*COURSES), [shuffled])) == EXPECTED


def test_a_mapping_can_be_checked_by_anyone() -> None:
    mapping = propose(listed(*COURSES), [KADER])
    courses = {vak.id: vak for vak in mapping.courses}

    assert mapping == Mapping.model_validate_json(mapping.to_json())
    for link in mapping.links:
        assert link.id == link_id(link.course, link.item)
        for piece in link.evidence:
            assert courses[link.course].fields[piece.field][piece.start : piece.end] == piece.text


SCRIPT = """
import sys
from swcompetence import get_framework, propose, Course, Curriculum
text = "De student leert huisbezoeken, schuldbemiddeling, budget, wonen, zoals leefloon (en recht)."
courses = tuple(
    Course(id=f"C{n}", code=f"C{n}", title=f"Vak {n}", fields={"content": text[: 20 + 9 * n]})
    for n in range(9)
)
frameworks = [get_framework("ocmw-praktijk"), get_framework("krachtlijnen")]
sys.stdout.write(propose(Curriculum(id="lijst", courses=courses), frameworks).to_json())
"""


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            cwd=tmp_path,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    )

    assert first == second
    assert b'"proposed": true' in first


def test_the_last_matcher_is_kept_for_the_same_words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    class Counting(EvidenceMatcher):
        def __init__(self, frameworks: Sequence[Framework]) -> None:
            made.append(frameworks[0].items[0].indicators[0].phrase)
            super().__init__(frameworks)

    module = importlib.import_module("swcompetence.matching.propose")
    monkeypatch.setattr(module, "EvidenceMatcher", Counting)
    monkeypatch.setattr(module, "_KEPT", {})
    other = framework(item("bezoek", "thuisbezoek"))
    first, again, changed = (
        propose(listed(*COURSES), [edition]) for edition in (KADER, KADER, other)
    )

    assert made == ["huisbezoek", "thuisbezoek"]
    assert first == again != changed


def test_a_sheet_in_another_language_proposes_nothing() -> None:
    text = "The student learns how to work with families and their context."
    sheet = course("E", "Huisbezoek", 3, content=text)
    mapping = propose(listed(sheet), [KADER])

    assert mapping.courses[0].read == Reading(language="en", skipped="language")
    assert mapping.links
    assert not any(link.proposed for link in mapping.links)

from __future__ import annotations

import multiprocessing
import os
import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import pytest
from samples import course, framework, item

from swcompetence.errors import LostProcessError
from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.files.data.data_files import shipped
from swcompetence.matching import (
    Candidate,
    EvidenceMatcher,
    Matcher,
    programme_context,
    propose,
    propose_many,
)
from swcompetence.model import Band, Course, Curriculum, ItemRef, Link, Treatment
from swcompetence.registry import get_framework
from swcompetence.text import SharedText

KADER = framework(
    item("bezoek", "huisbezoek", definition="Mensen thuis bezoeken."),
    item("schuld", "schuldbemiddeling", "schuld + afbetaling", "*hulp", definition="Budget."),
)
PASTED = "Raakvlakken met andere vakken: huisbezoek, schuldbemiddeling en meer."
TOPICS = "planten dieren muziek kleuren cijfers talen steden bergen".split()


def a_list(name: str, courses: int) -> Curriculum:
    """Give a list with a pasted sentence, in which every third course has a subject of KADER."""
    return Curriculum(
        id=name,
        courses=tuple(
            course(
                f"{name}{n}",
                "Huisbezoek" if n % 3 == 0 else "Vak",
                3,
                content=f"Dit vak gaat over {TOPICS[n % 8]} en nummer {n} van {name}.\n{PASTED}",
            )
            for n in range(courses)
        ),
    )


LISTS = (a_list("een", 60), a_list("twee", 9))
WHOLE = propose(LISTS, [KADER])


class ByTitle:
    """Another way to judge: every course is about the item that bears its title."""

    name = "titel"
    version = "1"

    def candidates(self, course: Course, pasted: SharedText, /) -> tuple[Candidate, ...]:
        shared = 1.0 if pasted.segments else 0.5
        ref = ItemRef.of("proef", course.title.casefold())
        return (
            Candidate(ref, shared, shared, Treatment.CORE, Band.HIGH, proposed=True, evidence=()),
        )


class Deadly(ByTitle):
    """Takes its process along, where that is another than the one that asked."""

    def candidates(self, course: Course, pasted: SharedText, /) -> tuple[Candidate, ...]:
        if multiprocessing.parent_process():
            os._exit(3)
        return super().candidates(course, pasted)


class Signed(ByTitle):
    """Says by its item in which process it judged."""

    def candidates(self, course: Course, pasted: SharedText, /) -> tuple[Candidate, ...]:
        (candidate,) = super().candidates(course, pasted)
        return (candidate._replace(item=ItemRef.of("proef", str(os.getpid()))),)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_stream_gives_the_links_of_the_whole_course_after_course(jobs: int) -> None:
    stream = list(propose_many(iter(LISTS), [KADER], jobs=jobs))

    assert tuple(link for judged in stream for link in judged.links) == WHOLE.links
    assert tuple(judged.course for judged in stream) == WHOLE.courses
    assert [judged.curriculum for judged in stream] == ["een"] * 60 + ["twee"] * 9
    assert {link.course for judged in stream for link in judged.links if link.proposed}


def test_processes_give_the_links_of_real_editions_to_the_last_digit() -> None:
    path = str(shipped("curricula") / "graduaat-maatschappelijk-werk-denderkant.xlsx")
    listed, _ = read_course_list(path)
    editions = [get_framework("ocmw-praktijk"), get_framework("competentiekader")]

    assert propose(listed, editions, jobs=2).to_json() == propose(listed, editions).to_json()


@pytest.mark.parametrize("jobs", [1, 2])
def test_another_matcher_judges_with_what_the_programme_shares(jobs: int) -> None:
    stream = propose_many(LISTS[:1], [KADER], matcher=ByTitle(), jobs=jobs)

    assert {link.confidence for judged in stream for link in judged.links} == {1.0}


def test_the_courses_of_a_programme_go_apart_with_its_context() -> None:
    context = programme_context(LISTS[0])

    def links(*, with_context: bool) -> tuple[Link, ...]:
        found: list[Link] = []
        for some in (slice(0, 4), slice(4, 60)):
            part = context.curriculum.model_copy(
                update={"courses": context.curriculum.courses[some]}
            )
            given = context._replace(curriculum=part) if with_context else part
            found += [link for j in propose_many([given], [KADER]) for link in j.links]
        return tuple(found)

    of_list = tuple(link for link in WHOLE.links if link.course.startswith("een"))
    assert links(with_context=True) == of_list
    assert links(with_context=False) != of_list


def test_a_list_is_taken_when_its_turn_comes() -> None:
    taken: list[str] = []

    def lists() -> Iterator[Curriculum]:
        for listed in LISTS:
            taken.append(listed.id)
            yield listed

    stream = propose_many(lists(), [KADER])
    assert taken == []
    assert [judged.course.id for judged in islice(stream, 2)] == ["een0", "een1"]
    assert taken == ["een"]


def test_who_stops_early_leaves_no_process_behind() -> None:
    stream = propose_many(LISTS, [KADER], jobs=2)
    first = next(stream)
    stream.close()  # type: ignore[attr-defined]  # of several jobs it is a generator

    assert first.course.id == "een0"
    with pytest.raises(StopIteration):
        next(stream)


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(LostProcessError, match="Een van de 2 processen is gestopt") as caught:
        list(propose_many(LISTS, [KADER], matcher=Deadly(), jobs=2))

    assert caught.value.jobs == 2


def test_two_jobs_are_this_process_and_one_other() -> None:
    stream = propose_many(LISTS, [KADER], matcher=Signed(), jobs=2)
    processes = {link.item.item for judged in stream for link in judged.links}

    assert len(processes) == 2
    assert str(os.getpid()) in processes


def test_no_jobs_and_a_matcher_that_stays_here_are_refused() -> None:
    with pytest.raises(ValueError, match="jobs must be 1 or more, not 0"):
        propose_many(LISTS, [KADER], jobs=0)

    class Local(ByTitle):
        """Of this function alone."""

    with pytest.raises(TypeError, match="matcher does not pickle"):
        list(propose_many(LISTS, [KADER], matcher=Local(), jobs=2))


def test_a_matcher_comes_back_from_a_pickle_and_is_shared_by_threads() -> None:
    matcher: Matcher = EvidenceMatcher([KADER])
    pasted = programme_context(LISTS[0]).pasted
    alone = [matcher.candidates(vak, pasted) for vak in LISTS[0].courses]
    copy: Matcher = pickle.loads(pickle.dumps(matcher))  # noqa: S301 - our own

    assert (copy.name, copy.version) == (matcher.name, matcher.version)
    assert [copy.candidates(vak, pasted) for vak in LISTS[0].courses] == alone
    fresh = EvidenceMatcher([KADER])
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda vak: fresh.candidates(vak, pasted), LISTS[0].courses))
    assert found == alone

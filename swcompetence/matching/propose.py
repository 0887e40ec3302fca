"""Propose links between the courses of a curriculum and the items of frameworks."""

from __future__ import annotations

import datetime as dt
import gc
import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ConfigDict, TypeAdapter

from swcompetence.errors import LostProcessError
from swcompetence.matching.matcher import Candidate, EvidenceMatcher, Matcher
from swcompetence.matching.parameters import PARAMETERS
from swcompetence.model import (
    Course,
    CourseLinks,
    Curriculum,
    Framework,
    Issue,
    Link,
    Mapping,
    Tool,
    UsedFramework,
    link_id,
    refuse_doubles,
)
from swcompetence.text import SharedText, course_groups, pasted_text, reading_of

if TYPE_CHECKING:
    from concurrent.futures import Future


def tool_version() -> str:
    """Give the version of the installed package, `0` where it runs uninstalled."""
    try:
        return version("swcompetence")
    except PackageNotFoundError:  # pragma: no cover - only in a bare checkout
        return "0"


class ProgrammeContext(NamedTuple):
    """The courses of one programme, with what all of them together tell of each.

    Sentences that stand in many courses say little of each of them. So the whole list is looked at
    once, and whoever divides the work over machines divides programmes, or the courses of a context
    that goes along: `context._replace(curriculum=some_of_the_courses)`.
    """

    curriculum: Curriculum
    """With its groups, and with what language each course was read in."""
    pasted: SharedText
    """What stands in many of its courses."""


def programme_context(curriculum: Curriculum) -> ProgrammeContext:
    """Look at a whole list once: its groups of courses, its pasted sentences, its languages."""
    groups = course_groups(curriculum)
    courses = tuple(c.model_copy(update={"read": reading_of(c)}) for c in curriculum.courses)
    return ProgrammeContext(
        curriculum.model_copy(update={"courses": courses, "groups": groups}),
        pasted_text(curriculum, groups),
    )


def propose_many(
    curricula: Iterable[Curriculum | ProgrammeContext],
    frameworks: Sequence[Framework],
    *,
    matcher: Matcher | None = None,
    jobs: int = 1,
) -> Iterator[CourseLinks]:
    """Map course after course, for more lists than fit in memory.

    The links are those of `propose`, to the last digit and in the same order, whatever `jobs` is.
    One list at a time is taken from `curricula`, a few more with several jobs.

    Args:
        curricula: whole programmes, or their contexts where these are known already.
        frameworks: any editions, also ones built in memory.
        matcher: another way to judge, which pickles if there are several jobs; default the evidence
            matcher, kept from call to call.
        jobs: processes that judge, this one among them. The others start anew (`spawn`), so a
            script that asks for several keeps its own work under `if __name__ == "__main__":`.

    Raises:
        DuplicateFrameworkError: two editions of one framework.
        ValueError: `jobs` is less than 1.
        TypeError: the matcher does not pickle.
        LostProcessError: a process stopped before its work was done.
    """
    refuse_doubles(frameworks)
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    contexts = (
        programme_context(listed) if isinstance(listed, Curriculum) else listed
        for listed in curricula
    )
    judge = matcher or _kept_matcher(frameworks)
    if jobs > 1 and sys.platform != "emscripten":  # a browser starts no processes
        return _in_processes(contexts, judge, jobs)
    return (
        CourseLinks(
            curriculum=context.curriculum.id,
            course=course,
            links=_links_of(course, context.pasted, judge),
        )
        for context in contexts
        for course in context.curriculum.courses
    )


def propose(  # noqa: PLR0913 - each is a choice of the user
    curriculum: Curriculum | Sequence[Curriculum],
    frameworks: Sequence[Framework],
    *,
    matcher: Matcher | None = None,
    date: dt.date | None = None,
    issues: Iterable[Issue] = (),
    progress: Callable[[Course], None] = lambda _: None,
    jobs: int = 1,
) -> Mapping:
    """Map every course onto framework items, without files.

    Args:
        curriculum: one course list, or several with different ids.
        frameworks: any editions, also ones built in memory.
        matcher: another way to judge; default the evidence matcher, kept from call to call.
        date: the day to write in the mapping; none by default, so equal input gives equal output.
        issues: trouble met while reading the lists, kept in the mapping.
        progress: called after every course.
        jobs: processes that judge, see `propose_many`.

    Raises:
        DuplicateFrameworkError: two editions of one framework.
        ValueError: two curricula share a course id, or `jobs` is less than 1.

    Returns:
        A mapping with, per course and framework, every proposed link and the best five others.
    """
    curricula = (curriculum,) if isinstance(curriculum, Curriculum) else tuple(curriculum)
    ids = [course.id for listed in curricula for course in listed.courses]
    if len(set(ids)) < len(ids):
        raise ValueError("two curricula share a course id; prefix the ids with the curriculum id")
    contexts = [programme_context(listed) for listed in curricula]
    links: list[Link] = []
    for judged in propose_many(contexts, frameworks, matcher=matcher, jobs=jobs):
        links += judged.links
        progress(judged.course)
    return Mapping(
        tool=tool_of(matcher),
        date=date,
        curricula=tuple(context.curriculum for context in contexts),
        frameworks=used_frameworks(frameworks),
        links=tuple(links),
        issues=tuple(issues),
    )


def tool_of(matcher: Matcher | None = None) -> Tool:
    """Name what proposes links, for the head of a mapping; ours is not made for that."""
    name, parameters = EvidenceMatcher.name, PARAMETERS.version
    if matcher is not None:
        name, parameters = matcher.name, matcher.version
    return Tool(version=tool_version(), matcher=name, parameters=parameters)


def used_frameworks(frameworks: Sequence[Framework]) -> tuple[UsedFramework, ...]:
    """Name the editions that links point into, for the head of a mapping."""
    return tuple(
        UsedFramework(
            ref=f.ref,
            revision=f.revision,
            digest=f.identity_digest,
            vocabulary_digest=f.vocabulary_digest,
        )
        for f in frameworks
    )


_SHARE = 10
"""Courses that a process takes at a time."""
_WAITING = 4
"""Shares asked for per process: enough to keep it busy, few enough to keep memory flat."""
_LINKS = TypeAdapter(tuple[Link, ...], config=ConfigDict(defer_build=True))
"""The links of a course; as JSON they cross between processes fastest."""


class _Share(NamedTuple):
    """Some courses of a programme that wait for their turn in the stream."""

    curriculum: str
    """Its id."""
    courses: tuple[Course, ...]
    pasted: SharedText
    asked: Future[list[bytes]]
    judged_here: list[tuple[Link, ...]]
    """Filled where this process took the share over."""

    def judge(self, matcher: Matcher) -> bool:
        """Judge it here, unless another process has begun; say whether it is judged here now."""
        if self.judged_here or not self.asked.cancel():
            return False
        self.judged_here.extend(_links_of(course, self.pasted, matcher) for course in self.courses)
        return True

    def answers(self) -> Iterator[CourseLinks]:
        """Give its courses with their links, which are unpacked one course at a time.

        So they are gone before the garbage collector takes them for objects that stay.
        """
        links = self.judged_here or map(_LINKS.validate_json, self.asked.result())
        for course, of_course in zip(self.courses, links, strict=True):
            yield CourseLinks(curriculum=self.curriculum, course=course, links=of_course)


def _in_processes(
    contexts: Iterable[ProgrammeContext], matcher: Matcher, jobs: int
) -> Iterator[CourseLinks]:
    """Judge shares of courses here and in other processes; answers keep the order of the courses.

    While another process has the first share, this one takes the next that nobody has begun.
    """
    import multiprocessing  # noqa: PLC0415 - a start without processes needs none of this
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    start_anew = multiprocessing.get_context("spawn")  # alike on every system, and safe in threads
    try:
        packed = pickle.dumps(matcher)
    except Exception as error:
        raise TypeError(
            f"matcher does not pickle, so it judges with jobs=1 only: {error}"
        ) from error
    pool = ProcessPoolExecutor(jobs - 1, start_anew, initializer=_Worker.start, initargs=(packed,))
    waiting: deque[_Share] = deque()

    def answers(most: int) -> Iterator[CourseLinks]:
        while len(waiting) > most:
            first, *later = waiting
            while not (first.judged_here or first.asked.done()):
                if not any(share.judge(matcher) for share in later):
                    break
            yield from waiting.popleft().answers()

    try:
        for curriculum, pasted in contexts:
            shared = pickle.dumps(pasted)
            for start in range(0, len(curriculum.courses), _SHARE):
                courses = curriculum.courses[start : start + _SHARE]
                asked = pool.submit(_Worker.judge, courses, shared)
                waiting.append(_Share(curriculum.id, courses, pasted, asked, []))
                yield from answers(jobs * _WAITING)
        yield from answers(0)
    except BrokenProcessPool as error:
        raise LostProcessError(jobs) from error
    finally:
        pool.shutdown(cancel_futures=True)


class _Worker:
    """What another process keeps from share to share."""

    matcher: Matcher

    @classmethod
    def start(cls, packed: bytes) -> None:
        cls.matcher = pickle.loads(packed)  # noqa: S301 - from the process that started this one
        gc.freeze()  # it stays as long as the process: no collection looks at it again

    @classmethod
    def judge(cls, courses: tuple[Course, ...], shared: bytes) -> list[bytes]:
        pasted = _pasted(shared)
        return [_LINKS.dump_json(_links_of(course, pasted, cls.matcher)) for course in courses]


@lru_cache(maxsize=1)
def _pasted(shared: bytes) -> SharedText:
    """Unpack what a programme shares, once for all shares of its courses."""
    pasted: SharedText = pickle.loads(shared)  # noqa: S301 - from the process that started this one
    return pasted


_KEPT: dict[tuple[str, ...], EvidenceMatcher] = {}
"""The last matcher, by what its editions hold: to make one costs as much as a hundred courses."""


def _kept_matcher(frameworks: Sequence[Framework]) -> EvidenceMatcher:
    key = tuple(f"{f.ref} {f.identity_digest} {f.vocabulary_digest}" for f in frameworks)
    matcher = _KEPT.get(key)
    if matcher is None:
        matcher = EvidenceMatcher(frameworks)
        _KEPT.clear()
        _KEPT[key] = matcher
    return matcher


def _links_of(course: Course, pasted: SharedText, matcher: Matcher) -> tuple[Link, ...]:
    """Give the links of one course; of one in another language nothing is proposed."""
    is_read = course.read is None or course.read.skipped != "language"
    return tuple(
        _link(course, candidate if is_read else candidate._replace(proposed=False))
        for candidate in matcher.candidates(course, pasted)
    )


def _link(course: Course, candidate: Candidate) -> Link:
    return Link(
        id=link_id(course.id, candidate.item),
        course=course.id,
        item=candidate.item,
        confidence=candidate.confidence,
        mention=candidate.mention,
        treatment=candidate.treatment,
        tie=candidate.tie,
        tie_context=candidate.tie_context,
        tie_evidence=candidate.tie_evidence,
        band=candidate.band,
        proposed=candidate.proposed,
        evidence=candidate.evidence,
    )

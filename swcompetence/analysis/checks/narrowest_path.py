"""The narrowest path: what a student can graduate without meeting.

A student takes the compulsory courses and those of one track; electives are never counted, since
nobody has to choose a given one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as AnyMapping
from enum import StrEnum

from pydantic import Field

from swcompetence.analysis.finding import CourseFinding, FrameworkFindings, ItemFinding
from swcompetence.model import Course, ItemRef, Mapping, Model
from swcompetence.phrasing import single_spaced

PATH_RULE = (
    "Het smalste traject telt enkel de verplichte opleidingsonderdelen: de gemeenschappelijke en"
    " die van het traject zelf. Een keuzeopleidingsonderdeel telt nooit mee, want niemand moet"
    " precies dat ene kiezen; ook groepen waaruit een student er een aantal moet kiezen, zijn uit"
    " de lijst niet af te lezen. Noemt de lijst trajecten, dan volgt elke student er één."
)
_COMMON = re.compile(r"(?:alle\b|gemeenschappelijk|algemene? |common\b).*", re.IGNORECASE)


class Role(StrEnum):
    """What a course is on the path of a student."""

    COMPULSORY = "verplicht"
    FREE = "te vermijden"
    """An elective, or a course of another track."""
    UNSTATED = "onbekend"
    """The list does not say whether it is compulsory."""


class Meeting(StrEnum):
    """Whether every student of a track meets an item."""

    SURE = "zeker"
    """A confirmed link in a compulsory course."""
    IF_CONFIRMED = "als een voorstel bevestigd wordt"
    """Only an open proposal in a compulsory course."""
    UNDETERMINED = "niet te beoordelen"
    """It hangs on a course of which the list does not say whether it is compulsory."""
    MISSABLE = "te missen"
    """There are links, none of them in a compulsory course of the track."""
    ABSENT = "nergens gekoppeld"
    """No confirmed link and no open proposal at all."""


class PathItem(Model):
    """One item on the path of a student."""

    item: ItemRef
    label: str
    group: str | None
    meeting: Meeting
    confirmed: tuple[str, ...]
    """Ids of the compulsory courses with a confirmed link."""
    proposed: tuple[str, ...]
    """Ids of the compulsory courses with an open proposal."""
    avoidable: tuple[str, ...]
    """Ids of linked electives and linked courses of other tracks, confirmed or proposed."""
    unstated: tuple[str, ...]
    """Ids of linked courses of which the list does not say whether they are compulsory."""


class TrackPath(Model):
    """The narrowest path through one track."""

    track: str | None
    """In the list's own words; None where the list names no tracks."""
    courses: tuple[str, ...]
    """Ids of the courses that every student of the track takes."""
    credits: float = Field(ge=0)
    """Their ECTS credits, as far as the list gives them."""
    items: tuple[PathItem, ...]

    def of(self, *meetings: Meeting) -> tuple[PathItem, ...]:
        """Give the items with one of these answers."""
        return tuple(item for item in self.items if item.meeting in meetings)


class NarrowestPath(Model):
    """What a student can miss of one framework, track by track."""

    framework: str
    """Full reference of the edition."""
    title: str
    paths: tuple[TrackPath, ...]
    unstated: tuple[str, ...]
    """Ids of the courses of which the list does not say whether they are compulsory."""
    total: int = Field(ge=0)
    """Number of courses in the list."""
    is_unstated_compulsory: bool = False
    """Whether those courses were taken as compulsory because the caller asked so."""


def narrowest_path(
    mapping: Mapping, findings: FrameworkFindings, *, unstated_is_compulsory: bool = False
) -> NarrowestPath:
    """Say which items of a framework a student can graduate without meeting, see `PATH_RULE`.

    Tracks and compulsory courses are those of the course list; where it does not say whether a
    course is compulsory, `unstated_is_compulsory` takes it so.
    """
    paths = []
    for track in tracks(mapping.courses) or (None,):
        role = roles(mapping.courses, track, unstated_is_compulsory=unstated_is_compulsory)
        taken = [course for course in mapping.courses if role[course.id] is Role.COMPULSORY]
        paths.append(
            TrackPath(
                track=track,
                courses=tuple(course.id for course in taken),
                credits=sum(course.credits or 0 for course in taken),
                items=tuple(_path_item(item, role) for item in findings.items),
            )
        )
    return NarrowestPath(
        framework=findings.ref,
        title=findings.title,
        paths=tuple(paths),
        unstated=tuple(course.id for course in mapping.courses if course.compulsory is None),
        total=len(mapping.courses),
        is_unstated_compulsory=unstated_is_compulsory,
    )


def tracks(courses: Iterable[Course]) -> tuple[str, ...]:
    """Give the tracks that a list names, in its order; 'gemeenschappelijk' and 'alle' are none."""
    names: dict[str, str] = {}
    for course in courses:
        if name := _track(course):
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def roles(
    courses: Iterable[Course], track: str | None, *, unstated_is_compulsory: bool = False
) -> dict[str, Role]:
    """Say per course id what it is to a student of a track.

    Without a track, a course of any track counts as one that the student takes: so it shows which
    courses are compulsory for somebody.
    """

    def role(course: Course) -> Role:
        name = _track(course)
        if track is not None and name and name.casefold() != track.casefold():
            return Role.FREE
        if course.compulsory is None:
            return Role.COMPULSORY if unstated_is_compulsory else Role.UNSTATED
        return Role.COMPULSORY if course.compulsory else Role.FREE

    return {course.id: role(course) for course in courses}


def meeting(links: Sequence[CourseFinding], course_roles: AnyMapping[str, Role]) -> Meeting:
    """Say whether a student meets an item by these links; confirmed links go first."""
    for is_confirmed, met in ((True, Meeting.SURE), (False, Meeting.IF_CONFIRMED)):
        of_kind = {course_roles[link.course] for link in links if link.is_confirmed is is_confirmed}
        if Role.COMPULSORY in of_kind:
            return met
        if Role.UNSTATED in of_kind:
            return Meeting.UNDETERMINED
    return Meeting.MISSABLE if links else Meeting.ABSENT


def _track(course: Course) -> str | None:
    name = single_spaced(course.track or "")
    return None if not name or _COMMON.fullmatch(name) else name


def _path_item(item: ItemFinding, course_roles: AnyMapping[str, Role]) -> PathItem:
    compulsory, free, unstated = (
        [link for link in item.linked if course_roles[link.course] is role] for role in Role
    )
    return PathItem(
        item=item.item,
        label=item.label,
        group=item.group,
        meeting=meeting(item.linked, course_roles),
        confirmed=tuple(link.course for link in compulsory if link.is_confirmed),
        proposed=tuple(link.course for link in compulsory if not link.is_confirmed),
        avoidable=tuple(link.course for link in free),
        unstated=tuple(link.course for link in unstated),
    )

"""A mapping: links between courses and framework items, with evidence and human decisions."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, ValidationInfo, model_validator

from swcompetence.model.base import FrameworkRef, ItemRef, Model, Row, Written, facts, row_of
from swcompetence.model.curriculum import Course, CourseField, Curriculum
from swcompetence.model.framework import Framework
from swcompetence.model.issue import Issue, Place
from swcompetence.phrasing import single_spaced

MAPPING_SCHEMA: Literal["swcompetence/mapping@2"] = "swcompetence/mapping@2"
READ_SCHEMAS = ("swcompetence/mapping@1", MAPPING_SCHEMA)
"""In version 1 a link had one chance, and nothing was known of treatment and tie."""
OCMW = "ocmw-praktijk"
"""The framework whose themes a sheet may place in OCMW practice."""


class Band(StrEnum):
    """How sure a link is of what it says: of a subject by confidence, else by mention."""

    HIGH = "hoog"
    MIDDLE = "midden"
    LOW = "laag"
    NOT_MEASURED = "niet gemeten"


class EvidenceKind(StrEnum):
    """How a text matched a term."""

    EXACT = "exact"
    STEM = "stem"
    COMPOUND = "compound"
    FUZZY = "fuzzy"
    SIMILARITY = "similarity"


class Treatment(StrEnum):
    """How a sheet treats an item."""

    CORE = "core"
    """It teaches the item as a subject (onderwerp)."""
    TOUCHED = "touched"
    """It names it in passing (terloops)."""


class Tie(StrEnum):
    """Whether a sheet places an OCMW theme in OCMW practice or local government."""

    EXPLICIT = "explicit"
    GENERAL = "general"


class TieContext(StrEnum):
    """What an explicit tie places a theme in."""

    OCMW = "ocmw"
    LOCAL_GOVERNMENT = "local_government"


class Status(StrEnum):
    """Where the review of a link stands."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNSURE = "unsure"
    CONFLICT = "conflict"
    STALE = "stale"


class Verdict(StrEnum):
    """What a reviewer said of a link."""

    ACCEPT = "accept"
    """The course teaches the item as a subject."""
    TOUCHED = "touched"
    """It touches on the item."""
    REJECT = "reject"
    UNSURE = "unsure"


class LinkOrigin(StrEnum):
    """Who came up with a link."""

    MACHINE = "machine"
    REVIEWER = "reviewer"
    CURRICULUM = "curriculum"
    """The college's own matrix marks it, whether or not the tool found it as well."""


OF_FILE = "file"
"""Said to the validator: a file names its form, a value in memory need not."""
LEVELS: dict[str, str] = {"I": "introductie", "V": "verdieping", "B": "beheersing"}
"""The levels that a lecturer chooses from, lowest first, and what each stands for; a college may
use its own."""
MATRIX_REVIEWER = "matrix van de opleiding"
"""Stands as reviewer of what a college decided by its matrix: no person, and never counted as one.
"""


class MatrixMark(Model):
    """A cell of a college's own matrix that links a course to an item."""

    text: str
    """As written: X, V, 2 ..."""
    column: str
    """What the matrix calls the item."""
    level: str | None = None
    """I, V or B, where the mark or the legend says so."""
    meaning: str | None = None
    """What the legend says of the mark, in its own words."""
    credits: float | None = Field(default=None, ge=0)
    """ECTS credits, in a matrix that divides those of a course over the items."""
    where: Place


OWN_WORDS = "own words"
"""What `Evidence.taken_from` says of a telling word of the item's own texts."""


class Evidence(Model):
    """A literal piece of a course text that speaks for a link."""

    field: CourseField
    text: str = Field(min_length=1)
    """The slice `[start:end]` of that field of the course."""
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    item_part: Literal["indicator", "label", "definition", "child"]
    """Which part of the item it matched; `child` for a bouwsteen or gedragsindicator."""
    term: str
    """The indicator or the words of the item that it matched."""
    kind: EvidenceKind
    weight: float = Field(ge=0, le=1)
    """How much this piece counts for the link; not a probability."""
    taken_from: str | None = Field(default=None, exclude_if=lambda place: place is None)
    """Where the term comes from if it is no indicator or name of the edition's own: `OWN_WORDS`
    for a telling word of the item's texts, else the item `framework@version:item` that lent it."""


class Decision(Model):
    """One reviewer's verdict on one link, or that of a college by its matrix."""

    verdict: Verdict
    tie: Tie | None = None
    """Whether the reviewer sees the theme placed in OCMW practice; None where nothing was said."""
    level: str | None = None
    """I, V or B (introductie, verdieping, beheersing) or the college's own words."""
    assessed: bool | None = None
    reviewer: str | None = None
    date: dt.date | None = None
    note: str | None = None
    final: bool = False
    withdrawn: bool = False
    """Emptied by who had it in view: it stays in the history, and nothing of its reviewer counts
    until that person decides again."""

    @property
    def is_by_person(self) -> bool:
        """Say whether somebody looked at the link itself, and it is not a matrix that says so."""
        return reviewer_key(self.reviewer) != MATRIX_REVIEWER


def reviewer_key(name: str | None) -> str | None:
    """Give the form in which reviewers are compared; None for a decision without a name.

    >>> reviewer_key(" An  Peeters") == reviewer_key("an peeters")
    True
    """
    return (single_spaced(name).casefold() or None) if name else None


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the decision that counts of every reviewer: the newest one, unless it is withdrawn.

    Decisions without a name are not known to be of one person, so each of them counts.
    """
    newest: dict[str | int, Decision] = {}
    for number, decision in enumerate(decisions):
        key = reviewer_key(decision.reviewer)
        newest.pop(number if key is None else key, None)
        newest[number if key is None else key] = decision
    return tuple(decision for decision in newest.values() if not decision.withdrawn)


def deciding(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the decisions in force that settle a link: those of people, the final ones if any is.

    Who read the sheet knows it better than a matrix, which counts where no person decided.
    """
    every = in_force(decisions)
    standing = tuple(decision for decision in every if decision.is_by_person) or every
    return tuple(decision for decision in standing if decision.final) or standing


TREATMENTS = {Verdict.ACCEPT: Treatment.CORE, Verdict.TOUCHED: Treatment.TOUCHED}
"""What the verdicts that see an item in a course say of its treatment."""


def link_id(course: str, item: ItemRef) -> str:
    """Give the stable id of a link: a hash of course id and item.

    >>> link_id("SW101", ItemRef("ocmw-praktijk:schuldhulp"))
    'L-78f20aacec'
    """
    digest = hashlib.sha256(f"{course}\x1f{item}".encode()).hexdigest()
    return f"L-{digest[:10]}"


class Link(Model):
    """A course and a framework item, and why they belong together."""

    id: str
    course: str
    """Course id."""
    item: ItemRef
    confidence: float = Field(ge=0, le=1)
    """Estimated chance that the sheet teaches the item as a subject; 0 for a reviewer's own."""
    mention: float = Field(default_factory=lambda data: data.get("confidence", 0.0), ge=0, le=1)
    """Estimated chance that it at least touches on it, no less than `confidence`, which it is by
    default."""
    treatment: Treatment = Treatment.CORE
    """The better bet of the tool, should the sheet speak of the item."""
    tie: Tie | None = None
    """For OCMW themes; None where it is not judged."""
    tie_context: TieContext | None = None
    """What an explicit tie places the theme in."""
    tie_evidence: tuple[Evidence, ...] = ()
    """Literal pieces of the course that show the tie."""
    band: Band = Band.NOT_MEASURED
    proposed: bool
    """True where a reviewer should decide, False for a candidate that the tool only lists."""
    origin: LinkOrigin = LinkOrigin.MACHINE
    evidence: tuple[Evidence, ...] = ()
    status: Status = Status.OPEN
    decisions: tuple[Decision, ...] = ()
    marks: tuple[MatrixMark, ...] = ()
    """The cells of the college's own matrix; also where the tool proposes the link as well."""
    changed: str | None = None
    """What changed since the decisions were taken over from an earlier list; Dutch, for a cell."""

    @model_validator(mode="after")
    def _belongs_together(self) -> Self:
        if self.mention < self.confidence:
            raise ValueError(f"mention {self.mention} is kleiner dan confidence {self.confidence}")
        if (self.tie is Tie.EXPLICIT) != (self.tie_context is not None):
            raise ValueError("tie_context hoort bij tie ‘explicit’, en alleen daar")
        return self

    @property
    def is_asked(self) -> bool:
        """Say whether the link asks for a decision: the tool proposes it, or people made it."""
        return self.proposed or self.origin is not LinkOrigin.MACHINE

    @property
    def is_for_review(self) -> bool:
        """Say whether the link counts as work of reviewers: it is asked, or was ever decided on.

        A hint of the tool on which somebody decided waits for a new decision as a proposal does.
        """
        return self.is_asked or self.status is not Status.OPEN

    @property
    def is_by_tool(self) -> bool:
        """Say whether the tool came up with the link, alone or beside the college's matrix."""
        return self.origin is LinkOrigin.MACHINE or self.proposed or bool(self.evidence)

    @property
    def is_claim(self) -> bool:
        """Say whether only the matrix speaks for it: no proposal, and no decision of a person."""
        is_judged = any(decision.is_by_person for decision in in_force(self.decisions))
        return bool(self.marks) and not (self.proposed or is_judged)

    @property
    def decided_treatment(self) -> Treatment | None:
        """What the decisions that count say of the treatment, the less of two that differ.

        None where none of them sees the item in the course.
        """
        verdicts = {TREATMENTS.get(decision.verdict) for decision in deciding(self.decisions)}
        return next((t for t in reversed(Treatment) if t in verdicts), None)

    @property
    def decided_tie(self) -> Tie | None:
        """What the decisions that count say of the tie; None where they do not or do not agree."""
        ties = {decision.tie for decision in deciding(self.decisions)} - {None}
        return ties.pop() if len(ties) == 1 else None

    @property
    def has_level_conflict(self) -> bool:
        """Say whether one reviewer sees a subject where another sees a mention in passing."""
        verdicts = {decision.verdict for decision in deciding(self.decisions)}
        return verdicts >= TREATMENTS.keys()


class CourseLinks(Model):
    """One course of a stream, with its links."""

    curriculum: str
    """Id of its list."""
    course: Course
    links: tuple[Link, ...]


class Tool(Model):
    """The program that made a mapping."""

    name: str = "swcompetence"
    version: str
    matcher: str
    parameters: str
    """Version of the frozen matching parameters."""


class UsedFramework(Model):
    """The edition that the links point into."""

    ref: FrameworkRef
    revision: int
    digest: str
    """Digest A of the edition: ids, labels and tree."""
    vocabulary_digest: str | None = None
    """Digest B: definitions, sources, marks and indicators; None in files of before it was kept."""


class Part(Model):
    """What a mapping is of the whole that was divided among reviewers."""

    numbers: tuple[int, ...] = Field(min_length=1)
    """One number, counted from 1; more where some parts were brought together again."""
    names: tuple[str, ...]
    """The names of all parts, in order: a reviewer, a track or a phase."""
    all_courses: tuple[str, ...]
    """The ids of all courses of the whole, in list order."""

    @model_validator(mode="after")
    def _numbers_have_names(self) -> Self:
        if not set(self.numbers) <= set(range(1, self.of + 1)):
            raise ValueError(f"de nummers {self.numbers} passen niet bij {self.of} delen")
        return self

    @property
    def of(self) -> int:
        """How many parts the whole has."""
        return len(self.names)

    @property
    def name(self) -> str:
        """The names of what is here."""
        return ", ".join(self.names[number - 1] for number in self.numbers)


class Mapping(Written):
    """The result of `propose`, before or after review. Public JSON format."""

    schema_: Literal["swcompetence/mapping@2"] = Field(default=MAPPING_SCHEMA, alias="schema")
    tool: Tool
    date: dt.date | None = None
    """The day the mapping was made; None when the caller gave none."""
    curricula: tuple[Curriculum, ...]
    frameworks: tuple[UsedFramework, ...]
    links: tuple[Link, ...]
    issues: tuple[Issue, ...] = ()
    part: Part | None = None
    """None for a whole mapping."""

    @model_validator(mode="before")
    @classmethod
    def _of_older_file(cls, data: object, info: ValidationInfo) -> object:
        if not isinstance(data, dict):
            return data
        if data.get("schema") in READ_SCHEMAS:
            return {**data, "schema": MAPPING_SCHEMA}
        if info.context == OF_FILE and "schema" not in data:
            raise ValueError("‘schema’ ontbreekt")
        return data

    @model_validator(mode="after")
    def _links_point_at_courses(self) -> Self:
        known = {course.id for course in self.courses}
        loose = sorted({link.course for link in self.links} - known)
        if loose:
            raise ValueError(f"koppelingen zonder opleidingsonderdeel: {', '.join(loose[:5])}")
        return self

    @property
    def courses(self) -> tuple[Course, ...]:
        """The courses of all curricula, in list order."""
        return tuple(course for curriculum in self.curricula for course in curriculum.courses)

    def only(self, curriculum: str) -> Self:
        """Give the part of the mapping that is about one curriculum."""
        kept = tuple(c for c in self.curricula if c.id == curriculum)
        courses = {course.id for c in kept for course in c.courses}
        links = tuple(link for link in self.links if link.course in courses)
        return self.model_copy(update={"curricula": kept, "links": links})

    def of_courses(self, courses: Iterable[str]) -> Self:
        """Give the part of the mapping that is about some courses; every curriculum stays named."""
        kept = frozenset(courses)
        curricula = tuple(
            curriculum.model_copy(
                update={"courses": tuple(c for c in curriculum.courses if c.id in kept)}
            )
            for curriculum in self.curricula
        )
        links = tuple(link for link in self.links if link.course in kept)
        return self.model_copy(update={"curricula": curricula, "links": links})

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read the public JSON format, also of an older version; keys that are not known are left.

        Raises:
            ValidationError: it is no mapping; a ValueError.
        """
        return cls.model_validate_json(text, extra="ignore", context=OF_FILE)

    def to_rows(self, frameworks: Iterable[Framework] = ()) -> list[Row]:
        """Give a flat row for each link.

        Args:
            frameworks: the editions that give the labels of items; without its edition, a label is
                None.
        """
        name = self._namer(frameworks)
        return [
            row_of(
                **name(link),
                **facts(link, "status proposed confidence mention band treatment tie tie_context"),
                **facts(link, "origin decided_treatment decided_tie"),
                decisions=len(in_force(link.decisions)),
                evidence=[single_spaced(piece.text) for piece in link.evidence],
                tie_evidence=[single_spaced(piece.text) for piece in link.tie_evidence],
                marks=[mark.text for mark in link.marks],
            )
            for link in self.links
        ]

    def decision_rows(self, frameworks: Iterable[Framework] = ()) -> list[Row]:
        """Give a flat row for each decision, also one that another took the place of.

        Args:
            frameworks: as for `to_rows`.
        """
        name = self._namer(frameworks)
        return [
            row_of(
                **name(link),
                status=link.status,
                verdict=decision.verdict,
                decided_tie=decision.tie,
                **facts(decision, "level assessed reviewer date note final withdrawn"),
                in_force=any(decision is counted for counted in in_force(link.decisions)),
            )
            for link in self.links
            for decision in link.decisions
        ]

    def _namer(self, frameworks: Iterable[Framework]) -> Callable[[Link], dict[str, object]]:
        """Give what says how the rows of the mapping call the course and the item of a link."""
        homes = {c.id: (home, c) for home in self.curricula for c in home.courses}
        versions = {used.ref.id: used.ref.version for used in self.frameworks}
        labels = {f.item_ref(item): item.label for f in frameworks for item in f.items}

        def named(link: Link) -> dict[str, object]:
            home, course = homes[link.course]
            return {
                "curriculum": home.id,
                **facts(home, "college programme academic_year"),
                "course": course.id,
                **facts(course, "code title credits phase"),
                "framework": link.item.framework,
                "version": versions.get(link.item.framework),
                "item": link.item,
                "label": labels.get(link.item),
                "link": link.id,
            }

        return named

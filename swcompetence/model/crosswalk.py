"""A crosswalk: how the items of one edition relate to those of another, and why we say so."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from swcompetence.model.base import FrameworkRef, Model
from swcompetence.model.framework import EditionStatus
from swcompetence.model.sourcing import Change, Licence, Provenance, Source


class Predicate(StrEnum):
    """How the object relates to the subject: the mapping relations of SKOS."""

    EXACT = "skos:exactMatch"
    """The same; the one may stand for the other everywhere."""
    CLOSE = "skos:closeMatch"
    """Nearly the same; the one may stand for the other here and there."""
    BROAD = "skos:broadMatch"
    """The object is broader than the subject."""
    NARROW = "skos:narrowMatch"
    """The object is narrower than the subject."""
    RELATED = "skos:relatedMatch"
    """They touch, but neither fits in the other."""


class Justification(StrEnum):
    """What an alignment rests on: the words of SEMAPV, as SSSOM prescribes them.

    Those that SSSOM has for logical reasoning, instance data and graph structure are left out:
    a competency framework has none of these.
    """

    MANUAL = "semapv:ManualMappingCuration"
    """A person read both items and decided."""
    REVIEW = "semapv:MappingReview"
    """A person confirmed a proposal."""
    LEXICAL = "semapv:LexicalMatching"
    """The same words, after normalisation."""
    LEXICAL_SIMILARITY = "semapv:LexicalSimilarityThresholdMatching"
    SEMANTIC_SIMILARITY = "semapv:SemanticSimilarityThresholdMatching"
    BACKGROUND_KNOWLEDGE = "semapv:BackgroundKnowledgeBasedMatching"
    COMPOSITE = "semapv:CompositeMatching"
    """Several approaches together."""
    CHAINING = "semapv:MappingChaining"
    """Followed from one crosswalk to the next."""
    INVERSION = "semapv:MappingInversion"
    """Another crosswalk, read backwards."""
    UNSPECIFIED = "semapv:UnspecifiedMatching"
    """Taken over from elsewhere, which does not say how it was made."""


class Alignment(Model):
    """One line of a crosswalk; read it as subject - predicate - object."""

    subject: str = Field(min_length=1)
    """Item id in the subject edition."""
    predicate: Predicate
    object: str = Field(min_length=1)
    """Item id in the object edition."""
    justification: Justification
    provenance: Provenance
    confidence: float | None = Field(default=None, ge=0, le=1)
    """Of a program that drafted the line; None where a person wrote it."""
    why: str = Field(min_length=1)
    """One sentence that a lecturer can agree or disagree with."""


class Crosswalk(Model):
    """The alignments between two editions, in one direction."""

    schema_version: Literal[1] = 1
    subject: FrameworkRef
    """The edition that is read from, with its version."""
    object: FrameworkRef
    """The edition that it is compared with, with its version."""
    revision: int = Field(ge=1)
    status: EditionStatus = EditionStatus.CURRENT
    """`draft` as long as lines wait for somebody to read them."""
    title: str
    about: str
    """What it is, who made it and what it is not."""
    licence: Licence
    last_checked_on: dt.date
    sources: tuple[Source, ...] = ()
    changelog: tuple[Change, ...] = Field(min_length=1)
    alignments: tuple[Alignment, ...] = Field(min_length=1)

    @field_validator("subject", "object")
    @classmethod
    def _names_an_edition(cls, ref: FrameworkRef) -> FrameworkRef:
        if ref.version is None:
            raise ValueError(f"‘{ref}’ noemt geen editie (vorm: id@versie)")
        return ref

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        lines = self.alignments
        # Two predicates for one pair would contradict each other.
        pairs = Counter((line.subject, line.object) for line in lines)
        problems = [f"{a} en {b} zijn twee keer verbonden" for (a, b), n in pairs.items() if n > 1]
        problems += [
            f"{line.subject} en {line.object}: zonder bron kan provenance niet ‘verified’ zijn"
            for line in lines
            if line.provenance is Provenance.VERIFIED and not self.sources
        ]
        if self.subject == self.object:
            problems.append(f"{self.subject} is met zichzelf verbonden")
        if problems:
            raise ValueError("; ".join(problems))
        return self

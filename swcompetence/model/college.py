"""Colleges and the regional platforms of social work that they carry: data, not code."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Literal, Self

from pydantic import Field, model_validator

from swcompetence.model.base import Model
from swcompetence.model.sourcing import SLUG, Provenance, Source, SourceUse


class College(Model):
    """A college (hogeschool) that carries a platform."""

    id: str = Field(pattern=SLUG)
    name: str = Field(min_length=1)
    also: tuple[str, ...] = ()
    """Other names under which a list may know it."""
    provenance: Provenance
    """How sure it is that the college belongs to the platform."""
    sources: tuple[SourceUse, ...] = ()
    note: str | None = None


class Platform(Model):
    """One regional platform."""

    id: str = Field(pattern=SLUG)
    name: str = Field(min_length=1)
    colleges: tuple[College, ...] = Field(min_length=1)
    priorities: tuple[str, ...] = ()
    """What its chair wanted to work on, in our own words; `priorities_source` says where it is."""
    priorities_source: SourceUse | None = None


class Platforms(Model):
    """The platforms and their colleges; a college belongs to one platform."""

    schema_version: Literal[1] = 1
    title: str
    about: str
    """What it is, on which day it held and what it cannot say."""
    last_checked_on: dt.date
    sources: tuple[Source, ...] = ()
    platforms: tuple[Platform, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        colleges = [college for platform in self.platforms for college in platform.colleges]
        problems = [
            f"‘{name}’ staat er twee keer"
            for names in (
                [platform.id for platform in self.platforms],
                [college.id for college in colleges],
                [name for college in colleges for name in _names(college)],
            )
            for name, count in Counter(names).items()
            if count > 1
        ]
        known = {source.id for source in self.sources}
        for college in colleges:
            problems += [
                f"{college.id}: bron ‘{use.source}’ staat niet in sources"
                for use in college.sources
                if use.source not in known
            ]
            if college.provenance is not Provenance.UNVERIFIED and not college.sources:
                problems.append(
                    f"{college.id}: zonder bron kan provenance alleen ‘unverified’ zijn"
                )
        for platform in self.platforms:
            use = platform.priorities_source
            if platform.priorities and (use is None or use.source not in known):
                problems.append(f"{platform.id}: prioriteiten zonder bron")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def of(self, college: str | None) -> Platform | None:
        """Give the platform of a college by any of its names; None where none is known."""
        name = _key(college or "")
        return next(
            (p for p in self.platforms if any(name in _names(known) for known in p.colleges)), None
        )


def _names(college: College) -> tuple[str, ...]:
    """Give the names of a college, each once, in the form in which they are compared."""
    return tuple(dict.fromkeys(map(_key, (college.id, college.name, *college.also))))


def _key(name: str) -> str:
    """Forget capitals, spaces and signs: they differ between lists of one college."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


FEWEST_SHOWN = 5
"""Smaller numbers of students are not shown: they could point at a person."""


class PlacementCount(Model):
    """How many students did a placement in one sector in one year."""

    year: str
    sector: str
    students: int | None = Field(ge=0)
    """None for one to four students, see `FEWEST_SHOWN`."""


class PlacementTable(Model):
    """What a college says of its placements."""

    file: str
    """File name without folders."""
    counts: tuple[PlacementCount, ...]
    """In the order of the file."""

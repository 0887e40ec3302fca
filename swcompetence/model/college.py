"""Colleges and the regional platforms of social work that they carry: data, not code."""

from __future__ import annotations

import datetime as dt
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
        colleges = [college for one in self.platforms for college in one.colleges]
        names = [_key(name) for one in colleges for name in {_key(n): n for n in _names(one)}]
        known = {source.id for source in self.sources}
        problems = [
            f"‘{name}’ staat er twee keer"
            for name in (
                *_twice([one.id for one in self.platforms]),
                *_twice([one.id for one in colleges]),
                *_twice(names),
            )
        ]
        for one in colleges:
            loose = [use.source for use in one.sources if use.source not in known]
            problems += [f"{one.id}: bron ‘{name}’ staat niet in sources" for name in loose]
            if one.provenance is not Provenance.UNVERIFIED and not one.sources:
                problems.append(f"{one.id}: zonder bron kan provenance alleen ‘unverified’ zijn")
        for platform in self.platforms:
            use = platform.priorities_source
            if platform.priorities and (use is None or use.source not in known):
                problems.append(f"{platform.id}: prioriteiten zonder bron")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def of(self, college: str | None) -> Platform | None:
        """Give the platform of a college by any of its names; None where none is known."""
        wanted = _key(college or "")
        for platform in self.platforms:
            if any(wanted == _key(name) for one in platform.colleges for name in _names(one)):
                return platform
        return None


def _names(college: College) -> tuple[str, ...]:
    return (college.id, college.name, *college.also)


def _key(name: str) -> str:
    """Forget capitals, spaces and signs: they differ between lists of one college."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _twice(values: list[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if values.count(value) > 1]

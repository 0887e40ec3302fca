"""What made a report and out of what: the tool, the editions, the reviewers and the rules."""

from __future__ import annotations

import datetime as dt

from swcompetence.model import Model, Tool


class Edition(Model):
    """The edition of a framework that was used."""

    ref: str
    title: str
    about: str
    publisher: str
    revision: int
    digest: str
    """Identity digest."""
    vocabulary_digest: str
    standing: str
    """Status and completeness, in Dutch."""
    licence: str
    sources: tuple[str, ...]
    last_checked_on: dt.date
    is_confidence_measured: bool


class Reviewer(Model):
    """Somebody who decided on links."""

    name: str
    decisions: int


class Rule(Model):
    """A figure and how it comes about."""

    figure: str
    rule: str


class Trace(Model):
    """What made the report and out of what."""

    tool_version: str
    mapping_tool: Tool
    mapping_date: dt.date | None
    mapping_digest: str
    """sha256 of the mapping JSON."""
    editions: tuple[Edition, ...]
    reviewers: tuple[Reviewer, ...]
    rules: tuple[Rule, ...]
    citation: str

"""Where a statement comes from: sources, provenance, legal facts, licence, changes."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from swcompetence.model.base import Model

SLUG = r"^[a-z0-9]+([_.-][a-z0-9]+)*$"
"""Form of an item id and of a source id."""


class Provenance(StrEnum):
    """How far a statement rests on a source that was read."""

    VERIFIED = "verified"
    """Read in the named source."""
    DERIVED = "derived"
    """Our own split or synthesis from the named sources."""
    UNVERIFIED = "unverified"
    """Stated, not yet read in a source."""


class Licence(Model):
    """Under which terms an edition may be used."""

    id: str
    """SPDX identifier, for example `CC-BY-4.0`."""
    attribution: str


class SourceUse(Model):
    """An item's reference to a source of its edition; a plain string in YAML is the source id."""

    source: str
    locator: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, data: object) -> object:
        return {"source": data} if isinstance(data, str) else data


def is_web_address(text: str) -> bool:
    """Say whether a text is the address of a page on the web.

    >>> is_web_address("https://www.ocmw.example/kader"), is_web_address("urn:kader:1")
    (True, False)
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    is_spaced = any(char.isspace() for char in text)
    return parts.scheme in {"http", "https"} and "." in parts.netloc and not is_spaced


class Source(Model):
    """A publication that items rest on."""

    id: str = Field(pattern=SLUG)
    title: str
    url: str | None = None
    locator: str | None = None
    """Where in the publication: article, page, heading."""
    accessed: dt.date | None = None
    note: str | None = None


class LegalFact(Model):
    """A statement about the law behind an item."""

    fact: str
    provenance: Provenance
    source: str | None = None
    """Source id; only an unverified fact may lack one."""
    note: str | None = None


class Change(Model):
    """One line of an edition's changelog, in words that a lecturer understands."""

    revision: int = Field(ge=1)
    date: dt.date
    note: str

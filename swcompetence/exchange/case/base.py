"""What all parts of a CASE 1.1 package share: names, dates, links, room for extensions.

CASE is Competencies and Academic Standards Exchange, https://www.1edtech.org/standards/case. The
rules are those of the JSON binding of the CASE 1.1 service (final release, 24 January 2025), which
refuses unknown keys and nulls, and of the types behind it (NormalizedString: one line).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, ConfigDict, Field, JsonValue, model_validator
from pydantic.alias_generators import to_camel

from swcompetence.model import Model

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def _date(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(f"‘{text}’ is geen datum van de vorm 2026-11-22")
    dt.date.fromisoformat(text)
    return text


def _moment(text: str) -> str:
    if not _MOMENT.fullmatch(text):
        raise ValueError(f"‘{text}’ is geen tijdstip van de vorm 2026-11-22T00:00:00Z")
    dt.datetime.fromisoformat(text[:19])
    return text


def _uri(text: str) -> str:
    if not _URI.fullmatch(text):
        raise ValueError(f"‘{text}’ is geen volledige URI")
    return text


def _line(text: str) -> str:
    if re.search(r"[\t\r\n]", text):
        raise ValueError("hier past maar één regel")
    return text


Date = Annotated[str, AfterValidator(_date)]
Moment = Annotated[str, AfterValidator(_moment)]
"""A date and time with a time zone."""
Uri = Annotated[str, AfterValidator(_uri)]
"""A full URI; it need not lead to a page."""
Line = Annotated[str, AfterValidator(_line)]
"""NormalizedString of CASE."""
Uuid = Annotated[
    str, Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
]
"""Lower case with the variant of RFC 4122; CASE 1.0 allowed capitals."""


def _case_name(name: str) -> str:
    """Give the key of a field.

    >>> _case_name("cf_item_type_uri"), _case_name("official_source_url"), _case_name("uri")
    ('CFItemTypeURI', 'officialSourceURL', 'uri')
    """
    key = re.sub(r"(?<=.)U(ri|rl)$", lambda found: found[0].upper(), to_camel(name))
    return f"CF{key[2:]}" if name.startswith("cf_") else key


class CasePart(Model):
    """A part of a package: unknown keys and nulls are refused, numbers are no texts."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        alias_generator=_case_name,
        protected_namespaces=(),
    )

    @model_validator(mode="after")
    def _without_nulls(self) -> Self:
        empty = sorted(name for name in self.model_fields_set if getattr(self, name) is None)
        if empty:
            keys = ", ".join(_case_name(name) for name in empty)
            raise ValueError(f"null mag niet in CASE 1.1; laat deze sleutels weg: {keys}")
        return self


class Link(CasePart):
    """A link to another part, by its UUID."""

    title: Line
    identifier: Uuid
    uri: Uri


class GenLink(CasePart):
    """An end of an association; outside CASE its identifier need not be a UUID."""

    title: Line
    identifier: str
    uri: Uri
    target_type: Line | None = Field(default=None, pattern=r"^(CASE|ext:[A-Za-z0-9._-]+)$")


class Identified(CasePart):
    """What every part has that can be linked to."""

    identifier: Uuid
    uri: Uri
    last_change_date_time: Moment
    extensions: dict[str, JsonValue] | None = None

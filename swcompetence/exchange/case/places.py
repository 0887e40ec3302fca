"""Which fact of an edition stands where in a CASE package, and how its parts are built."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from swcompetence.exchange.case.package import Identified
from swcompetence.exchange.names import uuid5_of
from swcompetence.files.data.edition_text import edition_data
from swcompetence.model import EditionStatus, Framework

Json = dict[str, object]

EXTENSION = "swcompetence"
"""Our key under `extensions`."""
LONGEST_LABEL = 120
"""A longer statement without a short form gets one of its first words, when read from elsewhere."""
SOURCE = "case"
"""Source id of a package from elsewhere, which is itself the source of its items."""
ADOPTION = {
    EditionStatus.DRAFT: "Draft",
    EditionStatus.CURRENT: "Adopted",
    EditionStatus.SUPERSEDED: "Deprecated",
    EditionStatus.WITHDRAWN: "Deprecated",
}
"""Our status in the words that OpenSALT knows; `withdrawn` is told apart in the extension."""
NATIVE_FACTS = frozenset({
    "schema_version", "version", "title", "about", "publisher", "status", "valid_from",
    "valid_until", "licence", "levels",
})  # fmt: skip
"""Facts of an edition that CASE has a key for."""
NATIVE_ITEM_FACTS = frozenset(
    {"id", "parent", "level", "label", "alt_labels", "definition", "note"}
)
"""Facts of an item that CASE has a key for; of `deprecated` only the successors."""
KEPT_BY_1_0 = frozenset({
    *(NATIVE_FACTS - {"schema_version"}), "id", *(f"item.{fact}" for fact in NATIVE_ITEM_FACTS),
})  # fmt: skip
"""What comes back from CASE 1.0, in the words of `losses_of`; the id stands in the URI."""


def one_line(text: str) -> str:
    r"""Write a text as CASE's NormalizedString.

    >>> one_line("Twee\nregels")
    'Twee regels'
    """
    return re.sub(r"\r\n|[\t\r\n]", " ", text)


def changed_at(framework: Framework) -> str:
    """Give the moment of the newest line of the changelog; our days have no hours."""
    return _midnight(max(change.date for change in framework.changelog))


def _midnight(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def case_link(title: str, uri: str) -> Json:
    """Give a link to a part by its URI."""
    return {"title": one_line(title), "identifier": uuid5_of(uri), "uri": uri}


def association(uri: str, kind: str, origin: Json, destination: Json, changed: str) -> Json:
    """Give an association: origin - kind - destination."""
    return {
        "identifier": uuid5_of(uri),
        "associationType": kind,
        "uri": uri,
        "originNodeURI": origin,
        "destinationNodeURI": destination,
        "lastChangeDateTime": changed,
    }


def extension(ours: Mapping[str, object]) -> Json:
    """Give the key for what CASE has no place for; nothing where there is nothing."""
    return {"extensions": {EXTENSION: _plain(ours)}} if ours else {}


def own_keys(framework: Framework) -> Json:
    """Give the facts of an edition that CASE has no key for."""
    data = edition_data(framework)
    return {k: v for k, v in data.items() if k not in NATIVE_FACTS and k != "items"}


def own_extension(part: Identified) -> Json:
    """Give what stands under our own key; nothing where another program wrote the part."""
    own = (part.extensions or {}).get(EXTENSION)
    return dict(own) if isinstance(own, dict) else {}


def _plain(value: object) -> object:
    """Write dates as text, as JSON asks."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value

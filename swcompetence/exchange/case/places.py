"""Which fact of an edition stands where in a CASE package."""

from __future__ import annotations

import re

from swcompetence.exchange.case.package import Identified
from swcompetence.model import EditionStatus

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


def normalized_string(text: str) -> str:
    r"""Write a text as CASE's NormalizedString.

    >>> normalized_string("Twee\nregels")
    'Twee regels'
    """
    return re.sub(r"\r\n|[\t\r\n]", " ", text)


def own_extension(part: Identified) -> Json:
    """Give what stands under our own key; nothing where another program wrote the part."""
    ours = (part.extensions or {}).get(EXTENSION)
    return dict(ours) if isinstance(ours, dict) else {}

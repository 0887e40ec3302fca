"""The words of CASE: its keys and types, and which facts of an edition they hold.

CASE is Competencies and Academic Standards Exchange, https://www.1edtech.org/standards/case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from pydantic.alias_generators import to_camel

from swcompetence.model import EditionStatus

CHILD = "isChildOf"
REPLACED = "replacedBy"
ASSOCIATION_TYPES = (
    CHILD, "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", REPLACED,
    "exemplar", "hasSkillLevel", "isTranslationOf",
)  # fmt: skip
"""The words of CASE 1.1; 1.0 has no `isTranslationOf` and no `ext:` types of one's own."""
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


def case_name(name: str) -> str:
    """Give the key of a field.

    >>> case_name("cf_item_type_uri"), case_name("official_source_url"), case_name("uri")
    ('CFItemTypeURI', 'officialSourceURL', 'uri')
    """
    key = re.sub(r"(?<=.)U(ri|rl)$", lambda ending: ending[0].upper(), to_camel(name))
    return f"CF{key[2:]}" if name.startswith("cf_") else key


def circle(branches: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Find a circle in a tree of pairs of child and parent, and say so."""
    tree: TopologicalSorter[str] = TopologicalSorter()
    for child, parent in branches:
        tree.add(child, parent)
    try:
        tree.prepare()
    except CycleError as error:
        yield f"de boom loopt in een kring: {' > '.join(error.args[1])}"

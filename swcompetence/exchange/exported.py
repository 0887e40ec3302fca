"""What going to and from another format gives, and the account of what a format cannot hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from swcompetence.model import Framework, Issue, Item, Place, Severity

NOT_IN_FORMAT = "not-in-format"
"""Code of every issue about what a format cannot hold."""
FRAMEWORK_FACTS: dict[str, str] = {
    "id": "id van het kader",
    "version": "versie",
    "revision": "revisie",
    "title": "titel",
    "about": "toelichting",
    "publisher": "uitgever",
    "status": "status",
    "completeness": "volledigheid",
    "missing": "wat ontbreekt",
    "valid_from": "geldig vanaf",
    "valid_until": "geldig tot",
    "last_checked_on": "laatst nagekeken op",
    "licence": "licentie",
    "levels": "namen van de niveaus",
    "mapping_level": "koppelniveau",
    "purpose": "doel van de meting",
    "sources": "bronnen",
    "changelog": "wijzigingen",
    "anchors": "ankertermen",
}
"""Fact about an edition -> its Dutch name, in the order of the model."""
ITEM_FACTS: dict[str, str] = {
    "id": "id",
    "parent": "ouder",
    "level": "niveau",
    "label": "label",
    "alt_labels": "andere benamingen",
    "definition": "definitie",
    "provenance": "herkomst",
    "sources": "bronverwijzingen",
    "legal_basis": "wettelijke basis",
    "note": "opmerking",
    "indicators": "indicatoren",
    "not_in": "uitgesloten woordgroepen",
    "own": "eigen aan het OCMW",
    "kerntaak": "kerntaak",
    "related": "verwante items",
    "deprecated": "vervallen met opvolger",
}
"""Fact about an item -> its Dutch name, in the order of the model."""
_SHOWN = 5


class Exported(NamedTuple):
    """A file in another format, and what that format could not hold."""

    content: bytes
    losses: tuple[Issue, ...]
    """Severity INFO and code `not-in-format`, one issue for every kind of loss; never silent."""


class Imported(NamedTuple):
    """An edition made from a file in another format."""

    framework: Framework
    issues: tuple[Issue, ...]
    """What had no place in an edition, or had to be guessed."""


def left_out(what: str, of: Iterable[str] = ()) -> Issue:
    """Give the issue for one kind of loss.

    Args:
        what: Dutch sentence without its full stop, for example `Moodle heeft geen plaats voor
            indicatoren`.
        of: ids of the items that it is about; the first five are named, with their number.

    >>> left_out("Canvas bewaart geen indicatoren", ["c01", "c02"]).message
    'Canvas bewaart geen indicatoren (2 items: c01, c02).'
    """
    ids = list(of)
    named = ", ".join(ids[:_SHOWN]) + (" …" if len(ids) > _SHOWN else "")
    count = "1 item" if len(ids) == 1 else f"{len(ids)} items"
    message = f"{what} ({count}: {named})." if ids else f"{what}."
    return Issue(code=NOT_IN_FORMAT, severity=Severity.INFO, message=message, where=Place())


def losses_of(framework: Framework, format_name: str, keeps: Collection[str]) -> tuple[Issue, ...]:
    """Account for every fact of an edition that a format does not keep.

    A fact that has the default of its model says nothing and is no loss.

    Args:
        framework: the edition that was exported.
        format_name: the format as a person calls it.
        keeps: what the format holds and an import gives back: names of `FRAMEWORK_FACTS`, and
            names of `ITEM_FACTS` with `item.` before them.
    """
    issues: list[Issue] = []
    lost = [
        dutch
        for fact, dutch in FRAMEWORK_FACTS.items()
        if fact not in keeps and _says_something(framework, fact)
    ]
    if lost:
        issues.append(left_out(f"{format_name} heeft geen plaats voor: {_listed(lost)} (kader)"))
    for fact, dutch in ITEM_FACTS.items():
        ids = [item.id for item in framework.items if _says_something(item, fact)]
        if f"item.{fact}" not in keeps and ids:
            issues.append(left_out(f"{format_name} heeft geen plaats voor: {dutch}", ids))
    return tuple(issues)


def _says_something(value: Framework | Item, fact: str) -> bool:
    field = type(value).model_fields[fact]
    told = getattr(value, fact)
    return field.is_required() or told != field.get_default(call_default_factory=True)


def _listed(words: Collection[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} en {last}" if first else last

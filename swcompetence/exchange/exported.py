"""What going to and from another format gives, and the account of what a format cannot hold."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from swcompetence.files.data.edition_text import Data, edition_data
from swcompetence.model import Crosswalk, Framework, Issue, Item, Model
from swcompetence.model.issue import info
from swcompetence.phrasing import counted, first_few
from swcompetence.text.cleaning import without_hidden_signs

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
SHOWN = 5
"""How many items an account names before it says that there are more."""


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
    """Give the issue for one kind of loss, in a Dutch sentence without its full stop.

    Of the items that it is about, the first five are named, with their number.

    >>> left_out("Canvas bewaart geen indicatoren", ["c01", "c02"]).message
    'Canvas bewaart geen indicatoren (2 items: c01, c02).'
    """
    ids = list(of)
    named = f" ({counted(len(ids), 'item', 'items')}: {first_few(ids, SHOWN)})" if ids else ""
    return info(NOT_IN_FORMAT, f"{what}{named}.")


def left_out_items(what: str, ids: Sequence[str]) -> Iterator[Issue]:
    """Give the issue for a loss that only items have, if there are any."""
    if ids:
        yield left_out(what, ids)


def about_another_edition(crosswalk: Crosswalk, framework: Framework) -> Issue:
    """Give the issue for a crosswalk that cannot travel with this edition."""
    return left_out(
        f"De koppelingen ‘{crosswalk.title}’ gaan over {crosswalk.subject}, niet over"
        f" {framework.ref}"
    )


def losses_of(
    editions: Sequence[Framework], format_name: str, keeps: Collection[str]
) -> tuple[Issue, ...]:
    """Account for every fact of editions that a format does not keep: one issue, or none.

    A fact that has the default of its model says nothing and is no loss. What a format keeps, an
    import gives back: names of `FRAMEWORK_FACTS`, and of `ITEM_FACTS` with `item.` before them.

    Returns:
        The facts by their Dutch names, those of items with the number of items that have them.
    """
    of_editions = [
        dutch
        for fact, dutch in FRAMEWORK_FACTS.items()
        if fact not in keeps and any(_says_something(edition, fact) for edition in editions)
    ]
    items = [item for edition in editions for item in edition.items]
    counts = {
        dutch: sum(_says_something(item, fact) for item in items)
        for fact, dutch in ITEM_FACTS.items()
        if f"item.{fact}" not in keeps
    }
    of_items = [f"{dutch} ({count}x)" for dutch, count in counts.items() if count]
    lost = [
        f"{what}: {', '.join(names)}"
        for what, names in (("bij het kader", of_editions), ("bij items", of_items))
        if names
    ]
    return (left_out(f"{format_name} heeft geen plaats voor, {'; '.join(lost)}"),) if lost else ()


def _says_something(value: Framework | Item, fact: str) -> bool:
    field = type(value).model_fields[fact]
    is_default = getattr(value, fact) == field.get_default(call_default_factory=True)
    return field.is_required() or not is_default


def facts_without_term(value: Model, native: Collection[str]) -> dict[str, Data]:
    """Give the facts that a standard has no term for, as the plain data of an edition file."""
    return {fact: data for fact, data in edition_data(value).items() if fact not in native}


def facts_beside(framework: Framework, native: Collection[str], of_items: Collection[str]) -> str:
    """Name the facts that travel with terms of our own, beside those of a standard.

    Its own terms are for the `native` facts of an edition, and those `of_items`.
    """
    of_edition = edition_data(framework).keys() - native
    of_any_item = {fact for item in framework.items for fact in edition_data(item)} - {*of_items}
    return ", ".join(
        [
            *(dutch for fact, dutch in FRAMEWORK_FACTS.items() if fact in of_edition),
            *(f"{dutch} (items)" for fact, dutch in ITEM_FACTS.items() if fact in of_any_item),
        ]
    )


def times_each(count: Mapping[str, int]) -> str:
    """List what was counted, in alphabetical order; only a language has an empty name.

    >>> times_each({"b": 1, "a": 2})
    'a (2x), b (1x)'
    """
    return ", ".join(
        f"{name or 'zonder taal'} ({number}x)" for name, number in sorted(count.items())
    )


def first_ids(ids: Sequence[str]) -> str:
    """Name the first items and their number, as the account of an import does."""
    return f"{first_few(ids, SHOWN)} ({len(ids)})"


def legible(value: Any) -> Any:
    r"""Give JSON without the signs that nobody sees, and its texts without spaces around them.

    >>> legible({"titel": "\u200b a\u00a0b "})
    {'titel': 'a b'}
    """
    match value:
        case str():
            return without_hidden_signs(value).strip()
        case list():
            return [legible(part) for part in value]
        case dict():
            return {key: legible(part) for key, part in value.items()}
        case _:
            return value


def json_bytes(data: object) -> bytes:
    """Write JSON as all our exports do: UTF-8, one space deep, a line end at the end."""
    text = json.dumps(data, ensure_ascii=False, indent=1, default=dt.date.isoformat)
    return f"{text}\n".encode()

"""The sheets on which a practitioner corrects an edition: their columns, words and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from swcompetence.model import Framework, Indicator, IndicatorKind, Item, Strength
from swcompetence.review.rows.evidence import taken_from_words
from swcompetence.review.sheet import SheetKind


class IndicatorColumn(StrEnum):
    """The headers of the sheet with indicators, in their order."""

    ITEM = "Thema-id"
    LABEL = "Thema"
    KIND = "Soort"
    STRENGTH = "Sterkte"
    PHRASE = "Woorden"
    NOT_NEAR = "Niet dicht bij"
    NOTE = "Toelichting"
    CORRECTION = "Correctie"
    KEY = "Sleutel"


class DefinitionColumn(StrEnum):
    """The headers of the sheet with definitions, in their order."""

    ITEM = "Thema-id"
    LABEL = "Thema"
    DEFINITION = "Omschrijving"
    CORRECTION = "Correctie"
    KEY = "Sleutel"


INDICATOR_SHEET = SheetKind(
    IndicatorColumn,
    (frozenset({IndicatorColumn.PHRASE, IndicatorColumn.CORRECTION, IndicatorColumn.KEY}),),
)
DEFINITION_SHEET = SheetKind(
    DefinitionColumn,
    (frozenset({DefinitionColumn.DEFINITION, DefinitionColumn.CORRECTION, DefinitionColumn.KEY}),),
)
KIND_WORDS: dict[IndicatorKind, str] = {
    IndicatorKind.TERM: "woorden",
    IndicatorKind.ABBREVIATION: "afkorting",
    IndicatorKind.SYNONYM: "synoniem",
    IndicatorKind.PAIR: "paar",
}
COUNTER_WORD = "telt niet"
"""Kind of a phrase of `not_in`: the words of the theme have another sense in it."""
TITLE_WORD = "enkel in de titel"
STRENGTH_WORDS: dict[Strength, str] = {Strength.STRONG: "sterk", Strength.WEAK: "zwak"}
REMOVE = "weg"
MARK = re.compile(r"(\S+@\S+), revisie (\d+), vingerafdruk ([0-9a-f]{8}-[0-9a-f]{8})")
"""What a sheet says of the edition that it was made of."""


def edition_mark(edition: Framework) -> str:
    """Name an edition so that another one, or another revision, is noticed."""
    digests = f"{edition.identity_digest[:8]}-{edition.vocabulary_digest[:8]}"
    return f"{edition.ref}, revisie {edition.revision}, vingerafdruk {digests}"


class Wording(NamedTuple):
    """One phrase of an edition: an indicator of an item, or words in which it means otherwise."""

    item: Item
    indicator: Indicator
    is_counter: bool


def wordings(edition: Framework) -> Iterator[tuple[str, Wording]]:
    """Give every phrase of the items in use with its key, in the order of the edition."""
    for item in edition.items:
        if item.deprecated is None:
            for number, indicator in enumerate(item.indicators, 1):
                yield f"{item.id}#{number}", Wording(item, indicator, is_counter=False)
            for number, phrase in enumerate(item.not_in, 1):
                yield (
                    f"{item.id}#niet{number}",
                    Wording(item, Indicator(phrase=phrase), is_counter=True),
                )


def full_label(edition: Framework, item: Item) -> str:
    """Give the label of an item, after that of the linked item whose part it is."""
    parent = edition.item(item.parent) if item.parent else None
    is_part = parent and edition.levels.index(item.level) > edition.levels.index(
        edition.mapping_level
    )
    return f"{full_label(edition, parent)} › {item.label}" if parent and is_part else item.label


def wording_cells(edition: Framework, wording: Wording) -> dict[str, str]:
    """Give what the sheet shows of a phrase, by column."""
    indicator = wording.indicator
    lender = taken_from_words(indicator.lent_from) if indicator.lent_from else ""
    kind = COUNTER_WORD if wording.is_counter else KIND_WORDS[indicator.kind]
    return {
        IndicatorColumn.ITEM: wording.item.id,
        IndicatorColumn.LABEL: full_label(edition, wording.item),
        IndicatorColumn.KIND: f"{kind}, {TITLE_WORD}" if indicator.where == "title" else kind,
        IndicatorColumn.STRENGTH: "" if wording.is_counter else STRENGTH_WORDS[indicator.strength],
        IndicatorColumn.PHRASE: indicator.phrase,
        IndicatorColumn.NOT_NEAR: ", ".join(indicator.not_near),
        IndicatorColumn.NOTE: indicator.note or lender,
    }


def definition_cells(edition: Framework, item: Item) -> dict[str, str]:
    """Give what the sheet shows of the texts of an item, by column."""
    return {
        DefinitionColumn.ITEM: item.id,
        DefinitionColumn.LABEL: full_label(edition, item),
        DefinitionColumn.DEFINITION: item.definition or "",
    }

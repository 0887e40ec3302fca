"""The sheets on which a practitioner corrects an edition, written and read back.

Each correction becomes a change of the edition, or an issue.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from pydantic import ValidationError
from rapidfuzz.distance import OSA

from swcompetence.errors import PhraseError, did_you_mean
from swcompetence.model import (
    Change,
    Framework,
    Indicator,
    IndicatorKind,
    Issue,
    Item,
    Place,
    Severity,
    Strength,
    Table,
)
from swcompetence.model.framework import OWN_MARK
from swcompetence.model.issue import error, info, warning
from swcompetence.model.phrase import PAIR_SIGN, parse_phrase
from swcompetence.phrasing import counted, first_few, shortened, single_spaced
from swcompetence.review.evidence import taken_from_words
from swcompetence.review.sheet import SheetKind, SheetRow, columns_twice, unread_cells
from swcompetence.text import fold

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
_STRENGTHS = {word: strength for strength, word in STRENGTH_WORDS.items()}
_STRAY = re.compile(r"[^\w\s*()|?.…+'’/-]")
"""Signs that the language of indicators would pass over in silence."""
_MOST_WORDS = 12
"""The longest shipped phrase has eight words; what is longer is a remark."""
_REMOVALS = frozenset(
    "weglaten weghalen weggooien wegdoen verwijderen verwijder schrappen schrap wissen wis".split()
)
"""Words that begin an order to remove, whatever follows."""
_ORDERS = frozenset(
    {*_REMOVALS, *"delete nee fout zwakker sterker ok akkoord ja goed juist twijfel".split()}
)
"""What people type who mean an order or a verdict, not a phrase."""
_AGAIN = (
    "Maak een nieuw blad met ‘swcompetence frameworks sheet’ en neem uw correcties daarin over."
)
_LONGEST_NOTE = 60
_SHOWN = 3
_NEW_ROW = f"Schrijf ‘{REMOVE}’ in Correctie en voeg onderaan een nieuwe rij toe."


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


_HINTS: dict[str, str] = {
    IndicatorColumn.PHRASE: "Typ de nieuwe woorden in Correctie.",
    IndicatorColumn.STRENGTH: "Typ ‘zwak’ of ‘sterk’ in Correctie.",
    IndicatorColumn.KIND: _NEW_ROW,
    IndicatorColumn.NOT_NEAR: _NEW_ROW,
    IndicatorColumn.NOTE: _NEW_ROW,
    DefinitionColumn.DEFINITION: "Typ de nieuwe omschrijving in Correctie.",
}
"""Column that was typed over -> what to do; ids and names never change within an edition."""


class CorrectionKind(StrEnum):
    """What a correction does, as it stands in the changelog."""

    ADDED = "nieuw"
    CHANGED = "anders verwoord"
    REMOVED = "geschrapt"
    STRENGTH = "andere sterkte"
    DEFINITION = "andere omschrijving"


class Correction(NamedTuple):
    """One change that a practitioner asked for."""

    kind: CorrectionKind
    item: str
    before: str
    after: str


class Corrected(NamedTuple):
    """What became of a sheet; there is no edition where anything is wrong."""

    edition: Framework | None
    corrections: tuple[Correction, ...]
    issues: tuple[Issue, ...]
    places: Mapping[str, Place] = MappingProxyType({})
    """Place in the edition, as `lint` names it -> the cell to correct the phrase in."""


def own_edition(edition: Framework, note: str, *, on: dt.date) -> Framework:
    """Give an edition as somebody's own: the same ids, a version that ends in `+eigen`.

    Args:
        edition: any edition; one that is somebody's own already keeps its version.
        note: for the changelog, which never runs back in time.
        on: the day.
    """
    revision = edition.revision + 1
    change = Change(revision=revision, date=max(on, edition.changelog[-1].date), note=note)
    return edition.model_copy(
        update={
            "version": edition.version.removesuffix(OWN_MARK) + OWN_MARK,
            "revision": revision,
            "changelog": (*edition.changelog, change),
        }
    )


def read_corrections(
    tables: Sequence[Table],
    edition: Framework,
    *,
    on: dt.date,
    formulas: Mapping[str, Sequence[str]] | None = None,
    notes: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> Corrected:
    """Read the sheets of a workbook and correct the edition that it was made of.

    Args:
        tables: the sheets.
        edition: the edition that the sheets name.
        on: the day, for the changelog.
        formulas: sheet -> addresses of its formulas, where the format tells.
        notes: sheet -> address and text of each note beside a cell, where the format tells.
    """
    reading = _Reading(edition)
    reading.issues += _foreign(tables, edition)
    if not reading.issues:
        reading.issues += columns_twice(tables, (INDICATOR_SHEET, DEFINITION_SHEET))
        reading.issues += _unread(tables, notes or {})
        reading.read(tables, formulas or {})
    corrections = tuple(reading.corrections)
    source = f"{edition.ref}, revisie {edition.revision}"
    if any(issue.severity is Severity.ERROR for issue in reading.issues):
        return Corrected(None, corrections, tuple(reading.issues))
    counts = Counter(correction.kind for correction in corrections)
    listed = ", ".join(f"{counts[kind]} {kind}" for kind in CorrectionKind if counts[kind])
    note = f"{counted(len(corrections), 'correctie', 'correcties')} op {source}: {listed}."
    if not corrections:
        note = f"Kopie van {source}."
        message = "Er staat geen enkele correctie in: dit is enkel een kopie van het kader."
        reading.issues.append(warning("correction-none", message, _place(tables[0])))
    corrected = edition.model_copy(update={"items": reading.items()})
    own = own_edition(corrected, note, on=on)
    return Corrected(own, corrections, tuple(reading.issues), reading.places())


def _place(table: Table, cell: str | None = None) -> Place:
    return Place(file=table.file, sheet=table.sheet, cell=cell)


def _unread(
    tables: Sequence[Table], notes: Mapping[str, Sequence[tuple[str, str]]]
) -> Iterator[Issue]:
    """Tell what somebody wrote beside the columns of a sheet, or in a balloon at a cell."""
    go_on = "Schrijf een verbetering in de kolom Correctie."
    for kind in (INDICATOR_SHEET, DEFINITION_SHEET):
        headers = {*kind.columns}
        for at, rows in unread_cells(kind.rows(tables), headers.__contains__):
            place = rows[0].place(at)
            filled = counted(len(rows), "ingevulde cel", "ingevulde cellen")
            message = f"Deze kolom wordt niet gelezen ({filled}, vanaf {place.cell}). {go_on}"
            yield warning("correction-unread", message, place)
    for table in tables:
        for cell, text in notes.get(table.sheet, ()):
            said = shortened(single_spaced(text), _LONGEST_NOTE)
            message = f"De opmerking in een tekstballon wordt niet gelezen: ‘{said}’. {go_on}"
            yield warning("correction-unread", message, _place(table, cell))


def _foreign(tables: Sequence[Table], edition: Framework) -> Iterator[Issue]:
    """Report sheets that were made of another edition, or of another revision of it."""
    for table in tables:
        for row in table.rows:
            for column, value in enumerate(row.values):
                mark = MARK.search(value)
                if mark and mark[0] != edition_mark(edition):
                    yield error(
                        "correction-other-edition",
                        f"Dit blad is gemaakt van {mark[0]}; hier is het kader"
                        f" {edition_mark(edition)}. {_AGAIN}",
                        _place(table, row.address(column)),
                    )


def _why_no_phrase(phrase: str) -> str:
    """Say why words are no phrase although the language of indicators can read them."""
    if stray := _STRAY.search(phrase):
        return f"het teken ‘{stray[0]}’ heeft in een woordgroep geen betekenis"
    words = {REMOVE, *_STRENGTHS}
    near = [word for word in words if OSA.distance(fold(phrase).strip(" .!?"), word) == 1]
    if near:
        # In brackets a word is read as it is, and is no longer near an order.
        return (
            f"het lijkt op een opdracht.{did_you_mean(near)} Is het toch een woord om te zoeken,"
            f" schrijf dan ‘({phrase})’"
        )
    is_order = fold(phrase).strip(" .!?") in words | _ORDERS
    is_order = is_order or bool(_REMOVALS.intersection(fold(phrase).split()[:1]))
    is_remark = is_order or len(phrase.split()) > _MOST_WORDS
    return "dit lijkt een opdracht of opmerking, geen woordgroep" if is_remark else ""


class _Reading:
    """The edition as it stands after the rows that were read."""

    def __init__(self, edition: Framework) -> None:
        self.edition = edition
        self.corrections: list[Correction] = []
        self.issues: list[Issue] = []
        self._wordings = dict(wordings(edition))
        self._definitions = {item.id: item for item in edition.items if item.deprecated is None}
        self._places: dict[str, Place] = {}
        """Key of a phrase that was corrected -> the cell."""
        self._cells: dict[str, Place] = {}
        """Key of any phrase -> the cell to correct it in."""
        self._items_by_name: dict[str, set[str]] = defaultdict(set)
        for item in self._definitions.values():
            for name in (item.id, item.label, full_label(edition, item)):
                self._items_by_name[fold(name)].add(item.id)

    def tell(self, code: str, message: str, place: Place) -> None:
        """Note an error, after which nothing is written."""
        self.issues.append(error(code, message, place))

    def read(self, tables: Sequence[Table], formulas: Mapping[str, Sequence[str]]) -> None:
        """Read all sheets; every row is corrected, kept or told."""
        shown = {key: wording_cells(self.edition, w) for key, w in self._wordings.items()}
        texts = {key: definition_cells(self.edition, i) for key, i in self._definitions.items()}
        for table in tables:
            has_corrections = any(
                kind.header(row.values)
                for row in table.rows
                for kind in (INDICATOR_SHEET, DEFINITION_SHEET)
            )
            for cell in formulas.get(table.sheet, ()) if has_corrections else ():
                message = f"In {cell} staat een formule. Typ de woorden zelf in de cel."
                self.tell("correction-formula", message, _place(table, cell))
        for row in self._rows(tables, INDICATOR_SHEET, shown):
            place = row.place(IndicatorColumn.CORRECTION)
            self._cells[row[IndicatorColumn.KEY] or f"{place}"] = place
            if key := row[IndicatorColumn.KEY]:
                self._correct_wording(key, row)
            else:
                self._add(row)
        for row in self._rows(tables, DEFINITION_SHEET, texts):
            if row[DefinitionColumn.KEY]:
                self._correct_definition(row)
            else:
                message = "Een nieuw thema kan niet: de thema's liggen vast in een editie."
                self.tell("correction-item-unknown", message, row.place(DefinitionColumn.ITEM))
        self._tell_duplicates()

    def items(self) -> tuple[Item, ...]:
        """Give the items with the phrases and definitions as they now stand."""
        indicators: dict[str, list[Indicator]] = defaultdict(list)
        counters: dict[str, list[str]] = defaultdict(list)
        for wording in self._wordings.values():
            if wording.is_counter:
                counters[wording.item.id].append(wording.indicator.phrase)
            else:
                indicators[wording.item.id].append(wording.indicator)
        return tuple(
            item.model_copy(
                update={
                    "definition": self._definitions[item.id].definition,
                    "indicators": tuple(indicators[item.id]),
                    "not_in": tuple(counters[item.id]),
                }
            )
            if item.deprecated is None
            else item
            for item in self.edition.items
        )

    def places(self) -> dict[str, Place]:
        """Give the cell to correct every phrase in, by its place in the edition."""
        numbers = Counter[str]()
        places: dict[str, Place] = {}
        for key, wording in self._wordings.items():
            within = f"{wording.item.id}.{'not_in' if wording.is_counter else 'indicators'}"
            numbers[within] += 1
            places[f"{within} {numbers[within]}"] = self._cells[key]
        return places

    def _rows(
        self, tables: Sequence[Table], kind: SheetKind, shown: Mapping[str, Mapping[str, str]]
    ) -> Iterator[SheetRow]:
        """Give the rows that are as the sheet had them, and new ones; tell what is not so."""
        key_column, keys = kind.columns["KEY"], set[str]()
        for row in kind.rows(tables):
            key = row[key_column]
            if key in keys:
                message = "Deze rij is een kopie. Verwijder ze; nieuwe woorden horen onderaan."
                self.tell("correction-row-twice", message, row.place(key_column))
            elif not key or key in shown:
                if not key or not self._typed_over(row, shown[key]):
                    yield row
            else:
                message = f"De verborgen sleutel van deze rij is gewijzigd. {_AGAIN}"
                self.tell("correction-row-unknown", message, row.place(key_column))
            keys |= {key} - {""}
        missing: dict[str, list[str]] = defaultdict(list)
        for key in shown.keys() - keys:
            cells = shown[key]
            text = cells.get(IndicatorColumn.PHRASE) or cells[IndicatorColumn.ITEM]
            missing[cells[IndicatorColumn.LABEL]].append(f"‘{text}’")
        if shown and not keys:
            message = f"Een blad met de kolommen {', '.join(kind.columns)} ontbreekt. {_AGAIN}"
            self.tell("correction-sheet-missing", message, Place(file=tables[0].file))
            return
        for label, texts in sorted(missing.items()):
            listed = first_few(sorted(texts), _SHOWN, " en nog {n}")
            message = f"Bij ‘{label}’ ontbreekt de rij van {listed}. Verwijder geen rijen: schrijf"
            message += f" ‘{REMOVE}’ in Correctie. {_AGAIN}"
            self.tell("correction-row-missing", message, Place(file=tables[0].file))

    def _typed_over(self, row: SheetRow, cells: Mapping[str, str]) -> bool:
        """Tell every cell beside *Correctie* that no longer says what the sheet said."""
        is_changed = False
        for column, text in cells.items():
            if column in row.columns and row[column] != single_spaced(text):
                hint = _HINTS.get(column, "Ids en namen van thema's liggen vast in een editie.")
                message = f"In de kolom {column} stond ‘{text}’, nu staat er ‘{row[column]}’. Zet"
                message += f" de oude tekst terug. {hint}"
                self.tell("correction-typed-over", message, row.place(column))
                is_changed = True
        return is_changed

    def _correct_wording(self, key: str, row: SheetRow) -> None:
        """Apply what stands in *Correctie* beside a phrase: an order, or other words."""
        words, place = row[IndicatorColumn.CORRECTION], row.place(IndicatorColumn.CORRECTION)
        wording = self._wordings[key]
        old, order = wording.indicator, fold(words).strip(" .!'\"‘’")
        if not words:
            return
        if order == REMOVE:
            del self._wordings[key]
            self._log(CorrectionKind.REMOVED, wording.item, old.phrase, "")
        elif order in _STRENGTHS:
            if wording.is_counter:
                message = "Woorden die niet tellen, hebben geen sterkte. Maak de cel leeg."
                self.tell("correction-strength", message, place)
            elif old.strength is _STRENGTHS[order]:
                message = f"‘{old.phrase}’ was al {order}; er verandert niets."
                self.issues.append(info("correction-without-effect", message, place))
            else:
                new = old.model_copy(update={"strength": _STRENGTHS[order]})
                self._wordings[key] = wording._replace(indicator=new)
                self._log(CorrectionKind.STRENGTH, wording.item, old.phrase, order)
        elif words == single_spaced(old.phrase):
            message = "Dit zijn dezelfde woorden; er verandert niets."
            self.issues.append(info("correction-without-effect", message, place))
        else:
            facts = old.model_dump(exclude={"phrase", "kind", "lent_from"})
            kind = IndicatorKind.TERM if old.kind is IndicatorKind.PAIR else old.kind
            corrected = self._indicator(words, kind, facts, place, is_counter=wording.is_counter)
            if corrected is not None:
                self._wordings[key] = wording._replace(indicator=corrected)
                self._places[key] = place
                self._log(CorrectionKind.CHANGED, wording.item, old.phrase, words)

    def _add(self, row: SheetRow) -> None:
        """Add the phrase of a new row; it may stand in *Correctie* or in *Woorden*."""
        place = row.place(IndicatorColumn.CORRECTION)
        phrases = {row[IndicatorColumn.CORRECTION], row[IndicatorColumn.PHRASE]} - {""}
        if len(phrases) != 1:
            message = "Een nieuwe rij heeft één woordgroep nodig, in Correctie."
            self.tell("correction-row-incomplete", message, place)
            return
        kinds = {word: kind for kind, word in KIND_WORDS.items()}
        kind_word = self._choice(row, IndicatorColumn.KIND, {**kinds, COUNTER_WORD: None})
        strength_word = self._choice(row, IndicatorColumn.STRENGTH, _STRENGTHS)
        kind, is_counter = kinds.get(kind_word, IndicatorKind.TERM), kind_word == COUNTER_WORD
        item = self._item(row)
        not_near = row[IndicatorColumn.NOT_NEAR].split(",")
        facts = {
            "strength": _STRENGTHS.get(strength_word, Strength.STRONG),
            "not_near": tuple(filter(None, map(str.strip, not_near))),
            "note": row[IndicatorColumn.NOTE] or None,
        }
        (phrase,) = phrases
        new = self._indicator(phrase, kind, facts, place, is_counter=is_counter)
        if item is not None and new is not None:
            self._wordings[f"{place}"] = Wording(item, new, is_counter)
            self._places[f"{place}"] = place
            self._log(CorrectionKind.ADDED, item, "", phrase)

    def _item(self, row: SheetRow) -> Item | None:
        """Give the theme that a new row names, by id or by name."""
        named = [c for c in (IndicatorColumn.ITEM, IndicatorColumn.LABEL) if row[c]]
        places = [self._items_by_name.get(fold(row[column]), set()) for column in named]
        fitting = set.intersection(*places) if places else set()
        if len(fitting) == 1:
            return self._definitions[next(iter(fitting))]
        column = named[0] if named else IndicatorColumn.LABEL
        names = " en ".join(f"‘{row[column]}’" for column in named)
        trouble = f"{names} is niet één thema van dit kader" if named else "Het thema ontbreekt"
        message = f"{trouble}. Kies het thema uit de keuzelijst."
        self.tell("correction-item-unknown", message, row.place(column))
        return None

    def _choice(self, row: SheetRow, column: str, choices: Mapping[str, object]) -> str:
        """Give one of the words to choose from, empty where a cell says none of them."""
        word = fold(row[column])
        if word and word not in choices:
            place = row.place(column)
            message = f"‘{row[column]}’ is niet begrepen in de kolom {column}. Kies"
            message += f" {' of '.join(choices)}."
            self.tell("correction-value-unknown", message, place)
        return word if word in choices else ""

    def _indicator(
        self,
        phrase: str,
        kind: IndicatorKind,
        facts: Mapping[str, object],
        place: Place,
        *,
        is_counter: bool,
    ) -> Indicator | None:
        """Make an indicator of the words that somebody typed; tell why they are none."""
        kind = IndicatorKind.PAIR if PAIR_SIGN in phrase and not is_counter else kind
        why = _why_no_phrase(phrase)
        if not why:
            try:
                if is_counter:
                    parse_phrase(phrase)
                return Indicator.model_validate({**facts, "phrase": phrase, "kind": kind})
            except ValidationError as wrong:
                causes = (problem["ctx"]["error"] for problem in wrong.errors())
                why = "; ".join(str(getattr(cause, "reason", cause)) for cause in causes)
            except PhraseError as wrong:
                why = wrong.reason
        message = f"‘{phrase}’ kan niet: {why}. Typ gewone woorden, zoals op het blad"
        message += f" Uitleg staat, of ‘{REMOVE}’, ‘zwak’ of ‘sterk’."
        self.tell("correction-phrase", message, place)
        return None

    def _correct_definition(self, row: SheetRow) -> None:
        words, place = row.raw(DefinitionColumn.CORRECTION), row.place(DefinitionColumn.CORRECTION)
        item = self._definitions[row[DefinitionColumn.KEY]]
        if fold(words).strip(" .!") in {REMOVE, *_ORDERS} or _REMOVALS.intersection(
            fold(words).split()[:1]
        ):
            message = f"‘{words}’ is geen omschrijving, en een thema kan niet weg. Typ de volledige"
            message += " nieuwe tekst, of maak de cel leeg."
            self.tell("correction-definition", message, place)
        elif words == item.definition:
            message = "Dit is dezelfde omschrijving; er verandert niets."
            self.issues.append(info("correction-without-effect", message, place))
        elif words:
            self._definitions[item.id] = item.model_copy(update={"definition": words})
            self._log(CorrectionKind.DEFINITION, item, item.definition or "", words)

    def _log(self, kind: CorrectionKind, item: Item, before: str, after: str) -> None:
        self.corrections.append(Correction(kind, item.id, before, after))

    def _tell_duplicates(self) -> None:
        """Tell a corrected phrase that its theme now has twice."""
        keys: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key, wording in self._wordings.items():
            phrase = fold(single_spaced(wording.indicator.phrase))
            keys[wording.item.id, phrase].append(key)
        for same in keys.values():
            places = [self._places[key] for key in same if key in self._places]
            if len(same) > 1 and places:
                wording, place = self._wordings[same[-1]], places[-1]
                message = f"‘{wording.indicator.phrase}’ staat al bij"
                message += f" ‘{wording.item.label}’. Maak Correctie leeg, of kies andere woorden."
                self.tell("correction-duplicate", message, place)

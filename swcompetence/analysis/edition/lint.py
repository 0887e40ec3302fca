"""Lint of an edition: what is readable by the rules, but careless or misleading all the same."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from itertools import groupby, islice, pairwise, product

from swcompetence.model import (
    EditionStatus,
    Framework,
    Indicator,
    Issue,
    Item,
    Model,
    Place,
    Severity,
    Strength,
)
from swcompetence.model.phrase import parse_phrase, split_pair
from swcompetence.model.sourcing import is_web_address
from swcompetence.text import fold, stem
from swcompetence.text.cleaning import without_hidden_signs

LINT_CODES: dict[str, str] = {
    "changelog-out-of-order": "De revisies of datums van de changelog lopen niet op.",
    "checked-before-change": "Een revisie is jonger dan de laatste controle van de bronnen.",
    "hidden-character": "Een tekst bevat een onzichtbaar teken.",
    "indicator-boilerplate": "Een indicator bestaat enkel uit stopwoorden of studietaal.",
    "indicator-duplicate": "Een indicator voegt niets toe aan een andere van hetzelfde item.",
    "indicator-lent-by-no-item": "Een geleende indicator noemt een item dat niet bestaat.",
    "indicator-shared": "Een sterke indicator hoort zonder uitleg bij twee items.",
    "item-without-indicators": "Een item heeft geen indicatoren.",
    "label-case": "Twee namen verschillen enkel in hoofdletters.",
    "label-duplicate": "Een naam komt twee keer voor.",
    "related-one-sided": "Een item noemt een verwant item dat het niet terug noemt.",
    "related-out-of-place": "Een verwant item is vervallen of staat niet op het koppelniveau.",
    "replaced-by-deprecated": "Een vervangen item verwijst naar een item dat zelf vervangen is.",
    "replaced-by-itself": "Een vervangen item verwijst naar zichzelf.",
    "revision-not-logged": "De laatste regel van de changelog is niet de revisie van de editie.",
    "source-read-later": "Een bron is later geraadpleegd dan de laatste controle van de editie.",
    "source-unused": "Geen enkel item steunt op een bron.",
    "spaces-around": "Een tekst begint of eindigt met een spatie.",
    "url-malformed": "Een adres begint niet met http(s):// of bevat een spatie.",
}
"""Code -> what it means, in one Dutch sentence."""

_Findings = Iterator[tuple[str, Severity, str, str]]
"""Code, severity, place in the edition, message."""


def lint(framework: Framework, lenders: Sequence[Framework] = ()) -> tuple[Issue, ...]:
    """Give everything that a careful editor would still change; the order follows the checks.

    Lent indicators may come from the lenders; of those from others nothing is told.
    """
    of_items = (_indicators, _without_indicators, _related, _deprecations)
    checks = (_labels, _texts, _sources, *of_items, _changelog, _dates)
    return tuple(
        Issue(
            code=code,
            severity=severity,
            message=message,
            where=Place(file=str(framework.ref), cell=place),
        )
        for findings in (*(check(framework) for check in checks), _loans(framework, lenders))
        for code, severity, place, message in findings
    )


def _labels(framework: Framework) -> _Findings:
    """Look for names that a reader or the matcher cannot tell apart."""
    by_place: dict[tuple[str, str], set[str]] = defaultdict(set)
    by_fold: dict[str, dict[str, str]] = defaultdict(dict)
    for item in framework.items:
        if item.deprecated is not None:
            continue
        names = [item.label, *item.alt_labels]
        folded = [name.casefold() for name in names]
        for name in [name for name, count in Counter(folded).items() if count > 1]:
            message = f"‘{name}’ staat twee keer bij dit item"
            yield "label-duplicate", Severity.WARNING, item.id, message
        groups = [f"onder {item.parent}" if item.parent else "bovenaan"]
        groups += ["op het koppelniveau"] if item.level == framework.mapping_level else []
        for group, name in product(groups, dict.fromkeys(folded)):
            by_place[group, name].add(item.id)
        for name in names:
            by_fold[name.casefold()].setdefault(name, item.id)
    clashes: set[tuple[str, ...]] = set()
    for (group, name), ids in by_place.items():
        if len(ids) > 1 and tuple(sorted(ids)) not in clashes:
            clashes.add(tuple(sorted(ids)))
            message = f"‘{name}’ is {group} de naam van {' en '.join(sorted(ids))}"
            yield "label-duplicate", Severity.WARNING, min(ids), message
    for spellings in by_fold.values():
        if len(spellings) > 1:
            message = f"{' en '.join(f'‘{name}’' for name in spellings)}: kies één schrijfwijze"
            yield "label-case", Severity.WARNING, next(iter(spellings.values())), message


def _texts(framework: Framework) -> _Findings:
    """Look for characters that nobody sees, and for spaces at the ends."""
    for place, text in _strings(framework, ""):
        if text != text.strip():
            message = f"‘{text.strip()[:40]}’ begint of eindigt met een spatie of regeleinde"
            yield "spaces-around", Severity.WARNING, place, message
        for position, char in enumerate(text.strip(), start=1):
            if char != "\n" and without_hidden_signs(char) != char:
                name = unicodedata.name(char, "stuurteken")
                message = f"U+{ord(char):04X} ({name}) als teken {position} van de tekst"
                yield "hidden-character", Severity.ERROR, place, message


def _strings(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Give every text in a value with its place; items are named by their id."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for number, part in enumerate(value, start=1):
            yield from _strings(part, part.id if isinstance(part, Item) else f"{place} {number}")
    elif isinstance(value, Model):
        for key in type(value).model_fields:
            yield from _strings(getattr(value, key), f"{place}.{key}".removeprefix("."))


def _sources(framework: Framework) -> _Findings:
    """Look at the sources; one that a released edition no longer uses is only told."""
    used = {use.source for item in framework.items for use in item.sources}
    used |= {u.source for i in framework.items if i.kerntaak for u in i.kerntaak.sources}
    used |= {fact.source for item in framework.items for fact in item.legal_basis if fact.source}
    for source in framework.sources:
        place = f"sources {source.id}"
        if source.id not in used:
            released = framework.status is not EditionStatus.DRAFT
            message = "geen enkel item steunt op deze bron; noem ze bij een item of schrap ze"
            message += " in een volgende revisie" if released else ""
            severity = Severity.INFO if released else Severity.WARNING
            yield "source-unused", severity, place, message
        if source.url is not None and not is_web_address(source.url):
            yield "url-malformed", Severity.ERROR, place, f"‘{source.url}’ is geen webadres"
        if source.accessed is not None and source.accessed > framework.last_checked_on:
            message = f"geraadpleegd op {source.accessed}, na {framework.last_checked_on}"
            yield "source-read-later", Severity.WARNING, place, message


def _indicators(framework: Framework) -> _Findings:
    for first, second, is_last_told in shared(framework):
        message = f"{first.quote} en {second.quote} bij {second.item.id} vinden dezelfde woorden"
        message += " (en zo nog andere, die hier niet staan)" if is_last_told else ""
        message += "; leg uit in een note waarom het bij beide hoort, of laat er één los"
        yield "indicator-shared", Severity.WARNING, first.place, message
    for idle, cover in duplicates(framework):
        message = f"{idle.quote} voegt niets toe aan indicator {cover.number}"
        yield "indicator-duplicate", Severity.WARNING, idle.place, message
    for empty in boilerplate(framework):
        message = f"{empty.quote}: zulke woorden staan in elke fiche"
        yield "indicator-boilerplate", Severity.WARNING, empty.place, message


def _loans(framework: Framework, lenders: Sequence[Framework]) -> _Findings:
    """Look for lent indicators whose lender is an item that its edition does not have."""
    editions = {str(edition.ref): edition for edition in lenders}
    for item in framework.items:
        for source in dict.fromkeys(indicator.lent_from for indicator in item.indicators):
            ref, _, item_id = (source or "").rpartition(":")
            if ref in editions and not editions[ref].has_item(item_id):
                message = f"‘lent_from: {source}’: {ref} heeft geen item ‘{item_id}’; verbeter de"
                message += " verwijzing, of haal ze weg als de indicator van u is"
                yield "indicator-lent-by-no-item", Severity.WARNING, item.id, message


def _without_indicators(framework: Framework) -> _Findings:
    known_by = "woorden uit zijn naam en omschrijving" if framework.is_bare else "zijn naam"
    for item in framework.mapping_items:
        if not any(part.indicators for part in (item, *framework.descendants(item.id))):
            message = f"zonder indicatoren wordt dit item enkel herkend aan {known_by}"
            yield "item-without-indicators", Severity.INFO, item.id, message


def _related(framework: Framework) -> _Findings:
    linked = {item.id for item in framework.mapping_items}
    for item in framework.items:
        for name in item.related:
            place = f"{item.id}.related"
            if not {item.id, name} <= linked:
                message = f"enkel items die gekoppeld worden, kunnen verwant zijn (hier {name})"
                yield "related-out-of-place", Severity.WARNING, place, message
            elif item.id not in framework.item(name).related:
                message = f"{name} noemt dit item niet terug; zet het bij beide of bij geen"
                yield "related-one-sided", Severity.WARNING, place, message


def _deprecations(framework: Framework) -> _Findings:
    for item in framework.items:
        for successor in item.deprecated.replaced_by if item.deprecated else ():
            place = f"{item.id}.deprecated"
            if successor == item.id:
                message = "het item vervangt zichzelf"
                yield "replaced-by-itself", Severity.ERROR, place, message
            elif framework.item(successor).deprecated is not None:
                message = f"{successor} is zelf vervangen; verwijs naar zijn opvolger"
                yield "replaced-by-deprecated", Severity.ERROR, place, message


def _changelog(framework: Framework) -> _Findings:
    """Look at the order of the changes, which may run upwards only."""
    for old, new in pairwise(framework.changelog):
        if new.revision <= old.revision or new.date < old.date:
            message = (
                f"revisie {new.revision} ({new.date}) staat na revisie {old.revision} ({old.date})"
            )
            yield "changelog-out-of-order", Severity.ERROR, "changelog", message
    last = max(change.revision for change in framework.changelog)
    if last != framework.revision:
        message = f"de laatste regel is van revisie {last}, de editie is revisie"
        message += f" {framework.revision}"
        yield "revision-not-logged", Severity.ERROR, "changelog", message


def _dates(framework: Framework) -> _Findings:
    """A better vocabulary needs no new look at the sources: a late revision is only told."""
    latest = max(change.date for change in framework.changelog)
    if framework.last_checked_on < latest:
        message = f"gewijzigd op {latest}, de bronnen nagekeken op {framework.last_checked_on}"
        yield "checked-before-change", Severity.INFO, "last_checked_on", message


_EMPTY_WORDS = (
    "aan al als alle andere bij bv dan dat de der die dit door een eigen elk en er etc even geen"
    " haar hebben heeft het hier hij hoe hun ieder iets ik in is je kan kunnen maar meer men met"
    " mijn moeten na naar niet nog of om ons onze ook op over per te tot tussen u uit uw van veel"
    " via volgens voor waar waarin wat we wel wie wij wordt worden zal ze zelf zich zij zijn zo"
    " zoals zonder zullen"
    " academiejaar bachelor beoordeling cursus cursist deliberatie docent evaluatie examen examens"
    " graduaat hogeschool hoofdstuk hoorcollege inschrijving jaar kennis leerdoel leerinhoud"
    " leermateriaal leerresultaat lector les lesgever leslokaal lestijd lesweek literatuur module"
    " onderwijs onderwijsvorm opdracht opleiding opleidingsonderdeel punt punten quotering reader"
    " rooster semester slides student studenten studie studiefiche studiegids studiejaar studielast"
    " studiemateriaal studiepunt studietijd syllabus taak theorie toets trajectschijf vak vakken"
    " vaardigheid voorkennis werkcollege werkvorm zelfstudie"
)
_EMPTY_STEMS = frozenset(stem(word) for word in _EMPTY_WORDS.split())
_MOST_PAIRS = 10
"""How often one indicator is told to find what another finds; else a list grows with the square."""
_Word = str
_Shape = tuple[tuple[int, frozenset[_Word]], ...]
"""One way to say a phrase: per place the gap before it and the words that may stand there."""


@dataclass(frozen=True)
class PlacedIndicator:
    """An indicator with its place in an edition."""

    item: Item
    indicator: Indicator
    number: int
    """Its place in the item, from 1."""

    @property
    def place(self) -> str:
        """Where it stands in the edition."""
        return f"{self.item.id}.indicators {self.number}"

    @property
    def quote(self) -> str:
        """The phrase between quotation marks."""
        return f"‘{self.indicator.phrase}’"

    @cached_property
    def halves(self) -> tuple[tuple[_Shape, ...], ...]:
        """The phrase, or the two of a pair, each in all its wordings."""
        exact = self.indicator.case_sensitive
        return tuple(
            tuple(
                tuple((slot.gap, _words(slot.words, exact=exact)) for slot in variant)
                for variant in parse_phrase(part)
            )
            for part in split_pair(self.indicator.phrase)
        )


def shared(framework: Framework) -> Iterator[tuple[PlacedIndicator, PlacedIndicator, bool]]:
    """Give indicators that share a wording, strong for two mapping items, and no note says why.

    Of one indicator the first ten such pairs; the last of them says that there are more.
    """
    # Those of one mapping item stand side by side, so the next ones begin where those end.
    claims: list[PlacedIndicator] = []
    ends: list[int] = []
    for owner in framework.mapping_items:
        claims += [
            placed
            for item in (owner, *framework.descendants(owner.id))
            if item.deprecated is None
            for placed in _placed(item)
            if placed.indicator.strength is Strength.STRONG and not placed.indicator.note
        ]
        ends += [len(claims)] * (len(claims) - len(ends))
    places: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        for key in {key for half in claim.halves for shape in half for key in _keys(shape)}:
            places[key].append(place)
    for claim, end in zip(claims, ends, strict=True):
        pairs = (claims[place] for place in _near(claim, end, places))
        overlapping = list(islice((x for x in pairs if _overlap(claim, x)), _MOST_PAIRS + 1))
        for number, second in enumerate(overlapping[:_MOST_PAIRS], start=1):
            yield claim, second, number == _MOST_PAIRS < len(overlapping)


def _keys(shape: _Shape) -> Iterator[tuple[object, ...]]:
    """Give what another shape that meets this one has as well: of every place, one of its words."""
    gaps = tuple(gap for gap, _ in shape)
    return ((gaps, slot, word) for slot, (_, words) in enumerate(shape) for word in words)


def _near(
    claim: PlacedIndicator, start: int, places: dict[tuple[object, ...], list[int]]
) -> Iterator[int]:
    """Give the places from `start` on that may meet a claim, found by the rarest of its words."""

    def later(found: list[int]) -> Iterator[int]:
        return map(found.__getitem__, range(bisect_left(found, start), len(found)))

    runs = []
    for shape in claim.halves[0]:
        by_slot: dict[object, list[list[int]]] = defaultdict(list)
        for key in _keys(shape):
            by_slot[key[1]].append(places[key])
        runs += min(by_slot.values(), key=lambda lists: sum(map(len, lists)))
    return (place for place, _ in groupby(merge(*map(later, runs))))


def duplicates(framework: Framework) -> Iterator[tuple[PlacedIndicator, PlacedIndicator]]:
    """Give indicators that add nothing to another one of the same item, and that other one."""
    for item in framework.items:
        alike: dict[frozenset[frozenset[_Shape]], list[PlacedIndicator]] = defaultdict(list)
        for placed in _placed(item):
            alike[frozenset(map(frozenset, placed.halves))].append(placed)
        pairs = []
        for group in alike.values():
            for idle in group:
                covers = (x for x in group if x is not idle and _covers(x, idle))
                if cover := next(covers, None):
                    pairs.append((idle, cover))
        yield from sorted(pairs, key=lambda pair: pair[0].number)


def boilerplate(framework: Framework) -> Iterator[PlacedIndicator]:
    """Give indicators that hold nothing but empty words, or one such word as an alternative."""
    for item in framework.items:
        for placed in _placed(item):
            title = placed.indicator.where == "title"
            if all(any(_is_empty(shape, title=title) for shape in half) for half in placed.halves):
                yield placed


def _placed(item: Item) -> list[PlacedIndicator]:
    """Place the indicators of an item's own; lent ones are judged where they are from."""
    return [
        PlacedIndicator(item, indicator, number)
        for number, indicator in enumerate(item.indicators, 1)
        if indicator.lent_from is None
    ]


def _is_empty(shape: _Shape, *, title: bool) -> bool:
    """Say whether a wording is empty; one word of study in a title may still tell something."""
    words = [words for _, words in shape]
    if len(words) == 1 and not title:
        return not words[0].isdisjoint(_EMPTY_STEMS)
    return all(alternatives <= _EMPTY_STEMS for alternatives in words)


def _words(words: Iterable[str], *, exact: bool) -> frozenset[_Word]:
    """Give words as they are compared: stems, beginnings (`leefloon*`), ends, or exact letters."""
    if exact:
        return frozenset(f"={word}" for word in words)
    return frozenset(_starred(word) if "*" in word else stem(word) for word in words)


def _starred(word: str) -> str:
    bare = fold(word.strip("*"))
    return f"{bare}*" if word.endswith("*") else f"*{bare}"


def _overlap(left: PlacedIndicator, right: PlacedIndicator) -> bool:
    """Say whether some wording satisfies both."""
    if len(left.halves) != len(right.halves):
        return False
    return any(
        all(_meet(*halves) for halves in zip(left.halves, order, strict=True))
        for order in {right.halves, right.halves[::-1]}
    )


def _meet(left: tuple[_Shape, ...], right: tuple[_Shape, ...]) -> bool:
    return any(
        len(a) == len(b)
        and all(
            gap == its_gap and words & its_words
            for (gap, words), (its_gap, its_words) in zip(a, b, strict=True)
        )
        for a, b in product(left, right)
    )


def _covers(cover: PlacedIndicator, idle: PlacedIndicator) -> bool:
    """Say whether `idle` adds nothing; of two equal ones, the first covers the second."""
    reach, its_reach = _reach(cover.indicator), _reach(idle.indicator)
    if reach == its_reach:
        return cover.number < idle.number
    (anywhere, strong, kept_out), (its_anywhere, its_strong, its_kept_out) = reach, its_reach
    return anywhere >= its_anywhere and strong >= its_strong and kept_out <= its_kept_out


def _reach(indicator: Indicator) -> tuple[bool, bool, frozenset[str]]:
    """Give how far an indicator reaches: anywhere, alone, and what keeps it out."""
    kept_out = frozenset(stem(word) for word in indicator.not_near)
    return indicator.where == "anywhere", indicator.strength is Strength.STRONG, kept_out

"""Lint of an edition: what is readable by the rules, but careless or misleading all the same."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from swcompetence.analysis.edition.indicator_lint import boilerplate, duplicates, shared
from swcompetence.model import EditionStatus, Framework, Issue, Item, Model, Place, Severity
from swcompetence.model.sourcing import is_web_address
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

    Args:
        framework: the edition.
        lenders: editions that lent indicators may come from; of others nothing is told.
    """
    checks = (
        _labels,
        _texts,
        _sources,
        _indicators,
        _without_indicators,
        _related,
        _deprecations,
        _changelog,
        _dates,
    )
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

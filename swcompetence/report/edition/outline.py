"""An edition, one of its items or its changelog as plain text, for a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from swcompetence.model import CoreTask, Framework, Indicator, Item, SourceUse
from swcompetence.report.edition.words import (
    OWN_WORDS,
    PROVENANCE_WORDS,
    anchor_groups,
    deprecation_words,
    indicator_words,
    validity_words,
    warning_words,
)
from swcompetence.report.findings.wording import counted, date_words


def edition_outline(framework: Framework) -> str:
    """Give what an edition is, and its tree of items."""
    lines = [
        f"{framework.title} ({framework.ref}, revisie {framework.revision})",
        " ".join(framework.about.split()),
        *(f"Opgelet: {warning}" for warning in warning_words(framework)),
        *([f"Wat ontbreekt: {' '.join(framework.missing.split())}"] if framework.missing else []),
        f"Stand: {validity_words(framework)}.",
        f"Nagekeken op {date_words(framework.last_checked_on)}.",
        f"Licentie: {framework.licence.id} ({framework.licence.attribution}).",
        "",
        *_branch(framework, None, 0),
    ]
    for title, indicators in anchor_groups(framework.anchors):
        lines += ["", f"{title} ({counted(len(indicators), 'ankerterm', 'ankertermen')})"]
        lines += [f"  {_indicator(indicator)}" for indicator in indicators]
    return "\n".join(lines)


def _branch(framework: Framework, parent: str | None, depth: int) -> Iterator[str]:
    for item in framework.children(parent):
        gone = " [vervallen]" if item.deprecated else ""
        marks = " [eigen aan het OCMW]" if item.own else ""
        marks += " [kerntaak]" if item.kerntaak else ""
        yield f"{'  ' * depth}{item.id}  {item.label}{marks}{gone}"
        yield from _branch(framework, item.id, depth + 1)


def item_in_words(framework: Framework, item: Item) -> str:
    """Give one item with its grounds, its parts and its indicators."""
    lines = [f"{item.label} ({framework.item_ref(item)}, {item.level})"]
    if item.deprecated:
        lines.append(deprecation_words(item.deprecated))
        lines += [
            f"  vervangen door: {name}  {framework.item(name).label}"
            for name in item.deprecated.replaced_by
        ]
    lines += [" ".join(item.definition.split())] if item.definition else []
    lines += [f"Ook genoemd: {', '.join(item.alt_labels)}"] if item.alt_labels else []
    lines += [f"Herkomst: {PROVENANCE_WORDS[item.provenance]}", *_grounds(framework, item)]
    lines += [f"Merk: {OWN_WORDS}"] if item.own else []
    lines += _core_task(framework, item.kerntaak) if item.kerntaak else []
    lines += [f"Opmerking: {item.note}"] if item.note else []
    lines += [f"  verwant: {name}  {framework.item(name).label}" for name in item.related]
    lines += [f"  onderdeel: {child.id}  {child.label}" for child in framework.children(item.id)]
    lines += [f"  indicator: {_indicator(indicator)}" for indicator in item.indicators]
    lines += [f"  telt niet in: {phrase}" for phrase in item.not_in]
    return "\n".join(lines)


def _indicator(indicator: Indicator) -> str:
    condition = indicator_words(indicator)
    return indicator.phrase + (f" [{condition}]" if condition else "")


def _core_task(framework: Framework, task: CoreTask) -> list[str]:
    note = f" ({task.note})" if task.note else ""
    return [f"Kerntaak van de sociale dienst{note}", *_uses(framework, task.sources)]


def _uses(framework: Framework, uses: Iterable[SourceUse]) -> Iterator[str]:
    sources = {source.id: source for source in framework.sources}
    for use in uses:
        source = sources[use.source]
        place = ", ".join(part for part in (use.locator, source.locator, source.url) if part)
        yield f"  bron: {source.title}" + (f" ({place})" if place else "")


def _grounds(framework: Framework, item: Item) -> Iterator[str]:
    yield from _uses(framework, item.sources)
    for fact in item.legal_basis:
        named = [PROVENANCE_WORDS[fact.provenance]]
        named += [f"bron {fact.source}"] if fact.source else []
        named += [fact.note] if fact.note else []
        yield f"  wet: {fact.fact} [{'; '.join(named)}]"


def changelog_in_words(framework: Framework) -> str:
    """Give the changelog of an edition, the newest line first."""
    newest = sorted(framework.changelog, key=lambda change: (change.revision, change.date))
    lines = [f"{framework.title} ({framework.ref}, revisie {framework.revision})"]
    lines += [
        f"  revisie {change.revision}, {date_words(change.date)}: {' '.join(change.note.split())}"
        for change in reversed(newest)
    ]
    return "\n".join(lines)

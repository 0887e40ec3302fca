"""What an edition leans on: every source with its items, and what nobody has read yet."""

from __future__ import annotations

from typing import NamedTuple

from swcompetence.model import Framework, Item, LegalFact, Provenance, Source
from swcompetence.phrasing import counted
from swcompetence.report.edition.words import PROVENANCE_WORDS


class Leaning(NamedTuple):
    """An item that leans on a source."""

    item: Item
    provenance: Provenance
    locator: str | None = None
    is_legal: bool = False
    """The source carries a legal fact of the item, not the item itself."""
    is_core_task: bool = False
    """The source says that the item is a core task."""


class SourceUsed(NamedTuple):
    """A source with the items that lean on it; none for a source that nothing uses."""

    number: int
    """Place in the edition's list, from 1."""
    source: Source
    leanings: tuple[Leaning, ...]


class SourcesOverview(NamedTuple):
    """The grounds of an edition."""

    sources: tuple[SourceUsed, ...]
    unverified_items: tuple[Item, ...]
    unverified_facts: tuple[tuple[Item, LegalFact], ...]
    """Legal facts that were not read in a source, each with its item."""


def sources_overview(framework: Framework) -> SourcesOverview:
    """Turn the references of the items around: from a source to what leans on it."""
    leanings: dict[str, list[Leaning]] = {source.id: [] for source in framework.sources}
    unverified_facts = []
    for item in framework.items:
        for use in item.sources:
            leanings[use.source].append(Leaning(item, item.provenance, use.locator))
        for use in item.kerntaak.sources if item.kerntaak else ():
            leanings[use.source].append(
                Leaning(item, item.provenance, use.locator, is_core_task=True)
            )
        for fact in item.legal_basis:
            if fact.source:
                leanings[fact.source].append(Leaning(item, fact.provenance, is_legal=True))
            if fact.provenance is Provenance.UNVERIFIED:
                unverified_facts.append((item, fact))
    return SourcesOverview(
        sources=tuple(
            SourceUsed(number, source, tuple(leanings[source.id]))
            for number, source in enumerate(framework.sources, start=1)
        ),
        unverified_items=tuple(i for i in framework.items if i.provenance is Provenance.UNVERIFIED),
        unverified_facts=tuple(unverified_facts),
    )


def sources_in_words(overview: SourcesOverview) -> str:
    """Write the overview as text, unused sources and unread statements last."""
    lines: list[str] = []
    for used in overview.sources:
        if used.leanings:
            lines += [*_head(used), *(f"     - {_leaning(leaning)}" for leaning in used.leanings)]
    unused = [used for used in overview.sources if not used.leanings]
    if unused:
        lines += ["", f"Bronnen waarop geen enkel item steunt ({len(unused)})"]
        lines += [line for used in unused for line in _head(used)]
    lines += ["", *_unread(overview)]
    return "\n".join(lines).strip("\n")


def _head(used: SourceUsed) -> list[str]:
    source = used.source
    lines = [f"{used.number:>3}. {source.title} [{source.id}]"]
    accessed = f"gelezen op {source.accessed}" if source.accessed else None
    lines += [
        f"     {part}" for part in (source.url, source.locator, accessed, source.note) if part
    ]
    return lines


def _leaning(leaning: Leaning) -> str:
    item = leaning.item
    place = f" ({leaning.locator})" if leaning.locator else ""
    if leaning.is_core_task:
        return f"{item.id}  {item.label}{place}: noemt dit een kerntaak"
    what = "wettelijk feit, " if leaning.is_legal else ""
    return f"{item.id}  {item.label}{place}: {what}{PROVENANCE_WORDS[leaning.provenance]}"


def _unread(overview: SourcesOverview) -> list[str]:
    items, facts = overview.unverified_items, overview.unverified_facts
    if not items and not facts:
        return ["Niet nagekeken: niets. Elk item en elk wettelijk feit steunt op een bron."]
    count = (
        f"{counted(len(items), 'item', 'items')} en"
        f" {counted(len(facts), 'wettelijk feit', 'wettelijke feiten')}"
    )
    return [
        f"Niet nagekeken: {count}",
        *(f"     - {item.id}  {item.label}" for item in items),
        *(
            f"     - {item.id}  {item.label}: {fact.fact}"
            + (f" ({fact.note})" if fact.note else "")
            for item, fact in facts
        ),
    ]

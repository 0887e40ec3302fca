"""The page of an edition, and what its template asks about it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

from swcompetence.model import (
    Deprecation,
    Framework,
    Indicator,
    Item,
    Provenance,
    Source,
    SourceUse,
)
from swcompetence.phrasing import counted
from swcompetence.report.edition.words import (
    LEVEL_PLURALS,
    OWN_WORDS,
    PROVENANCE_MEANING,
    PROVENANCE_WORDS,
    PURPOSE_WORDS,
    SourcesOverview,
    anchor_groups,
    deprecation_words,
    indicator_words,
    level_count,
    sources_overview,
    validity_words,
    warning_words,
)
from swcompetence.report.findings.wording import date_words
from swcompetence.report.html import page_templates


class SourceRef(NamedTuple):
    """A reference to a numbered source."""

    number: int
    title: str
    locator: str | None = None


class EditionPage:
    """What the template asks about an edition, its items and their words."""

    own_words = OWN_WORDS
    provenance_words = PROVENANCE_WORDS
    provenance_meaning = PROVENANCE_MEANING
    date: Callable[[dt.date | None], str] = staticmethod(date_words)
    condition: Callable[[Indicator], str] = staticmethod(indicator_words)
    deprecation: Callable[[Deprecation], str] = staticmethod(deprecation_words)

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._numbers = {s.id: (n, s.title) for n, s in enumerate(framework.sources, start=1)}
        self._deepest = framework.levels.index(framework.mapping_level)
        self.warnings: tuple[str, ...] = warning_words(framework)
        self.anchors: tuple[tuple[str, tuple[Indicator, ...]], ...] = anchor_groups(
            framework.anchors
        )
        self.overview: SourcesOverview = sources_overview(framework)
        self.purpose: str = f"{PURPOSE_WORDS[framework.purpose]} {_mapping_rule(framework)}"

    @cached_property
    def key_facts(self) -> dict[str, str]:
        """Name -> value of the facts on top."""
        edition = self._framework
        levels = Counter(item.level for item in edition.items)
        indicators = sum(len(item.indicators) for item in edition.items)
        return {
            "Uitgever": edition.publisher,
            "Stand": validity_words(edition),
            "Laatst nagekeken": date_words(edition.last_checked_on),
            "Omvang": ", ".join(level_count(levels[lv], lv) for lv in edition.levels if levels[lv]),
            "Woordenschat": counted(indicators, "aanwijzing", "aanwijzingen"),
            "Bronnen": str(len(edition.sources)),
            "Licentie": edition.licence.id,
        }

    @cached_property
    def provenances(self) -> dict[Provenance, tuple[int, int]]:
        """Provenance -> the number of items and of legal facts that have it."""
        items = Counter(item.provenance for item in self._framework.items)
        facts = Counter(f.provenance for item in self._framework.items for f in item.legal_basis)
        return {provenance: (items[provenance], facts[provenance]) for provenance in Provenance}

    @property
    def has_facts(self) -> bool:
        """Say whether any item has a legal fact."""
        return any(facts for _, facts in self.provenances.values())

    def children(self, item: Item, *, is_part: bool) -> list[Item]:
        """Give the items below one: those with a heading, or those below the mapping level."""
        place = self._framework.levels.index
        below = self._framework.children(item.id)
        return [child for child in below if (place(child.level) > self._deepest) is is_part]

    def named(self, items: Iterable[str]) -> list[Item]:
        """Give items by their ids."""
        return [self._framework.item(name) for name in items]

    def refs(self, uses: Iterable[SourceUse]) -> list[SourceRef]:
        """Give references to sources by their numbers."""
        refs = [self.ref(use.source, use.locator) for use in uses]
        return sorted(refs, key=lambda ref: ref.number)

    def ref(self, source: str, locator: str | None = None) -> SourceRef:
        """Give a reference to a source."""
        return SourceRef(*self._numbers[source], locator)

    @staticmethod
    def levels(items: Iterable[Item]) -> str:
        """Name the levels of some items."""
        levels = " en ".join(dict.fromkeys(LEVEL_PLURALS.get(x.level, x.level) for x in items))
        return levels[:1].upper() + levels[1:]

    @staticmethod
    def wordings_title(indicators: Iterable[Indicator]) -> str:
        """Count indicators, and those that count without a condition; a note is none."""
        bare = [indicator.model_copy(update={"note": None}) for indicator in indicators]
        alone = sum(not indicator_words(indicator) for indicator in bare)
        count = counted(len(bare), "aanwijzing", "aanwijzingen")
        return f"Woordenschat: {count}, waarvan {alone} zonder voorwaarde"

    @staticmethod
    def url(source: Source) -> str | None:
        """Give an address only where a browser may follow it: http or https."""
        address = source.url or ""
        return address if address.lower().startswith(("https://", "http://")) else None

    def details(self, source: Source) -> list[str]:
        """Give what else is known of a source."""
        accessed = f"gelezen op {date_words(source.accessed)}" if source.accessed else None
        unsafe = None if self.url(source) else source.url
        return [part for part in (source.locator, accessed, source.note, unsafe) if part]


def edition_html(framework: Framework) -> str:
    """Render an edition as one HTML file without scripts, that needs nothing from a network."""
    template = page_templates().get_template("edition.html.j2")
    return template.render(edition=framework, page=EditionPage(framework))


def _mapping_rule(framework: Framework) -> str:
    used = {item.level for item in framework.items} | {framework.mapping_level}
    levels = [level for level in framework.levels if level in used]
    place = levels.index(framework.mapping_level)
    above, below = levels[:place], levels[place + 1 :]
    rule = f"Opleidingsonderdelen worden gekoppeld op het niveau ‘{framework.mapping_level}’."
    if above:
        rule += f" Het niveau {_quoted(above)} groepeert alleen."
    if below:
        rule += f" Wat bij het niveau {_quoted(below)} gevonden wordt, telt voor het item erboven."
    return rule


def _quoted(levels: Iterable[str]) -> str:
    return " en ".join(f"‘{level}’" for level in levels)

"""An edition as a reader meets it, without looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from swcompetence.model import Framework, Indicator, Item, LegalFact, Provenance, Source, SourceUse
from swcompetence.phrasing import counted
from swcompetence.report.edition.words import (
    LEVEL_PLURALS,
    OWN_WORDS,
    PROVENANCE_MEANING,
    PROVENANCE_WORDS,
    PURPOSE_WORDS,
    anchor_groups,
    deprecation_words,
    indicator_words,
    level_count,
    validity_words,
    warning_words,
)
from swcompetence.report.findings.wording import date_words


class NameValue(NamedTuple):
    """A line of a list of facts."""

    name: str
    value: str


class ProvenanceView(NamedTuple):
    """How often a provenance occurs."""

    provenance: Provenance
    words: str
    meaning: str
    items: int
    facts: int


class SourceRef(NamedTuple):
    """A reference to a numbered source."""

    number: int
    title: str
    locator: str | None = None


class FactView(NamedTuple):
    """A legal fact with its status in words."""

    item: Item
    fact: LegalFact
    status: str
    source: SourceRef | None


class WordingView(NamedTuple):
    """A wording that the matcher looks for, and when it counts."""

    phrase: str
    condition: str


class CoreTaskView(NamedTuple):
    """What says that an item is a core task."""

    sources: tuple[SourceRef, ...]
    note: str | None


class AnchorsView(NamedTuple):
    """Wordings that place a theme in a practice."""

    title: str
    wordings: tuple[WordingView, ...]


class ItemView(NamedTuple):
    """An item with everything that a reader may want to check."""

    item: Item
    status: str
    sources: tuple[SourceRef, ...]
    facts: tuple[FactView, ...]
    own: str | None
    """That it belongs to the OCMW by its nature, in words."""
    core_task: CoreTaskView | None
    related: tuple[tuple[str, str], ...]
    """Id and label."""
    gone: str | None
    """Since when and why it is no longer used."""
    successors: tuple[tuple[str, str], ...]
    """Id and label of what took its place."""
    wordings: tuple[WordingView, ...]
    wordings_title: str
    children: tuple[ItemView, ...]
    """Items that have a heading of their own."""
    parts: PartsView | None
    """Items below the mapping level."""


class PartsView(NamedTuple):
    """The items below an item of the mapping level, under their level's name."""

    title: str
    items: tuple[ItemView, ...]


class SourceView(NamedTuple):
    """A numbered source with its way back to the items."""

    number: int
    title: str
    url: str | None
    """Only an address that a browser may follow: http or https."""
    details: tuple[str, ...]
    users: tuple[tuple[str, str], ...]
    """Id and label of the items that lean on it, each once."""


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


class EditionView(NamedTuple):
    """The whole page."""

    title: str
    subtitle: str
    warnings: tuple[str, ...]
    about: str
    missing: str | None
    purpose: str
    mapping_rule: str
    key_facts: tuple[NameValue, ...]
    provenances: tuple[ProvenanceView, ...]
    items: tuple[ItemView, ...]
    anchors: tuple[AnchorsView, ...]
    unread_items: tuple[Item, ...]
    unread_facts: tuple[FactView, ...]
    sources: tuple[SourceView, ...]
    changes: tuple[NameValue, ...]
    licence: str
    correcting: str
    digests: tuple[NameValue, ...]

    @property
    def has_facts(self) -> bool:
        """Say whether any item has a legal fact."""
        return any(provenance.facts for provenance in self.provenances)


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


def view_edition(framework: Framework) -> EditionView:
    """Lay an edition out for a reader."""
    build = _Builder(framework)
    overview = sources_overview(framework)
    facts = tuple(build.fact(item, fact) for item, fact in overview.unverified_facts)
    item_count = Counter(item.provenance for item in framework.items)
    fact_count = Counter(fact.provenance for item in framework.items for fact in item.legal_basis)
    return EditionView(
        title=framework.title,
        subtitle=f"{framework.ref}, revisie {framework.revision}",
        warnings=warning_words(framework),
        about=framework.about.strip(),
        missing=framework.missing,
        purpose=PURPOSE_WORDS[framework.purpose],
        mapping_rule=_mapping_rule(framework),
        key_facts=_key_facts(framework),
        provenances=tuple(
            ProvenanceView(
                p, PROVENANCE_WORDS[p], PROVENANCE_MEANING[p], item_count[p], fact_count[p]
            )
            for p in Provenance
        ),
        items=tuple(build.item(item) for item in framework.children(None)),
        anchors=tuple(
            AnchorsView(title=title, wordings=_wordings(indicators))
            for title, indicators in anchor_groups(framework.anchors)
        ),
        unread_items=overview.unverified_items,
        unread_facts=facts,
        sources=tuple(
            SourceView(
                number=used.number,
                title=used.source.title,
                url=_safe_url(used.source.url),
                details=_source_details(used.source),
                users=tuple({x.item.id: x.item.label for x in used.leanings}.items()),
            )
            for used in overview.sources
        ),
        changes=tuple(
            NameValue(f"Revisie {c.revision}, {date_words(c.date)}", c.note)
            for c in framework.changelog
        ),
        licence=f"{framework.licence.id}. Naamsvermelding: {framework.licence.attribution}.",
        correcting="Klopt iets niet met de praktijk?"
        f" ‘swcompetence frameworks sheet {framework.ref}’ maakt een Excel-blad om woorden en"
        " omschrijvingen te verbeteren; besluiten van lesgevers blijven gelden.",
        digests=(
            NameValue("Items, namen en boom", framework.identity_digest),
            NameValue("Inhoud en woordenschat", framework.vocabulary_digest),
        ),
    )


class _Builder:
    """Knows the numbers of the sources of one edition."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._sources = {s.id: (n, s.title) for n, s in enumerate(framework.sources, start=1)}
        self._deepest = framework.levels.index(framework.mapping_level)

    def item(self, item: Item) -> ItemView:
        below = self._framework.children(item.id)
        parts = [child for child in below if self._is_part(child)]
        gone = item.deprecated
        levels = " en ".join(dict.fromkeys(LEVEL_PLURALS.get(x.level, x.level) for x in parts))
        title = levels[:1].upper() + levels[1:]
        bare = (indicator.model_copy(update={"note": None}) for indicator in item.indicators)
        alone = sum(not indicator_words(indicator) for indicator in bare)
        count = counted(len(item.indicators), "aanwijzing", "aanwijzingen")
        return ItemView(
            item=item,
            status=PROVENANCE_WORDS[item.provenance],
            sources=self._refs(item.sources),
            facts=tuple(self.fact(item, fact) for fact in item.legal_basis),
            own=OWN_WORDS if item.own else None,
            core_task=CoreTaskView(self._refs(item.kerntaak.sources), item.kerntaak.note)
            if item.kerntaak
            else None,
            related=tuple((name, self._framework.item(name).label) for name in item.related),
            gone=deprecation_words(gone) if gone else None,
            successors=tuple(
                (name, self._framework.item(name).label)
                for name in (gone.replaced_by if gone else ())
            ),
            wordings=_wordings(item.indicators),
            wordings_title=f"Woordenschat: {count}, waarvan {alone} zonder voorwaarde",
            children=tuple(self.item(child) for child in below if not self._is_part(child)),
            parts=PartsView(title, tuple(map(self.item, parts))) if parts else None,
        )

    def fact(self, item: Item, fact: LegalFact) -> FactView:
        source = self._ref(fact.source, None) if fact.source else None
        return FactView(item, fact, PROVENANCE_WORDS[fact.provenance], source)

    def _is_part(self, item: Item) -> bool:
        return self._framework.levels.index(item.level) > self._deepest

    def _refs(self, uses: Iterable[SourceUse]) -> tuple[SourceRef, ...]:
        refs = (self._ref(use.source, use.locator) for use in uses)
        return tuple(sorted(refs, key=lambda ref: ref.number))

    def _ref(self, source: str, locator: str | None) -> SourceRef:
        number, title = self._sources[source]
        return SourceRef(number, title, locator)


def _wordings(indicators: Iterable[Indicator]) -> tuple[WordingView, ...]:
    return tuple(WordingView(phrase=i.phrase, condition=indicator_words(i)) for i in indicators)


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


def _key_facts(framework: Framework) -> tuple[NameValue, ...]:
    levels = Counter(item.level for item in framework.items)
    size = ", ".join(level_count(levels[lv], lv) for lv in framework.levels if levels[lv])
    indicators = sum(len(item.indicators) for item in framework.items)
    facts = {
        "Uitgever": framework.publisher,
        "Stand": validity_words(framework),
        "Laatst nagekeken": date_words(framework.last_checked_on),
        "Omvang": size,
        "Woordenschat": counted(indicators, "aanwijzing", "aanwijzingen"),
        "Bronnen": str(len(framework.sources)),
        "Licentie": framework.licence.id,
    }
    return tuple(NameValue(name, value) for name, value in facts.items())


def _safe_url(url: str | None) -> str | None:
    return url if url and url.lower().startswith(("https://", "http://")) else None


def _source_details(source: Source) -> tuple[str, ...]:
    accessed = f"gelezen op {date_words(source.accessed)}" if source.accessed else None
    unsafe = None if _safe_url(source.url) else source.url
    parts = (source.locator, accessed, source.note, unsafe)
    return tuple(part for part in parts if part)

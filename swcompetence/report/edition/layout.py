"""Lay an edition out for a reader: numbers for the sources, words for the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from swcompetence.model import Framework, Indicator, Item, LegalFact, Provenance, Source, SourceUse
from swcompetence.report.edition.sources import sources_overview
from swcompetence.report.edition.view import (
    AnchorsView,
    CoreTaskView,
    EditionView,
    FactView,
    ItemView,
    NameValue,
    PartsView,
    ProvenanceView,
    SourceRef,
    SourceView,
    WordingView,
)
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
from swcompetence.report.findings.wording import counted, date_words


def view_edition(framework: Framework) -> EditionView:
    """Lay an edition out for a reader."""
    build = _Builder(framework)
    overview = sources_overview(framework)
    facts = [build.fact(framework.item(one.item), one.fact) for one in overview.unverified_facts]
    return EditionView(
        title=framework.title,
        subtitle=f"{framework.ref}, revisie {framework.revision}",
        warnings=warning_words(framework),
        about=framework.about.strip(),
        missing=framework.missing,
        purpose=PURPOSE_WORDS[framework.purpose],
        mapping_rule=_mapping_rule(framework),
        key_facts=_key_facts(framework),
        provenances=_provenances(framework),
        items=tuple(build.item(item) for item in framework.children(None)),
        anchors=tuple(
            AnchorsView(title=title, wordings=_wordings(indicators))
            for title, indicators in anchor_groups(framework.anchors)
        ),
        unread_items=tuple((i.id, i.label) for i in overview.unverified_items),
        unread_facts=tuple(facts),
        sources=tuple(
            SourceView(
                number=used.number,
                title=used.source.title,
                url=_safe_url(used.source.url),
                details=_source_details(used.source),
                leanings=used.leanings,
            )
            for used in overview.sources
        ),
        changes=tuple(
            NameValue(name=f"Revisie {c.revision}, {date_words(c.date)}", value=c.note)
            for c in framework.changelog
        ),
        licence=f"{framework.licence.id}. Naamsvermelding: {framework.licence.attribution}.",
        digests=(
            NameValue(name="Items, namen en boom", value=framework.identity_digest),
            NameValue(name="Inhoud en woordenschat", value=framework.vocabulary_digest),
        ),
    )


class _Builder:
    """Knows the numbers of the sources of one edition."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._sources = {s.id: (n, s) for n, s in enumerate(framework.sources, start=1)}
        self._deepest = framework.levels.index(framework.mapping_level)

    def item(self, item: Item) -> ItemView:
        below = self._framework.children(item.id)
        parts = [child for child in below if self._is_part(child)]
        gone = item.deprecated
        return ItemView(
            id=item.id,
            label=item.label,
            level=item.level,
            alt_labels=item.alt_labels,
            definition=item.definition,
            note=item.note,
            provenance=item.provenance,
            status=PROVENANCE_WORDS[item.provenance],
            sources=self._refs(item.sources),
            facts=tuple(self.fact(item, fact) for fact in item.legal_basis),
            own=OWN_WORDS if item.own else None,
            core_task=CoreTaskView(
                sources=self._refs(item.kerntaak.sources), note=item.kerntaak.note
            )
            if item.kerntaak
            else None,
            related=tuple((name, self._framework.item(name).label) for name in item.related),
            gone=deprecation_words(gone) if gone else None,
            successors=tuple(
                (name, self._framework.item(name).label)
                for name in (gone.replaced_by if gone else ())
            ),
            wordings=_wordings(item.indicators),
            wordings_title=_wordings_title(item.indicators),
            not_in=item.not_in,
            children=tuple(self.item(child) for child in below if not self._is_part(child)),
            parts=PartsView(
                title=_parts_title(parts), items=tuple(self.item(child) for child in parts)
            )
            if parts
            else None,
        )

    def fact(self, item: Item, fact: LegalFact) -> FactView:
        return FactView(
            item=item.id,
            label=item.label,
            fact=fact.fact,
            provenance=fact.provenance,
            status=PROVENANCE_WORDS[fact.provenance],
            source=self._ref(fact.source, None) if fact.source else None,
            note=fact.note,
        )

    def _is_part(self, item: Item) -> bool:
        return self._framework.levels.index(item.level) > self._deepest

    def _refs(self, uses: Iterable[SourceUse]) -> tuple[SourceRef, ...]:
        refs = (self._ref(use.source, use.locator) for use in uses)
        return tuple(sorted(refs, key=lambda ref: ref.number))

    def _ref(self, source: str, locator: str | None) -> SourceRef:
        number, found = self._sources[source]
        return SourceRef(number=number, title=found.title, locator=locator)


def _parts_title(parts: Sequence[Item]) -> str:
    levels = dict.fromkeys(LEVEL_PLURALS.get(item.level, item.level) for item in parts)
    title = " en ".join(levels)
    return title[:1].upper() + title[1:]


def _wordings(indicators: Iterable[Indicator]) -> tuple[WordingView, ...]:
    return tuple(WordingView(phrase=i.phrase, condition=indicator_words(i)) for i in indicators)


def _wordings_title(indicators: Sequence[Indicator]) -> str:
    alone = sum(not indicator_words(i.model_copy(update={"note": None})) for i in indicators)
    count = counted(len(indicators), "aanwijzing", "aanwijzingen")
    return f"Woordenschat: {count}, waarvan {alone} zonder voorwaarde"


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
    return tuple(NameValue(name=name, value=value) for name, value in facts.items())


def _provenances(framework: Framework) -> tuple[ProvenanceView, ...]:
    items = Counter(item.provenance for item in framework.items)
    facts = Counter(fact.provenance for item in framework.items for fact in item.legal_basis)
    return tuple(
        ProvenanceView(
            provenance=p,
            words=PROVENANCE_WORDS[p],
            meaning=PROVENANCE_MEANING[p],
            items=items[p],
            facts=facts[p],
        )
        for p in Provenance
    )


def _safe_url(url: str | None) -> str | None:
    return url if url and url.lower().startswith(("https://", "http://")) else None


def _source_details(source: Source) -> tuple[str, ...]:
    accessed = f"gelezen op {date_words(source.accessed)}" if source.accessed else None
    unsafe = None if _safe_url(source.url) else source.url
    parts = (source.locator, accessed, source.note, unsafe)
    return tuple(part for part in parts if part)

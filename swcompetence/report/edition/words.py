"""An edition, its items, grounds and differences in Dutch words, for a screen and a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from swcompetence.analysis.edition.diff import Difference, DiffSection, EditionDiff, EditionName
from swcompetence.matching.items.search import FoundPart
from swcompetence.matching.wordings.trial import Trial
from swcompetence.model import (
    Anchors,
    Completeness,
    Deprecation,
    EditionStatus,
    Framework,
    Indicator,
    IndicatorKind,
    Item,
    LegalFact,
    Provenance,
    Purpose,
    Source,
    SourceUse,
    Strength,
)
from swcompetence.phrasing import counted, single_spaced
from swcompetence.report.findings.wording import STATUS_WORDS, date_words

PROVENANCE_WORDS = {
    Provenance.VERIFIED: "gelezen in de bron",
    Provenance.DERIVED: "afgeleid",
    Provenance.UNVERIFIED: "niet nagekeken",
}
PROVENANCE_MEANING = {
    Provenance.VERIFIED: "De uitspraak staat in de genoemde bron en is daar gelezen.",
    Provenance.DERIVED: "Eigen opsplitsing of samenvatting op basis van de genoemde bronnen.",
    Provenance.UNVERIFIED: "De uitspraak is opgenomen, maar nog niet in een bron gelezen.",
}
PURPOSE_WORDS = {
    Purpose.COVER: "Geen norm zegt welke items een opleiding aan bod moet laten komen. Wat niet"
    " aangetroffen wordt in de fiches, is een vraag aan de opleidingscommissie: hoort het in deze"
    " opleiding thuis?",
    Purpose.COMPARE: "De items zijn alternatieven om met elkaar te vergelijken; een item dat niet"
    " aangetroffen wordt, is geen hiaat.",
}
OWN_WORDS = "eigen aan het OCMW: wie dit onderwijst, onderwijst OCMW-praktijk"
FOUND_WORDS = {
    FoundPart.LABEL: "naam",
    FoundPart.ALT_LABEL: "andere naam",
    FoundPart.DEFINITION: "omschrijving",
    FoundPart.INDICATOR: "indicator",
    FoundPart.CHILD: "onderdeel",
}
LEVEL_PLURALS = {
    "thema": "thema's",
    "competentie": "competenties",
    "gedragsindicator": "gedragsindicatoren",
    "werkveld": "werkvelden",
    "onderdeel": "onderdelen",
    "leerresultaat": "leerresultaten",
    "krachtlijn": "krachtlijnen",
    "bouwsteen": "bouwstenen",
    "cluster": "clusters",
    "deel": "delen",
    "invalshoek": "invalshoeken",
    "element": "elementen",
}
"""Plurals of the levels that are in use; another level keeps its own word."""


def anchor_groups(anchors: Anchors) -> tuple[tuple[str, tuple[Indicator, ...]], ...]:
    """Give the groups of anchors that hold something, each under its Dutch name."""
    groups = (
        ("Plaatst een thema in het OCMW", anchors.ocmw),
        ("Plaatst een thema in het lokaal bestuur", anchors.local_government),
    )
    return tuple((title, indicators) for title, indicators in groups if indicators)


def level_count(number: int, level: str) -> str:
    """Write how many items of a level there are.

    >>> level_count(33, "thema"), level_count(1, "cluster"), level_count(2, "DLR")
    ("33 thema's", '1 cluster', '2 DLR')
    """
    return f"{number} {level if number == 1 else LEVEL_PLURALS.get(level, level)}"


def validity_words(framework: Framework) -> str:
    """Say where an edition stands in its life."""
    until = f" tot en met {date_words(framework.valid_until)}" if framework.valid_until else ""
    status = STATUS_WORDS[framework.status]
    return f"{status}, van kracht sinds {date_words(framework.valid_from)}{until}"


def warning_words(framework: Framework) -> tuple[str, ...]:
    """Say why a reader should be careful with an edition; nothing for one that is in force."""
    warnings = []
    if framework.status is not EditionStatus.CURRENT:
        warnings.append(f"Deze editie is niet de geldige: {STATUS_WORDS[framework.status]}.")
    if framework.completeness is Completeness.PARTIAL:
        warnings.append("Deze editie is onvolledig.")
    return tuple(warnings)


def deprecation_words(gone: Deprecation) -> str:
    """Say since when and why an item is no longer used, without its successors.

    >>> deprecation_words(Deprecation(since="2027.1", why="Dubbel."))
    'Vervallen sinds 2027.1: Dubbel.'
    """
    return f"Vervallen sinds {gone.since}: {gone.why.rstrip('.')}."


def indicator_words(indicator: Indicator) -> str:
    """Say under which conditions a wording counts; empty for a wording that always does.

    >>> indicator_words(Indicator.model_validate({"phrase": "vangnet", "strength": "weak"}))
    'telt alleen mee naast een andere aanwijzing'
    """
    words = []
    if indicator.strength is Strength.WEAK:
        words.append("telt alleen mee naast een andere aanwijzing")
    if indicator.where == "title":
        words.append("enkel in de titel")
    if indicator.kind is IndicatorKind.ABBREVIATION:
        words.append("afkorting")
    if indicator.case_sensitive:
        words.append("let op hoofdletters")
    if indicator.not_near:
        words.append(f"niet in de buurt van: {', '.join(indicator.not_near)}")
    if indicator.shared:
        words.append("ook buiten het OCMW gebruikt")
    if indicator.note:
        words.append(indicator.note)
    return "; ".join(words)


_SECTION_TITLES = {
    DiffSection.CHANGELOG: "Uit het logboek",
    DiffSection.ADDED: "Toegevoegd",
    DiffSection.REMOVED: "Geschrapt",
    DiffSection.DEPRECATED: "Vervallen of terug in gebruik",
    DiffSection.MOVED: "Verplaatst",
    DiffSection.ORDER: "Andere volgorde",
    DiffSection.WORDING: "Anders verwoord",
    DiffSection.MARKS: "Andere merken",
    DiffSection.GROUNDS: "Andere grond",
    DiffSection.SOURCES: "Bronnen van de editie",
    DiffSection.VOCABULARY: "Woordenschat",
    DiffSection.ANCHORS: "Ankertermen",
    DiffSection.FACTS: "Gegevens van de editie",
}
_PART_WORDS = {
    "changelog": "nieuwe regel",
    "level": "niveau",
    "parent": "onder",
    "deprecated.since": "vervallen sinds",
    "deprecated.why": "reden",
    "deprecated.replaced_by": "vervangen door",
    "items": "items",
    "label": "naam",
    "alt_labels": "andere naam",
    "definition": "omschrijving",
    "note": "opmerking",
    "own": "eigen aan het OCMW",
    "kerntaak.sources": "kerntaak volgens bron",
    "kerntaak.note": "kerntaak, opmerking",
    "related": "verwant item",
    "provenance": "herkomst",
    "sources": "bron",
    "legal_basis": "wet",
    "indicators": "indicator",
    "not_in": "telt niet in",
    "anchors.ocmw": "plaatst een thema in het OCMW",
    "anchors.local_government": "plaatst een thema in het lokaal bestuur",
    "title": "titel",
    "about": "wat het is",
    "publisher": "uitgever",
    "status": "stand",
    "completeness": "volledigheid",
    "missing": "wat ontbreekt",
    "valid_from": "van kracht sinds",
    "valid_until": "van kracht tot",
    "last_checked_on": "nagekeken op",
    "licence.id": "licentie",
    "licence.attribution": "licentie, naamsvermelding",
    "levels": "niveau",
    "mapping_level": "koppelniveau",
    "purpose": "doel",
}
"""Of the part of a difference."""
_CODED = frozenset(
    "provenance status legal_basis indicators anchors.ocmw anchors.local_government".split()
)
_CODE = re.compile(r"(?:^|(?<=, ))\w+(?=[,;]|$)")
"""A word of the file format in a coded part."""
_CODE_WORDS = {
    **{provenance.value: words for provenance, words in PROVENANCE_WORDS.items()},
    **{status.value: words for status, words in STATUS_WORDS.items()},
    "weak": "telt alleen mee naast een andere aanwijzing",
    "title": "enkel in de titel",
    "abbreviation": "afkorting",
    "pair": "twee woorden samen",
    "case_sensitive": "let op hoofdletters",
    "not_near": "niet in de buurt van",
    "shared": "ook buiten het OCMW gebruikt",
}
_SHORT = 100
"""Characters of two texts that stand on one line."""


def edition_outline(framework: Framework, *, with_indicators: bool = False) -> str:
    """Give what an edition is, and its tree of items; with its anchors where they are asked for."""
    lines = [
        f"{framework.title} ({framework.ref}, revisie {framework.revision})",
        single_spaced(framework.about),
        *(f"Opgelet: {warning}" for warning in warning_words(framework)),
        *([f"Wat ontbreekt: {single_spaced(framework.missing)}"] if framework.missing else []),
        f"Stand: {validity_words(framework)}.",
        f"Nagekeken op {date_words(framework.last_checked_on)}.",
        f"Licentie: {framework.licence.id} ({framework.licence.attribution}).",
        "",
        *_branch(framework, None, 0),
    ]
    for title, indicators in anchor_groups(framework.anchors) if with_indicators else ():
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


def item_in_words(framework: Framework, item: Item, *, with_indicators: bool = False) -> str:
    """Give one item with its grounds and its parts; with its indicators where they are asked for.

    Who labels courses by hand has to read the definition alone.
    """
    lines = [f"{item.label} ({framework.item_ref(item)}, {item.level})"]
    if item.deprecated:
        lines.append(deprecation_words(item.deprecated))
        lines += [
            f"  vervangen door: {name}  {framework.item(name).label}"
            for name in item.deprecated.replaced_by
        ]
    lines += [single_spaced(item.definition)] if item.definition else []
    lines += [f"Ook genoemd: {', '.join(item.alt_labels)}"] if item.alt_labels else []
    lines += [f"Herkomst: {PROVENANCE_WORDS[item.provenance]}", *_uses(framework, item.sources)]
    for fact in item.legal_basis:
        source = f"bron {fact.source}" if fact.source else None
        grounds = (PROVENANCE_WORDS[fact.provenance], source, fact.note)
        lines.append(f"  wet: {fact.fact} [{'; '.join(part for part in grounds if part)}]")
    lines += [f"Merk: {OWN_WORDS}"] if item.own else []
    if item.kerntaak:
        note = f" ({item.kerntaak.note})" if item.kerntaak.note else ""
        lines += [f"Kerntaak van de sociale dienst{note}"]
        lines += _uses(framework, item.kerntaak.sources)
    lines += [f"Opmerking: {item.note}"] if item.note else []
    lines += [f"  verwant: {name}  {framework.item(name).label}" for name in item.related]
    lines += [f"  onderdeel: {child.id}  {child.label}" for child in framework.children(item.id)]
    if with_indicators:
        lines += [f"  indicator: {_indicator(indicator)}" for indicator in item.indicators]
        lines += [f"  telt niet in: {phrase}" for phrase in item.not_in]
    elif item.indicators:
        count = counted(len(item.indicators), "indicator", "indicatoren")
        lines.append(f"  {count}: zie --indicators")
    return "\n".join(lines)


def _indicator(indicator: Indicator) -> str:
    condition = indicator_words(indicator)
    return indicator.phrase + (f" [{condition}]" if condition else "")


def _uses(framework: Framework, uses: Iterable[SourceUse]) -> Iterator[str]:
    sources = {source.id: source for source in framework.sources}
    for use in uses:
        source = sources[use.source]
        place = ", ".join(part for part in (use.locator, source.locator, source.url) if part)
        yield f"  bron: {source.title}" + (f" ({place})" if place else "")


def changelog_in_words(framework: Framework) -> str:
    """Give the changelog of an edition, the newest line first."""
    newest = sorted(framework.changelog, key=lambda change: (change.revision, change.date))
    lines = [f"{framework.title} ({framework.ref}, revisie {framework.revision})"]
    lines += [
        f"  revisie {change.revision}, {date_words(change.date)}: {single_spaced(change.note)}"
        for change in reversed(newest)
    ]
    return "\n".join(lines)


def diff_in_words(diff: EditionDiff) -> str:
    """Describe every difference, the weightiest first."""
    lines = [f"Van {_edition(diff.old)} naar {_edition(diff.new)}", _verdict(diff)]
    for section, in_section in groupby(diff.differences, key=lambda row: row.section):
        items = [(id_, list(rows)) for id_, rows in groupby(in_section, key=lambda row: row.id)]
        count = sum(1 if id_ else len(rows) for id_, rows in items)
        lines += ["", f"{_SECTION_TITLES[section]} ({count})"]
        for id_, rows in items:
            lines += [f"  {id_}  {rows[0].label}"] if id_ else []
            lines += [f"{'    ' if id_ else '  '}{line}" for line in _difference_lines(rows)]
    return "\n".join(lines)


def _difference_lines(rows: Iterable[Difference]) -> Iterator[str]:
    """Say what came and went of a part on one line, and set what changed side by side."""
    for (part, sign), alike in groupby(rows, key=lambda row: (row.part, _sign(row))):
        name = _PART_WORDS.get(part, part)
        pairs = [(_value_words(part, row.old), _value_words(part, row.new)) for row in alike]
        if sign:
            yield f"{sign} {name}: {'; '.join(new or old for old, new in pairs)}"
            continue
        for old, new in pairs:
            if old != new and sorted(old.split("; ")) == sorted(new.split("; ")):
                yield f"{name}: dezelfde, in een andere volgorde"
            elif len(old) + len(new) <= _SHORT:
                yield f"{name}: was ‘{old}’, nu ‘{new}’"
            else:
                yield from (name, f"  was: {old}", f"  nu:  {new}")


def _sign(row: Difference) -> str:
    return "+" if row.old is None else "-" if row.new is None else ""


def _value_words(part: str, text: str | None) -> str:
    line = single_spaced(text or "")
    if part not in _CODED:
        return line
    return _CODE.sub(lambda code: _CODE_WORDS.get(code[0], code[0]), line)


def _edition(name: EditionName) -> str:
    return f"{name.ref} (revisie {name.revision})"


def _verdict(diff: EditionDiff) -> str:
    if diff.old.ref.id != diff.new.ref.id:
        return "Let op: dit zijn twee verschillende kaders, geen twee edities van één kader."
    if diff.is_empty:
        return "Geen verschil in items, inhoud of woordenschat."
    if diff.is_correction:
        return (
            "De items, hun namen en hun plaats zijn dezelfde; wat erbij staat is verbeterd."
            " Een nieuwe revisie volstaat en beslissingen blijven gelden."
        )
    if diff.changes_identity:
        return (
            "De items, hun namen of hun plaats verschillen."
            " Na een uitgave hoort daar een nieuwe versie bij."
        )
    return "De items zijn dezelfde; alleen gegevens over de editie verschillen."


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


def sources_in_words(framework: Framework) -> str:
    """Say what leans on each source of an edition, unused sources and unread statements last."""
    overview = sources_overview(framework)
    lines: list[str] = []
    for used in overview.sources:
        if used.leanings:
            lines += [
                *_source_lines(used),
                *(f"     - {_leaning(leaning)}" for leaning in used.leanings),
            ]
    unused = [used for used in overview.sources if not used.leanings]
    if unused:
        lines += ["", f"Bronnen waarop geen enkel item steunt ({len(unused)})"]
        lines += [line for used in unused for line in _source_lines(used)]
    lines += ["", *_unread_lines(overview)]
    return "\n".join(lines).strip("\n")


def _source_lines(used: SourceUsed) -> list[str]:
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


def _unread_lines(overview: SourcesOverview) -> list[str]:
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


def trials_in_words(framework: Framework, trials: Sequence[Trial]) -> Iterator[str]:
    """Say of every indicator what it finds in a list, under the item that it is looked up for."""
    for name, group in groupby(trials, key=lambda trial: trial.item):
        tried = list(group)
        finds = counted(len(tried), "indicator", "indicatoren")
        finding = sum(trial.mentions > 0 for trial in tried)
        yield f"{name}  {framework.item(name).label}: {finding} van {finds} gevonden"
        for trial in tried:
            phrase = f"{trial.phrase}, enkel in de titel" if trial.title_only else trial.phrase
            if trial.mentions:
                courses = counted(len(trial.courses), "opleidingsonderdeel", "opleidingsonderdelen")
                times = f"{courses}, {trial.mentions} keer"
                yield f"  + {phrase}  ({times}; {trial.courses[0]} {trial.example})"
            else:
                meant = ", ".join(f"‘{near}’ voor ‘{word}’" for word, near in trial.near)
                yield f"  - {phrase}  (niets)" + (f"  Bedoelde u {meant}?" if meant else "")

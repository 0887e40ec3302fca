"""An edition, its items, its grounds and its differences as plain text, for a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from swcompetence.analysis.edition.diff import (
    EditionDiff,
    EditionName,
    RemarkedItem,
    ResourcedItem,
    RewordedItem,
    SourceChange,
    TextChange,
    VocabularyChange,
)
from swcompetence.matching.trial import Trial
from swcompetence.model import Framework, Indicator, Item, LegalFact, SourceUse
from swcompetence.phrasing import counted, single_spaced
from swcompetence.report.edition.view import Leaning, SourcesOverview, SourceUsed, sources_overview
from swcompetence.report.edition.words import (
    OWN_WORDS,
    PROVENANCE_WORDS,
    anchor_groups,
    deprecation_words,
    indicator_words,
    validity_words,
    warning_words,
)
from swcompetence.report.findings.wording import date_words

_DETAIL_WORDS = {
    "title": "titel",
    "about": "wat het is",
    "publisher": "uitgever",
    "status": "stand",
    "completeness": "volledigheid",
    "missing": "wat ontbreekt",
    "valid_from": "van kracht sinds",
    "valid_until": "van kracht tot",
    "last_checked_on": "nagekeken op",
    "licence": "licentie",
    "levels": "niveaus",
    "mapping_level": "koppelniveau",
    "purpose": "doel",
}
_PART_WORDS = {
    "label": "naam",
    "alt_labels": "andere namen",
    "definition": "omschrijving",
    "note": "opmerking",
    "own": "eigen aan het OCMW",
    "kerntaak": "kerntaak",
    "related": "verwante items",
}
_Section = tuple[str, int, Iterable[str]]
"""Title, how many differences it holds, and its lines."""


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
    for title, count, body in _sections(diff):
        if count:
            lines += ["", f"{title} ({count})", *(f"  {line}" for line in body)]
    return "\n".join(lines)


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


def _sections(diff: EditionDiff) -> Iterator[_Section]:
    yield "Uit het logboek", len(diff.changes), (f"{c.date}: {c.note}" for c in diff.changes)
    added = (
        f"{i.id}  {i.label} ({i.level}{f', onder {i.parent}' if i.parent else ''})"
        for i in diff.added
    )
    yield "Toegevoegd", len(diff.added), added
    removed = (
        f"{i.id}  {i.label} ({i.level}): {_successors(i.why, i.replaced_by)}" for i in diff.removed
    )
    yield "Geschrapt", len(diff.removed), removed
    deprecated = (
        f"{i.id}  {i.label}: "
        + (_successors(i.new.why, i.new.replaced_by) if i.new else "weer in gebruik")
        for i in diff.deprecated
    )
    yield "Vervallen of terug in gebruik", len(diff.deprecated), deprecated
    moved = (
        f"{i.id}  {i.label}: van {_place(i.old_parent, i.old_level)}"
        f" naar {_place(i.new_parent, i.new_level)}"
        for i in diff.moved
    )
    yield "Verplaatst", len(diff.moved), moved
    order = ["Dezelfde items staan in een andere volgorde."]
    yield "Andere volgorde", int(diff.is_reordered), order
    reworded = _texts((item, item.texts) for item in diff.reworded)
    yield "Anders verwoord", len(diff.reworded), reworded
    remarked = _texts((item, item.marks) for item in diff.remarked)
    yield "Andere merken", len(diff.remarked), remarked
    grounds = (line for item in diff.resourced for line in _resourced(item))
    yield "Andere grond", len(diff.resourced), grounds
    yield "Bronnen van de editie", len(diff.sources), map(_source_change, diff.sources)
    words = (line for item in diff.vocabulary for line in _vocabulary(item))
    yield "Woordenschat", len(diff.vocabulary), words
    anchors = (line for group in diff.anchors for line in _vocabulary(group))
    yield "Ankertermen", len(diff.anchors), anchors
    facts = (
        line
        for fact in diff.facts
        for line in (_DETAIL_WORDS[fact.name], *_was_now(fact.old, fact.new))
    )
    yield "Gegevens van de editie", len(diff.facts), facts


def _place(parent: str | None, level: str) -> str:
    return f"{parent or 'de top'} ({level})"


def _successors(why: str | None, replaced_by: tuple[str, ...]) -> str:
    instead = f"vervangen door {', '.join(replaced_by)}" if replaced_by else "geen opvolger"
    return f"{instead}. {why}" if why else instead


def _was_now(old: str | None, new: str | None) -> Iterator[str]:
    for when, text in (("was: ", old), ("nu:  ", new)):
        yield f"  {when}{single_spaced(text) if text else '(niets)'}"


def _texts(
    items: Iterable[tuple[RewordedItem | RemarkedItem, Iterable[TextChange]]],
) -> Iterator[str]:
    for item, texts in items:
        yield f"{item.id}  {item.label}"
        for text in texts:
            yield f"  {_PART_WORDS[text.part]}"
            yield from (f"  {line}" for line in _was_now(text.old, text.new))


def _resourced(item: ResourcedItem) -> Iterator[str]:
    yield f"{item.id}  {item.label}"
    if item.old_provenance is not item.new_provenance:
        old, new = (PROVENANCE_WORDS[p] for p in (item.old_provenance, item.new_provenance))
        yield f"  herkomst: van ‘{old}’ naar ‘{new}’"
    named = {
        "+ bron": item.sources_added,
        "- bron": item.sources_removed,
        "+ wet": tuple(_fact_words(fact) for fact in item.facts_added),
        "- wet": tuple(_fact_words(fact) for fact in item.facts_removed),
    }
    lines = [f"  {sign} {text}" for sign, texts in named.items() for text in texts]
    yield from lines
    if not lines and item.old_provenance is item.new_provenance:
        yield "  dezelfde bronnen, in een andere volgorde"


def _fact_words(fact: LegalFact) -> str:
    named = [PROVENANCE_WORDS[fact.provenance], fact.source, fact.note]
    return f"{fact.fact} [{'; '.join(part for part in named if part)}]"


def _source_change(change: SourceChange) -> str:
    if change.old is None:
        return f"+ {change.id}: {change.new}"
    if change.new is None:
        return f"- {change.id}: {change.old}"
    return f"~ {change.id}: was ‘{change.old}’, nu ‘{change.new}’"


def _vocabulary(item: VocabularyChange) -> Iterator[str]:
    yield f"{item.id}  {item.label}"
    named = {
        "+": item.added,
        "-": item.removed,
        "~": tuple(f"{phrase}  (andere voorwaarden)" for phrase in item.changed),
        "+ telt niet in:": item.not_in_added,
        "- telt niet in:": item.not_in_removed,
    }
    lines = [f"  {sign} {phrase}" for sign, phrases in named.items() for phrase in phrases]
    yield from lines or ["  dezelfde woorden, in een andere volgorde"]


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

"""A comparison of lists: the chapter of a gap report, and a publication of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from swcompetence.analysis.comparison.comparison import (
    Comparison,
    FrameworkComparison,
    NotComparable,
    PlatformCount,
    Step,
)
from swcompetence.analysis.finding import Finding
from swcompetence.phrasing import counted, decimal
from swcompetence.report.document.block import (
    Chapter,
    ColumnRole,
    Prose,
    Publication,
    ReportCell,
    ReportColumn,
    ReportTable,
    Subsection,
    Tone,
    cells,
)
from swcompetence.report.document.cells import FINDING_TONES
from swcompetence.report.findings.wording import FINDING_WORDS
from swcompetence.review.sheet import NO_CONTEXT

_UNKNOWN = "niet te vergelijken"
"""What is said of an item where a list was mapped onto something else."""
_FEW = "te weinig hogescholen"
_NO_PLATFORM = "op geen bekend platform"
_READING = (
    "Hier staat naast elkaar wat de fiches van deze lijsten tonen; het zegt niets over de"
    " lessen zelf. Bevestigd en voorgesteld worden nooit opgeteld tot een oordeel: een voorstel"
    " komt van de software en is door niemand bevestigd. Lees eerst waarin de lijsten zelf"
    " verschillen."
)
_STEP_RULE = (
    "Erbij en weg: koppelingen (bevestigd of voorgesteld) die maar één van beide lijsten heeft."
    " Opleidingsonderdelen zijn dezelfde als hun tekst gelijk is; ‘herkend’ is een gok op titel en"
    " tekst, nooit op code. Enkel items van een kader dat beide lijsten gebruiken, tellen mee."
)
_ITEMS_NOTE = "Per lijst de beste bevinding van elk kaderitem, over alle fiches."
_COURSES_NOTE = (
    "Wat in de ene lijst staat en in de andere niet herkend werd. Een opleidingsonderdeel dat een"
    " andere titel én een andere tekst kreeg, staat hier twee keer."
)
_PLATFORMS_NOTE = (
    "Van elke opleiding telt enkel de nieuwste lijst. ‘2 van 3 (1 bevestigd)’: in twee van de drie"
    " opleidingen is het item bevestigd of voorgesteld, in één daarvan bevestigd. Welke hogeschool"
    " bij welk platform hoort, staat in platforms.yaml (naar een bron van januari 2020), of in het"
    " bestand dat met --platforms gegeven is."
)
_BRIDGES_NOTE = (
    "Tussen edities langs vervangen items, tussen kaders langs de meegeleverde crosswalks. Enkel"
    " hetzelfde en bijna hetzelfde tellen mee; ruimer, enger en verwant niet."
)
_STATES = {
    finding: ReportCell(FINDING_WORDS[finding], FINDING_TONES[finding])
    if finding
    else ReportCell(_UNKNOWN, Tone.UNJUDGED)
    for finding in (*FINDING_WORDS, None)
}
"""What a list shows of an item."""
_SHOWN = (Finding.CORE_CONFIRMED, Finding.CORE_PROPOSED)
_NOT_COMPARABLE = {
    NotComparable.FRAMEWORK: "niet elke lijst is met OCMW-praktijk gekoppeld",
    NotComparable.EDITION: "ze zijn met verschillende edities gekoppeld",
    NotComparable.BASE: "de lijsten hebben geen vergelijkbare basis",
    NotComparable.REVIEW: "ze zijn niet even ver nagekeken",
}
_COLUMNS = {
    label: ReportColumn(label, role, width)
    for role, width, labels in (
        (ColumnRole.ABOUT, 34, ("Lijst", "Platform", "Kaderitem")),
        (ColumnRole.ABOUT, 46, ("Opleidingsonderdeel",)),
        (ColumnRole.CHOICE, 26, ("Kader", "Cluster", "Gekoppeld met", "Gelezen als", "Telt mee?")),
        (ColumnRole.CHOICE, 20, ("Van", "Naar", "Stand", "Verschil")),
        (ColumnRole.CHOICE, 12, ("Wat",)),
        (ColumnRole.CHOICE, 30, ("Omdat",)),
        (ColumnRole.TEXT, 22, ("Nagekeken", "Lijsten")),
        (ColumnRole.TEXT, 40, ("Item", "Staat voor")),
        (ColumnRole.MINOR, 16, ("Code",)),
        (ColumnRole.MINOR, 36, ("Verwijzing",)),
        (ColumnRole.CREDITS, 22, ("Studiepunten", "Omvang", "Woorden per studiepunt", "Basis")),
        (ColumnRole.CREDITS, 9, ("Stp.",)),
    )
    for label in labels
}
"""What the columns hold; the others hold counts."""


def comparison_chapter(comparison: Comparison) -> Chapter:
    """Put the lists side by side in a gap report."""
    items = Subsection("Item per item", (_items(comparison),), is_folded=True)
    parts = (*_overview(comparison), items)
    return Chapter("vergelijking", "Vergelijking", "Vergelijking", parts, frozen=1)


def publication_of_comparison(
    comparison: Comparison, *, date: dt.date | None, tool_version: str
) -> Publication:
    """Tell a comparison by itself."""
    decided = sum(side.decided for side in comparison.lists)
    asked = sum(side.asked for side in comparison.lists)
    about = _about(comparison)
    heading = "Vergelijking: wat de fiches van elke lijst tonen"
    items = _items(comparison)
    return Publication(
        title=f"Vergelijking {about}",
        kind="Vergelijking: wat de fiches van verschillende lijsten tonen, naast elkaar",
        about=about,
        banner=f"{decided} van {counted(asked, 'voorstel', 'voorstellen')} nagekeken, over alle"
        " lijsten samen",
        is_done=decided == asked,
        day=date,
        maker=f"swcompetence {tool_version}",
        chapters=(
            Chapter("samenvatting", "Samenvatting", heading, _overview(comparison), frozen=1),
            _chapter("Kaderitems", "Kaderitems: wat elke lijst toont", _ITEMS_NOTE, items),
            *([_changes(comparison), _courses(comparison)] if comparison.steps else []),
            *([_platforms(comparison)] if _has_tallies(comparison) else []),
            *([_bridges(comparison)] if comparison.bridges else []),
        ),
    )


def overview_tables(comparison: Comparison) -> Iterator[ReportTable]:
    """Give the lists, the findings per framework, the steps between years and the platforms."""
    yield _table(
        "Vergeleken",
        "Lijsten",
        (
            *("Lijst", "Opleidingsonderdelen", "Studiepunten", "Omvang", "Trajecten"),
            *("Woorden per studiepunt", "Nagekeken"),
        ),
        (
            (
                *(side.name, side.courses, side.credits, side.nominal_credits or "onbekend"),
                *(len(side.tracks), side.words_per_credit or "onbekend"),
                f"{side.decided} van {side.asked}",
            )
            for side in comparison.lists
        ),
    )
    if comparison.content:
        amounts = {
            "in de context van OCMW of lokaal bestuur": [c.explicit for c in comparison.content],
            "algemene basis": [c.general for c in comparison.content],
            NO_CONTEXT: [c.undetermined for c in comparison.content],
        }
        if not any(amount.high for amount in amounts[NO_CONTEXT]):
            del amounts[NO_CONTEXT]
        yield _table(
            "VergelekenInhoud",
            "OCMW-inhoud naar tekst, in studiepunten (laag, verwacht, hoog)",
            ("Lijst", "Basis", *amounts),
            (
                (
                    *(side.name, content.base_credits),
                    *(
                        " / ".join(map(decimal, (amount.low, amount.expected, amount.high)))
                        for amount in of_lists
                    ),
                )
                for side, content, *of_lists in zip(
                    comparison.lists, comparison.content, *amounts.values(), strict=True
                )
            ),
        )
    for number, framework in enumerate(comparison.frameworks, 1):
        known = all(state.finding for row in framework.items for state in row.states)
        findings = [finding for finding in _STATES if finding or not known]
        yield _table(
            f"VergelekenKader{number}",
            f"{framework.title} ({len(framework.items)} items)",
            ("Lijst", *(_STATES[finding].text for finding in findings)),
            (
                (side.name, *(framework.count(place, finding) for finding in findings))
                for place, side in enumerate(comparison.lists)
            ),
        )
    if comparison.steps:
        yield _table(
            "VergelekenJaren",
            "Van jaar tot jaar",
            (
                *("Van", "Naar", "zelfde tekst", "herkend", "nieuw", "verdwenen"),
                *("koppelingen gebleven", "erbij", "weg", "items erbij", "items weg"),
            ),
            (
                (
                    *_names(comparison, step),
                    *(step.same_courses, step.changed_courses),
                    *(len(step.new_courses), len(step.gone_courses)),
                    *(step.kept_links, len(step.gained), len(step.lost)),
                    sum(item.old not in _SHOWN and item.new in _SHOWN for item in step.items),
                    sum(item.old in _SHOWN and item.new not in _SHOWN for item in step.items),
                )
                for step in comparison.steps
            ),
        )
    yield _table(
        "VergelekenPlatforms",
        "Per regionaal platform: items die in minstens één opleiding bevestigd of voorgesteld zijn"
        " (nieuwste lijst van elke)",
        ("Platform", "Lijsten", *(framework.ref.id for framework in comparison.frameworks)),
        (
            (
                platform.name or _NO_PLATFORM,
                ", ".join(comparison.lists[place].name for place in platform.lists),
                *(_shown_on(framework, number) for framework in comparison.frameworks),
            )
            for number, platform in enumerate(comparison.platforms)
        ),
    )


def comparison_notes(comparison: Comparison) -> Iterator[str]:
    """Say how steps are read, what was added by a word alone, why no content is compared."""
    if comparison.not_comparable:
        whys = "; ".join(_NOT_COMPARABLE[why] for why in comparison.not_comparable)
        yield f"De OCMW-inhoud van de lijsten staat niet naast elkaar: {whys}."
    if comparison.steps:
        yield _STEP_RULE
    for step in comparison.steps:
        for change in step.context_added:
            words = " en ".join(f"‘{word}’" for word in dict.fromkeys(change.words))
            yield (
                f"In ‘{change.title}’ ({comparison.lists[step.new].name}) kwam voor"
                f" ‘{change.label}’ enkel {words} bij. De leerstof bleef dezelfde; vraag welke"
                " leeruitkomst, opdracht of toets erbij hoort."
            )
    yield "Dit alles gaat over de fiches: niet aangetroffen is niet hetzelfde als niet onderwezen."


def _overview(comparison: Comparison) -> tuple[Subsection, ...]:
    cautions = Prose(tuple(caution.text for caution in comparison.cautions), "list")
    if not comparison.cautions:
        cautions = Prose(("Geen verschillen in lengte, trajecten, teksten, nazicht of kaders.",))
    return (
        Subsection("", (Prose((_READING,)),)),
        Subsection("Waarin de lijsten zelf verschillen", (cautions,)),
        *(Subsection(table.title, (table,)) for table in overview_tables(comparison)),
        Subsection("", (Prose(tuple(comparison_notes(comparison)), "note"),)),
    )


def _about(comparison: Comparison) -> str:
    """Name the lists on one line."""
    names = [side.name for side in comparison.lists]
    first = comparison.lists[0]
    programmes = {(side.college, side.programme) for side in comparison.lists}
    known = [part for part in (first.programme, first.college) if part]
    start = f"{', '.join(known)}: " if len(programmes) == 1 and known else ""
    return f"{start}{', '.join(names[:-1])} en {names[-1]}"


def _table(
    name: str,
    title: str,
    columns: Iterable[str | ReportColumn],
    rows: Iterable[Iterable[ReportCell | str | float | None]],
) -> ReportTable:
    """Give a table of which a column is known by its label."""
    known = (
        _COLUMNS.get(column, ReportColumn(column, ColumnRole.COUNT, 22))
        if isinstance(column, str)
        else column
        for column in columns
    )
    filled = tuple(cells(*row) for row in rows)
    return ReportTable(name, title, tuple(known), filled, is_listed=False)


def _chapter(
    title: str, heading: str, note: str, table: ReportTable, *below: str, frozen: int = 1
) -> Chapter:
    """Give a chapter about one long list."""
    blocks = (Prose((note,), "note"), table._replace(is_listed=True), Prose(below, "note"))
    anchor = title.lower().replace(" ", "-")
    return Chapter(anchor, title, heading, (Subsection("", blocks),), is_wide=True, frozen=frozen)


def _names(comparison: Comparison, step: Step) -> tuple[str, str]:
    return comparison.lists[step.old].name, comparison.lists[step.new].name


def _shown_on(framework: FrameworkComparison, platform: int) -> str:
    tallies = [row.platforms[platform] for row in framework.items]
    shown = sum(tally is not None and tally.confirmed + tally.proposed > 0 for tally in tallies)
    return f"{shown} van {len(tallies)}" if all(tallies) else _FEW


def _items(comparison: Comparison) -> ReportTable:
    return _table(
        "PerLijst",
        "Bevinding van elk kaderitem in elke lijst",
        (
            *("Kaderitem", "Kader", "Cluster"),
            *(
                ReportColumn(f"Bevinding {side.name}", ColumnRole.CHOICE, 22)
                for side in comparison.lists
            ),
            *("Verschil", "Verwijzing"),
        ),
        (
            (
                *(ReportCell(row.label, item=row.item), framework.title, row.group),
                *(_STATES[state.finding] for state in row.states),
                *(_difference({state.finding for state in row.states}), row.item),
            )
            for framework in comparison.frameworks
            for row in framework.items
        ),
    )


def _difference(findings: set[Finding | None]) -> str:
    if len(findings - {None}) > 1:
        return "verschilt"
    return "niet alles te vergelijken" if None in findings else "gelijk"


def _changes(comparison: Comparison) -> Chapter:
    table = _table(
        "ErbijEnWeg",
        "Koppelingen die erbij kwamen of wegvielen",
        (
            *("Van", "Naar", "Wat", "Kaderitem", "Verwijzing"),
            *("Code", "Opleidingsonderdeel", "Stand", "Omdat"),
        ),
        (
            (
                *(*_names(comparison, step), change),
                *(link.label, link.item, link.code, link.title),
                *("bevestigd" if link.is_confirmed else "voorgesteld", link.cause),
            )
            for step in comparison.steps
            for change, links in (("erbij", step.gained), ("weg", step.lost))
            for link in links
        ),
    )
    heading = "Erbij en weg: koppelingen tussen opeenvolgende lijsten"
    return _chapter("Erbij en weg", heading, _STEP_RULE, table, frozen=3)


def _courses(comparison: Comparison) -> Chapter:
    table = _table(
        "NieuwEnVerdwenen",
        "Opleidingsonderdelen per stap",
        ("Van", "Naar", "Wat", "Code", "Opleidingsonderdeel", "Stp."),
        (
            (*_names(comparison, step), change, course.code, course.title, course.credits)
            for step in comparison.steps
            for change, courses in (("nieuw", step.new_courses), ("verdwenen", step.gone_courses))
            for course in courses
        ),
    )
    heading = "Opleidingsonderdelen die nieuw zijn of verdwenen"
    return _chapter("Opleidingsonderdelen", heading, _COURSES_NOTE, table, frozen=3)


def _has_tallies(comparison: Comparison) -> bool:
    """Say whether any platform has enough colleges to count, or work points to name."""
    tallies = (t for f in comparison.frameworks for row in f.items for t in row.platforms)
    return any(tallies) or any(platform.priorities for platform in comparison.platforms)


def _platforms(comparison: Comparison) -> Chapter:
    names = [platform.name or _NO_PLATFORM for platform in comparison.platforms]
    table = _table(
        "PerPlatform",
        "Kaderitems per regionaal platform",
        (
            *("Kaderitem", "Kader", "Cluster"),
            *(ReportColumn(name, ColumnRole.CHOICE, 26) for name in names),
        ),
        (
            (row.label, framework.title, row.group, *map(_tally_words, row.platforms))
            for framework in comparison.frameworks
            for row in framework.items
        ),
    )
    priorities = (
        f"Werkpunten van platform {platform.name}: {'; '.join(platform.priorities)}."
        for platform in comparison.platforms
        if platform.priorities
    )
    heading = "Platforms: hoeveel opleidingen tonen een kaderitem"
    return _chapter("Platforms", heading, _PLATFORMS_NOTE, table, *priorities)


def _tally_words(count: PlatformCount | None) -> str:
    """Say how many programmes of a platform show an item."""
    if count is None:
        return _FEW
    if not count.comparable:
        return _UNKNOWN
    shown = count.confirmed + count.proposed
    share = f"{shown} van {count.comparable}"
    return f"{share} ({count.confirmed} bevestigd)" if shown else share


def _bridges(comparison: Comparison) -> Chapter:
    table = _table(
        "Bruggen",
        "Hoe items van andere edities gelezen zijn",
        ("Lijst", "Gekoppeld met", "Gelezen als", "Telt mee?", "Item", "Staat voor"),
        (
            (comparison.lists[bridge.place].name, bridge.source, bridge.target, *pair)
            for bridge in comparison.bridges
            for pair in (
                *((f"ja: {pair.how}", pair.old, pair.new) for pair in bridge.counted),
                *((f"nee: {pair.how}", pair.old, pair.new) for pair in bridge.approximate),
                *(("nee: geen tegenhanger", item, None) for item in bridge.unbridged),
                *(("nee: hier niet gevraagd", None, item) for item in bridge.unasked),
            )
        ),
    )
    return _chapter("Bruggen", "Bruggen tussen edities en kaders", _BRIDGES_NOTE, table)

"""A comparison in Dutch words and a few tables, for the screen and every file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from swcompetence.analysis.comparison.comparison import (
    Comparison,
    FrameworkComparison,
    NotComparable,
    PlatformCount,
    Step,
)
from swcompetence.analysis.finding import Finding
from swcompetence.phrasing import decimal
from swcompetence.report.findings.wording import FINDING_WORDS

UNKNOWN = "niet te vergelijken"
"""What is said of an item where a list was mapped onto something else."""
NO_PLATFORM = "op geen bekend platform"
STEP_RULE = (
    "Erbij en weg: koppelingen (bevestigd of voorgesteld) die maar één van beide lijsten heeft."
    " Opleidingsonderdelen zijn dezelfde als hun tekst gelijk is; ‘herkend’ is een gok op titel en"
    " tekst, nooit op code. Enkel items van een kader dat beide lijsten gebruiken, tellen mee."
)
_SHOWN = (Finding.CORE_CONFIRMED, Finding.CORE_PROPOSED)
_NOT_COMPARABLE = {
    NotComparable.FRAMEWORK: "niet elke lijst is met OCMW-praktijk gekoppeld",
    NotComparable.EDITION: "ze zijn met verschillende edities gekoppeld",
    NotComparable.BASE: "de lijsten hebben geen vergelijkbare basis",
    NotComparable.REVIEW: "ze zijn niet even ver nagekeken",
}


class TextTable(NamedTuple):
    """A table with a title; every row is as long as the headers."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def state_words(finding: Finding | None) -> str:
    """Say what the sheets show of an item."""
    return FINDING_WORDS[finding] if finding else UNKNOWN


def platform_words(count: PlatformCount | None) -> str:
    """Say how many programmes of a platform show an item."""
    if count is None:
        return "te weinig hogescholen"
    if not count.comparable:
        return UNKNOWN
    shown = count.confirmed + count.proposed
    if not shown:
        return f"0 van {count.comparable}"
    return f"{shown} van {count.comparable} ({count.confirmed} bevestigd)"


def step_words(comparison: Comparison, step: Step) -> tuple[str, str]:
    """Name the two lists of a step."""
    return comparison.lists[step.old].name, comparison.lists[step.new].name


def title_of(comparison: Comparison) -> str:
    """Name the lists on one line."""
    names = [side.name for side in comparison.lists]
    first = comparison.lists[0]
    about = {(side.college, side.programme) for side in comparison.lists}
    known = [part for part in (first.programme, first.college) if part]
    start = f"{', '.join(known)}: " if len(about) == 1 and known else ""
    return f"{start}{', '.join(names[:-1])} en {names[-1]}"


def comparison_tables(comparison: Comparison) -> Iterator[TextTable]:
    """Give the lists, the findings per framework, the steps between years and the platforms."""
    yield TextTable(
        "Lijsten",
        (
            *("Lijst", "Opleidingsonderdelen", "Studiepunten", "Omvang", "Trajecten"),
            *("Woorden per studiepunt", "Nagekeken"),
        ),
        tuple(
            (
                *(side.name, str(side.courses), decimal(side.credits)),
                decimal(side.nominal_credits) if side.nominal_credits else "onbekend",
                str(len(side.tracks)),
                decimal(side.words_per_credit) if side.words_per_credit else "onbekend",
                f"{side.decided} van {side.asked}",
            )
            for side in comparison.lists
        ),
    )
    if comparison.content:
        yield _content(comparison)
    for framework in comparison.frameworks:
        yield _findings(comparison, framework)
    if comparison.steps:
        yield TextTable(
            "Van jaar tot jaar",
            (
                *("Van", "Naar", "zelfde tekst", "herkend", "nieuw", "verdwenen"),
                *("koppelingen gebleven", "erbij", "weg", "items erbij", "items weg"),
            ),
            tuple(
                (*step_words(comparison, step), *map(str, _step_counts(step)))
                for step in comparison.steps
            ),
        )
    yield _platforms(comparison)


def comparison_notes(comparison: Comparison) -> Iterator[str]:
    """Give the sentences without which the figures would say too much."""
    yield from content_notes(comparison)
    for caution in comparison.cautions:
        yield f"Let op: {caution.text}"
    yield "Dit alles gaat over de fiches: niet aangetroffen is niet hetzelfde als niet onderwezen."


def content_notes(comparison: Comparison) -> Iterator[str]:
    """Say how steps are read, what was added by a word alone, why no content is compared."""
    if comparison.not_comparable:
        whys = "; ".join(_NOT_COMPARABLE[why] for why in comparison.not_comparable)
        yield f"De OCMW-inhoud van de lijsten staat niet naast elkaar: {whys}."
    if comparison.steps:
        yield STEP_RULE
    for step in comparison.steps:
        for change in step.context_added:
            words = " en ".join(f"‘{word}’" for word in dict.fromkeys(change.words))
            yield (
                f"In ‘{change.title}’ ({comparison.lists[step.new].name}) kwam voor"
                f" ‘{change.label}’ enkel {words} bij. De leerstof bleef dezelfde; vraag welke"
                " leeruitkomst, opdracht of toets erbij hoort."
            )


def _content(comparison: Comparison) -> TextTable:
    return TextTable(
        "OCMW-inhoud naar tekst, in studiepunten (laag, verwacht, hoog)",
        ("Lijst", "Basis", "in de context van OCMW of lokaal bestuur", "algemene basis"),
        tuple(
            (
                side.name,
                decimal(content.base_credits),
                *(
                    " / ".join(map(decimal, (part.low, part.expected, part.high)))
                    for part in (content.explicit, content.general)
                ),
            )
            for side, content in zip(comparison.lists, comparison.content, strict=True)
        ),
    )


def _findings(comparison: Comparison, framework: FrameworkComparison) -> TextTable:
    places = range(len(comparison.lists))
    unknown = [framework.count(place, None) for place in places]
    headers = (*FINDING_WORDS.values(), *((UNKNOWN,) if any(unknown) else ()))
    rows = []
    for place in places:
        counts = [framework.count(place, finding) for finding in FINDING_WORDS]
        counts += [unknown[place]] if any(unknown) else []
        rows.append((comparison.lists[place].name, *map(str, counts)))
    return TextTable(
        f"{framework.title} ({len(framework.items)} items)", ("Lijst", *headers), tuple(rows)
    )


def _step_counts(step: Step) -> tuple[int, ...]:
    return (
        *(step.same_courses, step.changed_courses, len(step.new_courses), len(step.gone_courses)),
        *(step.kept_links, len(step.gained), len(step.lost)),
        sum(item.old not in _SHOWN and item.new in _SHOWN for item in step.items),
        sum(item.old in _SHOWN and item.new not in _SHOWN for item in step.items),
    )


def _platforms(comparison: Comparison) -> TextTable:
    rows = []
    for number, platform in enumerate(comparison.platforms):
        names = ", ".join(comparison.lists[place].name for place in platform.lists)
        counts = []
        for framework in comparison.frameworks:
            tallies = [row.platforms[number] for row in framework.items]
            shown = sum(
                tally is not None and tally.confirmed + tally.proposed > 0 for tally in tallies
            )
            counts.append(f"{shown} van {len(tallies)}" if all(tallies) else platform_words(None))
        rows.append((platform.name or NO_PLATFORM, names, *counts))
    return TextTable(
        "Per regionaal platform: items die in minstens één opleiding bevestigd of voorgesteld zijn"
        " (nieuwste lijst van elke)",
        ("Platform", "Lijsten", *(framework.ref.id for framework in comparison.frameworks)),
        tuple(rows),
    )

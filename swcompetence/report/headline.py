"""The sentences that open a report: where the programme stands and its main gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from swcompetence.analysis import Finding, Share
from swcompetence.report.gap_report import CourseLine, FrameworkLines, ItemLine
from swcompetence.report.wording import FINDING_WORDS, counted, decimal, percent, shortened

__all__ = ["MAIN_GAPS", "OCMW", "headlines", "main_gaps"]

OCMW = "ocmw-praktijk"
"""Id of the framework about OCMW practice."""
MAIN_GAPS = 5
"""How many gaps a report names in words."""
_TITLE_LENGTH = 45


def headlines(
    frameworks: Sequence[FrameworkLines], courses: Sequence[CourseLine], share: Share | None
) -> tuple[str, ...]:
    """Say in a few sentences what the sheets show, OCMW practice first."""
    ocmw = [framework for framework in frameworks if framework.id == OCMW]
    return (
        *(s for f in ocmw if share is not None for s in _share_sentences(f.title, share)),
        *(sentence for framework in ocmw for sentence in _empty_groups(framework)),
        *(_count_sentence(framework) for framework in ocmw or frameworks),
        *_unread(courses),
    )


def _share_sentences(title: str, share: Share) -> Iterator[str]:
    base = "de nominale omvang" if share.base == "nominal" else "de lijst"
    parts = (
        ("Bevestigd", share.confirmed_courses, share.confirmed_credits, share.confirmed),
        ("Voorgesteld", share.proposed_courses, share.proposed_credits, share.proposed),
    )
    for word, courses, points, part in parts:
        number = counted(len(courses), "opleidingsonderdeel raakt", "opleidingsonderdelen raken")
        of_base = f", {percent(part)} van {base}" if part is not None else ""
        yield f"{word}: {number} {title} ({decimal(points)} studiepunten{of_base})."


def _empty_groups(framework: FrameworkLines) -> Iterator[str]:
    unlinked = [
        group
        for group in framework.groups
        if not framework.count(Finding.CONFIRMED, group)
        and not framework.count(Finding.PROPOSED, group)
    ]
    mentioned = [g for g in unlinked if framework.count(Finding.MENTIONED, g)]
    empty = [group for group in unlinked if group not in mentioned]
    for words, groups in (
        ("niet aangetroffen in de fiches", empty),
        ("hoogstens terloops vermeld", mentioned),
    ):
        if groups:
            start = "Hele cluster" if len(groups) == 1 else "Hele clusters"
            yield f"{start} {words}: {', '.join(groups)}."


def _count_sentence(framework: FrameworkLines) -> str:
    parts = [f"{framework.count(finding)} {words}" for finding, words in FINDING_WORDS.items()]
    number = counted(len(framework.items), "item", "items")
    return f"{framework.title}: {number}, waarvan {', '.join(parts[:-1])} en {parts[-1]}."


def _unread(courses: Sequence[CourseLine]) -> Iterator[str]:
    unread = sum(course.has_only_title for course in courses)
    if unread:
        number = counted(unread, "opleidingsonderdeel", "opleidingsonderdelen")
        yield (
            f"Van {number} (op {len(courses)}) was enkel de titel te lezen: daarover kan dit"
            " rapport weinig zeggen."
        )


def main_gaps(
    frameworks: Sequence[FrameworkLines], courses: Sequence[CourseLine]
) -> tuple[str, ...]:
    """Name the main gaps in words, see `wording.MAIN_GAPS_RULE`."""
    names = {course.id: course for course in courses}
    ocmw_first = sorted(frameworks, key=lambda framework: framework.id != OCMW)
    ranked = [[(f, line) for line in _ranked(f)] for f in ocmw_first]
    in_turn = [pair for turn in zip_longest(*ranked) for pair in turn if pair is not None]
    return tuple(_gap_sentence(f, line, names) for f, line in in_turn[:MAIN_GAPS])


def _ranked(framework: FrameworkLines) -> list[ItemLine]:
    def rank(line: ItemLine) -> tuple[int, int]:
        item = line.coverage
        courses = {
            Finding.NOT_FOUND: item.possible,
            Finding.MENTIONED: item.mentioned,
            Finding.PROPOSED: item.proposed,
        }
        return list(courses).index(item.finding), len(courses[item.finding])

    gaps = [line for line in framework.items if line.coverage.finding is not Finding.CONFIRMED]
    return sorted(gaps, key=rank)


def _gap_sentence(framework: FrameworkLines, line: ItemLine, courses: dict[str, CourseLine]) -> str:
    item = line.coverage
    where = f"{framework.title}, {item.group}" if item.group else framework.title
    start = f"{item.label} ({where}): {FINDING_WORDS[item.finding]}"
    if item.finding is Finding.PROPOSED:
        number = counted(len(item.proposed), "opleidingsonderdeel", "opleidingsonderdelen")
        return f"{start} in {number}, door niemand bevestigd."
    if not line.possible:
        return f"{start}, ook geen zwakke aanwijzing."
    if line.quote is None:
        return f"{start}, er is enkel vage gelijkenis."
    best = shortened(courses[line.quote.course].name, _TITLE_LENGTH)
    words = shortened(line.quote.text, _TITLE_LENGTH)
    if item.finding is Finding.MENTIONED:
        others = len(item.mentioned) - 1
        number = counted(others, "ander opleidingsonderdeel", "andere opleidingsonderdelen")
        also = f", en ook in {number}" if others else ""
        return f"{start} in {best}, waar “{words}” staat{also}."
    return f"{start}. Mogelijk aanknopingspunt: {best}, waar “{words}” staat."

"""The sentences that open a report: where the programme stands and its main gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from swcompetence.analysis.checks.narrowest_path import Meeting, NarrowestPath
from swcompetence.analysis.coverage import Finding
from swcompetence.analysis.practice import FieldComparison, PracticeShare
from swcompetence.model.mapping import OCMW
from swcompetence.phrasing import counted
from swcompetence.report.findings.gap_report import (
    CourseLine,
    FrameworkLines,
    ItemLine,
    Practice,
)
from swcompetence.report.findings.wording import (
    FINDING_WORDS,
    credits_words,
    decimal,
    fine_percent,
    percent,
    shortened,
)

_MAIN_GAPS = 5
"""How many gaps a report names in words."""
_TITLE_LENGTH = 45


def headlines(
    frameworks: Sequence[FrameworkLines],
    courses: Sequence[CourseLine],
    practice: Practice | None = None,
    fields: FieldComparison | None = None,
    paths: Sequence[NarrowestPath] = (),
) -> tuple[str, ...]:
    """Say in a few sentences what the sheets show, OCMW practice first."""
    ocmw = [framework for framework in frameworks if framework.id == OCMW]
    unread = sum(course.has_only_title for course in courses)
    number = counted(unread, "opleidingsonderdeel", "opleidingsonderdelen")
    unread_words = (
        f"Van {number} (op {len(courses)}) was enkel de titel te lezen: daarover kan dit rapport"
        " weinig zeggen."
    )
    return (
        *(() if practice is None else practice_sentences(practice)),
        *(_count_sentence(framework) for framework in ocmw or frameworks),
        *(sentence for framework in ocmw for sentence in _empty_groups(framework)),
        *(_path_sentence(path) for path in paths if path.framework.startswith(f"{OCMW}@")),
        *(() if fields is None else (field_sentence(fields),)),
        *((unread_words,) if unread else ()),
    )


def practice_sentences(practice: Practice) -> tuple[str, str]:
    """Say how large a part OCMW practice takes: by text share, and coarser by whole courses."""
    share = practice.courses
    confirmed, proposed = (
        f"{words} in {len(courses)} ({decimal(points)} studiepunten"
        f"{'' if part is None else f', {percent(part)}'})"
        for words, courses, points, part in (
            ("bevestigd", share.confirmed_courses, share.confirmed_credits, share.confirmed),
            ("enkel voorgesteld", share.proposed_courses, share.proposed_credits, share.proposed),
        )
    )
    coarse = (
        f"Grover, met hele opleidingsonderdelen geteld: {confirmed}, {proposed}, op"
        f" {decimal(share.list_credits)} studiepunten (de hele lijst)."
    )
    return _text_sentence(practice.share), coarse


def _text_sentence(share: PracticeShare) -> str:
    if share.expected is None:
        return (
            f"Het aandeel van {share.title} is niet te berekenen: de lijst heeft geen studiepunten."
        )
    size = share.size
    base = "nominale omvang" if size.base == "nominal" else "som van de lijst"
    return (
        f"{share.title} in de opleiding, naar de tekst van de fiches: {fine_percent(share.low)}"
        f" bevestigd (laag), {fine_percent(share.expected)} verwacht en"
        f" {fine_percent(share.high)} als ook elke zwakkere aanwijzing klopt (hoog). Dat is"
        f" {credits_words(share.credits.low)}, {credits_words(share.credits.expected)} en"
        f" {credits_words(share.credits.high)} van {decimal(size.base_credits)} studiepunten"
        f" ({base}). Wat het programma miste, zit er niet in."
    )


def _path_sentence(path: NarrowestPath) -> str:
    start = f"Smalste traject voor {path.title}"
    if len(path.unstated) == path.total and not path.is_unstated_compulsory:
        return (
            f"{start}: niet te beoordelen, want de lijst zegt nergens welke opleidingsonderdelen"
            " verplicht zijn."
        )
    # Of two tracks that are sure of equally much, the one that proposals help least.
    worst = min(
        path.paths,
        key=lambda track: (
            len(track.of(Meeting.SURE)),
            len(track.of(Meeting.SURE, Meeting.IF_CONFIRMED)),
        ),
    )
    track = f" van traject {worst.track}" if worst.track else ""
    counts = {meeting: len(worst.of(meeting)) for meeting in Meeting}
    open_words = (
        (counts[Meeting.IF_CONFIRMED], "enkel als een open voorstel bevestigd wordt"),
        (counts[Meeting.MISSABLE], "te missen"),
        (counts[Meeting.UNDETERMINED], "niet te beoordelen"),
        (counts[Meeting.ABSENT], "nergens gekoppeld"),
    )
    rest = ", ".join(f"{number} {words}" for number, words in open_words if number)
    return (
        f"{start}: wie enkel de verplichte opleidingsonderdelen{track} volgt, komt"
        f" {counts[Meeting.SURE]} van de {len(worst.items)} items zeker tegen"
        f"{f'; van de andere: {rest}' if rest else ''}."
    )


def field_sentence(fields: FieldComparison) -> str:
    """Say where local government stands among the work fields."""
    place = fields.focus_place
    number = f"de {len(fields.fields)} werkvelden"
    if place is None:
        return f"Lokaal bestuur staat niet tussen {number} van dit kader."
    if place.rank is None:
        return f"{place.label} heeft geen plaats tussen {number}: geen verwachte studiepunten."
    first = fields.ranked[0]
    beside = (
        ""
        if first == place
        else f"; eerst komt {first.label} ({credits_words(first.credits.expected)})"
    )
    return (
        f"{place.label} staat op plaats {place.rank} van {number}, met"
        f" {credits_words(place.credits.expected)} verwachte studiepunten naar tekst{beside}."
        " Hier tellen enkel zinnen die het werkveld zelf noemen; daarom verschilt dit van de"
        " studiepunten voor OCMW-praktijk."
    )


def _empty_groups(framework: FrameworkLines) -> Iterator[str]:
    unlinked = [
        group
        for group in framework.groups
        if not any(framework.count(f, group) for f in (Finding.CONFIRMED, Finding.PROPOSED))
    ]
    mentioned = [group for group in unlinked if framework.count(Finding.MENTIONED, group)]
    empty = [group for group in unlinked if group not in mentioned]
    for words, groups in (
        (FINDING_WORDS[Finding.NOT_FOUND], empty),
        ("hoogstens terloops vermeld", mentioned),
    ):
        if groups:
            start = "Hele cluster" if len(groups) == 1 else "Hele clusters"
            yield f"{start} {words}: {'; '.join(groups)}."


def finding_counts(framework: FrameworkLines) -> list[str]:
    """Say of each finding how many items have it."""
    return [f"{framework.count(finding)} {words}" for finding, words in FINDING_WORDS.items()]


def _count_sentence(framework: FrameworkLines) -> str:
    parts = finding_counts(framework)
    number = counted(len(framework.items), "item", "items")
    return f"{framework.title}: {number}, waarvan {', '.join(parts[:-1])} en {parts[-1]}."


def main_gaps(
    frameworks: Sequence[FrameworkLines], courses: Sequence[CourseLine]
) -> tuple[str, ...]:
    """Name the main gaps in words, see `wording.MAIN_GAPS_RULE`."""
    names = {course.id: course for course in courses}
    ocmw_first = sorted(frameworks, key=lambda framework: framework.id != OCMW)
    ranked = [[(f, line) for line in _ranked(f)] for f in ocmw_first]
    in_turn = [pair for turn in zip_longest(*ranked) for pair in turn if pair is not None]
    return tuple(_gap_sentence(f, line, names) for f, line in in_turn[:_MAIN_GAPS])


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
        rest = len(item.mentioned) - 1
        number = counted(rest, "ander opleidingsonderdeel", "andere opleidingsonderdelen")
        also = f", en ook in {number}" if rest else ""
        return f"{start} in {best}, waar “{words}” staat{also}."
    return f"{start}. Mogelijk aanknopingspunt: {best}, waar “{words}” staat."

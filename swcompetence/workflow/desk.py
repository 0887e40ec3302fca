"""The desk of the command line and of the page: what is made of files, and what is said about it.

Both call the same few steps and say the same Dutch lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from swcompetence.files.formats.read_limits import LIMITS, ReadLimits
from swcompetence.model import Framework
from swcompetence.model import Mapping as LinkMapping
from swcompetence.phrasing import counted

if TYPE_CHECKING:
    from swcompetence.files.course_list.column_profile import ColumnProfile
    from swcompetence.workflow.mapping import FileRollover
    from swcompetence.workflow.reporting import MadeReport
    from swcompetence.workflow.reviewing import Review


Step = Callable[..., None]
"""Called when a step begins, with its name; in a counted one after each piece, with the total."""


def no_steps(_name: str, _total: int | None = None) -> None:
    """Tell nobody."""


# ---- what is done


class Proposal(NamedTuple):
    """Course lists with the links that are proposed, and what became of earlier decisions."""

    mapping: LinkMapping
    frameworks: tuple[Framework, ...]
    rollovers: tuple[FileRollover, ...]


def propose_for_lists(  # noqa: PLR0913 - each is a choice of the user
    lists: Sequence[Path],
    *,
    date: dt.date,
    frameworks: Sequence[str] = (),
    earlier: Sequence[Path] = (),
    programme_credits: float | None = None,
    limits: ReadLimits = LIMITS,
    profile: ColumnProfile | None = None,
    matrix: Path | None = None,
    matrix_decides: bool = False,
    progress: Step = no_steps,
    jobs: int = 1,
) -> Proposal:
    """Propose links for lists and take over what was decided in earlier files; see `map_lists`.

    Raises:
        InputFileError: a file cannot be read, or holds no course.
        UnknownFrameworkError: a reference that leads nowhere.
    """
    from swcompetence.workflow.mapping import editions_to_map, map_lists, with_decisions

    progress("Lijst lezen")
    editions = editions_to_map(frameworks, earlier)
    mapping = map_lists(
        lists,
        editions,
        date=date,
        programme_credits=programme_credits,
        limits=limits,
        profile=profile,
        matrix=matrix,
        matrix_decides=matrix_decides,
        progress=lambda _course, total: progress("Opleidingsonderdelen koppelen", total),
        jobs=jobs,
    )
    progress("Besluiten overnemen")
    mapping, rollovers = with_decisions(mapping, editions, earlier, today=date)
    return Proposal(mapping, editions, rollovers)


DEMO_LIST = "bachelor-sociaal-werk-scheldezoom.xlsx"


class Demo(NamedTuple):
    """The files that the demo made."""

    course_list: Path
    review_book: Path
    report: Path
    page: Path
    """The report as a web page."""


def run_demo(folder: Path, *, date: dt.date | None, force: bool = False) -> Demo:
    """Copy the example list into a folder, map it and report on it.

    Raises:
        TargetExistsError: a file is there already and `force` is off.
        InputFileError: the folder is the one of the example itself.
    """
    from swcompetence.cells import refuse_source
    from swcompetence.files.data.data_files import shipped
    from swcompetence.report.findings.view import build_report
    from swcompetence.workflow.mapping import editions_to_map, map_lists, render_mapping
    from swcompetence.workflow.reporting import write_report
    from swcompetence.workflow.safekeeping import beside, put_in_place

    course_list = folder / DEMO_LIST
    workbook = beside(course_list, "hiaten")
    demo = Demo(
        course_list=course_list,
        review_book=beside(course_list, "koppelingen"),
        report=workbook,
        page=workbook.with_suffix(".html"),
    )
    example = shipped("curricula") / DEMO_LIST
    content = example.read_bytes()
    refuse_source(demo.course_list, [Path(str(example))])
    put_in_place(demo.course_list, content, force=force)
    frameworks = editions_to_map()
    mapping = map_lists([demo.course_list], frameworks, date=date)
    put_in_place(
        demo.review_book, render_mapping(mapping, frameworks, demo.review_book), force=force
    )
    report = build_report(mapping, frameworks, date=date)
    for path in (demo.report, demo.page):
        write_report(report, path, force=force)
    return demo


# ---- what is said


COLUMN_USES: dict[str, str] = {
    "profile": "volgens het profiel",
    "recognised": "herkend",
    "guessed": "vermoed",
    "ignored": "bewust niet ingelezen",
    "not_used": "niet ingelezen: al in een andere kolom",
    "unknown": "niet herkend, niet ingelezen",
    "without_header": "geen kop, niet ingelezen",
}
"""How a column is taken, in words."""


def proposal_lines(proposal: Proposal) -> Iterator[str]:
    """Say what was read, proposed and taken over, and how much work it is to decide."""
    from swcompetence.files.course_list.sheet_issues import ledger_line
    from swcompetence.text import shared_text

    mapping = proposal.mapping
    yield ledger_line(account for c in mapping.curricula for account in c.ledger)
    proposed = sum(link.proposed for link in mapping.links)
    yield (
        f"{counted(len(mapping.courses), 'opleidingsonderdeel', 'opleidingsonderdelen')} gelezen,"
        f" {counted(proposed, 'koppeling', 'koppelingen')} voorgesteld"
        f" met {counted(len(mapping.frameworks), 'kader', 'kaders')}."
    )
    if marked := [link for link in mapping.links if link.marks]:
        alone = sum(link.is_claim for link in marked)
        yield (
            f"Matrix van de opleiding: {counted(len(marked), 'koppeling', 'koppelingen')}, waarvan"
            f" {alone} enkel volgens de matrix."
        )
    yield from _work_lines(mapping)
    shared = sum(len(shared_text(curriculum).segments) for curriculum in mapping.curricula)
    if shared:
        what = "1 zin staat" if shared == 1 else f"{shared} zinnen staan"
        yield f"Gedeelde tekst: {what} woord voor woord in drie of meer fiches."
    for path, rollover in proposal.rollovers:
        if rollover.homeless and not (rollover.carried or rollover.stale):
            yield f"Geen enkel besluit uit {path.name} past bij deze lijst. Is het van een andere?"
        yield (
            f"Uit {path.name}: {rollover.carried} besliste koppelingen overgenomen,"
            f" {rollover.stale} opnieuw te bekijken, {len(rollover.homeless)} zonder plaats."
        )


def _work_lines(mapping: LinkMapping) -> Iterator[str]:
    from swcompetence.review.rows import is_waiting, workload

    work = workload(mapping)
    minutes = counted(work.minutes(work.decisions), "minuut", "minuten")
    undecided = sum(map(is_waiting, mapping.links))
    is_fewer = work.decisions < undecided
    why = " (varianten met dezelfde tekst delen er één)" if is_fewer else ""
    if 0 < work.of_ocmw < work.decisions:
        of_ocmw = counted(work.of_ocmw, "besluit gaat", "besluiten gaan")
        short = counted(work.minutes(work.of_ocmw), "minuut", "minuten")
        yield (
            f"{of_ocmw} over OCMW-praktijk: ongeveer {short} werk. Alle {work.decisions}"
            f" samen{why}: ongeveer {minutes}."
        )
    elif work.decisions:
        decisions = counted(work.decisions, "besluit", "besluiten")
        yield f"{decisions} te nemen{why}: ongeveer {minutes} werk."


def review_line(review: Review) -> str:
    """Say where the decisions of all leave the review."""
    summary = review.summary
    stale = f"{summary.stale} opnieuw te bekijken, " if summary.stale else ""
    return (
        f"{summary.confirmed} bevestigd, {summary.rejected} verworpen, {summary.unsure} twijfel,"
        f" {len(summary.conflicts)} tegenspraak, {stale}{summary.open} open."
    )


def untouched_line(review: Review) -> str:
    """Say how many courses nobody looked at; nothing where there are none."""
    count = len(review.untouched)
    what = counted(count, "opleidingsonderdeel", "opleidingsonderdelen")
    return f"Nog niet bekeken: {what}." if count else ""


def report_lines(made: MadeReport, *, is_alone: bool) -> Iterator[str]:
    """Say how far the review is, and which notes of a board went along."""
    from swcompetence.report.findings.wording import banner

    done = f"{banner(made.report.review.progress)}."
    yield done if is_alone else f"{made.report.programme.title}: {done}"
    statements, actions = len(made.board.statements), len(made.board.actions)
    if statements or actions:
        yield (
            "Notities van de opleidingscommissie overgenomen uit het vorige rapport:"
            f" {actions} op het blad Hiaten, {statements} op het blad Wel onderwezen."
        )

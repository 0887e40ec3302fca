"""The desk of the command line and of the page: what is made of files, and what is said about it.

Both call the same few steps and say the same Dutch lines. The page knows no folders: it hands over
names and bytes, which lie in an empty working folder while they are read.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from swcompetence.cells import free_name
from swcompetence.errors import SwCompetenceError
from swcompetence.files.formats.read_limits import LIMITS, ReadLimits
from swcompetence.model import Framework, Issue, Severity
from swcompetence.model import Mapping as LinkMapping
from swcompetence.model.mapping import OCMW
from swcompetence.phrasing import counted, dutch_number
from swcompetence.workflow.safekeeping import beside

if TYPE_CHECKING:
    from swcompetence.files.course_list.column_profile import ColumnProfile
    from swcompetence.files.course_list.inspection import Inspection
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
    """Propose links for lists and take over what was decided before; see `map_lists`.

    Args:
        lists: the course lists.
        date: the day to write in the mapping.
        frameworks: references or paths; none for those that a programme is measured for.
        earlier: files with decisions on earlier lists.
        programme_credits: nominal ECTS credits of the programme, where the list cannot tell.
        limits: how large a list may be.
        profile: what the columns of the lists hold.
        matrix: a file with the matrix of the college.
        matrix_decides: count its marks as decided by the college.
        progress: see `Step`.
        jobs: processes that judge, see `propose_many`.

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
    mapping, rollovers = with_decisions(mapping, editions, earlier)
    return Proposal(mapping, editions, rollovers)


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
    from swcompetence.review.rows.listing import workload

    work = workload(mapping)
    minutes = counted(work.minutes(work.decisions), "minuut", "minuten")
    if work.decisions and any(used.ref.id == OCMW for used in mapping.frameworks):
        of_ocmw = counted(work.of_ocmw, "besluit gaat", "besluiten gaan")
        short = counted(work.minutes(work.of_ocmw), "minuut", "minuten")
        undecided = sum(link.is_asked and not link.decisions for link in mapping.links)
        is_fewer = work.decisions < undecided
        why = " (varianten met dezelfde tekst delen er één)" if is_fewer else ""
        yield (
            f"{of_ocmw} over OCMW-praktijk: ongeveer {short} werk. Alle {work.decisions}"
            f" samen{why}: ongeveer {minutes}."
        )
    elif work.decisions:
        decisions = counted(work.decisions, "besluit", "besluiten")
        yield f"{decisions} te nemen: ongeveer {minutes} werk."


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


# ---- the page


class _Given(NamedTuple):
    """What the page asks, with its files in the working folder."""

    act: str
    date: dt.date
    columns: dict[str, str]
    """Column -> field, where a person corrected what was read; empty elsewhere."""
    files: dict[str, list[Path]]
    """By what they are for: `new`, `lists`, `reviews`, `boards`."""

    def of(self, use: str) -> list[Path]:
        return self.files.get(use, [])


class _Answer(NamedTuple):
    """What the page gets: facts to show, and files."""

    facts: dict[str, Any]
    files: dict[Path, bytes]


def answer_page(
    question: str, contents: Sequence[bytes], progress: Step = no_steps
) -> tuple[str, list[bytes]]:
    """Do one thing that the page asks and forget about it: the page keeps every file itself.

    Args:
        question: JSON: `act` (`look`, `propose`, `review`, `write` or `report`), `date`,
            `columns` (column -> field, as corrected), `names` of the files and their `uses`
            (`new`, `lists`, `reviews`, `boards`).
        contents: the files, in the order of their names.
        progress: see `Step`.

    Returns:
        JSON with `lines`, `issues` and `names` of the files made, or with `error`; and the files.
    """
    asked = json.loads(question)
    with TemporaryDirectory() as folder, chdir(folder):
        files: dict[str, list[Path]] = {}
        for name, use, content in zip(asked["names"], asked["uses"], contents, strict=True):
            path = free_name(Path(name)) if Path(name).exists() else Path(name)
            path.write_bytes(bytes(content))
            files.setdefault(use, []).append(path)
        given = _Given(
            asked["act"], dt.date.fromisoformat(asked["date"]), asked.get("columns") or {}, files
        )
        try:
            answer = _ACTS[given.act](given, progress)
        except SwCompetenceError as error:
            return json.dumps({"error": str(error)}), []
    facts = {**answer.facts, "names": [path.name for path in answer.files]}
    return json.dumps(facts, ensure_ascii=False), list(answer.files.values())


def _told(lines: Iterator[str], issues: Sequence[Issue]) -> dict[str, Any]:
    serious = [issue for issue in issues if issue.severity is not Severity.INFO]
    shown = [{"message": issue.message, "where": str(issue.where)} for issue in serious]
    return {"lines": [line for line in lines if line], "issues": shown}


def _look(given: _Given, progress: Step) -> _Answer:
    """Say of every file what it is, and of a list what would be read; errors stay with a file."""
    from swcompetence.files.course_list.header_names import IGNORED, Column
    from swcompetence.workflow.opening import FileRole, role_of

    uses = {
        FileRole.COURSE_LIST: "lists",
        FileRole.REVIEW_BOOK: "reviews",
        FileRole.GAP_REPORT: "boards",
    }
    fields = {column.value: column.dutch for column in Column if column not in IGNORED} | {
        Column.ELECTIVE.value: "verplicht of keuze, waar ja betekent: keuze",
        Column.LEFT_OUT.value: "niet inlezen",
    }
    seen = []
    for path in given.of("new"):
        progress("Bestanden bekijken", len(given.of("new")))
        try:
            role = role_of(path)
            is_list = role is FileRole.COURSE_LIST
            facts = _reading(path, given.columns) if is_list else {}
            seen.append({"name": path.name, "use": uses[role], **facts})
        except SwCompetenceError as error:
            seen.append({"name": path.name, "error": str(error)})
    return _Answer({"seen": seen, "fields": fields}, {})


def _reading(path: Path, columns: Mapping[str, str]) -> dict[str, Any]:
    from swcompetence.files.course_list.inspection import inspect_list

    profile = _profile(path, columns)
    inspection = inspect_list(path, profile=profile)
    facts = {
        "Opleiding": inspection.programme,
        "Hogeschool": inspection.college,
        "Academiejaar": inspection.academic_year,
        "Omvang": inspection.nominal_credits
        and f"{dutch_number(inspection.nominal_credits)} studiepunten",
    }
    courses = counted(inspection.course_count, "opleidingsonderdeel", "opleidingsonderdelen")
    read = f"{courses}, samen {dutch_number(inspection.total_credits)} studiepunten."
    unused = [sheet.reason for sheet in inspection.sheets if not sheet.is_used]
    lines = [read if not inspection.problem else inspection.problem, *unused]
    return {
        "courses": inspection.course_count,
        "facts": {name: fact for name, fact in facts.items() if fact},
        "columns": list(_columns(inspection)),
        **_told(iter(lines), inspection.issues),
    }


def _columns(inspection: Inspection) -> Iterator[dict[str, Any]]:
    """Give every column as a profile names it, once where several sheets have it."""
    from swcompetence.files.course_list.profile_draft import drafted_profile

    used = [sheet for sheet in inspection.sheets if sheet.is_used] or inspection.sheets
    seen = [column for sheet in used for column in sheet.columns]
    for name, field in drafted_profile(inspection).columns.items():
        same = [column for column in seen if name in {column.header, column.letter}]
        yield {
            "name": name,
            "letter": ", ".join(dict.fromkeys(column.letter for column in same)),
            "header": next((column.header for column in same), ""),
            "how": COLUMN_USES[same[0].use] if same else "",
            "filled": sum(column.filled for column in same),
            "field": field.value,
        }


def _profile(path: Path, columns: Mapping[str, str]) -> ColumnProfile | None:
    from swcompetence.files.course_list.header_names import Column
    from swcompetence.files.course_list.inspection import inspect_list
    from swcompetence.files.course_list.profile_draft import drafted_profile

    if not columns:
        return None
    drafted = drafted_profile(inspect_list(path))
    meanings = {column.value: column for column in Column}
    changed = {name: meanings[field] for name, field in columns.items()}
    return drafted.model_copy(update={"columns": {**drafted.columns, **changed}})


def _propose(given: _Given, progress: Step) -> _Answer:
    from swcompetence.workflow.mapping import render_mapping

    lists = given.of("lists")
    proposal = propose_for_lists(
        lists,
        date=given.date,
        earlier=given.of("reviews"),
        profile=_profile(lists[0], given.columns),
        progress=progress,
    )
    progress("Pagina maken")
    target = beside(lists[0], "koppelingen").with_suffix(".html")
    page = render_mapping(proposal.mapping, proposal.frameworks, target)
    return _Answer(_told(proposal_lines(proposal), proposal.mapping.issues), {target: page})


def _review(given: _Given, progress: Step) -> _Answer:
    from swcompetence.review.sheet import VERDICT_WORDS
    from swcompetence.workflow.mapping import render_mapping
    from swcompetence.workflow.reviewing import bring_together

    progress("Besluiten samenbrengen")
    files = given.of("reviews")
    review = bring_together(files)
    labels = {f.item_ref(item): item.label for f in review.frameworks for item in f.items}
    titles = {c.id: f"{c.code} {c.title}" for c in review.mapping.courses}
    differing = [
        {
            "course": titles[conflict.course],
            "item": labels.get(conflict.item, conflict.item),
            "said": [
                {
                    "reviewer": decision.reviewer or "zonder naam",
                    "verdict": VERDICT_WORDS[decision.verdict],
                    "note": decision.note or "",
                }
                for decision in conflict.decisions
            ],
        }
        for conflict in (*review.summary.conflicts, *review.summary.on_level)
    ]
    progress("Pagina maken")
    target = beside(files[0], "koppelingen").with_suffix(".html")
    page = render_mapping(review.mapping, review.frameworks, target)
    lines = iter([review_line(review), untouched_line(review)])
    return _Answer({**_told(lines, review.issues), "differing": differing}, {target: page})


def _write(given: _Given, progress: Step) -> _Answer:
    """Make the review workbook or the page anew, with what was decided."""
    from swcompetence.workflow.mapping import render_mapping
    from swcompetence.workflow.reviewing import bring_together

    progress("Bestand maken")
    (file,) = given.of("reviews")
    review = bring_together([file])
    target = beside(file, "koppelingen")
    content = render_mapping(review.mapping, review.frameworks, target)
    return _Answer(_told(iter(()), review.issues), {target: content})


_KINDS = (".xlsx", ".html", ".json")


def _report(given: _Given, progress: Step) -> _Answer:
    from swcompetence.workflow.reporting import ReportWishes, make_reports

    reviews = given.of("reviews")
    # Apart from what was given: an earlier report often has the very name of the new one.
    target = Path("nieuw") / beside(reviews[0], "hiaten").name
    made = make_reports(
        reviews,
        [target.with_suffix(kind) for kind in _KINDS],
        ReportWishes(board=given.of("boards")),
        date=given.date,
        progress=progress,
    )
    lines = (line for report in made for line in report_lines(report, is_alone=len(made) == 1))
    issues = [issue for report in made for issue in report.issues]
    files = {path: content for report in made for path, content in report.files.items()}
    return _Answer(_told(lines, issues), files)


_ACTS = {
    "look": _look,
    "propose": _propose,
    "review": _review,
    "write": _write,
    "report": _report,
}

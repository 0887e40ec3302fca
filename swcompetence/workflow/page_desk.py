"""The desk of the page: what it asks about files, and what it is told.

The page knows no folders: it hands over names and bytes, which lie in an empty working folder while
they are read, and keeps every file itself.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from swcompetence.cells import free_name
from swcompetence.errors import SwCompetenceError
from swcompetence.model import Issue, Severity
from swcompetence.phrasing import counted, dutch_number
from swcompetence.registry import resolve_frameworks
from swcompetence.workflow.desk import (
    COLUMN_USES,
    Step,
    no_steps,
    proposal_lines,
    propose_for_lists,
    report_lines,
    review_line,
    untouched_line,
)
from swcompetence.workflow.safekeeping import beside

if TYPE_CHECKING:
    from swcompetence.files.course_list.column_profile import ColumnProfile
    from swcompetence.files.course_list.inspection import Inspection

_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=\w|‘)")
_TYPED = re.compile(
    r"(?<!\S)--?[a-z]|swcompetence (?:map|review|report|import|inspect|explain|export|align)\b"
)
"""What a person types at the command line, and cannot type in the page."""
_INSTEAD = {
    "--programme-credits": "Vul de omvang in bij wat van uw lijst gelezen wordt.",
    "--decisions": "Geef er de lijst van dit jaar bij: de besluiten gaan dan mee.",
    "--matrix": "Geef er de matrix bij.",
    "--mapping": "Geef er het oorspronkelijke werkboek of de pagina bij.",
    "--framework": "Geef er het eigen kader (.yaml) bij.",
}
_ELSEWHERE = "Dat kan enkel met het programma dat u installeert."


def in_page_words(message: str) -> str:
    """Say what to do in the page, where a message says what to type at the command line."""
    said = []
    for sentence in _SENTENCE.split(message):
        typed = _TYPED.search(sentence)
        known = (advice for option, advice in _INSTEAD.items() if option in sentence)
        said.append(next(known, _ELSEWHERE) if typed else sentence)
    return " ".join(dict.fromkeys(said))


class _Given(NamedTuple):
    """What the page asks, with its files in the working folder."""

    act: str
    date: dt.date
    columns: dict[str, str]
    """Column -> field, where a person corrected what was read; empty elsewhere."""
    credits: float | None
    """Nominal ECTS credits of the programme, where a person told them."""
    files: dict[str, list[Path]]
    """By what they are for: `new`, `lists`, `matrices`, `editions`, `reviews`, `boards`."""

    def of(self, use: str) -> list[Path]:
        return self.files.get(use, [])

    @property
    def editions(self) -> list[str]:
        """Give the paths of the editions of a college's own."""
        return [str(path) for path in self.of("editions")]


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
            `columns` (column -> field, as corrected), `credits` of the programme, `names` of the
            files and their `uses` (`new`, `lists`, `matrices`, `editions`, `reviews`, `boards`).
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
        date = dt.date.fromisoformat(asked["date"])
        columns, size = asked.get("columns") or {}, asked.get("credits")
        given = _Given(asked["act"], date, columns, size, files)
        try:
            answer = _ACTS[given.act](given, progress)
        except SwCompetenceError as error:
            return json.dumps({"error": in_page_words(str(error))}), []
    facts = {**answer.facts, "names": [path.name for path in answer.files]}
    return json.dumps(facts, ensure_ascii=False), list(answer.files.values())


def _told(lines: Iterator[str], issues: Sequence[Issue]) -> dict[str, Any]:
    serious = [issue for issue in issues if issue.severity is not Severity.INFO]
    shown = [
        {"message": in_page_words(issue.message), "where": str(issue.where)} for issue in serious
    ]
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
            if path.suffix.lower() in {".yaml", ".yml"}:
                resolve_frameworks([str(path)])
                seen.append({"name": path.name, "use": "editions"})
                continue
            role = role_of(path)
            is_list = role is FileRole.COURSE_LIST
            facts = _reading(path, given.columns) if is_list else {}
            seen.append({"name": path.name, "use": uses[role], **facts})
        except SwCompetenceError as error:
            seen.append({"name": path.name, "error": in_page_words(str(error))})
    return _Answer({"seen": seen, "fields": fields}, {})


def _reading(path: Path, columns: Mapping[str, str]) -> dict[str, Any]:
    from swcompetence.files.course_list.header_names import TEXT_COLUMNS, Column
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
    read_as = list(_columns(inspection))
    fields = {column["field"] for column in read_as}
    return {
        "courses": inspection.course_count,
        "matrix": Column.MATRIX in fields and fields.isdisjoint(TEXT_COLUMNS),
        "facts": {name: fact for name, fact in facts.items() if fact},
        "columns": read_as,
        **_told(iter(lines), inspection.issues),
    }


def _columns(inspection: Inspection) -> Iterator[dict[str, Any]]:
    """Give every column as a profile names it, once where several sheets have it."""
    from swcompetence.files.course_list.inspection import drafted_profile

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
    from swcompetence.files.course_list.inspection import drafted_profile, inspect_list

    if not columns:
        return None
    drafted = drafted_profile(inspect_list(path))
    meanings = {column.value: column for column in Column}
    changed = {name: meanings[field] for name, field in columns.items()}
    return drafted.model_copy(update={"columns": {**drafted.columns, **changed}})


def _propose(given: _Given, progress: Step) -> _Answer:
    from swcompetence.workflow.mapping import editions_to_map, render_mapping

    lists, earlier = given.of("lists"), given.of("reviews")
    editions = []
    if given.editions:
        ids = {edition.id for edition in resolve_frameworks(given.editions)}
        shipped = [str(known.ref) for known in editions_to_map((), earlier) if known.id not in ids]
        editions = [*shipped, *given.editions]
    proposal = propose_for_lists(
        lists,
        date=given.date,
        frameworks=editions,
        earlier=earlier,
        programme_credits=given.credits,
        matrix=next(iter(given.of("matrices")), None),
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
    review = bring_together(files, frameworks=given.editions, today=given.date)
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
    review = bring_together([file], frameworks=given.editions, today=given.date)
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
        ReportWishes(board=given.of("boards"), frameworks=given.editions),
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

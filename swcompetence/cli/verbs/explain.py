"""`swcompetence explain`: one course like a ledger."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from swcompetence.cli.console import result
from swcompetence.cli.options import (
    FRAMEWORKS,
    LIMIT,
    MATRIX,
    PROFILE,
    argument,
    option,
    profile_named,
)
from swcompetence.phrasing import dutch_number, single_spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from swcompetence.matching.explanation import Entry
    from swcompetence.model import Course, Framework, ItemRef, MatrixMark
    from swcompetence.text import SharedText


_SIGNALS = {
    "title": "in de titel",
    "mentions": "vermeldingen",
    "terms": "verschillende termen",
    "weak": "zwakke termen",
    "head": "als kop of centraal genoemd",
    "teaching": "bij een woord van leren of oefenen",
    "nearest": "de hoeveelste plaats van het item, naar de woorden van de hele fiche",
    "closeness": "hoe dicht de hele fiche bij het item ligt, naast het dichtste item",
    "words": "woorden van het item zelf",
    "name": "het meest zeggende woord uit zijn naam",
    "together": "hoeveel van zijn naam samen in één zin staat",
    "near": "hoe dicht de hele fiche bij het item ligt",
    "ahead": "hoe ver dat voor of achter het dichtste andere item is",
}
_KINDS = {
    "exact": "letterlijk",
    "stem": "andere vorm",
    "compound": "samenstelling",
    "fuzzy": "tikfout hersteld",
    "similarity": "gedeeld woord",
}
_MOST_PASSAGES = 6
_LONGEST = 110


def explain_command(
    course_list: Path = argument("LIJST", "Excel-lijst met opleidingsonderdelen."),
    course: str = option("--course CODE", "Code of naam van het opleidingsonderdeel.", ...),
    *,
    item: list[str] | None = option("--item ITEM", "Enkel dit item: id of kader:id. Herhaalbaar."),
    framework: list[str] | None = FRAMEWORKS,
    profile: str | None = PROFILE,
    matrix: Path | None = MATRIX,
    limit: list[str] | None = LIMIT,
) -> None:
    """Leg uit waarom koppelingen van één opleidingsonderdeel wel of niet voorgesteld worden."""
    from swcompetence.files.formats.read_limits import LIMITS
    from swcompetence.matching import explain
    from swcompetence.text import pasted_text, reading_of, shared_text
    from swcompetence.workflow.mapping import editions_to_map, read_lists
    from swcompetence.workflow.matrix import marks_of, matrices_beside

    frameworks = editions_to_map(framework or [])
    curricula, issues = read_lists(
        [course_list], profile=profile_named(profile), limits=LIMITS.raised(limit or [])
    )
    sheet = _course(course, curricula[0].courses, course_list)
    items = [_item(name, frameworks) for name in item or []]
    matrices, _ = matrices_beside({course_list: curricula[0]}, issues, matrix)
    marks = marks_of(sheet.id, curricula[0], matrices, frameworks)
    ledger = explain(sheet, frameworks, items=items, pasted=pasted_text(curricula[0]))
    result(f"{sheet.code}  {sheet.title}")
    if reading_of(sheet).skipped == "language":
        result("Deze fiche staat niet in het Nederlands: ‘map’ leest ze niet en stelt niets voor.")
    least = _number(math.log(ledger.core / (1 - ledger.core)))
    result(
        f"Een zekerheid van {_number(ledger.core)} of meer heet onderwerp: een som van minstens"
        f" {least}. Daaronder is het hoogstens terloops."
    )
    shared = shared_text(curricula[0])
    for entry in ledger.entries:
        _show(entry, shared, marks.pop(entry.item, ()))
    for ref, of_item in marks.items():
        if not items:
            label = next(f.item(ref.item).label for f in frameworks if f.id == ref.framework)
            result(f"\n{label} ({ref}): niet voorgesteld, geen woord ervan staat in de fiche")
            _show_marks(of_item)


def _course(asked: str, courses: Sequence[Course], path: Path) -> Course:
    from rapidfuzz import process

    from swcompetence.errors import InputFileError

    name = single_spaced(asked).casefold()
    for course in courses:
        if name in {course.code.casefold(), course.id.casefold(), course.title.casefold()}:
            return course
    names = {course.id: f"{course.code} {course.title}" for course in courses}
    near = [full for full, _, _ in process.extract(asked, names, limit=3)]
    raise InputFileError(
        path,
        f"Er is geen opleidingsonderdeel met code of naam ‘{asked}’.",
        f"Bedoelde u {', '.join(near)}?",
    )


def _item(ref: str, frameworks: Sequence[Framework]) -> ItemRef:
    """Give the reference of an item that may be named without its framework."""
    name, colon, item_id = ref.rpartition(":")
    for framework in frameworks:
        if (not colon or framework.id == name) and framework.has_item(item_id):
            return framework.item_ref(framework.item(item_id))
    chosen = next((f for f in frameworks if f.id == name), frameworks[0])
    return chosen.item_ref(chosen.item(item_id))


def _number(number: float, sign: str = "") -> str:
    return dutch_number(number, f"{sign}.2f")


def _show_marks(marks: Sequence[MatrixMark]) -> None:
    from swcompetence.review.evidence import mark_words

    for mark in marks:
        result(f"  {mark_words(mark)}")


def _show(entry: Entry, shared: SharedText, marks: Sequence[MatrixMark]) -> None:
    from swcompetence.model import Band
    from swcompetence.report.findings.wording import CONTEXT_WORDS
    from swcompetence.review.evidence import taken_from_words
    from swcompetence.review.sheet import TREATMENT_WORDS

    proposed = f"VOORGESTELD als {TREATMENT_WORDS[entry.treatment]}"
    state = proposed if entry.proposed else "niet voorgesteld"
    chances = (
        f"zekerheid {_number(entry.confidence)}, kans op een vermelding {_number(entry.mention)}"
        if entry.band is not Band.NOT_MEASURED
        else f"zekerheid {Band.NOT_MEASURED}"
    )
    result(f"\n{entry.label} ({entry.item}): {state}, {chances}")
    _show_marks(marks)
    if entry.tie:
        words = ", ".join(f"“{words}”" for words in entry.tie_words)
        shown = f": {words}" if words else ""
        result(f"  {CONTEXT_WORDS[entry.tie_context]}{shown}")
    if entry.lacks:
        result(f"  ontbreekt: {entry.lacks}")
    _show_sum(entry)
    for passage in entry.passages[:_MOST_PASSAGES]:
        strength = "sterk" if passage.strong else "zwak"
        text = single_spaced(passage.text)
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        copies = shared.copies(passage.segment)
        note = f"; gedeelde tekst, in {copies} fiches" if copies > 1 else ""
        origin = f"; {taken_from_words(passage.taken_from)}" if passage.taken_from else ""
        result(
            f"    “{shown}”  {strength}, {_KINDS[passage.kind]}; term: {passage.term}{origin}{note}"
        )
    if len(entry.passages) > _MOST_PASSAGES:
        result(f"    ... en {len(entry.passages) - _MOST_PASSAGES} andere plaatsen")


def _show_sum(entry: Entry) -> None:
    """Show what is added up, from the start on, and what confidence the sum comes to."""
    from swcompetence.matching.parameters import MOST_CERTAIN
    from swcompetence.model import Band

    if not entry.postings:
        return
    result(f"  {_number(entry.start, '+'):>6}  waarop elk item van het kader begint")
    for posting in entry.postings:
        result(f"  {_number(posting.amount, '+'):>6}  {_SIGNALS[posting.signal]}")
    amounts = (entry.start, *(posting.amount for posting in entry.postings))
    total = round(sum(amounts), 2)
    if rounding := round(total - sum(round(amount, 2) for amount in amounts), 2):
        result(f"  {_number(rounding, '+'):>6}  afronding")
    if entry.band is Band.NOT_MEASURED:
        result(f"  = {_number(total)} samen; welke kans dat is, is voor dit kader niet gemeten")
        return
    most = " (meer geeft de software nooit)" if entry.confidence >= MOST_CERTAIN else ""
    sure = f"zekerheid {_number(entry.confidence)}{most}"
    result(f"  = {_number(total)} samen, omgerekend naar een kans: {sure}")

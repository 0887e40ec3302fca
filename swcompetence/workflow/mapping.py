"""From course lists to a mapping, with earlier decisions, whole or in parts."""

from __future__ import annotations

import datetime as dt
import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, count, groupby
from pathlib import Path
from typing import NamedTuple

from swcompetence.errors import InputFileError
from swcompetence.exchange.sssom import ledger_tsv
from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.course_list import MATRIX_SEEN, read_course_list
from swcompetence.files.course_list.matrix import Matrix
from swcompetence.files.data.mapping_lines import by_course, course_line, head_line, mapping_lines
from swcompetence.files.formats.read_limits import LIMITS, ReadLimits
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.matching import (
    ProgrammeContext,
    programme_context,
    propose,
    propose_many,
    tool_of,
    used_frameworks,
)
from swcompetence.model import Course, CourseLinks, Curriculum, Framework, Issue, Mapping
from swcompetence.model.framework import Purpose
from swcompetence.model.issue import warning
from swcompetence.phrasing import counted, first_few
from swcompetence.registry import default_frameworks, frameworks_of, resolve_frameworks
from swcompetence.review.parts import Division, assignments, by_label, by_reviewer, split
from swcompetence.review.rollover import Rollover, carry_over
from swcompetence.review.sheet import LINKS_SHEET
from swcompetence.text import fold
from swcompetence.workflow.matrix import left_behind, matrices_beside, with_matrices, without_marks
from swcompetence.workflow.opening import open_mapping
from swcompetence.workflow.safekeeping import put_in_place


def read_lists(
    paths: Sequence[Path],
    *,
    programme_credits: float | None = None,
    limits: ReadLimits = LIMITS,
    profile: ColumnProfile | None = None,
) -> tuple[tuple[Curriculum, ...], tuple[Issue, ...]]:
    """Read course lists; with several, course ids are prefixed by the id of their curriculum.

    Raises:
        InputFileError: a file cannot be read, holds no course, or holds links instead.
    """
    lists = list(_each_list(paths, programme_credits, limits, profile))
    curricula = tuple(curriculum for _, curriculum, _ in lists)
    return curricula, tuple(issue for _, _, issues in lists for issue in issues)


def _each_list(
    paths: Sequence[Path],
    programme_credits: float | None,
    limits: ReadLimits,
    profile: ColumnProfile | None,
) -> Iterator[tuple[Path, Curriculum, tuple[Issue, ...]]]:
    taken: set[str] = set()
    for path in paths:
        curriculum, issues = read_course_list(
            path, programme_credits=programme_credits, limits=limits, profile=profile
        )
        if any(account.sheet == LINKS_SHEET for account in curriculum.ledger):
            raise InputFileError(
                path,
                f"Dit is een werkboek met koppelingen (blad {LINKS_SHEET}), geen lijst van"
                " opleidingsonderdelen.",
                "Maak er een rapport van met ‘swcompetence report’, of geef de lijst zelf.",
            )
        curriculum = curriculum.model_copy(update={"id": _free(curriculum.id, taken)})
        taken.add(curriculum.id)
        yield path, curriculum.with_full_ids() if len(paths) > 1 else curriculum, issues


def editions_to_map(
    names: Sequence[str] = (), earlier: Sequence[Path] = ()
) -> tuple[Framework, ...]:
    """Give the editions that a user asked for, or those that a programme is measured for.

    Those whose items are alternatives, as work fields, come along only when asked for, or where
    somebody decided on them in an earlier file.

    Raises:
        UnknownFrameworkError: a reference that leads nowhere.
        InputFileError: a path that leads nowhere, or an earlier file that cannot be read.
    """
    if names:
        return resolve_frameworks(names)
    decided = {
        link.item.framework
        for path in earlier
        for link in open_mapping(path)[0].links
        if link.decisions
    }
    return tuple(
        edition
        for edition in default_frameworks()
        if edition.purpose is Purpose.COVER or edition.id in decided
    )


def map_lists(  # noqa: PLR0913 - each is a choice of the user
    paths: Sequence[str | Path],
    frameworks: Sequence[Framework] | None = None,
    *,
    date: dt.date | None = None,
    programme_credits: float | None = None,
    limits: ReadLimits = LIMITS,
    profile: ColumnProfile | None = None,
    matrix: str | Path | None = None,
    matrix_decides: bool = False,
    progress: Callable[[Course, int], None] = lambda _course, _total: None,
    jobs: int = 1,
) -> Mapping:
    """Read course lists and propose links between their courses and framework items.

    A college's own matrix course x competence comes in as links with origin `curriculum`: that in
    a file of its own, and any that stands in a list, on its own sheet or in columns of the list.

    Args:
        paths: one or more lists; with several, course ids are prefixed by their list.
        frameworks: editions to map onto; None for those that a programme is measured for.
        date: the day to write in the mapping.
        programme_credits: nominal ECTS credits of the programme, where the list cannot tell.
        limits: how large a list may be.
        profile: what the columns of the lists hold; without it, recognised by their header.
        matrix: a file with the matrix of the college; those in the lists are read in any case.
        matrix_decides: count the marks as decided by the college; else they wait for lecturers.
        progress: called after every course, with the number of courses in all.
        jobs: processes that judge, see `propose_many`.

    Returns:
        The mapping: per course and framework every proposed link and the best others, each with
        literal evidence; the trouble met while reading stands in its `issues`.

    Raises:
        InputFileError: a file cannot be read, or holds no course, or the matrix none of these
            courses.
    """
    curricula, issues = read_lists(
        [Path(path) for path in paths],
        programme_credits=programme_credits,
        limits=limits,
        profile=profile,
    )
    matrices, of_matrix = matrices_beside(
        dict(zip(map(Path, paths), curricula, strict=True)), issues, matrix, limits=limits
    )
    if matrix_decides and not matrices:
        raise InputFileError(
            paths[0],
            "er is geen matrix van de opleiding om als besluit te tellen.",
            "Geef ze mee met --matrix, of laat --matrix-decides weg.",
        )
    issues = (*_without_seen(issues), *of_matrix)
    total = sum(len(curriculum.courses) for curriculum in curricula)
    editions = editions_to_map(()) if frameworks is None else tuple(frameworks)
    mapping = propose(
        curricula,
        editions,
        date=date,
        issues=issues,
        progress=lambda course: progress(course, total),
        jobs=jobs,
    )
    mapping = with_matrices(mapping, editions, matrices, is_decision=matrix_decides, date=date)
    return with_languages(mapping)


class StreamedList(NamedTuple):
    """One list of a stream, once it is mapped."""

    id: str
    courses: int
    proposed: int
    """Links that wait for a decision."""
    issues: tuple[Issue, ...]


def map_to_lines(  # noqa: PLR0913 - each is a choice of the user
    paths: Sequence[str | Path],
    frameworks: Sequence[Framework] | None = None,
    *,
    date: dt.date | None = None,
    programme_credits: float | None = None,
    limits: ReadLimits = LIMITS,
    profile: ColumnProfile | None = None,
    progress: Callable[[Course], None] = lambda _: None,
    tell: Callable[[StreamedList], None] = lambda _: None,
    jobs: int = 1,
) -> Iterator[bytes]:
    """Map course lists into JSON Lines, one course after the other, with flat memory.

    The links are those of `map_lists`; written to a file .jsonl, `open_mapping` gives the whole. A
    matrix that stands in a list comes along; that list is then held in memory with its links.

    Args:
        paths: the lists; with several, course ids are prefixed by their list.
        frameworks: as for `map_lists`.
        date: the day to write in the mapping.
        programme_credits: nominal ECTS credits of the programmes, where the lists cannot tell.
        limits: how large a list may be.
        profile: what the columns of the lists hold.
        progress: called after every course.
        tell: called after every list.
        jobs: processes that judge, see `propose_many`.

    Raises:
        InputFileError: a file cannot be read or holds no course.
    """
    editions = editions_to_map(()) if frameworks is None else tuple(frameworks)
    waiting: deque[tuple[Curriculum, tuple[Matrix, ...], tuple[Issue, ...]]] = deque()

    def contexts() -> Iterator[ProgrammeContext]:
        files = [Path(path) for path in paths]
        for path, listed, issues in _each_list(files, programme_credits, limits, profile):
            context = programme_context(listed)
            matrices, _ = matrices_beside({path: listed}, issues, None, limits=limits)
            waiting.append((context.curriculum, matrices, _without_seen(issues)))
            yield context

    every = propose_many(contexts(), editions, jobs=jobs)
    for _, of_list in groupby(every, key=lambda judged: judged.curriculum):
        judged_courses: Iterator[CourseLinks] = of_list
        curriculum, matrices, issues = waiting.popleft()
        mapping = Mapping(
            tool=tool_of(),
            date=date,
            curricula=(curriculum,),
            frameworks=used_frameworks(editions),
            links=(),
            issues=issues,
        )
        if matrices:
            links = tuple(link for judged in judged_courses for link in judged.links)
            mapping = mapping.model_copy(update={"links": links})
            mapping = with_matrices(mapping, editions, matrices, date=date)
            judged_courses = by_course(mapping)
        mapping = with_languages(mapping)
        yield head_line(mapping)
        proposed = 0
        for judged in judged_courses:
            proposed += sum(link.proposed for link in judged.links)
            yield course_line(judged)
            progress(judged.course)
        tell(StreamedList(curriculum.id, len(curriculum.courses), proposed, mapping.issues))


MAPPING_CODES: dict[str, str] = {
    "language-not-read": "Fiches in een andere taal dan het Nederlands zijn niet gelezen.",
}
"""Issues that mapping adds to those of reading: code -> what it means."""
_LANGUAGES = {"en": "Engels", "fr": "Frans"}
_MOST_NAMED = 5


def with_languages(mapping: Mapping) -> Mapping:
    """Tell which courses were not read because of their language."""
    issues = list(mapping.issues)
    for language, name in _LANGUAGES.items():
        unread = [
            f"‘{course.title}’"
            for course in mapping.courses
            if (read := course.read) and read.skipped == "language" and read.language == language
        ]
        if unread:
            what = counted(len(unread), "opleidingsonderdeel", "opleidingsonderdelen")
            issues.append(
                warning(
                    "language-not-read",
                    f"{what} niet gelezen ({name}):"
                    f" {first_few(unread, _MOST_NAMED, ' en nog {n}')}. De software leest enkel"
                    " Nederlands; kijk deze fiches zelf na.",
                )
            )
    return mapping.model_copy(update={"issues": tuple(issues)})


def _without_seen(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Leave out that a list holds a matrix, which is told where it is read."""
    return tuple(issue for issue in issues if issue.code != MATRIX_SEEN)


def _free(name: str, taken: Collection[str]) -> str:
    """Give a name that nothing has yet: as it is, or with a number."""
    numbered = (f"{name}-{number}" for number in count(2))
    return next(free for free in chain([name], numbered) if free not in taken)


class FileRollover(NamedTuple):
    """What became of the decisions in one file."""

    path: Path
    rollover: Rollover


def with_decisions(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    paths: Sequence[Path],
    *,
    today: dt.date | None = None,
) -> tuple[Mapping, tuple[FileRollover, ...]]:
    """Take decisions over from review workbooks or mappings of earlier lists.

    Where somebody decided differently in two of them, without dates, the newest file counts: that
    with the latest day, and of one day that which is named last.

    Raises:
        InputFileError: a file cannot be read or holds no mapping.
    """
    opened = [(path, *open_mapping(path, today=today)) for path in paths]
    opened.sort(key=lambda entry: entry[1].date or dt.date.min)
    accounts: dict[Path, Rollover] = {}
    has_matrix = any(link.marks for link in mapping.links)
    for path, old, issues in reversed(opened):
        said_before = without_marks(old) if has_matrix else old
        mapping, accounts[path] = carry_over(mapping, said_before, frameworks)
        behind = () if has_matrix else left_behind(old, path.name)
        all_issues = dict.fromkeys((*mapping.issues, *issues, *behind))
        mapping = mapping.model_copy(update={"issues": tuple(all_issues)})
    return mapping, tuple(FileRollover(path, accounts[path]) for path in dict.fromkeys(paths))


_LEDGER = ".sssom.tsv"


def render_mapping(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    target: Path,
    *,
    blind_seed: int | None = None,
) -> bytes:
    """Render a mapping in the format that the name of the target asks for.

    A blind workbook or page has its rows in the order of a number.

    Raises:
        InputFileError: the name asks for a format that does not exist, or that hides nothing.
    """
    if blind_seed is not None and target.suffix.lower() not in {".xlsx", ".html"}:
        raise InputFileError(
            target,
            "Blind nakijken kan enkel in een werkboek of een pagina.",
            "Gebruik een naam op .xlsx of .html.",
        )
    if target.name.lower().endswith(_LEDGER):
        return ledger_tsv(mapping, frameworks).encode()
    match target.suffix.lower():
        case ".json":
            return mapping.to_json().encode()
        case ".jsonl":
            return b"".join(mapping_lines(mapping))
        case ".xlsx":
            from swcompetence.report.review_book.book import render_review_book

            return render_review_book(mapping, frameworks, blind_seed=blind_seed)
        case ".html":
            from swcompetence.browser.review_page import render_review_page

            return render_review_page(mapping, frameworks, blind_seed=blind_seed)
        case suffix:
            raise InputFileError(
                target,
                f"Het formaat ‘{suffix or 'zonder extensie'}’ kan hier niet geschreven worden.",
                "Gebruik een naam op .xlsx (werkboek om na te kijken), .html (pagina om na te"
                " kijken), .json of .jsonl (voor programma's) of .sssom.tsv (lijst van besluiten).",
            )


def write_mapping(
    mapping: Mapping,
    path: str | Path,
    frameworks: Sequence[Framework] | None = None,
    *,
    blind_seed: int | None = None,
    force: bool = False,
) -> Path | None:
    """Write a mapping for those who decide on it, or for other programs, by the name of the file.

    Args:
        mapping: what `propose`, `map_lists` or `merge` made.
        path: the review workbook (.xlsx), the page in which lecturers decide (.html), JSON (.json,
            .jsonl) or the list of decisions (.sssom.tsv); it is written whole or not at all.
        frameworks: the editions that its links point into; None where these are all shipped.
        blind_seed: hide what the program and others think, in the order of this number.
        force: replace a file that exists.

    Returns:
        The dated copy of a replaced file in which people had decided something, else None.

    Raises:
        InputFileError: the name asks for another format, or the folder takes no file.
        TargetExistsError: the file exists and `force` is off.
        TargetLockedError: the file is open in another program.
        UnknownFrameworkError: an edition of the mapping is not shipped and was not given.
    """
    path = Path(path)
    editions = frameworks_of(mapping) if frameworks is None else frameworks
    content = render_mapping(mapping, editions, path, blind_seed=blind_seed)
    return put_in_place(path, content, force=force)


_UNSAFE = re.compile(r"[^a-z0-9]+")
_LONGEST = 60


def render_parts(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    targets: Sequence[Path],
    *,
    split_by: str | None = None,
    blind_seed: int | None = None,
) -> tuple[dict[Path, bytes], tuple[Issue, ...]]:
    """Render a mapping whole, or each of its parts as `divide` makes them, by the file to write.

    The targets are those of the whole, by format; parts get their names and their own.

    Raises:
        NotDivisibleError: no course says its track or phase.
        InputFileError: the list of reviewers cannot be read, or the target has no known format.
    """
    parts, issues = divide(mapping, split_by) if split_by else ((mapping,), ())
    files = {
        path: render_mapping(part, frameworks, path, blind_seed=blind_seed)
        for target in targets
        for path, part in zip(
            part_targets(target, parts) if split_by else [target], parts, strict=True
        )
    }
    return files, issues


def divide(mapping: Mapping, by: str) -> tuple[tuple[Mapping, ...], tuple[Issue, ...]]:
    """Divide a mapping into parts that `review` can bring together again.

    By `traject`, `fase`, or the path of a list with the columns code and naam. What that list
    leaves open is told, and stands in every part.

    Raises:
        NotDivisibleError: no course says its track or phase.
        InputFileError: the list cannot be read, or gives nobody a course.
    """
    what = by.strip().casefold()
    is_label = what in {"traject", "fase"}
    divisions, issues = (by_label(mapping, what), ()) if is_label else _by_list(mapping, Path(by))
    whole = mapping.model_copy(update={"issues": (*mapping.issues, *issues)})
    return split(whole, divisions), issues


def _by_list(mapping: Mapping, path: Path) -> tuple[tuple[Division, ...], tuple[Issue, ...]]:
    if not path.suffix and not path.exists():
        raise InputFileError(
            path,
            "hierop kan niet verdeeld worden.",
            "Kies traject of fase, of geef een CSV met de kolommen code;naam.",
        )
    tables, of_file = read_workbook(path)
    rows = assignments(tables)
    divisions, issues = by_reviewer(mapping, rows)
    if len(issues) > len(rows):
        raise InputFileError(
            path,
            "geen enkele code in deze lijst staat in de cursuslijst.",
            "Zet in de eerste kolom de code van een opleidingsonderdeel en in de tweede een naam.",
        )
    return divisions, (*of_file, *issues)


def part_targets(target: Path, parts: Sequence[Mapping]) -> tuple[Path, ...]:
    """Give each part its own file name beside the target, safe in every file system.

    Accents and signs are written plainly; names that come out alike get a number.
    """
    taken: set[str] = set()
    targets = []
    for part in parts:
        bare = _UNSAFE.sub("-", fold(part.part.name if part.part else "")).strip("-")
        name = _free(bare[:_LONGEST].strip("-") or "deel", taken)
        taken.add(name)
        targets.append(target.with_stem(f"{target.stem}-{name}"))
    return tuple(targets)

"""From mappings to gap reports: which programmes, which yardstick and notes, into which files."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError
from rapidfuzz import fuzz, process

from swcompetence.analysis.base import NO_SETTINGS, BaseSettings
from swcompetence.analysis.checks.check import Check, Outcome, Weight
from swcompetence.analysis.checks.checks import CHECK_CODES, CHECK_RULES, CHECK_TITLES
from swcompetence.errors import InputFileError, UnknownCheckError
from swcompetence.files.data.placement_table import read_placement_table
from swcompetence.files.formats.file_kind import read_bytes
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.model import (
    GAPS_SHEET,
    STATEMENTS_SHEET,
    BoardNotes,
    Framework,
    Issue,
    Mapping,
    Reference,
    Severity,
    Table,
)
from swcompetence.model.issue import Place, warning
from swcompetence.model.mapping import OCMW
from swcompetence.registry import frameworks_of
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.report_json import read_noted, render_json
from swcompetence.report.findings.view import ReportSettings, build_report
from swcompetence.review.board import (
    has_board_sheet,
    holds_notes,
    join_notes,
    known_notes,
    read_board,
)
from swcompetence.review.parts import differences
from swcompetence.text import fold
from swcompetence.workflow.comparing import compare_lists
from swcompetence.workflow.opening import open_mapping
from swcompetence.workflow.references import open_reference
from swcompetence.workflow.safekeeping import beside, put_in_place, refuse_existing


class ReportKind(StrEnum):
    """What a report can be written as; the values are the ends of file names."""

    WORKBOOK = "xlsx"
    """For a board, which notes its decisions in it."""
    PAGE = "html"
    """To show and to send: one file that needs no network."""
    JSON = "json"
    """For programs: `swcompetence/gap-report@2`."""
    PICTURE = "svg"
    """The picture of page one, for a slide."""


def report_kind(target: Path) -> ReportKind:
    """Give the kind of report that the name of a target asks for.

    Raises:
        InputFileError: the name asks for a format that does not exist.
    """
    suffix = target.suffix.lower().removeprefix(".")
    if suffix not in set(ReportKind):
        raise InputFileError(
            target,
            "Een hiatenrapport is een werkboek, een webpagina, JSON of een figuur.",
            "Gebruik een naam op .xlsx, .html, .json of .svg.",
        )
    return ReportKind(suffix)


def render_report(report: GapReport, kind: ReportKind, *, is_full: bool = False) -> bytes:
    """Write a report as one file; the same report gives the same bytes.

    A full workbook also holds the evidence, which the page always does.
    """
    match kind:
        case ReportKind.WORKBOOK:
            from swcompetence.report.workbook import render_workbook

            return render_workbook(report, is_full=is_full)
        case ReportKind.PAGE:
            from swcompetence.report.page import render_page

            return render_page(report).encode()
        case ReportKind.JSON:
            return render_json(report).encode()
        case ReportKind.PICTURE:
            from swcompetence.report.page import render_picture

            return render_picture(report).encode()


def write_report(
    report: GapReport, path: str | Path, *, is_full: bool = False, force: bool = False
) -> Path | None:
    """Write a report as a workbook, a web page, JSON or a picture (.svg), by the name of the file.

    Args:
        report: what `build_report` made.
        path: the file to write; it is written whole or not at all.
        is_full: put the evidence in a workbook as well.
        force: replace a file that exists.

    Returns:
        The dated copy of a replaced file in which people had noted something, else None.

    Raises:
        InputFileError: the name asks for another format, or the folder takes no file.
        TargetExistsError: the file exists and `force` is off.
        TargetLockedError: the file is open in another program.
    """
    path = Path(path)
    content = render_report(report, report_kind(path), is_full=is_full)
    return put_in_place(path, content, force=force)


class ReportWishes(NamedTuple):
    """What a board asks of its report, beside the mapping."""

    frameworks: Sequence[str] = ()
    """References or paths of editions that are not shipped."""
    reference: str | None = None
    """See `open_reference`; None for equal weights."""
    compare: Sequence[Path] = ()
    """Earlier mappings, oldest first."""
    board: Sequence[Path] = ()
    """Earlier reports in which a board noted something."""
    track: str | None = None
    """A modeltraject: a file with the codes of its courses, or a track of the list."""
    placements: Path | None = None
    """The college's own table of placements: year, sector, students."""
    is_full: bool = False
    """Put the evidence in workbooks as well."""


NO_WISHES = ReportWishes()
"""Shipped editions, equal weights, nothing noted, nothing compared."""


class MadeReport(NamedTuple):
    """One programme, told."""

    report: GapReport
    files: dict[Path, bytes]
    """Target -> content; nothing is written yet."""
    board: BoardNotes
    """What a board noted in earlier reports, and in files about to be replaced."""
    issues: tuple[Issue, ...]
    """The trouble met on the way, without what the report itself tells."""


class _Programme(NamedTuple):
    source: Path
    mapping: Mapping
    """Of one curriculum."""
    frameworks: tuple[Framework, ...]
    issues: tuple[Issue, ...]
    is_alone: bool
    """Whether its file holds no other."""


def make_reports(
    paths: Sequence[Path],
    targets: Sequence[Path] = (),
    wishes: ReportWishes = NO_WISHES,
    *,
    date: dt.date | None,
    force: bool = False,
    progress: Callable[[str], None] = lambda _step: None,
) -> tuple[MadeReport, ...]:
    """Build and render the report of every programme in some mappings; write nothing.

    Without targets there is one workbook beside each mapping; with several programmes the id of
    each is added to the names. What a board noted in targets that may be replaced is taken over.

    Raises:
        InputFileError: a file cannot be read or is no such file, or two files are about one list.
        TargetExistsError: a target exists and `force` is off.
        TargetLockedError: a target is open in another program.
        UnknownFrameworkError: an edition of a mapping is not at hand.
        UnknownReferenceError: the reference is neither a name nor a path.
        ReferenceMismatchError: the reference is about another framework than OCMW practice.
    """
    for target in targets:
        report_kind(target)
    progress("Koppelingen lezen")
    programmes = _open(paths, wishes.frameworks, date)
    if wishes.board and len(programmes) > 1:
        raise InputFileError(
            wishes.board[0],
            f"Hier zijn {len(programmes)} opleidingsprogramma's; notities horen bij één.",
            "Maak de rapporten apart. Notities in een rapport dat u met --force vervangt, worden"
            " vanzelf overgenomen.",
        )
    aims = _targets(programmes, targets)
    for path in (path for programme_targets in aims for path in programme_targets):
        refuse_existing(path, force=force)
    return tuple(
        _make(programme, programme_targets, wishes, date, progress)
        for programme, programme_targets in zip(programmes, aims, strict=True)
    )


def _open(paths: Sequence[Path], extra: Sequence[str], today: dt.date | None) -> list[_Programme]:
    programmes: list[_Programme] = []
    for path in paths:
        mapping, issues = open_mapping(path, today=today)
        frameworks = frameworks_of(mapping, extra)
        for curriculum in mapping.curricula:
            only = mapping.only(curriculum.id)
            twin = next((x for x in programmes if not differences(x.mapping, only)), None)
            if twin:
                raise InputFileError(
                    path,
                    f"Dit bestand gaat over dezelfde lijst als ‘{twin.source.name}’.",
                    "Breng de besluiten eerst samen met ‘swcompetence review BESTANDEN -o"
                    " samengevoegd.xlsx’ en maak daaruit het rapport.",
                )
            is_alone = len(mapping.curricula) == 1
            programmes.append(_Programme(path, only, frameworks, issues, is_alone))
    return programmes


def _targets(programmes: Sequence[_Programme], asked: Sequence[Path]) -> list[tuple[Path, ...]]:
    """Give every programme files of its own."""
    taken: set[Path] = set()
    targets_of_all = []
    for programme in programmes:
        paths = tuple(dict.fromkeys(asked)) or (beside(programme.source, "hiaten"),)
        needs_name = len(programmes) > 1 if asked else not programme.is_alone
        name = programme.mapping.curricula[0].id
        stems = {path: f"{path.stem}-{name}" if needs_name else path.stem for path in paths}
        number = 1
        while taken & {_named(path, stem, number) for path, stem in stems.items()}:
            number += 1
        targets = tuple(_named(path, stem, number) for path, stem in stems.items())
        taken |= set(targets)
        targets_of_all.append(targets)
    return targets_of_all


def _named(path: Path, stem: str, number: int) -> Path:
    return path.with_stem(stem if number == 1 else f"{stem}-{number}")


def _make(
    programme: _Programme,
    targets: tuple[Path, ...],
    wishes: ReportWishes,
    date: dt.date | None,
    progress: Callable[[str], None],
) -> MadeReport:
    progress("Rapport opstellen")
    reference = _reference(programme, wishes.reference)
    comparison, of_compared = (
        compare_lists([*wishes.compare, programme.source], frameworks=wishes.frameworks)
        if wishes.compare
        else (None, ())
    )
    noted, of_noted = open_board(wishes.board, programme.mapping, programme.frameworks)
    kept, of_kept = notes_in_targets(targets, programme.mapping, programme.frameworks)
    board, of_both = join_notes([noted, kept])
    base, of_base = _base(programme, wishes.track)
    placement_table, of_placements = (
        read_placement_table(wishes.placements) if wishes.placements else (None, ())
    )
    report = build_report(
        programme.mapping,
        programme.frameworks,
        date=date,
        settings=ReportSettings(
            reference=reference,
            board=board,
            comparison=comparison,
            base=base,
            placement_table=placement_table,
        ),
    )
    issues = (
        *programme.issues,
        *(reference.issues if reference else ()),
        *of_compared,
        *of_noted,
        *of_kept,
        *of_both,
        *of_base,
        *of_placements,
    )
    progress("Bestanden maken")
    return MadeReport(
        report=report,
        files={
            path: render_report(report, report_kind(path), is_full=wishes.is_full)
            for path in targets
        },
        board=board,
        issues=tuple(dict.fromkeys(issues)),
    )


def _reference(programme: _Programme, text: str | None) -> Reference | None:
    if text is None:
        return None
    framework = next((edition for edition in programme.frameworks if edition.id == OCMW), None)
    if framework is None:
        raise InputFileError(
            programme.source,
            f"Deze koppelingen gaan niet over het kader {OCMW}: een referentie meet hier niets.",
            "Laat --reference weg.",
        )
    return open_reference(text, framework)


def _base(programme: _Programme, track: str | None) -> tuple[BaseSettings, tuple[Issue, ...]]:
    """Say what a student can take: the courses that a file names, or one track of the list."""
    if track is None:
        return NO_SETTINGS, ()
    courses, path = programme.mapping.courses, Path(track)
    if path.is_file():
        return _route_in(
            path, {c: course.id for course in courses for c in (course.id, course.code)}
        )
    tracks = {course.track.strip() for course in courses if course.track}
    if track in tracks:
        return BaseSettings(track=track), ()
    names = ", ".join(f"‘{name}’" for name in sorted(tracks)) or "geen"
    raise InputFileError(
        programme.source,
        f"‘{track}’ is geen bestand en geen traject van deze lijst (trajecten: {names}).",
        "Geef een bestand met codes, of de naam van een traject.",
    )


TRACK_CODES: dict[str, str] = {
    "track-code-unknown": "Een code van een modeltraject staat niet in de lijst.",
}
"""Issues of reading a modeltraject: code -> what it means."""


def _route_in(path: Path, known: dict[str, str]) -> tuple[BaseSettings, tuple[Issue, ...]]:
    """Read the codes in the column of a file that holds most of them."""
    tables, _ = read_workbook(path)
    columns: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for table in tables:
        for row in table.rows:
            for place, value in enumerate(row.values):
                if value.strip():
                    cell = (value.strip(), row.address(place))
                    columns.setdefault((table.sheet, place), []).append(cell)
    hits = {place: sum(code in known for code, _ in cells) for place, cells in columns.items()}
    if not any(hits.values()):
        raise InputFileError(
            path,
            "Hierin staat geen enkele code van een opleidingsonderdeel uit de lijst.",
            "Geef een werkblad of .csv met de codes van het modeltraject.",
        )
    best = max(hits, key=lambda place: hits[place])
    first = next(number for number, (code, _) in enumerate(columns[best]) if code in known)
    chosen = columns[best][first:]
    unknown = tuple(
        warning(
            "track-code-unknown",
            f"‘{code}’ is geen code van deze lijst en telt niet mee in het modeltraject.",
            Place(file=path.name, sheet=best[0], cell=address),
        )
        for code, address in chosen
        if code not in known
    )
    route = dict.fromkeys(known[code] for code, _ in chosen if code in known)
    return BaseSettings(route=tuple(route)), unknown


_ADVICE = "Geef een hiatenrapport dat ‘swcompetence report’ schreef: .xlsx of .json."
_NO_SHEET = f"Hierin staat geen blad {GAPS_SHEET} en geen blad {STATEMENTS_SHEET}."
_JSON = ".json"


def open_board(
    paths: Sequence[Path], mapping: Mapping, frameworks: Sequence[Framework]
) -> tuple[BoardNotes, tuple[Issue, ...]]:
    """Read the notes of a board out of earlier reports, workbooks or JSON, for a new one.

    Gives everything that was noted, joined, and what could not be taken over.

    Raises:
        InputFileError: a file cannot be read, or is no gap report.
    """
    notes: list[BoardNotes] = []
    issues: list[Issue] = []
    tables: list[Table] = []
    for path in paths:
        if path.suffix.lower() == _JSON:
            try:
                board = read_noted(read_bytes(path))
            except ValidationError as error:
                raise InputFileError(path, "Dit is geen hiatenrapport.", _ADVICE) from error
            noted, more = known_notes(
                board, mapping, frameworks, checks=CHECK_TITLES, file=path.name
            )
            notes.append(noted)
            issues += more
            if board.statements or board.actions:
                about = json.loads(read_bytes(path)).get("programme", {})
                names = ", ".join(filter(None, map(about.get, ("programme", "college"))))
                issues += _of_other_programme(path, names, mapping)
        else:
            sheets, more = read_workbook(path)
            if not any(map(has_board_sheet, sheets)):
                raise InputFileError(path, _NO_SHEET, _ADVICE)
            tables += sheets
            if holds_notes(sheets):
                noted_on = next(table for table in sheets if has_board_sheet(table))
                names = next((row.values[0] for row in noted_on.rows if row.number == _ABOUT), "")
                issues += _of_other_programme(path, names, mapping)
            # What says that something a board wrote could not be read.
            board_sheets = {table.sheet for table in sheets if has_board_sheet(table)}
            of_board = (issue for issue in more if issue.where.sheet in board_sheets)
            issues += [issue for issue in of_board if issue.severity is not Severity.INFO]
    if tables:
        noted, more = read_board(tables, mapping, frameworks, check_codes=CHECK_CODES)
        notes.append(noted)
        issues += more
    joined, more = join_notes(notes)
    return joined, tuple(dict.fromkeys((*issues, *more)))


_ABOUT = 2
"""Row in which a sheet of a report names its programme."""


def _of_other_programme(path: Path, names: str, mapping: Mapping) -> Iterator[Issue]:
    """Tell that notes come from the report of another college or programme."""
    here = mapping.curricula[0]
    wanted = [name for name in (here.programme, here.college) if name]
    if names and not all(fold(name) in fold(names) for name in wanted):
        yield warning(
            "board-other-programme",
            f"De notities in {path.name} gaan over ‘{names}’, dit rapport over"
            f" ‘{', '.join(wanted)}’. Wat bij een kaderitem of code van hier past, is overgenomen."
            " Is het een andere opleiding, maak het rapport dan opnieuw zonder dat bestand.",
            Place(file=path.name),
        )


def notes_in_targets(
    targets: Sequence[Path], mapping: Mapping, frameworks: Sequence[Framework]
) -> tuple[BoardNotes, tuple[Issue, ...]]:
    """Read the notes in files that a report is about to replace, so that none of them is lost.

    A board writes in a workbook. The JSON beside it may be older, so it is only asked where no
    workbook is replaced. A file that holds no notes, or is something else, says nothing.
    """
    there = [path for path in targets if path.is_file() and path.stat().st_size]
    books = [path for path in there if path.suffix.lower() == ".xlsx"]
    notes = BoardNotes()
    issues: list[Issue] = []
    for path in books or [path for path in there if path.suffix.lower() == _JSON]:
        try:
            noted, of_board = open_board([path], mapping, frameworks)
        except InputFileError:
            if books and _is_damaged(path):
                text = (
                    f"‘{path.name}’ is niet leesbaar: wat de opleidingscommissie daarin noteerde,"
                    " is niet overgenomen."
                )
                issues.append(warning("board-file-unreadable", text, Place(file=path.name)))
            continue
        notes, more = join_notes([notes, noted])
        issues += [*of_board, *more]
    return notes, tuple(dict.fromkeys(issues))


def _is_damaged(path: Path) -> bool:
    """Say whether a workbook cannot be read, so that notes may stand in it."""
    try:
        read_workbook(path)
    except InputFileError:
        return True
    return False


ALL_CHECKS = "alles"
"""Stands for every check."""
_NEAR = 60


class WatchResult(NamedTuple):
    """What the watched checks came to."""

    failed: tuple[Check, ...]
    """Those that found something."""
    undecided: tuple[Check, ...]
    """Those that found nothing and could not judge all: they do not fail, nor do they pass."""


def watched_checks(words: Iterable[str]) -> frozenset[str]:
    """Give the codes of the checks that words stand for.

    Args:
        words: codes of checks, `alles`, or weights (`hoog`, `midden`, `laag`).

    Raises:
        UnknownCheckError: a word is none of these; says which codes exist.
    """
    by_code = {rule.code: {rule.code} for rule in CHECK_RULES}
    by_weight = {
        weight.value: {rule.code for rule in CHECK_RULES if rule.weight is weight}
        for weight in Weight
    }
    meant = {ALL_CHECKS: set(by_code), **by_weight, **by_code}
    codes: set[str] = set()
    for word in words:
        name = word.strip().casefold()
        if name not in meant:
            near = process.extract(
                name, list(meant), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=2
            )
            raise UnknownCheckError(word, list(by_code), [likely for likely, _, _ in near])
        codes |= meant[name]
    return frozenset(codes)


def watch(checks: Iterable[Check], watched: Collection[str]) -> WatchResult:
    """Say which of the watched checks found something, and which could not judge everything."""
    mine = [check for check in checks if check.code in watched]
    open_ends = {Outcome.NOT_JUDGED, Outcome.PARTLY}
    return WatchResult(
        failed=tuple(check for check in mine if check.outcome is Outcome.FOUND),
        undecided=tuple(check for check in mine if check.outcome in open_ends),
    )

"""One run of reporting: which programmes, with which yardstick and notes, into which files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from swcompetence.analysis import FLOOR_CREDITS
from swcompetence.analysis.comparison.comparison import Comparison
from swcompetence.errors import InputFileError
from swcompetence.matching import tool_version
from swcompetence.model import BoardNotes, Framework, Issue, Mapping, Reference
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.practice import OCMW
from swcompetence.report.findings.view import ReportSettings, build_report
from swcompetence.review import differences, join_notes
from swcompetence.workflow.board_notes import notes_in_targets, open_board
from swcompetence.workflow.comparing import compare_lists
from swcompetence.workflow.gap_report import frameworks_of, kind_of, open_mapping, render_report
from swcompetence.workflow.outputs import beside
from swcompetence.workflow.references import open_reference
from swcompetence.workflow.safekeeping import refuse_existing


class ReportWishes(NamedTuple):
    """What a board asks of its report, beside the mapping."""

    frameworks: Sequence[str] = ()
    """References or paths of editions that are not shipped."""
    reference: str | None = None
    """See `open_reference`; None for equal weights."""
    floor: float | None = None
    """ECTS credits below which a theme is underexposed; None for the agreed number."""
    compare: Sequence[Path] = ()
    """Earlier mappings, oldest first."""
    board: Sequence[Path] = ()
    """Earlier reports in which a board noted something."""


NO_WISHES = ReportWishes()
"""Shipped editions, equal weights, nothing noted, nothing compared."""


class MadeReport(NamedTuple):
    """One programme, told."""

    report: GapReport
    files: dict[Path, bytes]
    """Target -> content; nothing is written yet."""
    kept: BoardNotes
    """The notes that stood in files about to be replaced."""
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
) -> tuple[MadeReport, ...]:
    """Build and render the report of every programme in some mappings; write nothing.

    Args:
        paths: review workbooks or mappings in JSON, of different lists.
        targets: the files to make, by their names .xlsx, .html or .json; empty for one workbook
            beside each mapping. With several programmes the id of each is added to the names.
        wishes: what else the board asks for.
        date: the day to write on the reports.
        force: targets may be replaced; what a board noted in them is taken over.

    Raises:
        InputFileError: a file cannot be read or is no such file, or two files are about one list.
        TargetExistsError: a target exists and `force` is off.
        TargetLockedError: a target is open in another program.
        UnknownFrameworkError: an edition of a mapping is not at hand.
        UnknownReferenceError: the reference is neither a name nor a path.
        ReferenceMismatchError: the reference is about another framework than OCMW practice.
    """
    for target in targets:
        kind_of(target)
    programmes = _open(paths, wishes.frameworks)
    if wishes.board and len(programmes) > 1:
        raise InputFileError(
            wishes.board[0],
            f"Hier zijn {len(programmes)} opleidingsprogramma's; notities horen bij één.",
            "Maak de rapporten apart. Notities in een rapport dat u met --force vervangt, worden"
            " vanzelf overgenomen.",
        )
    aims = _targets(programmes, targets)
    for path in (path for own in aims for path in own):
        refuse_existing(path, force=force, sources=[*paths, *wishes.compare])
    return tuple(
        _make(programme, own, wishes, date) for programme, own in zip(programmes, aims, strict=True)
    )


def _open(paths: Sequence[Path], extra: Sequence[str]) -> list[_Programme]:
    found: list[_Programme] = []
    for path in paths:
        mapping, issues = open_mapping(path)
        frameworks = frameworks_of(mapping, extra)
        for curriculum in mapping.curricula:
            own = mapping.only(curriculum.id)
            twin = next((x for x in found if not differences(x.mapping, own)), None)
            if twin:
                raise InputFileError(
                    path,
                    f"Dit bestand gaat over dezelfde lijst als ‘{twin.source.name}’.",
                    "Breng de besluiten eerst samen met ‘swcompetence review BESTANDEN -o"
                    " samengevoegd.xlsx’ en maak daaruit het rapport.",
                )
            is_alone = len(mapping.curricula) == 1
            found.append(_Programme(path, own, frameworks, issues, is_alone))
    return found


def _targets(programmes: Sequence[_Programme], wanted: Sequence[Path]) -> list[tuple[Path, ...]]:
    """Give every programme files of its own."""
    taken: set[Path] = set()
    found = []
    for one in programmes:
        paths = tuple(dict.fromkeys(wanted)) or (beside(one.source, "hiaten"),)
        needs_name = len(programmes) > 1 if wanted else not one.is_alone
        name = one.mapping.curricula[0].id
        stems = {path: f"{path.stem}-{name}" if needs_name else path.stem for path in paths}
        number = 1
        while taken & {_named(path, stem, number) for path, stem in stems.items()}:
            number += 1
        own = tuple(_named(path, stem, number) for path, stem in stems.items())
        taken |= set(own)
        found.append(own)
    return found


def _named(path: Path, stem: str, number: int) -> Path:
    return path.with_stem(stem if number == 1 else f"{stem}-{number}")


def _make(
    one: _Programme, targets: tuple[Path, ...], wishes: ReportWishes, date: dt.date | None
) -> MadeReport:
    reference = _reference(one, wishes.reference)
    comparison, of_compared = _comparison(one, wishes)
    noted, of_noted = open_board(wishes.board, one.mapping, one.frameworks)
    kept, of_kept = notes_in_targets(targets, one.mapping, one.frameworks)
    board, of_both = join_notes([noted, kept])
    report = build_report(
        one.mapping,
        one.frameworks,
        date=date,
        tool_version=tool_version(),
        settings=ReportSettings(
            reference=reference,
            floor=FLOOR_CREDITS if wishes.floor is None else wishes.floor,
            board=board,
            comparison=comparison,
        ),
    )
    issues = (
        *one.issues,
        *(reference.issues if reference else ()),
        *of_compared,
        *of_noted,
        *of_kept,
        *of_both,
    )
    return MadeReport(
        report=report,
        files={path: render_report(report, kind_of(path)) for path in targets},
        kept=kept,
        issues=tuple(dict.fromkeys(issues)),
    )


def _reference(one: _Programme, text: str | None) -> Reference | None:
    if text is None:
        return None
    framework = next((edition for edition in one.frameworks if edition.id == OCMW), None)
    if framework is None:
        raise InputFileError(
            one.source,
            f"Deze koppelingen gaan niet over het kader {OCMW}: een referentie meet hier niets.",
            "Laat --reference weg.",
        )
    return open_reference(text, framework)


def _comparison(
    one: _Programme, wishes: ReportWishes
) -> tuple[Comparison | None, tuple[Issue, ...]]:
    if not wishes.compare:
        return None, ()
    return compare_lists([*wishes.compare, one.source], frameworks=wishes.frameworks)

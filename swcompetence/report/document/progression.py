"""The chapter *Leerlijn*: levels through the phases, and what a student can miss."""

from __future__ import annotations

from collections.abc import Iterator

from swcompetence.analysis.checks.narrowest_path import Meeting, NarrowestPath
from swcompetence.analysis.checks.progression import ItemProgression, Progression
from swcompetence.report.document.block import (
    Block,
    Cell,
    Chapter,
    Column,
    Line,
    Part,
    Prose,
    Role,
    Table,
    Tone,
    line,
)
from swcompetence.report.document.cells import codes, item_cell
from swcompetence.report.document.evidence import level_words
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import WHOLE_PATH, phase_words

_MISSED = (
    Column("Kaderitem", Role.ABOUT, 40),
    Column("Kader", Role.CHOICE, 26),
    Column("Traject", Role.CHOICE, 26),
    Column("Ontmoet een student dit?", Role.CHOICE, 26),
    Column("Gekoppelde opleidingsonderdelen", Role.TEXT, 26),
)
_ANSWERS = (
    Column("Kader", Role.ABOUT, 40),
    Column("Traject", Role.CHOICE, 26),
    Column("Verplichte opleidingsonderdelen", Role.COUNT, 26),
    Column("Studiepunten", Role.CREDITS, 26),
    *(Column(meeting.value, Role.COUNT, 26) for meeting in Meeting),
)
_INTRO = (
    "Wanneer komt een kaderitem terug, en op welk niveau? Niveaus komen enkel uit bevestigde"
    " koppelingen."
)
_NO_LEVELS = (
    "Nog geen enkel niveau is ingevuld: hieronder staat enkel in welke fase een item bevestigd of"
    " voorgesteld is."
)


def progression_chapter(report: GapReport) -> Chapter | None:
    """Tell at which level items come back, and which a student can miss; None without data."""
    phased = [p for p in report.progressions if any(p.phases)]
    judged = [path for path in report.paths if len(path.unstated) < path.total]
    if not phased and not judged:
        return None
    is_levelled = any(cell.level for p in phased for i in p.items for cell in i.cells)
    parts = [
        Part(
            "",
            (Prose((_INTRO,)), *(() if is_levelled else (Prose((_NO_LEVELS,), "note"),))),
        ),
        *(
            Part(f"Leerlijn: {p.title}", (_progression(report, n, p),), is_folded=True)
            for n, p in enumerate(phased, 1)
        ),
    ]
    if judged:
        parts.append(Part("Smalste traject", tuple(_paths(report, judged))))
    title = "Leerlijn en smalste traject"
    return Chapter("leerlijn", "Leerlijn", title, tuple(parts), is_extra=True, frozen=1)


def _progression(report: GapReport, number: int, progression: Progression) -> Table:
    def levels(item: ItemProgression, phase: str | None) -> Iterator[Line]:
        for level in progression.levels:
            cell = item.cell(phase, level)
            if cell.confirmed:
                words = f"{level_words(level)}: {codes(report, cell.confirmed)}"
                yield line(words, lead="B", tone=Tone.CONFIRMED)
            if cell.proposed:
                yield line(codes(report, cell.proposed), lead="V", tone=Tone.PROPOSED)

    phases = progression.phases or (None,)
    return Table(
        f"Leerlijn{number}",
        f"Leerlijn van {progression.title}",
        (Column("Kaderitem", Role.ABOUT, 40), *(Column(phase_words(p), width=26) for p in phases)),
        tuple(
            (
                item_cell(report, item.item, item.label),
                *(Cell(lines=tuple(levels(item, phase))) for phase in phases),
            )
            for item in progression.items
        ),
        is_listed=False,
    )


def _paths(report: GapReport, paths: list[NarrowestPath]) -> Iterator[Block]:
    yield Prose(("Wat ontmoet een student die enkel volgt wat verplicht is?",))
    yield Table(
        "SmalsteTraject",
        "Aantal kaderitems op het smalste traject",
        _ANSWERS,
        tuple(
            (
                Cell(path.title),
                Cell(track.track or WHOLE_PATH),
                Cell(len(track.courses)),
                Cell(track.credits),
                *(Cell(len(track.of(meeting))) for meeting in Meeting),
            )
            for path in paths
            for track in path.paths
        ),
        is_listed=False,
    )
    rows = tuple(
        (
            item_cell(report, item.item, item.label),
            Cell(path.title),
            Cell(track.track or WHOLE_PATH),
            Cell(item.meeting.value),
            Cell(
                codes(
                    report,
                    (*item.confirmed, *item.proposed, *item.avoidable, *item.unstated),
                )
            ),
        )
        for path in paths
        for track in path.paths
        for item in track.of(Meeting.MISSABLE, Meeting.UNDETERMINED)
    )
    if rows:
        title = "Kaderitems die te missen of niet te beoordelen zijn"
        yield Table("TeMissen", title, _MISSED, rows)

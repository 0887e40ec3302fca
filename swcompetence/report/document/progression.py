"""The chapter *Leerlijn*: levels through the phases, and what a student can miss."""

from __future__ import annotations

from collections.abc import Iterator

from swcompetence.analysis.checks.narrowest_path import Meeting, NarrowestPath
from swcompetence.analysis.checks.progression import ItemProgression, Progression
from swcompetence.analysis.finding import Finding
from swcompetence.report.document.block import (
    Block,
    Chapter,
    ColumnRole,
    Prose,
    ReportCell,
    ReportColumn,
    ReportTable,
    Subsection,
    TextLine,
    cells,
    line,
)
from swcompetence.report.document.cells import FINDING_TONES, codes, rule_prose
from swcompetence.report.document.evidence import level_words
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import LETTERS, WHOLE_PATH, phase_words

_MISSED = (
    ReportColumn("Kaderitem", ColumnRole.ABOUT, 40),
    ReportColumn("Kader", ColumnRole.CHOICE, 26),
    ReportColumn("Traject", ColumnRole.CHOICE, 26),
    ReportColumn("Ontmoet een student dit?", ColumnRole.CHOICE, 26),
    ReportColumn("Gekoppelde opleidingsonderdelen", ColumnRole.TEXT, 26),
)
_ANSWERS = (
    ReportColumn("Kader", ColumnRole.ABOUT, 40),
    ReportColumn("Traject", ColumnRole.CHOICE, 26),
    ReportColumn("Verplichte opleidingsonderdelen", ColumnRole.COUNT, 26),
    ReportColumn("Studiepunten", ColumnRole.CREDITS, 26),
    *(ReportColumn(meeting.value, ColumnRole.COUNT, 26) for meeting in Meeting),
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
        Subsection(
            "",
            (
                Prose((_INTRO,)),
                rule_prose(report, "leerlijn", "smalste traject"),
                *(() if is_levelled else (Prose((_NO_LEVELS,), "note"),)),
            ),
        ),
        *(
            Subsection(f"Leerlijn: {p.title}", (_progression(report, n, p),), is_folded=True)
            for n, p in enumerate(phased, 1)
        ),
    ]
    if judged:
        parts.append(Subsection("Smalste traject", tuple(_paths(report, judged))))
    title = "Leerlijn en smalste traject"
    return Chapter("leerlijn", "Leerlijn", title, tuple(parts), is_extra=True, frozen=1)


def _progression(report: GapReport, number: int, progression: Progression) -> ReportTable:
    def levels(item: ItemProgression, phase: str | None) -> Iterator[TextLine]:
        for level in progression.levels:
            cell = item.cell(phase, level)
            confirmed, proposed = (
                [course for course in courses if course not in cell.touched]
                for courses in (cell.confirmed, cell.proposed)
            )
            for courses, finding, is_levelled in (
                (confirmed, Finding.CORE_CONFIRMED, True),
                (proposed, Finding.CORE_PROPOSED, False),
                (cell.touched, Finding.TOUCHED, level is not None),
            ):
                if courses:
                    start = f"{level_words(level)}: " if is_levelled else ""
                    words, tone = f"{start}{codes(report, courses)}", FINDING_TONES[finding]
                    yield line(words, lead=LETTERS[finding], tone=tone)

    phases = progression.phases or (None,)
    return ReportTable(
        f"Leerlijn{number}",
        f"Leerlijn van {progression.title}",
        (
            ReportColumn("Kaderitem", ColumnRole.ABOUT, 40),
            *(ReportColumn(phase_words(p), width=26) for p in phases),
        ),
        tuple(
            (
                ReportCell(item.label, item=item.item),
                *(ReportCell(lines=tuple(levels(item, phase))) for phase in phases),
            )
            for item in progression.items
        ),
        is_listed=False,
    )


def _paths(report: GapReport, paths: list[NarrowestPath]) -> Iterator[Block]:
    yield Prose(("Wat ontmoet een student die enkel volgt wat verplicht is?",))
    yield ReportTable(
        "SmalsteTraject",
        "Aantal kaderitems op het smalste traject",
        _ANSWERS,
        tuple(
            cells(
                path.title,
                track.track or WHOLE_PATH,
                len(track.courses),
                track.credits,
                *(len(track.of(meeting)) for meeting in Meeting),
            )
            for path in paths
            for track in path.paths
        ),
        is_listed=False,
    )
    rows = tuple(
        cells(
            ReportCell(item.label, item=item.item),
            path.title,
            track.track or WHOLE_PATH,
            item.meeting.value,
            codes(report, (*item.confirmed, *item.proposed, *item.avoidable, *item.unstated)),
        )
        for path in paths
        for track in path.paths
        for item in track.of(Meeting.MISSABLE, Meeting.UNDETERMINED)
    )
    if rows:
        title = "Kaderitems die te missen of niet te beoordelen zijn"
        yield ReportTable("TeMissen", title, _MISSED, rows)

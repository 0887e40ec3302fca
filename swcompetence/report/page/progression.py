"""The section *Leerlijn*: levels through the phases, and what a student can miss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from swcompetence.analysis.checks.narrowest_path import Meeting, NarrowestPath
from swcompetence.analysis.checks.progression import ItemProgression, Progression
from swcompetence.report.findings.gap_report import GapReport, State
from swcompetence.report.findings.wording import LETTERS, WHOLE_PATH, phase_words
from swcompetence.report.page.block import (
    Block,
    Cell,
    Chapter,
    Kind,
    Line,
    PageTable,
    Prose,
    Subsection,
    columns,
)
from swcompetence.report.page.items import level_words
from swcompetence.report.page.names import PageNames, credits_cell, number_cell, text_line

_MISSED = columns(
    ("Kaderitem", Kind.HEADER),
    ("Kader", Kind.CHOICE),
    ("Traject", Kind.CHOICE),
    ("Ontmoet een student dit?", Kind.CHOICE),
    "Gekoppelde opleidingsonderdelen",
)
_ANSWERS = columns(
    ("Kader", Kind.HEADER),
    ("Traject", Kind.CHOICE),
    ("Verplichte opleidingsonderdelen", Kind.NUMBER),
    ("Studiepunten", Kind.NUMBER),
    *((meeting, Kind.NUMBER) for meeting in Meeting),
)


def progression_section(report: GapReport, names: PageNames) -> Chapter:
    """Tell at which level items come back, and which a student can miss."""
    is_levelled = any(cell.level for p in report.progressions for i in p.items for cell in i.cells)
    intro = (
        "Wanneer komt een kaderitem terug, en op welk niveau? Niveaus komen enkel uit bevestigde"
        " koppelingen."
    )
    unknown = (
        "Nog geen enkel niveau is ingevuld: hieronder staat enkel in welke fase een item"
        " bevestigd of voorgesteld is."
    )
    return Chapter(
        anchor="leerlijn",
        title="Leerlijn en smalste traject",
        intro=(
            Prose((intro,)),
            *(() if is_levelled else (Prose((unknown,), tone="note"),)),
            *(
                Prose((rule,), tone="rule", title="Regel achter de leerlijn")
                for rule in dict.fromkeys(progression.rule for progression in report.progressions)
            ),
        ),
        parts=(
            *(
                Subsection(f"Leerlijn: {line.title}", (_progression(line, names),), is_folded=True)
                for line in report.progressions
            ),
            Subsection("Smalste traject", tuple(_paths(report.paths, names))),
        ),
    )


def _progression(progression: Progression, names: PageNames) -> PageTable:
    phases = progression.phases or (None,)

    def levels(item: ItemProgression, phase: str | None) -> Iterator[Line]:
        for level in progression.levels:
            cell = item.cell(phase, level)
            if cell.confirmed:
                words = f"{level_words(level)}: {names.codes(cell.confirmed)}"
                yield text_line(words, lead=LETTERS[State.CONFIRMED], tone="b")
            if cell.proposed:
                words = names.codes(cell.proposed)
                yield text_line(words, lead=LETTERS[State.PROPOSED], tone="v")

    return PageTable(
        f"Leerlijn van {progression.title}",
        columns(("Kaderitem", Kind.HEADER), *(phase_words(phase) for phase in phases)),
        tuple(
            (
                names.item_cell(item.item, item.label),
                *(Cell(lines=tuple(levels(item, phase))) for phase in phases),
            )
            for item in progression.items
        ),
    )


def _paths(paths: Sequence[NarrowestPath], names: PageNames) -> Iterator[Block]:
    yield Prose(("Wat ontmoet een student die enkel volgt wat verplicht is?",))
    yield PageTable(
        "Aantal kaderitems op het smalste traject",
        _ANSWERS,
        tuple(
            (
                Cell(path.title),
                Cell(track.track or WHOLE_PATH),
                number_cell(len(track.courses)),
                credits_cell(track.credits),
                *(number_cell(len(track.of(meeting))) for meeting in Meeting),
            )
            for path in paths
            for track in path.paths
        ),
    )
    for rule in dict.fromkeys(path.rule for path in paths):
        yield Prose((rule,), tone="rule", title="Regel achter het smalste traject")
    rows = tuple(
        (
            names.item_cell(item.item, item.label),
            Cell(path.title),
            Cell(track.track or WHOLE_PATH),
            Cell(item.meeting),
            Cell(names.codes((*item.confirmed, *item.proposed, *item.avoidable, *item.unstated))),
        )
        for path in paths
        for track in path.paths
        for item in track.of(Meeting.MISSABLE, Meeting.UNDETERMINED)
    )
    if rows:
        yield PageTable("Kaderitems die te missen of niet te beoordelen zijn", _MISSED, rows)

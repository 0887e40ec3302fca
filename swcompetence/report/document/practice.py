"""The chapter *OCMW*: how much, which themes, and where it stands in the programme."""

from __future__ import annotations

from collections.abc import Iterator

from swcompetence.analysis.base import Base, BaseRule
from swcompetence.analysis.credit_range import CreditRange
from swcompetence.analysis.finding import FrameworkFindings, ItemFinding
from swcompetence.analysis.ocmw.fields import FieldBand, WorkFields
from swcompetence.analysis.ocmw.practice import OcmwPractice
from swcompetence.analysis.ocmw.share import OcmwShare
from swcompetence.model import Purpose
from swcompetence.model.mapping import OCMW
from swcompetence.phrasing import counted
from swcompetence.report.document.block import (
    Block,
    Cell,
    Chapter,
    Column,
    Part,
    Prose,
    Role,
    Table,
    Tone,
)
from swcompetence.report.document.cells import (
    COUNTS,
    count_cells,
    course_lines,
    finding_cell,
    item_cell,
    tie_cell,
)
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import (
    BAND_WORDS,
    NO_NORM,
    NO_PRACTICE,
    credits_words,
    phase_words,
)

_AGAIN = (
    "Maak de koppelingen opnieuw met dat kader erbij om te zien wat de fiches over OCMW-praktijk"
    " tonen."
)
_RANGE = tuple(Column(end, Role.CREDITS, 12) for end in ("laag", "verwacht", "hoog"))
_SHARES = (
    Column("In studiepunten", Role.ABOUT, 44),
    Column("basis", Role.CREDITS, 23),
    Column("verwacht deel van de basis", Role.SHARE, 25, formula="[verwacht]/[basis]"),
    *_RANGE,
)
_CLUSTER = Column("Cluster", Role.ABOUT, 44)
_THEMES = (
    Column("Thema", Role.ABOUT, 44),
    Column("Bevinding", Role.CHOICE, 23),
    Column("Verband", Role.CHOICE, 25),
    *_RANGE,
    Column("Cluster", Role.CHOICE, 26),
    Column("Opleidingsonderdelen", Role.TEXT, 48),
)
_FRAMEWORK = Column("Kader", Role.ABOUT, 44)
_FIELDS = (
    Column("Werkveld", Role.ABOUT, 44),
    Column("In de fiches", Role.CHOICE, 23),
    Column("Opleidingsonderdelen", Role.COUNT, 25),
)
_PHASES = (
    Column("Waar in de opleiding", Role.ABOUT, 44),
    Column("stp. in OCMW-context of lokaal bestuur", Role.CREDITS, 23),
    Column("stp. algemene basis", Role.CREDITS, 25),
)
_ENDS = (
    "Studiepunten naar tekst. Laag: wat lesgevers bevestigden. Verwacht: daarbij elk open voorstel"
    " maal de kans dat de fiche het thema raakt. Hoog: alle voorstellen voluit. Onzekere"
    " aanwijzingen tellen niet mee. Tel de regels niet op."
)
_FIELD_NOTE = "Werkvelden zijn er om te vergelijken: een veld dat ontbreekt is geen hiaat."
_BASES = {
    BaseRule.ROUTE: "het opgegeven modeltraject",
    BaseRule.TRACK: "het gekozen traject",
    BaseRule.LIST: "alles wat een student volgt",
    BaseRule.LARGER_LIST: "de hele lijst, groter dan wat één student volgt",
}


def practice_chapter(report: GapReport) -> Chapter:
    """Tell what the sheets show of OCMW practice, and beside it of the rest."""
    parts: list[Part] = []
    themes = report.framework(OCMW)
    if report.practice is None or themes is None:
        parts.append(Part("", (Prose((NO_PRACTICE, _AGAIN), "warning"),)))
    else:
        parts += [
            Part(
                "Hoeveel OCMW-inhoud staat er in de fiches?", tuple(_share(report.practice.share))
            ),
            Part("Per cluster", (clusters_table(themes),)),
            Part(f"Per thema ({len(themes.items)})", (_themes(report, themes.items),)),
            *_phases(report, report.practice),
        ]
    others = [f for f in report.ocmw_first if f.ref.id != OCMW and f.purpose is Purpose.COVER]
    if others:
        parts.append(Part("De andere kaders", (_frameworks(others),)))
    if report.fields:
        parts.append(Part("Naast andere werkvelden", tuple(_fields(report.fields))))
    return Chapter("ocmw", "OCMW", "OCMW-praktijk: hoeveel, en welke thema's", tuple(parts))


def base_words(base: Base) -> str:
    """Say what credits are a part of, and how much of the list is left out of it."""
    left_out = len(base.courses_left_out)
    words = (
        f"Basis: {credits_words(base.credits)} studiepunten ({_BASES[base.rule]}), zonder stage en"
        " praktijk"
    )
    if not left_out:
        return f"{words}."
    number = counted(left_out, "opleidingsonderdeel telt", "opleidingsonderdelen tellen")
    return f"{words}. {number} niet mee: zie Verantwoording."


def placement_words(share: OcmwShare) -> str:
    """Say how large the placements are, and what their sheets name."""
    placements = share.placements
    total = len(placements.courses)
    if not total:
        return "Stage en praktijk: geen opleidingsonderdeel herkend."
    verb = "noemt" if placements.naming == 1 else "noemen"
    return (
        f"Stage en praktijk: {credits_words(placements.credits)} studiepunten, niet meegeteld;"
        f" {placements.naming} van de {counted(total, 'fiche', 'fiches')} {verb} OCMW of lokaal"
        " bestuur. Wat studenten daar leren, hangt af van de stageplaats."
    )


def clusters_table(themes: FrameworkFindings) -> Table:
    """Count the themes of every cluster by finding; one row where there are no clusters."""
    groups: list[tuple[str, str | None]] = [(group, group) for group in themes.groups]
    rows = groups or [(themes.title, None)]
    where = f'{{Matrix.Kader}},"{themes.ref.id}",{{Matrix.Cluster}},[Cluster],{{Matrix.Bevinding}}'
    live = tuple(
        column._replace(formula=f'COUNTIFS({where},"{column.label}")' if groups else "")
        for column in COUNTS
    )
    return Table(
        "Clusters",
        "Thema's per cluster, naar bevinding",
        (_CLUSTER, *live),
        tuple(
            (
                Cell(label),
                *count_cells(themes, group),
            )
            for label, group in rows
        ),
        is_listed=False,
    )


def _share(share: OcmwShare) -> Iterator[Block]:
    base = share.base.credits
    kinds = [
        ("In de context van OCMW of lokaal bestuur", share.explicit),
        ("Algemene basis, zonder OCMW-verband", share.general),
        ("Context niet bepaald", share.undetermined),
    ]
    yield Table(
        "OcmwInhoud",
        "OCMW-inhoud in de fiches, naar tekst",
        _SHARES,
        tuple(
            (
                Cell(label),
                Cell(base),
                Cell(amount.expected / base if base else None),
                *range_cells(amount),
            )
            for label, amount in kinds
            if amount.high or label != kinds[-1][0]
        ),
        is_listed=False,
    )
    yield Prose((base_words(share.base), placement_words(share)))
    yield Prose((f"{_ENDS} {NO_NORM}",), "note")


def range_cells(amount: CreditRange) -> list[Cell]:
    """Give credits by text: low, expected and high."""
    return [Cell(amount.low), Cell(amount.expected), Cell(amount.high)]


def _themes(report: GapReport, themes: tuple[ItemFinding, ...]) -> Table:
    return Table(
        "OcmwThemas",
        "Thema's uit de OCMW-praktijk",
        _THEMES,
        tuple(
            (
                item_cell(report, theme.item, theme.label),
                finding_cell(theme),
                tie_cell(theme),
                *range_cells(theme.credits),
                Cell(theme.group),
                Cell(lines=course_lines(report, theme)),
            )
            for theme in themes
        ),
        group_by=6,
    )


def _phases(report: GapReport, practice: OcmwPractice) -> Iterator[Part]:
    """Say where OCMW content sits, where the list names phases."""
    rows = []
    for phase in dict.fromkeys(course.phase for course in report.courses):
        here = [c for c in practice.share.courses if report.course(c.course).phase == phase]
        explicit = CreditRange.total(content.explicit for content in here)
        general = CreditRange.total(content.general for content in here)
        rows.append(
            (
                Cell(phase_words(phase)),
                Cell(explicit.expected),
                Cell(general.expected),
            )
        )
    if any(course.phase for course in report.courses):
        table = Table(
            "Fasen", "OCMW-inhoud per fase, verwacht", _PHASES, tuple(rows), is_listed=False
        )
        yield Part("Waar in de opleiding", (table,))


def _frameworks(others: list[FrameworkFindings]) -> Table:
    def live(framework: FrameworkFindings) -> Iterator[Cell]:
        for column, cell in zip(COUNTS, count_cells(framework), strict=True):
            where = f'{{Matrix.Kader}},"{framework.ref.id}",{{Matrix.Bevinding}},"{column.label}"'
            yield cell._replace(formula=f"COUNTIFS({where})")

    return Table(
        "Kaders",
        "Kaderitems per kader, naar bevinding",
        (_FRAMEWORK, *COUNTS),
        tuple((Cell(framework.title), *live(framework)) for framework in others),
        is_listed=False,
    )


def _fields(fields: WorkFields) -> Iterator[Block]:
    bands = list(FieldBand)
    ordered = sorted(fields.fields, key=lambda field: bands.index(field.band))
    tones = dict(zip(bands, (Tone.CONFIRMED, Tone.PROPOSED, Tone.TOUCHED, None), strict=True))
    yield Table(
        "Werkvelden",
        "Werkvelden, naar hoeveel tekst ze krijgen",
        _FIELDS,
        tuple(
            (
                Cell(field.label),
                Cell(BAND_WORDS[field.band], tone=tones[field.band]),
                Cell(field.courses),
            )
            for field in ordered
        ),
        is_listed=False,
        is_focus=tuple(field.item == fields.focus for field in ordered),
    )
    yield Prose((_FIELD_NOTE,), "note")

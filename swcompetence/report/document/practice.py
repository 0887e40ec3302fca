"""The chapter *OCMW*: how much, which themes, and where it stands in the programme."""

from __future__ import annotations

from collections.abc import Iterator

from swcompetence.analysis.base import Base, BaseRule
from swcompetence.analysis.finding import FrameworkFindings, ItemFinding
from swcompetence.analysis.ocmw import FieldBand, OcmwPractice, OcmwShare, WorkFields
from swcompetence.analysis.text_credits import CreditRange
from swcompetence.model import Purpose
from swcompetence.model.college import FEWEST_SHOWN, PlacementTable
from swcompetence.model.mapping import OCMW
from swcompetence.phrasing import counted
from swcompetence.report.document.block import (
    Block,
    Chapter,
    ColumnRole,
    Prose,
    ReportCell,
    ReportColumn,
    ReportTable,
    Subsection,
    Tone,
    cells,
)
from swcompetence.report.document.cells import (
    COUNTS,
    count_cells,
    course_lines,
    finding_cell,
    rule_prose,
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
_RANGE = tuple(ReportColumn(end, ColumnRole.CREDITS, 12) for end in ("laag", "verwacht", "hoog"))
_SHARES = (
    ReportColumn("In studiepunten", ColumnRole.ABOUT, 44),
    ReportColumn("basis", ColumnRole.CREDITS, 23),
    ReportColumn("verwacht deel van de basis", ColumnRole.SHARE, 25, formula="[verwacht]/[basis]"),
    *_RANGE,
)
_CLUSTER = ReportColumn("Cluster", ColumnRole.ABOUT, 44)
_THEMES = (
    ReportColumn("Thema", ColumnRole.ABOUT, 44),
    ReportColumn("Bevinding", ColumnRole.CHOICE, 23),
    ReportColumn("Verband", ColumnRole.CHOICE, 25),
    *_RANGE,
    ReportColumn("Cluster", ColumnRole.CHOICE, 26),
    ReportColumn("Opleidingsonderdelen", ColumnRole.TEXT, 48),
)
_FRAMEWORK = ReportColumn("Kader", ColumnRole.ABOUT, 44)
_FIELDS = (
    ReportColumn("Werkveld", ColumnRole.ABOUT, 44),
    ReportColumn("In de fiches", ColumnRole.CHOICE, 23),
    ReportColumn("Opleidingsonderdelen", ColumnRole.COUNT, 25),
)
_PHASES = (
    ReportColumn("Waar in de opleiding", ColumnRole.ABOUT, 44),
    ReportColumn("stp. in OCMW-context of lokaal bestuur", ColumnRole.CREDITS, 23),
    ReportColumn("stp. algemene basis", ColumnRole.CREDITS, 25),
)
_UNPLACED = ReportColumn("stp. context niet bepaald", ColumnRole.CREDITS, 12)
_PLACEMENTS = (
    ReportColumn("Sector", ColumnRole.ABOUT, 44),
    ReportColumn("Jaar", ColumnRole.CHOICE, 23),
    ReportColumn("Studenten", ColumnRole.TEXT, 25),
)
_FEW = f"minder dan {FEWEST_SHOWN}"
_PLACEMENT_NOTE = (
    "Opgave van de opleiding ({file}), naast de fiches: dit telt nergens mee, en zegt niet wat"
    " studenten er leerden."
)
_ENDS_NOTE = (
    "Studiepunten naar tekst. Laag: wat lesgevers bevestigden. Verwacht: daarbij elk open voorstel"
    " maal de kans dat de fiche het thema raakt. Hoog: alle voorstellen voluit. Onzekere"
    " aanwijzingen tellen niet mee. Tel de regels niet op."
)
_THEMES_NOTE = (
    "Elk thema toont enkel de studiepunten met het verband dat ernaast staat. Wat andere fiches er"
    " met een ander verband over zeggen, zoals de algemene basis van een thema in OCMW-context,"
    " telt mee in de eerste tabel maar staat hier niet. De regels hier zijn samen dus soms minder"
    " dan die tabel."
)
_FIELD_NOTE = "Werkvelden zijn er om te vergelijken: een veld dat ontbreekt is geen hiaat."
_BASES = {
    BaseRule.ROUTE: "het opgegeven modeltraject",
    BaseRule.TRACK: "het gekozen traject",
    BaseRule.LIST: "alles wat een student volgt",
    BaseRule.LARGER_LIST: "de hele lijst, groter dan wat één student volgt",
    BaseRule.PARTS: "enkel de delen die terug zijn, niet het hele programma",
}
_SIZE_UNKNOWN = (
    "de hele lijst; de omvang van de opleiding is niet bekend, geef ze met --programme-credits bij"
    " map"
)


def practice_chapter(report: GapReport) -> Chapter:
    """Tell what the sheets show of OCMW practice, and beside it of the rest."""
    parts: list[Subsection] = []
    themes = report.framework(OCMW)
    if report.practice is None or themes is None:
        parts.append(Subsection("", (Prose((NO_PRACTICE, _AGAIN), "warning"),)))
    else:
        parts += [
            Subsection(
                "Hoeveel OCMW-inhoud staat er in de fiches?",
                (
                    *_share(report.practice.share),
                    *_placement_table(report.placement_table),
                    rule_prose(report, "studiepunten naar tekst", "verband"),
                ),
            ),
            Subsection("Per cluster", (clusters_table(themes),)),
            Subsection(
                f"Per thema ({len(themes.items)})",
                (_themes(report, themes.items), Prose((_THEMES_NOTE,), "note")),
            ),
            *_phases(report, report.practice),
        ]
    others = [f for f in report.ocmw_first if f.ref.id != OCMW and f.purpose is Purpose.COVER]
    if others:
        parts.append(Subsection("De andere kaders", (_frameworks(others),)))
    if report.fields:
        parts.append(Subsection("Naast andere werkvelden", tuple(_fields(report.fields))))
    return Chapter("ocmw", "OCMW", "OCMW-praktijk: hoeveel, en welke thema's", tuple(parts))


def base_words(base: Base) -> str:
    """Say what credits are a part of, and how much of the list is left out of it."""
    left_out = len(base.courses_left_out)
    is_open = base.rule is BaseRule.LIST and base.nominal_credits is None
    rule = _SIZE_UNKNOWN if is_open else _BASES[base.rule]
    words = f"Basis: {credits_words(base.credits)} studiepunten ({rule}), zonder stage en praktijk"
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


def clusters_table(themes: FrameworkFindings) -> ReportTable:
    """Count the themes of every cluster by finding; one row where there are no clusters."""
    groups: list[tuple[str, str | None]] = [(group, group) for group in themes.groups]
    rows = groups or [(themes.title, None)]
    where = f'{{Matrix.Kader}},"{themes.ref.id}",{{Matrix.Cluster}},[Cluster],{{Matrix.Bevinding}}'
    live = tuple(
        column._replace(formula=f'COUNTIFS({where},"{column.label}")' if groups else "")
        for column in COUNTS
    )
    return ReportTable(
        "Clusters",
        "Thema's per cluster, naar bevinding",
        (_CLUSTER, *live),
        tuple((ReportCell(label), *count_cells(themes, group)) for label, group in rows),
        is_listed=False,
    )


def _share(share: OcmwShare) -> Iterator[Block]:
    base = share.base.credits
    kinds = [
        ("In de context van OCMW of lokaal bestuur", share.explicit, True),
        ("  waarvan enkel terloops", share.explicit_touched, share.explicit_touched.high > 0),
        ("Algemene basis, zonder OCMW-verband", share.general, True),
        ("  waarvan enkel terloops", share.general_touched, share.general_touched.high > 0),
        ("Context niet bepaald", share.undetermined, share.undetermined.high > 0),
    ]
    yield ReportTable(
        "OcmwInhoud",
        "OCMW-inhoud in de fiches, naar tekst",
        _SHARES,
        tuple(
            cells(label, base, amount.expected / base if base else None, *_ends(amount))
            for label, amount, is_shown in kinds
            if is_shown
        ),
        is_listed=False,
    )
    yield Prose((base_words(share.base), placement_words(share)))
    yield Prose((f"{_ENDS_NOTE} {NO_NORM}",), "note")


def _placement_table(table: PlacementTable | None) -> Iterator[Block]:
    """Show what the college says of its placements; it is no coverage."""
    if table is None:
        return
    yield ReportTable(
        "Stages",
        "Waar studenten stage lopen",
        _PLACEMENTS,
        tuple(
            cells(count.sector, count.year, _FEW if count.students is None else str(count.students))
            for count in table.counts
        ),
        is_listed=False,
    )
    yield Prose((_PLACEMENT_NOTE.format(file=table.file),), "note")


def _ends(amount: CreditRange) -> tuple[float, float, float]:
    return amount.low, amount.expected, amount.high


def _themes(report: GapReport, themes: tuple[ItemFinding, ...]) -> ReportTable:
    return ReportTable(
        "OcmwThemas",
        "Thema's uit de OCMW-praktijk",
        _THEMES,
        tuple(
            cells(
                ReportCell(theme.label, item=theme.item),
                finding_cell(theme),
                tie_cell(theme),
                *_ends(theme.credits),
                theme.group,
                ReportCell(lines=course_lines(report, theme)),
            )
            for theme in themes
        ),
        group_by=6,
    )


def _phases(report: GapReport, practice: OcmwPractice) -> Iterator[Subsection]:
    """Say where OCMW content sits, where the list names phases."""
    rows = []
    for phase in dict.fromkeys(course.phase for course in report.courses):
        here = [c for c in practice.share.courses if report.course(c.course).phase == phase]
        rows.append(
            (
                phase_words(phase),
                CreditRange.total(content.explicit for content in here).expected,
                CreditRange.total(content.general for content in here).expected,
                CreditRange.total(content.undetermined for content in here).expected,
            )
        )
    if any(course.phase for course in report.courses):
        columns = (*_PHASES, _UNPLACED) if any(row[-1] for row in rows) else _PHASES
        table = ReportTable(
            "Fasen",
            "OCMW-inhoud per fase, verwacht",
            columns,
            tuple(cells(*row[: len(columns)]) for row in rows),
            is_listed=False,
        )
        yield Subsection("Waar in de opleiding", (table,))


def _frameworks(others: list[FrameworkFindings]) -> ReportTable:
    def live(framework: FrameworkFindings) -> Iterator[ReportCell]:
        for column, cell in zip(COUNTS, count_cells(framework), strict=True):
            where = f'{{Matrix.Kader}},"{framework.ref.id}",{{Matrix.Bevinding}},"{column.label}"'
            yield cell._replace(formula=f"COUNTIFS({where})")

    return ReportTable(
        "Kaders",
        "Kaderitems per kader, naar bevinding",
        (_FRAMEWORK, *COUNTS),
        tuple((ReportCell(framework.title), *live(framework)) for framework in others),
        is_listed=False,
    )


def _fields(fields: WorkFields) -> Iterator[Block]:
    bands = list(FieldBand)
    ordered = sorted(fields.fields, key=lambda field: bands.index(field.band))
    tones = dict(zip(bands, (Tone.CONFIRMED, Tone.PROPOSED, Tone.TOUCHED, None), strict=True))
    yield ReportTable(
        "Werkvelden",
        "Werkvelden, naar hoeveel tekst ze krijgen",
        _FIELDS,
        tuple(
            cells(
                field.label,
                ReportCell(BAND_WORDS[field.band], tone=tones[field.band]),
                field.courses,
            )
            for field in ordered
        ),
        is_listed=False,
        is_focus=tuple(field.item == fields.focus for field in ordered),
    )
    yield Prose((_FIELD_NOTE,), "note")

"""The two writers, tried on blocks of any content: they add looks and change no word."""

from __future__ import annotations

import datetime as dt
import io
import re
from html.parser import HTMLParser

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from page_samples import full_report, mapping_of, report_of
from practice_samples import LINKS

from swcompetence.model import ItemRef
from swcompetence.phrasing import single_spaced
from swcompetence.report.document.block import (
    Card,
    Cards,
    Chapter,
    Chart,
    ColumnRole,
    Facts,
    Prose,
    Publication,
    ReportCell,
    ReportColumn,
    ReportTable,
    Subsection,
    Tone,
    line,
)
from swcompetence.report.document.cells import cell_words
from swcompetence.report.document.document import publication_of
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.page import bars_of, write_page
from swcompetence.report.workbook import write_workbook

ITEM = ItemRef("proef:a")
FIGURES = ReportTable(
    "Cijfers",
    "Cijfers per groep",
    (
        ReportColumn("Groep", ColumnRole.ABOUT),
        ReportColumn("ja", ColumnRole.COUNT),
        ReportColumn("nee", ColumnRole.COUNT),
    ),
    (
        (ReportCell("een"), ReportCell(3), ReportCell(1)),
        (ReportCell("twee"), ReportCell(0), ReportCell(2)),
    ),
    is_listed=False,
)
EMPTY = ReportTable("Leeg", "Leeg", FIGURES.columns, (), "Niets hier.")
MARKS = ReportTable(
    "Matrix",
    "Items tegenover cursussen",
    (
        ReportColumn("Item", ColumnRole.ABOUT, 20),
        ReportColumn("B", ColumnRole.COUNT, 5, formula='COUNTIF({marks},"B")'),
        ReportColumn(
            "Recht", ColumnRole.MARK, 4, above=(ReportCell(6.0),), url="https://example.org/r"
        ),
        ReportColumn("Recht", ColumnRole.MARK, 4, above=(ReportCell(3.0),)),
    ),
    (
        (
            ReportCell("Wonen", item=ITEM),
            ReportCell(1),
            ReportCell("B", tone=Tone.CONFIRMED),
            ReportCell(),
        ),
    ),
    above=("studiepunten",),
    totals=(
        (
            ReportCell("aantal B"),
            ReportCell(),
            *(ReportCell(n, formula='COUNTIF({column},"B")') for n in (1, 0)),
        ),
    ),
)
NOTES = ReportTable(
    "Lijst",
    "Wat de commissie noteert",
    (
        ReportColumn("Over", ColumnRole.ABOUT, 20),
        ReportColumn("Keuze", ColumnRole.CHOICE, 10),
        ReportColumn("Aandeel", ColumnRole.SHARE, formula="[deel]/[geheel]"),
        ReportColumn("deel", ColumnRole.CREDITS),
        ReportColumn("geheel", ColumnRole.CREDITS),
        ReportColumn("Status", ColumnRole.INPUT, choices="status", is_strict=True),
        ReportColumn("Kader", ColumnRole.INPUT, choices="kader"),
        ReportColumn("Kaderitem", ColumnRole.INPUT, choices="item[Kader]"),
        ReportColumn("Datum", ColumnRole.DATE),
        ReportColumn("sleutel", ColumnRole.KEY),
    ),
    (
        (
            ReportCell("=Wonen", item=ITEM),
            ReportCell("veel", tone=Tone.HIGH),
            ReportCell(0.25),
            ReportCell(1.5),
            ReportCell(6.0),
            ReportCell("open"),
            ReportCell(None),
            ReportCell(None),
            ReportCell(dt.date(2026, 11, 3)),
            ReportCell("k|1"),
        ),
    ),
    spare=2,
    group_by=1,
)
CARDS = Cards(
    "Bewijs1",
    "Bewijs van alles",
    "Kaderitem",
    (
        ReportColumn("Cursus", ColumnRole.ABOUT),
        ReportColumn("Stand", ColumnRole.CHOICE),
        ReportColumn("Citaat", ColumnRole.QUOTE),
    ),
    (
        Card(
            ITEM,
            "Wonen",
            "Basis",
            ReportCell("onderwerp", tone=Tone.CONFIRMED),
            "Samengevat.",
            (
                (
                    ReportCell("Recht"),
                    ReportCell("onderwerp"),
                    ReportCell(lines=(line("een"), line("twee"))),
                ),
            ),
            ("Een verklaring.",),
        ),
    ),
)
CHART = Chart("Een figuur", FIGURES, 0, ((1, Tone.CONFIRMED), (2, Tone.NO_TRACE)))
DOCUMENT = Publication(
    title="Titel",
    kind="Proef: wat blokken tonen",
    about="Opleiding & co",
    banner="10 % nagekeken",
    caution="Voorlopig.",
    is_done=False,
    day=dt.date(2026, 11, 3),
    maker="swcompetence 0",
    citation="Zo verwijst u.",
    chapters=(
        Chapter(
            "begin",
            "Begin",
            "Begin: de kern",
            (
                Subsection("", (Prose(("Het antwoord.",), "lead"), CHART)),
                Subsection("Lijst", (Prose(("een", "twee"), "list"), Prose(("Regel.",), "rule"))),
            ),
            is_one_page=True,
        ),
        Chapter("lijst", "Lijst", "Lijst van wat er is", (Subsection("", (NOTES,)),)),
        Chapter(
            "rest",
            "Rest",
            "De rest",
            (
                Subsection("", (FIGURES, Facts((("Naam", (line("een feit"),)),)))),
                Subsection(
                    "Leeg",
                    (ReportTable("Leeg", "Leeg", FIGURES.columns, (), "Niets hier."),),
                    is_folded=True,
                ),
            ),
        ),
        Chapter("matrix", "Matrix", "Matrix", (Subsection("", (MARKS,)),), is_wide=True, frozen=1),
        Chapter("bewijs", "Bewijs", "Bewijs", (Subsection("", (CARDS,)),), is_extra=True, frozen=2),
    ),
    lists={
        "status": (("open", ""), ("gesloten", "")),
        "kader": (("Proef", ""),),
        "item": (("Wonen", "Proef"),),
    },
)


def opened(document: Publication, *, is_full: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_workbook(document, is_full=is_full)))


def texts(sheet: Worksheet) -> list[object]:
    return [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(DOCUMENT)


@pytest.fixture(scope="module")
def page() -> str:
    return write_page(DOCUMENT)


def test_extra_chapters_only_come_in_a_full_workbook(book: Workbook) -> None:
    assert book.sheetnames == ["Begin", "Lijst", "Rest", "Matrix", "Lijsten"]
    assert opened(DOCUMENT, is_full=True).sheetnames[4] == "Bewijs"
    assert book.active is not None
    assert book.active.title == "Begin"


def test_roles_give_formats_widths_and_what_is_hidden(book: Workbook) -> None:
    sheet = book["Lijst"]
    [header] = [cell.row for row in sheet for cell in row if cell.value == "Over"]
    cells = sheet[header + 1]

    assert [cells[n].number_format for n in (2, 3)] == ["0.0 %;-0.0 %;0 %", "0.0;-0.0;0"]
    assert cells[0].data_type == "s"
    assert cells[8].value == dt.datetime(2026, 11, 3)  # noqa: DTZ001 - as a spreadsheet has it
    assert sheet.column_dimensions["J"].hidden
    assert ":$I$" in str(sheet.print_area)


def test_formulas_name_the_cells_that_they_stand_on(book: Workbook) -> None:
    sheet, matrix = book["Lijst"], book["Matrix"]
    formulas = [
        str(cell.value) for of in (sheet, matrix) for row in of for cell in row
        if cell.data_type == "f"
    ]  # fmt: skip

    row = next(cell.row for line in sheet for cell in line if cell.value == "=Wonen")
    assert f"=$D{row}/$E{row}" in formulas
    assert any(re.fullmatch(r'=COUNTIF\(C\d+:D\d+,"B"\)', formula) for formula in formulas)
    assert any(re.fullmatch(r'=COUNTIF\(C\d+,"B"\)', formula) for formula in formulas)


def test_choices_come_from_lists_and_only_strict_ones_refuse(book: Workbook) -> None:
    rules = {str(rule.sqref)[0]: rule for rule in book["Lijst"].data_validations.dataValidation}

    assert rules["F"].showErrorMessage
    assert "Kies uit: open, gesloten." in str(rules["F"].error)
    assert not rules["G"].showErrorMessage
    assert str(rules["H"].formula1).startswith("IF($G")


def test_links_lead_between_sheets_and_to_the_web(book: Workbook) -> None:
    links = [
        cell.hyperlink for sheet in book.worksheets for row in sheet for cell in row
        if cell.hyperlink
    ]  # fmt: skip

    assert {str(link.location) for link in links if link.location} >= {"'Begin'!A1"}
    assert any(str(link.location).startswith("'Matrix'!") for link in links)
    assert {link.target for link in links if link.target} == {"https://example.org/r"}


def test_a_chart_tells_its_figures_in_words_too() -> None:
    assert bars_of(CHART)[0].spoken == "een: 3 ja, 1 nee"
    assert [stretch.width for stretch in bars_of(CHART)[0].stretches] == [75, 25]
    assert [stretch.number for stretch in bars_of(CHART)[1].stretches] == [2]


def test_cards_are_a_table_of_evidence_in_a_full_workbook() -> None:
    sheet = opened(DOCUMENT, is_full=True)["Bewijs"]
    said = texts(sheet)

    assert "samen" in said
    assert "Samengevat.\nEen verklaring." in said
    assert "een\ntwee" in said


def test_a_rule_is_folded_on_the_page_and_left_to_the_account_in_a_workbook(
    book: Workbook, page: str
) -> None:
    assert "Regel." not in texts(book["Begin"])
    assert re.search(r'<details class="rule">\s*<summary>[^<]+</summary>\s*<p>Regel.</p>', page)


def test_a_page_leaves_out_keys_spare_rows_and_empty_columns(page: str) -> None:
    section = page[page.index('id="lijst"') : page.index('id="rest"')]

    assert "k|1" not in section
    assert ">Kaderitem<" not in section
    assert section.count("<tr>") == 2


def test_an_item_leads_to_its_card_on_the_page(page: str) -> None:
    assert '<a href="#item-1">=Wonen</a>' in page
    assert 'id="item-1"' in page


def test_an_empty_table_says_so_in_both(book: Workbook, page: str) -> None:
    assert "Niets hier." in texts(book["Rest"])
    assert '<p class="minor">Niets hier.</p>' in page


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write_workbook(DOCUMENT) == write_workbook(DOCUMENT)
    assert write_page(DOCUMENT) == write_page(DOCUMENT)


class _Tables(HTMLParser):
    """Reads the tables of a page: caption -> rows -> words of cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self._rows: list[list[str]] = []
        self._caption = ""
        self._place = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "table":
            self._rows, self._caption = [], ""
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"th", "td"}:
            self._rows[-1].append("")
            self._place = "cell"
        elif tag == "caption":
            self._place = "caption"
        elif tag == "li" and self._place == "cell" and self._rows[-1][-1]:
            self._rows[-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.tables[self._caption] = self._rows
        if tag in {"th", "td", "caption"}:
            self._place = ""

    def handle_data(self, data: str) -> None:
        if self._place == "cell":
            self._rows[-1][-1] += data
        elif self._place == "caption":
            self._caption += data


def _in_words(value: object, role: ColumnRole) -> str:
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, int | float | dt.date):
        return cell_words(ReportCell(value), role)
    return "" if value is None else str(value)


@pytest.mark.parametrize(
    "report", [full_report(), report_of(mapping_of(*LINKS))], ids=["full", "bare"]
)
def test_workbook_and_page_say_the_same_cell_by_cell(report: GapReport) -> None:
    document = publication_of(report)
    book = openpyxl.load_workbook(
        io.BytesIO(write_workbook(document, is_full=True)), data_only=True
    )
    told = _Tables(write_page(document)).tables
    compared = 0
    for chapter in document.chapters:
        sheet, bottom = book[chapter.title], 0
        for table in (b for b in chapter.blocks if isinstance(b, ReportTable) and b.rows):
            labels = [column.label for column in table.columns]
            top = next(
                row
                for row in range(bottom + 1, sheet.max_row + 1)
                if [sheet.cell(row, n).value or "" for n in range(1, len(labels) + 1)] == labels
            )
            bottom = top + len(table.rows)
            head, *rows = told[table.title][: len(table.rows) + 1]
            for row, words in enumerate(rows, top + 1):
                on_page = dict(zip(head, words, strict=True))
                for place, column in enumerate(table.columns, 1):
                    if column.role in {ColumnRole.KEY, ColumnRole.MARK}:
                        continue
                    value = _in_words(sheet.cell(row, place).value, column.role)
                    shown = on_page.get(column.label, "")
                    assert single_spaced(shown) == single_spaced(value)
                    compared += 1
    assert compared > 150

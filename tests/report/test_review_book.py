from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from office import saved_by_office
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from samples import course, framework, item
from samples import link as proposed_link
from samples import mapping as small_mapping

from swcompetence.files.formats.sheets import read_workbook
from swcompetence.matching import propose
from swcompetence.model import (
    Band,
    Change,
    Completeness,
    Course,
    CourseField,
    Curriculum,
    Decision,
    EditionStatus,
    Evidence,
    EvidenceKind,
    Framework,
    Issue,
    Item,
    ItemRef,
    Licence,
    Link,
    Mapping,
    Place,
    Provenance,
    Severity,
    Table,
    TableRow,
    Tie,
    TieContext,
    Tool,
    Treatment,
    UsedFramework,
    Verdict,
    link_id,
)
from swcompetence.report.review_book.book import render_review_book
from swcompetence.review.carriers import mapping_in
from swcompetence.review.decisions import decisions_in
from swcompetence.review.evidence import evidence_fragments
from swcompetence.review.merge import ReviewedLink, merge
from swcompetence.review.rows import link_rows
from swcompetence.review.sheet import ReviewColumn as Column

HEADER = 5
CONTENT = "De student leert luisteren in een gesprek. Hij opent rechten: het leefloon en steun."


def a_framework(name: str, items: dict[str, str]) -> Framework:
    return Framework(
        id=name, version="1", revision=1, title=f"Kader {name}", about="Verzonnen.",
        publisher="niemand", status=EditionStatus.CURRENT, completeness=Completeness.COMPLETE,
        valid_from=dt.date(2026, 1, 1), last_checked_on=dt.date(2026, 1, 1),
        licence=Licence(id="CC0-1.0", attribution="geen"), levels=("groep", "item"),
        mapping_level="item", sources=(),
        changelog=(Change(revision=1, date=dt.date(2026, 1, 1), note="Eerste."),),
        items=(
            Item(id="g", level="groep", label="Groep", provenance=Provenance.UNVERIFIED),
            *(
                Item(
                    id=item, parent="g", level="item", label=label, definition=f"Over {label}.",
                    provenance=Provenance.UNVERIFIED,
                )
                for item, label in items.items()
            ),
        ),
    )  # fmt: skip


FRAMEWORKS = (
    a_framework("kader", {"luisteren": "Actief luisteren", "steun": "Steun geven"}),
    a_framework("ocmw", {"leefloon": "Leefloon", "rechten": "Rechtenverkenning"}),
)


def a_piece(text: str, kind: EvidenceKind = EvidenceKind.EXACT) -> Evidence:
    start = CONTENT.index(text)
    return Evidence(
        field=CourseField.CONTENT, text=text, start=start, end=start + len(text),
        item_part="label", term=text, kind=kind, weight=1,
    )  # fmt: skip


def a_link(course: str, item: str, confidence: float, *words: str) -> Link:
    ref = ItemRef(item)
    return Link(
        id=link_id(course, ref), course=course, item=ref, confidence=confidence,
        band=Band.HIGH if ref.framework == "ocmw" else Band.NOT_MEASURED,
        proposed=confidence >= 0.5, evidence=tuple(a_piece(word) for word in words),
    )  # fmt: skip


def a_mapping() -> Mapping:
    texts = {CourseField.CONTENT: CONTENT}
    courses = (
        Course(id="S*1", code="S*1", title="=Gesprek", credits=6, phase="1", fields=texts),
        Course(id="S21", code="S21", title="Recht", credits=4.5, phase="2", fields=texts),
    )
    return Mapping(
        tool=Tool(version="1", matcher="evidence", parameters="0"),
        date=dt.date(2026, 11, 22),
        curricula=(Curriculum(id="c", programme="Bachelor", college="Nergens", courses=courses),),
        frameworks=tuple(
            UsedFramework(ref=f.ref, revision=1, digest=f.identity_digest) for f in FRAMEWORKS
        ),
        links=(
            a_link("S*1", "kader:luisteren", 0.9, "luisteren", "gesprek"),
            a_link("S*1", "kader:steun", 0.2, "steun"),
            a_link("S*1", "ocmw:leefloon", 0.86, "leefloon", "steun"),
            a_link("S21", "ocmw:leefloon", 0.7, "leefloon"),
            a_link("S21", "ocmw:rechten", 0.2, "rechten"),
        ),
        issues=(
            Issue(
                code="total-row", severity=Severity.INFO, message="=1+1 overgeslagen",
                where=Place(file="lijst.xlsx", sheet="B", cell="A9"),
            ),
        ),
    )  # fmt: skip


MAPPING = a_mapping()


OCMW_EDITION = framework(item("leefloon"), item("schuld"), id="ocmw-praktijk")


def tied(of: str, name: str, **facts: object) -> Link:
    """Build a proposed link to a theme of OCMW practice."""
    return proposed_link(of, f"ocmw-praktijk:{name}").model_copy(update=facts)


OCMW_MAPPING = small_mapping(
    tied("V1", "leefloon", tie=Tie.EXPLICIT, tie_context=TieContext.OCMW),
    tied("V1", "schuld", tie=Tie.GENERAL, treatment=Treatment.TOUCHED),
    tied("V2", "leefloon", tie=Tie.EXPLICIT, tie_context=TieContext.LOCAL_GOVERNMENT),
    tied("V2", "schuld"),
    courses=(course("V1"), course("V2")),
    edition=OCMW_EDITION,
)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def cell_of(sheet: Worksheet, row: int, column: Column) -> object:
    return sheet.cell(row, list(Column).index(column) + 1).value


def put(sheet: Worksheet, row: int, column: Column, value: object) -> None:
    sheet.cell(row, list(Column).index(column) + 1).value = value  # type: ignore[assignment]  # any cell value


def tables_of(book: Workbook, file: str = "boek.xlsx") -> list[Table]:
    return [
        Table(
            file,
            sheet.title,
            tuple(
                TableRow(
                    row[0].row or 0,
                    tuple(
                        "" if cell.value is None or cell.data_type == "f" else str(cell.value)
                        for cell in row
                    ),
                )
                for row in sheet.iter_rows()
            ),
            sheet.sheet_state,
        )
        for sheet in book.worksheets
    ]


def tables_of_ods(path: Path) -> list[Table]:
    calamine = pytest.importorskip(
        "python_calamine", reason="python-calamine is niet geïnstalleerd"
    )
    book = calamine.CalamineWorkbook.from_path(path)
    return [
        Table(
            path.name,
            name,
            tuple(
                TableRow(number, tuple(str(value) for value in values))
                for number, values in enumerate(
                    book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1
                )
            ),
        )
        for name in book.sheet_names
    ]


def filled_in(book: Workbook) -> None:
    """Do what a lecturer does: decide on two rows, and add a link and a ‘geen’ at the bottom."""
    sheet = book["Koppelingen"]
    for row, verdict in ((HEADER + 1, "akkoord"), (HEADER + 2, "Niet akkoord ")):
        put(sheet, row, Column.VERDICT, verdict)
        put(sheet, row, Column.REVIEWER, "An")
        put(sheet, row, Column.DATE, dt.date(2026, 11, 23))
    spare = HEADER + len(MAPPING.links) + 1
    put(sheet, spare, Column.CODE, "S21")
    put(sheet, spare, Column.LABEL, "Steun geven")
    put(sheet, spare + 1, Column.CODE, "S*1")
    put(sheet, spare + 1, Column.FRAMEWORK, "kader")
    put(sheet, spare + 1, Column.LABEL, "niets uit dit kader past")
    put(sheet, spare + 1, Column.VERDICT, "akkoord")


EXPECTED = {
    ("S*1", "kader:luisteren", Verdict.ACCEPT),
    ("S*1", "ocmw:leefloon", Verdict.REJECT),
    ("S21", "kader:steun", Verdict.ACCEPT),
    ("S*1", "kader:geen", Verdict.ACCEPT),
}


def content_of(found: tuple[ReviewedLink, ...]) -> set[tuple[str, str, Verdict]]:
    return {(link.course, link.item, link.decision.verdict) for link in found}


def test_the_same_mapping_gives_the_same_bytes() -> None:
    assert render_review_book(MAPPING, FRAMEWORKS) == render_review_book(MAPPING, FRAMEWORKS)


def test_sheets_and_headers_are_those_of_the_contract() -> None:
    book = opened(render_review_book(MAPPING, FRAMEWORKS))
    sheet = book["Koppelingen"]

    assert {sheet.title: sheet.sheet_state for sheet in book.worksheets} == {
        "Lees mij": "visible",
        "Koppelingen": "visible",
        "Opleidingsonderdelen": "visible",
        "Kaders": "visible",
        "Ingelezen": "visible",
        "Lijsten": "hidden",
        "_mapping": "veryHidden",
    }
    assert [cell.value for cell in sheet[HEADER]] == [
        "Koppeling-id", "Code", "Opleidingsonderdeel", "Ook voor", "Kader", "Naam", "Bewijs",
        "Inschatting", "Zekerheid", "Status", "Gewijzigd", "Besluit", "Sleutel", "OCMW-context",
        "Niveau", "Geëvalueerd", "Nagekeken door", "Datum", "Opmerking", "Slotsleutel",
        "Definitief", "Kaderitem",
    ]  # fmt: skip
    assert sheet.tables["Koppelingen"].ref == f"A5:V{HEADER + len(MAPPING.links) + 60}"
    assert sheet.freeze_panes == "D6"


def test_what_only_a_program_reads_and_what_is_empty_is_hidden() -> None:
    sheet = opened(render_review_book(MAPPING, FRAMEWORKS))["Koppelingen"]
    header = [cell.value for cell in sheet[HEADER]]
    hidden = {
        name
        for facts in sheet.column_dimensions.values()
        for name in header[(facts.min or 0) - 1 : facts.max]
        if facts.hidden
    }

    assert hidden == {
        "Koppeling-id", "Sleutel", "Slotsleutel", "Kaderitem", "Ook voor", "Gewijzigd",
        "Definitief", "OCMW-context",
    }  # fmt: skip


def test_the_cell_to_decide_in_fits_a_laptop_of_1366_pixels() -> None:
    tied = merge(OCMW_MAPPING, [ReviewedLink(
        course="V1", item=ItemRef("ocmw-praktijk:leefloon"), decision=Decision(verdict=verdict),
        place=Place(),
    ) for verdict in (Verdict.ACCEPT, Verdict.REJECT)])  # fmt: skip
    sheet = opened(render_review_book(tied, [OCMW_EDITION]))["Koppelingen"]
    letters = [cell.coordinate.rstrip("5") for cell in sheet[HEADER]]
    shown = letters[: list(Column).index(Column.TIE) + 1]
    widths = [sheet.column_dimensions[letter] for letter in shown]
    pixels = sum(facts.width * 7 + 5 for facts in widths if not facts.hidden)

    row_numbers_and_scroll_bar = 30 + 20
    assert "K" in {letter for letter in shown if not sheet.column_dimensions[letter].hidden}
    assert pixels * 0.85 + row_numbers_and_scroll_bar <= 1366


def test_every_link_has_its_row_and_what_asks_for_a_decision_comes_first() -> None:
    sheet = opened(render_review_book(MAPPING, FRAMEWORKS))["Koppelingen"]
    rows = range(HEADER + 1, HEADER + len(MAPPING.links) + 1)

    assert [
        tuple(cell_of(sheet, row, c) for c in (Column.CODE, Column.ITEM, Column.STATUS))
        for row in rows
    ] == [
        ("S*1", "luisteren", "voorstel"),
        ("S*1", "leefloon", "voorstel"),
        ("S21", "leefloon", "voorstel"),
        ("S*1", "steun", "mogelijk"),
        ("S21", "rechten", "mogelijk"),
    ]
    assert {cell_of(sheet, row, Column.ID) for row in rows} == {link.id for link in MAPPING.links}
    assert cell_of(sheet, HEADER + 1, Column.CONFIDENCE) == "zekerheid niet gemeten"
    assert cell_of(sheet, HEADER + 2, Column.CONFIDENCE) == "hoog (0,86)"
    assert cell_of(sheet, HEADER + 1, Column.EVIDENCE) == (
        "inhoud: De student leert »luisteren« in een »gesprek«."
    )


def test_a_text_is_never_a_formula() -> None:
    book = opened(render_review_book(MAPPING, FRAMEWORKS))
    title = book["Koppelingen"].cell(HEADER + 1, 3)

    assert (title.value, title.data_type) == ("=Gesprek", "s")
    formulas = [
        cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert not any("1+1" in str(formula) for formula in formulas)


def test_choices_come_from_lists() -> None:
    sheet = opened(render_review_book(MAPPING, FRAMEWORKS))["Koppelingen"]
    choices = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}

    assert choices["L11:L70"] == "Lijsten!$A$1:$A$4"
    assert choices["B11:B70"] == "Lijsten!$D$1:$D$2"
    assert all(str(source).startswith("Lijsten!") for source in choices.values())
    rules = sheet.data_validations.dataValidation
    assert not any(rule.showErrorMessage for rule in rules), "Excel lets everything be typed"


def test_the_definition_of_the_item_stands_beside_the_cell_to_decide_in() -> None:
    sheet = opened(render_review_book(MAPPING, FRAMEWORKS))["Koppelingen"]
    messages = {
        str(rule.sqref): (rule.promptTitle, rule.prompt)
        for rule in sheet.data_validations.dataValidation
        if rule.prompt
    }

    assert messages["L6"] == ("Actief luisteren", "Over Actief luisteren.")
    assert messages["L7 L8"] == ("Leefloon", "Over Leefloon.")
    link = sheet.cell(HEADER + 2, 5).hyperlink
    assert link is not None
    assert link.location == "'Kaders'!C9"
    assert opened(render_review_book(MAPPING, FRAMEWORKS))["Kaders"]["C9"].value == "Leefloon"


@pytest.mark.parametrize(
    ("url", "is_linked"),
    [("https://fiche.example/S1?a=1#b", True), ("javascript:alert(1)", False), (None, False)],
)
def test_the_title_leads_to_the_fiche(url: str | None, *, is_linked: bool) -> None:
    courses = tuple(c.model_copy(update={"url": url}) for c in MAPPING.courses)
    curriculum = MAPPING.curricula[0].model_copy(update={"courses": courses})
    mapping = MAPPING.model_copy(update={"curricula": (curriculum,)})
    cell = opened(render_review_book(mapping, FRAMEWORKS))["Koppelingen"].cell(HEADER + 1, 3)

    assert cell.value == "=Gesprek"
    assert bool(cell.hyperlink) is is_linked


def test_an_untouched_workbook_is_read_without_remarks(tmp_path: Path) -> None:
    path = tmp_path / "boek.xlsx"
    path.write_bytes(render_review_book(MAPPING, FRAMEWORKS))
    tables, issues = read_workbook(path)

    assert [issue.code for issue in issues] == ["hidden-columns"]
    assert mapping_in(tables) == MAPPING
    assert decisions_in(tables, MAPPING) == ((), ())


def test_the_mapping_travels_in_the_workbook() -> None:
    tables = tables_of(opened(render_review_book(MAPPING, FRAMEWORKS)))

    assert mapping_in(tables) == MAPPING


def test_decisions_come_back_through_openpyxl() -> None:
    book = opened(render_review_book(MAPPING, FRAMEWORKS))
    filled_in(book)
    book["Koppelingen"].title = "Mijn vakken"
    found, issues = decisions_in(tables_of(book), MAPPING)

    assert issues == ()
    assert content_of(found) == EXPECTED
    assert found[0].decision.date == dt.date(2026, 11, 23)


def test_a_workbook_after_review_shows_decisions_and_asks_again_where_people_differ() -> None:
    def said(item: str, verdict: Verdict, reviewer: str) -> ReviewedLink:
        day = dt.date(2026, 11, 3)
        decision = Decision(verdict=verdict, reviewer=reviewer, date=day, level="V", assessed=False)
        return ReviewedLink(course="S*1", item=ItemRef(item), decision=decision, place=Place())

    merged = merge(
        MAPPING,
        [
            said("kader:luisteren", Verdict.ACCEPT, "An"),
            said("kader:steun", Verdict.ACCEPT, "An"),
            said("ocmw:leefloon", Verdict.ACCEPT, "An"),
            said("ocmw:leefloon", Verdict.REJECT, "Bert"),
            said("kader:geen", Verdict.REJECT, "An"),
        ],
    )
    book = opened(render_review_book(merged, FRAMEWORKS))
    sheet = book["Koppelingen"]
    shown = {
        cell_of(sheet, row, Column.ITEM): tuple(
            cell_of(sheet, row, column)
            for column in (Column.STATUS, Column.CHANGED, Column.VERDICT, Column.LEVEL)
        )
        for row in range(HEADER + 1, HEADER + 5)
    }

    assert shown == {
        "luisteren": ("bevestigd", None, "akkoord", "V"),
        "steun": ("bevestigd", None, "akkoord", "V"),
        "geen": ("verworpen", None, "niet akkoord", "V"),
        "leefloon": (
            "tegenspraak",
            "gezegd is: An: akkoord (03/11/2026); Bert: niet akkoord (03/11/2026)",
            None,
            None,
        ),
    }
    found, issues = decisions_in(tables_of(book), merged)
    assert issues == ()
    assert merge(merged, found) == merged


def test_evidence_is_cut_around_the_words_that_count() -> None:
    words = "woord " * 60
    text = f"{words}doel {words}."
    start = text.index("doel")
    course = Course(id="A", code="A", title="T", fields={CourseField.OUTCOMES: text})
    piece = Evidence(
        field=CourseField.OUTCOMES, text="doel", start=start, end=start + 4, item_part="label",
        term="doel", kind=EvidenceKind.SIMILARITY, weight=0.1,
    )  # fmt: skip
    link = Link(
        id="L", course="A", item=ItemRef("k:i"), confidence=0, proposed=False, evidence=(piece,)
    )
    fragments = evidence_fragments(course, link)
    said = "".join(fragment.text for fragment in fragments)

    assert [fragment.text for fragment in fragments if fragment.is_marked] == ["doel"]
    assert said.startswith("enkel gelijkende woorden: leerresultaten: … woord woord")
    assert said.endswith("woord …")
    assert len(said) < 230


def test_a_sentence_that_three_sheets_share_is_marked() -> None:
    text = "De student leert huisbezoeken afleggen in team."
    courses = tuple(course(code, "Vak", 3, content=text) for code in ("A", "B", "C"))
    kader = framework(item("bezoek", "huisbezoek"))
    rows = link_rows(propose(Curriculum(id="l", courses=courses), [kader]), [kader])

    assert [row.evidence[0].text for row in rows] == ["inhoud (gedeelde tekst, in 3 fiches): "]
    assert [(row.code, row.also) for row in rows] == [("A", {"B": "B", "C": "C"})]


def test_an_empty_mapping_still_gives_a_workbook() -> None:
    empty = MAPPING.model_copy(
        update={"links": (), "issues": (), "curricula": (), "frameworks": ()}
    )
    tables = tables_of(opened(render_review_book(empty, ())))

    assert mapping_in(tables) == empty


@pytest.mark.libreoffice
def test_libreoffice_counts_every_word_that_the_reader_takes(tmp_path: Path) -> None:
    words: list[str | int]
    words = ["x", "oké", "niet-akkoord", "Akkoord ", "nee", "T", 1, "twijfel", "v"]
    courses = tuple(course(f"A{number}") for number in range(len(words)))
    kader = framework(item("a"))
    links = (proposed_link(one.id, "proef:a") for one in courses)
    made = small_mapping(*links, courses=courses, edition=kader)
    book = opened(render_review_book(made, [kader]))
    sheet = book["Koppelingen"]
    for number, word in enumerate(words):
        sheet.cell(6 + number, [cell.value for cell in sheet[5]].index("Besluit") + 1, word)
    path = tmp_path / "boek.xlsx"
    book.save(path)

    theirs = load_workbook(saved_by_office("xlsx", path)[0], data_only=True)

    rows = [*theirs["Opleidingsonderdelen"].iter_rows(values_only=True)]
    decided = {row[0]: row[5] for row in rows if str(row[0]).startswith("A")}
    assert [decided[one.code] for one in courses] == [1] * 7 + [0] * 2


@pytest.mark.libreoffice
def test_libreoffice_counts_what_we_counted(tmp_path: Path) -> None:
    path = tmp_path / "boek.xlsx"
    path.write_bytes(render_review_book(MAPPING, FRAMEWORKS))
    ours = load_workbook(path, data_only=True)
    theirs = load_workbook(saved_by_office("xlsx", path)[0], data_only=True)
    formulas = [
        (sheet.title, cell.coordinate)
        for sheet in load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]

    assert len(formulas) == 60 + 2 * 4 + 3 + 1
    for sheet, address in formulas:
        expected = ours[sheet][address].value or ""
        assert (theirs[sheet][address].value or "") == expected, (sheet, address)


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_decisions_and_mapping_survive_saving_by_libreoffice(tmp_path: Path, kind: str) -> None:
    book = opened(render_review_book(MAPPING, FRAMEWORKS))
    filled_in(book)
    path = tmp_path / "boek.xlsx"
    book.save(path)
    saved = saved_by_office(kind, path)[0]
    tables = read_workbook(saved)[0] if kind == "xlsx" else tables_of_ods(saved)
    mapping = mapping_in(tables)

    assert mapping == MAPPING
    found, issues = decisions_in(tables, mapping)
    assert issues == ()
    assert content_of(found) == EXPECTED


@pytest.mark.libreoffice
def test_the_progress_counts_along_with_what_a_lecturer_decides(tmp_path: Path) -> None:
    book = opened(render_review_book(MAPPING, FRAMEWORKS))
    filled_in(book)
    path = tmp_path / "boek.xlsx"
    book.save(path)
    saved = load_workbook(saved_by_office("xlsx", path)[0], data_only=True)
    progress = [
        [cell.value for cell in row]
        for row in saved["Opleidingsonderdelen"].iter_rows(min_row=5, max_row=8, min_col=5)
    ]
    spare = HEADER + len(MAPPING.links) + 1

    assert progress == [
        [5, 4, 1, None],
        ["Na te kijken", "Beslist", "Open", "Stand"],
        [3, 3, 0, "klaar"],
        [2, 1, 1, "bezig"],
    ]
    assert saved["Koppelingen"]["B4"].value == "Beslist: 4 van 5"
    assert cell_of(saved["Koppelingen"], spare, Column.COURSE) == "Recht"

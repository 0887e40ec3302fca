"""The sheets Leeswijzer, Samenvatting, OCMW, Spreiding, Aanknopingspunten and Verantwoording."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from practice_samples import COURSES, FIELDS, LINKS, PRACTICE, REFERENCE, link, report

from swcompetence.model import Course
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.workbook.workbook import render_workbook


def opened(told: GapReport, *, values: bool = True) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_workbook(told)), data_only=values)


def texts(sheet: Worksheet) -> list[str]:
    return [v for row in sheet.iter_rows(values_only=True) for v in row if isinstance(v, str)]


def rows_under(sheet: Worksheet, *headers: str) -> list[tuple[object, ...]]:
    """Give the rows below the row that starts with these headers, up to a blank one."""
    rows: list[tuple[object, ...]] = list(sheet.iter_rows(values_only=True))
    [top] = [n for n, row in enumerate(rows) if row[: len(headers)] == headers]
    below = rows[top + 1 :]
    end = next((n for n, row in enumerate(below) if not any(row[1:])), len(below))
    return below[:end]


def drawings(told: GapReport) -> str:
    with zipfile.ZipFile(io.BytesIO(render_workbook(told))) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/drawings/drawing")]
        return "".join(archive.read(name).decode() for name in names)


@pytest.fixture(scope="module")
def told() -> GapReport:
    return report(reference=REFERENCE)


@pytest.fixture(scope="module")
def book(told: GapReport) -> Workbook:
    return opened(told)


def test_guide_names_every_sheet_that_can_be_seen(book: Workbook) -> None:
    said = texts(book["Leeswijzer"])
    seen = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]

    assert [name for name in said if name in seen] == seen[1:]


def test_summary_gives_low_expected_and_high_side_by_side(told: GapReport, book: Workbook) -> None:
    rows = rows_under(book["Samenvatting"], "OCMW-praktijk naar tekst", "laag", "verwacht", "hoog")
    assert told.practice is not None
    share = told.practice.share

    assert rows[0][:4] == ("deel van de opleiding", share.low, share.expected, share.high)
    assert rows[1][1:5] == (
        share.credits.low,
        share.credits.expected,
        share.credits.high,
        share.size.base_credits,
    )


def test_summary_divides_live() -> None:
    [row] = [
        row
        for row in opened(report(), values=False)["Samenvatting"].iter_rows(values_only=True)
        if row[0] == "deel van de opleiding"
    ]

    assert all(str(cell).startswith("=") and "/" in str(cell) for cell in row[1:4])


def test_summary_says_what_each_figure_means_and_that_there_is_no_norm(book: Workbook) -> None:
    said = " ".join(texts(book["Samenvatting"]))

    assert "Nooit optellen" in said
    assert "Er bestaat geen officiële norm" in said
    assert "de regel achter elk cijfer op het blad Verantwoording" in said


def test_summary_is_one_page_with_two_charts_that_are_also_told(book: Workbook) -> None:
    sheet = book["Samenvatting"]
    told = drawings(report(reference=REFERENCE))

    assert sheet.page_setup.fitToHeight in {None, 1}  # the file leaves out a 1
    assert len(sheet._charts) == 2  # type: ignore[attr-defined] # openpyxl has no public list
    assert "Basis: 100\xa0% in de fiches, 100\xa0% in de referentie" in told
    assert "OCMW-praktijk: 1 bevestigd, 1 enkel voorgesteld, 0 terloops vermeld" in told
    assert told.count('descr="Staafdiagram.') == 4


def test_charts_carry_their_values_and_name_the_reference(told: GapReport) -> None:
    with zipfile.ZipFile(io.BytesIO(render_workbook(told))) as archive:
        charts = [
            archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith("xl/charts/chart")
        ]

    assert sum("referentie: Bevraging van één OCMW" in chart for chart in charts) == 1
    assert all("<c:numCache>" in chart for chart in charts)
    assert sum("<c:v>Basis</c:v>" in chart for chart in charts) == 2


def test_summary_counts_the_checks(told: GapReport, book: Workbook) -> None:
    found = sum(bool(check.rows) for check in told.checks)

    assert any(
        f"Van {len(told.checks)} controles vinden er {found}" in text
        for text in texts(book["Samenvatting"])
    )


def test_ocmw_sheet_compares_each_theme_with_a_named_reference(
    told: GapReport, book: Workbook
) -> None:
    sheet = book["OCMW"]
    rows = rows_under(sheet, "Cluster", "Thema")
    assert told.practice is not None
    lines = told.practice.representation.items

    assert [row[1] for row in rows] == ["Inkomen", "Wonen", "Zorg", "Werk"]
    assert [row[3:6] for row in rows] == [
        (line.credits.low, line.credits.expected, line.credits.high) for line in lines
    ]
    assert [row[7] for row in rows] == [0.25, 0.75, "geen referentie", "geen referentie"]
    assert [row[8] for row in rows[:2]] == [pytest.approx(line.index) for line in lines[:2]]
    assert [row[8] for row in rows[2:]] == [None, None]
    assert rows[0][9] == "10\xa0% tot 40\xa0%"
    assert any(
        text.startswith("Referentie: ‘Bevraging van één OCMW’ (bevraging). Een inschatting.")
        for text in texts(sheet)
    )
    assert "Er bestaat geen officiële norm" in " ".join(texts(sheet))


def test_verdict_says_why_and_that_nobody_confirmed_it() -> None:
    courses = (COURSES[0], COURSES[1].model_copy(update={"credits": 0.9}), COURSES[2])
    rows = rows_under(opened(report(courses=courses))["OCMW"], "Cluster", "Thema")

    assert [row[2] for row in rows] == [
        "sterk aanwezig",
        "onderbelicht (minder dan 0,5 stp.), enkel voorgesteld",
        "niet aangetroffen in de fiches",
        "niet aangetroffen in de fiches",
    ]


def test_ocmw_sheet_counts_live_on_the_matrix() -> None:
    live, values = (opened(report(), values=v)["OCMW"] for v in (False, True))
    themes = rows_under(live, "Cluster", "Thema")
    [basis, rest] = rows_under(live, "Cluster", "Thema's met een koppeling (B of V)")

    assert all(str(row[10]).startswith("=SUMIFS(Matrix!") for row in themes)
    assert [row[10:13] for row in rows_under(values, "Cluster", "Thema")][:2] == [
        (1, 0, 0),
        (0, 1, 0),
    ]
    assert str(basis[1]).startswith("=SUMPRODUCT(")
    counts = rows_under(values, "Cluster", "Thema's met een koppeling (B of V)")
    assert [row[1] for row in counts] == ["2 van de 2", "0 van de 2"]
    assert rest[0] == "Rest"


def test_ocmw_sheet_puts_local_government_among_the_work_fields(book: Workbook) -> None:
    rows = rows_under(book["OCMW"], "Plaats", "Werkveld")

    assert [row[:3] for row in rows] == [
        (1, "Lokaal bestuur en OCMW", "enkel voorgesteld"),
        ("geen", "Jeugdhulp", "niet aangetroffen in de fiches"),
    ]


def test_framework_without_clusters_gets_no_cluster_charts() -> None:
    flat = PRACTICE.model_copy(
        update={
            "items": tuple(
                item.model_copy(update={"parent": None})
                for item in PRACTICE.items
                if item.level == "thema"
            )
        }
    )
    told = report(frameworks=(flat,))
    sheets = opened(told)

    assert drawings(told).count('descr="Staafdiagram.') == 2
    assert "Per cluster" not in texts(sheets["OCMW"])
    assert rows_under(sheets["OCMW"], "Cluster", "Thema")[0][1] == "Inkomen"


def test_spread_gives_credits_and_live_shares_per_group(told: GapReport, book: Workbook) -> None:
    rows = rows_under(book["Spreiding"], "Indeling", "Groep")
    live = rows_under(opened(told, values=False)["Spreiding"], "Indeling", "Groep")
    assert told.practice is not None
    groups = told.practice.spread.groups

    assert [row[1] for row in rows[:2]] == ["fase 1", "fase 2"]
    assert [row[2:8] for row in rows] == [
        (
            group.courses,
            len(group.touching),
            group.group_credits,
            group.credits.low,
            group.credits.expected,
            group.credits.high,
        )
        for group in groups
    ]
    assert [row[9] for row in rows] == [group.expected for group in groups]
    assert all("/" in str(row[9]) for row in live)
    assert rows[0][11] == "SW1 Recht"


def test_spread_says_unknown_where_a_group_has_no_credits() -> None:
    courses = (*COURSES[:2], COURSES[2].model_copy(update={"phase": "3", "credits": None}))
    rows = rows_under(opened(report(courses=courses))["Spreiding"], "Indeling", "Groep")

    assert rows[2][1] == "fase 3"
    assert rows[2][8:11] == ("onbekend",) * 3


def test_spread_names_a_few_courses_and_counts_the_rest() -> None:
    courses = tuple(
        COURSES[0].model_copy(update={"id": f"SW{n}", "code": f"SW{n}", "phase": f"jaar {n // 9}"})
        for n in range(1, 8)
    )
    links = [link(course.id, "ocmw-praktijk:inkomen", "inkomen") for course in courses]
    rows = rows_under(opened(report(*links, courses=courses))["Spreiding"], "Indeling", "Groep")

    assert rows[0][1] == "jaar 0"
    assert str(rows[0][11]).endswith("SW5 Recht\nen nog 2, zie Matrix")


def test_starting_points_put_what_only_shares_words_last_and_apart(book: Workbook) -> None:
    sheet = book["Aanknopingspunten"]
    headers = ("Kader en cluster", "Kaderitem", "Opleidingsonderdeel")
    said = texts(sheet)
    strong, weak = (
        list(sheet.iter_rows(min_row=top + 1, values_only=True))
        for top in (
            n for n, row in enumerate(sheet.iter_rows(values_only=True), 1) if row[:3] == headers
        )
    )

    assert "een plek om een gesprek te beginnen" in " ".join(said)
    assert said.index("Zwak: enkel gedeelde woorden") > said.index("Kader en cluster")
    assert strong[0][0] != "OCMW-praktijk"
    assert weak[0][1:4] == ("Zorg", "SW3 Stage", "zwak: enkel gedeelde woorden")
    assert "spreken" in str(weak[0][5])
    assert "Zonder aanknopingspunt: 1 kaderitem" in said
    assert set(sheet.tables) == {"Aanknopingspunten", "ZwakkeAanknopingspunten"}


def test_starting_points_show_the_sentences_and_the_words() -> None:
    near = link("SW3", "ocmw-praktijk:werk", "bestuur", proposed=False)
    related = link("SW1", "ocmw-praktijk:zorg", "wonen")
    rows = rows_under(
        opened(report(*LINKS[:2], related, near))["Aanknopingspunten"], "Kader en cluster"
    )

    assert rows[0] == (
        "OCMW-praktijk\nRest",
        "Werk",
        "SW3 Stage",
        "de fiche bevat een term van het kaderitem",
        "“Lokaal bestuur komt ter sprake.” (inhoud)",
        "bestuur",
    )
    assert rows[1][3] == "raakt ‘Zorg’, uit dezelfde cluster"


def test_sheets_say_so_where_ocmw_practice_is_left_out() -> None:
    book = opened(report(frameworks=(FIELDS,)))

    for name in ("Samenvatting", "OCMW", "Spreiding", "Leeswijzer"):
        assert any("maakt geen deel uit" in text for text in texts(book[name])), name
    assert any("geen kaderitems" in text for text in texts(book["Aanknopingspunten"]))
    assert "Referentie voor OCMW-praktijk" not in texts(book["Verantwoording"])


@pytest.mark.parametrize("courses", [(), (COURSES[0].model_copy(update={"credits": None}),)])
def test_list_without_credits_gives_no_share(courses: tuple[Course, ...]) -> None:
    book = opened(report(courses=courses))
    [row] = [
        r
        for r in book["Samenvatting"].iter_rows(values_only=True)
        if r[0] == "deel van de opleiding"
    ]

    assert row[1:4] == ("onbekend",) * 3


def test_account_names_the_reference_its_sources_and_what_it_leaves_out(book: Workbook) -> None:
    [said] = [text for text in texts(book["Verantwoording"]) if text.startswith("Soort: ")]

    assert "bevraging" in said
    assert "OCMW Denderkant" in said
    assert "Niet gemeten, dus niet vergeleken: Zorg; Werk" in said

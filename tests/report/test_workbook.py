import datetime as dt
import io
import random
import zipfile
from pathlib import Path

import openpyxl
import practice_samples
import pytest
from office import saved_by_office
from openpyxl.cell.cell import Cell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from swcompetence.model import (
    Curriculum,
    Framework,
    ItemRef,
    Link,
    Mapping,
    Status,
    Tool,
    UsedFramework,
    link_id,
)
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.view import build_report
from swcompetence.report.sheets.style import Look, Style
from swcompetence.report.workbook import render_workbook

SHEETS = [
    "Samenvatting",
    "OCMW",
    "Hiaten",
    "Wel onderwezen",
    "Matrix",
    "Verantwoording",
]
HOSTILE = ("=1+1", "+32 11", "-1", "@SUM(A1)", "https://example.org", "12", "&[Datum]", "a\x00b")


def framework(framework_id: str, clusters: int, items: int) -> Framework:
    tree: list[dict[str, object]] = []
    for c in range(clusters):
        tree.append({"id": f"c{c}", "level": "cluster", "label": f"Cluster {c}"})
        tree += [
            {"id": f"i{c}-{n}", "parent": f"c{c}", "level": "thema", "label": f"Thema {c}.{n}"}
            for n in range(items)
        ]
    return Framework.model_validate(
        {
            "id": framework_id,
            "version": "2026.1",
            "revision": 1,
            "title": f"Kader {framework_id}",
            "about": "Verzonnen.",
            "publisher": "Proef",
            "status": "current",
            "valid_from": "2026-01-01",
            "last_checked_on": "2026-11-01",
            "licence": {"id": "CC-BY-4.0", "attribution": "Proef."},
            "levels": ["cluster", "thema"],
            "mapping_level": "thema",
            "sources": [{"id": "bron", "title": "Bron", "url": "https://example.org"}],
            "changelog": [{"revision": 1, "date": "2026-01-01", "note": "Eerste."}],
            "items": [{**item, "provenance": "unverified"} for item in tree],
        }
    )


FRAMEWORKS = (framework("krachtlijnen", 1, 5), framework("ocmw-praktijk", 4, 5))


def curriculum(courses: int, nominal: float | None) -> Curriculum:
    return Curriculum.model_validate(
        {
            "id": "proef",
            "programme": "Proef & opleiding",
            "academic_year": "2026-2027",
            "nominal_credits": nominal,
            "source": {"file": "lijst.xlsx", "sha256": "ab" * 32},
            "courses": [
                {
                    "id": f"SW{n:02}",
                    "code": f"SW{n:02}",
                    "title": HOSTILE[n] if n < len(HOSTILE) else f"Verzonnen vak nummer {n}",
                    "credits": (3, 4.5, 6, None)[n % 4],
                    "fields": {"content": "Over van alles."} if n % 7 else {},
                    "where": {"sheet": "Blad", "row": n + 2},
                }
                for n in range(courses)
            ],
        }
    )


def links(courses: Curriculum, frameworks: tuple[Framework, ...], seed: int) -> list[Link]:
    dice = random.Random(seed)  # noqa: S311 - invented data, no secret
    made = []
    for course in courses.courses:
        for ref in (f.item_ref(i) for f in frameworks for i in f.mapping_items[:-2]):
            if dice.random() < 0.2:
                proposed = dice.random() < 0.6
                link = {
                    "id": link_id(course.id, ItemRef(ref)),
                    "course": course.id,
                    "item": ref,
                    "confidence": dice.random(),
                    "proposed": proposed,
                    "status": dice.choice(list(Status)) if proposed else Status.OPEN,
                }
                evidence = {
                    "field": "content",
                    "text": '=HYPERLINK("http://example.org")',
                    "start": 0,
                    "end": 32,
                    "item_part": "label",
                    "term": "alles",
                    "kind": "exact",
                    "weight": dice.choice((0.3, 0.85)),
                }
                made.append(Link.model_validate({**link, "evidence": [evidence]}))
    return made


def report(
    *,
    courses: int = 40,
    frameworks: tuple[Framework, ...] = FRAMEWORKS,
    nominal: float | None = 180,
    date: dt.date | None = dt.date(2026, 11, 22),
    issues: bool = True,
) -> GapReport:
    programme = curriculum(courses, nominal)
    issue = {"code": "proef-melding", "severity": "warning", "message": "=Opgelet"}
    mapping = Mapping.model_validate(
        {
            "schema": "swcompetence/mapping@1",
            "tool": Tool(version="0.1.0", matcher="proef", parameters="1"),
            "curricula": (programme,),
            "frameworks": tuple(
                UsedFramework(ref=f.ref, revision=1, digest=f.identity_digest) for f in frameworks
            ),
            "links": links(programme, frameworks, seed=7),
            "issues": [{**issue, "where": {"sheet": "Blad", "cell": "B7"}}] if issues else [],
        }
    )
    return build_report(mapping, frameworks, date=date, tool_version="0.1.0")


def opened(content: bytes, *, values: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def cells(sheet: Worksheet) -> list[Cell]:
    return [c for row in sheet.iter_rows() for c in row if isinstance(c, Cell) and c.value]


def texts(content: bytes, name: str) -> list[str]:
    sheet = opened(content, values=True)[name]
    return [cell.value for cell in cells(sheet) if isinstance(cell.value, str)]


@pytest.fixture(scope="module")
def told() -> GapReport:
    return report()


@pytest.fixture(scope="module")
def content(told: GapReport) -> bytes:
    return render_workbook(told)


def test_workbook_has_exactly_these_sheets(content: bytes) -> None:
    workbook = opened(content)

    assert workbook.sheetnames == [*SHEETS, "Lijsten"]
    assert [s.title for s in workbook.worksheets if s.sheet_state != "visible"] == ["Lijsten"]


def test_same_report_gives_the_same_bytes(content: bytes) -> None:
    assert render_workbook(report()) == content


def test_report_without_a_date_is_deterministic_too() -> None:
    undated = render_workbook(report(courses=3, date=None))

    assert undated == render_workbook(report(courses=3, date=None))
    assert opened(undated).properties.created == dt.datetime(2000, 1, 1)  # noqa: DTZ001 - as read


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_shows_programme_banner_and_print_setup(content: bytes, name: str) -> None:
    sheet = opened(content)[name]

    assert sheet["A2"].value == "Proef & opleiding, academiejaar 2026-2027"
    assert "% nagekeken (" in sheet["A3"].value
    assert sheet.freeze_panes is not None
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth in {None, 1}  # the file leaves out a 1
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows is not None
    assert sheet.HeaderFooter.oddFooter is not None
    # Page one names the programme once.
    footer = str(sheet.HeaderFooter.oddFooter.left.text)
    assert ("Proef && opleiding" in footer) == (name != "Samenvatting")
    assert sheet.HeaderFooter.oddFooter.right.text == "Pagina &P van &N"
    assert not sheet.merged_cells.ranges


def test_only_the_matrix_is_a3(content: bytes) -> None:
    sizes = {sheet.title: sheet.page_setup.paperSize for sheet in opened(content).worksheets}

    assert {name for name, size in sizes.items() if size == 8} == {"Matrix"}


def test_document_has_title_author_and_language(content: bytes) -> None:
    properties = opened(content).properties

    assert properties.title == "Hiatenrapport Proef & opleiding, academiejaar 2026-2027"
    assert properties.creator == "swcompetence 0.1.0"
    assert properties.language == "nl-BE"


def test_no_text_of_a_list_becomes_a_formula_a_number_or_a_link(content: bytes) -> None:
    workbook = opened(content)
    found = {
        str(cell.value): cell
        for sheet in workbook.worksheets
        for cell in cells(sheet)
        if cell.value in HOSTILE
    }
    own = ("COUNTIF", "IF(COUNTIF", "$")

    assert set(found) >= set(HOSTILE[:-1])
    assert {cell.data_type for cell in found.values()} == {"s"}
    assert "=Opgelet" in texts(content, "Verantwoording")
    for sheet in workbook.worksheets:
        for cell in cells(sheet):
            assert cell.data_type != "f" or str(cell.value).removeprefix("=").startswith(own)
            assert cell.hyperlink is None or cell.hyperlink.target is None


def test_no_link_of_the_summary_and_no_id_of_a_framework_is_cut_off() -> None:
    long = practice_samples.PRACTICE.model_copy(
        update={
            "items": tuple(
                item.model_copy(update={"label": f"{item.label} {'x' * 7} {'y' * 60}"[:58]})
                for item in practice_samples.PRACTICE.items
            )
        }
    )
    told = practice_samples.report(frameworks=(long, practice_samples.FIELDS))
    workbook = opened(render_workbook(told))
    sheet = workbook["Samenvatting"]
    linked = [cell for cell in cells(sheet) if cell.hyperlink and "xxx" in str(cell.value)]
    gaps = workbook["Hiaten"]
    [kader] = [cell.column_letter for cell in cells(gaps) if cell.value == "Kader"]

    assert linked
    for cell in linked:
        width = sheet.column_dimensions[cell.column_letter].width
        assert Style.lines(str(cell.value), Look.CELL_LINK, width) == 1
    assert gaps.column_dimensions[kader].width >= len("competentiekader") + 2


def test_the_findings_of_the_matrix_are_counted_live(content: bytes) -> None:
    workbook = opened(content)
    live = [c for c in cells(workbook["OCMW"]) if "COUNTIFS('Matrix'!" in str(c.value)]

    assert len(live) == 6 * (4 + 1)


def test_an_empty_programme_still_gives_a_workbook() -> None:
    content = render_workbook(report(courses=0, issues=False))

    assert opened(content).sheetnames == [*SHEETS, "Lijsten"]
    assert "Geen meldingen: alles is gelezen zoals verwacht." in texts(content, "Verantwoording")


def rounded(value: object) -> object:
    return round(value, 9) if isinstance(value, float) else value


def formula_values(formulas: Workbook, values: Workbook) -> dict[str, object]:
    return {
        f"{sheet.title}!{cell.coordinate}": rounded(values[sheet.title][cell.coordinate].value)
        for sheet in formulas.worksheets
        for cell in cells(sheet)
        if cell.data_type == "f"
    }


@pytest.mark.libreoffice
def test_cached_values_are_those_that_libreoffice_computes(content: bytes, tmp_path: Path) -> None:
    wrong = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(wrong, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == f"xl/worksheets/sheet{SHEETS.index('Matrix') + 1}.xml":
                part = part.replace(b"</f><v>", b"</f><v>9")
            new.writestr(entry, part)
    with_a_reference = practice_samples.report(reference=practice_samples.REFERENCE)
    contents = {
        "full": content,
        "without courses": render_workbook(report(courses=0)),
        "with a reference": render_workbook(with_a_reference),
        "wrong": wrong.getvalue(),
    }
    for name, book in contents.items():
        (tmp_path / f"{name}.xlsx").write_bytes(book)
    saved = saved_by_office("xlsx", *(tmp_path / f"{name}.xlsx" for name in contents))
    ours = {
        name: formula_values(opened(book), opened(book, values=True))
        for name, book in contents.items()
    }
    theirs = {
        name: formula_values(opened(book), openpyxl.load_workbook(path, data_only=True))
        for (name, book), path in zip(contents.items(), saved, strict=True)
    }

    assert min(map(len, ours.values())) >= 30
    for name in ("full", "without courses", "with a reference"):
        assert theirs[name] == ours[name]
    assert ours["wrong"] != ours["full"]
    assert theirs["wrong"] == ours["full"]  # it really computes anew

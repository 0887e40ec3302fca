"""A hostile list goes through to every output; no cell of any output may be more than text."""

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from samples import framework, item

from swcompetence.cells import CELL_LIMIT
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.model import Framework, Mapping
from swcompetence.report.findings.view import build_report
from swcompetence.workflow.mapping import map_lists, render_mapping
from swcompetence.workflow.reporting import ReportKind, render_report

BAD = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    '=HYPERLINK("http://x.example","klik")',
    "\t=1",
    "\u0001een\u0002 onthaal \ud800".encode("utf-8", "replace").decode(),
    "=onthaal " + "lang " * 8_000,
    "<script>alert(1)</script> onthaal & <b>",
    "http://x.example/onthaal",
    "_x0041_ onthaal",
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


@pytest.fixture(scope="module")
def frameworks() -> tuple[Framework, ...]:
    return (framework(item("a", "onthaal"), item("b", "wetten"), title="=1+1"),)


@pytest.fixture(scope="module")
def mapping(tmp_path_factory: pytest.TempPathFactory, frameworks: tuple[Framework, ...]) -> Mapping:
    path = tmp_path_factory.mktemp("kwaad") / "=cmd lijst.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream, delimiter=";")
        lines.writerow(["=Opleiding: bachelor in het +kwaad"])
        lines.writerow(["Code", "Titel", "SP", "Fase", "Traject", "Taal", "Inhoud", "=Kleur"])
        for number, text in enumerate(BAD):
            lines.writerow([f"={number}", f"{text} {number}", 3, text, text, text, text, text])
        lines.writerow(["", "Totaal =1+1", 33])
    return map_lists([path], frameworks)


@pytest.fixture(scope="module")
def books(mapping: Mapping, frameworks: tuple[Framework, ...]) -> dict[str, bytes]:
    target = Path("uit.xlsx")
    report = build_report(mapping, frameworks)
    return {
        "review": render_mapping(mapping, frameworks, target),
        "blind": render_mapping(mapping, frameworks, target, blind_seed=1),
        "report": render_report(report, ReportKind.WORKBOOK),
    }


def test_the_hostile_list_is_read_whole(mapping: Mapping) -> None:
    assert len(mapping.courses) == len(BAD)
    assert any(link.proposed for link in mapping.links)


def test_no_cell_of_a_workbook_is_a_formula_of_the_input(books: dict[str, bytes]) -> None:
    walked = 0
    for name, content in books.items():
        for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    walked += cell.value is not None
                    text = str(cell.value)
                    assert len(text) <= CELL_LIMIT, (name, cell.coordinate)
                    assert not CONTROL.search(text), (name, cell.coordinate)
                    if cell.data_type == "f":
                        assert "cmd" not in text, (name, cell.coordinate)
                        assert 'HYPERLINK("http' not in text, (name, cell.coordinate)
                        assert "onthaal" not in text, (name, cell.coordinate)
                    link = cell.hyperlink
                    assert link is None or not (link.target or "").startswith("http://x")

    assert walked > 300


def test_a_workbook_carries_no_macro_no_outside_link_and_no_hostile_name(
    books: dict[str, bytes],
) -> None:
    for content in books.values():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            parts = {name: archive.read(name) for name in names if name.endswith((".xml", ".rels"))}
        assert not [name for name in names if "vba" in name.casefold() or "externalLink" in name]
        formulas = [f for part in parts.values() for f in re.findall(rb"<f[ >][^<]*</f>", part)]
        assert not [f for f in formulas if b"cmd|" in f or b"x.example" in f]
        relations = [part for name, part in parts.items() if name.endswith(".rels")]
        assert not [part for part in relations if b"x.example" in part]


def test_a_text_that_is_too_long_for_a_cell_ends_visibly(books: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(books["review"]))
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    texts = [str(cell.value) for sheet in visible for row in sheet.iter_rows() for cell in row]
    long = [text for text in texts if "lang lang lang" in text]

    assert long
    assert [text[-20:] for text in long if not re.search(r"(…|\[ingekort\])\W*$", text)] == []


def test_a_workbook_of_ours_reads_back_without_trouble(
    books: dict[str, bytes], tmp_path: Path
) -> None:
    for content in books.values():
        path = tmp_path / "uit.xlsx"
        path.write_bytes(content)

        tables, _ = read_workbook(path)

        assert tables


def test_the_ledger_of_decisions_is_inert_text(
    mapping: Mapping, frameworks: tuple[Framework, ...]
) -> None:
    text = render_mapping(mapping, frameworks, Path("uit.sssom.tsv")).decode()

    assert not CONTROL.search(text)


def test_json_keeps_the_texts_as_they_are(
    mapping: Mapping, frameworks: tuple[Framework, ...]
) -> None:
    text = render_mapping(mapping, frameworks, Path("uit.json"))

    again = Mapping.model_validate_json(text)
    assert again == mapping
    assert again.courses[0].title == "=cmd|' /C calc'!A0 0"

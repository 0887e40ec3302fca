import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from swcompetence.errors import InputFileError
from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.files.formats.file_kind import kind_of
from swcompetence.files.formats.read_limits import LIMIT_NAMES, LIMITS, ReadLimits
from swcompetence.files.formats.sheets import read_sheets

BOMB = """
import resource, sys, time
from pathlib import Path
from swcompetence.errors import InputFileError
from swcompetence.files.formats.sheets import read_workbook
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
try:
    read_workbook(Path(sys.argv[1]))
except InputFileError as error:
    print(error.reason)
grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
print(round(time.perf_counter() - start, 2), round(grown, 1))
"""


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def book(rows: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    for row in rows:
        page.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def shared_strings_book() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        made.add_worksheet().write_string("A1", "a")
    return stream.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    return zipped({**members, name: part})


def refusal(content: bytes, limits: ReadLimits, name: str = "lijst.xlsx") -> InputFileError:
    with pytest.raises(InputFileError) as caught:
        read_sheets(content, Path(name), limits)
    return caught.value


def assert_names_limit(error: InputFileError, name: str) -> None:
    assert f"grens ‘{name}’" in error.reason
    assert f"--limit {name}=" in error.advice


def test_every_limit_has_a_name_and_can_be_raised() -> None:
    assert set(LIMIT_NAMES.values()) == set(ReadLimits.model_fields)
    raised = LIMITS.raised([f"{name}=7" for name in LIMIT_NAMES])
    assert set(raised.model_dump().values()) == {7}
    assert LIMITS.raised(["bestand-mb=1,5"]).file_mb == 1.5


@pytest.mark.parametrize("setting", ["rij=3", "rijen", "rijen=veel", "rijen=0", "rijen=-1", "=1"])
def test_a_limit_that_makes_no_sense_is_refused_with_the_known_ones(setting: str) -> None:
    with pytest.raises(InputFileError, match="rijen=200000"):
        LIMITS.raised([setting])


def test_too_many_rows_names_the_limit_in_every_format() -> None:
    html = "<html><table>" + "<tr><td>x</td></tr>" * 5
    lists = (book([["x"]] * 5), b"x;y\n" * 5, html.encode())

    for content in lists:
        assert_names_limit(refusal(content, ReadLimits(rows=4)), "rijen")
        assert read_sheets(content, Path("lijst"), ReadLimits(rows=5))


def test_too_many_cells_names_the_limit_in_every_format() -> None:
    html = "<html><table>" + "<tr><td>x<td>y</tr>" * 5
    lists = (book([["x", "y"]] * 5), b"x;y\n" * 5, html.encode())

    for content in lists:
        assert_names_limit(refusal(content, ReadLimits(cells=9)), "cellen")


def test_foreign_workbooks_keep_to_the_limits() -> None:
    folder = Path(__file__).parents[1] / "data" / "lists"

    for kind in ("xls", "xlsb", "ods"):
        content = (folder / f"lijst.{kind}").read_bytes()
        assert_names_limit(refusal(content, ReadLimits(rows=7)), "rijen")
        assert_names_limit(refusal(content, ReadLimits(cells=30)), "cellen")
        assert_names_limit(refusal(content, ReadLimits(unpacked_mb=0.0001)), "uitgepakt-mb")
        assert_names_limit(refusal(content, ReadLimits(seconds=0.0001)), "seconden")


def test_columns_beyond_the_limit_are_left_out_and_told() -> None:
    (sheet,), issues = read_sheets(book([["a", "b", "c"]]), Path("lijst"), ReadLimits(columns=2))

    assert sheet.table.rows[0].values == ("a", "b")
    assert [issue.code for issue in issues] == ["cells-far-right"]
    assert "--limit kolommen=3" in issues[0].message


def test_a_text_that_stands_in_very_many_cells_is_refused() -> None:
    rows: list[list[object]] = [["x" * 1000] * 10] * 110

    assert_names_limit(refusal(book(rows), ReadLimits(unpacked_mb=1)), "uitgepakt-mb")


def test_a_zip_that_unpacks_to_too_much_is_refused() -> None:
    content = zipped({"xl/workbook.xml": b"<x/>", "xl/bom.xml": b"0" * 3_000_000})

    assert_names_limit(refusal(content, ReadLimits(unpacked_mb=2)), "uitgepakt-mb")


def test_a_zip_that_is_packed_too_tightly_is_refused() -> None:
    content = zipped({"xl/workbook.xml": b"<x/>", "xl/bom.xml": b"0" * 12_000_000})

    assert_names_limit(refusal(content, LIMITS), "verhouding")


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    content = zipped({"xl/workbook.xml": b"0" * 3_000_000})
    lying = content.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    with pytest.raises(InputFileError):
        kind_of(lying, Path("a.xlsx"), ReadLimits(unpacked_mb=2))


def test_a_zip_with_too_many_entries_is_refused() -> None:
    content = zipped({"xl/workbook.xml": b"<x/>", **{f"{n}": b"" for n in range(20)}})

    assert_names_limit(refusal(content, ReadLimits(entries=20)), "onderdelen")


def test_a_zip_with_an_unusual_method_is_refused() -> None:
    content = zipped({"xl/workbook.xml": b"0" * 1000}, zipfile.ZIP_LZMA)

    assert "ongewone manier" in refusal(content, LIMITS).reason


def test_a_sheet_of_many_empty_elements_is_refused_before_they_are_made() -> None:
    content = with_part(book([["x"]]), "xl/worksheets/sheet1.xml", b"<a/>" * 100_000)

    assert_names_limit(refusal(content, ReadLimits(cells=10_000)), "cellen")


def test_a_web_page_with_very_many_tables_or_columns_is_refused_or_cut() -> None:
    page = b"<html>" + b"<table><tr><td>x</table>" * 30
    wide = b"<html><table><tr><td colspan=999999999 rowspan=999999999>x<td>y"

    assert_names_limit(refusal(page, ReadLimits(entries=20)), "onderdelen")
    (sheet,), issues = read_sheets(wide, Path("lijst.xls"))
    assert len(sheet.table.rows) == 1
    assert "cells-far-right" in [issue.code for issue in issues]


def test_a_billion_laughs_in_any_part_is_refused() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">' + b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)
    )
    for part, root in (
        ("xl/sharedStrings.xml", b"<sst><si><t>&l9;</t></si></sst>"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><f/><v>&l9;</v></worksheet>"),
        ("xl/workbook.xml", b"<workbook>&l9;</workbook>"),
        ("xl/styles.xml", b"<styleSheet>&l9;</styleSheet>"),
    ):
        content = with_part(shared_strings_book(), part, laughs + b"]>" + root)

        assert "beschadigd" in refusal(content, LIMITS).reason, part


def test_an_external_entity_is_refused() -> None:
    head = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    content = with_part(book([["a"]]), "xl/workbook.xml", head + b"<workbook>&x;</workbook>")

    assert "beschadigd" in refusal(content, LIMITS).reason


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_bomb_of_400_mb_is_refused_in_seconds_without_memory(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"bom.{kind}"
    main = "xl/workbook.xml" if kind == "xlsx" else "content.xml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(main, "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            for _ in range(100):
                stream.write(b"<row/>" * 700_000)
    assert path.stat().st_size < 1_000_000

    done = subprocess.run(
        [sys.executable, "-c", BOMB, str(path)], capture_output=True, text=True, check=True
    )

    reason, figures = done.stdout.splitlines()
    seconds, megabytes = map(float, figures.split())
    assert "‘verhouding’" in reason
    assert seconds < 5
    assert megabytes < 20


def test_more_text_than_a_list_has_is_refused_before_it_is_read_for_minutes(tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    rows: list[list[object]] = [["Code", "Titel", "Studiepunten", "Inhoud"]]
    rows += [[f"SW{number}", f"Vak {number}", "5", "Leefloon. " * 30] for number in range(20)]
    path.write_bytes(book(rows))
    with pytest.raises(InputFileError) as caught:
        read_course_list(path, limits=ReadLimits(text_mb=0.006))

    assert_names_limit(caught.value, "tekst-mb")
    assert "20 opleidingsonderdelen" in caught.value.reason
    assert len(read_course_list(path)[0].courses) == 20

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from swcompetence.errors import InputFileError
from swcompetence.files.formats.file_kind import read_bytes
from swcompetence.files.formats.read_limits import ReadLimits
from swcompetence.files.formats.sheets import read_sheets, read_workbook
from swcompetence.model import Issue, Severity


def save(path: Path, rows: list[list[object]], sheet: str = "Blad1") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def content_of(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def replaced(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert old in members[part]
    members[part] = members[part].replace(old, new)
    return zipped(members)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
MORNING = datetime(2024, 9, 1, 8, 30)  # noqa: DTZ001 - Excel knows no time zones
SMALL = content_of([["Code", "Titel"], ["1", "Recht"], [2, "=A1"]])


def codes(issues: tuple[Issue, ...]) -> list[str]:
    return [issue.code for issue in issues]


def refusal(path: Path) -> InputFileError:
    with pytest.raises(InputFileError) as caught:
        read_workbook(path)
    return caught.value


def test_openpyxl_uses_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML is True


def test_cells_become_text_by_the_rules_of_a_table(tmp_path: Path) -> None:
    path = save(
        tmp_path / "lijst.xlsx",
        [[4, 4.0, 4.5, 0.1 + 0.2, True, date(2024, 9, 1), MORNING, time(9, 5)]],
    )

    (table,), issues = read_workbook(path)

    expected = ("4", "4", "4.5", "0.3", "waar", "2024-09-01", "2024-09-01 08:30", "09:05:00")
    assert expected == table.rows[0].values
    assert issues == ()


def test_a_number_format_of_zeros_keeps_the_leading_zeros_of_a_code(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"] = 123
    page["A1"].number_format = "00000"
    book.save(tmp_path / "lijst.xlsx")

    (table,), _ = read_workbook(tmp_path / "lijst.xlsx")

    assert table.rows[0].values[0] == "00123"


def test_rows_keep_their_numbers_and_equal_width(tmp_path: Path) -> None:
    path = save(tmp_path / "lijst.xlsx", [["a", "b", "c"], [], ["d"], [None, " "]])

    (table,), _ = read_workbook(path)

    assert [row.number for row in table.rows] == [1, 2, 3]
    assert table.rows[2].values == ("d", "", "")
    assert table.rows[1].is_blank
    assert table.file == "lijst.xlsx"


def test_merged_cells_hold_the_text_of_their_first_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["C1"], page["A3"] = "titel", "z", "x"
    page.merge_cells("A1:B2")
    page.merge_cells("E1:F9")
    book.save(tmp_path / "lijst.xlsx")

    worksheets, _ = read_sheets((tmp_path / "lijst.xlsx").read_bytes(), tmp_path / "lijst.xlsx")

    rows = [row.values for row in worksheets[0].table.rows]
    assert rows == [("titel", "titel", "z"), ("titel", "titel", ""), ("x", "", "")]
    assert frozenset({"A2", "B2"}) == worksheets[0].copied_down


def test_hidden_sheets_are_kept_with_their_visibility(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, state in (("weg", "hidden"), ("diep", "veryHidden")):
        book.create_sheet(name).sheet_state = state
    book.save(tmp_path / "lijst.xlsx")

    tables, _ = read_workbook(tmp_path / "lijst.xlsx")

    assert [table.visibility for table in tables] == ["visible", "hidden", "veryHidden"]


def test_hidden_rows_and_columns_are_read_and_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for number in range(1, 7):
        page.append([f"a{number}", f"b{number}"])
    for number in (2, 3, 5, 99):
        page.row_dimensions[number].hidden = True
    page.column_dimensions["B"].hidden = True
    book.save(tmp_path / "lijst.xlsx")

    (table,), issues = read_workbook(tmp_path / "lijst.xlsx")

    assert table.rows[1].values[0] == "a2"
    assert codes(issues) == ["hidden-rows", "hidden-columns"]
    assert "2-3, 5." in issues[0].message
    assert issues[0].severity == Severity.WARNING


def test_struck_out_rows_and_cells_are_read_and_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for number in range(1, 4):
        page.append([f"a{number}", f"b{number}"])
    for cell in ("A2", "B2", "B3"):
        page[cell].font = Font(strike=True)
    book.save(tmp_path / "lijst.xlsx")

    (table,), issues = read_workbook(tmp_path / "lijst.xlsx")

    assert table.rows[1].values == ("a2", "b2")
    assert codes(issues) == ["struck-out-rows", "struck-out-cells"]
    assert "meegelezen: 2." in issues[0].message
    assert issues[1].where.cell == "B3"


def test_a_formula_without_a_stored_value_asks_to_save_in_excel(tmp_path: Path) -> None:
    path = save(tmp_path / "lijst.xlsx", [["=1+1", "x"]])

    (table,), issues = read_workbook(path)

    assert table.rows[0].values == ("", "x")
    assert codes(issues) == ["formula-without-value"]
    assert issues[0].where.cell == "A1"
    assert "Open het bestand in Excel" in issues[0].message


def test_a_formula_with_a_stored_value_is_read_as_that_value(tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Lijst")
        page.write_formula("A1", "=2*3", None, 6)

    (table,), issues = read_workbook(path)

    assert table.rows[0].values == ("6",)
    assert issues == ()


def test_a_formula_that_gives_an_empty_text_is_no_formula_without_value(tmp_path: Path) -> None:
    content = replaced(
        content_of([["x", "=A2"]]),
        "xl/worksheets/sheet1.xml",
        b'<c r="B1">',
        b'<c r="B1" t="str">',
    )

    _, issues = read_sheets(content, tmp_path / "lijst.xlsx")

    assert issues == ()


def test_a_formula_error_is_read_as_empty_and_reported(tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Lijst")
        page.write("A1", "x")
        page.write_formula("B1", "=1/0", None, "#DIV/0!")

    (table,), issues = read_workbook(path)

    assert table.rows[0].values == ("x",)
    assert codes(issues) == ["formula-error"]


def test_control_characters_are_replaced_and_reported(tmp_path: Path) -> None:
    content = content_of([["plaats_x0001_houder", "een_x000D_\ntwee_x000B_drie"]])

    (sheet,), issues = read_sheets(content, tmp_path / "lijst.xlsx")

    assert sheet.table.rows[0].values == ("plaats\ufffdhouder", "een\r\ntwee\ndrie")
    assert codes(issues) == ["control-characters"]


def test_a_full_cell_is_reported(tmp_path: Path) -> None:
    _, issues = read_workbook(save(tmp_path / "lijst.xlsx", [["a" * 32_767]]))

    assert codes(issues) == ["cell-full"]


def test_cells_far_to_the_right_are_reported_and_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["XFD1048576"] = "x", "ver weg"
    book.save(tmp_path / "lijst.xlsx")

    (table,), issues = read_workbook(tmp_path / "lijst.xlsx")

    assert len(table.rows) == 1
    assert codes(issues) == ["cells-far-right"]


def test_a_merge_of_whole_columns_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"] = "x"
    page.merge_cells("A1:B2")
    stream = io.BytesIO()
    book.save(stream)
    content = replaced(
        stream.getvalue(), "xl/worksheets/sheet1.xml", b'ref="A1:B2"', b'ref="A1:XFD1048576"'
    )

    with pytest.raises(InputFileError, match="te veel cellen"):
        read_sheets(content, tmp_path / "lijst.xlsx")


def test_the_kind_is_decided_by_content_not_by_extension(tmp_path: Path) -> None:
    path = save(tmp_path / "lijst.xlsx", [["a"]]).rename(tmp_path / "lijst.dat")

    tables, _ = read_workbook(path)

    assert tables[0].file == "lijst.dat"


@pytest.mark.parametrize(
    ("name", "content", "reason", "advice"),
    [
        ("leeg.xlsx", b"", "leeg", "opnieuw"),
        ("oud.xls", OLE + b"\0" * 600, "beschadigd", ".xlsx"),
        ("lijst.doc", OLE + "WordDocument".encode("utf-16-le"), "Word", "Excel"),
        ("lijst.xls", b"\xef\xbb\xbf<html><p>Geen tabel</p>", "zonder leesbare tabel", ".xlsx"),
        ("lijst.xml", b'<?xml version="1.0"?><a xmlns="' + XML_2003, "Excel 2003", ".xlsx"),
        ("lijst.mht", b"MIME-Version: 1.0\n", "webarchief", ".xlsx"),
        ("lijst.pdf", b"%PDF-1.7\x00", "pdf", "Excel"),
        ("~$lijst.xlsx", b"\x05naam\x00\x00", "vergrendelbestand", "lijst.xlsx"),
        ("beeld.xlsx", b"\x89PNG\x00\x00", "geen werkmap", ".xlsx"),
        ("lijst.ods", zipped({"mimetype": b"x", "content.xml": b"<a"}), "beschadigd", ".xlsx"),
        ("lijst.xlsb", zipped({"xl/workbook.bin": b"x"}), "beschadigd", "bewaar"),
        ("lijst.docx", zipped({"word/document.xml": b"<x/>"}), "Word", "Excel"),
        ("lijst.zip", zipped({"a.txt": b"x"}), "zipbestand", "Pak het uit"),
        ("kapot.xlsx", zipped({"xl/workbook.xml": b"<a"}), "beschadigd", "herstellen"),
        ("afgebroken.xlsx", content_of([["a"]])[:-300], "beschadigd", "opnieuw"),
        ("lijst.csv", b'Code;Titel\n1;"' + b"x" * 200_000, "aanhalingsteken", ".xlsx"),
    ],
)
def test_a_file_that_is_no_readable_workbook_says_why_and_what_to_do(
    tmp_path: Path, name: str, content: bytes, reason: str, advice: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    error = refusal(path)

    assert reason in error.reason
    assert advice in error.advice


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert "bestaat niet" in refusal(tmp_path / "weg.xlsx").reason
    assert "een map" in refusal(tmp_path).reason
    assert "geopend" in refusal(tmp_path / ("x" * 5000)).reason
    assert InputFileError is type(refusal(tmp_path / "nul\0.xlsx"))


def test_a_file_over_the_size_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "groot.xlsx"
    path.write_bytes(b"x" * 2_000_000)

    with pytest.raises(InputFileError, match="te groot"):
        read_bytes(path, ReadLimits(file_mb=1))


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb">]>'
    content = replaced(content_of([["a"]]), "xl/workbook.xml", b"<workbook", bomb + b"<workbook")

    with pytest.raises(InputFileError, match="beschadigd"):
        read_sheets(content, tmp_path / "lijst.xlsx")


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_workbook_never_gives_anything_but_an_input_file_error(
    tmp_path: Path, data: st.DataObject
) -> None:
    whole = SMALL
    spots = data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8))
    damaged = bytearray(whole)
    for spot in spots:
        damaged[spot] ^= data.draw(st.integers(1, 255))
    end = data.draw(st.integers(0, len(whole)))

    for content in (bytes(damaged), whole[:end]):
        try:
            read_sheets(content, tmp_path / "lijst.xlsx")
        except InputFileError as error:
            assert error.advice  # noqa: PT017 - either outcome is right


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_xml_never_gives_anything_but_an_input_file_error(
    tmp_path: Path, data: st.DataObject
) -> None:
    with zipfile.ZipFile(io.BytesIO(SMALL)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(members)))
    part = bytearray(members[name])
    for _ in range(data.draw(st.integers(1, 4))):
        part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.integers(32, 126))
    members[name] = bytes(part)

    try:
        read_sheets(zipped(members), tmp_path / "lijst.xlsx")
    except InputFileError as error:
        assert error.advice  # noqa: PT017 - either outcome is right


def test_a_cell_far_below_the_list_is_refused_before_rows_are_made(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["IU3"], page["D1048576"] = "x", "breed", "diep"
    book.save(tmp_path / "lijst.xlsx")

    assert "te veel rijen" in refusal(tmp_path / "lijst.xlsx").reason

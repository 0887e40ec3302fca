"""The same list comes back from every format; lists in tests/data/lists are invented.

`lijst.ods` and `lijst.xls` were saved by LibreOffice, `lijst.xlsb` by pyxlsbwriter (no program
here writes that format), `wachtwoord.*` by LibreOffice and msoffcrypto-tool.
"""

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from office import saved_by_office

from swcompetence.errors import InputFileError
from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.files.formats import foreign_book
from swcompetence.files.formats.file_kind import FileKind, kind_of
from swcompetence.files.formats.read_limits import ReadLimits
from swcompetence.files.formats.sheets import read_sheets, read_workbook
from swcompetence.model import CourseField, Issue

LISTS = Path(__file__).parents[1] / "data" / "lists"
HTML = """<html><head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<style>td {color: red}</style><script>document.write("<table><tr><td>Titel</td></tr></table>")
</script></head><body><h1>Lijst</h1><table><tr><th>Code<th>Opleidingsonderdeel<th>Fase<th>SP
<th>Leerresultaten</tr>
<tr><td>A1<td>Recht &amp; orde<td rowspan=2>Fase 1<td>4,5<td><ul><li>kan lezen<li>kan schrijven</ul>
</tr><tr><td>A2</td><td>Sociaal&nbsp;werk<br>oefenen</td><td>3</td><td>&lt;3 &#9786;</td></tr>
</table><table><tr><td>Afkorting</td></tr></table></body></html>"""


def codes(issues: tuple[Issue, ...]) -> list[str]:
    return [issue.code for issue in issues]


def read(content: bytes, name: str = "lijst.csv") -> list[tuple[str, ...]]:
    sheets, _ = read_sheets(content, Path(name))
    return [row.values for row in sheets[0].table.rows]


@pytest.mark.parametrize(
    ("kind", "told"),
    [("ods", "doorgestreept"), ("xls", "verborgen of doorgestreept"), ("xlsb", "samengevoegd")],
)
def test_a_list_of_another_spreadsheet_format_gives_its_courses(kind: str, told: str) -> None:
    curriculum, issues = read_course_list(LISTS / f"lijst.{kind}")

    assert [(c.id, c.title, c.phase, c.credits) for c in curriculum.courses] == [
        ("SW01", "Inleiding in het recht", "Fase 1", 4),
        ("SW02", "Werken met groepen", "Fase 1", 4.5),
        ("SW03", "Praktijk 1", "Fase 1", 12),
        ("SW04", "Ethiek", "Fase 2", 3),
    ]
    text = curriculum.courses[0].fields[CourseField.CONTENT]
    assert text == "Wetten lezen.\nEen dossier opbouwen."
    assert (curriculum.college, curriculum.academic_year) == ("Hogeschool Voorbeeld", "2025-26")
    silent = [issue for issue in issues if issue.code == "layout-unknown"]
    assert [issue.where.sheet for issue in silent] == ["Lijst", "Legende"]
    assert told in silent[0].message


def test_merged_cells_of_ods_and_xls_are_filled_and_known_as_copies() -> None:
    for kind in ("ods", "xls"):
        content = (LISTS / f"lijst.{kind}").read_bytes()

        sheets, _ = read_sheets(content, Path("lijst"))

        assert sheets[0].copied_down == {"C6", "C7"}


MANIFEST = """<?xml version="1.0"?><manifest:manifest
 xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"""
ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">
<office:body><office:spreadsheet><table:table table:name="Lijst">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
ODS_CELL = (
    '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'
)


def test_links_of_an_ods_are_kept_with_their_cell(tmp_path: Path) -> None:
    link = '<text:a xlink:href="{}">{}</text:a>'
    formula = ' table:formula="of:=HYPERLINK(&quot;https://example.org/3&quot;;&quot;fiche&quot;)"'
    lines = [
        [("Opleidingsonderdeel", ""), ("SP", ""), ("Fiche", "")],
        [(link.format("https://example.org/1", "Recht"), ""), ("4", ""), ("", "")],
        [("Ethiek", ""), ("4", ""), (link.format("https://example.org/2", "hier"), "")],
        [("Stage", ""), ("4", ""), ("fiche", formula)],
        [(link.format("javascript:alert(1)", "Project"), ""), ("4", ""), ("", "")],
    ]
    rows = "".join(
        "<table:table-row>"
        + "".join(ODS_CELL.format(text=text, more=more) for text, more in line)
        + "</table:table-row>"
        for line in lines
    )
    path = tmp_path / "lijst.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", ODS.format(rows=rows))
    curriculum, issues = read_course_list(path)

    assert {course.title: course.url for course in curriculum.courses} == {
        "Recht": "https://example.org/1",
        "Ethiek": "https://example.org/2",
        "Stage": "https://example.org/3",
        "Project": None,
    }
    silent = {kind: read_course_list(LISTS / f"lijst.{kind}")[1] for kind in ("xls", "xlsb")}
    told = [i.message for found in silent.values() for i in found if i.code == "layout-unknown"]
    assert told
    assert all("waar links naartoe leiden" in message for message in told)
    assert not any("waar links" in issue.message for issue in issues)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_with_a_password_says_so(kind: str) -> None:
    with pytest.raises(InputFileError, match="wachtwoord"):
        read_workbook(LISTS / f"wachtwoord.{kind}")


@pytest.mark.parametrize("kind", ["ods", "xls", "xlsb"])
def test_a_truncated_workbook_says_so(kind: str) -> None:
    content = (LISTS / f"lijst.{kind}").read_bytes()

    with pytest.raises(InputFileError, match="beschadigd"):
        read_sheets(content[: len(content) // 3], Path("lijst"))


def test_the_name_of_a_file_does_not_decide(tmp_path: Path) -> None:
    for kind in ("ods", "xls", "xlsb"):
        path = tmp_path / f"{kind}.csv"
        path.write_bytes((LISTS / f"lijst.{kind}").read_bytes())

        assert len(read_course_list(path)[0].courses) == 4


def test_values_of_ods_become_text_as_those_of_xlsx_do() -> None:
    cells = "".join(
        f'<table:table-cell office:value-type="{kind}" {facts}><text:p>{shown}</text:p>'
        "</table:table-cell>"
        for kind, facts, shown in (
            ("float", 'office:value="4"', "4,00"),
            ("float", 'office:value="4.5"', "4,5"),
            ("date", 'office:date-value="2024-09-01"', "1/9/24"),
            ("date", 'office:date-value="2024-09-01T08:30:00"', "1/9/24"),
            ("time", 'office:time-value="PT09H05M00S"', "09:05"),
            ("string", "", "=1+1"),
        )
    )
    values = read(ods(f"<table:table-row>{cells}</table:table-row>"))[0]

    assert values == ("4", "4.5", "2024-09-01", "2024-09-01 08:30", "09:05:00", "=1+1")


def test_hidden_rows_of_ods_are_named() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    row = f"<table:table-row>{cell}</table:table-row>"
    hidden = row.replace("<table:table-row>", '<table:table-row table:visibility="filter">')

    _, issues = read_sheets(ods(row + hidden), Path("lijst.ods"))

    assert codes(issues) == ["layout-unknown", "hidden-rows"]
    assert issues[1].where.cell == "2"


def ods(rows: str, head: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    xml = (
        f'<?xml version="1.0"?>{head}<office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="Lijst">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", xml)
        archive.writestr("META-INF/manifest.xml", "<m/>")
    return stream.getvalue()


def test_a_cell_that_repeats_beyond_the_limits_is_refused_before_it_is_made() -> None:
    cell = '<table:table-cell {} office:value-type="string"><text:p>x</text:p></table:table-cell>'
    wide = cell.format('table:number-columns-repeated="9999999"')
    deep = f'<table:table-row table:number-rows-repeated="9999999">{cell.format("")}'

    with pytest.raises(InputFileError, match="te veel cellen"):
        read(ods(f"<table:table-row>{wide}</table:table-row>"))
    with pytest.raises(InputFileError, match="te veel rijen"):
        read(ods(f"{deep}</table:table-row>"))


def test_entities_in_an_ods_are_refused() -> None:
    with pytest.raises(InputFileError, match="beschadigd"):
        read(ods("<table:table-row/>", head='<!DOCTYPE a [<!ENTITY b "bbbb">]>'))


def test_a_crash_of_the_foreign_reader_is_an_error_and_no_crash_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash = tmp_path / "crash.py"
    crash.write_text("import os; os.abort()", encoding="utf-8")
    monkeypatch.setattr(foreign_book, "_PROGRAM", crash)
    read_sheets.cache_clear()

    with pytest.raises(InputFileError, match="beschadigd"):
        read_workbook(LISTS / "lijst.xls")


@pytest.mark.parametrize("name", ["lijst.xls", "lijst.ods", "lijst.xlsb"])
def test_where_there_is_no_other_process_the_same_is_read_in_ours(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    content = (LISTS / name).read_bytes()
    in_process_of_its_own = read_sheets(content, Path(name))
    monkeypatch.setattr(foreign_book, "_HAS_PROCESSES", False)
    monkeypatch.setattr("subprocess.run", None)
    read_sheets.cache_clear()

    assert read_sheets(content, Path(name)) == in_process_of_its_own
    with pytest.raises(InputFileError, match="te groot"):
        read_sheets(content, Path(name), ReadLimits(unpacked_mb=1e-5))
    with pytest.raises(InputFileError, match="beschadigd"):
        read_sheets(content[: len(content) // 2], Path(name))


def test_a_damaged_xls_that_aborts_the_foreign_reader_is_an_error() -> None:
    content = bytearray((LISTS / "lijst.xls").read_bytes())
    # This one byte makes calamine ask for 825 GB and abort; found by tests/fuzz/fuzz_reader.py.
    content[3942] = 246

    with pytest.raises(InputFileError, match="beschadigd"):
        read_sheets(bytes(content), Path("lijst.xls"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_text_is_read_whatever_its_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    lines = [
        ["Code", "Opleidingsonderdeel", "Studiepunten", "Inhoud"],
        ["A1", "Coördinatie", "4", '"één, twee; ""drie""\n\tvier"'],
        ["", "", "", ""],
        ["A2", "Recht", "5", "zorg – bijstand"],
    ]
    text = "\r\n".join(delimiter.join(line) for line in lines)

    rows = read(text.encode(encoding))

    assert rows[1] == ("A1", "Coördinatie", "4", 'één, twee; "drie"\n\tvier')
    assert rows[3] == ("A2", "Recht", "5", "zorg – bijstand")


def test_commas_in_unquoted_texts_do_not_decide_the_delimiter() -> None:
    rows = read(b"Titel;Inhoud;SP\nRecht;een, twee, drie, vier;4,5\nEthiek;vijf, zes;3\n")

    assert rows[1] == ("Recht", "een, twee, drie, vier", "4,5")


def test_names_of_columns_decide_the_delimiter_of_uneven_rows() -> None:
    rows = read(b"Code;Titel;Inhoud, doelen\nA1;Recht;een, twee\nA2;Ethiek, deel\n")

    assert rows[1] == ("A1", "Recht", "een, twee")
    assert rows[2][:2] == ("A2", "Ethiek, deel")


def test_a_line_that_names_the_delimiter_is_obeyed_and_keeps_its_row() -> None:
    rows = read(b"sep=,\r\nTitel,Inhoud\r\nRecht,a;b\r\n")

    assert rows == [("", ""), ("Titel", "Inhoud"), ("Recht", "a;b")]


def test_a_single_column_of_titles_is_a_list(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes(b"Opleidingsonderdeel\nRecht\nEthiek\n")

    assert [c.title for c in read_course_list(path)[0].courses] == ["Recht", "Ethiek"]


def test_the_encoding_is_told_when_it_is_no_unicode() -> None:
    _, issues = read_sheets("Titel;SP\nCoördinatie;3".encode("cp1252"), Path("lijst.csv"))
    (sheet,), damaged = read_sheets(
        "Titel;SP\nCoördinatie één;3".encode()[:-1] + b"\xc3", Path("lijst.csv")
    )

    assert codes(issues)[0] == codes(damaged)[0] == "encoding-guessed"
    assert "Windows-1252" in issues[0].message
    assert sheet.table.rows[1].values[0] == "Coördinatie één"


def test_a_quotation_mark_that_is_not_closed_is_told() -> None:
    _, issues = read_sheets(b'Titel;Inhoud\nRecht;"een\nEthiek;twee\n', Path("lijst.csv"))

    assert "csv-quotes" in codes(issues)


def test_a_long_text_in_a_csv_is_read_whole() -> None:
    rows = read(b"Titel;Inhoud\nRecht;" + b"a" * 40_000)

    assert len(rows[1][1]) == 40_000


def test_a_web_page_gives_its_tables_without_scripts_and_with_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "lijst.xls"
    path.write_text(HTML, encoding="utf-8")

    curriculum, issues = read_course_list(path)

    first, second = curriculum.courses
    assert (first.title, first.phase, first.credits) == ("Recht & orde", "Fase 1", 4.5)
    assert first.fields[CourseField.OUTCOMES] == "• kan lezen\n• kan schrijven"
    assert (second.title, second.phase) == ("Sociaal werk oefenen", "Fase 1")
    assert second.fields[CourseField.OUTCOMES] == "<3 ☺"
    assert [i.where.sheet for i in issues if i.code == "sheet-not-used"] == ["Tabel 2"]


def test_a_table_within_a_table_is_a_table_of_its_own() -> None:
    inner = "<table><tr><th>Titel<th>SP</tr><tr><td>Recht<td>4</table>"
    content = f"<html><table><tr><td>menu<td>{inner}</table></html>".encode()

    sheets, _ = read_sheets(content, Path("lijst.xls"))

    assert [sheet.table.rows[0].values for sheet in sheets] == [("menu",), ("Titel", "SP")]


@pytest.mark.parametrize("piece", ["<a ", "<", "<!--", "<a b='", "</", "<script>", "&a", "<li>"])
def test_markup_that_never_ends_is_read_in_time(piece: str) -> None:
    content = f"<html><table><tr><td>x{piece * 30_000}".encode()

    assert read(content, "lijst.html")[0][0].startswith("x")


def test_kinds_are_told_apart_by_content() -> None:
    assert kind_of(b"Titel;SP\n", Path("a.xlsx")) is FileKind.TEXT
    assert kind_of(b"\n <!-- x --><TABLE border=1>", Path("a.xls")) is FileKind.HTML
    assert kind_of("<html>".encode("utf-8-sig"), Path("a.xls")) is FileKind.HTML
    assert kind_of((LISTS / "lijst.xlsb").read_bytes(), Path("a")) is FileKind.XLSB


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["ods", "xls", "csv", "html"])
def test_a_list_that_libreoffice_saves_in_another_format_is_the_same_list(
    tmp_path: Path, kind: str
) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for line in (
        ("Code", "Opleidingsonderdeel", "SP", "Leerresultaten"),
        ("A1", "Coördinatie", 4.5, "één\n=twee"),
        ("A2", "Recht", 3, "  – drie “vier”"),
    ):
        page.append(list(line))
    page["D2"].data_type = "s"
    book.save(tmp_path / "lijst.xlsx")
    [saved] = saved_by_office(kind, tmp_path / "lijst.xlsx")

    expected = read_course_list(tmp_path / "lijst.xlsx")[0].courses
    found = read_course_list(saved)[0].courses

    assert [(c.id, c.credits, c.text_hash) for c in expected] == [
        (c.id, c.credits, c.text_hash) for c in found
    ]

"""What the cells hold goes before what the columns are called, and every layout is named."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from swcompetence.errors import NoCourseError
from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.model import CourseField, Curriculum, Issue

Line = Sequence[object]
COURSES: tuple[Line, ...] = (
    ("SW101", "Inleiding sociaal werk", 6, "De sociale kaart."),
    ("SW103", "Recht", 5, "Het leefloon."),
    ("SW201", "Schuldhulp", 4, "Budgetbeheer."),
    ("SW301", "Bachelorproef", 15, "Onderzoek."),
)
FACTS = [tuple(course[:3]) for course in COURSES]


def saved(path: Path, *lines: Line) -> Path:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(list(line))  # type: ignore[union-attr]  # the active sheet
    book.save(path)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lijst.xlsx"


def facts(curriculum: Curriculum) -> list[tuple[str, str, float | None]]:
    return [(course.code, course.title, course.credits) for course in curriculum.courses]


def codes(issues: Sequence[Issue]) -> set[str]:
    return {issue.code for issue in issues}


@pytest.mark.parametrize(
    "header",
    [
        ("Course", "Course Title", "SP", "Inhoud"),
        ("OLOD", "Titel", "SP", "Inhoud"),
        ("Vak", "Vaknaam", "SP", "Inhoud"),
        ("Cursus", "Korte naam", "SP", "Inhoud"),
        ("Naam", "Titel", "SP", "Inhoud"),
        ("Vak", "Omschrijving", "SP", "Inhoud"),
        ("Opleidingsonderdeel", "Code", "SP", "Inhoud"),
        ("Kode", "OLOD", "ECs", "Inhoud"),
        ("course_number", "course_title", "EC's", "course_description"),
        ("ModuleID", "ModuleName", "SP module", "ModuleDescription"),
        ("abbreviation", "Subject", "AantalStudiepunten", "VakInhoud"),
    ],
)
def test_codes_and_titles_are_told_apart_by_what_they_are(header: Line, path: Path) -> None:
    curriculum, issues = read_course_list(saved(path, header, *COURSES))

    assert facts(curriculum) == FACTS
    assert curriculum.courses[1].fields[CourseField.CONTENT] == "Het leefloon."
    assert not codes(issues) & {"titles-are-codes", "column-unknown"}


def test_a_number_for_each_row_gives_way_to_the_code(path: Path) -> None:
    lines = [(number, *course) for number, course in enumerate(COURSES, 1)]
    curriculum, issues = read_course_list(
        saved(path, ("Nr", "Vak", "Vaknaam", "SP", "Inhoud"), *lines)
    )

    assert facts(curriculum) == FACTS
    assert "column-by-values" in codes(issues)


def test_titles_that_are_no_codes_stay_titles(path: Path) -> None:
    lines = [("ICT", "Computers", 3), ("Stage 1", "Werken", 6), ("Recht", "Wetten", 3)]
    curriculum, issues = read_course_list(saved(path, ("Vak", "Titel", "SP"), *lines))

    assert [course.title for course in curriculum.courses] == ["ICT", "Stage 1", "Recht"]
    assert "column-by-values" not in codes(issues)


HEAD = ("Code", "Opleidingsonderdeel", "SP", "Inhoud")
A, B, C, D = COURSES


@pytest.mark.parametrize(
    "lines",
    [
        [
            ("SEMESTER 1", "", "", "", "", "SEMESTER 2"),
            (*HEAD, "", *HEAD),
            (*A, "", *C),
            (*B, "", *D),
        ],
        [(*HEAD, *HEAD), (*A, *C), (*B, *D)],
        [(*HEAD, "", *HEAD, "", *HEAD), (*A, "", *B, "", *C), ("",) * 10 + tuple(D)],
        [(*HEAD, *HEAD[:3]), (*A, *C[:3]), (*B, *D[:3])],
        [(*HEAD, "Code", "Vak", "ECTS"), (*A, *C[:3]), (*B, *D[:3])],
    ],
)
def test_lists_side_by_side_are_read_apart(lines: list[Line], path: Path) -> None:
    curriculum, issues = read_course_list(saved(path, *lines))

    assert sorted(facts(curriculum)) == FACTS
    assert curriculum.total_credits == 30
    texts = {course.code: course.fields.get(CourseField.CONTENT) for course in curriculum.courses}
    assert texts["SW101"] == "De sociale kaart."
    assert "tables-side-by-side" in codes(issues)
    if lines[0][0] == "SEMESTER 1":
        assert {c.code: c.semester for c in curriculum.courses}["SW301"] == "SEMESTER 2"


def test_a_second_name_for_the_title_is_no_second_list(path: Path) -> None:
    head = ("Code", "Opleidingsonderdeel", "Opleidingsonderdeel (Engels)", "SP", "Inhoud")
    curriculum, issues = read_course_list(saved(path, head, ("A1", "Recht", "Law", 4, "wetten")))

    assert facts(curriculum) == [("A1", "Recht", 4)]
    assert "tables-side-by-side" not in codes(issues)


def test_one_row_for_each_outcome_is_one_course_whatever_the_order(path: Path) -> None:
    lines = [
        (f"kan {verb}", level, *course[:3])
        for verb, level in (("lezen", "I"), ("schrijven", "V"))
        for course in COURSES
    ]
    head = ("Leerresultaat", "Niveau", "Code", "Opleidingsonderdeel", "SP")
    curriculum, issues = read_course_list(saved(path, head, *lines))

    assert facts(curriculum) == FACTS
    assert {c.fields[CourseField.OUTCOMES] for c in curriculum.courses} == {
        "kan lezen\nkan schrijven"
    }
    assert "repeated-course" in codes(issues)


def test_the_same_course_under_another_heading_is_another_course(path: Path) -> None:
    lines = [HEAD, ("Keuzetraject A",), A, B, ("Keuzetraject B",), (*A[:3], "Andere tekst."), C]
    curriculum, _ = read_course_list(saved(path, *lines))

    assert [course.id for course in curriculum.courses] == ["SW101", "SW103", "SW101-2", "SW201"]


def test_a_row_without_title_that_repeats_the_code_is_more_of_that_course(path: Path) -> None:
    lines = [HEAD, A, (A[0], "", "", "Nog een tekst."), B, ("SW999", "", "", "Van niets.")]
    curriculum, issues = read_course_list(saved(path, *lines))

    assert [c.fields[CourseField.CONTENT] for c in curriculum.courses] == [
        "De sociale kaart.\nNog een tekst.",
        "Het leefloon.",
    ]
    assert {"continuation-row", "row-without-title"} <= codes(issues)


@pytest.mark.parametrize("above", [[], [("Bachelor in het sociaal werk",), ()]])
def test_a_list_on_its_side_is_read_with_its_own_cells(above: list[Line], path: Path) -> None:
    upright, _ = read_course_list(saved(path, HEAD, *COURSES))
    curriculum, issues = read_course_list(saved(path, *above, *zip(HEAD, *COURSES, strict=True)))
    where = curriculum.courses[0].where

    assert facts(curriculum) == facts(upright)
    assert [c.fields for c in curriculum.courses] == [c.fields for c in upright.courses]
    assert where
    assert where.cells["title"] == f"B{len(above) + 2}"
    told = next(issue for issue in issues if issue.code == "list-on-its-side")
    assert "‘rij 2’ in een bericht is hier kolom B" in told.message


def test_a_list_of_two_rows_on_its_side_is_no_matrix(path: Path) -> None:
    lines = [("Opleidingsonderdeel", "Recht", "Ethiek"), ("Studiepunten", 6, 5)]
    curriculum, issues = read_course_list(saved(path, *lines))

    assert [(c.title, c.credits) for c in curriculum.courses] == [("Recht", 6), ("Ethiek", 5)]
    assert "matrix-seen" not in codes(issues)


SEMESTERS = {
    "Inleiding sociaal werk": (6, "Semester 1"),
    "Recht": (5, "Semester 1"),
    "Schuldhulp": (4, "Semester 2"),
    "Stage": (20, "Semester 2"),
}


@pytest.mark.parametrize(
    "lines",
    [
        [
            ("Semester 1", "SP", "Semester 2", "SP"),
            ("Inleiding sociaal werk", 6, "Schuldhulp", 4),
            ("Recht", 5, "Stage", 20),
            ("Totaal", 11, "Totaal", 24),
        ],
        [
            ("Semester 1", "Code", "SP", "Semester 2", "Code", "SP"),
            ("Inleiding sociaal werk", "A1", 6, "Schuldhulp", "B1", 4),
            ("Recht", "A2", 5, "Stage", "B2", 20),
        ],
        [
            ("Code", "Semester 1", "Studiepunten", "Code", "Semester 2", "Studiepunten"),
            ("A1", "Inleiding sociaal werk", 6, "B1", "Schuldhulp", 4),
            ("A2", "Recht", 5, "B2", "Stage", 20),
        ],
    ],
)
def test_titles_called_after_their_semester_are_two_lists(lines: list[Line], path: Path) -> None:
    curriculum, issues = read_course_list(saved(path, *lines))

    assert {c.title: (c.credits, c.semester) for c in curriculum.courses} == SEMESTERS
    assert "tables-side-by-side" in codes(issues)


@pytest.mark.parametrize(
    "lines",
    [
        [
            ("Semester 1", "SP", "Semester 2", "SP"),
            ("1ste jaar",),
            ("Recht", 6, "Schuldhulp", 4),
            ("2de jaar",),
            ("Ethiek", 5, "Stage", 20),
        ],
        [
            ("Fase", "Semester 1", "SP", "Semester 2", "SP"),
            ("1ste jaar", "Recht", 6, "Schuldhulp", 4),
            ("2de jaar", "Ethiek", 5, "Stage", 20),
        ],
    ],
)
def test_a_phase_beside_semesters_holds_for_both(lines: list[Line], path: Path) -> None:
    curriculum, _ = read_course_list(saved(path, *lines))

    assert {course.title: course.phase for course in curriculum.courses} == {
        "Recht": "1ste jaar",
        "Ethiek": "2de jaar",
        "Schuldhulp": "1ste jaar",
        "Stage": "2de jaar",
    }


@pytest.mark.parametrize(
    ("levels", "phases"),
    [
        (("inleidend", "gevorderd", "gevorderd"), (None, None)),
        (("1", "2", "3"), (None, None)),
        (("I", "I", "B"), (None, None)),
        (("1", "1", "3"), ("1", "3")),
    ],
)
def test_the_level_of_an_outcome_is_no_phase(
    levels: Sequence[str], phases: Sequence[str | None], path: Path
) -> None:
    head = ("Code", "Opleidingsonderdeel", "SP", "Niveau", "Leerresultaat")
    rows = [
        ("A1", "Recht", 5, levels[0], "kan wetten lezen"),
        ("A1", "Recht", 5, levels[1], "kan wetten uitleggen"),
        ("A2", "Ethiek", 3, levels[2], "weegt waarden af"),
    ]
    curriculum, issues = read_course_list(saved(path, head, *rows))

    assert [course.phase for course in curriculum.courses] == list(phases)
    assert curriculum.total_credits == 8
    is_told = any("geen fase" in issue.message for issue in issues)
    assert is_told == (phases == (None, None))


@pytest.mark.parametrize(
    "head",
    [
        ("Code", "Leerresultaat", "Toelichting"),
        ("OLR", "Omschrijving van het leerresultaat", "Domein"),
        ("Nr", "Competentie", "Omschrijving"),
    ],
)
def test_a_list_of_outcomes_is_pointed_to_import(head: Line, path: Path) -> None:
    lines = [("1", "Werkt samen", "met anderen"), ("2", "Communiceert", "helder")]

    with pytest.raises(NoCourseError, match=r'swcompetence import "lijst\.xlsx"'):
        read_course_list(saved(path, head, *lines))


def test_titles_that_are_formulas_without_a_value_are_named(path: Path) -> None:
    lines = [(code, f'=A{row}&"x"', *rest) for row, (code, _, *rest) in enumerate(COURSES, 2)]

    with pytest.raises(NoCourseError, match="formules zonder bewaarde waarde"):
        read_course_list(saved(path, HEAD, *lines))
    curriculum, issues = read_course_list(saved(path, HEAD, A, ("", "=A1", "", "Andere tekst.")))
    assert curriculum.courses[0].fields[CourseField.CONTENT] == "De sociale kaart."
    assert "row-without-title" in codes(issues)


def test_codes_that_became_dates_are_told_with_their_cell(path: Path) -> None:
    _, issues = read_course_list(saved(path, HEAD, (dt.date(2026, 1, 3), *A[1:]), B))

    (issue,) = (issue for issue in issues if issue.code == "date-in-cell")
    assert issue.where.cell == "A2"
    assert "2026-01-03" in issue.message


def changed(path: Path, part: str, change: tuple[bytes, bytes], name: tuple[str, str]) -> None:
    content = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            text = old.read(member)
            if re.search(part, member):
                text = re.sub(*change, text)
            new.writestr(member.replace(*name), text)


FORMATTED = b"".join(
    b'<row r="%d" s="1"><c r="A%d" s="1"/></row>' % (number, number) for number in range(9, 60_000)
)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (
            (rb"http://schemas.openxmlformats.org/(\w+)/2006/", rb"http://purl.oclc.org/ooxml/\1/"),
            ("", ""),
        ),
        ((rb"$^", b""), ("/", "\\")),
        ((rb"(?=</sheetData>)", FORMATTED), ("", "")),
    ],
    ids=["strict", "backslashes", "formatted rows"],
)
def test_what_excel_opens_is_read(
    change: tuple[bytes, bytes], name: tuple[str, str], path: Path
) -> None:
    changed(saved(path, HEAD, *COURSES), r"xml|rels", change, name)

    curriculum, _ = read_course_list(path)

    assert facts(curriculum) == FACTS
    assert len(curriculum.ledger[0].skipped) == 0


FICHE = "https://fiche.voorbeeld.be/SW101?jaar=2026&taal=nl"


def linked(path: Path, *lines: Line, **targets: str) -> Path:
    book = openpyxl.load_workbook(saved(path, *lines))
    for cell, target in targets.items():
        book.active[cell].hyperlink = target  # type: ignore[index]  # the active sheet
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("written", "targets"),
    [
        (FICHE, {}),
        (f"Zie {FICHE} (pdf)", {}),
        ("fiche", {"E2": FICHE}),
        ("", {"B2": FICHE}),
        ("", {"A2": FICHE}),
        ("mailto:a@voorbeeld.be", {"B2": FICHE}),
    ],
)
def test_the_address_of_the_fiche_is_kept(
    written: str, targets: dict[str, str], path: Path
) -> None:
    lines = (*HEAD, "Link"), (*A, written), (*B, "")
    curriculum, _ = read_course_list(linked(path, *lines, **targets))

    assert [course.url for course in curriculum.courses] == [FICHE, None]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///C:/x", "ftp://x.be", "x"])
def test_only_addresses_of_the_web_are_kept(target: str, path: Path) -> None:
    lines = (*HEAD, "Link"), (*A, target), B
    curriculum, issues = read_course_list(linked(path, *lines, B2=target))

    assert curriculum.courses[0].url is None
    assert "column-ignored" in codes(issues)


def test_links_of_a_formula_and_of_a_web_page_are_kept(path: Path, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for row, line in enumerate((HEAD, *COURSES)):
            page.write_row(row, 0, line)
        page.write_formula("B2", f'=HYPERLINK("{FICHE}","Inleiding")', None, "Inleiding")
    assert read_course_list(path)[0].courses[0].url == FICHE

    rows = f"<tr><td>Recht <a class=x href='{FICHE.replace('&', '&amp;')}'>fiche</a><td>4</tr>"
    other = tmp_path / "lijst.html"
    other.write_text(f"<html><table><tr><th>Titel<th>SP</tr>{rows}</table></html>", "utf-8")
    assert read_course_list(other)[0].courses[0].url == FICHE


def test_lists_side_by_side_keep_their_own_links(path: Path) -> None:
    lines = (*HEAD, *HEAD), (*A, *B)
    curriculum, _ = read_course_list(linked(path, *lines, F2=FICHE))

    assert [course.url for course in curriculum.courses] == [None, FICHE]

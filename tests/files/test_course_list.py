import hashlib
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from swcompetence.errors import InputFileError, NoCourseError
from swcompetence.files.course_list.course_list import read_course_list, read_curriculum
from swcompetence.files.course_list.issue_codes import ISSUE_CODES
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import (
    Course,
    CourseField,
    Curriculum,
    Issue,
    SourceFile,
    Table,
    TableRow,
)

HEADER = ("Code", "Opleidingsonderdeel", "Studiepunten", "Leerresultaten", "Inhoud")


def table(*lines: tuple[object, ...], sheet: str = "Lijst", visibility: str = "visible") -> Table:
    width = max(map(len, lines))
    rows = tuple(
        TableRow(number, tuple(str(value) for value in (*line, *("",) * (width - len(line)))))
        for number, line in enumerate(lines, start=1)
    )
    return Table("lijst.xlsx", sheet, rows, visibility)


def read(
    *tables: Table, file: str = "lijst.xlsx", copied: frozenset[str] = frozenset()
) -> tuple[Curriculum, tuple[Issue, ...]]:
    source = SourceFile(file=file, sha256="0")
    result = read_curriculum([Worksheet(one, copied) for one in tables], source)
    assert {issue.code for issue in result[1]} <= set(ISSUE_CODES)
    return result


def named(issues: tuple[Issue, ...], code: str) -> list[Issue]:
    return [issue for issue in issues if issue.code == code]


def courses_of(*lines: tuple[object, ...]) -> tuple[Course, ...]:
    return read(table(*lines))[0].courses


def test_a_plain_list_gives_courses_with_the_cell_of_every_field() -> None:
    curriculum, issues = read(table(HEADER, ("A1", "Recht", "4,5", "kan wetten lezen", "wetten")))

    (course,) = curriculum.courses
    assert (course.id, course.code, course.title, course.credits) == ("A1", "A1", "Recht", 4.5)
    assert course.fields[CourseField.OUTCOMES] == "kan wetten lezen"
    assert course.where
    assert (course.where.sheet, course.where.row) == ("Lijst", 2)
    expected = {"code": "A2", "title": "B2", "credits": "C2", "outcomes": "D2", "content": "E2"}
    assert expected == course.where.cells
    assert [issue.code for issue in issues] == ["rows-read", "programme-credits-unknown"]


def test_a_file_gives_its_name_and_digest_only(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(list(HEADER))
    page.append(["A1", "Recht", 4, "x", "y"])
    path = tmp_path / "lijst.xlsx"
    book.save(path)

    curriculum, _ = read_course_list(path, programme_credits=180)

    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert SourceFile(file="lijst.xlsx", sha256=digest) == curriculum.source
    assert curriculum.nominal_credits == 180


def test_teachers_never_reach_courses_or_issues() -> None:
    curriculum, issues = read(
        table(
            ("Contactpersoon: Noor Voorbeeld", ""),
            ("Titel", "Docent", "Inhoud"),
            ("Recht", "Noor Voorbeeld", "wetten"),
            ("", "Noor Voorbeeld", "meer"),
            ("", "Noor Voorbeeld", ""),
        )
    )

    everything = curriculum.model_dump_json() + "".join(map(str, issues))
    assert "Noor" not in everything
    assert len(named(issues, "column-ignored")) == 1


def test_title_rows_give_programme_college_and_year() -> None:
    curriculum, issues = read(
        table(
            ("Hogeschool Voorbeeld",),
            ("Bachelor in het sociaal werk",),
            ("Academiejaar 2024-2025",),
            (),
            HEADER,
            ("A1", "Recht", 4, "x", "y"),
        )
    )

    assert curriculum.college == "Hogeschool Voorbeeld"
    assert curriculum.programme == "Bachelor in het sociaal werk"
    assert curriculum.academic_year == "2024-25"
    assert curriculum.id == "hogeschool-voorbeeld-bachelor-in-het-sociaal-werk-2024-25"
    assert "rij 5" in named(issues, "rows-above-header")[0].message


def test_a_list_that_names_no_programme_is_called_after_its_file() -> None:
    college, year = ("Hogeschool Voorbeeld",), ("Academiejaar 2024-25",)
    curriculum, _ = read(
        table(college, year, HEADER, ("A1", "Recht", 4, "x", "y")), file="Mijn vakken.xlsx"
    )

    assert (curriculum.programme, curriculum.academic_year) == (None, "2024-25")
    assert curriculum.id == "mijn-vakken"


def test_labels_before_the_list_give_programme_college_and_year() -> None:
    curriculum, _ = read(
        table(
            ("Instelling:", "Zennecampus"),
            ("Opleiding: Sociaal werk",),
            ("Academiejaar", "2023-24"),
            HEADER,
            ("A1", "Recht", 4, "x", "y"),
        )
    )

    assert (
        curriculum.college,
        curriculum.programme,
        curriculum.academic_year,
    ) == ("Zennecampus", "Sociaal werk", "2023-24")


def test_columns_give_programme_college_and_year() -> None:
    header = ("Opleiding", "Hogeschool", "Academiejaar", "Titel", "Inhoud")
    line = ("Graduaat maatschappelijk werk", "Hogeschool Voorbeeld", "2024-25")

    curriculum, issues = read(table(header, (*line, "Recht", "x"), (*line, "Ethiek", "y")))

    assert (
        curriculum.programme,
        curriculum.college,
        curriculum.academic_year,
        curriculum.nominal_credits,
    ) == ("Graduaat maatschappelijk werk", "Hogeschool Voorbeeld", "2024-25", 120)
    assert not named(issues, "several-programmes")


@pytest.mark.parametrize(
    ("years", "phases", "academic_year"),
    [
        (("2024-25", "1"), ["2024-25", "1"], None),
        (("2024-25", "2024-25", "1"), [None, None, None], "2024-25"),
    ],
)
def test_a_column_jaar_is_the_academic_year_where_most_cells_hold_one(
    years: tuple[str, ...], phases: list[str | None], academic_year: str | None
) -> None:
    rows = [(f"Vak {number}", year) for number, year in enumerate(years)]
    curriculum, _ = read(table(("Titel", "Jaar"), *rows))

    assert [course.phase for course in curriculum.courses] == phases
    assert curriculum.academic_year == academic_year


def test_several_programmes_and_years_are_told() -> None:
    header = ("Opleiding", "Academiejaar", "Titel", "Inhoud")
    curriculum, issues = read(
        table(
            header,
            ("Bachelor sociaal werk", "2024-25", "Recht", "x"),
            ("Bachelor sociaal werk", "2024-25", "Ethiek", "x"),
            ("Graduaat sociaal werk", "2023-24", "Stage", "x"),
        )
    )

    assert curriculum.programme == "Bachelor sociaal werk"
    assert 1 == len(named(issues, "several-programmes")) == len(named(issues, "several-years"))


def test_of_several_programmes_and_years_the_commonest_is_that_of_the_list() -> None:
    curriculum, issues = read(
        table(
            ("Opleiding", "Academiejaar", "Titel", "Inhoud"),
            ("Bachelor sociaal werk", "2023-24", "Recht", "x"),
            ("Graduaat sociaal werk", "2024-25", "Ethiek", "x"),
            ("Graduaat sociaal werk", "2024-25", "Stage", "x"),
        )
    )

    assert (curriculum.programme, curriculum.academic_year) == ("Graduaat sociaal werk", "2024-25")
    (issue,) = named(issues, "several-programmes")
    assert "‘Graduaat sociaal werk’, ‘Bachelor sociaal werk’" in issue.message


def test_the_file_name_helps_only_when_nothing_else_says() -> None:
    plain = table(HEADER, ("A1", "Recht", 4, "x", "y"))
    titled = table(("Academiejaar 2024-25",), *[row.values for row in plain.rows])

    curriculum, issues = read(plain, file="ehb-bachelor-in-het-sociaal-werk-2023.xlsx")
    other, silent = read(titled, file="bachelor-2023.xlsx")

    assert (
        curriculum.college,
        curriculum.programme,
        curriculum.academic_year,
    ) == ("Erasmushogeschool Brussel", "Bachelor in het sociaal werk", "2023-24")
    assert named(issues, "year-from-file-name")
    assert named(issues, "programme-from-file-name")
    assert other.academic_year == "2024-25"
    assert not named(silent, "year-from-file-name")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Bachelor in het sociaal werk", 180),
        ("Graduaat in het maatschappelijk werk", 120),
        ("Master in het sociaal werk", 60),
        ("Banaba creatieve therapie", 60),
        ("Lijst", None),
    ],
)
def test_the_size_of_the_programme_is_inferred_and_told(title: str, expected: float | None) -> None:
    curriculum, issues = read(table((title,), HEADER, ("A1", "Bachelorproef", 4, "x", "y")))

    assert expected == curriculum.nominal_credits
    code = "programme-credits-inferred" if expected else "programme-credits-unknown"
    assert "--programme-credits" in named(issues, code)[0].message


def test_a_total_that_differs_from_the_size_names_both() -> None:
    _, issues = read(table(("Bachelor sociaal werk",), HEADER, ("A1", "Recht", 4, "x", "y")))

    message = named(issues, "credits-total")[0].message
    assert "4 studiepunten, de opleiding 180" in message


def test_a_list_without_any_credits_has_no_total_to_compare() -> None:
    curriculum, issues = read(
        table(("Bachelor sociaal werk",), ("Code", "Titel", "Inhoud"), ("A1", "Recht", "x"))
    )

    assert curriculum.nominal_credits == 180
    assert not named(issues, "credits-total")


def test_blank_rows_in_a_run_are_one_issue() -> None:
    _, issues = read(table(HEADER, ("A", "Recht", 3, "x"), (), (), ("B", "Ethiek", 3, "x")))

    (issue,) = named(issues, "blank-rows")
    assert "Rijen 3-4" in issue.message
    assert issue.where.cell == "3"


def test_a_phase_heading_sets_the_phase_of_the_rows_below() -> None:
    curriculum, issues = read(
        table(
            HEADER,
            ("Fase 1",),
            ("A", "Recht", 3, "x"),
            ("", "Tweede jaar – semester 1"),
            ("B", "Ethiek", 3, "x"),
            *[("Trajectschijf 3",) * 5],
            ("C", "Stage 1", 3, "x"),
        )
    )

    assert [c.phase for c in curriculum.courses] == ["Fase 1", "Tweede jaar", "Trajectschijf 3"]
    assert [c.semester for c in curriculum.courses] == [None, "semester 1", None]
    assert [i.where.cell for i in named(issues, "phase-heading")] == ["2", "4", "6"]


def test_a_phase_above_the_header_or_in_the_sheet_name_holds_from_the_first_row() -> None:
    above, _ = read(table(("Fase 2",), HEADER, ("A", "Recht", 3, "x")))
    sheet, issues = read(
        table(HEADER, ("A", "Recht", 3, "x"), sheet="Jaar 1"),
        table(HEADER, ("B", "Ethiek", 3, "x"), sheet="Jaar 2"),
    )

    assert above.courses[0].phase == "Fase 2"
    assert [course.phase for course in sheet.courses] == ["Jaar 1", "Jaar 2"]
    assert len(named(issues, "phase-from-sheet")) == 2


def test_the_column_goes_before_the_heading() -> None:
    courses = courses_of(("Titel", "Fase", "SP"), ("Fase 1",), ("Recht", "fase 3", 4))

    assert courses[0].phase == "fase 3"


def test_headings_of_tracks_and_electives_are_understood() -> None:
    curriculum, issues = read(
        table(
            HEADER,
            ("Verplichte opleidingsonderdelen",),
            ("A", "Recht", 3, "x"),
            ("Keuzeopleidingsonderdelen",),
            ("B", "Ethiek", 3, "x"),
            ("Afstudeerrichting: jeugdwerk",),
            ("C", "Spel", 3, "x"),
            ("Semester 2",),
            ("D", "Kamp", 3, "x"),
        )
    )

    assert [c.compulsory for c in curriculum.courses] == [True, False, None, None]
    assert [c.track for c in curriculum.courses] == [None, None, "jeugdwerk", "jeugdwerk"]
    assert (curriculum.courses[3].semester or "").casefold() == "semester 2"
    assert len(named(issues, "section-heading")) == 3


@pytest.mark.parametrize(("length", "track"), [(100, "x" * 94), (101, None)])
def test_a_text_of_more_than_a_hundred_signs_is_no_heading_of_a_track(
    length: int, track: str | None
) -> None:
    heading = f"Minor {'x' * length}"[:length]
    (course,) = courses_of(HEADER, (heading,), ("A", "Recht", 3, "x"))

    assert course.track == track


def test_a_semester_with_its_credits_beside_it_is_a_heading() -> None:
    (course,) = courses_of(HEADER, ("", "Semester 2", 30), ("A", "Recht", 3, "x"))

    assert (course.title, course.semester) == ("Recht", "Semester 2")


def test_a_placeholder_for_electives_with_credits_stays_a_course() -> None:
    assert courses_of(HEADER, ("", "Keuzevakken", 6, ""), ("A", "Recht", 3, "x"))[0].credits == 6


def test_totals_are_skipped_and_told() -> None:
    curriculum, issues = read(
        table(
            HEADER,
            ("A", "Recht", 3, "x"),
            ("", "Subtotaal fase 1", 3),
            ("B", "Totale zorg", 3, "x"),
            ("C", "Total quality", 3, "y"),
            ("Totaal", "", 9),
        )
    )

    assert [c.title for c in curriculum.courses] == ["Recht", "Totale zorg", "Total quality"]
    assert [issue.where.cell for issue in named(issues, "total-row")] == ["3", "6"]


def test_a_block_total_without_a_code_is_skipped_and_told() -> None:
    curriculum, issues = read(
        table(
            ("Code", "Vak", "SP", "Inhoud"),
            ("", "Theorie", 7, ""),
            ("A", "Recht", 3, "x"),
            ("B", "Ethiek", 4, "x"),
            ("", "Praktijk", 10, ""),
            ("C", "Stage", 6, "x"),
            ("D", "Labo", 4, "x"),
        )
    )

    assert curriculum.total_credits == 17
    assert [issue.where.cell for issue in named(issues, "block-total")] == ["2", "5"]


def test_a_course_without_a_code_is_no_block_total() -> None:
    courses = courses_of(HEADER, ("", "Theorie", 7, "tekst"), ("A", "Recht", 3), ("B", "X", 4))

    assert len(courses) == 3


def test_a_bare_title_among_complete_rows_is_a_heading() -> None:
    curriculum, issues = read(
        table(HEADER, ("", "Kennis van de mens"), ("A", "Recht", 3, "x"), ("B", "Ethiek", 4, "x"))
    )

    assert len(curriculum.courses) == 2
    assert "Kennis van de mens" in named(issues, "section-heading")[0].message


def test_as_many_bare_titles_as_complete_rows_are_courses() -> None:
    bare, whole = ("", "Kennis van de mens"), ("A", "Recht", 3, "x")

    assert len(courses_of(HEADER, bare, whole)) == 2
    assert len(courses_of(HEADER, bare, whole, ("", "Wonen"), ("B", "Ethiek", 4, "y"))) == 4


def test_a_heading_merged_across_the_row_is_no_course() -> None:
    _, issues = read(table(HEADER, ("Samen leren",) * 5, ("A", "Recht", 3, "x", "y")))

    assert len(named(issues, "section-heading")) == 1


def test_a_short_course_with_the_same_title_and_text_stays_a_course() -> None:
    assert len(courses_of(HEADER, ("1", "Stage", 6, "", "Stage"), ("2", "Recht", 3, "x"))) == 2


def test_a_row_without_a_title_is_skipped_and_told() -> None:
    curriculum, issues = read(table(HEADER, ("A", "", 3, "x"), ("B", "Ethiek", 4, "x")))

    assert [course.id for course in curriculum.courses] == ["B"]
    assert [issue.where.cell for issue in named(issues, "row-without-title")] == ["2"]


def test_a_repeated_header_is_skipped_and_may_reorder_the_columns() -> None:
    curriculum, issues = read(
        table(
            ("Code", "Titel", "SP"),
            ("A", "Recht", 3),
            ("Code", "Titel", "SP"),
            ("B", "Ethiek", 4),
            ("Titel", "SP", "Code"),
            ("Stage", 6, "C"),
        )
    )

    assert [(c.code, c.credits) for c in curriculum.courses] == [("A", 3), ("B", 4), ("C", 6)]
    assert [issue.where.cell for issue in named(issues, "repeated-header")] == ["3", "5"]


def test_continuation_rows_are_appended_to_the_course_above() -> None:
    curriculum, issues = read(
        table(
            HEADER,
            ("A", "Recht", 3, "een", "wet"),
            ("", "", "", "twee", ""),
            ("", "", "", "drie", "recht"),
            ("B", "Ethiek", 3, "vier", "z"),
        )
    )

    course = curriculum.courses[0]
    assert course.fields[CourseField.OUTCOMES] == "een\ntwee\ndrie"
    assert course.fields[CourseField.CONTENT] == "wet\nrecht"
    assert course.where
    assert course.where.cells["outcomes"] == "D2, D3, D4"
    assert [issue.where.cell for issue in named(issues, "continuation-row")] == ["3", "4"]


def test_text_above_the_first_course_is_no_continuation() -> None:
    _, issues = read(table(HEADER, ("", "", "", "los"), ("A", "Recht", 3, "x")))

    assert len(named(issues, "row-without-title")) == 1


def test_a_course_merged_over_several_rows_is_one_course() -> None:
    curriculum, _ = read(
        table(HEADER, ("A", "Recht", 3, "een", "wet"), ("A", "Recht", 3, "twee", "wet")),
        copied=frozenset({"A3", "B3", "C3", "E3"}),
    )

    (course,) = curriculum.courses
    assert course.fields[CourseField.OUTCOMES] == "een\ntwee"
    assert course.fields[CourseField.CONTENT] == "wet"


def test_credits_merged_over_two_courses_count_once() -> None:
    curriculum, issues = read(
        table(HEADER, ("A", "Recht", 6, "x"), ("B", "Ethiek", 6, "x")), copied=frozenset({"C3"})
    )

    assert [course.credits for course in curriculum.courses] == [6, None]
    assert [issue.where.cell for issue in named(issues, "credits-shared")] == ["C3"]


def test_columns_for_the_same_text_are_joined_with_line_breaks() -> None:
    (course,) = courses_of(
        ("Titel", "Leerresultaat 1", "Leerresultaat 2", "Leerresultaat 3"), ("Recht", "a", "", "c")
    )

    assert course.fields[CourseField.OUTCOMES] == "a\nc"
    assert course.where
    assert course.where.cells["outcomes"] == "B2, D2"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("4", 4),
        ("4,5", 4.5),
        ("4.5", 4.5),
        ("6 SP", 6),
        ("6 studiepunten", 6),
        ("SP: 6", 6),
        ("(3 ECTS)", 3),
        ("0", 0),
        ("60", 60),
    ],
)
def test_credits_are_read_however_they_are_written(written: str, expected: float) -> None:
    assert expected == courses_of(HEADER, ("A", "Recht", written, "x"))[0].credits


@pytest.mark.parametrize("written", ["3-6", "zes", "2024-05-04", "-4", "61", "168", "n.v.t."])
def test_unreadable_credits_are_none_and_told_with_their_cell(written: str) -> None:
    curriculum, issues = read(table(HEADER, ("A", "Recht", written, "x")))

    assert curriculum.courses[0].credits is None
    assert [issue.where.cell for issue in named(issues, "credits-unreadable")] == ["C2"]
    is_number = written.isdecimal()
    assert is_number == ("te groot" in named(issues, "credits-unreadable")[0].message)
    is_date = written.startswith("2024")
    assert is_date == ("datum" in named(issues, "credits-unreadable")[0].message)


def test_missing_credits_are_told_per_course_or_once_for_the_sheet() -> None:
    _, some = read(table(HEADER, ("A", "Recht", "", "x"), ("B", "Ethiek", 3, "x")))
    _, none = read(table(("Titel", "Inhoud"), ("Recht", "x"), ("Ethiek", "y")))

    assert [issue.where.cell for issue in named(some, "credits-missing")] == ["C2"]
    assert len(named(none, "no-credits-column")) == 1
    assert not named(none, "credits-missing")


def test_credits_in_parentheses_leave_the_title() -> None:
    curriculum, issues = read(
        table(
            HEADER,
            ("A", "Recht (6 studiepunten)", "", "x"),
            ("B", "Ethiek (3 SP)", "4", "x"),
            ("C", "Werken met groepen (deel 2)", "4", "x"),
        )
    )

    assert [(course.title, course.credits) for course in curriculum.courses] == [
        ("Recht", 6),
        ("Ethiek", 4),
        ("Werken met groepen (deel 2)", 4),
    ]
    where = curriculum.courses[0].where
    assert where
    assert where.cells["credits"] == "B2"
    assert [issue.where.cell for issue in named(issues, "credits-differ")] == ["C3"]
    assert not named(issues, "credits-missing")


def test_a_code_in_parentheses_behind_the_title_is_the_code() -> None:
    (course,) = courses_of(("Titel", "SP"), ("Sociaal recht (B-VOORB-V2S617)", 3))

    assert (course.id, course.title) == ("B-VOORB-V2S617", "Sociaal recht")


@pytest.mark.parametrize(
    ("header", "written", "expected"),
    [
        ("Verplicht?", "ja", True),
        ("Verplicht?", "nee", False),
        ("Keuze?", "ja", False),
        ("Keuze?", "nee", True),
        ("Keuze?", "x", False),
        ("V/K", "V", True),
        ("V/K", "K", False),
        ("Type", "keuzevak", False),
        ("Type", "Verplicht opleidingsonderdeel", True),
        ("Type", "niet verplicht", False),
        ("Verplicht/keuze", "verplicht keuzevak", False),
        ("Verplicht?", "", None),
    ],
)
def test_compulsory_depends_on_the_header(header: str, written: str, expected: object) -> None:
    (course,) = courses_of(("Titel", header, "Inhoud"), ("Recht", written, "x"))

    assert expected is course.compulsory
    assert course.where
    assert bool(written) == ("compulsory" in course.where.cells)


def test_words_that_do_not_say_compulsory_or_elective_are_told_once() -> None:
    _, issues = read(table(("Titel", "Type"), ("Recht", "theorie"), ("Stage", "praktijk")))

    (issue,) = named(issues, "compulsory-unreadable")
    assert "‘theorie’, ‘praktijk’" in issue.message


def test_duplicate_codes_keep_the_code_and_get_a_numbered_id() -> None:
    curriculum, issues = read(
        table(
            HEADER,
            ("A", "Recht", 3, "x"),
            ("A-2", "Ethiek", 3, "x"),
            ("A", "Stage", 3, "x"),
            ("A", "Labo", 3, "x"),
        )
    )

    assert [course.id for course in curriculum.courses] == ["A", "A-2", "A-3", "A-4"]
    assert [course.code for course in curriculum.courses] == ["A", "A-2", "A", "A"]
    assert [issue.where.cell for issue in named(issues, "code-duplicate")] == ["A4"]


def test_missing_codes_are_made_from_title_and_text_and_stay_the_same() -> None:
    curriculum, issues = read(table(HEADER, ("", "Recht", 3, "x"), ("B", "Ethiek", 3, "x")))
    (again,) = courses_of(("Titel", "Leerresultaten"), ("Recht", "x"))
    (other,) = courses_of(("Titel", "Leerresultaten"), ("Recht", "y"))

    code = curriculum.courses[0].code
    assert code.startswith("x-")
    assert len(code) == 8
    assert code == again.code != other.code
    assert [issue.where.cell for issue in named(issues, "code-missing")] == ["B2"]


def test_a_list_without_codes_says_so_once() -> None:
    _, issues = read(table(("Titel", "Inhoud"), ("Recht", "x"), ("Ethiek", "y")))

    assert len(named(issues, "no-code-column")) == 1
    assert not named(issues, "code-missing")


def test_duplicate_titles_are_told_and_both_kept() -> None:
    curriculum, issues = read(table(HEADER, ("A", "Recht", 3, "x"), ("B", "Recht", 3, "y")))

    assert len(curriculum.courses) == 2
    assert [issue.where.cell for issue in named(issues, "title-duplicate")] == ["B3"]


def test_courses_without_text_are_told() -> None:
    curriculum, issues = read(table(HEADER, ("A", "Recht", 3, "-"), ("B", "Ethiek", 3, "wel")))
    _, once = read(table(("Code", "Titel"), ("A", "Recht"), ("B", "Ethiek")))

    assert curriculum.courses[0].fields == {CourseField.TITLE: "Recht"}
    assert [issue.where.cell for issue in named(issues, "course-without-text")] == ["B2"]
    assert [issue.where.cell for issue in named(issues, "marks-not-read")] == ["D2"]
    assert len(named(once, "no-text-column")) == 1
    assert not named(once, "course-without-text")


@pytest.mark.parametrize("mark", ["x", "✓", "---", "n.v.t.", "N.V.T", " / ", "//////"])
def test_a_mark_is_no_text(mark: str) -> None:
    curriculum, issues = read(table(HEADER, ("A", "Recht", 3, mark, "wetten")))

    assert CourseField.OUTCOMES not in curriculum.courses[0].fields
    assert [issue.where.cell for issue in named(issues, "marks-not-read")] == ["D2"]


def test_texts_are_cleaned_and_keep_their_lines() -> None:
    written = "\r\n• wet\u00adten\u00a0lezen\r\n\t– “zelf”  doen\r"
    (course,) = courses_of(HEADER, ("A", "Sociaal\n recht", 3, written))

    assert course.fields[CourseField.OUTCOMES] == "• wetten lezen\n    – “zelf” doen"
    assert "Sociaal recht" == course.title == course.fields[CourseField.TITLE]


def test_sheets_with_a_list_are_combined_and_others_named() -> None:
    curriculum, issues = read(
        table(HEADER, ("A", "Recht", 3, "x"), sheet="Een"),
        table(("Afkorting", "Betekenis"), ("SP", "studiepunten"), sheet="Legende"),
        table(("Code", "Naam"), ("OLR1", "Leerresultaat een"), sheet="Codes"),
        table(("Titel", "Inhoud", "Code"), ("Ethiek", "y", "B"), sheet="Twee"),
    )

    assert [course.id for course in curriculum.courses] == ["A", "B"]
    assert [i.where.sheet for i in named(issues, "sheet-not-used")] == ["Legende", "Codes"]
    assert [i.where.sheet for i in named(issues, "rows-read")] == ["Een", "Twee"]


def test_a_hidden_sheet_is_left_out_with_a_warning_unless_it_is_the_only_list() -> None:
    hidden = table(HEADER, ("B", "Ethiek", 3, "x"), sheet="Oud", visibility="hidden")

    both, issues = read(table(HEADER, ("A", "Recht", 3, "x")), hidden)
    alone, _ = read(hidden)

    assert [course.id for course in both.courses] == ["A"]
    assert [issue.where.sheet for issue in named(issues, "sheet-hidden")] == ["Oud"]
    assert [course.id for course in alone.courses] == ["B"]


def test_columns_that_are_not_read_are_all_named() -> None:
    _, issues = read(
        table(
            ("Titel", "Opleidingsonderdel", "Kleur", "Link", "", "Inhuod", "Inhoudd"),
            ("Recht", "x", "rood", "http://x", "los", "y", "z"),
        )
    )

    assert [issue.where.cell for issue in named(issues, "column-not-used")] == ["B1"]
    assert [issue.where.cell for issue in named(issues, "column-unknown")] == ["C1", "F1"]
    assert [issue.where.cell for issue in named(issues, "column-ignored")] == ["D1"]
    assert [issue.where.cell for issue in named(issues, "column-without-header")] == ["E2"]
    assert [issue.where.cell for issue in named(issues, "header-guessed")] == ["B1", "G1"]


def test_the_ledger_accounts_for_every_row() -> None:
    _, issues = read(
        table(
            HEADER,
            ("Fase 1",),
            ("A", "Recht", 3, "x"),
            ("", "", "", "meer"),
            (),
            ("B", "Ethiek", 3, "x"),
            ("", "Totaal", 6),
        )
    )
    _, one = read(table(HEADER, ("A", "Recht", 3, "x")))

    expected = "6 rijen gezien: 2 opleidingsonderdelen, 1 vervolgrij, 3 overgeslagen."
    assert expected == named(issues, "rows-read")[0].message
    expected = "1 rij gezien: 1 opleidingsonderdeel, 0 overgeslagen."
    assert expected == named(one, "rows-read")[0].message


def test_no_course_says_what_was_sought_and_seen() -> None:
    with pytest.raises(NoCourseError) as caught:
        read(table(("Datum", "Bedrag"), ("1", "2"), sheet="Kas"), table(("",), sheet="Leeg"))

    error = caught.value
    assert "rij 1: ‘Datum’, ‘Bedrag’" in error.reason
    assert "blad ‘Leeg’ (leeg)" in error.reason
    assert "‘Opleidingsonderdeel’" in error.advice
    assert isinstance(error, InputFileError)


def test_a_mistyped_name_counts_only_beside_two_that_are_known() -> None:
    curriculum, issues = read(
        table(("Code", "Opleidingsonderdel", "SP"), ("A", "Recht", 3), ("B", "Ethiek", 4))
    )

    assert [course.title for course in curriculum.courses] == ["Recht", "Ethiek"]
    assert [issue.where.cell for issue in named(issues, "header-guessed")] == ["B1"]
    with pytest.raises(NoCourseError):
        read(table(("Opleidingsonderdel", "SP"), ("Recht", 3), ("Ethiek", 4)))


def test_a_header_without_courses_is_no_list() -> None:
    with pytest.raises(NoCourseError):
        read(table(HEADER))


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for line in (HEADER, ("A", "Recht", 3, "x", "y"), ("A", "Ethiek", 3, "x", "y")):
        page.append(list(line))
    book.save(tmp_path / "lijst.xlsx")

    assert read_course_list(tmp_path / "lijst.xlsx") == read_course_list(tmp_path / "lijst.xlsx")


WORDS = st.text("abcdefghijklmnopqrstuvwz ", min_size=4, max_size=20).filter(
    lambda text: len(text.replace(" ", "")) > 3
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    titles=st.lists(WORDS, min_size=1, max_size=12),
    order=st.permutations(["Code", "Opleidingsonderdeel", "SP", "Inhoud", "Kleur", ""]),
    above=st.lists(st.sampled_from(["", "Lijst", "Academiejaar 2024-25"]), max_size=9),
    gaps=st.lists(st.integers(0, 12), max_size=4),
)
def test_courses_come_back_whatever_the_place_of_header_and_columns(
    titles: list[str], order: list[str], above: list[str], gaps: list[int]
) -> None:
    lines: list[tuple[object, ...]] = [(text,) for text in above]
    lines.append(tuple(order))
    for number, title in enumerate(titles):
        cells = {"Code": f"c{number}", "Opleidingsonderdeel": f"Vak {title}", "SP": 3}
        cells |= {"Inhoud": f"over {title}", "Kleur": "rood"}
        lines += [()] * gaps.count(number)
        lines.append(tuple(cells.get(name, "") for name in order))

    curriculum, issues = read(table(*lines))

    expected = [
        (f"c{n}", " ".join(f"Vak {title}".split()), 3.0, " ".join(f"over {title}".split()))
        for n, title in enumerate(titles)
    ]
    assert expected == [
        (c.id, c.title, c.credits, c.fields[CourseField.CONTENT]) for c in curriculum.courses
    ]
    skipped = sum(gaps.count(number) for number in range(len(titles)))
    assert f"{skipped} overgeslagen" in named(issues, "rows-read")[0].message


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["", "", "Recht", "4", "Fase 1", "Totaal", "x", "Code", "Titel", "SP", "Inhoud"]
            ),
            min_size=4,
            max_size=4,
        ),
        max_size=12,
    )
)
def test_any_sheet_gives_courses_or_no_course_error_and_every_row_is_accounted_for(
    lines: list[list[str]],
) -> None:
    sheet = table(("Code", "Titel", "SP", "Inhoud"), *map(tuple, lines))
    try:
        curriculum, issues = read(sheet)
    except NoCourseError:
        return
    (ledger,) = named(issues, "rows-read")
    seen, *parts = [int(word) for word in ledger.message.replace(",", "").split() if word.isdigit()]
    assert seen == sum(parts)
    assert parts[0] == len(curriculum.courses)


def test_a_title_of_dashes_alone_is_none() -> None:
    courses, issues = read(
        table(HEADER, ("A1", "Recht", 4, "", "wetten"), ("", "-", "—", "", "-"), ("A3", " – ", 3))
    )

    assert [course.code for course in courses.courses] == ["A1"]
    assert [issue.where.cell for issue in named(issues, "row-without-title")] == ["3", "4"]

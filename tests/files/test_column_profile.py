from __future__ import annotations

from pathlib import Path

import pytest

from swcompetence.errors import EditionError, InputFileError, NoCourseError
from swcompetence.files.course_list.column_profile import (
    ColumnProfile,
    find_profile,
    read_profile,
    shipped_profiles,
)
from swcompetence.files.course_list.course_list import read_course_list, read_curriculum
from swcompetence.files.course_list.header_names import Column, recognise
from swcompetence.files.course_list.inspection import (
    ColumnUse,
    drafted_profile,
    inspect_list,
    profile_text,
)
from swcompetence.files.course_list.issue_codes import ISSUE_CODES
from swcompetence.files.data.yaml_file import parse_model
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import CourseField, Curriculum, Issue, SourceFile, Table, TableRow

ODD = """\
Ref;Wat;Omvang in SP;Vertelling;Kleur
A1;Recht;4;over wetten;rood
A2;Ethiek;3;over waarden;blauw
"""
"""A list of which no title column is recognised."""


def profile(columns: dict[str, str], **facts: object) -> ColumnProfile:
    given = {"id": "proef", "title": "Proef", "columns": columns, **facts}
    return ColumnProfile.model_validate(given)


def sheet(*lines: tuple[str, ...], name: str = "Lijst", visibility: str = "visible") -> Worksheet:
    rows = tuple(TableRow(number, line) for number, line in enumerate(lines, 1))
    return Worksheet(Table("lijst.xlsx", name, rows, visibility))


def read(
    used: ColumnProfile, *sheets: Worksheet, programme_credits: float | None = None
) -> tuple[Curriculum, tuple[Issue, ...]]:
    source = SourceFile(file="lijst.xlsx", sha256="0")
    curriculum, issues = read_curriculum(
        sheets, source, profile=used, programme_credits=programme_credits
    )
    assert {issue.code for issue in issues} <= set(ISSUE_CODES)
    return curriculum, issues


def named(issues: tuple[Issue, ...], code: str) -> list[Issue]:
    return [issue for issue in issues if issue.code == code]


def test_a_profile_reads_a_list_that_is_not_recognised(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(ODD, encoding="utf-8")
    with pytest.raises(NoCourseError):
        read_course_list(path)

    own = profile({"Ref": "code", "Wat": "title", "Omvang in SP": "credits", "D": "content"})
    curriculum, issues = read_course_list(path, profile=own)

    assert [(c.code, c.title, c.credits) for c in curriculum.courses] == [
        ("A1", "Recht", 4),
        ("A2", "Ethiek", 3),
    ]
    assert curriculum.courses[0].fields[CourseField.CONTENT] == "over wetten"
    assert "‘proef’ (Proef)" in named(issues, "profile-used")[0].message
    assert [issue.where.cell for issue in named(issues, "column-unknown")] == ["E1"]


def test_a_column_that_the_profile_names_wins_over_recognition() -> None:
    lines = (
        ("Code", "Titel", "Naam lang", "SP", "Inhoud", "Visie"),
        ("A", "rcht", "Recht", "3", "wetten", "waarden"),
    )
    own = profile({"naam  LANG:": "title", "Inhoud": "ignore", "Visie": "content"})

    curriculum, issues = read(own, sheet(*lines))

    (course,) = curriculum.courses
    assert (course.code, course.title, course.credits) == ("A", "Recht", 3)
    assert course.fields[CourseField.CONTENT] == "waarden"
    assert [issue.where.cell for issue in named(issues, "column-not-used")] == ["B1"]
    (ignored,) = named(issues, "column-ignored")
    assert "het profiel laat ze weg" in ignored.message


def test_a_letter_names_a_column_without_a_header() -> None:
    own = profile({"C": "content"})
    curriculum, issues = read(own, sheet(("Code", "Titel", ""), ("A", "Recht", "wetten")))

    assert curriculum.courses[0].fields[CourseField.CONTENT] == "wetten"
    assert not named(issues, "column-without-header")


def test_a_list_without_any_header_is_read_by_letters() -> None:
    own = profile({"A": "code", "B": "title", "C": "credits"}, header_row=0)
    curriculum, _ = read(own, sheet(("A1", "Recht", "3"), ("A2", "Ethiek", "4")))

    assert [course.title for course in curriculum.courses] == ["Recht", "Ethiek"]


def test_the_header_row_of_the_profile_holds() -> None:
    lines = (
        ("Code", "Titel", "SP"),
        ("X1", "Oud", "3"),
        ("Kenmerk", "Benoeming", "Gewicht in SP"),
        ("A1", "Recht", "4"),
    )
    own = profile(
        {"Kenmerk": "code", "Benoeming": "title", "Gewicht in SP": "credits"}, header_row=3
    )
    curriculum, _ = read(own, sheet(*lines))

    assert [course.code for course in curriculum.courses] == ["A1"]


def test_a_column_that_is_not_there_is_told_unless_the_profile_is_of_a_family() -> None:
    lines = sheet(("Titel", "Inhoud"), ("Recht", "wetten"))
    columns = {"Titel": "title", "Studielading": "credits", "Z": "content"}

    _, issues = read(profile(columns), lines)
    _, of_family = read(profile(columns, may_lack_columns=True), lines)

    (missing,) = named(issues, "profile-column-missing")
    assert "‘Studielading’, ‘Z’" in missing.message
    assert (missing.where.sheet, missing.where.cell) == ("Lijst", "1")
    assert not named(of_family, "profile-column-missing")


def test_a_title_column_that_is_not_there_is_an_error() -> None:
    lines = sheet(("Titel", "Inhoud"), ("Recht", "wetten"))

    with pytest.raises(NoCourseError) as caught:
        read(profile({"Vaknaam": "title"}), lines)
    curriculum, _ = read(profile({"Vaknaam": "title"}, may_lack_columns=True), lines)

    assert "‘proef’" in caught.value.reason
    assert "‘Vaknaam’" in caught.value.reason
    assert "rij 1: ‘Titel’, ‘Inhoud’" in caught.value.reason
    assert [course.title for course in curriculum.courses] == ["Recht"]


def test_only_the_named_sheets_are_read_also_when_hidden() -> None:
    one = sheet(("Code", "Titel", "SP"), ("A", "Recht", "3"), name="Fase 1")
    two = sheet(("Code", "Titel", "SP"), ("B", "Ethiek", "3"), name="Fase 2", visibility="hidden")
    own = profile({"Titel": "title"}, sheets=["fase 2", "Fase 9"])

    curriculum, issues = read(own, one, two)

    assert [course.code for course in curriculum.courses] == ["B"]
    assert [issue.where.sheet for issue in named(issues, "profile-sheet-left-out")] == ["Fase 1"]
    assert "‘Fase 9’" in named(issues, "profile-sheet-missing")[0].message


def test_names_of_teachers_are_not_read_even_when_a_profile_asks() -> None:
    own = profile({"Titularis": "content"})
    curriculum, issues = read(
        own, sheet(("Titel", "SP", "Titularis"), ("Recht", "3", "An Peeters"))
    )

    assert set(curriculum.courses[0].fields) == {CourseField.TITLE}
    assert [issue.where.cell for issue in named(issues, "profile-teacher")] == ["C1"]
    assert "Peeters" not in "".join(issue.message for issue in issues)


def test_the_facts_of_a_profile_stand_above_those_of_the_list() -> None:
    facts = {
        "college": "Hogeschool Ergens",
        "programme": "Graduaat in het maatschappelijk werk",
        "academic_year": "2026-27",
    }
    lines = sheet(("Bachelor sociaal werk 2020-21", ""), ("Titel", "SP"), ("Recht", "3"))

    curriculum, issues = read(profile({}, **facts), lines)
    given, _ = read(profile({}, nominal_credits="60"), lines)
    louder, _ = read(profile({}, nominal_credits=60), lines, programme_credits=90)

    assert curriculum.id == "hogeschool-ergens-graduaat-in-het-maatschappelijk-werk-2026-27"
    assert {name: getattr(curriculum, name) for name in facts} == facts
    assert curriculum.nominal_credits == 120
    assert not named(issues, "year-from-file-name")
    assert (given.nominal_credits, louder.nominal_credits) == (60, 90)


def test_mistakes_in_a_profile_are_all_named_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "profiel.yaml"
    path.write_text(
        "id: Fout!\ntitle: x\ncolumn: 3\ncolumns:\n  Naam: titel\n  D: content\n", encoding="utf-8"
    )

    with pytest.raises(EditionError) as caught:
        read_profile(path)

    text = str(caught.value)
    assert f"{path}:1: id" in text
    assert f"{path}:3: column: deze sleutel bestaat hier niet; bedoelde u ‘columns’?" in text
    assert f"{path}:5: columns.Naam: ‘titel’ is geen van" in text


@pytest.mark.parametrize("columns", [{"Naam": "title", "naam:": "code"}, {"???": "title"}])
def test_unclear_names_of_columns_are_refused(columns: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"dezelfde kop|geen kop"):
        profile(columns)


def test_a_profile_is_found_by_name_or_by_path(tmp_path: Path) -> None:
    path = tmp_path / "eigen.yaml"
    path.write_text(profile_text(profile({"Wat": "title"})), encoding="utf-8")

    assert find_profile(str(path)).columns == {"Wat": Column.TITLE}
    assert find_profile("bamaflex-nl").title.startswith("Bamaflex")
    for wanted, hint in (
        ("bamaflex", "‘bamaflex-"),
        ("zzz", "kuleuven-nl"),
        ("x/y.yaml", "de map"),
    ):
        with pytest.raises(InputFileError) as caught:
            find_profile(wanted)
        assert hint in str(caught.value)


def test_shipped_profiles_agree_with_recognition_and_are_families() -> None:
    shipped = shipped_profiles()

    expected = ["bamaflex-en", "bamaflex-nl", "eigen-lijst", "kuleuven-en", "kuleuven-nl"]
    assert [*expected, "vacatures"] == [one.id for one in shipped]
    for one in shipped:
        assert one.may_lack_columns
        assert one.names_of(Column.TITLE)
        if one.id == "vacatures":  # no course list: its headers have a sense of their own
            continue
        for name, column in one.columns.items():
            meaning = recognise(name)
            assert meaning, (one.id, name)
            assert meaning.column is column, (one.id, name)


@pytest.mark.parametrize("name", ["bachelor", "graduaat"])
def test_a_shipped_profile_reads_the_examples_as_without_it(
    name: str, poor_list: Path, rich_list: Path
) -> None:
    path = {"bachelor": poor_list, "graduaat": rich_list}[name]

    bare, _ = read_course_list(path)
    with_profile, _ = read_course_list(path, profile=find_profile("eigen-lijst"))

    assert bare == with_profile


def test_a_written_profile_explains_itself_and_comes_back() -> None:
    whole = profile(
        {"Naam: lang #1": "title", "D": "content", "2024": "ignore", 'zegt "x"': "code"},
        about="Voor ons.",
        college="Hogeschool Ergens",
        academic_year="2026-27",
        nominal_credits=180,
        sheets=["Fase 1", "no"],
        header_row=4,
        may_lack_columns=True,
    )
    text = profile_text(whole)

    assert parse_model(text, ColumnProfile, "x.yaml") == whole
    assert "#   outcomes       leerresultaten\n" in text
    assert "Zo past u het aan" in text
    for bare in (profile({}), *shipped_profiles()):
        assert parse_model(profile_text(bare), ColumnProfile, "x.yaml") == bare


def test_an_inspection_accounts_for_sheets_and_columns(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        "Vak;Vaknaam;Inhuod;Docent;Kleur;\nx;Recht;wetten;An;rood;los\n", encoding="utf-8"
    )
    seen = inspect_list(path)

    (only,) = seen.sheets
    uses = {column.letter: column.use for column in only.columns}
    assert uses == {
        "A": ColumnUse.RECOGNISED,
        "B": ColumnUse.NOT_USED,
        "C": ColumnUse.UNKNOWN,
        "D": ColumnUse.IGNORED,
        "E": ColumnUse.UNKNOWN,
        "F": ColumnUse.WITHOUT_HEADER,
    }
    assert (only.is_used, only.header_rows, seen.course_count) == (True, (1, 1), 1)
    assert only.ledger
    assert only.ledger.rows_seen == 1


def test_a_drafted_profile_reads_the_list_the_same_way(tmp_path: Path) -> None:
    path = tmp_path / "lijst 2026.csv"
    path.write_text(
        "Code;Titel;SP;Inhoud;Inhoud;Naam;;###\nA;Recht;3;wetten;nog;x;los;y\n", encoding="utf-8"
    )
    bare, _ = read_course_list(path)

    drafted = drafted_profile(inspect_list(path))
    again, _ = read_course_list(path, profile=drafted)

    assert drafted.id == "lijst-2026"
    assert drafted.columns == {
        "Code": Column.CODE,
        "Titel": Column.TITLE,
        "SP": Column.CREDITS,
        "Inhoud": Column.CONTENT,
        "Naam": Column.LEFT_OUT,
        "G": Column.LEFT_OUT,
        "H": Column.LEFT_OUT,
    }
    assert bare == again


def test_a_drafted_profile_keeps_the_facts_of_the_one_it_was_read_with(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(ODD, encoding="utf-8")
    own = profile({"Wat": "title"}, nominal_credits=180, header_row=1)

    drafted = drafted_profile(inspect_list(path, profile=own), own)

    assert (drafted.nominal_credits, drafted.header_row) == (180, 1)
    assert drafted.columns["Wat"] is Column.TITLE
    assert drafted.columns["Kleur"] is Column.LEFT_OUT


def test_a_header_that_means_two_things_is_named_by_its_letter(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Titel;Code;Code\nRecht;A;oud\n", encoding="utf-8")

    drafted = drafted_profile(inspect_list(path))

    assert drafted.columns == {
        "Titel": Column.TITLE,
        "B": Column.CODE,
        "C": Column.LEFT_OUT,
    }


def test_a_file_without_a_list_is_inspected_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(ODD, encoding="utf-8")
    seen = inspect_list(path)

    assert "geen lijst van opleidingsonderdelen" in seen.problem
    assert [column.header for column in seen.sheets[0].columns][:2] == ["Ref", "Wat"]
    assert set(drafted_profile(seen).columns) >= {"Ref", "Wat", "Vertelling"}

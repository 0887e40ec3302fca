from swcompetence.files.course_list.course_list import read_curriculum
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import (
    CourseField,
    Curriculum,
    Issue,
    SourceFile,
    Table,
    TableRow,
)

HEADER = ("Code", "Opleidingsonderdeel", "SP", "Fase", "Leerresultaten")


def read(*lines: tuple[str, ...]) -> tuple[Curriculum, list[Issue]]:
    width = max(map(len, lines))
    rows = tuple(
        TableRow(number, (*line, *("",) * (width - len(line))))
        for number, line in enumerate(lines, 1)
    )
    worksheet = Worksheet(Table("lijst.xlsx", "Lijst", rows))
    curriculum, issues = read_curriculum([worksheet], SourceFile(file="a", sha256="0"))
    return curriculum, [
        issue for issue in issues if issue.code in {"repeated-course", "value-from-above"}
    ]


def test_one_outcome_a_row_with_everything_repeated_is_one_course() -> None:
    curriculum, issues = read(
        HEADER,
        ("A", "Recht", "4", "1", "kan lezen"),
        ("A", "Recht", "4", "1", "kan schrijven"),
        ("A", "Recht", "", "", "kan spreken"),
        ("B", "Ethiek", "3", "1", "kan lezen"),
        ("B", "Ethiek", "3", "1", "kan wegen"),
    )

    assert [course.id for course in curriculum.courses] == ["A", "B"]
    first = curriculum.courses[0]
    assert first.fields[CourseField.OUTCOMES] == "kan lezen\nkan schrijven\nkan spreken"
    assert first.where
    assert first.where.cells["outcomes"] == "E2, E3, E4"
    assert curriculum.total_credits == 7
    (issue,) = issues
    assert "3-4, 6" in issue.message


def test_one_outcome_a_row_needs_no_codes() -> None:
    curriculum, _ = read(
        ("Titel", "SP", "Leerresultaten"), ("Recht", "4", "kan lezen"), ("Recht", "4", "kan meer")
    )

    assert len(curriculum.courses) == 1


def test_another_code_or_other_credits_or_another_phase_is_another_course() -> None:
    for other in (
        ("B", "Recht", "4", "1", "kan meer"),
        ("A", "Recht", "5", "1", "kan meer"),
        ("A", "Recht", "4", "2", "kan meer"),
        ("A", "Ethiek", "4", "1", "kan meer"),
    ):
        curriculum, issues = read(HEADER, ("A", "Recht", "4", "1", "kan lezen"), other)

        assert len(curriculum.courses) == 2
        assert issues == []


def test_a_course_that_stands_twice_with_the_same_text_stays_twice() -> None:
    line = ("A", "Recht", "4", "1", "kan lezen")

    assert len(read(HEADER, line, line)[0].courses) == 2


def test_courses_apart_are_not_joined() -> None:
    first, second = ("A", "Recht", "4", "1", "kan lezen"), ("A", "Recht", "4", "1", "kan meer")
    other = ("B", "Ethiek", "3", "1", "kan wegen")

    assert len(read(HEADER, first, other, second)[0].courses) == 3
    assert len(read(HEADER, first, (), second)[0].courses) == 2


def test_a_phase_on_the_first_row_of_every_group_holds_for_the_group() -> None:
    curriculum, issues = read(
        HEADER,
        ("A", "Recht", "4", "1", "x"),
        ("B", "Ethiek", "3", "", "x"),
        ("C", "Stage", "9", "2", "x"),
        ("D", "Spel", "3", "", "x"),
    )

    assert [course.phase for course in curriculum.courses] == ["1", "1", "2", "2"]
    where = curriculum.courses[1].where
    assert where
    assert where.cells["phase"] == "D2"
    assert "aantal: 2, vanaf rij 3" in issues[0].message


def test_a_phase_that_is_missing_here_and_there_stays_missing() -> None:
    for phases in (("1", "1", "", "2"), ("", "1", "", "2"), ("1", "2", "3", "")):
        courses = [(f"c{n}", f"Vak {n}", "3", phase, "x") for n, phase in enumerate(phases)]
        curriculum, issues = read(HEADER, *courses)

        assert [course.phase or "" for course in curriculum.courses] == list(phases)
        assert issues == []


def test_a_heading_ends_the_group_above_it() -> None:
    curriculum, _ = read(
        HEADER,
        ("A", "Recht", "4", "1", "x"),
        ("B", "Ethiek", "3", "", "x"),
        ("Keuzevakken",),
        ("C", "Spel", "3", "", "x"),
    )

    assert [course.phase for course in curriculum.courses] == ["1", "1", None]

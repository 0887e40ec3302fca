from swcompetence.files.course_list.header import find_header, likeliest_header
from swcompetence.files.course_list.header_names import Column
from swcompetence.model import TableRow


def rows(*lines: tuple[str, ...]) -> tuple[TableRow, ...]:
    width = max(map(len, lines))
    return tuple(
        TableRow(number, (*line, *("",) * (width - len(line))))
        for number, line in enumerate(lines, start=1)
    )


def columns(*lines: tuple[str, ...]) -> dict[int, str]:
    header = find_header(rows(*lines))
    assert header
    return {
        heading.index: heading.meaning.column.value
        for heading in header.headings
        if heading.meaning and not heading.is_spare
    }


def test_the_row_that_recognises_most_fields_is_the_header() -> None:
    header = find_header(
        rows(("Opleiding", "Sociaal werk"), ("Vak", "x"), ("Code", "Titel", "SP"), ("1", "A", "3"))
    )

    assert header
    assert (header.first_row, header.last_row) == (3, 3)


def test_a_header_below_the_fortieth_row_is_not_searched() -> None:
    blank = [("",)] * 40

    assert find_header(rows(*blank, ("Code", "Titel", "SP"))) is None
    assert find_header(rows(*blank[:39], ("Code", "Titel", "SP")))


def test_a_row_without_a_title_column_is_no_header() -> None:
    assert find_header(rows(("Code", "Studiepunten"), ("1", "3"))) is None


def test_a_contact_list_is_no_course_list() -> None:
    assert find_header(rows(("Naam", "E-mail", "Telefoon"), ("An", "x", "y"))) is None


def test_one_column_with_a_certain_title_is_a_list() -> None:
    assert columns(("Opleidingsonderdeel",), ("Recht",)) == {0: "title"}


def test_a_group_row_above_the_header_is_not_mistaken_for_it() -> None:
    found = columns(
        ("Algemeen", "Algemeen", "Algemeen"),
        ("Code", "Titel", "SP"),
        ("1", "Recht", "3"),
    )

    assert found == {0: "code", 1: "title", 2: "credits"}


def test_two_header_rows_are_joined_when_the_second_completes_the_first() -> None:
    lines = rows(
        ("Opleidingsonderdeel", "Opleidingsonderdeel", "Studiepunten", "Inhoud", "Evaluatie"),
        ("Code", "Titel", "Studiepunten", "", "Vorm"),
        ("1", "Recht", "3", "tekst", "examen"),
    )

    header = find_header(lines)

    assert header
    assert (header.first_row, header.last_row) == (1, 2)
    assert (
        header.index(Column.CODE),
        header.index(Column.TITLE),
        header.index(Column.CREDITS),
    ) == (0, 1, 2)
    assert header.indexes(Column.ASSESSMENT) == (4,)


def test_a_general_word_under_a_group_takes_the_sense_of_the_group() -> None:
    found = columns(
        ("Code", "Titel", "Leerresultaten", "Leerresultaten"),
        ("", "", "OLR 1", "Omschrijving"),
        ("1", "Recht", "a", "b"),
    )

    assert (found[2], found[3]) == ("outcomes", "outcomes")


def test_the_first_course_is_not_taken_for_a_second_header_row() -> None:
    header = find_header(rows(("Code", "Titel", "", "SP"), ("1", "Module", "Inhoud", "3")))

    assert header
    assert header.last_row == 1


def test_a_phase_heading_below_the_header_is_not_taken_for_a_second_header_row() -> None:
    header = find_header(rows(("", "Titel", "SP"), ("Fase 1", "", ""), ("1", "Recht", "3")))

    assert header
    assert header.last_row == 1


def test_the_certain_name_wins_and_the_other_column_is_spare() -> None:
    header = find_header(rows(("Nr", "Module", "Opleidingsonderdeel", "OLOD-code", "SP")))

    assert header
    assert (header.index(Column.TITLE), header.index(Column.CODE)) == (2, 3)
    assert [heading.index for heading in header.headings if heading.is_spare] == [0, 1]


def test_several_columns_of_running_text_are_all_kept() -> None:
    header = find_header(rows(("Titel", "Leerresultaat 1", "Leerresultaat 2", "Competenties")))

    assert header
    assert header.indexes(Column.OUTCOMES) == (1, 2, 3)


def test_a_column_jaar_with_years_is_the_academic_year() -> None:
    years = columns(("Jaar", "Titel", "SP"), ("2024-25", "A", "3"), ("2024-25", "B", "3"))
    phases = columns(("Jaar", "Titel", "SP"), ("1", "A", "3"), ("2", "B", "3"))

    assert (years[0], phases[0]) == ("academic_year", "phase")


def test_omschrijving_is_the_title_in_a_list_without_one() -> None:
    assert columns(("Code", "Omschrijving", "SP"), ("1", "Recht", "3"))[1] == "title"
    assert columns(("Code", "Titel", "Omschrijving"), ("1", "Recht", "x"))[2] == "content"


def test_a_misspelt_title_is_found_when_the_rest_is_certain() -> None:
    header = find_header(rows(("Code", "Opleidingsonderdel", "SP"), ("1", "Recht", "3")))

    assert header
    assert [(h.meaning and h.meaning.is_guess) or None for h in header.headings] == [
        None,
        True,
        None,
    ]


def test_the_likeliest_row_is_shown_when_there_is_no_header() -> None:
    row = likeliest_header(rows(("x",), ("Code", "Studiepunten"), ("1", "3")))

    assert row
    assert row.number == 2
    assert likeliest_header(()) is None


def test_three_header_rows_are_joined_when_each_completes_the_one_above() -> None:
    header = find_header(
        rows(
            ("Code", "Opleidingsonderdeel", "", "", "", ""),
            ("", "", "Studiepunten", "Leer-", "Inhoud", ""),
            ("", "", "", "resultaten", "", "Evaluatie"),
            ("1", "Recht", "3", "kan lezen", "wetten", "examen"),
        )
    )

    assert header
    assert (header.first_row, header.last_row) == (1, 3)
    assert [heading.meaning and heading.meaning.column.value for heading in header.headings] == [
        "code",
        "title",
        "credits",
        "outcomes",
        "content",
        "assessment",
    ]


def test_two_group_rows_above_a_full_header_are_no_part_of_it() -> None:
    header = find_header(
        rows(
            ("Bachelor", "Bachelor", "Bachelor"),
            ("Algemeen", "Algemeen", "Omvang"),
            ("Code", "Titel", "SP"),
            ("1", "Recht", "3"),
        )
    )

    assert header
    assert (header.first_row, header.last_row) == (3, 3)


def test_a_course_and_a_heading_below_the_header_are_not_taken_into_it() -> None:
    for second in (("Fase 1", "", ""), ("", "Recht", "")):
        header = find_header(
            rows(("Code", "", "SP"), ("", "Titel", ""), second, ("1", "Stage", "3"))
        )

        assert header
        assert header.last_row == 2

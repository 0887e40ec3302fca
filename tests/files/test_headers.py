import pytest

from swcompetence.files.course_list.header_names import (
    IGNORED,
    STRONG_NAMES,
    WEAK_NAMES,
    Column,
    guess,
    normalise,
    recognise,
)


def column(text: str) -> Column | None:
    found = recognise(text)
    return found.column if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OLOD-code", Column.CODE),
        ("Code van het opleidingsonderdeel", Column.CODE),
        ("Opleidingsonderdeel", Column.TITLE),
        ("Naam OLOD", Column.TITLE),
        ("Course unit", Column.TITLE),
        ("SP", Column.CREDITS),
        ("Studieomvang", Column.CREDITS),
        ("ECTS", Column.CREDITS),
        ("Trajectschijf", Column.PHASE),
        ("Jaar", Column.PHASE),
        ("Academieperiode", Column.SEMESTER),
        ("Afstudeerrichting", Column.TRACK),
        ("Verplicht?", Column.COMPULSORY),
        ("Verplicht / keuze", Column.COMPULSORY),
        ("Keuze?", Column.ELECTIVE),
        ("Onderwijstalen", Column.LANGUAGE),
        ("Leerresultaten (lijst)", Column.OUTCOMES),
        ("Eindcompetenties (lijst)", Column.OUTCOMES),
        ("Doelstellingen", Column.OUTCOMES),
        ("Learning outcomes (list)", Column.OUTCOMES),
        ("Omschrijving Inhoud", Column.CONTENT),
        ("Short description", Column.CONTENT),
        ("Onderwijsleeractiviteiten", Column.TEACHING),
        ("Educational organisation (text)", Column.TEACHING),
        ("Evaluatieactiviteiten", Column.ASSESSMENT),
        ("Toetsvorm", Column.ASSESSMENT),
        ("Ac.jaar", Column.ACADEMIC_YEAR),
        ("Komt voor in", Column.PROGRAMME),
        ("Coördinator", Column.TEACHER),
        ("Andere docenten", Column.TEACHER),
        ("ECTS-fiche", Column.LINK),
        ("Begincompetenties", Column.PRIOR_KNOWLEDGE),
        ("Studiemateriaal", Column.MATERIAL),
        ("Totale studietijd", Column.STUDY_HOURS),
        ("Bachelorproef", None),
        ("Academiejaar 2024-25", None),
        ("", None),
    ],
)
def test_names_of_every_template_family_are_known(text: str, expected: Column | None) -> None:
    assert expected == column(text)


@pytest.mark.parametrize(
    "text",
    [
        "studiepunten",
        "STUDIEPUNTEN:",
        " Studie\u00adpunten\u00a0",
        "Studie-\npunten",
        "Studiepunten (SP)",
        "Aantal\nstudiepunten",
        "Studiepunten / Credits",
        "Stúdiepunten*",
    ],
)
def test_spelling_of_a_header_does_not_matter(text: str) -> None:
    assert column(text) == Column.CREDITS


def test_numbered_headers_are_known_for_running_text_only() -> None:
    assert column("Leerresultaat 2") == Column.OUTCOMES
    assert column("Fase 2") is None


def test_two_words_that_disagree_mean_nothing() -> None:
    assert column("Fase / Semester") is None


def test_a_name_in_another_language_gives_way_to_the_dutch_one() -> None:
    own, other = recognise("Titel"), recognise("Titel (Engels)")

    assert own
    assert other
    assert own.rank < other.rank


def test_a_slip_of_the_pen_is_guessed_and_marked_so() -> None:
    found = guess("Opleidingsonderdel")

    assert found
    assert (found.column, found.is_guess) == (Column.TITLE, True)
    assert recognise("Opleidingsonderdel") is None


@pytest.mark.parametrize(("length", "is_name"), [(80, True), (81, False)])
def test_a_name_of_a_column_has_at_most_eighty_signs(length: int, *, is_name: bool) -> None:
    text = f"Studiepunten ({'x' * (length - 15)})"

    assert len(text) == length
    assert (column(text) == Column.CREDITS) is is_name


@pytest.mark.parametrize(
    "text", ["Sector", "Naamval", "Taak", "Cde", "Tittel", "Faase", "Begeleide zelfstudie"]
)
def test_other_words_are_not_guessed(text: str) -> None:
    assert guess(text) is None


def test_every_name_in_the_table_is_recognised_as_its_own_column() -> None:
    for table in (STRONG_NAMES, WEAK_NAMES):
        for expected, names in table.items():
            for name in names.split(","):
                assert expected == column(name.strip()), name


def test_every_column_has_names_and_ignored_ones_a_reason() -> None:
    assert set(Column) - {Column.LEFT_OUT, Column.LEVEL, Column.MATRIX} == set(STRONG_NAMES)
    assert all(IGNORED.values())


def test_normalising_twice_changes_nothing() -> None:
    for text in ("Coördinator(en)", "Studie-\npunten :", "Thema's"):
        assert normalise(text) == normalise(normalise(text))

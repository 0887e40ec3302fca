import pytest
from samples import course

from swcompetence.analysis.base import is_placement


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Stage 2", True),
        ("Kennismakingsstage", True),
        ("Werkplekleren 1", True),
        ("Praktijk: eerste jaar", True),
        ("Beroepspraktijk 2", True),
        ("Praktijkleren in het veld", True),
        ("International internship", True),
        ("Bachelorproef", False),
        ("Praktijkproef", False),
        ("Eindwerk maatschappelijk werk", False),
        ("Stage en bachelorproef", True),
        ("Bachelorproef en stage", False),
        ("Communicatieve vaardigheden 1", False),
        ("Studie- en schrijfvaardigheid", False),
        ("Supervisie en leergroep", False),
        ("Gespreksvoering met jongeren", False),
        ("Sociaal recht", False),
        ("Sociaal werk in de praktijk", False),
        ("Levensstadia en gezin", False),
        ("", False),
    ],
)
def test_the_first_telling_word_of_the_title_decides(title: str, *, expected: bool) -> None:
    assert is_placement(course("A", title)) is expected


@pytest.mark.parametrize(
    ("teaching", "expected"),
    [
        ("Werkplekleren met begeleiding", True),
        ("Practicum en rollenspel", False),
        ("Individuele begeleiding van de scriptie", False),
        ("Hoorcollege en practicum", False),
        ("Lessen en rollenspel", False),
        ("Zelfstudie; breng dit mee naar de praktijk", False),
    ],
)
def test_where_the_title_says_nothing_the_teaching_does(teaching: str, *, expected: bool) -> None:
    of = course("A", "Agogiek", teaching=teaching)

    assert is_placement(of) is expected


def test_the_title_goes_before_the_teaching() -> None:
    assert is_placement(course("A", "Stage", teaching="Practicum"))

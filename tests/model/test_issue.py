import pytest
from pydantic import ValidationError

from swcompetence.model import Issue, Place, Severity


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(file="lijst.xlsx", sheet="Blad1", cell="B7"), "lijst.xlsx, Blad1!B7"),
        (Place(file="lijst.xlsx", sheet="Blad1"), "lijst.xlsx, Blad1"),
        (Place(file="lijst.xlsx"), "lijst.xlsx"),
        (Place(sheet="Blad1", cell="7"), "Blad1!7"),
        (Place(), ""),
    ],
)
def test_a_place_is_written_as_a_person_writes_it(place: Place, text: str) -> None:
    assert text == str(place)


@pytest.mark.parametrize("code", ["", "Credits", "credits_missing", "credits-", "-credits"])
def test_a_code_is_kebab_case(code: str) -> None:
    with pytest.raises(ValidationError, match="should match pattern"):
        Issue(code=code, severity=Severity.INFO, message="x")


def test_an_issue_without_a_place_is_about_the_whole() -> None:
    assert Place() == Issue(code="no-courses", severity=Severity.ERROR, message="x").where

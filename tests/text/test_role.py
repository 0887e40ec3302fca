import pytest

from swcompetence.text import role_weight


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("De student kent het leefloon", 1),
        ("Evaluatie: mondeling", 0.15),
        ("Handboek: Sociaal recht", 0.15),
        ("Begincompetenties: geen", 0.1),
        ("Werkvormen: hoorcollege", 0.3),
        ("Slides staan op Toledo", 0.2),
        ("Het gaat hier niet over rente", 0.1),
        ("Examen op Canvas: 60 %", 0.15),
    ],
)
def test_practical_matter_weighs_less_and_the_lightest_role_decides(
    text: str, weight: float
) -> None:
    assert role_weight(text) == weight

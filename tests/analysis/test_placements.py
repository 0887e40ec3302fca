import pytest
from samples import course, framework, item

from swcompetence.analysis.ocmw import context_named
from swcompetence.registry import get_framework

KADER = framework(
    item("a"),
    anchors={
        "ocmw": [
            {"phrase": "ocmw*", "not_near": ["stage", "vacature"]},
            "(sociaal huis|sociale huizen)",
            {"phrase": "BCSD", "kind": "abbreviation"},
            "dienst ... burgers",
            "*loket + steun",
        ],
        "local_government": ["(gemeente|gemeenten)"],
    },
)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Het OCMW helpt", "ocmw"),
        ("De OCMW-wet", "ocmw"),
        ("Stage in een OCMW", None),
        ("De stage van de derdejaars kan ook doorgaan in een OCMW", "ocmw"),
        ("Bezoek aan sociale huizen", "ocmw"),
        ("Sociaal beleid in huis", None),
        ("Het BCSD beslist", "ocmw"),
        ("Het bcsd beslist", None),
        ("Een dienst voor alle burgers", "ocmw"),
        ("Een dienst die er niet voor burgers is", None),
        ("Steun aan het jeugdloket", "ocmw"),
        ("Het jeugdloket", None),
        ("De gemeenten", "local_government"),
        ("De gemeente\nHet OCMW", "ocmw"),
        ("", None),
    ],
)
def test_what_a_text_names(text: str, context: str | None) -> None:
    assert context_named(course("A", "Stage", content=text), KADER) == context


def test_the_shipped_edition_has_anchors() -> None:
    edition = get_framework("ocmw-praktijk")

    for text, context in {
        "Het Sociaal Huis van de stad": "ocmw",
        "Sociale dienst van een ziekenhuis": None,
    }.items():
        assert context_named(course("A", "Stage", teaching=text), edition) == context

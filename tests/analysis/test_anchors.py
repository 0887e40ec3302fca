import pytest
from samples import framework, item

from swcompetence.analysis.anchors import context_named
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
    assert context_named([text], KADER) == context


def test_the_shipped_edition_has_anchors() -> None:
    edition = get_framework("ocmw-praktijk")

    assert context_named(["", "Het Sociaal Huis van de stad"], edition) == "ocmw"
    assert context_named(["Sociale dienst van een ziekenhuis"], edition) is None

import pytest
from evidence import evident
from samples import course, framework, item, mapping

from swcompetence.analysis.coverage import coverage
from swcompetence.analysis.practice import FieldComparison, field_comparison
from swcompetence.analysis.share import programme_size
from swcompetence.model import Link

VELDEN = framework(
    item("jeugdhulp", label="Jeugdhulp"),
    item("lokaal_bestuur_ocmw", label="Lokaal bestuur en OCMW"),
    item("justitie", label="Justitie"),
    item("ouderen", label="Ouderen"),
    purpose="compare",
)
VAK = course("A", "Vak", 8, content="De jeugdhulp\nHet OCMW\nDe gevangenis")


def compared(
    *links: Link, focus: str = "lokaal_bestuur_ocmw", nominal: float | None = 40
) -> FieldComparison:
    made = mapping(*links, courses=(VAK,), edition=VELDEN, nominal=nominal)
    return field_comparison(coverage(made, [VELDEN])[0], programme_size(made), focus=focus)


LINKS = (
    evident(VAK, "proef:jeugdhulp", "jeugdhulp", "Vak", confidence=0.9),
    evident(VAK, "proef:lokaal_bestuur_ocmw", "OCMW", confidence=0.5),
    evident(VAK, "proef:justitie", "gevangenis", confidence=0.5),
)


def test_fields_are_ranked_by_expected_credits() -> None:
    found = compared(*LINKS)

    # Every segment is 2 credits.
    assert [(one.label, one.credits.expected, one.rank) for one in found.ranked] == [
        ("Jeugdhulp", pytest.approx(3.6), 1),
        ("Lokaal bestuur en OCMW", 1, 2),
        ("Justitie", 1, 2),
        ("Ouderen", 0, None),
    ]
    assert [one.courses for one in found.fields] == [1, 1, 1, 0]
    assert found.focus_place == found.fields[1]
    assert found.fields[1].share == pytest.approx(1 / 40)


def test_an_edition_without_the_field_has_no_focus() -> None:
    found = compared(*LINKS, focus="zorg")

    assert (found.focus, found.focus_place) == (None, None)


def test_without_credits_no_field_has_a_place() -> None:
    made = mapping(
        *LINKS, courses=(VAK.model_copy(update={"credits": None}),), edition=VELDEN, nominal=40
    )
    found = field_comparison(coverage(made, [VELDEN])[0], programme_size(made))

    assert {(one.rank, one.share) for one in found.fields} == {(None, None)}

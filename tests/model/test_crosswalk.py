import pytest
from pydantic import ValidationError

from swcompetence.model import Alignment, Crosswalk, Predicate

FACTS: dict[str, object] = {
    "subject": "proef@1",
    "object": "ander@2",
    "revision": 1,
    "title": "Proef en ander",
    "about": "Verzonnen.",
    "licence": {"id": "CC0-1.0", "attribution": "Niemand"},
    "last_checked_on": "2026-11-01",
    "changelog": [{"revision": 1, "date": "2026-01-01", "note": "Eerste uitgave."}],
}


def alignment(subject: str = "a", target: str = "b", /, **facts: object) -> dict[str, object]:
    return {
        "subject": subject,
        "predicate": "skos:closeMatch",
        "object": target,
        "justification": "semapv:ManualMappingCuration",
        "provenance": "derived",
        "why": "Beide gaan over hetzelfde.",
        **facts,
    }


def crosswalk(*alignments: dict[str, object], **facts: object) -> Crosswalk:
    return Crosswalk.model_validate({**FACTS, "alignments": alignments or [alignment()], **facts})


def problems(*alignments: dict[str, object], **facts: object) -> str:
    with pytest.raises(ValidationError) as caught:
        crosswalk(*alignments, **facts)
    return "; ".join(error["msg"] for error in caught.value.errors())


def test_a_crosswalk_survives_the_round_trip_through_json() -> None:
    made = crosswalk(alignment("a", "b"), alignment("a", "c", predicate="skos:broadMatch"))

    assert Crosswalk.model_validate_json(made.model_dump_json()) == made
    assert made.alignments[1].predicate is Predicate.BROAD


def test_a_pair_is_aligned_once_whatever_the_predicate() -> None:
    found = problems(alignment(), alignment(predicate="skos:relatedMatch"), alignment("b", "a"))

    assert found == "Value error, a en b zijn twee keer verbonden"


@pytest.mark.parametrize("end", ["subject", "object"])
def test_both_ends_name_an_edition(end: str) -> None:
    assert "‘proef’ noemt geen editie" in problems(**{end: "proef"})


def test_an_edition_is_not_aligned_with_itself() -> None:
    assert "proef@1 is met zichzelf verbonden" in problems(object="proef@1")


def test_two_editions_of_one_framework_may_be_aligned() -> None:
    assert crosswalk(object="proef@2").object.id == "proef"


def test_a_verified_alignment_needs_a_source() -> None:
    assert "kan provenance niet ‘verified’ zijn" in problems(alignment(provenance="verified"))

    sources = [{"id": "boek", "title": "Een boek"}]

    assert crosswalk(alignment(provenance="verified"), sources=sources).sources[0].id == "boek"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("predicate", "closeMatch"),
        ("justification", "semapv:Gevoel"),
        ("provenance", "zeker"),
        ("why", ""),
        ("subject", ""),
        ("zekerheid", 1),
    ],
)
def test_an_alignment_keeps_to_the_vocabularies(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Alignment.model_validate({**alignment(), field: value})

    assert [error["loc"] for error in caught.value.errors()] == [(field,)]


def test_a_crosswalk_without_alignments_says_nothing() -> None:
    with pytest.raises(ValidationError, match="alignments"):
        Crosswalk.model_validate({**FACTS, "alignments": []})

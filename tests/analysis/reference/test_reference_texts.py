from __future__ import annotations

import pytest
from samples import course, framework, item, link, mapping

from swcompetence.analysis.reference.reference import reference_from_mapping, texts_without_item
from swcompetence.errors import NothingToWeighError, ReferenceMismatchError
from swcompetence.model import Curriculum, ItemRef, Link, Mapping, ReferenceKind

KADER = framework(item("a"), item("b"), item("c"))
A, B, C = (ItemRef(f"proef:{name}") for name in "abc")


def texts(*links: Link, names: str = "123") -> Mapping:
    return mapping(
        *links,
        courses=tuple(course(name, f"Vacature {name}", None) for name in names),
        edition=KADER,
    )


def test_each_text_weighs_the_same_however_much_it_names() -> None:
    read = texts(link("1", "proef:a"), link("2", "proef:a"), link("2", "proef:b"), names="12")
    reference = reference_from_mapping(read, KADER)

    assert [reference.share(one) for one in (A, B, C)] == [0.75, 0.25, 0]
    assert reference.measures(C)
    assert reference.title == "2 vacatures of functiebeschrijvingen"
    assert reference.sources == ("lijst (2 teksten)",)


def test_only_what_is_proposed_or_confirmed_counts() -> None:
    read = texts(
        link("1", "proef:a"),
        link("1", "proef:b", status="rejected"),
        link("1", "proef:c", proposed=False),
        link("2", "proef:b", status="confirmed"),
        link("2", "proef:c"),
    )
    reference = reference_from_mapping(read, KADER)

    assert reference.share(A) == 0.5
    assert reference.share(B) == pytest.approx(1 / 3, abs=1e-5)  # 1 against a confidence of 0.5
    assert [one.title for one in texts_without_item(read, KADER)] == ["Vacature 3"]
    assert [issue.code for issue in reference.issues] == ["reference-text-without-item"]
    assert "‘Vacature 3’" in reference.issues[0].message


def test_the_spread_comes_from_drawing_the_texts_again_in_any_order() -> None:
    links = [link(name, "proef:a" if name < "c" else "proef:b") for name in "abcdefghij"]
    forward = reference_from_mapping(texts(*links, names="abcdefghij"), KADER)
    backward = reference_from_mapping(texts(*links[::-1], names="jihgfedcba"), KADER)
    first = forward.weights[0]

    assert forward.weights == backward.weights
    assert first.low is not None
    assert first.high is not None
    assert 0 <= first.low < first.share < first.high <= 0.5


def test_one_text_has_no_spread() -> None:
    reference = reference_from_mapping(texts(link("1", "proef:a"), names="1"), KADER)

    assert reference.weights[0].low is None


def test_many_silent_texts_are_counted() -> None:
    names = "abcdefghijkl"
    reference = reference_from_mapping(texts(link("a", "proef:a"), names=names), KADER)

    assert "en nog 3" in reference.issues[0].message


def test_of_other_programmes_credits_weigh_and_the_ends_are_programmes() -> None:
    links = (link("1", "proef:a"), link("2", "proef:b"), link("3", "proef:b"))
    curricula = (
        Curriculum(id="x", courses=(course("1", "Vak", 9), course("2", "Vak", 3))),
        Curriculum(id="y", courses=(course("3", "Vak", None),)),
        Curriculum(id="z", courses=(course("4", "Vak", 3),)),
    )
    both = texts().model_copy(update={"links": links, "curricula": curricula})
    reference = reference_from_mapping(both, KADER, kind=ReferenceKind.CURRICULA, title="Peers")
    first = reference.weights[0]

    assert (first.share, first.low, first.high) == (0.375, 0, 0.75)
    assert reference.title == "Peers"
    assert reference.sources[0] == "x (2 opleidingsonderdelen)"


def test_one_other_programme_has_no_spread() -> None:
    reference = reference_from_mapping(
        texts(link("1", "proef:a"), names="1"), KADER, kind=ReferenceKind.CURRICULA
    )

    assert reference.weights[0].high is None


def test_nothing_found_and_another_edition_give_no_reference() -> None:
    with pytest.raises(NothingToWeighError, match="geen enkele tekst"):
        reference_from_mapping(texts(), KADER)
    with pytest.raises(ReferenceMismatchError, match="proef@2"):
        reference_from_mapping(texts(link("1", "proef:a")), framework(version="2"))

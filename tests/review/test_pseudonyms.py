from __future__ import annotations

import pytest
from samples import course, link, mapping

from swcompetence.errors import PseudonymClashError
from swcompetence.model import (
    Curriculum,
    Decision,
    Issue,
    Mapping,
    Part,
    Place,
    Severity,
    SourceFile,
    Verdict,
)
from swcompetence.review.parts.pseudonyms import Pseudonyms

NAMES = ("An Peeters", "Bo", None, "")


def a_mapping() -> Mapping:
    decisions = (
        Decision(verdict=Verdict.ACCEPT, reviewer=" an  peeters", note="Vraag Bo, of an PEETERS!"),
        Decision(verdict=Verdict.REJECT, reviewer="Bo", note="bo blijft, Bobijn ook"),
        Decision(verdict=Verdict.UNSURE),
    )
    one = link("A1", "proef:a").model_copy(update={"decisions": decisions})
    made = mapping(one, courses=(course("A1", "Vak van An Peeters"),))
    source = SourceFile(file="lijst.xlsx", sha256="0")
    curriculum = Curriculum(id="lijst", source=source, courses=made.courses)
    issues = (
        an_issue("review-rows-differ", "an-peeters.xlsx, K!B2: An Peeters zegt", "an-peeters.xlsx"),
        an_issue("total-row", "lijst.xlsx: rij 9", "lijst.xlsx"),
        an_issue("split-code-unknown", "code van Carla Smets", "lezers.csv"),
    )
    part = Part(numbers=(1,), names=("An Peeters", "Carla Smets"), all_courses=("A1", "A2"))
    update = {"curricula": (curriculum,), "issues": issues, "part": part}
    return made.model_copy(update=update)


def an_issue(code: str, message: str, file: str) -> Issue:
    return Issue(code=code, severity=Severity.INFO, message=message, where=Place(file=file))


def test_names_go_wherever_people_are_named() -> None:
    masks = Pseudonyms(NAMES)
    masked = masks.mapping(a_mapping())
    an, bo = masks.name("An Peeters"), masks.name("Bo")

    # Decisions stand in the order of their names.
    told = {one.reviewer: one.note for one in masked.links[0].decisions}
    assert told == {
        an: f"Vraag {bo}, of {an}!",
        bo: "bo blijft, Bobijn ook",
        None: None,
    }
    first, second = masked.issues
    assert first.where.file is not None
    assert first.where.file.startswith("nakijkbestand-")
    assert first.message == f"{first.where.file}, K!B2: {an} zegt"
    assert second == a_mapping().issues[1]
    assert masked.part is not None
    assert masked.part.names == ("deel 1", "deel 2")
    assert masked.courses == a_mapping().courses
    assert masked.links[0].status == a_mapping().links[0].status


def test_a_name_of_three_letters_is_masked_as_it_is_written_only() -> None:
    masks = Pseudonyms(["Els", "Noor"])
    els, noor = masks.name("Els"), masks.name("Noor")

    assert masks.text("Els en els, Noor en noor") == f"{els} en els, {noor} en {noor}"


def test_a_pseudonym_is_six_digits_of_the_name_and_the_salt() -> None:
    assert Pseudonyms([]).name("An  PEETERS") == "lesgever-307555"
    assert Pseudonyms([], "zout").name("An Peeters") != Pseudonyms([]).name("An Peeters")


def test_masking_twice_changes_nothing() -> None:
    once = Pseudonyms(NAMES).mapping(a_mapping())
    names = [one.reviewer for one in once.links[0].decisions]

    assert Pseudonyms(names, "ander zout").mapping(once) == once


def test_two_names_never_become_one_person() -> None:
    class Short(Pseudonyms):
        def name(self, name: str) -> str:
            return f"lesgever-{len(name):06}"

    with pytest.raises(PseudonymClashError, match="--zout"):
        Short(["An", "Bo"])

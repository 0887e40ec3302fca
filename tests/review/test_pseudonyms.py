from __future__ import annotations

import pytest
from samples import course, link, mapping

from swcompetence.errors import PseudonymClashError
from swcompetence.model import (
    CourseField,
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
from swcompetence.review.pseudonyms import Pseudonyms

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


REVIEWERS = ("An Peeters", "Jan De Wit", "Sofie Bos", "Bert Crémer", "De Zwart", "A. Mertens")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Peeters, An", "An Peeters"),
        ("peeters an", "An Peeters"),
        ("volgens Peeters", "An Peeters"),
        ("volgens PEETERS", "An Peeters"),
        ("volgens peeters", "An Peeters"),
        ("A. Peeters", "An Peeters"),
        ("Peeters A.", "An Peeters"),
        ("a.peeters", "An Peeters"),
        ("A.P.", "An Peeters"),
        ("zie an.peeters@hogeschool.be", "An Peeters"),
        ("An", "An Peeters"),
        ("Bert CREMER", "Bert Crémer"),
        ("Cre\u0301mer", "Bert Crémer"),
        ("Jan de Wit", "Jan De Wit"),
        ("met De Wit", "Jan De Wit"),
        ("mevr. bos", "Sofie Bos"),
        ("met Bos", "Sofie Bos"),
        ("De Zwart", "De Zwart"),
        ("Mertens", "A. Mertens"),
    ],
)
def test_a_name_is_masked_in_every_form(text: str, person: str) -> None:
    masks = Pseudonyms(REVIEWERS)
    masked = masks.text(f"Dat ({text}'s) is zo.")

    assert masks.name(person) in masked
    assert not any(part in masked.casefold() for part in person.casefold().split() if len(part) > 2)


@pytest.mark.parametrize(
    "text",
    [
        "Een wit blad in het bos, an sich.",
        "De wit-zwarte vlag, de zwarte zwanen en Peetersen.",
        "Optie A. of B.",
        "de bossen, Witte en Bertus",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert Pseudonyms(REVIEWERS).text(text) == text


def test_a_part_that_two_people_share_stands_for_neither() -> None:
    masks = Pseudonyms(["An Peeters", "Lies Peeters"])
    masked = masks.text("Peeters")

    assert masked == masks.name("Peeters")
    assert masked not in {masks.name("An Peeters"), masks.name("Lies Peeters")}


def with_note(note: str, **texts: str) -> Mapping:
    decision = Decision(verdict=Verdict.ACCEPT, reviewer="Sofie Bos", note=note)
    told = link("A1", "proef:a").model_copy(update={"decisions": (decision,)})
    return mapping(told, courses=(course("A1", "Vak", 3, **texts),))


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("Bos zegt van niet.", 1),
        ("Vraag het dhr. Janssens.", 1),
        ("collega Van Damme weet het", 1),
        ("zie @sofie", 1),
        ("SB: akkoord", 1),
        ("Akkoord met mevr. Bos", 0),
        ("Enkel in les 2, Leefloon", 0),
    ],
)
def test_a_remark_that_may_still_hold_a_name_is_told_without_the_name(note: str, told: int) -> None:
    masks = Pseudonyms(REVIEWERS)
    issues = masks.left_in(masks.mapping(with_note(note)))

    assert [issue.code for issue in issues] == ["review-name-left"] * told
    assert all("A1 bij proef:a" in issue.message for issue in issues)
    assert not any("Janssens" in issue.message or "Bos" in issue.message for issue in issues)


def test_names_in_the_texts_of_courses_are_told_and_stay() -> None:
    masks = Pseudonyms(REVIEWERS)
    for content in ("Contact: an@hs.be", "Titularis: Carla Smets", "Boek van A. Peeters"):
        masked = masks.mapping(with_note("", content=content))
        (issue,) = masks.left_in(masked)
        assert (issue.code, masked.courses[0].fields[CourseField.CONTENT]) == (
            "review-name-in-text",
            content,
        )
    assert masks.left_in(with_note("", content="Het bos is wit.")) == ()

from collections.abc import Mapping

import pytest
from edition_digests import digest_lines, digest_problems
from samples import framework, item

from swcompetence.model import Framework

BEFORE = framework(item("a", "huis"), item("b", "tuin"))
CHANGES = [
    {"revision": 1, "date": "2026-01-01", "note": "Eerste uitgave."},
    {"revision": 2, "date": "2026-02-01", "note": "Woorden erbij."},
]
LOGGED: Mapping[str, object] = {"revision": 2, "changelog": CHANGES}


def problems(*now: Framework, before: Framework = BEFORE) -> tuple[str, ...]:
    return digest_problems(digest_lines([before]), now)


def test_a_line_holds_reference_revision_and_both_digests() -> None:
    assert digest_lines([BEFORE]) == (
        f"proef@1 1 {BEFORE.identity_digest} {BEFORE.vocabulary_digest}\n"
    )


def test_lines_are_sorted_by_reference() -> None:
    other = framework(id="ander")

    assert digest_lines([BEFORE, other]) == digest_lines([other]) + digest_lines([BEFORE])


def test_nothing_changed_is_no_problem() -> None:
    assert problems(BEFORE) == ()
    assert problems(framework(*BEFORE_ITEMS, title="Anders", about="Anders.")) == ()


BEFORE_ITEMS = (item("a", "huis"), item("b", "tuin"))


@pytest.mark.parametrize("facts", [{}, LOGGED])
def test_a_released_edition_with_other_items_needs_a_new_version(
    facts: dict[str, object],
) -> None:
    (problem,) = problems(framework(item("a", "huis", label="Woning"), BEFORE_ITEMS[1], **facts))

    assert problem.startswith("proef@1: de items van deze uitgegeven editie zijn veranderd")
    assert "nieuwe `version`" in problem


@pytest.mark.parametrize(
    "changed",
    [
        item("a", "huis", "hut"),
        item("a", "huis", definition="Vier muren."),
        item("a", "huis", own=True),
        item("a", "huis", note="Nagelezen."),
    ],
)
def test_a_correction_needs_a_higher_revision(changed: dict[str, object]) -> None:
    (problem,) = problems(framework(changed, BEFORE_ITEMS[1]))

    assert problem.startswith(
        "proef@1: omschrijvingen, bronnen, merken of indicatoren zijn veranderd (digest B)"
    )
    assert "verhoog `revision` boven 1" in problem


def test_a_higher_revision_needs_a_line_in_the_changelog() -> None:
    (problem,) = problems(framework(item("a", "huis", "hut"), BEFORE_ITEMS[1], revision=2))

    assert problem == "proef@1: `changelog` heeft geen regel voor revisie 2"


@pytest.mark.parametrize("words", [("huis",), ("huis", "hut")])
def test_after_an_announced_change_the_committed_digests_follow(words: tuple[str, ...]) -> None:
    now = framework(item("a", *words), BEFORE_ITEMS[1], **LOGGED)

    (problem,) = problems(now)

    assert problem.startswith("proef@1: DIGESTS loopt achter")
    assert problems(now, before=now) == ()


def test_a_draft_may_change_at_will() -> None:
    now = framework(item("c", "hut"), status="draft")

    (problem,) = problems(now, before=framework(status="draft"))

    assert problem.startswith("proef@1: DIGESTS loopt achter")


def test_a_new_edition_is_added() -> None:
    (problem,) = problems(BEFORE, framework(version="2"))

    assert problem.startswith("proef@2: nieuw; zet in DIGESTS")


def test_a_released_edition_does_not_disappear() -> None:
    (problem,) = problems()

    assert problem.startswith("proef@1: staat in DIGESTS, maar het bestand is weg")

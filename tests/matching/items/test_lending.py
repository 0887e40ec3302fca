import pytest
from samples import course, framework, item

from swcompetence.matching import EvidenceMatcher
from swcompetence.matching.items.lending import LEAST_NEAR, lend_indicators
from swcompetence.model import Anchors, Framework
from swcompetence.registry import get_framework, lending_frameworks

LENDER = framework(
    item(
        "gesprek",
        {"phrase": "gespreksvoering", "note": "Zo heet het vak."},
        label="Gesprekken voeren",
        definition="Voert gesprekken met cliënten en luistert actief.",
    ),
    item("gesprek.slecht", "slechtnieuwsgesprek", level="deel", parent="gesprek", label="Moeilijk"),
    item("recht", "wetgeving", label="Sociaal recht", definition="Past sociale wetten toe."),
    id="ander",
)
OWN = framework(
    item("olr1", label="Voert gesprekken met cliënten", definition="Luistert er actief."),
    item("olr2", label="Ontwerpt websites", definition="Programmeert toegankelijke schermen."),
    id="eigen",
)


def without_indicators(edition: Framework) -> Framework:
    bare = tuple(i.model_copy(update={"indicators": (), "not_in": ()}) for i in edition.items)
    return edition.model_copy(update={"items": bare, "anchors": Anchors(), "version": "kaal"})


def test_an_item_gets_the_indicators_of_the_item_that_says_the_same_marked_as_lent() -> None:
    lent = lend_indicators(OWN, [LENDER])

    (loan,) = lent.loans
    assert (loan.borrower, loan.lender) == ("olr1", f"{LENDER.ref}:gesprek")
    assert LEAST_NEAR <= loan.near <= 1
    assert [(i.phrase, i.lent_from, i.note) for i in lent.framework.item("olr1").indicators] == [
        ("gespreksvoering", loan.lender, None),
        ("slechtnieuwsgesprek", loan.lender, None),
    ]
    assert not lent.framework.item("olr2").indicators
    assert lent.framework.is_bare
    assert lent.learned_words > 5


def test_a_lent_indicator_proposes_and_its_evidence_names_the_lender() -> None:
    lent = lend_indicators(OWN, [LENDER]).framework
    vak = course("SW1", "Gespreksvoering", content="We oefenen een slechtnieuwsgesprek.")
    (best, *_) = EvidenceMatcher([lent]).candidates(vak)

    assert best.item == "eigen:olr1"
    assert best.proposed
    assert {piece.taken_from for piece in best.evidence} == {f"{LENDER.ref}:gesprek"}


def test_nothing_is_lent_to_a_framework_with_indicators_nor_by_itself() -> None:
    assert lend_indicators(LENDER, lending_frameworks()) == (LENDER, (), 0)
    assert not lend_indicators(OWN, [OWN]).loans


def test_an_item_between_two_that_say_the_same_gets_nothing() -> None:
    twice = framework(
        item("a", "gespreksvoering", label=OWN.items[0].label, definition=OWN.items[0].definition),
        item("b", "gesprek", label=OWN.items[0].label, definition=OWN.items[0].definition),
        id="ander",
    )

    assert not lend_indicators(OWN, [twice]).loans


def test_lending_does_not_look_at_the_indicators_of_the_lender() -> None:
    chatty = framework(
        item(
            "gesprek",
            *("websites", "toegankelijke schermen"),
            label="Gesprekken voeren met cliënten",
            definition="Voert gesprekken en luistert actief.",
        ),
        item("recht", label="Sociaal recht", definition="Past sociale wetten toe."),
        id="ander",
    )

    assert [loan.borrower for loan in lend_indicators(OWN, [chatty]).loans] == ["olr1"]


def test_the_learning_outcomes_of_the_sector_find_their_competences() -> None:
    bare = without_indicators(get_framework("dlr-sw"))
    lent = lend_indicators(bare, [get_framework("competentiekader")])

    assert {loan.borrower: loan.lender for loan in lent.loans} == {
        f"dlr-{n}": f"competentiekader@2026.1:c0{n}" for n in range(1, 9)
    }


@pytest.mark.parametrize("name", ["competentiekader", "ocmw-praktijk", "krachtlijnen"])
def test_an_edition_gets_all_of_its_own_back(name: str) -> None:
    edition = get_framework(name)
    lent = lend_indicators(without_indicators(edition), [edition])

    borrowers = {loan.borrower for loan in lent.loans}
    assert all(loan.lender == f"{edition.ref}:{loan.borrower}" for loan in lent.loans)
    assert len(borrowers) >= 0.9 * len(edition.mapping_items)


def test_what_names_the_lender_is_not_lent() -> None:
    told = {"phrase": "(vijf|5) bakens", "note": "Wie de bakens noemt, behandelt ze alle."}
    everywhere = "bakenconferentie*"
    lender = framework(
        item(
            "gesprek",
            *(told, everywhere, "bakens + gesprek", "(bakens|slechtnieuws) gesprek", "luisteren"),
            label="Gesprekken voeren",
            definition="Voert gesprekken met cliënten en luistert actief.",
        ),
        item("recht", told, everywhere, label="Sociaal recht", definition="Sociale wetten."),
        id="bakens",
        title="Bakens",
    )

    def phrases(borrower: Framework) -> list[str]:
        (loan,) = lend_indicators(borrower, [lender]).loans
        return [indicator.phrase for indicator in loan.indicators]

    assert phrases(OWN) == ["(bakens|slechtnieuws) gesprek", "luisteren"]
    (first, second) = OWN.items
    says_so = first.model_copy(update={"definition": "Luistert er actief naar bakens."})
    of_theirs = OWN.model_copy(update={"items": (says_so, second)})
    assert "bakens + gesprek" in phrases(of_theirs)
    assert everywhere not in phrases(of_theirs)


def test_what_the_loans_tell_is_what_stands_in_the_framework() -> None:
    first, second = (LENDER.model_copy(update={"id": name}) for name in ("een", "twee"))
    lent = lend_indicators(OWN, [first, second])

    assert [loan.lender for loan in lent.loans] == [f"{first.ref}:gesprek"]
    assert lent.framework.item("olr1").indicators == lent.loans[0].indicators
    outcomes = without_indicators(get_framework("dlr-sw"))
    real = lend_indicators(outcomes, lending_frameworks())
    assert sum(len(loan.indicators) for loan in real.loans) == sum(
        len(item.indicators) for item in real.framework.items
    )

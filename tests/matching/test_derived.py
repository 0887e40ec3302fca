from samples import course, framework, item

from swcompetence.matching.derived import derived_pairs, is_bare
from swcompetence.matching.matcher import EvidenceMatcher
from swcompetence.model import Band

OWN = framework(
    item("plan", label="Stelt samen met cliënten een hulpverleningsplan op."),
    item("groep", label="Begeleidt groepen cliënten in een buurthuis."),
    item("plan.deel", parent="plan", level="deel", label="Verwoordt haalbare doelen."),
)


def pairs(item_id: str) -> set[frozenset[str]]:
    items = [mapped.id for mapped in OWN.mapping_items]
    found = dict(zip(items, derived_pairs(OWN), strict=True))[item_id]
    return {frozenset((pair.first, pair.second)) for pair in found}


def test_a_framework_is_bare_only_without_any_indicator() -> None:
    below = item("a.b", {"phrase": "woning", "strength": "strong"}, level="deel", parent="a")

    assert is_bare(OWN)
    assert not is_bare(framework(item("a"), below))


def test_a_pair_holds_a_word_that_no_other_item_says() -> None:
    assert frozenset(("cliënten", "hulpverleningsplan")) in pairs("plan")
    assert frozenset(("groepen", "buurthuis")) in pairs("groep")
    assert all(pair != frozenset(("cliënten",)) for pair in pairs("groep"))


def test_items_below_lend_their_words() -> None:
    assert frozenset(("haalbare", "doelen")) in pairs("plan")


def test_a_course_that_says_such_words_together_is_proposed_for_an_own_outcome() -> None:
    vak = course(
        "SW1",
        "Methodiek",
        6,
        content="De student leert met een cliënt een hulpverleningsplan opstellen."
        " Hij oefent haalbare doelen formuleren.",
    )
    found = {link.item.item: link for link in EvidenceMatcher([OWN]).candidates(vak)}

    assert found["plan"].proposed
    assert found["plan"].band is Band.NOT_MEASURED
    assert {piece.term for piece in found["plan"].evidence} >= {"haalbare + doelen"}
    assert "groep" not in found or not found["groep"].proposed


def test_a_course_that_says_one_of_the_words_is_only_listed() -> None:
    vak = course(content="Over het werk in een buurthuis.")
    (found,) = EvidenceMatcher([OWN]).candidates(vak)

    assert not found.proposed
    assert all(piece.kind == "similarity" for piece in found.evidence)


def test_links_to_a_bare_framework_stand_nearest_first() -> None:
    vak = course(content="Groepen in een buurthuis begeleiden, met een hulpverleningsplan.")
    found = [link.item.item for link in EvidenceMatcher([OWN]).candidates(vak)]

    assert found == ["groep", "plan"]


def test_the_words_of_a_pair_lie_at_most_five_words_apart() -> None:
    words = ["appel", "banaan", "citroen", "druif", "meloen", "kersen", "mango"]
    edition = framework(item("a", label=" ".join(words)), item("b", label="Iets anders"))
    pairs = {frozenset((pair.first, pair.second)) for pair in next(derived_pairs(edition))}

    assert frozenset(("appel", "kersen")) in pairs
    assert frozenset(("appel", "mango")) not in pairs

import pytest
from samples import framework, item

from swcompetence.matching.wordings.compilation import compile_vocabulary
from swcompetence.matching.wordings.terms import Term
from swcompetence.text import stem


def terms(*items: dict[str, object], **facts: object) -> list[Term]:
    """Give the terms of some items, beside one item with an indicator of its own."""
    vocabulary = compile_vocabulary([framework(*items, item("zz", "zzq"), **facts)])
    return [term for term in vocabulary.terms if vocabulary.items[term.item] != "proef:zz"]


def test_every_mapping_item_of_every_framework_has_its_place() -> None:
    vocabulary = compile_vocabulary(
        [
            framework(item("a"), item("b", level="deel", parent="a")),
            framework(item("a"), id="ander"),
        ]
    )

    assert vocabulary.items == ["proef:a", "ander:a"]


def test_indicators_come_with_their_terms() -> None:
    (first, second, third, _) = terms(
        item(
            "a",
            "huisbezoek",
            {"phrase": "wijk", "strength": "weak", "not_near": ["scholen"]},
            {"phrase": "stage", "where": "title"},
        )
    )

    assert (first.text, first.part, first.strong, first.title_only) == (
        "huisbezoek",
        "indicator",
        True,
        False,
    )
    assert (second.strong, second.not_near) == (False, (stem("school"),))
    assert third.title_only


def test_children_lend_their_indicators_but_deprecated_ones_do_not() -> None:
    gone = {"since": "1", "why": "dubbel"}
    found = terms(
        item("a", "eigen woord"),
        item("a.b", "van het kind", parent="a", level="deel"),
        item("a.c", "vergeten", parent="a", level="deel", deprecated=gone),
        item("a.b.d", "van het kleinkind", parent="a.b", level="stuk"),
        levels=["thema", "deel", "stuk"],
    )

    assert [(term.text, term.part) for term in found if term.part != "label"] == [
        ("eigen woord", "indicator"),
        ("van het kind", "child"),
        ("van het kleinkind", "child"),
    ]


@pytest.mark.parametrize(
    ("label", "strong"),
    [("Wonen", False), ("Energiearmoede", True), ("Recht op zorg", True), ("Schulden", False)],
)
def test_a_label_is_a_term_and_strong_when_it_says_enough(
    label: str,
    strong: bool,  # noqa: FBT001 - a table of cases
) -> None:
    (term,) = terms(item("a", label=label))

    assert (term.text, term.part, term.strong) == (label, "label", strong)


def test_other_labels_are_terms_too_and_a_label_without_words_is_not() -> None:
    found = terms(item("a", label="—", alt_labels=["Hulp aan huis", "Thuiszorg"]))

    assert [term.text for term in found] == ["Hulp aan huis", "Thuiszorg"]


def test_a_label_may_hold_the_signs_of_the_phrase_language() -> None:
    (term,) = terms(item("a", label="Leefloon (equivalent), steun + (…)?"))

    assert term.text == "Leefloon (equivalent), steun + (…)?"


def test_a_word_is_looked_up_once() -> None:
    vocabulary = compile_vocabulary([framework(item("a", "huisbezoek"))])

    assert (
        vocabulary.known_word("huisbezoeken").atoms is vocabulary.known_word("huisbezoeken").atoms
    )
    assert vocabulary.known_word("xyzzy").atoms == {}


def test_known_words_are_forgotten_when_there_are_very_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("swcompetence.matching.wordings.vocabulary._MOST_KNOWN", 2)
    vocabulary = compile_vocabulary([framework(item("a", "huisbezoek"))])
    first = vocabulary.known_word("huisbezoeken")

    for word in ("een", "twee", "drie"):
        vocabulary.known_word(word)
        assert len(vocabulary.known) <= 2

    assert vocabulary.known_word("huisbezoeken") == first

from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item

from swcompetence.matching.items.content import CourseWord, content_words
from swcompetence.matching.items.nearness import Profiles, Ranking
from swcompetence.matching.matcher import Candidate, EvidenceMatcher
from swcompetence.matching.reading import read_course
from swcompetence.model import Course, EvidenceKind, Framework, ItemRef

KADER = framework(
    item("wonen", label="Wonen", definition="Een betaalbare woning zoeken."),
    item("zorg", label="Thuiszorg", definition="Zorg voor ouderen, een woning aanpassen."),
    item("zorg.kind", level="deel", parent="zorg", label="Kraamzorg"),
)
ZORG = ItemRef("proef:zorg")
PROFILES = Profiles(KADER)
KAAL = framework(
    item("scheikunde", level="domein", label="Scheikunde"),
    item(
        "stoffen",
        parent="scheikunde",
        label="Stoffen",
        definition="Chemische reacties tussen stoffen beschrijven.",
    ),
    item(
        "stroom",
        label="Elektriciteit",
        definition="Elektrische schakelingen ontwerpen.",
    ),
    item("stroom.kabel", level="deel", parent="stroom", label="Kabels en weerstanden"),
    item(
        "stroom.oud",
        level="deel",
        parent="stroom",
        label="Telegrafie",
        deprecated={"since": "2025", "why": "Verouderd."},
    ),
    levels=["domein", "thema", "deel"],
)
STOFFEN, STROOM = ItemRef("proef:stoffen"), ItemRef("proef:stroom")


def words(vak: Course) -> dict[str, CourseWord]:
    return content_words(read_course(vak))


def nearness(vak: Course) -> list[float]:
    """Give how near a course comes to `wonen` and `zorg`."""
    return list(PROFILES.nearness(words(vak)).values())


def shown(text: str) -> list[tuple[str, str, str]]:
    """Give the words of a text that show `zorg`, with the item's own words."""
    shared = PROFILES.shared_words(ZORG, words(course(content=text)))
    return [(word.word.text, word.term, word.part) for word in shared]


def test_words_of_an_item_and_its_children_show_it_and_the_part_they_stand_in() -> None:
    text = "Thuiszorg, zorg, ouderen, woning, aanpassen, kraamzorg, zoeken."

    assert {(term, part) for _, term, part in shown(text)} == {
        ("Thuiszorg", "label"),
        *((word, "definition") for word in ("Zorg", "ouderen", "woning", "aanpassen")),
        ("Kraamzorg", "child"),
    }


def test_the_most_telling_words_come_first_those_of_a_label_and_of_few_items() -> None:
    assert shown("Woningen voor ouderen aanpassen in de thuiszorg.") == [
        ("thuiszorg", "Thuiszorg", "label"),
        ("aanpassen", "aanpassen", "definition"),
        ("ouderen", "ouderen", "definition"),
        ("Woningen", "woning", "definition"),
    ]


def test_a_course_is_nearest_to_the_item_whose_words_it_uses() -> None:
    wonen, zorg = nearness(course(content="Een betaalbare woning zoeken en wonen."))

    assert wonen > zorg > 0
    assert nearness(course(content="Planten en dieren.")) == [0, 0]


@given(st.lists(st.sampled_from("woning zorg ouderen zoeken planten thuiszorg".split())))
def test_nearness_lies_between_none_and_one_and_grows_with_words(said: list[str]) -> None:
    _, before = nearness(course(content=" ".join(said)))
    _, after = nearness(course(content=" ".join([*said, "ouderen"])))

    assert 0 <= before <= after < 1


def near(text: str) -> dict[ItemRef, float]:
    return Ranking(KAAL).nearness(words(course(content=text)))


def listed(vak: Course, kader: Framework = KAAL) -> list[Candidate]:
    return list(EvidenceMatcher([kader]).candidates(vak))


def test_parts_of_compounds_and_words_of_one_family_bring_a_course_near() -> None:
    found = near("Serieschakelingen bouwen.")
    assert found[STROOM] > found[STOFFEN]

    found = near("De chemie van het dagelijks leven.")
    assert found[STOFFEN] > found[STROOM]


def test_items_below_and_labels_above_count_but_deprecated_items_do_not() -> None:
    assert near("Weerstanden meten.")[STROOM] > near("Weerstanden meten.")[STOFFEN]
    assert near("Scheikunde voor beginners.")[STOFFEN] > near("Scheikunde")[STROOM]
    assert near("Telegrafie.")[STROOM] < near("Kabels.")[STROOM] / 2


def test_a_course_without_any_common_letters_is_near_to_nothing() -> None:
    assert near("Pqwx vvjk.") == {STOFFEN: 0, STROOM: 0}
    assert near("") == {STOFFEN: 0, STROOM: 0}


@given(st.lists(st.sampled_from("kabel stoffen reactie planten chemie schakeling".split())))
def test_nearness_by_letters_lies_between_none_and_one(said: list[str]) -> None:
    assert all(0 <= value < 1 for value in near(" ".join(said)).values())


def test_related_words_are_a_compound_with_its_part_or_words_of_one_family() -> None:
    vak = course(content="Elektricien worden, serieschakelingen en schaken.")
    shared = Profiles(KAAL).shared_words(STROOM, words(vak))

    assert [(word.word.text, word.term) for word in shared] == [
        ("Elektricien", "Elektriciteit"),
        ("serieschakelingen", "schakelingen"),
    ]


def test_words_of_one_family_share_more_than_half_of_the_longest() -> None:
    vak = course(content="Elektrolampen en elektromotoren aansluiten.")
    shared = Profiles(KAAL).shared_words(STROOM, words(vak))

    # elektr- is six letters of elektrolamp (11) and of elektromotor (12).
    assert [(word.word.text, word.term) for word in shared] == [("Elektrolampen", "Elektrische")]


def test_candidates_without_a_term_are_never_proposed_and_show_words_to_check() -> None:
    (candidate,) = listed(course(content="Serieschakelingen bouwen."))

    assert candidate.item == STROOM
    assert not candidate.proposed
    assert 0 < candidate.confidence < 0.05
    (proof,) = candidate.evidence
    assert (proof.text, proof.start, proof.term) == ("Serieschakelingen", 0, "schakelingen")
    assert proof.kind is EvidenceKind.SIMILARITY


def test_candidates_without_a_term_show_three_words_at_most() -> None:
    text = "Serieschakelingen bouwen.\nStroomkabels leggen.\nSerieweerstanden en elektrolampen."
    (candidate,) = listed(course(content=text))

    assert candidate.item == STROOM
    assert [piece.text for piece in candidate.evidence] == [
        "Serieweerstanden",
        "Serieschakelingen",
        "elektrolampen",
    ]


def test_candidates_without_a_term_come_nearest_first() -> None:
    vak = course(content="Reacties beschrijven, en even een schakeling ontwerpen of beschrijven.")
    found = near("Reacties beschrijven, en even een schakeling ontwerpen of beschrijven.")
    ranked = listed(vak)

    assert [candidate.item for candidate in ranked] == sorted(found, key=lambda ref: -found[ref])
    assert ranked[0].confidence > ranked[1].confidence


def test_an_item_without_a_word_to_show_is_not_listed_however_near() -> None:
    vak = course(content="Stroming.")

    assert near("Stroming.")[STOFFEN] > 0
    assert STOFFEN not in [candidate.item for candidate in listed(vak)]


def test_no_more_candidates_are_listed_than_asked() -> None:
    many = framework(*(item(f"i{n}", definition="Een woning zoeken.") for n in range(9)))

    assert len(listed(course(content="Woningen zoeken."), many)) == 5

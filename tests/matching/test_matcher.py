import dataclasses

from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item

from swcompetence.matching import PARAMETERS, Candidate, EvidenceMatcher
from swcompetence.model import Band, Course, CourseField, Evidence, EvidenceKind

KADER = framework(
    item("bezoek", "huisbezoek", label="Aan huis"),
    item("schuld", "schuldbemiddeling", "schuld + afbetaling", label="Schulden"),
    item("schuld.plan", "budgetplan", parent="schuld", level="deel"),
    item("buurt", {"phrase": "wijk", "strength": "weak"}, label="In de buurt werken"),
    item("stage", {"phrase": "stage", "where": "title"}),
    item("lac", {"phrase": "LAC", "kind": "abbreviation"}),
)
MATCHER = EvidenceMatcher([KADER])


def judged(vak: Course, matcher: EvidenceMatcher = MATCHER) -> dict[str, Candidate]:
    return {one.item.item: one for one in matcher.candidates(vak)}


def proposed(vak: Course, matcher: EvidenceMatcher = MATCHER) -> list[str]:
    return sorted(name for name, one in judged(vak, matcher).items() if one.proposed)


def test_a_course_about_an_item_is_proposed_with_its_words() -> None:
    vak = course("SW1", "Aan de slag", 3, content="De student leert huisbezoeken afleggen.")

    found = judged(vak)["bezoek"]

    assert found.proposed
    assert found.evidence == (
        Evidence(
            field=CourseField.CONTENT,
            text="huisbezoeken",
            start=17,
            end=29,
            item_part="indicator",
            term="huisbezoek",
            kind=EvidenceKind.STEM,
            weight=1,
        ),
    )


def test_a_title_adds_to_what_the_text_says() -> None:
    content = "Ook iets over een huisbezoek bij mensen."
    without = judged(course("SW1", "Vak", 3, content=content))
    with_title = judged(course("SW1", "Huisbezoek", 3, content=content))

    assert with_title["bezoek"].confidence > without["bezoek"].confidence


def test_nothing_is_proposed_for_a_sheet_about_nothing_of_ours() -> None:
    vak = course(
        "SW1",
        "Plantkunde",
        3,
        outcomes="De student leert bladeren en wortels herkennen.",
        content="- Fotosynthese en celbouw\n- Planten, dieren en mossen in de tuin",
    )

    assert proposed(vak) == []


def test_a_course_without_text_has_no_candidates() -> None:
    assert judged(course("SW1", "—")) == {}


def test_weak_words_alone_never_propose() -> None:
    sentence = "De student leert de wijk kennen, de wijk staat centraal."
    vak = course("SW1", "De wijk", 3, outcomes=sentence, content="\n".join([sentence] * 9))

    assert not judged(vak)["buurt"].proposed
    assert judged(vak)["buurt"].evidence


def test_the_signals_behind_the_candidates_can_be_asked_for() -> None:
    signals = MATCHER.read(course("SW1", "Huisbezoek", 3, content="Over de wijk.")).signals

    assert {ref.item: found.title for ref, found in signals.items()} == {"bezoek": 1, "buurt": 0}


def test_children_lend_their_evidence() -> None:
    vak = course(content="De student leert een budgetplan opmaken.")

    assert proposed(vak) == ["schuld"]
    assert [piece.item_part for piece in judged(vak)["schuld"].evidence] == ["child"]


def test_a_label_in_the_text_counts() -> None:
    vak = course(content="De student leert in de buurt werken.")

    assert proposed(vak) == ["buurt"]
    assert [piece.item_part for piece in judged(vak)["buurt"].evidence] == ["label"]


def test_a_pair_in_one_sentence_is_proposed_and_across_sentences_not() -> None:
    assert proposed(course(content="De student leert afbetaling van schulden plannen.")) == [
        "schuld"
    ]
    assert proposed(course(content="Hij leert over schuld. Hij kent de afbetaling.")) == []


def test_a_typing_error_is_proposed_as_fuzzy() -> None:
    vak = course(content="De student kent de schuldbemidelling.")

    assert proposed(vak) == ["schuld"]
    assert [(one.text, one.kind) for one in judged(vak)["schuld"].evidence] == [
        ("schuldbemidelling", EvidenceKind.FUZZY)
    ]


def test_an_abbreviation_is_not_an_ordinary_word() -> None:
    assert proposed(course(content="De student kent de werking van de LAC.")) == ["lac"]
    assert proposed(course(content="De student kent de werking van de lac.")) == []


def test_a_term_for_titles_counts_in_titles_only() -> None:
    in_title = judged(course("SW1", "Stage"))["stage"]

    assert [(one.field, one.text) for one in in_title.evidence] == [(CourseField.TITLE, "Stage")]
    in_text = judged(course(content="De student leert op stage. Stage staat centraal."))["stage"]
    assert {one.kind for one in in_text.evidence} == {EvidenceKind.SIMILARITY}
    assert not in_text.proposed


def test_french_and_english_text_gives_no_hits() -> None:
    english = "The art of the huisbezoek is that you are with the people from this budgetplan."
    french = "Le huisbezoek est une visite dans la famille et pour les gens avec un budgetplan."

    assert judged(course(outcomes=english, content=french)) == {}


def test_how_it_is_examined_does_not_propose() -> None:
    assert proposed(course(assessment="Verslag van een huisbezoek.")) == []


def test_without_a_term_shared_words_order_the_candidates() -> None:
    kader = framework(
        item("zorg", label="Zorg", definition="Ouderen thuis verzorgen."),
        item("wonen", label="Wonen", definition="Een betaalbare woning zoeken."),
        item("werk", "tewerkstelling"),
    )
    found = judged(course(content="Betaalbare woningen voor ouderen."), EvidenceMatcher([kader]))

    assert list(found) == ["wonen", "zorg"]
    assert not any(one.proposed for one in found.values())
    assert [(one.text, one.kind, one.item_part) for one in found["wonen"].evidence] == [
        ("Betaalbare", EvidenceKind.SIMILARITY, "definition"),
        ("woningen", EvidenceKind.SIMILARITY, "definition"),
    ]
    assert found["wonen"].confidence < 0.05


def test_a_framework_without_indicators_is_matched_on_its_labels() -> None:
    kader = framework(item("a", label="Budgetbegeleiding"), item("b", label="Straathoekwerk"))
    vak = course("SW1", "Straathoekwerk", 3, content="De student leert straathoekwerk kennen.")

    assert proposed(vak, EvidenceMatcher([kader])) == ["b"]


def test_only_the_best_others_are_listed() -> None:
    kader = framework(*(item(f"i{n}", definition=f"woning {n}") for n in range(9)))
    matcher = EvidenceMatcher([kader])

    assert len(judged(course(content="Over een woning."), matcher)) == PARAMETERS.listed


def test_a_proposal_is_never_crowded_out() -> None:
    vak = course("SW1", "Huisbezoek", 3, content="De student leert een huisbezoek afleggen.")
    many = framework(*(item(f"i{n}", "huisbezoek") for n in range(9)))

    assert len(proposed(vak, EvidenceMatcher([many]))) == 9


def test_frameworks_are_judged_apart() -> None:
    other = framework(item("x", "budgetplan"), id="ander")
    vak = course(content="De student leert een budgetplan opmaken tijdens een huisbezoek.")
    both = EvidenceMatcher([KADER, other]).candidates(vak)

    assert both == (*MATCHER.candidates(vak), *EvidenceMatcher([other]).candidates(vak))


def test_every_segment_that_carries_the_item_is_shown_in_reading_order() -> None:
    sentence = "De student leert een huisbezoek afleggen."
    place = sentence.index("huisbezoek")
    vak = course("SW1", "Huisbezoek", 3, outcomes="\n".join([sentence] * 9), content=sentence)
    evidence = judged(vak)["bezoek"].evidence

    assert [(one.field, one.start) for one in evidence] == [
        (CourseField.TITLE, 0),
        *((CourseField.OUTCOMES, place + n * (len(sentence) + 1)) for n in range(9)),
        (CourseField.CONTENT, place),
    ]


def test_one_segment_shows_at_most_six_pieces() -> None:
    kader = framework(*(item("a", *(f"woord{n}x" for n in range(9))),))
    vak = course(content=" ".join(f"woord{n}x" for n in range(9)))

    assert len(judged(vak, EvidenceMatcher([kader]))["a"].evidence) == 6


def test_the_item_nearest_to_the_whole_sheet_is_the_surer_one() -> None:
    kader = framework(
        item("dieren", "huisbezoek", definition="Zorg voor dieren, planten en bossen."),
        item("gezin", "huisbezoek", definition="Zorg voor ouders, kinderen en gezinnen."),
    )
    vak = course(content="Een huisbezoek. Over ouders, kinderen en gezinnen.")
    found = judged(vak, EvidenceMatcher([kader]))

    assert found["gezin"].confidence > found["dieren"].confidence


def test_one_place_is_shown_once() -> None:
    kader = framework(item("a", "huisbezoek", {"phrase": "huis*", "strength": "weak"}))
    found = judged(course(content="Over een huisbezoek."), EvidenceMatcher([kader]))

    assert [one.term for one in found["a"].evidence] == ["huisbezoek"]


def test_other_parameters_give_another_threshold_and_version() -> None:
    vak = course("SW1", "Huisbezoek", 3, content="De student leert een huisbezoek afleggen.")
    cuts = {"proef": PARAMETERS.other}
    strict = dataclasses.replace(
        PARAMETERS, version="streng", cuts=cuts, mention_with_term=1, listed=1
    )
    matcher = EvidenceMatcher([KADER], strict)

    assert (MATCHER.version, matcher.version) == (PARAMETERS.version, "streng")
    assert (proposed(vak), proposed(vak, matcher)) == (["bezoek"], [])
    assert judged(vak, matcher)["bezoek"].band is not Band.NOT_MEASURED
    assert judged(vak)["bezoek"].band is Band.NOT_MEASURED


sentences = st.lists(
    st.sampled_from(
        [
            "De student leert een huisbezoek afleggen.",
            "Schulden en hun afbetaling;",
            "- schuldbemidelling",
            "Evaluatie: verslag van een huisbezoek (40%).",
            "The student will learn to use the budgetplan of the huisbezoek.",
            "De LAC en de wijk, zoals bij een huisbezoek, budgetplan, enz.",
            "Planten\xa0en dieren",
            "Wonen in de buurt werken",
        ]
    )
    | st.text(max_size=20),
    max_size=6,
).map("\n".join)


@given(st.text(max_size=30), sentences, sentences, sentences)
def test_evidence_is_the_literal_slice_and_numbers_stay_in_range(
    title: str, outcomes: str, content: str, assessment: str
) -> None:
    vak = course("SW1", title, 3, outcomes=outcomes, content=content, assessment=assessment)

    for found in MATCHER.candidates(vak):
        assert 0 <= found.confidence <= found.mention <= 1
        assert (found.treatment == "core") == (found.confidence >= PARAMETERS.core)
        assert found.evidence
        assert [vak.fields[one.field][one.start : one.end] for one in found.evidence] == [
            one.text for one in found.evidence
        ]
        assert found.mention >= PARAMETERS.mention_with_term or not found.proposed


@given(sentences)
def test_more_courses_before_it_do_not_change_a_course(content: str) -> None:
    vak = course("SW1", "Huisbezoek", 3, content=content)
    fresh = EvidenceMatcher([KADER])
    fresh.candidates(course("SW2", "Schuldbemidelling", 3, content="Budgetplan en wijk."))

    assert fresh.candidates(vak) == MATCHER.candidates(vak)

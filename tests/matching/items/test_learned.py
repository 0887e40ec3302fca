from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item

from swcompetence.matching import explain
from swcompetence.matching.items.course_words import tellingness
from swcompetence.matching.items.learned import LearnedWords, OwnWords
from swcompetence.matching.matcher import Candidate, EvidenceMatcher
from swcompetence.model import Band, Course, EvidenceKind, ItemRef
from swcompetence.model.mapping import OWN_WORDS
from swcompetence.registry import get_framework
from swcompetence.review.evidence import taken_from_words

OWN = framework(
    item("plan", label="Hulpverleningsplan", definition="Stelt met cliënten een plan op."),
    item("groep", label="Groepsbegeleiding", definition="Begeleidt groepen in een buurthuis."),
    item("plan.deel", parent="plan", level="deel", label="Verwoordt haalbare doelen."),
)
PLAN, GROEP = ItemRef("proef:plan"), ItemRef("proef:groep")
LENT = {"phrase": "gespreksvoering", "lent_from": "ander@1:x"}


def said(vak: Course) -> dict[ItemRef, OwnWords]:
    return dict(EvidenceMatcher([OWN]).read(vak).own_words)


def judged(vak: Course) -> dict[str, Candidate]:
    return {link.item.item: link for link in EvidenceMatcher([OWN]).candidates(vak)}


def test_lent_indicators_leave_a_framework_bare_and_those_of_its_own_do_not() -> None:
    below = item("a.b", {"phrase": "woning", "strength": "strong"}, level="deel", parent="a")

    assert OWN.is_bare
    assert framework(item("a", LENT)).is_bare
    assert not framework(item("a"), below).is_bare


def test_beside_lent_indicators_an_item_with_its_own_is_known_by_those() -> None:
    kader = framework(
        item("a", LENT, label="Buurtwerk"),
        item("b", label="Wonen", definition="Betaalbaar huren."),
        item("c", "huren", label="Huurrecht"),
    )
    vak = course(content="Buurtwerk, wonen, huurrecht, betaalbaar huren.")

    assert set(EvidenceMatcher([kader]).read(vak).own_words) == {"proef:a", "proef:b"}


def test_every_framework_with_indicators_is_judged_without_its_own_words() -> None:
    names = "competentiekader dlr-sw krachtlijnen ocmw-praktijk pro2030 werkvelden".split()
    editions = [get_framework(name) for name in names]

    assert not any(edition.is_bare for edition in editions)
    vak = course(content="Gespreksvoering, ethiek, diversiteit en onderzoek in team en netwerk.")
    for edition in editions:
        matcher = EvidenceMatcher([edition])
        assert not matcher.read(vak).own_words
        assert {
            piece.taken_from for link in matcher.candidates(vak) for piece in link.evidence
        } <= {None}


@pytest.mark.parametrize(
    ("word", "least", "most"),
    [("dan", 0, 0), ("praktijk", 0, 0), ("methodisch", 0.4, 0.6), ("budgetmeter", 1, 1)],
)
def test_a_word_tells_less_the_more_sheets_say_it(word: str, least: float, most: float) -> None:
    assert least <= tellingness(word) <= most


@pytest.mark.parametrize(
    "word", "ervan hierbij daarmee Waarop zorgt zorgen gaan werden doordat vanuit dezelfde".split()
)
def test_a_function_word_tells_nothing_of_an_item(word: str) -> None:
    kader = framework(item("a", label=f"Staat {word} huurrecht"), item("b", label="Wonen"))

    assert tellingness(word) == 0
    assert set(EvidenceMatcher([kader]).read(course(content=f"Iets {word}.")).own_words) == set()


def test_a_noun_tells_what_the_verb_of_its_stem_does_not() -> None:
    kader = framework(
        item("a", label="Zorgt voor toekenning ervan", definition="Zorg op maat."),
        item("b", label="Wonen"),
    )
    own = EvidenceMatcher([kader]).read(course(content="Zorg en de toekenning ervan.")).own_words

    met = {(met.said.text, met.said.part) for met in own[ItemRef("proef:a")].met}
    assert met == {("Zorg", "definition"), ("toekenning", "label")}


def test_a_word_that_two_items_have_counts_half_for_each() -> None:
    kader = framework(
        item("a", label="Buurtwerk", definition="Ontmoeting."),
        item("b", label="Opbouwwerk", definition="Ontmoeting."),
    )
    vak = course(content="Ontmoeting en buurtwerk.")
    own = EvidenceMatcher([kader]).read(vak).own_words

    gains = {met.said.text: met.gain for met in own[ItemRef("proef:a")].met}
    assert gains["Ontmoeting"] == pytest.approx(gains["Buurtwerk"] / 2)
    assert own[ItemRef("proef:b")].words == pytest.approx(gains["Ontmoeting"])


def test_items_below_lend_their_words() -> None:
    assert "haalbare" in {
        met.said.text for met in said(course(content="Haalbare eisen."))[PLAN].met
    }


def test_what_stands_together_of_a_name_is_measured_in_one_taught_segment() -> None:
    kader = framework(item("a", label="Digitale inclusie"), item("b", label="Wonen"))
    ref = ItemRef("proef:a")

    def together(text: str) -> float:
        return EvidenceMatcher([kader]).read(course(content=text)).own_words[ref].together

    apart = together("Werken met een digitale agenda.\nInclusie in de klas.")
    assert together("Wat is digitale inclusie?") == pytest.approx(1)
    assert 0 < apart < 1


def test_a_course_that_speaks_an_outcomes_words_is_proposed_with_those_words() -> None:
    vak = course(
        "SW1",
        "Methodiek",
        6,
        content="De student leert met een cliënt een hulpverleningsplan opstellen."
        " Hij oefent haalbare doelen formuleren.",
    )
    links = judged(vak)

    assert links["plan"].proposed
    assert links["plan"].band is Band.NOT_MEASURED
    assert {piece.term for piece in links["plan"].evidence} >= {"Hulpverleningsplan", "haalbare"}
    for piece in links["plan"].evidence:
        assert vak.fields[piece.field][piece.start : piece.end] == piece.text
        assert piece.taken_from == (None if piece.term == "Hulpverleningsplan" else OWN_WORDS)
        assert piece.kind in {EvidenceKind.EXACT, EvidenceKind.STEM}
    assert "groep" not in links or not links["groep"].proposed


def test_a_course_that_says_one_common_word_is_only_listed() -> None:
    vak = course(content="Over praktijk en methodiek met groepen, tijdens het academiejaar.")

    assert not any(link.proposed for link in judged(vak).values())


def test_words_in_practical_matter_alone_propose_nothing() -> None:
    text = "Hulpverleningsplan met haalbare doelen van cliënten."

    assert judged(course(content=text))["plan"].proposed
    assert not judged(course(assessment=text))["plan"].proposed


def test_links_to_a_bare_framework_stand_nearest_first() -> None:
    vak = course(content="Groepen in een buurthuis begeleiden, met een hulpverleningsplan.")

    assert list(judged(vak)) == ["groep", "plan"]


def test_the_surer_of_lent_terms_and_own_words_counts_and_both_show() -> None:
    lent = framework(item("plan", LENT, label="Hulpverleningsplan"), item("groep", label="Groep"))
    more = framework(
        item("plan", LENT, label="Hulpverlenen", definition="Plannen"), item("groep", label="Groep")
    )
    vak = course("SW1", "Gespreksvoering", content="We leren gespreksvoering. Een intakegesprek.")
    (link, *_) = EvidenceMatcher([lent]).candidates(vak)

    assert link.item == PLAN
    assert link.proposed
    assert {piece.taken_from for piece in link.evidence} == {"ander@1:x"}

    both = course("SW1", "Gespreksvoering", content="Een hulpverlenings- en ander plan. Plannen.")
    (link, *_) = EvidenceMatcher([more]).candidates(both)
    assert {piece.taken_from for piece in link.evidence} >= {"ander@1:x", OWN_WORDS}


def test_an_explanation_adds_up_and_says_where_a_term_comes_from() -> None:
    vak = course(content="Een hulpverleningsplan met haalbare doelen opstellen voor een cliënt.")
    entry = next(e for e in explain(vak, [OWN]).entries if e.item == PLAN)

    assert {posting.signal for posting in entry.postings} <= {
        "words",
        "name",
        "together",
        "near",
        "ahead",
    }
    assert [p.taken_from for p in entry.passages if p.term == "haalbare"] == [OWN_WORDS]
    assert taken_from_words(OWN_WORDS) == "woord van het item zelf"


def test_an_explanation_of_own_words_that_are_too_few_says_so() -> None:
    vak = course(content="Haalbare eisen in de chemie.")
    (entry,) = (e for e in explain(vak, [OWN], items=[PLAN]).entries)

    assert not entry.proposed
    assert entry.lacks == "te weinig woorden van het item zelf, of enkel in praktische info"


def _texts() -> st.SearchStrategy[str]:
    words = "hulpverleningsplan cliënten plan haalbare doelen groepen buurthuis dan praktijk chemie"
    return st.lists(st.sampled_from(words.split()), max_size=12).map(" ".join)


@given(_texts(), _texts())
def test_more_of_an_items_words_never_take_words_away(first: str, second: str) -> None:
    alone, longer = said(course(content=first)), said(course(content=f"{first}\n{second}"))

    assert alone.keys() <= longer.keys()
    for ref, own in alone.items():
        assert longer[ref].words >= own.words - 1e-12
        assert longer[ref].together >= own.together
        assert 0 <= own.together <= 1 + 1e-12


def test_a_word_of_very_many_items_tells_nothing() -> None:
    items: Iterator[dict[str, object]] = (
        item(f"i{n}", label=f"Buurtwerk {'abcdefghij'[n // 20]}{'klmnopqrstuvwxyzabcd'[n % 20]}x")
        for n in range(120)
    )
    kader = framework(*items)
    near = {kader.item_ref(one): 0.5 for one in kader.mapping_items}

    assert not LearnedWords(kader).read({}, (), near)
    assert not EvidenceMatcher([kader]).read(course(content="Buurtwerk.")).own_words

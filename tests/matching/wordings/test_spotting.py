import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import framework, item

from swcompetence.matching.wordings.compilation import compile_vocabulary
from swcompetence.matching.wordings.spotting import spot
from swcompetence.text import split_words


def spotted(
    text: str, *indicators: object, title: bool = False, **facts: object
) -> list[tuple[str, str]]:
    """Give what stands in the text for the indicators, and how it was found."""
    vocabulary = compile_vocabulary([framework(item("a", *indicators, **facts))])
    words = split_words(text)
    return [
        (
            " + ".join(
                text[words[first].start : words[last].end]
                for first, last in sorted([(hit.first, hit.last), hit.other or (hit.first, -1)])
                if last >= 0
            ),
            hit.kind,
        )
        for hit in spot(vocabulary, words, title=title)
    ]


@pytest.mark.parametrize(
    ("text", "indicator", "found"),
    [
        ("Zij leggen een huisbezoek af.", "huisbezoek", [("huisbezoek", "exact")]),
        ("HUISBEZOEK", "huisbezoek", [("HUISBEZOEK", "exact")]),
        ("cliënt", "client", [("cliënt", "exact")]),
        ("Huisbezoeken", "huisbezoek", [("Huisbezoeken", "stem")]),
        ("in gezinnen", "gezin", [("gezinnen", "stem")]),
        ("begeleidt hen", "begeleiden", [("begeleidt", "stem")]),
        ("de thuisbegeleiding", "begeleiding", [("thuisbegeleiding", "compound")]),
        ("begeleidingsplan", "begeleiding", [("begeleidingsplan", "compound")]),
        ("een leefloonaanvraag", "leefloon*", [("leefloonaanvraag", "compound")]),
        ("een leefloon", "leefloon*", [("leefloon", "exact")]),
        ("het huurrecht", "*recht", [("huurrecht", "compound")]),
        ("in het beleid", "begeleiding", []),
        ("zin in later", "gezin", []),
        ("rechtbank", "*recht", []),
        ("dagloon", "loon", []),
        ("", "huisbezoek", []),
    ],
)
def test_a_word_is_found_in_any_inflection_and_long_ones_in_compounds(
    text: str, indicator: str, found: list[tuple[str, str]]
) -> None:
    assert spotted(text, indicator) == found


def test_a_typing_error_is_found_as_fuzzy() -> None:
    assert spotted("over schuldbemidelling thuis", "schuldbemiddeling") == [
        ("schuldbemidelling", "fuzzy")
    ]


def test_a_word_that_exists_is_no_typing_error() -> None:
    assert spotted("de bekleding van een stoel", "begeleiding") == []


@pytest.mark.parametrize(
    ("text", "indicator", "found"),
    [
        ("een huisbezoek afleggen", "huisbezoek afleggen", ["huisbezoek afleggen"]),
        ("afleggen huisbezoek", "huisbezoek afleggen", []),
        ("huisbezoek eens afleggen", "huisbezoek afleggen", []),
        ("de brug slaan", "brug ... slaan", ["brug slaan"]),
        ("brug naar werk willen slaan", "brug ... slaan", ["brug naar werk willen slaan"]),
        ("brug naar werk mee willen slaan", "brug ... slaan", []),
        ("brug of brug slaan", "brug ... slaan", ["brug slaan", "brug of brug slaan"]),
        ("brug steun of steun geven", "brug ... steun geven", ["brug steun of steun geven"]),
        ("geen steun of steun zwaluw", "geen steun ... zwaluw", ["geen steun of steun zwaluw"]),
        ("koppels begeleiden", "(gezin|koppel) begeleiden", ["koppels begeleiden"]),
        ("dringende steun", "(dringende)? steun", ["dringende steun", "steun"]),
        ("steun of steun", "steun", ["steun", "steun"]),
        ("recht op wonen", "(recht|plicht) op (wonen|zorg)", ["recht op wonen"]),
        ("eigen kracht van wie eigen is", "eigen kracht", ["eigen kracht"]),
    ],
)
def test_a_phrase_is_found_word_by_word(text: str, indicator: str, found: list[str]) -> None:
    assert sorted(match for match, _ in spotted(text, indicator)) == sorted(found)


def test_a_word_that_fits_two_alternatives_is_found_once() -> None:
    assert spotted("de steun", "(steun|steun*|*teun)") == [("steun", "exact")]


def test_a_phrase_is_as_literal_as_its_least_literal_word() -> None:
    assert spotted("schulden aflossen", "schuld aflossen") == [("schulden aflossen", "stem")]
    assert spotted("leefloonaanvraag doen", "leefloon* doen") == [
        ("leefloonaanvraag doen", "compound")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("schulden en hun afbetaling", ["schulden + afbetaling"]),
        ("afbetaling van schulden", ["afbetaling + schulden"]),
        ("schulden en schulden", []),
        ("afbetaling", []),
    ],
)
def test_a_pair_is_found_in_any_order(text: str, found: list[str]) -> None:
    assert [match for match, _ in spotted(text, "schuld + afbetaling")] == found


@pytest.mark.parametrize(("between", "is_found"), [(0, True), (24, True), (25, False)])
def test_the_phrases_of_a_pair_lie_at_most_25_words_apart(between: int, *, is_found: bool) -> None:
    words = " ".join(["dan"] * between)

    assert bool(spotted(f"schuld {words} afbetaling", "schuld + afbetaling")) is is_found
    assert bool(spotted(f"afbetaling {words} schuld", "schuld + afbetaling")) is is_found


def test_the_two_phrases_of_a_pair_do_not_share_words() -> None:
    assert spotted("sociaal netwerk", "sociaal netwerk + netwerk") == []
    assert [match for match, _ in spotted("netwerk, sociaal netwerk", "netwerk + sociaal netwerk")]


def test_a_pair_is_as_literal_as_its_least_literal_half() -> None:
    assert spotted("schulden, afbetaling", "schuld + afbetaling") == [
        ("schulden + afbetaling", "stem")
    ]


@pytest.mark.parametrize(
    ("text", "found"), [("de LAC beslist", ["LAC"]), ("lac", []), ("Lac", []), ("LACs", [])]
)
def test_an_abbreviation_is_found_in_its_own_letters_only(text: str, found: list[str]) -> None:
    abbreviation = {"phrase": "LAC", "kind": "abbreviation"}

    assert [match for match, _ in spotted(text, abbreviation)] == found


def test_a_term_for_titles_is_found_in_titles_only() -> None:
    stage = {"phrase": "stage", "where": "title"}

    assert spotted("Stage 2", stage, title=True) == [("Stage", "exact")]
    assert spotted("Stage 2", stage) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("de wijk van de stad", True),
        ("de wijk waar hij op school zit", False),
        ("scholen in elke wijk", False),
        ("school is ver weg van deze wijk", True),
        ("school is ver van deze wijk", False),
        ("wijk een twee drie vier vijf school", True),
        ("wijk een twee drie vier school", False),
    ],
)
def test_a_word_within_five_words_gives_another_sense(
    text: str,
    found: bool,  # noqa: FBT001 - a table of cases
) -> None:
    assert bool(spotted(text, {"phrase": "wijk", "not_near": ["school"]})) == found


def test_a_word_near_either_phrase_of_a_pair_gives_another_sense() -> None:
    pair = {"phrase": "budget + plan", "not_near": ["school"]}
    between = "een twee drie vier vijf zes"

    assert spotted(f"budget {between} plan", pair)
    assert spotted(f"schoolse budget {between} plan", {**pair, "not_near": ["schools"]}) == []
    assert spotted(f"budget {between} plan voor een school", pair) == []
    assert spotted(f"plan {between} budget voor een school", pair) == []


def test_a_phrase_with_another_sense_silences_what_it_touches() -> None:
    others = ["sociale kaart", "kaart ... legger"]

    assert spotted("een sociale kaart maken", "kaart", not_in=others) == []
    assert spotted("kaart of legger, dan een kaart", "kaart", not_in=others) == [("kaart", "exact")]
    assert spotted("de sociale kaart, een plan", "plan + kaart", not_in=others) == []
    assert spotted("de kaart op tafel", "kaart", not_in=others) == [("kaart", "exact")]
    assert spotted("sociale dienst en kaart", "kaart", not_in=others) == [("kaart", "exact")]


def test_a_phrase_with_another_sense_silences_its_own_item_only() -> None:
    vocabulary = compile_vocabulary(
        [framework(item("a", "kaart", not_in=["sociale kaart"]), item("b", "kaart"))]
    )
    hits = spot(vocabulary, split_words("een sociale kaart"))

    assert [vocabulary.items[vocabulary.terms[hit.term].item] for hit in hits] == ["proef:b"]


@given(
    st.lists(
        st.sampled_from("brug slaan steun de dringende schuld afbetaling LAC naar".split())
    ).map(" ".join)
)
def test_every_hit_lies_within_its_segment(text: str) -> None:
    vocabulary = compile_vocabulary(
        [
            framework(
                item("a", "brug ... slaan", "(dringende)? steun", "schuld + afbetaling"),
                item("b", "de brug ... naar ... steun", {"phrase": "LAC", "case_sensitive": True}),
            )
        ]
    )
    words = split_words(text)

    for hit in spot(vocabulary, words):
        assert 0 <= hit.first <= hit.last < len(words)
        if hit.other:
            assert hit.other[1] < hit.first or hit.last < hit.other[0]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swcompetence.errors import PhraseError
from swcompetence.model.phrase import GAP, Slot, parse_phrase, split_pair


def spelled_out(phrase: str) -> list[str]:
    """Write every variant as text, with `a|b` for alternatives and `..` for a gap."""
    return [
        " ".join(f"{'.. ' if slot.gap else ''}{'|'.join(slot.words)}" for slot in variant)
        for variant in parse_phrase(phrase)
    ]


@pytest.mark.parametrize(
    ("phrase", "variants"),
    [
        ("huisbezoek afleggen", ["huisbezoek afleggen"]),
        ("leefloon*", ["leefloon*"]),
        ("*recht", ["*recht"]),
        ("e-inclusie", ["e inclusie"]),
        ("artikel 60 §7", ["artikel 60 7"]),
        ("cliënt's keuze", ["cliënt's keuze"]),
        ("(gezin|koppel) begeleiden", ["gezin|koppel begeleiden"]),
        ("(gezin|jong koppel) zien", ["gezin zien", "jong koppel zien"]),
        ("(dringende)? steun", ["dringende steun", "steun"]),
        ("brug ... slaan", ["brug .. slaan"]),
        ("brug... slaan", ["brug .. slaan"]),
        ("brug … slaan", ["brug .. slaan"]),
        ("... brug ...", ["brug"]),
        ("(a)? (b)?", ["a b", "a", "b"]),
        ("a (b|b)", ["a b|b"]),
    ],
)
def test_a_phrase_is_spelled_out_into_its_variants(phrase: str, variants: list[str]) -> None:
    assert variants == spelled_out(phrase)


def test_a_gap_spans_at_most_three_words() -> None:
    ((_, second),) = parse_phrase("brug ... slaan")

    assert Slot(GAP, ("slaan",)) == second
    assert GAP == 3


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("", "er staat geen woord in"),
        ("...", "er staat geen woord in"),
        ("§", "er staat geen woord in"),
        ("(steun)?", None),
        ("(steun", "onverwacht teken bij ‘(steun’"),
        ("steun)", "onverwacht teken bij ‘)’"),
        ("a | b", "onverwacht teken bij ‘| b’"),
        ("steun?", "onverwacht teken bij ‘?’"),
        ("(a|)", "een leeg alternatief tussen haakjes"),
        ("()", "een leeg alternatief tussen haakjes"),
        ("(a ... b)", "‘...’ kan niet tussen haakjes staan"),
        ("(a … b)", "‘...’ kan niet tussen haakjes staan"),
        ("*recht*", "een ‘*’ staat voor een woord of erachter, niet allebei"),
        ("leef*loon", "een ‘*’ staat voor een woord of erachter, niet allebei"),
        ("(a)? " * 7, "meer dan 64 varianten"),
        ("(a)? " * 6, None),
    ],
)
def test_an_unreadable_phrase_says_why(phrase: str, reason: str | None) -> None:
    if reason is None:
        assert parse_phrase(phrase)
        return
    with pytest.raises(PhraseError) as caught:
        parse_phrase(phrase)

    assert phrase == caught.value.phrase
    assert reason in caught.value.reason


def test_a_pair_has_its_sign_between_spaces() -> None:
    assert split_pair("schulden + afbetaling") == ("schulden", "afbetaling")
    assert split_pair("50+") == ("50+",)


@given(st.text(alphabet="ab*(|)?. …+§-", max_size=20))
def test_any_text_is_a_phrase_or_a_phrase_error(text: str) -> None:
    try:
        variants = parse_phrase(text)
    except PhraseError:
        return

    assert all(variant and all(slot.words for slot in variant) for variant in variants)
    assert len(set(variants)) == len(variants)

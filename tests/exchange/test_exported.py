from generated import frameworks, lines, texts
from hypothesis import given
from samples import framework, item

from swcompetence.exchange.csv_text import guarded, unguarded
from swcompetence.exchange.exported import (
    FRAMEWORK_FACTS,
    ITEM_FACTS,
    NOT_IN_FORMAT,
    left_out,
    losses_of,
)
from swcompetence.model import Framework, Item, Severity
from swcompetence.text.markup import html_of, text_of


def test_every_fact_of_the_models_has_a_name() -> None:
    assert set(FRAMEWORK_FACTS) == set(Framework.model_fields) - {"schema_version", "items"}
    assert set(ITEM_FACTS) == set(Item.model_fields)


@given(frameworks())
def test_a_format_that_keeps_everything_loses_nothing(edition: Framework) -> None:
    everything = {*FRAMEWORK_FACTS, *(f"item.{fact}" for fact in ITEM_FACTS)}
    assert losses_of([edition], "Alles", everything) == ()


def test_losses_of_editions_are_one_sentence() -> None:
    edition = framework(*(item(f"i{n}", "woord") for n in range(7)), item("b", label="B"))
    kept = {*FRAMEWORK_FACTS} - {"licence"} | {f"item.{fact}" for fact in ITEM_FACTS}
    losses = losses_of([edition, edition], "Dit", kept - {"item.indicators", "item.note"})
    assert [loss.message for loss in losses] == [
        "Dit heeft geen plaats voor, bij het kader: licentie; bij items: indicatoren (14x)."
    ]
    assert {(loss.code, loss.severity) for loss in losses} == {(NOT_IN_FORMAT, Severity.INFO)}
    assert left_out("Weg", ["a"]).message == "Weg (1 item: a)."


@given(lines())
def test_a_guarded_cell_starts_no_formula_and_can_be_taken_back(text: str) -> None:
    for one in (text, f"={text}", f"'={text}", f"''-{text}", f"'{text}"):
        assert not guarded(one).startswith(("=", "+", "-", "@"))
        assert unguarded(guarded(one)) == one


@given(texts())
def test_a_text_comes_back_from_html(text: str) -> None:
    assert text_of(html_of(text)) == text


def test_html_of_others_is_read_as_text() -> None:
    source = "<div>Een&nbsp;woord &amp; \n meer&#33;</div><style>p{}</style></script><p>Twee</p>"
    assert text_of(source) == "Een\xa0woord & meer!\nTwee"

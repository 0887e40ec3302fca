import pytest
from canvas_judge import Refused, import_in_canvas
from generated import frameworks
from hypothesis import given
from samples import framework, item

from swcompetence.exchange.exported import NOT_IN_FORMAT
from swcompetence.exchange.lms.canvas import canvas_csv
from swcompetence.exchange.lms.platform import items_in_use
from swcompetence.model import Framework
from swcompetence.registry import list_frameworks

HEADER = "vendor_guid,object_type,title,description,parent_guids,ratings,,,\n"


@pytest.mark.parametrize("edition", list_frameworks(), ids=[one.ref for one in list_frameworks()])
def test_canvas_takes_every_shipped_framework_with_groups_and_outcomes(edition: Framework) -> None:
    rows = import_in_canvas(canvas_csv(edition).content)
    outcomes = {guid for guid, row in rows.items() if row.kind == "outcome"}
    assert outcomes == {f"{edition.id}/{one.id}" for one in edition.mapping_items}
    assert rows[edition.id].parents == ()
    for one in edition.mapping_items:
        row = rows[f"{edition.id}/{one.id}"]
        assert row.parents == (f"{edition.id}/{one.parent}" if one.parent else edition.id,)
        assert row.ratings == ((3, "beheersing"), (2, "verdieping"), (1, "introductie"))


@given(frameworks())
def test_canvas_takes_every_generated_framework(edition: Framework) -> None:
    exported = canvas_csv(edition)
    rows = import_in_canvas(exported.content)
    own = {f"{edition.id}/{one.id}" for one in items_in_use(edition)}
    assert set(rows) - {edition.id} <= own
    inside = sum(
        int(loss.message.split("(")[1].split(" ")[0])
        for loss in exported.losses
        if "als lijst" in loss.message
    )
    assert len(rows) - 1 + inside == len(own)
    assert {loss.code for loss in exported.losses} == {NOT_IN_FORMAT}


def test_what_stands_below_an_outcome_is_listed_in_its_description() -> None:
    edition = framework(
        item("a", label="Luisteren", definition="Met <aandacht>."),
        item("a.b", level="deel", parent="a", label="Stil zijn", definition="Even."),
    )
    exported = canvas_csv(edition)
    text = exported.content.decode()
    assert "<p>Met &lt;aandacht&gt;.</p><p>Deel:</p><ul><li>Stil zijn: Even.</li></ul>" in text
    assert any("‘thema’ staat als lijst" in loss.message for loss in exported.losses)
    ratings = import_in_canvas(exported.content)["proef/a"].ratings
    assert ratings == ((3, "beheersing"), (2, "verdieping"), (1, "introductie"))


def test_a_long_title_is_cut_and_stands_whole_in_the_description() -> None:
    name = "woord " * 60 + "einde"
    exported = canvas_csv(framework(item("a", label=name), item("b", label="=1+1")))
    rows = import_in_canvas(exported.content)
    assert len(rows["proef/a"].title) == 255
    assert f"<p>{name}</p>" in exported.content.decode()
    assert rows["proef/b"].title == "'=1+1"
    messages = " ".join(loss.message for loss in exported.losses)
    assert "volledige naam staat vooraan" in messages
    assert "apostrof" in messages


def test_retired_items_stay_behind_and_are_named() -> None:
    gone = {"since": "2", "why": "Samengevoegd.", "replaced_by": ["b"]}
    exported = canvas_csv(framework(item("a", deprecated=gone), item("b")))
    assert set(import_in_canvas(exported.content)) == {"proef", "proef/b"}
    assert "Vervallen items gaan niet mee naar Canvas (1 item: a)." in [
        loss.message for loss in exported.losses
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (HEADER, "no outcomes data"),
        ("vendor_guid,title\na,b\n", "missing required"),
        (HEADER.replace("title", "naam") + "a,group,A,,,,,,\n", "missing required"),
        ("vendor_guid,object_type,title,kleur\na,group,A,rood\n", "invalid fields"),
        (HEADER.replace("ratings,,", "ratings,meer,") + "a,group,A,,,,,,\n", "after ratings"),
        (HEADER + "b,outcome,B,,a,,,,\na,group,A,,,,,,\n", "parent not found"),
        (HEADER + "a,outcome,A,,,,,,\nb,outcome,B,,a,,,,\n", "parent not found"),
        (HEADER + "a,group,A,,,,,,\na,group,B,,,,,,\n", "twice"),
        (HEADER + "a b,group,A,,,,,,\n", "white space"),
        (HEADER + "a:b,group,A,,,,,,\n", "colon"),
        (HEADER + "a,group,,,,,,,\n", "missing"),
        (HEADER + "a,klas,A,,,,,,\n", "object_type"),
        (HEADER + "a,group,A,,,3,goed,,\n", "a group has no ratings"),
        (HEADER + 'a,group,A,,,"",,,""\n', "points for a rating missing"),
        (HEADER + "a,outcome,A,,,1,zwak,2,goed\n", "points rise"),
        (HEADER + "a,outcome,A,,,veel,goed,,\n", "no number"),
        (HEADER + 'a,outcome,A "b",,,,,,\n', "illegal quoting"),
    ],
)
def test_the_judge_refuses_what_canvas_refuses(text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        import_in_canvas(text.encode())

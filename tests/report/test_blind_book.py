from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from samples import course, framework, item, link, mapping

from swcompetence.files.formats.sheets import read_sheets
from swcompetence.model import (
    Band,
    Decision,
    ItemRef,
    Mapping,
    Part,
    Place,
    Table,
    Verdict,
)
from swcompetence.report.review_book.book import render_review_book
from swcompetence.review.carriers import mapping_in
from swcompetence.review.decisions import decisions_in
from swcompetence.review.merge import ReviewedLink, merge
from swcompetence.review.sheet import ReviewColumn as Column

EDITION = framework(*(item(name) for name in "abcdef"))


def a_mapping() -> Mapping:
    links = [
        link(of, f"proef:{name}", proposed=name < "c").model_copy(
            update={"confidence": 0.9 - place / 10, "mention": 0.9, "band": Band.HIGH}
        )
        for of in ("SW1", "SW2")
        for place, name in enumerate("abcdef")
    ]
    return mapping(*links, courses=(course("SW1"), course("SW2")), edition=EDITION)


def rows_of(content: bytes) -> list[dict[str, object]]:
    sheet = load_workbook(io.BytesIO(content))["Koppelingen"]
    header, *rows = sheet.iter_rows(min_row=5, values_only=True)
    names = [str(name) for name in header]
    return [dict(zip(names, row, strict=True)) for row in rows if row[0]]


def tables_of(content: bytes) -> tuple[Table, ...]:
    sheets, _ = read_sheets(content, Path("blind.xlsx"))
    return tuple(sheet.table for sheet in sheets)


def text_of(sheet: Worksheet) -> str:
    return "\n".join(str(c) for row in sheet.iter_rows(values_only=True) for c in row if c)


def test_nothing_tells_what_the_program_thinks() -> None:
    rows = rows_of(render_review_book(a_mapping(), [EDITION], blind_seed=1))

    assert {row["Zekerheid"] for row in rows} == {"verborgen"}
    assert {row["Status"] for row in rows} == {"te beoordelen"}
    assert {row["Gewijzigd"] for row in rows} == {None}


def test_rows_are_mixed_and_the_same_for_the_same_seed() -> None:
    def order(seed: int | None) -> list[object]:
        made = render_review_book(a_mapping(), [EDITION], blind_seed=seed)
        return [row["Koppeling-id"] for row in rows_of(made)]

    assert order(1) == order(1)
    assert order(1) != order(2)
    assert order(1) != order(None)
    assert sorted(map(str, order(1))) == sorted(map(str, order(None)))
    proposed = {x.id for x in a_mapping().links if x.proposed}
    assert set(order(1)[: len(proposed)]) != proposed


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert render_review_book(a_mapping(), [EDITION], blind_seed=7) == render_review_book(
        a_mapping(), [EDITION], blind_seed=7
    )


def test_earlier_decisions_are_hidden_but_stay_in_the_mapping() -> None:
    given = [
        ReviewedLink(
            course="SW1",
            item=ItemRef(ref),
            decision=Decision(verdict=Verdict.ACCEPT, reviewer="An", note="zeker"),
            place=Place(),
        )
        for ref in ("proef:a", "proef:geen")
    ]
    reviewed = merge(a_mapping(), given)

    content = render_review_book(reviewed, [EDITION], blind_seed=1)
    rows = rows_of(content)

    assert {row["Besluit"] for row in rows} == {None}
    assert {row["Nagekeken door"] for row in rows} == {None}
    assert "geen" not in {row["Kaderitem"] for row in rows}
    assert mapping_in(tables_of(content)) == reviewed


def test_what_a_lecturer_decides_blind_comes_back_as_usual() -> None:
    book = load_workbook(io.BytesIO(render_review_book(a_mapping(), [EDITION], blind_seed=1)))
    sheet = book["Koppelingen"]
    sheet.cell(6, list(Column).index(Column.VERDICT) + 1, "akkoord")
    decided = str(sheet.cell(6, 1).value)
    saved = io.BytesIO()
    book.save(saved)

    tables = tables_of(saved.getvalue())
    carried = mapping_in(tables)
    assert carried == a_mapping()
    decisions, issues = decisions_in(tables, carried)
    merged = merge(carried, decisions)

    assert issues == ()
    assert [x.id for x in merged.links if x.decisions] == [decided]


def test_the_guide_tells_how_blind_reviewing_goes() -> None:
    book = load_workbook(io.BytesIO(render_review_book(a_mapping(), [EDITION], blind_seed=1)))
    text = text_of(book["Lees mij"])

    assert "Blind nakijken" in text
    assert "Bovenaan staan de voorstellen" not in text
    assert "Verborgen, omdat u blind nakijkt." in text
    plain = load_workbook(io.BytesIO(render_review_book(a_mapping(), [EDITION])))
    assert "lind nakijk" not in text_of(plain["Lees mij"])


def test_every_row_counts_as_one_to_look_at() -> None:
    made = render_review_book(a_mapping(), [EDITION], blind_seed=1)
    book = load_workbook(io.BytesIO(made), data_only=True)

    assert book["Koppelingen"]["B4"].value == "Beslist: 0 van 6"


def test_the_guide_tells_which_part_of_the_whole_this_is() -> None:
    part = Part(numbers=(2,), names=("An", "Bert"), all_courses=("SW1", "SW2", "SW3"))
    split = a_mapping().model_copy(update={"part": part})

    text = text_of(load_workbook(io.BytesIO(render_review_book(split, [EDITION])))["Lees mij"])

    assert "Deel 2 van 2" in text
    assert "‘Bert’ van een lijst met 3 opleidingsonderdelen" in text
    assert "De andere delen: An." in text

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from samples import framework, item

from swcompetence.errors import InputFileError
from swcompetence.files.data.data_files import read_framework
from swcompetence.files.data.edition_text import edition_text
from swcompetence.model import Framework
from swcompetence.report.forms.correction_book import render_correction_book
from swcompetence.review.corrections import Corrected
from swcompetence.workflow.correcting import apply_corrections, copy_edition, own_edition_text

DAY = dt.date(2026, 11, 29)
EDITION = framework(
    item(
        "steun",
        "leefloon",
        {"phrase": "sociale hulp", "strength": "weak", "not_near": ["eerste"], "note": "ruim"},
        "schulden + afbetaling",
        {"phrase": "LAC", "kind": "abbreviation"},
        label="Steun",
        definition="Wat steun is.",
        not_in=["leefloon in Frankrijk"],
    ),
    item("steun.deel", "voorschot", level="deel", parent="steun", label="Voorschotten"),
    item("wonen", "huren", {"phrase": "woning", "where": "title"}, label="Wonen"),
)
HEADER = 5
"""Row of the headers; the phrases follow in the order of the edition."""
LEEFLOON, HULP, PAIR, LAC, COUNTER, DEEL, HUREN, TITLE, NEW = range(HEADER + 1, HEADER + 10)
Cells = Mapping[str, str | None]
Correct = Callable[..., Corrected]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "blad.xlsx"
    path.write_bytes(render_correction_book(EDITION))
    (tmp_path / "kader.yaml").write_text(edition_text(EDITION), "utf-8")
    return path


@pytest.fixture
def correct(book: Path) -> Correct:
    """Give a function that fills cells in, `A7` of *Woorden* or `Omschrijvingen!A7`, and reads."""

    def fill(cells: Cells, *, edition: Framework = EDITION, delete: int | None = None) -> Corrected:
        workbook = openpyxl.load_workbook(book)
        for address, value in cells.items():
            sheet, _, cell = address.rpartition("!")
            workbook[sheet or "Woorden"][cell] = value
        if delete:
            workbook["Woorden"].delete_rows(delete)
        workbook.save(book)
        path = book.with_name("kader.yaml")
        path.write_text(edition_text(edition), "utf-8")
        return apply_corrections(book, framework=str(path), on=DAY)

    return fill


def phrases(corrected: Corrected, item_id: str) -> list[str]:
    assert corrected.edition, corrected.issues
    return [indicator.phrase for indicator in corrected.edition.item(item_id).indicators]


def codes(corrected: Corrected) -> list[str]:
    return [issue.code for issue in corrected.issues]


def test_the_book_is_the_same_bytes_and_hides_its_keys(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)

    assert book.read_bytes() == render_correction_book(EDITION)
    assert workbook.sheetnames == ["Woorden", "Uitleg", "Omschrijvingen", "Lijsten"]
    assert workbook["Woorden"].column_dimensions["I"].hidden
    assert workbook["Woorden"]["A2"].value.startswith("Gemaakt van proef@1, revisie 1, vinger")


def test_every_correction_is_a_change_that_can_be_read_back(
    correct: Correct, tmp_path: Path
) -> None:
    corrected = correct(
        {
            f"H{LEEFLOON}": "Weg",
            f"H{HULP}": "sterk",
            f"H{PAIR}": "schulden afbetalen",
            f"H{LAC}": "LOI",
            f"H{COUNTER}": "leefloon in Nederland",
            f"H{DEEL}": "voorschot + steun",
            f"H{HUREN}": "zwak",
            f"H{TITLE}": "woningen",
            f"B{NEW}": "wonen",
            f"H{NEW}": "huurwaarborg",
            f"A{NEW + 1}": "steun",
            f"C{NEW + 1}": "telt niet",
            f"E{NEW + 1}": "morele steun",
            f"B{NEW + 2}": "Steun › Voorschotten",
            f"D{NEW + 2}": "zwak",
            f"F{NEW + 2}": "bank, krediet",
            f"G{NEW + 2}": "uit de praktijk",
            f"H{NEW + 2}": "geld vooraf",
            "Omschrijvingen!D6": "Wat steun nu is.",
        }
    )

    assert corrected.issues == ()
    assert phrases(corrected, "steun") == ["sociale hulp", "schulden afbetalen", "LOI"]
    assert phrases(corrected, "steun.deel") == ["voorschot + steun", "geld vooraf"]
    assert phrases(corrected, "wonen") == ["huren", "woningen", "huurwaarborg"]
    edition = corrected.edition
    assert edition
    steun, part, wonen = edition.items
    assert (steun.indicators[0].strength, wonen.indicators[0].strength) == ("strong", "weak")
    assert steun.indicators[0].not_near == ("eerste",)
    assert steun.indicators[2].case_sensitive
    assert wonen.indicators[1].where == "title"
    assert steun.not_in == ("leefloon in Nederland", "morele steun")
    assert steun.definition == "Wat steun nu is."
    assert part.indicators[1].model_dump(exclude={"where", "case_sensitive", "kind"}) == {
        "phrase": "geld vooraf",
        "strength": "weak",
        "not_near": ("bank", "krediet"),
        "shared": False,
        "note": "uit de praktijk",
    }
    assert (edition.ref, edition.revision) == ("proef@1+eigen", 2)
    assert edition.changelog[-1].note == (
        "12 correcties op proef@1, revisie 1: 3 nieuw, 5 anders verwoord, 1 geschrapt, 2 andere"
        " sterkte, 1 andere omschrijving."
    )
    path = tmp_path / "eigen.yaml"
    path.write_text(own_edition_text(edition), "utf-8")
    assert read_framework(path) == edition


@pytest.mark.parametrize(
    ("cells", "code", "cell", "words"),
    [
        ({f"H{HULP}": "(gezin|koppel"}, "correction-phrase", f"H{HULP}", "onverwacht teken"),
        ({f"H{HULP}": "a*b"}, "correction-phrase", f"H{HULP}", "staat voor een woord"),
        ({f"H{HULP}": "hulp, steun"}, "correction-phrase", f"H{HULP}", "teken ‘,’"),
        ({f"H{HULP}": "schrappen"}, "correction-phrase", f"H{HULP}", "opmerking"),
        ({f"H{HULP}": "weglaten aub"}, "correction-phrase", f"H{HULP}", "opmerking"),
        ({f"H{HULP}": "a + b + c"}, "correction-phrase", f"H{HULP}", "precies twee woordgroepen"),
        ({f"H{COUNTER}": "a + b"}, "correction-phrase", f"H{COUNTER}", "kan niet"),
        ({f"H{HULP}": "Leefloon"}, "correction-duplicate", f"H{HULP}", "staat al bij ‘Steun’"),
        ({f"H{HULP}": '="x"&"y"'}, "correction-formula", f"H{HULP}", "formule"),
        ({f"H{COUNTER}": "zwak"}, "correction-strength", f"H{COUNTER}", "geen sterkte"),
        ({f"E{HULP}": "hulp"}, "correction-typed-over", f"E{HULP}", "stond ‘sociale hulp’"),
        ({f"F{HULP}": None}, "correction-typed-over", f"F{HULP}", "nieuwe rij"),
        ({f"B{HULP}": "Hulp"}, "correction-typed-over", f"B{HULP}", "namen van thema's"),
        ({f"I{HULP}": "x"}, "correction-row-unknown", f"I{HULP}", "sleutel"),
        ({f"I{HULP}": "steun#1"}, "correction-row-twice", f"I{HULP}", "kopie"),
        ({f"H{NEW}": "x"}, "correction-item-unknown", f"B{NEW}", "Het thema ontbreekt"),
        ({f"A{NEW}": "zorg", f"H{NEW}": "x"}, "correction-item-unknown", f"A{NEW}", "‘zorg’"),
        ({f"A{NEW}": "wonen", f"H{NEW}": "weg"}, "correction-phrase", f"H{NEW}", "opdracht"),
        ({f"A{NEW}": "wonen"}, "correction-row-incomplete", f"H{NEW}", "één woordgroep"),
        (
            {f"A{NEW}": "wonen", f"H{NEW}": "x", f"D{NEW}": "matig"},
            "correction-value-unknown",
            f"D{NEW}",
            "sterk of zwak",
        ),
        ({"Omschrijvingen!D6": "weg"}, "correction-definition", "D6", "geen omschrijving"),
        ({"Omschrijvingen!C6": "x"}, "correction-typed-over", "C6", "nieuwe omschrijving"),
        ({"Omschrijvingen!C9": "x"}, "correction-item-unknown", "A9", "nieuw thema"),
        ({"I5": "sleutels"}, "correction-sheet-missing", None, "Sleutel"),
    ],
)
def test_what_cannot_be_is_told_with_its_cell_and_nothing_is_made(
    correct: Correct, cells: Cells, code: str, cell: str | None, words: str
) -> None:
    corrected = correct(cells)

    told = [issue for issue in corrected.issues if issue.code == code]
    assert corrected.edition is None
    assert [issue.where.cell for issue in told] == [cell]
    assert words in told[0].message
    assert told[0].where.file == "blad.xlsx"


def test_all_mistakes_are_told_at_once(correct: Correct) -> None:
    corrected = correct({f"H{HULP}": "(a", f"H{PAIR}": "weg", f"E{LAC}": "x"}, delete=HUREN)

    assert corrected.edition is None
    assert sorted(codes(corrected)) == [
        "correction-phrase", "correction-row-missing", "correction-typed-over",
    ]  # fmt: skip


def test_a_deleted_row_is_no_removal(correct: Correct) -> None:
    corrected = correct({f"H{HULP}": "weg"}, delete=HUREN)

    assert corrected.edition is None
    assert "Bij ‘Wonen’ ontbreekt de rij van ‘huren’" in corrected.issues[0].message


@pytest.mark.parametrize(
    "edition",
    [
        EDITION.model_copy(update={"version": "2"}),
        EDITION.model_copy(update={"revision": 2}),
        framework(*(i.model_dump() for i in EDITION.items[:2])),
    ],
)
def test_a_sheet_of_another_edition_or_revision_is_refused(
    correct: Correct, edition: Framework
) -> None:
    corrected = correct({f"H{HULP}": "weg"}, edition=edition)

    assert corrected.edition is None
    assert set(codes(corrected)) == {"correction-other-edition"}
    assert corrected.issues[0].where.cell == "A2"
    assert "swcompetence frameworks sheet" in corrected.issues[0].message


def test_what_changes_nothing_is_told_beside_what_does(correct: Correct) -> None:
    corrected = correct(
        {
            f"H{HULP}": "zwak",
            f"H{LAC}": "LAC",
            f"H{HUREN}": "verhuren",
            "Omschrijvingen!D6": "Wat steun is.",
        }
    )

    assert codes(corrected) == ["correction-without-effect"] * 3
    assert phrases(corrected, "wonen") == ["verhuren", "woning"]


def test_a_sheet_without_corrections_gives_a_copy_and_says_so(correct: Correct) -> None:
    corrected = correct({})

    assert codes(corrected) == ["correction-none"]
    assert corrected.edition == copy_edition(EDITION, on=DAY)


def test_a_correction_that_the_lint_doubts_is_made_and_told(correct: Correct) -> None:
    corrected = correct({f"H{HUREN}": "leefloon"})

    assert codes(corrected) == ["indicator-shared"]
    assert (corrected.issues[0].where.sheet, corrected.issues[0].where.cell) == (
        "Woorden",
        f"H{LEEFLOON}",  # which now shares it
    )
    assert phrases(corrected, "wonen") == ["leefloon", "woning"]


def test_rows_may_be_moved(correct: Correct, book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Woorden"]
    sheet.move_range(f"A{NEW}:I{NEW}", rows=30)
    sheet.move_range(f"A{LEEFLOON}:I{LEEFLOON}", rows=20)
    workbook.save(book)

    corrected = correct({f"H{LEEFLOON + 20}": "weg"})

    assert corrected.issues == ()
    assert phrases(corrected, "steun") == ["sociale hulp", "schulden + afbetaling", "LAC"]


def test_the_sheet_of_an_own_edition_gives_its_next_revision(tmp_path: Path) -> None:
    own = copy_edition(EDITION, on=DAY)
    again = copy_edition(own, on=dt.date(2020, 1, 1))

    assert own.changelog[-1].note == "Kopie van proef@1, revisie 1."
    assert (again.ref, again.revision) == ("proef@1+eigen", 3)
    assert again.changelog[-1].date == DAY
    path = tmp_path / "eigen.xlsx"
    path.write_bytes(render_correction_book(own))
    with pytest.raises(InputFileError, match=r"Geef het bestand van dat kader mee"):
        apply_corrections(path, on=DAY)


def test_any_other_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Lijst")["A1"] = "Code"
    workbook.save(path)

    with pytest.raises(InputFileError, match="geen correctieblad"):
        apply_corrections(path, on=DAY)


def test_a_lent_indicator_names_its_lender_and_becomes_ones_own_by_other_words(
    tmp_path: Path,
) -> None:
    lent = [{"phrase": phrase, "lent_from": "ander@1:x"} for phrase in ("leefloon", "voorschot")]
    edition = framework(item("steun", *lent, label="Steun"))
    book, source = tmp_path / "blad.xlsx", tmp_path / "kader.yaml"
    source.write_text(edition_text(edition), "utf-8")
    book.write_bytes(render_correction_book(edition))
    workbook = openpyxl.load_workbook(book)
    assert workbook["Woorden"]["G6"].value == "geleend van ander@1:x"
    workbook["Woorden"]["H6"] = "leefloon aanvragen"
    workbook.save(book)

    corrected = apply_corrections(book, framework=str(source), on=DAY)

    assert corrected.edition, corrected.issues
    assert [(i.phrase, i.lent_from) for i in corrected.edition.item("steun").indicators] == [
        ("leefloon aanvragen", None),
        ("voorschot", "ander@1:x"),
    ]
    assert read_framework(source) == edition


@pytest.mark.parametrize(
    ("typed", "meant"), [("wegg", "weg"), ("Zwakk", "zwak"), ("strek", "sterk")]
)
def test_a_typing_error_in_an_order_is_no_phrase(correct: Correct, typed: str, meant: str) -> None:
    corrected = correct({f"H{LEEFLOON}": typed})

    assert corrected.edition is None
    (issue,) = corrected.issues
    assert (issue.where.sheet, issue.where.cell) == ("Woorden", f"H{LEEFLOON}")
    assert f"Bedoelde u ‘{meant}’?" in issue.message


def test_a_word_that_is_near_an_order_can_be_searched_in_brackets(correct: Correct) -> None:
    assert "(wet)" in phrases(correct({f"H{LEEFLOON}": "(wet)"}), "steun")


def test_what_stands_beside_the_columns_or_in_a_balloon_is_told(
    correct: Correct, book: Path
) -> None:
    workbook = openpyxl.load_workbook(book)
    workbook["Woorden"][f"H{HUREN}"].comment = Comment("dit mag weg", "An")
    workbook.save(book)

    corrected = correct({f"K{LEEFLOON}": "dit klopt niet", f"H{LAC}": "LOI"})

    told = {(issue.code, issue.where.cell) for issue in corrected.issues}
    assert told == {("correction-unread", f"K{LEEFLOON}"), ("correction-unread", f"H{HUREN}")}
    assert "‘dit mag weg’" in corrected.issues[1].message
    assert corrected.edition

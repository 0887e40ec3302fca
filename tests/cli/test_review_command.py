from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from typed import Run

from swcompetence.registry import get_framework
from swcompetence.workflow.mapping import map_lists, render_mapping

FRAMEWORK = ("--framework", "ocmw-praktijk")
NAME = "Nagekeken door"


@pytest.fixture(scope="module")
def undecided(rich_list: Path) -> bytes:
    """Give a review workbook as `map` writes it."""
    frameworks = (get_framework("ocmw-praktijk"),)
    mapping = map_lists([rich_list], frameworks, date=dt.date(2026, 11, 22))
    return render_mapping(mapping, frameworks, Path("k.xlsx"))


@pytest.fixture
def book(undecided: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "k.xlsx"
    path.write_bytes(undecided)
    return path


def header(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    row = next(r for r in sheet.iter_rows() if "Koppeling-id" in {c.value for c in r})
    return row[0].row or 0, {str(cell.value): cell.column or 0 for cell in row if cell.value}


def rows_of(path: Path) -> list[dict[str, object]]:
    sheet = openpyxl.load_workbook(path)["Koppelingen"]
    first, columns = header(sheet)
    return [
        {name: sheet.cell(row, column).value for name, column in columns.items()}
        for row in range(first + 1, sheet.max_row + 1)
    ]


def decide(path: Path, target: Path, name: str, *verdicts: str, **more: str) -> Path:
    """Decide on the first rows, in the name of a lecturer."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Koppelingen"]
    first, columns = header(sheet)
    for row, verdict in enumerate(verdicts, first + 1):
        for column, value in {"Besluit": verdict, NAME: name, **more}.items():
            sheet.cell(row, columns[column], value)
    workbook.save(target)
    return target


def data_of(path: Path) -> dict[str, dict[str, object]]:
    links = json.loads(path.read_text(encoding="utf-8"))["links"]
    return {link["id"]: link for link in links}


def a_busy_lecturer(path: Path) -> None:
    """Sort, filter, add a column, decide, mistype, add a missing link, and save."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Koppelingen"]
    first, columns = header(sheet)
    del sheet.tables["Koppelingen"]
    width = len(columns)
    filled = [
        [sheet.cell(row, column).value for column in range(1, width + 1)]
        for row in range(first + 1, sheet.max_row + 1)
        if sheet.cell(row, 1).value
    ]
    place = {name: column - 1 for name, column in columns.items()}
    filled.sort(key=lambda row: (str(row[place["Naam"]]), str(row[0])), reverse=True)
    proposed = [row for row in filled if row[place["Status"]] == "voorstel"]
    for row, verdict in zip(proposed, ("akkoord ", "Neen", "twijfel", "akord"), strict=False):
        row[place["Besluit"]], row[place[NAME]] = verdict, "An Peeters"
        row[place["Datum"]] = dt.date(2026, 11, 24)
    for number, row in enumerate(filled, first + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
        sheet.row_dimensions[number].hidden = number % 2 == 0
    spare = first + len(filled) + 1
    for name, value in (("Code", "GMW101"), ("Kaderitem", "ocmw-praktijk:huisbezoek")):
        sheet.cell(spare, columns[name]).value = value
    sheet.cell(spare + 1, columns["Code"]).value = "GMW102"
    sheet.cell(spare + 1, columns["Kaderitem"]).value = "ocmw-praktijk:huisbezoeken"
    sheet.insert_cols(4)
    sheet.cell(first, 4).value = "mijn eigen kolom"
    workbook.save(path)


def test_what_a_busy_lecturer_did_comes_back(run: Run, book: Path, tmp_path: Path) -> None:
    a_busy_lecturer(book)
    code, out, err = run("review", book, "-o", "uit.json")
    links = data_of(tmp_path / "uit.json").values()
    said = [one for link in links for one in link["decisions"]]  # type: ignore[attr-defined]  # JSON

    assert (code, out.strip()) == (0, "uit.json")
    assert sorted(one["verdict"] for one in said) == ["accept", "accept", "reject", "unsure"]
    assert {one["date"] for one in said} == {"2026-11-24", None}
    assert "‘akord’ is niet begrepen in de kolom Besluit" in err
    assert "Bedoelde u ‘Huisbezoek’" in err
    assert "2 bevestigd, 1 verworpen, 1 twijfel, 0 tegenspraak" in err
    assert "Nog niet bekeken: " in err


def test_dates_as_people_write_them_and_one_that_nobody_can_read(
    run: Run, book: Path, tmp_path: Path
) -> None:
    workbook = openpyxl.load_workbook(decide(book, tmp_path / "an.xlsx", "An", *["akkoord"] * 4))
    sheet = workbook["Koppelingen"]
    first, columns = header(sheet)
    written: tuple[dt.date | str, ...] = (
        dt.date(2026, 11, 3),
        "3/11/26",
        "3 November 2026",
        "ooit in november",
    )
    for row, date in enumerate(written, first + 1):
        sheet.cell(row, columns["Datum"]).value = date
    workbook.save(tmp_path / "an.xlsx")

    code, _, err = run("review", "an.xlsx", "-o", "uit.json")

    links = data_of(tmp_path / "uit.json").values()
    decisions = [one for link in links for one in link["decisions"]]  # type: ignore[attr-defined]  # JSON
    assert code == 0
    assert [one["verdict"] for one in decisions] == ["accept"] * 4
    assert sorted(str(one["date"]) for one in decisions) == [*["2026-11-03"] * 3, "None"]
    cell = sheet.cell(first + 4, columns["Datum"]).coordinate
    assert f"an.xlsx, Koppelingen!{cell}: ‘ooit in november’ is niet begrepen" in err
    assert "4 bevestigd" in err


def test_two_lecturers_and_then_the_one_who_decides(run: Run, book: Path, tmp_path: Path) -> None:
    an = decide(book, tmp_path / "an.xlsx", "An", "akkoord", "akkoord")
    bert = decide(book, tmp_path / "bert.xlsx", "Bert", "niet akkoord", "akkoord")
    first = run("review", an, bert)

    assert first.out.strip() == str(tmp_path / "an-samengevoegd.xlsx")
    assert "1 bevestigd, 0 verworpen, 0 twijfel, 1 tegenspraak" in first.err
    assert "An akkoord; Bert niet akkoord" in first.err
    joined = tmp_path / "an-samengevoegd.xlsx"
    shown = rows_of(joined)[0]
    assert (shown["Status"], shown["Besluit"]) == ("tegenspraak", None)
    assert shown["Gewijzigd"] == "gezegd is: An: akkoord; Bert: niet akkoord"

    decide(joined, joined, "An", "niet akkoord", Definitief="ja")
    second = run("review", joined, "-o", "eind.xlsx")
    assert "1 bevestigd, 1 verworpen, 0 twijfel, 0 tegenspraak" in second.err
    report = run("report", "eind.xlsx")
    assert (report.code, "(2 van " in report.err) == (0, True)


def test_a_review_never_replaces_decisions_unseen(run: Run, book: Path, tmp_path: Path) -> None:
    an = decide(book, tmp_path / "an.xlsx", "An", "akkoord")
    assert run("review", an).code == 0
    target = tmp_path / "an-samengevoegd.xlsx"
    before = target.read_bytes()
    refused = run("review", an, target)

    assert refused.code == 2
    assert "wordt nooit vervangen" in refused.err
    assert run("review", target, an, "--force").code == 2
    assert "bevat besluiten" in run("review", an).err
    assert target.read_bytes() == before

    forced = run("review", an, "--force")
    kept = [path for path in tmp_path.iterdir() if "(kopie " in path.name]
    assert forced.code == 0
    assert [path.read_bytes() for path in kept] == [before]
    assert kept[0].name in forced.err


def test_map_and_report_keep_a_dated_copy_too(
    run: Run, book: Path, rich_list: Path, tmp_path: Path
) -> None:
    decide(book, book, "An", "akkoord")
    before = book.read_bytes()
    assert "bevat besluiten" in run("map", rich_list, "-o", book, *FRAMEWORK).err
    assert run("map", rich_list, "-o", book, *FRAMEWORK, "--force").code == 0
    other = tmp_path / "ander.xlsx"
    decide(book, other, "An", "akkoord")
    assert run("report", book, "-o", book, "--force").code == 2
    assert run("report", book, "-o", other, "--force").code == 0

    kept = [path for path in tmp_path.iterdir() if "(kopie " in path.name]
    assert len(kept) == 2
    assert before in [path.read_bytes() for path in kept]


def test_a_course_list_is_never_replaced(run: Run, rich_list: Path, tmp_path: Path) -> None:
    own = tmp_path / "lijst.xlsx"
    own.write_bytes(rich_list.read_bytes())
    code, _, err = run("map", own, "-o", own, "--force", *FRAMEWORK)

    assert code == 2
    assert "wordt nooit vervangen" in err
    assert own.read_bytes() == rich_list.read_bytes()


def test_pseudonyms_stand_in_the_workbook_and_on_the_screen(
    run: Run, book: Path, tmp_path: Path
) -> None:
    an = decide(book, tmp_path / "an.xlsx", "An Peeters", "akkoord", Opmerking="ik, An Peeters")
    bert = decide(book, tmp_path / "bert.xlsx", "Bert", "nee", Opmerking="niet als an  peeters")
    plain = run("review", an, bert, "--pseudoniem")
    salted = run("review", an, bert, "--zout", "geheim", "-o", "zout.json")

    assert plain.out.strip() == str(tmp_path / "koppelingen-pseudoniem.xlsx")
    texts = [
        str(value)
        for sheet in openpyxl.load_workbook("koppelingen-pseudoniem.xlsx").worksheets
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value
    ]
    assert any("lesgever-307555" in text for text in texts)
    for text in (*texts, plain.err, salted.err, (tmp_path / "zout.json").read_text("utf-8")):
        assert "peeters" not in text.casefold()
        assert "Bert" not in text
    assert "lesgever-307555" not in (tmp_path / "zout.json").read_text("utf-8")


def next_year(rich_list: Path, target: Path) -> Path:
    """Renumber every code, change the text of one course and drop another."""
    workbook = openpyxl.load_workbook(rich_list)
    sheet = workbook.worksheets[0]
    columns = {str(cell.value): cell.column or 0 for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, columns["Code"]).value = f"NW{900 - row}"
    content = sheet.cell(5, columns["Inhoud"])
    content.value = f"{content.value} Nieuw is een bezoek aan de rechtbank."
    sheet.delete_rows(8)
    workbook.save(target)
    return target


def test_next_year_takes_over_what_was_decided(
    run: Run, book: Path, rich_list: Path, tmp_path: Path
) -> None:
    proposals = [row for row in rows_of(book) if row["Status"] == "voorstel"]
    decide(book, book, "An", *["akkoord"] * len(proposals))
    counts = {code: sum(row["Code"] == code for row in proposals) for code in ("GMW104", "GMW107")}
    lijst = next_year(rich_list, tmp_path / "nieuw.xlsx")
    carried = len(proposals) - sum(counts.values())
    code, _, err = run("map", lijst, "--decisions", book, *FRAMEWORK, "-o", "een.xlsx")

    assert code == 0
    assert (
        f"Uit k.xlsx: {carried} besliste koppelingen overgenomen, {counts['GMW104']} opnieuw te"
        f" bekijken, {counts['GMW107']} zonder plaats." in err
    )
    assert "Besluit zonder plaats: GMW107" in err
    shown = rows_of(tmp_path / "een.xlsx")
    again = [row for row in shown if row["Status"] == "opnieuw te bekijken"]
    assert {(row["Code"], row["Besluit"]) for row in again} == {("NW895", None)}
    for row in again:
        told = str(row["Gewijzigd"])
        assert told.startswith("vorig besluit: An: akkoord\ninhoud: ‘Nieuw is een bezoek aan de")
    assert sum(row["Status"] == "bevestigd" for row in shown) == carried


def test_taking_over_again_changes_nothing(
    run: Run, book: Path, rich_list: Path, tmp_path: Path
) -> None:
    decide(book, book, "An", "akkoord", "niet akkoord", "twijfel")
    lijst = next_year(rich_list, tmp_path / "nieuw.xlsx")
    day = ("--date", "2027-11-22", *FRAMEWORK)
    run("map", lijst, "--decisions", book, "-o", "een.json", *day)
    run("map", lijst, "--decisions", book, "--decisions", book, "-o", "twee.json", *day)
    run("map", lijst, "--decisions", book, "--decisions", "een.json", "-o", "drie.json", *day)
    once = (tmp_path / "een.json").read_bytes()

    assert (tmp_path / "twee.json").read_bytes() == once
    assert data_of(tmp_path / "drie.json") == data_of(tmp_path / "een.json")


def test_two_lists_take_over_from_one(
    run: Run, book: Path, rich_list: Path, poor_list: Path, tmp_path: Path
) -> None:
    decide(book, book, "An", "akkoord", "niet akkoord")
    _, _, err = run(
        "map", poor_list, rich_list, "--decisions", book, *FRAMEWORK, "-o", "samen.json"
    )
    decided = [one for one in data_of(tmp_path / "samen.json").values() if one["decisions"]]

    assert "2 besliste koppelingen overgenomen, 0 opnieuw te bekijken, 0 zonder plaats" in err
    assert sorted(str(one["status"]) for one in decided) == ["confirmed", "rejected"]
    assert all("/" in str(one["course"]) for one in decided)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["review"], "Er ontbreekt iets: BESTAND."),
        (["review", "bestaat-niet.xlsx"], "bestaat-niet.xlsx"),
        (["review", "k.xlsx", "-o", "uit.pdf"], "een naam op .xlsx, .html, .json of .sssom.tsv."),
        (["review", "k.xlsx", "anders.xlsx"], "Dit verschilt: de kaders (ocmw-praktijk@2026.2"),
        (["map", "lijst.xlsx", "--decisions", "lijst.xlsx"], "niet de cursuslijst zelf"),
    ],
)
def test_wrong_use_gives_one_dutch_message(
    run: Run, book: Path, rich_list: Path, words: list[str], message: str
) -> None:
    Path("lijst.xlsx").write_bytes(rich_list.read_bytes())
    run("map", rich_list, "-o", "anders.xlsx", "--framework", "krachtlijnen")
    code, out, err = run(*words)

    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err
    assert book.exists()


def test_help_is_dutch(run: Run) -> None:
    for verb in ("review", "map"):
        code, out, _ = run(verb, "--help")

        assert code == 0
        for english in ("Usage", "Options", "Arguments", "required", "default"):
            assert english not in out

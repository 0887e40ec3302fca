from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from samples import course, framework, item, link, mapping

from swcompetence.errors import DifferentRunsError, InputFileError
from swcompetence.model import Decision, Framework, Mapping, Place, Status, Verdict
from swcompetence.registry import get_framework
from swcompetence.report.review_book.book import render_review_book
from swcompetence.review.merge import ReviewedLink, merge
from swcompetence.review.parts import Division, split
from swcompetence.review.sheet import ReviewColumn as Column
from swcompetence.workflow.mapping import with_decisions
from swcompetence.workflow.opening import open_mapping
from swcompetence.workflow.reviewing import Review, bring_together

SHIPPED = get_framework("krachtlijnen")
ITEMS = [f"krachtlijnen:{one.id}" for one in SHIPPED.mapping_items]
COURSES = (course("A1", "Gesprek"), course("A2", "Recht"), course("A3", "Stage"))
BASE = mapping(
    *(link(one.id, ref) for one in COURSES for ref in ITEMS[:2]), courses=COURSES, edition=SHIPPED
)
LINK = BASE.links[0]


def a_book(path: Path, made: Mapping = BASE, edition: Framework = SHIPPED) -> Path:
    path.write_bytes(render_review_book(made, [edition]))
    return path


def header(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    row = next(cells for cells in sheet.iter_rows() if cells[0].value == Column.ID)
    return row[0].row or 0, {str(cell.value): cell.column or 0 for cell in row}


def fill_in(path: Path, link_id: str, **cells: str) -> Path:
    """Fill in a row as a lecturer does; underscores in a header stand for spaces."""
    book = openpyxl.load_workbook(path)
    sheet = book["Koppelingen"]
    first, columns = header(sheet)
    for row in range(first + 1, sheet.max_row + 1):
        if sheet.cell(row, columns[Column.ID]).value == link_id:
            for name, value in cells.items():
                sheet.cell(row, columns[name.replace("_", " ")], value)
    book.save(path)
    return path


def by(path: Path, name: str, verdict: str, link_id: str = LINK.id, **cells: str) -> Path:
    return fill_in(path, link_id, Besluit=verdict, Nagekeken_door=name, **cells)


def only_links(path: Path) -> Path:
    """Keep the sheet *Koppelingen* alone, as somebody does who copies it to a new workbook."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        if sheet.title != "Koppelingen":
            book.remove(sheet)
    book.save(path)
    return path


def verdicts(review: Review, link_id: str = LINK.id) -> dict[str | None, Verdict]:
    found = next(one for one in review.mapping.links if one.id == link_id)
    return {one.reviewer: one.verdict for one in found.decisions}


def test_a_workbook_without_the_sheet_to_decide_on_is_refused(tmp_path: Path) -> None:
    path = by(a_book(tmp_path / "an.xlsx"), "An", "akkoord")
    book = openpyxl.load_workbook(path)
    sheet = book["Koppelingen"]
    first, columns = header(sheet)
    sheet.cell(first, columns[Column.VERDICT]).value = "Mening"
    book.save(path)

    for read in (lambda: bring_together([path]), lambda: open_mapping(path)):
        with pytest.raises(InputFileError, match="geen blad met de kolommen"):
            read()


def test_an_answer_in_a_balloon_or_a_formula_without_a_value_is_told(tmp_path: Path) -> None:
    path = by(a_book(tmp_path / "an.xlsx"), "An", '=IF(TRUE,"akkoord","")')
    book = openpyxl.load_workbook(path)
    sheet = book["Koppelingen"]
    first, columns = header(sheet)
    sheet.cell(first + 2, columns[Column.LABEL]).comment = Comment("niet akkoord!", "Bert")
    book.save(path)

    mapping, issues = open_mapping(path)

    assert not any(one.decisions for one in mapping.links)
    assert [issue.code for issue in issues] == ["review-formula", "review-note-unread"]
    assert "staat een formule zonder bewaarde waarde" in issues[0].message
    assert (
        f"1 cel heeft een opmerking in een tekstballon, en die wordt niet gelezen: F{first + 2}"
        in (issues[1].message)
    )
    assert "niet akkoord!" in issues[1].message


def test_the_decisions_of_all_come_together(tmp_path: Path) -> None:
    an = by(a_book(tmp_path / "an.xlsx"), "An", "akkoord")
    bert = by(a_book(tmp_path / "bert.xlsx"), "Bert", "niet akkoord")
    by(bert, "Bert", "twijfel", BASE.links[2].id)
    review = bring_together([an, bert])

    assert verdicts(review) == {"An": Verdict.ACCEPT, "Bert": Verdict.REJECT}
    assert (len(review.summary.conflicts), review.summary.unsure, review.summary.open) == (1, 1, 4)
    assert [one.id for one in review.untouched] == ["A3"]
    assert review.issues == ()


def test_a_conflict_is_settled_by_a_row_that_is_final(tmp_path: Path) -> None:
    an = by(a_book(tmp_path / "an.xlsx"), "An", "akkoord")
    bert = by(a_book(tmp_path / "bert.xlsx"), "Bert", "niet akkoord")
    joined = bring_together([an, bert])
    book = by(a_book(tmp_path / "samen.xlsx", joined.mapping), "An", "akkoord", Definitief="ja")
    settled = bring_together([book])

    assert settled.summary.confirmed == 1
    assert verdicts(settled) == {"An": Verdict.ACCEPT, "Bert": Verdict.REJECT}


def test_bringing_together_again_changes_nothing(tmp_path: Path) -> None:
    an = by(a_book(tmp_path / "an.xlsx"), "An", "akkoord", Opmerking="week 3")
    bert = by(a_book(tmp_path / "bert.xlsx"), "Bert", "niet akkoord")
    once = bring_together([an, bert]).mapping
    book = a_book(tmp_path / "samen.xlsx", once)

    assert bring_together([book]).mapping == once
    assert bring_together([book, an, bert]).mapping == once
    assert bring_together([an, book, bert]).mapping == once


def test_an_old_copy_never_undoes_a_newer_decision(tmp_path: Path) -> None:
    an = by(a_book(tmp_path / "an.xlsx"), "An", "akkoord")
    book = a_book(tmp_path / "samen.xlsx", bring_together([an]).mapping)
    by(book, "An", "niet akkoord")

    for order in ([an, book], [book, an]):
        review = bring_together(order)
        found = next(one for one in review.mapping.links if one.id == LINK.id)
        assert found.status is Status.REJECTED
        assert [one.verdict for one in found.decisions] == [Verdict.ACCEPT, Verdict.REJECT]


def test_somebody_may_go_back_to_what_was_said_first(tmp_path: Path) -> None:
    an = by(a_book(tmp_path / "an.xlsx"), "An", "akkoord")
    second = by(a_book(tmp_path / "2.xlsx", bring_together([an]).mapping), "An", "niet akkoord")
    joined = bring_together([second]).mapping
    third = by(a_book(tmp_path / "3.xlsx", joined), "An", "akkoord")
    bert = a_book(tmp_path / "bert.xlsx", joined)

    assert bring_together([third, bert]).summary.confirmed == 1
    assert bring_together([bert, third]).summary.confirmed == 1


def test_decisions_in_the_hidden_mapping_of_any_file_are_kept(tmp_path: Path) -> None:
    decision = Decision(verdict=Verdict.REJECT, reviewer="Carla")
    told = merge(
        BASE,
        [ReviewedLink(course="A1", item=LINK.item, decision=decision, place=Place())],
    )
    first = a_book(tmp_path / "leeg.xlsx")
    second = a_book(tmp_path / "carla.xlsx", told)
    book = openpyxl.load_workbook(second)
    sheet = book["Koppelingen"]
    sheet.delete_rows(header(sheet)[0] + 1, 3)
    book.save(second)
    text = tmp_path / "an.json"
    text.write_text(open_mapping(by(a_book(tmp_path / "an.xlsx"), "An", "akkoord"))[0].to_json())

    assert verdicts(bring_together([first, second, text])) == {
        "An": Verdict.ACCEPT,
        "Carla": Verdict.REJECT,
    }


def test_a_copied_sheet_takes_the_mapping_of_the_original(tmp_path: Path) -> None:
    original = a_book(tmp_path / "origineel.xlsx")
    copied = only_links(by(a_book(tmp_path / "an.xlsx"), "An", "akkoord"))
    as_json = tmp_path / "origineel.json"
    as_json.write_text(BASE.to_json(), encoding="utf-8")

    with pytest.raises(InputFileError, match="--mapping"):
        bring_together([copied])
    for path in (original, as_json):
        assert verdicts(bring_together([copied], original=path)) == {"An": Verdict.ACCEPT}
    assert verdicts(bring_together([copied, original])) == {"An": Verdict.ACCEPT}


def test_an_ordinary_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Code", "Titel"])
    book.save(path)

    with pytest.raises(InputFileError, match="niet de cursuslijst zelf"):
        bring_together([path])


def test_another_run_is_refused_with_what_differs(tmp_path: Path) -> None:
    changed = (course("A1", "Gesprek", content="nieuw"), *COURSES[1:])
    other_text = mapping(*BASE.links, courses=changed, edition=SHIPPED)
    other_tool = BASE.model_copy(update={"tool": BASE.tool.model_copy(update={"version": "9"})})
    other_kader = mapping(courses=COURSES, edition=framework(item("a")))
    fewer = BASE.of_courses(["A1", "A2"])
    newer = BASE.frameworks[0].model_copy(update={"revision": 99})
    revised = BASE.model_copy(update={"frameworks": (newer,)})
    first = a_book(tmp_path / "een.xlsx")

    for made, named in (
        (other_text, "de tekst van A1"),
        (other_tool, r"het programma \(swcompetence 0, .* tegenover swcompetence 9, "),
        (other_kader, r"de kaders \(krachtlijnen@2018 tegenover proef@1\)"),
        (revised, r"de inhoud van het kader krachtlijnen@2018 \(revisie \d+ tegenover 99\)"),
        (fewer, "enkel het eerste bestand kent A3"),
    ):
        second = a_book(tmp_path / "twee.xlsx", made)
        with pytest.raises(DifferentRunsError, match=named) as caught:
            bring_together([first, second])
        assert caught.value.names == ("een.xlsx", "twee.xlsx")


def test_parts_come_together_and_what_lacks_is_told(tmp_path: Path) -> None:
    parts = split(
        BASE,
        [
            Division(name="An", courses=("A1",)),
            Division(name="Bert", courses=("A2",)),
            Division(name="Carla", courses=("A3",)),
        ],
    )
    files = [a_book(tmp_path / f"{n}.xlsx", part) for n, part in enumerate(parts)]
    by(files[0], "An", "akkoord")
    two, three = bring_together(files[:2]), bring_together(files)

    assert [one.code for one in two.issues] == ["review-part-missing"]
    assert [one.id for one in three.mapping.courses] == ["A1", "A2", "A3"]
    assert (three.issues, three.mapping.part) == ((), None)
    assert verdicts(three) == {"An": Verdict.ACCEPT}


def test_one_person_who_says_two_things_without_dates_is_asked(tmp_path: Path) -> None:
    first = by(a_book(tmp_path / "een.xlsx"), "An", "akkoord")
    second = by(a_book(tmp_path / "twee.xlsx"), "an", "niet akkoord")
    review = bring_together([first, second])

    assert [one.code for one in review.issues] == ["review-files-differ"]
    assert "een.xlsx" in review.issues[0].message
    assert review.summary.rejected == 1


@pytest.mark.parametrize(
    ("name", "days", "codes"),
    [
        ("An", ("3/11/2026", "4/11/2026"), []),
        ("An", ("3/11/2026", "3/11/2026"), ["review-files-differ"]),
        ("An", ("3/11/2026", ""), ["review-files-differ"]),
        ("", ("", ""), []),
    ],
)
def test_only_a_named_person_without_dates_that_tell_is_asked(
    tmp_path: Path, name: str, days: tuple[str, str], codes: list[str]
) -> None:
    books = [
        by(a_book(tmp_path / f"{number}.xlsx"), name, verdict, Datum=day)
        for number, (verdict, day) in enumerate(zip(("akkoord", "niet akkoord"), days, strict=True))
    ]

    found = [issue.code for issue in bring_together(books).issues]
    assert [code for code in found if code != "review-without-reviewer"] == codes


def test_decisions_without_a_name_are_told_with_their_number_and_file(tmp_path: Path) -> None:
    named = by(a_book(tmp_path / "an.xlsx"), "An", "akkoord")
    nameless = by(a_book(tmp_path / "wie.xlsx"), "", "akkoord")
    once = bring_together([named, nameless])
    saved = tmp_path / "samen.json"
    saved.write_text(once.mapping.to_json(), encoding="utf-8")

    (issue,) = once.issues
    assert (issue.code, issue.where.file) == ("review-without-reviewer", "wie.xlsx")
    assert "1 besluit noemt geen lesgever. Het telt mee" in issue.message
    assert issue.code in [one.code for one in open_mapping(nameless)[1]]
    assert "samen.json" in [one.where.file for one in open_mapping(saved)[1]]
    assert open_mapping(named)[1] == ()


def test_trouble_that_was_put_right_is_not_told_again(tmp_path: Path) -> None:
    wrong = by(a_book(tmp_path / "an.xlsx"), "An", "akord")
    once = bring_together([wrong])
    book = a_book(tmp_path / "samen.xlsx", once.mapping)
    by(wrong, "An", "akkoord")

    assert [one.code for one in once.mapping.issues] == ["review-value-unknown"]
    assert bring_together([book]).mapping.issues == once.mapping.issues
    assert bring_together([book, wrong]).mapping.issues == ()


def test_pseudonyms_are_in_everything(tmp_path: Path) -> None:
    an = by(
        a_book(tmp_path / "an peeters.xlsx"), "An Peeters", "akkoord", Opmerking="ik, an peeters"
    )
    by(an, "Dirk Wouters", "akord", BASE.links[1].id)
    bert = by(
        a_book(tmp_path / "bert.xlsx"), "Bert Claes", "niet akkoord", Opmerking="zie An Peeters"
    )
    review = bring_together([an, bert], salt="")
    text = review.mapping.to_json()
    again = bring_together([a_book(tmp_path / "samen.xlsx", review.mapping), an, bert], salt="")

    assert not [n for n in ("eeters", "Claes", "Wouters", "bert") if n in text]
    assert text.count("lesgever-307555") == 3
    assert again.mapping == review.mapping


def test_an_older_file_is_found_by_its_day(tmp_path: Path) -> None:
    dated = []
    for day, verdict in (("2024-06-01", "akkoord"), ("2025-06-01", "niet akkoord")):
        made = Mapping.model_validate({**BASE.model_dump(), "date": day})
        dated.append(by(a_book(tmp_path / f"{day}.xlsx", made), "An", verdict))
    for order in (dated, dated[::-1]):
        result, accounts = with_decisions(BASE, [SHIPPED], order)

        assert result.links[0].status is Status.REJECTED
        assert [one.path for one in accounts] == order
        assert [one.rollover.carried for one in accounts] == [1, 1]


def test_a_typing_error_in_a_date_does_not_beat_a_later_decision(tmp_path: Path) -> None:
    books = [
        by(a_book(tmp_path / "an.xlsx"), "An", "akkoord", Datum="3/11/2062"),
        by(a_book(tmp_path / "later.xlsx"), "An", "niet akkoord", Datum="5/11/2026"),
    ]

    review = bring_together(books, today=dt.date(2026, 11, 30))

    assert review.summary.rejected == 1
    assert {"review-value-unknown", "review-files-differ"} == {i.code for i in review.issues}


def test_nothing_fits_beside_an_akkoord_of_somebody_else_is_told(tmp_path: Path) -> None:
    nothing = link("A1", "krachtlijnen:geen", proposed=False, origin="reviewer")
    base = BASE.model_copy(update={"links": (*BASE.links, nothing)})
    an = by(a_book(tmp_path / "an.xlsx", base), "An", "akkoord")
    bert = by(a_book(tmp_path / "bert.xlsx", base), "Bert", "akkoord", nothing.id)

    once = bring_together([an, bert])
    settled = by(a_book(tmp_path / "samen.xlsx", once.mapping), "Bert", "niet akkoord", nothing.id)
    again = bring_together([settled])

    (issue,) = once.issues
    assert issue.message.startswith(
        "A1 en krachtlijnen: Bert zegt dat niets uit dit kader past, maar An is akkoord met"
    )
    assert again.issues == again.mapping.issues == ()

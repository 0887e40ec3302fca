"""Decisions that a lecturer saved from the page, beside the same ones typed in the workbook."""

from __future__ import annotations

import base64
import datetime as dt
import json
import zlib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from samples import course, framework, item, link, mapping

from swcompetence.errors import InputFileError
from swcompetence.model import Decision, ItemRef, Mapping, Status, Verdict
from swcompetence.registry import get_framework
from swcompetence.report.review_book.book import render_review_book
from swcompetence.review.carriers import DECISIONS_SCHEMA, DecisionFile, packed_mapping
from swcompetence.review.sheet import ReviewColumn as Column
from swcompetence.workflow import opening
from swcompetence.workflow.exporting import json_schema
from swcompetence.workflow.mapping import with_decisions
from swcompetence.workflow.opening import FileRole, open_mapping, read_decisions, role_of
from swcompetence.workflow.reviewing import bring_together, compare_files
from swcompetence.workflow.safekeeping import holds_decisions

SHIPPED = get_framework("ocmw-praktijk")
ITEMS = [SHIPPED.item_ref(theme) for theme in SHIPPED.mapping_items]
COURSES = (course("A1", "Gesprek"), course("A2", "Recht"))
BASE = mapping(
    *(link(one.id, ref) for one in COURSES for ref in ITEMS[:2]), courses=COURSES, edition=SHIPPED
)
FIRST, SECOND = BASE.links[:2]
NOON = "2026-11-29T12:00:00+01:00"


def said(of: Any = FIRST, verdict: str | None = "accept", **facts: object) -> dict[str, object]:
    hashes = {one.id: one.text_hash for one in COURSES}
    return {
        "course": of.course,
        "item": of.item,
        "text_hash": hashes[of.course],
        "verdict": verdict,
        "reviewer": "An",
        "date": "2026-11-29",
        "at": NOON,
        **facts,
    }


def saved(path: Path, *decisions: dict[str, object], of: Mapping = BASE, **facts: object) -> Path:
    packed, digest = packed_mapping(of)
    content = {
        "schema": DECISIONS_SCHEMA,
        "programme": "Sociaal werk",
        "reviewer": "An",
        "saved": NOON,
        "decisions": decisions,
        "digest": digest,
        "mapping": packed,
        **facts,
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def a_book(path: Path, rows: dict[str, dict[Column, Any]], of: Mapping = BASE) -> Path:
    """Type cells in the workbook, by link id; other rows are added below."""
    path.write_bytes(render_review_book(of, [SHIPPED]))
    book = openpyxl.load_workbook(path)
    sheet = book["Koppelingen"]
    header = next(cells for cells in sheet.iter_rows() if cells[0].value == Column.ID)
    columns = {str(cell.value): cell.column or 0 for cell in header}
    ids = {
        sheet.cell(number, columns[Column.ID]).value: number
        for number in range((header[0].row or 0) + 1, sheet.max_row + 1)
    }
    for key, cells in rows.items():
        for column, value in cells.items():
            sheet.cell(ids.get(key, ids[None]), columns[column], value)
    book.save(path)
    return path


def test_the_file_says_the_same_as_the_workbook_with_the_same_decisions(tmp_path: Path) -> None:
    day = dt.date(2026, 11, 29)
    book = a_book(
        tmp_path / "an.xlsx",
        {
            FIRST.id: {
                Column.VERDICT: "akkoord", Column.TIE: "ja", Column.LEVEL: "V",
                Column.ASSESSED: "nee", Column.REVIEWER: "An", Column.DATE: day,
                Column.NOTE: "Zie les 3",
            },
            SECOND.id: {Column.VERDICT: "?", Column.REVIEWER: "An", Column.DATE: day},
            "nieuw": {
                Column.CODE: "A2", Column.FRAMEWORK: SHIPPED.id,
                Column.LABEL: SHIPPED.mapping_items[5].label, Column.REVIEWER: "An",
                Column.DATE: day, Column.FINAL: "ja",
            },
        },
    )  # fmt: skip
    added = link("A2", ITEMS[5])
    file = saved(
        tmp_path / "an.json",
        said(tie="explicit", level="V", assessed=False, note="Zie les 3"),
        said(SECOND, "unsure"),
        said(added, final=True),
    )

    assert open_mapping(file) == open_mapping(book)
    assert bring_together([file]) == bring_together([book])
    assert read_decisions(file)[0][0].decision == read_decisions(book)[0][0].decision
    assert role_of(file) is FileRole.REVIEW_BOOK
    assert holds_decisions(file)


def test_files_and_workbooks_of_several_people_come_together(tmp_path: Path) -> None:
    an = saved(tmp_path / "an.json", said(), said(SECOND))
    bert = a_book(
        tmp_path / "bert.xlsx",
        {
            FIRST.id: {Column.VERDICT: "n", Column.REVIEWER: "Bert"},
            SECOND.id: {Column.VERDICT: "t", Column.REVIEWER: "Bert"},
        },
    )

    review = bring_together([an, bert])

    assert [conflict.link for conflict in review.summary.conflicts] == [FIRST.id]
    assert [conflict.link for conflict in review.summary.on_level] == [SECOND.id]
    agreement, _, _ = compare_files(an, bert)
    assert (agreement.total.both, agreement.total.same) == (2, 0)


def test_of_two_files_of_one_day_the_newer_decision_counts_in_any_order(tmp_path: Path) -> None:
    old = saved(tmp_path / "oud.json", said())
    new = saved(tmp_path / "nieuw.json", said(verdict="reject", at="2026-11-29T12:00:01+01:00"))

    for files in ([old, new], [new, old]):
        review = bring_together(files)
        assert review.mapping.links[0].status is Status.REJECTED
        assert review.issues == ()


def test_what_was_taken_back_counts_no_longer_whatever_file_comes_last(tmp_path: Path) -> None:
    old = saved(tmp_path / "oud.json", said())
    new = saved(tmp_path / "nieuw.json", said(withdrawn=True, at="2026-11-29T13:00:00+01:00"))

    for files in ([old, new], [new, old]):
        review = bring_together(files)
        assert review.mapping.links[0].status is Status.OPEN
        assert [issue.code for issue in review.issues] == ["review-decision-withdrawn"]
        assert "besluit (A1 en" in review.issues[0].message


def test_an_earlier_decision_that_the_page_showed_can_be_taken_back(tmp_path: Path) -> None:
    decision = Decision(verdict=Verdict.ACCEPT, reviewer="Bert", date=dt.date(2026, 1, 5))
    update = {"decisions": (decision,), "status": Status.CONFIRMED}
    decided = BASE.model_copy(update={"links": (FIRST.model_copy(update=update), *BASE.links[1:])})
    back = said(reviewer="Bert", date="2026-01-05", withdrawn=True)

    reopened, _ = open_mapping(saved(tmp_path / "an.json", back, of=decided))
    kept, issues = open_mapping(saved(tmp_path / "leeg.json", of=decided))

    assert reopened.links[0].status is Status.OPEN
    assert kept.links[0].status is Status.CONFIRMED
    assert issues == ()


def test_decisions_go_along_to_the_next_list(tmp_path: Path) -> None:
    file = saved(tmp_path / "an.json", said(), said(SECOND, "reject"))

    renewed, (account,) = with_decisions(BASE, [SHIPPED], [file])

    assert account.rollover.carried == 2
    assert [one.status for one in renewed.links[:2]] == [Status.CONFIRMED, Status.REJECTED]


def test_names_are_replaced_everywhere(tmp_path: Path) -> None:
    file = saved(
        tmp_path / "besluiten-an-peeters.json",
        said(reviewer="An Peeters", note="Volgens An Peeters", verdict="accept"),
        said(SECOND, None, reviewer="An Peeters"),
    )

    review = bring_together([file], salt="zout")

    text = review.mapping.to_json() + str(review.issues)
    assert "peeters" not in text.casefold()
    assert "lesgever-" in text


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (said(course="X9"), "review-code-unknown"),
        (said(item="ocmw-praktijk:bestaat_niet"), "review-item-unknown"),
        (said(item="elders:a"), "review-item-unknown"),
        (said(text_hash="anders"), "review-text-differs"),
        (said(verdict=None, note="nog te bekijken"), "review-verdict-missing"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_counts(
    tmp_path: Path, entry: dict[str, object], code: str
) -> None:
    file = saved(tmp_path / "an.json", entry, said(SECOND))

    review = bring_together([file])

    assert [issue.code for issue in review.issues] == [code]
    assert str(entry["course"]) in review.issues[0].message
    assert review.summary.confirmed == 1


def test_a_level_or_context_without_sense_never_takes_the_verdict_away(tmp_path: Path) -> None:
    other = framework(item("a"))
    alone = mapping(link("A1", other.item_ref(other.items[0])), courses=COURSES, edition=other)
    entry = said(alone.links[0], tie="explicit", level="Q")

    opened, issues = open_mapping(saved(tmp_path / "an.json", entry, of=alone))

    assert opened.links[0].status is Status.CONFIRMED
    assert opened.links[0].decisions[0].tie is None
    assert [issue.code for issue in issues] == ["review-value-unknown"] * 2


def test_nothing_fits_beside_an_item_is_told(tmp_path: Path) -> None:
    nothing = link("A1", ItemRef("ocmw-praktijk:geen"))

    _, issues = open_mapping(saved(tmp_path / "an.json", said(), said(nothing)))

    assert [issue.code for issue in issues] == ["review-nothing-fits-contradicted"]


def _cut(text: str) -> str:
    return text[:-40]


def _renumbered(text: str) -> str:
    return text.replace("decisions@1", "decisions@7")


def _other_mapping(text: str) -> str:
    return text.replace(packed_mapping(BASE)[1], "0" * 64)


def _bomb(text: str) -> str:
    packed = base64.b64encode(zlib.compress(b" " * 2_000_000)).decode()
    return json.dumps(json.loads(text) | {"mapping": packed})


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_cut, "beschadigd"),
        (_renumbered, "recentere versie"),
        (_other_mapping, "beschadigd"),
        (_bomb, "beschadigd"),
    ],
)
def test_a_spoiled_file_is_refused_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Any, words: str
) -> None:
    monkeypatch.setattr(opening, "_MOST_BYTES", 1_000_000)
    file = saved(tmp_path / "an.json", said())
    file.write_text(spoil(file.read_text("utf-8")), encoding="utf-8")

    with pytest.raises(InputFileError, match=words):
        open_mapping(file)


def test_unknown_keys_are_left_and_the_schema_fits_what_is_written(tmp_path: Path) -> None:
    file = saved(tmp_path / "an.json", said(), later="iets nieuws")
    content = json.loads(file.read_text("utf-8"))
    assert open_mapping(file)[0].links[0].status is Status.CONFIRMED

    del content["later"]
    jsonschema = pytest.importorskip(
        "jsonschema", reason="het pakket jsonschema is niet geïnstalleerd"
    )
    schema = json.loads(json_schema("decisions"))
    jsonschema.Draft202012Validator(schema).validate(content)
    assert DecisionFile.model_validate(content).decisions[0].item == FIRST.item


def test_a_day_to_come_in_the_file_counts_as_no_date(tmp_path: Path) -> None:
    file = saved(tmp_path / "an.json", said(date="2062-11-03"))
    back = saved(tmp_path / "terug.json", said(date="2062-11-03", withdrawn=True))
    today = dt.date(2026, 11, 30)

    (row,), issues = read_decisions(file, today=today)
    (withdrawn,), _ = read_decisions(back, today=today)

    assert (row.decision.verdict, row.decision.date) == (Verdict.ACCEPT, None)
    assert [issue.code for issue in issues] == ["review-value-unknown"]
    # What is taken back is known by its date.
    assert withdrawn.decision.date == dt.date(2062, 11, 3)

"""A review workbook that comes back a second time: nothing is lost and nothing wrong in silence."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from samples import course, framework, item, link, mapping

from swcompetence.files.formats.sheets import read_sheets
from swcompetence.model import (
    Band,
    CourseField,
    CourseGroup,
    Decision,
    Evidence,
    EvidenceKind,
    Issue,
    ItemRef,
    Mapping,
    Place,
    Status,
    Table,
    TableRow,
    Tie,
    TieContext,
    Treatment,
    Verdict,
)
from swcompetence.model.mapping import in_force
from swcompetence.report.review_book.book import render_review_book
from swcompetence.review.decisions import decisions_in
from swcompetence.review.evidence import evidence_fragments
from swcompetence.review.merge import ReviewedLink, merge, new_statements, summarise
from swcompetence.review.parts import join
from swcompetence.review.rows import link_rows, listed_links, workload
from swcompetence.review.sheet import ReviewColumn as Column

EDITION = framework(*(item(name) for name in "abcd"), id="ocmw-praktijk")
COURSES = (course("SW1"), course("SW2", "Vak B"))
FIRST = 6
"""Row of the first link."""


def a_mapping() -> Mapping:
    links = [link(of, f"ocmw-praktijk:{name}") for of in ("SW1", "SW2") for name in "abcd"]
    return mapping(*links, courses=COURSES, edition=EDITION)


def said(of: str, name: str, verdict: Verdict, reviewer: str | None = "An") -> ReviewedLink:
    decision = Decision(verdict=verdict, reviewer=reviewer)
    return ReviewedLink(
        course=of, item=ItemRef(f"ocmw-praktijk:{name}"), decision=decision, place=Place()
    )


class Book:
    """A review workbook in which somebody works."""

    def __init__(self, issued: Mapping, *, blind_seed: int | None = None) -> None:
        self.issued = issued
        content = render_review_book(issued, [EDITION], blind_seed=blind_seed)
        self.book = load_workbook(io.BytesIO(content))

    @property
    def sheet(self) -> Worksheet:
        return self.book["Koppelingen"]

    def place(self, column: str) -> int:
        return [cell.value for cell in self.sheet[FIRST - 1]].index(column) + 1

    def put(self, row: int, **cells: str | None) -> None:
        for name, value in cells.items():
            self.sheet.cell(FIRST + row, self.place(Column[name])).value = value

    def tables(self) -> tuple[Table, ...]:
        content = io.BytesIO()
        self.book.save(content)
        return tuple(sheet.table for sheet in read_sheets(content.getvalue(), Path("boek.xlsx"))[0])

    def read(self) -> tuple[Mapping, tuple[Issue, ...]]:
        decisions, issues = decisions_in(self.tables(), self.issued)
        return merge(self.issued, decisions), issues


def codes(issues: tuple[Issue, ...]) -> list[str]:
    return [issue.code for issue in issues]


def statuses(mapped: Mapping) -> dict[str, Status]:
    return {f"{x.course} {x.item.item}": x.status for x in mapped.links if x.decisions}


DECIDED = merge(
    a_mapping(), [said("SW1", "a", Verdict.ACCEPT), said("SW1", "b", Verdict.REJECT, "Bert")]
)


def test_an_emptied_decision_no_longer_counts_and_stays_in_the_history() -> None:
    book = Book(DECIDED)
    book.put(0, VERDICT=None, REVIEWER=None)

    merged, issues = book.read()

    emptied = merged.links[0]
    assert (emptied.status, in_force(emptied.decisions)) == (Status.OPEN, ())
    assert [d.verdict for d in emptied.decisions] == [Verdict.ACCEPT]
    assert codes(issues) == ["review-decision-withdrawn"]
    assert "1 besluit is leeggemaakt" in issues[0].message
    assert "L6 (SW1 en ocmw-praktijk:a: was akkoord van An)" in issues[0].message
    assert Book(merged).sheet.cell(FIRST, Book(merged).place(Column.CHANGED)).value == (
        "leeggemaakt: An: akkoord"
    )


def test_the_row_may_be_gone_and_what_stood_beside_the_decision_may_stay() -> None:
    book = Book(DECIDED)
    book.put(0, VERDICT=None)
    book.sheet.delete_rows(FIRST + 1)

    merged, issues = book.read()

    assert set(statuses(merged).values()) == {Status.OPEN}
    assert "2 besluiten zijn leeggemaakt" in issues[0].message
    assert "rij weg (SW1 en ocmw-praktijk:b: was niet akkoord van Bert)" in issues[0].message


def test_a_withdrawn_decision_counts_again_once_it_is_said_again() -> None:
    emptied = Book(DECIDED)
    emptied.put(0, VERDICT=None)
    book = Book(emptied.read()[0])
    book.put(0, VERDICT="a", REVIEWER="An")

    merged, issues = book.read()

    assert issues == ()
    assert statuses(merged)["SW1 a"] is Status.CONFIRMED
    assert len(merged.links[0].decisions) == 1


def test_absence_from_a_blind_workbook_a_copied_sheet_or_an_older_file_says_nothing() -> None:
    blind = Book(DECIDED, blind_seed=1)
    copied = Book(DECIDED)
    copied.sheet.delete_rows(FIRST)
    del copied.book["_mapping"]
    older = Book(a_mapping())

    for book in (blind, copied, older):
        decisions, issues = decisions_in(book.tables(), DECIDED, issued=book.issued)
        assert issues == ()
        assert statuses(merge(DECIDED, decisions)) == statuses(DECIDED)


def test_a_colleague_whose_copy_still_shows_the_decision_does_not_bring_it_back() -> None:
    emptied, copy = Book(DECIDED), Book(DECIDED)
    emptied.put(0, VERDICT=None)
    statements: list[ReviewedLink] = []
    for book in (emptied, copy):
        decisions, _ = decisions_in(book.tables(), DECIDED, issued=DECIDED)
        statements += new_statements(decisions, DECIDED, [])

    merged = merge(join([DECIDED, DECIDED]), statements)

    assert statuses(merged)["SW1 a"] is Status.OPEN
    assert statuses(join([DECIDED, merged]))["SW1 a"] is Status.OPEN
    assert statuses(join([merged, DECIDED]))["SW1 a"] is Status.OPEN


def test_a_second_column_of_decisions_is_a_second_reader() -> None:
    book = Book(a_mapping())
    place = book.place(Column.VERDICT) + 1
    book.sheet.insert_cols(place)
    book.sheet.cell(FIRST - 1, place).value = "Besluit Bert"
    for row in range(2):
        book.put(row, VERDICT="akkoord", REVIEWER="An")
        book.sheet.cell(FIRST + row, place).value = "niet akkoord" if row else "t"

    merged, issues = book.read()

    told = [(d.reviewer, d.verdict) for x in merged.links[:2] for d in x.decisions]
    assert told == [
        ("An", Verdict.ACCEPT), ("Bert", Verdict.TOUCHED),
        ("An", Verdict.ACCEPT), ("Bert", Verdict.REJECT),
    ]  # fmt: skip
    assert codes(issues) == ["review-column-unknown"]
    assert "gelezen als de besluiten van Bert (2 ingevulde cellen)" in issues[0].message


def test_a_second_reader_does_not_keep_alive_what_the_first_took_back() -> None:
    book = Book(DECIDED)
    place = book.place(Column.NOTE)
    book.sheet.cell(FIRST - 1, place).value = "Besluit Bert"
    book.put(0, VERDICT=None)
    book.sheet.cell(FIRST, place).value = "terloops"

    merged, issues = book.read()

    assert [d.reviewer for d in in_force(merged.links[0].decisions)] == ["Bert"]
    assert codes(issues) == ["review-column-unknown", "review-decision-withdrawn"]


@pytest.mark.parametrize(
    ("column", "header", "means"),
    [
        (Column.VERDICT, "Besluit An", "gelezen als Besluit"),
        (Column.NOTE, "Commentaar", "gelezen als Opmerking"),
        (Column.REVIEWER, "Lector", "gelezen als Nagekeken door"),
        (Column.FINAL, "Finaal", "gelezen als Definitief"),
        (Column.NOTE, "Iets anders", "wordt niet gelezen (1 ingevulde cel, vanaf S6)"),
        (Column.NOTE, None, "Een kolom zonder kop wordt niet gelezen"),
    ],
)
def test_a_renamed_column_is_used_where_its_meaning_is_plain_and_told(
    column: Column, header: str | None, means: str
) -> None:
    book = Book(a_mapping())
    values = {Column.VERDICT: "akkoord", Column.FINAL: "ja"}
    book.put(0, **{"VERDICT": "akkoord", column.name: values.get(column, "An")})
    book.sheet.cell(FIRST - 1, book.place(column)).value = header

    merged, issues = book.read()

    (decision,) = merged.links[0].decisions
    assert decision.verdict is Verdict.ACCEPT
    assert codes(issues) == ["review-column-unknown"]
    assert means in issues[0].message
    if header in {"Besluit An", "Lector"}:
        assert decision.reviewer == "An"
    assert decision.note == ("An" if header == "Commentaar" else None)
    assert decision.final is (header == "Finaal")


@pytest.mark.parametrize("first", [Column.VERDICT, Column.TIE, Column.ID])
def test_columns_that_were_sorted_apart_are_refused_row_by_row(first: Column) -> None:
    book = Book(a_mapping())
    for row in range(8):
        book.put(row, VERDICT=("akkoord", "twijfel")[row % 2], REVIEWER=f"Lezer {row}")
    last = Column.CHANGED if first is Column.ID else Column.FINAL
    columns = range(book.place(first), book.place(last) + 1)
    cells = [[book.sheet.cell(FIRST + row, c).value for c in columns] for row in range(8)]
    for row, values in enumerate([cells[0], *cells[:0:-1]]):
        for column, value in zip(columns, values, strict=True):
            book.sheet.cell(FIRST + row, column).value = value

    merged, issues = book.read()

    decided = {x.id for x in merged.links if x.decisions}
    unmoved = {
        str(book.sheet.cell(FIRST + row, book.place(Column.ID)).value)
        for row in range(8)
        if book.sheet.cell(FIRST + row, book.place(Column.ID)).value
        == book.sheet.cell(FIRST + row, book.place(Column.LAST_KEY)).value
    }
    assert decided == unmoved
    assert codes(issues) == ["review-row-mismatch"] * (8 - len(unmoved))


def test_an_answer_filled_down_along_with_its_key_is_no_sorted_column() -> None:
    book = Book(a_mapping())
    key = book.sheet.cell(FIRST, book.place(Column.KEY)).value
    for row in range(4):
        book.put(row, VERDICT="akkoord", REVIEWER="An", KEY=str(key))

    merged, issues = book.read()

    assert issues == ()
    assert [x.status for x in merged.links[:4]] == [Status.CONFIRMED] * 4


@pytest.mark.parametrize("cells", [{"LABEL": "Zzqb"}, {"COURSE": "Een ander vak"}])
def test_a_copied_row_with_another_name_typed_over_is_refused(cells: dict[str, str]) -> None:
    book = Book(a_mapping())
    book.put(0, VERDICT="akkoord", **cells)

    merged, issues = book.read()

    assert statuses(merged) == {}
    assert codes(issues) == ["review-row-mismatch"]


def test_a_copied_row_without_its_id_is_refused_where_its_names_differ() -> None:
    book = Book(a_mapping())
    book.put(8, CODE="SW1", ITEM="a", LABEL="Zzqb", EVIDENCE="x", VERDICT="akkoord")
    book.put(9, CODE="SW1", COURSE="Vak B", ITEM="a", EVIDENCE="x", VERDICT="akkoord")

    merged, issues = book.read()

    assert statuses(merged) == {}
    assert codes(issues) == ["review-row-mismatch"] * 2


@pytest.mark.parametrize("text", ["-", "--", ".", "…", "_"])
def test_a_dash_is_no_answer_and_is_told(text: str) -> None:
    book = Book(a_mapping())
    book.put(0, VERDICT=text)
    book.put(8, CODE="SW2", LABEL="Zzqa", VERDICT=text)
    book.put(9, CODE="SW2", LABEL="Zzqa", NOTE="hoort dit hier?")

    merged, issues = book.read()

    assert statuses(merged) == {}
    assert codes(issues) == ["review-value-unknown"] * 2 + ["review-verdict-missing"]


@pytest.mark.parametrize(("row", "word"), [(0, "verworpen"), (2, "akkoord"), (8, "niet akkoord")])
def test_a_decision_in_the_column_status_is_told(row: int, word: str) -> None:
    book = Book(DECIDED)
    book.put(row, STATUS=word)
    if row == 8:
        book.put(row, CODE="SW2", LABEL="Zzqa")

    merged, issues = book.read()

    assert codes(issues) == ["review-verdict-elsewhere"]
    assert statuses(merged) == statuses(DECIDED)


def test_a_message_does_not_call_a_decided_row_undecided() -> None:
    book = Book(DECIDED)
    book.put(1, STATUS="akkoord", NOTE="zie les 3")  # beside its own ‘niet akkoord’
    book.put(0, VERDICT="akk0rd")

    merged, issues = book.read()

    assert statuses(merged) == statuses(DECIDED)
    assert merged.links[1].decisions[-1].note == "zie les 3"
    of_word, of_status = issues
    assert of_status.message.endswith(
        "kies het besluit in de kolom Besluit. Uw besluit in L7 geldt."
    )
    assert of_word.message.endswith(
        "Tot dit verbeterd is, geldt het besluit dat er stond: akkoord."
    )


def test_accept_against_touched_is_a_conflict_on_level_that_somebody_settles() -> None:
    both = [said("SW1", "a", Verdict.ACCEPT), said("SW1", "a", Verdict.TOUCHED, "Bert")]
    merged = merge(a_mapping(), both)

    summary = summarise(merged)
    assert (summary.confirmed, summary.conflicts) == (1, ())
    assert [conflict.link for conflict in summary.on_level] == [merged.links[0].id]
    book = Book(merged)
    shown = [
        book.sheet.cell(FIRST, book.place(column)).value
        for column in (Column.STATUS, Column.CHANGED, Column.VERDICT)
    ]
    assert shown == [
        "bevestigd, mate verschilt",
        "gezegd is: An: akkoord; Bert: terloops",
        None,
    ]
    book.put(0, VERDICT="terloops", REVIEWER="An", FINAL="ja")
    settled, issues = book.read()
    assert issues == ()
    assert not settled.links[0].has_level_conflict


def test_the_tie_is_read_for_themes_of_ocmw_practice_alone() -> None:
    book = Book(a_mapping())
    book.put(0, VERDICT="akkoord", TIE="ja")
    book.put(1, VERDICT="terloops", TIE="nee")
    book.put(2, TIE="ja")
    book.put(3, VERDICT="akkoord", TIE="soms")

    merged, issues = book.read()

    assert [[d.tie for d in x.decisions] for x in merged.links[:4]] == [
        [Tie.EXPLICIT], [Tie.GENERAL], [], [None],
    ]  # fmt: skip
    assert codes(issues) == ["review-value-unknown", "review-verdict-missing"][::-1]
    assert "De kolom OCMW-context is ingevuld, maar Besluit niet" in issues[0].message
    elsewhere = framework(item("a"))
    general = mapping(link("SW1", "proef:a"), courses=COURSES[:1], edition=elsewhere)
    other = Book(general)
    other.put(0, VERDICT="akkoord", TIE="ja")
    merged, issues = other.read()
    assert merged.links[0].decisions[0].tie is None
    assert "telt enkel bij thema's van ocmw-praktijk" in issues[0].message


VARIANTS = mapping(
    *(link(of, "ocmw-praktijk:a") for of in ("SW1", "SW2", "SW3")),
    courses=(course("SW1"), course("SW2"), course("SW3", "Vak, in het Engels")),
    edition=EDITION,
)
GROUPED = VARIANTS.model_copy(
    update={
        "curricula": (
            VARIANTS.curricula[0].model_copy(
                update={"groups": (CourseGroup(kind="variant", courses=("SW1", "SW2", "SW3")),)}
            ),
        )
    }
)


def test_variants_are_one_row_and_one_decision_decides_all() -> None:
    book = Book(GROUPED)
    also = book.place(Column.ALSO)
    assert book.sheet.cell(FIRST, also).value == "SW2\nSW3 Vak, in het Engels"
    assert book.sheet.cell(FIRST + 1, 1).value is None
    book.put(0, VERDICT="akkoord", REVIEWER="An")

    merged, issues = book.read()

    assert issues == ()
    assert list(statuses(merged).values()) == [Status.CONFIRMED] * 3
    again = Book(merged)
    assert again.sheet.cell(FIRST, also).value == "SW2\nSW3 Vak, in het Engels"
    assert again.read() == (merged, ())
    again.put(0, VERDICT=None)
    assert set(statuses(again.read()[0]).values()) == {Status.OPEN}


def test_a_variant_is_taken_out_by_deleting_its_code_or_by_a_row_of_its_own() -> None:
    book = Book(GROUPED)
    book.put(0, VERDICT="akkoord", REVIEWER="An", ALSO="SW2, SW3")
    book.put(1, CODE="SW3", LABEL="Zzqa", VERDICT="nee", REVIEWER="An")
    merged, issues = book.read()
    assert issues == ()
    assert list(statuses(merged).values()) == [
        Status.CONFIRMED, Status.CONFIRMED, Status.REJECTED,
    ]  # fmt: skip
    assert Book(merged).sheet.cell(FIRST + 1, 2).value == "SW3"

    book.put(0, ALSO="SW2\nSW9")
    book.put(1, CODE=None, LABEL=None, VERDICT=None, REVIEWER=None)
    merged, issues = book.read()
    assert statuses(merged) == {"SW1 a": Status.CONFIRMED, "SW2 a": Status.CONFIRMED}
    assert codes(issues) == ["review-code-unknown"]


BEFORE = (
    "Koppeling-id", "Code", "Opleidingsonderdeel", "Kader", "Kaderitem", "Naam", "Zekerheid",
    "Bewijs", "Status", "Gewijzigd", "Besluit", "Niveau", "Geëvalueerd", "Nagekeken door", "Datum",
    "Opmerking", "Definitief",
)  # fmt: skip
"""The columns of a review workbook of before the tie was asked."""


def test_an_older_workbook_is_read_and_its_context_is_not_known() -> None:
    first = a_mapping().links[0]
    cells = dict.fromkeys(BEFORE, "") | {
        "Koppeling-id": first.id, "Code": "SW1", "Kader": "ocmw-praktijk", "Kaderitem": "a",
        "Status": "voorstel", "Besluit": "akkoord", "Nagekeken door": "An",
    }  # fmt: skip
    lines = (BEFORE, tuple(cells.values()))
    sheet = Table("oud.xlsx", "Koppelingen", tuple(map(TableRow, (5, 6), lines)))

    decisions, issues = decisions_in([sheet], a_mapping())

    merged = merge(a_mapping(), decisions)
    assert issues == ()
    assert (merged.links[0].status, merged.links[0].decided_tie) == (Status.CONFIRMED, None)
    book = Book(merged)
    assert book.sheet.cell(FIRST, book.place(Column.ESTIMATE)).value == (
        "onderwerp\ncontext niet bepaald"
    )


def test_a_new_verdict_counts_whatever_stands_in_status() -> None:
    book = Book(a_mapping())
    book.put(0, VERDICT="akkoord", STATUS="verworpen")

    merged, issues = book.read()

    assert (statuses(merged), issues) == ({"SW1 a": Status.CONFIRMED}, ())


def test_the_tool_tells_treatment_and_context_with_literal_evidence() -> None:
    text = "Schuldhulp in het OCMW. Oefenen."
    piece = {
        "field": "content", "item_part": "indicator", "kind": "exact", "weight": 1,
    }  # fmt: skip
    shown = Evidence(text="Schuldhulp", term="schuldhulp", start=0, end=10, **piece)
    tie = Evidence(text="OCMW", term="ocmw", start=18, end=22, **piece)
    update = {
        "tie": Tie.EXPLICIT,
        "tie_context": TieContext.OCMW,
        "evidence": (shown,),
        "tie_evidence": (tie,),
        "treatment": Treatment.TOUCHED,
        "band": Band.LOW,
    }
    tied = link("SW1", "ocmw-praktijk:a").model_copy(update=update)
    local = {"tie_context": TieContext.LOCAL_GOVERNMENT, "tie_evidence": ()}
    general = {"tie": Tie.GENERAL, "tie_context": None}
    courses = tuple(course(f"SW{number}", content=text) for number in (1, 2, 3))
    links = (
        tied,
        link("SW2", "ocmw-praktijk:a").model_copy(update=update | local),
        link("SW3", "ocmw-praktijk:a").model_copy(update=update | local | general),
    )
    rows = link_rows(mapping(*links, courses=courses, edition=EDITION), [EDITION])

    assert [row.estimate for row in rows] == [
        "terloops\nin OCMW-context", "terloops\nlokaal bestuur", "terloops\nalgemeen",
    ]  # fmt: skip
    assert {row.confidence for row in rows} == {"laag"}
    evidence = ["".join(fragment.text for fragment in row.evidence) for row in rows]
    assert evidence[0].endswith(
        "\ncontext, inhoud (gedeelde tekst, in 3 fiches): Schuldhulp in het OCMW."
    )
    assert "context" not in evidence[1]


def test_of_a_pair_only_the_words_of_the_term_are_marked() -> None:
    text = "Samenhang tussen de diverse levensdomeinen van de cliënt."
    piece = Evidence(
        field=CourseField.CONTENT, text="Samenhang tussen de diverse levensdomeinen",
        start=0, end=42, term="levensdomein* + (samenhang*|breed)", item_part="indicator",
        kind=EvidenceKind.COMPOUND, weight=1,
    )  # fmt: skip
    seen = link("SW1", "ocmw-praktijk:a").model_copy(update={"evidence": (piece,)})

    fragments = evidence_fragments(course("SW1", content=text), seen)

    assert [f.text for f in fragments if f.is_marked] == ["Samenhang", "levensdomeinen"]


def test_only_the_hints_that_could_matter_and_what_was_decided_are_listed() -> None:
    hints = [
        link("SW1", f"ocmw-praktijk:{name}", proposed=False).model_copy(
            update={"confidence": 0.01, "mention": mention}
        )
        for name, mention in zip("abcd", (0.3, 0.2, 0.05, 0.02), strict=True)
    ]
    mapped = mapping(*hints, courses=COURSES, edition=EDITION)
    assert [x.item.item for x in listed_links(mapped)] == ["a"]

    decided = merge(mapped, [said("SW1", "d", Verdict.REJECT)])
    assert [x.item.item for x in listed_links(decided)] == ["a", "d"]
    assert workload(decided) == (0, 0)
    again = [
        x.model_copy(update={"status": Status.STALE} if x.decisions else {}) for x in decided.links
    ]
    assert workload(decided.model_copy(update={"links": tuple(again)})) == (1, 1)
    assert workload(GROUPED) == (1, 1)

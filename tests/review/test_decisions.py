from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swcompetence.model import (
    Course,
    Curriculum,
    Decision,
    FrameworkRef,
    Issue,
    ItemRef,
    Link,
    Mapping,
    Table,
    TableRow,
    Tool,
    UsedFramework,
    Verdict,
    link_id,
)
from swcompetence.review.decisions import decisions_in
from swcompetence.review.issue_codes import ISSUE_CODES
from swcompetence.review.merge import ReviewedLink
from swcompetence.review.sheet import ReviewColumn as Column

Row = dict[str, str]
TITLES = {"A1": "Gesprek", "A2": "Recht", "B1": "Stage", "B1-2": "Stage verdieping"}
ITEMS = {
    "kader:luisteren": "Actief luisteren",
    "kader:rechten": "Rechten openen",
    "ocmw:rechten": "Rechtenverkenning",
}


def a_mapping() -> Mapping:
    courses = tuple(
        Course(id=course, code=course.partition("-")[0], title=title)
        for course, title in TITLES.items()
    )
    links = tuple(
        Link(id=link_id(c, ItemRef(i)), course=c, item=ItemRef(i), confidence=0.5, proposed=True)
        for c in ("A1", "A2")
        for i in ITEMS
    )
    return Mapping(
        tool=Tool(version="1", matcher="evidence", parameters="0"),
        curricula=(Curriculum(id="c", courses=courses),),
        frameworks=tuple(
            UsedFramework(ref=FrameworkRef(f"{name}@1"), revision=1, digest="d")
            for name in ("kader", "ocmw")
        ),
        links=links,
    )


MAPPING = a_mapping()


def a_link(course: str, item: str, **cells: str) -> Row:
    """Give the row of a link as the review workbook writes it, with cells filled in."""
    ref = ItemRef(item)
    row = {
        "Koppeling-id": link_id(course, ref), "Code": course, "Opleidingsonderdeel": TITLES[course],
        "Kader": ref.framework, "Kaderitem": ref.item, "Naam": ITEMS[item],
        "Zekerheid": "midden (0,50)", "Bewijs": "inhoud: »x«",
    }  # fmt: skip
    return row | cells


def an_added(**cells: str) -> Row:
    """Give a row that a lecturer typed."""
    return cells


def a_sheet(*rows: Row, headers: tuple[str, ...] = tuple(Column), sheet: str = "K") -> Table:
    lines = (
        ("Koppelingen: kijk na",),
        (),
        headers,
        *(tuple(r.get(h, "") for h in headers) for r in rows),
    )
    return Table("an.xlsx", sheet, tuple(TableRow(n, line) for n, line in enumerate(lines, 1)))


KADERS = Table(
    "an.xlsx",
    "Kaders",
    (
        TableRow(1, ("Kader", "Kaderitem", "Naam")),
        *(
            TableRow(number, (*item.split(":"), label))
            for number, (item, label) in enumerate(ITEMS.items(), 2)
        ),
    ),
)


def read(*rows: Row) -> tuple[tuple[ReviewedLink, ...], tuple[Issue, ...]]:
    return decisions_in([a_sheet(*rows), KADERS], MAPPING)


def codes(issues: tuple[Issue, ...]) -> list[str]:
    return [issue.code for issue in issues]


def test_a_full_row_is_read_with_its_place() -> None:
    found, issues = read(
        a_link(
            "A1", "kader:luisteren", Besluit="Akkoord ", Niveau="v", Geëvalueerd="ja",
            Datum="3/11/2026", Opmerking=" Week 3 ", Definitief="nee",
        ) | {"Nagekeken door": " An  Peeters "}
    )  # fmt: skip

    assert issues == ()
    assert (found[0].course, found[0].item) == ("A1", "kader:luisteren")
    assert str(found[0].place) == "an.xlsx, K!L4"
    assert found[0].decision == Decision(
        verdict=Verdict.ACCEPT, level="V", assessed=True, reviewer="An Peeters",
        date=dt.date(2026, 11, 3), note="Week 3", final=False,
    )  # fmt: skip


def test_a_day_to_come_is_told_and_counts_as_no_date() -> None:
    rows = [
        a_link("A1", "kader:luisteren", Besluit="akkoord", Datum="3/11/2062"),
        a_link("A2", "kader:luisteren", Besluit="akkoord", Datum="6/11/2026"),
    ]
    today = dt.date(2026, 11, 5)

    found, issues = decisions_in([a_sheet(*rows), KADERS], MAPPING, today=today)

    # Tomorrow may be today elsewhere; a day to come would beat every later decision.
    assert [row.decision.date for row in found] == [None, dt.date(2026, 11, 6)]
    assert [row.decision.verdict for row in found] == [Verdict.ACCEPT, Verdict.ACCEPT]
    (message,) = (issue.message for issue in issues)
    assert message == (
        "an.xlsx, K!R4: ‘3/11/2062’ is niet begrepen in de kolom Datum. Die dag ligt in de"
        " toekomst (vandaag is 05/11/2026). Verbeter de datum. Het besluit is overgenomen zonder"
        " deze cel."
    )


def test_a_title_in_the_column_code_names_the_course() -> None:
    found, issues = read(an_added(Code="recht ", Kader="kader", Naam="Rechten openen"))

    assert issues == ()
    assert [(row.course, row.item) for row in found] == [("A2", "kader:rechten")]


def test_rows_without_a_decision_say_nothing() -> None:
    name = {"Nagekeken door": "An", "Datum": "2026-11-03"}

    assert read(a_link("A1", "kader:luisteren"), a_link("A2", "kader:rechten") | name) == ((), ())


@pytest.mark.parametrize(
    ("cells", "cell"),
    [
        ({"Besluit": "akord"}, "L4"),
        ({"Besluit": "akord", "Datum": "ooit"}, "L4"),
        ({"Besluit": "akkoord", "Definitief": "bijna"}, "U4"),
    ],
)
def test_what_is_not_understood_is_told_with_its_cell_and_stays_undecided(
    cells: Row, cell: str
) -> None:
    found, issues = read(a_link("A1", "kader:luisteren", **cells), a_link("A2", "kader:rechten"))

    assert found == ()
    assert codes(issues) == ["review-value-unknown"]
    assert issues[0].where.cell == cell
    assert f"K!{cell}" in issues[0].message
    assert "blijft onbeslist" in issues[0].message


@pytest.mark.parametrize(
    ("column", "text", "cell", "hint"),
    [
        ("Niveau", "gevorderd", "O4", "Kies ‘I (introductie)’, ‘V (verdieping)’"),
        ("Geëvalueerd", "deels", "P4", "Kies ‘ja’ of ‘nee’"),
        ("Datum", "31/02/2026", "R4", "Schrijf een bestaande datum als dag/maand/jaar"),
    ],
)
@pytest.mark.parametrize("word", ["akkoord", "niet akkoord", "twijfel"])
def test_a_cell_beside_the_verdict_that_is_not_understood_never_takes_it_away(
    word: str, column: str, text: str, cell: str, hint: str
) -> None:
    row = a_link("A1", "kader:luisteren", Besluit=word, Opmerking="les 2", Definitief="ja")
    [plain], _ = read(row)
    [reviewed], [issue] = read(row | {column: text})

    assert reviewed == plain
    assert (issue.code, issue.where.cell) == ("review-value-unknown", cell)
    for part in (f"an.xlsx, K!{cell}: ‘{text}’", hint, "Het besluit is overgenomen"):
        assert part in issue.message


def test_every_cell_beside_the_verdict_that_is_not_understood_is_told() -> None:
    cells = {"Niveau": "ver", "Geëvalueerd": "deels", "Datum": "ooit"}
    [listed, added], issues = read(
        a_link("A1", "kader:luisteren", Besluit="akkoord", **cells),
        an_added(Code="A2", Kaderitem="luisteren", **cells),
    )

    assert listed.decision == added.decision == Decision(verdict=Verdict.ACCEPT)
    assert [issue.where.cell for issue in issues] == ["O4", "P4", "R4", "O5", "P5", "R5"]


def test_without_a_verdict_a_strange_date_says_nothing() -> None:
    assert read(a_link("A1", "kader:luisteren", Datum="ooit")) == ((), ())


def test_rows_without_a_word_are_no_added_rows() -> None:
    assert read(an_added(), a_link("A1", "kader:luisteren"), an_added(), an_added()) == ((), ())


def test_a_remark_without_a_verdict_is_not_silently_lost() -> None:
    found, issues = read(a_link("A1", "kader:luisteren", Opmerking="enkel in les 2"))

    assert found == ()
    assert codes(issues) == ["review-verdict-missing"]


@pytest.mark.parametrize(
    ("row", "course", "item"),
    [
        (an_added(Code="A2", Kaderitem="kader:luisteren"), "A2", "kader:luisteren"),
        (an_added(Code=" a2", Kaderitem="LUISTEREN"), "A2", "kader:luisteren"),
        (an_added(Code="A2", Kaderitem="actief luisteren"), "A2", "kader:luisteren"),
        (an_added(Code="A2", Kaderitem="kader@1:luisteren"), "A2", "kader:luisteren"),
        (an_added(Code="A2", Kaderitem="rechten", Kader="ocmw"), "A2", "ocmw:rechten"),
        (an_added(Code="A2", Kaderitem="Rechtenverkenning"), "A2", "ocmw:rechten"),
        (an_added(Code="B1-2", Kaderitem="luisteren"), "B1-2", "kader:luisteren"),
        (
            an_added(Code="B1", Opleidingsonderdeel="Stage verdieping", Kaderitem="luisteren"),
            "B1-2",
            "kader:luisteren",
        ),
        (an_added(Opleidingsonderdeel="recht", Naam="Actief luisteren"), "A2", "kader:luisteren"),
        (an_added(Code="A1", Kader="ocmw", Kaderitem="geen"), "A1", "ocmw:geen"),
        (an_added(Code="A1", Kaderitem="ocmw:geen"), "A1", "ocmw:geen"),
    ],
)
def test_an_added_row_means_akkoord(row: Row, course: str, item: str) -> None:
    found, issues = read(row)

    assert issues == ()
    assert [(x.course, x.item, x.decision.verdict) for x in found] == [
        (course, item, Verdict.ACCEPT)
    ]


def test_an_added_row_keeps_the_verdict_that_it_names() -> None:
    found, _ = read(an_added(Code="A2", Kaderitem="luisteren", Besluit="twijfel"))

    assert found[0].decision.verdict is Verdict.UNSURE


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        (an_added(Code="A9", Kaderitem="luisteren"), "review-code-unknown", "‘A9’"),
        (an_added(Code="Gesprk", Kaderitem="luisteren"), "review-code-unknown", "‘Gesprek’"),
        (an_added(Code="B1", Kaderitem="luisteren"), "review-code-unclear", "B1, B1-2"),
        (an_added(Code="A1", Kaderitem="luistren"), "review-item-unknown", "‘luisteren’"),
        (an_added(Code="A1", Kaderitem="rechten"), "review-framework-missing", "kader, ocmw"),
        (an_added(Code="A1", Kaderitem="geen"), "review-framework-missing", "kolom Kader"),
        (
            an_added(Code="A1", Kader="ocwm", Kaderitem="rechten"),
            "review-framework-unknown",
            "‘ocmw’",
        ),
        (an_added(Code="A1"), "review-row-incomplete", "kaderitem"),
        (an_added(Kaderitem="luisteren"), "review-row-incomplete", "code"),
        (an_added(Opmerking="los"), "review-verdict-missing", "Opmerking"),
    ],
)
def test_an_added_row_that_is_not_clear_is_never_guessed(row: Row, code: str, said: str) -> None:
    found, issues = read(row)

    assert found == ()
    assert codes(issues) == [code]
    assert said in issues[0].message


def test_without_the_id_column_rows_are_known_by_code_and_item() -> None:
    headers = ("Kaderitem", "Kader", "Eigen kolom", " code", "BESLUIT")
    sheet = Table(
        "an.xlsx",
        "Blad1",
        (
            TableRow(1, headers),
            TableRow(2, ("rechten", "ocmw", "?", "A1", "nee")),
            TableRow(3, ("luisteren", "kader", "", "A1")),
        ),
    )
    found, issues = decisions_in([sheet], MAPPING)

    assert codes(issues) == ["review-column-unknown"]
    assert "‘Eigen kolom’ wordt niet gelezen (1 ingevulde cel, vanaf C2)" in issues[0].message
    assert [(x.item, x.decision.verdict) for x in found] == [("ocmw:rechten", Verdict.REJECT)]


def test_rows_of_a_colleague_pasted_below_with_their_header_are_read() -> None:
    table = a_sheet(a_link("A1", "kader:luisteren", Besluit="ja"))
    pasted = (
        TableRow(9, ("Besluit", "Koppeling-id")),
        TableRow(10, ("nee", link_id("A2", ItemRef("kader:luisteren")))),
    )
    table = Table(table.file, table.sheet, (*table.rows, *pasted))
    found, issues = decisions_in([table], MAPPING)

    assert issues == ()
    assert [x.decision.verdict for x in found] == [Verdict.ACCEPT, Verdict.REJECT]


def test_columns_sorted_apart_from_their_id_are_noticed() -> None:
    row = a_link("A1", "kader:luisteren", Besluit="akkoord")

    for cells in ({"Code": "A2"}, {"Kaderitem": "rechten"}, {"Kader": "ocmw"}, {"Code": "??"}):
        found, issues = read(row | cells)
        assert found == ()
        assert codes(issues) == ["review-row-mismatch"]


def test_a_code_that_lost_its_zeros_is_still_the_code() -> None:
    course = Course(id="007", code="007", title="Gesprek")
    mapping = MAPPING.model_copy(
        update={"curricula": (*MAPPING.curricula, Curriculum(id="d", courses=(course,)))}
    )
    item = ItemRef("kader:luisteren")
    link = Link(id=link_id("007", item), course="007", item=item, confidence=0, proposed=True)
    mapping = mapping.model_copy(update={"links": (link,)})
    row = {"Koppeling-id": link.id, "Code": "7", "Kaderitem": "luisteren", "Besluit": "x"}
    found, issues = decisions_in([a_sheet(row)], mapping)

    assert issues == ()
    assert found[0].course == "007"


def test_an_unknown_id_is_accepted_only_where_the_cells_prove_it() -> None:
    added = a_link("B1", "kader:luisteren", Besluit="akkoord")
    added["Code"] = "B1"
    foreign = a_link("A1", "kader:luisteren", Besluit="akkoord") | {"Koppeling-id": "L-0000000000"}
    found, issues = read(added | {"Opleidingsonderdeel": "Stage"}, foreign)

    assert [x.course for x in found] == ["B1"]
    assert codes(issues) == ["review-link-unknown"]


def test_the_same_row_pasted_twice_counts_once() -> None:
    row = a_link("A1", "kader:luisteren", Besluit="akkoord")
    found, issues = read(row, row | {"Besluit": "Ja "})

    assert issues == ()
    assert len(found) == 1


def test_rows_that_differ_leave_the_link_undecided() -> None:
    row = a_link("A1", "kader:luisteren", Besluit="akkoord")
    found, issues = read(row, row | {"Besluit": "niet akkoord"})

    assert found == ()
    assert codes(issues) == ["review-rows-differ"]
    assert "L4 (akkoord) en L5 (niet akkoord)" in issues[0].message


def test_rows_that_differ_by_person_or_by_date_are_all_kept() -> None:
    row = a_link("A1", "kader:luisteren", Besluit="akkoord", Datum="2026-11-03")
    later = row | {"Besluit": "niet akkoord", "Datum": "2026-11-04"}
    found, issues = read(row, later, later | {"Nagekeken door": "Bert"})

    assert issues == ()
    assert len(found) == 3


@pytest.mark.parametrize(
    "dates",
    [("2026-11-03", "2026-11-03", "2026-11-04"), ("2026-11-03", "2026-11-04", ""), ("", "", "")],
)
def test_rows_of_one_person_are_only_told_apart_by_dates_of_their_own(
    dates: tuple[str, str, str],
) -> None:
    row = a_link("A1", "kader:luisteren") | {"Nagekeken door": "An"}
    verdicts = ("akkoord", "niet akkoord", "twijfel")
    rows = [row | {"Besluit": v, "Datum": d} for v, d in zip(verdicts, dates, strict=True)]
    found, issues = read(*rows)

    assert found == ()
    assert codes(issues) == ["review-rows-differ"]
    assert "L4 (akkoord) en L5 (niet akkoord) en L6 (twijfel)" in issues[0].message


def test_nothing_fits_beside_an_accepted_item_is_questioned_and_kept() -> None:
    found, issues = read(
        a_link("A1", "ocmw:rechten", Besluit="akkoord"),
        an_added(Code="A1", Kader="ocmw", Kaderitem="geen"),
    )

    assert len(found) == 2
    assert codes(issues) == ["review-nothing-fits-contradicted"]


def test_a_file_without_a_review_sheet_says_so() -> None:
    found, issues = decisions_in([KADERS], MAPPING)

    assert found == ()
    assert codes(issues) == ["review-sheet-missing"]


@pytest.mark.parametrize("second", ["Opmerking", " OPMERKING"])
def test_a_second_column_of_the_same_name_is_reported(second: str) -> None:
    headers = (*Column, second)
    _, issues = decisions_in([a_sheet(a_link("A1", "kader:luisteren"), headers=headers)], MAPPING)

    assert codes(issues) == ["review-column-twice"]
    assert issues[0].where.cell == "W3"


def test_every_code_is_listed() -> None:
    assert sorted(ISSUE_CODES) == list(ISSUE_CODES)


_CELLS = st.fixed_dictionaries(
    {
        "Besluit": st.sampled_from(["", "akkoord", "Nee", "twijfel "]),
        "Niveau": st.sampled_from(["", "I", "verdieping"]),
        "Datum": st.sampled_from(["", "2026-11-03", "4/11/2026"]),
        "Nagekeken door": st.sampled_from(["", "An", "Bert"]),
    }
)


@given(st.data())
def test_decisions_survive_any_order_of_rows_and_columns_and_lost_undecided_rows(
    data: st.DataObject,
) -> None:
    rows = []
    for link in MAPPING.links:
        cells = data.draw(_CELLS)
        cells = cells if cells["Besluit"] else {}
        rows.append(a_link(link.course, str(link.item)) | cells)
    undecided = [row for row in rows if not row.get("Besluit")]
    dropped = data.draw(st.lists(st.sampled_from(undecided))) if undecided else []
    changed = data.draw(st.permutations([row for row in rows if row not in dropped]))
    headers = tuple(data.draw(st.permutations([*Column, "eigen kolom"])))

    before, issues = decisions_in([a_sheet(*rows)], MAPPING)
    after, new_issues = decisions_in([a_sheet(*changed, headers=headers, sheet="Kopie")], MAPPING)

    def content(found: tuple[ReviewedLink, ...]) -> set[tuple[str, str, Decision]]:
        return {(one.course, one.item, one.decision) for one in found}

    assert issues == ()
    assert [issue for issue in new_issues if issue.code != "review-sheet-missing"] == []
    assert content(after) == content(before)
    assert len(before) == len(rows) - len(undecided)

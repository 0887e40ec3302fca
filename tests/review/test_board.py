from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item, mapping
from samples import link as a_link

from swcompetence.model import (
    ActionColumn,
    ActionStatus,
    BoardAction,
    BoardNotes,
    BoardStatement,
    GapKey,
    Issue,
    ItemRef,
    StatementColumn,
    Table,
    TableRow,
)
from swcompetence.review.board import join_notes, read_board
from swcompetence.review.issue_codes import ISSUE_CODES

Row = dict[str, str]
KADER = framework(item("inkomen", label="Inkomen"), item("wonen", label="Wonen"))
COURSES = (course("SW1", "Recht"), course("SW2", "Stage"), course("SW3", "Stage"), course("007"))
MAPPING = mapping(a_link("SW1", "proef:inkomen"), courses=COURSES, edition=KADER)
TITLES = {"niet-aangetroffen": "Niet aangetroffen", "zonder-koppeling": "Zonder koppeling"}
ABOUT = "Kaderitem of opleidingsonderdeel"
GAP = GapKey(check="niet-aangetroffen", item=ItemRef("proef:wonen"))


def a_sheet(*rows: Row, headers: tuple[str, ...], file: str = "an.xlsx") -> Table:
    lines = (("Een titel",), (), headers, *(tuple(r.get(h, "") for h in headers) for r in rows))
    numbered = tuple(TableRow(number, line) for number, line in enumerate(lines, 1))
    return Table(file, "Blad", numbered)


def statements(*rows: Row) -> Table:
    return a_sheet(*rows, headers=tuple(StatementColumn))


def gaps(*rows: Row, file: str = "an.xlsx") -> Table:
    return a_sheet(*rows, headers=tuple(ActionColumn), file=file)


def read(*tables: Table, titles: dict[str, str] | None = None) -> tuple[BoardNotes, list[Issue]]:
    notes, issues = read_board(
        tables, MAPPING, [KADER], check_codes={t: c for c, t in (titles or {}).items()}
    )
    return notes, list(issues)


def codes(issues: list[Issue]) -> list[str]:
    return [issue.code for issue in issues]


def a_statement(**cells: str) -> Row:
    return {"Kader": "Proefkader", "Kaderitem": "wonen", "Opleidingsonderdeel": "SW1"} | cells


def a_gap(**cells: str) -> Row:
    row = {"Controle": "Niet aangetroffen", "Kader": "Proefkader", "Verwijzing": "proef:wonen",
           ABOUT: "Wonen", "Status": "open", "sleutel": str(GAP)}  # fmt: skip
    return row | cells


def test_a_statement_is_read_with_who_and_when() -> None:
    notes, issues = read(
        statements(
            a_statement(Toelichting=" In week 3,\nmet een gast ", Wie="An", Datum="3/11/2026")
        )
    )

    assert issues == []
    assert notes.statements == (
        BoardStatement(
            item=ItemRef("proef:wonen"),
            course="SW1",
            remark="In week 3,\nmet een gast",
            who="An",
            date=dt.date(2026, 11, 3),
        ),
    )
    assert notes.about(ItemRef("proef:wonen")) == notes.statements
    assert notes.about(ItemRef("proef:inkomen")) == ()


@pytest.mark.parametrize("name", ["SW1", "recht", "SW1 Recht", " sw1  RECHT "])
def test_a_course_may_be_named_by_code_title_or_both(name: str) -> None:
    notes, issues = read(statements(a_statement(Opleidingsonderdeel=name)))

    assert ([one.course for one in notes.statements], issues) == (["SW1"], [])


@pytest.mark.parametrize("name", ["wonen", "Wonen", "proef:wonen"])
@pytest.mark.parametrize("kader", ["", "proef", "proef@1", "Proefkader"])
def test_an_item_may_be_named_by_label_or_id(name: str, kader: str) -> None:
    notes, issues = read(statements(a_statement(Kaderitem=name, Kader=kader)))

    assert ([one.item for one in notes.statements], issues) == (["proef:wonen"], [])


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({"Kaderitem": "woonen"}, "review-item-unknown", "B4"),
        ({"Kader": "ander"}, "review-framework-unknown", "A4"),
        ({"Kader": "", "Kaderitem": "geen"}, "review-item-unknown", "B4"),
        ({"Opleidingsonderdeel": "SW9"}, "review-code-unknown", "C4"),
        ({"Opleidingsonderdeel": "Stage"}, "review-code-unclear", "C4"),
        ({"Opleidingsonderdeel": "0"}, "review-code-unknown", "C4"),
        ({"Kaderitem": "", "Toelichting": "x"}, "review-row-incomplete", "B4"),
        ({"Opleidingsonderdeel": "", "Toelichting": "x"}, "review-row-incomplete", "C4"),
    ],
)
def test_a_statement_that_is_not_understood_is_told_with_its_cell(
    cells: Row, code: str, cell: str
) -> None:
    notes, [issue] = read(statements(a_statement(**cells)))

    assert notes.statements == ()
    assert (issue.code, issue.where.cell) == (code, cell)
    assert issue.message.endswith("niet overgenomen tot dit verbeterd is.")


def test_a_wrong_name_is_answered_with_the_nearest() -> None:
    _, [issue] = read(statements(a_statement(Kaderitem="Woonen")))

    assert "Bedoelde u ‘Wonen’" in issue.message


def test_an_item_in_two_frameworks_asks_which() -> None:
    other = framework(item("wonen", label="Wonen"), id="ander", title="Ander kader")
    used = (*MAPPING.frameworks, *mapping(edition=other).frameworks)
    both = MAPPING.model_copy(update={"frameworks": used})
    _, [issue] = read_board([statements(a_statement(Kader=""))], both, [KADER, other])

    assert issue.code == "review-framework-missing"
    assert "ander:wonen, proef:wonen" in issue.message


def test_a_statement_with_a_strange_date_is_kept_without_it() -> None:
    notes, [issue] = read(statements(a_statement(Datum="ooit")))

    assert [one.date for one in notes.statements] == [None]
    assert (issue.code, issue.where.cell) == ("review-value-unknown", "F4")
    for part in ("‘ooit’", "kolom Datum", "dag/maand/jaar", "De vermelding is overgenomen"):
        assert part in issue.message


@pytest.mark.parametrize("text", ["3/11/26", "3 November 2026", "2026-11-03 00:00", "3-nov-26"])
def test_a_board_may_write_dates_as_lecturers_do(text: str) -> None:
    notes, issues = read(statements(a_statement(Datum=text)))

    assert list(issues) == []
    assert [statement.date for statement in notes.statements] == [dt.date(2026, 11, 3)]


@pytest.mark.parametrize("code", ["007", "7", "0007"])
def test_zeros_that_a_program_takes_away_or_adds_do_not_matter(code: str) -> None:
    notes, issues = read(statements(a_statement(Opleidingsonderdeel=code)))

    assert list(issues) == []
    assert [statement.course for statement in notes.statements] == ["007"]


def test_the_key_fills_in_what_a_person_left_empty() -> None:
    row = {"Toelichting": "nog altijd", "sleutel": "proef:wonen|SW1"}
    notes, issues = read(statements(row))

    assert ([one.key for one in notes.statements], issues) == (["proef:wonen|SW1"], [])


def test_rows_that_say_nothing_are_passed_over_and_an_emptied_one_is_told() -> None:
    notes, [issue] = read(
        statements({"Kader": "Proefkader", "Wie": "An"}, {"sleutel": "proef:wonen|SW1"})
    )

    assert notes.statements == ()
    assert (issue.code, issue.where.cell) == ("board-statement-withdrawn", "B5")


def test_the_same_statement_twice_is_one() -> None:
    assert len(read(statements(a_statement(), a_statement()))[0].statements) == 1


def test_an_action_is_read_by_its_key_wherever_columns_and_rows_went() -> None:
    row = a_gap(Eigenaar="An", Status="Opgenomen ", Opmerking="voor mei")
    headers = tuple(reversed(ActionColumn))
    notes, issues = read(a_sheet({}, row, headers=headers), titles=TITLES)

    assert issues == []
    assert notes.actions == (
        BoardAction(gap=GAP, owner="An", status=ActionStatus.TAKEN_UP, remark="voor mei"),
    )
    assert notes.actions_on(GAP) == notes.actions


def test_rows_that_the_board_left_alone_give_no_action() -> None:
    assert read(gaps(a_gap(), a_gap(Status="")), titles=TITLES) == (BoardNotes(), [])


def test_an_action_about_a_course_is_read() -> None:
    gap = GapKey(check="veel-koppelingen", framework="proef", course="SW1")
    row = {ABOUT: "Recht", "Status": "afgehandeld", "sleutel": str(gap)}
    notes, issues = read(gaps(row))

    assert ([one.gap for one in notes.actions], issues) == ([gap], [])


def test_a_status_that_is_not_understood_keeps_the_rest_of_the_row() -> None:
    notes, [issue] = read(gaps(a_gap(Eigenaar="An", Status="opgenome")))

    assert [(one.owner, one.status) for one in notes.actions] == [("An", ActionStatus.OPEN)]
    assert (issue.code, issue.where.cell) == ("review-value-unknown", "F4")
    assert "Bedoelde u ‘opgenomen’" in issue.message


@pytest.mark.parametrize(
    ("key", "titles"),
    [
        ("wat is dit", None),
        ("Geen Code|proef:wonen|", None),
        ("niet-aangetroffen||", None),
        ("verzonnen|proef:wonen|", TITLES),
        ("niet-aangetroffen|proef:weg|", None),
        ("zonder-koppeling||SW9", None),
        ("veel-koppelingen|ander|SW1", None),
        ("", None),
    ],
)
def test_a_key_that_is_not_known_is_told_with_what_the_row_said(
    key: str, titles: dict[str, str] | None
) -> None:
    row = {"Eigenaar": "An", "Status": "opgenomen", "Opmerking": "voor mei", "sleutel": key}
    notes, [issue] = read(gaps(row), titles=titles)

    assert notes.actions == ()
    assert (issue.code, issue.where.cell) == ("board-gap-unknown", "H4")
    assert issue.message.endswith("eigenaar ‘An’, status ‘opgenomen’, opmerking ‘voor mei’.")


@pytest.mark.parametrize(
    ("cells", "cell"),
    [
        ({"Controle": "Zonder koppeling"}, "A4"),
        ({"Verwijzing": "proef:inkomen"}, "C4"),
        ({"sleutel": "niet-aangetroffen||SW1"}, "C4"),
        ({"sleutel": "niet-aangetroffen||SW1", "Verwijzing": "", ABOUT: "Stage"}, "D4"),
    ],
)
def test_a_key_that_went_astray_from_its_row_is_refused(cells: Row, cell: str) -> None:
    notes, [issue] = read(gaps(a_gap(Eigenaar="An", **cells)), titles=TITLES)

    assert notes.actions == ()
    assert (issue.code, issue.where.cell) == ("board-row-mismatch", cell)


def test_a_row_without_key_is_recognised_by_its_words() -> None:
    of_course = {"Controle": "Zonder koppeling", ABOUT: "Recht", "Status": "afgehandeld"}
    notes, issues = read(gaps(a_gap(sleutel="", Eigenaar="An"), of_course), titles=TITLES)

    assert issues == []
    assert [one.gap for one in notes.actions] == [
        GAP,
        GapKey(check="zonder-koppeling", course="SW1"),
    ]


def test_a_file_without_a_board_sheet_is_told_and_a_second_column_too() -> None:
    other = a_sheet(headers=("Verwijzing", ABOUT), file="ander.xlsx")
    twice = a_sheet(a_gap(Eigenaar="An"), headers=(*ActionColumn, "eigenaar"))
    notes, issues = read(other, twice)

    assert len(notes.actions) == 1
    assert codes(issues) == ["board-sheet-missing", "review-column-twice"]
    assert issues[1].where.cell == "I3"


def test_two_workbooks_that_contradict_each_other_are_both_kept_and_told() -> None:
    notes, [issue] = read(
        gaps(a_gap(Eigenaar="An", Opmerking="voor mei")),
        gaps(a_gap(Eigenaar="Bert", Status="afgehandeld"), file="bert.xlsx"),
    )

    assert [(one.owner, one.status) for one in notes.actions_on(GAP)] == [
        ("An", ActionStatus.OPEN),
        ("Bert", ActionStatus.DONE),
    ]
    assert issue.code == "board-actions-differ"
    assert "‘An, open’ en ‘Bert, afgehandeld’" in issue.message
    assert issue.where.file == "bert.xlsx"


def an_action(
    owner: str | None = None,
    status: ActionStatus = ActionStatus.OPEN,
    remark: str | None = None,
    gap: GapKey = GAP,
) -> BoardAction:
    return BoardAction(gap=gap, owner=owner, status=status, remark=remark)


def test_what_one_member_left_open_another_fills_in() -> None:
    one = BoardNotes(actions=(an_action("An", remark="voor mei"),))
    other = BoardNotes(actions=(an_action(" an ", ActionStatus.DONE, "voor mei\ngedaan"),))
    joined, issues = join_notes([one, other])

    assert issues == ()
    assert joined.actions == (an_action("An", ActionStatus.DONE, "voor mei\ngedaan"),)


def test_two_statuses_are_a_contradiction() -> None:
    one = BoardNotes(actions=(an_action(status=ActionStatus.DONE),))
    other = BoardNotes(actions=(an_action(status=ActionStatus.NO_ACTION),))
    joined, [issue] = join_notes([one, other])

    assert len(joined.actions) == 2
    assert "‘geen eigenaar, afgehandeld’ en ‘geen eigenaar, geen actie nodig’" in issue.message


_ACTIONS = st.builds(
    an_action,
    st.sampled_from((None, "An", "Bert")),
    st.sampled_from(tuple(ActionStatus)),
    st.sampled_from((None, "voor mei", "voor juni")),
    st.sampled_from((GAP, GapKey(check="zonder-koppeling", course="SW1"))),
)
_STATEMENTS = st.builds(
    BoardStatement,
    item=st.just(ItemRef("proef:wonen")),
    course=st.sampled_from(("SW1", "SW2")),
    who=st.sampled_from((None, "An", "Bert")),
)
_NOTES = st.builds(
    BoardNotes,
    statements=st.lists(_STATEMENTS, max_size=3).map(tuple),
    actions=st.lists(_ACTIONS, max_size=4).map(tuple),
)


@given(st.lists(_NOTES, max_size=3))
def test_joining_loses_nothing_and_joining_again_changes_nothing(notes: list[BoardNotes]) -> None:
    joined, issues = join_notes(notes)

    for part in notes:
        assert set(part.statements) <= set(joined.statements)
        for action in part.actions:
            kept = joined.actions_on(action.gap)
            assert action.owner in {None, *(one.owner for one in kept)}
            assert action.status in {ActionStatus.OPEN, *(one.status for one in kept)}
            said = {line for one in kept for line in (one.remark or "").splitlines()}
            assert {*(action.remark or "").splitlines()} <= said
    assert join_notes([joined])[0] == joined
    doubled = {action.gap for action in joined.actions if len(joined.actions_on(action.gap)) > 1}
    assert len(issues) == len(doubled)


@given(_NOTES)
def test_notes_survive_their_json(notes: BoardNotes) -> None:
    text = notes.to_json()

    assert BoardNotes.model_validate_json(text) == notes
    assert "swcompetence/board@1" in text


@given(
    st.builds(
        GapKey,
        check=st.just("een-controle"),
        framework=st.sampled_from((None, "proef")),
        course=st.text(st.characters(exclude_categories=("Z", "C")), min_size=1),
    )
)
def test_a_key_survives_a_cell_whatever_the_course_id_is(key: GapKey) -> None:
    assert GapKey.parse(str(key)) == key


def test_a_key_names_an_item_or_a_course_and_no_framework_twice() -> None:
    with pytest.raises(ValueError, match="item or about a course"):
        GapKey(check="zonder-koppeling")
    with pytest.raises(ValueError, match="names its framework itself"):
        GapKey(check="zonder-koppeling", item=ItemRef("proef:wonen"), framework="proef")


def test_every_code_of_the_board_is_listed() -> None:
    assert {code for code in ISSUE_CODES if code.startswith("board-")} == {
        "board-actions-differ",
        "board-column-unknown",
        "board-file-unreadable",
        "board-gap-unknown",
        "board-other-programme",
        "board-row-mismatch",
        "board-sheet-missing",
        "board-statement-unknown",
        "board-statement-withdrawn",
    }


@pytest.mark.parametrize(
    ("column", "name"),
    [("Status", "Stand van zaken"), ("Eigenaar", "Verantwoordelijke"), ("Opmerking", "Actie")],
)
def test_a_column_that_the_board_calls_otherwise_is_read_and_told(column: str, name: str) -> None:
    headers = tuple(name if header == column else header for header in ActionColumn)
    row = a_gap(Eigenaar="An", Status="opgenomen", Opmerking="fiche aanpassen")
    renamed = {name if header == column else header: cell for header, cell in row.items()}
    notes, issues = read(a_sheet(renamed, headers=headers))

    assert notes.actions == read(gaps(row))[0].actions
    assert codes(issues) == ["board-column-unknown"]
    assert f"‘{name}’ is gelezen als {column} (1 ingevulde cel)" in issues[0].message


def test_a_column_of_the_boards_own_is_told_with_its_first_cell() -> None:
    row = a_gap(Eigenaar="An") | {"Afspraak": "12 november", "Vaststelling": "geen vermelding"}
    headers = (*ActionColumn, "Vaststelling", "Afspraak")
    notes, issues = read(a_sheet(row, headers=headers))

    assert [action.owner for action in notes.actions] == ["An"]
    assert [(issue.code, issue.where.cell) for issue in issues] == [("board-column-unknown", "J4")]
    assert "‘Afspraak’ wordt niet gelezen" in issues[0].message

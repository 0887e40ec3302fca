from __future__ import annotations

import datetime as dt

import pytest
from board_samples import MAPPING, TEXT, opened, report, rows_under, shown
from openpyxl.worksheet.worksheet import Worksheet

from swcompetence.analysis.link_standing import Assessed
from swcompetence.model import Band, BoardNotes, BoardStatement, Decision, ItemRef, Verdict
from swcompetence.report.findings.gap_report import LinkLine, State
from swcompetence.report.workbook.evidence import link_cells, stated_cells
from swcompetence.report.workbook.workbook import render_workbook

STATEMENT = BoardStatement(
    item=ItemRef("proef:werk"),
    course="SW2",
    remark="in week 3",
    who="An",
    date=dt.date(2026, 10, 2),
)
STRAY = BoardStatement(item=ItemRef("proef:werk"), course="SW9")
BOARD = BoardNotes(statements=(STATEMENT, STRAY))
QUOTE = "“We spreken over inkomen, wonen en zorg.” (inhoud)"


@pytest.fixture(scope="module")
def per_item() -> Worksheet:
    return opened(render_workbook(report(BOARD)))["Per kaderitem"]


@pytest.fixture(scope="module")
def per_course() -> Worksheet:
    return opened(render_workbook(report(BOARD)))["Per opleidingsonderdeel"]


def rows_of(sheet: Worksheet, first: str, **wanted: str) -> list[dict[str, object]]:
    rows = rows_under(sheet, first)
    return [row for row in rows if wanted.items() <= {**row}.items()]


def test_every_link_of_an_item_stands_under_the_row_that_sums_it_up(per_item: Worksheet) -> None:
    lead, *links = rows_of(per_item, "Kader", Kaderitem="Inkomen")

    assert (lead["Code"], lead["Stand"]) == ("samen", "bevestigd")
    assert lead["Opleidingsonderdeel"] == "2 bevestigd\n1 voorgesteld"
    assert lead["Bewijs uit de fiche"] == "Volle studiepunten: 10 bevestigd, 5 voorgesteld."
    assert [(row["Code"], row["Stand"]) for row in links] == [
        ("SW1", "bevestigd"),
        ("SW2", "bevestigd"),
        ("SW3", "voorgesteld"),
    ]


def test_a_confirmed_link_has_level_assessment_reviewer_and_quote(per_item: Worksheet) -> None:
    [row] = rows_of(per_item, "Kader", Kaderitem="Inkomen", Code="SW1")

    assert (row["Niveau"], row["Geëvalueerd"]) == ("B beheersing", "geëvalueerd")
    assert row["Zekerheid"] == "niet gemeten"
    assert row["Nagekeken door"] == "An Peeters: akkoord, 3 november 2026"
    assert row["Bewijs uit de fiche"] == QUOTE
    assert QUOTE[1:-10] in TEXT


def test_a_proposal_has_neither_level_nor_reviewer(per_item: Worksheet) -> None:
    [row] = rows_of(per_item, "Kader", Kaderitem="Inkomen", Code="SW3")

    assert (row["Niveau"], row["Geëvalueerd"], row["Nagekeken door"]) == (None, None, None)


def test_a_mention_and_a_reviewers_own_link_are_told_apart(per_item: Worksheet) -> None:
    [mention] = rows_of(per_item, "Kader", Kaderitem="Wonen", Code="SW1")
    [own] = rows_of(per_item, "Kader", Kaderitem="Zorg", Code="SW3")

    assert mention["Stand"] == "terloops vermeld"
    assert (own["Niveau"], own["Zekerheid"]) == ("gevorderd", "lesgever voegde toe")
    assert own["Bewijs uit de fiche"] == "geen citaat: een lesgever legde deze koppeling zelf"


def test_a_statement_stands_apart_from_the_links(per_item: Worksheet) -> None:
    lead, known, stray = rows_of(per_item, "Kader", Kaderitem="Werk")

    assert lead["Stand"] == "niet aangetroffen in de fiches"
    assert lead["Opleidingsonderdeel"] == "2 volgens de commissie"
    assert (known["Code"], known["Stand"]) == ("SW2", "volgens de commissie")
    assert str(known["Bewijs uit de fiche"]).startswith("Verklaring van de opleidingscommissie")
    assert "telt nergens mee: ‘in week 3’ (An, 2 oktober 2026)" in str(known["Bewijs uit de fiche"])
    assert (stray["Code"], stray["Opleidingsonderdeel"]) == (None, "SW9")


def test_every_item_of_the_report_is_there(per_item: Worksheet) -> None:
    leads = rows_of(per_item, "Kader", Code="samen")

    assert [row["Kaderitem"] for row in leads] == [x.coverage.label for x in report().items]


def test_a_course_lists_its_items_of_each_framework_first(per_course: Worksheet) -> None:
    lead, *links = rows_of(per_course, "Code", Code="SW1")

    assert (lead["Kader"], lead["Kaderitem"]) == ("samen", "1 bevestigd\n1 terloops vermeld")
    assert lead["Bewijs uit de fiche"] == (
        "5 studiepunten, fase 1.\nproef, bevestigd: Inkomen\nproef, terloops vermeld: Wonen"
    )
    assert [(row["Kaderitem"], row["Stand"]) for row in links] == [
        ("Inkomen", "bevestigd"),
        ("Wonen", "terloops vermeld"),
    ]


def test_a_course_without_links_and_text_says_so(per_course: Worksheet) -> None:
    [lead] = rows_of(per_course, "Code", Code="007")

    assert lead["Kaderitem"] == "geen koppeling"
    assert lead["Bewijs uit de fiche"] == "5 studiepunten. Enkel de titel was te lezen."


def test_a_course_shows_what_the_board_stated_of_it(per_course: Worksheet) -> None:
    stated = rows_of(per_course, "Code", Code="SW2", Stand="volgens de commissie")

    assert [row["Kaderitem"] for row in stated] == ["Werk"]
    assert "SW9" not in shown(per_course)


def test_a_course_without_credits_and_with_its_own_phase_name_is_told() -> None:
    curriculum = MAPPING.curricula[0]
    first = curriculum.courses[0].model_copy(update={"credits": None, "phase": "Schijf A"})
    courses = (first, *curriculum.courses[1:])
    lists = (curriculum.model_copy(update={"courses": courses}),)
    told = report(mapping=MAPPING.model_copy(update={"curricula": lists}))
    sheet = opened(render_workbook(told))["Per opleidingsonderdeel"]
    [lead] = rows_of(sheet, "Code", Code="SW1", Kader="samen")

    assert str(lead["Bewijs uit de fiche"]).startswith("Studiepunten onbekend, Schijf A.")


def a_link(state: State = State.CONFIRMED, **facts: object) -> LinkLine:
    return LinkLine.model_validate(
        {
            "course": "SW1",
            "item": "proef:wonen",
            "state": state,
            "confidence": 0.5,
            "band": Band.MIDDLE,
            "quotes": (),
            "levels": (),
            "assessed": Assessed.UNKNOWN,
            "decisions": (),
            **facts,
        }
    )


def test_what_nobody_filled_in_is_said_of_confirmed_links_only() -> None:
    assert link_cells(a_link())[1] == "niet ingevuld"
    assert link_cells(a_link(State.PROPOSED))[1] is None
    assert link_cells(a_link(levels=("I", "B")))[1] == "I introductie\nB beheersing"
    assert link_cells(a_link())[2] == "onbekend"
    assert link_cells(a_link(State.PROPOSED))[2] is None
    assert link_cells(a_link(State.PROPOSED, assessed=Assessed.MENTIONED))[2] == (
        "in de evaluatie genoemd"
    )


def test_confidence_and_evidence_say_where_a_link_comes_from() -> None:
    assert link_cells(a_link())[3] == "midden"
    assert link_cells(a_link(confidence=None))[3] == "lesgever voegde toe"
    assert link_cells(a_link())[5] == "geen citaat: enkel gelijkenis in woordgebruik"


def test_a_decision_is_told_with_all_that_is_known_of_it() -> None:
    full = Decision(
        verdict=Verdict.UNSURE,
        reviewer="An",
        date=dt.date(2026, 11, 3),
        note="te\nbekijken",
        final=True,
    )
    words = link_cells(a_link(decisions=(full, Decision(verdict=Verdict.REJECT))))[4]

    assert words == (
        "An: twijfel, 3 november 2026 (definitief): te bekijken\nzonder naam: niet akkoord"
    )


def test_a_bare_statement_is_still_no_evidence() -> None:
    assert stated_cells(STRAY)[5] == (
        "Verklaring van de opleidingscommissie, geen bewijs uit de fiche; telt nergens mee"
    )


def test_what_was_read_tells_which_sentences_sheets_share() -> None:
    said = shown(opened(render_workbook(report()))["Ingelezen"])

    assert "Gedeelde tekst (2)" in said
    assert "3\nWe spreken over inkomen, wonen en zorg." in said

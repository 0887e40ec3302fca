from __future__ import annotations

import pytest
from board_samples import COURSES, MAPPING, opened, report, rows_under, shown
from openpyxl.worksheet.worksheet import Worksheet

from swcompetence.model import Course, Mapping
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.workbook.workbook import render_workbook


def sheet_of(told: GapReport) -> Worksheet:
    return opened(render_workbook(told))["Leerlijn"]


def with_courses(*courses: Course) -> Mapping:
    curriculum = MAPPING.curricula[0].model_copy(update={"courses": courses})
    return MAPPING.model_copy(update={"curricula": (curriculum,)})


@pytest.fixture(scope="module")
def rows() -> dict[object, dict[str, object]]:
    return {row["Kaderitem"]: row for row in rows_under(sheet_of(report()), "Kader")}


def test_an_item_shows_its_courses_by_phase_and_level(
    rows: dict[object, dict[str, object]],
) -> None:
    row = rows["Inkomen"]

    assert list(row)[2:6] == ["Fase 1", "Fase 2", "Fase onbekend", "Volgorde"]
    assert row["Fase 1"] == "B beheersing: SW1"
    assert row["Fase 2"] == "I introductie: SW2\nvoorgesteld: SW3"


def test_an_unknown_level_is_shown_as_such_and_an_own_level_as_it_is(
    rows: dict[object, dict[str, object]],
) -> None:
    assert rows["Wonen"]["Fase 2"] == "niveau niet ingevuld: SW3"
    assert rows["Zorg"]["Fase 2"] == "gevorderd: SW3\nvoorgesteld: SW2"
    assert rows["Werk"]["Fase 2"] is None


def test_a_broken_order_is_told_with_its_courses(rows: dict[object, dict[str, object]]) -> None:
    order = str(rows["Inkomen"]["Volgorde"])

    assert order.startswith("doorbroken\nniveau beheersing al in fase 1 (SW1)")
    assert rows["Wonen"]["Volgorde"] is None


def test_an_order_that_hangs_on_a_missing_level_is_not_judged() -> None:
    links = tuple(
        link.model_copy(
            update={
                "decisions": tuple(
                    decision.model_copy(update={"level": None if link.course == "SW1" else "I"})
                    for decision in link.decisions
                )
            }
        )
        for link in MAPPING.links
    )
    sheet = sheet_of(report(mapping=MAPPING.model_copy(update={"links": links})))
    [row] = [row for row in rows_under(sheet, "Kader") if row["Kaderitem"] == "Inkomen"]

    assert str(row["Volgorde"]).startswith("niet te beoordelen\nniveau onbekend bij 1")


def test_a_list_that_never_says_what_is_compulsory_says_so_once() -> None:
    courses = [course.model_copy(update={"compulsory": None}) for course in COURSES]
    sheet = sheet_of(report(mapping=with_courses(*courses)))

    assert {row["Smalste traject"] for row in rows_under(sheet, "Kader")} <= {
        "niet te beoordelen",
        "nergens gekoppeld",
    }
    assert shown(sheet).count("De lijst zegt nergens welke") == 1


def test_an_order_that_is_kept_is_said() -> None:
    links = tuple(
        link.model_copy(
            update={
                "decisions": tuple(
                    decision.model_copy(update={"level": "I"}) for decision in link.decisions
                )
            }
        )
        for link in MAPPING.links
    )
    sheet = sheet_of(report(mapping=MAPPING.model_copy(update={"links": links})))
    [row] = [row for row in rows_under(sheet, "Kader") if row["Kaderitem"] == "Inkomen"]

    assert row["Volgorde"] == "in orde"


def test_the_narrowest_path_says_what_a_student_meets(
    rows: dict[object, dict[str, object]],
) -> None:
    met = {name: row["Smalste traject"] for name, row in rows.items()}

    assert met == {
        "Inkomen": "zeker",
        "Wonen": "te missen\nenkel in SW3",
        "Zorg": "als een voorstel bevestigd wordt",
        "Werk": "nergens gekoppeld",
    }


def test_what_can_be_missed_is_named_under_the_list() -> None:
    said = shown(sheet_of(report()))

    assert "•  Proefkader, te missen: Wonen." in said
    assert "Elke student van de opleiding volgt 2 opleidingsonderdelen (10 studiepunten)" in said
    assert "Regel: Het smalste traject telt enkel de verplichte" in said
    assert "Regel van de leerlijn: Niveaus komen uit bevestigde koppelingen" in said
    assert "Volgorde: 1 gevonden" in said


def test_every_track_has_its_own_column_and_line() -> None:
    courses = tuple(
        course.model_copy(update={"track": track, "compulsory": compulsory})
        for course, track, compulsory in zip(
            COURSES, ("A", "B", "A", "a" * 90), (True, None, True, True), strict=True
        )
    )
    sheet = sheet_of(report(mapping=with_courses(*courses)))
    row = next(row for row in rows_under(sheet, "Kader") if row["Kaderitem"] == "Zorg")
    paths = [(name, met) for name, met in row.items() if name.startswith("Smalste traject: ")]

    assert [name for name, _ in paths][:2] == ["Smalste traject: A", "Smalste traject: B"]
    assert len(paths[2][0]) <= 60
    assert [met for _, met in paths][:2] == [
        "zeker",
        "niet te beoordelen\nverplicht of keuze niet vermeld: SW2",
    ]
    assert "te missen in B: Wonen." in shown(sheet)


def test_phases_whose_names_differ_in_case_only_keep_a_column_each() -> None:
    names = ("Kader", "Deel a", "deel A", "Deel a")
    courses = (c.model_copy(update={"phase": name}) for c, name in zip(COURSES, names, strict=True))
    sheet = sheet_of(report(mapping=with_courses(*courses)))

    assert list(rows_under(sheet, "Kader")[0])[:5] == [
        "Kader",
        "Kaderitem",
        "Kader (2)",
        "Deel a",
        "deel A (2)",
    ]


def test_a_report_without_a_framework_to_cover_says_so() -> None:
    told = report().model_copy(update={"progressions": (), "paths": (), "checks": ()})
    said = shown(sheet_of(told))

    assert "Er is geen kader dat de opleiding hoort te dekken." in said

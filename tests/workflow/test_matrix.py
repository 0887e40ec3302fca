"""A college's own matrix: read in any shape, brought in as links of the college, told honestly."""

import datetime as dt
import itertools
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from typed import Run

from swcompetence.errors import InputFileError
from swcompetence.exchange.new_edition import EditionFacts
from swcompetence.exchange.sssom import ledger_tsv
from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.files.course_list.inspection import inspect_list
from swcompetence.model import (
    Decision,
    Framework,
    ItemRef,
    Link,
    LinkOrigin,
    Mapping,
    Place,
    Status,
    Verdict,
)
from swcompetence.model.mapping import MATRIX_REVIEWER
from swcompetence.registry import get_framework
from swcompetence.report.document.evidence import evidence_chapter
from swcompetence.report.document.summary import summary_chapter
from swcompetence.report.findings.view import build_report
from swcompetence.report.findings.wording import banner
from swcompetence.review.agreement import compare_reviews
from swcompetence.review.merge import ReviewedLink, merge
from swcompetence.review.pseudonyms import Pseudonyms
from swcompetence.review.rows import blind_rows, link_rows
from swcompetence.workflow.importing import import_framework
from swcompetence.workflow.mapping import map_lists, render_mapping, with_decisions
from swcompetence.workflow.opening import open_mapping

Line = Sequence[object]
HEAD = ("Code", "Opleidingsonderdeel", "Studiepunten", "Inhoud")
COURSES: tuple[Line, ...] = (
    ("SW101", "Inleiding sociaal werk", 6, "De sociale kaart en het werkveld."),
    ("SW103", "Recht en samenleving", 5, "Het leefloon en schuldbemiddeling."),
    ("SW201", "Gespreksvoering", 4, "Actief luisteren en gespreksvaardigheden oefenen."),
    ("SW301", "Bachelorproef", 15, "Onderzoek naar een praktijkvraag."),
)
C1 = "Mensenrechten, ethiek en eigen positie"
C2 = "Contact en professionele relatie"
C3 = "Communicatie en gespreksvoering"
OWN = "Werkt graag met buren"
DAY = dt.date(2026, 11, 3)


def saved(path: Path, *lines: Line, merged: Sequence[str] = (), sheet: str = "Matrix") -> Path:
    book = openpyxl.load_workbook(path) if path.exists() else openpyxl.Workbook()
    table = book.create_sheet(sheet)
    for line in lines:
        table.append(list(line))
    for area in merged:
        table.merge_cells(area)
    if "Sheet" in book.sheetnames:
        del book["Sheet"]
    book.save(path)
    return path


@pytest.fixture
def course_list(tmp_path: Path) -> Path:
    return saved(tmp_path / "lijst.xlsx", HEAD, *COURSES, sheet="Lijst")


@pytest.fixture(scope="module")
def edition() -> Framework:
    return get_framework("competentiekader")


def marked(mapping: Mapping) -> dict[tuple[str, str], Link]:
    return {(link.course, link.item.item): link for link in mapping.links if link.marks}


def levels(mapping: Mapping) -> dict[tuple[str, str], str | None]:
    return {key: link.marks[0].level for key, link in marked(mapping).items()}


def codes(mapping: Mapping) -> list[str]:
    return [issue.code for issue in mapping.issues if issue.code.startswith("matrix")]


def message(mapping: Mapping, code: str) -> str:
    return next(issue.message for issue in mapping.issues if issue.code == code)


CROSSES: tuple[Line, ...] = (
    ("Code", "Opleidingsonderdeel", C1, C2, C3, OWN),
    ("SW101", "Inleiding sociaal werk", "X", None, None, "x"),
    ("SW103", "Recht en samenleving", "X", "-", None, None),
    ("SW201", "Gespreksvoering", None, "✓", "X", None),
    ("SW999", "Vreemd vak", "X", None, None, None),
)


def test_crosses_become_open_links_of_the_college_with_their_cell(
    course_list: Path, tmp_path: Path, edition: Framework
) -> None:
    matrix = saved(tmp_path / "matrix.xlsx", *CROSSES)
    mapping = map_lists([course_list], [edition], matrix=matrix)
    links = marked(mapping)

    assert set(links) == {("SW101", "c01"), ("SW103", "c01"), ("SW201", "c02"), ("SW201", "c03")}
    assert {link.origin for link in links.values()} == {LinkOrigin.CURRICULUM}
    assert {link.status for link in links.values()} == {Status.OPEN}
    assert not any(link.decisions for link in links.values())
    mark = links["SW201", "c02"].marks[0]
    assert (mark.text, mark.column, mark.level) == ("✓", C2, None)
    assert str(mark.where) == "matrix.xlsx, Matrix!D4"
    assert OWN in message(mapping, "matrix-column-unknown")
    assert "SW999 Vreemd vak" in message(mapping, "matrix-row-unknown")


def test_a_mark_beside_a_proposal_keeps_what_the_tool_found(
    course_list: Path, tmp_path: Path, edition: Framework
) -> None:
    alone = map_lists([course_list], [edition])
    matrix = saved(tmp_path / "matrix.xlsx", *CROSSES)
    mapping = map_lists([course_list], [edition], matrix=matrix)
    link = marked(mapping)["SW201", "c03"]
    before = next(one for one in alone.links if one.id == link.id)

    assert link.proposed
    assert (link.evidence, link.confidence, link.band) == (
        before.evidence,
        before.confidence,
        before.band,
    )
    assert len({link.id for link in mapping.links}) == len(mapping.links)
    assert {link.id for link in alone.links} <= {link.id for link in mapping.links}


def test_levels_are_letters_words_or_two_of_them(
    course_list: Path, tmp_path: Path, edition: Framework
) -> None:
    lines = [
        ("Vak", C1, "c02", C3),
        ("Inleiding sociaal werk", "I", "introductie", None),
        ("Recht en samenleving", "v", None, "I/V"),
        ("Bachelorproef", "B", "Q", None),
    ]
    mapping = map_lists([course_list], [edition], matrix=saved(tmp_path / "m.xlsx", *lines))

    assert levels(mapping) == {
        ("SW101", "c01"): "I",
        ("SW101", "c02"): "I",
        ("SW103", "c01"): "V",
        ("SW103", "c03"): "V",
        ("SW301", "c01"): "B",
    }
    assert "‘Q’ (C4)" in message(mapping, "matrix-mark-unknown")
    assert "matrix-code-only" not in codes(mapping)


def test_a_v_without_other_levels_is_a_tick(
    course_list: Path, tmp_path: Path, edition: Framework
) -> None:
    lines = [("Vak", C1, C2), ("Gespreksvoering", "V", "V"), ("Bachelorproef", "V", None)]
    mapping = map_lists([course_list], [edition], matrix=saved(tmp_path / "m.xlsx", *lines))

    assert set(levels(mapping).values()) == {None}
    assert len(levels(mapping)) == 3


NUMBERS: tuple[Line, ...] = (
    ("Competentiematrix",),
    (),
    ("Vak", C1, C2, C3),
    ("SW101 Inleiding sociaal werk", 1, 1, None),
    ("SW103 Recht en samenleving", 2, None, 0),
    ("SW201 Gespreksvoering", None, 2, 3),
)


@pytest.mark.parametrize(
    ("legend", "expected"),
    [
        ([], ["I", "I", "V", "V", "B"]),
        (
            [("1", "introductie"), ("2", "verdieping"), ("3", "beheersing")],
            ["I", "I", "V", "V", "B"],
        ),
        ([("1 = beheersing, 2 = verdieping, 3 = introductie",)], ["B", "B", "V", "V", "I"]),
        ([("1: kennis", "2: vaardigheid", "3: attitude")], [None] * 5),
    ],
)
def test_numbers_mean_what_the_legend_says(
    legend: list[Line],
    expected: list[str | None],
    course_list: Path,
    tmp_path: Path,
    edition: Framework,
) -> None:
    matrix = saved(tmp_path / "m.xlsx", *NUMBERS, (), *legend)
    mapping = map_lists([course_list], [edition], matrix=matrix)
    pairs = [
        ("SW101", "c01"),
        ("SW101", "c02"),
        ("SW103", "c01"),
        ("SW201", "c02"),
        ("SW201", "c03"),
    ]

    assert levels(mapping) == dict(zip(pairs, expected, strict=True))
    assert "matrix-row-unknown" not in codes(mapping)
    assert ("matrix-level-guessed" in codes(mapping)) == (not legend)
    if expected[0] is None:
        assert marked(mapping)["SW201", "c03"].marks[0].meaning == "attitude"


def test_numbers_that_add_up_to_those_of_the_course_are_credits(
    course_list: Path, tmp_path: Path, edition: Framework
) -> None:
    lines = [
        ("Code", "Opleidingsonderdeel", "SP", C1, C2, C3, "Totaal"),
        ("SW101", "Inleiding sociaal werk", 6, 3, 2, 1, 6),
        ("SW103", "Recht en samenleving", 5, 3, 2, None, 5),
        ("SW201", "Gespreksvoering", 4, None, 1.5, 2.5, 4),
    ]
    mapping = map_lists([course_list], [edition], matrix=saved(tmp_path / "m.xlsx", *lines))
    found = {key: link.marks[0].credits for key, link in marked(mapping).items()}

    assert found["SW101", "c01"] == 3
    assert found["SW201", "c03"] == 2.5
    assert set(levels(mapping).values()) == {None}
    assert "matrix-column-unknown" not in codes(mapping)
    named = [("Verdeling van de studiepunten",), ("Vak", C1, C2), ("Bachelorproef", 3, 2)]
    mapping = map_lists([course_list], [edition], matrix=saved(tmp_path / "n.xlsx", *named))
    assert [link.marks[0].credits for link in marked(mapping).values()] == [3, 2]


TURNED: tuple[Line, ...] = (
    ("Competenties", None, "Fase 1", None, "Fase 2", None),
    (None, None, *(course[1] for course in COURSES)),
    ("Basis", C1, "X", "X", None, None),
    (None, C2, None, None, "X", "X"),
    ("Kern", C3, None, None, "X", None),
    (None, OWN, None, None, None, "X"),
)


def test_competences_may_stand_in_rows_below_two_rows_of_courses(
    course_list: Path, tmp_path: Path, edition: Framework
) -> None:
    matrix = saved(tmp_path / "m.xlsx", *TURNED, merged=["C1:D1", "E1:F1", "A3:A4", "A5:A6"])
    mapping = map_lists([course_list], [edition], matrix=matrix)

    assert set(marked(mapping)) == {
        ("SW101", "c01"),
        ("SW103", "c01"),
        ("SW201", "c02"),
        ("SW301", "c02"),
        ("SW201", "c03"),
    }
    assert str(marked(mapping)["SW301", "c02"].marks[0].where) == "m.xlsx, Matrix!F4"
    assert OWN in message(mapping, "matrix-column-unknown")


@pytest.mark.parametrize("merged", [(), ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:H1")])
def test_a_matrix_in_columns_of_the_list_is_read_and_is_no_text(
    merged: Sequence[str], tmp_path: Path, edition: Framework
) -> None:
    marks = ["XX  ", "X  X", " XX ", "   X"]
    rows = [
        (*c, *(m.strip() or None for m in line)) for c, line in zip(COURSES, marks, strict=True)
    ]
    heads = [(*HEAD, "Basis", None, "Kern", None), (None, None, None, None, C1, C2, C3, OWN)]
    path = saved(tmp_path / "lijst.xlsx", *heads, *rows, merged=merged, sheet="Lijst")
    curriculum, issues = read_course_list(path)
    mapping = map_lists([path], [edition])

    assert [course.title for course in curriculum.courses] == [course[1] for course in COURSES]
    assert [issue.code for issue in issues if "column" in issue.code] == []
    assert [i.code for i in issues if i.code.startswith("matrix")] == ["matrix-seen"]
    assert set(marked(mapping)) == {
        ("SW101", "c01"),
        ("SW101", "c02"),
        ("SW103", "c01"),
        ("SW201", "c02"),
        ("SW201", "c03"),
    }
    assert codes(mapping) == ["matrix-read", "matrix-column-unknown"]


def test_a_matrix_on_a_sheet_of_its_own_is_no_second_list(
    course_list: Path, edition: Framework
) -> None:
    saved(course_list, *CROSSES[:4])
    mapping = map_lists([course_list], [edition])
    explicit = map_lists([course_list], [edition], matrix=course_list)

    sheets = {sheet.name: sheet for sheet in inspect_list(course_list).sheets}

    assert len(mapping.courses) == len(COURSES)
    assert not sheets["Matrix"].is_used
    assert "staat een matrix met 4 kolommen" in sheets["Matrix"].reason
    assert len(marked(mapping)) == 4
    assert explicit == mapping


def test_a_list_that_is_itself_a_matrix_has_a_legend_and_marks_of_its_own(
    tmp_path: Path, edition: Framework
) -> None:
    legend = [(), ("Legende",), ("I", "introductie"), ("T", "wordt getoetst"), ("X = komt voor",)]
    lines = [
        ("Vak", C1, C2, C3),
        ("Inleiding sociaal werk", "I", None, None),
        ("Recht en samenleving", "T", None, None),
    ]
    path = saved(tmp_path / "lijst.xlsx", *lines, *legend, sheet="Lijst")
    mapping = map_lists([path], [edition])

    assert [course.title for course in mapping.courses] == [line[0] for line in lines[1:]]
    marks = [link.marks[0] for link in marked(mapping).values()]
    assert {(mark.text, mark.level, mark.meaning) for mark in marks} == {
        ("I", "I", None),
        ("T", None, "wordt getoetst"),
    }
    assert codes(mapping) == ["matrix-read"]
    warnings = [issue.message for issue in mapping.issues if issue.severity == "warning"]
    assert not any("egende" in text or "‘T" in text for text in warnings)


def test_a_course_with_a_number_for_a_code_is_no_legend(tmp_path: Path, edition: Framework) -> None:
    lines = [("Nr", "Vak", C1, C2), (1, "Recht", None, None), (2, "Ethiek", "X", "X")]
    legend = [("Legende:",), (1, "introductie"), ("X", "komt aan bod")]
    path = saved(tmp_path / "lijst.xlsx", *lines, *legend, sheet="Lijst")

    assert [c.title for c in map_lists([path], [edition]).courses] == ["Recht", "Ethiek"]


def test_fifty_columns_of_levels_without_a_framework_give_one_message(
    tmp_path: Path, edition: Framework
) -> None:
    names = [f"Kennis en inzicht {number}" for number in range(1, 51)] + [
        f"LO{number}" for number in range(1, 12)
    ]
    cycle = itertools.cycle([1, None, 2, 3, None, 4, None])
    rows = [(*course, *(next(cycle) for _ in names)) for course in COURSES]
    path = saved(tmp_path / "lijst.xlsx", (*HEAD, *names), *rows, sheet="Lijst")
    mapping = map_lists([path], [edition])

    assert codes(mapping) == ["matrix-column-unknown"]
    assert "column-unknown" not in {issue.code for issue in mapping.issues}
    told = message(mapping, "matrix-column-unknown")
    assert told.startswith("61 van de 61 kolommen")
    assert "en nog 53" in told
    assert 'import "lijst.xlsx" --from matrix' in told


def test_columns_become_a_framework_that_the_same_matrix_then_answers_to(
    course_list: Path, tmp_path: Path
) -> None:
    matrix = saved(tmp_path / "m.xlsx", *TURNED)
    facts = EditionFacts(publisher="Hogeschool Proef", read_on=DAY)
    read = import_framework(matrix, facts, source_format="matrix", course_list=course_list)
    mapping = map_lists([course_list], [read.framework], matrix=matrix)

    assert [item.label for item in read.framework.mapping_items] == [C1, C2, C3, OWN]
    assert [item.label for item in read.framework.children(None)] == ["Basis", "Kern"]
    assert len(marked(mapping)) == 6
    assert codes(mapping) == ["matrix-read"]


def test_a_code_beside_a_label_of_its_own_says_nothing_of_our_codes(
    course_list: Path, tmp_path: Path, edition: Framework
) -> None:
    lines = [
        ("Vak", "C1 Tuinieren", "C2", "C3: Communicatie en gespreksvoering"),
        ("Gespreksvoering", "X", "X", "X"),
        ("Bachelorproef", "X", None, None),
    ]
    mapping = map_lists([course_list], [edition], matrix=saved(tmp_path / "m.xlsx", *lines))

    assert set(marked(mapping)) == {("SW201", "c02"), ("SW201", "c03")}
    assert "C1 Tuinieren" in message(mapping, "matrix-column-unknown")
    assert f"‘C2’ = {C2}" in message(mapping, "matrix-code-only")
    more: list[Line] = [
        ("Vak", "Competentie 1", C2),
        ("Recht en samenleving", "T", "t"),
        (),
        ("T = toets",),
    ]
    mapping = map_lists([course_list], [edition], matrix=saved(tmp_path / "n.xlsx", *more))
    assert f"‘Competentie 1’ = {C1}" in message(mapping, "matrix-code-only")
    assert {link.marks[0].meaning for link in marked(mapping).values()} == {"toets"}


def test_rows_that_may_be_two_courses_are_named(tmp_path: Path, edition: Framework) -> None:
    twins = [("SW1", "Stage", 6, "Stage."), ("SW2", "Stage", 12, "Stage."), *COURSES]
    path = saved(tmp_path / "lijst.xlsx", HEAD, *twins, sheet="Lijst")
    lines = [("Vak", C1, C2), ("Stage", "X", "X"), ("Gespreksvoering", "X", None)]
    mapping = map_lists([path], [edition], matrix=saved(tmp_path / "m.xlsx", *lines))

    assert set(marked(mapping)) == {("SW201", "c01")}
    assert "meer dan één opleidingsonderdeel" in message(mapping, "matrix-row-unknown")


def test_a_file_without_a_matrix_of_this_list_is_refused(
    course_list: Path, tmp_path: Path, edition: Framework
) -> None:
    strange = saved(tmp_path / "m.xlsx", ("Vak", C1, C2), ("Tuinbouw", "X", "X"))

    with pytest.raises(InputFileError, match="geen matrix gevonden"):
        map_lists([course_list], [edition], matrix=strange)
    with pytest.raises(InputFileError, match="om als besluit te tellen"):
        map_lists([course_list], [edition], matrix_decides=True)


@pytest.fixture
def decided(course_list: Path, tmp_path: Path, edition: Framework) -> Mapping:
    matrix = saved(tmp_path / "matrix.xlsx", *NUMBERS)
    return map_lists([course_list], [edition], matrix=matrix, matrix_decides=True, date=DAY)


@pytest.fixture
def claimed(course_list: Path, tmp_path: Path, edition: Framework) -> Mapping:
    matrix = saved(tmp_path / "matrix-open.xlsx", *NUMBERS)
    return map_lists([course_list], [edition], matrix=matrix, date=DAY)


def test_the_report_tells_what_only_the_matrix_says(claimed: Mapping, edition: Framework) -> None:
    report = build_report(claimed, [edition])
    items = {item.item.item: item for item in report.items}
    check = next(check for check in report.checks if check.code == "enkel-in-de-matrix")

    assert items["c01"].claimed == ("SW101", "SW103")
    assert items["c01"].finding == "no_trace"
    assert items["c03"].claimed == ()
    assert items["c03"].finding == "core_proposed"
    assert {row.item: row.courses for row in check.rows} == {
        ItemRef("competentiekader:c01"): ("SW101", "SW103"),
        ItemRef("competentiekader:c02"): ("SW101", "SW201"),
    }
    assert "niet aangetroffen" in check.rows[0].remark
    assert report.evidence(ItemRef("competentiekader:c03"), "SW201").marks  # type: ignore[union-attr]
    cards = str(evidence_chapter(report))
    assert "De matrix van de opleiding noemt het ook bij SW101, SW103" in cards
    assert "matrix van de opleiding: ‘3’" in cards


def test_without_a_matrix_that_check_is_not_judged(course_list: Path, edition: Framework) -> None:
    report = build_report(map_lists([course_list], [edition]), [edition])
    check = next(check for check in report.checks if check.code == "enkel-in-de-matrix")

    assert check.reason == "er is geen matrix van de opleiding ingelezen"


def test_marks_that_count_as_decided_are_no_lecturers(decided: Mapping, edition: Framework) -> None:
    report = build_report(decided, [edition])
    items = {item.item.item: item for item in report.items}
    found = items["c01"].courses[0]

    assert {link.status for link in marked(decided).values()} == {Status.CONFIRMED}
    assert (found.finding, found.levels) == ("core_confirmed", ("I",))
    assert report.review.lecturers == 0
    assert banner(report.review.progress) == (
        "0 % nagekeken (0 van 9 voorstellen; 5 besliste enkel de matrix van de opleiding)"
    )
    assert all(not line.verdicts for line in report.links)
    assert "Niet nagekeken door lesgevers" in str(summary_chapter(report))
    assert "aanvaard" not in str(summary_chapter(report))
    assert items["c01"].claimed == ("SW101", "SW103")
    assert "de matrix telt als besluit van de opleiding" in str(evidence_chapter(report))
    assert compare_reviews(decided, decided).total.both == 0
    assert Pseudonyms(["An Peeters"]).name(MATRIX_REVIEWER) == MATRIX_REVIEWER


def test_a_lecturer_knows_better_than_the_matrix(decided: Mapping, edition: Framework) -> None:
    link = marked(decided)["SW101", "c01"]
    rejected = ReviewedLink(
        course="SW101",
        item=link.item,
        decision=Decision(verdict=Verdict.REJECT, reviewer="An Peeters", date=DAY),
        place=Place(),
    )
    merged = marked(merge(decided, [rejected]))["SW101", "c01"]

    assert merged.status is Status.REJECTED
    assert [decision.reviewer for decision in merged.decisions] == ["An Peeters", MATRIX_REVIEWER]
    item = next(
        item
        for item in build_report(merge(decided, [rejected]), [edition]).items
        if item.item == link.item
    )
    assert item.finding == "core_confirmed"  # by the matrix, in another course
    assert item.rejected_by == 1


def test_the_level_of_the_matrix_is_that_of_no_lecturer(
    claimed: Mapping, edition: Framework
) -> None:
    link = marked(claimed)["SW103", "c01"]

    def confirmed(level: str | None) -> tuple[str, ...]:
        decision = Decision(verdict=Verdict.ACCEPT, reviewer="An", level=level)
        row = ReviewedLink(course="SW103", item=link.item, decision=decision, place=Place())
        report = build_report(merge(claimed, [row]), [edition])
        item = next(item for item in report.items if item.item == link.item)
        return item.courses[0].levels

    assert confirmed(None) == ()
    assert confirmed("B") == ("B",)


def test_the_review_workbook_says_what_the_matrix_says(
    claimed: Mapping, edition: Framework, tmp_path: Path
) -> None:
    rows = {(row.link.course, row.link.item.item): row for row in link_rows(claimed, [edition])}
    row = rows["SW103", "c01"]

    assert "‘2’" in row.evidence[0].text
    assert "verdieping; blad Matrix, cel B5" in row.evidence[0].text
    assert row.status == "voorstel"
    assert rows["SW201", "c03"].estimate == "onderwerp"
    hidden = blind_rows(tuple(rows.values()), 1)
    assert not any("matrix" in part.text for blind in hidden for part in blind.evidence)
    path = tmp_path / "na.xlsx"
    path.write_bytes(render_mapping(claimed, [edition], path))
    assert marked(open_mapping(path)[0]) == marked(claimed)


def test_a_row_that_the_matrix_filled_in_and_somebody_changed_is_no_longer_its(
    decided: Mapping, edition: Framework, tmp_path: Path
) -> None:
    path = tmp_path / "na.xlsx"
    path.write_bytes(render_mapping(decided, [edition], path))
    book = openpyxl.load_workbook(path)
    rows = list(book["Koppelingen"].iter_rows())
    header = next(row for row in rows if any(cell.value == "Besluit" for cell in row))
    places = {str(cell.value): place for place, cell in enumerate(header)}
    changed = next(row for row in rows if row[places["Nagekeken door"]].value == MATRIX_REVIEWER)
    changed[places["Besluit"]].value = "niet akkoord"
    link = str(changed[places["Koppeling-id"]].value)
    book.save(path)
    mapping, _ = open_mapping(path)
    by_id = {found.id: found for found in mapping.links}

    assert by_id[link].status is Status.REJECTED
    assert [d.reviewer for d in by_id[link].decisions] == [None, MATRIX_REVIEWER]
    others = [found for found in marked(mapping).values() if found.id != link]
    assert {found.status for found in others} == {Status.CONFIRMED}


def test_decisions_on_marks_come_along_and_a_newer_matrix_speaks_for_itself(
    course_list: Path, tmp_path: Path, claimed: Mapping, decided: Mapping, edition: Framework
) -> None:
    old = tmp_path / "oud.json"
    old.write_text(decided.to_json(), encoding="utf-8")
    bare = map_lists([course_list], [edition])
    carried, _ = with_decisions(bare, [edition], [old])
    assert marked(carried) == marked(decided)

    newer = map_lists([course_list], [edition], matrix=saved(tmp_path / "m.xlsx", *CROSSES))
    renewed, _ = with_decisions(newer, [edition], [old])
    assert marked(renewed) == marked(newer)

    old.write_text(claimed.to_json(), encoding="utf-8")
    without, _ = with_decisions(bare, [edition], [old])
    assert not marked(without)
    assert "5 koppelingen uit de matrix" in message(without, "matrix-left-behind")


def test_the_ledger_gives_a_decision_of_the_matrix_its_name_and_no_confidence(
    decided: Mapping, edition: Framework
) -> None:
    text = ledger_tsv(decided, [edition])
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]

    assert len(rows) == 5
    assert MATRIX_REVIEWER in text
    assert {row["object_id"] for row in rows if row["mapping_tool"]} == {
        row["object_id"] for row in rows if row["object_id"].endswith("c03")
    }


def test_the_command_reads_a_matrix_and_explain_shows_it(
    course_list: Path, tmp_path: Path, run: Run
) -> None:
    matrix = str(saved(tmp_path / "m.xlsx", *NUMBERS))
    out = tmp_path / "uit.json"
    common = (course_list, "--matrix", matrix, "--framework", "competentiekader")
    mapped = run("map", *common, "-o", out, "--matrix-decides")

    assert mapped.code == 0
    assert "5 koppelingen, waarvan 4 enkel volgens de matrix" in mapped.err
    assert len(marked(Mapping.from_json(out.read_text(encoding="utf-8")))) == 5
    assert "‘2’ bij" in run("explain", *common, "--course", "SW103").out
    own = tmp_path / "kader.yaml"
    words = ("--from", "matrix", "--list", course_list, "--publisher", "Proef")
    assert run("import", matrix, *words, "-o", own).code == 0
    assert C3 in own.read_text(encoding="utf-8")

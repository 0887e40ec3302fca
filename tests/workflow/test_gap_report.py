from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from samples import course, framework, item, link, mapping

from swcompetence.analysis.checks.check import Check, CheckRow, Weight
from swcompetence.analysis.checks.checks import CHECK_RULES
from swcompetence.errors import InputFileError, TargetExistsError, UnknownCheckError
from swcompetence.model import (
    ActionStatus,
    BoardAction,
    BoardNotes,
    BoardStatement,
    Curriculum,
    GapKey,
    ItemRef,
)
from swcompetence.report.findings.report_json import read_noted
from swcompetence.report.findings.view import ReportSettings, build_report
from swcompetence.review.board import known_notes
from swcompetence.review.issue_codes import ISSUE_CODES
from swcompetence.workflow.reporting import (
    ReportKind,
    report_kind,
    watch,
    watched_checks,
    write_report,
)

KADER = framework(item("a", label="Wonen"), item("b", label="Zorg"))
MAPPING = mapping(link("A1", "proef:a"), courses=(course("A1"), course("A2")), edition=KADER)
DATE = dt.date(2026, 11, 22)


def test_a_report_of_one_of_several_lists_is_written_in_every_kind(tmp_path: Path) -> None:
    two = Curriculum(id="tweede", courses=(course("B1"),))
    both = MAPPING.model_copy(update={"curricula": (*MAPPING.curricula, two)})
    noted = BoardNotes(statements=(BoardStatement(item=ItemRef("proef:b"), course="A2"),))
    settings = ReportSettings(board=noted)

    report = build_report(both.only("lijst"), [KADER], date=DATE, settings=settings)
    paths = [tmp_path / f"rapport.{kind}" for kind in ReportKind]
    copies = [write_report(report, str(path)) for path in paths]

    assert copies == [None] * len(paths)
    assert all(path.stat().st_size for path in paths)
    assert read_noted((tmp_path / "rapport.json").read_bytes()) == noted
    with pytest.raises(TargetExistsError):
        write_report(report, paths[0])


def test_the_name_of_a_target_says_the_kind_in_any_case() -> None:
    assert report_kind(Path("RAPPORT.HTML")) is ReportKind.PAGE
    for name in ("rapport", "rapport.pdf"):
        with pytest.raises(InputFileError, match=r"\.xlsx, \.html, \.json of \.svg"):
            report_kind(Path(name))


def test_words_stand_for_checks_by_code_by_weight_or_all() -> None:
    high = {rule.code for rule in CHECK_RULES if rule.weight is Weight.HIGH}

    assert watched_checks([]) == frozenset()
    assert watched_checks(["hoog"]) == high
    assert watched_checks(["alles"]) == {rule.code for rule in CHECK_RULES}
    assert watched_checks(["zonder-koppeling", "hoog"]) == high | {"zonder-koppeling"}
    with pytest.raises(UnknownCheckError) as caught:
        watched_checks(["zonderkoppeling"])
    assert caught.value.suggestions[0] == "zonder-koppeling"
    assert set(caught.value.known) == {rule.code for rule in CHECK_RULES}


def a_check(code: str, found: int, judged: int, not_judged: int = 0) -> Check:
    row = CheckRow(label="x", remark="y")
    return Check(
        code=code, title=code, rule="", weight=Weight.LOW, rows=(row,) * found, judged=judged,
        not_judged=(row,) * not_judged,
    )  # fmt: skip


def test_only_what_was_found_fails_and_only_among_the_watched() -> None:
    checks = (
        a_check("vond", 1, 2),
        a_check("niets", 0, 2),
        a_check("deels", 0, 2, 1),
        a_check("niet", 0, 0),
        a_check("elders", 1, 1),
    )

    found = watch(checks, {"vond", "niets", "deels", "niet"})

    assert [one.code for one in found.failed] == ["vond"]
    assert [one.code for one in found.undecided] == ["deels", "niet"]


def test_notes_about_what_is_not_there_are_told_in_full() -> None:
    kept = BoardStatement(item=ItemRef("proef:b"), course="A2")
    action = BoardAction(gap=GapKey(check="c", course="A1", framework="proef"), owner="An")
    strange = (
        BoardAction(gap=GapKey(check="oud", item=ItemRef("proef:a")), owner="Bert", remark="wacht"),
        BoardAction(gap=GapKey(check="c", item=ItemRef("proef:weg")), status=ActionStatus.DONE),
        BoardAction(gap=GapKey(check="c", course="weg")),
        BoardAction(gap=GapKey(check="c", course="A1", framework="weg")),
    )
    gone = BoardStatement(item=ItemRef("proef:b"), course="weg", remark="in week 3")
    notes = BoardNotes(statements=(kept, gone), actions=(action, *strange))

    found, issues = known_notes(notes, MAPPING, [KADER], checks={"c"}, file="oud.json")

    assert found == BoardNotes(statements=(kept,), actions=(action,))
    codes = [issue.code for issue in issues]
    assert codes == ["board-statement-unknown", *["board-gap-unknown"] * len(strange)]
    assert "in week 3" in issues[0].message
    assert "‘Bert’" in issues[1].message
    assert "‘wacht’" in issues[1].message
    assert {issue.code for issue in issues} <= ISSUE_CODES.keys()
    assert {issue.where.file for issue in issues} == {"oud.json"}

"""A small invented programme that is partly reviewed, for the sheets of the gap workbook."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from samples import framework, item

from swcompetence.model import (
    BoardNotes,
    Course,
    Curriculum,
    Decision,
    Evidence,
    Framework,
    ItemRef,
    Link,
    LinkOrigin,
    Mapping,
    Status,
    Tool,
    UsedFramework,
    Verdict,
    link_id,
)
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.view import ReportSettings, build_report

TEXT = "We spreken over inkomen, wonen en zorg. Op het examen komt inkomen terug."
KADER = framework(
    item("inkomen", label="Inkomen"),
    item("wonen", label="Wonen"),
    item("zorg", label="Zorg"),
    item("werk", label="Werk"),
)


def _course(code: str, title: str, phase: str | None, **facts: object) -> Course:
    return Course.model_validate(
        {
            "id": code,
            "code": code,
            "title": title,
            "credits": 5,
            "phase": phase,
            "fields": {"title": title, "content": TEXT},
            **facts,
        }
    )


def _link(
    code: str, name: str, *decisions: Decision, weight: float = 0.9, is_own: bool = False
) -> Link:
    ref = ItemRef(f"proef:{name}")
    start = TEXT.find(name)
    evidence = Evidence.model_validate(
        {
            "field": "content",
            "text": name,
            "start": start,
            "end": start + len(name),
            "item_part": "label",
            "term": name,
            "kind": "exact",
            "weight": weight,
        }
    )
    return Link(
        id=link_id(code, ref),
        course=code,
        item=ref,
        confidence=0 if is_own else 0.8,
        proposed=weight > 0.7,
        origin=LinkOrigin.REVIEWER if is_own else LinkOrigin.MACHINE,
        evidence=() if is_own else (evidence,),
        decisions=decisions,
        status=Status.CONFIRMED if decisions else Status.OPEN,
    )


def _yes(level: str | None = None, *, assessed: bool | None = None) -> Decision:
    return Decision(
        verdict=Verdict.ACCEPT,
        level=level,
        assessed=assessed,
        reviewer="An Peeters",
        date=dt.date(2026, 11, 3),
    )


COURSES = (
    _course("SW1", "Recht", "1", compulsory=True),
    _course("SW2", "Stage", "2", compulsory=True),
    _course("SW3", "Keuze", "2", compulsory=False),
    _course("007", "Onbekend", None, fields={"title": "Onbekend"}),
)
MAPPING = Mapping(
    tool=Tool(version="0", matcher="proef", parameters="1"),
    curricula=(Curriculum(id="lijst", nominal_credits=180, courses=COURSES),),
    frameworks=(
        UsedFramework(ref=KADER.ref, revision=KADER.revision, digest=KADER.identity_digest),
    ),
    links=(
        _link("SW1", "inkomen", _yes("B", assessed=True)),
        _link("SW2", "inkomen", _yes("I")),
        _link("SW3", "inkomen"),
        _link("SW3", "wonen", _yes()),
        _link("SW1", "wonen", weight=0.6),
        _link("SW2", "zorg"),
        _link("SW3", "zorg", _yes("gevorderd", assessed=False), is_own=True),
    ),
)


def report(
    board: BoardNotes | None = None, mapping: Mapping = MAPPING, edition: Framework = KADER
) -> GapReport:
    """Build the report, with what a board noted."""
    settings = ReportSettings(board=board or BoardNotes())
    day = dt.date(2026, 11, 22)
    return build_report(mapping, [edition], date=day, tool_version="0", settings=settings)


def opened(content: bytes) -> Workbook:
    """Open a rendered workbook."""
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_under(sheet: Worksheet, header: str) -> list[dict[str, object]]:
    """Give the rows of the table whose first header this is, cells by header."""
    [table] = [t for t in sheet.tables.values() if t.tableColumns[0].name == header]
    first, *rows = sheet[table.ref]
    names = [str(cell.value) for cell in first]
    return [dict(zip(names, (c.value for c in row), strict=True)) for row in rows]


def shown(sheet: Worksheet) -> str:
    """Give everything that a sheet says, one cell a line."""
    cells = (cell for row in sheet.iter_rows(values_only=True) for cell in row)
    return "\n".join(str(cell) for cell in cells if cell is not None)

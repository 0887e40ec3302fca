"""A report with everything that a page can show, about an invented programme."""

from __future__ import annotations

import datetime as dt

from practice_samples import COURSES, FIELDS, LINKS, REFERENCE, link
from samples import framework, item

from swcompetence.analysis.comparison.build import MappedList, compare
from swcompetence.model import (
    ActionStatus,
    BoardAction,
    BoardNotes,
    BoardStatement,
    Course,
    Curriculum,
    Decision,
    Framework,
    GapKey,
    Issue,
    ItemRef,
    Link,
    Mapping,
    Severity,
    Tool,
    UsedFramework,
    Verdict,
)
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.view import ReportSettings, build_report

EVIL = (
    "</style></script><script>alert('x')</script>\"'><img src=x onerror=alert(1)> {{ 7 * 7 }} \x07"
)
LABELS = {
    "inkomen": "Inkomen",
    "wonen": "Wonen",
    "zorg": "Zorg",
    "werk": "Werk",
    **{f"thema{number}": f"Thema {number}" for number in range(1, 8)},
}
PRACTICE = framework(
    {"id": "basis", "level": "groep", "label": "Basis", "provenance": "unverified"},
    {"id": "rest", "level": "groep", "label": "Rest", "provenance": "unverified"},
    *(
        item(name, label=label, parent="basis" if name in {"inkomen", "wonen"} else "rest")
        for name, label in LABELS.items()
    ),
    id="ocmw-praktijk",
    title="OCMW-praktijk",
    levels=["groep", "thema"],
    sources=[{"id": "bron", "title": "Een bron", "url": "https://example.org/a?b=1&c=2"}],
)
OTHER = framework(item("handelen", label="Handelen"), item("reflectie", label="Reflectie"))
NOTES = BoardNotes(
    statements=(
        BoardStatement(
            item=ItemRef("ocmw-praktijk:werk"),
            course="SW1",
            remark="Gastles in week 6.",
            who="De voorzitter",
            date=dt.date(2026, 11, 2),
        ),
        BoardStatement(item=ItemRef("ocmw-praktijk:weg"), course="verdwenen"),
    ),
    actions=(
        BoardAction(
            gap=GapKey(check="niet-aangetroffen", item=ItemRef("ocmw-praktijk:werk")),
            owner="M. Jans",
            status=ActionStatus.TAKEN_UP,
            remark="Volgende vergadering.",
        ),
        BoardAction(gap=GapKey(check="niet-aangetroffen", item=ItemRef("ocmw-praktijk:inkomen"))),
    ),
)


def mapping_of(
    *links: Link,
    courses: tuple[Course, ...] = COURSES,
    frameworks: tuple[Framework, ...] = (OTHER, PRACTICE, FIELDS),
    programme: str | None = "Sociaal werk",
) -> Mapping:
    """Build the mapping of one invented programme."""
    return Mapping(
        tool=Tool(version="0", matcher="proef", parameters="1"),
        curricula=(
            Curriculum(id="lijst", programme=programme, nominal_credits=18, courses=courses),
        ),
        frameworks=tuple(
            UsedFramework(ref=f.ref, revision=f.revision, digest=f.identity_digest)
            for f in frameworks
        ),
        links=links,
        issues=(Issue(code="proef-melding", severity=Severity.WARNING, message="Een melding."),),
    )


def report_of(
    mapping: Mapping,
    frameworks: tuple[Framework, ...] = (OTHER, PRACTICE, FIELDS),
    settings: ReportSettings | None = None,
) -> GapReport:
    """Tell a mapping."""
    return build_report(
        mapping,
        frameworks,
        date=dt.date(2026, 11, 22),
        tool_version="0",
        settings=settings or ReportSettings(),
    )


def full_report() -> GapReport:
    """Tell the programme with a reference, levels, board notes and another year beside it."""
    level = Decision(
        verdict=Verdict.ACCEPT,
        level="V",
        assessed=True,
        reviewer="An Claes",
        date=dt.date(2026, 11, 3),
        note="Zie week 2.",
        final=True,
    )
    levelled = link("SW3", "proef:handelen", "sprake", verdict=Verdict.ACCEPT)
    mapping = mapping_of(
        *LINKS,
        levelled.model_copy(update={"decisions": (level,)}),
        link("SW2", "ocmw-praktijk:thema1", "inkomen", proposed=False),
        link("SW1", "proef:reflectie", "wat", proposed=False, kind="stem"),
    )
    entries = [
        MappedList(name=name, mapping=made, frameworks=(OTHER, PRACTICE, FIELDS))
        for name, made in (("vorig jaar", mapping_of(*LINKS[:2])), ("dit jaar", mapping))
    ]
    settings = ReportSettings(reference=REFERENCE, board=NOTES, comparison=compare(entries))
    return report_of(mapping, settings=settings)

"""A small invented programme with OCMW practice and work fields, partly reviewed."""

from __future__ import annotations

import datetime as dt

from samples import framework, item

from swcompetence.model import (
    Course,
    Curriculum,
    Decision,
    Evidence,
    Framework,
    ItemRef,
    Link,
    Mapping,
    Reference,
    ReferenceKind,
    Status,
    Tool,
    UsedFramework,
    Verdict,
    link_id,
)
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.view import ReportSettings, build_report

TEXT = "We spreken over inkomen. Er is ook wat over wonen. Lokaal bestuur komt ter sprake."
PRACTICE = framework(
    {"id": "basis", "level": "groep", "label": "Basis", "provenance": "unverified"},
    item("inkomen", label="Inkomen", parent="basis"),
    item("wonen", label="Wonen", parent="basis"),
    {"id": "rest", "level": "groep", "label": "Rest", "provenance": "unverified"},
    item("zorg", label="Zorg", parent="rest"),
    item("werk", label="Werk", parent="rest"),
    id="ocmw-praktijk",
    title="OCMW-praktijk",
    levels=["groep", "thema"],
)
FIELDS = framework(
    item("lokaal_bestuur_ocmw", label="Lokaal bestuur en OCMW"),
    item("jeugdhulp", label="Jeugdhulp"),
    id="werkvelden",
    title="Werkvelden",
    purpose="compare",
)
REFERENCE = Reference.model_validate(
    {
        "title": "Bevraging van één OCMW",
        "kind": ReferenceKind.RESPONDENTS,
        "about": "Een inschatting.",
        "framework": PRACTICE.ref,
        "sources": ("OCMW Denderkant",),
        "weights": [
            {"item": "ocmw-praktijk:inkomen", "share": 0.25, "low": 0.1, "high": 0.4},
            {"item": "ocmw-praktijk:wonen", "share": 0.75},
        ],
        "not_measured": ("ocmw-praktijk:zorg", "ocmw-praktijk:werk"),
    }
)


def _course(code: str, title: str, **facts: object) -> Course:
    fields = {"title": title, "content": TEXT}
    return Course.model_validate(
        {"id": code, "code": code, "title": title, "credits": 6, "fields": fields, **facts}
    )


COURSES = (
    _course("SW1", "Recht", phase="1", compulsory=True),
    _course("SW2", "Keuzevak", phase="2", compulsory=False),
    _course("SW3", "Stage", phase="2", compulsory=True),
)


def link(
    code: str,
    ref: str,
    *words: str,
    verdict: Verdict | None = None,
    proposed: bool = True,
    kind: str = "exact",
) -> Link:
    """Build a link with evidence in the content, decided on where a verdict is given."""
    pieces = [
        Evidence.model_validate(
            {
                "field": "content",
                "text": word,
                "start": TEXT.index(word),
                "end": TEXT.index(word) + len(word),
                "item_part": "label",
                "term": word,
                "kind": kind,
                "weight": 0.9 if proposed else 0.5,
            }
        )
        for word in words
    ]
    status = {Verdict.ACCEPT: Status.CONFIRMED, Verdict.REJECT: Status.REJECTED}
    decided = () if verdict is None else (Decision(verdict=verdict, reviewer="L. Peeters"),)
    return Link(
        id=link_id(code, ItemRef(ref)),
        course=code,
        item=ItemRef(ref),
        confidence=0.5,
        proposed=proposed,
        evidence=tuple(pieces),
        decisions=decided,
        status=Status.OPEN if verdict is None else status[verdict],
    )


LINKS = (
    link("SW1", "ocmw-praktijk:inkomen", "inkomen", verdict=Verdict.ACCEPT),
    link("SW2", "ocmw-praktijk:wonen", "wonen"),
    link(
        "SW3", "ocmw-praktijk:zorg", "sprake", "spreken", "wat", proposed=False, kind="similarity"
    ),
    link("SW3", "werkvelden:lokaal_bestuur_ocmw", "Lokaal bestuur"),
)


def report(
    *links: Link,
    courses: tuple[Course, ...] = COURSES,
    frameworks: tuple[Framework, ...] = (PRACTICE, FIELDS),
    reference: Reference | None = None,
) -> GapReport:
    """Tell the programme, with its own links where none are given."""
    mapping = Mapping(
        tool=Tool(version="0", matcher="proef", parameters="1"),
        curricula=(Curriculum(id="lijst", nominal_credits=18, courses=courses),),
        frameworks=tuple(
            UsedFramework(ref=f.ref, revision=f.revision, digest=f.identity_digest)
            for f in frameworks
        ),
        links=tuple(link for link in links or LINKS if link.course in {c.id for c in courses}),
    )
    return build_report(
        mapping,
        frameworks,
        date=dt.date(2026, 11, 22),
        tool_version="0",
        settings=ReportSettings(reference=reference),
    )

"""Small invented frameworks, courses and mappings, for the tests to build upon."""

from collections.abc import Mapping as AnyMapping

from swcompetence.model import (
    Course,
    Curriculum,
    Framework,
    ItemRef,
    Link,
    Mapping,
    Status,
    Tool,
    UsedFramework,
    link_id,
)

FACTS: AnyMapping[str, object] = {
    "id": "proef",
    "version": "1",
    "revision": 1,
    "title": "Proefkader",
    "about": "Verzonnen voor de tests.",
    "publisher": "Niemand",
    "status": "current",
    "valid_from": "2026-01-01",
    "last_checked_on": "2026-11-01",
    "licence": {"id": "CC0-1.0", "attribution": "Niemand"},
    "levels": ["thema", "deel"],
    "mapping_level": "thema",
    "sources": [],
    "changelog": [{"revision": 1, "date": "2026-01-01", "note": "Eerste uitgave."}],
}


def item(item_id: str, *indicators: object, **facts: object) -> dict[str, object]:
    """Give an item at the mapping level whose label matches nothing by itself."""
    return {
        "id": item_id,
        "level": "thema",
        "label": f"Zzq{item_id}",
        "provenance": "unverified",
        "indicators": indicators,
        **facts,
    }


def framework(*items: AnyMapping[str, object], **facts: object) -> Framework:
    """Build an edition; by default with one item without indicators."""
    return Framework.model_validate({**FACTS, "items": items or (item("a"),), **facts})


def course(
    course_id: str = "SW1",
    title: str = "Vak",
    ects: float | None = 5,
    /,
    **texts: str,
) -> Course:
    """Build a course from its texts."""
    return Course.model_validate(
        {"id": course_id, "code": course_id, "title": title, "credits": ects, "fields": texts}
    )


def link(
    of: str,
    item_ref: str,
    *,
    proposed: bool = True,
    status: str = "open",
    origin: str = "machine",
    kind: str | None = "exact",
) -> Link:
    """Build a link with one piece of evidence of a kind, or without any."""
    evidence = {
        "field": "title",
        "text": "Vak",
        "start": 0,
        "end": 3,
        "item_part": "indicator",
        "term": "vak",
        "kind": kind,
        "weight": 0.5,
    }
    ref = ItemRef(item_ref)
    return Link.model_validate(
        {
            "id": link_id(of, ref),
            "course": of,
            "item": ref,
            "confidence": 0.5,
            "proposed": proposed,
            "status": Status(status),
            "origin": origin,
            "evidence": [evidence] if kind else [],
        }
    )


def mapping(
    *links: Link,
    courses: tuple[Course, ...] = (),
    edition: Framework | None = None,
    nominal: float | None = None,
) -> Mapping:
    """Build a mapping of one curriculum onto one edition."""
    used = edition or framework()
    return Mapping(
        tool=Tool(version="0", matcher="proef", parameters="1"),
        curricula=(Curriculum(id="lijst", nominal_credits=nominal, courses=courses),),
        frameworks=(
            UsedFramework(ref=used.ref, revision=used.revision, digest=used.identity_digest),
        ),
        links=links,
    )

"""The ledger: every human decision as a row of SSSOM/TSV 1.1, in an order that suits git.

Rows with `in_force: true` are what the readers hold now, the others how it came to be. A proposal
that nobody judged is no statement of the college: it comes along only when asked for, without a
reviewer and with the confidence of the program.

SSSOM is the Simple Standard for Sharing Ontological Mappings, https://w3id.org/sssom/spec. The file
follows the rules of its canonical TSV: slots in the order of the schema, sorted rows, slots with
one value for all rows in the header, values quoted only where they must be.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from swcompetence.exchange.names import (
    BASE,
    course_uri,
    curriculum_uri,
    framework_uri,
    item_uri,
    name_part,
    term_uri,
)
from swcompetence.exchange.sssom.text import (
    HeaderValue,
    curie,
    header_lines,
    tsv_line,
    tsv_number,
    tsv_text,
)
from swcompetence.model import (
    NOTHING_FITS,
    Course,
    Curriculum,
    Decision,
    Framework,
    ItemRef,
    Link,
    LinkOrigin,
    Mapping,
    Status,
    Treatment,
    Verdict,
)
from swcompetence.model.mapping import TREATMENTS, in_force

UNSPECIFIED_LICENCE = "https://w3id.org/sssom/license/unspecified"
"""What SSSOM says where nobody chose a licence; decisions belong to the college."""

_SLOTS = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id",
    "object_label", "mapping_justification", "reviewer_label", "subject_source",
    "subject_source_version", "object_source", "object_source_version", "mapping_tool",
    "mapping_tool_version", "mapping_date", "review_date", "confidence", "reviewer_agreement",
    "comment",
)  # fmt: skip
_NEEDED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_OF_ALL = (
    "subject_source", "subject_source_version", "object_source", "object_source_version",
    "mapping_tool", "mapping_tool_version", "mapping_date",
)  # fmt: skip
"""Slots that stand in the header where all rows share one value (SSSOM: propagatable slots)."""
_EXTENSIONS = {
    "assessed": ("swc:assessed", "xsd:boolean"),
    "final": ("swc:final", "xsd:boolean"),
    "in_force": ("swc:inForce", "xsd:boolean"),
    "level": ("swc:level", "xsd:string"),
    "tie": ("swc:tie", "xsd:string"),
    "treatment": ("swc:treatment", "xsd:string"),
}
"""Our own columns: name -> property and type, in the order of the properties."""
_AGREEMENT = {Verdict.ACCEPT: 1, Verdict.TOUCHED: 1, Verdict.REJECT: 1, Verdict.UNSURE: 0}
"""How far the reviewer stands behind the row as it is written, `Not` included: -1 to 1.

SSSOM 1.1 asks how far the reviewer agrees with the mapping record, and the record of a rejection
is the denial. Its confidence model then gives that denial the full weight of the reviewer
(https://mapping-commons.github.io/sssom/confidence-model/). An agreement of -1 would belong to a
row without `Not`, which a reader that does not know this young slot takes for a link; beside `Not`
it would take the denial back.
"""
_NAMELESS = "zonder naam"
_TRUTH = {True: "true", False: "false", None: ""}
_ABOUT = (
    "Elke rij is een besluit van een lesgever over een opleidingsonderdeel en een kaderitem."
    " predicate_modifier Not: de lesgever verwerpt de koppeling. reviewer_agreement gaat over de"
    " rij zoals ze er staat, Not inbegrepen: 1 eens, 0 twijfel, -1 oneens. treatment: core als de"
    " lesgever er een onderwerp van de fiche in ziet, touched als het item er terloops in voorkomt;"
    " tie: explicit als de fiche het thema in de OCMW-praktijk plaatst, anders general. confidence"
    " is de kans die het programma aan diezelfde rij geeft: bij touched dat het item voorkomt, bij"
    " Not 1 min die kans. in_force false: later herzien of leeggemaakt, of de fiche veranderde."
    " level: niveau (I, V, B); assessed: geëvalueerd; final: definitief."
)

_ABOUT_PROPOSALS = " Zonder reviewer_label: een voorstel waarover nog niemand besliste."

_Row = dict[str, str]


def ledger_tsv(
    mapping: Mapping,
    frameworks: Sequence[Framework] = (),
    *,
    base: str = BASE,
    with_proposals: bool = False,
) -> str:
    """Write every decision of a mapping, one row each; the same decisions give the same bytes.

    Args:
        mapping: the mapping.
        frameworks: the editions that give the names of items.
        base: the beginning of URIs.
        with_proposals: write the proposals on which nobody decided as well.
    """
    labels = {f.item_ref(item): item.label for f in frameworks for item in f.items}
    rows = list(_rows(mapping, labels, with_proposals=with_proposals))
    columns = [slot for slot in (*_SLOTS, *_EXTENSIONS) if any(slot in row for row in rows)]
    shared = {
        slot: rows[0][slot]
        for slot in _OF_ALL
        if rows and all(row.get(slot) == rows[0].get(slot) for row in rows) and slot in rows[0]
    }
    shown = [slot for slot in columns if slot not in shared] or list(_NEEDED)
    lines = sorted([row.get(slot, "") for slot in shown] for row in rows)
    about = _ABOUT + _ABOUT_PROPOSALS if with_proposals else _ABOUT
    header = _header(mapping, base, shared, columns, about)
    return "".join([*header_lines(header), tsv_line(shown), *map(tsv_line, lines)])


def _header(
    mapping: Mapping, base: str, shared: _Row, columns: Sequence[str], about: str
) -> dict[str, HeaderValue]:
    dates = (decision.date for link in mapping.links for decision in link.decisions)
    names = {"curriculum": curriculum_uri("", base), "framework": framework_uri("", base)}
    return {
        "sssom_version": "1.1",
        "curie_map": {**names, "swc": term_uri("", base)} if columns else {},
        "mapping_set_id": f"{base}ledger/{'+'.join(name_part(c.id) for c in mapping.curricula)}",
        "mapping_set_version": _day(max(filter(None, dates), default=mapping.date)),
        "mapping_set_title": f"Besluiten over {_programmes(mapping)}",
        "license": UNSPECIFIED_LICENCE,
        **shared,
        "comment": about,
        "extension_definitions": [
            {"slot_name": slot, "property": term, "type_hint": hint}
            for slot, (term, hint) in _EXTENSIONS.items()
            if slot in columns
        ],
    }


def _rows(mapping: Mapping, labels: dict[ItemRef, str], *, with_proposals: bool) -> Iterator[_Row]:
    homes = {course.id: (home, course) for home in mapping.curricula for course in home.courses}
    versions = {used.ref.id: used.ref.version for used in mapping.frameworks}
    for link in mapping.links:
        standing = () if link.status is Status.STALE else in_force(link.decisions)
        sayings = [
            {
                **_origin(mapping, link, decision),
                **_said(decision),
                "in_force": _TRUTH[any(decision is held for held in standing)],
            }
            for decision in link.decisions
        ]
        if with_proposals and link.proposed and not link.decisions:
            sayings.append(_proposed(mapping, link))
        for said in sayings:
            row = {
                **_subject(*homes[link.course]),
                **_object(link.item, versions.get(link.item.framework), labels),
                **said,
            }
            yield {slot: text for slot, text in row.items() if text}


def _subject(curriculum: Curriculum, course: Course) -> _Row:
    return {
        "subject_id": curie(course_uri(curriculum.id, course.id, "")),
        "subject_label": tsv_text(course.title),
        "subject_source": curie(curriculum_uri(curriculum.id, "")),
        "subject_source_version": tsv_text(curriculum.academic_year or ""),
    }


def _object(item: ItemRef, version: str | None, labels: dict[ItemRef, str]) -> _Row:
    fits = item.item != NOTHING_FITS
    return {
        "predicate_id": "swc:addresses",
        "object_id": curie(item_uri(item.framework, item.item, ""))
        if fits
        else "sssom:NoTermFound",
        "object_label": tsv_text(labels.get(item, "")),
        "object_source": curie(framework_uri(item.framework, "")),
        "object_source_version": version or "",
    }


def _origin(mapping: Mapping, link: Link, decision: Decision) -> _Row:
    """Say who came up with the row: the program, with its confidence in it, or people."""
    if link.origin is not LinkOrigin.MACHINE and not link.proposed:
        return {"mapping_date": _day(decision.date)}
    # A denial says that the course does not even touch on the item.
    chances = {Verdict.TOUCHED: link.mention, Verdict.REJECT: 1 - link.mention}
    return _of_tool(mapping, chances.get(decision.verdict, link.confidence))


def _of_tool(mapping: Mapping, confidence: float) -> _Row:
    return {
        "mapping_tool": mapping.tool.name,
        "mapping_tool_version": mapping.tool.version,
        "mapping_date": _day(mapping.date),
        "confidence": tsv_number(confidence),
    }


def _proposed(mapping: Mapping, link: Link) -> _Row:
    is_core = link.treatment is Treatment.CORE
    return {
        **_of_tool(mapping, link.confidence if is_core else link.mention),
        "mapping_justification": "semapv:CompositeMatching",
        "tie": link.tie or "",
        "treatment": link.treatment,
    }


def _said(decision: Decision) -> _Row:
    # The slot may hold several reviewers, which `|` keeps apart.
    name = tsv_text(decision.reviewer or _NAMELESS).replace("\\", "\\\\").replace("|", "\\|")
    return {
        "predicate_modifier": "Not" if decision.verdict is Verdict.REJECT else "",
        "mapping_justification": "semapv:ManualMappingCuration",
        "reviewer_label": name,
        "review_date": _day(decision.date),
        "reviewer_agreement": str(_AGREEMENT[decision.verdict]),
        "comment": tsv_text(decision.note or ""),
        "assessed": _TRUTH[decision.assessed],
        "final": _TRUTH[decision.final or None],
        "level": tsv_text(decision.level or ""),
        "tie": decision.tie or "",
        "treatment": TREATMENTS.get(decision.verdict, ""),
    }


def _day(date: dt.date | None) -> str:
    return date.isoformat() if date else ""


def _programmes(mapping: Mapping) -> str:
    return tsv_text(
        " · ".join(
            ", ".join(part for part in (c.programme, c.college, c.academic_year) if part) or c.id
            for c in mapping.curricula
        )
    )

"""SSSOM/TSV 1.1: the ledger of human decisions and crosswalks, in an order that suits git.

In a crosswalk one row is one alignment; the header says between which editions they hold. In the
ledger one row is one decision. Those with `in_force: true` are what the readers hold now, the
others how it came to be. A proposal that nobody judged is no statement of the college: it comes
along only when asked for, without a reviewer and with the confidence of the program.

SSSOM is the Simple Standard for Sharing Ontological Mappings, https://w3id.org/sssom/spec. The file
follows the rules of its canonical TSV: slots in the order of the schema, sorted rows, slots with
one value for all rows in the header, values quoted only where they must be.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from swcompetence.cells import inert_csv
from swcompetence.exchange.csv_text import guarded
from swcompetence.exchange.exported import Exported, left_out
from swcompetence.exchange.names import (
    BASE,
    checked_base,
    course_uri,
    curriculum_uri,
    framework_uri,
    item_uri,
    licence_url,
    name_part,
    term_uri,
)
from swcompetence.files.data.edition_text import scalar_text
from swcompetence.model import (
    NOTHING_FITS,
    Alignment,
    Crosswalk,
    Decision,
    EditionStatus,
    Framework,
    FrameworkRef,
    Issue,
    ItemRef,
    Link,
    LinkOrigin,
    Mapping,
    Status,
    Treatment,
    Verdict,
)
from swcompetence.model.mapping import TREATMENTS, in_force

_MUST_QUOTE = re.compile(r'[\t\n\r"]')

HeaderValue = str | dict[str, str] | Sequence[str] | Sequence[dict[str, str]]
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
_NAMELESS, _NO_TERM = "zonder naam", "sssom:NoTermFound"
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
_PROVENANCE = "provenance"
"""Our own column: SSSOM says how an alignment was made, not how far it rests on a source."""
_ALIGNMENT_SLOTS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label",
    "mapping_justification", "confidence", "comment", _PROVENANCE,
)  # fmt: skip
_ABOUT_ALIGNMENTS = (
    "subject en object zijn items van de edities in subject_source_version en"
    " object_source_version. comment: waarom. mapping_date: de dag waarop de koppelingen het laatst"
    " nagekeken zijn. provenance: verified (gelezen in de bron), derived (eigen afleiding) of"
    " unverified (nog niet in een bron gelezen)."
)


def tsv_text(text: str) -> str:
    r"""Make a text safe to open in a spreadsheet, with `\n` as its only line end.

    >>> tsv_text("=1+1\r\nEn dan?")
    "'=1+1\nEn dan?"
    """
    return inert_csv(text.replace("\r\n", "\n").replace("\r", "\n").strip())


def curie(name: str) -> str:
    """Shorten a name of ours without its base: the kind is the prefix.

    >>> curie("framework/krachtlijnen/verbindend")
    'framework:krachtlijnen/verbindend'
    """
    return name.replace("/", ":", 1)


def tsv_number(number: float) -> str:
    """Write a number with at most three decimals, halves rounded up.

    >>> tsv_number(0.8625), tsv_number(1.0), tsv_number(0.0)
    ('0.863', '1', '0')
    """
    exact = Decimal(str(number)).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return f"{exact:f}".rstrip("0").rstrip(".")


def tsv_line(cells: Iterable[str]) -> str:
    r"""Write a row; a cell with a tab, a line end or a quotation mark stands between quotes.

    >>> tsv_line(["a", "b\tc"])
    'a\t"b\tc"\n'
    """
    quoted = (
        '"' + cell.replace('"', '""') + '"' if _MUST_QUOTE.search(cell) else cell for cell in cells
    )
    return "\t".join(quoted) + "\n"


def header_lines(header: dict[str, HeaderValue]) -> Iterator[str]:
    """Write the header; slots without a value are left out."""
    for slot, value in header.items():
        if isinstance(value, str):
            if value:
                yield f"#{slot}: {value if slot.endswith('_date') else scalar_text(value)}\n"
        elif value:
            yield f"#{slot}:\n"
            if isinstance(value, dict):
                yield from (f"#  {key}: {scalar_text(text)}\n" for key, text in value.items())
            else:
                yield from (line for entry in value for line in _entry_lines(entry))


def _entry_lines(entry: str | dict[str, str]) -> Iterator[str]:
    if isinstance(entry, str):
        yield f"#  - {scalar_text(entry)}\n"
        return
    for number, (key, text) in enumerate(entry.items()):
        yield f"#  {' ' if number else '-'} {key}: {scalar_text(text)}\n"


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
    facts = ((c, (c.programme, c.college, c.academic_year)) for c in mapping.curricula)
    programmes = " · ".join(", ".join(filter(None, some)) or c.id for c, some in facts)
    return {
        "sssom_version": "1.1",
        "curie_map": {**names, "swc": term_uri("", base)} if columns else {},
        "mapping_set_id": f"{base}ledger/{'+'.join(name_part(c.id) for c in mapping.curricula)}",
        "mapping_set_version": _day(max(filter(None, dates), default=mapping.date)),
        "mapping_set_title": f"Besluiten over {tsv_text(programmes)}",
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
            is_core = link.treatment is Treatment.CORE
            proposal = {
                **_of_tool(mapping, link.confidence if is_core else link.mention),
                "mapping_justification": "semapv:CompositeMatching",
                "tie": link.tie or "",
                "treatment": link.treatment,
            }
            sayings.append(proposal)
        home, course = homes[link.course]
        framework, item = link.item.framework, link.item.item
        name = curie(item_uri(framework, item, "")) if item != NOTHING_FITS else _NO_TERM
        for said in sayings:
            row = {
                "subject_id": curie(course_uri(home.id, course.id, "")),
                "subject_label": tsv_text(course.title),
                "subject_source": curie(curriculum_uri(home.id, "")),
                "subject_source_version": tsv_text(home.academic_year or ""),
                "predicate_id": "swc:addresses",
                "object_id": name,
                "object_label": tsv_text(labels.get(link.item, "")),
                "object_source": curie(framework_uri(framework, "")),
                "object_source_version": versions.get(framework) or "",
                **said,
            }
            yield {slot: text for slot, text in row.items() if text}


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


def crosswalk_tsv(
    crosswalk: Crosswalk, frameworks: Sequence[Framework] = (), *, base: str = BASE
) -> Exported:
    """Write a crosswalk, one row an alignment; the same alignments give the same bytes.

    The editions give the names of items.

    Raises:
        NotABaseError: `base` is no beginning of URIs.
        UnknownItemError: the crosswalk names an item that its edition does not have.
    """
    base = checked_base(base)
    editions = {edition.ref: edition for edition in frameworks}
    rows = [_row(crosswalk, alignment, editions) for alignment in crosswalk.alignments]
    columns = [slot for slot in _ALIGNMENT_SLOTS if any(row.get(slot) for row in rows)]
    lines = [[row.get(slot, "") for slot in columns] for row in rows]
    text = "".join(
        [
            *header_lines(_alignments_header(crosswalk, base)),
            tsv_line(columns),
            *(tsv_line([guarded(cell) for cell in line]) for line in sorted(lines)),
        ]
    )
    return Exported(text.encode(), tuple(_losses(crosswalk)))


def _row(
    crosswalk: Crosswalk, alignment: Alignment, editions: dict[FrameworkRef, Framework]
) -> dict[str, str]:
    return {
        "subject_id": curie(item_uri(crosswalk.subject.id, alignment.subject, "")),
        "subject_label": _label(crosswalk.subject, alignment.subject, editions),
        "predicate_id": alignment.predicate.value,
        "object_id": curie(item_uri(crosswalk.object.id, alignment.object, "")),
        "object_label": _label(crosswalk.object, alignment.object, editions),
        "mapping_justification": alignment.justification.value,
        "confidence": "" if alignment.confidence is None else tsv_number(alignment.confidence),
        "comment": alignment.why,
        _PROVENANCE: alignment.provenance.value,
    }


def _label(edition: FrameworkRef, item: str, editions: dict[FrameworkRef, Framework]) -> str:
    return editions[edition].item(item).label if edition in editions else ""


def _alignments_header(crosswalk: Crosswalk, base: str) -> dict[str, HeaderValue]:
    subject, target = crosswalk.subject, crosswalk.object
    name = f"{subject}/{target}".replace("@", "/")
    return {
        "sssom_version": "1.1",
        "curie_map": {"framework": framework_uri("", base), "swc": term_uri("", base)},
        "mapping_set_id": f"{base}crosswalk/{name}",
        "mapping_set_version": f"{crosswalk.revision}",
        "mapping_set_title": crosswalk.title,
        "mapping_set_description": crosswalk.about,
        "creator_label": [crosswalk.licence.attribution],
        "license": licence_url(crosswalk.licence.id) or UNSPECIFIED_LICENCE,
        "subject_source": curie(framework_uri(subject.id, "")),
        "subject_source_version": subject.version or "",
        "object_source": curie(framework_uri(target.id, "")),
        "object_source_version": target.version or "",
        "mapping_date": crosswalk.last_checked_on.isoformat(),
        "publication_date": max(change.date for change in crosswalk.changelog).isoformat(),
        "see_also": [source.url for source in crosswalk.sources if source.url],
        "comment": _ABOUT_ALIGNMENTS,
        "extension_definitions": [
            {"slot_name": _PROVENANCE, "property": "swc:provenance", "type_hint": "xsd:string"}
        ],
    }


def _losses(crosswalk: Crosswalk) -> Iterator[Issue]:
    if crosswalk.sources:
        yield left_out("SSSOM houdt van bronnen enkel het webadres")
    if crosswalk.status is not EditionStatus.CURRENT:
        yield left_out(f"SSSOM kent geen status; deze koppelingen zijn ‘{crosswalk.status}’")
    yield left_out("SSSOM houdt van de wijzigingen enkel de laatste revisie en haar datum")
    order = [(alignment.subject, alignment.object) for alignment in crosswalk.alignments]
    if order != sorted(order):
        yield left_out("SSSOM zet de koppelingen in een vaste volgorde")

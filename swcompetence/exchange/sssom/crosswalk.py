"""A crosswalk as SSSOM/TSV 1.1, the Simple Standard for Sharing Ontological Mappings.

https://w3id.org/sssom/spec. One row is one alignment; ids are the version-independent names of
items as CURIEs, and the header says between which editions they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from swcompetence.exchange.csv_text import guarded
from swcompetence.exchange.exported import Exported, left_out
from swcompetence.exchange.names import (
    BASE,
    checked_base,
    framework_uri,
    item_uri,
    licence_url,
    term_uri,
)
from swcompetence.exchange.sssom.ledger import UNSPECIFIED_LICENCE
from swcompetence.exchange.sssom.text import HeaderValue, curie, header_lines, tsv_line, tsv_number
from swcompetence.model import Alignment, Crosswalk, EditionStatus, Framework, FrameworkRef, Issue

_PROVENANCE = "provenance"
"""Our own column: SSSOM says how an alignment was made, not how far it rests on a source."""
_SLOTS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label",
    "mapping_justification", "confidence", "comment", _PROVENANCE,
)  # fmt: skip
_ABOUT = (
    "subject en object zijn items van de edities in subject_source_version en"
    " object_source_version. comment: waarom. mapping_date: de dag waarop de koppelingen het laatst"
    " nagekeken zijn. provenance: verified (gelezen in de bron), derived (eigen afleiding) of"
    " unverified (nog niet in een bron gelezen)."
)


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
    columns = [slot for slot in _SLOTS if any(row.get(slot) for row in rows)]
    lines = [[row.get(slot, "") for slot in columns] for row in rows]
    text = "".join(
        [
            *header_lines(_header(crosswalk, base)),
            tsv_line(columns),
            *(tsv_line([guarded(cell) for cell in line]) for line in sorted(lines)),
        ]
    )
    return Exported(text.encode(), tuple(_losses(crosswalk)))


def _row(
    crosswalk: Crosswalk, alignment: Alignment, editions: Mapping[FrameworkRef, Framework]
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


def _label(edition: FrameworkRef, item: str, editions: Mapping[FrameworkRef, Framework]) -> str:
    return editions[edition].item(item).label if edition in editions else ""


def _header(crosswalk: Crosswalk, base: str) -> dict[str, HeaderValue]:
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
        "comment": _ABOUT,
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

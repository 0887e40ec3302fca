"""A crosswalk as associations in the CASE package of its subject edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from swcompetence.exchange.case.places import (
    Json,
    association,
    case_link,
    changed_at,
    extension,
    one_line,
)
from swcompetence.exchange.names import edition_part_uri
from swcompetence.files.data.edition_text import edition_data
from swcompetence.model import Crosswalk, Framework, FrameworkRef, Predicate

ASSOCIATION_OF = {
    Predicate.EXACT: "exactMatchOf",
    Predicate.CLOSE: "ext:closeMatch",
    Predicate.BROAD: "ext:broadMatch",
    Predicate.NARROW: "ext:narrowMatch",
    Predicate.RELATED: "isRelatedTo",
}
"""CASE has words for the first and the last; 1.1 lets us add those of SKOS for the others."""


def crosswalk_associations(
    framework: Framework, crosswalk: Crosswalk, targets: Mapping[str, Framework], base: str
) -> Iterator[Json]:
    """Give an association for every alignment, with why we say so in the notes.

    Args:
        framework: the subject edition.
        crosswalk: from that edition to another.
        targets: editions by reference, for the names of the items at the other end.
        base: beginning of the URIs.
    """
    target = targets.get(str(crosswalk.object))
    grouping = case_link(crosswalk.title, _uri(framework, crosswalk, base=base))
    for one in crosswalk.alignments:
        label = target.item(one.object).label if target else one.object
        yield {
            **association(
                _uri(framework, crosswalk, one.subject, one.object, base=base),
                ASSOCIATION_OF[one.predicate],
                _end(framework.ref, one.subject, framework.item(one.subject).label, base),
                {**_end(crosswalk.object, one.object, label, base), "targetType": "CASE"},
                changed_at(framework),
            ),
            "CFAssociationGroupingURI": grouping,
            "notes": one.why,
            **extension(
                {
                    "justification": one.justification.value,
                    "provenance": one.provenance.value,
                    **({} if one.confidence is None else {"confidence": one.confidence}),
                }
            ),
        }


def crosswalk_grouping(framework: Framework, crosswalk: Crosswalk, base: str) -> Json:
    """Give the definition that holds the associations of a crosswalk together."""
    native = {"schema_version", "title", "about", "subject", "alignments"}
    rest = {key: value for key, value in edition_data(crosswalk).items() if key not in native}
    return {
        **case_link(one_line(crosswalk.title), _uri(framework, crosswalk, base=base)),
        "description": crosswalk.about,
        "lastChangeDateTime": changed_at(framework),
        **extension(rest),
    }


def _uri(framework: Framework, crosswalk: Crosswalk, *items: str, base: str) -> str:
    other = crosswalk.object
    parts = ("crosswalk", other.id, other.version or "", *items)
    return edition_part_uri(framework, *parts, base=base)


def _end(edition: FrameworkRef, item: str, label: str, base: str) -> Json:
    return case_link(label, edition_part_uri(edition, "item", item, base=base))

"""An edition as a CASE package (JSON) for OpenSALT, learning platforms and other registers.

Every fact stands in one place: in the key that CASE has for it, else under `extensions`, which
CASE 1.1 opens on every part for this. So a whole edition comes back from its 1.1 package. In CASE
an item belongs to one document (OpenSALT refuses to move one), so identifiers are those of an item
in its edition: a new revision updates in place, a new edition stands beside the older one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from swcompetence.exchange.case.package import CHILD, REPLACED, Package
from swcompetence.exchange.case.places import (
    ADOPTION,
    KEPT_BY_1_0,
    NATIVE_ITEM_FACTS,
    Json,
    association,
    case_link,
    changed_at,
    extension,
    one_line,
    own_keys,
)
from swcompetence.exchange.case.v1p0 import CaseVersion, as_1_0
from swcompetence.exchange.exported import (
    FRAMEWORK_FACTS,
    ITEM_FACTS,
    Exported,
    left_out,
    losses_of,
)
from swcompetence.exchange.names import BASE, checked_base, edition_part_uri, edition_uri, uuid5_of
from swcompetence.files.data.edition_text import edition_data
from swcompetence.model import (
    Crosswalk,
    EditionStatus,
    Framework,
    FrameworkRef,
    Issue,
    Item,
    Predicate,
    Severity,
)


def case_json(
    framework: Framework,
    crosswalks: Sequence[Crosswalk] = (),
    *,
    base: str = BASE,
    version: CaseVersion = "1.1",
    others: Iterable[Framework] = (),
) -> Exported:
    """Write an edition as a CFPackage; the same edition gives the same bytes.

    Args:
        framework: the edition.
        crosswalks: what relates its items to other editions; those of another subject edition
            are left out with an issue.
        base: beginning of the URIs.
        version: of CASE; 1.0 has no room for what only we know, and the losses name it.
        others: the editions that crosswalks lead to, for the names of their items.

    Raises:
        NotABaseError: `base` is no beginning of URIs.
        UnknownItemError: a crosswalk names an item that an edition does not have.
    """
    base = checked_base(base)
    own = [one for one in crosswalks if one.subject == framework.ref]
    targets = {str(one.ref): one for one in others}
    data: dict[str, Any] = {
        "CFDocument": _document(framework, base),
        "CFItems": [_item(framework, item, base) for item in framework.items],
        "CFAssociations": [
            *_tree(framework, base),
            *_successors(framework, base),
            *(
                one
                for walk in own
                for one in crosswalk_associations(framework, walk, targets, base)
            ),
        ],
        "CFDefinitions": _definitions(framework, own, base),
    }
    Package.model_validate_json(json.dumps(data))
    losses = [*case_losses(framework, version)]
    losses += [
        left_out(f"De koppelingen ‘{one.title}’ gaan over {one.subject}, niet over {framework.ref}")
        for one in crosswalks
        if one not in own
    ]
    if version == "1.0":
        data, weaker = as_1_0(data)
        losses += weaker
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return Exported(f"{text}\n".encode(), tuple(losses))


def _document(framework: Framework, base: str) -> Json:
    ours = own_keys(framework)
    if framework.status is EditionStatus.WITHDRAWN:
        ours["status"] = framework.status.value
    uri = edition_uri(framework, base)
    ends = {"statusEndDate": f"{framework.valid_until}"} if framework.valid_until else {}
    return {
        "identifier": uuid5_of(uri),
        "uri": uri,
        "caseVersion": "1.1",
        "creator": one_line(framework.publisher),
        "title": one_line(framework.title),
        "lastChangeDateTime": changed_at(framework),
        "publisher": one_line(framework.publisher),
        "description": framework.about,
        "language": "nl",
        "version": framework.version,
        "adoptionStatus": ADOPTION[framework.status],
        "statusStartDate": f"{framework.valid_from}",
        **ends,
        "licenseURI": case_link(
            framework.licence.id, edition_part_uri(framework, "licence", base=base)
        ),
        **extension(ours),
    }


def _item(framework: Framework, item: Item, base: str) -> Json:
    ours = {k: v for k, v in edition_data(item).items() if k not in NATIVE_ITEM_FACTS}
    if item.deprecated is not None:
        ours["deprecated"] = {"since": item.deprecated.since, "why": item.deprecated.why}
    uri = edition_part_uri(framework, "item", item.id, base=base)
    level = framework.levels.index(item.level)
    told: dict[str, object] = {
        "identifier": uuid5_of(uri),
        "uri": uri,
        "fullStatement": item.label if item.definition is None else item.definition,
        "humanCodingScheme": item.id,
        "CFItemType": one_line(item.level),
        "CFItemTypeURI": case_link(item.level, _level_uri(framework, level, base)),
        "language": "nl",
        "lastChangeDateTime": changed_at(framework),
    }
    if item.definition is not None:
        told["abbreviatedStatement"] = one_line(item.label)
    if item.alt_labels:
        told["conceptKeywords"] = [one_line(label) for label in item.alt_labels]
    if item.deprecated is not None and item.deprecated.since == framework.version:
        told["statusEndDate"] = f"{framework.valid_from}"
    if item.note is not None:
        told["notes"] = item.note
    return {**told, **extension(ours)}


def _tree(framework: Framework, base: str) -> Iterator[Json]:
    seen: dict[str | None, int] = {}
    for item in framework.items:
        seen[item.parent] = seen.get(item.parent, 0) + 1
        yield association(
            edition_part_uri(framework, "child", item.id, base=base),
            CHILD,
            _item_link(framework, item, base),
            _parent_link(framework, item.parent, base),
            changed_at(framework),
        ) | {"sequenceNumber": seen[item.parent]}


def _successors(framework: Framework, base: str) -> Iterator[Json]:
    for item in framework.items:
        for number, successor in enumerate(_replaced_by(item), start=1):
            yield association(
                edition_part_uri(framework, "replaced", item.id, f"{number}", base=base),
                REPLACED,
                _item_link(framework, item, base),
                _item_link(framework, framework.item(successor), base),
                changed_at(framework),
            ) | {"sequenceNumber": number}


def _replaced_by(item: Item) -> tuple[str, ...]:
    return item.deprecated.replaced_by if item.deprecated else ()


def _item_link(framework: Framework, item: Item, base: str) -> Json:
    return case_link(item.label, edition_part_uri(framework, "item", item.id, base=base))


def _parent_link(framework: Framework, parent: str | None, base: str) -> Json:
    if parent is None:
        return case_link(framework.title, edition_uri(framework, base))
    return _item_link(framework, framework.item(parent), base)


def _level_uri(framework: Framework, level: int, base: str) -> str:
    return edition_part_uri(framework, "level", f"{level + 1}", base=base)


def _definitions(framework: Framework, crosswalks: Sequence[Crosswalk], base: str) -> Json:
    licence = framework.licence
    changed = {"lastChangeDateTime": changed_at(framework)}
    types = [
        {
            **case_link(level, _level_uri(framework, number, base)),
            "description": f"Niveau {number + 1} van {len(framework.levels)}, van boven naar onder",
            "hierarchyCode": f"{number + 1}",
            **changed,
        }
        for number, level in enumerate(framework.levels)
    ]
    groupings = [crosswalk_grouping(framework, one, base) for one in crosswalks]
    return {
        "CFLicenses": [
            {
                **case_link(licence.id, edition_part_uri(framework, "licence", base=base)),
                "description": licence.attribution,
                "licenseText": f"{licence.id}. Naamsvermelding: {licence.attribution}",
                **changed,
            }
        ],
        "CFItemTypes": types,
        **({"CFAssociationGroupings": groupings} if groupings else {}),
    }


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
    grouping = case_link(crosswalk.title, _crosswalk_uri(framework, crosswalk, base=base))
    for one in crosswalk.alignments:
        label = target.item(one.object).label if target else one.object
        yield {
            **association(
                _crosswalk_uri(framework, crosswalk, one.subject, one.object, base=base),
                ASSOCIATION_OF[one.predicate],
                _item_end(framework.ref, one.subject, framework.item(one.subject).label, base),
                {**_item_end(crosswalk.object, one.object, label, base), "targetType": "CASE"},
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
        **case_link(one_line(crosswalk.title), _crosswalk_uri(framework, crosswalk, base=base)),
        "description": crosswalk.about,
        "lastChangeDateTime": changed_at(framework),
        **extension(rest),
    }


def _crosswalk_uri(framework: Framework, crosswalk: Crosswalk, *items: str, base: str) -> str:
    other = crosswalk.object
    parts = ("crosswalk", other.id, other.version or "", *items)
    return edition_part_uri(framework, *parts, base=base)


def _item_end(edition: FrameworkRef, item: str, label: str, base: str) -> Json:
    return case_link(label, edition_part_uri(edition, "item", item, base=base))


def case_losses(framework: Framework, version: CaseVersion) -> Iterator[Issue]:
    """Account for an edition: 1.0 loses facts, 1.1 holds them where other programs do not look."""
    yield from _without_key(framework, version)
    yield from _flattened(framework)


def _without_key(framework: Framework, version: CaseVersion) -> Iterator[Issue]:
    if version == "1.0":
        yield from losses_of(framework, "CASE 1.0", KEPT_BY_1_0)
        if framework.status is EditionStatus.WITHDRAWN:
            yield left_out("CASE 1.0 onderscheidt ‘ingetrokken’ niet van ‘vervangen’")
        return
    of_items = {key for item in framework.items for key in edition_data(item)}
    facts = [
        *(dutch for fact, dutch in FRAMEWORK_FACTS.items() if fact in own_keys(framework)),
        *(
            f"{ITEM_FACTS[fact]} (items)"
            for fact in ITEM_FACTS
            if fact in of_items - NATIVE_ITEM_FACTS
        ),
    ]
    yield Issue(
        code="case-extensions",
        severity=Severity.INFO,
        message=(
            f"CASE heeft geen eigen sleutel voor: {', '.join(facts)}. Dit staat onder ‘extensions’:"
            " swcompetence leest het terug, een ander programma mag het negeren."
        ),
    )


def _flattened(framework: Framework) -> Iterator[Issue]:
    """Tell of names over several lines, which CASE does not allow."""
    heads = (framework.title, framework.publisher, framework.licence.id, *framework.levels)
    if any(text != one_line(text) for text in heads):
        yield left_out("CASE zet titels, uitgever, licentie en niveaus op één regel")
    bent = [
        item.id
        for item in framework.items
        if any(label != one_line(label) for label in item.alt_labels)
        or (item.definition is not None and item.label != one_line(item.label))
    ]
    if bent:
        yield left_out("CASE zet namen op één regel", bent)

"""An edition as a CASE package (JSON) for OpenSALT, learning platforms and other registers.

Every fact stands in one place: in the key that CASE has for it, else under `extensions`, which
CASE 1.1 opens on every part for this. So a whole edition comes back from its 1.1 package. In CASE
an item belongs to one document (OpenSALT refuses to move one), so identifiers are those of an item
in its edition: a new revision updates in place, a new edition stands beside the older one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from swcompetence.exchange.case.crosswalk import crosswalk_associations, crosswalk_grouping
from swcompetence.exchange.case.losses import case_losses
from swcompetence.exchange.case.model import CHILD, REPLACED, Package
from swcompetence.exchange.case.places import (
    ADOPTION,
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
from swcompetence.exchange.exported import Exported, left_out
from swcompetence.exchange.names import BASE, checked_base, edition_part_uri, edition_uri, uuid5_of
from swcompetence.files.data.edition_text import edition_data
from swcompetence.model import Crosswalk, EditionStatus, Framework, Item


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

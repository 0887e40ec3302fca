"""An edition as a CASE package (JSON) for OpenSALT, learning platforms and other registers.

Every fact stands in one place: in the key that CASE has for it, else under `extensions`, which
CASE 1.1 opens on every part for this. So a whole edition comes back from its 1.1 package. In CASE
an item belongs to one document (OpenSALT refuses to move one), so identifiers are those of an item
in its edition: a new revision updates in place, a new edition stands beside the older one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from swcompetence.exchange.case.terms import (
    ADOPTION,
    CHILD,
    EXTENSION,
    KEPT_BY_1_0,
    LONGEST_LABEL,
    NATIVE_FACTS,
    NATIVE_ITEM_FACTS,
    REPLACED,
    Json,
    normalized_string,
)
from swcompetence.exchange.exported import (
    Exported,
    about_another_edition,
    facts_beside,
    facts_without_term,
    json_bytes,
    left_out,
    left_out_items,
    losses_of,
)
from swcompetence.exchange.names import BASE, checked_base, edition_part_uri, edition_uri, uuid5_of
from swcompetence.model import (
    Crosswalk,
    EditionStatus,
    Framework,
    FrameworkRef,
    Issue,
    Item,
    Predicate,
)
from swcompetence.model.issue import info

_ASSOCIATION_OF = {
    Predicate.EXACT: "exactMatchOf",
    Predicate.CLOSE: "ext:closeMatch",
    Predicate.BROAD: "ext:broadMatch",
    Predicate.NARROW: "ext:narrowMatch",
    Predicate.RELATED: "isRelatedTo",
}
"""CASE has words for the first and the last; 1.1 lets us add those of SKOS for the others."""
_NATIVE_CROSSWALK_FACTS = frozenset({"schema_version", "title", "about", "subject", "alignments"})
CaseVersion = Literal["1.0", "1.1"]
_NOT_IN_1_0 = {
    "CFDocument": {"caseVersion", "frameworkType"},
    "CFItems": {"subject", "subjectURI"},
    "CFAssociations": {"notes"},
}


def case_json(
    framework: Framework,
    crosswalks: Sequence[Crosswalk] = (),
    *,
    base: str = BASE,
    version: CaseVersion = "1.1",
    others: Iterable[Framework] = (),
) -> Exported:
    """Write an edition as a CFPackage; the same edition gives the same bytes.

    Crosswalks of another subject edition are left out with an issue; `others` are the editions that
    they lead to, for the names of items. CASE 1.0 has no room for what only we know.

    Raises:
        NotABaseError: `base` is no beginning of URIs.
        UnknownItemError: a crosswalk names an item that an edition does not have.
    """
    writer = _Writer(framework, checked_base(base))
    walks = [walk for walk in crosswalks if walk.subject == framework.ref]
    targets = {str(edition.ref): edition for edition in others}
    data: dict[str, Any] = {
        "CFDocument": writer.document(),
        "CFItems": [writer.item(item) for item in framework.items],
        "CFAssociations": [
            *writer.tree(),
            *writer.successors(),
            *(
                association
                for walk in walks
                for association in writer.alignments(walk, targets.get(str(walk.object)))
            ),
        ],
        "CFDefinitions": writer.definitions(walks),
    }
    losses = [*_without_key(framework, version), *_flattened(framework)]
    losses += [about_another_edition(walk, framework) for walk in crosswalks if walk not in walks]
    if version == "1.0":
        data, weaker = as_1_0(data)
        losses += weaker
    return Exported(json_bytes(data), tuple(losses))


class _Writer:
    """The parts of the package of one edition."""

    def __init__(self, framework: Framework, base: str) -> None:
        self._framework = framework
        self._base = base
        # Our days have no hours; the newest line of the changelog dates every part.
        self._changed = f"{max(change.date for change in framework.changelog)}T00:00:00Z"

    def document(self) -> Json:
        framework = self._framework
        ours = facts_without_term(framework, NATIVE_FACTS | {"items"})
        if framework.status is EditionStatus.WITHDRAWN:
            ours["status"] = framework.status.value
        uri = edition_uri(framework, self._base)
        ends = {"statusEndDate": f"{framework.valid_until}"} if framework.valid_until else {}
        return {
            "identifier": uuid5_of(uri),
            "uri": uri,
            "caseVersion": "1.1",
            "creator": normalized_string(framework.publisher),
            "title": normalized_string(framework.title),
            "lastChangeDateTime": self._changed,
            "publisher": normalized_string(framework.publisher),
            "description": framework.about,
            "language": "nl",
            "version": framework.version,
            "adoptionStatus": ADOPTION[framework.status],
            "statusStartDate": f"{framework.valid_from}",
            **ends,
            "licenseURI": _link(framework.licence.id, self._uri("licence")),
            **_extension(ours),
        }

    def item(self, item: Item) -> Json:
        ours = facts_without_term(item, NATIVE_ITEM_FACTS)
        if gone := item.deprecated:
            ours["deprecated"] = {"since": gone.since, "why": gone.why}
        uri = self._uri("item", item.id)
        level = self._framework.levels.index(item.level)
        ends = gone is not None and gone.since == self._framework.version
        part: Json = {
            "identifier": uuid5_of(uri),
            "uri": uri,
            "fullStatement": item.label if item.definition is None else item.definition,
            "humanCodingScheme": item.id,
            "CFItemType": normalized_string(item.level),
            "CFItemTypeURI": self._level_link(level),
            "language": "nl",
            "lastChangeDateTime": self._changed,
            "abbreviatedStatement": None
            if item.definition is None
            else normalized_string(item.label),
            "conceptKeywords": list(map(normalized_string, item.alt_labels)) or None,
            "statusEndDate": f"{self._framework.valid_from}" if ends else None,
            "notes": item.note,
            **_extension(ours),
        }
        return {key: value for key, value in part.items() if value is not None}

    def tree(self) -> Iterator[Json]:
        framework = self._framework
        document = _link(framework.title, edition_uri(framework, self._base))
        numbers: dict[str | None, int] = {}
        for item in framework.items:
            numbers[item.parent] = numbers.get(item.parent, 0) + 1
            parent = document if item.parent is None else self._item_link(item.parent)
            yield self._association(
                self._uri("child", item.id), CHILD, self._item_link(item.id), parent
            ) | {"sequenceNumber": numbers[item.parent]}

    def successors(self) -> Iterator[Json]:
        for item in self._framework.items:
            gone = item.deprecated
            for number, successor in enumerate(gone.replaced_by if gone else (), start=1):
                yield self._association(
                    self._uri("replaced", item.id, f"{number}"),
                    REPLACED,
                    self._item_link(item.id),
                    self._item_link(successor),
                ) | {"sequenceNumber": number}

    def alignments(self, crosswalk: Crosswalk, target: Framework | None) -> Iterator[Json]:
        """Give an association for every alignment, with why we say so in the notes."""
        grouping = _link(crosswalk.title, self._crosswalk_uri(crosswalk))
        for alignment in crosswalk.alignments:
            label = target.item(alignment.object).label if target else alignment.object
            ours: Json = {
                "justification": alignment.justification.value,
                "provenance": alignment.provenance.value,
            }
            if alignment.confidence is not None:
                ours["confidence"] = alignment.confidence
            end = edition_part_uri(crosswalk.object, "item", alignment.object, base=self._base)
            yield {
                **self._association(
                    self._crosswalk_uri(crosswalk, alignment.subject, alignment.object),
                    _ASSOCIATION_OF[alignment.predicate],
                    self._item_link(alignment.subject),
                    {**_link(label, end), "targetType": "CASE"},
                ),
                "CFAssociationGroupingURI": grouping,
                "notes": alignment.why,
                **_extension(ours),
            }

    def definitions(self, crosswalks: Sequence[Crosswalk]) -> Json:
        licence, levels = self._framework.licence, self._framework.levels
        changed = {"lastChangeDateTime": self._changed}
        types = [
            {
                **self._level_link(place),
                "description": f"Niveau {place + 1} van {len(levels)}, van boven naar onder",
                "hierarchyCode": f"{place + 1}",
                **changed,
            }
            for place in range(len(levels))
        ]
        groupings = [
            {
                **_link(walk.title, self._crosswalk_uri(walk)),
                "description": walk.about,
                **changed,
                **_extension(facts_without_term(walk, _NATIVE_CROSSWALK_FACTS)),
            }
            for walk in crosswalks
        ]
        return {
            "CFLicenses": [
                {
                    **_link(licence.id, self._uri("licence")),
                    "description": licence.attribution,
                    "licenseText": f"{licence.id}. Naamsvermelding: {licence.attribution}",
                    **changed,
                }
            ],
            "CFItemTypes": types,
            **({"CFAssociationGroupings": groupings} if groupings else {}),
        }

    def _uri(self, *parts: str) -> str:
        return edition_part_uri(self._framework, *parts, base=self._base)

    def _crosswalk_uri(self, crosswalk: Crosswalk, *items: str) -> str:
        target: FrameworkRef = crosswalk.object
        return self._uri("crosswalk", target.id, target.version or "", *items)

    def _item_link(self, item: str) -> Json:
        return _link(self._framework.item(item).label, self._uri("item", item))

    def _level_link(self, place: int) -> Json:
        return _link(self._framework.levels[place], self._uri("level", f"{place + 1}"))

    def _association(self, uri: str, kind: str, origin: Json, destination: Json) -> Json:
        return {
            "identifier": uuid5_of(uri),
            "associationType": kind,
            "uri": uri,
            "originNodeURI": origin,
            "destinationNodeURI": destination,
            "lastChangeDateTime": self._changed,
        }


def _link(title: str, uri: str) -> Json:
    """Give a link to a part by its URI."""
    return {"title": normalized_string(title), "identifier": uuid5_of(uri), "uri": uri}


def _extension(ours: Mapping[str, object]) -> Json:
    """Give the key for what CASE has no place for; nothing where there is nothing."""
    return {"extensions": {EXTENSION: ours}} if ours else {}


def _without_key(framework: Framework, version: CaseVersion) -> Iterator[Issue]:
    """Account for an edition: 1.0 loses facts, 1.1 holds them where other programs do not look."""
    if version == "1.0":
        yield from losses_of([framework], "CASE 1.0", KEPT_BY_1_0)
        if framework.status is EditionStatus.WITHDRAWN:
            yield left_out("CASE 1.0 onderscheidt ‘ingetrokken’ niet van ‘vervangen’")
        return
    facts = facts_beside(framework, NATIVE_FACTS, NATIVE_ITEM_FACTS)
    yield info(
        "case-extensions",
        f"CASE heeft geen eigen sleutel voor: {facts}. Dit staat onder ‘extensions’:"
        " swcompetence leest het terug, een ander programma mag het negeren.",
    )


def _flattened(framework: Framework) -> Iterator[Issue]:
    """Tell of names over several lines, which CASE does not allow."""
    heads = (framework.title, framework.publisher, framework.licence.id, *framework.levels)
    if any(text != normalized_string(text) for text in heads):
        yield left_out("CASE zet titels, uitgever, licentie en niveaus op één regel")
    bent = [
        item.id
        for item in framework.items
        if any(label != normalized_string(label) for label in item.alt_labels)
        or (item.definition is not None and item.label != normalized_string(item.label))
    ]
    yield from left_out_items("CASE zet namen op één regel", bent)


def as_1_0(data: dict[str, Any]) -> tuple[dict[str, Any], list[Issue]]:
    """Write a 1.1 package as 1.0, which has no extensions and no notes at an association.

    Association types of our own become `isRelatedTo`.
    """
    weaker: Counter[str] = Counter()
    older = _without_extensions(data)
    for section, keys in _NOT_IN_1_0.items():
        parts = older[section] if isinstance(older[section], list) else [older[section]]
        for part in parts:
            for key in keys & part.keys():
                del part[key]
    for item in older["CFItems"]:
        # Without our extension a reader shortens a long name, unless it is given as the short form.
        if len(item["fullStatement"]) > LONGEST_LABEL:
            item.setdefault("abbreviatedStatement", normalized_string(item["fullStatement"]))
    for link in older["CFAssociations"]:
        link["destinationNodeURI"].pop("targetType", None)
        if link["associationType"].startswith("ext:"):
            weaker[link["associationType"].removeprefix("ext:")] += 1
            link["associationType"] = "isRelatedTo"
    explained = sum("notes" in link for link in data["CFAssociations"])
    losses = [
        left_out(f"CASE 1.0 kent geen {kind}: {count} koppelingen staan er als isRelatedTo")
        for kind, count in sorted(weaker.items())
    ]
    if explained:
        what = f"CASE 1.0 heeft bij {explained} koppelingen geen plaats voor het waarom"
        losses.append(left_out(what))
    return older, losses


def _without_extensions(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_extensions(v) for k, v in value.items() if k != "extensions"}
    return [_without_extensions(part) for part in value] if isinstance(value, list) else value

"""The account of a CASE package that was read: what had no place in an edition, what was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from swcompetence.exchange.case.base import CasePart
from swcompetence.exchange.case.facts import is_named_by_us
from swcompetence.exchange.case.items import FoundItems
from swcompetence.exchange.case.model import CHILD, REPLACED, Package
from swcompetence.exchange.case.places import EXTENSION
from swcompetence.exchange.case.tree import Tree
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.model import Issue, Place

_SHOWN = 5
_UNUSED_OF_DOCUMENT = ("framework_type", "subject", "subject_uri")
_UNUSED_OF_ITEM = (
    "alternative_label", "list_enumeration", "concept_keywords_uri", "subject", "subject_uri",
    "education_level", "license_uri", "status_start_date",
)  # fmt: skip
_UNUSED_DEFINITIONS = ("cf_concepts", "cf_subjects")


def account(package: Package, tree: Tree, found: FoundItems, where: Place) -> Iterator[Issue]:
    """Tell of everything that an edition does not keep, each kind once with its number."""
    for text in _without_place(package, tree):
        yield info("not-in-edition", text, where)
    if found.without_code:
        text = (
            f"Items zonder code: {_named(found.without_code)}. Hun id is gemaakt uit de eerste"
            " woorden van de tekst; verandert die, dan verandert het id."
        )
        yield info("code-missing", text, where)
    if found.double_code:
        text = (
            f"Hun code komt meer dan een keer voor; het id is anders: {_named(found.double_code)}."
        )
        yield warning("code-duplicate", text, where)
    if found.shortened:
        ids = _named(found.shortened)
        text = f"Lange teksten staan volledig in de definitie; het label is ingekort: {ids}."
        yield info("label-shortened", text, where)
    if found.named_by_keywords:
        text = (
            "Trefwoorden (conceptKeywords) zijn andere benamingen geworden, waarop ook gezocht"
            f" wordt. Kijk ze na: {_named(found.named_by_keywords)}."
        )
        yield warning("keywords-as-names", text, where)


def _without_place(package: Package, tree: Tree) -> Iterator[str]:
    items = {item.identifier for item in package.cf_items}
    kinds = Counter(
        one.association_type
        for one in package.cf_associations
        if one.association_type != CHILD
        and (one.association_type != REPLACED or one.destination_node_uri.identifier not in items)
    )
    if kinds:
        yield (
            f"Associaties zonder plaats in een kader: {_counted(kinds)}. Verbanden met een ander"
            " kader horen in een koppelingenbestand."
        )
    if tree.more_parents:
        yield f"Items met meer dan één ouder houden de eerste: {len(tree.more_parents)} items."
    if package.cf_rubrics:
        yield f"Rubrics hebben geen plaats in een kader: {len(package.cf_rubrics)}."
    unused = Counter(
        [
            *_used(package.cf_document, _UNUSED_OF_DOCUMENT),
            *(key for item in package.cf_items for key in _used(item, _UNUSED_OF_ITEM)),
            *_used(package.cf_definitions, _UNUSED_DEFINITIONS),
            *_foreign_extensions(package),
        ]
    )
    if unused:
        yield f"Gegevens zonder plaats in een kader: {_counted(unused)}."
    if not is_named_by_us(package.cf_document):
        yield "De identifiers en URI's van CASE blijven niet bewaard; een uitvoer krijgt eigen."


def _used(part: CasePart, fields: Iterable[str]) -> list[str]:
    """Give the keys of those fields that say something."""
    kind = type(part)
    return [str(kind.model_fields[one].alias) for one in fields if getattr(part, one)]


def _foreign_extensions(package: Package) -> Iterator[str]:
    for found in (package.extensions, *(part.extensions for part in package.parts)):
        yield from (f"extensions.{key}" for key in found or {} if key != EXTENSION)


def _counted(count: Counter[str]) -> str:
    return ", ".join(f"{key} ({number}x)" for key, number in sorted(count.items()))


def _named(ids: tuple[str, ...]) -> str:
    more = " …" if len(ids) > _SHOWN else ""
    return f"{', '.join(ids[:_SHOWN])}{more} ({len(ids)})"

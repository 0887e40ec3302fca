"""Items as a foreign list gives them: ids are made, parents are found, the tree is put in order."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from swcompetence.model import NOTHING_FITS, Issue, Model, Place
from swcompetence.model.issue import info, warning

_OTHER_SIGNS = re.compile(r"[^a-z0-9._-]+")
_SEPARATORS = re.compile(r"([._-])[._-]+")
_WORDS_IN_ID = 6
_LONGEST_ID = 60


class DraftItem(Model):
    """One item as it stands in a list."""

    label: str
    where: Place
    code: str = ""
    """What the list calls it; empty where it has no code."""
    parent: str = ""
    """The code of the item above it; empty at the top."""
    definition: str | None = None
    level: str = ""
    alt_labels: tuple[str, ...] = ()
    note: str | None = None
    is_group: bool = False
    """Whether it is made of a group's name; no row of the list stands for it."""
    is_mapped: bool | None = None
    """Whether courses are linked to it; None where the list does not say."""


class PlacedItem(NamedTuple):
    """An item with its id and its place in the tree."""

    id: str
    parent: str | None
    depth: int
    """1 at the top."""
    draft: DraftItem


def slug_of(text: str) -> str:
    """Make an id of a code: lower case, no accents, one sign between words; empty if nothing left.

    >>> slug_of("OLR 1.2"), slug_of("Crémer & Co"), slug_of("c01.actief_luisteren")
    ('olr-1.2', 'cremer-co', 'c01.actief_luisteren')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    slug = _SEPARATORS.sub(r"\1", _OTHER_SIGNS.sub("-", bare))
    return slug.strip("._-")


def short_slug_of(text: str) -> str:
    """Make an id of the first words of a text; empty if nothing is left."""
    return slug_of(" ".join(text.split()[:_WORDS_IN_ID]))[:_LONGEST_ID].strip("._-")


def free_id(wanted: str, taken: Collection[str]) -> str:
    """Give an id that nothing else has: itself, else with the first free number from 2."""
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def parents_first(below: Mapping[str | None, Sequence[str]]) -> Iterator[str]:
    """Walk down a tree, None at its top: ids come after their parent and elder siblings."""
    waiting = list(reversed(below.get(None, ())))
    while waiting:
        name = waiting.pop()
        yield name
        waiting += reversed(below.get(name, ()))


def placed(drafts: Sequence[DraftItem]) -> tuple[tuple[PlacedItem, ...], tuple[Issue, ...]]:
    """Give every item an id and a parent, parents before their children.

    The order of the list stays where every parent stands before its children; else every item
    comes right after its parent and its elder siblings.
    """
    ids, issues = _ids(drafts)
    parents, unknown = _parents(drafts, ids)
    draft_by_id = dict(zip(ids, drafts, strict=True))
    parent_by_id = dict(zip(ids, parents, strict=True))
    loops = _cut_loops(parent_by_id, draft_by_id)
    depths: dict[str | None, int] = {None: 0}
    items: list[PlacedItem] = []
    for name in _order(parent_by_id):
        parent = parent_by_id[name]
        depths[name] = depths[parent] + 1
        items.append(PlacedItem(name, parent, depths[name], draft_by_id[name]))
    return tuple(items), (*issues, *unknown, *loops)


def _ids(drafts: Sequence[DraftItem]) -> tuple[list[str], list[Issue]]:
    """Give ids in the order of the list; an id depends on the code, or on the text without one."""
    ids: list[str] = []
    taken = {NOTHING_FITS}
    issues: list[Issue] = []
    for draft in drafts:
        code = slug_of(draft.code)
        digest = hashlib.sha256(draft.label.encode()).hexdigest()[:8]
        name = free_id(code or short_slug_of(draft.label) or f"item-{digest}", taken)
        if code and name != code:
            issues.append(
                warning(
                    "code-duplicate",
                    f"De code ‘{draft.code}’ komt meer dan een keer voor (of is voorbehouden);"
                    f" dit item kreeg het id {name}. Geef elk item een eigen code.",
                    draft.where,
                )
            )
        taken.add(name)
        ids.append(name)
    without = [draft for draft in drafts if not slug_of(draft.code)]
    if without:
        issues.append(
            info(
                "code-missing",
                f"Items zonder code: {len(without)}. Hun id is gemaakt uit de eerste woorden van"
                " de tekst. Verandert die tekst, dan verandert het id en gaan besluiten niet"
                " mee; geef ze dus liever een code.",
                without[0].where,
            )
        )
    return ids, issues


def _parents(
    drafts: Sequence[DraftItem], ids: Sequence[str]
) -> tuple[list[str | None], list[Issue]]:
    exact: dict[str, str] = {}
    near: dict[str, str] = {}
    for draft, name in zip(drafts, ids, strict=True):
        if draft.code:
            exact.setdefault(draft.code, name)
            near.setdefault(slug_of(draft.code), name)
    parents: list[str | None] = []
    issues: list[Issue] = []
    for draft in drafts:
        parent = exact.get(draft.parent) or near.get(slug_of(draft.parent))
        parents.append(parent if draft.parent else None)
        if draft.parent and not parent:
            issues.append(
                warning(
                    "parent-unknown",
                    f"‘{draft.label}’ hoort onder ‘{draft.parent}’, maar die code staat niet in"
                    " het bestand. Het item staat nu bovenaan; vul de ontbrekende rij aan.",
                    draft.where,
                )
            )
    return parents, issues


def _cut_loops(parents: dict[str, str | None], drafts: dict[str, DraftItem]) -> list[Issue]:
    """Put the first item of every ring at the top."""
    issues: list[Issue] = []
    for name in parents:
        ring: list[str] = []
        step: str | None = name
        while step is not None and step not in ring:
            ring.append(step)
            step = parents[step]
        if step == name:
            parents[name] = None
            issues.append(
                warning(
                    "parent-loop",
                    f"Deze items staan in een kring onder elkaar: {', '.join(ring)}. ‘{name}’ staat"
                    " nu bovenaan; verbeter de ouders in het bestand.",
                    drafts[name].where,
                )
            )
    return issues


def _order(parents: Mapping[str, str | None]) -> list[str]:
    places = {name: place for place, name in enumerate(parents)}
    if all(parent is None or places[parent] < places[name] for name, parent in parents.items()):
        return list(parents)
    below: dict[str | None, list[str]] = {}
    for name, parent in parents.items():
        below.setdefault(parent, []).append(name)
    return list(parents_first(below))

"""Items as a foreign list gives them: ids are made, parents are found, the tree is put in order."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.model import NOTHING_FITS, Issue, Model, Place

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


def placed(drafts: Sequence[DraftItem]) -> tuple[tuple[PlacedItem, ...], tuple[Issue, ...]]:
    """Give every item an id and a parent, parents before their children.

    The order of the list stays where every parent stands before its children; else every item
    comes right after its parent and its elder siblings.
    """
    ids, issues = _ids(drafts)
    parents, told = _parents(drafts, ids)
    above = dict(zip(ids, parents, strict=True))
    told += _cut_loops(above, dict(zip(ids, drafts, strict=True)))
    by_id = dict(zip(ids, drafts, strict=True))
    order = _order(ids, above)
    depths: dict[str, int] = {}
    found: list[PlacedItem] = []
    for one in order:
        parent = above[one]
        depths[one] = depths[parent] + 1 if parent is not None else 1
        found.append(PlacedItem(one, parent, depths[one], by_id[one]))
    return tuple(found), (*issues, *told)


def _ids(drafts: Sequence[DraftItem]) -> tuple[list[str], list[Issue]]:
    """Give ids in the order of the list; an id depends on the code, or on the text without one."""
    ids: list[str] = []
    taken: set[str] = set()
    issues: list[Issue] = []
    without = [draft for draft in drafts if not slug_of(draft.code)]
    for draft in drafts:
        wanted = slug_of(draft.code) or _slug_of_text(draft.label)
        one = _free(wanted, taken)
        if one != wanted and slug_of(draft.code):
            issues.append(
                warning(
                    "code-duplicate",
                    f"De code ‘{draft.code}’ komt meer dan een keer voor (of is voorbehouden);"
                    f" dit item kreeg het id {one}. Geef elk item een eigen code.",
                    draft.where,
                )
            )
        taken.add(one)
        ids.append(one)
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


def _slug_of_text(text: str) -> str:
    slug = slug_of(" ".join(text.split()[:_WORDS_IN_ID]))[:_LONGEST_ID].strip("._-")
    return slug or f"item-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _free(wanted: str, taken: set[str]) -> str:
    if wanted not in taken and wanted != NOTHING_FITS:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def _parents(
    drafts: Sequence[DraftItem], ids: Sequence[str]
) -> tuple[list[str | None], list[Issue]]:
    exact: dict[str, str] = {}
    near: dict[str, str] = {}
    for draft, one in zip(drafts, ids, strict=True):
        if draft.code:
            exact.setdefault(draft.code, one)
            near.setdefault(slug_of(draft.code), one)
    parents: list[str | None] = []
    issues: list[Issue] = []
    for draft in drafts:
        found = exact.get(draft.parent) or near.get(slug_of(draft.parent))
        parents.append(found if draft.parent else None)
        if draft.parent and not found:
            issues.append(
                warning(
                    "parent-unknown",
                    f"‘{draft.label}’ hoort onder ‘{draft.parent}’, maar die code staat niet in"
                    " het bestand. Het item staat nu bovenaan; vul de ontbrekende rij aan.",
                    draft.where,
                )
            )
    return parents, issues


def _cut_loops(above: dict[str, str | None], drafts: dict[str, DraftItem]) -> list[Issue]:
    """Put the first item of every ring at the top."""
    issues: list[Issue] = []
    for one in above:
        seen: list[str] = []
        step: str | None = one
        while step is not None and step not in seen:
            seen.append(step)
            step = above[step]
        if step == one:
            above[one] = None
            issues.append(
                warning(
                    "parent-loop",
                    f"Deze items staan in een kring onder elkaar: {', '.join(seen)}. ‘{one}’ staat"
                    " nu bovenaan; verbeter de ouders in het bestand.",
                    drafts[one].where,
                )
            )
    return issues


def _order(ids: Sequence[str], above: dict[str, str | None]) -> list[str]:
    places = {one: place for place, one in enumerate(ids)}
    parents = ((one, above[one]) for one in ids)
    if all(parent is None or places[parent] < places[one] for one, parent in parents):
        return list(ids)
    below: dict[str | None, list[str]] = {}
    for one in ids:
        below.setdefault(above[one], []).append(one)
    return list(_down(below))


def _down(below: dict[str | None, list[str]]) -> Iterable[str]:
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        one = waiting.pop()
        yield one
        waiting += reversed(below.get(one, []))

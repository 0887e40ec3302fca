"""Builds an edition from items that came from elsewhere, such as a college's own outcomes."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from pydantic import Field, ValidationError

from swcompetence.errors import EditionError
from swcompetence.exchange.names import UNKNOWN_LICENCE
from swcompetence.files.data.yaml_file import problem_in
from swcompetence.model import (
    NOTHING_FITS,
    EditionStatus,
    Framework,
    Issue,
    Model,
    Place,
    Provenance,
)
from swcompetence.model.issue import info, warning
from swcompetence.model.sourcing import is_web_address

_OTHER_SIGNS = re.compile(r"[^a-z0-9._-]+")
_SEPARATORS = re.compile(r"([._-])[._-]+")
_WORDS_IN_ID = 6
_LONGEST_ID = 60
_SOURCE = "lijst"
_YEAR = re.compile(r"(20\d\d)\s*[-–/]\s*((?:20)?\d\d)(?!\d)")
_NOT_IN_ID = re.compile(r"[._-]+")
_NOT_IN_VERSION = re.compile(r"[\s:@]+")


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

    def data(self) -> dict[str, Any]:
        """Give what an edition file holds of it, but its level and where it comes from."""
        texts = self.draft.model_dump(include={"label", "alt_labels", "definition", "note"})
        return {**texts, "id": self.id, "parent": self.parent}


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
    places = {name: place for place, name in enumerate(ids)}
    order = list(parent_by_id)
    if any(parent and places[parent] > places[name] for name, parent in parent_by_id.items()):
        below: dict[str | None, list[str]] = {}
        for name, parent in parent_by_id.items():
            below.setdefault(parent, []).append(name)
        order = list(parents_first(below))
    depths: dict[str | None, int] = {None: 0}
    items: list[PlacedItem] = []
    for name in order:
        parent = parent_by_id[name]
        depths[name] = depths[parent] + 1
        items.append(PlacedItem(name, parent, depths[name], draft_by_id[name]))
    return tuple(items), (*issues, *unknown, *loops)


def _ids(drafts: Sequence[DraftItem]) -> tuple[list[str], list[Issue]]:
    """Give ids in the order of the list; an id depends on the code, or on the text without one."""
    ids: list[str] = []
    taken = {NOTHING_FITS}
    issues: list[Issue] = []
    without: list[DraftItem] = []
    for draft in drafts:
        code = slug_of(draft.code)
        digest = hashlib.sha256(draft.label.encode()).hexdigest()[:8]
        name = free_id(code or short_slug_of(draft.label) or f"item-{digest}", taken)
        without += [] if code else [draft]
        if code and name != code:
            text = (
                f"De code ‘{draft.code}’ komt meer dan een keer voor (of is voorbehouden); dit item"
                f" kreeg het id {name}. Geef elk item een eigen code."
            )
            issues.append(warning("code-duplicate", text, draft.where))
        taken.add(name)
        ids.append(name)
    if without:
        text = (
            f"Items zonder code: {len(without)}. Hun id is gemaakt uit de eerste woorden van de"
            " tekst. Verandert die tekst, dan verandert het id en gaan besluiten niet mee; geef ze"
            " dus liever een code."
        )
        issues.append(info("code-missing", text, without[0].where))
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
            text = (
                f"‘{draft.label}’ hoort onder ‘{draft.parent}’, maar die code staat niet in het"
                " bestand. Het item staat nu bovenaan; vul de ontbrekende rij aan."
            )
            issues.append(warning("parent-unknown", text, draft.where))
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
            text = (
                f"Deze items staan in een kring onder elkaar: {', '.join(ring)}. ‘{name}’ staat nu"
                " bovenaan; verbeter de ouders in het bestand."
            )
            issues.append(warning("parent-loop", text, drafts[name].where))
    return issues


class EditionFacts(Model):
    """What the caller knows about the edition; a file of outcomes says little about itself."""

    publisher: str
    """The college or body whose items they are; empty where the file says it."""
    read_on: dt.date
    """The day on which the file is read."""
    id: str | None = None
    """Lower-case words with hyphens; None derives it from the file."""
    version: str | None = None
    """For example the academic year `2026-27`; None derives it from the file."""
    title: str | None = None
    about: str | None = None
    valid_from: dt.date | None = None
    """None stands for the day of reading."""
    mapping_depth: int | None = Field(default=None, ge=1)
    """Depth of the items that courses are linked to, 1 at the top; None derives it."""

    def over_those_of_the_file(self) -> dict[str, object]:
        """Give what an edition takes from the caller as it stands, whatever its file says."""
        given = self.model_dump(exclude={"read_on", "mapping_depth", "version"})
        return {fact: value for fact, value in given.items() if value}


def edition_of(data: dict[str, Any], name: str) -> Framework:
    """Make an edition of what a file says.

    Raises:
        EditionError: it makes none; names everything that is wrong.
    """
    try:
        return Framework.model_validate(data)
    except ValidationError as error:
        problems = [problem_in(detail, Framework) for detail in error.errors()]
        raise EditionError(name, problems) from error


class Levels(Model):
    """The levels of an edition from top to bottom, and the level of every item."""

    names: tuple[str, ...]
    mapping_level: str
    of_items: tuple[str, ...]
    """In the order of the items."""


def edition_id(text: str) -> str:
    """Make the id of a framework of a name; empty if nothing is left."""
    return _NOT_IN_ID.sub("-", slug_of(text))


def edition_version(text: str) -> str:
    """Make a version of what a file calls it; empty if nothing is left."""
    return _NOT_IN_VERSION.sub("-", text.strip())


def version_or_year(
    version: str | None, year: str, what: str, where: Place
) -> tuple[str, list[Issue]]:
    """Give the version, which is that year where nobody says it."""
    if named := edition_version(version or ""):
        return named, []
    text = f"{what} noemt geen versie; het kader kreeg versie {year}. Geef ze zelf mee."
    return year, [info("version-guessed", text, where)]


def unknown_licence(
    attribution: str, what: str, where: Place
) -> tuple[dict[str, str], list[Issue]]:
    """Give the licence of a file that names none."""
    text = f"{what} noemt geen licentie. Vraag de uitgever wat mag voor u het kader verspreidt."
    licence = {"id": UNKNOWN_LICENCE, "attribution": attribution}
    return licence, [warning("licence-missing", text, where)]


def file_source(
    source: str, title: str, address: str | None, where: Place, read_on: dt.date
) -> dict[str, object]:
    """Give the file as the source of its items; a name that is no web address is a note."""
    is_on_web = address is not None and is_web_address(address)
    place: dict[str, object] = {"url" if is_on_web else "note": address}
    return {"id": source, "title": title, "locator": where.file, "accessed": read_on, **place}


def tree_levels(
    parents: Mapping[str, str | None],
    said: Mapping[str, str],
    names: Sequence[str],
    mapping_level: object,
    depth: int | None,
    guess: Issue,
    *noted: Issue,
) -> tuple[dict[str, Any], dict[str, str], list[Issue]]:
    """Give the levels of a tree as an edition has them, that of every item, and what was guessed.

    Args:
        parents: the item above every item, parents first.
        said: the level that the file says of an item; without one it is that below its parent.
        names: the levels from top to bottom.
        mapping_level: the one that the file says.
        depth: the depth that the caller says.
        guess: told where an item fits nowhere below its parent, so that the levels follow the
            depth in the tree.
        noted: what else is to be said of the levels.
    """
    issues = [*noted]
    levels = _said_levels(parents, said, names)
    if levels is None:
        depths: dict[str | None, int] = {None: 0}
        for item, parent in parents.items():
            depths[item] = depths[parent] + 1
        names = [f"niveau {number}" for number in range(1, max(depths.values()) + 1)]
        levels = {item: names[depths[item] - 1] for item in parents}
        issues.insert(0, guess)
    where = guess.where
    chosen, doubts = chosen_mapping_level(names, levels.values(), mapping_level, depth, where)
    return {"levels": names, "mapping_level": chosen}, levels, [*issues, *doubts]


def _said_levels(
    parents: Mapping[str, str | None], said: Mapping[str, str], names: Sequence[str]
) -> dict[str, str] | None:
    """Give the level of every item, parents first; without one it is that below its parent.

    None where there are no names, or an item fits nowhere below its parent.
    """
    levels: dict[str, str] = {}
    for item, parent in parents.items():
        above = names.index(levels[parent]) if parent is not None else -1
        level = said.get(item) or next(iter(names[above + 1 :]), "")
        if level not in names or names.index(level) <= above:
            return None
        levels[item] = level
    return levels


def chosen_mapping_level(
    names: Sequence[str], of_items: Iterable[str], said: object, depth: int | None, where: Place
) -> tuple[str, list[Issue]]:
    """Choose the level that courses are linked to, with an issue where that is a guess.

    The depth that the caller says goes before the level that the file names. It is 1 at the top;
    beyond the last level it means the last.
    """
    if depth is not None:
        return names[min(depth, len(names)) - 1], []
    if isinstance(said, str) and said in names:
        return said, []
    if len(names) == 1:
        return names[0], []
    count = Counter(of_items)
    chosen = max(names, key=lambda name: (count[name], names.index(name)))
    text = (
        f"Opleidingsonderdelen worden gekoppeld aan het niveau ‘{chosen}’, dat de meeste items"
        " telt. Geef een ander niveau op als dat niet klopt."
    )
    return chosen, [warning("mapping-level-guessed", text, where)]


def with_file_facts(
    facts: EditionFacts,
    file: str,
    *,
    framework: str = "",
    version: str = "",
    hints: Sequence[str] = (),
) -> tuple[EditionFacts, tuple[Issue, ...]]:
    """Fill in what the caller left open: from what the file says, else from its name.

    Hints are texts of the file that may name an academic year, the surest first.
    """
    stem = PurePath(file).stem
    issues: tuple[Issue, ...] = ()
    said = facts.version or version
    if not said:
        years = filter(None, map(_YEAR.search, (*hints, stem)))
        said = next((f"{year[1]}-{year[2][-2:]}" for year in years), str(facts.read_on.year))
        text = (
            f"Er is geen versie opgegeven; het kader kreeg versie {said}. Geef de versie mee,"
            " bijvoorbeeld het academiejaar, als dat niet klopt."
        )
        issues = (info("version-guessed", text, Place(file=file)),)
    filled = {
        "id": edition_id(facts.id or framework or stem) or "kader",
        "version": edition_version(said),
        "title": facts.title or f"Leerresultaten {facts.publisher}",
        "about": facts.about
        or f"Leerresultaten van {facts.publisher}, ingelezen uit het bestand {file}. De teksten"
        " zijn van de instelling; ze zijn overgenomen zonder ze te beoordelen.",
        "valid_from": facts.valid_from or facts.read_on,
    }
    return facts.model_copy(update=filled), issues


def new_edition(
    items: Sequence[PlacedItem], levels: Levels, facts: EditionFacts, file: str
) -> Framework:
    """Build the edition; every item is verified against its row in the file, which is the source.

    Raises:
        EditionError: the facts, of which none is open, do not fit an edition.
    """
    source = {
        "id": _SOURCE,
        "title": f"Lijst van {facts.publisher}",
        "locator": file,
        "accessed": facts.read_on,
        "note": "Het bestand is de bron; de licentie is niet bekend.",
    }
    change = {
        "revision": 1,
        "date": facts.read_on,
        "note": f"Ingelezen uit het bestand {file}.",
    }
    data = {
        **facts.over_those_of_the_file(),
        "version": facts.version,
        "revision": 1,
        "status": EditionStatus.CURRENT,
        "last_checked_on": facts.read_on,
        "licence": {"id": UNKNOWN_LICENCE, "attribution": facts.publisher},
        "levels": levels.names,
        "mapping_level": levels.mapping_level,
        "sources": [source],
        "changelog": [change],
        "items": [
            {
                **item.data(),
                "level": level,
                "provenance": Provenance.VERIFIED,
                "sources": [{"source": _SOURCE, "locator": _inside(item.draft.where)}],
            }
            for item, level in zip(items, levels.of_items, strict=True)
        ],
    }
    return edition_of(data, file)


def _inside(where: Place) -> str | None:
    return str(where.model_copy(update={"file": None})) or None
